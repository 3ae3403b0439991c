"""The coverage ledger for readers: which sentences, bullets and cells gave claims, and why the others did not."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from comity.model import BlockKind, Contents, Document, LedgerEntry

READ = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL)
"""Kinds of block that may hold claims; titles, headings and furniture are counted apart."""

Words = Mapping[str, str]
"""Claim → its wording on one line."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a document gave claims, or of all of them where ``document`` is "".

    Attributes:
        document: its identifier.
        file_name: its file name, or "all documents".
        kinds: kind of block → (passages that gave claims, passages), for paragraphs (by sentence), bullets and cells.
        reasons: reason → passages that gave none for it, most frequent first.
        apart: titles, headings and furniture.
    """

    document: str
    file_name: str
    kinds: dict[BlockKind, tuple[int, int]]
    reasons: dict[str, int]
    apart: int

    @property
    def read(self) -> int:
        """Passages that gave claims."""
        return sum(gave for gave, _ in self.kinds.values())

    @property
    def passed(self) -> int:
        """Passages that gave none."""
        return sum(number - gave for gave, number in self.kinds.values())

    @property
    def share(self) -> float:
        """Passages that gave claims, as a share of all from 0 to 1; 0 where there is none."""
        return self.read / (self.read + self.passed) if self.read + self.passed else 0.0


def tally(contents: Contents, documents: Collection[str] = ()) -> tuple[Tally, ...]:
    """A tally of each document (of those named, or of all), sorted by identifier, and at the end their sum."""
    chosen = [document for document in contents.documents if not documents or document.id in documents]
    by_document: dict[str, list[LedgerEntry]] = {document.id: [] for document in chosen}
    for entry in contents.ledger:
        if entry.document in by_document:
            by_document[entry.document].append(entry)
    tallies = [_tally(document.id, document.file_name, by_document[document.id]) for document in chosen]
    return (*tallies, _tally("", "all documents", [entry for entries in by_document.values() for entry in entries]))


def _tally(document: str, name: str, entries: Sequence[LedgerEntry]) -> Tally:
    kinds = {}
    for kind in READ:
        these = [entry for entry in entries if entry.kind is kind]
        kinds[kind] = (sum(bool(entry.claims) for entry in these), len(these))
    reasons = Counter(entry.reason for entry in entries if entry.kind in READ and not entry.claims)
    ordered = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    return Tally(document, name, kinds, ordered, sum(entry.kind not in READ for entry in entries))


# --- as a table, as JSON ------------------------------------------------------------------------------------------


def as_table(tallies: Sequence[Tally]) -> str:
    """The tallies as columns of text: claims/passages for each kind, and below the reasons for what gave none."""
    header = ("document", "sentences", "bullets", "cells", "all", "share")
    rows = [header, *(_cells(one) for one in tallies)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = []
    for row in rows:
        first, *rest = (
            cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *rest]).rstrip())
    total = tallies[-1]
    lines += ["", f"Passages that gave claims / passages. {total.apart} headings and pieces of page furniture are not counted.", ""]
    lines += ["Why the others gave none:", *(f"{number:>7}  {reason}" for reason, number in total.reasons.items())]
    return "\n".join(lines) + "\n"


def _cells(one: Tally) -> tuple[str, ...]:
    kinds = (f"{gave}/{number}" for gave, number in one.kinds.values())
    return (_plain(one.file_name), *kinds, f"{one.read}/{one.read + one.passed}", f"{one.share:.0%}")


def as_json(tallies: Sequence[Tally]) -> str:
    """The tallies as a JSON list of objects, the sum last."""
    return json.dumps([_record(one) for one in tallies], ensure_ascii=False, indent=1) + "\n"


def _record(one: Tally) -> dict[str, Any]:
    kinds = {kind.value: {"with_claims": gave, "passages": number} for kind, (gave, number) in one.kinds.items()}
    return {
        "document": one.document or None, "file": one.file_name, "with_claims": one.read, "without": one.passed,
        "kinds": kinds, "reasons": one.reasons, "headings_and_furniture": one.apart,
    }  # fmt: skip


# --- one document, passage by passage -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document: a passage of the ledger, or (``entry`` None) what lies between two of them."""

    text: str
    start: int
    end: int
    entry: LedgerEntry | None = None


def units(contents: Contents, document: Document) -> Iterator[Unit]:
    """The whole text of a document in order, cut into the passages of the ledger and what lies between them."""
    at = 0
    for entry in sorted((one for one in contents.ledger if one.document == document.id), key=lambda one: (one.start, one.end)):
        start = max(entry.start, at)
        if start > at:
            yield Unit(document.text[at:start], at, start)
        if entry.end > start:
            yield Unit(document.text[start : entry.end], start, entry.end, entry)
        at = max(at, entry.end)
    if at < len(document.text):
        yield Unit(document.text[at:], at, len(document.text))


def document_text(contents: Contents, document: Document, words: Words) -> str:
    """The passages of a document with the claims of each, or the reason why there are none, as lines of text."""
    lines = [_plain(document.file_name), ""]
    for unit in units(contents, document):
        if unit.entry is None:
            continue
        lines.append(f"{unit.start}-{unit.end} {unit.entry.kind.value}: {_plain(unit.text)}")
        lines += [f"    + {words.get(claim, claim)}  {claim}" for claim in unit.entry.claims]
        lines += [] if unit.entry.claims else [f"    - {unit.entry.reason}"]
    return "\n".join(lines) + "\n"


def document_json(contents: Contents, document: Document, words: Words) -> str:
    """The passages of a document with their claims or reasons, as a JSON object."""
    passages = [
        {"start": unit.start, "end": unit.end, "kind": unit.entry.kind.value, "text": unit.text,
         "claims": [{"id": claim, "wording": words.get(claim, "")} for claim in unit.entry.claims], "reason": unit.entry.reason}
        for unit in units(contents, document) if unit.entry
    ]  # fmt: skip
    record = {"document": document.id, "file": document.file_name, "passages": passages}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _plain(text: str) -> str:
    """Text on one line without control characters, which could steer a terminal."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


# --- as a page ----------------------------------------------------------------------------------------------------


def page(contents: Contents, words: Words, documents: Collection[str] = ()) -> str:
    """One HTML page that holds everything it needs and fetches nothing: tallies, and each document's text, marked.

    Args:
        contents: the graph.
        words: claim → wording.
        documents: identifiers of the documents to show; all when left out.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("comity.claims", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template("coverage.css").render()
    tallies = tally(contents, documents)
    shown = [document for document in contents.documents if not documents or document.id in documents]
    return environment.get_template("coverage.html.j2").render(
        title=f"Coverage of {shown[0].file_name}" if len(shown) == 1 else "Coverage",
        style=style,
        style_hash=b64encode(sha256(style.encode("utf-8")).digest()).decode(),
        tallies=tallies if len(shown) > 1 else tallies[:1],
        rows=[_cells(one) for one in (tallies if len(shown) > 1 else tallies[:1])],
        documents=[(document, list(units(contents, document))) for document in shown],
        words=words,
        open_all=len(shown) == 1,
    )
