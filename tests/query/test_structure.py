"""Questions about structure and about what follows, on a graph made for them; the measures of the network are the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import graph, query
from comity.graph.store import Store
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.network.standing import brokers, explained_triads
from comity.reference import Reference
from comity.reference.model import Office
from comity.vocabulary import UNNAMED, EntityKind, Relation

PLUS, MINUS = Relation.SUPPORTS, Relation.OPPOSES
TEXT = "Thus it is told."
SAID = (
    ("oman", PLUS, "fiji", "a b"), ("fiji", PLUS, "mali", "a"), ("oman", MINUS, "mali", "b"), ("mali", PLUS, "peru", "b"),
    ("peru", PLUS, "togo", "a"), ("chad", MINUS, "togo", "a"), ("chad", PLUS, "peru", "b"), ("chad", MINUS, "peru", "a"),
    ("fiji", Relation.DEPENDS_ON, "togo", "a"), (UNNAMED, MINUS, "chad", "a"), ("premier", Relation.CRITICIZES, "togo", "b"),
)  # fmt: skip


def contents() -> Contents:
    claims = []
    for number, (one, relation, other, documents) in enumerate(SAID):
        subject = one if ":" in one else f"actor:{one}"
        claim = Claim.of(
            subject, relation, f"actor:{other}", when=str(1990 + number), domain="domain:trade" if number % 2 else "domain:oil"
        )
        evidence = tuple(
            Evidence(claim.id, f"document:{name}", TEXT, 0, len(TEXT), rule=f"rule{number}") for name in documents.split()
        )
        claims.append(AssembledClaim(claim, evidence, len(evidence), 0.5))
    names = {end for item in claims for end in (item.claim.subject, item.claim.object)} - {UNNAMED}
    kinds = {"actor:premier": EntityKind.PERSON}
    entities = (
        Entity(one, kinds.get(one, EntityKind.STATE), one[6:].title(), state="actor:chad" if one in kinds else "")
        for one in sorted(names)
    )
    files = tuple(Document(f"document:{name}", f"{name}.txt", "text/plain", "0" * 64, TEXT) for name in "ab")
    return Contents(files, tuple(entities), tuple(sorted(claims, key=lambda item: item.id)))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("structure")
    made = contents()
    known = Reference({one.id: one for one in made.entities}, (), offices=(Office("actor:premier", "premier", "actor:chad"),))
    graph.write(made, folder, reference=known)
    return graph.open_graph(folder)


def asked(store: Store, name: str, **values: str) -> list[dict[str, object]]:
    return [dict(row) for row in query.run(store, name, values).records()]


def labels(*nodes: str) -> tuple[str, ...]:
    return tuple(node[6:].title() for node in nodes)


def test_unbalanced_triads_are_those_of_the_measure(small: Store) -> None:
    rows = asked(small, "unbalanced-triads")
    wanted = [one.triad for one in explained_triads(contents()) if not one.triad.balanced]
    assert [(row["one"], row["other"], row["third"]) for row in rows] == [labels(*triad.nodes) for triad in wanted] != []
    for row, triad in zip(rows, wanted, strict=True):
        assert set(str(row["claims"]).split()) == {claim for *_, claims in triad.pairs for claim in claims}
    (row,) = rows
    assert (row["one_other"], row["one_third"], row["other_third"]) == ("works with", "works with", "clashes with")
    assert row["hangs_on"] == "a.txt, b.txt", "one side stands in a.txt alone, another in b.txt"


def test_triads_of_one_actor(small: Store) -> None:
    assert len(asked(small, "unbalanced-triads", actor="Oman")) == 1
    assert asked(small, "unbalanced-triads", actor="Togo") == []


def test_brokers_are_those_of_the_measure(small: Store) -> None:
    rows = asked(small, "brokers")
    wanted = [(labels(one.node)[0], len(one.between), len(one.rivals)) for one in brokers(contents())]
    assert [(row["broker"], row["pairs"], row["rivals"]) for row in rows] == wanted
    assert {row["broker"]: row["example"] for row in rows}["Fiji"] == "Mali and Oman"


@pytest.mark.parametrize("actor", ["Fiji", "Mali", "Peru"])
def test_between_whom_a_broker_stands(small: Store, actor: str) -> None:
    (wanted,) = [one for one in brokers(contents()) if labels(one.node) == (actor,)]
    rows = asked(small, "between", actor=actor)
    assert {(row["one"], row["other"]) for row in rows} == {labels(*pair) for pair in wanted.between}
    assert {(row["one"], row["other"]) for row in rows if row["rivals"]} == {labels(*pair) for pair in wanted.rivals}
    told = {claim for row in rows for ids in (row["one_claims"], row["other_claims"]) for claim in str(ids).split()}
    assert told == {claim for claims in wanted.claims.values() for claim in claims}


@pytest.mark.parametrize(
    ("a", "b", "through"),
    [
        ("Oman", "Fiji", ["Oman", "Fiji"]), ("Oman", "Mali", ["Oman", "Fiji", "Mali"]),
        ("Oman", "Peru", ["Oman", "Fiji", "Mali", "Peru"]), ("Peru", "Oman", ["Peru", "Mali", "Fiji", "Oman"]),
        ("Oman", "Togo", []), ("Oman", "Oman", []), ("Chad", "Peru", ["Chad", "Peru"]),
    ],
)  # fmt: skip
def test_the_shortest_chain_has_a_quote_a_hop(small: Store, a: str, b: str, through: list[str]) -> None:
    rows = asked(small, "chain", a=a, b=b)
    assert [row["from"] for row in rows] + [row["to"] for row in rows[-1:]] == through
    assert [row["step"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["quote"] == TEXT and row["document"] in ("a.txt", "b.txt") for row in rows)


def test_what_is_inferred_is_told_with_its_rule_and_ground(small: Store) -> None:
    (row,) = asked(small, "inferred")
    assert (row["from"], row["relation"], row["to"], row["rule"]) == ("Chad", "criticizes", "Togo", "acts-for")
    assert row["because"] == "Premier criticizes Togo (2000)"
    assert asked(small, "inferred", rule="membership") == [] and len(asked(small, "inferred", actor="Togo")) == 1
    assert "Premier" in {row["from"] for row in asked(small, "relation", relation="criticizes")}
    assert "Chad" not in {row["from"] for row in asked(small, "relation", relation="criticizes")}, "none but asked for"


def test_what_a_document_leaves_out_of_a_pair_and_of_a_field(small: Store) -> None:
    rows = asked(small, "silences", document="a.txt")
    assert {(row["one"], row["other"], row["domain"], row["elsewhere"]) for row in rows} == {
        ("Chad", "Peru", "oil and fuels", "b.txt")
    }
    assert asked(small, "never-mentions", document="a.txt") == []
