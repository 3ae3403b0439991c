"""Structure that can be opened: signed triads and brokers, each with the claims that make it, and what hangs on one document.

A structural finding is only as firm as the claims below it. Every one names them, and says for each document what would be
left of the finding without it: the claims that this document alone makes would go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from comity.model import Contents
from comity.network.measures import Triad, actors, balance, named, ties
from comity.network.projection import project

if TYPE_CHECKING:
    from comity.network.measures import Ties
    from comity.network.projection import Network

Sources = Mapping[str, tuple[int, frozenset[str]]]
"""Claim → its sign and the documents that make it."""


@dataclass(frozen=True, slots=True)
class ExplainedTriad:
    """A triad with what hangs on single documents.

    Attributes:
        triad: the three, their signs, and the claims that give them.
        without: (document, what becomes of the triad without it): "balanced", "unbalanced" or "no triad"; only documents
            whose absence changes it, sorted.
    """

    triad: Triad
    without: tuple[tuple[str, str], ...]

    @property
    def state(self) -> str:
        """What the triad is: "balanced" or "unbalanced"."""
        return "balanced" if self.triad.balanced else "unbalanced"


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between others that do not work together (an open triad: Burt 1992, Gould and Fernandez 1989).

    Attributes:
        node: the broker.
        between: pairs that both work with it, and not with each other, in sorted order.
        rivals: those of the pairs that clash with each other.
        claims: partner → claims of cooperation with it, for the partners that stand in a pair.
        without: (document, number of pairs left without it), only documents whose absence changes the number, sorted.
    """

    node: str
    between: tuple[tuple[str, str], ...]
    rivals: tuple[tuple[str, str], ...]
    claims: Mapping[str, tuple[str, ...]]
    without: tuple[tuple[str, int], ...]


def explained_triads(contents: Contents, network: Network | None = None) -> tuple[ExplainedTriad, ...]:
    """Every triad of the signed network, the unbalanced first.

    Args:
        contents: what the graph says.
        network: a projection of it with one edge a claim; that of its actors by default.
    """
    made_by = _sources(contents)
    found = [ExplainedTriad(triad, tuple(_without_triad(triad, made_by))) for triad in balance(_named(contents, network)).triads]
    return tuple(sorted(found, key=lambda one: (one.triad.balanced, one.triad.nodes)))


def _without_triad(triad: Triad, made_by: Sources) -> Iterator[tuple[str, str]]:
    documents = {document for *_, claims in triad.pairs for claim in claims for document in made_by[claim][1]}
    now = "balanced" if triad.balanced else "unbalanced"
    for document in sorted(documents):
        signs = [_sign(claims, document, made_by) for *_, claims in triad.pairs]
        left = "no triad" if 0 in signs else "balanced" if signs.count(-1) % 2 == 0 else "unbalanced"
        if left != now:
            yield document, left


def _sign(claims: Iterable[str], document: str, made_by: Sources) -> int:
    """Sign of a pair by the claims that are made elsewhere too; 0 where none is left or they are even."""
    total = sum(sign for sign, documents in (made_by[claim] for claim in claims) if documents - {document})
    return (total > 0) - (total < 0)


def _named(contents: Contents, network: Network | None) -> Network:
    return named(network) if network is not None else actors(project(contents))


def _sources(contents: Contents) -> dict[str, tuple[int, frozenset[str]]]:
    return {item.id: (item.claim.polarity, frozenset(one.document for one in item.evidence)) for item in contents.claims}


def brokers(contents: Contents, network: Network | None = None) -> tuple[Broker, ...]:
    """Actors between others that do not work together, those with most such pairs first.

    Args:
        contents: what the graph says.
        network: a projection of it with one edge a claim; that of its actors by default.
    """
    whole = _named(contents, network)
    friendly, hostile = ties(whole, (1,)), ties(whole, (-1,))
    made_by = _sources(contents)
    found = []
    for node in sorted(friendly):
        between = tuple(_between(friendly, node))
        if not between:
            continue
        partners = sorted({end for pair in between for end in pair})
        found.append(
            Broker(
                node,
                between,
                tuple(pair for pair in between if hostile.has_edge(*pair)),
                {partner: tuple(friendly.edges[node, partner]["claims"]) for partner in partners},
                tuple(_without_broker(friendly, node, len(between), made_by)),
            )
        )
    return tuple(sorted(found, key=lambda one: (-len(one.between), one.node)))


def _between(friendly: Ties, node: str) -> Iterator[tuple[str, str]]:
    for first, second in combinations(sorted(friendly[node]), 2):
        if not friendly.has_edge(first, second):
            yield first, second


def _without_broker(friendly: Ties, node: str, now: int, made_by: Sources) -> Iterator[tuple[str, int]]:
    """Documents without which it stands between fewer or more."""
    near = friendly.subgraph([node, *friendly[node]])
    alone: dict[str, list[tuple[str, str]]] = {}
    for first, second, data in near.edges(data=True):
        documents = {made_by[claim][1] for claim in data["claims"]}
        if len(documents) == 1 and len(only := next(iter(documents))) == 1:
            alone.setdefault(next(iter(only)), []).append((first, second))
    for document in sorted(alone):
        left = near.copy()
        left.remove_edges_from(alone[document])
        count = sum(1 for _ in _between(left, node))
        if count != now:
            yield document, count
