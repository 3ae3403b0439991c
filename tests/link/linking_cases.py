"""Rows of ``tests/cases/linking`` judged against what linking makes of their texts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity import language, link, reference
from comity.link import LinkedDocument, LinkedSpan
from comity.model import Block, BlockKind, Document
from comity.vocabulary import EntityKind

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "linking"
NEW_KINDS = {
    "group": EntityKind.GROUP,
    "organization": EntityKind.ORGANIZATION,
    "person": EntityKind.PERSON,
    "state": EntityKind.STATE,
    "agreement": EntityKind.AGREEMENT,
    "event": EntityKind.EVENT,
    "project": EntityKind.PROJECT,
    "place": EntityKind.PLACE,
}
OF_STATES = frozenset({"organ of state", "leader for state", "dyad"})
_POSSESSIVE = re.compile(r"(['’]s?)$")


@dataclass(frozen=True)
class Case:
    """One mention and what a careful reader takes it for."""

    id: str
    text: str
    mention: str
    occurrence: int
    expected: str
    kind: str
    note: str

    @property
    def slice(self) -> tuple[int, int]:
        """Where the mention stands in the text, its possessive ending left out."""
        at = -1
        for _ in range(self.occurrence):
            at = self.text.index(self.mention, at + 1)
        return at, at + len(_POSSESSIVE.sub("", self.mention))


@dataclass(frozen=True)
class Verdict:
    """A case with "right", "declined" or "wrong", and what was found in its place."""

    case: Case
    verdict: str
    got: str


def rows(split: str) -> list[Case]:
    """Cases of dev or kept, or the linker's own: written beside the code, so that what once worked keeps working."""
    file = Path(__file__).with_name("own_cases.tsv") if split == "own" else FOLDER / f"{split}.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Case(row["id"], row["text"], row["mention"], int(row["occurrence"]), row["expected"], row["kind"], row["note"] or "")
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@cache
def linked(text: str) -> LinkedDocument:
    """The text as a document of one paragraph, linked."""
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text), text)
    document = Document("document:case", "case.txt", "text/plain", "", text, (block,))
    ((document, parses),) = language.parse_documents([document])
    return link.link_document(document, parses, reference.load())


def judge(cases: Iterable[Case]) -> list[Verdict]:
    """A verdict on each case."""
    return [_verdict(case, linked(case.text)) for case in cases]


def _verdict(case: Case, found: LinkedDocument) -> Verdict:
    start, end = case.slice
    spans = [(*_place(span, found), span) for span in found.spans[0]]
    over = [(s, e, span) for s, e, span in spans if s < end and e > start]
    if case.expected == "none":
        return _verdict_none(case, over, found)
    none_too = "none" in case.expected.split("|")
    with_targets = [(s, e, span) for s, e, span in over if span.targets]
    shown = "; ".join(f"{case.text[s:e]} → {_names(span, found)} ({span.how})" for s, e, span in over)
    if not with_targets:
        return Verdict(case, "right" if none_too else "declined", shown)
    wanted = [frozenset(alternative.split(";")) for alternative in case.expected.split("|")]
    best = max(with_targets, key=lambda item: _shared(item[0], item[1], start, end))[2]
    union = frozenset(name for *_, span in with_targets for name in _names(span, found))
    if _names(best, found) in wanted or union in [choice for choice in wanted if len(choice) > 1]:
        return Verdict(case, "right", shown)
    if none_too and _verdict_none(case, over, found).verdict == "right":
        return Verdict(case, "right", shown)
    return Verdict(case, "wrong", shown)


def _verdict_none(case: Case, over: list[tuple[int, int, LinkedSpan]], found: LinkedDocument) -> Verdict:
    """Wrong when what was found for the mention, or for its last word, is linked to an actor.

    A longer name that holds the mention ("Bank of Japan" for "Japan", "Michael Jordan" for "Jordan") is no finding for it; a
    state read from a longer phrase ("Polish ambassador") is.
    """
    start, end = case.slice
    last = start + len(case.text[start:end].rstrip().rpartition(" ")[0])
    for s, e, span in over:
        actors = [target for target in span.targets if (kind := found.register.kind(target)) and kind.is_actor]
        longer = len(_bare(case.text[s:e])) > len(_bare(case.mention)) and span.how not in OF_STATES
        if actors and e > last and e <= end + 2 and not longer:
            return Verdict(case, "wrong", f"{case.text[s:e]} → {actors} ({span.how})")
    return Verdict(case, "right", "")


def _bare(text: str) -> str:
    """The words without article and possessive ending."""
    return _POSSESSIVE.sub("", re.sub(r"^(the|a|an) ", "", text, flags=re.IGNORECASE))


def _place(span: LinkedSpan, found: LinkedDocument) -> tuple[int, int]:
    doc = found.parses[0].doc
    return doc[span.start].idx, doc[span.end - 1].idx + len(doc[span.end - 1].text)


def _shared(start: int, end: int, other_start: int, other_end: int) -> float:
    common = min(end, other_end) - max(start, other_start)
    return common / (max(end, other_end) - min(start, other_start))


def _names(span: LinkedSpan, found: LinkedDocument) -> frozenset[str]:
    """The targets as the rows write them: identifiers, and new ones with their kind."""
    return frozenset(_written(target, found) for target in span.targets)


def _written(target: str, found: LinkedDocument) -> str:
    if target not in found.register.new:
        return target
    kind = found.register.kind(target)
    word = next(word for word, value in NEW_KINDS.items() if value is kind)
    return f"new:{word}:{target.partition(':')[2]}"
