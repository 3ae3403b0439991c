"""Questions that a query of the catalogue answers whole, and those that it must leave to the grammar."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.ask import Verdict, ask, catalogued

if TYPE_CHECKING:
    from comity.graph import Store


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("catalogue.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["question"])
def test_the_query_with_its_parameters(sample: Store, row: dict[str, str]) -> None:
    card = catalogued.answer(sample, row["question"])
    assert card is not None
    assert card.query == row["query"]
    assert dict(card.parameters) == dict(pair.split("=") for pair in row["parameters"].split())


def test_a_list_of_the_catalogue_is_an_answer_with_its_rows(sample: Store) -> None:
    card = ask(sample, "Which actors matter most?")
    assert card.verdict is Verdict.FOUND
    assert card.rows and "actor" in card.columns and card.sparql


def test_those_in_conflict_come_first_where_conflict_is_asked_for(sample: Store) -> None:
    card = ask(sample, "most conflict-ridden pairs")
    conflicts = [int(row[card.columns.index("conflict")]) for row in card.rows]
    assert conflicts == sorted(conflicts, reverse=True) and conflicts[0] > 0


@pytest.mark.parametrize(
    "question",
    [
        "Who sanctions Russia?",
        "tell me about Atlantis",
        "common friends of Russia and Russia",
        "What did Egypt and Kenya sign?",
        "",
    ],
)
def test_all_else_is_left_to_the_grammar(sample: Store, question: str) -> None:
    assert catalogued.answer(sample, question) is None
