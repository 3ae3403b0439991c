"""Headings that no mark names: told from sentences by their looks and by what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.model import BlockKind
from comity.read.furniture import looks_like_furniture
from comity.read.inline import read_inline
from comity.read.parts import Part
from comity.read.words import clause_words, is_caption

LONGEST_HEADING = 16
"""Words. Headings of op-eds and reports run to 14 ("Water and Power: What the Two Neighbours on the River Still Dispute"
has 11); one-sentence paragraphs without a full stop start to be met at 17."""

LONGEST_TITLE = 25
"""Words in a first line that is taken for the title; headlines of communiqués run to 22."""

LONGEST_QUESTION = 10
CHAIN = 3
"""Short lines in a row that may all be headings ("Part I", "Trade", "Wool"); four or more are an address or a poem."""

EMPHASISED = re.compile(r"(\*\*\*|\*\*|__|___)(?=\S).{1,200}?\1[ \t]*:?", re.DOTALL)
NUMBERED = re.compile(r"(?:(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?|(?P<roman>[IVXL]{1,6})[.)]|(?P<letter>[A-Z])[.)])\s+\S")
OPENING = re.compile(r"[\"“‘'(\[]?[^\W_a-z]", re.UNICODE)
WORD = re.compile(r"[^\W\d_][\w’'-]*")


def find_headings(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts with title and headings named, for a text whose headings are not (all) marked."""
    found = list(parts)
    looks = [_looks(text, part) for part in found]
    marked = current = 0
    for at, part in enumerate(found):
        if part.kind is BlockKind.HEADING:
            marked = current = part.level
        elif looks[at] and _has_something_below(found, looks, at):
            introduces_list = text[part.end - 1] == ":"
            level = current + 1 if introduces_list else _level(text, part, marked)
            current = current if introduces_list else level
            found[at] = replace(part, kind=BlockKind.HEADING, level=level)
    return _with_title(text, found)


def _with_title(text: str, parts: list[Part]) -> list[Part]:
    """The first words of the document are its title when they are a heading, or short, without a stop and set off."""
    at = next((n for n, part in enumerate(parts) if not _is_furniture(text, part)), None)
    if at is None:
        return parts
    first = parts[at]
    after = parts[at + 1] if at + 1 < len(parts) else None
    is_title = first.kind is BlockKind.HEADING and (first.marked or (after is not None and after.set_off))
    if first.kind is BlockKind.PARAGRAPH and after is not None and after.set_off:
        line = _one_line(text, first)
        is_title = bool(line) and len(line.split()) <= LONGEST_TITLE and line[-1] not in ".,;:…" and bool(OPENING.match(line))
    if is_title:
        parts[at] = replace(first, kind=BlockKind.TITLE, level=1)
    return parts


def _is_furniture(text: str, part: Part) -> bool:
    if part.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and not part.marked:
        return bool(line := _one_line(text, part)) and looks_like_furniture(line)
    return part.kind is BlockKind.FURNITURE


def _one_line(text: str, part: Part) -> str:
    """Reading text of a part that takes one line, else ""."""
    if len(part.spans) > 1 or part.end - part.start > 400 or "\n" in text[part.start : part.end]:
        return ""
    return read_inline(text, part.spans, markup=True).text


def _looks(text: str, part: Part) -> bool:
    """True when a paragraph looks like a heading by itself."""
    if part.kind is not BlockKind.PARAGRAPH or part.end - part.start > 200:
        return False
    if part.end - part.start < 200 and EMPHASISED.fullmatch(text, part.start, part.end):
        return len(text[part.start : part.end].split()) <= LONGEST_HEADING
    line = _one_line(text, part)
    words = line.split()
    if is_caption(line) or not line or len(words) > LONGEST_HEADING or not OPENING.match(line) or not WORD.search(line):
        return False
    if line[-1] == "?":
        return len(words) <= LONGEST_QUESTION
    if line.rstrip("\"”’')")[-1:] in (".", "!", ",", ";", "…", "|"):
        return False
    if line[-1] == ":":
        return in_title_case(line)
    return in_title_case(line) or len(words) < 8 or not clause_words().search(line)


def in_title_case(line: str) -> bool:
    """True when every word of four letters or more begins with a capital, as in "Key Factors of the Alliance"."""
    long_words = [word for word in WORD.findall(line) if len(word) > 3]
    return all(word[0].isupper() for word in long_words)


def _has_something_below(parts: Sequence[Part], looks: Sequence[bool], at: int) -> bool:
    """True when a paragraph, list or table follows, at most with other headings between."""
    for below in range(at + 1, min(at + 1 + CHAIN, len(parts))):
        if parts[below].kind in (BlockKind.FURNITURE, BlockKind.TITLE):
            return False
        if parts[below].kind is BlockKind.HEADING or looks[below]:
            continue
        return True
    return False


def _level(text: str, part: Part, marked_level: int) -> int:
    """Level by the numbering ("2.3" is 2), else one below the last marked heading."""
    match = NUMBERED.match(text, part.start, part.end)
    if match and match.group("digits"):
        return match.group("digits").count(".") + 1
    return marked_level + 1 if marked_level else 1
