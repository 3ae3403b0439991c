"""Whose an office is: named before a title or after "of", by who elects, by what the minister speaks of, or known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.slots.arguments import Argument
from comity.claims.things.titles import Title, titles
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.reference import Reference
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

NOT_ITS = Argument("", None)  # type: ignore[arg-type]
"""Stands for an owner that is no state or organisation we know: "president of the Chilean chess federation"."""


def owner_of(title: Title, passage: Passage) -> Argument | None:
    """The state or organisation of a title: what it stands in, right before it, or after "of"; ``NOT_ITS`` for others."""
    doc = passage.parsed.doc
    around = passage.by_token.get(title.start)
    if around is not None and around.how == "leader for state" and around.start <= title.start and title.end <= around.end:
        owner = as_owner(around, passage)
        if owner is not None:
            return owner
    if title.start > 0 and doc[title.start - 1].lower_ == "for":
        return NOT_ITS
    # an envoy for Libya is not Libya's
    links = ("of",) if title.rank == "envoy" else ("of", "for")
    if title.end + 1 < len(doc) and doc[title.end].lower_ in links:
        at = title.end + 1 + (doc[title.end + 1].lower_ in ("the", "both"))
        at = _past_organ(doc, at)
        span = passage.by_token.get(at)
        owner = as_owner(span, passage) if span is not None else None
        if owner is not None and span is not None:
            goes_on = span.end < len(doc) and doc[span.end].pos_ in ("NOUN", "PROPN") and doc[span.end].i not in passage.by_token
            return NOT_ITS if goes_on and not _is_organ(doc, span.end) else owner
        if doc[title.end].lower_ == "of":
            return NOT_ITS
    for at in range(title.start - 1, max(title.start - 4, -1), -1):
        span = passage.by_token.get(at)
        if span is not None and title.rank == "envoy" and _is_field(span, passage):
            continue
        if span is not None:
            return as_owner(span, passage)
        if doc[at].lower_ not in cues("beside a title") and doc[at].lower_ not in word_class("former"):
            return None
    return None


def _is_field(span: LinkedSpan, passage: Passage) -> bool:
    """True for the state that an envoy is sent to: "the UN's [Libya] envoy"."""
    owned = span.end < len(passage.parsed.doc) and passage.parsed.doc[span.end].tag_ == "POS"
    return span.how in ("name", "metonym") and not owned and passage.register.kind(span.targets[0]) is EntityKind.STATE


def _past_organ(doc: Doc, at: int) -> int:
    """Token where the owner begins: behind "the Presidency of", "the National Assembly of"; else the same token."""
    for end in range(at + 1, min(at + 4, len(doc) - 1)):
        if doc[end].lower_ == "of" and doc[at:end].text.casefold() in cues("organ of state"):
            return end + 1 + (doc[end + 1].lower_ == "the")
    return at


def _is_organ(doc: Doc, at: int) -> bool:
    """True for a state's own organ behind its name: "Chile's [Senate]", "the Russian [Security Council]"."""
    return any(doc[at : at + length].text.casefold() in cues("organ of state") for length in (1, 2, 3, 4))


def is_owned(title: Title, owner: Argument | None, passage: Passage) -> bool:
    """True where something says whose it is: "[X's] spokesman", "the [Dutch] ambassador"; not "Libya envoy"."""
    doc = passage.parsed.doc
    if any(token.tag_ == "POS" for token in doc[max(title.start - 3, 0) : title.start]):
        return True
    if owner is None or owner.span is None:
        return False
    if doc[title.end].lower_ in ("of", "for") and owner.span.start == title.end + 1:
        return False
    if title.rank == "spokesperson":
        # "Chilean spokeswoman X" may speak for anybody Chilean, "Kremlin spokesman" and "Chilean navy spokesman" for nobody else
        if owner.span.how in ("metonym", "organ of state", "body of state") or owner.span.end < title.start:
            return True
    elif owner.span.how in ("adjective", "demonym", "acronym"):
        return True
    return any(passage.register.kind(target) is EntityKind.ORGANIZATION for target in owner.span.targets)


def owners_of(owner: Argument | None, title: Title, person: LinkedSpan, number: int, passage: Passage) -> Argument | None:
    """Whose office one of several persons holds: his own "of", else the one in the same place of the list, else the title's."""
    doc = passage.parsed.doc
    if person.end + 1 < len(doc) and doc[person.end].lower_ == "of":
        span = passage.by_token.get(person.end + 1 + (doc[person.end + 1].lower_ == "the"))
        own = as_owner(span, passage) if span is not None else None
        if own is not None:
            return own
        if owner is None and span is None and doc[person.end + 1].pos_ == "PROPN":
            return NOT_ITS
    if title.plural and owner is not None:
        listed = list(dict.fromkeys(
            t for i in range(title.start, min(title.end + 12, person.start)) if (s := passage.by_token.get(i)) is not None
            for t in s.targets if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)
        ))  # fmt: skip
        if number < len(listed):
            return Argument(listed[number], owner.token, None, "")
    return owner


def as_owner(span: LinkedSpan, passage: Passage) -> Argument | None:
    """The state or organisation that a span stands for; None for persons, places and things."""
    owner = (span.inner or span.targets)[0] if span.inner or span.targets else ""
    if passage.register.kind(owner) not in (EntityKind.STATE, EntityKind.ORGANIZATION):
        return None
    return Argument(owner, passage.parsed.doc[span.end - 1], span)


def electing(noun: Token, passage: Passage) -> Argument | None:
    """The state in "Chile elected X president"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "oprd") and verb.lemma_ in word_class("electing"):
        for argument in passage.arguments(grammar.subjects(verb)):
            if passage.register.kind(argument.entity) is EntityKind.STATE:
                return argument
    return None


def is_guess(owner: Argument) -> bool:
    """True for an owner that no name beside the title gives: one of "both leaders"."""
    return owner.span is None or owner.span.how in ("plural anaphora", "anaphora", "pronoun")


def known_owners(person: str, passage: Passage) -> set[str]:
    """Where the reference knows a person in office; every state and body for one whom it does not know."""
    known = {term.of for term in passage.register.reference.offices_of(person)}
    return known or {entity for span in passage.spans for entity in span.targets}


def by_saying(person: LinkedSpan, passage: Passage) -> Argument | None:
    """The state that the minister speaks of as the press does of his own: "Togo will tax tea, Finance Minister X announced"."""
    root = passage.parsed.doc[person.start : person.end].root
    verb = root.head
    if root.dep_ != "nsubj" or not grammar.is_verb(verb) or verb.lemma_ not in carriers("say"):
        return None
    clauses = grammar.children(verb, "ccomp") or ([verb.head] if verb.dep_ in ("parataxis", "ccomp") and verb.head != verb else [])
    for clause in clauses:
        states = [
            a for a in passage.arguments(grammar.surface_subjects(clause))
            if passage.register.kind(a.entity) is EntityKind.STATE and a.span is not None and a.span.how != "pronoun"
        ]  # fmt: skip
        if len(states) == 1:
            label = passage.register.label(states[0].entity)
            return Argument(states[0].entity, states[0].token, states[0].span, f"the minister speaks of {label}")
    return None


def foremost_state(title: str, passage: Passage) -> str | None:
    """For a head of state or government whom nothing else places: the state the document is about, where that is plain.

    Plain is at least twice as often named as any other: on our dev passages and samples, closer calls were wrong half the time.
    """
    if titles().get(title) not in ("head-of-state", "head-of-government"):
        return None
    register = passage.register
    counts = Counter(t for spans in passage.linked.spans for s in spans for t in s.targets if register.kind(t) is EntityKind.STATE)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def known_state(person: str, reference: Reference) -> str | None:
    """The state or organisation where the reference knows a person in office: the one of the last term."""
    terms = sorted(reference.offices_of(person), key=lambda term: (term.begun or "", term.office))
    return terms[-1].of if terms else None
