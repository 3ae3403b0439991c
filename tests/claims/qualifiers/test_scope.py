"""How claims are put forward: the table of operators, negations, speakers and barriers, and what holds of every scope."""

from __future__ import annotations

import pytest

import cases
from comity import language
from comity.claims.qualifiers.scope import Scope, scope_of
from comity.vocabulary import Modality


@pytest.mark.parametrize("row", cases.marked("modality"))
def test_case(row: cases.Row) -> None:
    assert cases.modality(row) == ""


def test_the_table_tries_every_modality_and_both_negations() -> None:
    rows = cases.rows("modality")
    assert {modality for row in rows for modality in row["modality"].split("|")} == set(Modality)
    assert len(rows) >= 120 and sum(row["negated"] == "yes" for row in rows) >= 30
    assert sum(bool(row["attributed_to"]) for row in rows) >= 10


@pytest.mark.parametrize(
    ("text", "word", "modality", "negated"),
    [
        ("Chad trades.", "trades", "asserted", False),
        ("Chad may trade.", "trade", "potential", False),
        ("Chad may not trade.", "trade", "potential", True),
        ("Chad seeks to trade.", "trade", "intended", False),
        ("Chad may seek to trade.", "trade", "potential", False),
        ("Chad will seek to trade.", "trade", "intended", False),
        ("Chad should consider trading.", "trading", "recommended", False),
        ("Chad refused to trade.", "trade", "asserted", True),
    ],
)
def test_the_stronger_of_two_operators_wins(text: str, word: str, modality: str, negated: bool) -> None:
    doc = next(language.parse([text]))
    scope = scope_of(next(token for token in doc if token.text == word))
    assert (scope.modality, scope.negated) == (modality, negated)
    assert bool(scope.notes) is (modality != "asserted" or negated)


def test_what_is_presupposed_is_asserted_whatever_becomes_of_it() -> None:
    doc = next(language.parse(["Togo could not reduce its reliance on Ghana."]))
    noun = next(token for token in doc if token.text == "reliance")
    assert scope_of(noun, presupposed=True) == Scope()


def test_a_word_is_turned_and_turned_back() -> None:
    token = next(language.parse(["not"]))[0]
    scope = Scope()
    scope.turn(token)
    assert scope.negated
    scope.turn(token)
    assert not scope.negated
    assert len(scope.notes) == 2
