"""Reading text of a block: white space folded, marks left out, glued sentences taken apart, each character placed.

Nothing here touches the canonical text. A reading text comes with *runs*, pairs of (reading offset, canonical offset):
from each pair on the two go in step. A space that was put in between two glued sentences has the place of the
character before it, so places never run backwards.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from comity.read.parts import Span

Run = tuple[int, int]
Edit = tuple[int, int, str]

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f"
"""Soft hyphen, zero-width and bidirectional marks, control characters: they stand for nothing that is read."""

PLAIN = r"\w .,;:'\"()’“”–—/?!%$-"
SPOT = re.compile(rf"[^{PLAIN}]|(?<= ) ")
MARKED_SPOT = re.compile(rf"[^{PLAIN}]|_|!(?=\[)|(?<= ) ")
"""Where something but plain text may begin: passing over the rest in one sweep is what makes reading fast."""

BARE = re.compile(
    rf"""(?P<drop>[{INVISIBLE}]+(?:(?<=\u00ad)[ \t]*\r?\n\s*)?)
    | (?P<space>[^\S ]\s*)
    | (?P<note>(?<=\S)\[(?:\d{{1,3}}(?:[,–-][ ]?\d{{1,3}}){{0,5}}|note[ ]\d{{1,3}}|citation[ ]needed)\](?!\())
    | (?P<spaces>[ ]\s*)""",
    re.VERBOSE,
)
"""Folding, for canonical texts that we wrote ourselves."""

MARKED = re.compile(
    BARE.pattern.replace(
        "(?P<note>",
        r"""(?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<image>!\[[^\]\n]{0,300}\]\([^()\s]{0,2000}\))
    | (?P<foot>\[\^[^\]\s]{1,40}\])
    | (?P<open>\[(?=[^\[\]]{1,500}\](?:\(|\[[^\]\n]{0,80}\])))
    | (?P<close>\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:[ ]"[^"\n]{0,300}")?\)|\[[^\]\n]{0,80}\]))
    | (?P<auto><https?://[^<>\s]{1,2000}>)
    | (?P<break><br[ ]?/?>)
    | (?P<tag></?[a-zA-Z][^<>\n]{0,300}>|<!--[^<>]{0,1000}-->)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)
    | (?P<code>(?<!`)`(?:[^`\sINVISIBLE]|[ ](?![ ])){1,300}`(?!`))
    | (?P<marks>\*{2,3}|`+|~~)
    | (?P<star>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))
    | (?P<lines>(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w))
    | (?P<note>""".replace("INVISIBLE", INVISIBLE),
    ),
    re.VERBOSE,
)
"""Folding and Markdown marks. Every repetition is bounded, so that hostile text costs no more than its length."""

MARK = re.compile(r"[.?!,;:”’)](?=[^\s\d])")
GLUED = re.compile(
    r"""(?<=[^\W\d_A-Z]{2})[.](?=[A-Z][a-z]|[“‘]|[AI][ ])    # ties.Why, ties.A summit
    |   (?<=[A-Z]{2}|.[)”’%\d])[.](?=[A-Z][a-z]|[“‘])        # (SCO).As, NATO.The, 2024.The
    |   (?<=[\w)”’])[?!](?=[A-Z][a-z]|[“‘]|[AI][ ])          # happened?On
    |   (?<=[.?!])[”’)](?=[A-Z][a-z])                        # done.”The
    |   (?<=[^\W\d_]{2}),(?=[^\W\d_]{2})                     # trade,particularly
    |   (?<=\d),(?=[A-Za-z]{2})                              # 2019,the
    |   (?<=[^\W\d_A-Z]{2});(?=[A-Za-z]{2})
    |   (?<=[^\W\d_A-Z]{2}):(?=[A-Z][a-z])""",
    re.VERBOSE,
)
"""Where a space is missing after a mark. One letter before a full stop is an initial or part of "U.S.", so two are asked for."""

NAME_OF_A_FILE = re.compile(r"://|@|www\.|\.(?:com|org|net|gov|edu|int|info|pdf|docx?|xlsx?|csv|txt|html?|md)\b", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Inline:
    """A reading text with its runs; without runs it goes in step with the canonical text from ``start`` on."""

    text: str
    runs: tuple[Run, ...]
    start: int

    def canonical(self, offset: int) -> int:
        """Canonical offset of a reading offset."""
        if not self.runs:
            return self.start + offset
        reading, canonical = self.runs[max(bisect_right(self.runs, (offset, 1 << 62)) - 1, 0)]
        return canonical + offset - reading

    def reading(self, canonical: int) -> int:
        """First reading offset whose character stands at the canonical offset or after it."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.canonical(middle) < canonical:
                low = middle + 1
            else:
                high = middle
        return low


def read_inline(text: str, spans: Iterable[Span], *, markup: bool) -> Inline:
    """Reading text of the slices of a canonical text, joined by single spaces.

    Args:
        text: the canonical text.
        spans: ascending slices of it.
        markup: leave out Markdown marks, tags and the addresses of links.
    """
    spans = tuple(spans)
    writer = _Writer()
    before = -1
    for start, end in spans:
        if before >= 0:
            writer.write(" ", before)
        _fold(writer, text, start, end, MARKED if markup else BARE)
        before = end
    inline = writer.finish(spans[0][0] if spans else 0)
    return _take_apart(inline)


class _Writer:
    """Collects chunks of reading text and notes where they stop going in step with the canonical text."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.shift: int | None = None
        self.after_space = True

    def write(self, chunk: str, canonical: int) -> None:
        if self.after_space and chunk.startswith(" "):
            chunk = chunk[1:]
            canonical += 1
        if not chunk:
            return
        if canonical - self.length != self.shift:
            self.shift = canonical - self.length
            self.runs.append((self.length, canonical))
        self.chunks.append(chunk)
        self.length += len(chunk)
        self.after_space = chunk.endswith(" ")

    def finish(self, start: int) -> Inline:
        text = "".join(self.chunks).rstrip(" ")
        runs = tuple(run for run in self.runs if run[0] < len(text))
        if not runs:
            return Inline(text, (), start)
        return Inline(text, () if runs == ((0, start),) else runs, start)


def _fold(writer: _Writer, text: str, start: int, end: int, pattern: re.Pattern[str]) -> None:
    at = start
    for edit_start, edit_end, replacement in _edits(text, start, end, pattern):
        writer.write(text[at:edit_start], at)
        writer.write(replacement, edit_start)
        at = edit_end
    writer.write(text[at:end], at)


def _edits(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Edit]:
    spots = MARKED_SPOT if pattern is MARKED else SPOT
    until = start
    for spot in spots.finditer(text, start, end):
        if spot.start() < until:
            continue
        match = pattern.match(text, spot.start(), end)
        if match is None:
            continue
        at, until = match.span()
        match match.lastgroup:
            case "space" if _divides_a_word(text, at, until, start, end):
                yield (at - 1, until, "") if _is_one_word(text, at - 1, until) else (at, until, "")
            case "space" | "spaces" | "break":
                yield at, until, " "
            case "escape":
                yield at, at + 1, ""
            case "auto" | "code":
                yield at, at + 1, ""
                yield until - 1, until, ""
            case "entity":
                character = unescape(match.group())
                if len(character) == 1:
                    yield at, until, " " if character.isspace() else character
            case "lines":
                if "://" not in _token(text, at):
                    yield at, until, ""
            case _:
                yield at, until, ""


def _divides_a_word(text: str, at: int, until: int, start: int, end: int) -> bool:
    """True for a line break between a hyphen with a letter before it and another letter."""
    if at - 2 < start or until >= end or text[at - 1] not in "-\u2010" or "\n" not in text[at:until]:
        return False
    return text[at - 2].isalpha() and text[until].isalpha()


def _is_one_word(text: str, at: int, until: int) -> bool:
    """True when the hyphen at a line's end only breaks a word ("coop-eration"), false when it belongs ("long-term").

    The document decides: a form that it uses elsewhere is right. A capital after the hyphen keeps it; otherwise it goes.
    """
    left_start = at
    while left_start > 0 and at - left_start < 40 and text[left_start - 1].isalpha():
        left_start -= 1
    right_end = until
    while right_end < len(text) and right_end - until < 40 and text[right_end].isalpha():
        right_end += 1
    left, right = text[left_start:at].casefold(), text[until:right_end].casefold()
    if text[until].isupper():
        return False
    words = _words(text)
    return left + right in words or f"{left}-{right}" not in words


@lru_cache(maxsize=1)
def _words(text: str) -> frozenset[str]:
    return frozenset(match.group().casefold().replace("\u2010", "-") for match in LETTERS.finditer(text))


def _token(text: str, at: int) -> str:
    """Characters around an offset up to white space, at most 200 either way."""
    left, right = max(at - 200, 0), at + 200
    before = re.split(r"\s", text[left:at])[-1]
    after = re.split(r"\s", text[at:right], maxsplit=1)[0]
    return before + after


def _take_apart(inline: Inline) -> Inline:
    """The same with a space where two sentences or clauses are glued together."""
    text = inline.text
    spots = [mark.start() + 1 for mark in MARK.finditer(text) if GLUED.match(text, mark.start())]
    spots = [spot for spot in spots if not NAME_OF_A_FILE.search(_clause(text, spot - 1))]
    if not spots:
        return inline
    runs = list(inline.runs or ((0, inline.start),))
    chunks: list[str] = []
    moved: list[Run] = []
    index, at = 0, 0
    for count, spot in enumerate([*spots, len(text) + 1]):
        while index < len(runs) and runs[index][0] < spot:
            moved.append((runs[index][0] + count, runs[index][1]))
            index += 1
        chunks.append(text[at:spot])
        at = spot
        if spot <= len(text):
            moved.append((spot + count, inline.canonical(spot - 1)))
            if index >= len(runs) or runs[index][0] != spot:
                moved.append((spot + count + 1, inline.canonical(spot)))
    return Inline(" ".join(chunks), _in_order(moved), inline.start)


def _clause(text: str, at: int) -> str:
    """The characters around a mark that a file name or an address would be made of: up to white space or a comma."""
    before = re.split(r"[\s,;]", text[max(at - 100, 0) : at])[-1]
    after = re.split(r"[\s,;]", text[at + 1 : at + 100], maxsplit=1)[0]
    return before + text[at] + after


def _in_order(runs: list[Run]) -> tuple[Run, ...]:
    """The runs without those that only repeat that the two texts go in step."""
    kept: list[Run] = []
    for reading, canonical in runs:
        if not kept or canonical - reading != kept[-1][1] - kept[-1][0]:
            kept.append((reading, canonical))
    return tuple(kept)
