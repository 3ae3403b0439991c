"""Cytoscape's JSON (``.cyjs``), which Cytoscape opens and Cytoscape.js takes as its ``elements``."""

from __future__ import annotations

from typing import BinaryIO

from comity.export.node_link import line
from comity.export.options import Source


def write(source: Source, file: BinaryIO) -> None:
    """Write the network as UTF-8 JSON; ``name`` repeats the label and ``interaction`` the relation, as Cytoscape expects.

    The whole is also what ``networkx.cytoscape_graph`` reads.
    """
    network = source.network
    positions = source.positions
    nodes: list[object] = []
    for node, attributes in network.nodes(data=True):
        element: dict[str, object] = {"data": {"id": node, "value": node, "name": attributes["label"], **attributes}}
        if node in positions:
            x, y = positions[node]
            element["position"] = {"x": float(x), "y": float(y)}
        nodes.append(element)
    edges = [
        {"data": {"id": key, "source": first, "target": second, "key": key, "interaction": data["relation"], **data}}
        for first, second, key, data in network.edges(keys=True, data=True)
    ]
    file.write(b'{"format_version": "1.0", "generated_by": "comity", "target_cytoscapejs_version": "~3.30",\n')
    file.write(b'"data": ' + line({"name": "comity", **network.graph}) + b', "directed": true, "multigraph": true,\n')
    file.write(b'"elements": {\n"nodes": [\n' + b",\n".join(map(line, nodes)) + b"\n],\n")
    file.write(b'"edges": [\n' + b",\n".join(map(line, edges)) + b"\n]}}\n")
