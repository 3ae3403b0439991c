"""First and last day of an EDTF date, as far as the text fixes them."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
SEASONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""First and last month by EDTF's numbers for seasons, quarters and halves. Winter (24) is given the whole year: which side
of the new year it lies on is not said, and a month that was not said is not invented."""


def bounds(when: str) -> tuple[str, str]:
    """First and last day (``YYYY-MM-DD``) of an EDTF level 1 date or interval; ``""`` for an end that is open or not EDTF."""
    if "/" in when:
        start, _, end = when.partition("/")
        return _span(start)[0], _span(end)[1]
    return _span(when)


def _span(date: str) -> tuple[str, str]:
    match = _DATE.fullmatch(date.strip())
    if not match:
        return "", ""
    year, month, day = match.groups()
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if month is None:
        return f"{first}-01-01", f"{last}-12-31"
    number = int(month)
    low, high = SEASONS.get(number, (number, number))
    if not 1 <= low <= 12:
        return "", ""
    if day is None:
        return f"{first}-{low:02}-01", f"{last}-{high:02}-{calendar.monthrange(int(last), high)[1]:02}"
    if not 1 <= int(day) <= calendar.monthrange(int(first), low)[1]:
        return "", ""
    return f"{first}-{low:02}-{day}", f"{last}-{high:02}-{day}"
