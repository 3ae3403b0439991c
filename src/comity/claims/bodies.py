"""Claims that names themselves make: the states in an agreement's or a dialogue's name, where and by whom an event is held.

"Peru-Chile Trade Agreement" names its parties; "the 2019 summit between X and Y in Geneva" is an event with participants, a
place and a year, even where it has no name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims import topics
from comity.claims.arguments import Argument
from comity.claims.passage import Passage
from comity.claims.scope import scope_of
from comity.claims.when import time_of
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NAME = "bodies"
_EVENT_NOUNS = frozenset({"summit", "meeting", "talk", "negotiation", "conference", "dialogue", "forum"})
_HELD = frozenset({"hold", "take", "convene", "host", "organize", "organise", "stage", "begin", "open", "schedule"})


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements from names that hold the names of actors, and from events with participants."""
    for span in passage.spans:
        if sentence.start <= span.start < sentence.end and len(span.targets) == 1:
            kind = passage.register.kind(span.targets[0])
            if span.how == "new" and span.inner:
                yield from _inside(span, kind, passage)
            if kind is EntityKind.EVENT:
                yield from _held(span, passage)
    for token in sentence:
        if token.lemma_ == "meet" and grammar.is_verb(token):
            yield from _meeting(token, passage)
        if token.lemma_ in _EVENT_NOUNS and token.pos_ == "NOUN" and token.i not in passage.by_token:
            yield from _unnamed_event(token, passage)


def _inside(span: LinkedSpan, kind: EntityKind | None, passage: Passage) -> Iterator[Statement]:
    """Parties and participants whom the name itself names."""
    relation = {EntityKind.AGREEMENT: Relation.PARTY_TO, EntityKind.EVENT: Relation.PARTICIPATES_IN}.get(kind) if kind else None
    states = [t for t in span.inner if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)]
    if relation is None or len(states) < 2:
        return
    root = passage.parsed.doc[span.start : span.end].root
    scope = scope_of(root)
    for state in states:
        claim = Claim.of(state, relation, span.targets[0], modality=scope.modality, negated=scope.negated)
        subject = Argument(state, root, span, f"{passage.register.label(state)}: named in the name")
        yield passage.statement(claim, root, subject, Argument(span.targets[0], root, span), "named-party", 0.75)


def _held(span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    """Where a named event is held: "X, held in Y", "X in Y", "X takes place in Y"."""
    root = passage.parsed.doc[span.start : span.end].root
    for place, trigger in _places(root, passage):
        scope = scope_of(trigger)
        claim = Claim.of(
            place.entity,
            Relation.HOSTS,
            span.targets[0],
            domain="domain:diplomacy",
            modality=scope.modality,
            negated=scope.negated,
            when=time_of(passage, trigger),
        )
        yield passage.statement(claim, trigger, place, Argument(span.targets[0], root, span), "held-in", 0.8)


def _places(noun: Token, passage: Passage) -> Iterator[tuple[Argument, Token]]:
    """Places of an event with the word that says so."""
    sources: list[Token] = [noun, *[c for c in grammar.children(noun, "acl", "relcl") if c.lemma_ in _HELD]]
    head = noun.head
    if (
        noun.dep_ in ("nsubj", "nsubjpass")
        and grammar.is_verb(head)
        and (head.lemma_ in _HELD or (head.lemma_ == "be" and grammar.children(head, "prep")))
    ):
        sources.append(head)
    for source in sources:
        for name, place in grammar.prepositions(source):
            if name in ("in", "at"):
                for argument in passage.arguments([place], "actorplace"):
                    if passage.register.kind(argument.entity) in (EntityKind.PLACE, EntityKind.STATE):
                        yield argument, source


def _meeting(verb: Token, passage: Passage) -> Iterator[Statement]:
    """The event that "X and Y met in Z" tells of."""
    slots = grammar.verb_slots(verb)
    people = passage.arguments([t for name in ("subj", "obj", "with") for t in slots.get(name, [])])
    places = [
        a
        for a in passage.arguments(slots.get("in", []), "actorplace")
        if passage.register.kind(a.entity) in (EntityKind.PLACE, EntityKind.STATE)
    ]
    if places:
        yield from _event(verb, "meeting", people, places, passage)


def _unnamed_event(noun: Token, passage: Passage) -> Iterator[Statement]:
    """An event that has no name of its own, but participants and a place or a year."""
    slots = grammar.noun_slots(noun)
    people = passage.arguments([t for name in ("between", "of", "with", "among") for t in slots.get(name, [])])
    people += [
        a
        for a in passage.arguments([t for t in (*slots["poss"], *slots["mod"]) if t.i in passage.by_token])
        if a.entity not in {p.entity for p in people}
    ]
    yield from _event(noun, noun.lemma_, people, [a for a, _ in _places(noun, passage)], passage)


def _event(noun: Token, word: str, people: list[Argument], places: list[Argument], passage: Passage) -> Iterator[Statement]:
    """The event with its place and participants, when it has two or more of these and a place or a time."""
    when = time_of(passage, noun)
    if not 2 <= len(people) <= 6 or not (places or when):
        return
    scope = scope_of(noun)
    label = _label(word, people, places, when, passage)
    domains = topics.of_noun(passage, noun)[:1] or ("domain:diplomacy",)
    event = passage.register.add(
        EntityKind.EVENT, label, date=when or "", place=places[0].entity if places else "", domains=domains
    )
    target = Argument(event, noun, None, f"“{noun.text}”: an event named by its participants")
    for place in places[:1]:
        claim = Claim.of(
            place.entity, Relation.HOSTS, event, domain=domains[0], modality=scope.modality, negated=scope.negated, when=when
        )
        yield passage.statement(claim, noun, place, target, "event-place", 0.75)
    for person in people:
        claim = Claim.of(
            person.entity,
            Relation.PARTICIPATES_IN,
            event,
            domain=domains[0],
            modality=scope.modality,
            negated=scope.negated,
            when=when,
        )
        yield passage.statement(claim, noun, person, target, "event-participant", 0.7)


def _label(word: str, people: list[Argument], places: list[Argument], when: str | None, passage: Passage) -> str:
    names = [passage.register.label(a.entity) for a in people]
    surnames = [
        name.split()[-1] if passage.register.kind(a.entity) is EntityKind.PERSON and "-" not in name else name
        for name, a in zip(names, people, strict=True)
    ]
    where = f" in {passage.register.label(places[0].entity)}" if places else ""
    return f"{'–'.join(surnames)} {word}{where}{', ' + when if when else ''}"


__all__ = ["NAME", "Modality", "statements"]
