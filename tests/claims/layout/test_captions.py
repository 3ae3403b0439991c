"""Bullets without a verb, read by what stands over them."""

from __future__ import annotations

import pytest

import cases

AID = """# Finland's aid to Nepal

- Village schools: €4 million (2021)
- Vaccines through the World Health Organization
- Scholarships
- Drones (planned)
- Norway gave rice.

# Sanctions on Belarus

- Canada: asset freezes on 40 officials
- Serbia: none

# Donors to Haiti

- Brazil – $12 million for hospitals
- Chile

## Background

- Roads

# Suppliers of arms to Peru

- Israel (drones)

# Who does what

- Chinese loans to Kenya: $6 billion, mostly for railways
- Bread
"""

PAIR = """# Foreign relations of Mongolia

## Relations with Japan

- Memorandum of understanding on fisheries
- Launch of a joint fund for solar power
- Disputes: none
- Trade: $300 million (2022)
"""


def said(text: str, quote: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (s.claim.subject.split(":")[1], s.claim.relation.value, s.claim.object.split(":")[1], s.claim.domain)
        for s in cases.read_file(text).statements
        if s.evidence.words.startswith(quote)
    }


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Village schools", ("finland", "aids", "nepal", "domain:education")),
        ("Vaccines", ("finland", "aids", "nepal", "domain:health")),
        ("Drones", ("finland", "aids", "nepal", "domain:military-technology")),
        ("Canada", ("canada", "sanctions", "belarus", "domain:finance")),
        ("Brazil", ("brazil", "aids", "haiti", "domain:health")),
        ("Chile", ("chile", "aids", "haiti", "domain:development")),
        ("Israel", ("israel", "supplies", "peru", "domain:military-technology")),
        ("Chinese loans", ("china", "aids", "kenya", "domain:transport")),
    ],
)
def test_the_heading_gives_the_tie_and_its_ends(quote: str, claim: tuple[str, str, str, str | None]) -> None:
    assert claim in said(AID, quote)


@pytest.mark.parametrize("quote", ["Roads", "Bread"])
def test_nothing_is_read_where_the_ends_are_not_settled(quote: str) -> None:
    assert not said(AID, quote)


def test_what_a_sentence_says_of_others_is_not_the_headings() -> None:
    assert ("finland", "aids", "nepal") not in {claim[:3] for claim in said(AID, "Norway gave")}


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Memorandum", ("japan", "agreesWith", "mongolia", "domain:agriculture")),
        ("Launch", ("japan", "cooperatesWith", "mongolia", "domain:renewable-energy")),
        ("Trade", ("japan", "tradesWith", "mongolia", "domain:trade")),
    ],
)
def test_a_heading_and_the_title_make_a_pair(quote: str, claim: tuple[str, str, str, str | None]) -> None:
    assert claim in said(PAIR, quote)


def test_brackets_and_none_say_how_it_stands() -> None:
    by_quote = {s.evidence.quote: s for s in cases.read_file(AID).statements}
    assert by_quote["Drones (planned)"].claim.modality.value == "intended"
    assert by_quote["Serbia: none"].claim.negated
    school = by_quote["Village schools: €4 million (2021)"]
    assert school.claim.when == "2021"
    assert school.claim.quantity is not None
    assert any("Finland's aid to Nepal" in note for note in school.evidence.resolved)
    assert any("not named here: Finland" in note for note in school.evidence.resolved)


LISTS = """# Report on the Horn of Africa

## Recommendations

### For the European Union

- Offer Ethiopia debt relief.

# Foreign relations of Fiji

## International organisations

- United Nations (since 1970)
- ASEAN (observer)

# Joint Communiqué of Peru and Ghana

The President of Peru and the President of Ghana met in Lima.

The Ministers:

- Called on Mali to free the prisoners.
"""

TABLES = """# Figures

Peace operations hosted by Mali

| Contributor | Troops |
| --- | --- |
| Chad | 1,400 |

Voting on General Assembly resolution ES-11/1

| Country | Vote |
| --- | --- |
| Eritrea | Against |

Dependence on Russian gas

| Country | Share of Russian gas |
| --- | --- |
| Austria | 80% |

Aid pledged at the Brussels conference (EUR million)

| State | Amount for Yemen |
| --- | --- |
| Denmark | 34 |

Recognition

| State | Recognises Kosovo |
| --- | --- |
| Spain | No |
"""


def test_what_is_advised_is_for_the_one_named_above() -> None:
    assert ("european-union", "aids", "ethiopia", "domain:finance") in said(LISTS, "Offer Ethiopia")


def test_names_under_international_organisations_are_memberships() -> None:
    assert said(LISTS, "United Nations") == {("fiji", "memberOf", "united-nations", None)}
    assert {claim[1] for claim in said(LISTS, "ASEAN")} == {"cooperatesWith"}


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("1,400", ("chad", "aids", "mali")),
        ("Against", ("eritrea", "opposes", "general-assembly-resolution-es-11-1")),
        ("80%", ("austria", "dependsOn", "russia")),
        ("34", ("denmark", "aids", "yemen")),
        ("No", ("kosovo", "cooperatesWith", "spain")),
    ],
)
def test_headers_and_captions_say_who_does_what(quote: str, claim: tuple[str, str, str]) -> None:
    assert claim in {found[:3] for found in said(TABLES, quote)}
