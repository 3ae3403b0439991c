"""The readers that no test runs, since they need Node.js or packages that drag in many others: one section of docs/formats.md.

    python benchmarks/export_round_trips.py --others NODE_FOLDER PYTHON

NODE_FOLDER is one in which the packages that export_readers.mjs names are installed, PYTHON the interpreter of an environment
with the package nanopub.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
PACKAGES = {
    "gexf": "graphology-gexf", "graphml": "graphology-graphml", "cytoscape": "cytoscape", "n3": "n3",
    "cypher": "@neo4j-cypher/language-support",
}  # fmt: skip
NANOPUB = """
import sys
from collections import defaultdict
from importlib.metadata import version

import rdflib
from nanopub import Nanopub

parts = defaultdict(list)
for s, p, o, g in rdflib.Dataset().parse(sys.argv[1], format="trig").quads():
    parts[str(g).split("#")[0]].append((s, p, o, g))
valid = 0
for quads in parts.values():
    one = rdflib.Dataset()
    for s, p, o, g in quads:
        one.add((s, p, o, one.graph(g)))
    valid += Nanopub(rdf=one).is_valid
print(version("nanopub"), valid, len(parts))
"""


def section(trips: ModuleType, node_folder: Path, python: Path) -> str:
    """The section, measured now."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(trips, Path(folder), node_folder))
        nanopub = list(_nanopub(trips, Path(folder), python))
    return f"{trips.table_of(rows, trips.HEADER)}\n\n{' '.join(nanopub)}"


def _rows(trips: ModuleType, folder: Path, node_folder: Path) -> Iterator[list[str]]:
    def read(kind: str, path: Path) -> Any:
        command = ["node", str(HERE / "export_readers.mjs"), str(node_folder), kind, str(path)]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    def network(kind: str) -> Callable[[Path, Any], Any]:
        def back(path: Path, _network: Any) -> Any:
            found = read(kind, path)
            return trips.readers.Back(found["nodes"], [tuple(edge) for edge in found["edges"]])

        return back

    for kind in ("graphml", "gexf", "cytoscape", "cypher"):
        yield trips.row(
            kind, _called(node_folder, kind), lambda c, k=kind: trips.kept_network(c, network(k), trips.written(c, folder, k))
        )

    def by_n3(contents: Any) -> Any:
        import pyoxigraph

        text = read("n3", trips.written(contents, folder, "trig", "rdf12"))
        back = trips.readers.spelled(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
        return trips.kept_rdf(trips.profile_quads(contents, "rdf12"), back, graphs=True)

    yield trips.row("trig, rdf12", _called(node_folder, "n3"), by_n3)


def _called(node_folder: Path, kind: str) -> str:
    name = PACKAGES[kind]
    known = json.loads((node_folder / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
    return f"{name} {known['version']}"


def _nanopub(trips: ModuleType, folder: Path, python: Path) -> Iterator[str]:
    for graph, contents in trips.graphs().items():
        path = trips.written(contents, folder, "trig", "nanopub")
        done = subprocess.run([str(python), "-c", NANOPUB, str(path)], capture_output=True, text=True, check=True)
        version, valid, all_ = done.stdout.split()
        yield f"Of the {graph} graph's {all_} nanopublications, the Python package nanopub {version} finds {valid} valid."
