"""Spot facts in tables: who was in what since when, who held which office, what an agreement's dates and parties are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from comity.reference import MembershipKind, NameContext, NameKind, Role, load

CASES = Path(__file__).parent / "cases"


def cases(stem: str) -> list[object]:
    with (CASES / f"{stem}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [pytest.param(row, id="-".join(value for value in row.values() if value)) for row in rows]


@pytest.mark.parametrize("row", cases("memberships"))
def test_membership(row: dict[str, str]) -> None:
    found = load().members(f"actor:{row['organization']}", row["on"], (MembershipKind(row["kind"]),))
    assert (f"actor:{row['member']}" in found) == (row["is"] == "yes")


@pytest.mark.parametrize("row", cases("offices"))
def test_office(row: dict[str, str]) -> None:
    holders = {term.person for term in load().holders(f"actor:{row['of']}", row["year"], row["office"])}
    assert (f"actor:{row['person']}" in holders) == (row["holds"] == "yes")


@pytest.mark.parametrize("row", cases("agreements"))
def test_agreement(row: dict[str, str]) -> None:
    id_ = f"agreement:{row['agreement']}"
    entity = load().entities[id_]
    assert (entity.signed, entity.in_force, entity.ended, entity.stage) == tuple(
        row[column] for column in ("signed", "in_force", "ended", "stage")
    )
    assert (f"actor:{row['party']}", Role(row["role"])) in {(party.party, party.role) for party in load().parties_of(id_)}


@pytest.mark.parametrize("row", cases("names"))
def test_name(row: dict[str, str]) -> None:
    found = {(name.entity, name.kind, name.context) for name in load().by_name(row["text"])}
    assert (row["entity"], NameKind(row["kind"]), NameContext(row["context"])) in found


def test_united_nations_has_193_members() -> None:
    assert len(load().members("actor:united-nations")) == 193


@pytest.mark.parametrize(
    ("organization", "year", "count"),
    [("nato", "1949", 12), ("nato", "2025", 32), ("european-union", "2026", 27), ("european-union", "1958", 6),
     ("brics", "2025", 10),
     ("shanghai-cooperation-organisation", "2025", 10), ("asean", "2026", 11), ("un-security-council", "2025-06", 15),
     ("un-security-council", "2026-06", 15), ("opec", "2024-06", 12),
     ("opec", "2026-06", 11), ("african-union", "2020", 55), ("arab-league", "2020", 22),
     ("g20", "2025", 21), ("schengen-area", "2025", 29), ("commonwealth-of-nations", "2025", 56),
     ("international-criminal-court", "2025", 125), ("financial-action-task-force", "2024", 39), ("arctic-council", "2020", 8)],
)  # fmt: skip
def test_number_of_members(organization: str, year: str, count: int) -> None:
    assert len(load().members(f"actor:{organization}", year)) == count
