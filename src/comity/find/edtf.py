"""The dates we write: the form of EDTF we use, and what lies within such a date.

Points are plain EDTF level 1 (``2019``, ``2019-04``, ``2019-04-25``, ``199X``, ``19XX``, seasons ``2023-21`` to ``2023-24``,
each also with ``~``) and, where the text gives no year, ``XXXX-11`` and ``XXXX-01-11``. Intervals are ``A/B``, ``A/`` for
"since A" and ``/B`` for "until B".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from comity.errors import BadParameter

_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
_POINT = rf"(?:\d{{4}}(?:-(?:2[1-4]|{_MONTH_DAY}))?|\d{{3}}X|\d{{2}}XX|XXXX-{_MONTH_DAY})~?"
EDTF = re.compile(rf"(?:{_POINT}(?:/(?:{_POINT})?)?|/{_POINT})\Z", re.ASCII)
"""Every date we write."""

_SPRING, _WINTER = 21, 24


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day of a date; open ends, and dates without a year, are ``None``.

    Seasons are the meteorological ones of the northern hemisphere; a winter reaches from January of its year to the end
    of the February after, since texts use it for either. "~" does not widen.

    Raises:
        BadParameter: the string is not of the form :data:`EDTF`, or the day is not in the calendar.
    """
    if not EDTF.match(edtf):
        raise BadParameter(f"{edtf!r} is not a date in EDTF", next_step="write it like 2019, 2019-04, 1991/ or 2000/2003~")
    begin, slash, end = edtf.partition("/")
    try:
        earliest = _span(begin)[0] if begin else None
        latest = _span(end if slash else begin)[1] if (end or not slash) else None
    except ValueError as error:
        raise BadParameter(f"{edtf!r} is not in the calendar", next_step="check the day") from error
    return earliest, latest


@lru_cache(maxsize=1 << 14)
def known_bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day as :func:`bounds` has them; ``None`` for both where the string is no date."""
    try:
        return bounds(edtf)
    except BadParameter:
        return None, None


def contains(edtf: str, year: int) -> bool:
    """True when some day of that year lies within the date; never for a date without a year.

    Raises:
        BadParameter: as for :func:`bounds`.
    """
    earliest, latest = bounds(edtf)
    if "XXXX" in edtf:
        return False
    return (earliest is None or earliest.year <= year) and (latest is None or year <= latest.year)


def onward(edtf: str) -> str:
    """The interval that begins there and has no end ("2001" → "2001/"); an interval comes back as it was."""
    return edtf if "/" in edtf else edtf + "/"


def point(year: str | int | None, month: int = 0, day: int = 0) -> str:
    """EDTF of a year, a month or a day; a day that the calendar does not have is left out."""
    begin = f"{int(year):04}" if year else "XXXX"
    if day and day > monthrange(int(year) if year else 2000, month)[1]:
        day = 0
    return begin + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def ordered(first: str, last: str) -> bool:
    """True when an interval may run from the one point to the other; a date with a year never follows one without."""
    if first.startswith("XXXX") or last.startswith("XXXX"):
        return first[:4] == last[:4] and first[5:].rstrip("~") <= last[5:].rstrip("~")
    begin, end = bounds(first)[0], bounds(last)[1]
    return begin is not None and end is not None and begin <= end


def _span(edtf: str) -> tuple[date | None, date | None]:
    edtf = edtf.rstrip("~")
    if edtf.startswith("XXXX"):
        return None, None
    if "X" in edtf:
        return date(int(edtf.replace("X", "0")) or 1, 1, 1), date(int(edtf.replace("X", "9")), 12, 31)
    year, month, day = (int(part) for part in (edtf + "-0-0").split("-")[:3])
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if month == _WINTER:
        return date(year, 1, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])
    if month >= _SPRING:
        begin = 3 * (month - _SPRING + 1)
        return date(year, begin, 1), date(year, begin + 2, monthrange(year, begin + 2)[1])
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])
