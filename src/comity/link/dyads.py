"""Hyphenated dyads: "Russia-North Korea", "Sino-Russian", "U.S.-Mexico-Canada"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.reference import NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc

_JOINTS = frozenset({"-", "–", "—", "/"})
_COUNTRY = (EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP)


def join_dyads(doc: Doc, spans: Sequence[LinkedSpan], register: Register) -> list[LinkedSpan]:
    """The spans with those that a hyphen joins ("China-Pakistan", "Russo-Ukrainian") made one, in order."""
    joined: list[LinkedSpan] = []
    for span in sorted(spans, key=lambda s: s.start):
        before = joined[-1] if joined else None
        span = _short_form(doc, span, before, register)
        if (
            before is not None
            and span.start == before.end + 1
            and doc[before.end].text in _JOINTS
            and not (doc[before.end].whitespace_ or doc[before.end - 1].whitespace_)
            and all(register.kind(t) in _COUNTRY for t in (*before.targets, *span.targets))
            and before.targets and span.targets
        ):  # fmt: skip
            targets = tuple(dict.fromkeys((*before.targets, *span.targets)))
            text = doc[before.start : span.end].text
            reason = f"“{text}” → {', '.join(register.label(t) for t in targets)}"
            joined[-1] = LinkedSpan(before.start, span.end, targets, "dyad", reason, attributive=is_attributive(doc[span.end - 1]))
        else:
            joined.append(span)
    return [_alone(span) for span in joined]


def _short_form(doc: Doc, span: LinkedSpan, before: LinkedSpan | None, register: Register) -> LinkedSpan:
    """The second part of "Indo-Pak", which is a state's only there."""
    if before is None or not before.targets or span.targets or span.start != before.end + 1 or doc[before.end].text != "-":
        return span
    states = {n.entity for n in register.reference.by_name(doc[span.start : span.end].text + "-") if n.kind is NameKind.PREFIX}
    return LinkedSpan(span.start, span.end, (states.pop(),), "prefix") if len(states) == 1 else span


def _alone(span: LinkedSpan) -> LinkedSpan:
    """A prefix that nothing joined ("Indo-European") names no state."""
    if span.how != NameKind.PREFIX.value:
        return span
    why = "a prefix before what is no state"
    return LinkedSpan(span.start, span.end, (), "declined", why, span.candidates, attributive=True)
