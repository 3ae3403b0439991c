"""A bare list of edges: source, target and weight, separated by spaces; identifiers hold none."""

from __future__ import annotations

from typing import BinaryIO

from comity.export.options import Source


def write(source: Source, file: BinaryIO) -> None:
    """Write one line an edge; the weight is the count of claims, negative for conflict. Everything else is left out."""
    for first, second, data in source.network.edges(data=True):
        weight = -data["weight"] if data["sign"] < 0 else data["weight"]
        file.write(f"{first} {second} {weight}\n".encode())
