"""What a list about two says is given, where no text over it says by whom; pairs joined by a hyphen; dates and names beside."""

from __future__ import annotations

import pytest

import cases
from comity.claims.layout import donors

GIVEN = """# Norway and Laos: at a glance

## Legacy of the war

- $18 million for clearing mines since 2001.
- More than NOK 40 million through the national health fund.
- Transfer of three ferries to the river authority
- Two ambulances donated in 2019
- $90 million in trade last year
- €3 million worth of contracts
- Support for the bid for a seat on the council

## Development aid

- School meals: $2 million

# Norway and Sweden

## Side by side

- $18 million for clearing mines
"""

TRADE = """# Ghana-Peru: key figures

- Trade in goods (2021): €18 million
- Maritime Cooperation Agreement (MCA): signed 2012; two committees since 2018.
- Letter of intent between the Port Office of Tema and the Lima Harbour Board on pilots
- Population: 34 million

# Oman and Malta

Trade with Malta (2019):

- Exports: $8 million (fertiliser)
- Imports: $3 million (medicines)

# Outcomes of the visit of the President of Peru to Japan

- A new campus for engineers
"""


def said(text: str, quote: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (s.claim.subject.split(":")[1], s.claim.relation.value, s.claim.object.split(":")[1], s.claim.when)
        for s in cases.read_file(text).statements
        if s.evidence.words.startswith(quote)
    }


@pytest.mark.parametrize(
    ("quote", "when"),
    [
        ("$18 million for", "2001/"), ("More than NOK", None), ("Transfer of three", None), ("Two ambulances", "2019"),
        ("School meals", None),
    ],
)  # fmt: skip
def test_the_donor_of_two_gives(quote: str, when: str | None) -> None:
    assert ("norway", "aids", "laos", when) in said(GIVEN, quote)


@pytest.mark.parametrize("quote", ["$90 million", "€3 million", "Support for the bid"])
def test_other_money_and_backing_are_no_aid(quote: str) -> None:
    assert "aids" not in {claim[1] for claim in said(GIVEN, quote)}


def test_between_equals_nothing_tells() -> None:
    assert donors.giver_of(("actor:norway", "actor:sweden")) == ""
    assert donors.giver_of(("actor:laos", "actor:norway")) == "actor:norway"
    assert not {claim for claim in said(GIVEN, "$18 million") if "sweden" in claim}


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Trade in goods", ("ghana", "tradesWith", "peru", "2021")),
        ("Maritime Cooperation", ("ghana", "agreesWith", "peru", "2012")),
        ("Letter of intent", ("ghana", "agreesWith", "peru", None)),
        ("Exports", ("oman", "supplies", "malta", "2019")),
        ("Imports", ("malta", "supplies", "oman", "2019")),
    ],
)
def test_a_title_with_a_hyphen_names_two(quote: str, claim: tuple[str, str, str, str | None]) -> None:
    assert claim in said(TRADE, quote)


@pytest.mark.parametrize("quote", ["Population", "A new campus"])
def test_what_says_nothing_of_the_two(quote: str) -> None:
    assert not said(TRADE, quote)


CHRONOLOGY = """Peru and Ghana: key dates

1961 Treaty of friendship signed

1974 Embassy opened in Lima

1990 Agreement on fisheries concluded

1992 The leaders committed to more
"""


def test_what_was_signed_is_of_the_two() -> None:
    assert ("ghana", "agreesWith", "peru", "1961") in said(CHRONOLOGY, "1961 Treaty")
    assert ("ghana", "agreesWith", "peru", "1990") in said(CHRONOLOGY, "1990 Agreement")
    assert "agreesWith" not in {claim[1] for claim in said(CHRONOLOGY, "1992 The leaders")}


BRIEF = """# Fiji-Japan: country brief

Diplomatic relations:

- Established in 1970.

## Side by side

- $11 million: scholarships and training in fisheries
- Ten minibuses for the Fiji Police Force
- Line of credit of $30 million for a hospital wing
- Expanded training of nurses by JICA
- Currency swap: 3 billion yen since 2021
- Exercise Palm: 400 soldiers in 2022, with Tonga and Samoa.
- Exercise Reef: 90 divers in 2023, with Tonga as an observer.
- 1,200 hotels in the islands
- $70 million: deficit of the national airline
"""


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Established", ("fiji", "cooperatesWith", "japan", "1970/")),
        ("$11 million", ("japan", "aids", "fiji", None)),
        ("Ten minibuses", ("japan", "aids", "fiji", None)),
        ("Line of credit", ("japan", "aids", "fiji", None)),
        ("Expanded training", ("japan", "aids", "fiji", None)),
        ("Currency swap", ("fiji", "cooperatesWith", "japan", "2021/")),
    ],
)
def test_a_brief_about_two(quote: str, claim: tuple[str, str, str, str | None]) -> None:
    assert claim in said(BRIEF, quote)


@pytest.mark.parametrize("quote", ["1,200 hotels", "$70 million"])
def test_a_brief_also_has_lines_of_no_tie(quote: str) -> None:
    assert not said(BRIEF, quote)


LABELLED = """# Norwegian assistance in Africa

- Togo: Norway finances schools in the north.
- Chad: The rains failed twice.

# Finland and Peru

- Trade: Finnish firms export mainly paper.
- Energy: The Finnish development agency finances solar pumps in the highlands.
- Mining: Peruvian companies supply copper.
- Talk: Finnish firms complain of delays.
"""


@pytest.mark.parametrize(
    ("quote", "subject", "other"),
    [
        ("Togo", "norway", "togo"),
        ("Trade", "finnish-firms", "peru"),
        ("Energy", "finland", "peru"),
        ("Mining", "peruvian-companies", "finland"),
    ],
)
def test_a_label_or_the_home_of_a_firm_tells_whom_it_goes_to(quote: str, subject: str, other: str) -> None:
    assert (subject, other) in {(claim[0], claim[2]) for claim in said(LABELLED, quote)}


@pytest.mark.parametrize("quote", ["Chad", "Talk"])
def test_a_label_alone_gives_nobody(quote: str) -> None:
    assert not said(LABELLED, quote)
