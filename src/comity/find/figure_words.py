"""The words of figures: numbers, units, currencies and bounds, from ``units.tsv`` and ``currencies.tsv``, and their patterns."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from comity import resources


@cache
def rows_by_kind() -> dict[str, dict[str, tuple[str, Decimal]]]:
    """Unit and factor by kind and form; forms of four characters or fewer keep their case ("MW", "t")."""
    table: dict[str, dict[str, tuple[str, Decimal]]] = {}
    for row in resources.rows("lexicon", "units.tsv", required=("form", "kind", "factor", "source")):
        table.setdefault(row["kind"], {})[_folded(row["form"])] = (row["unit"], Decimal(row["factor"]))
    return table


@cache
def money() -> dict[str, dict[str, str]]:
    """Currency by position and form."""
    table: dict[str, dict[str, str]] = {}
    for row in resources.rows("lexicon", "currencies.tsv", required=("form", "currency", "position", "source")):
        form = row["form"] if row["position"].startswith(("before", "both")) else row["form"].casefold()
        table.setdefault(row["position"], {})[form] = row["currency"]
    return table


def _folded(form: str) -> str:
    return form if len(form) <= 4 and any(letter.isupper() for letter in form) else form.casefold()


def any_of(kind: str) -> str:
    """Pattern of all forms of a kind, longest first."""
    return alternatives(list(rows_by_kind().get(kind, {})))


def alternatives(forms: list[str]) -> str:
    """Pattern of some forms, longest first, so that "metric tons" is not read as "m"."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.sub(r"\\[ ]", r"\\s+", re.escape(form)) for form in ordered) + ")"


def lookup(kind: str, form: str) -> tuple[str, Decimal] | None:
    """Unit and factor of a form as it stands in a text; nothing when the table does not have it in that case."""
    plain = re.sub(r"\s+", " ", form)
    return rows_by_kind()[kind].get(plain) or rows_by_kind()[kind].get(plain.casefold())


def unit_of(kind: str, form: str) -> str:
    """Unit of a form, or ""."""
    entry = lookup(kind, form)
    return entry[0] if entry else ""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that are anchored at a number, on its left or on its right."""
    return {**_number_patterns(), **_unit_patterns(), **_bound_patterns()}


def _modifier() -> str:
    """A word that may stand between a number and what it counts: no article, preposition or verb of the stop list."""
    return rf"(?!{any_of('stop')}\b)(?:[A-Z]\.(?:[A-Z]\.)+|[A-Za-z][\w’'-]*)"


def _single() -> str:
    """Pattern of a number in one word."""
    return alternatives([word for word in rows_by_kind()["number"] if " " not in word and word != "a"])


@cache
def number_pattern() -> re.Pattern[str]:
    """The pattern of a number by itself: a text without numbers needs none of the others."""
    phrases = alternatives([word for word in rows_by_kind()["number"] if " " in word])
    decimal_comma = rf"\d{{1,3}},\d{{1,2}}(?=\s?{any_of('scale')}\b)"
    number = decimal_comma + r"|\d{1,3}(?:,\d{2,3})+(?:\.\d{1,6})?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,])|\d{1,15}(?:\.\d{1,6})?"
    words = rf"{phrases}|{_single()}(?:[- ]{_single()})?|a(?=\s+{any_of('scale')}\b)"
    first = "".join(sorted({letter for word in rows_by_kind()["number"] for letter in (word[0].lower(), word[0].upper())}))
    begins = rf"(?:(?=\d)|\b(?=[{first}]))"  # where no number can begin the long list need not be tried
    return re.compile(rf"{begins}(?<![\d_.,/])(?<![A-Za-z]-)(?:(?P<digits>{number})|(?i:\b(?P<words>{words})\b))")


def _number_patterns() -> dict[str, re.Pattern[str]]:
    before = alternatives([*money()["before"], *money()["both"], *money()["before scaled"]])
    after, codes = alternatives([*money()["after"], *money()["after scaled"]]), alternatives(list(money()["both"]))
    return {
        "number": number_pattern(),
        "prefix": re.compile(rf"(?<![\w$])(?P<form>{before})\s?\Z"),
        "ranged": re.compile(rf"(?<![\w$]){before}\s?[\d.,]{{1,15}}(?:\s?[-–]\s?|\s+to\s+)\Z"),
        "scale": re.compile(rf"(?i)[\s-]?(?P<form>{any_of('scale')})(?![\w])"),
        "suffix": re.compile(rf"[\s-]?(?P<form>(?i:{after})|{codes})(?!\w)"),
    }


def _unit_patterns() -> dict[str, re.Pattern[str]]:
    modifier = _modifier()
    words = rf"(?:{modifier}\s+(?:and\s+{modifier}\s+)?){{0,3}}?"
    return {
        "percent": re.compile(rf"(?i)[\s-]?(?P<form>{any_of('percent')})(?!\w)"),
        "measured": re.compile(rf"[\s-]?(?P<form>(?i:{any_of('measured')}))(?![\w/])"),
        "count": re.compile(rf"(?i)[\s-](?P<head>{words}(?P<form>{any_of('count')}))(?![\w-])"),
        "of": re.compile(rf"(?i)\s+(?:of|worth\s+of)\s+(?P<head>(?:{modifier})(?:\s{modifier}){{0,3}})"),
        "measure after": re.compile(
            rf"(?i)[\s-]+(?:(?:in|of|as)\s+)?(?:(?:the|its|their)\s+)?(?:{modifier}\s+){{0,2}}?(?P<word>{any_of('measure')})(?!\w)"
        ),
        "measure": re.compile(rf"(?i)(?<![\w-])(?P<word>{any_of('measure')})(?!\w)"),
    }


def _bound_patterns() -> dict[str, re.Pattern[str]]:
    bound = "|".join(f"(?P<{kind}>{any_of(kind)})" for kind in ("approximate", "minimum", "maximum"))
    not_ago = r"(?!\w)(?!\s+(?:ago|earlier|later|before|after|from|old|since|on)\b)"
    spans = r"(?:(?:next|coming|following|past|last|first|same)\s+)?(?:period\s+of\s+)?"
    return {
        "bound": re.compile(rf"(?i)(?<![\w-])(?:{bound})\s*(?:a\s+|the\s+)?\Z"),
        "bound after": re.compile(
            rf"(?i)\s?(?:(?P<minimum>{any_of('minimum after')})|(?P<maximum>{any_of('maximum after')}))(?!\w)"
        ),
        "per": re.compile(rf"(?i)[\s-]?(?:\(\w+\)\s)?(?P<form>{any_of('per')}){not_ago}"),
        "per later": re.compile(
            r"(?i)(?:\s+(?:in|of|worth|for|to|and|the)?\s*[A-Za-z][\w’'&-]*){0,6}?\s+"
            rf"(?P<form>annually|(?:a|per|each|every)\s+(?:year|month|day|week)|per\s+annum){not_ago}"
        ),
        "per before": re.compile(rf"(?i)(?<![\w-])(?P<form>{any_of('per before')})\s+(?:[A-Za-z][\w’'-]*\s+){{0,5}}\Z"),
        "term": re.compile(
            rf"(?i)\b(?:over|across|in|during|within|through)\s+(?:a\s+|an\s+|the\s+)?{spans}"
            rf"(?P<number>\d{{1,3}}|{_single()}|a)?[\s-]+(?P<period>{any_of('period')})\b"
        ),
        "change": re.compile(rf"(?i)(?<![\w-]){any_of('change')}(?![\w-])"),
    }
