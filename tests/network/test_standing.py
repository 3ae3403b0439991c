"""Triads and brokers with the claims that make them, and what becomes of them without a document."""

from __future__ import annotations

import pytest

from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.network import measures
from comity.network.projection import project
from comity.network.standing import Broker, ExplainedTriad, brokers, explained_triads
from comity.vocabulary import UNNAMED, EntityKind, Modality, Relation, slug

PLUS, MINUS, NEITHER = Relation.COOPERATES_WITH, Relation.OPPOSES, Relation.DEPENDS_ON


def contents(*said: tuple[str, Relation, str, str], **changes: object) -> Contents:
    """What documents say, as (one, relation, other, names of the documents)."""
    claims = {}
    for number, (one, relation, other, documents) in enumerate(said):
        ends = [name if ":" in name else f"actor:{slug(name)}" for name in (one, other)]
        claim = Claim.of(ends[0], relation, ends[1], when=str(1900 + number), **changes)  # type: ignore[arg-type]
        evidence = tuple(Evidence(claim.id, f"document:{name}", "it is said", 0, 10, rule="rule") for name in documents.split())
        claims[claim.id] = AssembledClaim(claim, evidence, len(evidence), 0.5)
    names = sorted({end for item in claims.values() for end in (item.claim.subject, item.claim.object)})
    files = sorted({one.document for item in claims.values() for one in item.evidence})
    return Contents(
        tuple(Document(file, f"{file[9:]}.txt", "text/plain", "", "it is said") for file in files),
        tuple(Entity(name, EntityKind.STATE, name[6:]) for name in names),
        tuple(claims[key] for key in sorted(claims)),
    )


def triad(*said: tuple[str, Relation, str, str]) -> ExplainedTriad:
    (found,) = explained_triads(contents(*said))
    return found


def broker(node: str, *said: tuple[str, Relation, str, str]) -> Broker:
    (found,) = [one for one in brokers(contents(*said)) if one.node == f"actor:{node}"]
    return found


def test_a_triad_opens_to_its_claims_and_rests_on_its_documents() -> None:
    found = triad(("a", PLUS, "b", "x"), ("a", PLUS, "c", "y"), ("b", MINUS, "c", "x y"))
    assert (found.state, found.triad.nodes) == ("unbalanced", ("actor:a", "actor:b", "actor:c"))
    assert [sign for _, _, sign, _ in found.triad.pairs] == [1, 1, -1]
    assert all(len(claims) == 1 for *_, claims in found.triad.pairs)
    assert found.without == (("document:x", "no triad"), ("document:y", "no triad"))


def test_what_two_documents_say_hangs_on_neither() -> None:
    assert triad(("a", PLUS, "b", "x y"), ("a", PLUS, "c", "x y"), ("b", PLUS, "c", "x y")).without == ()


def test_a_document_may_turn_a_triad() -> None:
    """Two claims of conflict outweigh one of cooperation, and stand in one document."""
    found = triad(
        ("a", PLUS, "b", "x y"), ("a", PLUS, "c", "x y"), ("b", PLUS, "c", "x y"), ("b", MINUS, "c", "z"), ("c", MINUS, "b", "z")
    )
    assert (found.state, found.without) == ("unbalanced", (("document:z", "balanced"),))


def test_a_document_less_may_leave_a_pair_even() -> None:
    found = triad(
        ("a", PLUS, "b", "x y"), ("a", PLUS, "c", "x y"), ("b", PLUS, "c", "x y"), ("b", PLUS, "c", "z"), ("b", MINUS, "c", "x y")
    )
    assert (found.state, found.without) == ("balanced", (("document:z", "no triad"),))


def test_the_unbalanced_come_first() -> None:
    ring = [("a", PLUS, "b", "x"), ("a", PLUS, "c", "x"), ("b", PLUS, "c", "x")]
    other = [("d", PLUS, "e", "x"), ("d", PLUS, "f", "x"), ("e", MINUS, "f", "x")]
    assert [one.state for one in explained_triads(contents(*ring, *other))] == ["unbalanced", "balanced"]


def test_triads_are_those_of_the_measure() -> None:
    made = contents(
        ("a", PLUS, "b", "x"), ("a", MINUS, "c", "y"), ("b", MINUS, "c", "x"), ("c", PLUS, "d", "x"), ("b", PLUS, "d", "y")
    )
    found = {one.triad for one in explained_triads(made)}
    assert found == set(measures.balance(measures.actors(project(made))).triads) and len(found) == 2


def test_a_broker_stands_between_those_who_do_not_work_together() -> None:
    found = broker(
        "b", ("a", PLUS, "b", "x"), ("b", PLUS, "c", "y"), ("b", PLUS, "d", "y"), ("c", PLUS, "d", "z"), ("a", MINUS, "c", "x")
    )
    assert found.between == (("actor:a", "actor:c"), ("actor:a", "actor:d"))
    assert found.rivals == (("actor:a", "actor:c"),)
    assert set(found.claims) == {"actor:a", "actor:c", "actor:d"} and all(found.claims.values())
    assert dict(found.without) == {"document:x": 0, "document:y": 0, "document:z": 3}


def test_two_documents_hold_a_broker_against_the_loss_of_either() -> None:
    assert broker("b", ("a", PLUS, "b", "x y"), ("b", PLUS, "c", "x y")).without == ()
    assert broker("b", ("a", PLUS, "b", "x"), ("a", PLUS, "b", "y"), ("b", PLUS, "c", "x y")).without == ()


def test_brokers_are_sorted_by_how_many_they_stand_between() -> None:
    star = [("hub", PLUS, name, "x") for name in ("a", "b", "c")]
    found = brokers(contents(*star, ("a", PLUS, "z", "x")))
    assert [(one.node, len(one.between)) for one in found] == [("actor:hub", 3), ("actor:a", 1)]


@pytest.mark.parametrize("relation", [MINUS, NEITHER])
def test_conflict_and_dependence_make_no_broker(relation: Relation) -> None:
    assert brokers(contents(("a", PLUS, "b", "x"), ("b", relation, "c", "x"))) == ()


@pytest.mark.parametrize("changes", [{"negated": True}, {"modality": Modality.POTENTIAL}])
def test_only_what_is_said_to_be_so_makes_structure(changes: dict[str, object]) -> None:
    ring = (("a", PLUS, "b", "x"), ("a", PLUS, "c", "x"), ("b", MINUS, "c", "x"))
    assert explained_triads(contents(*ring, **changes)) == () and brokers(contents(*ring, **changes)) == ()


def test_the_agent_nobody_names_stands_in_no_structure() -> None:
    assert explained_triads(contents((UNNAMED, MINUS, "a", "x"), (UNNAMED, MINUS, "b", "x"), ("a", PLUS, "b", "x"))) == ()
    assert brokers(contents((UNNAMED, PLUS, "a", "x"), (UNNAMED, PLUS, "b", "x"))) == ()
