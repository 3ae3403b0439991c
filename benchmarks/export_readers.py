"""Readers of other people, one for each format they take; what they return is brought to one form, and nothing is mended."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Network = Any
"""The projection that was written, for formats that call nodes by something else than their identifier."""


@dataclass
class Back:
    """A network as it came back: attributes by node, and edges with theirs."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)


def of_networkx(found: Any, name: Callable[[Any], str] = str) -> Back:
    """A network that NetworkX holds."""
    edges = [(name(first), name(second), dict(data)) for first, second, data in found.edges(data=True)]
    return Back({name(node): dict(data) for node, data in found.nodes(data=True)}, edges)


def of_igraph(found: Any, key: str) -> Back:
    """A network that igraph holds, its nodes called by one of their attributes."""
    names = found.vs[key]
    edges = [(names[edge.source], names[edge.target], edge.attributes()) for edge in found.es]
    return Back({vertex[key]: vertex.attributes() for vertex in found.vs}, edges)


# --- networks -----------------------------------------------------------------------------------------------------


def graphml_networkx(path: Path, _network: Network) -> Back:
    import networkx

    return of_networkx(networkx.read_graphml(path, force_multigraph=True))


def graphml_igraph(path: Path, _network: Network) -> Back:
    import igraph

    return of_igraph(igraph.Graph.Read_GraphML(str(path)), "id")


def gexf_networkx(path: Path, _network: Network) -> Back:
    """NetworkX refuses graphs with directed and undirected edges, which Gephi wants: it gets them all directed."""
    import networkx

    path.write_text(path.read_text(encoding="utf-8").replace('type="undirected"', 'type="directed"'), encoding="utf-8")
    back = of_networkx(networkx.read_gexf(path, version="1.3"))
    for _, _, data in back.edges:
        # The reader gives the two XML attributes that are also in the values.
        data.pop("start", None)
        data.pop("end", None)
    return back


def gml_networkx(path: Path, _network: Network) -> Back:
    import networkx

    found = networkx.read_gml(path)
    names = {label: data["name"] for label, data in found.nodes(data=True)}
    back = of_networkx(found, lambda label: str(names[label]))
    for label, name in names.items():
        back.nodes[name]["label"] = label
    return _with_underscores(back)


def gml_igraph(path: Path, _network: Network) -> Back:
    import warnings

    import igraph

    with warnings.catch_warnings():
        # It says of each character reference that it leaves it as it is.
        warnings.simplefilter("ignore")
        return _with_underscores(of_igraph(igraph.Graph.Read_GML(str(path)), "name"))


def _with_underscores(back: Back) -> Back:
    """GML's grammar has no underscores: ``documentCount`` is ``document_count``."""

    def renamed(data: Mapping[str, Any]) -> dict[str, Any]:
        return {"".join(f"_{c.lower()}" if c.isupper() else c for c in name): value for name, value in data.items()}

    return Back({n: renamed(d) for n, d in back.nodes.items()}, [(a, b, renamed(d)) for a, b, d in back.edges])


def pajek_networkx(path: Path, network: Network) -> Back:
    import networkx

    labels = _pajek_labels(path, network)
    found = of_networkx(networkx.read_pajek(path), labels.__getitem__)
    nodes = {labels[label]: {"label": label} for label in labels}
    return Back({node: nodes[node] for node in found.nodes}, [(a, b, _signed(d["weight"])) for a, b, d in found.edges])


def pajek_igraph(path: Path, network: Network) -> Back:
    import igraph

    names = list(network)
    found = igraph.Graph.Read_Pajek(str(path))
    nodes = {names[vertex.index]: {"label": vertex["name"]} for vertex in found.vs}
    return Back(nodes, [(names[e.source], names[e.target], _signed(e["weight"])) for e in found.es])


def _pajek_labels(path: Path, network: Network) -> dict[str, str]:
    """Label in the file → identifier: nodes stand in the order of the network."""
    lines = path.read_text(encoding="utf-8").split("\n")[1 : len(network) + 1]
    return {line.split('"')[1]: node for line, node in zip(lines, network, strict=True)}


def _signed(weight: float) -> dict[str, Any]:
    """A weight that is negative for conflict."""
    return {"weight": abs(weight), "sign": -1} if weight < 0 else {"weight": abs(weight)}


def dot_graphviz(path: Path, _network: Network) -> Back:
    """Graphviz gives DOT's own escapes back as they stand; they are undone here as its renderers do."""
    import html

    def plain(text: str) -> str:
        parts = text.split("\\\\")
        return html.unescape("\\".join(part.replace("\\n", "\n").replace('\\"', '"') for part in parts))

    done = subprocess.run(["dot", "-Tjson0", str(path)], capture_output=True, check=True)
    found = json.loads(done.stdout)
    names = {one["_gvid"]: plain(one["name"]) for one in found["objects"]}
    nodes = {names[one["_gvid"]]: {k: plain(str(v)) for k, v in one.items()} for one in found["objects"]}
    edges = []
    for one in found.get("edges", []):
        data: dict[str, Any] = {name: plain(str(value)) for name, value in one.items()}
        data |= {"directed": one.get("dir") != "none", "sign": int(one["sign"]), "weight": int(one["weight"])}
        data |= {"quotes": data.get("tooltip"), "negated": data["label"].startswith("not: ")}
        data["label"] = data["label"].removeprefix("not: ")
        edges.append((names[one["tail"]], names[one["head"]], data))
    return Back(nodes, edges)


def json_networkx(path: Path, _network: Network) -> Back:
    import networkx

    return of_networkx(networkx.node_link_graph(json.loads(path.read_bytes())))


def cytoscape_networkx(path: Path, _network: Network) -> Back:
    import networkx

    data = json.loads(path.read_bytes())
    data["data"] = list(data["data"].items())
    return of_networkx(networkx.cytoscape_graph(data))


def edgelist_networkx(path: Path, _network: Network) -> Back:
    import networkx

    found = of_networkx(networkx.read_weighted_edgelist(path, create_using=networkx.MultiDiGraph))
    return Back(found.nodes, [(a, b, _signed(d["weight"])) for a, b, d in found.edges])


def edgelist_igraph(path: Path, _network: Network) -> Back:
    import igraph

    found = of_igraph(igraph.Graph.Read_Ncol(str(path), directed=True), "name")
    return Back(found.nodes, [(a, b, _signed(d["weight"])) for a, b, d in found.edges])


def neo4j_pandas(path: Path, _network: Network) -> Back:
    """The two files by their typed headers, as Neo4j's importer takes them: ``sign:long``."""
    import pandas

    def rows(name: str) -> list[dict[str, Any]]:
        frame = pandas.read_csv(path / name, dtype=str, keep_default_na=False, na_filter=False, lineterminator="\n")
        return [dict(_typed(head, cell) for head, cell in row.items()) for row in frame.to_dict("records")]

    nodes = {row["id"]: row for row in rows("nodes.csv")}
    return Back(nodes, [(row["START_ID"], row["END_ID"], row) for row in rows("relationships.csv")])


def neo4j_csv(path: Path, _network: Network) -> Back:
    def rows(name: str) -> list[dict[str, Any]]:
        with (path / name).open(encoding="utf-8", newline="") as file:
            return [dict(_typed(head, cell) for head, cell in row.items()) for row in csv.DictReader(file)]

    nodes = {row["id"]: row for row in rows("nodes.csv")}
    return Back(nodes, [(row["START_ID"], row["END_ID"], row) for row in rows("relationships.csv")])


def _typed(head: object, cell: str) -> tuple[str, Any]:
    name, _, kind = str(head).removeprefix(":").partition(":")
    if kind in ("long", "double"):
        return name, float(cell) if cell else ""
    return (name, cell == "true") if kind == "boolean" else (name, cell)


# --- tables -------------------------------------------------------------------------------------------------------


def csv_pandas(path: Path) -> list[Mapping[str, Any]]:
    import pandas

    # pandas takes a carriage return for the end of a line unless it is told which one it is.
    return _records(pandas.read_csv(path, lineterminator="\n", dtype=str, na_filter=False))


def csv_pyarrow(path: Path) -> list[Mapping[str, Any]]:
    from pyarrow import csv as arrow

    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    texts = arrow.ConvertOptions(column_types=dict.fromkeys(names, "string"))
    found = arrow.read_csv(path, parse_options=arrow.ParseOptions(newlines_in_values=True), convert_options=texts)
    return list(found.to_pylist())


def parquet_pyarrow(path: Path) -> list[Mapping[str, Any]]:
    import pyarrow.parquet

    return list(pyarrow.parquet.read_table(path).to_pylist())


def parquet_pandas(path: Path) -> list[Mapping[str, Any]]:
    import pandas

    return _records(pandas.read_parquet(path))


def xlsx_openpyxl(path: Path) -> list[Mapping[str, Any]]:
    import openpyxl

    head, *rows = openpyxl.load_workbook(path)["claims"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def xlsx_pandas(path: Path) -> list[Mapping[str, Any]]:
    import pandas

    return _records(pandas.read_excel(path, sheet_name="claims", keep_default_na=False))


def _records(frame: Any) -> list[Mapping[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


# --- RDF ----------------------------------------------------------------------------------------------------------

Quad = tuple[str, str, str, str]
OXIGRAPH = {
    "turtle": "TURTLE", "trig": "TRIG", "ntriples": "N_TRIPLES", "nquads": "N_QUADS", "rdfxml": "RDF_XML", "jsonld": "JSON_LD",
}  # fmt: skip
RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "rdfxml": "xml", "jsonld": "json-ld"}


def by_oxigraph(format_name: str) -> Callable[[Path], Iterable[Quad]]:
    """A reader of one syntax by Oxigraph, as N-Quads spells the terms."""

    def read(path: Path) -> Iterable[Quad]:
        import pyoxigraph

        syntax = getattr(pyoxigraph.RdfFormat, OXIGRAPH[format_name])
        return spelled(pyoxigraph.parse(path=str(path), format=syntax))

    return read


def by_rdflib(format_name: str) -> Callable[[Path], Iterable[Quad]]:
    """A reader of one syntax by rdflib."""

    def read(path: Path) -> Iterable[Quad]:
        import pyoxigraph
        import rdflib

        dataset = rdflib.Dataset()
        dataset.parse(path, format=RDFLIB[format_name])
        # rdflib escapes less than canonical N-Quads does: the one spelling is had by reading it once more.
        return spelled(pyoxigraph.parse(dataset.serialize(format="nquads"), format=pyoxigraph.RdfFormat.N_QUADS))

    return read


def jsonld_pyld(path: Path) -> Iterable[Quad]:
    import pyoxigraph
    from pyld import jsonld

    text = jsonld.to_rdf(json.loads(path.read_bytes()), {"format": "application/n-quads"})
    return spelled(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))


def spelled(quads: Iterable[Any]) -> Iterable[Quad]:
    """Quads as four texts; the default graph is ""."""
    import pyoxigraph

    for quad in quads:
        graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
        yield str(quad.subject), str(quad.predicate), str(quad.object), graph


# --- who reads what -----------------------------------------------------------------------------------------------

NETWORKS: tuple[tuple[str, str, Callable[[Path, Network], Back]], ...] = (
    ("graphml", "networkx", graphml_networkx), ("graphml", "igraph", graphml_igraph), ("gexf", "networkx", gexf_networkx),
    ("gml", "networkx", gml_networkx), ("gml", "igraph", gml_igraph), ("pajek", "networkx", pajek_networkx),
    ("pajek", "igraph", pajek_igraph), ("dot", "graphviz", dot_graphviz), ("json", "networkx", json_networkx),
    ("cytoscape", "networkx", cytoscape_networkx), ("neo4j", "pandas", neo4j_pandas), ("neo4j", "Python's csv", neo4j_csv),
    ("edgelist", "networkx", edgelist_networkx), ("edgelist", "igraph", edgelist_igraph),
)  # fmt: skip
TABLES: tuple[tuple[str, str, Callable[[Path], list[Mapping[str, Any]]]], ...] = (
    ("csv", "pandas", csv_pandas), ("csv", "pyarrow", csv_pyarrow), ("parquet", "pyarrow", parquet_pyarrow),
    ("parquet", "pandas", parquet_pandas), ("xlsx", "openpyxl", xlsx_openpyxl), ("xlsx", "pandas", xlsx_pandas),
)  # fmt: skip
RDF: tuple[tuple[str, str, str, Callable[[Path], Iterable[Quad]]], ...] = (
    *((name, "full", "oxigraph", by_oxigraph(name)) for name in OXIGRAPH),
    *((name, "full", "rdflib", by_rdflib(name)) for name in RDFLIB),
    ("jsonld", "full", "pyld", jsonld_pyld),
    ("turtle", "ties", "rdflib", by_rdflib("turtle")),
    ("trig", "nanopub", "rdflib", by_rdflib("trig")),
    ("jsonld", "nanopub", "pyld", jsonld_pyld),
    *((name, "rdf12", "oxigraph", by_oxigraph(name)) for name in OXIGRAPH if name != "jsonld"),
)
