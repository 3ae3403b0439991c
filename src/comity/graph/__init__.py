"""Claims → RDF and back; the store; the check."""

from comity.graph.canonical import canonical
from comity.graph.checking import check
from comity.graph.reading import read_contents, read_coverage
from comity.graph.report import Finding, Report, Severity
from comity.graph.store import Store, open_graph
from comity.graph.writing import write

__all__ = [
    "Finding",
    "Report",
    "Severity",
    "Store",
    "canonical",
    "check",
    "open_graph",
    "read_contents",
    "read_coverage",
    "write",
]
