"""Cells as claims: the table of cells under headers, labels and captions; what holds of every cell's evidence."""

from __future__ import annotations

import pytest

import cases
from comity.claims.layout.tables import modality_of
from comity.model import Evidence
from comity.vocabulary import Modality


@pytest.mark.parametrize("row", cases.marked("tables"))
def test_case(row: cases.Row) -> None:
    assert cases.tables(row) == ""


PIPES = """# Chile and Peru

Trade of Chile and Peru:

| Measure | 2019 | 2023 |
| --- | --- | --- |
| Two-way trade | $3 billion | $4 billion |
"""
STACKED = """<h1>Chile and Peru</h1><p>Trade of Chile and Peru:</p><table><tr><th>Measure</th><th>Sum</th></tr>
<tr><td>Two-way trade</td><td><ul><li>$3 billion in 2019</li><li>$4 billion in 2023</li></ul></td></tr></table>"""


def evidence_of(name: str, text: str) -> list[Evidence]:
    found = cases.read_file(text, name)
    said = found.statements
    assert all(found.document.text[s.evidence.start : s.evidence.end] == s.evidence.quote for s in said)
    return [s.evidence for s in said if s.evidence.cell and s.claim.quantity]


def test_a_cell_is_quoted_with_its_row() -> None:
    found = evidence_of("trade.md", PIPES)
    assert {one.quote for one in found} == {"Two-way trade | $3 billion | $4 billion"}
    assert [one.words for one in found] == ["$3 billion", "$4 billion"]
    assert len({one.id for one in found}) == 2


def test_a_row_of_several_lines_is_quoted_line_by_line() -> None:
    found = evidence_of("trade.html", STACKED)
    assert [one.quote for one in found] == ["Two-way trade | $3 billion in 2019", "$4 billion in 2023"]
    assert [one.words for one in found] == ["$3 billion in 2019", "$4 billion in 2023"]


def test_the_evidence_of_a_cell_knows_where_it_stands() -> None:
    seen = 0
    for reading in cases.cells():
        last = reading.document.blocks[-1]
        for statement in reading.statements:
            if statement.evidence.start >= last.start:
                assert statement.evidence.words == last.text
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
