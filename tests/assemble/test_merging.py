"""The same content from many places: merged, counted by independent documents, believed, linked, closed and sorted."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from comity.assemble import Passage, assemble, belief, independent
from comity.model import (
    AssembledClaim,
    BlockKind,
    Claim,
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
from comity.vocabulary import EntityKind, Modality, Relation

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
    assert (found.document_count, found.belief) == (1, belief([[Passage("rule", 0.5), Passage("rule", 0.6)]]))


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
    weaker, surer = [Passage("rule", 0.5)], [Passage("rule", 0.7)]
    assert len(found.evidence) == 2
    assert (found.document_count, found.belief) == ((1, belief([surer])) if copies else (2, belief([weaker, surer])))


def quoted(name: str, words: str, *, grade: str = "F") -> Reading:
    """A document that makes the claim in these words, and is like no other else."""
    body = f"{words} " + " ".join(f"{name}{n}" for n in range(40))
    document = Document(f"document:{name}", f"{name}.txt", "text/plain", "", body, reliability=grade)
    evidence = Evidence(supplies().id, document.id, words, 0, len(words), rule="supply.v", confidence=0.76)
    return Reading(document, statements=(Statement(supplies(), evidence),))


TAKEN_OVER = "Oman has delivered oil to Fiji every month since the spring, officials said."


@pytest.mark.parametrize(
    ("first", "second", "witnesses"),
    [
        (TAKEN_OVER, TAKEN_OVER, 1),
        (TAKEN_OVER, TAKEN_OVER.upper().replace(",", ""), 1),
        (TAKEN_OVER, "Fiji has had its oil from Oman month by month since last spring.", 2),
        ("Oman sends Fiji oil.", "Oman sends Fiji oil.", 2),
    ],
)
def test_a_sentence_taken_over_is_no_second_witness(first: str, second: str, witnesses: int) -> None:
    found = only(assemble([quoted("a", first), quoted("b", second)], REFERENCE))
    assert (len(found.evidence), found.document_count) == (2, witnesses)


def test_a_third_that_takes_over_from_both_joins_them() -> None:
    other = "Fiji has had its oil from Oman month by month since last spring."
    both = quoted("c", TAKEN_OVER)
    second = Evidence(supplies().id, "document:c", other, 200, 200 + len(other), rule="have.v", confidence=0.7)
    both = Reading(both.document, statements=(*both.statements, Statement(supplies(), second)))
    found = assemble([quoted("a", TAKEN_OVER), quoted("b", other), both], REFERENCE)
    assert only(found).document_count == 1


def test_the_grade_of_a_document_counts() -> None:
    beliefs = [only(assemble([quoted("a", TAKEN_OVER, grade=grade)], REFERENCE)).belief for grade in "ABCDE"]
    assert beliefs == sorted(beliefs, reverse=True) and len(set(beliefs)) == 5


def test_a_copy_of_a_copy_has_the_origin_of_both() -> None:
    documents = [
        reading(name, text=text).document for name, text in [("a", STORY), ("b", OTHER), ("c", STORY + " End."), ("d", OTHER)]
    ]
    assert independent(documents) == {
        "document:a": "document:a", "document:b": "document:b", "document:c": "document:a", "document:d": "document:b",
    }  # fmt: skip


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
