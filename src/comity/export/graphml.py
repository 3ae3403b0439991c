"""GraphML, by NetworkX's writer. Per-edge direction is the attribute ``directed``: most readers refuse mixed graphs."""

from __future__ import annotations

from typing import BinaryIO

from comity.export.options import Source
from comity.export.text import xml_text


def write(source: Source, file: BinaryIO) -> None:
    """Write the network; characters that XML forbids become U+FFFD."""
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**source.network.graph)
    for node, attributes in source.network.nodes(data=True):
        network.add_node(node, **{key: clean(value) for key, value in attributes.items()})
    for first, second, key, attributes in source.network.edges(keys=True, data=True):
        network.add_edge(first, second, key, **{name: clean(value) for name, value in attributes.items()})
    networkx.write_graphml(network, file, prettyprint=True)


def clean(value: object) -> object:
    """The value, texts made safe for XML."""
    return xml_text(value) if isinstance(value, str) else value
