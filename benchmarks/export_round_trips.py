"""What programs that are not ours read back from each export, and docs/formats.md with the outcome.

    python benchmarks/export_round_trips.py                      # measures the Python readers and Graphviz, writes the page
    python benchmarks/export_round_trips.py --others NODE PYTHON # also those that no test runs, see export_others.py

Two graphs are written and read back: the one made by hand for the tests, and one whose every label, quote and title is out to
break a file format. A test holds the page against a new measurement.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from comity import export
from comity.export.options import Source
from comity.graph import canonical
from comity.graph.writing import quad_lines
from comity.model import Contents
from comity.reference import Reference

HERE = Path(__file__).parent
CHECKOUT = HERE.parent
PAGE = CHECKOUT / "docs" / "formats.md"
MARK = "<!-- measured apart -->"
SECONDS_MARK = "<!-- seconds -->"


def loaded(name: str, path: Path) -> ModuleType:
    """A module by its path."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


readers = loaded("export_readers", HERE / "export_readers.py")


@dataclass(frozen=True)
class Kept:
    """How much came back, and how much there was: nodes, edges, values of attributes."""

    nodes: tuple[int, int]
    edges: tuple[int, int]
    values: tuple[int, int]

    def cells(self) -> list[str]:
        """The three, as text."""
        return ["–" if not all_ else f"{kept}/{all_}" for kept, all_ in (self.nodes, self.edges, self.values)]


# --- networks -----------------------------------------------------------------------------------------------------


def kept_network(contents: Contents, read: Callable[[Path, Any], Any], path: Path) -> Kept:
    """What came back of a network: nodes by identifier, edges by their ends, attributes that are equal to the last character."""
    network = Source(contents, None, export.Options()).network
    back = read(path, network)
    found_edges: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for first, second, data in back.edges:
        found_edges[first, second].append(data)
    nodes = values = edges = of_values = 0
    for node, data in network.nodes(data=True):
        nodes += node in back.nodes
        of_values += sum(map(is_said, data.values()))
        values += equal(data, back.nodes.get(node, {}))
    for first, second, data in network.edges(data=True):
        of_values += sum(map(is_said, data.values()))
        candidates = found_edges[first, second] or ([] if data["directed"] else found_edges[second, first])
        if candidates:
            best = max(candidates, key=lambda one: equal(data, one))
            candidates.remove(best)
            edges += 1
            values += equal(data, best)
    return Kept((nodes, len(network)), (edges, network.number_of_edges()), (values, of_values))


def is_said(value: object) -> bool:
    """True unless it is an empty text, which many formats leave out."""
    return value != ""


def equal(data: Mapping[str, Any], back: Mapping[str, Any]) -> int:
    """How many attributes have the value that they had."""
    return sum(1 for name, value in data.items() if is_said(value) and name in back and back[name] == value)


# --- tables and RDF -----------------------------------------------------------------------------------------------


def kept_table(contents: Contents, rows: list[Mapping[str, Any]]) -> Kept:
    """Rows and cells of the claims table that came back."""
    from comity.export.tables import Table, table

    columns = table(Source(contents, None, export.Options()), Table.CLAIMS)
    names = list(columns.types)
    all_ = [{n: v for n, v in zip(names, row, strict=True) if v not in ("", None)} for row in columns.rows]
    cells = sum(equal(_like(row, back), back) for row, back in zip(all_, rows, strict=False))
    return Kept((0, 0), (len(rows), len(all_)), (cells, sum(map(len, all_))))


def _like(row: Mapping[str, Any], back: Mapping[str, Any]) -> dict[str, Any]:
    """The row; as CSV spells its values where all that came back is text."""
    if not all(isinstance(value, str) for value in back.values()):
        return dict(row)
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items()}


Quad = tuple[str, str, str, str]


def kept_rdf(quads: set[Quad], back: Iterable[Quad], *, graphs: bool) -> Kept:
    """IRIs, statements between two of them, and statements with a literal that came back, each in its graph where there are any."""

    def whole(found: Iterable[Quad]) -> set[Quad]:
        return {(s, p, o, g if graphs else "") for s, p, o, g in found}

    expected, found = whole(quads), whole(back)

    def nodes(of: set[Quad]) -> set[str]:
        return {end for s, _, o, _ in of for end in (s, o) if not end.startswith('"')}

    def count(literal: bool) -> tuple[int, int]:
        wanted = {quad for quad in expected if quad[2].startswith('"') is literal}
        return len(wanted & found), len(wanted)

    return Kept((len(nodes(expected) & nodes(found)), len(nodes(expected))), count(False), count(True))


# --- the measurement ----------------------------------------------------------------------------------------------


def graphs() -> dict[str, Contents]:
    """The two graphs."""
    tests = CHECKOUT / "tests"
    return {
        "sample": loaded("comity_fixture_contents", tests / "fixtures" / "contents.py").contents(),
        "hostile": loaded("comity_hostile_contents", tests / "export" / "conftest.py").hostile_contents(),
    }


def quads_of(contents: Contents) -> list[str]:
    """Lines of the graph as N-Quads, without reference knowledge."""
    return "".join(quad_lines(canonical(contents), Reference({}, ()))).strip("\n").split("\n")


def written(contents: Contents, folder: Path, name: str, profile: str = "full") -> Path:
    """The file, or folder, of an export."""
    kind = export.FORMATS[name]
    path = folder / f"{name}-{profile}{kind.endings[0] if kind.endings else ''}"
    lines = quads_of(contents)
    export.write(name, path, contents=contents, quads=lines, options=export.Options(profile=export.Profile(profile)))
    return path


def profile_quads(contents: Contents, profile: str) -> set[Quad]:
    """The statements of a profile, before any format, spelled as the readers' terms are."""
    import pyoxigraph

    from comity.export.rdf import statements

    found = statements(Source(None, quads_of(contents), export.Options(profile=export.Profile(profile))))
    lines = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in found)
    return set(readers.spelled(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS)))


def measured() -> Iterator[list[str]]:
    """A row for each format and reader: format, reader, then nodes, edges and values for each graph; no DOT without Graphviz."""
    with tempfile.TemporaryDirectory() as folder:
        for name, reader, read in readers.NETWORKS:
            if name == "dot" and shutil.which("dot") is None:
                continue
            yield row(name, reader, lambda contents, n=name, r=read: kept_network(contents, r, written(contents, Path(folder), n)))
        for name, reader, read in readers.TABLES:
            yield row(name, reader, lambda contents, n=name, r=read: kept_table(contents, r(written(contents, Path(folder), n))))
        for name, profile, reader, read in readers.RDF:
            label = name if profile == "full" else f"{name}, {profile}"
            has_graphs = name in ("trig", "nquads", "jsonld")
            yield row(
                label,
                reader,
                lambda contents, n=name, p=profile, r=read, g=has_graphs: kept_rdf(
                    profile_quads(contents, p), r(written(contents, Path(folder), n, p)), graphs=g
                ),
            )


def row(name: str, reader: str, kept: Callable[[Contents], Kept]) -> list[str]:
    """The row of one format and reader."""
    return [name, reader, *(cell for contents in graphs().values() for cell in kept(contents).cells())]


# --- the page -----------------------------------------------------------------------------------------------------

HEADER = [
    "format",
    "read back by",
    *(f"{graph}: {what}" for graph in ("sample", "hostile") for what in ("nodes", "edges", "values")),
]
INTRODUCTION = (HERE / "export_formats.md").read_text(encoding="utf-8")
SECONDS = (HERE / "export_seconds.md").read_text(encoding="utf-8")


def table_of(rows: Iterable[list[str]], header: list[str]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def page(others: str) -> str:
    """The whole page; ``others`` is what was measured apart."""
    file = io.StringIO()
    file.write(INTRODUCTION.replace("TABLE", table_of(measured(), HEADER)))
    file.write(f"\n{MARK}\n\n{others.strip()}\n\n{SECONDS_MARK}\n\n{SECONDS}")
    return file.getvalue()


def kept_apart() -> str:
    """What was measured apart when the page was last written."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[2].partition(SECONDS_MARK)[0] if PAGE.exists() else ""


def main() -> None:
    """Write the page."""
    if shutil.which("dot") is None:
        sys.exit("Graphviz is not installed, and the page has lines about it; install it first")
    others = kept_apart()
    if sys.argv[1:2] == ["--others"]:
        node_folder, python = map(Path, sys.argv[2:4])
        others = loaded("export_others", HERE / "export_others.py").section(sys.modules[__name__], node_folder, python)
    PAGE.write_text(page(others), encoding="utf-8")
    sys.stderr.write(f"wrote {PAGE.name}\n")


if __name__ == "__main__":
    main()
