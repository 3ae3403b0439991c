"""The attributes of a network as typed columns, for formats that declare them first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
"""Type of a value → its name, which GraphML, GEXF and Neo4j share."""


def columns_of(rows: Iterable[Mapping[str, Any]], *, without: Container[str] = ()) -> dict[str, str]:
    """Attribute → the name of its type, in the order in which they come first."""
    columns: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if name not in without:
                columns.setdefault(name, TYPES[type(value)])
    return columns
