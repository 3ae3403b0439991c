"""The gate's own yardstick: cases well formed, a perfect reader gets everything, each kind of mistake costs what it should."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import scoring
from gold import SPLITS, GoldClaim, document, gold_claims, passages
from scoring import Found

from comity import resources
from comity.model import Quantity
from comity.vocabulary import Modality, Relation

EVERY = [passage for split in SPLITS for passage in passages(split)]
CLAIM = GoldClaim("x", "actor:peru", "supplies", "actor:chile", "domain:mining", "intended", True, "2019", "", "", True, "sells")
READ = Found("actor:peru", "supplies", "actor:chile", "domain:mining", "intended", True, "2019", None, "Peru sells it.", "sell.v")


def _as_read(gold: GoldClaim) -> Found:
    return Found(
        gold.subject, gold.relation, gold.object, gold.domain, gold.modality, gold.negated, gold.when, None, gold.words, "gold"
    )  # fmt: skip


@pytest.mark.parametrize("split", SPLITS)
def test_the_cases_keep_to_the_closed_sets(split: str) -> None:
    domains = {f"domain:{row['id']}" for row in resources.rows("ontology", "domains.tsv")}
    for passage in passages(split):
        above = " ".join((*passage.section, passage.lead_in, passage.label, passage.column_header, passage.caption))
        for claim in passage.claims:
            assert claim.relation in {relation.value for relation in Relation} and claim.modality in set(Modality), claim
            assert {claim.domain} | {e for e in (claim.subject, claim.object) if e.startswith("domain:")} <= {*domains, ""}, claim
            assert claim.words in passage.text or claim.words in above, claim
    assert {passage.split for passage in passages(split)} == {split}


@pytest.mark.parametrize("split", SPLITS)
def test_every_claim_belongs_to_a_passage(split: str) -> None:
    known = [passage.id for passage in passages(split)]
    assert len(set(known)) == len(known)
    assert {claim.passage for claim in gold_claims(split)} <= set(known)


@pytest.mark.parametrize("split", SPLITS)
def test_a_passage_is_the_last_block_of_its_document(split: str) -> None:
    for passage in passages(split):
        page = document(passage)
        for block in page.blocks:
            assert page.text[block.start : block.end] == block.text
            assert block.text[: block.label_end].rstrip(": ") in ("", block.label)
        assert page.blocks[-1].text == passage.text
        assert page.blocks[-1].text[page.blocks[-1].label_end :].strip()


def test_a_perfect_reader_gets_everything() -> None:
    judged = [scoring.judge(passage, [_as_read(claim) for claim in passage.claims]) for passage in EVERY]
    found = scoring.figures(judged)
    assert {name: value for name, value in found.items() if value < 1 and name != "figure"} == {}


def test_a_silent_reader_gets_no_recall() -> None:
    found = scoring.figures([scoring.judge(passage, []) for passage in EVERY])
    assert [found[f"{level}.recall"] for level in scoring.SHARES] == [0, 0, 0]
    assert [found[f"{level}.f1"] for level in scoring.SHARES] == [0, 0, 0]


def test_a_claim_where_there_is_none_costs_precision() -> None:
    bare = next(passage for passage in EVERY if not passage.claims)
    assert scoring.figures([scoring.judge(bare, [READ])])["claims.precision"] == 0


@pytest.mark.parametrize(
    ("change", "tie", "domain", "claim"),
    [
        ({}, True, True, True),
        ({"domain": "domain:economic"}, True, True, True),
        ({"relation": "tradesWith"}, True, True, True),
        ({"relation": "tradesWith", "subject": "actor:chile", "object": "actor:peru"}, True, True, True),
        ({"subject": "actor:chile", "object": "actor:peru"}, True, True, False),
        ({"relation": "aids"}, True, True, False),
        ({"relation": "opposes"}, False, False, False),
        ({"domain": "domain:oil"}, True, False, False),
        ({"domain": ""}, True, False, False),
        ({"object": "actor:brazil"}, False, False, False),
    ],
)
def test_what_counts_as_found(change: dict[str, str], tie: bool, domain: bool, claim: bool) -> None:
    found = replace(READ, **change)  # type: ignore[arg-type]
    assert (scoring.tie(CLAIM) == scoring.tie(found)) is tie
    assert (scoring.tie(CLAIM) == scoring.tie(found) and scoring.same_domain(CLAIM, found)) is domain
    assert scoring.same_claim(CLAIM, found) is claim


def test_a_domain_just_above_or_below_is_right() -> None:
    gold = replace(CLAIM, domain="domain:natural-gas")
    assert scoring.same_domain(gold, replace(READ, domain="domain:energy"))
    assert scoring.same_domain(replace(CLAIM, domain="domain:energy"), replace(READ, domain="domain:natural-gas"))
    assert not scoring.same_domain(gold, replace(READ, domain="domain:oil"))


@pytest.mark.parametrize(
    ("modality", "negated", "same"),
    [
        ("intended", True, True),
        ("proposed", True, True),
        ("intended", False, False),
        ("potential", True, False),
        ("asserted", True, False),
    ],
)
def test_modality_counts_by_class_and_negation_apart(modality: str, negated: bool, same: bool) -> None:
    assert scoring.same_modality(CLAIM, replace(READ, modality=modality, negated=negated)) is same


@pytest.mark.parametrize(
    ("gold", "quantity", "same"),
    [
        ("USD 3000000000/year trade volume ~", Quantity(Decimal("3E+9"), currency="USD"), True),
        ("USD 3000000000/year trade volume ~", Quantity(Decimal("3E+9"), currency="EUR"), False),
        ("USD 3000000000/year trade volume ~", Quantity(Decimal("3E+6"), currency="USD"), False),
        ("USD 3000000000", Quantity(maximum=Decimal("3000000000"), currency="USD"), True),
        ("24 percent share of exports", Quantity(Decimal(24), unit="%"), True),
        ("24 percent share of exports", Quantity(Decimal(24), unit="tonnes"), False),
        ("27 F-35 fighters", Quantity(Decimal(27), unit="fighter"), True),
        ("27 F-35 fighters", Quantity(Decimal(27), unit="soldiers"), False),
        ("2000000 barrels/day", Quantity(Decimal("2E6"), unit="barrels"), True),
        ("2000000 barrels/day", None, False),
    ],
)
def test_figures_agree_by_value_and_unit(gold: str, quantity: Quantity | None, same: bool) -> None:
    assert scoring.same_figure(gold, quantity) is same


@pytest.mark.parametrize(
    ("found", "named", "why"),
    [
        ([], {"actor:peru"}, "an end is not linked"),
        ([], {"actor:peru", "actor:chile"}, "both ends linked, nothing read between them"),
        ([replace(READ, relation="opposes")], {"actor:peru", "actor:chile"}, "a tie of another sign"),
        ([replace(READ, domain="domain:oil")], {"actor:peru", "actor:chile"}, "the tie with another domain"),
        ([replace(READ, relation="aids")], {"actor:peru", "actor:chile"}, "the tie and domain with another relation or direction"),
    ],
)
def test_a_miss_is_told_by_how_far_it_came(found: list[Found], named: set[str], why: str) -> None:
    passage = replace(EVERY[0], claims=(CLAIM,))
    judged = replace(scoring.judge(passage, found), named=frozenset(named))
    assert judged.wanted == ((CLAIM, ()),)
    assert scoring.why_missed(CLAIM, judged) == why
