"""Dates and figures as a reader wants to see them, and dates as months on a line."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.model import Claim, Quantity
from comity.network.dates import bounds


def without_controls(text: str) -> str:
    """Text without control characters, which could steer a terminal; white space stays."""
    return "".join(char if char.isprintable() or char.isspace() else "�" for char in text)


def one_line(text: str) -> str:
    """Text on one line, without control characters."""
    return " ".join(without_controls(text).split())


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

_DATE = re.compile(r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?P<mark>[~?%]?)")


def months(edtf: str) -> tuple[int | None, int | None] | None:
    """First and last month an EDTF expression covers, counted as ``year * 12 + month - 1``; both inclusive.

    An open end is ``None``; so is the whole answer where the expression is not understood or names no year.
    """
    first, last = (_month(day) for day in bounds(edtf))
    return None if first is None and last is None else (first, last)


def _month(day: str) -> int | None:
    return int(day[:4]) * 12 + int(day[5:7]) - 1 if day else None


def claim_time(claim: Claim) -> str:
    """When a claim holds, in words, or "": the term of what is only meant to be is "by 2030", not "until 2030"."""
    when = claim.when or ""
    return when_text(when) if claim.modality.is_real else when_text(when, end="by")


def when_text(edtf: str, end: str = "until") -> str:
    """An EDTF expression in words: "12 Apr 2019", "2000–2003 (about)", "since 1991", "1990s"; as it came if not understood.

    ``end`` is the word before a time that has an end only.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _date_text(first)
    if last in ("", ".."):
        return f"since {_date_text(first)}" if first not in ("", "..") else edtf
    if first in ("", ".."):
        return f"{end} {_date_text(last)}"
    return f"{_date_text(first)}–{_date_text(last)}"


def _date_text(date: str) -> str:
    match = _DATE.fullmatch(date)
    if match is None:
        return date
    year, month, day = match["year"], match["month"], match["day"]
    suffix = {"~": " (about)", "?": " (uncertain)", "%": " (about, uncertain)"}.get(match["mark"], "")
    if year == "XXXX":
        return _day_text(month, day) + suffix if month in _MONTH_NUMBERS else date
    if year.endswith("XX"):
        text = f"{year[:2]}00s"
    elif year.endswith("X"):
        text = f"{year[:3]}0s"
    elif month in SEASONS:
        text = f"{SEASONS[month]} {year}"
    elif month is None or month == "XX" or not 1 <= int(month) <= 12:
        text = year
    else:
        text = f"{MONTHS[int(month) - 1]} {year}"
        if day is not None and day != "XX":
            text = f"{int(day)} {text}"
    return text + suffix


_MONTH_NUMBERS = {f"{number:02d}" for number in range(1, 13)}


def _day_text(month: str, day: str | None) -> str:
    """A day or month of a year that the text does not say."""
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name}, year not given" if day not in (None, "XX") else f"{name}, year not given"


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
