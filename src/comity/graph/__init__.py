"""Claims → RDF and back; the store; the check."""

from comity.graph.canonical import canonical
from comity.graph.reading import read_contents
from comity.graph.store import Store, open_graph
from comity.graph.writing import write

__all__ = ["Store", "canonical", "open_graph", "read_contents", "write"]
