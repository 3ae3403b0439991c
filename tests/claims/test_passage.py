"""Who fills a role, and where the evidence stands: conjuncts, lists, appositions, pronouns, lead-ins; quotes and marks."""

from __future__ import annotations

import gold
import pytest

import cases
from comity.model import Document, Reading
from comity.read import read_document
from comity.vocabulary import Relation


def supplied(reading: Reading) -> set[str]:
    return {s.claim.object for s in reading.statements if s.claim.relation is Relation.SUPPLIES}


@pytest.mark.parametrize(
    ("text", "receivers"),
    [
        ("Japan supplies boats to Fiji, Tonga and Samoa.", {"fiji", "tonga", "samoa"}),
        ("Japan supplies boats to Fiji as well as to Tonga.", {"fiji", "tonga"}),
        ("Japan supplies boats to both Fiji and Tonga.", {"fiji", "tonga"}),
        ("Japan supplies boats to partners such as Fiji and Tonga.", {"fiji", "tonga"}),
        ("Japan supplies boats to its neighbour, Palau.", {"palau"}),
        ("Japan supplies boats to the government of Fiji.", {"fiji"}),
    ],
)
def test_who_is_meant(text: str, receivers: set[str]) -> None:
    assert supplied(cases.read_all([cases.of_text(text)])[0]) == {f"actor:{name}" for name in receivers}


def bullet(text: str, label: str, lead_in: str = "", section: tuple[str, ...] = ()) -> Document:
    return gold.document(gold.GoldPassage("bullet", "", "", section, lead_in, label, "", "", "bullet", f"{label}: {text}"))


def test_a_bullet_takes_its_actors_from_the_lead_in() -> None:
    reading = cases.read_all(
        [bullet("Joint exercises in the highlands.", "Military cooperation", "Peru and Chile work together in:")]
    )[0]
    last = reading.document.blocks[-1]
    found = [s for s in reading.statements if s.evidence.start >= last.start]
    assert {(s.claim.subject, s.claim.object) for s in found} == {("actor:chile", "actor:peru")}
    assert all(any("context" in note or "not named here" in note for note in s.evidence.resolved) for s in found)


def test_a_bullet_takes_its_actors_from_the_heading() -> None:
    reading = cases.read_all([bullet("Joint exercises in the highlands.", "Military cooperation", section=("Peru and Chile",))])[0]
    assert {(s.claim.subject, s.claim.object) for s in reading.statements} == {("actor:chile", "actor:peru")}


def test_the_quote_of_a_bullet_is_the_bullet_and_of_running_text_the_sentence() -> None:
    text = "It is late. Japan supplies boats to Fiji. Tonga waits."
    running, listed = cases.read_all([cases.of_text(text), bullet("Japan supplies boats to Fiji. Tonga waits.", "Boats")])
    assert {s.evidence.quote for s in running.statements} == {"Japan supplies boats to Fiji."}
    assert {s.evidence.quote for s in listed.statements} == {"Boats: Japan supplies boats to Fiji. Tonga waits."}


def test_a_quote_has_both_halves_of_bold_type() -> None:
    source = "# Peru and Chile\n\n- **Trade:** Peru sells gas to Chile.\n- Peru sells **copper** to Chile.\n"
    reading = cases.read_all([read_document("peru.md", source.encode())])[0]
    assert {s.evidence.quote for s in reading.statements} == {
        "**Trade:** Peru sells gas to Chile.",
        "Peru sells **copper** to Chile.",
    }
    assert all(source[s.evidence.start : s.evidence.end] == s.evidence.quote for s in reading.statements)


def test_marks_show_the_words_of_subject_relation_and_object() -> None:
    reading = cases.read_all([cases.of_text("Last year Japan supplied boats to the Solomon Islands.")])[0]
    (statement,) = reading.statements
    shown = {role: reading.document.text[start:end] for role, start, end in statement.evidence.marks}
    assert shown == {"subject": "Japan", "relation": "supplied", "object": "the Solomon Islands"} or shown == {
        "subject": "Japan", "relation": "supplied", "object": "Solomon Islands",
    }  # fmt: skip


@pytest.mark.xfail(reason="the marks keep the order of the text where the claim's ends are sorted")
def test_marks_follow_the_ends_of_a_symmetric_claim() -> None:
    reading = cases.read_all([cases.of_text("Peru trades with Ecuador.")])[0]
    (statement,) = reading.statements
    shown = {role: reading.document.text[start:end] for role, start, end in statement.evidence.marks}
    assert (statement.claim.subject, statement.claim.object) == ("actor:ecuador", "actor:peru")
    assert (shown["subject"], shown["object"]) == ("Ecuador", "Peru")


def test_what_was_resolved_is_told() -> None:
    reading = cases.read_all([cases.of_text("Moscow supplies fuel to Mongolia.")])[0]
    (statement,) = reading.statements
    assert (statement.claim.subject, statement.claim.object) == ("actor:russia", "actor:mongolia")
    assert any("Moscow" in note and "Russia" in note for note in statement.evidence.resolved)


def test_a_leader_acts_for_the_state_and_the_evidence_says_so() -> None:
    reading = cases.read_all([cases.of_text("Chilean President Marta Quiroga condemned Nicaragua.")])[0]
    (statement,) = [s for s in reading.statements if s.claim.relation is Relation.CRITICIZES]
    assert (statement.claim.subject, statement.claim.object) == ("actor:chile", "actor:nicaragua")
    assert any("Marta Quiroga" in note and "Chile" in note for note in statement.evidence.resolved)
