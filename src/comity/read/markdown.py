"""Markdown → parts: markdown-it-py finds the block structure, its line map gives the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from comity.model import BlockKind
from comity.read.forms import find_forms
from comity.read.headings import find_headings
from comity.read.lines import Line, split_lines
from comity.read.metadata import front_matter
from comity.read.parts import Draft, Origin, Part, Span
from comity.read.tables import cell_parts, pipe_run_end, pipe_table, pipe_table_end, starts_table
from comity.read.text import cut, read_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


DEEPEST = 40
"""Lists and quotations within each other; people write five. The parser drops what is deeper, so such a text is read as
plain text instead."""


@cache
def _parser() -> MarkdownIt:
    """A parser for blocks alone: the marks within them are left to the reading text, which must keep their places."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@dataclass(slots=True)
class _Walk:
    """Where in the nested structure the walk over the tokens is."""

    text: str
    lines: list[Line]
    parts: list[Part] = field(default_factory=list)
    depth: int = 0
    heading: int = 0
    fresh_item: bool = False
    tables: int = 0
    last_line: int = 0


def read_markdown(text: str) -> Draft:
    """Draft of a Markdown document: its characters as they came, cut into parts along its block structure."""
    origin, body = front_matter(text)
    walk = _Walk(text, _numbered_lines(text, body))
    if body:
        walk.parts.append(Part(BlockKind.FURNITURE, ((0, len(text[:body].rstrip())),)))
    found = _parser().parse(text[body:])
    if any(token.level >= DEEPEST - 4 for token in found):
        return read_text(text)
    tokens = iter(found)
    for token in tokens:
        _take(walk, token, tokens)
    return Draft(text, tuple(find_headings(text, find_forms(text, walk.parts))), origin or Origin(), markup=True)


def _numbered_lines(text: str, start: int) -> list[Line]:
    """Lines as markdown-it counts them: it knows LF and CR alone."""
    lines: list[Line] = []
    at = start
    for raw in text[start:].replace("\r", "\n").split("\n"):
        found = split_lines(text, at, at + len(raw))
        content = [line for line in found if line.text]
        lines.append(Line(content[0].start, content[-1].end, content[0].indent, text[content[0].start : content[-1].end])
                     if content else Line(at, at, 0, ""))  # fmt: skip
        at += len(raw) + 1
    return lines


def _take(walk: _Walk, token: Token, tokens: Iterator[Token]) -> None:
    """One token: containers change where we are, leaves become parts."""
    match token.type:
        case "bullet_list_open" | "ordered_list_open":
            walk.depth += 1
        case "bullet_list_close" | "ordered_list_close":
            walk.depth -= 1
        case "list_item_open":
            walk.fresh_item = True
        case "heading_open":
            walk.heading = int(token.tag[1:])
        case "heading_close":
            walk.heading = 0
        case "table_open":
            _table(walk, token)
            for inner in tokens:
                if inner.type == "table_close":
                    break
        case "inline":
            _leaf(walk, token)
        case "fence" | "code_block" | "html_block" | "hr":
            _verbatim(walk, token)


def _rows(walk: _Walk, token: Token) -> list[Line]:
    first, last = token.map or (0, 0)
    return walk.lines[first:last]


def _leaf(walk: _Walk, token: Token) -> None:
    """A heading, a paragraph or the first paragraph of a bullet; a paragraph with pipes or borders may hold a table."""
    rows = [line for line in _rows(walk, token) if line.text]
    spans = list(_spans(rows, token.content))
    if not spans:
        return
    set_off = not walk.parts or walk.heading > 0 or (token.map or [0])[0] > walk.last_line
    walk.last_line = (token.map or [0, 0])[1]
    if walk.heading:
        walk.parts.append(Part(BlockKind.HEADING, tuple(spans), level=walk.heading, marked=True))
    elif walk.depth and walk.fresh_item:
        walk.fresh_item = False
        walk.parts.append(Part(BlockKind.BULLET, tuple(spans), level=walk.depth, set_off=set_off))
    elif any(starts_table(rows, at) for at in range(len(rows))) or pipe_table_end(rows, 0, pipe_run_end(rows, 0)) > 0:
        found = list(cut(walk.text, rows[0].start, rows[-1].end, walk.tables))
        walk.tables += len({part.cell.table for part in found if part.cell})
        walk.parts.extend(found)
    else:
        walk.parts.append(Part(BlockKind.PARAGRAPH, tuple(spans), set_off=set_off))


def _spans(rows: list[Line], content: str) -> Iterator[Span]:
    """Place of each line of a token's content in its source line, after the marks of lists and quotations."""
    wanted = [line for line in content.split("\n") if line.strip()]
    for row, line in zip(rows, wanted, strict=False):
        at = row.text.find(line.strip())
        if at >= 0:
            yield row.start + at, row.start + at + len(line.strip())


def _table(walk: _Walk, token: Token) -> None:
    rows = [line for line in _rows(walk, token) if line.text]
    table = pipe_table(walk.text, rows, markup=True)
    walk.parts.extend(cell_parts(walk.text, table, walk.tables, markup=True))
    walk.tables += 1


def _verbatim(walk: _Walk, token: Token) -> None:
    """Rules are furniture; code and HTML keep their lines as a paragraph."""
    rows = [line for line in _rows(walk, token) if line.text]
    if token.type == "fence":
        rows = [row for row in rows if not row.text.startswith(("```", "~~~"))]
    if not rows:
        return
    kind = BlockKind.FURNITURE if token.type == "hr" else BlockKind.PARAGRAPH
    part = Part(kind, tuple((row.start, row.end) for row in rows))
    walk.parts.append(replace(part, set_off=True))
