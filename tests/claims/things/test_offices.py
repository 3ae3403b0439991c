"""Who holds which office: the table of titles, appositions, verbs and false friends; the states that persons act for."""

from __future__ import annotations

import pytest

import cases
from comity import reference
from comity.claims.things.owners import known_state
from comity.claims.things.titles import titles
from comity.vocabulary import EntityKind, Relation


@pytest.mark.parametrize("row", cases.marked("offices"))
def test_case(row: cases.Row) -> None:
    assert cases.offices(row) == ""


def test_an_office_is_held_by_a_person_in_a_state_or_organisation() -> None:
    known = reference.load()
    seen = 0
    for reading, statement in cases.statements(["offices"]):
        claim = statement.claim
        if claim.relation is Relation.HOLDS_OFFICE:
            kinds = {entity.id: entity.kind for entity in (*known.entities.values(), *reading.entities)}
            assert kinds[claim.subject] is EntityKind.PERSON
            assert kinds[claim.object] in (EntityKind.STATE, EntityKind.ORGANIZATION)
            office = claim.office or ""  # "minister for overseas trade", "fisheries minister": a title and its field
            assert any(office.startswith(title) or office.endswith(title) for title in titles()) and claim.domain is None
            seen += 1
    assert seen >= 40


def test_only_holds_office_names_an_office() -> None:
    named = {statement.claim.relation for _, statement in cases.statements() if statement.claim.office}
    assert named == {Relation.HOLDS_OFFICE}


def test_the_reference_knows_where_its_persons_are_in_office() -> None:
    known = reference.load()
    assert known_state("actor:emmanuel-macron", known) == "actor:france"
    assert known_state("actor:mark-rutte", known) == "actor:nato"
    assert known_state("actor:france", known) is None
