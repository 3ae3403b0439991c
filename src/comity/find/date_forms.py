"""The forms of dates: numbers, months, seasons, quarters, decades and centuries, one by one and without their surroundings.

What the words around a date make of it ("early", "since", "between … and …") is read in :mod:`comity.find.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from comity import resources
from comity.find.edtf import point


@dataclass(frozen=True, slots=True)
class Atom:
    """A date without its surroundings: EDTF of it alone, as the begin and as the end of an interval.

    ``kind`` is year, month, day, season, quarter, decade or century. Where ``sure`` is false, only the context can tell
    whether the number is a year, or "May" a month.
    """

    start: int
    end: int
    alone: str
    first: str
    last: str
    kind: str
    sure: bool = True


CONTEXT = 60
"""Characters looked at on either side of a date. The longest cue in the table, with two fillers, has 44."""

# --- the words ----------------------------------------------------------------------------------------------------


@cache
def words() -> dict[str, dict[str, str]]:
    """Words and their values by role."""
    table: dict[str, dict[str, str]] = {}
    for row in resources.rows("lexicon", "time_words.tsv", required=("word", "role", "source")):
        table.setdefault(row["role"], {})[row["word"]] = row["value"]
    return table


def any_of(*roles: str) -> str:
    """Pattern of the words of some roles, longest first."""
    ordered = sorted((word for role in roles for word in words()[role]), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _counted() -> tuple[frozenset[str], frozenset[str]]:
    """Units of measure, and plurals of what is counted; after a number either shows that it is no year.

    Singulars are left out, since no year is one ("the 2019 missile test"), and so are acts ("the 2019 attacks").
    """
    rows = [(row["form"].casefold(), row["kind"], row["unit"]) for row in resources.rows("lexicon", "units.tsv")]
    acts = ("attack", "meeting", "project", "vote")
    plurals = {
        form
        for form, kind, unit in rows
        if kind == "count" and unit not in acts and form.endswith(("s", "people", "men", "personnel"))
    }
    return frozenset(form for form, kind, _ in rows if kind in ("measured", "scale")), frozenset(plurals)


@cache
def _pattern() -> re.Pattern[str]:
    """All kinds of dates, the more exact before the less exact."""
    long_names = [word.capitalize() for word in words()["month"]]
    names = "|".join([*long_names, *(name.upper() for name in long_names)])
    short = "|".join(word.capitalize() for word in words()["month_short"])
    month = rf"(?:{names}|(?:{short})\b\.?)"
    year = r"(?:1\d|20|21)\d\d(?![\w%]|[.,]\d)"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,]\d|:\d)"
    join = r"\s?[-–—]\s?|\s+(?:to|and|until|through|or)\s+(?:the\s+)?"
    ordinal = rf"(?:{any_of('ordinal')}|\d\d?(?:st|nd|rd|th))"
    season = rf"(?i:{any_of('season')})"
    tail = r"[-–—/]\d\d(?:\d\d)?(?![\w%]|[.,]\d)"
    kinds = (
        r"(?P<iso>\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01]))(?![\d-])",
        r"(?P<numeric>\d\d?[./]\d\d?[./](?:19|20)\d\d)(?![\w/])",
        rf"(?P<dm>(?P<d1>{day})(?:(?:{join})(?P<d2>{day}))?(?:\s+of)?[\s-]+(?P<m1>{month})(?:[,\s-]\s*(?:of\s+)?(?P<y1>{year}))?)",
        rf"(?P<md>(?P<m2>{month})\s+(?:the\s+)?(?P<d3>{day})(?:(?:{join})(?P<d4>{day}))?(?:,?\s+(?P<y2>{year}))?)",
        rf"(?P<my>(?P<m3>{month})(?:,?\s+(?:of\s+)?|-)(?P<y3>{year}))",
        rf"(?P<season>(?P<s1>{season})(?:\s+(?:of|in))?\s+(?P<y4>{year})(?:{tail})?)",
        rf"(?P<quarter>(?i:Q(?P<q1>[1-4])\s*(?:of\s+|[-/]\s*)?|(?P<q2>{ordinal})[\s-]+quarter\s+(?:of\s+)?(?:the\s+)?)"
        rf"(?:FY\s?)?(?P<y5>{year})|(?P<y6>{year})[\s-]?Q(?P<q3>[1-4]))",
        rf"(?P<half>(?i:H(?P<h1>[12])\s*(?:of\s+)?|(?P<h2>first|second|latter)\s+half\s+of\s+(?:the\s+)?)"
        rf"(?:(?P<y7>{year})|(?P<dec>\d{{3}}0)s|(?P<c1>{ordinal})[\s-]+century))",
        rf"(?P<months>(?i:first\s+(?P<n>{any_of('number')}|\d\d?)\s+months\s+of\s+)(?P<y8>{year}))",
        rf"(?P<century>(?i:(?P<c2>{ordinal})(?:(?:\s+and\s+(?:the\s+)?|\s+to\s+(?:the\s+)?|\s?[-–]\s?)(?P<c3>{ordinal}))?"
        r"[\s-]+centur(?:y|ies)\b)(?!\s+B\.?C))",
        r"(?P<decade>(?P<t>(?:1\d|20)\d0)['’]?s\b|['’](?P<t2>\d0)['’]?s\b)",
        rf"(?P<fiscal>(?:FY|(?i:fiscal\s+year|financial\s+year))\s?(?P<y9>{year}|['’]?\d\d\b)(?P<z1>{tail})?)",
        r"(?P<years>(?P<y10>(?:1\d|20|21)\d\d)(?:(?:\s?[–—]\s?|[-/])(?P<z2>\d{4})|(?P<sep>[-–/])(?P<z3>\d\d))"
        r"(?![\w%]|[.,]\d|[-–/]\d))",
        rf"(?P<year>{year})",
        r"(?P<short>['’](?P<y11>\d\d)(?![\w%]|[.,]\d))",
        rf"(?P<month>{month})\b",
    )
    begins = r"(?:\b(?=\w)|(?=['’]))"  # inside a word the long list need not be tried
    return re.compile(begins + r"(?<![\w.,$€£¥₹#/])(?:" + "|".join(kinds) + ")")


def counts(text: str, start: int, end: int) -> bool:
    """True when the number ``text[start:end]`` counts or measures what follows: "2019 soldiers", not "in 2019 soldiers"."""
    measured, plurals = _counted()
    following = re.findall(r"\s*-?\s*([^\W\d_]+)", re.split(r"[^\w\s-]", text[end : end + CONTEXT])[0])[:3]
    names = [" ".join(following[:length]).casefold() for length in range(1, len(following) + 1)]
    if not measured.isdisjoint(names):
        return True
    if re.search(r"(?i)\b(?:in|since|until|during|after|before)\s+\Z", text[max(0, start - 12) : start]):
        return False
    return not plurals.isdisjoint(names) or any(word.casefold() in plurals for word in following[1:2])


# --- reading one date ---------------------------------------------------------------------------------------------


def atoms(text: str) -> list[Atom]:
    """Dates without their surroundings; where an alternative turns out to be none, the search goes on inside it."""
    found: list[Atom] = []
    at = 0
    while match := _pattern().search(text, at):
        read = _READERS[match.lastgroup or ""](text, match)
        found += read
        at = read[-1].end if read else match.start() + 1
        while at < len(text) and text[at - 1].isdigit() and text[at].isdigit():
            at += 1
    return found


def _atom(match: re.Match[str], kind: str, alone: str, *, sure: bool = True) -> Atom:
    first, _, last = alone.partition("/")
    return Atom(match.start(), match.end(), alone, first, last or first, kind, sure)


def _month_number(name: str) -> int:
    word = name.rstrip(".").casefold()
    return int(words()["month"].get(word) or words()["month_short"][word])


def _day_number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _read_iso(_: str, match: re.Match[str]) -> list[Atom]:
    year, month, day = (int(part) for part in re.split("[-/]", match["iso"]))
    return [_atom(match, "day", point(year, month, day))] if year else []


def _read_numeric(_: str, match: re.Match[str]) -> list[Atom]:
    """Day and month where only one order is possible; else no more than the year."""
    one, two, year = (int(part) for part in re.split("[./]", match["numeric"]))
    if two <= 12 and (one > 12 or "." in match["numeric"]):
        day, month = one, two
    elif two > 12 >= one:
        day, month = two, one
    else:
        return [_atom(match, "year", str(year))] if 0 < one <= 12 and 0 < two <= 12 else []
    return [_atom(match, "day", point(year, month, day))] if 0 < day <= 31 and month > 0 else []


def _read_day(text: str, match: re.Match[str]) -> list[Atom]:
    """One day, days from–to, or two days of one month, before or after the name of the month."""
    month = _month_number(match["m1"] or match["m2"])
    year = match["y1"] or match["y2"]
    begin, end = match["d1"] or match["d3"], match["d2"] or match["d4"]
    if match["md"] and not year and counts(text, match.start("d3"), match.end()):
        stop = match.end("m2")
        return [Atom(match.start(), stop, point(None, month), point(None, month), point(None, month), "month", False)]
    first = point(year, month, _day_number(begin))
    if not end:
        return [_atom(match, "day", first)]
    last = point(year, month, _day_number(end))
    rest, split = match.start("d2" if match["d2"] else "d4"), match.end("d1" if match["d1"] else "d3")
    before = text[max(0, match.start() - 30) : match.start()]
    apart = re.search(r"\b(?:and|or)\b", text[split:rest]) and not re.search(r"(?i)\bbetween\s+(?:the\s+)?\Z", before)
    gap = _day_number(end) - _day_number(begin)
    if gap > 0 and not (apart and (gap > 1 or _LISTED.search(before))):
        return [_atom(match, "day", f"{first}/{last}")]
    atoms = [Atom(match.start(), split, first, first, first, "day"), Atom(rest, match.end(), last, last, last, "day")]
    return [*_listed(text, match.start(), year, month), *atoms] if match["d1"] and apart else atoms


_LISTED = re.compile(r"(?<![\w.,$€£¥/:-])(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?,\s+\Z")


def _listed(text: str, end: int, year: str | None, month: int) -> list[Atom]:
    """The days that a list has before its last two: "3" in "on 3, 5 and 9 May"."""
    atoms: list[Atom] = []
    while day := _LISTED.search(text[max(0, end - 8) : end]):
        start = end - len(text[max(0, end - 8) : end]) + day.start()
        number = re.match(r"\w+", day[0])
        width = len(number[0]) if number else 0
        edtf = point(year, month, _day_number(text[start : start + width]))
        atoms.insert(0, Atom(start, start + width, edtf, edtf, edtf, "day"))
        end = start
    return atoms


def _read_month_year(_: str, match: re.Match[str]) -> list[Atom]:
    return [_atom(match, "month", point(match["y3"], _month_number(match["m3"])))]


def _read_season(_: str, match: re.Match[str]) -> list[Atom]:
    return [_atom(match, "season", f"{match['y4']}-{words()['season'][match['s1'].casefold()]}")]


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else int(words()["ordinal"][re.sub(r"\s+", "-", word.casefold())])


def _months(year: str, begin: int, end: int) -> str:
    return f"{point(year, begin)}/{point(year, end)}"


def _read_quarter(_: str, match: re.Match[str]) -> list[Atom]:
    number = _ordinal(match["q1"] or match["q2"] or match["q3"])
    if not 1 <= number <= 4:
        return []
    return [_atom(match, "quarter", _months(match["y5"] or match["y6"], 3 * number - 2, 3 * number))]


def _read_half(_: str, match: re.Match[str]) -> list[Atom]:
    second = (match["h1"] or match["h2"]).casefold() in ("2", "second", "latter")
    if match["y7"]:
        return [_atom(match, "quarter", _months(match["y7"], 7, 12) if second else _months(match["y7"], 1, 6))]
    start, length = (int(match["dec"]), 10) if match["dec"] else (100 * (_ordinal(match["c1"]) - 1), 100)
    if start < 1000:
        return []
    middle = start + length // 2
    return [_atom(match, "quarter", f"{middle}/{start + length - 1}" if second else f"{start}/{middle - 1}")]


def _read_months(_: str, match: re.Match[str]) -> list[Atom]:
    number = int(words()["number"].get(match["n"].casefold(), match["n"]))
    return [_atom(match, "quarter", _months(match["y8"], 1, number))] if 1 <= number <= 12 else []


def _read_century(_: str, match: re.Match[str]) -> list[Atom]:
    first = _ordinal(match["c2"])
    last = _ordinal(match["c3"]) if match["c3"] else first
    if not 11 <= first <= last <= 22:
        return []
    alone = f"{first - 1}XX" if first == last else f"{first - 1}XX/{last - 1}XX"
    return [_atom(match, "century", alone)]


def _full_year(two_digits: int) -> int:
    """Year of "’91": the hundred years 1930 to 2029, since documents of the field rarely shorten older years."""
    return two_digits + (1900 if two_digits >= 30 else 2000)


def _read_decade(_: str, match: re.Match[str]) -> list[Atom]:
    year = int(match["t"]) if match["t"] else _full_year(int(match["t2"]))
    return [_atom(match, "decade", f"{year // 10}X")]


def _read_fiscal(_: str, match: re.Match[str]) -> list[Atom]:
    digits = match["y9"].lstrip("'’")
    year = int(digits) if len(digits) == 4 else _full_year(int(digits))
    end = _range_end(year, re.sub(r"\D", "", match["z1"])) if match["z1"] else None
    return [_atom(match, "year", f"{year}/{end}" if end else str(year))]


def _range_end(year: int, digits: str) -> int | None:
    """Last year of "1950–53" or "1999–00"; nothing when it would not come after the first."""
    if len(digits) == 4:
        return int(digits) if year < int(digits) <= 2199 else None
    end = year - year % 100 + int(digits)
    if end <= year:
        end += 100
    return end if end - year < 50 else None


def _read_years(_: str, match: re.Match[str]) -> list[Atom]:
    """A range of years; "2019-04" is a month, since a range would run backwards."""
    year, short = int(match["y10"]), match["z3"]
    if short and match["sep"] == "-" and 1 <= int(short) <= 12 and int(short) <= year % 100:
        return [_atom(match, "month", point(year, int(short)))]
    end = _range_end(year, match["z2"] or short)
    if end:
        return [_atom(match, "year", f"{year}/{end}", sure=False)]
    return [Atom(match.start(), match.end("y10"), str(year), str(year), str(year), "year", False)]


def _read_year(_: str, match: re.Match[str]) -> list[Atom]:
    return [_atom(match, "year", match["year"], sure=False)]


def _read_short(_: str, match: re.Match[str]) -> list[Atom]:
    return [_atom(match, "year", str(_full_year(int(match["y11"]))), sure=False)]


def _read_month(_: str, match: re.Match[str]) -> list[Atom]:
    return [_atom(match, "month", point(None, _month_number(match["month"])), sure=False)]


_READERS: dict[str, Callable[[str, re.Match[str]], list[Atom]]] = {
    "iso": _read_iso, "numeric": _read_numeric, "dm": _read_day, "md": _read_day, "my": _read_month_year,
    "season": _read_season, "quarter": _read_quarter, "half": _read_half, "months": _read_months, "century": _read_century,
    "decade": _read_decade, "fiscal": _read_fiscal, "years": _read_years, "year": _read_year, "short": _read_short,
    "month": _read_month,
}  # fmt: skip
