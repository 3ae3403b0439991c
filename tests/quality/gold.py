"""The passages of ``tests/cases/claims`` and their claims, as documents like those that a reader makes.

A passage becomes a small document: its headings, its lead-in, its caption and the label of its row stand before it as they
would on the page, so that whatever takes its actors from above finds them there. The passage is the last block.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from comity import claims, language, link, reference
from comity.model import Block, BlockKind, Cell, Document, Reading

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "claims"
SPLITS = ("dev", "kept")
_KINDS = {"sentence": BlockKind.PARAGRAPH, "bullet": BlockKind.BULLET, "cell": BlockKind.CELL}


@dataclass(frozen=True)
class GoldClaim:
    """One row of a claims file, and for several domains one of them; identifiers as in the graph."""

    passage: str
    subject: str
    relation: str
    object: str
    domain: str
    modality: str
    negated: bool
    when: str
    quantity: str
    attributed_to: str
    core: bool
    words: str


@dataclass(frozen=True)
class GoldPassage:
    """One row of a passages file with its claims."""

    id: str
    split: str
    style: str
    section: tuple[str, ...]
    lead_in: str
    label: str
    column_header: str
    caption: str
    kind: str
    text: str
    claims: tuple[GoldClaim, ...] = ()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def gold_claims(split: str) -> Iterator[GoldClaim]:
    """The rows of a claims file, one for each domain."""
    for row in _rows(f"{split}-claims.tsv"):
        for domain in row["domain"].split(";"):
            yield GoldClaim(
                row["passage"], row["subject"], row["relation"], row["object"], f"domain:{domain}" if domain else "",
                row["modality"], row["negated"] == "yes", row["when"], row["quantity"], row["attributed_to"],
                row["tier"] == "core", row["words"],
            )  # fmt: skip


@cache
def passages(split: str) -> tuple[GoldPassage, ...]:
    """The passages of "dev" or "kept" with their claims, in the order of the file."""
    by_passage: defaultdict[str, list[GoldClaim]] = defaultdict(list)
    for claim in gold_claims(split):
        by_passage[claim.passage].append(claim)
    return tuple(
        GoldPassage(
            row["id"], row["split"], row["style"], tuple(part for part in row["section"].split(" > ") if part), row["lead_in"],
            row["label"], row["column_header"], row["caption"], row["kind"], row["text"], tuple(by_passage[row["id"]]),
        )
        for row in _rows(f"{split}-passages.tsv")
    )  # fmt: skip


def digests() -> dict[str, str]:
    """SHA-256 of each of the four case files, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("*.tsv"))}


@dataclass
class _Page:
    """A document in the making: blocks one under the other, with an empty line between them."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(
        self,
        kind: BlockKind,
        text: str,
        section: tuple[str, ...] = (),
        lead_in: str = "",
        label: str = "",
        label_end: int = 0,
        level: int = 0,
        cell: Cell | None = None,
    ) -> None:
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self.text += text
        number = len(self.blocks)
        self.blocks.append(Block(number, kind, start, len(self.text), text, (), section, lead_in, label, label_end, level, cell))


def document(passage: GoldPassage) -> Document:
    """The passage under its headings, lead-in, caption and row label; the passage is the last block."""
    page = _Page()
    section: tuple[str, ...] = ()
    # a caption is a line of its own over the table, which readers take for its heading
    for heading in (*passage.section, *([passage.caption] if passage.caption else [])):
        page.add(BlockKind.HEADING, heading, section, level=len(section) + 1)
        section = (*section, heading)
    if passage.lead_in:
        page.add(BlockKind.PARAGRAPH, passage.lead_in, section)
    kind = _KINDS[passage.kind]
    if kind is BlockKind.CELL:
        caption = passage.caption or passage.lead_in
        if passage.label:
            first = Cell(0, 0, 0, passage.label, "", caption)
            page.add(kind, passage.label, section, passage.lead_in, passage.label, cell=first)
        cell = Cell(0, 0, 1, passage.label, passage.column_header, caption)
        page.add(kind, passage.text, section, passage.lead_in, passage.label, cell=cell)
    elif kind is BlockKind.BULLET:
        label_end = len(passage.label) + len(": ") if passage.label else 0
        page.add(kind, passage.text, section, passage.lead_in, passage.label, label_end, level=1)
    else:
        page.add(kind, passage.text, section)
    return Document(f"document:{passage.id}", f"{passage.id}.txt", "text/plain", "", page.text, tuple(page.blocks))


@cache
def readings(split: str) -> tuple[Reading, ...]:
    """What extraction makes of the passages of a split, in their order; all parsed in one batch, once a process."""
    known = reference.load()
    parsed = language.parse_documents([document(passage) for passage in passages(split)])
    return tuple(claims.extract(link.link_document(page, parses, known)) for page, parses in parsed)
