"""Canonical text in the making, for formats that come as something else than text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.model import BlockKind
from comity.read.headings import LONGEST_HEADING
from comity.read.parts import Draft, Origin, Part
from comity.read.tables import CELL_BULLET, Paragraph, Table, cell_parts

SPACES = re.compile(r"[^\S\n]+")
BAR = " | "
"""What stands between the cells of a row, as in Markdown: a quoted row shows where each cell ends."""


@dataclass(slots=True)
class TextTable:
    """A table of texts: what a reader finds before there is a canonical text to point into.

    Attributes:
        header: text over each column.
        rows: body rows; each cell is the texts of its paragraphs and bullets.
        labels: label of each body row, or None to take its first cell.
        caption: its own caption, or "".
    """

    header: list[str] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)
    labels: list[str | None] = field(default_factory=list)
    caption: str = ""


class Manuscript:
    """Writes blocks one after the other, parted by blank lines, and remembers where each one stands."""

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._length = 0
        self._tables = 0
        self.parts: list[Part] = []

    def add(self, kind: BlockKind, text: str, *, level: int = 0, bold: int = 0, marked: bool = True) -> None:
        """Adds a block; ``bold`` counts the characters of an emphasised beginning. Lines within the text are kept."""
        text, bold = clean(text), len(clean(text[:bold]))
        if not text:
            return
        if kind is BlockKind.PARAGRAPH and bold == len(text) and looks_like_heading(text):
            kind, level, marked = BlockKind.HEADING, self._heading_level() + 1, False
        self._write("\n\n" if self._length else "")
        if kind is BlockKind.BULLET:
            self._write("  " * (level - 1) + "- ")
        start = self._write(text)
        bold_end = start + bold if bold else 0
        self.parts.append(Part(kind, ((start, self._length),), level=level, bold_end=bold_end, marked=marked))

    def add_table(self, table: TextTable) -> None:
        """Adds a table: its caption as a paragraph, then header and rows, a line each, with bars between the cells.

        Further paragraphs of a cell stand on lines of their own.
        """
        if table.caption:
            self.add(BlockKind.PARAGRAPH, table.caption)
        self._write("\n" if self._length else "")
        placed = Table([one_line(text) for text in table.header], [], list(table.labels), one_line(table.caption))
        if any(placed.header):
            self._write("\n" + BAR.join(placed.header))
        for row in table.rows:
            placed.rows.append([self._add_cell(cell, "\n" if at == 0 else BAR) for at, cell in enumerate(row)])
        self.parts.extend(cell_parts("".join(self._chunks), placed, self._tables, markup=False))
        self._tables += 1

    def _add_cell(self, cell: Sequence[str], before: str) -> list[Paragraph]:
        """The spans of a cell's paragraphs and bullets, written one under the other after what parts it from its neighbour."""
        self._write(before)
        paragraphs: list[Paragraph] = []
        for text in cell:
            mark = CELL_BULLET.match(text)
            text = clean(text[mark.end() :] if mark and mark.end() < len(text) else text)
            if text:
                self._write("\n" if paragraphs else "")
                paragraphs.append(((self._write(text), self._length),))
        return paragraphs

    def draft(self, origin: Origin | None = None, properties: Origin | None = None) -> Draft:
        """What was written, with the first heading as the title when nothing but bylines and standfirsts goes before it."""
        self._name_title()
        return Draft("".join(self._chunks), tuple(self.parts), origin or Origin(), properties or Origin())

    def _write(self, text: str) -> int:
        start = self._length
        self._chunks.append(text)
        self._length += len(text)
        return start

    def _heading_level(self) -> int:
        return next((part.level for part in reversed(self.parts) if part.kind is BlockKind.HEADING and part.marked), 0)

    def _name_title(self) -> None:
        if any(part.kind is BlockKind.TITLE for part in self.parts):
            return
        for at, part in enumerate(self.parts):
            if part.kind is BlockKind.HEADING and (at == 0 or part.level == 1):
                self.parts[at] = Part(BlockKind.TITLE, part.spans, level=1, bold_end=part.bold_end, marked=part.marked)
                return
            if part.end - part.start > 200 or part.kind is BlockKind.CELL:
                return


def clean(text: str) -> str:
    """The text with runs of blanks folded and blank lines taken out; its other lines stay."""
    return "\n".join(line.strip() for line in SPACES.sub(" ", text).splitlines() if line.strip())


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def looks_like_heading(text: str) -> bool:
    """True for a short text without a full stop, as authors set in bold in place of a heading."""
    return "\n" not in text and len(text.split()) <= LONGEST_HEADING and text[-1] not in '.,;!”"'
