"""Time expressions in a sentence, written in EDTF as far as the text goes and no further.

What is emitted, besides plain EDTF level 1 points (``2019``, ``2019-04``, ``2019-04-25``, ``199X``, ``19XX``, seasons
``2023-21`` to ``2023-24``, ``2010~``): intervals ``A/B``; ``A/`` for "since A" and ``/B`` for "until B"; ``XXXX-11`` and
``XXXX-01-11`` where the text gives no year. Quarters and halves become intervals of months. Relative words ("last
November", "recently", "five years ago") are no dates: they would need a clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from comity import resources
from comity.errors import BadParameter

_POINT = r"(?:\d{4}(?:-(?:2[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?|\d{3}X|\d{2}XX|XXXX-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)~?"
EDTF = re.compile(rf"(?:{_POINT}(?:/(?:{_POINT})?)?|/{_POINT})\Z")
"""Every string that :func:`dates_in` can emit."""

_CONTEXT = 60
"""Characters looked at on either side of a date. The longest cue in the table, with two fillers, has 44."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """One time expression: ``text`` is the slice ``start:end`` of what was searched, with the words that decided.

    ``since`` is true when the words themselves open the interval ("since 1991", "from 1991 onwards"). Where only the
    verb can tell ("joined in 1991"), the date is bare, and :func:`onward` opens it. ``cue`` is the preposition in front
    ("in", "by", "of" …), lower case, or "".
    """

    start: int
    end: int
    text: str
    edtf: str
    since: bool = False
    cue: str = ""


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date without its surroundings: what it means alone, as the begin and as the end of an interval."""

    start: int
    end: int
    alone: str
    first: str
    last: str
    kind: str
    sure: bool = True


def dates_in(text: str) -> list[DateFound]:
    """Time expressions of a text, in order and without overlap; offsets count code points of ``text``."""
    atoms = _inherit_years(text, [_decorate(text, atom) for atom in _atoms(text)])
    found: list[DateFound] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        joined = _join(text, atom, atoms[index + 1]) if index + 1 < len(atoms) else None
        if joined:
            found.append(_shown(text, joined, ""))
            index += 2
            continue
        if atom.sure or _in_context(text, atom) or _continues(text, atom, found):
            found.append(_open(text, atom))
        index += 1
    return found


def onward(edtf: str) -> str:
    """The interval that begins there and has no end ("2001" → "2001/"); an interval comes back as it was."""
    return edtf if "/" in edtf else edtf + "/"


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Earliest and latest day of a date this module emits; open ends, and dates without a year, are ``None``.

    Seasons are the meteorological ones of the northern hemisphere; a winter reaches from January of its year to the end
    of the February after. "~" does not widen.

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


def contains(edtf: str, year: int) -> bool:
    """True when some day of that year lies within the date; never for a date without a year."""
    if "XXXX" in edtf:
        return False
    earliest, latest = bounds(edtf)
    return (earliest is None or earliest.year <= year) and (latest is None or year <= latest.year)


def _span(point: str) -> tuple[date | None, date | None]:
    point = point.rstrip("~")
    if point.startswith("XXXX"):
        return None, None
    if "X" in point:
        return date(int(point.replace("X", "0")) or 1, 1, 1), date(int(point.replace("X", "9")), 12, 31)
    year, month, day = (int(part) for part in (point + "-0-0").split("-")[:3])
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if month == 24:
        return date(year, 1, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])
    if month > 12:
        begin = 3 * (month - 20)
        return date(year, begin, 1), date(year, begin + 2, monthrange(year, begin + 2)[1])
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])


# --- the words ----------------------------------------------------------------------------------------------------


@cache
def _words() -> dict[str, dict[str, str]]:
    """Words and their values by role."""
    table: dict[str, dict[str, str]] = {}
    for row in resources.rows("lexicon", "time_words.tsv", required=("word", "role", "source")):
        table.setdefault(row["role"], {})[row["word"]] = row["value"]
    return table


def _any(*roles: str) -> str:
    """Pattern of the words of some roles, longest first."""
    words = sorted((word for role in roles for word in _words()[role]), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


@cache
def _counted() -> frozenset[str]:
    """First words of everything that is counted or measured: after a number they show that it is no year."""
    return frozenset(
        row["form"].casefold().split()[0]
        for row in resources.rows("lexicon", "units.tsv")
        if row["kind"] in ("count", "measured", "scale")
    )


@cache
def _pattern() -> re.Pattern[str]:
    """All kinds of dates, the more exact before the less exact."""
    long_names = [word.capitalize() for word in _words()["month"]]
    names = "|".join([*long_names, *(name.upper() for name in long_names)])
    short = "|".join(word.capitalize() for word in _words()["month_short"])
    month = rf"(?:{names}|(?:{short})\b\.?)"
    year = r"(?:1\d|20|21)\d\d(?![\w%]|[.,]\d)"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,]\d|:\d)"
    join = r"\s?[-–—]\s?|\s+(?:to|and|until|through|or)\s+(?:the\s+)?"
    ordinal = rf"(?:{_any('ordinal')}|\d\d?(?:st|nd|rd|th))"
    season = rf"(?i:{_any('season')})"
    tail = r"[-–—/]\d\d(?:\d\d)?(?![\w%]|[.,]\d)"
    kinds = (
        rf"(?P<iso>\d{{4}}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01]))(?![\d-])",
        rf"(?P<numeric>\d\d?[./]\d\d?[./](?:19|20)\d\d)(?![\w/])",
        rf"(?P<dm>(?P<d1>{day})(?:(?:{join})(?P<d2>{day}))?(?:\s+of)?[\s-]+(?P<m1>{month})(?:[,\s-]\s*(?:of\s+)?(?P<y1>{year}))?)",
        rf"(?P<md>(?P<m2>{month})\s+(?:the\s+)?(?P<d3>{day})(?:(?:{join})(?P<d4>{day}))?(?:,?\s+(?P<y2>{year}))?)",
        rf"(?P<my>(?P<m3>{month})(?:,?\s+(?:of\s+)?|-)(?P<y3>{year}))",
        rf"(?P<season>(?P<s1>{season})(?:\s+(?:of|in))?\s+(?P<y4>{year})(?:{tail})?)",
        rf"(?P<quarter>(?i:Q(?P<q1>[1-4])\s*(?:of\s+|[-/]\s*)?|(?P<q2>{_any('ordinal')}|[1-4](?:st|nd|rd|th))[\s-]+quarter\s+(?:of\s+)?(?:the\s+)?)(?:FY\s?)?(?P<y5>{year})|(?P<y6>{year})[\s-]?Q(?P<q3>[1-4]))",
        rf"(?P<half>(?i:H(?P<h1>[12])\s*(?:of\s+)?|(?P<h2>first|second|latter)\s+half\s+of\s+(?:the\s+)?)(?:(?P<y7>{year})|(?P<dec>\d{{3}}0)s|(?P<c1>{ordinal})[\s-]+century))",
        rf"(?P<months>(?i:first\s+(?P<n>{_any('number')}|\d\d?)\s+months\s+of\s+)(?P<y8>{year}))",
        rf"(?P<century>(?i:(?P<c2>{ordinal})(?:(?:\s+and\s+(?:the\s+)?|\s+to\s+(?:the\s+)?|\s?[-–]\s?)(?P<c3>{ordinal}))?[\s-]+centur(?:y|ies)\b)(?!\s+B\.?C))",
        rf"(?P<decade>(?P<t>(?:1\d|20)\d0)['’]?s\b|['’](?P<t2>\d0)['’]?s\b)",
        rf"(?P<fiscal>(?:FY|(?i:fiscal\s+year|financial\s+year))\s?(?P<y9>{year}|['’]?\d\d\b)(?P<z1>{tail})?)",
        rf"(?P<years>(?P<y10>(?:1\d|20|21)\d\d)(?:(?:\s?[–—]\s?|[-/])(?P<z2>\d{{4}})|(?P<sep>[-–/])(?P<z3>\d\d))(?![\w%]|[.,]\d|[-–/]\d))",
        rf"(?P<year>{year})",
        r"(?P<short>['’](?P<y11>\d\d)(?![\w%]|[.,]\d))",
        rf"(?P<month>{month})\b",
    )
    return re.compile(r"(?<![\w.,$€£¥₹#/])(?:" + "|".join(kinds) + ")")


# --- reading one date ---------------------------------------------------------------------------------------------


def _atoms(text: str) -> list[_Atom]:
    """Dates without their surroundings; where an alternative turns out to be none, the search goes on inside it."""
    atoms: list[_Atom] = []
    at = 0
    while match := _pattern().search(text, at):
        read = _READERS[match.lastgroup or ""](text, match)
        atoms += read
        at = read[-1].end if read else match.start() + 1
        while at < len(text) and text[at - 1].isdigit() and text[at].isdigit():
            at += 1
    return atoms


def _atom(match: re.Match[str], kind: str, alone: str, *, sure: bool = True) -> _Atom:
    first, _, last = alone.partition("/")
    return _Atom(match.start(), match.end(), alone, first, last or first, kind, sure)


def _point(year: str | int | None, month: int = 0, day: int = 0) -> str:
    """EDTF of a day or a month; the day is dropped when the calendar does not have it."""
    begin = f"{int(year):04}" if year else "XXXX"
    if day and day > monthrange(int(year) if year else 2000, month)[1]:
        day = 0
    return begin + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _month_number(name: str) -> int:
    word = name.rstrip(".").casefold()
    return int(_words()["month"].get(word) or _words()["month_short"][word])


def _day_number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _read_iso(_: str, match: re.Match[str]) -> list[_Atom]:
    year, month, day = (int(part) for part in re.split("[-/]", match["iso"]))
    return [_atom(match, "day", _point(year, month, day))] if year else []


def _read_numeric(_: str, match: re.Match[str]) -> list[_Atom]:
    """Day and month where only one order is possible; else no more than the year."""
    one, two, year = (int(part) for part in re.split("[./]", match["numeric"]))
    if "." in match["numeric"] and two <= 12:
        day, month = one, two
    elif one > 12 >= two:
        day, month = one, two
    elif two > 12 >= one:
        day, month = two, one
    else:
        return [_atom(match, "year", str(year))] if 0 < one <= 12 and 0 < two <= 12 else []
    return [_atom(match, "day", _point(year, month, day))] if 0 < day <= 31 and 0 < month else []


def _read_day(text: str, match: re.Match[str]) -> list[_Atom]:
    """One day, days from–to, or two days of one month, before or after the name of the month."""
    month = _month_number(match["m1"] or match["m2"])
    year = match["y1"] or match["y2"]
    begin, end = match["d1"] or match["d3"], match["d2"] or match["d4"]
    if match["md"] and not year and _counts(text, match.end()):
        stop = match.end("m2")
        return [_Atom(match.start(), stop, _point(None, month), _point(None, month), _point(None, month), "month", False)]
    first = _point(year, month, _day_number(begin))
    if not end:
        return [_atom(match, "day", first)]
    last = _point(year, month, _day_number(end))
    between = text[match.start("d2" if match["d2"] else "d4") - 5 : match.start("d2" if match["d2"] else "d4")]
    apart = re.search(r"\b(?:and|or)\b", between) and not re.search(r"(?i)\bbetween\s+(?:the\s+)?\Z", text[: match.start()][-20:])
    gap = _day_number(end) - _day_number(begin)
    if gap <= 0 or (apart and gap > 1):
        split = match.end("d1") if match["d1"] else match.end("d3")
        rest = match.start("d2") if match["d2"] else match.start("d4")
        return [
            _Atom(match.start(), split, first, first, first, "day"),
            _Atom(rest, match.end(), last, last, last, "day"),
        ]
    return [_atom(match, "day", f"{first}/{last}")]


def _read_month_year(_: str, match: re.Match[str]) -> list[_Atom]:
    return [_atom(match, "month", _point(match["y3"], _month_number(match["m3"])))]


def _read_season(_: str, match: re.Match[str]) -> list[_Atom]:
    return [_atom(match, "season", f"{match['y4']}-{_words()['season'][match['s1'].casefold()]}")]


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else int(_words()["ordinal"][re.sub(r"\s+", "-", word.casefold())])


def _months(year: str, begin: int, end: int) -> str:
    return f"{_point(year, begin)}/{_point(year, end)}"


def _read_quarter(_: str, match: re.Match[str]) -> list[_Atom]:
    number = _ordinal(match["q1"] or match["q2"] or match["q3"])
    if not 1 <= number <= 4:
        return []
    return [_atom(match, "quarter", _months(match["y5"] or match["y6"], 3 * number - 2, 3 * number))]


def _read_half(_: str, match: re.Match[str]) -> list[_Atom]:
    second = (match["h1"] or match["h2"]).casefold() in ("2", "second", "latter")
    if match["y7"]:
        return [_atom(match, "quarter", _months(match["y7"], 7, 12) if second else _months(match["y7"], 1, 6))]
    start, length = (int(match["dec"]), 10) if match["dec"] else (100 * (_ordinal(match["c1"]) - 1), 100)
    if start < 1000:
        return []
    middle = start + length // 2
    return [_atom(match, "quarter", f"{middle}/{start + length - 1}" if second else f"{start}/{middle - 1}")]


def _read_months(_: str, match: re.Match[str]) -> list[_Atom]:
    number = int(_words()["number"].get(match["n"].casefold(), match["n"]))
    return [_atom(match, "quarter", _months(match["y8"], 1, number))] if 1 <= number <= 12 else []


def _read_century(_: str, match: re.Match[str]) -> list[_Atom]:
    first = _ordinal(match["c2"])
    last = _ordinal(match["c3"]) if match["c3"] else first
    if not 11 <= first <= last <= 22:
        return []
    alone = f"{first - 1}XX" if first == last else f"{first - 1}XX/{last - 1}XX"
    return [_atom(match, "century", alone)]


def _full_year(two_digits: int) -> int:
    """Year of "’91": the hundred years 1930 to 2029, since documents of the field rarely shorten older years."""
    return two_digits + (1900 if two_digits >= 30 else 2000)


def _read_decade(_: str, match: re.Match[str]) -> list[_Atom]:
    year = int(match["t"]) if match["t"] else _full_year(int(match["t2"]))
    return [_atom(match, "decade", f"{year // 10}X")]


def _read_fiscal(_: str, match: re.Match[str]) -> list[_Atom]:
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


def _read_years(_: str, match: re.Match[str]) -> list[_Atom]:
    """A range of years; "2019-04" is a month, since a range would run backwards."""
    year, short = int(match["y10"]), match["z3"]
    if short and match["sep"] == "-" and 1 <= int(short) <= 12 and int(short) <= year % 100:
        return [_atom(match, "month", _point(year, int(short)))]
    end = _range_end(year, match["z2"] or short)
    if end:
        return [_atom(match, "year", f"{year}/{end}", sure=False)]
    return [_Atom(match.start(), match.end("y10"), str(year), str(year), str(year), "year", False)]


def _read_year(_: str, match: re.Match[str]) -> list[_Atom]:
    return [_atom(match, "year", match["year"], sure=False)]


def _read_short(_: str, match: re.Match[str]) -> list[_Atom]:
    return [_atom(match, "year", str(_full_year(int(match["y11"]))), sure=False)]


def _read_month(_: str, match: re.Match[str]) -> list[_Atom]:
    return [_atom(match, "month", _point(None, _month_number(match["month"])), sure=False)]


_READERS: dict[str, Callable[[str, re.Match[str]], list[_Atom]]] = {
    "iso": _read_iso, "numeric": _read_numeric, "dm": _read_day, "md": _read_day, "my": _read_month_year,
    "season": _read_season, "quarter": _read_quarter, "half": _read_half, "months": _read_months, "century": _read_century,
    "decade": _read_decade, "fiscal": _read_fiscal, "years": _read_years, "year": _read_year, "short": _read_short,
    "month": _read_month,
}  # fmt: skip


# --- what stands around it ----------------------------------------------------------------------------------------


def _before(text: str, start: int) -> str:
    return text[max(0, start - _CONTEXT) : start]


def _after(text: str, end: int) -> str:
    return text[end : end + _CONTEXT]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Patterns anchored at the date: what may stand right before it (with fillers) or right after it."""
    fill = rf"(?:{_any('filler')}\s+){{0,2}}"

    def before(words: str, filler: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?i)(?<![\w-]){words}[\s-]+{filler}\Z")

    return {
        "part": before(rf"(?P<part>{_any('part')})", r"(?:the\s+)?"),
        "around": before(_any("around"), r"(?:the\s+(?:year\s+)?)?"),
        "since": before(_any("since"), fill),
        "after": before(_any("after")),
        "until": before(_any("until"), fill),
        "until event": before(_any("until_event")),
        "from": before("from", fill),
        "between": before("between", fill),
        "year": before(_any("year_before"), fill),
        "of month": before(r"(?:in|since|until|till|during|early|mid|late|throughout|by|from|end\s+of|start\s+of|month\s+of|to|between|of)", fill),
        "name": re.compile(rf"(?i)(?<![\w-]){_any('not_year')}[\s-]+(?:\d[\d()/]*(?:\s*\(\d+\))?(?:,\s+|\s+(?:and|or|to)\s+|,\s+and\s+)){{0,4}}\Z"),
        "dated": before(_any("dated_name")),
        "determiner": re.compile(rf"(?i)(?:(?<![\w-]){_any('determiner')}|['’]s|s['’])\s+(?:[\w'’-]+\s+){{0,2}}\Z"),
        "preposition": re.compile(r"(?<![\w-])([A-Za-z]+)[\s(-]+(?:the\s+)?\Z"),
        "to": re.compile(rf"(?i)\s+(?:to|till|until|up\s+to|through)\s+{fill}(?:{_any('part')}[\s-]+)?\Z"),
        "and": re.compile(rf"(?i)\s+(?:and|or)\s+{fill}(?:{_any('part')}[\s-]+)?\Z"),
        "list": re.compile(r"(?i)(?:,|,?\s+(?:and|or)|\s+as\s+well\s+as|/)\s*(?:(?:in|the)\s+){0,2}\Z"),
        "onwards": re.compile(rf"(?i)(?:,\s+|\s+){_any('onwards')}(?=[\s,.;:)]|\Z)"),
        "verb": re.compile(rf"(?i)\s+{_any('verb_after')}\b"),
        "no year": re.compile(rf"(?i)[\s-]*{_any('not_year_after')}(?!\w)"),
    }  # fmt: skip


def _counts(text: str, end: int) -> bool:
    """True when the number that ends there counts or measures what follows."""
    word = re.match(r"\s*-?\s*([^\W\d_]+)(?:\s+([^\W\d_]+))?", _after(text, end))
    if not word:
        return False
    return word[1].casefold() in _counted() or bool(word[2] and word[2].casefold() in _counted() and word[2].endswith("s"))


def _decorate(text: str, atom: _Atom) -> _Atom:
    """Take in "early", "mid-", "late" and "around" to the left of a date."""
    part = _cues()["part"].search(_before(text, atom.start))
    if part and atom.kind in ("decade", "century", "year", "month") and not (atom.kind == "year" and _counts(text, atom.end)):
        start = atom.start - len(_before(text, atom.start)) + part.start()
        atom = replace(_part(atom, _words()["part"][re.sub(r"\s+", " ", part["part"].casefold())]), start=start, sure=True)
    around = _cues()["around"].search(_before(text, atom.start))
    if around and atom.kind in ("year", "month", "decade", "century", "day") and (atom.sure or _in_context(text, atom)):
        start = atom.start - len(_before(text, atom.start)) + around.start()
        if "/" not in atom.alone:
            return replace(atom, start=start, alone=atom.alone + "~", first=atom.first + "~", last=atom.last + "~", sure=True)
    return atom


def _part(atom: _Atom, part: str) -> _Atom:
    """Early, mid or late in a decade (years 0-3, 4-6, 7-9) or a century (thirds); a year or month stays as it is.

    The thirds of a decade follow the reading of "early 2000s" as 2000 to 2003; both ends are approximate, and the sign for
    it stands once, at the end, when the interval stands alone.
    """
    if "/" in atom.alone or atom.kind not in ("decade", "century"):
        return atom
    size, cuts = (10, (0, 4, 7)) if atom.kind == "decade" else (100, (0, 34, 67))
    begin = int(atom.alone.replace("X", "0"))
    edges = {"early": (cuts[0], cuts[1] - 1), "mid": (cuts[1], cuts[2] - 1), "late": (cuts[2], size - 1)}[part]
    first, last = f"{begin + edges[0]}", f"{begin + edges[1]}~"
    return replace(atom, alone=f"{first}/{last}", first=first + "~", last=last)


def _inherit_years(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Give "May" in "May and June 2021" the year of its neighbour, the year before where the months run over New Year."""
    result = list(atoms)
    for index in range(len(atoms) - 2, -1, -1):
        atom, right = result[index], result[index + 1]
        gap = text[atom.end : right.start]
        if not atom.first.startswith("XXXX") or not re.match(r"\d{4}-(?:0|1[0-2])", right.first) or len(gap) > _CONTEXT:
            continue
        if not (
            re.fullmatch(r"\s*[-–—/]\s*", gap)
            or _cues()["to"].match(gap)
            or _cues()["list"].match(gap)
            or _cues()["and"].match(gap)
        ):
            continue
        year = int(right.first[:4]) - (atom.first[5:7] > right.first[5:7])

        def dated(edtf: str, year: int = year) -> str:
            return edtf.replace("XXXX", str(year))

        result[index] = replace(atom, alone=dated(atom.alone), first=dated(atom.first), last=dated(atom.last), sure=True)
    return result


def _join(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """One interval of two dates: "from A to B", "between A and B", "A–B"; nothing when B would come before A."""
    gap, before = text[left.end : right.start], _before(text, left.start)
    if len(gap) > _CONTEXT or "/" in left.alone and left.kind not in ("decade", "century"):
        return None
    between = _cues()["between"].search(before)
    begun = _cues()["from"].search(before) or _cues()["since"].search(before)
    dash = re.fullmatch(r"\s?[-–—]\s?", gap)
    if between and _cues()["and"].fullmatch(gap):
        opening = between
    elif _cues()["to"].fullmatch(gap) and (begun or (left.sure and right.sure) or _in_context(text, left)):
        opening = begun
    elif dash and (left.sure or right.sure or _in_context(text, left)):
        opening = begun
    else:
        return None
    if not _ordered(left.first, right.last) or _counts(text, right.end) and not right.sure:
        return None
    start = left.start - len(before) + opening.start() if opening else left.start
    alone = f"{left.first}/{right.last}"
    return _Atom(start, right.end, alone, left.first, right.last, right.kind)


def _ordered(first: str, last: str) -> bool:
    if first.startswith("XXXX") or last.startswith("XXXX"):
        return first[:4] == last[:4] and first[5:].rstrip("~") <= last[5:].rstrip("~")
    begin, end = bounds(first)[0], bounds(last)[1]
    return begin is not None and end is not None and begin <= end


def _in_context(text: str, atom: _Atom) -> bool:
    """True when the words around show that a bare number is a year, or a bare name a month."""
    if atom.kind == "month":
        return _month_in_context(text, atom)
    before, after = _before(text, atom.start), _after(text, atom.end)
    if _counts(text, atom.end) or _cues()["no year"].match(after) or _cues()["name"].search(before):
        return False
    if re.match(r"-[a-z]", after) and not re.match(r"-(?:era|levels?|style|type)\b", after):
        return False
    if re.search(r"[A-Za-z0-9]-\Z", before) and not re.search(r"(?i)\b(?:mid|post|pre)-\Z", before):
        return False
    if text.strip(" ()[]*.,:") == text[atom.start : atom.end] or re.search(r"[(\[]\s*\Z", before) or re.match(r"\s*[)\]]", after):
        return True
    if _cues()["year"].search(before) or _cues()["dated"].search(before):
        return True
    if _cues()["determiner"].search(before) and re.match(r"\s+[A-Za-z]", after):
        return not re.search(r"[A-Z][\w’'-]*\s+\Z", before) or bool(
            re.search(rf"(?i:['’]s?|(?<!\w){_any('determiner')})\s+\Z", before)
        )
    opening = re.search(r"(?:\A|[.!?:;•–—]\s+|[“\"]\s*)\Z", before)
    place = re.search(r"\b[A-Z][\w.’'-]*,\s+\Z", before) and re.match(r"[,.;:)]|\s*\Z|\s+and\b", after)
    return bool((opening and _cues()["verb"].match(after)) or place)


def _month_in_context(text: str, atom: _Atom) -> bool:
    """A month without a year needs a preposition, or an article and a noun; "last", "next" and "every" need a clock."""
    before, after = _before(text, atom.start), _after(text, atom.end)
    if text.strip() == text[atom.start : atom.end]:
        return True
    if re.search(r"(?i)\b(?:last|next|this|every|each|past|coming)\s+\Z", before):
        return False
    name = re.match(r"\s+[A-Z]", after)
    if text[atom.start : atom.end] in ("May", "April", "August", "June") and (
        name or re.search(r"(?i)\b(?:by|from|to|of|and|between)\s+\Z", before)
    ):
        return bool(re.search(r"(?i)\b(?:month|beginning|middle|end|start)\s+of\s+\Z", before))
    if _cues()["of month"].search(before):
        return True
    article = re.search(r"(?i)(?:\b(?:the|its|their|a|an)|['’]s)\s+\Z", before)
    return bool(article and re.match(r"\s+[a-z]+", after))


def _continues(text: str, atom: _Atom, found: list[DateFound]) -> bool:
    """True for "2018" in "in 2014, 2018 and 2022": a list goes on as it began."""
    if not found or _counts(text, atom.end) or atom.kind not in ("year", "month"):
        return False
    gap = text[found[-1].end : atom.start]
    return len(gap) <= _CONTEXT and bool(_cues()["list"].fullmatch(gap))


def _open(text: str, atom: _Atom) -> DateFound:
    """The date with the open side that "since", "until", "after", "before" or "onwards" give it."""
    before, after = _before(text, atom.start), _after(text, atom.end)
    offset = atom.start - len(before)
    for name in ("since", "after"):
        if cue := _cues()[name].search(before):
            return _shown(text, replace(atom, start=offset + cue.start(), alone=_tilde(atom.first) + "/"), name, since=True)
    if (onwards := _cues()["onwards"].match(after)) and (begun := _cues()["from"].search(before)):
        end = atom.end + onwards.end()
        return _shown(
            text, replace(atom, start=offset + begun.start(), end=end, alone=_tilde(atom.first) + "/"), "from", since=True
        )
    for name in ("until", "until event"):
        if cue := _cues()[name].search(before):
            return _shown(text, replace(atom, start=offset + cue.start(), alone="/" + atom.last), name.split()[0])
    return _shown(text, atom, "")


def _tilde(point: str) -> str:
    return point


def _shown(text: str, atom: _Atom, cue: str, *, since: bool = False) -> DateFound:
    if not cue and (word := _cues()["preposition"].search(_before(text, atom.start))):
        cue = word[1].casefold() if word[1].casefold() in _words()["year_before"] else ""
    return DateFound(atom.start, atom.end, text[atom.start : atom.end], atom.alone, since, cue)
