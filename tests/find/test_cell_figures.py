"""Figures of table cells: the unit comes from the header."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.find.cell_figures import figures_in_cell

ROWS = [
    ("490", "Trade volume (US$ billion)", "", "490000000000 USD trade volume"),
    ("$300 million", "Trade volume (est.)", "", "300000000 USD trade volume"),
    ("12.5", "Exports, $bn", "Kenya", "12500000000 USD exports"),
    ("1.4", "Population (billions)", "India", "1400000000 person population"),
    ("15,000", "Troops", "Latvia", "15000 soldier"),
    ("42.5", "Turnout (%)", "", "42.5 % turnout"),
    ("2019", "Exports (US$ million)", "", "2019000000 USD exports"),
    ("55", "Gas, bcm", "", "55000000000 m3"),
    ("1,200", "Russia", "Trade volume (EUR million)", "1200000000 EUR trade volume"),
    ("120", "Imports (million tonnes)", "", "120000000 t imports"),
    ("80", "Arms exports in millions of dollars", "", "80000000 USD arms sales"),
    ("17", "Area ('000 km²)", "", "17000 km2 area"),
    ("7", "GDP, USD trillion", "", "7000000000000 USD GDP"),
    ("2019", "Year", "", ""),
    ("3", "Rank", "", ""),
    ("—", "Exports (US$ million)", "", ""),
    ("", "Exports (US$ million)", "", ""),
]


@pytest.mark.parametrize(("text", "header", "row_label", "expected"), ROWS)
def test_row(text: str, header: str, row_label: str, expected: str) -> None:
    found = figures_in_cell(text, header, row_label)
    shown = [f"{one.quantity.value} {one.quantity.currency or one.quantity.unit} {one.quantity.measure}".strip() for one in found]
    assert " | ".join(shown) == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@given(st.text(max_size=30), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_cell_gives_slices(text: str, header: str, row_label: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in figures_in_cell(text, header, row_label))
