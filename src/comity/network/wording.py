"""Dates and figures as a reader wants to see them, and dates as months on a line."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.model import Quantity

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SEASONS = {"21": ("spring", 3, 5), "22": ("summer", 6, 8), "23": ("autumn", 9, 11), "24": ("winter", 12, 12)}
"""EDTF level 1 seasons: name, first and last month. Winter is kept to December so that it stays in its own year."""

_DATE = re.compile(r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?P<mark>[~?%]?)")


def months(edtf: str) -> tuple[int | None, int | None] | None:
    """First and last month an EDTF level 1 expression covers, counted as ``year * 12 + month - 1``; both inclusive.

    An open or unknown end is ``None``; so is the whole answer where the expression is not understood.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _covered(first)
    start = None if first in ("", "..") else _covered(first)
    end = None if last in ("", "..") else _covered(last)
    if (start is None and first not in ("", "..")) or (end is None and last not in ("", "..")):
        return None
    if start is None and end is None:
        return None
    return (start[0] if start else None, end[1] if end else None)


def _covered(date: str) -> tuple[int, int] | None:
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month = match["year"], match["month"]
    if year.endswith("XX"):
        return int(year[:2]) * 1200, int(year[:2]) * 1200 + 1199
    if year.endswith("X"):
        return int(year[:3]) * 120, int(year[:3]) * 120 + 119
    base = int(year) * 12
    if month is None or month == "XX":
        return base, base + 11
    if month in SEASONS:
        _, start, end = SEASONS[month]
        return base + start - 1, base + end - 1
    return (base + int(month) - 1, base + int(month) - 1) if 1 <= int(month) <= 12 else None


def when_text(edtf: str) -> str:
    """An EDTF expression in words: "12 Apr 2019", "2000–2003 (about)", "since 1991", "1990s"; as it came if not understood."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _date_text(first)
    if last in ("", ".."):
        return f"since {_date_text(first)}" if first not in ("", "..") else edtf
    if first in ("", ".."):
        return f"until {_date_text(last)}"
    return f"{_date_text(first)}–{_date_text(last)}"


def _date_text(date: str) -> str:
    match = _DATE.fullmatch(date)
    if match is None:
        return date
    year, month, day = match["year"], match["month"], match["day"]
    suffix = {"~": " (about)", "?": " (uncertain)", "%": " (about, uncertain)"}.get(match["mark"], "")
    if year.endswith("XX"):
        text = f"{year[:2]}00s"
    elif year.endswith("X"):
        text = f"{year[:3]}0s"
    elif month in SEASONS:
        text = f"{SEASONS[month][0]} {year}"
    elif month is None or month == "XX" or not 1 <= int(month) <= 12:
        text = year
    else:
        text = f"{MONTHS[int(month) - 1]} {year}"
        if day is not None and day != "XX":
            text = f"{int(day)} {text}"
    return text + suffix


_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def number_text(number: Decimal) -> str:
    """A number with grouped thousands, and from a million on with its scale in words: "1.25 billion", "14,300"."""
    for size, word in _SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = format(number.normalize(), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(quantity: Quantity) -> str:
    """The amount of a figure without what it measures: "about 28 billion USD", "up to 3,000 troops", "5–7 %"."""
    if quantity.value is not None:
        amount = number_text(quantity.value)
    elif quantity.minimum is not None and quantity.maximum is not None:
        amount = f"{number_text(quantity.minimum)}–{number_text(quantity.maximum)}"
    elif quantity.minimum is not None:
        amount = f"at least {number_text(quantity.minimum)}"
    elif quantity.maximum is not None:
        amount = f"up to {number_text(quantity.maximum)}"
    else:
        amount = "an amount"
    unit = quantity.currency or quantity.unit
    return " ".join(part for part in ("about" if quantity.approximate else "", amount, unit) if part)
