"""Lines of a canonical text, and whether they were wrapped at a width or stand for paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

WIDEST_WRAP = 110
"""Wrapped text is set at 65 to 100 characters in mail, reports and repositories; a line beyond 110 is a paragraph."""

ENDS_SENTENCE = re.compile(r"[.?!:;…][\"”’')\]]*$")


class Line(NamedTuple):
    """A line without the white space around it: canonical slice, columns of indent, text ("" when blank)."""

    start: int
    end: int
    indent: int
    text: str


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Lines of a slice of the canonical text, in order."""
    lines: list[Line] = []
    at = start
    for raw in text[start:end].splitlines(keepends=True):
        content = raw.strip()
        if content:
            left = len(raw) - len(raw.lstrip())
            indent = left if "\t" not in raw[:left] else len(raw[:left].expandtabs(4))
            lines.append(Line(at + left, at + left + len(content), indent, content))
        else:
            lines.append(Line(at, at, 0, ""))
        at += len(raw)
    return lines


def wrap_width(lines: Sequence[Line]) -> int:
    """Width in characters at which the text was wrapped, or 0 when each line is a paragraph or a heading.

    Wrapped text has hardly a line longer than :data:`WIDEST_WRAP`, and most of its lines that are followed by another
    do not end a sentence. Both are asked for: a list of one-line notes has the first property alone.
    """
    longest, long_lines, followed, open_lines, prose = 0, 0, 0, 0, 0
    for line, after in zip_longest(lines, lines[1:]):
        length = len(line.text)
        if " " not in line.text or "|" in line.text:
            continue
        prose += 1
        if length > WIDEST_WRAP:
            long_lines += 1
            continue
        longest = max(longest, length)
        if length > 40 and after is not None and after.text:
            followed += 1
            open_lines += not ENDS_SENTENCE.search(line.text)
    if not followed or long_lines * 20 > prose or longest < 40:
        return 0
    return longest if open_lines * 2 > followed else 0


def continues(line: Line, after: Line, width: int) -> bool:
    """True when the next line goes on with this one: its first word did not fit any more within the width.

    A tenth of the width is allowed for text that was not filled to the last column.
    """
    if not width or not after.text:
        return False
    first_word = after.text.split(maxsplit=1)[0]
    if len(line.text) + line.indent + 1 + len(first_word) > width - width // 10:
        return True
    return after.text[0].islower() and not ENDS_SENTENCE.search(line.text)
