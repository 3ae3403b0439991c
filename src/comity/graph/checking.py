"""Does a built graph keep what it promises?"""

from __future__ import annotations

from pathlib import Path

from comity.graph.consistency import consistency_findings
from comity.graph.report import Report
from comity.graph.shapes import shape_findings
from comity.graph.store import Store, open_graph


def check(folder: Path | str) -> Report:
    """All that is wrong with a built graph: shapes, what must fit together across nodes, quotes against texts.

    Raises:
        GraphNotFound: there is no built graph.
        BrokenGraph: its files do not parse.
    """
    return check_store(open_graph(Path(folder)))


def check_store(store: Store) -> Report:
    """The same for a graph that is open."""
    findings = sorted({*shape_findings(store), *consistency_findings(store)})
    claims, evidence, documents = (_count(store, kind) for kind in ("Claim", "Evidence", "Document"))
    return Report(tuple(findings), claims, evidence, documents)


def _count(store: Store, kind: str) -> int:
    return int(next(iter(store.select(f"SELECT (COUNT(?node) AS ?n) {{ ?node a com:{kind} }}")))["n"].value)
