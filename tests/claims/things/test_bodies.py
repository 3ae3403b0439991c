"""Claims that names themselves make: parties of an agreement, participants, place and time of an event."""

from __future__ import annotations

from functools import cache

import pytest

import cases
from comity.model import Reading
from comity.vocabulary import EntityKind, Relation


@cache
def read(text: str) -> Reading:
    return cases.read_all([cases.of_text(text)])[0]


def found(text: str) -> set[tuple[str, str, str]]:
    return {(s.claim.subject, s.claim.relation.value, s.claim.object) for s in read(text).statements}


def test_an_agreement_names_its_parties() -> None:
    text = "The Peru–Chile Free Trade Agreement entered into force in 2009."
    agreement = "agreement:peru-chile-free-trade-agreement"
    assert {("actor:peru", "partyTo", agreement), ("actor:chile", "partyTo", agreement)} <= found(text)
    assert {e.id: e.kind for e in read(text).entities}[agreement] is EntityKind.AGREEMENT


@pytest.mark.parametrize(
    ("text", "people", "place", "when"),
    [
        (
            "Talks between Serbia and Kosovo were held in Brussels in March 2023.",
            {"actor:serbia", "actor:kosovo"},
            "place:brussels",
            "2023-03",
        ),
        ("Egypt and Sudan met in Cairo in 2021.", {"actor:egypt", "actor:sudan"}, "place:cairo", "2021"),
        (
            "A summit of Malta, Cyprus and Greece took place in Athens in 2019.",
            {"actor:malta", "actor:cyprus", "actor:greece"},
            "place:athens",
            "2019",
        ),
    ],
)
def test_an_event_without_a_name_has_participants_place_and_time(text: str, people: set[str], place: str, when: str) -> None:
    claims = [s.claim for s in read(text).statements]
    assert {c.subject for c in claims if c.relation is Relation.PARTICIPATES_IN} == people
    assert {c.subject for c in claims if c.relation is Relation.HOSTS} == {place}
    (event,) = {c.object for c in claims if c.relation is Relation.HOSTS}
    assert {c.object for c in claims if c.relation is Relation.PARTICIPATES_IN} == {event}
    made = {e.id: e for e in read(text).entities}[event]
    assert (made.kind, made.date, made.place) == (EntityKind.EVENT, when, place)


@pytest.mark.parametrize("text", ["The meeting in Rome was dull.", "Malta attended the talks.", "They met in 2019."])
def test_one_participant_or_none_makes_no_event(text: str) -> None:
    assert not [e for e in read(text).entities if e.kind is EntityKind.EVENT]


def test_the_same_event_has_the_same_identifier_in_any_document() -> None:
    first, second = (
        {e.id for e in read(text).entities if e.kind is EntityKind.EVENT}
        for text in ("Egypt and Sudan met in Cairo in 2021.", "Wisely, Egypt and Sudan met in Cairo in 2021.")
    )
    assert first == second and len(first) == 1


def test_a_proposed_event_is_not_held() -> None:
    claims = [s.claim for s in read("A meeting between Egypt and Sudan in Cairo may follow in 2031.").statements]
    assert claims and not [c for c in claims if c.is_plain]


def test_those_who_take_part_in_a_named_exercise_exercise_with_one_another() -> None:
    text = "Troops from Kenya, Rwanda and Uganda took part in the exercise Amber Shield."
    said = found(text)
    assert {(f"actor:{one}", "participatesIn", "event:amber-shield") for one in ("kenya", "rwanda", "uganda")} <= said
    assert ("actor:kenya", "exercisesWith", "actor:uganda") in said


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Chile and Fiji co-hosted the Suva Summit.", ("actor:fiji", "hosts", "event:suva-summit")),
        ("Peru will host the APEC summit in 2031.", ("actor:peru", "hosts", "event:apec-summit-2031")),
        (
            "Leaders of Kenya and Somalia gathered in Nairobi for the Horn Summit.",
            ("actor:somalia", "participatesIn", "event:horn-summit"),
        ),
        ("The Oslo Conference was attended by Egypt and Jordan.", ("actor:jordan", "participatesIn", "event:oslo-conference")),
    ],
)
def test_who_hosts_and_attends(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in found(text)


def test_a_war_has_no_host() -> None:
    assert not any(relation == "hosts" for _, relation, _ in found("Most members condemned the war in Ukraine."))
