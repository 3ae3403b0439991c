"""Contents → the columns the page is made from: one list a field, texts once, everything else by number.

Months count as ``year * 12 + month - 1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from comity import reference
from comity.assemble import Verdict, compare_figures
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Quantity
from comity.network.arcs import Arc, arcs
from comity.network.evidence_data import Columns, EvidenceData, StringTable, evidence_data
from comity.network.memberships import known_ties
from comity.network.selection import domain_tree
from comity.network.structure import OPENING, OPENING_OF_GROUP, Structure, Tier, structure
from comity.network.wording import amount_text, claim_time, months, when_text
from comity.vocabulary import RELATIONS, UNNAMED, EntityKind, LinkKind, Modality, Relation, slug

KINDS = tuple(EntityKind)
MODALITIES = tuple(Modality)
RELATION_NAMES = tuple(RELATIONS)
LINK_KINDS = tuple(LinkKind)

MEMBERSHIPS = (Relation.MEMBER_OF, Relation.PARTY_TO)

LONG_LABEL = 22
"""Characters from which a label gives way to an acronym in the picture, where the entity has one."""

NO_MONTH = -1_000_000
"""Stands for "no date" in the columns of first and last months; far before any year people write about."""

OPEN_END = 1_000_000
"""Stands for an open end in the same columns."""


@dataclass(frozen=True, slots=True)
class ViewData:
    """What the page embeds: the columns, the evidence with the texts, and the arcs and places for the network."""

    columns: Columns
    evidence: EvidenceData
    drawn: tuple[Arc, ...]
    places: Structure
    entities: tuple[Entity, ...]


def view_data(contents: Contents) -> ViewData:
    """The columns of a graph, with everything the page computes in Python: places, groups, measures, wordings."""
    entities = _all_entities(contents)
    completed = Contents(contents.documents, entities, contents.claims, contents.links)
    index = {entity.id: number for number, entity in enumerate(entities)}
    drawn = arcs(completed, index)
    places = structure(completed, drawn)
    strings = StringTable()
    domains = _domains(contents)
    documents = {document.id: number for number, document in enumerate(contents.documents)}
    domain_index = {domain: number for number, domain in enumerate(domains)}
    claim_ids = [_id(assembled) for assembled in contents.claims]
    claim_index = {name: number for number, name in enumerate(claim_ids)}
    evidence = evidence_data(contents, documents, strings)
    columns: Columns = {
        "tier": places.tier.value,
        "opening": OPENING_OF_GROUP if places.tier is Tier.GROUPS else OPENING,
        "kinds": [kind.value for kind in KINDS],
        "modalities": [modality.value for modality in MODALITIES],
        "linkKinds": [kind.value for kind in LINK_KINDS],
        "relations": [[name.value, facts.label, facts.polarity, int(facts.symmetric)] for name, facts in RELATIONS.items()],
        "domains": [[domain, domain_tree_label(domain), domain_index.get(_broader(domain), -1)] for domain in domains],
        "documents": _documents(contents.documents),
        "entities": _entities(entities, index, places, strings),
        "groups": [[g.members, list(g.leaders), g.claims, g.x, g.y] for g in places.groups],
        "claims": _claims(contents, index, domain_index, claim_index, drawn, strings),
        "links": _links(contents, claim_index, strings),
        "compared": _compared(contents, claim_index, strings),
        "known": _known(contents, index, strings),
    }
    columns["strings"] = strings.strings
    return ViewData(columns, evidence, tuple(drawn), places, entities)


def _id(assembled: AssembledClaim) -> str:
    """The claim's identifier, from its evidence where there is some: making it again means hashing the content."""
    return assembled.evidence[0].claim if assembled.evidence else assembled.id


def _all_entities(contents: Contents) -> tuple[Entity, ...]:
    """The entities, and a bare one for every identifier that claims name and the graph does not describe."""
    known = {entity.id for entity in contents.entities}
    missing: set[str] = set()
    for assembled in contents.claims:
        claim = assembled.claim
        missing.update(part for part in (claim.subject, claim.object, claim.attributed_to) if part and part not in known)
    bare = []
    for name in sorted(missing):
        prefix, _, local = name.partition(":")
        if prefix in ("domain", "claim"):
            continue
        kind = next((kind for kind in EntityKind if not kind.is_actor and kind.prefix == prefix), EntityKind.GROUP)
        label = "someone the text does not name" if name == UNNAMED else local.replace("-", " ")
        bare.append(Entity(name, kind, label))
    return tuple(sorted((*contents.entities, *bare), key=lambda entity: entity.id))


def _domains(contents: Contents) -> list[str]:
    """Domains that claims, agreements or projects are about, with all broader ones, in the order of the scheme."""
    used: set[str] = set()
    for assembled in contents.claims:
        used.update(part for part in (assembled.claim.domain, assembled.claim.object) if part and part.startswith("domain:"))
    for entity in contents.entities:
        used.update(entity.domains)
    for domain in list(used):
        while domain := _broader(domain):
            used.add(domain)
    order = {domain: place for place, domain in enumerate(domain_tree())}
    return sorted(used, key=lambda domain: (order.get(domain, len(order)), domain))


def _broader(domain: str) -> str:
    return domain_tree().get(domain, ("", ""))[1]


def domain_tree_label(domain: str) -> str:
    """Label of a domain of the scheme; its identifier in words for one that is not in it."""
    label = domain_tree().get(domain, ("", ""))[0] or domain.partition(":")[2].replace("-", " ")
    return label[:1].upper() + label[1:]


def _documents(documents: Sequence[Document]) -> list[list[str]]:
    return [
        [d.id, d.title or d.file_name or d.id, d.file_name, d.date, d.author, d.url, d.license, d.reliability, d.language]
        for d in documents
    ]


def _entities(entities: Sequence[Entity], index: dict[str, int], places: Structure, strings: StringTable) -> Columns:
    labels = {entity.id: entity.label or entity.id for entity in entities}
    return {
        "id": [entity.id for entity in entities],
        "kind": [KINDS.index(entity.kind) for entity in entities],
        "label": [labels[entity.id] for entity in entities],
        "short": [strings.number(_short(entity)) for entity in entities],
        "aliases": [list(entity.aliases) for entity in entities],
        "facts": [[[strings.number(name), strings.number(text)] for name, text in _facts(entity, labels)] for entity in entities],
        "wikidata": [strings.number(entity.wikidata.removeprefix("wd:")) for entity in entities],
        "group": list(places.group_of),
        "degree": list(places.degree),
        "betweenness": list(places.betweenness),
        "unnamed": index.get(UNNAMED, -1),
    }


def _short(entity: Entity) -> str:
    """An acronym to draw instead of a long label, or ""."""
    if len(entity.label) < LONG_LABEL:
        return ""
    acronyms = [
        alias for alias in entity.aliases if 2 <= len(alias) <= 8 and sum(map(str.isupper, alias)) >= 2 and " " not in alias
    ]
    return min(acronyms, key=lambda alias: (len(alias), alias), default="")


def _facts(entity: Entity, labels: dict[str, str]) -> list[tuple[str, str]]:
    """What the graph knows about the entity itself, as (name, text), for its panel."""

    def named(ids: Iterable[str]) -> str:
        return ", ".join(labels.get(name, name.partition(":")[2].replace("-", " ")) for name in ids)

    facts = [
        ("Date", when_text(entity.date)),
        ("Signed", when_text(entity.signed)),
        ("In force", when_text(entity.in_force)),
        ("Ended", when_text(entity.ended)),
        ("Stage", entity.stage.value.replace("-", " ") if entity.stage else ""),
        ("Obligations", ", ".join(obligation.value.replace("-", " ") for obligation in entity.obligations)),
        ("Topics", ", ".join(domain_tree_label(domain).lower() for domain in entity.domains)),
        ("About", named(entity.about)),
        ("Place", named([entity.place]) if entity.place else ""),
        ("Belongs to", named([entity.state]) if entity.state else ""),
        ("Region", named([entity.region]) if ":" in entity.region else entity.region),
        ("Succeeded by", named(entity.succeeded_by)),
        ("ISO code", " · ".join(code for code in (entity.iso2, entity.iso3) if code)),
    ]
    return [(name, text) for name, text in facts if text]


def _claims(
    contents: Contents,
    index: dict[str, int],
    domains: dict[str, int],
    claim_index: dict[str, int],
    drawn: Sequence[Arc],
    strings: StringTable,
) -> Columns:
    claims = [assembled.claim for assembled in contents.claims]
    arc_of = [-1] * len(claims)
    for number, arc in enumerate(drawn):
        for claim in arc.claims:
            arc_of[claim] = number
    modality = {modality: number for number, modality in enumerate(MODALITIES)}
    relation = {name: number for number, name in enumerate(RELATION_NAMES)}
    spans = [_span(claim.when) for claim in claims]
    return {
        "id": [name.removeprefix("claim:") for name in claim_index],
        "subject": [index.get(claim.subject, -1) for claim in claims],
        "relation": [relation[claim.relation] for claim in claims],
        "object": [index.get(claim.object, -1) for claim in claims],
        "about": [domains.get(claim.object, -1) for claim in claims],
        "affected": [claim_index.get(claim.object, -1) for claim in claims],
        "domain": [domains.get(claim.domain or "", -1) for claim in claims],
        "modality": [modality[claim.modality] for claim in claims],
        "negated": [int(claim.negated) for claim in claims],
        "when": [strings.number(claim_time(claim)) for claim in claims],
        "first": [first for first, _ in spans],
        "last": [last for _, last in spans],
        "figure": _figures(claims, strings),
        "by": [index.get(claim.attributed_to or "", -1) for claim in claims],
        "office": [strings.number(claim.office or "") for claim in claims],
        "effect": [strings.number(claim.effect.value if claim.effect else "") for claim in claims],
        "belief": [round(assembled.belief * 100) for assembled in contents.claims],
        "documents": [assembled.document_count for assembled in contents.claims],
        "evidence": [len(assembled.evidence) for assembled in contents.claims],
        "arc": arc_of,
    }


def _span(when: str | None) -> tuple[int, int]:
    covered = months(when) if when else None
    if covered is None:
        return NO_MONTH, NO_MONTH
    first, last = covered
    return (-OPEN_END + 1 if first is None else first), (OPEN_END if last is None else last)


def _figures(claims: Sequence[Claim], strings: StringTable) -> dict[str, list[Any]]:
    """Figures by claim number: the amount in words, what it measures, per what, and a number to sort by."""
    found: dict[str, list[Any]] = {}
    for number, claim in enumerate(claims):
        quantity = claim.quantity
        if quantity is not None:
            texts = (amount_text(quantity), quantity.measure, quantity.per, quantity.currency or quantity.unit)
            found[str(number)] = [*map(strings.number, texts), _size(quantity)]
    return found


def _size(quantity: Quantity) -> float:
    amount = next((part for part in (quantity.value, quantity.minimum, quantity.maximum) if part is not None), 0)
    return float(amount)


def _links(contents: Contents, claim_index: dict[str, int], strings: StringTable) -> list[list[int]]:
    """Links between claims that are here: source, target, kind, aspects and reason."""
    kinds = {kind: number for number, kind in enumerate(LINK_KINDS)}
    return [
        [
            claim_index[link.source],
            claim_index[link.target],
            kinds[link.kind],
            strings.number(", ".join(link.aspects)),
            strings.number(link.reason),
        ]
        for link in contents.links
        if link.source in claim_index and link.target in claim_index
    ]


def _compared(contents: Contents, claim_index: dict[str, int], strings: StringTable) -> list[list[int]]:
    """Figures for one pair side by side: two claims, whether their figures agree (0), differ (1) or do not compare (2), and
    that in words."""
    verdicts = list(Verdict)
    return [
        [claim_index[one.first], claim_index[one.second], verdicts.index(one.verdict), strings.number(one.words)]
        for one in compare_figures(contents.claims)
    ]


def _known(contents: Contents, index: dict[str, int], strings: StringTable) -> list[list[int]]:
    """Memberships and parts in agreements that no document here speaks of: member, body, and how in words."""
    said = {(item.claim.subject, item.claim.object) for item in contents.claims if item.claim.relation in MEMBERSHIPS}
    ties: dict[tuple[int, int], list[str]] = {}
    for member, body, relation, quality, begun, ended in known_ties(reference.load(), index, said):
        when = when_text(f"{begun or '..'}/{ended or '..'}") if begun or ended else ""
        words = relation.facts.label if quality in ("member", "party") else f"{relation.facts.label} ({quality})"
        ties.setdefault((index[member], index[body]), []).append(", ".join(part for part in (words, when) if part))
    return [[member, body, strings.number("; ".join(words))] for (member, body), words in sorted(ties.items())]


def file_stem(title: str) -> str:
    """Stem for downloads made from the page's title."""
    return slug(title)[:60] or "comity"
