"""The page about formats says what its readers keep now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from types import ModuleType

import pytest

pytest.importorskip("igraph")


@pytest.fixture(scope="module")
def trips(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("benchmarks/export_round_trips.py")


@pytest.fixture(scope="module")
def measured(trips: ModuleType) -> dict[tuple[str, str], list[str]]:
    return {(name, reader): cells for name, reader, *cells in trips.measured()}


@pytest.fixture(scope="module")
def promised(trips: ModuleType) -> dict[tuple[str, str], list[str]]:
    table = trips.PAGE.read_text(encoding="utf-8").partition(trips.MARK)[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {(name, reader): cells for name, reader, *cells in rows[2:]}


def test_the_page_promises_what_is_so(
    measured: dict[tuple[str, str], list[str]], promised: dict[tuple[str, str], list[str]]
) -> None:
    def without_dot(rows: dict[tuple[str, str], list[str]]) -> dict[tuple[str, str], list[str]]:
        return {key: cells for key, cells in rows.items() if key[0] != "dot"}

    again = "run: python benchmarks/export_round_trips.py, with Graphviz installed"
    assert without_dot(measured) == without_dot(promised), f"docs/formats.md is behind; {again}"


def test_nothing_that_is_in_a_network_or_the_rdf_is_lost(measured: dict[tuple[str, str], list[str]]) -> None:
    """All nodes and edges come back from every format, and where no rule of XML is in the way all values do."""
    whole = [
        ("json", "networkx"), ("cytoscape", "networkx"), ("neo4j", "pandas"), ("parquet", "pyarrow"), ("csv", "pandas"),
        ("trig", "oxigraph"), ("trig", "rdflib"), ("nquads", "rdflib"), ("jsonld", "pyld"), ("trig, rdf12", "oxigraph"),
        ("trig, nanopub", "rdflib"),
    ]  # fmt: skip
    for key in whole:
        assert all(cell == "–" or len(set(cell.split("/"))) == 1 for cell in measured[key]), (key, measured[key])
    undirected_for_igraph = {("pajek", "igraph")}
    for key in measured.keys() - undirected_for_igraph:
        for cell in (measured[key][place] for place in (0, 1, 3, 4)):
            assert cell == "–" or len(set(cell.split("/"))) == 1, (key, measured[key])


def test_every_format_is_on_the_page(trips: ModuleType, promised: dict[tuple[str, str], list[str]]) -> None:
    from comity.export import FORMATS

    others = {line.split(" | ")[0].strip("| ") for line in trips.kept_apart().splitlines() if line.startswith("| ")}
    assert FORMATS.keys() <= {name for name, _ in promised} | others


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed: nobody reads the DOT export back here")
def test_graphviz_reads_what_the_page_says(
    measured: dict[tuple[str, str], list[str]], promised: dict[tuple[str, str], list[str]]
) -> None:
    assert measured["dot", "graphviz"] == promised["dot", "graphviz"]
