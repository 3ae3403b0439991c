"""GEXF 1.3, written here because NetworkX's writer stamps the day it ran and keeps no colours or undirected edges.

Gephi reads the ``start`` and ``end`` of an edge as its timeline (dates, both ends included), ``kind`` as its edge type,
which keeps parallel ties apart, and ``type="undirected"`` for symmetric relations.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, BinaryIO

from comity.export.colours import KIND, OTHER_KIND, SIGN, rgb
from comity.export.columns import columns_of
from comity.export.options import Source
from comity.export.text import xml_text

if TYPE_CHECKING:
    from comity.network.projection import Network

GEXF = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
OWN_NODE = ("label",)
OWN_EDGE = ("label", "weight")


def write(source: Source, file: BinaryIO) -> None:
    """Write the network with colours, sizes, time, and positions where they are given."""
    from lxml import etree

    network = source.network
    timed = any(data.get("earliest") or data.get("latest") for _, _, data in network.edges(data=True))
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", {"version": "1.3"}, nsmap={None: GEXF, "viz": VIZ}):
            with xml.element("meta"):
                _leaf(xml, "creator", "comity")
                _leaf(xml, "description", f"one edge a {network.graph.get('grouping', 'claim')}")
            mode = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if timed else {"mode": "static"}
            with xml.element("graph", {"defaultedgetype": "directed", "idtype": "string", **mode}):
                node_columns = columns_of((data for _, data in network.nodes(data=True)), without=OWN_NODE)
                edge_columns = columns_of((data for _, _, data in network.edges(data=True)), without=OWN_EDGE)
                _write_columns(xml, "node", node_columns)
                _write_columns(xml, "edge", edge_columns)
                _write_nodes(xml, network, node_columns, source.positions)
                _write_edges(xml, network, edge_columns)


def _leaf(xml: Any, name: str, text: str) -> None:
    with xml.element(name):
        xml.write(text)


def _write_columns(xml: Any, of: str, columns: dict[str, str]) -> None:
    with xml.element("attributes", {"class": of}):
        for name, kind in columns.items():
            with xml.element("attribute", {"id": name, "title": name, "type": kind}):
                pass


def _write_values(xml: Any, data: dict[str, Any], columns: dict[str, str]) -> None:
    with xml.element("attvalues"):
        for name in columns:
            value = data.get(name, "")
            if value != "":
                with xml.element("attvalue", {"for": name, "value": _text(value)}):
                    pass


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else xml_text(str(value))


def size(data: dict[str, Any]) -> float:
    """Diameter of a node: its area grows with its number of claims, as on the page."""
    return 4.0 + 2.0 * math.sqrt(data["claim_count"])


def _write_nodes(xml: Any, network: Network, columns: dict[str, str], positions: Any) -> None:
    with xml.element("nodes"):
        for node, data in network.nodes(data=True):
            xml.write("\n")
            with xml.element("node", {"id": xml_text(node), "label": xml_text(data["label"])}):
                _write_values(xml, data, columns)
                _write_colour(xml, KIND.get(data["kind"], OTHER_KIND))
                with xml.element(f"{{{VIZ}}}size", {"value": f"{size(data):.2f}"}):
                    pass
                if node in positions:
                    x, y = positions[node]
                    # Gephi's y grows upwards.
                    with xml.element(f"{{{VIZ}}}position", {"x": repr(float(x)), "y": repr(0.0 - y), "z": "0.0"}):
                        pass


def _write_edges(xml: Any, network: Network, columns: dict[str, str]) -> None:
    with xml.element("edges"):
        for number, (first, second, data) in enumerate(network.edges(data=True)):
            attributes = {
                "id": str(number),
                "source": xml_text(first),
                "target": xml_text(second),
                "type": "directed" if data["directed"] else "undirected",
                "label": xml_text(data["label"]),
                "kind": xml_text(data["relation"]),
                "weight": str(data["weight"]),
            }
            attributes |= {end: data[name] for end, name in (("start", "earliest"), ("end", "latest")) if data[name]}
            xml.write("\n")
            with xml.element("edge", attributes):
                _write_values(xml, data, columns)
                _write_colour(xml, SIGN[data["sign"]])


def _write_colour(xml: Any, colour: str) -> None:
    red, green, blue = rgb(colour)
    with xml.element(f"{{{VIZ}}}color", {"r": str(red), "g": str(green), "b": str(blue)}):
        pass
