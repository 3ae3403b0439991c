"""Tables: the rows and cells of any format become cell parts; pipe and grid tables are found in lines of text.

A table that lost a separator, a border or a cell still gives the cells that it has; none of them is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from comity.model import BlockKind, Cell
from comity.read.inline import read_inline
from comity.read.lines import Line
from comity.read.parts import Part, Span
from comity.read.words import words_of

Paragraph = tuple[Span, ...]
"""Slices that make up one paragraph or bullet of a cell."""

SEPARATOR = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:[|+][ \t]*:?-{2,}:?[ \t]*)*[|+]?[ \t]*")
GRID_BORDER = re.compile(r"\+[-=:+ ]*[-=]{2}[-=:+ ]*\+?")
PIPE = re.compile(r"(?<!\\)\|")
BREAK = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
CELL_BULLET = re.compile(r"(?:[-*•·–▪●◦‣]|\d{1,2}[.)])[ \t]+")

LONGEST_LABEL = 12
"""Words in a first column that still labels its row. In tables of communiqués and fact sheets labels run to 8 words
("Relations with the countries of the region and beyond"); columns of running text start at about 20."""


@dataclass(slots=True)
class Table:
    """Cells of a table, each a list of paragraphs; rows may be ragged.

    Attributes:
        header: text over each column, "" where there is none.
        rows: body rows; a cell that only continues a cell spanning rows or columns is empty.
        labels: for each body row the label its source marks or spans, or None to take the first column's text.
        caption: the table's own caption, or "".
    """

    header: list[str] = field(default_factory=list)
    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    labels: list[str | None] = field(default_factory=list)
    caption: str = ""


def cell_parts(text: str, table: Table, number: int, *, markup: bool) -> Iterator[Part]:
    """One part for each non-empty paragraph or bullet of the body cells, row by row."""
    first = [_plain(text, row[0], markup) if row else "" for row in table.rows]
    labelled = _labels_rows(first, table)
    for row_number, row in enumerate(table.rows):
        label = ""
        if labelled:
            given = table.labels[row_number] if row_number < len(table.labels) else None
            label = first[row_number] if given is None else given
        for column, cell in enumerate(row):
            header = table.header[column] if column < len(table.header) else ""
            place = Cell(number, row_number, column, label, header, table.caption)
            for paragraph in cell:
                yield Part(BlockKind.CELL, paragraph, cell=place)


def _labels_rows(first: Sequence[str], table: Table) -> bool:
    """True when the first column names what its row is about: short texts, with something beside them."""
    if all(len(row) < 2 for row in table.rows):
        return False
    lengths = sorted(len(text.split()) for text in first if text)
    return bool(lengths) and lengths[len(lengths) // 2] <= LONGEST_LABEL and lengths[-1] <= 2 * LONGEST_LABEL


def _plain(text: str, cell: Sequence[Paragraph], markup: bool) -> str:
    return " ".join(read_inline(text, paragraph, markup=markup).text for paragraph in cell)


# --- pipe tables --------------------------------------------------------------------------------------------------


def starts_table(lines: Sequence[Line], at: int) -> bool:
    """True when a line is a border of a grid table, or the header or separator row of a pipe table."""
    line = lines[at]
    if GRID_BORDER.fullmatch(line.text):
        return at + 1 < len(lines) and lines[at + 1].text[:1] in ("|", "+")
    rows = lines[at : at + 2]
    return len(rows) == 2 and all("|" in row.text for row in rows) and any(SEPARATOR.fullmatch(row.text) for row in rows)


def pipe_run_end(lines: Sequence[Line], at: int) -> int:
    """Index after the lines with pipes that begin at a line."""
    end = at
    while end < len(lines) and "|" in lines[end].text and not GRID_BORDER.fullmatch(lines[end].text):
        end += 1
    return end


def pipe_table_end(lines: Sequence[Line], at: int, end: int) -> int:
    """Index after the last line of the pipe table that begins at a line, or ``at`` when none does.

    A separator row makes a table; without one it takes two lines or more with the same number of cells, held by outer
    pipes or by three cells at least, so that a lone "Home | News" stays a line.

    Args:
        lines: the lines.
        at: where the table would begin.
        end: where the run of lines with pipes ends.
    """
    rows = lines[at:end]
    if any(SEPARATOR.fullmatch(row.text) for row in rows[:2]) and len(rows) > 1:
        return _until_next_table(lines, at, end)
    counts = {len(_split(row.text)) for row in rows}
    framed = all(row.text.startswith("|") for row in rows)
    if len(rows) >= 2 and len(counts) == 1 and (framed or counts.pop() >= 3):
        return end
    return at


def _until_next_table(lines: Sequence[Line], at: int, end: int) -> int:
    """Stops before the header of a second table that follows without a blank line."""
    for index in range(at + 3, end):
        if SEPARATOR.fullmatch(lines[index].text) and not SEPARATOR.fullmatch(lines[index - 1].text):
            return index - 1
    return end


def pipe_table(text: str, lines: Sequence[Line], *, markup: bool) -> Table:
    """The table that the lines hold; the row before the separator is its header."""
    at = next((n for n, line in enumerate(lines) if SEPARATOR.fullmatch(line.text)), -1)
    if at < 0 and len(lines) > 2 and _is_header(lines[0].text):
        at = 0
    header_line = lines[0] if at in (0, 1) and not SEPARATOR.fullmatch(lines[0].text) else None
    columns = len(_split(header_line.text)) if header_line else 0
    framed = header_line is not None and header_line.text.startswith("|")
    table = Table()
    if header_line:
        table.header = [_plain(text, [(span,)], markup) for span in _cells(header_line, columns, framed)]
    for line in lines[at + 1 if at >= 0 else 0 :]:
        if SEPARATOR.fullmatch(line.text):
            continue
        spans = _cells(line, columns, framed)
        table.rows.append([_paragraphs(text, span) for span in spans])
    return table


def _is_header(row: str) -> bool:
    """True for a first row that no line sets off: "Aspect | Peru | Chile", short cells without a figure."""
    cells = [row[start:end].strip(" *_") for start, end in _split(row)]
    short = all(len(cell.split()) <= _LONGEST_HEADER and not any(c.isdigit() for c in cell) for cell in cells)
    return short and bool(words_of("corner").fullmatch(cells[0]))


_LONGEST_HEADER = 5
"""Words of a header over a column; sentences in the first row of a table are none."""


def _split(row: str) -> list[Span]:
    """Slices of a row between its pipes; the empty ones outside outer pipes are left out."""
    cuts = [match.start() for match in PIPE.finditer(row)]
    spans = list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(row)], strict=True))
    if len(spans) > 1 and row.startswith("|"):
        del spans[0]
    if len(spans) > 1 and row.endswith("|") and not row.endswith("\\|"):
        del spans[-1]
    return spans


def _cells(line: Line, columns: int, framed: bool) -> list[Span]:
    """Canonical slices of a row's cells; a row that opens with a pipe where its header does not has an empty first cell."""
    spans = [(line.start + start, line.start + end) for start, end in _split(line.text)]
    if columns and not framed and line.text.startswith("|") and len(spans) < columns:
        spans.insert(0, (line.start, line.start))
    return spans


def _paragraphs(text: str, span: Span) -> list[Paragraph]:
    """Paragraphs of one cell on one line: ``<br>`` parts them, bullets lose their mark."""
    start, end = span
    if not text[start:end].strip():
        return []
    cuts = [(match.start(), match.end()) for match in BREAK.finditer(text, start, end)]
    bounds = zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True)
    found = (_trim(text, one, other) for one, other in bounds)
    return [(without_bullet(text, piece),) for piece in found if piece[0] < piece[1]]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + len(piece.rstrip()), start + left)


def without_bullet(text: str, span: Span) -> Span:
    """The slice after its bullet mark, where it has one with words behind it."""
    match = CELL_BULLET.match(text, *span)
    return (match.end(), span[1]) if match and match.end() < span[1] else span


# --- grid tables --------------------------------------------------------------------------------------------------


def grid_table_end(lines: Sequence[Line], at: int) -> int:
    """Index after the last line of the grid table (``+---+``) that begins at a line, or ``at`` when none does."""
    if not GRID_BORDER.fullmatch(lines[at].text):
        return at
    end = at + 1
    while end < len(lines) and lines[end].text[:1] in ("|", "+"):
        end += 1
    return end if end > at + 1 else at


def grid_table(text: str, lines: Sequence[Line], *, markup: bool) -> Table:
    """The table that the lines hold: rows between borders, header rows above a border of ``=``."""
    borders = [line for line in lines if GRID_BORDER.fullmatch(line.text)]
    edges = [match.start() for match in re.finditer(r"\+", borders[0].text)]
    rows = [line for line in lines if not GRID_BORDER.fullmatch(line.text)]
    drawn = all(_fits(line.text, edges) for line in rows)
    table, held = Table(), list[list[Line]]([[]])
    for line in lines:
        if not GRID_BORDER.fullmatch(line.text):
            held[-1].append(line)
            continue
        if "=" in line.text and not table.header and any(held):
            header = [_grid_row(text, row, edges if drawn else None) for row in held if row]
            width = max(len(row) for row in header)
            table.header = [" ".join(filter(None, (_plain(text, _at(row, n), markup) for row in header))) for n in range(width)]
            held = [[]]
        elif held[-1]:
            held.append([])
    table.rows = [_grid_row(text, row, edges if drawn else None) for row in held if row]
    return table


def _at(row: list[list[Paragraph]], column: int) -> list[Paragraph]:
    return row[column] if column < len(row) else []


def _fits(row: str, edges: Sequence[int]) -> bool:
    """True when the row has its pipes under the corners of the border, so that a pipe elsewhere belongs to the text."""
    return len(row) == edges[-1] + 1 and all(row[edge] in "|+" for edge in edges)


def _grid_row(text: str, lines: Sequence[Line], edges: Sequence[int] | None) -> list[list[Paragraph]]:
    """Cells of one table row that takes several lines of text.

    In a drawn grid the lines of a cell wrap, and a blank one or a bullet begins a new paragraph; where the columns are
    not aligned nothing wraps, and each line is a paragraph.
    """
    cells: list[list[list[Span]]] = []
    fresh: list[bool] = []
    for line in lines:
        if edges:
            spans = [(line.start + one + 1, line.start + other) for one, other in pairwise(edges)]
        else:
            spans = [(line.start + start, line.start + end) for start, end in _split(line.text)]
        while len(cells) < len(spans):
            cells.append([])
            fresh.append(True)
        for column, span in enumerate(spans):
            piece = _trim(text, *span)
            if piece[0] >= piece[1]:
                fresh[column] = True
                continue
            bare = without_bullet(text, piece)
            if fresh[column] or bare != piece or edges is None:
                cells[column].append([bare])
            else:
                cells[column][-1].append(piece)
            fresh[column] = False
    return [[tuple(paragraph) for paragraph in cell] for cell in cells]
