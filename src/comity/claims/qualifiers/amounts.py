"""Several amounts in one sentence: each with the date that stands beside it, each a claim of its own.

"Exports rose from $3 billion in 2015 to $7 billion in 2020" says two things, and neither amount has the other's year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.find.figures import FigureFound
from comity.model import Quantity, Statement
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.parsed_text import Span

_BESIDE = re.compile(
    r"\s*,?\s*(?:in|for|during|by|as of|at the end of|\()?\s*(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?\Z", re.IGNORECASE
)
"""What may stand between an amount and its date."""


def each(passage: Passage, sentence: Span, found: Sequence[Statement]) -> list[Statement]:
    """The statements with every dated amount of the sentence, where all its amounts are about one pair.

    An amount gives up a date that stands beside another one; for each further amount of the same currency or unit that has a
    date of its own, a claim like the first is added.
    """
    counted = [s for s in found if s.claim.quantity is not None]
    if not counted or passage.block.cell is not None:
        return list(found)
    dated = _dated(passage, sentence)
    if not dated or len({(s.claim.subject, s.claim.object) for s in counted}) != 1:
        return list(found)
    outcome: list[Statement] = []
    for statement in found:
        quantity = statement.claim.quantity
        if quantity is None:
            outcome.append(statement)
            continue
        own = next((date for figure, date in dated if figure.quantity == quantity), None)
        when = statement.claim.when
        taken = when in {date for figure, date in dated if figure.quantity != quantity}
        outcome.append(_with(statement, quantity, own or (None if taken else when), statement.claim.modality))
        for figure, date in dated:
            other = figure.quantity
            if other != quantity and (other.currency, other.unit) == (quantity.currency, quantity.unit):
                modality = _modality_of(sentence, figure)
                put = statement.claim.modality if modality.is_real else modality
                outcome.append(_with(statement, replace(other, measure=other.measure or quantity.measure), date, put))
    return outcome


def _modality_of(sentence: Span, figure: FigureFound) -> Modality:
    """How the verb over an amount puts it forward: "…, and [could reach] $5 billion by 2030"."""
    word = next((t for t in sentence if t.idx >= figure.start), None)
    verb = grammar.verb_over(word) if word is not None else None
    return scope_of(verb).modality if verb is not None else Modality.ASSERTED


def _dated(passage: Passage, sentence: Span) -> list[tuple[FigureFound, str]]:
    """Amounts of money, shares and measured goods in a sentence that have a date right behind them, with it."""
    text = passage.text
    pairs = []
    for figure in passage.figures:
        inside = sentence.start_char <= figure.start < sentence.end_char and (figure.quantity.currency or figure.quantity.unit)
        date = next((d for d in passage.dates if d.start >= figure.end and _BESIDE.match(text[figure.end : d.start])), None)
        is_year = any(d.start <= figure.start and figure.end <= d.end for d in passage.dates)
        if inside and date is not None and not is_year:
            pairs.append((figure, date.edtf))
    return pairs


def _with(statement: Statement, quantity: Quantity, when: str | None, modality: Modality) -> Statement:
    claim = replace(statement.claim, quantity=quantity, when=when, modality=modality)
    return statement if claim == statement.claim else type(statement)(claim, replace(statement.evidence, claim=claim.id))
