"""Pajek's network file: labels, signed weights, relations. It has no place for quotes."""

from __future__ import annotations

from typing import Any, BinaryIO

from comity.export.gml import unique_labels
from comity.export.options import Source
from comity.export.text import no_surrogates, one_line


def write(source: Source, file: BinaryIO) -> None:
    """Write the network as UTF-8.

    The weight of a tie is its count of claims, negative for conflict; ``l`` is its relation
    and its time. (Pajek has a field for time, ``[2019-2021]``, on which igraph's reader fails.) Pajek knows no escapes:
    quotation marks in labels become apostrophes and line breaks spaces. A label that several nodes share gets the
    node's identifier behind it.
    """
    network = source.network
    labels = unique_labels(network)
    numbers = {node: number for number, node in enumerate(network, start=1)}
    places = _positions(source)
    lines = [f"*Vertices {len(numbers)}"]
    lines += [f'{numbers[node]} "{_plain(labels[node])}"{places.get(node, "")}' for node in network]
    for heading, directed in (("*Arcs", True), ("*Edges", False)):
        ties = [edge for edge in network.edges(data=True) if edge[2]["directed"] is directed]
        if ties:
            lines.append(heading)
            lines += [_tie(numbers[first], numbers[second], data) for first, second, data in ties]
    file.write(("\n".join(lines) + "\n").encode())


def _plain(text: str) -> str:
    # A backslash would be an escape to readers that split lines as a shell does.
    return no_surrogates(one_line(text)).replace('"', "'").replace("\\", "/")


def _positions(source: Source) -> dict[str, str]:
    """Coordinates of the nodes that have a position; Pajek's page reaches from 0 to 1 both ways, y downwards."""
    places = {node: source.positions[node] for node in source.network if node in source.positions}
    if not places:
        return {}
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    extent = max(max(place[axis] for place in places.values()) - low for axis, low in ((0, left), (1, top))) or 1.0
    # A margin keeps labels on the page.
    return {
        node: f" {0.05 + 0.9 * (x - left) / extent:.4f} {0.05 + 0.9 * (y - top) / extent:.4f} 0.5"
        for node, (x, y) in places.items()
    }


def _tie(first: int, second: int, data: dict[str, Any]) -> str:
    weight = -data["weight"] if data["sign"] < 0 else data["weight"]
    label = " ".join(part for part in (data["relation"], data["when"]) if part)
    return f'{first} {second} {weight} l "{_plain(label)}"'
