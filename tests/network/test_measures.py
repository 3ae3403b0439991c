"""Measures against NetworkX's own results on its own graphs, and triads and chains worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import BadOption
from comity.model import AssembledClaim, Claim, Contents, Entity, Evidence
from comity.network import measures
from comity.network.projection import Grouping, project
from comity.vocabulary import UNNAMED, EntityKind, Relation

FRIENDS, ENEMIES, NEUTRAL = Relation.SUPPLIES, Relation.SANCTIONS, Relation.DEPENDS_ON


def network_of(*ties: tuple[str, Relation, str], negated: tuple[tuple[str, Relation, str], ...] = (), **options: Any) -> Any:
    """A projection of one claim a tie; a tie that is named twice is two claims, of different years."""
    seen: dict[tuple[str, Relation, str], int] = {}
    claims = []
    for tie in (*ties, *negated):
        seen[tie] = seen.get(tie, 0) + 1
        source, relation, target = tie
        claim = Claim.of(f"actor:{source}", relation, f"actor:{target}", when=f"{2000 + seen[tie]}", negated=tie in negated)
        claims.append(AssembledClaim(claim, (Evidence(claim.id, "document:d", "q", 0, 1),), 1, 0.5))
    names = sorted({end for source, _, target in (*ties, *negated) for end in (source, target)})
    entities = tuple(Entity(f"actor:{name}", EntityKind.STATE, name.title()) for name in names)
    contents = Contents((), entities, tuple(sorted(claims, key=lambda item: item.id)))
    return project(contents, **options)


def like(graph: networkx.Graph[Any]) -> Any:
    """A projection with the ties of an undirected graph, all of cooperation; node 7 becomes ``actor:n007``."""
    return network_of(*((f"n{a:03}", FRIENDS, f"n{b:03}") for a, b in graph.edges()))


def name(node: int) -> str:
    return f"actor:n{node:03}"


KARATE = networkx.convert_node_labels_to_integers(networkx.karate_club_graph())
for _, _, _data in KARATE.edges(data=True):
    _data.pop("weight", None)
GRAPHS = {
    "karate": KARATE,
    "petersen": networkx.petersen_graph(),
    "path": networkx.path_graph(9),
    "star": networkx.star_graph(6),
    "barbell": networkx.barbell_graph(4, 2),
}


def test_whoever_is_unnamed_is_not_one_actor() -> None:
    network = network_of(("unnamed", ENEMIES, "egypt"), ("unnamed", ENEMIES, "kenya"), ("egypt", FRIENDS, "sudan"))
    assert UNNAMED in network
    assert list(measures.actors(network)) == list(measures.named(network)) == ["actor:egypt", "actor:kenya", "actor:sudan"]
    assert measures.betweenness(measures.actors(network)) == dict.fromkeys(measures.actors(network), 0.0)


def test_what_eigenvectors_leave_of_other_components_is_zero() -> None:
    network = network_of(("a", FRIENDS, "b"), ("a", FRIENDS, "c"), ("b", FRIENDS, "c"), ("d", FRIENDS, "e"))
    found = measures.eigenvector(network)
    assert found["actor:d"] == found["actor:e"] == 0.0
    assert found["actor:a"] == pytest.approx(3**-0.5)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_measures_are_networkx_s(graph: networkx.Graph[int]) -> None:
    network = like(graph)
    cases: list[tuple[dict[str, float], dict[int, Any]]] = [
        (measures.degree(network), dict(graph.degree())),
        (measures.betweenness(network), networkx.betweenness_centrality(graph)),
        (measures.eigenvector(network), networkx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-9)),
        (measures.constraint(network), networkx.constraint(graph)),
    ]
    for found, expected in cases:
        assert found == {name(node): pytest.approx(value, abs=1e-6) for node, value in expected.items()}


def test_constraint_weighs_claims_as_networkx_does() -> None:
    network = network_of(*[("a", FRIENDS, "b")] * 5, *[("b", ENEMIES, "c")] * 2, ("a", FRIENDS, "c"), ("c", NEUTRAL, "d"))
    expected = networkx.constraint(measures.ties(network), weight="weight")
    assert measures.constraint(network) == {node: pytest.approx(value) for node, value in expected.items()}


def test_louvain_finds_the_two_halves_of_a_barbell() -> None:
    found = measures.communities(like(networkx.barbell_graph(5, 0)))
    assert found == [tuple(map(name, range(5))), tuple(map(name, range(5, 10)))]


def test_communities_are_a_partition_as_good_as_networkx_s() -> None:
    found = measures.communities(like(KARATE))
    assert sorted(node for group in found for node in group) == sorted(map(name, KARATE))
    numbered = [{int(node[7:]) for node in group} for group in found]
    best = max(networkx.community.modularity(KARATE, networkx.community.louvain_communities(KARATE, seed=s)) for s in range(5))
    assert networkx.community.modularity(KARATE, numbered) > best - 0.02


def test_enemies_are_no_community() -> None:
    network = network_of(*[("a", ENEMIES, "b")] * 9, ("a", FRIENDS, "c"), ("b", FRIENDS, "d"))
    assert measures.communities(network) == [("actor:a", "actor:c"), ("actor:b", "actor:d")]
    assert measures.community(network)["actor:c"] == 1.0


def test_strength_counts_claims_and_degree_counts_neighbours() -> None:
    network = network_of(("a", FRIENDS, "b"), ("a", FRIENDS, "b"), ("b", ENEMIES, "a"), ("a", NEUTRAL, "c"))
    assert measures.strength(network) == {"actor:a": 4.0, "actor:b": 3.0, "actor:c": 1.0}
    assert measures.degree(network) == {"actor:a": 2.0, "actor:b": 1.0, "actor:c": 1.0}
    assert measures.cooperation(network) == {"actor:a": 2.0, "actor:b": 2.0, "actor:c": 0.0}
    assert measures.conflict(network) == {"actor:a": 1.0, "actor:b": 1.0, "actor:c": 0.0}


def test_negated_claims_are_no_ties() -> None:
    network = network_of(("a", FRIENDS, "b"), negated=(("b", FRIENDS, "c"),))
    assert "actor:c" not in network
    with_negated = network_of(("a", FRIENDS, "b"), negated=(("b", FRIENDS, "c"),), grouping=Grouping.CLAIM)
    assert measures.ties(with_negated).number_of_edges() == 1


def test_betweenness_is_estimated_in_large_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "EXACT_UP_TO", 20)
    monkeypatch.setattr(measures, "SAMPLE", 25)
    network = like(KARATE)
    found = measures.betweenness(network)
    assert found == measures.betweenness(network) != measures.betweenness(network, seed=1)
    exact = networkx.betweenness_centrality(KARATE)
    assert max(found, key=lambda node: found[node]) == name(max(exact, key=lambda node: exact[node]))


EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] < edge[1]), min_size=1, max_size=30)


@given(EDGES)
@settings(max_examples=40, deadline=None)
def test_any_network_is_measured_as_networkx_does(edges: set[tuple[int, int]]) -> None:
    graph = networkx.Graph(sorted(edges))
    network = like(graph)
    assert measures.betweenness(network) == {
        name(node): pytest.approx(value, abs=1e-12) for node, value in networkx.betweenness_centrality(graph).items()
    }
    lengths = dict(networkx.all_pairs_shortest_path_length(graph))
    first = min(graph)
    for other in sorted(set(graph) - {first}):
        assert len(measures.chain(network, name(first), name(other))) == lengths[first].get(other, 0)


# --- what makes a tie heavy ---------------------------------------------------------------------------------------


def believed(*beliefs: tuple[str, str, float, int]) -> Any:
    """A projection of one claim of cooperation for each (source, target, belief, documents)."""
    claims = []
    for number, (source, target, belief, documents) in enumerate(beliefs):
        claim = Claim.of(f"actor:{source}", FRIENDS, f"actor:{target}", when=str(2000 + number))
        evidence = tuple(Evidence(claim.id, f"document:{place}", "q", 0, 1) for place in range(documents))
        claims.append(AssembledClaim(claim, evidence, documents, belief))
    return project(Contents((), (), tuple(sorted(claims, key=lambda item: item.id))))


def test_ties_weigh_by_claims_belief_or_documents() -> None:
    network = believed(("a", "b", 0.25, 1), ("b", "a", 0.5, 3), ("b", "c", 0.875, 1))
    expected = {
        measures.Weight.CLAIMS: (2.0, 3.0, 1.0),
        measures.Weight.BELIEF: (0.75, 1.625, 0.875),
        measures.Weight.DOCUMENTS: (4.0, 5.0, 1.0),
    }
    for weight, strengths in expected.items():
        found = measures.weighed(network, weight)
        assert tuple(measures.strength(found).values()) == strengths
        assert measures.degree(found) == measures.degree(network)
        weights = networkx.Graph()
        weights.add_weighted_edges_from([("actor:a", "actor:b", strengths[0]), ("actor:b", "actor:c", strengths[2])])
        assert measures.constraint(found) == {
            node: pytest.approx(value) for node, value in networkx.constraint(weights, weight="weight").items()
        }
        assert measures.eigenvector(found) == {
            node: pytest.approx(value, abs=1e-6)
            for node, value in networkx.eigenvector_centrality(weights, max_iter=10_000, tol=1e-9, weight="weight").items()
        }
    assert measures.strength(network) == {"actor:a": 2.0, "actor:b": 3.0, "actor:c": 1.0}


def test_a_chain_takes_the_better_believed_way_but_never_a_longer_one() -> None:
    ways = (("a", "b", 0.2, 1), ("b", "d", 0.2, 1), ("a", "c", 0.9, 1), ("c", "d", 0.9, 1))
    network = measures.weighed(believed(*ways), measures.Weight.BELIEF)
    assert [hop.target for hop in measures.chain(network, "a", "d")] == ["actor:c", "actor:d"]
    direct = measures.weighed(believed(*ways, ("a", "d", 1e-6, 1)), measures.Weight.BELIEF)
    assert len(measures.chain(direct, "a", "d")) == 1


@pytest.mark.parametrize("grouping", [Grouping.DYAD, Grouping.DYAD_DOMAIN_SIGN])
def test_edges_of_several_claims_have_no_one_belief(contents: Contents, grouping: Grouping) -> None:
    with pytest.raises(BadOption, match="several claims"):
        measures.weighed(project(contents, grouping=grouping), measures.Weight.BELIEF)


def test_an_empty_network_has_no_measures_and_does_not_fail() -> None:
    empty = project(Contents((), (), ()))
    assert measures.table(empty) == []
    assert measures.communities(empty) == []
    assert measures.balance(empty).share is None


def test_the_table_is_sorted_by_the_first_measure() -> None:
    network = network_of(("a", FRIENDS, "b"), ("b", FRIENDS, "c"), ("d", NEUTRAL, "d2"))
    rows = measures.table(network, ["constraint", "degree"])
    assert [row.node for row in rows][:3] == ["actor:a", "actor:c", "actor:d"]
    assert list(rows[0].values) == ["constraint", "degree"]
    assert measures.table(network, ["degree"])[0].node == "actor:b"
    with pytest.raises(BadOption, match="betweenness"):
        measures.table(network, ["fame"])


# --- balance ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "balanced"),
    [
        ((1, 1, 1), True),
        ((1, 1, -1), False),
        ((1, -1, -1), True),
        ((-1, -1, -1), False),
    ],
)
def test_triads_by_hand(signs: tuple[int, int, int], balanced: bool) -> None:
    relation = {1: FRIENDS, -1: ENEMIES}
    pairs = (("a", "b"), ("a", "c"), ("b", "c"))
    network = network_of(*((a, relation[sign], b) for (a, b), sign in zip(pairs, signs, strict=True)))
    found = measures.balance(network)
    [triad] = found.triads
    assert triad.balanced is balanced
    assert triad.nodes == ("actor:a", "actor:b", "actor:c")
    assert tuple(sign for _, _, sign, _ in triad.pairs) == signs
    assert (found.balanced, found.unbalanced, found.share) == ((1, 0, 1.0) if balanced else (0, 1, 0.0))
    assert {claim for *_, claims in triad.pairs for claim in claims} == {data["claims"] for *_, data in network.edges(data=True)}


def test_the_greater_number_of_claims_signs_a_pair_and_a_draw_does_not() -> None:
    ring = (("a", FRIENDS, "c"), ("b", FRIENDS, "c"))
    more = network_of(("a", FRIENDS, "b"), ("a", ENEMIES, "b"), ("b", ENEMIES, "a"), *ring)
    assert [triad.balanced for triad in measures.balance(more).triads] == [False]
    draw = network_of(("a", FRIENDS, "b"), ("a", ENEMIES, "b"), *ring)
    assert measures.balance(draw).triads == ()


def test_structural_ties_make_no_triad() -> None:
    network = network_of(("a", NEUTRAL, "b"), ("a", FRIENDS, "c"), ("b", FRIENDS, "c"))
    assert measures.balance(network).triads == ()


SIGNED = st.dictionaries(
    st.sampled_from([(a, b) for a in range(7) for b in range(a + 1, 7)]), st.sampled_from([1, -1]), max_size=21
)


@given(SIGNED)
@settings(max_examples=40, deadline=None)
def test_balance_agrees_with_the_trace_of_the_cube(signed: dict[tuple[int, int], int]) -> None:
    """The trace of the cubed signed adjacency matrix is six times (balanced − unbalanced), of the unsigned six times all."""
    import numpy as np

    relation = {1: FRIENDS, -1: ENEMIES}
    found = measures.balance(network_of(*((f"n{a}", relation[sign], f"n{b}") for (a, b), sign in signed.items())))
    matrix = np.zeros((7, 7), dtype=int)
    for (a, b), sign in signed.items():
        matrix[a, b] = matrix[b, a] = sign
    cubed = np.linalg.matrix_power(matrix, 3).trace()
    every = np.linalg.matrix_power(abs(matrix), 3).trace()
    assert 6 * (found.balanced - found.unbalanced) == cubed
    assert 6 * len(found.triads) == every


def test_whole_dyads_have_no_signs_to_balance(contents: Contents) -> None:
    with pytest.raises(BadOption, match="signs"):
        measures.balance(project(contents, grouping=Grouping.DYAD))


# --- chains -------------------------------------------------------------------------------------------------------


def test_the_shortest_chain_has_its_claims() -> None:
    network = network_of(("a", FRIENDS, "b"), ("c", FRIENDS, "b"), ("c", FRIENDS, "d"), ("a", ENEMIES, "d"))
    hops = measures.chain(network, "actor:a", "D")
    assert [(hop.source, hop.target) for hop in hops] == [("actor:a", "actor:b"), ("actor:b", "actor:c"), ("actor:c", "actor:d")]
    assert [network.edges["actor:c", "actor:b", claim]["relation"] for claim in hops[1].claims] == ["supplies"]


def test_of_chains_as_short_the_better_supported_is_taken_but_never_a_longer_one() -> None:
    strong = [("a", FRIENDS, "y")] * 3 + [("y", FRIENDS, "d")] * 3
    network = network_of(("a", FRIENDS, "b"), ("b", FRIENDS, "d"), *strong)
    assert [hop.target for hop in measures.chain(network, "a", "d")] == ["actor:y", "actor:d"]
    direct = network_of(("a", FRIENDS, "d"), *strong)
    assert len(measures.chain(direct, "a", "d")) == 1


def test_no_chain_runs_over_conflict_or_negation() -> None:
    network = network_of(("a", FRIENDS, "b"), ("c", FRIENDS, "d"), ("b", ENEMIES, "c"), ("a", NEUTRAL, "d"))
    assert measures.chain(network, "a", "d") == ()


@pytest.mark.parametrize(("first", "second", "said"), [("a", "nobody", "not in this network"), ("a", "A", "two different ends")])
def test_ends_of_a_chain_must_be_there_and_differ(first: str, second: str, said: str) -> None:
    with pytest.raises(BadOption, match=said):
        measures.chain(network_of(("a", FRIENDS, "b")), first, second)


def test_a_label_that_several_share_is_not_guessed() -> None:
    network = network_of(("a", FRIENDS, "b"))
    for node in network:
        network.nodes[node]["label"] = "Georgia"
    with pytest.raises(BadOption, match="actor:a or actor:b"):
        measures.resolve(network, "georgia")


def test_results_are_finite(contents: Contents) -> None:
    for row in measures.table(project(contents)):
        assert all(value is None or math.isfinite(value) for value in row.values.values())
