"""Parts of the RDF that people ask for: the plain ties, and claims as nanopublications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from comity.export.lines import split
from comity.vocabulary import ASSEMBLED_GRAPH, BASE, INFERRED_GRAPH, PREFIXES, REFERENCE_GRAPH, Relation


def _iri(prefix: str, local: str = "") -> str:
    return f"<{PREFIXES[prefix]}{local}>"


_TIES = frozenset(_iri("com", relation.value) for relation in Relation)
_NAMED = tuple(_iri(word)[:-1] for word in ("actor", "agreement", "event", "project", "place", "domain"))


def ties(lines: Iterable[str]) -> set[str]:
    """The plain triples between named things, what is known of those things, and the reference knowledge."""
    kept = set()
    for line in lines:
        triple, graph = split(line)
        subject, predicate, _ = triple.split(" ", 2)
        # A relation between named things outside the assembled graph is no plain tie, whoever put it there.
        own = graph == f"<{ASSEMBLED_GRAPH}>" or (predicate not in _TIES and graph != f"<{INFERRED_GRAPH}>")
        if graph == f"<{REFERENCE_GRAPH}>" or (subject.startswith(_NAMED) and own):
            kept.add(line)
    return kept


# --- nanopublications ---------------------------------------------------------------------------------------------

NP = "http://www.nanopub.org/nschema#"
INTRODUCES = "<http://purl.org/nanopub/x/introduces>"
CLAIM, EVIDENCE, DOCUMENT = (_iri(word)[:-1] for word in ("claim", "evidence", "document"))
TYPE = _iri("rdf", "type")

Node = dict[str, set[str]]


def nanopublications(lines: Iterable[str]) -> set[str]:
    """Every claim as a nanopublication: four named graphs of its own (https://nanopub.net/guidelines/).

    The head names the parts. The assertion is the claim with its figure, and the plain triple where the claim is one. The
    provenance holds its evidence, the documents they are from, counts, belief and links to other claims. The publication
    info says which run made it: there is no clock, so no date either.
    """
    said, assembled = _nodes(lines)
    evidence_of: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(said):
        if subject.startswith(EVIDENCE):
            for claim in said[subject].get(_iri("com", "supports"), ()):
                evidence_of[claim].append(subject)
    found: set[str] = set()
    for claim in said:
        if claim.startswith(CLAIM):
            found.update(_nanopublication(claim, evidence_of[claim], said, assembled))
    return found


def _nodes(lines: Iterable[str]) -> tuple[dict[str, Node], dict[str, Node]]:
    """Subject → predicate → objects, of the documents' graphs and of the assembled graph."""
    said: dict[str, Node] = defaultdict(lambda: defaultdict(set))
    assembled: dict[str, Node] = defaultdict(lambda: defaultdict(set))
    apart = (f"<{REFERENCE_GRAPH}>", f"<{INFERRED_GRAPH}>")
    for line in lines:
        triple, graph = split(line)
        if graph not in apart:
            subject, predicate, value = triple.split(" ", 2)
            (assembled if graph == f"<{ASSEMBLED_GRAPH}>" else said)[subject][predicate].add(value)
    return said, assembled


def _nanopublication(claim: str, evidence: list[str], said: dict[str, Node], assembled: dict[str, Node]) -> Iterator[str]:
    base = f"{BASE}nanopub/{claim.removeprefix(CLAIM)[:-1]}"
    node, (head, assertion, provenance, info) = f"<{base}>", (f"<{base}#{part}>" for part in _PARTS)
    yield f"{node} {TYPE} <{NP}Nanopublication> {head} ."
    for name, part in (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", info)):
        yield f"{node} <{NP}has{name}> {part} {head} ."
    about = [claim, *said[claim].get(_iri("com", "quantity"), ())]
    yield from (f"{triple} {assertion} ." for one in about for triple in _triples(one, said))
    yield from (f"{triple} {assertion} ." for triple in _plain(said[claim], assembled))
    documents = sorted({source for one in evidence for source in said[one].get(_iri("oa", "hasSource"), ())})
    runs = sorted({run for one in evidence for run in said[one].get(_iri("prov", "wasGeneratedBy"), ())})
    yield from (f"{assertion} {_iri('prov', 'wasDerivedFrom')} {document} {provenance} ." for document in documents)
    yield from (f"{triple} {provenance} ." for one in [*evidence, *documents] for triple in _triples(one, said))
    yield from (f"{triple} {provenance} ." for triple in _triples(claim, assembled))
    yield f"{node} {INTRODUCES} {claim} {info} ."
    for run in runs:
        yield f"{node} {_iri('prov', 'wasGeneratedBy')} {run} {info} ."
        yield from (f"{triple} {info} ." for triple in _triples(run, assembled))


_PARTS = ("head", "assertion", "provenance", "pubinfo")


def _triples(subject: str, nodes: dict[str, Node]) -> Iterator[str]:
    for predicate, values in nodes[subject].items():
        if predicate != _iri("schema", "mentions"):
            yield from (f"{subject} {predicate} {value}" for value in values)


def _plain(claim: Node, assembled: dict[str, Node]) -> Iterator[str]:
    """The claim's own plain triple, if it is one that stands as such: it may exist through another claim."""
    real = {_iri("com", "asserted"), _iri("com", "assessed")} & claim.get(_iri("com", "modality"), set())
    negated = any(value.startswith('"true"') for value in claim.get(_iri("com", "negated"), ()))
    if real and not negated:
        for subject in claim.get(_iri("rdf", "subject"), ()):
            for predicate in claim.get(_iri("rdf", "predicate"), ()):
                for value in claim.get(_iri("rdf", "object"), set()) & assembled[subject].get(predicate, set()):
                    yield f"{subject} {predicate} {value}"
