"""Which claims are ties of the picture, and which pair and sign each belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comity.model import Contents
from comity.vocabulary import UNNAMED, EntityKind

SIGNS = (1, 0, -1)
"""Order in which the page lists signs: cooperation, neutral, conflict."""

SPREAD = 0.22
"""Distance in roundness between the arcs of one pair. 0.12 let thick arcs touch, 0.3 made them sag into neighbours."""

LEAN = 0.1
"""Roundness of a single arc: enough to tell it from the arcs it crosses, tried against straight lines and 0.2."""


@dataclass(frozen=True, slots=True)
class Arc:
    """All claims of one sign between two entities; ``source`` < ``target`` count in the list of entities."""

    source: int
    target: int
    sign: int
    claims: tuple[int, ...]
    roundness: float


def arcs(contents: Contents, index: Mapping[str, int]) -> list[Arc]:
    """One arc for every pair of entities and sign, sorted by pair and sign.

    A claim about a domain, about itself, or without a named agent is no tie: it belongs to the panel of its actor.

    Args:
        contents: the graph.
        index: entity identifier → position in the list of entities.
    """
    found: dict[tuple[int, int], dict[int, list[int]]] = {}
    for number, assembled in enumerate(contents.claims):
        claim = assembled.claim
        if UNNAMED in (claim.subject, claim.object) or claim.subject == claim.object:
            continue
        source, target = index.get(claim.subject), index.get(claim.object)
        if source is None or target is None:
            continue
        pair = (min(source, target), max(source, target))
        found.setdefault(pair, {}).setdefault(claim.polarity, []).append(number)
    drawn: list[Arc] = []
    for (source, target), by_sign in sorted(found.items()):
        signs = [sign for sign in SIGNS if sign in by_sign]
        for place, sign in enumerate(signs):
            drawn.append(Arc(source, target, sign, tuple(by_sign[sign]), _roundness(place, len(signs), source + target)))
    return drawn


def _roundness(place: int, count: int, parity: int) -> float:
    if count == 1:
        return LEAN if parity % 2 else -LEAN
    return round((place - (count - 1) / 2) * SPREAD, 3)


def is_shown_at_first(kind: EntityKind) -> bool:
    """True for every kind but places, which are drawn only when a reader asks for them."""
    return kind is not EntityKind.PLACE
