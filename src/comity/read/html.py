"""HTML → parts: trafilatura says what is the article, the page itself says what its headings, lists and tables are."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from comity.errors import UnreadableDocument
from comity.read.decoding import BOMS, decode
from comity.read.html_page import Kept, Piece, walk
from comity.read.manuscript import Manuscript, one_line
from comity.read.metadata import origin_of
from comity.read.parts import Draft, Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 200
"""Elements within elements. Pages of news sites, ministries and encyclopedias reach 40; libxml2 stops at 256 by default."""

MOST_ELEMENTS = 20_000
"""Above this trafilatura is not asked: it took 1.7 s for 20,000 elements and 21 s for 100,000. Boilerplate then goes by
the names of its elements and by the furniture rules alone."""

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")

META = {
    "og:title": "title", "citation_title": "title", "dc.title": "title", "dcterms.title": "title",
    "author": "author", "article:author": "author", "citation_author": "author", "dc.creator": "author",
    "parsely-author": "author", "byl": "author", "dcterms.creator": "author",
    "article:published_time": "date", "citation_publication_date": "date", "dc.date": "date", "dc.date.issued": "date",
    "dcterms.date": "date", "dcterms.issued": "date", "date": "date", "pubdate": "date", "parsely-pub-date": "date",
    "datepublished": "date", "publish-date": "date",
    "og:url": "url", "dcterms.license": "license", "dc.rights": "license",
}  # fmt: skip
"""Names of meta elements → our fields."""


def read_html(name: str, data: bytes) -> Draft:
    """Draft of a web page: the article's blocks, written out as canonical text.

    Raises:
        UnreadableDocument: the page cannot be parsed, is nested absurdly deep, or holds nothing.
    """
    root = _parse(name, decode_html(data, name))
    pieces = list(walk(root))
    kept = _main_text(root)
    manuscript = Manuscript()
    for piece in _article(pieces, kept):
        if piece.table is not None:
            manuscript.add_table(piece.table)
        else:
            manuscript.add(piece.kind, piece.text, level=piece.level, bold=piece.bold)
    return manuscript.draft(_origin(root), Origin(title=one_line(root.findtext(".//title") or "")[:500]))


def decode_html(data: bytes, name: str) -> str:
    """Characters of a page: by its byte order mark, its declared charset, else as any text.

    Raises:
        UnreadableDocument: as :func:`comity.read.decoding.decode`.
    """
    declared = (
        None if data.startswith(tuple(mark for mark, _ in BOMS)) else (XML_ENCODING.match(data) or CHARSET.search(data[:4096]))
    )
    if declared:
        try:
            codec = codecs.lookup(declared.group(1).decode("ascii"))
            if codec.name not in ("utf-8", "utf-16", "utf-32", "utf-7") and getattr(codec, "_is_text_encoding", True):
                text = data.decode(codec.name)
                if "\x00" not in text:
                    return text.replace("\r\n", "\n")
        except (LookupError, UnicodeError):
            pass
    return decode(data, name)


def _parse(name: str, text: str) -> HtmlElement:
    from lxml import etree, html

    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: HtmlElement = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument("the page cannot be parsed", file=name, next_step="save it again from the browser") from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST or any("depth" in entry.message for entry in parser.error_log):
        reason = f"the page is nested deeper than {DEEPEST} elements"
        raise UnreadableDocument(reason, file=name, next_step="save its text alone")
    return root


def _main_text(root: HtmlElement) -> Kept | None:
    """What trafilatura takes for the article, or None where it finds nothing or the page is too large to ask."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return None
    from copy import deepcopy

    import trafilatura
    from lxml import etree

    copy = deepcopy(root)
    # It draws every column that a cell claims to span, on every row; a page that claims thousands would take hours.
    etree.strip_attributes(copy, "colspan", "rowspan")
    try:
        found = trafilatura.bare_extraction(
            copy, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, fast=True
        )
    except Exception:
        # A page on which the extractor stumbles is still a page: its own element names tell the boilerplate then.
        return None
    body = getattr(found, "body", None)
    return Kept.of(body) if body is not None else None


def _article(pieces: list[Piece], kept: Kept | None) -> Iterator[Piece]:
    """The pieces of the article: those the extractor kept, and what stands between them in the same part of the page.

    The extractor drops some headings, captions and rows for being short; what lies between two pieces it kept, and in
    no navigation, aside or form, belongs to the article. The page's first ``<h1>`` does even when it stands above it.
    """
    inside = [piece for piece in pieces if not piece.boilerplate]
    chosen = [at for at, piece in enumerate(inside) if kept is not None and kept.holds(piece)]
    wanted = sum(len(piece.text) for piece in inside)
    if not chosen or sum(len(inside[at].text) for at in chosen) * 5 < wanted:
        # A fifth: below it the extractor has mistaken a box for the article; in the pages tried it kept half or more.
        yield from inside
        return
    first, last = chosen[0], chosen[-1]
    while kept is not None and last + 1 < len(inside) and kept.mentions(inside[last + 1]):
        last += 1
    heading = next((at for at, piece in enumerate(inside[:first]) if piece.level == 1 and piece.is_heading), None)
    while first > 0 and inside[first - 1].is_heading:
        first -= 1
    if heading is not None and heading < first:
        yield inside[heading]
    yield from inside[first : last + 1]
    if last + 1 < len(inside) and inside[last + 1].table is not None:
        yield inside[last + 1]


# --- metadata -----------------------------------------------------------------------------------------------------


def _origin(root: HtmlElement) -> Origin:
    fields: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        value = (meta.get("content") or "").strip()
        if key in META and value:
            fields.setdefault(META[key], []).append(value)
    for link in root.iter("link", "a"):
        rels = (link.get("rel") or "").casefold().split()
        for rel, key in (("canonical", "url"), ("license", "license")):
            if rel in rels and link.get("href"):
                fields.setdefault(key, []).append(link.get("href") or "")
    for key, values in _linked_data(root):
        fields.setdefault(key, []).extend(values)
    language = (root.get("lang") or "").strip()
    return origin_of({**{key: _usable(key, values) for key, values in fields.items()}, "language": [language] if language else []})


def _usable(key: str, values: list[str]) -> list[str]:
    if key == "url":
        return [value for value in values if value.startswith(("http://", "https://"))]
    if key == "author":
        return list(dict.fromkeys(value for value in values if "://" not in value))
    return values


def _linked_data(root: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """Headline, authors and date of the articles that the page describes in JSON-LD."""
    for script in root.iter("script"):
        if (script.get("type") or "").casefold() != "application/ld+json" or len(script.text or "") > 200_000:
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items: list[Any] = found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and "article" in str(item.get("@type", "")).casefold():
                people = item.get("author")
                people = people if isinstance(people, list) else [people]
                yield "title", [item["headline"]] if isinstance(item.get("headline"), str) else []
                names = [person.get("name") if isinstance(person, dict) else person for person in people]
                yield "author", [one for one in names if isinstance(one, str)]
                yield "date", [item["datePublished"]] if isinstance(item.get("datePublished"), str) else []
