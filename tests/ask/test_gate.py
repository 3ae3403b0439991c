"""The questions of ``tests/questions`` are answered as well as they have been."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asked_questions import REFUSALS, is_right, questions

from comity.ask import Verdict, ask

if TYPE_CHECKING:
    from comity.graph import Store

FLOORS = Path(__file__).with_name("floors.tsv")


def floors() -> list[dict[str, str]]:
    with FLOORS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize("floor", floors(), ids=lambda floor: floor["split"])
def test_questions_are_answered_rightly(sample: Store, floor: dict[str, str]) -> None:
    """Of the kept questions only the figures are told, so that nobody develops on them."""
    answered = [(one, ask(sample, one.text)) for one in questions(floor["split"])]
    right = sum(is_right(one, card) for one, card in answered)
    assured = sum(one.unanswerable and card.verdict not in REFUSALS for one, card in answered)
    wrong_yes = sum(
        card.verdict is Verdict.YES and one.expected in ("no", "not stated", "not understood") for one, card in answered
    )
    assert right >= int(floor["right"])
    assert assured <= int(floor["assured"])
    assert wrong_yes <= int(floor["wrong_yes"])
