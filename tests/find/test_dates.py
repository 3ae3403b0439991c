"""Dates: the table of cases, and what holds for any text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import BadParameter
from comity.find.dates import EDTF, bounds, contains, dates_in, onward

CASES = Path(__file__).parents[1] / "cases" / "dates.tsv"


def cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"] or "") for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: str) -> None:
    assert " | ".join(f"{found.text} = {found.edtf}" for found in dates_in(text)) == expected


PIECES = st.sampled_from(sorted({piece for text, _ in cases() for piece in (*text.split(), " ", "-", "–", "/", ",", "(", ")")}))


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_slices_in_order_that_can_be_bounded(text: str) -> None:
    at = 0
    for found in dates_in(text):
        assert text[found.start : found.end] == found.text
        assert at <= found.start < found.end <= len(text)
        at = found.end
        assert EDTF.match(found.edtf), found
        earliest, latest = bounds(found.edtf)
        assert earliest is None or latest is None or earliest <= latest
        assert found.since is False or found.edtf.endswith("/")


@pytest.mark.parametrize(
    "text",
    ["1 " * 5_000, "12 to " * 8_000, "May " * 10_000, "in the the the " * 5_000, " " * 50_000, "2019-" * 10_000, "(((" * 9_000],
)
def test_long_repetition_comes_to_an_end(text: str) -> None:
    assert all(text[found.start : found.end] == found.text for found in dates_in(text))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-04-25", date(2019, 4, 25), date(2019, 4, 25)),
        ("2010~", date(2010, 1, 1), date(2010, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1991/", date(1991, 1, 1), None),
        ("/2019", None, date(2019, 12, 31)),
        ("2000/2003~", date(2000, 1, 1), date(2003, 12, 31)),
        ("199X/", date(1990, 1, 1), None),
        ("2023-21", date(2023, 3, 1), date(2023, 5, 31)),
        ("2023-24", date(2023, 1, 1), date(2024, 2, 29)),
        ("2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 31)),
        ("XXXX-11", None, None),
        ("XXXX-01-11/XXXX-01-13", None, None),
    ],
)
def test_bounds(edtf: str, earliest: date | None, latest: date | None) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    "wrong", ["", "/", "yesterday", "2019-13", "2019-02-30", "2019-4", "20XX-01", "2019//2020", "٢٠١٩", "2019\n"]
)
def test_what_is_no_date_says_so(wrong: str) -> None:
    with pytest.raises(BadParameter):
        bounds(wrong)


@pytest.mark.parametrize(
    ("edtf", "year", "expected"),
    [
        ("2019", 2019, True), ("2019", 2020, False), ("1991/", 2024, True), ("1991/", 1990, False), ("/2019", 1800, True),
        ("/2019", 2020, False), ("199X", 1995, True), ("2000/2003~", 2004, False), ("XXXX-11", 2019, False),
    ],
)  # fmt: skip
def test_contains(edtf: str, year: int, expected: bool) -> None:
    assert contains(edtf, year) is expected


def test_the_verb_decides_so_joined_in_stays_bare_and_can_be_opened() -> None:
    (found,) = dates_in("It joined in 1991.")
    assert (found.edtf, found.since, found.cue) == ("1991", False, "in")
    assert onward(found.edtf) == "1991/"
    assert onward("2000/2003") == "2000/2003"


def test_since_is_flagged() -> None:
    (found,) = dates_in("Ties have held since 1991.")
    assert (found.edtf, found.since, found.cue) == ("1991/", True, "since")
