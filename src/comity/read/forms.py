"""Forms: lines "Donor: Iceland", "Capital: Oslo" one under the other become a bullet each, the words before the colon its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import BlockKind
from comity.read.lines import split_lines
from comity.read.parts import Part, Span
from comity.read.words import clause_words, words_of

FEWEST_LINES = 3
"""Lines of a form: two lines with a colon each also stand in letters and interviews."""

LONGEST_KEY = 8
"""Words before the colon: "Value of signed contracts with the partner (2023)" has eight."""

KEY_VALUE = re.compile(r"(?:\*\*|__)?(?P<key>[A-Z][^:.?!;*_]{1,70})(?:\*\*|__)?:(?:\*\*|__)?[ \t]+(?=\S)")


def find_forms(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with paragraphs that are lines of a form taken apart into bullets.

    A form is three or more lines in a row that all begin with a short title and a colon, in one paragraph or in
    neighbouring ones with no blank line between; lines on title, author or date say what the document is, and stay.
    """
    found: list[Part] = []
    for run in _runs(parts):
        lines = [line for part in run for span in part.spans for line in _lines(text, span)] if _may_be_form(run) else []
        if len(lines) >= FEWEST_LINES and all(_is_key_value(text, line) for line in lines):
            found.extend(Part(BlockKind.BULLET, (line,), level=1, set_off=at == 0) for at, line in enumerate(lines))
        else:
            found.extend(run)
    return tuple(found)


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
