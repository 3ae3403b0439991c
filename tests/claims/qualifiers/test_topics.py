"""What a claim is about: words near its predicate first, then its clause, then label and heading with less confidence."""

from __future__ import annotations

import gold
import pytest

import cases
from comity.claims.qualifiers.topics import most_specific
from comity.model import Document, Reading


def page(text: str, *, section: tuple[str, ...] = (), label: str = "", kind: str = "sentence") -> Document:
    """The text under headings; a bullet's label stands in its text, as on the page."""
    shown = f"{label}: {text}" if kind == "bullet" else text
    return gold.document(gold.GoldPassage("topics", "", "", section, "", label, "", "", kind, shown))


def domains(reading: Reading) -> set[str]:
    start = reading.document.blocks[-1].start
    return {(s.claim.domain or "").removeprefix("domain:") for s in reading.statements if s.evidence.start >= start}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad and Niger cooperate in mining.", {"mining"}),
        ("Chad and Niger have deepened their cooperation on health.", {"health"}),
        ("Energy cooperation between Chad and Niger has stalled.", {"energy"}),
        ("Chad and Niger have economic and military ties.", {"economic", "military"}),
        ("Norway supplies gas to Germany.", {"natural-gas"}),
        ("Norway supplies gas and electricity to Germany.", {"natural-gas", "electricity"}),
        ("France sold fighter jets to Egypt.", {"arms-trade"}),
        ("France sold submarines to Egypt.", {"military-technology", "arms-trade"}),
        ("Norway and Poland held coast guard drills.", {"military-exercises", "maritime-security"}),
        ("Kenya and Somalia disagree over Lake Turkana.", {"territory"}),
        ("Ghana and Togo exchanged fire across the border.", {"military"}),
        ("A Franco-Brazilian joint venture builds submarines.", {"military-technology"}),
        ("Peru, whose exports to Fiji include missiles and radars, objected.", {"military-technology", "arms-trade"}),
        ("Moldova depends on Romania for electricity.", {"electricity"}),
        ("Laos relies on Thailand for tourism.", {"tourism"}),
        pytest.param(
            "Egypt and Sudan are in dispute over the waters of the river.",
            {"water"},
            marks=pytest.mark.xfail(reason="“be in dispute”"),
        ),
        ("Peru bought rice worth $3 million: its rice imports from Vietnam doubled.", {"agriculture"}),
        ("Ghana's exports of cocoa to Italy have grown.", {"agriculture"}),
        ("Chile and Peru signed a treaty on their common border.", {"territory"}),
        ("Kenya and Somalia signed a trade and investment agreement.", {"trade", "investment"}),
        (
            "Cooperation between Lima and Quito on migration, counter-terrorism and solar power has grown.",
            {"migration", "counter-terrorism", "renewable-energy"},
        ),
        ("Ghana and Togo cooperate in defence, fisheries and health.", {"military", "agriculture", "health"}),
        ("Spain should offer Ghana an energy partnership, not a bribe.", {"energy"}),
        ("Finland and Estonia have begun joint patrols in the Gulf of Finland.", {"maritime-security"}),
        ("Peru and Chile began joint patrols along the border.", {"border-security"}),
        ("Denmark and Iceland cooperate in the Nordic Council.", {"multilateralism"}),
        pytest.param(
            "Chile and Peru agreed on fisheries in a treaty of 1952.",
            {"agriculture"},
            marks=pytest.mark.xfail(reason="a treaty is taken for diplomacy beside what it is about"),
        ),
        ("Turkey trains the soldiers of Somalia.", {"military-training"}),
        ("Chad demanded that France withdraw its soldiers.", {"military"}),
        ("Peru and Chile agreed that the fishing quota should be raised.", {"agriculture"}),
        ("Chile condemned the Peruvian strike on Quito.", {"military"}),
        ("Ghana accused Togo of bombing a village near the frontier.", {"military"}),
        ("Kenya held talks with the M23 rebels.", {"peacekeeping"}),
        ("The World Bank approved a credit of 250 million dollars to Ghana for rural roads.", {"transport"}),
        ("Police from Thailand and Laos began joint patrols on the Mekong.", {"law-enforcement"}),
        ("Japan and Poland explore the joint production of artillery shells.", {"defence-industry"}),
        ("Spain and Peru agreed to complete the delimitation of their border.", {"territory"}),
        ("Ghana's leverage over Togo stems from debt.", {"finance"}),
        ("Japan sent Fiji relief goods such as tents and water purifiers.", {"humanitarian"}),
        ("The rivalry between Kenya and Ghana in Sudan has grown.", {"regional-security"}),
        ("Peru exempted Chilean steel from its duties.", {"trade"}),
        ("Ghana sells gas to Togo, which is asking Mali to do the same.", {"natural-gas"}),
        ("Ghana and Togo have close relations.", {"diplomacy"}),
    ],
)
def test_the_nearest_words_decide(text: str, expected: set[str]) -> None:
    assert domains(cases.read_all([page(text)])[0]) == expected


def test_a_bullets_title_says_which_goods() -> None:
    found = domains(cases.read_all([page("Ghana supplies 70 percent of Togo's imports.", label="Cement", kind="bullet")])[0])
    assert found == {"industry"}


def test_words_of_another_clause_say_nothing() -> None:
    found = domains(cases.read_all([page("Kenya, which exports tea, cooperates with Somalia on migration.")])[0])
    assert found == {"migration"}


@pytest.mark.xfail(reason="the usual domain of the predicate goes before a heading")
def test_a_heading_is_the_last_resort_and_less_sure() -> None:
    named, under = cases.read_all([
        page("Peru and Chile cooperate in tourism.", section=("Two neighbours", "Energy")),
        page("Peru and Chile cooperate.", section=("Two neighbours", "Tourism")),
    ])  # fmt: skip
    assert domains(named) == domains(under) == {"tourism"}
    assert max(s.evidence.confidence for s in under.statements) < max(s.evidence.confidence for s in named.statements)
    assert any("heading" in note for s in under.statements for note in s.evidence.resolved)


def test_the_label_of_a_bullet_goes_before_the_heading() -> None:
    reading = cases.read_all(
        [page("Peru and Chile cooperate.", section=("Two neighbours", "Tourism"), label="Education", kind="bullet")]
    )[0]
    assert domains(reading) == {"education"}


def test_only_the_most_specific_of_a_chain_is_kept() -> None:
    assert most_specific(["domain:energy", "domain:oil", "domain:trade"]) == ("domain:oil", "domain:trade")
    assert most_specific(["domain:economic", "domain:energy", "domain:oil"]) == ("domain:oil",)
    assert most_specific([]) == ()


def test_no_claim_has_a_domain_and_one_above_it() -> None:
    by_tie: dict[tuple[str, ...], set[str]] = {}
    for _, statement in cases.statements():
        claim, evidence = statement.claim, statement.evidence
        key = (evidence.document, str(evidence.start), evidence.rule, claim.subject, claim.relation.value, claim.object)
        by_tie.setdefault(key, set()).add(claim.domain or "")
    assert all(len(most_specific(sorted(found))) == len(found) for found in by_tie.values() if "" not in found)
