"""Lists that leave their verb out, and who is meant where the argument stands far from its word."""

from __future__ import annotations

from functools import cache

import pytest

import cases

SAID = [
    ("Chile sells its copper to China, its wine to Britain and its salmon to Japan.", "chile supplies japan agriculture"),
    ("Chile sells its copper to China, its wine to Britain and its salmon to Japan.", "chile supplies united-kingdom agriculture"),
    ("Georgia buys electricity from Turkey and gas from Azerbaijan.", "azerbaijan supplies georgia natural-gas"),
    (
        "The European Union gave 200 million euros to Tunisia and 150 million euros to Mauritania.",
        "european-union aids mauritania finance",
    ),
    ("Few countries are as reliant on Russian wheat as Egypt.", "egypt dependsOn russia agriculture"),
    (
        "Iran's support for the Houthis has made Saudi Arabia dependent on American protection.",
        "saudi-arabia dependsOn united-states",
    ),
    ("Madagascar imports almost all of its rice from India.", "india supplies madagascar agriculture"),
    ("A deal under which Rwanda would take in asylum seekers from Britain collapsed.", "rwanda agreesWith united-kingdom"),
    ("Remittances from Russia account for almost half of Tajikistan's income.", "tajikistan dependsOn russia"),
    ("Mali invited Russian mercenaries.", "russia aids mali military"),
    ("Thanks to Norwegian gas, Germany got through the winter.", "norway supplies germany natural-gas"),
    ("China now accounts for a third of Peru's trade.", "china tradesWith peru trade"),
    ("There is no love lost between Algiers and Rabat.", "algeria opposes morocco"),
    ("Uruguay's flirtation with Beijing irritates Buenos Aires.", "china cooperatesWith uruguay"),
    ("Morocco won recognition of its sovereignty from Spain.", "spain supports morocco territory"),
    ("India's recognition of Bhutanese sovereignty came late.", "india supports bhutan territory"),
]
NOT_SAID = [
    ("Tunisia relies on Algeria for gas and on Libya for remittances.", "tunisia dependsOn libya natural-gas"),
    ("Mongolia depends on China for its exports and on Russia for its fuel.", "mongolia dependsOn china oil"),
    ("Serbia supplies Montenegro with electricity and North Macedonia with wheat.", "serbia supplies montenegro agriculture"),
    ("Georgia buys electricity from Turkey and gas from Azerbaijan.", "azerbaijan supplies georgia electricity"),
    ("Brazil has refused to take sides between Washington and Beijing, its largest customer.", "brazil supplies united-states"),
    ("Iran's support for the Houthis has made Saudi Arabia dependent on American protection.", "iran dependsOn united-states"),
]


@cache
def said(text: str) -> set[str]:
    """Subject, relation and object of each claim of a text, and the same with its domain."""
    found = set()
    for statement in cases.read_all([cases.of_text(text)])[0].statements:
        claim = statement.claim
        tie = f"{claim.subject.split(':')[1]} {claim.relation.value} {claim.object.split(':')[1]}"
        found |= {tie, f"{tie} {(claim.domain or '').removeprefix('domain:')}"}
    return found


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_said(text: str, claim: str) -> None:
    assert claim in said(text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_not_said(text: str, claim: str) -> None:
    assert claim not in said(text)
