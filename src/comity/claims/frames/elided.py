"""Claims of words that leave something out: a second thing with a date of its own, and what could not be done without another.

"Joined A in 1961 and B in 2004" says its verb once; the parser hangs the second thing on the verb like another one. "Without
Xish gas Y would freeze" names no tie, though it says that Y relies on X.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames import walk
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.words import predicates_of
from comity.find.words import word_set
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "elided"
_STANDING = frozenset(
    {Relation.MEMBER_OF, Relation.PARTY_TO, Relation.PARTICIPATES_IN, Relation.AGREES_WITH, Relation.CONSULTS_WITH}
)
"""Relations whose objects are listed with their dates: memberships, signatures, visits."""

_FACTOR = 0.9
"""What reading a thing without its verb costs in confidence, as a pronoun does."""

_HANDED = frozenset({Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN})
_COULD = frozenset({"would", "could", "can", "might", "cannot", "must", "may"})
_DEPENDENT = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of both kinds in a sentence."""
    words = word_set(passage.parsed.doc)
    if "without" in words:
        yield from _without(passage, sentence)
    if "and" in words:
        for first, second in _second_things(passage, sentence):
            yield from _as_first(first, second, passage, sentence)


def _second_things(passage: Passage, sentence: Span) -> Iterator[tuple[Token, Token]]:
    """(thing of the verb, name that goes on its list after a date) for "joined A in 1961 and [B in 2004]"."""
    for last in passage.named_in(sentence):
        if last.dep_ != "conj" or last.pos_ != "PROPN" or not grammar.is_verb(last.head):
            continue
        own = [thing for thing in grammar.children(last.head, "dobj") if thing.i < last.i]
        if own and _is_dated(passage, last.i + 1):
            yield own[0], last


def _is_dated(passage: Passage, at: int) -> bool:
    """True where "in" and a year stand; the parser hangs them on the name or on the verb."""
    after = passage.parsed.doc[at : at + 2]
    return len(after) == 2 and after[0].lower_ == "in" and after[1].pos_ == "NUM"


def _as_first(first: Token, second: Token, passage: Passage, sentence: Span) -> Iterator[Statement]:
    """What is said of the first thing, said of the second with its own date."""
    firsts = {argument.entity for argument in passage.arguments([first])}
    kinds = {passage.register.kind(entity) for entity in firsts}
    for statement in walk.statements(passage, sentence):
        claim, rule = statement.claim, statement.evidence.rule
        if claim.relation not in _STANDING or claim.object not in firsts or rule != f"{first.head.lemma_}.v":
            continue
        for other in passage.arguments([second], "any"):
            if passage.register.kind(other.entity) in kinds and other.entity not in firsts:
                said = replace(claim, object=other.entity, when=time_of(passage, second))
                sure = statement.evidence.confidence * _FACTOR
                yield passage.statement(said, second, None, other, rule, sure, ["its verb is said once, for several"])


def _without(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Who relies on whose goods or help: "without Xish gas, Y could not heat its homes"."""
    for word in sentence:
        verb = word.head
        if word.lower_ != "without" or not grammar.is_verb(verb):
            continue
        if not any(c.lower_ in _COULD for c in grammar.children(verb, "aux")):
            continue
        for thing in grammar.children(word, "pobj"):
            yield from _relied_on(thing, verb, passage)


def _relied_on(thing: Token, verb: Token, passage: Passage) -> Iterator[Statement]:
    fields = topics.of_object(passage, [thing])
    if not any(p.relation in _HANDED for p in predicates_of(thing)):
        return
    heads = [
        *grammar.children(thing, "poss", "amod", "compound", "nmod"),
        *(h for n, h in grammar.prepositions(thing) if n == "from"),
    ]
    givers = passage.arguments([head for head in heads if head.i in passage.by_token])
    takers = [a for a in passage.arguments(grammar.surface_subjects(verb)) if passage.register.kind(a.entity) in _DEPENDENT]
    for taker in takers:
        for giver in givers:
            if taker.entity != giver.entity:
                yield from _said(taker, giver, fields or ("domain:economic",), thing, passage)


def _said(taker: Argument, giver: Argument, fields: tuple[str, ...], thing: Token, passage: Passage) -> Iterator[Statement]:
    for field in fields:
        claim = Claim.of(taker.entity, Relation.DEPENDS_ON, giver.entity, domain=field, when=time_of(passage, thing))
        yield passage.statement(claim, thing, taker, giver, "without", 0.7, ["without it the other could not"])
