"""Node-link JSON: ``networkx.node_link_graph`` reads it back as it was; D3 wants ``edges`` renamed to ``links``."""

from __future__ import annotations

import json
from typing import BinaryIO

from comity.export.options import Source
from comity.export.text import no_surrogates


def write(source: Source, file: BinaryIO) -> None:
    """Write the network as UTF-8 JSON, one node or edge a line."""
    network = source.network
    write_line = file.write
    head = {"directed": True, "multigraph": True, "graph": dict(network.graph)}
    write_line((json.dumps(head, ensure_ascii=False)[:-1] + ',\n"nodes": [\n').encode())
    write_line(b",\n".join(line({"id": node, **data}) for node, data in network.nodes(data=True)))
    write_line(b'\n],\n"edges": [\n')
    write_line(
        b",\n".join(
            line({"source": first, "target": second, "key": key, **data})
            for first, second, key, data in network.edges(keys=True, data=True)
        )
    )
    write_line(b"\n]}\n")


def line(value: object) -> bytes:
    """One JSON value in UTF-8, on one line."""
    return no_surrogates(json.dumps(value, ensure_ascii=False)).encode()
