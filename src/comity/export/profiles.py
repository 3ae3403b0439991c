"""Parts of the RDF that people ask for: the plain ties, and claims as nanopublications."""

from __future__ import annotations

from collections.abc import Iterable

from comity.export.rdf import split
from comity.vocabulary import ASSEMBLED_GRAPH, INFERRED_GRAPH, PREFIXES, REFERENCE_GRAPH, Relation

_TIES = frozenset(f"<{PREFIXES['com']}{relation.value}>" for relation in Relation)
_NAMED = tuple(f"<{PREFIXES[word]}" for word in ("actor", "agreement", "event", "project", "place", "domain"))


def ties(lines: Iterable[str]) -> set[str]:
    """The plain triples between named things, what is known of those things, and the reference knowledge."""
    kept = set()
    for line in lines:
        triple, graph = split(line)
        subject, predicate, _ = triple.split(" ", 2)
        if graph == f"<{REFERENCE_GRAPH}>":
            kept.add(line)
        elif subject.startswith(_NAMED) and graph != f"<{INFERRED_GRAPH}>":
            # A relation outside the assembled graph is no plain tie, whoever put it there.
            if predicate not in _TIES or graph == f"<{ASSEMBLED_GRAPH}>":
                kept.add(line)
    return kept


NP = "http://www.nanopub.org/nschema#"


def nanopublications(lines: Iterable[str]) -> set[str]:
    raise NotImplementedError
