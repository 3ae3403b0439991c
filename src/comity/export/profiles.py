"""Parts and forms of the RDF that people ask for: plain ties, claims as nanopublications, claims as reifiers of RDF 1.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from comity.export.lines import Statement
from comity.vocabulary import ASSEMBLED_GRAPH, BASE, INFERRED_GRAPH, PREFIXES, REFERENCE_GRAPH, Modality, Relation

ASSEMBLED, INFERRED, REFERENCE = f"<{ASSEMBLED_GRAPH}>", f"<{INFERRED_GRAPH}>", f"<{REFERENCE_GRAPH}>"


def _iri(prefix: str, local: str = "") -> str:
    return f"<{PREFIXES[prefix]}{local}>"


_TIES = frozenset(_iri("com", relation.value) for relation in Relation)
CLAIM, EVIDENCE = _iri("claim")[:-1], _iri("evidence")[:-1]
_NAMED = tuple(_iri(word)[:-1] for word in ("actor", "agreement", "event", "project", "place", "domain"))


def ties(statements: Iterable[Statement]) -> list[Statement]:
    """The plain triples between named things, what is known of those things, and the reference knowledge."""
    kept = []
    for statement in statements:
        subject, predicate, _, graph = statement
        # A relation between named things outside the assembled graph is no plain tie, whoever put it there.
        own = graph == ASSEMBLED or (predicate not in _TIES and graph != INFERRED)
        if graph == REFERENCE or (subject.startswith(_NAMED) and own):
            kept.append(statement)
    return kept


# --- RDF 1.2 ------------------------------------------------------------------------------------------------------

REIFIES = _iri("rdf", "reifies")
_PARTS_OF_A_TIE = tuple(_iri("rdf", part) for part in ("subject", "predicate", "object"))


def reified(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, sorted as they came, with each claim as a reifier of its tie (RDF 1.2 Concepts, section 1.5).

    ``rdf:reifies`` with a triple term takes the place of ``rdf:subject``, ``rdf:predicate`` and ``rdf:object`` in every graph
    that has all three. A triple term is not asserted: what could be, or is denied, stays no tie.
    """
    for subject, group in groupby(statements, key=lambda statement: statement[0]):
        said = list(group)
        yield from sorted(_with_triple_term(said)) if subject.startswith(CLAIM) else said


def _with_triple_term(of_a_claim: list[Statement]) -> Iterator[Statement]:
    ties_by_graph: dict[str, dict[str, str]] = defaultdict(dict)
    for _, predicate, value, graph in of_a_claim:
        if predicate in _PARTS_OF_A_TIE:
            ties_by_graph[graph][predicate] = value
    whole = {graph for graph, parts in ties_by_graph.items() if len(parts) == len(_PARTS_OF_A_TIE)}
    for statement in of_a_claim:
        subject, predicate, _, graph = statement
        if graph not in whole or predicate not in _PARTS_OF_A_TIE:
            yield statement
        elif predicate == _PARTS_OF_A_TIE[0]:
            parts = " ".join(ties_by_graph[graph][part] for part in _PARTS_OF_A_TIE)
            yield subject, REIFIES, f"<<( {parts} )>>", graph


# --- nanopublications ---------------------------------------------------------------------------------------------

NP = "http://www.nanopub.org/nschema#"
INTRODUCES = "<http://purl.org/nanopub/x/introduces>"
TYPE, SUPPORTS, SOURCE, MENTIONS = _iri("rdf", "type"), _iri("com", "supports"), _iri("oa", "hasSource"), _iri("schema", "mentions")
DERIVED, GENERATED = _iri("prov", "wasDerivedFrom"), _iri("prov", "wasGeneratedBy")
REAL = frozenset(_iri("com", modality.value) for modality in Modality if modality.is_real)

Triple = tuple[str, str, str]
Said = dict[str, list[tuple[str, str]]]


def nanopublications(statements: Iterable[Statement]) -> Iterator[tuple[str, set[Triple]]]:
    """Every claim as a nanopublication: four named graphs of its own (https://nanopub.net/guidelines/), in order.

    The assertion is the claim with its figure, and the plain triple where the claim is one. The head names the parts. The
    provenance holds its evidence, the documents they are from, counts, belief and links to other claims. The publication
    info says which run made it: there is no clock, so no date either.
    """
    said, assembled, plain = _nodes(statements)
    evidence_of: dict[str, list[str]] = defaultdict(list)
    for subject, pairs in said.items():
        if subject.startswith(EVIDENCE):
            for claim in _values(pairs, SUPPORTS):
                evidence_of[claim].append(subject)
    for claim in sorted(subject for subject in said if subject.startswith(CLAIM)):
        yield from _nanopublication(claim, evidence_of[claim], said, assembled, plain)


def _nodes(statements: Iterable[Statement]) -> tuple[Said, Said, set[Triple]]:
    """What the documents' graphs say of each node, what the assembled graph does, and the plain triples."""
    said: Said = defaultdict(list)
    assembled: Said = defaultdict(list)
    plain: set[Triple] = set()
    for subject, predicate, value, graph in statements:
        if graph == ASSEMBLED and predicate in _TIES:
            plain.add((subject, predicate, value))
        elif graph not in (REFERENCE, INFERRED) and predicate != MENTIONS:
            (assembled if graph == ASSEMBLED else said)[subject].append((predicate, value))
    return said, assembled, plain


def _values(pairs: list[tuple[str, str]], wanted: str) -> list[str]:
    return sorted({value for predicate, value in pairs if predicate == wanted})


def _nanopublication(
    claim: str, evidence: list[str], said: Said, assembled: Said, plain: set[Triple]
) -> Iterator[tuple[str, set[Triple]]]:
    base = f"{BASE}nanopub/{claim.removeprefix(CLAIM)[:-1]}"
    node, head, assertion, provenance, info = f"<{base}>", *(f"<{base}#{part}>" for part in _PARTS)
    documents = sorted({source for one in evidence for source in _values(said[one], SOURCE)})
    runs = sorted({run for one in evidence for run in _values(said[one], GENERATED)})
    figures = _values(said[claim], _iri("com", "quantity"))
    yield assertion, {*_triples([claim, *figures], said), *_plain(said[claim], plain)}
    parts = (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", info))
    yield head, {(node, TYPE, f"<{NP}Nanopublication>"), *((node, f"<{NP}has{name}>", part) for name, part in parts)}
    yield (
        provenance,
        {
            *((assertion, DERIVED, document) for document in documents),
            *_triples([*evidence, *documents], said),
            *_triples([claim], assembled),
        },
    )
    yield info, {(node, INTRODUCES, claim), *((node, GENERATED, run) for run in runs), *_triples(runs, assembled)}


_PARTS = ("head", "assertion", "provenance", "pubinfo")


def _triples(subjects: Iterable[str], nodes: Said) -> Iterator[Triple]:
    for subject in subjects:
        yield from ((subject, predicate, value) for predicate, value in nodes.get(subject, ()))


def _plain(claim: list[tuple[str, str]], plain: set[Triple]) -> Iterator[Triple]:
    """The claim's own plain triple, if it is one that stands as such: it may exist through another claim."""
    parts = dict(claim)
    tie = (parts.get(_iri("rdf", "subject"), ""), parts.get(_iri("rdf", "predicate"), ""), parts.get(_iri("rdf", "object"), ""))
    is_real = parts.get(_iri("com", "modality")) in REAL and not parts.get(_iri("com", "negated"), "").startswith('"true"')
    if is_real and tie in plain:
        yield tie
