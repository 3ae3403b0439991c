"""Time expressions in a sentence, written in EDTF as far as the text goes and no further.

What is written is described in :mod:`comity.find.edtf`. Quarters and halves become intervals of months. A bare number is a
year only where something says so, and relative words ("last November", "recently", "five years ago") are no dates: they
would need a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from comity.find.date_forms import CONTEXT, Atom, any_of, atoms, counts, words
from comity.find.edtf import EDTF, bounds, contains, known_bounds, onward, ordered

__all__ = ["EDTF", "DateFound", "bounds", "contains", "dates_in", "known_bounds", "onward"]


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


def dates_in(text: str) -> list[DateFound]:
    """Time expressions of a text, in order and without overlap; offsets count code points of ``text``."""
    dates = _inherit_years(text, [_decorate(text, atom) for atom in atoms(text)])
    found: list[DateFound] = []
    index = 0
    while index < len(dates):
        atom = dates[index]
        joined = _join(text, atom, dates[index + 1]) if index + 1 < len(dates) else None
        if joined:
            found.append(_shown(text, joined, ""))
            index += 2
            continue
        if atom.sure or _in_context(text, atom) or _continues(text, atom, found):
            found.append(_open(text, atom))
        index += 1
    return found


# --- what stands around it ----------------------------------------------------------------------------------------

_DASH = re.compile(r"\s?[-–—]\s?")


def _before(text: str, start: int) -> str:
    return text[max(0, start - CONTEXT) : start]


def _after(text: str, end: int) -> str:
    return text[end : end + CONTEXT]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """Patterns anchored at the date: what may stand right before it (with fillers) or right after it."""
    fill = rf"(?:{any_of('filler')}\s+){{0,2}}"
    numbers = r"(?:\d[\d()/]*(?:\s*\(\d+\))?(?:,\s+|\s+(?:and|or|to)\s+|,\s+and\s+)){0,4}"

    def before(words: str, filler: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?i)(?<![\w-]){words}[\s-]+{filler}\Z")

    return {
        "part": before(rf"(?P<part>{any_of('part')})", r"(?:the\s+)?"),
        "around": before(any_of("around"), r"(?:the\s+(?:year\s+)?)?"),
        "since": before(any_of("since"), fill),
        "after": before(any_of("after")),
        "until": before(any_of("until"), fill),
        "until event": before(any_of("until_event")),
        "through": before(any_of("through")),
        "from": before("from", fill),
        "between": before("between", fill),
        "year": before(any_of("year_before"), fill),
        "month": before(any_of("month_before"), fill),
        "name": re.compile(rf"(?i)(?<![\w-]){any_of('not_year')}[\s-]+{numbers}\Z"),
        "dated": before(any_of("dated_name")),
        "determiner": re.compile(rf"(?i)(?:(?<![\w-]){any_of('determiner')}|['’]s|s['’])\s+(?P<between>(?:[\w'’-]+\s+){{0,2}})\Z"),
        "relative": before(any_of("relative")),
        "preposition": re.compile(r"(?<![\w-])([A-Za-z]+)[\s(-]+(?:the\s+)?\Z"),
        "to": re.compile(rf"(?i)\s+(?:to|till|until|up\s+to|through)\s+{fill}(?:{any_of('part')}[\s-]+)?\Z"),
        "and": re.compile(rf"(?i)\s+(?:and|or)\s+{fill}(?:{any_of('part')}[\s-]+)?\Z"),
        "list": re.compile(r"(?i)(?:,|,?\s+(?:and|or)|\s+as\s+well\s+as|/)\s*(?:(?:in|the)\s+){0,2}\Z"),
        "onwards": re.compile(rf"(?i)(?:,\s+|\s+){any_of('onwards')}(?=[\s,.;:)]|\Z)"),
        "verb": re.compile(rf"(?i)\s+{any_of('verb_after')}\b"),
        "noun": re.compile(rf"\s+(?!{any_of('no_noun')}\b)[a-z]"),
        "no year": re.compile(rf"(?i)[\s-]*{any_of('not_year_after')}(?!\w)"),
    }  # fmt: skip


def _decorate(text: str, atom: Atom) -> Atom:
    """Take in "early", "mid-", "late" and "around" to the left of a date."""
    before = _before(text, atom.start)
    part = _cues()["part"].search(before)
    if (
        part
        and atom.kind in ("decade", "century", "year", "month")
        and not (atom.kind == "year" and counts(text, atom.start, atom.end))
    ):
        start = atom.start - len(before) + part.start()
        atom = replace(_part(atom, words()["part"][re.sub(r"\s+", " ", part["part"].casefold())]), start=start, sure=True)
    before = _before(text, atom.start)
    around = _cues()["around"].search(before)
    if not around or "/" in atom.alone or not (atom.sure or _in_context(text, atom)):
        return atom
    start = atom.start - len(before) + around.start()
    return replace(atom, start=start, alone=atom.alone + "~", first=atom.first + "~", last=atom.last + "~", sure=True)


def _part(atom: Atom, part: str) -> Atom:
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


def _inherit_years(text: str, dates: list[Atom]) -> list[Atom]:
    """Give "May" in "May and June 2021" the year of its neighbour, the year before where the months run over New Year."""
    result = list(dates)
    for index in range(len(dates) - 2, -1, -1):
        atom, right = result[index], result[index + 1]
        gap = text[atom.end : right.start]
        if not atom.first.startswith("XXXX") or not re.match(r"\d{4}-(?:0|1[0-2])", right.first) or len(gap) > CONTEXT:
            continue
        if _DASH.fullmatch(gap) or any(_cues()[name].fullmatch(gap) for name in ("to", "and", "list")):
            year = str(int(right.first[:4]) - (atom.first[5:7] > right.first[5:7]))
            alone, first, last = (edtf.replace("XXXX", year) for edtf in (atom.alone, atom.first, atom.last))
            result[index] = replace(atom, alone=alone, first=first, last=last, sure=True)
    return result


def _join(text: str, left: Atom, right: Atom) -> Atom | None:
    """One interval of two dates: "from A to B", "between A and B", "A–B"; nothing when B would come before A."""
    gap, before = text[left.end : right.start], _before(text, left.start)
    if len(gap) > CONTEXT or ("/" in left.alone and left.kind not in ("decade", "century")):
        return None
    between = _cues()["between"].search(before)
    opening = _cues()["from"].search(before) or _cues()["since"].search(before)
    if between and _cues()["and"].fullmatch(gap):
        opening = between
    elif _cues()["to"].fullmatch(gap):
        if not (opening or (left.sure and right.sure) or _in_context(text, left)):
            return None
    elif not _DASH.fullmatch(gap) or not (left.sure or right.sure or _in_context(text, left)):
        return None
    if not ordered(left.first, right.last) or (not right.sure and counts(text, right.start, right.end)):
        return None
    start = left.start - len(before) + opening.start() if opening else left.start
    return Atom(start, right.end, f"{left.first}/{right.last}", left.first, right.last, right.kind)


def _in_context(text: str, atom: Atom) -> bool:
    """True when the words around show that a bare number is a year, or a bare name a month."""
    if atom.kind == "month":
        return _month_in_context(text, atom)
    before, after = _before(text, atom.start), _after(text, atom.end)
    if counts(text, atom.start, atom.end) or _cues()["no year"].match(after) or _cues()["name"].search(before):
        return False
    if re.match(r"\s+(?:were|are)\b", after) and not _cues()["month"].search(before):
        return False
    if re.match(r"-[a-z]", after) and not re.match(r"-(?:era|levels?|style|type)\b", after):
        return False
    if re.search(r"[A-Za-z0-9]-\Z", before) and not re.search(r"(?i)\b(?:mid|post|pre|early|late|end)-\Z", before):
        return False
    alone = text.strip(" ()[]*.,:") == text[atom.start : atom.end]
    if alone or re.search(r"[(\[]\s*\Z", before) or re.match(r"\s*[)\]]", after):
        return True
    if _cues()["year"].search(before) or _cues()["dated"].search(before):
        return True
    determiner = _cues()["determiner"].search(before)
    if determiner and re.match(r"\s+[A-Za-z]", after):
        return not re.search(r"[A-Z]", determiner["between"])
    opening = re.search(r"(?:\A|[.!?:;•–—]\s+|[“\"]\s*)\Z", before)
    place = re.search(r"\b[A-Z][\w.’'-]*,\s+\Z", before) and re.match(r"[,.;:)]|\s*\Z|\s+and\b", after)
    return bool((opening and _cues()["verb"].match(after)) or place)


def _month_in_context(text: str, atom: Atom) -> bool:
    """A month without a year needs a preposition, or an article and a noun; "last", "next" and "every" need a clock."""
    before, after = _before(text, atom.start), _after(text, atom.end)
    if text.strip() == text[atom.start : atom.end]:
        return True
    if _cues()["relative"].search(before):
        return False
    # May, April, August and June are people's names too, and "by May" may name one.
    if text[atom.start : atom.end] in ("May", "April", "August", "June"):
        weak = re.search(r"(?i)\b(?:by|from|to|of|and|between)\s+\Z", before)
        if weak or re.match(r"\s+[A-Z]", after):
            return bool(re.search(r"(?i)\b(?:month|beginning|middle|end|start)\s+of\s+\Z", before))
    if _cues()["month"].search(before):
        return True
    article = re.search(r"(?i)(?:\b(?:the|its|their|a|an)|['’]s)\s+\Z", before)
    return bool(article and re.match(r"\s+[a-z]+", after))


def _continues(text: str, atom: Atom, found: list[DateFound]) -> bool:
    """True for "2018" in "in 2014, 2018 and 2022": a list goes on as it began."""
    if not found or atom.kind not in ("year", "month") or counts(text, atom.start, atom.end):
        return False
    gap = text[found[-1].end : atom.start]
    return len(gap) <= CONTEXT and bool(_cues()["list"].fullmatch(gap))


def _open(text: str, atom: Atom) -> DateFound:
    """The date with the open side that "since", "until", "after", "before" or "onwards" give it.

    Where a noun follows ("after the 2019 summit", "before 2014 elections"), "after" and "before" are about what the noun
    names, and the date is bare.
    """
    before, after = _before(text, atom.start), _after(text, atom.end)
    noun = _cues()["noun"].match(after) and not before.endswith("-")
    offset = atom.start - len(before)
    for name in ("since", "after", "until", "until event", "through"):
        cue = _cues()[name].search(before)
        lasting = name == "through" and atom.kind in ("decade", "century", "season")
        if cue and not lasting and not (noun and name in ("after", "until event")):
            since = name in ("since", "after")
            alone = atom.first + "/" if since else "/" + atom.last
            return _shown(text, replace(atom, start=offset + cue.start(), alone=alone), name.split()[0], since=since)
    if (onwards := _cues()["onwards"].match(after)) and (begun := _cues()["from"].search(before)):
        opened = replace(atom, start=offset + begun.start(), end=atom.end + onwards.end(), alone=atom.first + "/")
        return _shown(text, opened, "from", since=True)
    return _shown(text, atom, "")


def _shown(text: str, atom: Atom, cue: str, *, since: bool = False) -> DateFound:
    if not cue and (word := _cues()["preposition"].search(_before(text, atom.start))):
        cue = word[1].casefold() if word[1].casefold() in words()["year_before"] else ""
    return DateFound(atom.start, atom.end, text[atom.start : atom.end], atom.alone, since, cue)
