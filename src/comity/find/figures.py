"""Amounts in a sentence: money, shares, physical quantities and counts, each with what it measures.

A number is a figure when something says what it counts: a currency, a percent sign or a unit of ``units.tsv``. Years,
ordinals, days, article numbers, "F-16", "5G" and "Resolution 1973" have none, so they are no figures. All arithmetic is
in :class:`~decimal.Decimal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from comity.find.figure_words import lookup, money, number_pattern, patterns, rows_by_kind, unit_of
from comity.model import Quantity

_CONTEXT = 60
"""Characters looked at on either side; the longest qualifier in the table has 26, and three may stand in a row."""

_TERM = 180
"""Characters within which "over the next five years" still belongs to an amount: a list of goods may stand between."""


@dataclass(frozen=True, slots=True)
class FigureFound:
    """One amount: ``text`` is the slice ``start:end`` of what was searched, with the words that bound it.

    ``head`` is what is measured, where it stands right there: "crude oil" in "510,000 tons of crude oil", "French
    nationals" in "10,000 French nationals"; else "".
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its scale, before ranges and bounds are read; ``raw`` is the number without the scale."""

    start: int
    end: int
    raw: Decimal
    scale: Decimal
    currency: str = ""
    unit: str = ""
    counted: bool = False
    head: str = ""
    per: str = ""

    @property
    def value(self) -> Decimal:
        return self.raw * self.scale

    @property
    def kind(self) -> str:
        return self.currency or self.unit


def figures_in(text: str) -> list[FigureFound]:
    """Amounts of a text, in order and without overlap; offsets count code points of ``text``."""
    amounts = _share_units(text, _amounts(text))
    found: list[FigureFound] = []
    index = 0
    while index < len(amounts):
        amount, floor = amounts[index], found[-1].end if found else 0
        following = amounts[index + 1] if index + 1 < len(amounts) else None
        span = _range_start(text, amount, following) if following else None
        if following and span is not None:
            found.append(_figure(text, replace(following, start=span), floor, minimum=amount.value, maximum=following.value))
            index += 2
            continue
        if amount.kind:
            found.append(_figure(text, amount, floor))
        index += 1
    return found


def measure_of(text: str, start: int, end: int) -> str:
    """What the amount at ``start:end`` counts ("trade volume", "loan", "tariff rate" …), from the words of ``units.tsv``.

    Looks right after the amount ("a $5 billion loan", "$2 million in aid"), then back within the clause; "value" and the
    like only where nothing says more; "" when nothing says it at all.
    """
    after = patterns()["measure after"].match(_BRACKET.sub("", text[end : end + 2 * _CONTEXT])[:_CONTEXT])
    named = [unit_of("measure", after["word"])] if after else []
    clause = _CLAUSE.split(text[max(0, start - 2 * _CONTEXT) : start])[-1]
    named += [unit_of("measure", word["word"]) for word in reversed(list(patterns()["measure"].finditer(clause)))]
    # "Defence spending of 2% of GDP": the base of a share counts only where nothing else is named.
    if after and named[0] == "GDP" and after[0].lstrip().startswith("of"):
        named.append(named.pop(0))
    return next((measure for measure in named if measure not in _BLAND), named[0] if named else "")


_POPULATION = re.compile(r"(?i)\bpopulations?\s+(?:of|at|to|is|was)\s+(?:\w+\s+){0,2}\Z")
_BRACKET = re.compile(r"\A(?:\s?\([^()]{1,40}\)|\))")
"""A conversion after the amount, or the end of the bracket that the amount itself stands in."""

_CLAUSE = re.compile(r"(?<![A-Z])[.;:!?]\s|\s[–—]\s|\b(?:while|whereas|which|who)\b")
_SENTENCE = re.compile(r"(?<![A-Z])[.;:!?](?:\s|\Z)")
_BLAND = ("value", "contract", "cost", "package", "financing")
"""Measures that say little: "purchases worth $5 billion" are purchases."""


# --- reading one amount -------------------------------------------------------------------------------------------


def _amounts(text: str) -> list[_Amount]:
    """Numbers with the scale, currency or unit that stands with them; numbers without any are kept for ranges."""
    amounts: list[_Amount] = []
    at = 0
    while match := number_pattern().search(text, at):
        at = match.end()
        amount = _amount(text, match, amounts[-1].end if amounts else 0)
        if amount:
            amounts.append(amount)
            at = max(at, amount.end)
    return amounts


def _amount(text: str, match: re.Match[str], floor: int) -> _Amount | None:
    """The number with what stands with it; nothing left of ``floor`` is taken, where the amount before ended."""
    before = text[max(floor, match.start() - 8) : match.start()]
    prefix = patterns()["prefix"].search(before)
    if before[-1:].isalpha() and not prefix:
        return None
    raw = _number(match["digits"]) if match["digits"] else _number_in_words(match["words"])
    amount = _Amount(match.start(), match.end(), raw, Decimal(1))
    # neither a scale nor a unit can follow, and most numbers are years at the end of a clause
    closed = text[match.end() : match.end() + 1] in _CLOSING
    ranged = not closed and patterns()["ranged"].search(text[max(0, match.start() - _CONTEXT) : match.start()])
    money = bool(ranged) or (not closed and _suffix_follows(text, match.end()))
    scale = None if closed else patterns()["scale"].match(text, match.end())
    if scale and _is_scale(text, scale, bool(prefix) or money):
        entry = lookup("scale", scale["form"])
        amount = replace(amount, end=scale.end(), scale=entry[1] if entry else Decimal(1))
    if prefix and (currency := _prefix_currency(prefix, amount)):
        amount = replace(amount, start=match.start() - len(before) + prefix.start(), currency=currency)
    amount = amount if closed else _with_suffix(text, amount, match)
    if not amount.kind and amount.scale > 1 and _POPULATION.search(text[max(0, amount.start - _CONTEXT) : amount.start]):
        return replace(amount, unit="person")
    if not amount.kind and re.match(r"[A-Za-z]|(?:st|nd|rd|th)\b", text[amount.end : amount.end + 2]):
        return None
    return amount


_CLOSING = ",;:.)]!?"


def _number(digits: str) -> Decimal:
    """ "1,234.5", "1 234", "5,00,000" and, before a scale, "12,5"."""
    if re.fullmatch(r"\d{1,3},\d{1,2}", digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(re.sub(r"[,\s]", "", digits))


def _number_in_words(words: str) -> Decimal:
    plain = re.sub(r"\s+", " ", words.casefold())
    whole = lookup("number", plain)
    if whole:
        return whole[1]
    return sum((entry[1] for part in re.split("[- ]", plain) if (entry := lookup("number", part))), Decimal(0))


def _is_scale(text: str, scale: re.Match[str], money: bool) -> bool:
    """Letters such as "m" or "k" are a scale with money, and before what is counted ("5m people"): "600 m" is a length."""
    form = scale["form"].casefold()
    return (
        money or len(form) > 2 or form in ("bn", "mn", "tn") or (form != "t" and bool(patterns()["count"].match(text, scale.end())))
    )


def _suffix_follows(text: str, end: int) -> bool:
    """True for "5m yuan": a currency stands right after a short scale."""
    short = re.match(r"\s?[A-Za-z]{1,2}(?=\s)", text[end : end + 4])
    return bool(short and patterns()["suffix"].match(text, end + short.end()))


def _prefix_currency(prefix: re.Match[str], amount: _Amount) -> str:
    form = prefix["form"]
    scaled = money()["before scaled"].get(form, "") if amount.scale > 1 else ""
    return money()["before"].get(form) or money()["both"].get(form) or scaled


def _with_suffix(text: str, amount: _Amount, match: re.Match[str]) -> _Amount:
    """The amount with the currency, percent sign or unit after it; the first that fits, in this order."""
    if suffix := patterns()["suffix"].match(text, amount.end):
        form = re.sub(r"\s+", " ", suffix["form"])
        scaled = (
            money()["after scaled"].get(form.casefold(), "")
            if amount.scale > 1 and not text[suffix.end() :].startswith(" of ")
            else ""
        )
        currency = money()["after"].get(form.casefold()) or money()["both"].get(form) or scaled
        if currency:
            return replace(amount, end=suffix.end(), currency=currency)
    if amount.currency:
        return amount
    if percent := patterns()["percent"].match(text, amount.end):
        return replace(amount, end=percent.end(), unit=unit_of("percent", percent["form"]))
    if (measured := patterns()["measured"].match(text, amount.end)) and (entry := _measured(measured["form"])):
        unit, _, per = entry[0].partition("/") if entry[0].endswith(("/day", "/year")) else (entry[0], "", "")
        scale = amount.scale * entry[1]
        return replace(amount, end=measured.end(), unit=unit, scale=scale, per=per)
    if (count := patterns()["count"].match(text, amount.end)) and not _is_anaphoric(text, amount, count, match):
        words = re.sub(r"\s+", " ", count["head"])
        head = words if " " in words else ""
        return replace(amount, end=count.end(), unit=unit_of("count", count["form"]), counted=True, head=head)
    return amount


def _measured(form: str) -> tuple[str, Decimal] | None:
    """Short symbols must keep their case: "5 t" and "5 m", never "5 T" or "5 M"."""
    return rows_by_kind()["measured"].get(form) if len(form) <= 2 else lookup("measured", form)


_ANAPHORIC = Decimal(12)


def _is_anaphoric(text: str, amount: _Amount, count: re.Match[str], match: re.Match[str]) -> bool:
    """True for "the two countries" or "in 2014 countries …": no figure is stated.

    Small numbers of states after an article name a known group. 12 is the size of the largest such group met in the
    field's prose ("the twelve Member States"); "two countries" needs no article.
    """
    before = text[max(0, amount.start - 20) : amount.start]
    group = unit_of("count", count["form"]) in ("country", "meeting", "project", "vote")
    if (
        group
        and amount.value <= _ANAPHORIC
        and (re.search(r"(?i)\b(?:the|these|those|both|our|their|all|its)\s+\Z", before) or amount.value == 2)
    ):
        return True
    # "Paks 1 nuclear power plant", "Group 20 countries": a number after a name belongs to the name.
    name = re.search(r"\b([A-Z][\w’-]*)\s+\Z", before)
    if (
        name
        and match["digits"]
        and amount.value < 100
        and not re.search("(?:ing|ly|ed)$", name[1])
        and not _is_function_word(name[1])
    ):
        return True
    year = match["digits"] and re.fullmatch(r"(?:19|20)\d\d", match["digits"])
    return bool(year and re.search(r"(?i)\b(?:in|since|until|during|after|before)\s+\Z", before))


def _is_function_word(word: str) -> bool:
    return any(word.casefold() in rows_by_kind()[kind] for kind in ("stop", "approximate", "minimum", "maximum"))


# --- ranges, bounds, periods --------------------------------------------------------------------------------------


def _between(text: str, left: _Amount, right: _Amount) -> str:
    """How two numbers are joined: "dash", "to", "and" or ""."""
    gap = text[left.end : right.start]
    if re.fullmatch(r"\s?[-–—]\s?", gap):
        return "dash"
    if re.fullmatch(r"\s+(?:up\s+)?to\s+(?:\w+\s+)?", gap):
        return "to"
    return "and" if re.fullmatch(r"\s+and\s+(?:\w+\s+)?", gap) else ""


def _share_units(text: str, amounts: list[_Amount]) -> list[_Amount]:
    """Give "5" in "$5-7 billion" or "between 5 and 7 GW" what its neighbour says."""
    shared = list(amounts)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        how = _between(text, left, right)
        opened = how in ("dash", "to") or (how == "and" and _opens(text, left, "between"))
        if opened and not right.kind and left.currency and right.scale > 1:
            right = shared[index + 1] = replace(right, currency=left.currency)
        if not opened or not right.kind or (left.kind and left.kind != right.kind):
            continue
        scale = right.scale if left.scale == 1 and left.raw < right.raw else left.scale
        shared[index] = replace(
            left,
            currency=right.currency,
            unit=right.unit,
            scale=scale,
            per=left.per or right.per,
            counted=right.counted,
            head=right.head,
        )
    return shared


def _opens(text: str, amount: _Amount, word: str) -> re.Match[str] | None:
    return re.compile(rf"(?i)\b{word}\s+(?:\w+\s+)?\Z").search(text[max(0, amount.start - _CONTEXT) : amount.start])


def _range_start(text: str, left: _Amount, right: _Amount | None) -> int | None:
    """Where a range begins, or nothing: "rose from 5 to 7" are two figures, not a range."""
    if not right or not left.kind or left.kind != right.kind or left.value >= right.value:
        return None
    how = _between(text, left, right)
    offset = left.start - len(text[max(0, left.start - _CONTEXT) : left.start])
    if how == "and":
        between = _opens(text, left, "between")
        return offset + between.start() if between else None
    if how == "to":
        sentence = _SENTENCE.split(text[max(0, left.start - 2 * _CONTEXT) : left.start])[-1]
        if patterns()["change"].search(sentence):
            return None
        begun = _opens(text, left, "from")
        return offset + begun.start() if begun else left.start
    return left.start if how == "dash" else None


def _figure(text: str, amount: _Amount, floor: int, minimum: Decimal | None = None, maximum: Decimal | None = None) -> FigureFound:
    """The amount with its bounds, its period and what it measures; its words begin at ``floor`` or later."""
    value = amount.value if minimum is None else None
    start, approximate, bound = _bound_before(text, amount.start, floor)
    end = amount.end
    if not bound and (after := patterns()["bound after"].match(text, end)):
        bound, end = ("minimum" if after["minimum"] else "maximum"), after.end()
    if value is not None and bound == "minimum":
        value, minimum = None, value
    elif value is not None and bound == "maximum":
        value, maximum = None, value
    head = amount.head or _head(text, amount.end)
    per, end = _per(text, amount, end)
    quantity = Quantity(
        value=_plain(value),
        minimum=_plain(minimum),
        maximum=_plain(maximum),
        currency=amount.currency,
        unit=amount.unit,
        measure=_measure(text, amount, head),
        per=per,
        approximate=approximate,
    )
    return FigureFound(start, end, text[start:end], quantity, head)


def _plain(number: Decimal | None) -> Decimal | None:
    """The number without an exponent, so that equal amounts look equal."""
    return None if number is None else Decimal(format(number.normalize(), "f"))


def _bound_before(text: str, start: int, floor: int) -> tuple[int, bool, str]:
    """Start with the qualifiers in front, whether the amount is approximate, and "minimum", "maximum" or ""."""
    approximate, bound = False, ""
    for _ in range(3):
        before = text[max(floor, start - _CONTEXT) : start]
        cue = patterns()["bound"].search(before)
        if not cue:
            break
        approximate = approximate or bool(cue["approximate"])
        if not cue["approximate"]:
            bound = bound or ("minimum" if cue["minimum"] else "maximum")
        start = start - len(before) + cue.start()
    return start, approximate, bound


def _per(text: str, amount: _Amount, end: int) -> tuple[str, int]:
    """Period or unit an amount is per, and the end of the figure with it where it stands right there."""
    if amount.per:
        return amount.per, end
    if near := patterns()["per"].match(text, end):
        return unit_of("per", near["form"]), near.end()
    window = re.split(r"[$€£¥]", _SENTENCE.split(_BRACKET.sub("", text[end : end + _TERM]))[0])[0]
    if later := patterns()["per later"].match(window):
        return unit_of("per", re.sub(r"\s+", " ", later["form"])), end
    if not amount.unit and (term := patterns()["term"].search(window)):
        return _term(term), end
    earlier = patterns()["per before"].search(text[max(0, amount.start - _CONTEXT) : amount.start])
    return (unit_of("per before", earlier["form"]), end) if earlier and not _crosses(earlier[0]) else ("", end)


def _term(term: re.Match[str]) -> str:
    """ "5 years" of "over the next five years"; "year" of "over the next year"."""
    period = unit_of("period", term["period"])
    word = term["number"] or "a"
    number = Decimal(word) if word.isdigit() else _number_in_words(word)
    return period if number == 1 else f"{number:f} {period}s"


def _crosses(words: str) -> bool:
    """True when another number or a stop stands between."""
    return bool(re.search(r"[.;:,!?()]|\d", words))


def _head(text: str, end: int) -> str:
    of = patterns()["of"].match(text, end)
    return re.sub(r"\s+", " ", of["head"]).rstrip("’'-") if of else ""


def _measure(text: str, amount: _Amount, head: str) -> str:
    """What is measured: goods for physical units, the lexicon's word for money and shares."""
    named = measure_of(text, amount.start, amount.end)
    if amount.currency or amount.unit in ("%", "percentage point", "basis point"):
        return named
    return head or ("" if amount.counted else named)
