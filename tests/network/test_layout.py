"""Places: without overlaps, the same every time, partners nearer than strangers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.network import layout
from comity.network.layout import LABEL_ROOM, communities


def two_camps(size: int) -> list[tuple[int, int, float]]:
    chance = random.Random(5)
    inside = [(a, b, 2.0) for a in range(size) for b in range(a) if chance.random() < 0.4]
    return inside + [(a + size, b + size, w) for a, b, w in inside] + [(0, size, 1.0)]


def overlapping(places: tuple[tuple[float, float], ...], sizes: list[float]) -> list[tuple[int, int]]:
    found = []
    for one in range(len(places)):
        for two in range(one):
            # Rounding to a tenth may take 0.1 from the room of each.
            room = [sizes[one] + sizes[two] + 2 * side - 0.2 for side in LABEL_ROOM]
            if all(abs(places[one][axis] - places[two][axis]) < room[axis] for axis in (0, 1)):
                found.append((two, one))
    return found


def test_nobody_stands_on_another() -> None:
    ties = two_camps(30)
    sizes = [6.0 + number % 20 for number in range(60)]
    assert overlapping(layout(sizes, ties), sizes) == []


def test_same_graph_same_places() -> None:
    ties = two_camps(20)
    shuffled = [(b, a, w) for a, b, w in reversed(ties)]
    assert layout([8.0] * 40, ties) == layout([8.0] * 40, shuffled)


def test_camps_stand_apart() -> None:
    places = layout([8.0] * 40, two_camps(20))
    middles = [[sum(places[n][axis] for n in camp) / 20 for axis in (0, 1)] for camp in (range(20), range(20, 40))]
    between = sum((middles[0][axis] - middles[1][axis]) ** 2 for axis in (0, 1)) ** 0.5
    inside = [sum((places[n][axis] - middles[n // 20][axis]) ** 2 for axis in (0, 1)) ** 0.5 for n in range(40)]
    assert between > sum(inside) / len(inside)


def test_communities_are_numbered_by_size_and_the_same_whatever_the_order() -> None:
    ties = [*two_camps(12), (24, 25, 1.0)]
    found = communities(26, ties)
    assert found == communities(26, list(reversed(ties)))
    assert found[24] == found[25] == max(found)


@pytest.mark.parametrize(("count", "expected"), [(0, ()), (1, ((0.0, 0.0),))])
def test_smallest_graphs(count: int, expected: tuple[tuple[float, float], ...]) -> None:
    assert layout([5.0] * count, []) == expected


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 14), st.data())
def test_any_graph_gets_finite_places_without_overlap(count: int, data: st.DataObject) -> None:
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.floats(0, 50))
    ties = data.draw(st.lists(pairs, max_size=40))
    sizes = data.draw(st.lists(st.floats(3, 40), min_size=count, max_size=count))
    places = layout(sizes, ties)
    assert len(places) == count
    assert all(abs(value) < 100_000 for place in places for value in place)
    assert overlapping(places, sizes) == []
