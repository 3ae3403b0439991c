"""A document as it was read: its canonical text and its blocks.

Offsets count code points. A :class:`Block` has a *reading text* (what the grammar sees: markup blanked, line breaks
folded) and knows, by its ``runs``, where each character of it stands in the document's *canonical text*. Quotes are
always slices of the canonical text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table; ``row`` and ``column`` count from 0 over the body, without the header."""

    table: int
    row: int
    column: int
    row_label: str = ""
    column_header: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet or table cell.

    Attributes:
        number: position in the document, from 0.
        kind: what it is.
        start, end: the slice of the canonical text it was read from.
        text: the reading text.
        runs: pairs (reading offset, canonical offset), ascending: from each pair on, the two go in step.
        section: headings above it, outermost first.
        lead_in: reading text of the sentence that introduces the list or table ("Key factors include:"), or "".
        label: bold or colon-ended title of a bullet or a cell's row label ("Economic Cooperation"), or "".
        label_end: offset in ``text`` after the label and its colon; 0 without a label.
        level: of a heading from 1, of a bullet the depth from 1, else 0.
        cell: place in a table, for cells.
    """

    number: int
    kind: BlockKind
    start: int
    end: int
    text: str
    runs: tuple[tuple[int, int], ...] = ()
    section: tuple[str, ...] = ()
    lead_in: str = ""
    label: str = ""
    label_end: int = 0
    level: int = 0
    cell: Cell | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Slice of the canonical text that holds the slice ``text[start:end]``.

        The end is found from the last character, so that markup after it is left out.
        """
        if end <= start:
            at = self._canonical(start)
            return at, at
        return self._canonical(start), self._canonical(end - 1) + 1

    def _canonical(self, offset: int) -> int:
        if not self.runs:
            return self.start + offset
        at = bisect_right(self.runs, (offset, 1 << 62)) - 1
        reading, canonical = self.runs[max(at, 0)]
        return canonical + offset - reading


@dataclass(frozen=True, slots=True)
class Document:
    """One source: its canonical text, its blocks in order, and what is plain about its origin."""

    id: str
    file_name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    license: str = ""
    url: str = ""
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not taken in, with the reason and what to do about it."""

    file: str
    reason: str
    next_step: str = ""
