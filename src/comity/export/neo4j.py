"""The pair of CSV files that ``neo4j-admin database import full`` takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from comity.export.columns import columns_of
from comity.export.cypher import relationship_type
from comity.export.options import Source
from comity.export.text import no_surrogates

if TYPE_CHECKING:
    from comity.network.projection import Network

COMMAND = """neo4j-admin database import full --multiline-fields=true \\
  --nodes=nodes.csv --relationships=relationships.csv comity
"""


def files(source: Source) -> dict[str, bytes]:
    """``nodes.csv`` and ``relationships.csv`` with typed headers, and ``import.sh`` with the command that loads them.

    Line breaks in quotes are kept; that is what ``--multiline-fields`` is for.
    """
    network = source.network
    return {"import.sh": COMMAND.encode(), "nodes.csv": _nodes(network), "relationships.csv": _relationships(network)}


def _nodes(network: Network) -> bytes:
    columns = columns_of(data for _, data in network.nodes(data=True))
    header = ["id:ID", *(f"{name}:{kind}" for name, kind in columns.items()), ":LABEL"]
    rows = (
        [node, *(data.get(name, "") for name in columns), f"Entity;{data['kind']}" if data["kind"] else "Entity"]
        for node, data in network.nodes(data=True)
    )
    return _csv(header, rows)


def _relationships(network: Network) -> bytes:
    columns = columns_of(data for _, _, data in network.edges(data=True))
    header = [":START_ID", ":END_ID", ":TYPE", "id:string", *(f"{name}:{kind}" for name, kind in columns.items())]
    rows = (
        [first, second, relationship_type(data["relation"]), key, *(data.get(name, "") for name in columns)]
        for first, second, key, data in network.edges(keys=True, data=True)
    )
    return _csv(header, rows)


def _csv(header: list[str], rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows)
    return no_surrogates(text.getvalue()).encode()
