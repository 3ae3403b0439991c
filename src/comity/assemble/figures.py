"""Figures for the same pair side by side: which can be compared and how far they are apart, which cannot and why.

Nothing is averaged, preferred or retired. A pair of figures can be compared when they measure the same, of the same goods,
in the same unit, of the same stated period and in the same way put forward; every reason against it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import combinations

from comity import resources
from comity.assemble.periods import Periods, compare_periods
from comity.find.domains import ancestors
from comity.model import AssembledClaim, Claim, Evidence, Quantity, content_hash

PARTS = ("assembly", "measure_parts.tsv")

MOST = 60
"""Figures of one pair and relation up to which all are compared with all. Beyond, only those of one measure, unit and period,
since the others' reasons say little and their number grows with the square: 60 figures make 1,770 pairs."""

ROUNDED = Decimal("0.05")
"""What the last digit that is not zero leaves open, at most, as a share of the figure. "$100 million" would leave half of it
open (tried: then every round figure agrees with every other of its size); a twentieth is what "100" means to most readers."""

ROUGHLY = Decimal("0.1")
"""The same for "about": a whole unit of the last digit that is not zero, and at most a tenth."""


USUAL = "year"
"""What a flow is counted by where the text does not say: "trade of $2 billion in 2024" is as much a year."""


class Verdict(StrEnum):
    """What comes of two figures; the value is the local name in ``com:``."""

    AGREE = "figures-agree"
    DIFFER = "figures-differ"
    NOT_COMPARABLE = "figures-not-comparable"


class Reason(StrEnum):
    """Why two figures cannot be compared. In this order."""

    OTHER_UNIT = "other unit"
    OTHER_MEASURE = "other measure"
    TOTAL = "one is a total of the other"
    OTHER_COMMODITY = "other commodity"
    NO_PERIOD = "no period given"
    OTHER_PERIOD = "other period"
    OTHER_BASE = "counted by another time"
    OTHER_MODALITY = "put forward in another way"
    COLUMNS = "two columns of one table"
    ROWS = "two rows of one table"


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """Two figures for one pair and relation, and what comes of them.

    Attributes:
        first, second: identifiers of the claims that carry them, in sorted order.
        verdict: whether they can be compared, and if so whether they agree.
        reasons: why they cannot, in the order of :class:`Reason`; empty where they can.
        difference: how far they are apart, in percent of the larger; ``None`` where they cannot be compared.
    """

    first: str
    second: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    difference: Decimal | None = None

    @property
    def id(self) -> str:
        """Identifier made of the two claims: ``comparison:<16 hex digits>``."""
        return "comparison:" + content_hash(self.first, self.second)

    @property
    def words(self) -> str:
        """The verdict in words: "not comparable: no period given", "comparable: differ by 12 %", "comparable: agree"."""
        if self.verdict is Verdict.NOT_COMPARABLE:
            return "not comparable: " + ", ".join(reason.value for reason in self.reasons)
        return "comparable: agree" if self.verdict is Verdict.AGREE else f"comparable: differ by {self.difference:f} %"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as it stands in the text once, however many domains its claims have."""

    claim: Claim
    id: str
    domains: frozenset[str]
    evidence: tuple[Evidence, ...]

    @property
    def quantity(self) -> Quantity:
        assert self.claim.quantity is not None
        return self.claim.quantity


def compare_figures(claims: Iterable[AssembledClaim]) -> tuple[FigureComparison, ...]:
    """Every pair of figures that are given for the same ends and relation, sorted by the claims' identifiers.

    One figure of one passage that stands in claims of several domains is one figure. Denied figures are left out.
    """
    by_tie: defaultdict[tuple[str, str, str], list[AssembledClaim]] = defaultdict(list)
    for item in claims:
        if item.claim.quantity and not item.claim.negated:
            by_tie[item.claim.subject, item.claim.relation.value, item.claim.object].append(item)
    found: list[FigureComparison] = []
    for group in by_tie.values():
        figures = _figures(group)
        for first, second in combinations(figures, 2):
            if len(figures) <= MOST or _alike(first.claim, second.claim):
                found.append(_compared(first, second))
    return tuple(sorted(found, key=lambda one: (one.first, one.second)))


def compare(first: AssembledClaim, second: AssembledClaim) -> FigureComparison | None:
    """What comes of the figures of two claims of the same ends and relation; nothing where one has none."""
    if not first.claim.quantity or not second.claim.quantity:
        return None
    one, two = sorted((_figure([first]), _figure([second])), key=lambda figure: figure.id)
    return _compared(one, two)


def _figures(group: Sequence[AssembledClaim]) -> list[_Figure]:
    """The figures of claims of one pair and relation, sorted."""
    same: defaultdict[tuple[object, ...], list[AssembledClaim]] = defaultdict(list)
    for item in group:
        assert item.claim.quantity is not None
        places = frozenset((one.document, *one.place) for one in item.evidence)
        same[item.claim.quantity.id, item.claim.when, item.claim.modality, places].append(item)
    return sorted((_figure(items) for items in same.values()), key=lambda figure: figure.id)


def _figure(items: Sequence[AssembledClaim]) -> _Figure:
    chosen = min(items, key=lambda item: item.id)
    return _Figure(chosen.claim, chosen.id, frozenset(i.claim.domain for i in items if i.claim.domain), chosen.evidence)


def _alike(first: Claim, second: Claim) -> bool:
    """Of one measure, unit and period, as their words have them."""
    one, two = first.quantity, second.quantity
    assert one is not None and two is not None
    return (one.measure, one.unit, one.currency, first.when) == (two.measure, two.unit, two.currency, second.when)


def _compared(first: _Figure, second: _Figure) -> FigureComparison:
    reasons = tuple(_reasons(first, second))
    if reasons:
        return FigureComparison(first.id, second.id, Verdict.NOT_COMPARABLE, reasons)
    (low_1, high_1), (low_2, high_2) = span(first.quantity), span(second.quantity)
    apart = difference(first.quantity, second.quantity)
    verdict = Verdict.AGREE if low_1 <= high_2 and low_2 <= high_1 else Verdict.DIFFER
    return FigureComparison(first.id, second.id, verdict, (), apart)


def _reasons(first: _Figure, second: _Figure) -> Iterator[Reason]:
    one, two = first.quantity, second.quantity
    if (one.currency, one.unit) != (two.currency, two.unit):
        yield Reason.OTHER_UNIT
    measure = _measures(one.measure, two.measure)
    goods = _goods(first.domains, second.domains)
    for reason in (Reason.OTHER_MEASURE, Reason.TOTAL, Reason.OTHER_COMMODITY):
        if reason in (measure, goods):
            yield reason
    periods = compare_periods(first.claim.when, second.claim.when)
    if periods is Periods.UNKNOWN:
        yield Reason.NO_PERIOD
    elif periods is not Periods.SAME:
        yield Reason.OTHER_PERIOD
    if (one.per or USUAL) != (two.per or USUAL):
        yield Reason.OTHER_BASE
    if first.claim.modality.is_real != second.claim.modality.is_real or (
        not first.claim.modality.is_real and first.claim.modality is not second.claim.modality
    ):
        yield Reason.OTHER_MODALITY
    if table := _one_table(first.evidence, second.evidence):
        yield table


def _measures(first: str, second: str) -> Reason | None:
    if first == second:
        return None
    if (first, second) in _parts() or (second, first) in _parts():
        return Reason.TOTAL
    return Reason.OTHER_MEASURE


@cache
def _parts() -> frozenset[tuple[str, str]]:
    """Measures of which one is a part of the other: (whole, part)."""
    return frozenset((row["whole"], row["part"]) for row in resources.rows(*PARTS, required=("whole", "part", "source")))


def _goods(first: frozenset[str], second: frozenset[str]) -> Reason | None:
    """Whether two figures are of other goods, or those of the one are among those of the other.

    A figure without a field, or of a field that both have, is of the same goods as far as the text says.
    """
    if not first or not second or first & second:
        return None
    above_first = {wider for domain in first for wider in ancestors(domain)}
    above_second = {wider for domain in second for wider in ancestors(domain)}
    return Reason.TOTAL if above_first & second or above_second & first else Reason.OTHER_COMMODITY


def _one_table(first: Iterable[Evidence], second: Iterable[Evidence]) -> Reason | None:
    """Whether two figures stand in one table, and if so how they lie in it: side by side tells apart what rows do not."""
    found: set[Reason] = set()
    others = list(second)
    for one in first:
        for two in others:
            if one.cell and two.cell and (one.document, one.cell.table) == (two.document, two.cell.table):
                if one.cell.row == two.cell.row and one.cell.column != two.cell.column:
                    found.add(Reason.COLUMNS)
                elif one.cell.row != two.cell.row:
                    found.add(Reason.ROWS)
    return Reason.COLUMNS if Reason.COLUMNS in found else next(iter(found), None)


# --- what a figure leaves open ------------------------------------------------------------------------------------


def span(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the most that a figure may stand for, its rounding included; a bound that is not given is open."""
    if quantity.value is not None:
        slack = _slack(quantity.value, quantity.approximate)
        return quantity.value - slack, quantity.value + slack
    low = quantity.minimum if quantity.minimum is not None else Decimal("-Infinity")
    high = quantity.maximum if quantity.maximum is not None else Decimal("Infinity")
    return low, high


def _slack(value: Decimal, approximate: bool) -> Decimal:
    """What rounding leaves open on either side."""
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent)
    return min(unit, abs(value) * ROUGHLY) if approximate else min(unit / 2, abs(value) * ROUNDED)


def difference(first: Quantity, second: Quantity) -> Decimal:
    """How far two figures are apart in percent of the larger: whole percents, below ten with one digit more."""
    one, two = _middle(first), _middle(second)
    larger = max(abs(one), abs(two))
    if not larger:
        return Decimal(0)
    percent = abs(one - two) / larger * 100
    return percent.quantize(Decimal(1) if percent >= 10 else Decimal("0.1"))


def _middle(quantity: Quantity) -> Decimal:
    """The figure, the middle of its bounds, or the one bound it has."""
    if quantity.value is not None:
        return quantity.value
    ends = [end for end in (quantity.minimum, quantity.maximum) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else Decimal(0)
