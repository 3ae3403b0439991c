"""Events as nodes: who hosts them and where they are held, who takes part, when and about what.

Named ones are told by their name. Those without one ("talks between X and Y in Geneva") become a node only where two or more
take part and a place or a time is plain; they are called by their place and noun, with the participants or the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.parties import domains_of
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.link.beside import describing
from comity.model import Claim, Statement
from comity.reference import NameKind
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "events"
_TOO_WIDE = frozenset({"continent", "river", "sea", "region", "ocean", "strait", "lake", "mountains"})
"""Places that an event's name begins with as its theme, not as its venue: the Africa Climate Summit."""


_MOST_DRILLING = 5
"""Participants of an exercise that are paired with one another: more make an exercise of a body, told by who takes part."""

_WHERE = frozenset({EntityKind.PLACE, EntityKind.STATE})
_TAKERS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PERSON})
_MOST = 8
"""Participants of one event without a name: more are a list of something else."""


@cache
def event_nouns() -> dict[str, str]:
    """Noun of a gathering → what it is about where the text does not say."""
    rows = resources.rows("lexicon", "event_nouns.tsv", required=("word", "domain", "source"))
    return {row["word"]: f"domain:{row['domain']}" for row in rows}


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements about the events that a sentence names or tells of."""
    for span in passage.spans:
        inside = sentence.start <= span.start < sentence.end and len(span.targets) == 1 and span.how != "pronoun"
        if inside and passage.register.kind(span.targets[0]) is EntityKind.EVENT:
            yield from _named(span, passage)
    for token in sentence:
        if token.lemma_ == "meet" and grammar.is_verb(token):
            yield from _meeting(token, passage)
        if token.pos_ == "NOUN" and token.lemma_ in event_nouns() and token.i not in passage.by_token:
            yield from _unnamed(token, passage)


# --- named events -------------------------------------------------------------------------------------------------


def _named(span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    root = passage.parsed.doc[span.start : span.end].root
    entity = passage.register.entity(span.targets[0])
    domains = domains_of(span, passage) or ("domain:diplomacy",)
    if entity is not None and not entity.domains:
        # what a gathering without known domains is about, its clause may say
        verb = grammar.verb_over(root)
        domains = (topics.of_clause(passage, verb) if verb is not None else ())[:2] or domains
    target = Argument(span.targets[0], root, span)
    top = _top(root, span)
    drills = top.lemma_.casefold() in word_class("drill") or root.lemma_.casefold() in word_class("drill")
    if drills and entity is not None and not entity.domains:
        domains = ("domain:military-exercises",)
    strife = root.lemma_.casefold() in word_class("strife") or passage.register.reference.types.get(span.targets[0]) == "war"
    for place, trigger in () if strife else _places(top, passage, span):
        yield from _tie(place, Relation.HOSTS, target, domains, trigger, root, "held-in", 0.8, passage)
    for host, verb in _hosts(top, passage):
        yield from _tie(host, Relation.HOSTS, target, domains, verb, root, "hosts", 0.8, passage)
    takers = [] if strife and top.head.lower_ == "during" else list(_takers(top, passage))  # "during the war X traded with Y"
    for taker, trigger in takers:
        yield from _tie(taker, Relation.PARTICIPATES_IN, target, domains, trigger, root, "takes-part", 0.7, passage)
    if drills:
        yield from _drill([a for a, _ in takers], takers[0][1] if takers else root, passage)


def _top(root: Token, span: LinkedSpan) -> Token:
    """The noun that says what a name is, before it: "the exercise Amber Shield"; else the name's own head."""
    head = root.head
    before = root.doc[span.start - 1] if span.start > 0 else root
    if root.dep_ in ("appos", "compound", "nmod") and head == before and head.lower_ in describing():
        return head
    return root


def _drill(takers: list[Argument], trigger: Token, passage: Passage) -> Iterator[Statement]:
    """Those who take part in an exercise exercise with one another."""
    states = [a for a in takers if passage.register.kind(a.entity) is EntityKind.STATE]
    if not 2 <= len(states) <= _MOST_DRILLING:
        return
    scope, when = scope_of(trigger), time_of(passage, trigger)
    for first, second in combinations(states, 2):
        claim = Claim.of(
            first.entity, Relation.EXERCISES_WITH, second.entity,
            domain="domain:military-exercises", modality=scope.modality, negated=scope.negated, when=when,
        )  # fmt: skip
        yield passage.statement(claim, trigger, first, second, "exercise-named", 0.7, scope.notes)


def _takers(root: Token, passage: Passage) -> Iterator[tuple[Argument, Token]]:
    """Who takes part: subjects of a clause "at the X", those whom it pits against each other, those who attend, "between" whom."""
    head = root.head
    found: list[Token] = [noun for name, noun in grammar.prepositions(root) if name in ("between", "among", "with")]
    trigger = root
    if root.dep_ == "pobj" and head.lower_ in ("at", "during") and grammar.is_verb(head.head):
        trigger = head.head
        found += grammar.surface_subjects(trigger)
    elif root.dep_ == "nsubj" and grammar.is_verb(head) and head.lemma_ in word_class("pitting"):
        slots = grammar.verb_slots(head)
        trigger = head
        found += [t for name in ("obj", "against", "together", "with") for t in slots.get(name, [])]
    elif root.dep_ == "pobj" and head.lower_ in ("for", "at", "in", "during") and head.head.lemma_ in word_class("gathering"):
        trigger = head.head
        found += grammar.surface_subjects(trigger)
    elif root.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(head) and head.lemma_ in _attended(root):
        trigger = head
        found += grammar.subjects(head)
    elif root.dep_ == "pobj" and head.lower_ == "in" and _takes_part(head.head):
        trigger = head.head
        found += grammar.surface_subjects(trigger if grammar.is_verb(trigger) else trigger.head)
    else:
        trigger, more = _otherwise(root)
        found += more
    for argument in passage.arguments(found):
        if passage.register.kind(argument.entity) in _TAKERS:
            yield argument, trigger


def _otherwise(root: Token) -> tuple[Token, list[Token]]:
    """Who takes part by other words: "sent envoys to the X", "a guest at the X", "the X, in which A met B", "faced B in the X"."""
    over = root.head.head
    if root.dep_ == "pobj" and root.head.lower_ in ("to", "into") and over.lemma_ in word_class("sending"):
        return over, grammar.surface_subjects(over)
    if root.dep_ == "pobj" and root.head.lower_ in ("at", "in") and over.pos_ == "NOUN":
        while over.dep_ == "pobj" and over.head.lower_ == "of":
            over = over.head.head  # "the guest of honour at the X"
        if over.lemma_.casefold() in word_class("present at") and over.dep_ in ("attr", "appos"):
            verb = over.head
            return over, grammar.surface_subjects(verb) if over.dep_ == "attr" else [verb]
    if root.dep_ == "pobj" and root.head.lower_ in ("in", "during") and over.lemma_ in word_class("facing"):
        return over, [*grammar.surface_subjects(over), *grammar.children(over, "dobj")]
    for clause in grammar.children(root, "relcl"):
        if any(child.dep_ == "prep" and any(word.tag_ == "WDT" for word in child.children) for child in clause.children):
            return clause, [*grammar.surface_subjects(clause), *grammar.children(clause, "dobj")]
    return root, []


def _takes_part(word: Token) -> bool:
    """True for "participates in", "its part in", "took part in"."""
    if word.lemma_ in word_class("participating"):
        return True
    return word.lemma_ == "take" and any(child.lemma_ == "part" for child in grammar.children(word, "dobj"))


def _attended(noun: Token) -> frozenset[str]:
    """Verbs whose subject takes part in what this noun names: one attends a summit, but holds an exercise."""
    attending = word_class("attending")
    return attending | word_class("held") | {"conduct"} if noun.lemma_.casefold() in word_class("drill") else attending


def _hosting(verb: Token) -> bool:
    """True for verbs of hosting, also with "co-" (whose lemma the model leaves as it finds it)."""
    if verb.lower_.startswith("co-"):
        return verb.lower_[3:].startswith(tuple(word_class("hosting") - {"hold", "co-host"}))
    return verb.lemma_ in word_class("hosting")


def _hosts(noun: Token, passage: Passage) -> Iterator[tuple[Argument, Token]]:
    """Who hosts an event: the subject of the verb, or who "hosted by" names."""
    verbs = [clause for clause in grammar.children(noun, "acl", "relcl") if _hosting(clause) and grammar.is_passive(clause)]
    if noun.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(noun.head) and _hosting(noun.head) and noun.head.lemma_ != "hold":
        verbs.append(noun.head)
    for verb in verbs:
        for argument in passage.arguments(grammar.subjects(verb), "country"):
            yield argument, verb


def _places(noun: Token, passage: Passage, span: LinkedSpan | None = None) -> Iterator[tuple[Argument, Token]]:
    """Places of an event with the word that says so: "in Y", "held in Y", "takes place in Y", "the Y Summit"."""
    sources: list[Token] = [noun, *[c for c in grammar.children(noun, "acl", "relcl") if c.lemma_ in word_class("held")]]
    head = noun.head
    carried = noun.dep_ in ("nsubj", "nsubjpass", "dobj") and grammar.is_verb(head)
    if carried and (head.lemma_ in word_class("held") or (head.lemma_ == "be" and grammar.children(head, "prep"))):
        sources.append(head)
        # "is underway in Y": the parser may hang the place on the adjective
        sources += [
            c for c in grammar.children(head, "acomp", "advmod") if c.lower_ in word_class("under-way") and head.lemma_ == "be"
        ]
    seen: set[str] = set()
    for source in sources:
        for name, place in grammar.prepositions(source):
            if name in ("in", "at"):
                for argument in passage.arguments([place], "actorplace"):
                    if passage.register.kind(argument.entity) in _WHERE and argument.entity not in seen:
                        seen.add(argument.entity)
                        yield argument, source
    if span is not None and span.how == "new" and span.end - span.start > 1:
        yield from _place_in_name(span, passage, seen)


def _place_in_name(span: LinkedSpan, passage: Passage, seen: set[str]) -> Iterator[tuple[Argument, Token]]:
    """The city that a new event's name begins with: "the Lomé Dialogue"."""
    doc, register = passage.parsed.doc, passage.register
    first = doc[span.start + 1 if doc[span.start].lower_ == "the" else span.start]
    names = register.reference.by_name(first.text)
    places = {n.entity for n in names if register.kind(n.entity) is EntityKind.PLACE}
    if register.reference.types.get(next(iter(places), "")) in _TOO_WIDE:
        return
    is_state = any(register.kind(n.entity) is EntityKind.STATE and n.kind is NameKind.NAME for n in names)
    if len(places) == 1 and not places & seen and not is_state:
        yield Argument(places.pop(), first, span, "the city in its name"), first


# --- events without a name ----------------------------------------------------------------------------------------


def _meeting(verb: Token, passage: Passage) -> Iterator[Statement]:
    """The event that "X and Y met in Z" tells of."""
    slots = grammar.verb_slots(verb)
    people = passage.arguments([t for name in ("subj", "obj", "with") for t in slots.get(name, [])])
    places = [a for a in passage.arguments(slots.get("in", []), "actorplace") if passage.register.kind(a.entity) in _WHERE]
    if places:
        yield from _event(verb, "meeting", people, places, passage)


def _unnamed(noun: Token, passage: Passage) -> Iterator[Statement]:
    """An event that has no name of its own, but participants and a place or a year, or a host and a topic."""
    slots = grammar.noun_slots(noun)
    people = passage.arguments([t for name in ("between", "of", "with", "among") for t in slots.get(name, [])])
    owners = passage.arguments([t for t in (*slots["poss"], *slots["mod"]) if t.i in passage.by_token])
    people += [a for a in owners if a.entity not in {p.entity for p in people}]
    places = [a for a, _ in _places(noun, passage)]
    hosts = list(_hosts(noun, passage))
    bodies = [a for a in owners if passage.register.kind(a.entity) is EntityKind.ORGANIZATION]
    if len(people) == 1 and bodies and noun.lemma_ in word_class("session"):
        yield from _session(noun, bodies[0], hosts, places, passage)
    elif len(people) < 2 and hosts:
        yield from _hosted(noun, hosts, places, passage)
    else:
        yield from _event(noun, noun.lower_, people, places, passage)


def _session(
    noun: Token, body: Argument, hosts: list[tuple[Argument, Token]], places: list[Argument], passage: Passage
) -> Iterator[Statement]:
    """ "Peru will host the X summit in 2031": the gathering of a body, called by its name and the year."""
    takers = list(_takers(noun, passage))
    when = time_of(passage, noun)
    if not (hosts or places or takers) or (not when and not any(c.lower_ == "the" for c in noun.children)):
        return
    year = re.search(r"\d{4}", when or "")
    label = f"{passage.register.label(body.entity) if body.span is None else _words(body.span, passage)} {noun.lower_}"
    domains = topics.of_noun(passage, noun)[:1] or (event_nouns()[noun.lemma_],)
    event = passage.register.add(
        EntityKind.EVENT, label, label=f"{label}, {year[0]}" if year else label, date=when or "",
        place=places[0].entity if places else "", domains=domains,
    )  # fmt: skip
    target = Argument(event, noun, None, f"“{noun.text}”: an event called by whose it is")
    for host, verb in hosts:
        yield from _tie(host, Relation.HOSTS, target, domains, verb, noun, "hosts", 0.75, passage)
    for place in places[:1]:
        yield from _tie(place, Relation.HOSTS, target, domains, noun, noun, "event-place", 0.75, passage)
    for taker, trigger in takers:
        yield from _tie(taker, Relation.PARTICIPATES_IN, target, domains, trigger, noun, "takes-part", 0.7, passage)


def _words(span: LinkedSpan, passage: Passage) -> str:
    return passage.parsed.doc[span.start : span.end].text


def _hosted(noun: Token, hosts: list[tuple[Argument, Token]], places: list[Argument], passage: Passage) -> Iterator[Statement]:
    """ "X will host the climate conference in Y": an event called by its topic, where the text speaks of one such."""
    topic = [c for c in grammar.children(noun, "compound", "amod") if c.pos_ in ("NOUN", "ADJ") and c.i not in passage.by_token]
    definite = any(c.lower_ == "the" for c in noun.children)
    when = time_of(passage, noun)
    if not topic or not definite or not (places or when) or len(hosts) > 2:
        return
    label = " ".join(t.lower_ for t in (*topic, noun))
    domains = topics.of_noun(passage, noun)[:1] or (event_nouns()[noun.lemma_],)
    event = passage.register.add(
        EntityKind.EVENT, label, date=when or "", place=places[0].entity if places else "", domains=domains
    )
    target = Argument(event, noun, None, f"“{noun.text}”: an event called by its topic")
    for host, verb in hosts:
        yield from _tie(host, Relation.HOSTS, target, domains, verb, noun, "hosts", 0.7, passage)
    for place in places[:1]:
        yield from _tie(place, Relation.HOSTS, target, domains, hosts[0][1], noun, "event-place", 0.7, passage)


def _event(noun: Token, word: str, people: list[Argument], places: list[Argument], passage: Passage) -> Iterator[Statement]:
    """The event with its place and participants, when it has two or more of these and a place or a time."""
    when = time_of(passage, noun)
    takers = [a for a in people if a.entity not in {p.entity for p in places}]
    if not 2 <= len(takers) <= _MOST or not (places or when):
        return
    names = "–".join(_short(a, passage) for a in takers)
    where = passage.register.label(places[0].entity) if places else ""
    plain = f"{where} {word}" if where else f"{names} {word}"
    dated = when is not None and not when.startswith("X")
    label = plain + (f", {when}" if dated else f" ({names})" if where else "")
    domains = topics.of_noun(passage, noun)[:1] or (event_nouns().get(noun.lemma_, "domain:diplomacy"),)
    event = passage.register.add(
        EntityKind.EVENT, plain, label=label, date=when or "", place=places[0].entity if places else "", domains=domains
    )
    target = Argument(event, noun, None, f"“{noun.text}”: an event called by its place and participants")
    for place in places[:1]:
        yield from _tie(place, Relation.HOSTS, target, domains, noun, noun, "event-place", 0.75, passage)
    for taker in takers:
        yield from _tie(taker, Relation.PARTICIPATES_IN, target, domains, noun, noun, "event-participant", 0.7, passage)


def _short(argument: Argument, passage: Passage) -> str:
    """A person's last name ("Kim Jong-un" stays whole), any other label as it is."""
    name = passage.register.label(argument.entity)
    return name.split()[-1] if passage.register.kind(argument.entity) is EntityKind.PERSON and "-" not in name else name


# --- claims -------------------------------------------------------------------------------------------------------


def _tie(
    actor: Argument, relation: Relation, event: Argument, domains: tuple[str, ...], trigger: Token, noun: Token,
    rule: str, confidence: float, passage: Passage,
) -> Iterator[Statement]:  # fmt: skip
    """One claim for each domain of the event."""
    if actor.entity == event.entity:
        return
    scope = scope_of(trigger)
    if trigger.lemma_ in carriers("ending") and trigger.lemma_ not in word_class("held"):
        scope.turn(trigger)
    if trigger.lemma_ in ("boycott", "skip"):
        scope.turn(trigger)
    when = time_of(passage, noun) or time_of(passage, trigger)
    for domain in domains:
        claim = Claim.of(
            actor.entity, relation, event.entity, domain=domain, modality=scope.modality, negated=scope.negated, when=when
        )
        yield passage.statement(claim, trigger, actor, event, rule, confidence, scope.notes)
