"""Forms: lines "Donor: Iceland", "Capital: Oslo" one under the other become a bullet each, the words before the colon its label.

So do the entries of a chronology ("1951 Treaty of friendship signed", "March 1962: …") and a line alone that is a title, a colon
and a fact with a date or a figure ("Diplomatic relations: since 1955").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import BlockKind
from comity.read.dates import DATE
from comity.read.lines import split_lines
from comity.read.parts import Part, Span
from comity.read.words import clause_words, is_caption, words_of

FEWEST_LINES = 3
"""Lines of a form: two lines with a colon each also stand in letters and interviews."""

LONGEST_KEY = 8
"""Words before the colon: "Value of signed contracts with the partner (2023)" has eight."""

KEY_VALUE = re.compile(r"(?:\*\*|__)?(?P<key>[A-Z][^:.?!;*_]{1,70})(?:\*\*|__)?:(?:\*\*|__)?[ \t]+(?=\S)")

ENTRY = re.compile(
    rf"\W{{0,4}}(?P<date>(?i:{DATE})|(?:1[5-9]|20)\d\d(?:\s?[–-]\s?(?:(?:1[5-9]|20)\d\d|\d\d))?)"
    r"(?:\s*:\s+|\s+[–—-]{1,2}\s+|\s+(?=[\"“‘]?[A-Z]))(?=\S)"
)
"""A date and a mark, or a capital, at the start of an entry of a chronology: "1951 Treaty of Friendship signed"."""

FEWEST_ENTRIES = 3
"""Entries of a chronology: two paragraphs that begin with a year also stand in essays."""

FACT = re.compile(r"(?P<key>[A-Z][a-z][^:.?!;*_\d]{1,60}(?:\([^()]{1,30}\))?):[ \t]+(?=\S)")
LONGEST_FACT = 25
"""Words behind the colon of a line that is a fact by itself."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NEXT_SENTENCE = re.compile(r"[a-z)][.?!]\s+[A-Z]")


def find_forms(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with paragraphs that are lines of a form taken apart into bullets.

    A form is three or more lines in a row that all begin with a short title and a colon, in one paragraph or in
    neighbouring ones with no blank line between; lines on title, author or date say what the document is, and stay.
    """
    found: list[Part] = []
    for run in _runs(tuple(_chronologies(text, parts))):
        lines = [line for part in run for span in part.spans for line in _lines(text, span)] if _may_be_form(run) else []
        if len(lines) >= FEWEST_LINES and all(_is_key_value(text, line) for line in lines):
            found.extend(Part(BlockKind.BULLET, (line,), level=1, set_off=at == 0) for at, line in enumerate(lines))
        else:
            found.extend(replace(part, kind=BlockKind.BULLET, level=1) if _is_fact(text, part) else part for part in run)
    return tuple(found)


def _chronologies(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with the entries of a chronology named: paragraphs or bullets in a row whose dates go one way."""
    run: list[Part] = []
    for part in (*parts, None):
        may = part is not None and part.cell is None and part.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
        if may and part is not None and (not run or part.kind is run[0].kind) and ENTRY.match(text, part.start, part.end):
            run.append(part)
            continue
        yield from _dated(text, run)
        run = []
        if part is not None:
            yield part


def _dated(text: str, run: list[Part]) -> list[Part]:
    years = [year[0] for part in run if (year := _YEAR.search(text, part.start, part.end)) is not None]
    if len(run) < FEWEST_ENTRIES or years not in (sorted(years), sorted(years, reverse=True)):
        return run
    return [replace(part, kind=BlockKind.BULLET, level=part.level or 1, dated=True) for part in run]


def _is_fact(text: str, part: Part) -> bool:
    """True for a line of its own that is a title, a colon and a bare phrase with a figure."""
    match = FACT.match(text, part.start, part.end) if part.kind is BlockKind.PARAGRAPH and part.start and not part.cell else None
    if match is None or len(_lines(text, (part.start, part.end))) > 1 or is_caption(text[part.start : part.end]):
        return False
    key, value = match["key"].strip(), text[match.end() : part.end]
    if len(key.split()) > LONGEST_KEY or clause_words().search(key) or words_of("origin-key").fullmatch(key):
        return False
    is_short = len(value.split()) <= LONGEST_FACT and not _NEXT_SENTENCE.search(value)
    return is_short and any(c.isdigit() for c in value) and not clause_words().search(value)


def _may_be_form(run: Sequence[Part]) -> bool:
    return run[0].kind is BlockKind.PARAGRAPH and run[0].cell is None


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Paragraphs that no blank line parts, together; everything else alone."""
    run: list[Part] = []
    for part in parts:
        if run and not (part.kind is BlockKind.PARAGRAPH is run[-1].kind and not part.set_off):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _lines(text: str, span: Span) -> list[Span]:
    return [(line.start, line.end) for line in split_lines(text, *span) if line.text]


def _is_key_value(text: str, line: Span) -> bool:
    match = KEY_VALUE.match(text[line[0] : line[1]])
    if match is None:
        return False
    key = match["key"].strip()
    return len(key.split()) <= LONGEST_KEY and not clause_words().search(key) and not words_of("origin-key").fullmatch(key)
