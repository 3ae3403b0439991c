"""Dates of origin as documents print them → ISO; a date that can be read in two ways is left alone."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"

DATE = (
    rf"(?:{_WEEKDAY}(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
    rf"|{_MONTH},? {_YEAR}|{_YEAR}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})"
)
"""A date in a line of text, as a pattern to be compiled with case left aside."""

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?!\d{1,5}$)")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? ({_YEAR})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? ({_YEAR})", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"({_MONTH}),? ({_YEAR})", re.IGNORECASE)
_SLASHES = re.compile(rf"(\d{{1,2}})[/.](\d{{1,2}})[/.]({_YEAR})")
_FOUND = re.compile(DATE, re.IGNORECASE)


def iso_date(text: str) -> str:
    """The date as ``2024-05-03``, ``2024-05`` or ``2024``; "" for none, an impossible or an ambiguous one (03/05/2024)."""
    text = text.strip()
    if re.fullmatch(_YEAR, text):
        return text
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day) if day else None)
    if match := _COMPACT.match(text):
        return _checked(*map(int, match.groups()))
    if match := _DAY_FIRST.search(text):
        return _checked(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        return _checked(int(match[3]), _month(match[1]), int(match[2]))
    if match := _SLASHES.search(text):
        one, other, year_number = int(match[1]), int(match[2]), int(match[3])
        if one > 12 or one == other:
            return _checked(year_number, other, one)
        return _checked(year_number, one, other) if other > 12 else ""
    if match := _MONTH_ONLY.search(text):
        return _checked(int(match[2]), _month(match[1]), None)
    return ""


def find_date(text: str) -> str:
    """ISO form of the first date in a line, or ""."""
    match = _FOUND.search(text)
    return iso_date(match.group()) if match else ""


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.casefold().rstrip(".")[:3]))


def _checked(year: int, month: int, day: int | None) -> str:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return ""
    return found.isoformat() if day else found.isoformat()[:7]
