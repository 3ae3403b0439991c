"""What a person types as a name → the node of the graph that is meant."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from weakref import WeakKeyDictionary

from comity.errors import BadParameter
from comity.graph import Store
from comity.graph.terms import short

PREFIXES_OF: dict[str, frozenset[str]] = {
    "actor": frozenset({"actor"}),
    "side": frozenset({"actor"}),
    "organization": frozenset({"actor"}),
    "agreement": frozenset({"agreement"}),
    "entity": frozenset({"actor", "agreement", "event", "project", "place"}),
    "document": frozenset({"document"}),
    "claim": frozenset({"claim"}),
    "domain": frozenset({"domain"}),
}
"""Type of a parameter → prefixes of what it may mean."""

_LABELS = """
SELECT ?node ?rank ?name WHERE {
  { ?node skos:prefLabel ?name BIND(0 AS ?rank) }
  UNION { ?node skos:altLabel|com:iso2|com:iso3|com:fileName|dcterms:title ?name BIND(1 AS ?rank) }
  UNION { ?node skos:hiddenLabel ?name BIND(2 AS ?rank) }
}
"""


@dataclass(frozen=True)
class Names:
    """All names of a graph: folded name → node → how good (0 label, 1 other name, 2 adjective or metonym); labels by node."""

    nodes: dict[str, dict[str, int]]
    labels: dict[str, str]


_OF_STORE: WeakKeyDictionary[Store, Names] = WeakKeyDictionary()


def names_of(store: Store) -> Names:
    """The names of a graph, read once a store: labels, spellings, acronyms, codes, demonyms, file names and titles."""
    if store not in _OF_STORE:
        nodes: dict[str, dict[str, int]] = defaultdict(dict)
        labels: dict[str, str] = {}
        for row in store.select(_LABELS):
            node, rank, name = short(row["node"].value), int(row["rank"].value), row["name"].value
            best = nodes[folded(name)]
            best[node] = min(rank, best.get(node, rank))
            if rank == 0:
                labels[node] = name
        _OF_STORE[store] = Names(dict(nodes), labels)
    return _OF_STORE[store]


def folded(name: str) -> str:
    """A name without case, accents, marks and a leading article, so that spellings of one name meet."""
    # Case is folded before and after, because taking a letter apart can bring another capital to light (𝙰 → A).
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " if c != "." else "" for c in plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def node_of(store: Store, kind: str, value: str, parameter: str) -> str:
    """Prefixed name of what a person means by a name, an identifier or the last part of one.

    Args:
        store: the graph.
        kind: type of the parameter.
        value: what was typed.
        parameter: its name, for the message.

    Raises:
        BadParameter: nothing goes by that name, with the nearest; or several things do, with all of them.
    """
    prefixes = PREFIXES_OF[kind]
    known = names_of(store)
    identifier = short(value.strip("<>"))
    if identifier.partition(":")[0] in prefixes:
        return identifier
    for prefix in sorted(prefixes):
        if f"{prefix}:{value}" in known.labels:
            return f"{prefix}:{value}"
    found = {node: rank for node, rank in known.nodes.get(folded(value), {}).items() if node.partition(":")[0] in prefixes}
    best = sorted(node for node, rank in found.items() if rank == min(found.values()))
    if len(best) == 1:
        return best[0]
    if best:
        meant = " or ".join(f"{node} ({known.labels.get(node, node)})" for node in best)
        raise BadParameter(f"{value!r} may mean several things", place=f"parameter {parameter}", next_step=f"say {meant}")
    near = _near(known, prefixes, value)
    step = f"did you mean {' or '.join(near)}?" if near else f"give {_article(kind)} that the graph names"
    raise BadParameter(
        f"no {kind if kind != 'side' else 'actor'} goes by {value!r}", place=f"parameter {parameter}", next_step=step
    )


def _near(known: Names, prefixes: frozenset[str], value: str, number: int = 3) -> list[str]:
    """Labels of what has the most similar names, best first."""
    candidates = [name for name, nodes in known.nodes.items() if any(node.partition(":")[0] in prefixes for node in nodes)]
    found: dict[str, None] = {}
    for name in get_close_matches(folded(value), candidates, n=2 * number, cutoff=0.6):
        for node in sorted(known.nodes[name]):
            if node.partition(":")[0] in prefixes:
                found[known.labels.get(node, node)] = None
    return list(found)[:number]


def _article(kind: str) -> str:
    noun = "actor" if kind == "side" else kind
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
