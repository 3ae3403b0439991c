"""The SHACL shapes over a graph, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.graph.report import Finding, Severity
from comity.graph.store import Store
from comity.graph.terms import short
from comity.vocabulary import ASSEMBLED_GRAPH, INFERRED_GRAPH, PREFIXES, REFERENCE_GRAPH

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = ("ontology", "shapes.ttl")

CHUNK = 20_000
"""Triples given to pyshacl at once, whole documents together. Each call costs some 20 ms before it sees a triple, so single
short documents are dear; above 20,000 the time a triple no longer falls (tried 2,000, 5,000, 20,000 and 100,000)."""

_TYPE = PREFIXES["rdf"] + "type"
_SH = PREFIXES["sh"]
_STRING = PREFIXES["xsd"] + "string"


def shape_findings(store: Store) -> Iterator[Finding]:
    """What breaks the shapes in ``data/ontology/shapes.ttl``: in each document's graph, in the assembled and
    the inferred, and in the reference.

    Of the reference graph only what differs from the installed tables is looked at: those are tested.
    """
    types = _types(store)
    pending: list[ox.Triple] = []
    for name in sorted(store.graph_names()):
        part = list(_strange(store) if name == REFERENCE_GRAPH else store.graph(name))
        if name in (ASSEMBLED_GRAPH, INFERRED_GRAPH, REFERENCE_GRAPH):
            # By themselves: their subjects stand there without types, and would count as described in the documents' graphs.
            yield from _of_part(part, types)
            continue
        pending.extend(part)
        if len(pending) >= CHUNK:
            yield from _of_part(pending, types)
            pending = []
    yield from _of_part(pending, types)


def _of_part(triples: list[ox.Triple], types: dict[object, list[ox.Triple]]) -> Iterator[Finding]:
    """What breaks the shapes in a part of the graph.

    The shapes also need to know what the part points to. Those nodes are known by their types alone, so what is found
    about themselves does not count here.
    """
    if not triples:
        return
    described = {triple.subject for triple in triples}
    pointed = {triple.object for triple in triples} - described
    around = [triple for node in pointed for triple in types.get(node, ())]
    own = {short(str(node).strip("<>")) for node in described}
    yield from (finding for finding in violations(to_rdflib([*triples, *around])) if finding.node in own)


def violations(graph: Graph) -> Iterator[Finding]:
    """What in an rdflib graph breaks the shapes."""
    from pyshacl import validate
    from rdflib import SH

    conforms, results, _ = validate(graph, shacl_graph=_shapes(), inplace=True, inference="none", advanced=False)
    if conforms:
        return
    for result in results.subjects(SH.focusNode, None):
        severity = str(results.value(result, SH.resultSeverity)).removeprefix(_SH)
        messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
        value = results.value(result, SH.value)
        yield Finding(
            Severity.VIOLATION if severity == "Violation" else Severity.WARNING,
            "; ".join(messages),
            short(str(results.value(result, SH.focusNode))),
            value="" if value is None else short(str(value)),
        )


def to_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """Triples as an rdflib graph; much faster than writing and parsing them."""
    import pyoxigraph as ox
    from rdflib import BNode, Graph, Literal, URIRef

    graph = Graph()
    known: dict[object, Node] = {}

    def term(one: object) -> Node:
        if one in known:
            return known[one]
        made: Node
        if isinstance(one, ox.NamedNode):
            made = URIRef(one.value)
        elif isinstance(one, ox.Literal):
            # rdflib holds a plain literal apart from the same one with its datatype spelled out.
            plain = one.language or one.datatype.value == _STRING
            datatype = None if plain else URIRef(one.datatype.value)
            made = Literal(one.value, lang=one.language, datatype=datatype, normalize=False)
        else:
            made = BNode(str(one)[2:])
        known[one] = made
        return made

    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(resources.data(*SHAPES), format="turtle")


def _types(store: Store) -> dict[object, list[ox.Triple]]:
    """Node → the triples that say what it is, over all graphs."""
    from pyoxigraph import NamedNode, Triple

    kind = NamedNode(_TYPE)
    found: dict[object, list[ox.Triple]] = {}
    for row in store.select("SELECT ?node ?type { ?node a ?type }"):
        found.setdefault(row["node"], []).append(Triple(row["node"], kind, row["type"]))
    return found


def _strange(store: Store) -> Iterator[ox.Triple]:
    """Triples about those nodes of the reference graph that are not, line by line, what the installed tables make."""
    from comity.graph.knowledge import add_knowledge
    from comity.graph.writing import GRAPH_FILE, REFERENCE, QuadLines, shipped_reference

    made = QuadLines()
    add_knowledge(made, shipped_reference(), REFERENCE)
    end = f" {REFERENCE} .\n"
    with (store.folder / GRAPH_FILE).open(encoding="utf-8", newline="\n") as file:
        kept = {line for line in file if line.endswith(end)}
    for subject in sorted({line.partition(" ")[0].strip("<>") for line in kept.symmetric_difference(made.lines())}):
        yield from store.graph(REFERENCE_GRAPH, subject)
