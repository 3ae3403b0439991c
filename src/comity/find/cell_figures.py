"""Figures of table cells, whose unit stands in the header: "490" under "Trade volume (US$ billion)"."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.find.figure_words import any_of, money, patterns, unit_of
from comity.find.figures import FigureFound, figures_in

_NUMBER = re.compile(
    r"\s*(?:[~≈<>≤≥]|c\.|ca\.)?\s*(?P<number>\d{1,3}(?:,\d{2,3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)\s*\+?\s*\Z"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


def figures_in_cell(text: str, header: str, row_label: str = "") -> list[FigureFound]:
    """Amounts of a table cell, with the unit its header or row label gives where the cell is a bare number.

    Args:
        text: the cell; offsets count its code points.
        header: the column header, such as "Exports (US$ million)", "Share, %" or "Troops".
        row_label: the row's label, read after the header in the same way.

    Returns:
        the cell's own figures where it has any; else the bare number with the unit, scale, currency and measure of the
        header or the label; nothing where neither says what is counted. A bare year is a figure only below a unit.
    """
    own = figures_in(text)
    bare = _NUMBER.fullmatch(text)
    if own:
        return [_measured(one, header, row_label) for one in own]
    if not bare:
        return []
    for name in (header, row_label):
        for unit in _units(name):
            if _YEAR.match(bare["number"]) and not unit.strip():
                continue
            written = _composed(bare["number"], unit)
            found = figures_in(written) or (figures_in(f"population of {written}") if "opulation" in name else [])
            if found:
                start, end = bare.span("number")
                one = replace(found[0], start=start, end=end, text=text[start:end])
                return [_measured(one, header, row_label)]
    return []


def _units(name: str) -> list[str]:
    """Where a header names its unit: in brackets, after a comma, else as a whole ("Troops")."""
    inside = re.findall(r"[(\[]([^()\[\]]{1,40})[)\]]", name)
    after = name.rsplit(",", 1)[1:] + re.findall(r"\bin\s+(.{1,40})\Z", name)
    return [*inside, *after, name] if len(name) <= 60 else [*inside, *after]


def _composed(number: str, unit: str) -> str:
    """The number as a sentence would write it: "US$ million" and 490 give "US$ 490 million"."""
    unit = re.sub(r"\s+", " ", unit.strip())
    unit = re.sub(rf"(?i)\b({any_of('scale')})\s+of\s+", r"\1 ", unit)
    symbol = next((form for form in _symbols() if re.match(re.escape(form) + (r"\b" if form[-1].isalpha() else ""), unit)), "")
    if symbol:
        return f"{symbol} {number} {_scale(unit[len(symbol) :])}".strip()
    return f"{number} {_scale(unit)}"


def _symbols() -> list[str]:
    forms = [*money()["before"], *money()["both"]]
    return sorted(forms, key=lambda form: (-len(form), form))


def _scale(unit: str) -> str:
    """A unit with "'000" in words."""
    return re.sub(r"(?i)['’]000s?", "thousand", unit.strip())


def _measured(one: FigureFound, header: str, row_label: str) -> FigureFound:
    """The figure with what the header, or else the label, says it measures, unless it says so itself."""
    if one.quantity.measure:
        return one
    for name in (header, row_label):
        words = list(patterns()["measure"].finditer(name))
        if words:
            return replace(one, quantity=replace(one.quantity, measure=unit_of("measure", words[0]["word"])))
    return one
