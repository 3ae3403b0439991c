"""What is known beforehand, as quads of ``com:reference``: the ontology, the domains, and the reference tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.graph import nodes
from comity.graph.nodes import Pair, bound_pairs, com, entity_pairs
from comity.graph.terms import english, full, iri, text
from comity.model import content_hash
from comity.vocabulary import UNNAMED

if TYPE_CHECKING:
    from comity.graph.writing import QuadLines
    from comity.reference import Reference

ONTOLOGY = ("ontology", "comity.ttl")
DOMAINS = ("ontology", "domains.tsv")
SCHEME = "com:domains"


def add_knowledge(lines: QuadLines, reference: Reference, graph: str) -> None:
    """Put the ontology, the scheme of domains and the reference tables into a graph."""
    for subject, pair in _ontology():
        lines.add(subject, [pair], [graph])
    for subject, pair in _domain_scheme():
        lines.add(subject, [pair], [graph])
    for entity in reference.entities.values():
        lines.add(iri(entity.id), entity_pairs(entity), [graph])
    if UNNAMED not in reference.entities:
        lines.add(iri(UNNAMED), _unnamed(), [graph])
    for subject, pairs in _facts(reference):
        lines.add(iri(subject), pairs, [graph])


def _facts(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    """What the tables say beyond the entities themselves."""
    yield from _other_names(reference)
    yield from _kinds_and_parts(reference)
    yield from _memberships(reference)
    yield from _agreements_and_events(reference)
    yield from _offices(reference)


def _other_names(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    """Adjectives, demonyms and metonyms find a thing without being its label."""
    for name in reference.names:
        if not name.kind.is_label and name.entity in reference.entities:
            yield name.entity, [(iri("skos:hiddenLabel"), text(name.text))]


def _kinds_and_parts(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    for entity, kind in reference.types.items():
        if kind:
            yield entity, [(iri("dcterms:type"), text(kind))]
    for part, whole in reference.part_of.items():
        yield part, [(com("partOf"), iri(whole))]
    for state, place in reference.capitals.items():
        yield state, [(com("capital"), iri(place))]


def _memberships(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    """The plain triple for whoever is a full member today; for all of them a node with kind and time."""
    for row in reference.memberships:
        if row.kind == "member" and not row.ended:
            yield row.member, [(com("memberOf"), iri(row.organization))]
        yield _belonging(row.member, row.organization, row.kind.value, row.begun, row.ended, row.source)
    for group_row in reference.group_members:
        yield group_row.member, [(com("memberOf"), iri(group_row.group))]
        yield _belonging(group_row.member, group_row.group, "member", "", "", group_row.source)


def _agreements_and_events(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    for row in reference.parties:
        if row.role in ("party", "signatory") and not row.ended:
            yield row.party, [(com("partyTo"), iri(row.agreement))]
        yield _belonging(row.party, row.agreement, row.role.value, row.begun, row.ended, row.source)
    for participant in reference.participants:
        yield participant.member, [(com("participatesIn"), iri(participant.group))]


def _belonging(member: str, group: str, kind: str, begun: str, ended: str, source: str) -> tuple[str, list[Pair]]:
    node = "membership:" + content_hash(member, group, kind, begun, ended)
    pairs = [
        (nodes.RDF_TYPE, com("Membership")),
        (com("member"), iri(member)),
        (com("group"), iri(group)),
        (com("membershipKind"), text(kind)),
    ]
    return node, pairs + _span(begun, ended, source)


def _offices(reference: Reference) -> Iterator[tuple[str, list[Pair]]]:
    for row in reference.offices:
        if not row.ended:
            yield row.person, [(com("holdsOffice"), iri(row.of))]
        pairs = [
            (nodes.RDF_TYPE, com("OfficeTerm")),
            (com("holder"), iri(row.person)),
            (com("office"), text(row.office)),
            (com("officeOf"), iri(row.of)),
        ]
        yield (
            "term:" + content_hash(row.person, row.office, row.of, row.begun, row.ended),
            pairs + _span(row.begun, row.ended, row.source),
        )


def _span(begun: str, ended: str, source: str) -> list[Pair]:
    given = [(com(name), text(value)) for name, value in (("from", begun), ("until", ended)) if value]
    sourced = [(iri("dcterms:source"), text(source))] if source else []
    return given + list(bound_pairs(begun, ended)) + sourced


def _unnamed() -> list[Pair]:
    return [
        (nodes.RDF_TYPE, com("ActorGroup")),
        (nodes.RDF_TYPE, com("Actor")),
        (nodes.PREF_LABEL, english("unnamed actor")),
    ]


@cache
def _ontology() -> tuple[tuple[str, Pair], ...]:
    from pyoxigraph import RdfFormat, parse

    quads = parse(resources.data(*ONTOLOGY).read_bytes(), format=RdfFormat.TURTLE)
    return tuple((str(quad.subject), (str(quad.predicate), str(quad.object))) for quad in quads)


@cache
def domain_rows() -> tuple[dict[str, str], ...]:
    """Rows of the table of domains: id, label, broader, plover_context, means."""
    return tuple(resources.rows(*DOMAINS, required=("id", "label")))


@cache
def domains_under(domain: str) -> tuple[str, ...]:
    """The domain and all that are narrower, as prefixed names, sorted."""
    children: dict[str, list[str]] = {}
    for row in domain_rows():
        children.setdefault(row["broader"], []).append(row["id"])
    found, pending = set(), [domain.removeprefix("domain:")]
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending.extend(children.get(one, ()))
    return tuple(sorted(f"domain:{one}" for one in found))


@cache
def _domain_scheme() -> tuple[tuple[str, Pair], ...]:
    scheme = iri(SCHEME)
    found: list[tuple[str, Pair]] = []
    for row in domain_rows():
        node = iri(f"domain:{row['id']}")
        pairs = [
            (nodes.RDF_TYPE, com("Domain")),
            (nodes.RDF_TYPE, iri("skos:Concept")),
            (nodes.PREF_LABEL, english(row["label"])),
            (iri("skos:inScheme"), scheme),
        ]
        if row["means"]:
            pairs.append((iri("skos:definition"), english(row["means"])))
        if row["broader"]:
            pairs.append((iri("skos:broader"), iri(f"domain:{row['broader']}")))
        else:
            pairs.append((iri("skos:topConceptOf"), scheme))
            found.append((scheme, (iri("skos:hasTopConcept"), node)))
        if row["plover_context"]:
            pairs.append((iri("skos:closeMatch"), f"<{full('plover:' + row['plover_context'])}>"))
        found.extend((node, pair) for pair in pairs)
    return tuple(found)
