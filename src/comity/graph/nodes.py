"""Each noun as the pairs (predicate, object) of its node, both spelled as N-Quads terms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity.graph.terms import boolean, bounds, day, decimal, english, integer, iri, name_or_text, text
from comity.model import AssembledClaim, Claim, ClaimLink, Document, Entity, Evidence, Quantity, Run, content_hash
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.assemble import Dyad, FigureComparison

Pair = tuple[str, str]


@cache
def com(name: str) -> str:
    """A term of our own vocabulary."""
    return iri(f"com:{name}")


RDF_TYPE = iri("rdf:type")
SUBJECT, PREDICATE, OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
PREF_LABEL, ALT_LABEL = iri("skos:prefLabel"), iri("skos:altLabel")
MENTIONS = iri("schema:mentions")
SAME_AS = iri("owl:sameAs")


def document_pairs(document: Document, text_sha256: str) -> Iterator[Pair]:
    """The node of a document; its text stands beside the graph."""
    yield RDF_TYPE, com("Document")
    yield RDF_TYPE, iri("prov:Entity")
    yield RDF_TYPE, iri("schema:Article")
    yield com("fileName"), text(document.file_name)
    yield com("sha256"), text(document.sha256)
    yield com("textSha256"), text(text_sha256)
    yield com("reliability"), text(document.reliability)
    for predicate, value in (
        ("dcterms:format", document.media_type),
        ("dcterms:title", document.title),
        ("dcterms:creator", document.author),
        ("dcterms:date", document.date),
        ("dcterms:language", document.language),
        ("dcterms:license", document.license),
        ("schema:url", document.url),
    ):
        if value:
            yield iri(predicate), text(value)


def run_pairs(run: Run) -> Iterator[Pair]:
    """The node of a run: what made the graph, without a clock."""
    yield RDF_TYPE, com("Run")
    yield RDF_TYPE, iri("prov:Activity")
    yield com("version"), text(run.version)
    yield com("model"), text(run.model)
    yield com("modelVersion"), text(run.model_version)
    yield com("modelSha256"), text(run.model_sha256)
    yield com("resourcesSha256"), text(run.resources_sha256)


def entity_pairs(entity: Entity) -> Iterator[Pair]:
    """The node of a named thing."""
    yield RDF_TYPE, com(entity.kind.value)
    if entity.kind.is_actor:
        yield RDF_TYPE, com("Actor")
    yield PREF_LABEL, english(entity.label)
    for alias in entity.aliases:
        yield ALT_LABEL, text(alias)
    if entity.wikidata:
        yield SAME_AS, iri(f"wd:{entity.wikidata}")
    for name, value in (("iso2", entity.iso2), ("iso3", entity.iso3)):
        if value:
            yield com(name), text(value)
    for name, value in (("state", entity.state), ("region", entity.region), ("place", entity.place)):
        if value:
            yield com(name), name_or_text(value)
    for name, values in (("succeededBy", entity.succeeded_by), ("domain", entity.domains), ("about", entity.about)):
        for value in values:
            yield com(name), name_or_text(value)
    if entity.stage:
        yield com("stage"), com(f"stage-{entity.stage.value}")
    for obligation in entity.obligations:
        yield com("obligation"), com(f"obligation-{obligation.value}")
    if entity.source:
        yield iri("dcterms:source"), text(entity.source)
    yield from _entity_times(entity)


def _entity_times(entity: Entity) -> Iterator[Pair]:
    for name, value in (("date", entity.date), ("signed", entity.signed), ("inForce", entity.in_force), ("ended", entity.ended)):
        if value:
            yield com(name), text(value)
    if entity.date:
        yield from bound_pairs(entity.date)
    if entity.kind is EntityKind.AGREEMENT:
        since = bounds(entity.in_force)[0] if entity.in_force else None
        until = bounds(entity.ended)[1] if entity.ended else None
        if since:
            yield com("inForceSince"), day(since)
        if until:
            yield com("inForceUntil"), day(until)


def bound_pairs(begin: str, end: str | None = None) -> Iterator[Pair]:
    """First and last day of a time, or of the stretch from one time to another ("" where it has no such end)."""
    earliest = bounds(begin)[0] if begin else None
    last = begin if end is None else end
    latest = bounds(last)[1] if last else None
    if earliest:
        yield com("earliest"), day(earliest)
    if latest:
        yield com("latest"), day(latest)


def claim_pairs(claim: Claim) -> Iterator[Pair]:
    """The node of a claim: all that its identifier is made of."""
    yield RDF_TYPE, com("Claim")
    yield SUBJECT, iri(claim.subject)
    yield PREDICATE, com(claim.relation.value)
    yield OBJECT, iri(claim.object)
    yield com("polarity"), integer(claim.polarity)
    yield com("modality"), com(claim.modality.value)
    yield com("negated"), boolean(claim.negated)
    if claim.domain:
        yield com("domain"), iri(claim.domain)
    if claim.when:
        yield com("when"), text(claim.when)
        yield from bound_pairs(claim.when)
    if claim.quantity:
        yield com("quantity"), iri(claim.quantity.id)
    if claim.attributed_to:
        yield com("attributedTo"), iri(claim.attributed_to)
    if claim.office:
        yield com("office"), text(claim.office)
    if claim.effect:
        yield com("effect"), com(claim.effect.value)


def assembly_pairs(claim: AssembledClaim) -> Iterator[Pair]:
    """What assembly adds to a claim."""
    yield com("evidenceCount"), integer(len(claim.evidence))
    yield com("documentCount"), integer(claim.document_count)
    yield com("belief"), decimal(claim.belief)


def quantity_pairs(quantity: Quantity) -> Iterator[Pair]:
    """The node of a figure."""
    yield RDF_TYPE, iri("schema:MonetaryAmount" if quantity.currency else "schema:QuantitativeValue")
    for predicate, number in (
        ("schema:value", quantity.value),
        ("schema:minValue", quantity.minimum),
        ("schema:maxValue", quantity.maximum),
    ):
        if number is not None:
            yield iri(predicate), decimal(number)
    for predicate, value in (
        ("schema:currency", quantity.currency),
        ("schema:unitText", quantity.unit),
        ("com:measure", quantity.measure),
        ("com:per", quantity.per),
    ):
        if value:
            yield iri(predicate), text(value)
    yield com("approximate"), boolean(quantity.approximate)


def evidence_pairs(evidence: Evidence, run: str | None) -> Iterator[Pair]:
    """The node of an evidence; ``run`` is the identifier of what made it."""
    yield RDF_TYPE, com("Evidence")
    yield RDF_TYPE, iri("oa:Annotation")
    yield com("supports"), iri(evidence.claim)
    yield iri("oa:hasSource"), iri(evidence.document)
    yield iri("oa:exact"), text(evidence.quote)
    yield iri("oa:start"), integer(evidence.start)
    yield iri("oa:end"), integer(evidence.end)
    yield com("confidence"), decimal(evidence.confidence)
    for name, value in (("section", evidence.section), ("rule", evidence.rule), ("extractor", evidence.extractor)):
        if value:
            yield com(name), text(value)
    for word in evidence.resolved:
        yield com("resolved"), text(word)
    for role, start, end in evidence.marks:
        yield com(f"{role}Start"), integer(start)
        yield com(f"{role}End"), integer(end)
    if evidence.cell:
        cell = evidence.cell
        for name, number in (("tableNumber", cell.table), ("row", cell.row), ("column", cell.column)):
            yield com(name), integer(number)
        for name, offset in zip(("cellStart", "cellEnd"), evidence.cell_span or (), strict=False):
            yield com(name), integer(offset)
        for name, value in (("rowLabel", cell.row_label), ("columnHeader", cell.column_header), ("caption", cell.caption)):
            if value:
                yield com(name), text(value)
    if run:
        yield iri("prov:wasGeneratedBy"), iri(run)


def link_id(link: ClaimLink) -> str:
    """Identifier of the node that keeps a link's aspects and reason."""
    return "link:" + content_hash(link.source, link.target, link.kind.value)


def link_pairs(link: ClaimLink) -> Iterator[Pair]:
    """The node that keeps a link's aspects and reason."""
    yield RDF_TYPE, com("ClaimLink")
    yield com("linkFrom"), iri(link.source)
    yield com("linkTo"), iri(link.target)
    yield com("linkKind"), com(link.kind.value)
    for aspect in link.aspects:
        yield com("aspect"), text(aspect)
    if link.reason:
        yield com("reason"), text(link.reason)


def comparison_pairs(comparison: FigureComparison) -> Iterator[Pair]:
    """The node of two figures side by side."""
    yield RDF_TYPE, com("FigureComparison")
    yield iri("rdfs:label"), english(comparison.words)
    yield com("firstFigure"), iri(comparison.first)
    yield com("secondFigure"), iri(comparison.second)
    yield com("verdict"), com(comparison.verdict.value)
    for reason in comparison.reasons:
        yield com("reason"), text(reason.value)
    if comparison.difference is not None:
        yield com("difference"), decimal(comparison.difference)


def dyad_pairs(dyad: Dyad) -> Iterator[Pair]:
    """The node of a pair of actors with its sign and the claims that give it."""
    yield RDF_TYPE, com("Dyad")
    yield com("between"), iri(dyad.first)
    yield com("between"), iri(dyad.second)
    yield com("firstActor"), iri(dyad.first)
    yield com("secondActor"), iri(dyad.second)
    yield com("sign"), integer(dyad.sign)
    yield com("cooperations"), integer(len(dyad.cooperation))
    yield com("conflicts"), integer(len(dyad.conflict))
    for claim in (*dyad.cooperation, *dyad.conflict):
        yield com("tie"), iri(claim)
    if dyad.only:
        yield com("restsOn"), iri(dyad.only)
