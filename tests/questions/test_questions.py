"""The question set keeps its form: whoever scores it may rely on the columns and on the forms of the answers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

COLUMNS = ["id", "split", "kind", "question", "expected", "absent", "note"]
FORMS = re.compile(
    r"yes|no|not stated|not understood"
    r"|set:[^;|]+(\|[^;|]+)*(;[^;|]+(\|[^;|]+)*)*"
    r"|figure:\d+(\.\d+)? \S+(;\d+(\.\d+)? \S+)*"
    r"|date:\d{4}(-\d\d(-\d\d)?)?(;\d{4}(-\d\d(-\d\d)?)?)*"
)
REFUSALS = {"not stated", "not understood"}


def rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "questions.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_how_many_questions_there_are_and_how_many_unanswerable() -> None:
    assert Counter(row["split"] for row in rows()) == {"dev": 237, "kept": 50}
    assert Counter(row["split"] for row in rows() if row["expected"] in REFUSALS) == {"dev": 45, "kept": 11}


def test_no_identifier_and_no_question_stands_twice() -> None:
    assert len({row["id"] for row in rows()}) == 287
    assert len({row["question"].casefold().strip("?. ") for row in rows()}) == 287


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_each_row_has_all_columns_and_an_answer_in_a_known_form(row: dict[str, str]) -> None:
    assert list(row) == COLUMNS
    assert row["id"].startswith(row["split"] + "-") and row["kind"] and row["question"] and row["note"]
    assert FORMS.fullmatch(row["expected"])
    assert not set(row["absent"].split(";")) & set(re.split(r"[:;|]", row["expected"])) - {""}
