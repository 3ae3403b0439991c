"""The same content from many places → one claim with all its evidence, counted, believed and linked.

Belief follows INDRA's noisy-or over independent documents (Gyori et al. 2017, doi:10.15252/msb.20177651): each document
contributes its surest evidence; copies of a text count once.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.find.domains import ancestors
from comity.model import AssembledClaim, Claim, ClaimLink, Contents, Document, Entity, Evidence, Reading, Run, Skipped
from comity.reference import Reference
from comity.vocabulary import LinkKind

SHINGLE = 8
"""Words in a shingle. Eight in a row seldom recur by chance (Broder 1997 used ten; with four, set phrases of diplomacy collide)."""

SAME_TEXT = 0.6
"""Share of shingles (Jaccard) from which on two documents are copies of one text: an article with another headline and footer
is above 0.7, two articles on the same event by different hands below 0.1."""


def assemble(
    readings: Sequence[Reading], reference: Reference, run: Run | None = None, skipped: Sequence[Skipped] = ()
) -> Contents:
    """Everything the readings say, merged by content and sorted by identifier."""
    documents = sorted((reading.document for reading in readings), key=lambda d: d.id)
    group = independent(documents)
    evidence: defaultdict[str, dict[str, Evidence]] = defaultdict(dict)
    claims: dict[str, Claim] = {}
    for reading in readings:
        for statement in reading.statements:
            claims[statement.claim.id] = statement.claim
            known = evidence[statement.claim.id].get(statement.evidence.id)
            if known is None or known.confidence < statement.evidence.confidence:
                evidence[statement.claim.id][statement.evidence.id] = statement.evidence
    assembled = tuple(_assembled(claims[key], evidence[key].values(), group) for key in sorted(claims))
    return Contents(
        tuple(documents),
        _entities(readings, assembled, reference),
        assembled,
        link_claims(assembled),
        tuple(sorted((e for reading in readings for e in reading.ledger), key=lambda e: (e.document, e.start, e.end))),
        run,
        tuple(skipped),
    )


def _assembled(claim: Claim, evidence: Iterable[Evidence], group: dict[str, str]) -> AssembledClaim:
    ordered = tuple(sorted(evidence, key=lambda e: (e.document, e.start, e.end, e.rule, e.id)))
    surest: dict[str, float] = {}
    for item in ordered:
        origin = group.get(item.document, item.document)
        surest[origin] = max(surest.get(origin, 0.0), item.confidence)
    return AssembledClaim(claim, ordered, len(surest), belief(surest.values()))


def belief(confidences: Iterable[float]) -> float:
    """One minus the chance that every independent document was misread: 1 - Π(1 - confidence), to three digits."""
    doubt = 1.0
    for confidence in sorted(confidences):
        doubt *= 1.0 - confidence
    return round(1.0 - doubt, 3)


def independent(documents: Sequence[Document]) -> dict[str, str]:
    """Document → the first document (by identifier) whose text it is a copy or near-copy of, itself where it is none."""
    shingles = {document.id: _shingles(document.text) for document in documents}
    by_shingle: defaultdict[int, list[str]] = defaultdict(list)
    origin: dict[str, str] = {}
    for document in documents:
        mine = shingles[document.id]
        shared: defaultdict[str, int] = defaultdict(int)
        for shingle in mine:
            for other in by_shingle[shingle]:
                shared[other] += 1
        same = sorted(
            other for other, count in shared.items() if count / max(1, len(mine) + len(shingles[other]) - count) >= SAME_TEXT
        )
        origin[document.id] = origin[same[0]] if same else document.id
        for shingle in mine:
            by_shingle[shingle].append(document.id)
    return origin


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    return {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))}


def _entities(readings: Sequence[Reading], claims: Sequence[AssembledClaim], reference: Reference) -> tuple[Entity, ...]:
    """Entities that claims refer to, with what those refer to in turn; new ones merged over the documents."""
    new: dict[str, Entity] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        for entity in reading.entities:
            new[entity.id] = _merged(new[entity.id], entity) if entity.id in new else entity
    wanted = {
        n
        for c in claims
        for n in (c.claim.subject, c.claim.object, c.claim.attributed_to or "")
        if n and not n.startswith("domain:")
    }
    found: dict[str, Entity] = {}
    while wanted:
        identifier = wanted.pop()
        known = reference.entities.get(identifier) or new.get(identifier)
        if known is None or identifier in found:
            continue
        found[identifier] = known
        wanted.update(
            n
            for n in (known.state, known.place, *known.succeeded_by, *known.about)
            if n and n not in found and not n.startswith("domain:")
        )
    return tuple(found[key] for key in sorted(found))


def _merged(first: Entity, second: Entity) -> Entity:
    """One entity from two documents: aliases united, what only one of them says taken over."""
    aliases = tuple(sorted({*first.aliases, *second.aliases}))
    filled = {name: getattr(second, name) for name in ("state", "place", "date", "signed", "domains") if not getattr(first, name)}
    return replace(first, aliases=aliases, **filled)


# --- links between claims -----------------------------------------------------------------------------------------


def link_claims(claims: Sequence[AssembledClaim]) -> tuple[ClaimLink, ...]:
    """How claims with the same ends and relation bear on one another, sorted; each pair is looked at once."""
    by_ends: defaultdict[tuple[str, str, str], list[AssembledClaim]] = defaultdict(list)
    for item in claims:
        by_ends[item.claim.subject, item.claim.relation.value, item.claim.object].append(item)
    found: list[ClaimLink] = []
    for group in by_ends.values():
        for at, first in enumerate(group):
            found.extend(link for second in group[at + 1 :] for link in _links(first, second))
    return tuple(sorted(found, key=lambda link: (link.source, link.target, link.kind.value)))


def _links(first: AssembledClaim, second: AssembledClaim) -> Iterable[ClaimLink]:
    a, b = first.claim, second.claim
    if a.domain != b.domain:
        yield from _across_domains(first, second)
        return
    if a.negated != b.negated:
        if a.modality.is_real and b.modality.is_real and _periods_meet(a.when, b.when):
            why = "one says so, the other denies it, of the same pair and domain"
            yield ClaimLink(first.id, second.id, LinkKind.CONTRADICTS, ("negation",), why)
        return
    if _figures_clash(a, b):
        why = "two figures for the same measure, pair and period cannot both hold"
        yield ClaimLink(first.id, second.id, LinkKind.CONTRADICTS, ("quantity",), why)
        return
    aspects = tuple(
        name
        for name, differs in (
            ("modality", a.modality is not b.modality),
            ("time", bool(a.when and b.when and a.when != b.when)),
            ("quantity", bool(a.quantity and b.quantity and a.quantity != b.quantity)),
        )
        if differs
    )
    if aspects:
        why = "same pair, relation and domain; differs in " + " and ".join(aspects)
        yield ClaimLink(first.id, second.id, LinkKind.DIFFERS_IN, aspects, why)
        return
    more = [name for name in ("when", "quantity") if bool(getattr(a, name)) != bool(getattr(b, name))]
    richer = {first.id if getattr(a, name) else second.id for name in more}
    if len(richer) == 1:
        narrower, wider = (first, second) if first.id in richer else (second, first)
        told = tuple("time" if name == "when" else name for name in more)
        yield ClaimLink(narrower.id, wider.id, LinkKind.REFINES, told, "the same with more detail")
    elif not more:
        yield ClaimLink(first.id, second.id, LinkKind.CORROBORATES, (), "the same content, said by another or of another office")


def _across_domains(first: AssembledClaim, second: AssembledClaim) -> Iterable[ClaimLink]:
    """A claim with a narrower domain refines the same claim with one above it; unrelated domains bear on nothing."""
    a, b = first.claim, second.claim
    if not a.domain or not b.domain or a.modality is not b.modality or a.negated != b.negated:
        return
    for narrow, wide in ((first, second), (second, first)):
        assert narrow.claim.domain is not None
        if wide.claim.domain in ancestors(narrow.claim.domain) and not (wide.claim.when and wide.claim.when != narrow.claim.when):
            yield ClaimLink(narrow.id, wide.id, LinkKind.REFINES, ("domain",), "the same of a narrower field")


def _figures_clash(a: Claim, b: Claim) -> bool:
    """Two exact figures for the same measure, unit and stated period, both put forward as so, that are not the same."""
    first, second = a.quantity, b.quantity
    if first is None or second is None or not a.when or a.when != b.when or not (a.is_plain and b.is_plain):
        return False
    same = (first.measure, first.unit, first.currency, first.per) == (second.measure, second.unit, second.currency, second.per)
    exact = not first.approximate and not second.approximate and first.value is not None and second.value is not None
    return bool(first.measure) and same and exact and first.value != second.value


def _periods_meet(first: str | None, second: str | None) -> bool:
    return first is None or second is None or first == second
