"""Cells as claims: the table of cells under headers, labels and captions; what holds of every cell's evidence."""

from __future__ import annotations

import pytest

import cases
from comity.claims.layout.tables import modality_of
from comity.vocabulary import Modality


@pytest.mark.parametrize("row", cases.marked("tables"))
def test_case(row: cases.Row) -> None:
    assert cases.tables(row) == ""


def test_the_evidence_of_a_cell_is_the_cell_and_where_it_stands() -> None:
    seen = 0
    for reading in cases.cells():
        last = reading.document.blocks[-1]
        for statement in reading.statements:
            if statement.evidence.start >= last.start:
                assert statement.evidence.quote == last.text
                assert statement.evidence.cell == last.cell
                seen += 1
    assert seen >= 20


@pytest.mark.parametrize(
    ("texts", "modality"),
    [
        (("Trade volume",), Modality.ASSERTED),
        (("Potential trade gains",), Modality.POTENTIAL),
        (("Trade volume", "Planned"), Modality.INTENDED),
        (("Proposed deliveries", "Volume"), Modality.PROPOSED),
        (("Trade (expected)",), Modality.PREDICTED),
        (("",), Modality.ASSERTED),
    ],
)
def test_modality_of_captions_labels_and_headers(texts: tuple[str, ...], modality: Modality) -> None:
    assert modality_of(*texts) is modality
