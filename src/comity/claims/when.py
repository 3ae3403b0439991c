"""When a claim holds and how much it is: the dates and figures that belong to a predicate, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.model import Quantity
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_FIGURE = frozenset({
    Relation.TRADES_WITH, Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN, Relation.SANCTIONS, Relation.COOPERATES_WITH, Relation.AGREES_WITH,
    Relation.AFFECTS, Relation.POSSESSES, Relation.NEEDS, Relation.INFLUENCES, Relation.DEPENDS_ON, Relation.PARTICIPATES_IN,
})  # fmt: skip
_BARRIERS = frozenset({"relcl", "ccomp", "advcl", "parataxis"})


def _clause(token: Token) -> Token:
    """The verb of the clause a word stands in, or the root."""
    at = token
    while at.head != at and not grammar.is_verb(at):
        at = at.head
    return at


def _token_at(passage: Passage, start: int) -> Token | None:
    span = passage.parsed.doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _belongs(token: Token, trigger: Token) -> int | None:
    """How far a word is from the trigger in the tree when it lies in the same clause or the phrase below it, else None."""
    steps = 0
    at = token
    below = set()
    while True:
        below.add(at.i)
        if at.i == trigger.i:
            return steps
        if at.head == at or (at.dep_ in _BARRIERS and at != token):
            break
        at = at.head
        steps += 1
    clause = _clause(trigger)
    at, steps = token, 0
    while at.head != at:
        if at.i == clause.i:
            return steps + 2
        if at.dep_ in _BARRIERS and grammar.is_verb(at):
            return None
        at = at.head
        steps += 1
    return steps + 2 if at.i == clause.i else None


def time_of(passage: Passage, trigger: Token) -> str | None:
    """EDTF of the time expression nearest to a predicate in the tree, within its clause; None where the text gives none."""
    best: tuple[int, int, str] | None = None
    for found in passage.dates:
        token = _token_at(passage, found.start)
        if token is None or token.sent.start != trigger.sent.start:
            continue
        distance = _belongs(token, trigger)
        if distance is not None and (best is None or (distance, abs(token.i - trigger.i)) < best[:2]):
            best = (distance, abs(token.i - trigger.i), found.edtf)
    return best[2] if best else None


def figure_of(passage: Passage, trigger: Token, relation: Relation, domain: str | None) -> Quantity | None:
    """The figure that belongs to a predicate, for relations that can be counted."""
    del domain
    if relation not in _WITH_FIGURE:
        return None
    best: tuple[int, int, Quantity] | None = None
    for found in passage.figures:
        token = _token_at(passage, found.start)
        if token is None or token.sent.start != trigger.sent.start:
            continue
        distance = _belongs(token, trigger)
        if distance is not None and (best is None or (distance, abs(token.i - trigger.i)) < best[:2]):
            best = (distance, abs(token.i - trigger.i), found.quantity)
    return best[2] if best else None
