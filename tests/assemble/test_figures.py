"""Figures side by side: which can be compared, how far they are apart, and why the others cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assemble import FigureComparison, Reason, Verdict, compare_figures
from comity.assemble.figures import MOST, difference, span
from comity.model import AssembledClaim, Cell, Claim, Evidence, Quantity
from comity.vocabulary import Modality, Relation


def amount(value: object, **changes: object) -> Quantity:
    """A figure in millions of dollars."""
    figure = {"value": Decimal(str(value)) * 1_000_000, "currency": "USD", "measure": "trade volume"}
    return Quantity(**(figure | changes))  # type: ignore[arg-type]


def trade(quantity: Quantity, document: str = "a", at: int = 0, *, cell: Cell | None = None, **changes: object) -> AssembledClaim:
    """A claim that two states trade so much, made once; in 2024 where nothing else is said."""
    given = {"domain": "domain:trade", "when": "2024", "quantity": quantity}
    claim = Claim.of("actor:oman", Relation.TRADES_WITH, "actor:fiji", **(given | changes))  # type: ignore[arg-type]
    evidence = Evidence(claim.id, f"document:{document}", "so much", at, at + 7, rule="trade.n", cell=cell)
    return AssembledClaim(claim, (evidence,), 1, 0.5)


def only(*claims: AssembledClaim) -> FigureComparison:
    (found,) = compare_figures(claims)
    return found


def cell(row: int, column: int, table: int = 0) -> Cell:
    return Cell(table, row, column)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (trade(amount(400)), trade(amount(900), "b"), "comparable: differ by 56 %"),
        (trade(amount("27.4")), trade(amount("28.9"), "b"), "comparable: differ by 5.2 %"),
        (trade(amount("27.4")), trade(amount(28, approximate=True), "b"), "comparable: agree"),
        (trade(amount(34)), trade(amount(34, approximate=True), "b"), "comparable: agree"),
        (trade(amount(34)), trade(amount(100, approximate=True), "b"), "comparable: differ by 66 %"),
        (trade(amount(400)), trade(Quantity(minimum=Decimal(300_000_000), maximum=Decimal(450_000_000), currency="USD",
               measure="trade volume"), "b"), "comparable: agree"),
        (trade(amount(400)), trade(Quantity(maximum=Decimal(300_000_000), currency="USD", measure="trade volume"), "b"),
         "comparable: differ by 25 %"),
        (trade(amount(400), domain=None), trade(amount(900), "b"), "comparable: differ by 56 %"),
        (trade(amount(400), modality=Modality.ASSESSED), trade(amount(900), "b"), "comparable: differ by 56 %"),
        (trade(amount(400), attributed_to="actor:peru"), trade(amount(900), "b"), "comparable: differ by 56 %"),
        (trade(amount(400)), trade(amount(400, currency="EUR"), "b"), "not comparable: other unit"),
        (trade(amount(400)), trade(amount(400, measure="tariff rate"), "b"), "not comparable: other measure"),
        (trade(amount(400)), trade(amount(100, measure="exports"), "b"), "not comparable: one is a total of the other"),
        (trade(amount(400)), trade(amount(400), "b", domain="domain:mining"), "not comparable: other commodity"),
        (trade(amount(400), domain="domain:oil"), trade(amount(400), "b", domain="domain:energy"),
         "not comparable: one is a total of the other"),
        (trade(amount(400), when=None), trade(amount(900), "b"), "not comparable: no period given"),
        (trade(amount(400), when=None), trade(amount(900), "b", when=None), "not comparable: no period given"),
        (trade(amount(400)), trade(amount(900), "b", when="2023"), "not comparable: other period"),
        (trade(amount(400)), trade(amount(900), "b", when="2020/2024"), "not comparable: other period"),
        (trade(amount(400)), trade(amount(900, per="month"), "b"), "not comparable: counted by another time"),
        (trade(amount(400)), trade(amount(900, per="5 years"), "b"), "not comparable: counted by another time"),
        (trade(amount(400)), trade(amount(900, per="year"), "b"), "comparable: differ by 56 %"),
        (trade(amount(400)), trade(amount(900), "b", modality=Modality.POTENTIAL), "not comparable: put forward in another way"),
        (trade(amount(400), cell=cell(1, 1)), trade(amount(9), at=9, cell=cell(1, 2)), "not comparable: two columns of one table"),
        (trade(amount(400), cell=cell(1, 1)), trade(amount(9), at=9, cell=cell(2, 1)), "not comparable: two rows of one table"),
        (trade(amount(400), cell=cell(1, 1)), trade(amount(900), at=9, cell=cell(1, 2, 5)), "comparable: differ by 56 %"),
        (trade(amount(400), cell=cell(1, 1)), trade(amount(900), "b", cell=cell(1, 2)), "comparable: differ by 56 %"),
        (trade(amount(100, per="month"), when=None, domain="domain:mining"), trade(amount(900, currency="EUR"), "b"),
         "not comparable: other unit, other commodity, no period given, counted by another time"),
    ],
)  # fmt: skip
def test_a_pair_has_one_verdict_with_every_reason(first: AssembledClaim, second: AssembledClaim, words: str) -> None:
    assert only(first, second).words == words
    assert only(second, first) == only(first, second)


def test_one_figure_of_one_passage_in_two_fields_is_one_figure() -> None:
    quantity = amount(100, per="year", approximate=True)
    both = [trade(quantity, at=5), trade(quantity, at=5, domain="domain:mining")]
    assert compare_figures(both) == ()
    (found,) = compare_figures([*both, trade(amount(900, per="year"), "b", domain="domain:mining")])
    assert found.words == "comparable: differ by 89 %"


def test_three_figures_without_a_period_stand_side_by_side() -> None:
    """An annual volume in a text, and a table of what each of two sides might sell."""
    now = trade(amount(100, per="year", approximate=True), when=None)
    may = [
        trade(amount(value), "b", value, cell=cell(0, column), when=None, modality=Modality.POTENTIAL)
        for column, value in ((1, 300), (2, 1000))
    ]
    words = sorted(one.words for one in compare_figures([now, *may]))
    assert words == [
        "not comparable: no period given, put forward in another way",
        "not comparable: no period given, put forward in another way",
        "not comparable: no period given, two columns of one table",
    ]


def test_other_pairs_other_relations_denials_and_claims_without_figures_are_left_out() -> None:
    one = trade(amount(400))
    other_pair = Claim.of("actor:oman", Relation.TRADES_WITH, "actor:peru", when="2024", quantity=amount(1))
    other_tie = Claim.of("actor:oman", Relation.SUPPLIES, "actor:fiji", when="2024", quantity=amount(1))
    bare = Claim.of("actor:oman", Relation.TRADES_WITH, "actor:fiji", when="2024")
    rest = [AssembledClaim(claim, (), 1, 0.5) for claim in (other_pair, other_tie, bare)]
    assert compare_figures([one, trade(amount(9), "b", negated=True), *rest]) == ()


def test_very_many_figures_of_a_pair_are_compared_where_they_may_be_alike() -> None:
    years = [trade(amount(n + 1), f"d{n}", when=str(1900 + n)) for n in range(MOST + 1)]
    found = compare_figures([*years, trade(amount(4000), "z", when="1900")])
    assert [(one.verdict, one.reasons) for one in found] == [(Verdict.DIFFER, ())]


@pytest.mark.parametrize(
    ("value", "approximate", "low", "high"),
    [
        ("27.4", False, "27.35", "27.45"), ("28", False, "27.5", "28.5"), ("28", True, "27", "29"),
        ("100", False, "95", "105"), ("100", True, "90", "110"), ("0", True, "0", "0"), ("-20", False, "-21", "-19"),
    ],
)  # fmt: skip
def test_a_figure_leaves_open_what_its_last_digit_does(value: str, approximate: bool, low: str, high: str) -> None:
    assert span(Quantity(Decimal(value), approximate=approximate)) == (Decimal(low), Decimal(high))


AMOUNTS = st.decimals("0.01", "999999", places=2)


@given(AMOUNTS, AMOUNTS, st.booleans())
def test_a_figure_agrees_with_itself_and_differences_have_no_direction(one: Decimal, two: Decimal, about: bool) -> None:
    first, second = trade(amount(one)), trade(amount(one, approximate=True), "b")
    assert only(first, second).verdict is Verdict.AGREE
    a, b = Quantity(one, approximate=about), Quantity(two)
    assert difference(a, b) == difference(b, a)
    assert 0 <= difference(a, b) <= 100


def test_identifiers_are_of_the_content_and_the_reasons_a_closed_set() -> None:
    found = only(trade(amount(400)), trade(amount(900), "b"))
    assert found.id.startswith("comparison:") and len(found.id) == len("comparison:") + 16
    assert found.first < found.second
    assert len({reason.value for reason in Reason}) == len(Reason) == 10
