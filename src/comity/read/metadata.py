"""Title, author and date where a document says them plainly: front matter, bylines, datelines, author boxes.

Nothing is guessed: an ambiguous date, a name of an office program or a person who is merely mentioned is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from comity.read.dates import find_date, iso_date
from comity.read.furniture import Piece
from comity.read.parts import Origin
from comity.read.words import NAME, words_of

FIELDS = {
    "title": "title", "headline": "title",
    "author": "author", "authors": "author", "by": "author", "byline": "author",
    "date": "date", "published": "date", "publication date": "date", "created": "date",
    "lang": "language", "language": "language",
    "license": "license", "licence": "license", "rights": "license",
    "url": "url", "source": "url", "source_url": "url", "link": "url", "canonical": "url", "canonical_url": "url",
}  # fmt: skip
"""Keys of front matter and of header lines → our fields."""

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
KEY = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
ITEM = re.compile(r"[ \t]*-[ \t]+(.+)$")
PERSON = re.compile(NAME)
LICENSE = re.compile(r"\blicen[cs]e:? ((?:CC|GPL|MIT|Apache|ODC|OGL)\b[\w.-]*(?: [\w.-]+)??)(?=[.;,)]*(?:\s|$))", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def front_matter(text: str) -> tuple[Origin | None, int]:
    """Metadata of a YAML block or of header lines ("Title: …") at the top, with the offset after it; ``(None, 0)`` without.

    Read are scalars, quoted or not, and lists of scalars; the rest of YAML is passed over.
    """
    if match := FRONT_MATTER.match(text):
        fields = _fields(match.group(1).splitlines())
        if fields:
            return origin_of(fields), match.end()
    head = re.match(r"(?:[A-Za-z][\w -]{0,30}:[ \t]+[^\r\n]{1,500}\r?\n){2,12}(?=\s*\n|\Z)", text)
    if head:
        fields = _fields(head.group().splitlines())
        if len(fields) >= 2 and all(key in FIELDS for key in fields):
            return origin_of(fields), head.end()
    return None, 0


def _fields(lines: Iterable[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if match := KEY.match(line):
            key = match.group(1).casefold()
            fields[key] = _scalars(match.group(2) or "")
        elif key and (match := ITEM.match(line)):
            fields[key].extend(_scalars(match.group(1)))
    return fields


def _scalars(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [scalar for item in value[1:-1].split(",") for scalar in _scalars(item)]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return [value] if value and value not in ("|", ">", "null", "~") else []


def origin_of(fields: dict[str, list[str]]) -> Origin:
    """Origin from named values; the first key that fills a field wins, and values that are none of its kind are left out."""
    found: dict[str, str] = {}
    for key, values in fields.items():
        name = FIELDS.get(key)
        if name is None or not values or found.get(name):
            continue
        value = authors(values) if name == "author" else values[0]
        if name == "date":
            value = iso_date(value) or find_date(value)
        if name == "url" and not value.startswith(("http://", "https://")):
            value = ""
        if name == "language" and not LANGUAGE.fullmatch(value):
            value = ""
        found[name] = one_line(value)
    return Origin(**found)


def one_line(value: str) -> str:
    """The value with its white space folded, at most 500 characters: metadata is a line, whatever a file claims."""
    return " ".join(value.split())[:500].strip()


def authors(names: Iterable[str]) -> str:
    """Names joined by "; ", each once, in order, without the default names of programs."""
    kept: list[str] = []
    for name in names:
        clean = one_line(re.sub(r"^by:?\s+", "", name.strip(), flags=re.IGNORECASE)).strip(" ,;|")
        if clean and clean not in kept and not words_of("no-author").fullmatch(clean) and "://" not in clean:
            kept.append(clean)
    return "; ".join(kept)


def origin_in_text(pieces: Sequence[Piece], found: Sequence[str]) -> Origin:
    """What bylines, datelines and author boxes among the blocks say."""
    names = [name for piece in _of_kind(pieces, found, "byline") for name in _byline(piece.text)]
    if not names:
        names = [name for piece in _of_kind(pieces, found, "author-box") if (name := _signature(piece))]
    dates = [find_date(piece.text) for kind in ("published", "byline") for piece in _of_kind(pieces, found, kind)]
    licenses = [match.group(1) for piece in _furniture(pieces, found) if (match := LICENSE.search(piece.text))]
    return Origin(author=authors(names), date=max(dates, key=len, default=""), license=next(iter(licenses), ""))


def _furniture(pieces: Sequence[Piece], found: Sequence[str]) -> list[Piece]:
    return [piece for piece, reason in zip(pieces, found, strict=True) if reason]


def _of_kind(pieces: Sequence[Piece], found: Sequence[str], kind: str) -> list[Piece]:
    return [piece for piece, reason in zip(pieces, found, strict=True) if reason == kind]


def _byline(text: str) -> list[str]:
    """Names of a byline, up to the first mark that parts them from offices and dates."""
    line = re.sub(r"^.*?\b(?:by|authors?)\b:?\s*", "", text, count=1, flags=re.IGNORECASE)
    names: list[str] = []
    while match := PERSON.match(line):
        names.append(match.group())
        more = re.match(r"(?:,| and| &|;|, and) ", line[match.end() :])
        if more is None:
            break
        line = line[match.end() + more.end() :]
    return names


def _signature(piece: Piece) -> str:
    match = PERSON.match(piece.text.lstrip("("))
    return match.group() if match else ""
