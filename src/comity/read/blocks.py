"""Parts → blocks: reading texts, furniture, sections, lead-ins and labels, the same for every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from comity.model import Block, BlockKind
from comity.read.dates import DATE
from comity.read.forms import ENTRY
from comity.read.furniture import Piece, find_furniture
from comity.read.inline import Inline, read_inline
from comity.read.metadata import origin_in_text
from comity.read.parts import Draft, Origin, Part
from comity.read.words import NAME, clause_words, introducing_words, is_caption

LONGEST_LABEL = 9
"""Words before a colon that still title a bullet ("Procurement of High Mobility Artillery Rocket Systems" has seven).
What is longer, or holds a verb, is a sentence with a colon in it."""

LONGEST_PARENT = 6
"""Words of a bullet that is a title for those under it; longer ones say something of their own."""

DATED = re.compile(rf"(?i:{DATE}|(?:1[5-9]|20)\d\d(?:\s?[–-]\s?(?:(?:1[5-9]|20)\d\d|\d\d))?)(?=\s+[–—-]\s+\S)")
"""A date and a dash at the start of an entry of a chronology: "1951 – Treaty of Friendship signed"."""

IS_DATE = re.compile(rf"{DATE}|(?:1[5-9]|20)\d\d", re.IGNORECASE)
NEW_SENTENCE = re.compile(r"\s+[\"“‘(]?[A-Z0-9€$£¥]")

SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|No|vs))[.?!][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
EMPHASIS = re.compile(r"[_`\s]*(?:\*\*\*|\*\*|___|__)(?=\S)(.{1,300}?)[ \t]*(?:\*\*|__)", re.DOTALL)
WHOLE_EMPHASIS = re.compile(r"(?:[*_`]{2,}).{1,1000}[*_`]{2,}", re.DOTALL)
NAME_AT_START = re.compile(NAME)


@dataclass(slots=True)
class _Item:
    part: Part
    inline: Inline
    bold_end: int
    emphasised: bool
    titled: bool = False

    @property
    def text(self) -> str:
        return self.inline.text


def make_blocks(draft: Draft) -> tuple[tuple[Block, ...], Origin]:
    """The blocks of a draft in order, and what its own text says about title, author and date."""
    items = [item for part in draft.parts if (item := _item(draft, part)).text]
    _name_titled(items)
    pieces = [Piece(i.part.kind, i.text, _is_signed(i), i.emphasised) for i in items]
    found = find_furniture(pieces)
    kinds = [BlockKind.FURNITURE if reason else item.part.kind for reason, item in zip(found, items, strict=True)]
    blocks = _arrange(items, kinds)
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), "")
    return tuple(blocks), origin_in_text(pieces, found).or_else(Origin(title=title))


def _item(draft: Draft, part: Part) -> _Item:
    inline = read_inline(draft.text, part.spans, markup=draft.markup and part.kind is not BlockKind.FURNITURE)
    canonical_end, emphasised = part.bold_end, False
    if draft.markup and part.kind is not BlockKind.CELL:
        match = EMPHASIS.match(draft.text, part.start, part.end)
        canonical_end = match.end(1) if match else 0
        emphasised = bool(WHOLE_EMPHASIS.fullmatch(draft.text, part.start, part.end))
    bold_end = min(inline.reading(canonical_end), len(inline.text)) if canonical_end else 0
    return _Item(part, inline, bold_end, emphasised or (bold_end > 0 and bold_end == len(inline.text)))


def _name_titled(items: Sequence[_Item]) -> None:
    """Marks the bullets that begin with a title in bold and no mark after it ("**Energy** Supplies since 2022").

    One alone may be a name in bold with its verb; where the whole list is set so, and each goes on with a new sentence, or
    where the words in bold are a date, it is a title.
    """
    for is_list, run in groupby(items, key=lambda item: item.part.kind is BlockKind.BULLET):
        listed = list(run) if is_list else []
        opened = [bool(item.bold_end and NEW_SENTENCE.match(item.text[item.bold_end :])) for item in listed]
        whole = len(listed) > 1 and all(opened)
        for item, opens in zip(listed, opened, strict=True):
            item.titled = opens and (whole or bool(IS_DATE.fullmatch(item.text[: item.bold_end].strip())))


def _is_signed(item: _Item) -> bool:
    match = NAME_AT_START.match(item.text) if item.bold_end else None
    return match is not None and abs(match.end() - item.bold_end) <= 2


# --- sections, lead-ins, captions ---------------------------------------------------------------------------------


def _arrange(items: Sequence[_Item], kinds: Sequence[BlockKind]) -> list[Block]:
    """Blocks with their surroundings, in one walk from the top."""
    blocks: list[Block] = []
    headings: list[tuple[int, str, bool]] = []
    parents: list[tuple[int, str]] = []
    lead_in = list_lead_in = caption = ""
    table = -1
    for item, kind in zip(items, kinds, strict=True):
        part, text = item.part, item.text
        if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            headings = [heading for heading in headings if not heading[2]]
        if kind is BlockKind.HEADING:
            headings = [heading for heading in headings if heading[0] < part.level]
        section = tuple(heading for _, heading, _ in headings)
        if kind is BlockKind.CELL and part.cell is not None and part.cell.table != table:
            table = part.cell.table
            captioned = bool(blocks) and blocks[-1].text == part.cell.caption
            before = blocks[:-1] if captioned else blocks
            sentence = _introduction(before)
            lead_in = sentence if _introduces(sentence) else ""
            caption = lead_in or (sentence if before and before[-1].kind is BlockKind.HEADING else "")
        elif kind is BlockKind.BULLET:
            if not (blocks and blocks[-1].kind is BlockKind.BULLET):
                sentence = _introduction(blocks)
                list_lead_in, parents = sentence if _introduces(sentence) else "", []
            parents = [parent for parent in parents if parent[0] < part.level]
            lead_in = next((last_sentence(parent) for _, parent in reversed(parents) if parent.endswith(":")), list_lead_in)
            section += tuple(parent for _, parent in parents if _titles(parent))
            parents.append((part.level, text))
        blocks.append(_block(item, kind, len(blocks), section, lead_in, caption))
        if kind is BlockKind.HEADING:
            headings.append((part.level, text, text.endswith(":") and not part.marked))
    return blocks


def _titles(parent: str) -> bool:
    """True for a bullet that only says what the deeper ones under it are about: "India", "Border with China"."""
    words = parent.split()
    return len(words) <= LONGEST_PARENT and parent[-1] not in ".,;:!?" and parent[0].isupper() and not clause_words().search(parent)


def _block(item: _Item, kind: BlockKind, number: int, section: tuple[str, ...], lead_in: str, caption: str) -> Block:
    part, inline = item.part, item.inline
    listed = kind in (BlockKind.BULLET, BlockKind.CELL)
    cell = part.cell
    if cell is not None and not cell.caption and caption:
        cell = replace(cell, caption=caption)
    label, label_end = _label(item) if kind is BlockKind.BULLET else ("", 0)
    if kind is BlockKind.CELL and cell is not None:
        label = cell.row_label
    level = part.level if kind in (BlockKind.HEADING, BlockKind.BULLET, BlockKind.TITLE) else 0
    return Block(
        number, kind, part.start, part.end, inline.text, inline.runs, section,
        lead_in if listed else "", label, label_end, level, cell,
    )  # fmt: skip


def _introduction(blocks: Sequence[Block]) -> str:
    """Last sentence of the paragraph, or the heading, right before a list or table; bullets and furniture have none."""
    if not blocks or blocks[-1].kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return ""
    return blocks[-1].text if is_caption(blocks[-1].text) else last_sentence(blocks[-1].text)


def _introduces(sentence: str) -> bool:
    return sentence.endswith(":") or bool(introducing_words().search(sentence))


def last_sentence(text: str) -> str:
    """The words after the last full stop, question or exclamation mark that ends a sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


# --- labels -------------------------------------------------------------------------------------------------------


def _label(item: _Item) -> tuple[str, int]:
    """Title of a bullet and the offset after it: bold and parted by a mark, or short, verbless and ended by a colon."""
    text = item.text
    if item.bold_end:
        bold = text[: item.bold_end].rstrip()
        rest = text[len(bold) :]
        mark = re.match(r"\s*[:–—.]\s*|\s+-\s+", rest)
        if bold.endswith((":", ".")) or mark or not rest or item.titled:
            return bold.rstrip(" :.–—"), len(bold) + (mark.end() if mark else len(rest) - len(rest.lstrip()))
    entry = ENTRY.match(text) if item.part.dated else None
    if entry is not None:
        return entry["date"], entry.end()
    dated = DATED.match(text)
    if dated is not None:
        return dated[0], len(text) - len(re.sub(r"\A\s+[–—-]\s+", "", text[dated.end() :]))
    colon = re.compile(r":(?=\s|$)").search(text, 0, 120)
    if colon is None:
        return "", 0
    label = text[: colon.start()].strip()
    if not label or len(label.split()) > LONGEST_LABEL or re.search(r"[.?!;]\s", label) or clause_words().search(label):
        return "", 0
    return label, len(text) - len(text[colon.end() :].lstrip())
