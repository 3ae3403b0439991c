"""Names and offices under "From … to …" in a list of visits."""

from __future__ import annotations

import pytest

import cases

VISITS = """# Peru-Norway relations

## Visits

From Norway to Peru

| Year | Name |
| --- | --- |
| 2004 | Prime Minister Jens Stoltenberg |
| 2009 | Crown Prince and Minister of Trade |
| 2011 | Cancelled |

From Peru to Norway:

- 2015: Foreign Minister
- 2016: none

## Flights

From Norway to Peru

- 2018: Minister of Transport on board
"""


def said() -> set[tuple[str, str, str | None]]:
    return {
        (s.claim.subject.split(":")[1], s.claim.object.split(":")[1], s.claim.when)
        for s in cases.read_file(VISITS).statements
        if s.evidence.rule == "list-visit"
    }


@pytest.mark.parametrize(
    "claim",
    [("jens-stoltenberg", "peru", "2004"), ("norway", "peru", "2004"), ("norway", "peru", "2009"), ("norway", "peru", "2015")],
)
def test_who_went_where(claim: tuple[str, str, str]) -> None:
    assert claim in said() or (claim[1], claim[0], claim[2]) in said()


@pytest.mark.parametrize("year", ["2011", "2016", "2018"])
def test_no_visit(year: str) -> None:
    assert year not in {when for _, _, when in said()}
