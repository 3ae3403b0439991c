"""Tables of a Word document: header rows, merged cells, several paragraphs and bullets a cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comity.read.manuscript import TextTable, one_line

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WIDEST_SPAN = 63
"""Columns of the widest table Word allows."""

LONGEST_HEADER = 8
"""Words in a cell of a header row that no mark names: headers of fact sheets have one to six."""


def read_table(table: Any) -> TextTable | None:
    """The table's texts, or None when it is empty."""
    rows = list(_children(table, "tr"))
    grid: list[list[list[str]]] = []
    labels: list[str | None] = []
    above: dict[int, str] = {}
    for row in rows:
        cells: list[list[str]] = []
        label = None
        for cell in _children(row, "tc"):
            texts = list(_texts(cell))
            merged = _merged_down(cell)
            if not cells:
                label = above.get(0, "") if merged == "continue" else one_line(" ".join(texts))
                above[0] = label
            cells.append([] if merged == "continue" else texts)
            cells.extend([] for _ in range(_width(cell) - 1))
        grid.append(cells)
        labels.append(label)
    if not any(cell for row in grid for cell in row):
        return None
    top = _header_rows(rows, grid)
    width = max((len(row) for row in grid[:top]), default=0)
    header = [" / ".join(filter(None, (" ".join(row[n]) if n < len(row) else "" for row in grid[:top]))) for n in range(width)]
    return TextTable(header=header, rows=grid[top:], labels=labels[top:])


def _header_rows(rows: list[Any], grid: list[list[list[str]]]) -> int:
    """How many rows at the top are header: those marked to repeat on each page, else a first row that is bold or reads so."""
    marked = 0
    for row in rows:
        if row.find(f"{WORD}trPr/{WORD}tblHeader") is None:
            break
        marked += 1
    if marked:
        return marked if marked < len(rows) else 0
    if len(rows) < 2 or len(grid[0]) < 2:
        return 0
    runs = [run for run in rows[0].iter(WORD + "r") if run.find(WORD + "t") is not None]
    if runs and all(run.find(f"{WORD}rPr/{WORD}b") is not None for run in runs):
        return 1
    return int(reads_like_header([" ".join(cell) for cell in grid[0]], [" ".join(cell) for row in grid[1:] for cell in row]))


def reads_like_header(first: list[str], body: list[str]) -> bool:
    """True when the cells of a first row are short words without figures or full stops, and the body holds longer ones.

    The corner over a column of labels may be empty.
    """
    words = [text for text in first[1:] if text]
    if len(words) != len(first) - 1 or not words:
        return False
    plain = all(
        len(text.split()) <= LONGEST_HEADER and text[-1] not in ".;:" and not _is_figure(text) for text in [*words, first[0] or "x"]
    )
    return plain and any(_is_figure(text) or len(text.split()) > LONGEST_HEADER or text.endswith(".") for text in body)


def _is_figure(text: str) -> bool:
    """True for a text that begins with a figure ("$300 million"), but not for a bare year, which heads many columns."""
    bare = text.lstrip("$€£¥~<>≈+-−( ")
    return bare[:1].isdigit() and not (len(bare) == 4 and bare.isdigit() and bare == text)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those inside content controls, too."""
    for child in element:
        if child.tag == WORD + tag:
            yield child
        elif child.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml"):
            yield from _children(child, tag)


def _texts(cell: Any) -> Iterator[str]:
    """Texts of a cell's paragraphs; those of a table inside the cell come one by one."""
    from comity.read.docx import text_of

    for paragraph in cell.iter(WORD + "p"):
        for line in text_of(paragraph)[0].split("\n"):
            if text := one_line(line):
                yield text


def _width(cell: Any) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    value = (span.get(WORD + "val") or "1") if span is not None else "1"
    return min(max(int(value), 1), WIDEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _merged_down(cell: Any) -> str:
    """ "restart" for the first of cells merged downwards, "continue" for the others, else ""."""
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return "" if merge is None else merge.get(WORD + "val") or "continue"
