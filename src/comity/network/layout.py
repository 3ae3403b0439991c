"""Where the actors stand in the picture: seeded, computed once, without overlaps.

The forces are those of LinLog (Noack, "Energy Models for Graph Clustering", JGAA 11, 2007) in the stepping scheme of
ForceAtlas2 (Jacomy et al., PLoS ONE 9(6), 2014): ties pull with the logarithm of their length, actors push by their
number of ties. Communities are found by the method of Louvain (Blondel et al., J. Stat. Mech. P10008, 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Tie = tuple[int, int, float]
"""Two actors by number and the weight of the tie between them."""

SEED = 7
"""Seed of every random choice here. Any number will do; it is fixed so that the same graph gives the same picture."""

ASPECT = 1.25
"""Width over height the picture is stretched to: the stage between the two side panels at 1440 × 900."""

ROUNDS = 400
"""Steps of the force scheme. 200 left long ties through other groups on a sample of 100 actors, 600 looked the same as 400."""

FILL = 0.55
"""Share of the frame that the boxes of nodes and labels take up before overlaps are removed. 0.1 left specks on an empty
page, 0.6 made pushing overlaps apart undo the picture."""

EVENNESS = 0.7
"""How far positions move towards even use of the page, axis by axis. Below 0.5 a few far nodes made all others small, 1
destroyed the groups."""

ASIDE = 26.0
"""Canvas units kept free around sets of actors that no tie joins to the others."""

LABEL_ROOM = (30.0, 17.0)
"""Half width and half height, in canvas units, kept free around a node beyond its own size, for its label."""

PUSHES = 900
"""Rounds of pushing overlapping boxes apart; crowded pictures grow by 3 % every 40 rounds and end well before."""

FAINT = 1e-6
"""Weight below which a tie is none: a millionth of a claim. Squares of much smaller ones are zero, and Louvain divides by them."""

QUANTUM = 1 / 1024
"""Positions are rounded to this grid at every step, so that the last bit of a logarithm, which differs between
processors, does not grow into another picture."""


def communities(count: int, ties: Sequence[Tie], *, seed: int = SEED) -> tuple[int, ...]:
    """Community of each actor, numbered from 0 by falling size (then by lowest member); actors without ties stand alone."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for (source, target), weight in _merged(ties).items():
        graph.add_edge(source, target, weight=weight)
    tied = graph.number_of_edges() > 0
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed) if tied else [{actor} for actor in range(count)]
    numbers = [0] * count
    for number, members in enumerate(sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))):
        for member in members:
            numbers[member] = number
    return tuple(numbers)


def layout(
    sizes: Sequence[float],
    ties: Sequence[Tie],
    *,
    groups: Sequence[int] | None = None,
    aspect: float = ASPECT,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> tuple[tuple[float, float], ...]:
    """Position of each actor in canvas units, centred on (0, 0), rounded to one decimal, with no two boxes overlapping.

    Time grows with the square of the number of actors (300 take about a second); the page lays out no more than that.

    Args:
        sizes: radius of each node in canvas units.
        ties: pairs of node numbers with weights; parallel ties are added up.
        groups: community of each node; found here when not given.
        aspect: width over height to stretch to.
        rounds: steps of the force scheme.
        seed: of the starting positions and of the search for communities.
    """
    import numpy as np

    count = len(sizes)
    if count == 0:
        return ()
    if count == 1:
        return ((0.0, 0.0),)
    merged = _merged(ties)
    group = np.asarray(communities(count, ties, seed=seed) if groups is None else groups)
    radii = np.asarray(sizes, dtype=float)
    points = np.zeros((count, 2))
    parts = _components(count, merged)
    for part in parts:
        own = {actor: place for place, actor in enumerate(part)}
        inner = {(own[a], own[b]): weight for (a, b), weight in merged.items() if a in own}
        points[part] = _drawn(inner, radii[part], group[part], aspect, rounds, seed)
    points = _packed(points, parts, radii, aspect)
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in points)


def _merged(ties: Sequence[Tie]) -> dict[tuple[int, int], float]:
    total: dict[tuple[int, int], float] = {}
    for source, target, weight in ties:
        if weight > FAINT and source != target:
            pair = (min(source, target), max(source, target))
            total[pair] = total.get(pair, 0.0) + weight
    return dict(sorted(total.items()))


def _components(count: int, merged: dict[tuple[int, int], float]) -> list[list[int]]:
    """Actors that are tied together, the largest set first; actors without any tie make one set of their own."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph(list(merged))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    alone = sorted(set(range(count)) - set(graph))
    return sorted([*parts, *([alone] if alone else [])], key=lambda part: (-len(part), part[0]))


def _drawn(
    merged: dict[tuple[int, int], float], sizes: Points, group: NDArray[np.int_], aspect: float, rounds: int, seed: int
) -> Points:
    """Places of actors that hang together, around (0, 0)."""
    import numpy as np

    if len(sizes) == 1:
        return np.zeros((1, 2))
    ends = np.asarray(list(merged), dtype=int).reshape(-1, 2)
    weights = np.asarray(list(merged.values()), dtype=float)
    points = _settle(_start(group, seed), ends, weights, group, rounds)
    points = _even(_turned(points, aspect), EVENNESS)
    points = _apart(_framed(points, sizes, aspect), sizes)
    return np.asarray(points - (points.min(axis=0) + points.max(axis=0)) / 2)


def _packed(points: Points, parts: list[list[int]], sizes: Points, aspect: float) -> Points:
    """The sets side by side: the largest in the middle, each further one at the first spot of a widening spiral where none
    of its boxes is near a box of the others; so small sets fill the corners that the large one leaves."""
    import numpy as np

    points = points.copy()
    half = sizes[:, None] + np.asarray(LABEL_ROOM)
    low, high = np.empty((0, 2)), np.empty((0, 2))
    for part in parts:
        own_low, own_high = points[part] - half[part], points[part] + half[part]
        shift = np.zeros(2)
        step = 0
        while _near(own_low + shift, own_high + shift, low - ASIDE, high + ASIDE):
            step += 1
            angle, radius = step * 0.35, 4.0 * step**0.75
            shift = np.round(np.array([np.cos(angle) * radius * aspect, np.sin(angle) * radius]), 3)
        points[part] += shift
        low, high = np.concatenate((low, own_low + shift)), np.concatenate((high, own_high + shift))
    return np.asarray(points - (points.min(axis=0) + points.max(axis=0)) / 2)


def _near(low: Points, high: Points, other_low: Points, other_high: Points) -> bool:
    """Does any box of the one set touch any of the other?"""
    return bool(((low[:, None] < other_high[None]) & (high[:, None] > other_low[None])).all(axis=2).any())


def _start(group: NDArray[np.int_], seed: int) -> Points:
    """A sunflower in the order of the communities, a little shaken: members of one start side by side."""
    import numpy as np

    count = len(group)
    order = np.lexsort((np.arange(count), group))
    turn = np.pi * (3 - np.sqrt(5))
    step = np.empty(count)
    step[order] = np.arange(count) + 0.5
    radius = np.sqrt(step) * 9
    points = np.stack((radius * np.cos(step * turn), radius * np.sin(step * turn)), axis=1)
    points += np.random.default_rng(seed).normal(size=(count, 2))
    return np.round(points / QUANTUM) * QUANTUM


def _settle(points: Points, ends: NDArray[np.int_], weights: Points, group: NDArray[np.int_], rounds: int) -> Points:
    import numpy as np

    count = len(points)
    source, target = ends[:, 0], ends[:, 1]
    mass = 1 + 0.5 * (np.bincount(source, minlength=count) + np.bincount(target, minlength=count))
    # Ties inside a community count more, so that groups show; the power keeps one heavy dyad from collapsing on itself.
    pull = np.power(weights, 0.6) * np.where(group[source] == group[target], 1.5, 0.55)
    push, gravity, stride = 9.0, 1.5, 1.2 * np.sqrt(count)
    together = push * mass[:, None] * mass[None, :]
    for step in range(rounds):
        force = np.empty_like(points)
        between = [points[:, None, axis] - points[None, :, axis] for axis in (0, 1)]
        strength = together / (between[0] ** 2 + between[1] ** 2 + 1e-3)
        along = points[target] - points[source]
        length = np.sqrt((along**2).sum(axis=1)) + 1e-6
        along *= (np.log1p(length) / length * pull)[:, None]
        for axis in (0, 1):
            force[:, axis] = (between[axis] * strength).sum(axis=1)
            force[:, axis] += np.bincount(source, along[:, axis], count) - np.bincount(target, along[:, axis], count)
        force -= points * (gravity * mass / (np.sqrt((points**2).sum(axis=1)) + 1e-6))[:, None]
        size = np.sqrt((force**2).sum(axis=1)) + 1e-9
        limit = stride * (1 - step / rounds) ** 1.5 + 0.01
        points = points + force * (np.minimum(limit, size / mass) / size)[:, None]
        points = np.round(points / QUANTUM) * QUANTUM
    return points


def _turned(points: Points, aspect: float) -> Points:
    """The longest direction laid along the page, then stretched gently towards its shape."""
    import numpy as np

    points = points - points.mean(axis=0)
    spread = points.T @ points
    angle = 0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = points @ turn
    extent = np.abs(points).max(axis=0) + 1e-6
    stretch = np.sqrt(aspect * extent[1] / extent[0])
    return np.asarray(points * np.array([stretch, 1 / stretch]))


def _even(points: Points, share: float) -> Points:
    """Part of the way to equal steps along each axis; the order of the actors stays."""
    import numpy as np

    evened = points.copy()
    for axis in (0, 1):
        line = points[:, axis]
        ranks = np.empty(len(line))
        ranks[np.argsort(line, kind="stable")] = np.linspace(line.min(), line.max(), len(line))
        evened[:, axis] = (1 - share) * line + share * ranks
    return evened


def _framed(points: Points, sizes: Points, aspect: float) -> Points:
    """The same picture in a frame as large as the boxes of its nodes and labels need."""
    import numpy as np

    half = sizes[:, None] + np.asarray(LABEL_ROOM)
    room = float((4 * half[:, 0] * half[:, 1]).sum()) / FILL
    frame = np.array([np.sqrt(room * aspect), np.sqrt(room / aspect)])
    low, high = points.min(axis=0), points.max(axis=0)
    return np.asarray((points - (low + high) / 2) * (frame / np.maximum(high - low, 1e-6)))


def _apart(points: Points, sizes: Points) -> Points:
    """Boxes of node and label pushed apart until none overlap, each pair along the axis that needs the smaller move."""
    import numpy as np

    points = points.copy()
    half = sizes[:, None] + np.asarray(LABEL_ROOM)
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    for step in range(PUSHES):
        clash = upper.copy()
        for axis in (0, 1):
            clash &= np.abs(points[:, None, axis] - points[None, :, axis]) < half[:, None, axis] + half[None, :, axis]
        one, two = np.nonzero(clash)
        if not len(one):
            break
        between = points[one] - points[two]
        overlap = half[one] + half[two] - np.abs(between)
        side = np.where(between == 0, 1.0, np.sign(between))
        # Moving aside is a little cheaper than moving up or down: there is more room to the sides.
        axis_of = np.where(overlap[:, 0] < overlap[:, 1] * 1.5, 0, 1)
        move = np.zeros_like(between)
        chosen = np.arange(len(one)), axis_of
        move[chosen] = overlap[chosen] * side[chosen] * 0.35
        np.add.at(points, one, move)
        np.add.at(points, two, -move)
        if step % 40 == 39:
            points *= 1.03
    return points
