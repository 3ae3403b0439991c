"""Networks, read back by readers that are not ours."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from comity.errors import BadOption
from comity.export import Options
from comity.export.options import Source
from comity.export.text import xml_text
from comity.model import Contents
from comity.network.projection import Grouping

igraph = pytest.importorskip("igraph")
GROUPINGS = list(Grouping)


def projected(contents: Contents, **options: Any) -> networkx.MultiDiGraph[str]:
    return Source(contents, None, Options(**options)).network


def clean(data: dict[str, Any]) -> dict[str, Any]:
    return {key: xml_text(value) if isinstance(value, str) else value for key, value in data.items()}


def edges(network: Any) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted(((a, b, str(k), clean(d)) for a, b, k, d in network.edges(keys=True, data=True)), key=lambda edge: edge[:3])


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_graphml_is_what_networkx_reads(either: Contents, exported: Any, grouping: Grouping) -> None:
    network = projected(either, grouping=grouping)
    back = networkx.read_graphml(exported("graphml", either, grouping=grouping), force_multigraph=True)
    assert dict(back.nodes(data=True)) == {node: clean(data) for node, data in network.nodes(data=True)}
    assert [edge[:2] + edge[3:] for edge in edges(back)] == [edge[:2] + edge[3:] for edge in edges(network)]


def test_graphml_is_what_igraph_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    back = igraph.Graph.Read_GraphML(str(exported("graphml", either)))
    assert back.is_directed()
    assert back.vs["id"] == list(network)
    assert back.vs["label"] == [xml_text(data["label"]) for _, data in network.nodes(data=True)]
    assert Counter(back.es["sign"]) == Counter(data["sign"] for _, _, data in network.edges(data=True))
    assert Counter(back.es["quotes"]) == Counter(xml_text(data["quotes"]) for _, _, data in network.edges(data=True))
    assert set(back.es["negated"]) == {False}


def test_gexf_has_every_attribute_colour_and_time(either: Contents, exported: Any) -> None:
    network = projected(either)
    tree = etree.parse(str(exported("gexf", either, positions={next(iter(network)): (1.5, -2.0)})))
    ns = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
    nodes = tree.findall(".//g:node", ns)
    assert {node.get("id"): node.get("label") for node in nodes} == {
        node: xml_text(data["label"]).replace("\t", "\t") for node, data in network.nodes(data=True)
    }
    assert [position.get("x") for position in tree.findall(".//v:position", ns)] == ["1.5"]
    sizes = {node.get("id"): float(node.find("v:size", ns).get("value")) for node in nodes}
    claims = {node: data["claim_count"] for node, data in network.nodes(data=True)}
    assert sizes.keys() == claims.keys()
    assert sorted(sizes, key=lambda node: (sizes[node], node)) == sorted(claims, key=lambda node: (claims[node], node))
    found = tree.findall(".//g:edge", ns)
    for edge, (first, second, data) in zip(found, network.edges(data=True), strict=True):
        values = {value.get("for"): value.get("value") for value in edge.findall(".//g:attvalue", ns)}
        assert (edge.get("source"), edge.get("target"), edge.get("kind")) == (first, second, data["relation"])
        assert edge.get("type") == ("directed" if data["directed"] else "undirected")
        assert (edge.get("start") or "", edge.get("end") or "") == (data["earliest"], data["latest"])
        assert values["quotes"] == xml_text(data["quotes"])
        assert float(values["belief"]) == data["belief"]
        assert len(edge.findall("v:color", ns)) == 1
    colours = {edge.find("v:color", ns).attrib.values()[0]: None for edge in found}
    assert len(colours) == len({data["sign"] for _, _, data in network.edges(data=True)})


def test_gexf_says_what_networkx_can_read_once_all_edges_have_a_direction(contents: Contents, exported: Any) -> None:
    """NetworkX refuses graphs with both kinds of edges, which Gephi wants; all else it takes."""
    path = exported("gexf", contents)
    path.write_text(path.read_text(encoding="utf-8").replace('type="undirected"', 'type="directed"'), encoding="utf-8")
    back = networkx.read_gexf(path, version="1.3")
    network = projected(contents)
    assert back.graph["mode"] == "dynamic"
    assert back.number_of_edges() == network.number_of_edges()
    assert {node: data["label"] for node, data in back.nodes(data=True)} == {n: d["label"] for n, d in network.nodes(data=True)}
    assert Counter(d["sign"] for _, _, d in back.edges(data=True)) == Counter(d["sign"] for _, _, d in network.edges(data=True))
    assert {d["negated"] for _, _, d in back.edges(data=True)} == {False}


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_gml_is_what_networkx_reads(either: Contents, exported: Any, grouping: Grouping) -> None:
    network = projected(either, grouping=grouping)
    back = networkx.read_gml(exported("gml", either, grouping=grouping))
    assert {data["name"] for _, data in back.nodes(data=True)} == set(network)
    names = {label: data["name"] for label, data in back.nodes(data=True)}
    found = Counter((names[a], names[b], d["quotes"], d["documentCount"], d["negated"]) for a, b, d in back.edges(data=True))
    assert found == Counter(
        (a, b, xml_text(d["quotes"]), d["document_count"], int(d["negated"])) for a, b, d in network.edges(data=True)
    )


@pytest.mark.filterwarnings("ignore:One or more unknown entities")
def test_gml_is_what_igraph_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    back = igraph.Graph.Read_GML(str(exported("gml", either)))
    assert back.vs["name"] == list(network)
    assert sorted(back.es["sign"]) == sorted(data["sign"] for _, _, data in network.edges(data=True))


def test_gml_puts_the_identifier_behind_a_label_that_is_shared(hostile: Contents, exported: Any) -> None:
    back = networkx.read_gml(exported("gml", hostile))
    assert {"Georgia (actor:same)", "Georgia (actor:same-too)"} <= set(back)


def test_pajek_is_what_networkx_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    back = networkx.read_pajek(exported("pajek", either))
    assert len(back) == len(network)
    arcs = sum(1 for _, _, data in network.edges(data=True) if data["directed"])
    # Edges, which have no direction, come back as two arcs.
    assert back.number_of_edges() in (network.number_of_edges(), 2 * network.number_of_edges() - arcs)
    signed = {-data["weight"] if data["sign"] < 0 else data["weight"] for _, _, data in network.edges(data=True)}
    assert {data["weight"] for _, _, data in back.edges(data=True)} == {float(weight) for weight in signed}


def test_pajek_is_what_igraph_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    back = igraph.Graph.Read_Pajek(str(exported("pajek", either)))
    assert (back.vcount(), back.ecount()) == (len(network), network.number_of_edges())
    assert sum(back.es["weight"]) == sum(-d["weight"] if d["sign"] < 0 else d["weight"] for _, _, d in network.edges(data=True))


def test_pajek_keeps_relations_and_times(contents: Contents, exported: Any) -> None:
    text = exported("pajek", contents).read_text(encoding="utf-8")
    assert 'l "tradesWith 2021"' in text
    assert 'l "holdsOffice 2018/"' in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_dot_is_what_graphviz_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    done = subprocess.run(["dot", "-Tjson0", str(exported("dot", either))], capture_output=True, check=True)
    assert done.stderr == b""
    back = json.loads(done.stdout)
    ids = {node["_gvid"]: node for node in back["objects"]}
    assert len(ids) == len(network)
    assert Counter((ids[e["tail"]]["kind"], int(e["sign"]), e["relation"], e.get("dir")) for e in back["edges"]) == Counter(
        (network.nodes[a]["kind"], d["sign"], d["relation"], None if d["directed"] else "none")
        for a, _, d in network.edges(data=True)
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_dot_draws_labels_as_they_are(hostile: Contents, exported: Any) -> None:
    done = subprocess.run(["dot", "-Tsvg", str(exported("dot", hostile))], capture_output=True, check=True)
    text = html.unescape(" ".join(etree.fromstring(done.stdout).itertext()))
    for shown in ("\"double\" 'single' “curly” `back`", "<b>&</b> ]]>", "السلام عليكم", "C:\\temp\\", "\\u0022"):
        assert shown in text, shown


def test_json_is_what_networkx_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    back = networkx.node_link_graph(json.loads(exported("json", either).read_bytes()))
    assert networkx.utils.graphs_equal(back, network)
    assert back.is_directed() and back.is_multigraph()


def test_cytoscape_is_what_networkx_reads(either: Contents, exported: Any) -> None:
    network = projected(either)
    data = json.loads(exported("cytoscape", either, positions={next(iter(network)): (3, 4)}).read_bytes())
    assert data["elements"]["nodes"][0]["position"] == {"x": 3.0, "y": 4.0}
    assert len({edge["data"]["id"] for edge in data["elements"]["edges"]}) == network.number_of_edges()
    data["data"] = list(data["data"].items())
    back = networkx.cytoscape_graph(data)
    assert {node: d["label"] for node, d in back.nodes(data=True)} == {node: d["label"] for node, d in network.nodes(data=True)}
    assert Counter((a, b, d["quotes"], d["sign"]) for a, b, d in back.edges(data=True)) == Counter(
        (a, b, d["quotes"], d["sign"]) for a, b, d in network.edges(data=True)
    )


def test_edgelist_is_what_networkx_and_igraph_read(either: Contents, exported: Any) -> None:
    network = projected(either)
    path = exported("edgelist", either)
    back = networkx.read_weighted_edgelist(path, create_using=networkx.MultiDiGraph)
    expected = Counter((a, b, -d["weight"] if d["sign"] < 0 else d["weight"]) for a, b, d in network.edges(data=True))
    assert Counter((a, b, d["weight"]) for a, b, d in back.edges(data=True)) == expected
    other = igraph.Graph.Read_Ncol(str(path), directed=True)
    assert other.ecount() == network.number_of_edges()
    assert set(other.vs["name"]) == {node for edge in network.edges() for node in edge}


def test_neo4j_files_have_typed_headers_and_every_row(either: Contents, exported: Any) -> None:
    network = projected(either)
    folder = exported("neo4j", either)
    assert sorted(path.name for path in folder.iterdir()) == ["import.sh", "nodes.csv", "relationships.csv"]
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    assert [row["id:ID"] for row in nodes] == list(network)
    assert [row["label:string"] for row in nodes] == [data["label"] for _, data in network.nodes(data=True)]
    assert all(row[":LABEL"].startswith("Entity") and int(row["claim_count:long"]) for row in nodes)
    with (folder / "relationships.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r[":START_ID"], r[":END_ID"], r["quotes:string"], int(r["sign:long"]), r["negated:boolean"]) for r in rows] == [
        (a, b, d["quotes"], d["sign"], "false") for a, b, d in network.edges(data=True)
    ]
    assert all(row[":TYPE"].replace("_", "").casefold() == row["relation:string"].casefold() for row in rows)


def strings_of(script: str) -> list[str]:
    """The string literals of a Cypher script, read as Cypher's grammar says, after Unicode escapes as old versions did it."""
    # Those versions replaced \uXXXX wherever a backslash and a u met, before looking at anything else.
    early = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), script)
    plain = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', early, flags=re.DOTALL)
    return [re.sub(r"\\(.)", lambda found: plain.get(found[1], found[1]), text, flags=re.DOTALL) for text in texts]


def test_cypher_strings_come_back_as_they_were(hostile: Contents, exported: Any) -> None:
    network = projected(hostile)
    script = exported("cypher", hostile).read_text(encoding="utf-8")
    found = strings_of(script)
    for _, data in network.nodes(data=True):
        assert data["label"] in found
    for _, _, data in network.edges(data=True):
        assert data["quotes"] in found
    assert script.count("`claim_count`:") == len(network)
    assert script.count("MERGE (a)-") == len({data["relation"] for _, _, data in network.edges(data=True)})


def test_cypher_is_split_into_statements_of_bounded_size(contents: Contents, exported: Any) -> None:
    from comity.export import cypher

    script = exported("cypher", contents).read_text(encoding="utf-8")
    assert all(statement.count("`label`:") <= cypher.BATCH for statement in script.split(";\n"))
    assert script.startswith("CREATE CONSTRAINT comity_entity IF NOT EXISTS")


def test_an_empty_network_is_written_by_every_writer(exported: Any) -> None:
    empty = Contents((), (), ())
    for name in ("graphml", "gexf", "gml", "pajek", "dot", "json", "cytoscape", "cypher", "neo4j", "edgelist"):
        path: Path = exported(name, empty)
        assert path.exists()
    assert len(networkx.node_link_graph(json.loads(exported("json", empty).read_bytes()))) == 0


def test_layout_places_every_node(contents: Contents, exported: Any) -> None:
    data = json.loads(exported("cytoscape", contents, place=True).read_bytes())
    places = [tuple(node["position"].values()) for node in data["elements"]["nodes"]]
    assert len(set(places)) == len(places) == len(projected(contents))


def test_positions_are_turned_to_each_format_s_axes(contents: Contents, exported: Any) -> None:
    first, second = list(projected(contents))[:2]
    positions = {first: (0.0, 0.0), second: (100.0, 50.0)}
    gexf = exported("gexf", contents, positions=positions).read_text(encoding="utf-8")
    assert 'x="100.0" y="-50.0"' in gexf
    assert 'pos="100.0,-50.0"' in exported("dot", contents, positions=positions).read_text(encoding="utf-8")
    pajek = exported("pajek", contents, positions=positions)
    assert " 0.0500 0.0500 0.5\n" in pajek.read_text(encoding="utf-8")
    assert " 0.9500 0.5000 0.5\n" in pajek.read_text(encoding="utf-8")
    assert igraph.Graph.Read_Pajek(str(pajek)).vs["x"][:2] == [0.05, 0.95]


def test_too_many_nodes_are_not_placed(monkeypatch: pytest.MonkeyPatch, contents: Contents, exported: Any) -> None:
    monkeypatch.setattr("comity.export.options.MOST_PLACED", 2)
    with pytest.raises(BadOption, match="too many to lay out"):
        exported("gexf", contents, place=True)
