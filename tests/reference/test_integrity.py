"""The tables hold together: every identifier exists, no safe name is ambiguous, times and domains are well formed."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from comity import resources
from comity.model import Entity
from comity.reference import NameContext, NameKind, load
from comity.vocabulary import EntityKind, slug

EDTF_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?"
EDTF = re.compile(rf"{EDTF_DATE}|{EDTF_DATE}/(?:{EDTF_DATE})?|/{EDTF_DATE}")
FLOORS = {
    EntityKind.STATE: 280, EntityKind.ORGANIZATION: 700, EntityKind.PERSON: 950, EntityKind.AGREEMENT: 350,
    EntityKind.EVENT: 230, EntityKind.PROJECT: 140, EntityKind.GROUP: 110, EntityKind.PLACE: 700,
}  # fmt: skip


def entities(kind: EntityKind) -> list[Entity]:
    return [entity for entity in load().entities.values() if entity.kind is kind]


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_as_many_as_promised(kind: EntityKind, floor: int) -> None:
    assert len(entities(kind)) >= floor


def test_floors_of_the_long_tables() -> None:
    reference = load()
    assert len(reference.names) >= 11_500
    assert len(reference.memberships) >= 11_000
    assert len(reference.offices) >= 1_100
    assert len(reference.parties) >= 1_200


def test_identifiers_are_slugs_with_the_prefix_of_their_kind() -> None:
    for entity in load().entities.values():
        prefix, _, local = entity.id.partition(":")
        assert prefix == entity.kind.prefix
        assert local == slug(local)


def test_every_identifier_exists() -> None:
    reference = load()
    used = {name.entity for name in reference.names}
    used |= {end for row in reference.memberships for end in (row.member, row.organization)}
    used |= {end for term in reference.offices for end in (term.person, term.of)}
    used |= {end for party in reference.parties for end in (party.agreement, party.party)}
    used |= {end for row in reference.group_members + reference.participants for end in (row.group, row.member)}
    used |= set(reference.part_of.values()) | set(reference.capitals.values())
    for entity in reference.entities.values():
        used |= {entity.state, entity.place, *entity.succeeded_by} - {""}
    assert used - set(reference.entities) == set()


def test_domains_exist() -> None:
    known = {f"domain:{row['id']}" for row in resources.rows("ontology", "domains.tsv")}
    used = {domain for entity in load().entities.values() for domain in entity.domains}
    assert used - known == set()


def stretches() -> list[tuple[str, str]]:
    """Beginning and end of every membership, office and part in an agreement."""
    reference = load()
    return [
        *((row.begun, row.ended) for row in reference.memberships),
        *((row.begun, row.ended) for row in reference.offices),
        *((row.begun, row.ended) for row in reference.parties),
    ]


def test_times_are_edtf() -> None:
    reference = load()
    times = {time for e in reference.entities.values() for time in (e.date, e.signed, e.in_force, e.ended)}
    times |= {time for held in stretches() for time in held}
    assert [time for time in sorted(times - {""}) if not EDTF.fullmatch(time)] == []


def test_no_stretch_of_time_ends_before_it_begins() -> None:
    assert [(begun, ended) for begun, ended in stretches() if begun and ended and ended < begun[: len(ended)]] == []


def test_safe_names_mean_one_thing() -> None:
    readings: defaultdict[str, set[str]] = defaultdict(set)
    for name in load().names:
        if name.context is NameContext.SAFE and name.kind is not NameKind.METONYM:
            readings[name.text.casefold()].add(name.entity)
    assert {text: found for text, found in readings.items() if len(found) > 1} == {}


def test_safe_metonyms_mean_one_actor_beside_their_place() -> None:
    reference = load()
    for name in reference.names:
        if name.kind is NameKind.METONYM and name.context is NameContext.SAFE:
            others = {other.entity for other in reference.by_name(name.text) if other.context is NameContext.SAFE}
            assert all(other.startswith("place:") for other in others - {name.entity}), name


def test_prefixes_end_in_a_hyphen_and_nothing_carries_marks() -> None:
    for name in load().names:
        assert name.text == name.text.strip() and not name.text.endswith(("~", "#", ";"))
        assert (name.kind is NameKind.PREFIX) <= name.text.endswith("-")


@pytest.mark.parametrize("state", sorted(load().members("actor:united-nations")))
def test_member_states_are_complete(state: str) -> None:
    reference = load()
    entity = reference.entities[state]
    kinds = {name.kind for name in reference.names_of(state)}
    assert re.fullmatch("[A-Z]{2}", entity.iso2) and re.fullmatch("[A-Z]{3}", entity.iso3)
    assert re.fullmatch(r"Q\d+", entity.wikidata)
    assert entity.region
    assert {NameKind.NAME, NameKind.ADJECTIVE, NameKind.DEMONYM} <= kinds
    assert state in reference.capitals or state in CITY_STATES
    assert any(reference.holders(state, year) for year in (2025, 2026)) or state in WITHOUT_A_LEADER


CITY_STATES = {"actor:djibouti", "actor:luxembourg", "actor:monaco", "actor:san-marino", "actor:singapore"}
WITHOUT_A_LEADER: set[str] = {"actor:san-marino"}
"""Two captains regent for half a year each."""


def test_wikidata_identifiers_are_used_once_a_kind() -> None:
    seen: defaultdict[tuple[str, EntityKind], list[str]] = defaultdict(list)
    for entity in load().entities.values():
        if entity.wikidata:
            assert re.fullmatch(r"Q\d+", entity.wikidata), entity
            seen[entity.wikidata, entity.kind].append(entity.id)
    assert {key: ids for key, ids in seen.items() if len(ids) > 1} == {}


def test_aliases_leave_out_adjectives_and_metonyms() -> None:
    russia = load().entities["actor:russia"]
    assert "Russian Federation" in russia.aliases
    assert not {"Russian", "Russians", "Moscow", "Kremlin", "Russo-", "Russia"} & set(russia.aliases)


def test_the_unnamed_agent_is_there() -> None:
    assert load().entities["actor:unnamed"].label == "(unnamed)"
