"""How the times of two claims lie to each other."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Periods(StrEnum):
    """How two times lie to each other; the text gives them as EDTF or not at all."""

    SAME = "same"
    UNKNOWN = "unknown"
    FIRST_WITHIN = "first within second"
    SECOND_WITHIN = "second within first"
    OVERLAP = "overlap"
    APART = "apart"

    @property
    def meet(self) -> bool:
        """True unless they are known to lie apart."""
        return self is not Periods.APART


def compare_periods(first: str | None, second: str | None) -> Periods:
    """How two times lie to each other; unknown where one is not given, or is a day of no year."""
    if first == second:
        return Periods.SAME if first else Periods.UNKNOWN
    one, two = bounds(first), bounds(second)
    if one is None or two is None:
        return Periods.UNKNOWN
    if one == two:
        return Periods.SAME
    if one[1] < two[0] or two[1] < one[0]:
        return Periods.APART
    if two[0] <= one[0] and one[1] <= two[1]:
        return Periods.FIRST_WITHIN
    if one[0] <= two[0] and two[1] <= one[1]:
        return Periods.SECOND_WITHIN
    return Periods.OVERLAP


def has_begun_before(first: str | None, second: str | None) -> bool:
    """True where the first time is open at its end and begins before the second: what held until then may hold no more."""
    one, two = bounds(first), bounds(second)
    return one is not None and two is not None and one[1] == date.max and one[0] < two[0]


def bounds(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of a time, the ends of the calendar for open ends; nothing for what has no year or is no date."""
    from comity.find import dates

    if not edtf:
        return None
    begin, end = dates.known_bounds(edtf)
    if begin is None and end is None:
        return None
    return begin or date.min, end or date.max
