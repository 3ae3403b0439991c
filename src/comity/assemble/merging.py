"""The same content from many places → one claim with all its evidence, counted, believed and linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from comity.assemble.copies import independent, witnesses
from comity.assemble.links import link_claims
from comity.assemble.warrant import Passage, belief, document_doubt
from comity.model import AssembledClaim, Claim, Contents, Entity, Evidence, Reading, Run, Skipped
from comity.reference import Reference


def assemble(
    readings: Sequence[Reading], reference: Reference, run: Run | None = None, skipped: Sequence[Skipped] = ()
) -> Contents:
    """Everything the readings say, merged by content and sorted by identifier."""
    documents = sorted((reading.document for reading in readings), key=lambda d: d.id)
    origin = independent(documents)
    grades = {document.id: document.reliability for document in documents}
    evidence: defaultdict[str, dict[str, Evidence]] = defaultdict(dict)
    claims: dict[str, Claim] = {}
    for reading in readings:
        for statement in reading.statements:
            claims[statement.claim.id] = statement.claim
            known = evidence[statement.claim.id].get(statement.evidence.id)
            if known is None or known.confidence < statement.evidence.confidence:
                evidence[statement.claim.id][statement.evidence.id] = statement.evidence
    assembled = tuple(_assembled(claims[key], evidence[key].values(), origin, grades) for key in sorted(claims))
    return Contents(
        tuple(documents),
        _entities(readings, assembled, reference),
        assembled,
        link_claims(assembled, origin),
        tuple(sorted((e for reading in readings for e in reading.ledger), key=lambda e: (e.document, e.start, e.end))),
        run,
        tuple(skipped),
    )


def _assembled(claim: Claim, evidence: Iterable[Evidence], origin: Mapping[str, str], grades: Mapping[str, str]) -> AssembledClaim:
    ordered = tuple(sorted(evidence, key=lambda e: (e.document, *e.place, e.rule, e.id)))
    witness = witnesses(ordered, origin)
    told: defaultdict[str, defaultdict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for one in ordered:
        told[witness[one.document]][one.document].append(Passage(one.rule, one.confidence, grades.get(one.document, "F")))
    surest = [min(copies.values(), key=document_doubt) for _, copies in sorted(told.items())]
    return AssembledClaim(claim, ordered, len(surest), belief(surest))


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
