"""Cells that say how an actor stands to a body or an agreement; lists of members and trade figures in tables."""

from __future__ import annotations

import pytest

import cases
from comity.claims.layout.standings import standing_of
from comity.vocabulary import Modality

TABLES = """# Tables

Table 1: Membership in regional bodies

| Country | Mercosur | Pacific Alliance |
| --- | --- | --- |
| Peru | associate member since 2003 | yes |
| Bolivia | ✓ | no |

Table 2: Status of the Arica Fisheries Accord

| State | Position |
| --- | --- |
| Chile | signed, not yet ratified |
| Ecuador | Expected to accede in 2031 |
| Brazil | opposed |

Table 3: Bodies and members

| Organisation | Members |
| --- | --- |
| Mano River Union | Guinea, Liberia and Sierra Leone |

Table 4: Trade of Ghana by partner (US$ million)

| Partner | Exports | Imports |
| --- | --- | --- |
| China | 2,100 | 3,400 |

Table 5: Votes on the budget of the union

| State | Mercosur |
| --- | --- |
| Peru | yes |
"""


def said(caption: str) -> set[tuple[str, str, str, str, bool]]:
    return {
        (
            s.claim.subject.split(":")[1],
            s.claim.relation.value,
            s.claim.object.split(":")[1],
            s.claim.modality.value,
            s.claim.negated,
        )
        for s in cases.read_file(TABLES).statements
        if s.evidence.cell is not None and caption in s.evidence.cell.caption
    }


@pytest.mark.parametrize(
    ("caption", "claim"),
    [
        ("Membership", ("peru", "memberOf", "pacific-alliance", "asserted", False)),
        ("Membership", ("bolivia", "memberOf", "mercosur", "asserted", False)),
        ("Membership", ("bolivia", "memberOf", "pacific-alliance", "asserted", True)),
        ("Membership", ("mercosur", "cooperatesWith", "peru", "asserted", False)),
        ("Status", ("chile", "partyTo", "arica-fisheries-accord", "asserted", False)),
        ("Status", ("ecuador", "partyTo", "arica-fisheries-accord", "predicted", False)),
        ("Status", ("brazil", "opposes", "arica-fisheries-accord", "asserted", False)),
        ("Bodies", ("guinea", "memberOf", "mano-river-union", "asserted", False)),
        ("Bodies", ("liberia", "memberOf", "mano-river-union", "asserted", False)),
    ],
)
def test_how_one_stands_to_it(caption: str, claim: tuple[str, str, str, str, bool]) -> None:
    assert claim in said(caption)


def test_yes_under_votes_is_no_membership() -> None:
    assert not said("Votes")


def test_exports_and_imports_are_measures_of_their_own() -> None:
    measures = {s.claim.quantity.measure for s in cases.read_file(TABLES).statements if s.claim.quantity is not None}
    assert {"exports", "imports"} <= measures


@pytest.mark.parametrize(
    ("text", "modality", "negated"),
    [("Yes, since 2008", "asserted", False), ("Not ratified", "asserted", True), ("candidate", "intended", False)],
)
def test_words_of_standing(text: str, modality: str, negated: bool) -> None:
    standing = standing_of(text)
    assert standing is not None
    assert (standing.modality, standing.negated) == (Modality(modality), negated)


@pytest.mark.parametrize("text", ["Partnership for cocoa", "Nobody knows", "3,400", "Northern ports"])
def test_what_is_no_standing(text: str) -> None:
    assert standing_of(text) is None


BULLETS = """# Foreign relations of Togo

## Memberships

- African Union
- ECOWAS (founding member)

## Members of the Mano River Union

- Liberia
- Guinea (since 1980)

## Parties to the Coral Convention

- Benin
- Samoa has its own law on reefs and does not need another one

## Former members of the union

- Chile
"""


def test_bullets_that_are_names_under_a_heading_of_members() -> None:
    found = cases.read_file(BULLETS).statements
    assert {(s.claim.subject, s.claim.relation.value, s.claim.object) for s in found if s.evidence.rule == "list-standing"} == {
        ("actor:togo", "memberOf", "actor:african-union"),
        ("actor:togo", "memberOf", "actor:ecowas"),
        ("actor:liberia", "memberOf", "actor:mano-river-union"),
        ("actor:guinea", "memberOf", "actor:mano-river-union"),
        ("actor:benin", "partyTo", "agreement:coral-convention"),
    }
