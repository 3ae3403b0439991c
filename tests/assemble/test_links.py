"""How claims of one pair and relation bear on one another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.assemble import link_claims
from comity.model import AssembledClaim, Claim, ClaimLink, Evidence, Quantity
from comity.vocabulary import Effect, LinkKind, Modality, Relation


def supplies(**changes: object) -> Claim:
    return Claim("actor:oman", Relation.SUPPLIES, "actor:fiji", **({"domain": "domain:oil"} | changes))  # type: ignore[arg-type]


def said(claim: Claim, *documents: str) -> AssembledClaim:
    evidence = tuple(Evidence(claim.id, f"document:{name}", claim.id, 0, 9, rule="rule") for name in documents)
    return AssembledClaim(claim, evidence, len(documents), 0.5)


def links(*claims: Claim) -> list[ClaimLink]:
    """Links between claims that are each made by a document of their own."""
    return list(link_claims([said(claim, f"d{n}") for n, claim in enumerate(sorted(claims, key=lambda c: c.id))]))


def kinds(*claims: Claim) -> list[tuple[str, tuple[str, ...]]]:
    return [(link.kind.value, link.aspects) for link in links(*claims)]


# --- differs in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "aspects"),
    [
        ({}, {"modality": Modality.INTENDED}, ("modality",)),
        ({"when": "2019"}, {"when": "2021"}, ("time",)),
        ({"when": "2019/2021"}, {"when": "2020/2022"}, ("time",)),
        ({"when": "XXXX-05-22"}, {"when": "2022"}, ("time",)),
        ({"when": "2019"}, {"when": "2021", "modality": Modality.POTENTIAL}, ("modality", "time")),
        ({}, {"domain": "domain:natural-gas"}, ("domain",)),
        ({}, {"domain": "domain:natural-gas", "modality": Modality.INTENDED}, ("modality", "domain")),
        ({}, {"domain": "domain:energy", "modality": Modality.INTENDED}, ("modality", "domain")),
    ],
)
def test_claims_that_differ_are_linked_with_what_they_differ_in(
    first: dict[str, object], second: dict[str, object], aspects: tuple[str, ...]
) -> None:
    assert kinds(supplies(**first), supplies(**second)) == [("differsIn", aspects)]
    assert links(supplies(**first), supplies(**second))[0].reason.endswith(" and ".join(aspects))


@pytest.mark.parametrize(
    ("first", "second"),
    [("domain:oil", "domain:mining"), ("domain:trade", "domain:investment"), ("domain:oil", "domain:water")],
)
def test_fields_that_are_only_both_economic_bear_on_nothing(first: str, second: str) -> None:
    assert kinds(supplies(domain=first), supplies(domain=second)) == []
    assert kinds(supplies(domain=first), supplies(domain=second, modality=Modality.POTENTIAL)) == []


def test_other_ends_other_relations_and_the_other_direction_are_no_matter() -> None:
    turned = Claim("actor:fiji", Relation.SUPPLIES, "actor:oman", "domain:oil")
    aided = Claim("actor:oman", Relation.AIDS, "actor:fiji", "domain:oil")
    assert kinds(supplies(), turned, aided) == []


def test_cooperation_and_conflict_of_one_pair_contradict_nothing() -> None:
    hostile = Claim("actor:oman", Relation.SANCTIONS, "actor:fiji", "domain:oil")
    assert kinds(supplies(), hostile) == []


# --- contradicts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"modality": Modality.ASSESSED}, {}),
        ({"modality": Modality.INTENDED}, {"modality": Modality.INTENDED}),
        ({"modality": Modality.RECOMMENDED}, {"modality": Modality.RECOMMENDED}),
        ({"when": "2019"}, {"when": "2019-05"}),
        ({"when": "2019"}, {}),
        ({"when": "2019/"}, {"when": "2019/"}),
    ],
)
def test_a_denial_contradicts(first: dict[str, object], second: dict[str, object]) -> None:
    assert kinds(supplies(**first), supplies(negated=True, **second)) == [("contradicts", ("negation",))]


@pytest.mark.parametrize(
    ("first", "second", "aspects"),
    [
        ({"when": "2015"}, {"when": "2020"}, ("negation", "time")),
        ({"when": "2015/"}, {"when": "2020-01-29"}, ("negation", "time")),
        ({"modality": Modality.POTENTIAL}, {}, ("modality", "negation")),
        ({"modality": Modality.POTENTIAL}, {"modality": Modality.POTENTIAL}, ("negation",)),
        ({"modality": Modality.INTENDED}, {"modality": Modality.ASSERTED, "when": "2020"}, ("modality", "negation")),
    ],
)
def test_what_was_once_or_only_may_be_so_is_no_contradiction(
    first: dict[str, object], second: dict[str, object], aspects: tuple[str, ...]
) -> None:
    assert kinds(supplies(**first), supplies(negated=True, **second)) == [("differsIn", aspects)]


def test_a_contradiction_tells_where_no_period_is_given() -> None:
    assert links(supplies(), supplies(negated=True))[0].reason.endswith("no period given for either")
    assert links(supplies(when="2019"), supplies(negated=True))[0].reason.endswith("no period given for one")
    assert "period given" not in links(supplies(when="2019"), supplies(negated=True, when="2019"))[0].reason


def test_a_denial_in_another_field_bears_on_nothing() -> None:
    assert kinds(supplies(), supplies(negated=True, domain="domain:coal")) == []
    assert kinds(supplies(), supplies(negated=True, domain="domain:energy")) == []


def test_what_raises_and_lowers_the_same_contradicts() -> None:
    def affects(effect: Effect, **changes: object) -> Claim:
        return Claim("actor:oman", Relation.AFFECTS, "actor:fiji", effect=effect, **changes)  # type: ignore[arg-type]

    assert kinds(affects(Effect.RAISES), affects(Effect.LOWERS)) == [("contradicts", ("effect",))]
    assert kinds(affects(Effect.RAISES), affects(Effect.LOWERS, modality=Modality.POTENTIAL)) == []
    assert kinds(affects(Effect.RAISES, when="2001"), affects(Effect.LOWERS, when="2011")) == []


def money(amount: int, when: str | None, measure: str = "trade volume", **changes: object) -> Claim:
    figure = Quantity(Decimal(amount), currency="USD", measure=measure, approximate=bool(changes.pop("about", False)))
    return Claim.of(
        "actor:oman", Relation.TRADES_WITH, "actor:fiji", domain="domain:trade", when=when, quantity=figure, **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def test_figures_that_cannot_both_hold_contradict() -> None:
    (link,) = links(money(4_000_000, "2019"), money(9_000_000, "2019"))
    assert (link.kind, link.aspects) == (LinkKind.CONTRADICTS, ("quantity",))
    assert link.reason.endswith("differ by 56 %")


@pytest.mark.parametrize(
    "other",
    [
        money(9_000_000, "2021"), money(9_000_000, None), money(9_000_000, "2019", "exports"),
        money(9_000_000, "2019", modality=Modality.PREDICTED),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_compared_only_differ(other: Claim) -> None:
    ((kind, aspects),) = kinds(money(4_000_000, "2019"), other)
    assert kind == "differsIn" and "quantity" in aspects


def test_figures_that_agree_corroborate() -> None:
    (link,) = links(money(4_100_000, "2019"), money(4_000_000, "2019", about=True))
    assert (link.kind, link.aspects) == (LinkKind.CORROBORATES, ("quantity",))


# --- refines and corroborates -------------------------------------------------------------------------------------

SHIPS = Quantity(Decimal(3), unit="ship")


@pytest.mark.parametrize(
    ("wider", "narrower", "aspects"),
    [
        ({}, {"when": "2019"}, ("time",)),
        ({"when": "2019"}, {"when": "2019-04"}, ("time",)),
        ({"when": "2019/"}, {"when": "2020"}, ("time",)),
        ({}, {"quantity": SHIPS}, ("quantity",)),
        ({}, {"quantity": SHIPS, "when": "2019"}, ("time", "quantity")),
        ({"domain": "domain:energy"}, {}, ("domain",)),
        ({"domain": "domain:economic"}, {}, ("domain",)),
        ({"domain": None}, {}, ("domain",)),
        ({"domain": "domain:energy"}, {"when": "2019"}, ("time", "domain")),
        ({"attributed_to": "actor:mali"}, {"when": "2019"}, ("time",)),
    ],
)
def test_more_detail_refines(wider: dict[str, object], narrower: dict[str, object], aspects: tuple[str, ...]) -> None:
    (link,) = links(supplies(**wider), supplies(**narrower))
    assert (link.source, link.kind, link.target) == (supplies(**narrower).id, LinkKind.REFINES, supplies(**wider).id)
    assert link.aspects == aspects


def test_each_closer_in_something_else_refines_nothing() -> None:
    assert kinds(supplies(when="2019"), supplies(quantity=SHIPS)) == []
    assert kinds(supplies(when="2019", domain="domain:energy"), supplies()) == []


def test_another_office_bears_on_nothing() -> None:
    holds = {"subject": "actor:peru", "relation": Relation.HOLDS_OFFICE, "object": "actor:chad"}
    assert kinds(Claim(**holds, office="president"), Claim(**holds, office="foreign minister")) == []  # type: ignore[arg-type]


def test_the_same_said_by_another_corroborates_from_another_document_only() -> None:
    one, two = supplies(), supplies(attributed_to="actor:mali")
    assert kinds(one, two) == [("corroborates", ())]
    assert link_claims([said(one, "a"), said(two, "a")]) == ()
    assert link_claims([said(one, "a"), said(two, "b")], {"document:b": "document:a"}) == ()
    assert len(link_claims([said(one, "a"), said(two, "b")], {"document:b": "document:b"})) == 1


# --- all of them --------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.builds(
            supplies,
            modality=st.sampled_from(list(Modality)), negated=st.booleans(), when=st.sampled_from([None, "2019", "2020", "2019/"]),
            attributed_to=st.sampled_from([None, "actor:mali"]), quantity=st.sampled_from([None, SHIPS]),
            domain=st.sampled_from([None, "domain:oil", "domain:energy", "domain:coal"]),
        ),
        max_size=7, unique=True,
    )
)  # fmt: skip
@settings(deadline=None)
def test_links_join_claims_that_are_there_once_a_pair_and_tell_why(claims: list[Claim]) -> None:
    found = links(*claims)
    ids = {claim.id for claim in claims}
    pairs = [frozenset((link.source, link.target)) for link in found]
    assert all(pair <= ids and len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
    assert found == sorted(found, key=lambda link: (link.source, link.target, link.kind.value))
    assert all(link.reason for link in found)


@given(
    st.permutations(
        [supplies(when=when, domain=domain) for when in (None, "2019", "2020") for domain in ("domain:oil", "domain:coal")]
    )
)
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    told = [said(claim, claim.id[6:]) for claim in claims]
    named = {frozenset((link.source, link.target)): (link.kind, link.aspects) for link in link_claims(told)}
    again = {frozenset((link.source, link.target)): (link.kind, link.aspects) for link in link_claims(told[::-1])}
    assert named == again


def test_beyond_so_many_claims_of_a_pair_only_what_differs_is_left_out() -> None:
    from comity.assemble import links as room

    years = [said(supplies(when=str(1800 + n)), f"d{n}") for n in range(room.MOST + 1)]
    denied = said(supplies(when="1900", negated=True), "e")
    found = link_claims([*years, denied])
    assert [link.kind for link in found] == [LinkKind.CONTRADICTS]
