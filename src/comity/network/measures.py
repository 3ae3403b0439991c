"""Measures of a network that analysts of international relations use: who is central, who brokers, who sides with whom.

Every function takes a projection (:func:`comity.network.projection.project`), best one edge a claim. Parallel ties between two
nodes are joined into one whose ``weight`` is their number of claims, or what :func:`weighed` put in its place. Negated
claims say that a tie is *not* there, and are never counted as one. Results are in the sorted order of the nodes and do not
depend on the hash seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from comity.errors import BadOption
from comity.network.projection import Grouping
from comity.vocabulary import UNNAMED, slug

if TYPE_CHECKING:
    import networkx

    from comity.network.projection import Network

    Ties = networkx.Graph[str]

EXACT_UP_TO = 5000
"""Nodes up to which betweenness is exact. Measured on one core at ten edges a node: with rustworkx 1,000 nodes take 0.4 s, 2,000
3 s, 5,000 25 s, where NetworkX takes 10 s for 1,000 and, for 20,000, two hours."""
ONE_CORE = 1 << 62
"""Nodes from which rustworkx would use several cores, which add up the same numbers in another order each time."""
SAMPLE = 500
"""Sources that betweenness is estimated from beyond that. Measured on 20,000 nodes and 200,000 edges: 48 of the 50 highest nodes
stay among the 50 highest."""


TOLERANCE = 1e-9
"""Change a node at which eigenvector centrality counts as found. It leaves six exact digits on path graphs of 1,000 nodes, the
slowest to converge of those tried."""


class Weight(StrEnum):
    """What makes a tie heavy."""

    CLAIMS = "claims"
    BELIEF = "belief"
    DOCUMENTS = "documents"


def weighed(network: Network, by: Weight) -> Network:
    """The network with the weight of each edge by what is said: its number of claims, how far they are believed, or how many
    independent documents say it.

    With belief, a tie weighs the sum of the beliefs of its claims: the number of claims to be expected among them that were
    read rightly. Reference edges stay without weight.

    Raises:
        BadOption: belief or documents are asked of edges that stand for several claims each.
    """
    if by is Weight.CLAIMS:
        return network
    if network.graph.get("grouping") != Grouping.CLAIM:
        raise BadOption(f"edges that stand for several claims cannot be weighed by {by}", next_step="project claims")
    name = "belief" if by is Weight.BELIEF else "document_count"
    found = network.copy()
    for _, _, data in found.edges(data=True):
        data["weight"] = data[name] if data["weight"] else 0
    return found


def ties(network: Network, signs: Collection[int] = ()) -> Ties:
    """The undirected network with one edge a pair: ``weight`` is the sum of its edges', ``claims`` are their identifiers.

    Args:
        network: a projection.
        signs: take edges of these signs only; all when empty. Negated and reference edges are never taken.

    Raises:
        BadOption: signs are asked of a network whose edges are whole dyads, with claims of several signs in one.
    """
    import networkx

    if signs and network.graph.get("grouping") == Grouping.DYAD:
        raise BadOption("edges that stand for a whole dyad have lost the signs of their claims", next_step="project claims")
    found: Ties = networkx.Graph()
    found.add_nodes_from(network.nodes(data=True))
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for first, second, data in network.edges(data=True):
        if first != second and data["weight"] and not data["negated"] and (not signs or data["sign"] in signs):
            pairs[min(first, second), max(first, second)].append(data)
    for (first, second), edges in sorted(pairs.items()):
        claims = tuple(claim for data in edges for claim in data["claims"].split("; "))
        found.add_edge(first, second, weight=sum(data["weight"] for data in edges), claims=claims)
    return found


def named(network: Network) -> Network:
    """The network without the agent whom no text names: it is another one each time, and stands in no structure."""
    return network.subgraph([node for node in network if node != UNNAMED]).copy()


def actors(network: Network) -> Network:
    """The part of the network whose nodes are named actors: states, organisations, persons and collectives."""
    return named(network.subgraph([node for node in network if node.startswith("actor:")]))


# --- of each node -------------------------------------------------------------------------------------------------


def degree(network: Network) -> dict[str, float]:
    """Number of others each node has a tie with."""
    return {node: float(count) for node, count in ties(network).degree()}


def strength(network: Network) -> dict[str, float]:
    """Weight of the ties of each node with others: its number of claims, unless they are weighed otherwise."""
    return {node: float(total) for node, total in ties(network).degree(weight="weight")}


def cooperation(network: Network) -> dict[str, float]:
    """Weight of the ties of cooperation each node has: their number of claims, unless they are weighed otherwise."""
    return {node: float(total) for node, total in ties(network, (1,)).degree(weight="weight")}


def conflict(network: Network) -> dict[str, float]:
    """Weight of the ties of conflict each node has: their number of claims, unless they are weighed otherwise."""
    return {node: float(total) for node, total in ties(network, (-1,)).degree(weight="weight")}


def betweenness(network: Network, *, seed: int = 0) -> dict[str, float]:
    """Share of shortest paths that run through each node (Freeman 1977), between 0 and 1.

    Paths count ties, not claims: how often two actors are written about is not how near they are. Networks of more than
    ``EXACT_UP_TO`` nodes are estimated from ``SAMPLE`` sources, chosen by ``seed`` (Brandes and Pich 2007). Agrees with
    ``networkx.betweenness_centrality``; exact values are worked out by rustworkx, some 25 times as fast.
    """
    import networkx
    import rustworkx

    found = ties(network)
    if len(found) > EXACT_UP_TO:
        return dict(networkx.betweenness_centrality(found, k=SAMPLE, seed=seed))
    number = {node: place for place, node in enumerate(found)}
    graph: rustworkx.PyGraph[str, None] = rustworkx.PyGraph()
    graph.add_nodes_from(list(found))
    graph.add_edges_from_no_data([(number[first], number[second]) for first, second in found.edges()])
    values = rustworkx.betweenness_centrality(graph, parallel_threshold=ONE_CORE)
    return {node: values[place] for node, place in number.items()}


def eigenvector(network: Network) -> dict[str, float]:
    """Centrality through central neighbours (Bonacich 1972), weighted, with Euclidean norm 1.

    In a network of several components it is zero outside the one with the largest eigenvalue, and all but zero there before
    the iteration ends: what is smaller than the change that ends it is told as zero. Without ties all are zero.
    """
    import networkx

    found = ties(network)
    if not found.number_of_edges():
        return dict.fromkeys(found, 0.0)
    values = networkx.eigenvector_centrality(found, max_iter=10_000, tol=TOLERANCE, weight="weight")
    least = TOLERANCE * len(found)
    return {node: value if value > least else 0.0 for node, value in values.items()}


def constraint(network: Network) -> dict[str, float]:
    """How much each node's contacts are each other's contacts (Burt 1992), weighted; low means a broker.

    Nodes without ties have none and are left out. Agrees with ``networkx.constraint``, which takes a minute for 250 nodes
    and 3,700 ties, where this takes 0.2 s: each pair's share of ties is worked out once.
    """
    found = ties(network)
    shares: dict[str, dict[str, float]] = {}
    for node, tied in found.adjacency():
        total = sum(data["weight"] for data in tied.values())
        shares[node] = {other: data["weight"] / total for other, data in tied.items()}
    return {node: _constraint(shares, own) for node, own in shares.items() if own}


def _constraint(shares: Mapping[str, Mapping[str, float]], own: Mapping[str, float]) -> float:
    """Sum over a node's contacts of the squared share it has in them, directly and through its other contacts."""
    through = dict(own)
    for contact, share in own.items():
        for other, further in shares[contact].items():
            if other in through:
                through[other] += share * further
    return sum(share * share for share in through.values())


def community(network: Network, *, seed: int = 0, resolution: float = 1.0) -> dict[str, float]:
    """Number of each node's community, from 1, the largest first; see :func:`communities`."""
    found = communities(network, seed=seed, resolution=resolution)
    numbered = {node: float(number) for number, members in enumerate(found, start=1) for node in members}
    return {node: numbered[node] for node in network}


NODE_MEASURES: dict[str, Callable[[Network], dict[str, float]]] = {
    "degree": degree,
    "strength": strength,
    "cooperation": cooperation,
    "conflict": conflict,
    "betweenness": betweenness,
    "eigenvector": eigenvector,
    "constraint": constraint,
    "community": community,
}
"""Measures that give each node a number, by name."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node with its measures; one that a measure does not apply to has ``None``."""

    node: str
    label: str
    kind: str
    values: Mapping[str, float | None]


def table(network: Network, measures: Iterable[str] = tuple(NODE_MEASURES)) -> list[NodeRow]:
    """Every node with the measures asked for, the highest in the first measure first.

    Raises:
        BadOption: there is no measure of that name.
    """
    names = list(dict.fromkeys(measures))
    if unknown := [name for name in names if name not in NODE_MEASURES]:
        raise BadOption(f"there is no measure {unknown[0]!r}", next_step=f"choose from {', '.join(NODE_MEASURES)}")
    values = {name: NODE_MEASURES[name](network) for name in names}
    rows = [
        NodeRow(node, data["label"], data["kind"], {name: values[name].get(node) for name in names})
        for node, data in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-(next(iter(row.values.values()), None) or 0.0), row.node))


# --- of the whole -------------------------------------------------------------------------------------------------


def communities(network: Network, *, seed: int = 0, resolution: float = 1.0) -> list[tuple[str, ...]]:
    """Groups that cooperate more among themselves than with others: Louvain (Blondel et al. 2008), the largest first.

    Only ties of cooperation count, by their weight: enemies are not put together for being much written about. A node
    without such a tie is a group of its own.
    """
    import networkx

    found = ties(network, (1,))
    # Louvain walks sets of nodes: numbers keep the order of the sorted names, strings would follow the hash seed.
    names = sorted(found)
    numbered = networkx.relabel_nodes(found, {name: number for number, name in enumerate(names)})
    groups = networkx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=seed)
    named = [tuple(names[number] for number in sorted(group)) for group in groups]
    return sorted(named, key=lambda group: (-len(group), group))


@dataclass(frozen=True, slots=True)
class Triad:
    """Three nodes that all have a sign towards each other.

    ``pairs`` are (first, second, sign, claims), in sorted order; ``balanced`` when the product of the signs is positive.
    """

    nodes: tuple[str, str, str]
    pairs: tuple[tuple[str, str, int, tuple[str, ...]], ...]

    @property
    def balanced(self) -> bool:
        """True for three friends, and for two friends with a common enemy."""
        return sum(1 for _, _, sign, _ in self.pairs if sign < 0) % 2 == 0


@dataclass(frozen=True, slots=True)
class Balance:
    """Structural balance (Heider 1946; Cartwright and Harary 1956) of the signed network."""

    triads: tuple[Triad, ...]

    @property
    def balanced(self) -> int:
        """Number of balanced triads."""
        return sum(1 for triad in self.triads if triad.balanced)

    @property
    def unbalanced(self) -> int:
        """Number of unbalanced triads."""
        return len(self.triads) - self.balanced

    @property
    def share(self) -> float | None:
        """Share of triads that are balanced, or ``None`` when there is none."""
        return self.balanced / len(self.triads) if self.triads else None


def balance(network: Network) -> Balance:
    """All triads of the signed network, with the claims that make them.

    The sign of a pair is that of the greater number of its claims, cooperation or conflict; a pair with as many of each
    is ambivalent and makes no triad, and structural claims do not count.
    """
    friendly, hostile = ties(network, (1,)), ties(network, (-1,))
    signed: dict[str, dict[str, tuple[int, tuple[str, ...]]]] = {node: {} for node in network}
    for first, second in sorted({*_edges(friendly), *_edges(hostile)}):
        positive, negative = (_claims(part, first, second) for part in (friendly, hostile))
        if len(positive) != len(negative):
            tie = (1 if len(positive) > len(negative) else -1, positive + negative)
            signed[first][second] = signed[second][first] = tie
    return Balance(tuple(_triads(signed)))


def _edges(found: Ties) -> Iterator[tuple[str, str]]:
    for first, second in found.edges():
        yield min(first, second), max(first, second)


def _claims(found: Ties, first: str, second: str) -> tuple[str, ...]:
    return tuple(found.edges[first, second]["claims"]) if found.has_edge(first, second) else ()


def _triads(signed: Mapping[str, Mapping[str, tuple[int, tuple[str, ...]]]]) -> Iterator[Triad]:
    for first in sorted(signed):
        later = sorted(node for node in signed[first] if node > first)
        for second in later:
            for third in (node for node in later if node > second and node in signed[second]):
                pairs = ((first, second), (first, third), (second, third))
                yield Triad((first, second, third), tuple((a, b, *signed[a][b]) for a, b in pairs))


# --- chains -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain, with the claims that tie its two ends."""

    source: str
    target: str
    claims: tuple[str, ...]


def chain(network: Network, source: str, target: str) -> tuple[Hop, ...]:
    """The shortest chain of cooperation from one node to another; ``()`` when there is none.

    Of several as short, one whose hops weigh more is taken, then the first in the order of names. Ties are followed in
    either direction.

    Raises:
        BadOption: one of them is not in the network, or they are the same.
    """
    import networkx

    found = ties(network, (1,))
    ends = [resolve(network, name) for name in (source, target)]
    if ends[0] == ends[1]:
        raise BadOption(f"a chain needs two different ends, and both are {ends[0]}", next_step="name another actor")
    size = 2 * len(found)
    lightest = min((data["weight"] for *_, data in found.edges(data=True)), default=1)

    def cost(_first: str, _second: str, data: dict[str, Any]) -> float:
        # Together the fractions of any path stay below 1/2, so that fewer hops always win.
        return 1.0 + float(lightest) / float(data["weight"] * size)

    try:
        path = networkx.dijkstra_path(found, ends[0], ends[1], weight=cost)
    except networkx.NetworkXNoPath:
        return ()
    return tuple(Hop(first, second, _claims(found, first, second)) for first, second in pairwise(path))


def resolve(network: Network, name: str) -> str:
    """Identifier of the node that a person means by an identifier, its last part, or its label, whatever the case.

    Raises:
        BadOption: no node is called so, or several are.
    """
    for candidate in (name, f"actor:{slug(name)}"):
        if candidate in network:
            return candidate
    found = [node for node, data in network.nodes(data=True) if data["label"].casefold() == name.casefold()]
    if not found:
        raise BadOption(f"{name!r} is not in this network", next_step="see `comity measures` for who is, or take more modalities")
    if len(found) > 1:
        raise BadOption(f"{name!r} may be {' or '.join(found)}", next_step="name the identifier")
    return found[0]
