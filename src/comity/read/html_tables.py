"""Tables of a web page: header rows, captions, and cells that span rows or columns."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.read.manuscript import TextTable, one_line
from comity.read.tables import LONGEST_LABEL

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WIDEST_SPAN = 200
"""Columns or rows that one cell may claim: HTML allows 1,000 and 65,534, which a hostile page turns into a flood."""

MOST_CELLS = 100_000
"""Squares that spans may claim in one table; beyond it cells take one square each. The largest tables of statistical
yearbooks have 20,000."""


@dataclass(slots=True)
class _Place:
    """One square of the grid: the texts of the cell over it, whether it begins here, whether it is a header cell."""

    texts: list[str]
    is_origin: bool
    is_header: bool


def is_data_table(table: HtmlElement) -> bool:
    """True for a table that tabulates; false for one that lays out a page: nested, of one column, or marked as such.

    Boxes of facts are often marked as presentation; two columns of short texts with words on the left tabulate all the same.
    """
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if table.get("role") in ("presentation", "none"):
        texts = [[one_line(cell.text_content()) for cell in row] for row in rows]
        return len(texts) > 1 and all(len(row) == 2 and row[0] and len(row[0].split()) <= LONGEST_LABEL for row in texts)
    return any(len(row) > 1 for row in rows)


def read_table(table: HtmlElement) -> TextTable | None:
    """The table's texts, or None when it is empty."""
    grid, heads = _grid(table)
    if not any(place.texts for row in grid for place in row):
        return None
    top = 0
    while top < len(grid) and (heads[top] or _is_header_row(grid[top])):
        top += 1
    top = 0 if top == len(grid) else top
    header = _header(grid[:top])
    found = TextTable(header=header, caption=_caption(table))
    for row in grid[top:]:
        if not _has_text(row):
            continue
        found.rows.append([place.texts if place.is_origin else [] for place in row])
        found.labels.append(" ".join(row[0].texts) if row else None)
    return found


def _is_header_row(row: list[_Place]) -> bool:
    return _has_text(row) and all(place.is_header or not place.texts for place in row)


def _has_text(row: list[_Place]) -> bool:
    return any(place.texts for place in row)


def _header(rows: list[list[_Place]]) -> list[str]:
    """Text over each column; of several header rows from the top down, each text once."""
    width = max((len(row) for row in rows), default=0)
    header = []
    for column in range(width):
        texts = [one_line(" ".join(row[column].texts)) for row in rows if column < len(row)]
        header.append(" / ".join(dict.fromkeys(text for text in texts if text)))
    return header


def _caption(table: HtmlElement) -> str:
    """The caption element's text, or the caption of the figure around the table."""
    caption = table.find("caption")
    parent = table.getparent()
    if caption is None and parent is not None and parent.tag == "figure":
        caption = parent.find("figcaption")
    return one_line("".join(caption.itertext())) if caption is not None else ""


def _grid(table: HtmlElement) -> tuple[list[list[_Place]], list[bool]]:
    """The squares of the table with spans filled in, and for each row whether it stands in ``<thead>``."""
    grid: list[list[_Place]] = []
    heads: list[bool] = []
    hanging: dict[int, tuple[int, _Place]] = {}
    count = 0
    for tr in table.iter("tr"):
        row: list[_Place] = []
        cells = deque(cell for cell in tr if cell.tag in ("td", "th"))
        while cells or len(row) in hanging:
            column = len(row)
            if column in hanging:
                rows_left, place = hanging.pop(column)
                row.append(place)
                if rows_left > 1:
                    hanging[column] = (rows_left - 1, place)
                continue
            cell = cells.popleft()
            texts, is_header = _texts(cell), cell.tag == "th"
            down, across = (_span(cell, "rowspan"), _span(cell, "colspan")) if count < MOST_CELLS else (1, 1)
            for offset in range(across):
                row.append(_Place(texts, offset == 0, is_header))
                if down > 1:
                    hanging[column + offset] = (down - 1, _Place(texts, False, is_header))
            count += down * across
        grid.append(row)
        parent = tr.getparent()
        heads.append(parent is not None and parent.tag == "thead")
    return grid, heads


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), WIDEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _texts(cell: HtmlElement) -> list[str]:
    """Texts of the paragraphs and bullets of a cell."""
    texts = [""]
    for event, element in _steps(cell):
        if event == "break":
            texts.append("")
        elif element:
            texts[-1] += element
    return [text for text in map(one_line, texts) if text]


def _steps(cell: HtmlElement) -> list[tuple[str, str]]:
    """The text of a cell in order, with a break wherever a paragraph, bullet or line ends."""
    steps: list[tuple[str, str]] = []

    def visit(element: HtmlElement) -> None:
        breaks = element.tag in ("p", "div", "li", "ul", "ol", "br", "dd", "dt", "h3", "h4", "h5", "h6")
        if breaks:
            steps.append(("break", ""))
        if element.tag not in ("script", "style", "noscript", "template") and isinstance(element.tag, str):
            steps.append(("text", element.text or ""))
            for child in element:
                visit(child)
                steps.append(("text", child.tail or ""))
        if breaks and element.tag != "br":
            steps.append(("break", ""))

    visit(cell)
    return steps
