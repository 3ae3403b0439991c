"""How claims of one pair and relation bear on one another: corroborates, refines, differs in, contradicts.

Claims of other relations bear on nothing: two states may well cooperate and clash. Nothing is retired by a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from comity.assemble.figures import Verdict, compare
from comity.assemble.periods import Periods, compare_periods, has_begun_before
from comity.find.domains import ancestors
from comity.model import AssembledClaim, Claim, ClaimLink
from comity.vocabulary import LinkKind, Modality

MOST = 150
"""Claims of one pair and relation up to which it is said in what they differ: their number grows with the square, and the
timeline of such a pair says more. What contradicts, refines or corroborates is linked in any case."""


def link_claims(claims: Sequence[AssembledClaim], origin: Mapping[str, str] | None = None) -> tuple[ClaimLink, ...]:
    """How claims with the same ends and relation bear on one another, sorted; each pair has at most one link.

    Args:
        claims: the assembled claims.
        origin: document → the document it is a copy of (:func:`comity.assemble.copies.independent`); a copy corroborates
            nothing.
    """
    by_ends: defaultdict[tuple[str, str, str], list[AssembledClaim]] = defaultdict(list)
    for item in claims:
        by_ends[item.claim.subject, item.claim.relation.value, item.claim.object].append(item)
    found: list[ClaimLink] = []
    for group in by_ends.values():
        for at, first in enumerate(group):
            for second in group[at + 1 :]:
                link = _link(first, second, origin or {})
                if link and (link.kind is not LinkKind.DIFFERS_IN or len(group) <= MOST):
                    found.append(link)
    return tuple(sorted(found, key=lambda link: (link.source, link.target, link.kind.value)))


def _link(first: AssembledClaim, second: AssembledClaim, origin: Mapping[str, str]) -> ClaimLink | None:
    a, b = first.claim, second.claim
    near = kinship(a.domain, b.domain)
    if near is None or a.office != b.office or not _bears(a, b, near):
        return None
    if a.effect is not b.effect:
        return _effects(first, second) if a.domain == b.domain else None
    if a.negated != b.negated:
        return _denial(first, second) if a.domain == b.domain else None
    compared = compare(first, second)
    verdict = compared.verdict if compared else None
    if verdict is Verdict.DIFFER and a.domain == b.domain and a.is_plain and b.is_plain:
        assert compared is not None
        why = f"two figures for the same measure, pair and period that cannot both hold: {compared.words.partition(': ')[2]}"
        return ClaimLink(first.id, second.id, LinkKind.CONTRADICTS, ("quantity",), why)
    aspects = tuple(_aspects(a, b, near, verdict))
    if aspects:
        return ClaimLink(first.id, second.id, LinkKind.DIFFERS_IN, aspects, _same_but(aspects))
    return _closer(first, second, near) or _another_witness(first, second, origin)


# --- what cannot both hold ----------------------------------------------------------------------------------------


def _denial(first: AssembledClaim, second: AssembledClaim) -> ClaimLink:
    """One says so, the other denies it."""
    a, b = first.claim, second.claim
    periods = compare_periods(a.when, b.when)
    said, denied = (b, a) if a.negated else (a, b)
    over = has_begun_before(said.when, denied.when)
    if _same_stance(a.modality, b.modality) and periods.meet and not over:
        why = "one says so, the other denies it, of the same pair and domain"
        why += "; no period given for " + ("either" if not a.when and not b.when else "one") if periods is Periods.UNKNOWN else ""
        return ClaimLink(first.id, second.id, LinkKind.CONTRADICTS, ("negation",), why)
    aspects = ["negation"]
    if a.modality is not b.modality:
        aspects.insert(0, "modality")
    if over or periods not in (Periods.SAME, Periods.UNKNOWN):
        aspects.append("time")
    return ClaimLink(first.id, second.id, LinkKind.DIFFERS_IN, tuple(aspects), _same_but(aspects))


def _same_stance(first: Modality, second: Modality) -> bool:
    """True for two that speak of what is, and for two of one modality; what may be and what may not be go together."""
    return (first.is_real and second.is_real) or (first is second and first is not Modality.POTENTIAL)


def _effects(first: AssembledClaim, second: AssembledClaim) -> ClaimLink | None:
    """One says that it raises what the other says that it lowers."""
    a, b = first.claim, second.claim
    if not (a.effect and b.effect and a.is_plain and b.is_plain and compare_periods(a.when, b.when).meet):
        return None
    why = f"one says that it {a.effect.value}, the other that it {b.effect.value} the same"
    return ClaimLink(first.id, second.id, LinkKind.CONTRADICTS, ("effect",), why)


# --- what differs -------------------------------------------------------------------------------------------------


def kinship(first: str | None, second: str | None) -> str | None:
    """How two domains lie to each other: "same", "first narrower", "second narrower", "siblings", or nothing.

    No domain counts as the widest. Siblings share a field that is not among the broadest: oil and gas are both energy,
    while trade and mining are only both economic.
    """
    if first == second:
        return "same"
    if first is None or second is None:
        return "second narrower" if first is None else "first narrower"
    above_first, above_second = ancestors(first), ancestors(second)
    if second in above_first:
        return "first narrower"
    if first in above_second:
        return "second narrower"
    return "siblings" if any(not _is_broadest(one) for one in set(above_first) & set(above_second)) else None


@cache
def _is_broadest(domain: str) -> bool:
    return not ancestors(domain)


def _aspects(a: Claim, b: Claim, near: str, verdict: Verdict | None) -> Iterator[str]:
    """In what two claims of one pair and relation part."""
    if a.modality is not b.modality:
        yield "modality"
    if compare_periods(a.when, b.when) in (Periods.APART, Periods.OVERLAP) or _days_differ(a.when, b.when):
        yield "time"
    if a.quantity and b.quantity and a.quantity != b.quantity and verdict is not Verdict.AGREE:
        yield "quantity"
    if near == "siblings" or (near != "same" and a.modality is not b.modality):
        yield "domain"


def _bears(a: Claim, b: Claim, near: str) -> bool:
    """Whether the fields are near enough: of one of the broadest fields and one in it only what refines is of interest."""
    wider = b.domain if near == "first narrower" else a.domain if near == "second narrower" else None
    return a.modality is b.modality or wider is None or not _is_broadest(wider)


def _days_differ(first: str | None, second: str | None) -> bool:
    """Two times of which one has no year: other words, other day."""
    return bool(first and second) and first != second and compare_periods(first, second) is Periods.UNKNOWN


def _same_but(aspects: Iterable[str]) -> str:
    return "the same pair and relation; differs in " + " and ".join(aspects)


# --- what supports ------------------------------------------------------------------------------------------------


def _closer(first: AssembledClaim, second: AssembledClaim, near: str) -> ClaimLink | None:
    """One says the same more closely than the other, in all that tells them apart."""
    told = tuple(_details(first.claim, second.claim, near))
    richer = {at for _, at in told}
    if len(richer) != 1:
        return None
    narrower, wider = (first, second) if 0 in richer else (second, first)
    aspects = tuple(name for name, _ in told)
    why = "the same of a narrower field" if aspects == ("domain",) else "the same with more detail"
    return ClaimLink(narrower.id, wider.id, LinkKind.REFINES, aspects, why)


def _details(a: Claim, b: Claim, near: str) -> Iterator[tuple[str, int]]:
    """(aspect, 0 or 1): which of the two is closer in it."""
    periods = compare_periods(a.when, b.when)
    if bool(a.when) != bool(b.when):
        yield "time", 0 if a.when else 1
    elif periods in (Periods.FIRST_WITHIN, Periods.SECOND_WITHIN):
        yield "time", 0 if periods is Periods.FIRST_WITHIN else 1
    if bool(a.quantity) != bool(b.quantity):
        yield "quantity", 0 if a.quantity else 1
    if near.endswith("narrower"):
        yield "domain", 0 if near == "first narrower" else 1


def _another_witness(first: AssembledClaim, second: AssembledClaim, origin: Mapping[str, str]) -> ClaimLink | None:
    """The same content from a document that does not make the other claim: said by another, or with a figure that agrees."""
    if any(_details(first.claim, second.claim, "same")):
        return None
    one, two = (_origins(item, origin) for item in (first, second))
    if one == two or not (one - two or two - one):
        return None
    same_figure = first.claim.quantity == second.claim.quantity
    why = "the same content, said by another" if same_figure else "figures for the same measure, pair and period that agree"
    aspects = () if same_figure else ("quantity",)
    return ClaimLink(first.id, second.id, LinkKind.CORROBORATES, aspects, why)


def _origins(item: AssembledClaim, origin: Mapping[str, str]) -> frozenset[str]:
    return frozenset(origin.get(one.document, one.document) for one in item.evidence)
