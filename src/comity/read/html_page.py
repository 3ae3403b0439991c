"""A parsed page, walked once: headings, paragraphs, bullets and tables in order, each knowing if it is in boilerplate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.model import BlockKind
from comity.read.html_tables import is_data_table, read_table
from comity.read.manuscript import TextTable
from comity.read.words import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SILENT = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "embed", "audio", "video",
    "select", "option", "button", "input", "textarea", "map", "head",
))  # fmt: skip
"""Elements whose content nobody reads as text."""

BOILERPLATE = frozenset(["nav", "footer", "aside", "form", "dialog", "menu"])
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
PREFIX = 40
"""Characters by which a piece is known again in what the extractor kept: it changes ends (footnotes, links), seldom starts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page, before it is known whether it belongs to the article."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    bold: int = 0
    table: TextTable | None = None
    boilerplate: bool = False

    @property
    def is_heading(self) -> bool:
        """True for ``<h1>`` to ``<h6>``."""
        return self.kind is BlockKind.HEADING


@dataclass(frozen=True, slots=True)
class Kept:
    """Beginnings of the texts that the extractor kept, and all of its text, without white space."""

    starts: frozenset[str]
    text: str

    @classmethod
    def of(cls, body: HtmlElement) -> Kept:
        """Those of every element below a body that trafilatura returned."""
        starts = frozenset(start for element in body.iter() if (start := _start("".join(element.itertext()))))
        return cls(starts, "".join("".join(body.itertext()).replace(":", "").split()))

    def holds(self, piece: Piece) -> bool:
        """True when the piece was kept; a term when it and what is said of it were, a table when half of its cells were."""
        if piece.table is None:
            term, _, said = piece.text.partition(": ")
            return _start(piece.text) in self.starts or (_start(term) in self.starts and _start(said) in self.starts)
        cells = [text for row in piece.table.rows for cell in row for text in cell]
        if not cells:
            return False
        return sum(_start(text) in self.starts for text in cells) * 2 >= len(cells)

    def mentions(self, piece: Piece) -> bool:
        """True when the piece's beginning stands anywhere in what was kept: part of a paragraph that a page broke in two."""
        start = _start(piece.text)
        return len(start) >= PREFIX // 4 and start in self.text


def _start(text: str) -> str:
    return "".join(text[: 4 * PREFIX].replace(":", "").split())[:PREFIX]


@dataclass(slots=True)
class _Pen:
    """The text being gathered, and what it is part of."""

    chunks: list[str] = field(default_factory=list)
    bold: int = 0
    plain_seen: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    boilerplate: int = 0
    emphasis: int = 0
    page: int = 0
    term: bool = False

    def write(self, text: str) -> None:
        text = _folded(text)
        if not self.chunks:
            text = text.lstrip()
        if not text:
            return
        self.chunks.append(text)
        if self.emphasis and not self.plain_seen:
            self.bold += len(text)
        elif text.strip():
            self.plain_seen = True

    def take(self) -> Piece | None:
        text = "".join(self.chunks)
        kind, level, bold = self.kind, self.level, self.bold
        self.chunks, self.bold, self.plain_seen = [], 0, False
        if not text.strip():
            return None
        if kind is BlockKind.BULLET:
            self.kind, self.level = BlockKind.PARAGRAPH, 0
        return Piece(kind, text, level, bold, None, self.boilerplate > 0)


def _folded(text: str) -> str:
    """The text with its white space folded, one space kept at either end where there was some."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + " ".join(text.split()) + " " * text[-1].isspace()


def walk(root: HtmlElement) -> Iterator[Piece]:
    """Pieces of the page in document order."""
    pen = _Pen(page=len(root.text_content()))
    for child in root:
        yield from _element(child, pen)
    if last := pen.take():
        yield last


def _element(element: HtmlElement, pen: _Pen) -> Iterator[Piece]:
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT or _is_hidden(element):
        pen.write(element.tail or "")
        return
    if tag == "br":
        yield from _line_break(element, pen)
    elif tag == "table" and is_data_table(element):
        yield from _flush(pen)
        if (table := read_table(element)) is not None:
            yield Piece(BlockKind.CELL, table=table, boilerplate=pen.boilerplate > 0 or _is_boilerplate(element, pen.page))
    elif tag in BLOCKS:
        yield from _block(element, pen)
    else:
        emphasised = tag in ("b", "strong")
        pen.emphasis += emphasised
        yield from _inside(element, pen)
        pen.emphasis -= emphasised
    pen.write(element.tail or "")


def _inside(element: HtmlElement, pen: _Pen) -> Iterator[Piece]:
    pen.write(element.text or "")
    for child in element:
        yield from _element(child, pen)


def _flush(pen: _Pen) -> Iterator[Piece]:
    if piece := pen.take():
        yield piece


def _line_break(element: HtmlElement, pen: _Pen) -> Iterator[Piece]:
    """One ``<br>`` is a space, two in a row part paragraphs."""
    following = element.getnext()
    if following is not None and following.tag == "br" and not (element.tail or "").strip():
        yield from _flush(pen)
    else:
        pen.write(" ")


def _block(element: HtmlElement, pen: _Pen) -> Iterator[Piece]:
    tag = str(element.tag)
    if tag == "dd" and pen.term:
        # a term and what is said of it are one bullet, the term its label
        pen.write(" " if pen.chunks[-1].rstrip().endswith(":") else ": ")
    else:
        yield from _flush(pen)
    before = (pen.kind, pen.level, pen.depth)
    boilerplate = _is_boilerplate(element, pen.page)
    pen.boilerplate += boilerplate
    if tag == "dt":
        pen.kind, pen.level = BlockKind.BULLET, max(pen.depth, 1)
    elif tag in HEADINGS:
        pen.kind, pen.level = BlockKind.HEADING, HEADINGS[tag]
    elif tag in ("ul", "ol"):
        pen.depth += 1
    elif tag == "li":
        pen.kind, pen.level = BlockKind.BULLET, max(pen.depth, 1)
    yield from _inside(element, pen)
    pen.term = tag == "dt" and bool(pen.chunks) and _is_described(element)
    if pen.term:
        pen.boilerplate -= boilerplate
        return
    yield from _flush(pen)
    pen.boilerplate -= boilerplate
    # The first block inside a bullet is the bullet; what follows in it is not.
    consumed = before[0] is BlockKind.BULLET and pen.kind is BlockKind.PARAGRAPH and tag != "li"
    pen.kind, pen.level, pen.depth = before
    if consumed or (before[0] is BlockKind.BULLET and tag in ("ul", "ol")):
        pen.kind, pen.level = BlockKind.PARAGRAPH, 0


def _is_described(term: HtmlElement) -> bool:
    """True for a ``<dt>`` right before its ``<dd>``."""
    following = term.getnext()
    return following is not None and following.tag == "dd"


def _is_hidden(element: HtmlElement) -> bool:
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if (names := element.get("class")) and words_of("hidden-part").search(names[:300]):
        return True
    style = element.get("style")
    return bool(style) and "display:none" in style[:500].replace(" ", "").casefold()


def _is_boilerplate(element: HtmlElement, page: int) -> bool:
    """True for navigation, asides and forms, by the element's name, role or the words of its class and id.

    Class words tell nothing about an element that holds half of the page or its first heading ("layout with-sidebar").
    """
    if element.tag in BOILERPLATE:
        return True
    if element.get("role") in ("navigation", "complementary", "search", "banner", "contentinfo", "dialog"):
        return True
    if element.tag in ("body", "html", "main", "article") or element.tag in HEADINGS:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].replace("_", "-")
    if not names.strip() or not words_of("page-part").search(names):
        return False
    return len(element.text_content()) * 2 < page and element.find(".//h1") is None
