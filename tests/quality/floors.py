"""The pinned figures of the quality gate: what they are, where they are kept, what has fallen or outgrown them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import gold
import scoring

import cases

FILE = Path(__file__).resolve().parent / "floors.json"

SLACK = 0.02
"""How far a figure may rise above its floor before the floor must follow. Floors are rounded down to hundredths, so that one
sentence parsed differently on another processor breaks nothing; with 0.01 every second commit would have to pin anew."""

PIN = "python tests/quality/pin.py"


GROUPS = (*gold.SPLITS, "tables")
"""What has floors: the passages of each split, and the tables of single difficulties, as the share of rows read right."""


def measured(group: str) -> dict[str, float]:
    """The figures of a group as the code stands."""
    if group == "tables":
        return {name: right_share(name) for name in cases.JUDGES}
    return scoring.figures(scoring.judge_all(gold.passages(group), gold.readings(group)))


def right_share(name: str) -> float:
    """Share of the rows of a table that are read as expected, known gaps and all, to three digits."""
    judged = [not cases.JUDGES[name](row) for row in cases.rows(name)]
    return round(sum(judged) / len(judged), 3)


def pinned() -> dict[str, dict[str, float]]:
    """Group → name → floor."""
    found: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))["floors"]
    return found


def pinned_cases() -> dict[str, str]:
    """Case file → SHA-256 it had when the floors were pinned."""
    found: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    return found


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure that is below its floor."""
    return [f"{name}: {figures[name]:.3f}, floor {floor:.2f}" for name, floor in floors.items() if figures[name] < floor]


def above(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure that has outgrown its floor, or has none."""
    return [
        f"{name}: {value:.3f}, floor {floors.get(name, 0):.2f}"
        for name, value in figures.items()
        if name not in floors or value > floors[name] + SLACK
    ]


def floor_of(value: float) -> float:
    """The floor for a figure: rounded down to hundredths."""
    return math.floor(value * 100 + 1e-6) / 100


def write(floors: dict[str, dict[str, float]]) -> None:
    """Pin these floors to the case files as they are."""
    FILE.write_text(json.dumps({"cases": gold.digests(), "floors": floors}, indent=2) + "\n", encoding="utf-8", newline="\n")
