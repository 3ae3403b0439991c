"""What every reader hands over: canonical text, the parts found in it, and what is plain about its origin."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.model import BlockKind, Cell

Span = tuple[int, int]
"""Slice of the canonical text: start, and end (not included)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the canonical text that will become one block.

    Attributes:
        kind: what the reader took it for; furniture is recognised later, for all formats alike.
        spans: the slices it is made of, ascending; the reading text joins them with a space.
        level: of a heading from 1, of a bullet the depth from 1.
        cell: place in a table; ``caption`` may be empty here and is filled in from what stands before the table.
        bold_end: canonical offset at which an emphasised beginning ends, or 0; readers of marked-up text leave it 0.
        set_off: a blank line stands before it.
        dated: it begins with its date, as an entry of a chronology.
        marked: the heading was marked as one (``#``, ``<h2>``, a style), not inferred from its looks.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    cell: Cell | None = None
    bold_end: int = 0
    set_off: bool = True
    marked: bool = False
    dated: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the canonical text."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the canonical text."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document says plainly about itself; dates are ISO (a year, a month or a day), the rest as it came."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    license: str = ""
    url: str = ""

    def or_else(self, other: Origin) -> Origin:
        """This origin, with its empty fields taken from the other."""
        return Origin(
            self.title or other.title, self.author or other.author, self.date or other.date,
            self.language or other.language, self.license or other.license, self.url or other.url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its reader leaves it.

    Attributes:
        text: the canonical text.
        parts: its parts, in order.
        origin: what the document says about itself (front matter, meta tags).
        properties: what the file says (properties of a PDF or Word file, a page's ``<title>``): often a template's or the
            day of printing, so it only fills what neither the document's marks nor its text give.
        markup: the canonical text still holds Markdown marks, which reading texts leave out.
    """

    text: str
    parts: tuple[Part, ...]
    origin: Origin = field(default_factory=Origin)
    properties: Origin = field(default_factory=Origin)
    markup: bool = False
