"""Fields that are said outside the tie's own words: before it, in what is asked, by the body that is met, by where ships sail."""

from __future__ import annotations

import pytest

import cases


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Oman ships gas. Its deliveries to Jordan rose by a third.", "supplies", {"natural-gas"}),
        ("Kenya exports flowers. Its deliveries to Japan have doubled.", "supplies", {"agriculture"}),
        ("Iran builds drones and refines oil. Its deliveries to Syria have doubled.", "supplies", {"trade"}),
        ("A patrol boat of Eritrea entered the waters of Kenya. Kenya asked Japan for support.", "requests", {"maritime-security"}),
        ("Fiji fears cyclones. Tonga asked Japan for help.", "requests", {"diplomacy"}),
        ("Laos called on the military leaders of Myanmar to free the refugees.", "requests", {"migration"}),
        ("The army drove rebels from Lere. Algeria called on Mali to return to talks.", "requests", {"peacekeeping"}),
        ("Togo urged Ghana to return to talks on the gas price.", "requests", {"natural-gas"}),
        ("Togo urged Ghana to return to talks.", "requests", {"diplomacy"}),
        ("Sudan's army has fought Chad with weapons that come from Kenya.", "fights", {"military"}),
        ("Zambia asked China for more time to repay its loans.", "requests", {"finance"}),
        ("Ireland backs Cyprus's bid for a seat on the Security Council.", "supports", {"multilateralism"}),
        ("Ireland backs Cyprus's bid to host the meeting.", "supports", {"diplomacy"}),
        ("Mexico quarrels with Peru over corn, tomatoes and water.", "disputesWith", {"agriculture", "water"}),
        ("Brazil quarrelled with OPEC for a year.", "disputesWith", {"oil"}),
        ("Brazil quarrelled with the African Union for a year.", "disputesWith", {"diplomacy"}),
        ("Qatar is an observer at OPEC.", "cooperatesWith", {"multilateralism"}),
        ("Bulgaria objected to Moldova's accession to the European Union.", "opposes", {"multilateralism"}),
        ("Peru and Chile patrol the Pacific together.", "exercisesWith", {"maritime-security"}),
        ("Peru and Chile drill together.", "exercisesWith", {"military-exercises"}),
        (
            "Norway provides Malawi with development assistance, mainly for clinics and rural roads.",
            "aids",
            {"development", "health", "transport"},
        ),
    ],
)
def test_field(text: str, relation: str, expected: set[str]) -> None:
    reading = cases.read_all([cases.of_text(text)])[0]
    found = {(s.claim.domain or "").removeprefix("domain:") for s in reading.statements if s.claim.relation == relation}
    assert found == expected
