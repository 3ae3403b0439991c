"""Who holds which office: titles before and beside names, what somebody is, became or was elected, counterparts.

The state or organisation is the one the title names ("Chilean President X", "X, president of Chile", "President X of Chile"),
else the one where the reference knows the person in office, else, for a head of state or government, the one the document is
plainly about; else there is no claim. A former holder's claim is negated: it holds no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.owners import (
    NOT_ITS,
    as_owner,
    by_saying,
    electing,
    foremost_state,
    is_guess,
    is_owned,
    known_owners,
    known_state,
    owner_of,
    owners_of,
)
from comity.claims.things.titles import SPEAKING, Title, is_between, states_of_titles, titles_in
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token

NAME = "offices"
_OF_A_STATE = frozenset({"minister", "head-of-government"})
_PRESIDING = {"head": "head", "chair": "chair", "rule": "ruler", "govern": "ruler"}


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each person whose office the sentence names."""
    people = [s for s in passage.spans if sentence.start <= s.start < sentence.end and _is_person(s, passage)]
    if not people:
        return
    found = titles_in(sentence, passage)
    done: set[tuple[str, str]] = set()
    for title in found:
        owner = owner_of(title, passage)
        if owner is NOT_ITS:
            continue
        plain = title.rank not in SPEAKING or is_owned(title, owner, passage)
        for number, (person, verb) in enumerate(_holders(title, people, passage)):
            whose = owners_of(owner, title, person, number, passage)
            if title.rank == "executive" and _is_of_a_state(whose, title, passage):
                continue
            if whose is NOT_ITS or (title.rank in SPEAKING and (whose is None or (whose is owner and not plain and verb is None))):
                continue
            statement = _statement(title, person, verb, whose, passage)
            if statement is not None and (statement.claim.subject, statement.claim.object) not in done:
                done.add((statement.claim.subject, statement.claim.object))
                yield statement
    yield from _counterparts(people, found, sentence, passage, done)
    yield from _heading(sentence, people, passage, done)


def _is_of_a_state(owner: Argument | None, title: Title, passage: Passage) -> bool:
    """True for a state before the title of whoever runs a body: an "Iranian director" directs no state."""
    if owner is None or owner is NOT_ITS or passage.register.kind(owner.entity) is not EntityKind.STATE:
        return False
    return owner.token.i < title.start


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
        negated = negated or verb.lemma_ in word_class("leaving-office")
    else:
        when = next((d.edtf for d in passage.dates if d.since and 0 <= d.start - doc[title.end - 1].idx < 60), None)
    if owner is None:
        owner = electing(doc[title.head], passage)
    if owner is not None and is_guess(owner) and owner.entity not in known_owners(person.targets[0], passage):
        owner = None
    if owner is None and title.rank in _OF_A_STATE and not known_state(person.targets[0], passage.register.reference):
        owner = by_saying(person, passage)
    if owner is None:
        known = known_state(person.targets[0], passage.register.reference) or states_of_titles().get(title.office)
        known = known or foremost_state(title.office, passage)
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
    before = next((p for p in reversed(people) if p.end <= title.start), None)
    told = before is not None and doc[title.head].dep_ == "appos" and before.start <= doc[title.head].head.i < before.end
    direct = next((p for p in after if p.start == title.end), None) or (None if told else _apposed_after(title, after, passage))
    if direct is not None:
        yield direct, None
        if title.plural:
            yield from ((p, None) for p in _further(direct, after, doc))
        return
    named = _named_with_owner(title, after, passage)
    if named is not None:
        yield named, None
        return
    if (
        before is not None
        and before.end == title.start
        and before.start
        and doc[before.start - 1].lemma_ in word_class("coming-to-be")
    ):
        # "the king named X prime minister of Y"
        yield before, doc[before.start - 1]
        return
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
        first = person.start - (doc[person.start - 1].lower_ in cues("form of address"))
        if not 1 <= len(gap) <= 9 or doc[first - 1].text != ",":
            continue
        spare = [doc[i] for i in gap if i not in passage.by_token]
        over = doc[person.start : person.end].root.head
        if _is_anothers(over, title, passage):
            return None
        allowed = _IN_TITLES | cues("form of address") | _organ_words()
        return person if all(t.lower_ in allowed for t in spare) and sum(t.text == "," for t in spare) <= 2 else None
    return None


def _is_anothers(over: Token, title: Title, passage: Passage) -> bool:
    """True where the name is of who belongs to an office holder: "the secretary of the minister, X", "the president's son, X"."""
    head = passage.parsed.doc[title.head]
    if over.i < title.start and over.pos_ == "NOUN" and over.i not in passage.by_token:
        return True
    return head.dep_ == "pobj" and head.head.head.lower_ in cues("of another")


@cache
def _organ_words() -> frozenset[str]:
    return frozenset(word for organ in cues("organ of state") for word in organ.split())


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
        "admiral",
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
    return all(is_between(t.lower_) or t.i in passage.by_token or t.text == "-" for t in gap[1:])


def _by_verb(noun: Token, people: list[LinkedSpan]) -> Iterator[tuple[LinkedSpan, Token | None]]:
    """Who is, became or was made it: the subject or object of the verb over the title."""
    at = noun
    while at.dep_ in ("compound", "amod", "nmod") and at.head.i > at.i:
        at = at.head
    verb = at.head
    if at.dep_ == "pobj" and verb.lower_ == "as" and grammar.is_verb(verb.head) and _holds_as(verb, verb.head):
        verb = verb.head
    elif not (at.dep_ in ("attr", "oprd", "dobj", "acomp") and grammar.is_verb(verb) and verb.lemma_ in word_class("coming-to-be")):
        return
    heads = [*grammar.children(verb, "dobj", "nsubjpass"), *grammar.surface_subjects(verb)]
    for head in heads:
        for person in people:
            if person.start <= head.i < person.end and not person.start <= noun.i < person.end:
                yield person, verb
                return


def _holds_as(link: Token, verb: Token) -> bool:
    """True for "serve as", "resign as", and for "As president, X did it"."""
    if verb.lemma_ in word_class("installing") or verb.lemma_ in word_class("leaving-office"):
        return True
    return link.is_sent_start is True and any(s.i > link.i for s in grammar.children(verb, "nsubj"))


# --- by a verb, or beside another one ----------------------------------------------------------------------------


def _heading(sentence: Span, people: list[LinkedSpan], passage: Passage, done: set[tuple[str, str]]) -> Iterator[Statement]:
    """ "X, who heads the Y", "X chairs the Y": the office is the verb."""
    for token in sentence:
        if token.lemma_ not in _PRESIDING or not grammar.is_verb(token) or grammar.is_passive(token):
            continue
        bodies = _presided(token, passage)
        heads = {head.i for head in grammar.subjects(token)}
        holder = next((p for p in people if any(p.start <= i < p.end for i in heads)), None)
        if holder is None or len(bodies) != 1 or (holder.targets[0], bodies[0].entity) in done:
            continue
        title = Title(token.i, token.i + 1, _PRESIDING[token.lemma_], "head-of-organization", token.i, False, False)
        statement = _statement(title, holder, token, bodies[0], passage)
        if statement is not None:
            yield statement


def _presided(verb: Token, passage: Passage) -> list[Argument]:
    """What is headed, chaired or ruled: a body or, by a ruler, a state."""
    found = [a for a in passage.arguments(grammar.children(verb, "dobj")) if a.span is not None and not a.via]
    wanted = EntityKind.STATE if _PRESIDING[verb.lemma_] == "ruler" else EntityKind.ORGANIZATION
    return [a for a in found if passage.register.kind(a.entity) is wanted]


def _counterparts(
    people: list[LinkedSpan], found: list[Title], sentence: Span, passage: Passage, done: set[tuple[str, str]]
) -> Iterator[Statement]:
    """Who is named as the counterpart of an office holder: "President X and his Spanish counterpart, Y"."""
    doc = passage.parsed.doc
    for token in sentence:
        if (
            token.i == 0
            or token.lower_ not in word_class("counterpart")
            or (token.lower_ == "number" and token.nbor(-1).lower_ != "opposite")
        ):
            continue
        owner_span = passage.by_token.get(token.i - 1 - (token.lower_ == "number"))
        owner = as_owner(owner_span, passage) if owner_span is not None else None
        earlier = [t for t in found if t.end <= token.i and not t.past]
        start = token.i + 1 + (token.i + 1 < len(doc) and doc[token.i + 1].text == ",")
        person = next((p for p in people if p.start == start), None)
        if owner is not None and earlier and person is not None and (person.targets[0], owner.entity) not in done:
            title = Title(token.i, token.i + 1, earlier[-1].office, earlier[-1].rank, token.i, False, False)
            statement = _statement(title, person, None, owner, passage)
            if statement is not None:
                yield statement
