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
    lines = [f"*Vertices {len(numbers)}"]
    lines += [f'{numbers[node]} "{_plain(labels[node])}"{_position(source, node)}' for node in network]
    for heading, directed in (("*Arcs", True), ("*Edges", False)):
        ties = [edge for edge in network.edges(data=True) if edge[2]["directed"] is directed]
        if ties:
            lines.append(heading)
            lines += [_tie(numbers[first], numbers[second], data) for first, second, data in ties]
    file.write(("\n".join(lines) + "\n").encode())


def _plain(text: str) -> str:
    # A backslash would be an escape to readers that split lines as a shell does.
    return no_surrogates(one_line(text)).replace('"', "'").replace("\\", "/")


def _position(source: Source, node: str) -> str:
    if node not in source.positions:
        return ""
    x, y = source.positions[node]
    return f" {float(x)!r} {float(y)!r} 0.0"


def _tie(first: int, second: int, data: dict[str, Any]) -> str:
    weight = -data["weight"] if data["sign"] < 0 else data["weight"]
    label = " ".join(part for part in (data["relation"], data["when"]) if part)
    return f'{first} {second} {weight} l "{_plain(label)}"'
