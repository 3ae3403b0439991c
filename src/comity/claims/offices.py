"""Who holds which office: titles before and beside names, what somebody is, became or was elected, counterparts.

The state or organisation is the one the title names ("Chilean President X", "X, president of Chile", "President X of Chile"),
else the one where the reference knows the person in office, else, for a head of state or government, the one the document is
plainly about; else there is no claim. A former holder's claim is negated: it holds no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.arguments import Argument
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.scope import scope_of
from comity.claims.titles import BETWEEN, PAST, SPEAKING, Title, titles, titles_in
from comity.claims.when import time_of
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.reference import Reference
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAME = "offices"
_BEING = frozenset({"be", "become", "remain", "elect", "name", "appoint", "make", "proclaim", "choose"})
_INSTALLING = frozenset(
    ["serve", "take", "swear", "appoint", "name", "install", "inaugurate", "elect", "reelect", "re-elect", "act", "confirm"]
)
_OF_A_STATE = frozenset({"minister", "head-of-government"})
_PRESIDING = {"head": "head", "chair": "chair"}
_NOT_ITS = Argument("", None)  # type: ignore[arg-type]
"""Stands for an owner that is no state or organisation we know: "president of the Chilean chess federation"."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each person whose office the sentence names."""
    people = [s for s in passage.spans if sentence.start <= s.start < sentence.end and _is_person(s, passage)]
    if not people:
        return
    found = titles_in(sentence, passage)
    done: set[tuple[str, str]] = set()
    for title in found:
        owner = _owner(title, passage)
        if owner is _NOT_ITS or (owner is None and title.rank in SPEAKING):
            continue
        plain = title.rank not in SPEAKING or _is_owned(title, passage)
        for number, (person, verb) in enumerate(_holders(title, people, passage)):
            if not plain and verb is None:
                continue
            statement = _statement(title, person, verb, _owners_of(owner, title, person, number, passage), passage)
            if statement is not None and (statement.claim.subject, statement.claim.object) not in done:
                done.add((statement.claim.subject, statement.claim.object))
                yield statement
    yield from _counterparts(people, found, sentence, passage, done)
    yield from _heading(sentence, people, passage, done)


def _is_person(span: LinkedSpan, passage: Passage) -> bool:
    named = len(span.targets) == 1 and span.how not in ("pronoun", "plural anaphora", "anaphora")
    return named and passage.register.kind(span.targets[0]) is EntityKind.PERSON


def _statement(title: Title, person: LinkedSpan, verb: Token | None, owner: Argument | None, passage: Passage) -> Statement | None:
    """The claim with its evidence; None where nothing says whose office it is, or it is only wished for."""
    doc = passage.parsed.doc
    negated, when, notes = title.past, None, ["“former”: no longer"] if title.past else []
    if verb is not None:
        scope = scope_of(verb)
        if scope.modality is not Modality.ASSERTED or scope.negated:
            return None
        when = time_of(passage, verb)
    else:
        when = next((d.edtf for d in passage.dates if d.since and 0 <= d.start - doc[title.end - 1].idx < 60), None)
    if owner is None:
        owner = _electing(doc[title.head], passage)
    if owner is not None and _is_guess(owner) and owner.entity not in _known_owners(person.targets[0], passage):
        owner = None
    if owner is None and title.rank in _OF_A_STATE and not known_state(person.targets[0], passage.register.reference):
        owner = _by_saying(person, passage)
    if owner is None:
        known = known_state(person.targets[0], passage.register.reference) or _foremost_state(title.office, passage)
        if known is None:
            return None
        label = passage.register.label
        owner = Argument(known, doc[title.end - 1], None, f"{label(person.targets[0])}: office of {label(known)} by the reference")
    claim = Claim.of(person.targets[0], Relation.HOLDS_OFFICE, owner.entity, office=title.office, when=when, negated=negated)
    subject = Argument(person.targets[0], doc[person.end - 1], person)
    return passage.statement(claim, doc[title.head], subject, owner, "title", 0.85 if owner.via == "" else 0.7, notes)


# --- who holds it -------------------------------------------------------------------------------------------------


def _holders(title: Title, people: list[LinkedSpan], passage: Passage) -> Iterator[tuple[LinkedSpan, Token | None]]:
    """Persons who hold the title, with the verb that says so where there is one."""
    doc = passage.parsed.doc
    after = [p for p in people if p.start >= title.start]
    inside = next((p for p in people if p.start <= title.start and title.end <= p.end), None)
    if inside is not None:
        yield inside, None
        return
    direct = next((p for p in after if p.start == title.end), None) or _apposed_after(title, after, passage)
    if direct is not None:
        yield direct, None
        if title.plural:
            yield from ((p, None) for p in _further(direct, after, doc))
        return
    named = _named_with_owner(title, after, passage)
    if named is not None:
        yield named, None
        return
    before = next((p for p in reversed(people) if p.end <= title.start), None)
    if before is not None and _only_between(doc, before.end, title, passage):
        yield before, None
        return
    yield from _by_verb(doc[title.head], people)


def _named_with_owner(title: Title, people: list[LinkedSpan], passage: Passage) -> LinkedSpan | None:
    """The name right after whose the title is: "the President of the Republic of Ghana [X]"."""
    doc = passage.parsed.doc
    at = title.end + 1
    if at >= len(doc) or doc[title.end].lower_ != "of":
        return None
    owner = passage.by_token.get(at + (doc[at].lower_ == "the"))
    return next((p for p in people if owner is not None and p.start == owner.end), None)


def _apposed_after(title: Title, people: list[LinkedSpan], passage: Passage) -> LinkedSpan | None:
    """The name in "the president of Ghana, X": after the title, whose it is, and a comma."""
    doc = passage.parsed.doc
    for person in people:
        gap = range(title.end, person.start)
        if not 1 <= len(gap) <= 9 or doc[person.start - 1].text != ",":
            continue
        spare = [doc[i] for i in gap if i not in passage.by_token]
        if all(t.lower_ in _IN_TITLES for t in spare) and sum(t.text == "," for t in spare) <= 2:
            return person
        return None
    return None


_IN_TITLES = frozenset(
    [
        "of",
        "for",
        "to",
        "the",
        ",",
        "and",
        "'s",
        "’s",
        "general",
        "brigadier",
        "colonel",
        "major",
        "captain",
        "admiral",
        "lieutenant",
        "dr",
        "dr.",
    ]
)
"""Words between a title and the name it is over: whose it is, and the rank of who holds it."""


def _further(first: LinkedSpan, people: list[LinkedSpan], doc: Doc) -> list[LinkedSpan]:
    """The other persons of a list under one title: "Presidents X of A and Y of B"."""
    found, last = [], first
    for person in people:
        if person.start <= last.start:
            continue
        gap = doc[last.end : person.start]
        if len(gap) > 6 or any(t.pos_ in ("VERB", "AUX") for t in gap) or not any(t.lower_ in ("and", ",") for t in gap):
            break
        found.append(person)
        last = person
    return found


def _only_between(doc: Doc, start: int, title: Title, passage: Passage) -> bool:
    """True when nothing but articles and whose office it is stands between a name, its comma and the title."""
    gap = [doc[i] for i in range(start, title.start)]
    if not gap or len(gap) > 8 or not (gap[0].text in (",", "(", "–", "—") or gap[0].lower_ == "as"):
        return False
    return all(t.lower_ in BETWEEN | PAST or t.i in passage.by_token or t.text == "-" for t in gap[1:])


def _by_verb(noun: Token, people: list[LinkedSpan]) -> Iterator[tuple[LinkedSpan, Token | None]]:
    """Who is, became or was made it: the subject or object of the verb over the title."""
    at = noun
    while at.dep_ in ("compound", "amod", "nmod") and at.head.i > at.i:
        at = at.head
    verb = at.head
    if at.dep_ == "pobj" and verb.lower_ == "as" and grammar.is_verb(verb.head) and verb.head.lemma_ in _INSTALLING:
        verb = verb.head
    elif not (at.dep_ in ("attr", "oprd", "dobj", "acomp") and grammar.is_verb(verb) and verb.lemma_ in _BEING):
        return
    heads = [*grammar.children(verb, "dobj", "nsubjpass"), *grammar.surface_subjects(verb)]
    for head in heads:
        for person in people:
            if person.start <= head.i < person.end and not person.start <= noun.i < person.end:
                yield person, verb
                return


# --- whose it is --------------------------------------------------------------------------------------------------


def _owner(title: Title, passage: Passage) -> Argument | None:
    """The state or organisation of a title: what it stands in, right before it, or after "of"; ``_NOT_ITS`` for others."""
    doc = passage.parsed.doc
    around = passage.by_token.get(title.start)
    if around is not None and around.how == "leader for state" and around.start <= title.start and title.end <= around.end:
        owner = _as_owner(around, passage)
        if owner is not None:
            return owner
    if title.start > 0 and doc[title.start - 1].lower_ == "for":
        return _NOT_ITS
    # an envoy for Libya is not Libya's
    links = ("of",) if title.rank == "envoy" else ("of", "for")
    if title.end + 1 < len(doc) and doc[title.end].lower_ in links:
        at = title.end + 1 + (doc[title.end + 1].lower_ in ("the", "both"))
        span = passage.by_token.get(at)
        owner = _as_owner(span, passage) if span is not None else None
        if owner is None or span is None:
            return _NOT_ITS if doc[title.end].lower_ == "of" else None
        goes_on = span.end < len(doc) and doc[span.end].pos_ in ("NOUN", "PROPN") and doc[span.end].i not in passage.by_token
        return _NOT_ITS if goes_on else owner
    for at in range(title.start - 1, max(title.start - 4, -1), -1):
        span = passage.by_token.get(at)
        if span is not None:
            return _as_owner(span, passage)
        if (
            doc[at].lower_ not in ("'s", "’s", "’", "'", "acting", "interim", "deputy", "new", "current", "-")
            and doc[at].lower_ not in PAST
        ):
            return None
    return None


def _is_owned(title: Title, passage: Passage) -> bool:
    """True where a possessive says whose it is: "[X's] spokesman", "[Chile's] ambassador to Peru"."""
    before = passage.parsed.doc[max(title.start - 3, 0) : title.start]
    return any(token.tag_ == "POS" for token in before)


def _electing(noun: Token, passage: Passage) -> Argument | None:
    """The state in "Chile elected X president"."""
    verb = noun.head
    if noun.dep_ in ("dobj", "oprd") and verb.lemma_ in ("elect", "name", "appoint", "choose"):
        for argument in passage.arguments(grammar.subjects(verb)):
            if passage.register.kind(argument.entity) is EntityKind.STATE:
                return argument
    return None


def _is_guess(owner: Argument) -> bool:
    """True for an owner that no name beside the title gives: one of "both leaders"."""
    return owner.span is None or owner.span.how in ("plural anaphora", "anaphora", "pronoun")


def _known_owners(person: str, passage: Passage) -> set[str]:
    """Where the reference knows a person in office; every state and body for one whom it does not know."""
    known = {term.of for term in passage.register.reference.offices_of(person)}
    return known or {entity for span in passage.spans for entity in span.targets}


def _by_saying(person: LinkedSpan, passage: Passage) -> Argument | None:
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


def _heading(sentence: Span, people: list[LinkedSpan], passage: Passage, done: set[tuple[str, str]]) -> Iterator[Statement]:
    """ "X, who heads the Y", "X chairs the Y": the office is the verb."""
    for token in sentence:
        if token.lemma_ not in _PRESIDING or not grammar.is_verb(token) or grammar.is_passive(token):
            continue
        bodies = [a for a in passage.arguments(grammar.children(token, "dobj"), "org") if a.span is not None and not a.via]
        heads = {head.i for head in grammar.subjects(token)}
        holder = next((p for p in people if any(p.start <= i < p.end for i in heads)), None)
        if holder is None or len(bodies) != 1 or (holder.targets[0], bodies[0].entity) in done:
            continue
        title = Title(token.i, token.i + 1, _PRESIDING[token.lemma_], "head-of-organization", token.i, False, False)
        statement = _statement(title, holder, token, bodies[0], passage)
        if statement is not None:
            yield statement


def _owners_of(owner: Argument | None, title: Title, person: LinkedSpan, number: int, passage: Passage) -> Argument | None:
    """Whose office one of several persons holds: his own "of", else the one in the same place of the list, else the title's."""
    doc = passage.parsed.doc
    if person.end + 1 < len(doc) and doc[person.end].lower_ == "of":
        span = passage.by_token.get(person.end + 1 + (doc[person.end + 1].lower_ == "the"))
        own = _as_owner(span, passage) if span is not None else None
        if own is not None:
            return own
    if title.plural and owner is not None:
        listed = list(dict.fromkeys(
            t for i in range(title.start, min(title.end + 12, person.start)) if (s := passage.by_token.get(i)) is not None
            for t in s.targets if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)
        ))  # fmt: skip
        if number < len(listed):
            return Argument(listed[number], owner.token, None, "")
    return owner


def _as_owner(span: LinkedSpan, passage: Passage) -> Argument | None:
    owner = (span.inner or span.targets)[0] if span.inner or span.targets else ""
    if passage.register.kind(owner) not in (EntityKind.STATE, EntityKind.ORGANIZATION):
        return None
    return Argument(owner, passage.parsed.doc[span.end - 1], span)


def _counterparts(
    people: list[LinkedSpan], found: list[Title], sentence: Span, passage: Passage, done: set[tuple[str, str]]
) -> Iterator[Statement]:
    """Who is named as the counterpart of an office holder: "President X and his Spanish counterpart, Y"."""
    doc = passage.parsed.doc
    for token in sentence:
        if token.lemma_.casefold() != "counterpart" or token.i == 0:
            continue
        owner_span = passage.by_token.get(token.i - 1)
        owner = _as_owner(owner_span, passage) if owner_span is not None else None
        earlier = [t for t in found if t.end <= token.i and not t.past]
        start = token.i + 1 + (token.i + 1 < len(doc) and doc[token.i + 1].text == ",")
        person = next((p for p in people if p.start == start), None)
        if owner is not None and earlier and person is not None and (person.targets[0], owner.entity) not in done:
            title = Title(token.i, token.i + 1, earlier[-1].office, earlier[-1].rank, token.i, False, False)
            statement = _statement(title, person, None, owner, passage)
            if statement is not None:
                yield statement


def _foremost_state(title: str, passage: Passage) -> str | None:
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
