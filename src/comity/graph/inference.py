"""What follows from what was said, by the SPARQL rules of ``data/assembly/rules``, in the graph ``com:inferred`` alone.

A rule is a CONSTRUCT query. Rules run in the order of their file names, each once, and a later one sees what the earlier
found. They see what the documents say, the plain triples, and of the reference knowledge what is told of things that the
documents name: not the whole of it, which is ten times as large and which no question asks to be closed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.errors import BadTable
from comity.graph.terms import ALL_PREFIXES, iri
from comity.vocabulary import INFERRED_GRAPH, REFERENCE_GRAPH

if TYPE_CHECKING:
    from comity.graph.writing import QuadLines

RULES = ("assembly", "rules")

KNOWN = tuple(
    iri(name)
    for name in (
        "rdf:type", "com:state", "dcterms:type", "com:holdsOffice", "com:partyTo", "com:partOf", "com:obligation", "com:stage",
        "com:holder", "com:officeOf", "com:earliest", "com:latest", "skos:broader", "owl:inverseOf",
    )
)  # fmt: skip
"""What rules may ask of the reference knowledge."""

_TERMS = tuple(f"<{ALL_PREFIXES[prefix]}" for prefix in ("com", "domain"))
"""Subjects that rules may ask about whether a document names them or not: the vocabulary and the domains."""

_UNASKED = tuple(f"<{ALL_PREFIXES[prefix]}" for prefix in ("evidence", "quantity", "link", "comparison", "dyad", "run"))
"""Subjects that no rule asks about: they are four fifths of what the documents' graphs hold."""

_OFFICE = f"<{ALL_PREFIXES['term']}"


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """(name, CONSTRUCT query) of each rule in the order in which they run."""
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in sorted(resources.data(*RULES).glob("*.rq")))


def add_inferred(lines: QuadLines, named: Collection[str]) -> None:
    """Put what the rules find into the graph of what was inferred.

    Args:
        lines: the graph as it stands.
        named: identifiers of the things that the documents name.

    Raises:
        BadTable: a rule does not parse, or makes a blank node.
    """
    from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store

    store = Store()
    store.load("".join(_told(lines, named)).encode(), RdfFormat.N_QUADS)
    graph = NamedNode(INFERRED_GRAPH)
    for name, rule in rules():
        try:
            answer = store.query(rule, prefixes=ALL_PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise BadTable(f"the rule does not parse: {error}", file=f"{'/'.join(RULES)}/{name}.rq") from error
        if not isinstance(answer, QueryTriples):
            raise BadTable("the rule makes no triples", file=f"{'/'.join(RULES)}/{name}.rq", next_step="write CONSTRUCT")
        found = set(answer)
        for triple in found:
            if not isinstance(triple.subject, NamedNode):
                raise BadTable("the rule makes a blank node", file=f"{'/'.join(RULES)}/{name}.rq", next_step="give it an IRI")
            lines.add(str(triple.subject), [(str(triple.predicate), str(triple.object))], [str(graph)])
        store.extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)


def _holder(tails: Collection[str]) -> str:
    """Who holds the office that a node of a term of office is about."""
    start = f" {iri('com:holder')} "
    return next((tail[len(start) :].partition(" ")[0] for tail in tails if tail.startswith(start)), "")


def _told(lines: QuadLines, named: Collection[str]) -> Iterator[str]:
    """Lines that rules may see."""
    reference = f" <{REFERENCE_GRAPH}> .\n"
    known = {iri(one) for one in named}
    for subject, tails in lines.by_subject():
        if subject.startswith(_UNASKED):
            continue
        is_known = subject in known or subject.startswith(_TERMS) or (subject.startswith(_OFFICE) and _holder(tails) in known)
        for tail in tails:
            if not tail.endswith(reference) or (is_known and tail.lstrip().startswith(KNOWN)):
                yield subject + tail
