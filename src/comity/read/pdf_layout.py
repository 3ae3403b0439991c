"""Lines of a PDF → blocks: what repeats on every page goes, sizes make headings, gaps and indents make paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from comity.model import BlockKind
from comity.read.headings import LONGEST_TITLE
from comity.read.lines import ENDS_SENTENCE
from comity.read.manuscript import Manuscript, TextTable, looks_like_heading
from comity.read.pdf_lines import Line, PageContent

MARGIN = 0.1
"""Share of the page's height at the top and at the bottom in which running heads and page numbers stand."""

LARGER = 1.12
"""Font size against body text from which a line is a heading: 12 on 11 points is the least that reports use."""

SMALLER = 0.9
"""Font size against body text below which lines at the foot of a page are notes."""

GAP = 1.3
"""Distance between lines, against the usual one, from which a paragraph ends; wrapped lines vary by 2 in 100."""

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
NOTE = re.compile(r"\[?\d{1,3}[\]. )]?\s*\S|[*†‡]\s*\S")
BULLET = re.compile(
    r"(?:[•▪●◦‣·∙■□➢✓❖\uf0b7\uf0a7]\s*|[–*-]\s+|\(cid:127\)\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|o\s+(?=[A-Z]))(?=\S)"
)


@dataclass(slots=True)
class _Block:
    kind: BlockKind
    lines: list[Line]
    indent: float = 0.0
    level: int = 0


@dataclass(slots=True)
class _Style:
    """What is usual in the document: body size, distance between lines, and the sizes of its headings."""

    body: float
    leading: float
    sizes: list[float] = field(default_factory=list)


def lay_out(manuscript: Manuscript, pages: Sequence[PageContent]) -> None:
    """Writes the pages' blocks into the manuscript, in order; notes come last, as furniture."""
    running = _running_lines(pages)
    style = _style([line for page in pages for line in page.lines])
    blocks: list[_Block | TextTable] = []
    notes: list[Line] = []
    for page in pages:
        lines = [line for line in page.lines if _key(line) not in running and not _is_page_number(line, page)]
        foot = _notes(lines, page, style)
        notes += foot
        _flow(blocks, [line for line in lines if line not in foot], page.tables, style)
    indents = sorted({block.indent for block in blocks if isinstance(block, _Block) and block.kind is BlockKind.BULLET})
    for block in blocks:
        if isinstance(block, TextTable):
            manuscript.add_table(block)
        else:
            _write(manuscript, block, style, indents)
    for note in notes:
        manuscript.add(BlockKind.FURNITURE, note.text)


# --- what is not text ---------------------------------------------------------------------------------------------


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 8)


def _running_lines(pages: Sequence[PageContent]) -> set[tuple[str, int]]:
    """Lines that stand in the margin of a third of the pages, at least two, numbers aside."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(line) for line in page.lines if _in_margin(line, page)})
    return {key for key, count in seen.items() if count >= 2 and count * 3 >= len(pages)}


def _in_margin(line: Line, page: PageContent) -> bool:
    return line.bottom < page.height * MARGIN or line.top > page.height * (1 - MARGIN)


def _is_page_number(line: Line, page: PageContent) -> bool:
    return _in_margin(line, page) and bool(PAGE_NUMBER.fullmatch(line.text))


def _notes(lines: Sequence[Line], page: PageContent, style: _Style) -> list[Line]:
    """Lines of small print at the foot of a page, from the first one with a number on."""
    foot: list[Line] = []
    for line in reversed(lines):
        if line.size >= SMALLER * style.body or line.top < page.height / 2:
            break
        foot.insert(0, line)
    while foot and not NOTE.match(foot[0].text):
        foot.pop(0)
    return foot


def _style(lines: Sequence[Line]) -> _Style:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 10.0
    steps = [
        below.top - line.top
        for line, below in pairwise(lines)
        if line.size == below.size == body and line.column == below.column and 0 < below.top - line.top < 3 * body
    ]
    larger = Counter(line.size for line in lines if line.size >= LARGER * body)
    return _Style(body, median(steps) if steps else 1.2 * body, sorted(larger, reverse=True))


# --- paragraphs ---------------------------------------------------------------------------------------------------


def _flow(
    blocks: list[_Block | TextTable], lines: Sequence[Line], tables: Sequence[tuple[float, TextTable]], style: _Style
) -> None:
    """Adds a page's lines to the blocks, tables at their height."""
    waiting = sorted(tables, key=lambda place: place[0])
    for at, line in enumerate(lines):
        while waiting and waiting[0][0] < line.top and line.column == 0:
            blocks.append(waiting.pop(0)[1])
        last = blocks[-1] if blocks else None
        edge = max(near.x1 for near in lines[max(at - 3, 0) : at + 3] if near.column == line.column)
        if isinstance(last, _Block) and _goes_on(last, line, style, edge):
            last.lines.append(line)
        else:
            blocks.append(_begin(line, style))
    blocks.extend(table for _, table in waiting)


def _begin(line: Line, style: _Style) -> _Block:
    if _is_large(line, style):
        return _Block(BlockKind.HEADING, [line], level=style.sizes.index(line.size) + 1)
    if BULLET.match(line.text) and not line.bold:
        return _Block(BlockKind.BULLET, [line], indent=round((line.x0 - line.left) / 6) * 6)
    return _Block(BlockKind.PARAGRAPH, [line])


def _is_large(line: Line, style: _Style) -> bool:
    return line.size >= LARGER * style.body and len(line.text.split()) <= LONGEST_TITLE


def _goes_on(block: _Block, line: Line, style: _Style, edge: float) -> bool:
    """True when the line belongs to the block begun above it; ``edge`` is how far the lines around it reach."""
    last = block.lines[-1]
    if _is_large(line, style) or block.kind is BlockKind.HEADING:
        near = line.page == last.page and 0 < line.top - last.top < 1.6 * max(line.size, last.size)
        return block.kind is BlockKind.HEADING and near and line.size == last.size and line.bold == last.bold
    if line.bold != last.bold and (line.bold or all(one.bold for one in block.lines)):
        return False
    if BULLET.match(line.text) and not line.text[0].isalnum():
        return False
    if BULLET.match(line.text) and (ENDS_SENTENCE.search(last.text) or block.kind is BlockKind.BULLET):
        return False
    if (line.page, line.column) != (last.page, last.column):
        return not ENDS_SENTENCE.search(last.text) and abs(line.size - last.size) < 0.6
    if line.top - last.top > GAP * style.leading or line.top < last.top:
        return False
    return not (_would_have_fitted(last, line, edge) or _is_new_paragraph(block, last, line))


def _would_have_fitted(last: Line, line: Line, edge: float) -> bool:
    """True when the line above stopped before three fifths, and two words more would still have found room there."""
    room = edge - last.x1
    word = (line.x1 - line.x0) / max(len(line.text), 1) * (len(" ".join(line.text.split()[:2])) + 1)
    return last.x1 - last.left < 0.6 * (edge - last.left) and word < room


def _is_new_paragraph(block: _Block, last: Line, line: Line) -> bool:
    """True when the line is indented as a first line is, or the one above stopped short at the end of a sentence."""
    width = max(line.right - line.left, 1.0)
    ended = bool(ENDS_SENTENCE.search(last.text))
    stopped_short = last.x1 < line.right - 0.15 * width
    if block.kind is BlockKind.BULLET:
        return line.x0 <= block.lines[0].x0 + 1 and (ended or stopped_short)
    indented = line.x0 > last.x0 + 0.8 * line.size and last.x0 <= line.left + 1
    if len(block.lines) == 1 and stopped_short and looks_like_heading(last.text) and last.text.isupper():
        return True
    return ended and (indented or stopped_short)


def _write(manuscript: Manuscript, block: _Block, style: _Style, indents: Sequence[float]) -> None:
    text = "\n".join(line.text for line in block.lines)
    bold = _bold_length(block.lines)
    if block.kind is BlockKind.HEADING:
        manuscript.add(BlockKind.HEADING, text.replace("\n", " "), level=block.level)
    elif block.kind is BlockKind.BULLET:
        mark = BULLET.match(text)
        cut = mark.end() if mark else 0
        manuscript.add(BlockKind.BULLET, text[cut:], level=indents.index(block.indent) + 1, bold=max(bold - cut, 0))
    elif len(block.lines) == 1 and text.isupper() and looks_like_heading(text):
        manuscript.add(BlockKind.HEADING, text, level=len(style.sizes) + 1)
    elif bold >= len(text) and looks_like_heading(text.replace("\n", " ")):
        manuscript.add(BlockKind.HEADING, text.replace("\n", " "), level=len(style.sizes) + 1)
    else:
        manuscript.add(BlockKind.PARAGRAPH, text, bold=bold)


def _bold_length(lines: Sequence[Line]) -> int:
    """Characters at the beginning that are bold, counted over the lines joined by line breaks."""
    length = 0
    for line in lines:
        if line.bold:
            length += len(line.text) + 1
        else:
            return length + line.bold_start
    return length
