"""The questions of ``tests/questions/questions.tsv`` and of ``further.tsv``, and whether a card answers them rightly."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.ask import Card, Verdict

TABLES = (Path(__file__).parents[1] / "questions" / "questions.tsv", Path(__file__).with_name("further.tsv"))
REFUSALS = (Verdict.NOT_STATED, Verdict.NOT_UNDERSTOOD)


@dataclass(frozen=True)
class Question:
    """A question with its right answer; ``absent`` are values that must not be among the rows."""

    id: str
    split: str
    kind: str
    text: str
    expected: str
    absent: tuple[str, ...]

    @property
    def unanswerable(self) -> bool:
        """True where anything but a refusal is an answer without ground."""
        return self.expected in {verdict.value for verdict in REFUSALS}


def questions(split: str | None = None) -> list[Question]:
    """The questions of a split, or all, in the order of the files."""
    rows: list[dict[str, str]] = []
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            rows.extend(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [
        Question(r["id"], r["split"], r["kind"], r["question"], r["expected"], tuple(v for v in r["absent"].split(";") if v))
        for r in rows
    ]
    return [one for one in found if split in (None, one.split)]


def is_right(question: Question, card: Card) -> bool:
    """Whether the card says what the row expects, as README.md of the questions defines it."""
    cells = {cell.casefold() for row in card.rows for cell in row}
    cells |= {part.strip() for cell in cells for part in cell.split(";")}
    if any(value.casefold() in cells for value in question.absent) and card.verdict is not Verdict.NO:
        return False
    kind, _, wanted = question.expected.partition(":")
    if kind in {verdict.value for verdict in Verdict}:
        return card.verdict.value == kind
    if card.verdict in REFUSALS:
        return False
    if kind == "set":
        return all(any(one.casefold() in cells for one in value.split("|")) for value in wanted.split(";"))
    if kind == "figure":
        return all(any(set(value.split(" ", 1)) <= set(row) for row in card.rows) for value in wanted.split(";"))
    if kind == "date":
        return all(any(date.strip("/").startswith(value) for date in _dates(card)) for value in wanted.split(";"))
    raise AssertionError(f"{question.id}: no form of answer: {question.expected}")


def _dates(card: Card) -> Iterator[str]:
    for row in card.rows:
        for cell in row:
            yield from (part.strip() for part in cell.split(";"))
