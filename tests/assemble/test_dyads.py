"""Pairs of actors with the sign of what is said of them."""

from __future__ import annotations

from comity.assemble import Dyad, dyads
from comity.model import AssembledClaim, Claim, Evidence
from comity.vocabulary import UNNAMED, Modality, Relation

PLUS, MINUS = Relation.SUPPLIES, Relation.OPPOSES


def said(one: str, relation: Relation, other: str, documents: str = "x", **changes: object) -> AssembledClaim:
    claim = Claim.of(one if ":" in one else f"actor:{one}", relation, other if ":" in other else f"actor:{other}", **changes)  # type: ignore[arg-type]
    evidence = tuple(Evidence(claim.id, f"document:{name}", "so", 0, 2) for name in documents.split())
    return AssembledClaim(claim, evidence, len(evidence), 0.5)


def only(*claims: AssembledClaim) -> Dyad:
    (found,) = dyads(claims)
    return found


def test_both_directions_make_one_pair() -> None:
    found = only(said("a", PLUS, "b"), said("b", PLUS, "a"), said("b", MINUS, "a"))
    assert (found.first, found.second) == ("actor:a", "actor:b")
    assert (len(found.cooperation), len(found.conflict), found.sign) == (2, 1, 1)
    assert found.cooperation == tuple(sorted(found.cooperation))


def test_an_even_number_has_no_sign_and_more_conflict_a_negative_one() -> None:
    assert only(said("a", PLUS, "b"), said("a", MINUS, "b")).sign == 0
    assert only(said("a", PLUS, "b"), said("a", MINUS, "b"), said("b", MINUS, "a")).sign == -1


def test_a_pair_rests_on_the_one_document_that_makes_its_claims() -> None:
    assert only(said("a", PLUS, "b"), said("a", MINUS, "b")).only == "document:x"
    assert only(said("a", PLUS, "b"), said("a", MINUS, "b", "y")).only == ""
    assert only(said("a", PLUS, "b", "x y")).only == ""


def test_what_is_no_tie_of_two_named_actors_is_left_out() -> None:
    assert dyads([
        said("a", PLUS, "b", negated=True), said("a", PLUS, "b", modality=Modality.POTENTIAL), said("a", Relation.DEPENDS_ON, "b"),
        said("a", MINUS, "a"), said(UNNAMED, MINUS, "a"), said("a", MINUS, "agreement:pact"), said("a", MINUS, "domain:oil"),
    ]) == ()  # fmt: skip


def test_identifiers_are_of_the_two_and_the_order_does_not_matter() -> None:
    claims = [said("a", PLUS, "b"), said("c", MINUS, "b"), said("a", PLUS, "c")]
    assert dyads(claims) == dyads(claims[::-1])
    assert len({one.id for one in dyads(claims)}) == 3
    assert only(said("a", PLUS, "b")).id == only(said("b", MINUS, "a", "y")).id
