"""GML, by NetworkX's writer: ASCII only, other characters as numeric references, as the format's author laid down.

NetworkX turns them back. igraph leaves them as they stand: take GraphML there.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from comity.export.options import Source
from comity.export.text import xml_text

if TYPE_CHECKING:
    from comity.network.projection import Network, Value


def write(source: Source, file: BinaryIO) -> None:
    """Write the network: nodes are numbered, ``name`` is their identifier, ``label`` their label.

    A label that several nodes share gets the identifier behind it, since readers take labels for keys. Attribute names
    lose their underscores (``documentCount``), which GML's grammar does not have; booleans become 0 and 1; characters
    that no XML could hold become U+FFFD.
    """
    import networkx

    labels = unique_labels(source.network)
    network: Network = networkx.MultiDiGraph(**source.network.graph)
    for node, data in source.network.nodes(data=True):
        network.add_node(labels[node], **_renamed({"name": node, **data}))
    for first, second, key, data in source.network.edges(keys=True, data=True):
        network.add_edge(labels[first], labels[second], key, **_renamed(data))
    for line in networkx.generate_gml(network):
        file.write(line.encode("ascii") + b"\n")


def unique_labels(network: Network) -> dict[str, str]:
    """Label of each node, with the identifier behind those that several nodes share."""
    labels = {node: xml_text(data["label"]) for node, data in network.nodes(data=True)}
    shared = Counter(labels.values())
    return {node: f"{label} ({node})" if shared[label] > 1 else label for node, label in labels.items()}


def _renamed(data: dict[str, Value]) -> dict[str, Value]:
    def camel(name: str) -> str:
        return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)

    return {camel(name): xml_text(value) if isinstance(value, str) else value for name, value in data.items()}
