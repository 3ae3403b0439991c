"""Figures: the table of cases, and what holds for any text.

In the table a figure is written ``[~][<|>]value unit[/per] [measure]``; a range is ``minimum..maximum``.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.find.figures import figures_in, measure_of
from comity.model import Quantity

CASES = Path(__file__).parents[1] / "cases" / "figures.tsv"


def cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"] or "") for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def written(quantity: Quantity) -> str:
    sign = "~" if quantity.approximate else ""
    if quantity.minimum is not None and quantity.maximum is not None:
        amount = f"{quantity.minimum}..{quantity.maximum}"
    elif quantity.minimum is not None:
        amount = f">{quantity.minimum}"
    else:
        amount = f"<{quantity.maximum}" if quantity.maximum is not None else str(quantity.value)
    per = f"/{quantity.per}" if quantity.per else ""
    return f"{sign}{amount} {quantity.currency or quantity.unit}{per} {quantity.measure}".rstrip()


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: str) -> None:
    assert " | ".join(f"{found.text} = {written(found.quantity)}" for found in figures_in(text)) == expected


PIECES = st.sampled_from(sorted({piece for text, _ in cases() for piece in (*text.split(), " ", "-", "–", "/", ",", "(", ")")}))


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_slices_in_order_and_whole_quantities(text: str) -> None:
    at = 0
    for found in figures_in(text):
        assert text[found.start : found.end] == found.text
        assert at <= found.start < found.end <= len(text)
        at = found.end
        quantity = found.quantity
        assert bool(quantity.currency) != bool(quantity.unit)
        numbers = [number for number in (quantity.value, quantity.minimum, quantity.maximum) if number is not None]
        assert numbers and (quantity.value is None) == (quantity.minimum is not None or quantity.maximum is not None)
        assert all(isinstance(number, Decimal) and "E" not in str(number) for number in numbers)
        assert quantity.minimum is None or quantity.maximum is None or quantity.minimum <= quantity.maximum


@pytest.mark.parametrize(
    "text",
    [
        "$1 " * 2_000,
        "1,111," * 9_000,
        "5 to " * 9_000,
        "two two " * 6_000,
        "a million " * 5_000,
        "$" * 40_000,
        "5 a b c d e f " * 3_000,
    ],
)
def test_long_repetition_comes_to_an_end(text: str) -> None:
    assert all(text[found.start : found.end] == found.text for found in figures_in(text))


def test_equal_amounts_are_one_quantity() -> None:
    amounts = {
        figures_in(text)[0].quantity.id
        for text in ("It cost $1.5 billion.", "It cost US$1,500 million.", "It cost 1.50bn dollars.")
    }
    assert len(amounts) == 1


def test_the_head_is_what_is_measured() -> None:
    (found,) = figures_in("Egypt bought 3.5 million tonnes of Russian wheat in 2023.")
    assert found.head == "Russian wheat"


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("a $5 billion loan", "$5 billion", "loan"),
        ("they spent $5 billion on purchases of gas", "$5 billion", "budget"),
        ("purchases worth $5 billion", "$5 billion", "purchases"),
        ("it was put at $5 billion", "$5 billion", ""),
        ("Exports fell. It took $5 billion", "$5 billion", ""),
    ],
)
def test_measure_of(text: str, amount: str, expected: str) -> None:
    start = text.index(amount)
    assert measure_of(text, start, start + len(amount)) == expected
