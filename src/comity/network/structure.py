"""How much of the network opens at once, in which groups, and where everybody stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.model import Contents
from comity.network.arcs import Arc, is_shown_at_first
from comity.network.layout import ROUNDS, SEED, Tie, communities, layout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

FULL = (300, 2_000)
"""Actors and arcs drawn all at once. On invented graphs of 100 to 10,000 actors, lines covered the page beyond this with
every renderer tried (vis-network, sigma, cytoscape)."""

TOP = (1_000, 5_000)
"""Actors and arcs up to which the page opens on the most spoken of; beyond, communities stand in for their members."""

OPENING = 250
"""Actors drawn first where not all are."""

OPENING_OF_GROUP = 120
"""Members of a group drawn first when it is opened: as many as can be told apart with their names."""

MOST_GROUPS = 48
"""Communities drawn as nodes at most; the smallest are put together. 48 names fit the stage at 1440 × 900."""

LARGE = 150
"""Claims from which an actor is drawn as large as any; in graphs that speak more of somebody, the most spoken of sets the scale."""

HYPOTHETICAL = 0.3
"""Weight, in the layout, of a claim that is not drawn at first (intended, proposed, negated …) against one that is."""

PULL = {1: 1.0, 0: 0.7, -1: 0.45}
"""How strongly a tie of each sign draws two actors together on the page: rivals stand apart, but are still near."""


EXACT = 1_000
"""Actors with ties up to which betweenness is exact: about a second."""

PIVOTS = 300
"""Actors whose shortest paths stand for all above that. On an invented graph of 3,000 actors and 21,000 ties the ranks of the
200 highest correlate with the exact ones by 0.80 with 50 pivots, 0.83 with 100, 0.86 with 150 and 0.92 with 300."""


class Tier(StrEnum):
    """What the page opens on."""

    ALL = "all"
    TOP = "top"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Group:
    """A community: its number of members, its most spoken of members, and its place among the groups."""

    members: int
    leaders: tuple[int, ...]
    claims: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Structure:
    """Places, groups and measures of the entities, each a list in the order of the entities."""

    tier: Tier
    positions: tuple[tuple[float, float], ...]
    sizes: tuple[float, ...]
    group_of: tuple[int, ...]
    groups: tuple[Group, ...]
    claims: tuple[int, ...]
    degree: tuple[int, ...]
    betweenness: tuple[int, ...]


def structure(contents: Contents, drawn: Sequence[Arc]) -> Structure:
    """Places, groups and measures of all entities.

    Positions are canvas units. In ``Tier.ALL`` one layout holds everybody; in ``Tier.TOP`` one holds the most spoken of,
    the others stand at the middle of their partners; in ``Tier.GROUPS`` each community has a layout of its own.
    """
    count = len(contents.entities)
    plain = [assembled.claim.is_plain for assembled in contents.claims]
    claims, hidden, partners = [0] * count, [0] * count, [set[int]() for _ in range(count)]
    ties: list[Tie] = []
    plain_pairs: Counter[tuple[int, int]] = Counter()
    for arc in drawn:
        stated = sum(plain[number] for number in arc.claims)
        rest = len(arc.claims) - stated
        for end, other in ((arc.source, arc.target), (arc.target, arc.source)):
            claims[end] += stated
            hidden[end] += rest
            if stated:
                partners[end].add(other)
        ties.append((arc.source, arc.target, PULL[arc.sign] * (stated + HYPOTHETICAL * rest)))
        if stated:
            plain_pairs[arc.source, arc.target] += stated
    weight = tuple(stated + HYPOTHETICAL * rest for stated, rest in zip(claims, hidden, strict=True))
    most = max((*weight, LARGE))
    sizes = tuple(round(5 + 33 * (own / most) ** 0.5, 1) for own in weight)
    numbers, groups = _groups(communities(count, ties), weight, ties)
    tier = _tier(contents, drawn, claims, hidden)
    positions = _positions(tier, sizes, ties, numbers, weight)
    between = _betweenness(count, plain_pairs)
    return Structure(tier, positions, sizes, numbers, groups, tuple(claims), tuple(map(len, partners)), between)


def _tier(contents: Contents, drawn: Sequence[Arc], claims: Sequence[int], hidden: Sequence[int]) -> Tier:
    spoken_of = sum(
        1 for number, entity in enumerate(contents.entities) if claims[number] + hidden[number] and is_shown_at_first(entity.kind)
    )
    for tier, (most_actors, most_arcs) in ((Tier.ALL, FULL), (Tier.TOP, TOP)):
        if spoken_of <= most_actors and len(drawn) <= most_arcs:
            return tier
    return Tier.GROUPS


def _groups(found: Sequence[int], weight: Sequence[float], ties: Sequence[Tie]) -> tuple[tuple[int, ...], tuple[Group, ...]]:
    """Communities by falling weight, the smallest put together, and each one's place among the others."""
    totals: Counter[int] = Counter()
    for actor, number in enumerate(found):
        totals[number] += 1 + int(weight[actor])
    ranked = [number for number, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))]
    renumbered = {number: min(place, MOST_GROUPS - 1) for place, number in enumerate(ranked)}
    numbers = tuple(renumbered[number] for number in found)
    between: Counter[tuple[int, int]] = Counter()
    for source, target, pull in ties:
        pair = sorted((numbers[source], numbers[target]))
        between[pair[0], pair[1]] += round(pull * 10)
    members: dict[int, list[int]] = {}
    for actor, number in enumerate(numbers):
        members.setdefault(number, []).append(actor)
    sizes = [14 + 2.2 * min(len(members[number]), 400) ** 0.5 for number in sorted(members)]
    pulls = [(a, b, total / 10) for (a, b), total in sorted(between.items()) if a != b]
    # Names of groups are long: the places are those of nodes three times as wide.
    places = layout([size * 3 for size in sizes], pulls, groups=[0] * len(sizes))
    groups = []
    for number in sorted(members):
        leaders = sorted(members[number], key=lambda actor: (-weight[actor], actor))[:3]
        total = sum(int(weight[actor]) for actor in members[number])
        groups.append(Group(len(members[number]), tuple(leaders), total, *places[number]))
    return numbers, tuple(groups)


def _positions(
    tier: Tier, sizes: Sequence[float], ties: Sequence[Tie], numbers: Sequence[int], weight: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    everybody = list(range(len(sizes)))
    by_weight = sorted(everybody, key=lambda actor: (-weight[actor], actor))
    places: dict[int, tuple[float, float]] = {}
    if tier is Tier.ALL:
        # Those nobody says anything about are never drawn, and must not take the room of the others.
        places = _laid_out([actor for actor in everybody if weight[actor]], sizes, ties, numbers, ROUNDS)
    elif tier is Tier.TOP:
        places = _laid_out(sorted(by_weight[:OPENING]), sizes, ties, numbers, ROUNDS)
    else:
        inside: dict[int, list[int]] = {}
        for actor in by_weight:
            group = inside.setdefault(numbers[actor], [])
            if len(group) < OPENING_OF_GROUP:
                group.append(actor)
        ties_of: dict[int, list[Tie]] = {}
        for tie in ties:
            if numbers[tie[0]] == numbers[tie[1]]:
                ties_of.setdefault(numbers[tie[0]], []).append(tie)
        for number, members in sorted(inside.items()):
            places |= _laid_out(sorted(members), sizes, ties_of.get(number, []), None, ROUNDS // 2)
    return tuple(_beside_partners(places, ties, len(sizes)))


def _laid_out(
    actors: list[int], sizes: Sequence[float], ties: Sequence[Tie], numbers: Sequence[int] | None, rounds: int
) -> dict[int, tuple[float, float]]:
    own = {actor: place for place, actor in enumerate(actors)}
    inner = [(own[a], own[b], weight) for a, b, weight in ties if a in own and b in own]
    groups = [numbers[actor] for actor in actors] if numbers is not None else [0] * len(actors)
    found = layout([sizes[actor] for actor in actors], inner, groups=groups, rounds=rounds)
    return dict(zip(actors, found, strict=True))


def _beside_partners(places: dict[int, tuple[float, float]], ties: Sequence[Tie], count: int) -> list[tuple[float, float]]:
    sums = [[0.0, 0.0, 0.0] for _ in range(count)]
    for source, target, weight in ties:
        for actor, partner in ((source, target), (target, source)):
            if actor not in places and partner in places:
                x, y = places[partner]
                sums[actor][0] += x * weight
                sums[actor][1] += y * weight
                sums[actor][2] += weight
    found = []
    for actor in range(count):
        x, y, total = sums[actor]
        found.append(places.get(actor) or ((round(x / total, 1), round(y / total, 1)) if total else (0.0, 0.0)))
    return found


def _betweenness(count: int, pairs: Counter[tuple[int, int]]) -> tuple[int, ...]:
    """Betweenness of each actor in the network of what is stated as fact, per mille of the largest.

    Exact up to ``EXACT`` actors with ties; above, from ``PIVOTS`` seeded ones (Brandes and Pich, "Centrality estimation in
    large networks", Int. J. Bifurcation Chaos 17(7), 2007).
    """
    import numpy as np

    names = sorted({end for pair in pairs for end in pair})
    if not names:
        return (0,) * count
    place = {name: number for number, name in enumerate(names)}
    ends = np.asarray([(place[a], place[b]) for a, b in sorted(pairs)], dtype=np.int64)
    source, target = np.concatenate((ends[:, 0], ends[:, 1])), np.concatenate((ends[:, 1], ends[:, 0]))
    size = len(names)
    chosen = np.arange(size)
    if size > EXACT:
        chosen = np.sort(np.random.default_rng(SEED).choice(size, PIVOTS, replace=False))
    between = np.zeros(size)
    for pivot in chosen:
        between += _dependencies(size, source, target, int(pivot))
    most = float(between.max()) or 1.0
    found = [0] * count
    for name, value in zip(names, between, strict=True):
        found[name] = round(1000 * float(value) / most)
    return tuple(found)


def _dependencies(size: int, source: Numbers, target: Numbers, pivot: int) -> Points:
    """How much of the shortest paths from one node lies on each other node (Brandes, J. Math. Sociol. 25(2), 2001), level by
    level: all ties from one distance to the next at once."""
    import numpy as np

    distance = np.full(size, -1)
    distance[pivot] = 0
    paths = np.zeros(size)
    paths[pivot] = 1.0
    levels: list[tuple[Numbers, Numbers]] = []
    for step in range(1, size):
        from_here = distance[source] == step - 1
        one, other = source[from_here], target[from_here]
        onward = (distance[other] == -1) | (distance[other] == step)
        one, other = one[onward], other[onward]
        if not len(other):
            break
        distance[other] = step
        paths += np.bincount(other, paths[one], size)
        levels.append((one, other))
    dependency = np.zeros(size)
    for one, other in reversed(levels):
        dependency += np.bincount(one, paths[one] / paths[other] * (1 + dependency[other]), size)
    dependency[pivot] = 0.0
    return dependency
