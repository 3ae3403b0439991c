"""The rows of ``tests/cases/linking`` and our own beside them: floors that only rise, and rows that must stay right.

A row that is declined or wrong is shown by its name (``-v``, or ``-rx``) as an expected failure; a row of ``must.txt``
that is not right fails.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import linking_cases as cases
import pytest

HERE = Path(__file__).parent
MUST = frozenset((HERE / "must.txt").read_text(encoding="utf-8").split())
SPLITS = ("dev", "kept", "own")


@cache
def verdicts(split: str) -> dict[str, cases.Verdict]:
    return {verdict.case.id: verdict for verdict in cases.judge(cases.rows(split))}


def floors() -> dict[str, tuple[float, float]]:
    lines = [line for line in (HERE / "floors.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["split"]: (float(row["right"]), float(row["wrong"])) for row in csv.DictReader(lines, delimiter="\t")}


@pytest.mark.parametrize("split", SPLITS)
def test_floor(split: str) -> None:
    counts = Counter(verdict.verdict for verdict in verdicts(split).values())
    total = sum(counts.values())
    least_right, most_wrong = floors()[split]
    assert counts["right"] / total >= least_right
    assert counts["wrong"] / total <= most_wrong


@pytest.mark.parametrize("identifier", [row.id for split in SPLITS for row in cases.rows(split)])
def test_row(identifier: str) -> None:
    verdict = verdicts(identifier.split("-")[1])[identifier]
    message = f"{verdict.verdict}: “{verdict.case.mention}” wants {verdict.case.expected}, got {verdict.got or 'nothing'}"
    if verdict.verdict != "right" and identifier not in MUST:
        pytest.xfail(verdict.verdict if "-kept-" in identifier else message)
    assert verdict.verdict == "right", message


def test_must_rows_exist() -> None:
    known = {row.id for split in SPLITS for row in cases.rows(split)}
    assert known >= MUST
