"""Dates and figures in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from comity.model import Claim, Quantity
from comity.network.wording import amount_text, claim_time, months, when_text
from comity.vocabulary import Modality, Relation


@pytest.mark.parametrize(
    ("edtf", "text", "span"),
    [
        ("2019", "2019", (24228, 24239)),
        ("2019-04", "Apr 2019", (24231, 24231)),
        ("2019-04-12", "12 Apr 2019", (24231, 24231)),
        ("2019-04-12~", "12 Apr 2019 (about)", (24231, 24231)),
        ("2019?", "2019 (uncertain)", None),
        ("2000/2003~", "2000–2003 (about)", (24000, 24047)),
        ("1991/", "since 1991", (23892, None)),
        ("/1991", "until 1991", (None, 23903)),
        ("199X", "1990s", (23880, 23999)),
        ("19XX", "1900s", (22800, 23999)),
        ("2019-22", "summer 2019", (24233, 24235)),
        ("2019-13", "2019", None),
        ("XXXX-10-21", "21 Oct, year not given", None),
        ("XXXX-05", "May, year not given", None),
        ("XXXX", "XXXX", None),
        ("once upon a time", "once upon a time", None),
        ("", "", None),
    ],
)
def test_dates(edtf: str, text: str, span: tuple[int | None, int | None] | None) -> None:
    assert when_text(edtf) == text
    assert months(edtf) == span


@pytest.mark.parametrize(
    ("modality", "when", "text"),
    [
        (Modality.ASSERTED, "/2024", "until 2024"),
        (Modality.INTENDED, "/2030", "by 2030"),
        (Modality.PREDICTED, "2030/", "since 2030"),
        (Modality.INTENDED, None, ""),
    ],
)
def test_a_term_of_what_is_only_meant_to_be(modality: Modality, when: str | None, text: str) -> None:
    claim = Claim.of("actor:kenya", Relation.COOPERATES_WITH, "actor:uganda", modality=modality, when=when)
    assert claim_time(claim) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(Decimal("28000000000"), currency="USD", approximate=True), "about 28 billion USD"),
        (Quantity(Decimal("1250000"), unit="tonnes"), "1.25 million tonnes"),
        (Quantity(Decimal("14300"), unit="troops"), "14,300 troops"),
        (Quantity(minimum=Decimal("5"), maximum=Decimal("7"), unit="%"), "5–7 %"),
        (Quantity(maximum=Decimal("3000")), "up to 3,000"),
        (Quantity(minimum=Decimal("0.5"), unit="%"), "at least 0.5 %"),
        (Quantity(unit="barrels"), "an amount barrels"),
    ],
)
def test_figures(quantity: Quantity, text: str) -> None:
    assert amount_text(quantity) == text
