"""Contents → the columns the page is made from: one list a field, texts once, everything else by number.

Quotes are not stored: they are slices of the documents' texts, which the page holds for reading anyway. Offsets are
turned from code points into UTF-16 units, which is what JavaScript counts. Months count as ``year * 12 + month - 1``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from comity.model import Claim, Contents, Document, Entity, Evidence, Quantity
from comity.network.arcs import Arc, arcs
from comity.network.selection import domain_tree
from comity.network.structure import Structure, structure
from comity.network.wording import amount_text, months, when_text
from comity.vocabulary import RELATIONS, UNNAMED, EntityKind, LinkKind, Modality, slug

Columns = dict[str, Any]

KINDS = tuple(EntityKind)
MODALITIES = tuple(Modality)
RELATION_NAMES = tuple(RELATIONS)
LINK_KINDS = tuple(LinkKind)
ROLES = ("subject", "relation", "object")

LONG_LABEL = 22
"""Characters from which a label gives way to an acronym in the picture, where the entity has one."""

NO_MONTH = -1_000_000
"""Stands for "no date" in the columns of first and last months; far before any year people write about."""

OPEN_END = 1_000_000
"""Stands for an open end in the same columns."""


@dataclass(frozen=True, slots=True)
class ViewData:
    """What the page embeds: the columns, the documents' texts, and the arcs and places for the network."""

    columns: Columns
    texts: tuple[str, ...]
    drawn: tuple[Arc, ...]
    places: Structure
    entities: tuple[Entity, ...]


class StringTable:
    """Strings by number, each kept once, in the order of first use; the empty string is number 0."""

    def __init__(self) -> None:
        self.strings: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """Number of the string, new or known."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.strings)
            self.strings.append(text)
        return found


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
    claim_index = {claim.id: number for number, claim in enumerate(contents.claims)}
    columns: Columns = {
        "tier": places.tier.value,
        "kinds": [kind.value for kind in KINDS],
        "modalities": [modality.value for modality in MODALITIES],
        "linkKinds": [kind.value for kind in LINK_KINDS],
        "relations": [[name.value, facts.label, facts.polarity, int(facts.symmetric)] for name, facts in RELATIONS.items()],
        "domains": [[domain, domain_tree_label(domain), domain_index.get(_broader(domain), -1)] for domain in domains],
        "documents": _documents(contents.documents),
        "entities": _entities(entities, index, places, strings),
        "groups": [[g.members, list(g.leaders), g.claims, g.x, g.y] for g in places.groups],
        "claims": _claims(contents, index, domain_index, claim_index, drawn, strings),
        "evidence": _evidence(contents, documents, strings),
        "links": _links(contents, claim_index, strings),
    }
    columns["strings"] = strings.strings
    return ViewData(columns, tuple(document.text for document in contents.documents), tuple(drawn), places, entities)


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
        "id": [assembled.id.removeprefix("claim:") for assembled in contents.claims],
        "subject": [index.get(claim.subject, -1) for claim in claims],
        "relation": [relation[claim.relation] for claim in claims],
        "object": [index.get(claim.object, -1) for claim in claims],
        "about": [domains.get(claim.object, -1) for claim in claims],
        "affected": [claim_index.get(claim.object, -1) for claim in claims],
        "domain": [domains.get(claim.domain or "", -1) for claim in claims],
        "modality": [modality[claim.modality] for claim in claims],
        "negated": [int(claim.negated) for claim in claims],
        "when": [strings.number(when_text(claim.when or "")) for claim in claims],
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


def _evidence(contents: Contents, documents: dict[str, int], strings: StringTable) -> Columns:
    """Evidence in the order of the claims; ``quote`` is set only where the text does not hold it."""
    columns: Columns = {name: [] for name in ("document", "start", "length", "section", "rule", "confidence", "marks")}
    resolved: dict[str, list[int]] = {}
    quotes: dict[str, int] = {}
    cells: dict[str, list[Any]] = {}
    offsets = [_utf16_offsets(document.text) for document in contents.documents]
    number = 0
    for assembled in contents.claims:
        for evidence in assembled.evidence:
            place = documents.get(evidence.document, -1)
            count = offsets[place] if place >= 0 else _as_they_are
            start, end = count(evidence.start), count(evidence.end)
            text = contents.documents[place].text if place >= 0 else ""
            if text[evidence.start : evidence.end] != evidence.quote:
                quotes[str(number)] = strings.number(evidence.quote)
            columns["document"].append(place)
            columns["start"].append(start)
            columns["length"].append(end - start)
            columns["section"].append(strings.number(evidence.section))
            columns["rule"].append(strings.number(evidence.rule or evidence.extractor))
            columns["confidence"].append(round(evidence.confidence * 100))
            columns["marks"].append(_marks(evidence, count))
            if evidence.resolved:
                resolved[str(number)] = [strings.number(reason) for reason in evidence.resolved]
            if evidence.cell is not None:
                cell = evidence.cell
                cells[str(number)] = [cell.table, *map(strings.number, (cell.caption, cell.row_label, cell.column_header))]
            number += 1
    return {**columns, "resolved": resolved, "quote": quotes, "cell": cells}


def _marks(evidence: Evidence, count: Callable[[int], int]) -> list[int]:
    """Marks inside the quote as (role, start in the quote, length), flattened, by start; later overlaps are left out."""
    base, flat, reached = count(evidence.start), list[int](), 0
    for role, start, end in sorted(evidence.marks, key=lambda mark: (mark[1], mark[2])):
        if role in ROLES and evidence.start <= start < end <= evidence.end and count(start) - base >= reached:
            reached = count(end) - base
            flat += [ROLES.index(role), count(start) - base, count(end) - count(start)]
    return flat


def _as_they_are(offset: int) -> int:
    return offset


def _utf16_offsets(text: str) -> Callable[[int], int]:
    """Function from code point offsets to UTF-16 offsets; free of cost for texts without astral characters."""
    if not text or max(text) <= "\uffff":
        return _as_they_are
    from bisect import bisect_left

    astral = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(astral, offset)


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


def file_stem(title: str) -> str:
    """Stem for downloads made from the page's title."""
    return slug(title)[:60] or "comity"
