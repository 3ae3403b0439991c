"""Who belongs: parties of agreements, members of bodies, in all the forms in which texts say it."""

from __future__ import annotations

from functools import cache

import pytest

import cases


@cache
def found(text: str) -> frozenset[tuple[str, str, str, bool]]:
    reading = cases.read_all([cases.of_text(text)])[0]
    return frozenset((s.claim.subject, s.claim.relation.value, s.claim.object, s.claim.negated) for s in reading.statements)


def who(text: str, relation: str, whole: str, negated: bool = False) -> set[str]:
    return {s.removeprefix("actor:") for s, r, o, n in found(text) if (r, o, n) == (relation, whole, negated)}


@pytest.mark.parametrize(
    ("text", "agreement", "parties"),
    [
        ("Signatories to the Lomé Accord include Mali, Niger and Togo.", "lome-accord", "mali niger togo"),
        ("The parties to the Tunis Convention are Benin, Togo and Ghana.", "tunis-convention", "benin togo ghana"),
        (
            "The Mombasa Declaration, adopted by Kenya and Tanzania in 2011, protects reefs.",
            "mombasa-declaration",
            "kenya tanzania",
        ),
        ("The Lagos Declaration, concluded in 1996 by Benin and Togo, ended the patrols.", "lagos-declaration", "benin togo"),
        ("Cyprus ratified the Levant Pipeline Accord, which Greece had signed in 2020.", "levant-pipeline-accord", "cyprus greece"),
        ("The Amber Pact binds Lithuania and Poland to consult one another.", "amber-pact", "lithuania poland"),
        ("The Coral Compact commits Fiji and Tonga to defend Samoa.", "coral-compact", "fiji tonga samoa"),
        ("Thailand, having signed the Mekong Charter, cannot ignore it.", "mekong-charter", "thailand"),
        ("Peru and Bolivia sign the Titicaca Treaty in Puno.", "titicaca-treaty", "peru bolivia"),
    ],
)
def test_parties(text: str, agreement: str, parties: str) -> None:
    assert who(text, "partyTo", f"agreement:{agreement}") == set(parties.split())


def test_an_agreement_with_a_name_is_what_its_parties_share() -> None:
    text = "Cyprus and Israel ratified the Levant Pipeline Accord."
    assert who(text, "partyTo", "agreement:levant-pipeline-accord") == {"cyprus", "israel"}
    assert not any(relation == "agreesWith" for _, relation, *_ in found(text))


def test_who_guarantees_an_agreement_is_no_party_of_it() -> None:
    text = "The presidents of Honduras and Nicaragua sign the Corinto Accord, with Mexico and Spain as guarantors."
    assert who(text, "partyTo", "agreement:corinto-accord") == {"honduras", "nicaragua"}
    assert who(text, "supports", "agreement:corinto-accord") == {"mexico", "spain"}


@pytest.mark.parametrize(
    ("text", "project", "sharers"),
    [
        ("Chad and Niger, which make up the southern leg of the Sahara Highway, are poor.", "sahara-highway", "chad niger"),
        ("Botswana's section of the Kalahari Railway is finished.", "kalahari-railway", "botswana"),
        ("The Mekong Railway would be a common project between Laos and Vietnam.", "mekong-railway", "laos vietnam"),
        ("The Turkana Pipeline runs through Kenya and Uganda.", "turkana-pipeline", "kenya uganda"),
    ],
)
def test_who_has_a_share_in_a_project(text: str, project: str, sharers: str) -> None:
    assert who(text, "participatesIn", f"project:{project}") == set(sharers.split())


def test_an_agreement_without_a_name_joins_its_parties() -> None:
    assert ("actor:brazil", "agreesWith", "actor:portugal", False) in found("Portugal and Brazil signed an agreement on tax.")


@pytest.mark.parametrize(
    ("text", "broker"),
    [
        ("Chile and Peru signed the Arica Treaty in Geneva under the auspices of the United Nations.", "united-nations"),
        ("The Arica Treaty, brokered by Spain, was signed by Chile and Peru.", "spain"),
    ],
)
def test_who_brokers_an_agreement(text: str, broker: str) -> None:
    assert who(text, "mediates", "agreement:arica-treaty") == {broker}


@pytest.mark.parametrize(
    ("text", "body", "members"),
    [
        ("The Pacific Alliance groups Chile, Peru and Mexico.", "pacific-alliance", "chile peru mexico"),
        ("ECOWAS's members are Ghana, Togo and Benin.", "ecowas", "ghana togo benin"),
        ("Kenya joined the Coral Partnership, whose other members are Fiji and Tonga.", "coral-partnership", "kenya fiji tonga"),
        ("The Andean Community is made up of Bolivia, Ecuador and Peru.", "andean-community", "bolivia ecuador peru"),
        ("The founding members of the Mano River Union were Liberia and Sierra Leone.", "mano-river-union", "liberia sierra-leone"),
        ("NATO members Norway and Latvia objected.", "nato", "norway latvia"),
        ("EU member Malta objected.", "european-union", "malta"),
    ],
)
def test_members(text: str, body: str, members: str) -> None:
    assert who(text, "memberOf", f"actor:{body}") == set(members.split())


def test_a_list_of_memberships_goes_on_over_unknown_names() -> None:
    text = (
        "Togo is a member of the African Union; the Lomé Customs Zone (LCZ); the Organisation of Islamic Cooperation; "
        "and the Non-Aligned Movement."
    )
    bodies = {o for s, r, o, _ in found(text) if (s, r) == ("actor:togo", "memberOf")}
    assert {"actor:african-union", "actor:organisation-of-islamic-cooperation", "actor:non-aligned-movement"} <= bodies


def test_what_follows_a_list_between_semicolons_is_said_of_its_subject() -> None:
    text = (
        "Togo belongs to the UN and to some of its agencies, including the World Bank; the African Union; the Lomé Customs Zone; "
        "the Non-Aligned Movement; withdrew from the Commonwealth of Nations."
    )
    assert {o for s, r, o, negated in found(text) if (s, r, negated) == ("actor:togo", "memberOf", True)} == {
        "actor:commonwealth-of-nations"
    }
    assert not any(s != "actor:togo" for s, r, _, _ in found(text) if r == "memberOf")


@pytest.mark.parametrize(
    "text",
    [
        "The members of Shell's board are Spain and Italy specialists.",
        "NATO, Peru's navy said, was not asked.",
    ],
)
def test_what_is_no_list_of_members(text: str) -> None:
    assert not any(relation == "memberOf" for _, relation, *_ in found(text))


@pytest.mark.parametrize(
    "text",
    ["Kenya signed a memorandum of understanding with Norway on fisheries.", "Kenya signed a letter of intent with Norway."],
)
def test_what_a_paper_is_of_does_not_hide_whom_it_is_with(text: str) -> None:
    assert ("actor:kenya", "agreesWith", "actor:norway", False) in found(text)
