"""Pairs of actors with the sign of what is said of them: what triads, brokers and chains are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from comity.model import AssembledClaim, content_hash
from comity.vocabulary import UNNAMED


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors and the claims of cooperation and of conflict between them.

    Attributes:
        first, second: the two, in sorted order.
        cooperation, conflict: identifiers of the claims, sorted.
        only: the document that makes all of them, where one does; "" where they rest on several.
    """

    first: str
    second: str
    cooperation: tuple[str, ...]
    conflict: tuple[str, ...]
    only: str = ""

    @property
    def id(self) -> str:
        """Identifier made of the two: ``dyad:<16 hex digits>``."""
        return "dyad:" + content_hash(self.first, self.second)

    @property
    def sign(self) -> int:
        """Sign of the greater number of claims; 0 where they are even."""
        return (len(self.cooperation) > len(self.conflict)) - (len(self.cooperation) < len(self.conflict))


def dyads(claims: Iterable[AssembledClaim]) -> tuple[Dyad, ...]:
    """Every pair of actors between whom a claim says that they cooperate or clash, sorted.

    Only what is put forward as so counts, and no denial. The agent whom no text names is another one each time, and no
    actor is a pair with itself.
    """
    found: defaultdict[tuple[str, str], list[AssembledClaim]] = defaultdict(list)
    for item in claims:
        ends = sorted({item.claim.subject, item.claim.object})
        are_two = len(ends) == 2 and UNNAMED not in ends and all(end.startswith("actor:") for end in ends)
        if are_two and item.claim.is_plain and item.claim.polarity:
            found[ends[0], ends[1]].append(item)
    return tuple(_dyad(*ends, items) for ends, items in sorted(found.items()))


def _dyad(first: str, second: str, items: list[AssembledClaim]) -> Dyad:
    documents = {one.document for item in items for one in item.evidence}
    by_sign = {sign: tuple(sorted(item.id for item in items if item.claim.polarity == sign)) for sign in (1, -1)}
    return Dyad(first, second, by_sign[1], by_sign[-1], documents.pop() if len(documents) == 1 else "")
