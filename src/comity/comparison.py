"""What changed from one built graph to another: claims added, lost, and put forward, dated, measured or read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comity.explanation import labels_of, worded
from comity.model import AssembledClaim, Claim, Contents
from comity.network.wording import amount_text, one_line, when_text


class Change(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that is not the same in both graphs.

    Attributes:
        change: what became of it.
        old, new: the claim in either graph, None where it is not in it.
        aspects: of a changed claim, (what changed, its value before, its value now).
        old_words, new_words: the claims in words.
    """

    change: Change
    old: AssembledClaim | None
    new: AssembledClaim | None
    aspects: tuple[tuple[str, str, str], ...] = ()
    old_words: str = ""
    new_words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two graphs; it counts as true when there is any.

    Attributes:
        documents: (file name, "added", "lost" or "changed") for documents that are not the same in both.
        differences: claims, sorted by change and words.
        same: how many claims are the same in both.
    """

    documents: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    same: int

    def __bool__(self) -> bool:
        return bool(self.documents or self.differences)

    def of(self, change: Change) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(one for one in self.differences if one.change is change)

    def text(self) -> str:
        """The comparison for people."""
        counts = [f"{len(self.of(change))} {change.value}" for change in Change]
        lines = [f"{', '.join(counts)}, {self.same} the same"]
        lines += [f"document {what}: {name}" for name, what in self.documents]
        for change in Change:
            for one in self.of(change):
                lines += ["", *_lines(one)]
        return "\n".join(lines) + "\n"

    def records(self) -> list[dict[str, Any]]:
        """One plain dictionary a difference, for programs."""
        return [
            {
                "change": one.change.value,
                "claim": one.new_words or one.old_words,
                "old": one.old.id if one.old else None,
                "new": one.new.id if one.new else None,
                "aspects": {name: {"old": before, "new": now} for name, before, now in one.aspects},
                "quote": _quote(one.new or one.old),
            }
            for one in self.differences
        ]


_SIGNS = {Change.ADDED: "+", Change.LOST: "-", Change.CHANGED: "~"}


def _lines(one: Difference) -> Iterator[str]:
    yield f"{_SIGNS[one.change]} {one.new_words or one.old_words}"
    for name, before, now in one.aspects:
        yield f"    {name}: {before or 'none'} → {now or 'none'}"
    yield f"    “{_quote(one.new or one.old)}”"


def _quote(item: AssembledClaim | None) -> str:
    """The first quote of a claim on one line."""
    return one_line(item.evidence[0].quote) if item is not None and item.evidence else ""


def compare(old: Contents, new: Contents) -> Comparison:
    """What changed from the old graph to the new one.

    A claim that is in one graph only is held against those of the other that say the same of the same pair in the same field,
    the most alike first; where there is one, it has changed in modality, negation, time, figure, speaker, office or effect.
    A claim that is in both has changed where other rules read it. All others are added or lost.
    """
    before, after = ({item.id: item for item in contents.claims} for contents in (old, new))
    old_labels, new_labels = labels_of(old), labels_of(new)
    pairs = list(_matched(before, after))
    differences = [
        Difference(Change.CHANGED, a, b, _aspects(a, b), worded(a.claim, old_labels), worded(b.claim, new_labels)) for a, b in pairs
    ]
    matched_old, matched_new = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    for identifier in before.keys() - after.keys() - matched_old:
        item = before[identifier]
        differences.append(Difference(Change.LOST, item, None, old_words=worded(item.claim, old_labels)))
    for identifier in after.keys() - before.keys() - matched_new:
        item = after[identifier]
        differences.append(Difference(Change.ADDED, None, item, new_words=worded(item.claim, new_labels)))
    order = list(Change)
    differences.sort(key=lambda one: (order.index(one.change), one.new_words or one.old_words, one.old.id if one.old else ""))
    same = len(before.keys() & after.keys()) - len(matched_old & matched_new)
    return Comparison(tuple(_documents(old, new)), tuple(differences), same)


def _matched(
    before: dict[str, AssembledClaim], after: dict[str, AssembledClaim]
) -> Iterator[tuple[AssembledClaim, AssembledClaim]]:
    """Pairs of claims of the two graphs that are one claim changed."""
    for identifier in sorted(before.keys() & after.keys()):
        if _rules(before[identifier]) != _rules(after[identifier]):
            yield before[identifier], after[identifier]
    there = defaultdict(list)
    for identifier in sorted(after.keys() - before.keys()):
        there[_content(after[identifier].claim)].append(after[identifier])
    for identifier in sorted(before.keys() - after.keys()):
        item = before[identifier]
        candidates = there[_content(item.claim)]
        if candidates:
            nearest = min(candidates, key=lambda other: (not _share_a_place(item, other), len(_aspects(item, other)), other.id))
            candidates.remove(nearest)
            yield item, nearest


def _content(claim: Claim) -> tuple[str, str, str, str]:
    """What a claim keeps when it changes: who, what, whom, in which field."""
    return claim.subject, claim.relation.value, claim.object, claim.domain or ""


def _share_a_place(a: AssembledClaim, b: AssembledClaim) -> bool:
    places = {(one.document, one.place[0]) for one in a.evidence}
    return any((one.document, one.place[0]) in places for one in b.evidence)


def _rules(item: AssembledClaim) -> tuple[str, ...]:
    return tuple(sorted({one.rule for one in item.evidence}))


def _aspects(old: AssembledClaim, new: AssembledClaim) -> tuple[tuple[str, str, str], ...]:
    """(aspect, value before, value now) for whatever is not the same."""
    described = ((_described(old), _described(new)),)
    return tuple((name, a, b) for before, now in described for (name, a), (_, b) in zip(before, now, strict=True) if a != b)


def _described(item: AssembledClaim) -> tuple[tuple[str, str], ...]:
    claim = item.claim
    return (
        ("modality", claim.modality.value),
        ("negated", "yes" if claim.negated else "no"),
        ("when", when_text(claim.when) if claim.when else ""),
        ("figure", f"{claim.quantity.measure} {amount_text(claim.quantity)}".strip() if claim.quantity else ""),
        ("according to", claim.attributed_to or ""),
        ("office", claim.office or ""),
        ("effect", claim.effect.value if claim.effect else ""),
        ("rule", ", ".join(_rules(item))),
    )


def _documents(old: Contents, new: Contents) -> Iterable[tuple[str, str]]:
    """Documents by file name that are not the same in both."""
    before, after = ({document.file_name: document.id for document in contents.documents} for contents in (old, new))
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield name, "lost"
        elif name not in before:
            yield name, "added"
        elif before[name] != after[name]:
            yield name, "changed"
