"""A Cypher script for Neo4j 4.4 and later. It merges by identifier, so that running it twice changes nothing."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from comity.export.options import Source
from comity.export.text import no_surrogates

BATCH = 500
"""Rows a statement. Neo4j's own guides batch by hundreds to thousands; with quotes, 500 rows make about 250 kB of text."""


def write(source: Source, file: BinaryIO) -> None:
    """Write the network as statements, one a line block: a constraint, nodes by kind, then relationships by type."""
    network = source.network
    file.write(b"CREATE CONSTRAINT comity_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n")
    by_kind: dict[str, list[str]] = defaultdict(list)
    for node, data in network.nodes(data=True):
        by_kind[data["kind"] or "Thing"].append(literal({"id": node, **data}))
    for kind, rows in sorted(by_kind.items()):
        for batch in _batches(rows):
            file.write(f"UNWIND [\n{batch}\n] AS row\nMERGE (n:Entity {{id: row.id}}) SET n += row, n:{label(kind)};\n".encode())
    by_type: dict[str, list[str]] = defaultdict(list)
    for first, second, key, data in network.edges(keys=True, data=True):
        row = {"source": first, "target": second, "properties": {"id": key, **data}}
        by_type[relationship_type(data["relation"])].append(literal(row))
    for name, rows in sorted(by_type.items()):
        for batch in _batches(rows):
            match = "MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target})"
            merge = f"MERGE (a)-[r:{label(name)} {{id: row.properties.id}}]->(b) SET r += row.properties"
            file.write(f"UNWIND [\n{batch}\n] AS row\n{match}\n{merge};\n".encode())


# Neo4j before 5 turned \uXXXX into characters before it looked at the string, also after an escaped backslash: the text
# \u0022 would have ended the string. Hence no "u" stands behind an escaped backslash.
_ESCAPE = re.compile(r"\\\\u|\\.")
_SEPARATOR = re.compile("[\x7f-\x9f\u2028\u2029]")


def _batches(rows: list[str]) -> Iterator[str]:
    for start in range(0, len(rows), BATCH):
        yield ",\n".join(rows[start : start + BATCH])


def relationship_type(relation: str) -> str:
    """``cooperatesWith`` → ``COOPERATES_WITH``; a tie of several relations is ``TIE``."""
    return "TIE" if ";" in relation else re.sub(r"(?<=[a-z])(?=[A-Z])", "_", relation).upper()


def label(name: str) -> str:
    """A label or type in backticks, so that nothing in it can end it."""
    return "`" + name.replace("`", "``") + "`"


def literal(value: Any) -> str:
    """The value as a Cypher literal; every control character is escaped."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{label(str(key))}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = json.dumps(no_surrogates(str(value)), ensure_ascii=False)
    text = _ESCAPE.sub(lambda found: r"\\\u0075" if found[0] == r"\\u" else found[0], text)
    return _SEPARATOR.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
