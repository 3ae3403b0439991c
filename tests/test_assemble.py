"""The same content from many places: merged, counted by independent documents, believed, linked, closed and sorted."""

from __future__ import annotations

import itertools
from decimal import Decimal
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assemble import assemble, belief, independent
from comity.model import (
    AssembledClaim,
    BlockKind,
    Claim,
    ClaimLink,
    Contents,
    Document,
    Entity,
    Evidence,
    LedgerEntry,
    Quantity,
    Reading,
    Statement,
)
from comity.reference import Reference
from comity.vocabulary import Effect, EntityKind, LinkKind, Modality, Relation

STATES = [Entity(f"actor:{name}", EntityKind.STATE, name.title()) for name in ("chad", "fiji", "mali", "oman", "peru", "togo")]
REFERENCE = Reference({entity.id: entity for entity in STATES}, ())
STORY = (
    "The two governments met by the lake in spring and spoke for three days about fish, about the old road and the toll on it. "
    "Nothing was signed, but a list of seven points went round, and both sides took it home to show it to their parliaments."
)
OTHER = (
    "Prices at the northern port have doubled since the rains, say traders, who blame the new customs house and its one clerk. "
    "The ministry answers that a second clerk will come in June and that the scales have been mended at last."
)


def supplies(**changes: object) -> Claim:
    return Claim("actor:oman", Relation.SUPPLIES, "actor:fiji", "domain:oil", **changes)  # type: ignore[arg-type]


def reading(name: str, *said: tuple[Claim, float], text: str | None = None, entities: tuple[Entity, ...] = ()) -> Reading:
    """A document that makes these claims, one after the other, each with that confidence; its text is like no other's."""
    body = text if text is not None else " ".join(f"{name}{n}" for n in range(40))
    document = Document(f"document:{name}", f"{name}.txt", "text/plain", "", body)
    statements = tuple(
        Statement(claim, Evidence(claim.id, document.id, body[at : at + 3], at, at + 3, rule="rule", confidence=sure))
        for at, (claim, sure) in enumerate(said)
    )
    ledger = (
        LedgerEntry(document.id, 0, len(body), BlockKind.PARAGRAPH, tuple(sorted({c.id for c, _ in said})), "" if said else "none"),
    )
    return Reading(document, (), entities, statements, ledger)


def only(contents: Contents) -> AssembledClaim:
    (claim,) = contents.claims
    return claim


# --- merging and counting -----------------------------------------------------------------------------------------


def test_one_content_is_one_claim_with_all_its_evidence() -> None:
    found = only(assemble([reading("a", (supplies(), 0.5), (supplies(), 0.6)), reading("b", (supplies(), 0.7))], REFERENCE))
    assert found.claim == supplies()
    assert [(e.document, e.start) for e in found.evidence] == [("document:a", 0), ("document:a", 1), ("document:b", 0)]
    assert found.document_count == 2


def test_another_qualifier_is_another_claim() -> None:
    claims = [
        supplies(), supplies(negated=True), supplies(when="2019"), supplies(modality=Modality.INTENDED),
        supplies(attributed_to="actor:mali"), supplies(quantity=Quantity(Decimal(3), unit="ship")),
    ]  # fmt: skip
    assert len(assemble([reading("a", *((claim, 0.5) for claim in claims))], REFERENCE).claims) == len(claims)


def test_the_ends_of_a_symmetric_claim_meet() -> None:
    one = Claim.of("actor:oman", Relation.TRADES_WITH, "actor:fiji")
    two = Claim.of("actor:fiji", Relation.TRADES_WITH, "actor:oman")
    assert only(assemble([reading("a", (one, 0.5)), reading("b", (two, 0.5))], REFERENCE)).document_count == 2


def test_the_same_evidence_twice_is_kept_once_with_the_surer_reading() -> None:
    first, second = reading("a", (supplies(), 0.4)), reading("a", (supplies(), 0.8))
    both = Reading(first.document, (), (), first.statements + second.statements, first.ledger)
    assert [e.confidence for e in only(assemble([both], REFERENCE)).evidence] == [0.8]


def test_a_document_that_repeats_itself_is_one_witness() -> None:
    found = only(assemble([reading("a", (supplies(), 0.5), (supplies(), 0.6))], REFERENCE))
    assert (found.document_count, found.belief) == (1, 0.6)


@pytest.mark.parametrize(
    ("first", "second", "copies"),
    [
        (STORY, STORY, True),
        (STORY, STORY.upper(), True),
        (STORY, f"Talks by the lake. {STORY} All rights reserved.", True),
        (STORY, STORY.replace(" ", "\n"), True),
        (STORY, OTHER, False),
        (STORY, STORY[: len(STORY) // 3] + OTHER, False),
        (STORY, "", False),
    ],
)
def test_copies_count_once(first: str, second: str, copies: bool) -> None:
    found = only(
        assemble([reading("a", (supplies(), 0.5), text=first), reading("b", (supplies(), 0.7), text=second or ".")], REFERENCE)
    )
    assert len(found.evidence) == 2
    assert (found.document_count, found.belief) == ((1, 0.7) if copies else (2, 0.85))


def test_a_copy_of_a_copy_has_the_origin_of_both() -> None:
    documents = [
        reading(name, text=text).document for name, text in [("a", STORY), ("b", OTHER), ("c", STORY + " End."), ("d", OTHER)]
    ]
    assert independent(documents) == {
        "document:a": "document:a", "document:b": "document:b", "document:c": "document:a", "document:d": "document:b",
    }  # fmt: skip


# --- belief -------------------------------------------------------------------------------------------------------


@given(st.lists(st.floats(0.05, 0.99), max_size=8))
def test_belief_is_the_chance_that_not_all_were_misread(confidences: list[float]) -> None:
    assert belief(confidences) == pytest.approx(1 - prod(1 - c for c in confidences), abs=0.0006)


@given(st.lists(st.floats(0.05, 0.99), min_size=1, max_size=6), st.floats(0.05, 0.99))
def test_another_witness_never_lessens_belief(confidences: list[float], more: float) -> None:
    assert 0 <= belief(confidences) <= belief([*confidences, more]) <= 1
    assert belief(confidences) == belief(reversed(confidences))


def test_each_document_brings_its_surest_evidence() -> None:
    found = only(assemble([reading("a", (supplies(), 0.2), (supplies(), 0.5)), reading("b", (supplies(), 0.4))], REFERENCE))
    assert found.belief == round(1 - 0.5 * 0.6, 3)


# --- links between claims -----------------------------------------------------------------------------------------


def links(*claims: Claim) -> list[ClaimLink]:
    return list(assemble([reading("a", *((claim, 0.5) for claim in claims))], REFERENCE).links)


def kinds(*claims: Claim) -> list[tuple[str, tuple[str, ...]]]:
    return [(link.kind.value, link.aspects) for link in links(*claims)]


def test_claims_that_differ_are_linked_with_what_they_differ_in() -> None:
    assert kinds(supplies(), supplies(modality=Modality.INTENDED)) == [("differsIn", ("modality",))]
    assert kinds(supplies(when="2019"), supplies(when="2021")) == [("differsIn", ("time",))]
    assert kinds(supplies(when="2019"), supplies(when="2021", modality=Modality.POTENTIAL)) == [("differsIn", ("modality", "time"))]


def test_a_denial_contradicts() -> None:
    assert kinds(supplies(), supplies(negated=True)) == [("contradicts", ("negation",))]
    assert kinds(supplies(modality=Modality.ASSESSED), supplies(negated=True)) == [("contradicts", ("negation",))]


def test_what_was_and_is_no_longer_so_is_no_contradiction() -> None:
    assert "contradicts" not in [kind for kind, _ in kinds(supplies(when="2015"), supplies(negated=True, when="2020"))]


def test_a_possibility_contradicts_nothing() -> None:
    assert "contradicts" not in [kind for kind, _ in kinds(supplies(modality=Modality.POTENTIAL), supplies(negated=True))]


@pytest.mark.parametrize("changes", [{"when": "2019"}, {"quantity": Quantity(Decimal(3), unit="ship")}])
def test_more_detail_refines(changes: dict[str, object]) -> None:
    (link,) = links(supplies(), supplies(**changes))
    assert (link.source, link.kind, link.target) == (supplies(**changes).id, LinkKind.REFINES, supplies().id)
    assert link.aspects == (("time",) if "when" in changes else ("quantity",))


def test_other_ends_other_relations_and_the_other_direction_are_no_matter() -> None:
    turned = Claim("actor:fiji", Relation.SUPPLIES, "actor:oman", "domain:oil")
    aided = Claim("actor:oman", Relation.AIDS, "actor:fiji", "domain:oil")
    assert kinds(supplies(), turned, aided) == []


def money(amount: int, when: str, measure: str = "trade volume") -> Claim:
    figure = Quantity(Decimal(amount), currency="USD", measure=measure)
    return Claim.of("actor:oman", Relation.TRADES_WITH, "actor:fiji", domain="domain:trade", when=when, quantity=figure)


def test_figures_that_differ_stand_side_by_side() -> None:
    first, second = money(4_000_000, "2019"), money(9_000_000, "2019")
    found = assemble([reading("a", (first, 0.5)), reading("b", (second, 0.5))], REFERENCE)
    assert {item.claim.quantity for item in found.claims} == {first.quantity, second.quantity}
    assert len(found.links) == 1 and "quantity" in found.links[0].aspects


@pytest.mark.xfail(reason="conflicting figures are said to differ, not to contradict")
def test_figures_that_cannot_both_hold_contradict() -> None:
    assert kinds(money(4_000_000, "2019"), money(9_000_000, "2019")) == [("contradicts", ("quantity",))]


def test_figures_of_other_years_or_measures_do_not_contradict() -> None:
    for other in (money(9_000_000, "2021"), money(9_000_000, "2019", "exports")):
        assert "contradicts" not in [kind for kind, _ in kinds(money(4_000_000, "2019"), other)]


@pytest.mark.xfail(reason="claims of other domains are not linked")
def test_claims_of_another_domain_differ_in_it() -> None:
    other = Claim("actor:oman", Relation.SUPPLIES, "actor:fiji", "domain:natural-gas")
    assert kinds(supplies(), other) == [("differsIn", ("domain",))]


@pytest.mark.xfail(reason="what differs only in a field that is not looked at is said to refine by quantity")
def test_another_speaker_office_or_effect_does_not_refine() -> None:
    holder = {"subject": "actor:peru", "relation": Relation.HOLDS_OFFICE, "object": "actor:chad"}
    pairs = [
        (supplies(), supplies(attributed_to="actor:mali")),
        (Claim(**holder, office="president"), Claim(**holder, office="foreign minister")),  # type: ignore[arg-type]
        (
            Claim("actor:oman", Relation.AFFECTS, "actor:fiji", effect=Effect.RAISES),
            Claim("actor:oman", Relation.AFFECTS, "actor:fiji", effect=Effect.LOWERS),
        ),
        (supplies(when="2019"), supplies(quantity=Quantity(Decimal(3), unit="ship"))),
    ]
    for pair in pairs:
        assert "refines" not in [kind for kind, _ in kinds(*pair)]


@given(
    st.lists(
        st.builds(
            supplies,
            modality=st.sampled_from(list(Modality)), negated=st.booleans(), when=st.sampled_from([None, "2019", "2020"]),
            attributed_to=st.sampled_from([None, "actor:mali"]),
        ),
        max_size=7, unique=True,
    )
)  # fmt: skip
@settings(deadline=None)
def test_links_join_claims_that_are_there_once_a_pair(claims: list[Claim]) -> None:
    found = assemble([reading("a", *((claim, 0.5) for claim in claims))], REFERENCE)
    ids = {item.id for item in found.claims}
    pairs = [frozenset((link.source, link.target)) for link in found.links]
    assert all(pair <= ids and len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
    assert list(found.links) == sorted(found.links, key=lambda link: (link.source, link.target, link.kind.value))


# --- order and closure --------------------------------------------------------------------------------------------

FIRM = Entity("actor:ndola-copper", EntityKind.ORGANIZATION, "Ndola Copper", ("NC",), state="actor:togo")
FAIR = Entity("event:fair", EntityKind.EVENT, "Fair", place="place:lome", about=("actor:peru", "domain:trade"))
LOME = Entity("place:lome", EntityKind.PLACE, "Lomé", state="actor:togo")


def three() -> list[Reading]:
    shows = Claim("actor:ndola-copper", Relation.PARTICIPATES_IN, "event:fair")
    other_firm = Entity(FIRM.id, FIRM.kind, FIRM.label, ("Ndola",), date="1999")
    return [
        reading("c", (supplies(), 0.5), (shows, 0.7), entities=(FIRM, FAIR, LOME)),
        reading("a", (supplies(when="2019"), 0.6), entities=(other_firm,)),
        reading("b", (supplies(), 0.9), (supplies(negated=True), 0.5)),
    ]


def test_the_order_of_documents_does_not_matter() -> None:
    contents = {assemble(order, REFERENCE) for order in itertools.permutations(three())}
    assert len(contents) == 1


def test_everything_is_sorted() -> None:
    found = assemble(three(), REFERENCE)
    for items in (found.documents, found.entities, found.claims):
        ids = [item.id for item in items]
        assert ids == sorted(set(ids))
    assert list(found.ledger) == sorted(found.ledger, key=lambda entry: (entry.document, entry.start, entry.end))
    assert len(found.ledger) == 3
    for claim in found.claims:
        assert list(claim.evidence) == sorted(claim.evidence, key=lambda e: (e.document, e.start, e.end))


def test_entities_are_closed_under_reference_and_no_more() -> None:
    found = {entity.id: entity for entity in assemble(three(), REFERENCE).entities}
    assert set(found) == {"actor:oman", "actor:fiji", FIRM.id, FAIR.id, LOME.id, "actor:togo", "actor:peru"}


def test_an_entity_named_in_two_documents_is_one_with_what_both_say() -> None:
    firm = next(entity for entity in assemble(three(), REFERENCE).entities if entity.id == FIRM.id)
    assert (firm.aliases, firm.state, firm.date) == (("NC", "Ndola"), "actor:togo", "1999")


def test_the_speaker_of_a_claim_is_among_the_entities() -> None:
    found = assemble([reading("a", (supplies(attributed_to="actor:mali"), 0.5))], REFERENCE)
    assert "actor:mali" in {entity.id for entity in found.entities}


def test_nothing_read_is_nothing_assembled() -> None:
    assert assemble([], REFERENCE) == Contents((), (), ())
    empty = assemble([reading("a")], REFERENCE)
    assert (empty.claims, empty.links, empty.entities) == ((), (), ())
    assert [document.id for document in empty.documents] == ["document:a"]
