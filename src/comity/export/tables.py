"""Claims, actors, agreements, events and the matrix of dyads as rows: what CSV, Parquet and XLSX are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from comity.export.options import Source, Table
from comity.model import AssembledClaim, Contents, Entity
from comity.network.dates import bounds
from comity.network.values import join, local_name

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A table: the name and type of each column, and the rows in order."""

    types: dict[str, type]
    rows: list[tuple[Value, ...]]


def table(source: Source, which: Table) -> Columns:
    """The table of that name."""
    makers: dict[Table, Callable[[Source], Columns]] = {
        Table.CLAIMS: claims,
        Table.ACTORS: actors,
        Table.AGREEMENTS: agreements,
        Table.EVENTS: events,
        Table.MATRIX: matrix,
    }
    return makers[which](source)


def _taken(source: Source, *, everything: bool) -> list[AssembledClaim]:
    choice = source.options.choice(everything=everything)
    return [item for item in source.contents.claims if choice.takes(item)]


def _labels(contents: Contents) -> Mapping[str, str]:
    known = {entity.id: entity.label for entity in contents.entities}
    return defaultdict(str, known)


CLAIM_TYPES: dict[str, type] = {
    "claim": str, "subject": str, "subject_label": str, "relation": str, "object": str, "object_label": str,
    "domain": str, "sign": int, "modality": str, "negated": bool, "when": str, "earliest": str, "latest": str,
    "value": float, "minimum": float, "maximum": float, "unit": str, "measure": str, "per": str, "approximate": bool,
    "attributed_to": str, "office": str, "effect": str, "plover": str, "document_count": int, "belief": float,
    "document": str, "file": str, "title": str, "document_date": str, "section": str, "quote": str, "start": int, "end": int,
    "rule": str, "confidence": float, "resolved": str,
}  # fmt: skip


def claims(source: Source) -> Columns:
    """One row an evidence, so that every quote has its own cell; the claim is repeated. All modalities, negated ones too."""
    labels = _labels(source.contents)
    documents = {document.id: document for document in source.contents.documents}
    rows: list[tuple[Value, ...]] = []
    for item in _taken(source, everything=True):
        start = _claim_cells(item, labels)
        for one in item.evidence:
            document = documents.get(one.document)
            rows.append((
                *start, one.document, document.file_name if document else "", document.title if document else "",
                document.date if document else "", one.section, one.quote, one.start, one.end, one.rule, one.confidence,
                join(one.resolved),
            ))  # fmt: skip
    return Columns(CLAIM_TYPES, rows)


def _claim_cells(item: AssembledClaim, labels: Mapping[str, str]) -> tuple[Value, ...]:
    claim, figure = item.claim, item.claim.quantity
    numbers = (figure.value, figure.minimum, figure.maximum) if figure else (None, None, None)
    return (
        item.id, claim.subject, labels[claim.subject], claim.relation.value, claim.object, labels[claim.object],
        local_name(claim.domain or ""), claim.polarity, claim.modality.value, claim.negated, claim.when or "",
        *bounds(claim.when or ""), *(None if number is None else float(number) for number in numbers),
        (figure.currency or figure.unit) if figure else "", figure.measure if figure else "", figure.per if figure else "",
        figure.approximate if figure else None, claim.attributed_to or "", claim.office or "",
        claim.effect.value if claim.effect else "", claim.relation.facts.plover or "", item.document_count, item.belief,
    )  # fmt: skip


ACTOR_TYPES: dict[str, type] = {
    "actor": str, "label": str, "kind": str, "aliases": str, "wikidata": str, "iso2": str, "iso3": str, "state": str,
    "region": str, "claims": int, "cooperation": int, "conflict": int, "structural": int, "documents": int,
}  # fmt: skip


def actors(source: Source) -> Columns:
    """One row an actor, with how many claims of each sign it takes part in; asserted and assessed unless said otherwise."""
    signs: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    documents: dict[str, set[str]] = defaultdict(set)
    for item in _taken(source, everything=False):
        for end in {item.claim.subject, item.claim.object}:
            signs[end][item.claim.polarity] += 1
            documents[end].update(one.document for one in item.evidence)
    rows: list[tuple[Value, ...]] = [
        (
            entity.id, entity.label, entity.kind.value, join(entity.aliases), local_name(entity.wikidata), entity.iso2,
            entity.iso3, entity.state, entity.region, sum(signs[entity.id].values()), signs[entity.id][1],
            signs[entity.id][-1], signs[entity.id][0], len(documents[entity.id]),
        )
        for entity in source.contents.entities
        if entity.kind.is_actor
    ]  # fmt: skip
    return Columns(ACTOR_TYPES, rows)


AGREEMENT_TYPES: dict[str, type] = {
    "agreement": str, "label": str, "aliases": str, "stage": str, "signed": str, "in_force": str, "ended": str, "date": str,
    "parties": str, "party_labels": str, "domains": str, "obligations": str, "about": str, "wikidata": str, "claims": int,
    "documents": int,
}  # fmt: skip


def agreements(source: Source) -> Columns:
    """One row an agreement, with the parties that claims name as fact."""
    labels = _labels(source.contents)
    parties: dict[str, set[str]] = defaultdict(set)
    about: dict[str, list[AssembledClaim]] = defaultdict(list)
    for item in _taken(source, everything=False):
        for end in {item.claim.subject, item.claim.object}:
            about[end].append(item)
        if item.claim.relation.value == "partyTo" and item.claim.is_plain:
            parties[item.claim.object].add(item.claim.subject)
    rows = [
        _agreement_cells(entity, sorted(parties[entity.id]), about[entity.id], labels)
        for entity in source.contents.entities
        if entity.kind.value == "Agreement"
    ]
    return Columns(AGREEMENT_TYPES, rows)


def _agreement_cells(
    entity: Entity, parties: list[str], about: list[AssembledClaim], labels: Mapping[str, str]
) -> tuple[Value, ...]:
    documents = {one.document for item in about for one in item.evidence}
    return (
        entity.id, entity.label, join(entity.aliases), entity.stage.value if entity.stage else "", entity.signed,
        entity.in_force, entity.ended, entity.date, join(parties), join(labels[party] for party in parties),
        join(map(local_name, entity.domains)), join(obligation.value for obligation in entity.obligations),
        join(entity.about), local_name(entity.wikidata), len(about), len(documents),
    )  # fmt: skip


EVENT_TYPES: dict[str, type] = {
    "source": str, "source_label": str, "target": str, "target_label": str, "plover": str, "relation": str, "sign": int,
    "directed": bool, "year": int, "year_to": int, "domain": str, "modality": str, "claim": str, "document": str,
}  # fmt: skip


def events(source: Source) -> Columns:
    """One row a dyad, event type, time and document: the shape of event data sets.

    ``year`` is empty where the text gives no time, never the document's own; ``year_to`` is the last year of an interval.
    Relations without a PLOVER type (standing ties) keep an empty ``plover``.
    """
    labels = _labels(source.contents)
    rows: list[tuple[Value, ...]] = []
    for item in _taken(source, everything=False):
        claim = item.claim
        if not (claim.subject.startswith("actor:") and claim.object.startswith("actor:")):
            continue
        first, last = (int(day[:4]) if day else None for day in bounds(claim.when or ""))
        rows.extend(
            (
                claim.subject, labels[claim.subject], claim.object, labels[claim.object], claim.relation.facts.plover or "",
                claim.relation.value, claim.polarity, not claim.relation.symmetric, first, last,
                local_name(claim.domain or ""), claim.modality.value, item.id, document,
            )
            for document in sorted({one.document for one in item.evidence})
        )  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[2], -1 if row[8] is None else row[8], row[4], row[12], row[13]))
    return Columns(EVENT_TYPES, rows)


def matrix(source: Source) -> Columns:
    """Actors by actors, the number of claims in each cell; symmetric claims count both ways."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for item in _taken(source, everything=False):
        first, second = item.claim.subject, item.claim.object
        if first.startswith("actor:") and second.startswith("actor:"):
            counts[first, second] += 1
            if item.claim.relation.symmetric:
                counts[second, first] += 1
    names = sorted({name for pair in counts for name in pair})
    types: dict[str, type] = {"actor": str, **dict.fromkeys(names, int)}
    return Columns(types, [(row, *(counts.get((row, column), 0) for column in names)) for row in names])


def each(source: Source, tables: tuple[Table, ...]) -> Iterator[tuple[str, Columns]]:
    """Name and content of several tables."""
    for which in tables:
        yield which.value, table(source, which)
