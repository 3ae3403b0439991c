"""PDF: headings by size, columns, running heads, divided words, ruled tables; locked, scanned, broken and exploding files.

The files are made by ``files/make_files.py``.
"""

import logging
import zlib
from pathlib import Path

import pytest

from comity.errors import UnreadableDocument
from comity.model import BlockKind, Document
from comity.read import read_document

FILES = Path(__file__).parent / "files"


def read(name: str) -> Document:
    return read_document(name, (FILES / name).read_bytes())


@pytest.fixture(scope="module")
def report() -> Document:
    return read("report.pdf")


def test_structure(report: Document) -> None:
    assert [(b.kind.value, b.level, b.text) for b in report.blocks if b.kind is not BlockKind.CELL] == [
        ("title", 1, "Two valleys and their trade"),
        ("furniture", 0, "By Jane Doe and Ali Roe"),
        ("furniture", 0, "Published 3 May 2024"),
        ("heading", 2, "Water and grain"),
        (
            "paragraph",
            0,
            "Arland and Belland have traded grain, wool and timber since the old road over the pass was opened. Their councils "
            "meet twice a year, and cooperation has deepened with every harvest. A long-term agreement on water is under "
            "negotiation; a long-term peace is not.",
        ),
        (
            "paragraph",
            0,
            "Carland, which lies to the south, has observed the talks without taking part. It supplies both with salt.",
        ),
        ("paragraph", 0, "Key goods include:"),
        ("bullet", 1, "Wool: Arland sells wool to Belland."),
        ("bullet", 1, "Timber: Belland sends timber down the river every spring."),
        ("paragraph", 0, "The sale of salt has not been discussed since the flood."),
        ("heading", 2, "Figures"),
        ("paragraph", 0, "The table shows what was traded:"),
        ("heading", 3, "Outlook"),
        ("paragraph", 0, "Belland could join the customs union."),
        ("paragraph", 0, "The end of the story is open."),
        ("furniture", 0, "1 Figures of the valley council, rounded."),
    ]


def test_tables(report: Document) -> None:
    cells = [(b.cell.row, b.cell.column, b.text, b.cell.row_label, b.cell.column_header) for b in report.blocks if b.cell]
    assert cells == [
        (0, 0, "Grain", "Grain", "Good"), (0, 1, "$3 million", "Grain", "Arland"), (0, 2, "$4 million", "Grain", "Belland"),
        (1, 0, "Wool", "Wool", "Good"), (1, 1, "much of it for export", "Wool", "Arland"), (1, 2, "little", "Wool", "Belland"),
    ]  # fmt: skip


def test_running_heads_and_page_numbers_are_gone(report: Document) -> None:
    assert "Working Papers" not in report.text
    assert "Page" not in report.text


def test_canonical_text_keeps_the_lines(report: Document) -> None:
    assert "coop-\neration" in report.text
    block = next(block for block in report.blocks if "cooperation" in block.text)
    start = block.text.index("cooperation")
    left, right = block.place(start, start + len("cooperation has"))
    assert report.text[left:right] == "coop-\neration has"


def test_metadata_prefers_what_the_page_says(report: Document) -> None:
    assert (report.title, report.author, report.date) == ("Two valleys and their trade", "Jane Doe; Ali Roe", "2024-05-03")


def test_columns_are_read_one_after_the_other() -> None:
    texts = [block.text for block in read("columns.pdf").blocks]
    assert len(texts) == 3
    assert texts[1].startswith("Arland supplies") and texts[1].endswith("nothing else at all.")
    assert texts[2].startswith("Belland, on the other hand") and texts[2].endswith("asks for more grain.")


def test_files_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableDocument, match="no text layer"):
        read("scanned.pdf")
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read("locked.pdf")
    with pytest.raises(UnreadableDocument, match="no PDF file"):
        read_document("a.pdf", b"Just some words.")


def test_a_pdf_under_another_name_is_a_pdf() -> None:
    assert read_document("a.txt", (FILES / "report.pdf").read_bytes()).media_type == "application/pdf"


def test_truncated_files_end_in_one_clear_error(caplog: pytest.LogCaptureFixture) -> None:
    whole = (FILES / "report.pdf").read_bytes()
    level = logging.getLogger("pdfminer").level
    for size in range(20, len(whole) - 1, 150):
        try:
            assert read_document("a.pdf", whole[:size]).blocks
        except UnreadableDocument as error:
            assert error.next_step and error.file == "a.pdf"
    assert not caplog.records
    assert logging.getLogger("pdfminer").level == level


def test_bombs_are_refused() -> None:
    packed = zlib.compress(b"BT (a) Tj ET\n" * 6_000_000, 9)
    data = (
        b"%PDF-1.4\n1 0 obj\n<</Length "
        + str(len(packed)).encode()
        + b"/Filter/FlateDecode>>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
    )
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        read_document("a.pdf", data)
