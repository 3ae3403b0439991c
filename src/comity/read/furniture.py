"""Furniture: what is on the page but not of the text, told by the rows of ``furniture.tsv`` and a few looks.

A state may be the director of nothing, yet "X is the director of …" ends many op-eds as content. So a line about a
person is an author box only at the very end, and only when it names a trade of writers or is set off as a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.model import BlockKind
from comity.read.words import NAME, Where, any_rule, longest, rules

BODY = 25
"""Words that make a paragraph body text: standfirsts, bylines and captions of the documents tried stay below."""

JOIN = re.compile(r"[a-z][A-Z]")
CRUMBS = re.compile(r"[^>»›|]{1,30}(?: [>»›] [^>»›|]{1,30}){2,}|[^|]{1,25}(?: ?\| ?[^|]{1,25}){3,}")
NAME_LINE = re.compile(rf"{NAME}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
QUOTE_LENGTH = 8
"""Words from which an emphasised line that the text holds as well is a pull quote, not a heading."""

MOST_QUOTES = 50
"""Pull quotes looked for in one document; each is sought in the whole text, and magazines set one or two a page."""

LAST_BLOCKS = 30
"""Blocks above the end that may belong to author boxes; a collective statement's list of authors has reached 20."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is judged of a block: kind, reading text, whether it is emphasised at its start or as a whole."""

    kind: BlockKind
    text: str
    bold_name: bool = False
    emphasised: bool = False

    @property
    def words(self) -> int:
        """Number of words, counted by the spaces between them."""
        return self.text.count(" ") + 1


def find_furniture(pieces: Sequence[Piece]) -> list[str]:
    """For each piece the kind of furniture it is ("byline", "navigation" …), or "" for text."""
    found = [_anywhere(piece) for piece in pieces]
    _start(pieces, found)
    _lists(pieces, found)
    _rest(pieces, found)
    _pull_quotes(pieces, found)
    _end(pieces, found)
    return found


def looks_like_furniture(line: str) -> bool:
    """True for a line that is furniture at the beginning of a text, whatever comes after it."""
    piece = Piece(BlockKind.PARAGRAPH, line)
    return bool(_anywhere(piece) or _matching(piece, "start"))


def _matching(piece: Piece, where: Where) -> str:
    words = piece.words
    if words > longest(where) or not any_rule(where).fullmatch(piece.text):
        return ""
    return next((rule.kind for rule in rules()[where] if words <= rule.words and rule.pattern.fullmatch(piece.text)), "")


def _anywhere(piece: Piece) -> str:
    if piece.kind is BlockKind.FURNITURE:
        return "drawn"
    if piece.kind is BlockKind.CELL:
        return _matching(piece, "cell")
    if not any(character.isalnum() for character in piece.text):
        return "drawn"
    if piece.kind is BlockKind.TITLE:
        return ""
    kind = _matching(piece, "anywhere")
    if piece.kind is BlockKind.BULLET:
        return kind if kind not in ("tags", "disclaimer", "credit") else ""
    return kind or _navigation(piece)


def _navigation(piece: Piece) -> str:
    """Tags run together ("EnergyTradeAsia"), breadcrumbs and bare addresses."""
    if piece.words > 40 or piece.text[-1] in ".!?:;":
        return ""
    joins = len(JOIN.findall(piece.text))
    if joins >= 3 and joins * 2 >= piece.words and "," not in piece.text:
        return "navigation"
    if CRUMBS.fullmatch(piece.text) or ADDRESS.fullmatch(piece.text):
        return "navigation"
    return ""


def _start(pieces: Sequence[Piece], found: list[str]) -> None:
    """Bylines and datelines before the first paragraph of body text."""
    for at, piece in enumerate(pieces):
        if found[at]:
            continue
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET):
            found[at] = _matching(piece, "start") if piece.kind is not BlockKind.BULLET else ""
        if (piece.kind is BlockKind.PARAGRAPH and piece.words >= BODY and not found[at]) or piece.kind is BlockKind.CELL:
            return


def _lists(pieces: Sequence[Piece], found: list[str]) -> None:
    """Headings of link and reference lists, with the list after them."""
    inside = ""
    for at, piece in enumerate(pieces):
        kind = "" if found[at] else _matching_heading(piece, "list")
        if kind:
            inside = found[at] = kind
        elif inside and _of_a_list(piece):
            found[at] = found[at] or inside
        elif not found[at]:
            inside = ""


def _matching_heading(piece: Piece, where: Where) -> str:
    return _matching(piece, where) if piece.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else ""


def _of_a_list(piece: Piece) -> bool:
    if piece.kind is BlockKind.BULLET:
        return True
    short = piece.words <= 40 or bool(re.match(r"\[?\d{1,3}\]?[. ]|\^", piece.text)) or bool(ADDRESS.search(piece.text))
    return piece.kind is BlockKind.PARAGRAPH and short


def _rest(pieces: Sequence[Piece], found: list[str]) -> None:
    """Comment forms and author sections: they take all that follows, once there was body text."""
    seen_body = False
    for at, piece in enumerate(pieces):
        kind = _matching_heading(piece, "rest") if seen_body else ""
        if kind:
            for later in range(at, len(pieces)):
                found[later] = found[later] or kind
            return
        seen_body = seen_body or (not found[at] and piece.kind is not BlockKind.TITLE and piece.words >= BODY)


def _pull_quotes(pieces: Sequence[Piece], found: list[str]) -> None:
    """Emphasised lines that repeat words of a longer paragraph."""
    emphasised = [at for at, piece in enumerate(pieces) if piece.emphasised and not found[at] and piece.words >= QUOTE_LENGTH]
    for at in emphasised[:MOST_QUOTES]:
        piece = pieces[at]
        words = piece.text.strip("“”\"'‘’ .…")
        others = (other.text for n, other in enumerate(pieces) if n != at and not found[n])
        if any(words in text and len(text) > len(piece.text) for text in others):
            found[at] = "pull-quote"


# --- the end ------------------------------------------------------------------------------------------------------


def _end(pieces: Sequence[Piece], found: list[str]) -> None:
    """Author boxes and what belongs to them, walking up from the end to the last block of text."""
    reasons: dict[int, str] = {}
    at, tried = len(pieces) - 1, 0
    while at > 0 and tried < LAST_BLOCKS:
        tried += not found[at]
        reason = found[at] or _ending(pieces, at)
        if not reason:
            break
        reasons[at] = reason
        at -= 1
    signed = False
    kept: dict[int, str] = {}
    for at in sorted(reasons):
        reason = reasons[at]
        if reason == "signed" and not (signed or pieces[at].bold_name or _is_known(pieces, found, at)):
            kept.clear()
            signed = False
            continue
        signed = signed or reason in ("drawn", "name", "author-box", "signed")
        kept[at] = "author-box" if reason in ("signed", "name") else reason
    _drop_lonely_names(pieces, reasons, kept)
    for at, reason in kept.items():
        found[at] = found[at] or reason


def _ending(pieces: Sequence[Piece], at: int) -> str:
    """Why a block may be furniture at the end: a rule's kind, "signed" and "name" with evidence still to come."""
    piece = pieces[at]
    if piece.kind in (BlockKind.TITLE, BlockKind.CELL):
        return ""
    if _continues_bracket(pieces, at):
        return "author-box"
    kind = _matching(piece, "end")
    if kind == "author-box" and (person := _person(piece.text)) and _is_subject(pieces, at, person):
        return "signed" if piece.bold_name else ""
    if kind:
        return kind
    if _matching(piece, "signed") and not _is_subject(pieces, at, _person(piece.text)):
        return "signed"
    if piece.words <= 5 and piece.kind is not BlockKind.BULLET and NAME_LINE.fullmatch(piece.text):
        return "name"
    return ""


def _continues_bracket(pieces: Sequence[Piece], at: int) -> bool:
    """True for the second half of "(The writer is …)" that a stray blank line cut in two."""
    text, before = pieces[at].text, pieces[at - 1]
    if not text.rstrip(".").endswith(")") or text.count(")") <= text.count("("):
        return False
    return before.text.startswith("(") and before.text.count("(") > before.text.count(")") and bool(_matching(before, "end"))


def _person(text: str) -> str:
    match = NAME_LINE.match(text.lstrip("("))
    return match.group() if match else ""


def _is_subject(pieces: Sequence[Piece], at: int, person: str) -> bool:
    """True when the text speaks about the person: a surname in body text before means content, not a signature."""
    surname = person.split()[-1] if person else ""
    pattern = re.compile(rf"\b{re.escape(surname)}\b") if surname else None
    return pattern is not None and any(piece.words >= BODY and pattern.search(piece.text) for piece in pieces[:at])


def _is_known(pieces: Sequence[Piece], found: Sequence[str], at: int) -> bool:
    """True when a byline names the person the block is about."""
    person = _person(pieces[at].text)
    return bool(person) and any(kind == "byline" and person in piece.text for kind, piece in zip(found, pieces, strict=True))


def _drop_lonely_names(pieces: Sequence[Piece], reasons: dict[int, str], kept: dict[int, str]) -> None:
    """A name on a line of its own is furniture when it repeats, or stands over an author box."""
    for at in sorted((n for n in kept if reasons[n] == "name"), reverse=True):
        below = kept.get(at + 1, "")
        repeated = any(reasons.get(n) == "name" and pieces[n].text == pieces[at].text for n in (at - 1, at + 1))
        if not repeated and below != "author-box":
            for above in [n for n in kept if n <= at and reasons[n] in ("name", "signed")]:
                del kept[above]
