"""GraphML 1.0, written here because NetworkX's writer spells truth ``True`` and gives edges identifiers that GraphML forbids.

Per-edge direction is the attribute ``directed``: most readers refuse mixed graphs, so every edge is a directed one to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from comity.export.columns import columns_of
from comity.export.options import Source
from comity.export.text import xml_text

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_NOT_NAME = re.compile(
    "[^-.:_0-9A-Za-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
"""What XML 1.0 (fifth edition, 2.3) has no place for in a name token."""

Keys = Mapping[str, str]
"""The identifier of the key of each attribute."""


def write(source: Source, file: BinaryIO) -> None:
    """Write the network; characters that XML forbids become U+FFFD."""
    from lxml import etree

    network = source.network
    columns = {
        "graph": columns_of([network.graph]),
        "node": columns_of(data for _, data in network.nodes(data=True)),
        "edge": columns_of(data for _, _, data in network.edges(data=True)),
    }
    location = {f"{{{SCHEMA}}}schemaLocation": f"{GRAPHML} {GRAPHML}/1.0/graphml.xsd"}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", location, nsmap={None: GRAPHML, "xsi": SCHEMA}):
            keys = {of: _write_keys(xml, of, kinds) for of, kinds in columns.items()}
            xml.write("\n")
            with xml.element("graph", {"edgedefault": "directed"}):
                _write_data(xml, network.graph, keys["graph"])
                for node, data in network.nodes(data=True):
                    xml.write("\n")
                    with xml.element("node", {"id": name(node)}):
                        _write_data(xml, data, keys["node"])
                for first, second, key, data in network.edges(keys=True, data=True):
                    xml.write("\n")
                    with xml.element("edge", {"id": name(key), "source": name(first), "target": name(second)}):
                        _write_data(xml, data, keys["edge"])
                xml.write("\n")
            xml.write("\n")


def name(identifier: str) -> str:
    """The identifier as a name token, which is all that GraphML lets point at a node: ``_`` for what such names do not hold.

    Identifiers of actors and claims hold nothing else; keys of grouped edges do (``actor:egypt|actor:sudan|oil|+1``).
    """
    return _NOT_NAME.sub("_", identifier)


def _write_keys(xml: Any, of: str, columns: Mapping[str, str]) -> Keys:
    keys = {attribute: f"{of[0]}{number}" for number, attribute in enumerate(columns)}
    for attribute, kind in columns.items():
        xml.write("\n")
        with xml.element("key", {"id": keys[attribute], "for": of, "attr.name": attribute, "attr.type": kind}):
            pass
    return keys


def _write_data(xml: Any, data: Mapping[str, Any], keys: Keys) -> None:
    for attribute, value in data.items():
        xml.write("\n  ")
        with xml.element("data", {"key": keys[attribute]}):
            xml.write(str(value).lower() if isinstance(value, bool) else xml_text(str(value)))
    xml.write("\n")
