"""Evidence and texts as columns: what the page shows under a claim, and the documents it can be read in.

Quotes are not stored: they are slices of the documents' texts, which the page holds for reading anyway. Offsets are
turned from code points into UTF-16 units, which is what JavaScript counts.

Where the page is asked to keep its evidence beside it, texts and the details of evidence go into parts, each a script that
hands its contents over: a script loads from a folder on disk, where a page may not fetch.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from comity.model import BlockKind, Contents, Evidence, LedgerEntry

Columns = dict[str, Any]
Count = Callable[[int], int]

ROLES = {"subject": 0, "relation": 1, "object": 2}
BLOCK_KINDS = tuple(BlockKind)

PART = 1_500_000
"""Characters of text after which a part of the evidence is closed: read from disk and parsed in about 50 ms, and few enough
parts for a folder (a million op-eds of 6,000 characters make 4,000)."""

DETAILS = ("start", "length", "section", "rule", "confidence", "marks")
"""What is known of every evidence."""

SPARSE = ("resolved", "quote", "cell")
"""What is known of some, by number."""


@dataclass(frozen=True, slots=True)
class EvidenceData:
    """Evidence in the order of the claims, and the documents' texts with their blocks."""

    documents: list[int]
    details: Columns
    texts: tuple[str, ...]
    blocks: list[list[int]]


class StringTable:
    """Strings by number, each kept once, in the order of first use; the empty string is number 0."""

    def __init__(self) -> None:
        self.strings: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """Number of the string, new or known."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.strings)
            self.strings.append(text)
        return found


def evidence_data(contents: Contents, index: dict[str, int], strings: StringTable) -> EvidenceData:
    """Evidence in the order of the claims; ``quote`` is set only where the text does not hold it.

    Args:
        contents: the graph.
        index: document identifier → position in the list of documents.
        strings: where texts that may come again are kept.
    """
    documents: list[int] = []
    details: Columns = {name: [] for name in DETAILS} | {name: {} for name in SPARSE}
    starts, lengths, sections, rules, confidences, marks = (details[name] for name in DETAILS)
    counts = [utf16_offsets(document.text) for document in contents.documents]
    for assembled in contents.claims:
        for one in assembled.evidence:
            number = len(documents)
            place = index.get(one.document, -1)
            count = counts[place] if place >= 0 else None
            text = contents.documents[place].text if place >= 0 else ""
            start = count(one.start) if count else one.start
            if text[one.start : one.end] != one.quote:
                details["quote"][str(number)] = strings.number(one.quote)
            documents.append(place)
            starts.append(start)
            lengths.append((count(one.end) if count else one.end) - start)
            sections.append(strings.number(one.section))
            rules.append(strings.number(one.rule or one.extractor))
            confidences.append(round(one.confidence * 100))
            marks.append(_marks(one, count))
            if one.resolved:
                details["resolved"][str(number)] = [strings.number(reason) for reason in one.resolved]
            if one.cell is not None:
                cell = one.cell
                words = map(strings.number, (cell.caption, cell.row_label, cell.column_header))
                at, to = map(count, one.place) if count else one.place
                details["cell"][str(number)] = [cell.table, *words, at, to - at]
    texts = tuple(document.text for document in contents.documents)
    return EvidenceData(documents, details, texts, _blocks(contents.ledger, index, counts, strings))


def _marks(evidence: Evidence, count: Count | None) -> list[int]:
    """Marks inside the quote as (role, start in the quote, length), flattened, by start; later overlaps are left out."""
    base, flat, reached = count(evidence.start) if count else evidence.start, list[int](), 0
    for role, start, end in sorted(evidence.marks, key=_place):
        if role in ROLES and evidence.start <= start < end <= evidence.end:
            first, last = (count(start) - base, count(end) - base) if count else (start - base, end - base)
            if first >= reached:
                reached = last
                flat += (ROLES[role], first, last - first)
    return flat


def _place(mark: tuple[str, int, int]) -> tuple[int, int]:
    return mark[1], mark[2]


def utf16_offsets(text: str) -> Count | None:
    """Function from code point offsets to UTF-16 offsets; none for texts without astral characters, where they are the same."""
    if not text or max(text) <= "\uffff":
        return None
    astral = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)


def _blocks(
    ledger: Sequence[LedgerEntry], index: dict[str, int], counts: list[Count | None], strings: StringTable
) -> list[list[int]]:
    """For each document its sentences, bullets and cells as (start, length, kind, why there is no claim), flattened."""
    blocks: list[list[int]] = [[] for _ in counts]
    kinds = {kind: number for number, kind in enumerate(BLOCK_KINDS)}
    for entry in sorted(ledger, key=lambda entry: (entry.document, entry.start, entry.end)):
        place = index.get(entry.document, -1)
        if place >= 0:
            count = counts[place] or int
            start = count(entry.start)
            reason = strings.number("" if entry.claims else entry.reason)
            blocks[place] += (start, count(entry.end) - start, kinds[entry.kind], reason)
    return blocks


# --- beside the page ----------------------------------------------------------------------------------------------


def parts(data: EvidenceData) -> tuple[list[int], list[Columns]]:
    """The part each document is in, and the parts: texts, blocks and details of the evidence from some documents each."""
    part_of: list[int] = []
    size, number = 0, 0
    for text in data.texts:
        if size > PART:
            size, number = 0, number + 1
        size += len(text)
        part_of.append(number)
    members: list[list[int]] = [[] for _ in range(number + 1)]
    for evidence, document in enumerate(data.documents):
        members[part_of[document] if document >= 0 else 0].append(evidence)
    return part_of, [_part(data, part_of, place, own) for place, own in enumerate(members)]


def _part(data: EvidenceData, part_of: list[int], place: int, members: list[int]) -> Columns:
    documents = [document for document, part in enumerate(part_of) if part == place]
    part: Columns = {
        "documents": documents,
        "texts": [data.texts[document] for document in documents],
        "blocks": [data.blocks[document] for document in documents],
        "evidence": members,
    }
    for name in DETAILS:
        part[name] = [data.details[name][evidence] for evidence in members]
    for name in SPARSE:
        known = data.details[name]
        part[name] = {str(evidence): known[str(evidence)] for evidence in members if str(evidence) in known}
    return part


def part_names(written: Sequence[str]) -> Iterator[str]:
    """Names of the parts by their contents, so that a page never reads another one's."""
    for place, text in enumerate(written):
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        yield f"{place + 1}-{digest[:12]}.js"
