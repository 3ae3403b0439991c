"""Plain text → parts: one walk over the lines, each kind of stretch named in order.

Texts copied from the web or from reports hold Markdown marks, tables and bullets without being Markdown, so this reader
knows them all; what tells a heading from a sentence is decided at the end, when its neighbours are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from comity.model import BlockKind
from comity.read.forms import find_forms
from comity.read.headings import find_headings
from comity.read.lines import Line, continues, split_lines, wrap_width
from comity.read.metadata import front_matter
from comity.read.parts import Draft, Origin, Part, Span
from comity.read.tables import Table, cell_parts, grid_table, grid_table_end, pipe_run_end, pipe_table, pipe_table_end, starts_table

HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)(.*?)[ \t]*#*$")
UNDERLINE = re.compile(r"={3,}|-{3,}")
RULE = re.compile(r"(?:[-*_=~#+•·][ \t]*){3,}")
BULLET = re.compile(
    r"""(?P<dot>[•▪●◦‣·∙■□➢✓❖\uf0b7\uf0a7][ \t]*)
    |   (?P<dash>[-–*+][ \t]+)
    |   (?P<circle>o\t[ \t]*)
    |   (?P<number>\(?\d{1,3}[.)][ \t]+ | \(?(?:[a-z]|[ivx]{1,5})\)[ \t]+)""",
    re.VERBOSE,
)
WORDS_OVER_LIST = 6
"""Words of a line that titles the list below it: longer ones with a colon at their end were ends of wrapped bullets."""

QUOTED = re.compile(r"(?:>[ \t]?)+")


@dataclass(slots=True)
class _Page:
    """The lines being walked over, and what has to be remembered between them."""

    text: str
    lines: list[Line]
    width: int
    tables: int = 0
    untabled: int = 0
    depths: list[tuple[int, str]] = field(default_factory=list)

    def after_gap(self, at: int) -> bool:
        return at == 0 or not self.lines[at - 1].text


Step = tuple[list[Part], int]


def read_text(text: str) -> Draft:
    """Draft of a plain text: its characters as they came, cut into parts.

    Metadata is taken from front matter or from leading "Title: …" lines where the text has them.
    """
    origin, body = front_matter(text)
    head = [Part(BlockKind.FURNITURE, (body_span,))] if (body_span := _trimmed(text, 0, body)) else []
    parts = [*head, *find_headings(text, find_forms(text, list(cut(text, body))))]
    return Draft(text, tuple(parts), origin or Origin(), markup=True)


def cut(text: str, start: int = 0, end: int | None = None, tables: int = 0) -> Iterator[Part]:
    """Parts of a slice of the text, in order; paragraphs are not yet told from headings that are not marked.

    Args:
        text: the canonical text.
        start, end: the slice to cut.
        tables: number of the first table in it.
    """
    lines = split_lines(text, start, end)
    page = _Page(text, lines, wrap_width(lines), tables)
    at = 0
    while at < len(lines):
        if not lines[at].text:
            at += 1
            continue
        for step in (_grid, _rule, _marked_heading, _pipes, _bullet, _paragraph):
            found = step(page, at)
            if found is not None:
                break
        parts, at = found or ([], at + 1)
        yield from parts


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None


def _rule(page: _Page, at: int) -> Step | None:
    """A line drawn across the page, or an end mark made of signs alone."""
    line = page.lines[at]
    if not RULE.fullmatch(line.text):
        return None
    return [Part(BlockKind.FURNITURE, ((line.start, line.end),), set_off=page.after_gap(at))], at + 1


def _marked_heading(page: _Page, at: int) -> Step | None:
    """``# Heading``, or a short line underlined with ``===`` or ``---`` of about its length."""
    line = page.lines[at]
    match = HASHES.match(line.text)
    if match and match.group(2):
        span = (line.start + match.start(2), line.start + match.end(2))
        return [Part(BlockKind.HEADING, (span,), level=len(match.group(1)), set_off=True, marked=True)], at + 1
    below = page.lines[at + 1] if at + 1 < len(page.lines) else None
    if below is None or not UNDERLINE.fullmatch(below.text) or "|" in line.text or not page.after_gap(at):
        return None
    if abs(len(below.text) - len(line.text)) > max(3, len(line.text) // 4):
        return None
    level = 1 if below.text[0] == "=" else 2
    return [Part(BlockKind.HEADING, ((line.start, line.end),), level=level, marked=True)], at + 2


def _grid(page: _Page, at: int) -> Step | None:
    return _table(page, at, grid_table_end(page.lines, at), grid_table)


def _pipes(page: _Page, at: int) -> Step | None:
    """A pipe table; a run of lines with pipes that is none is not weighed again line by line."""
    if "|" not in page.lines[at].text or (at < page.untabled and not starts_table(page.lines, at)):
        return None
    end = pipe_run_end(page.lines, at)
    table_end = pipe_table_end(page.lines, at, end)
    page.untabled = end if table_end == at else page.untabled
    return _table(page, at, table_end, pipe_table)


def _table(page: _Page, at: int, end: int, read: Callable[..., Table]) -> Step | None:
    if end <= at:
        return None
    table = read(page.text, page.lines[at:end], markup=True)
    parts = list(cell_parts(page.text, table, page.tables, markup=True))
    page.tables += 1
    page.depths.clear()
    return parts, end


def _bullet(page: _Page, at: int) -> Step | None:
    """A bullet with the lines that go on with it: those indented under its text, and wrapped ones."""
    line = page.lines[at]
    match = BULLET.match(line.text)
    if match is None or match.end() == len(line.text) or _is_numbered_heading(page, at, match):
        return None
    level = _depth(page, line.indent, match.lastgroup or "")
    end = at + 1
    while end < len(page.lines) and (after := page.lines[end]).text:
        if (
            BULLET.match(after.text)
            or _opens_list(page, end, line.indent)
            or not (after.indent > line.indent or continues(page.lines[end - 1], after, page.width))
        ):
            break
        end += 1
    span = (line.start + match.end(), page.lines[end - 1].end)
    return [Part(BlockKind.BULLET, (span,), level=level, set_off=page.after_gap(at))], end


def _opens_list(page: _Page, at: int, indent: int) -> bool:
    """True for a short line with a colon ("Grants:") that stands no deeper than the list above it, and over a list of its own."""
    line = page.lines[at]
    below = page.lines[at + 1] if at + 1 < len(page.lines) else None
    titles = line.text.endswith(":") and line.text[0].isupper() and len(line.text.split()) <= WORDS_OVER_LIST
    return titles and line.indent <= indent and below is not None and bool(BULLET.match(below.text))


def _is_numbered_heading(page: _Page, at: int, match: re.Match[str]) -> bool:
    """True for "2. Trade" on its own above a paragraph; the numbers of a list follow each other, or end in a stop."""
    line = page.lines[at]
    if match.lastgroup != "number" or len(line.text) > 80 or line.text[-1] in ".;,:" or not page.after_gap(at):
        return False
    below = page.lines[at + 1 : at + 4]
    following = next((after for after in below if after.text), None)
    if following is None or BULLET.match(following.text) or len(following.text) <= len(line.text):
        return False
    return not below[0].text or (following.indent <= line.indent and not continues(line, following, page.width))


def _depth(page: _Page, indent: int, mark: str) -> int:
    """Depth of a bullet from 1: deeper by indent, or by another mark at the same indent."""
    depths = page.depths
    while depths and depths[-1][0] > indent:
        depths.pop()
    if (indent, mark) in depths:
        del depths[depths.index((indent, mark)) + 1 :]
    else:
        depths.append((indent, mark))
    return len(depths)


def _paragraph(page: _Page, at: int) -> Step:
    """Lines up to a blank one or the start of something else, joined where the text was wrapped."""
    page.depths.clear()
    first = page.lines[at]
    end = at + 1
    while end < len(page.lines):
        before, after = page.lines[end - 1], page.lines[end]
        if not after.text or not continues(before, after, page.width) or _begins_something(page, end):
            break
        end += 1
    spans = (
        [_unquoted(line) for line in page.lines[at:end]] if first.text.startswith(">") else [(first.start, page.lines[end - 1].end)]
    )
    spans = [span for span in spans if span[0] < span[1]]
    if not spans:
        return [], end
    return [Part(BlockKind.PARAGRAPH, tuple(spans), set_off=page.after_gap(at))], end


def _begins_something(page: _Page, at: int) -> bool:
    line = page.lines[at]
    return bool(
        RULE.fullmatch(line.text)
        or HASHES.match(line.text)
        or (BULLET.match(line.text) and not line.text[0].isdigit())
        or starts_table(page.lines, at)
    )


def _unquoted(line: Line) -> Span:
    match = QUOTED.match(line.text)
    return (line.start + match.end() if match else line.start, line.end)
