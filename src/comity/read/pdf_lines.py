"""Words of a PDF page → lines in reading order, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from comity.read.manuscript import TextTable

SHARE_OF_SPACE = 0.15
"""Gap between two words, in font sizes, from which there is a space; fonts set one at 0.2 to 0.3, kerning below 0.1."""

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
NOTE_SIZE = 0.75
"""Size of a raised note number against its line: typesetting programs use 0.58 to 0.7."""

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)

Word = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words, font size in points, box on the page, and the column it stands in."""

    text: str
    size: float
    bold: bool
    bold_start: int
    x0: float
    x1: float
    top: float
    bottom: float
    page: int
    left: float
    right: float
    column: int = 0


@dataclass(slots=True)
class PageContent:
    """What stands on a page: lines in reading order, and tables with their distance from the top."""

    width: float
    height: float
    lines: list[Line]
    tables: list[tuple[float, TextTable]] = field(default_factory=list)


def page_lines(words: Iterable[Word], width: float, page: int) -> list[Line]:
    """Lines of a page in reading order: down each column, whole-width lines in between."""
    rows = _rows(sorted(words, key=lambda word: (word["top"], word["x0"])))
    gutter = _gutter(rows, width)
    if gutter is None:
        return _in_column(rows, page, 0)
    lines: list[Line] = []
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    for row in rows:
        if any(word["x0"] < gutter < word["x1"] for word in row) or _bridges(row, gutter):
            lines += [*_in_column(left, page, 1), *_in_column(right, page, 2), *_in_column([row], page, 0)]
            left, right = [], []
            continue
        left += [half] if (half := [word for word in row if word["x1"] <= gutter]) else []
        right += [half] if (half := [word for word in row if word["x0"] >= gutter]) else []
    return [*lines, *_in_column(left, page, 1), *_in_column(right, page, 2)]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by height on the page: a word joins the row whose middle it covers."""
    rows: list[list[Word]] = []
    for word in words:
        middle = (word["top"] + word["bottom"]) / 2
        home = next((row for row in reversed(rows[-3:]) if row[0]["top"] <= middle <= row[0]["bottom"]), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return [sorted(row, key=lambda word: word["x0"]) for row in rows]


def _gutter(rows: Sequence[Sequence[Word]], width: float) -> float | None:
    """Where the page parts into two columns of prose, or None.

    A place is taken when at most one row in six crosses it, at least eight rows have words on both sides, and these are
    lines of prose on either side (a third of the page wide); borderless tables fail the last.
    """
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = width * step / 100
        crossing = sum(any(word["x0"] - 2 < x < word["x1"] + 2 for word in row) for row in rows)
        if best is None or crossing < best[0] or (crossing == best[0] and abs(x - width / 2) < abs(best[1] - width / 2)):
            best = (crossing, x)
    if best is None or best[0] * 6 > len(rows):
        return None
    x = best[1]
    halves = [([w for w in row if w["x1"] <= x], [w for w in row if w["x0"] >= x]) for row in rows]
    both = [(left, right) for left, right in halves if left and right]
    if len(both) < 8:
        return None
    wide = [min(left[-1]["x1"] - left[0]["x0"], right[-1]["x1"] - right[0]["x0"]) for left, right in both]
    return x if median(wide) > width * 0.25 else None


def _bridges(row: Sequence[Word], gutter: float) -> bool:
    """True for a whole-width line that merely has a word space at the gutter."""
    before = [word for word in row if word["x1"] <= gutter]
    after = [word for word in row if word["x0"] >= gutter]
    return bool(before and after) and after[0]["x0"] - before[-1]["x1"] < 0.5 * before[-1]["size"]


def _in_column(rows: Sequence[Sequence[Word]], page: int, column: int) -> list[Line]:
    """Lines of one column, each knowing the column's left and right edge."""
    if not rows:
        return []
    left = min(row[0]["x0"] for row in rows)
    right = max(row[-1]["x1"] for row in rows)
    lines = (_line(row, page, column, left, right) for row in rows)
    return [line for line in lines if line.text]


def _line(row: Sequence[Word], page: int, column: int, left: float, right: float) -> Line:
    size = _main_size(row)
    words = [word for word in row if not _is_note_number(word, size, len(row))]
    text = ""
    bold_start, still_bold = 0, True
    for before, word in pairwise([None, *words]):
        assert word is not None
        gap = before is not None and word["x0"] - before["x1"] > SHARE_OF_SPACE * word["size"]
        piece = (" " if gap else "") + word["text"].translate(LIGATURES)
        still_bold = still_bold and _is_bold(word)
        bold_start += len(piece) if still_bold else 0
        text += piece
    bold = bool(words) and all(_is_bold(word) for word in words)
    return Line(
        text.strip(), size, bold, bold_start, row[0]["x0"], row[-1]["x1"],
        min(word["top"] for word in row), max(word["bottom"] for word in row), page, left, right, column,
    )  # fmt: skip


def _main_size(row: Sequence[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in row:
        size = round(float(word["size"]) * 2) / 2
        sizes[size] = sizes.get(size, 0) + len(word["text"])
    return max(sizes, key=lambda size: (sizes[size], size))


def _is_note_number(word: Word, size: float, words: int) -> bool:
    return words > 1 and word["size"] <= NOTE_SIZE * size and word["text"].isdigit() and len(word["text"]) <= 3


def _is_bold(word: Word) -> bool:
    return bool(BOLD.search(word["fontname"] or ""))
