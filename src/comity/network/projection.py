"""The graph as a network: who is tied to whom, projected from claims to edges that every network tool can keep.

A knowledge graph of claims is richer than a network; what is lost is chosen here, once, and every export and measure
starts from the same projection. Attribute values are text, numbers and booleans only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from comity import resources
from comity.errors import BadOption
from comity.model import AssembledClaim, Contents, Document, Entity
from comity.network.dates import bounds
from comity.network.values import join, local_name, quantity_text
from comity.vocabulary import Modality, Relation

if TYPE_CHECKING:
    import networkx

    from comity.reference import Reference

    Network = networkx.MultiDiGraph[str]

Value = str | int | float | bool


class Grouping(StrEnum):
    """What one edge stands for."""

    CLAIM = "claim"
    DYAD_DOMAIN_SIGN = "dyad-domain-sign"
    DYAD = "dyad"


class Topics(StrEnum):
    """What becomes of claims whose object is a domain ("North Korea needs energy")."""

    ATTRIBUTES = "attributes"
    NODES = "nodes"
    OMIT = "omit"


REAL: frozenset[Modality] = frozenset(modality for modality in Modality if modality.is_real)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims a projection takes; empty sets and dates take all.

    ``since`` and ``until`` are EDTF; a claim is taken when its own time overlaps them, and left out when it has none.
    ``signs`` holds any of +1, 0, -1. ``domains`` holds local names; narrower domains are taken with a broader one.
    """

    modalities: frozenset[Modality] = REAL
    negated: bool = False
    domains: frozenset[str] = frozenset()
    signs: frozenset[int] = frozenset()
    since: str = ""
    until: str = ""

    def takes(self, item: AssembledClaim) -> bool:
        """True when the claim is wanted."""
        claim = item.claim
        if claim.modality not in self.modalities or (claim.negated and not self.negated):
            return False
        if self.signs and claim.polarity not in self.signs:
            return False
        if self.domains and not self.domains.intersection(local_name(end) for end in (claim.domain or "", claim.object)):
            return False
        return not (self.since or self.until) or self._overlaps(claim.when)

    def _overlaps(self, when: str | None) -> bool:
        earliest, latest = bounds(when or "")
        if not (earliest or latest):
            return False
        after = bounds(self.since)[0]
        before = bounds(self.until)[1]
        return not (after and latest and latest < after) and not (before and earliest and earliest > before)


def choose(
    *,
    modalities: Collection[Modality] | None = None,
    negated: bool = False,
    domains: Iterable[str] = (),
    signs: Iterable[int] = (),
    since: str | None = None,
    until: str | None = None,
) -> Choice:
    """The choice of claims, with domains widened to what is narrower and everything checked.

    Raises:
        BadOption: a domain is not in the scheme, a sign is none of +1, 0, -1, a date is not EDTF, or the time ends
            before it begins.
    """
    for name, date in (("since", since), ("until", until)):
        if date and not any(bounds(date)):
            raise BadOption(f"{name} {date!r} is not a date", next_step="write it as 2019, 2019-04 or 2019-04-25")
    if since and until and (after := bounds(since)[0]) and (before := bounds(until)[1]) and after > before:
        raise BadOption(f"the time from {since} until {until} ends before it begins", next_step="turn the two round")
    if bad := [sign for sign in signs if sign not in (1, 0, -1)]:
        raise BadOption(f"sign {bad[0]!r} is none of +1, 0 and -1", next_step="leave it out to take all signs")
    taken = frozenset(REAL if modalities is None else (Modality(modality) for modality in modalities))
    return Choice(taken, negated, narrower(domains), frozenset(signs), since or "", until or "")


@cache
def _broader() -> dict[str, str]:
    return {row["id"]: row["broader"] for row in resources.rows("ontology", "domains.tsv", required=("id",))}


def narrower(domains: Iterable[str]) -> frozenset[str]:
    """Local names of the domains and of all that are narrower: ``energy`` gives oil, natural gas, coal …

    Raises:
        BadOption: a domain is not in the scheme.
    """
    wanted = {local_name(domain) for domain in domains}
    if not wanted:
        return frozenset()
    broader = _broader()
    if unknown := sorted(wanted - broader.keys()):
        near = get_close_matches(unknown[0], sorted(broader), n=3)
        widest = sorted(domain for domain, above in broader.items() if not above)
        step = f"did you mean {' or '.join(near)}?" if near else f"the widest are {', '.join(widest)}"
        raise BadOption(f"there is no domain {unknown[0]!r}", next_step=step)

    def lineage(domain: str) -> Iterator[str]:
        while domain:
            yield domain
            domain = broader.get(domain, "")

    return frozenset(domain for domain in broader if wanted.intersection(lineage(domain)))


def project(
    contents: Contents,
    *,
    grouping: Grouping = Grouping.CLAIM,
    modalities: Collection[Modality] | None = None,
    negated: bool = False,
    domains: Iterable[str] = (),
    signs: Iterable[int] = (),
    since: str | None = None,
    until: str | None = None,
    memberships: bool = False,
    reference: Reference | None = None,
    topics: Topics = Topics.ATTRIBUTES,
) -> Network:
    """The network of the claims: one node an entity, one edge a claim, a dyad's domain and sign, or a dyad.

    Args:
        contents: what the graph says.
        grouping: what one edge stands for. Grouped edges join both directions of a pair: ``forward``, ``backward`` and
            ``mutual`` count them; where all claims go one way the edge does too, else ``directed`` is false.
        modalities: which to take; None takes asserted and assessed.
        negated: take negated claims too; they are never grouped with the others.
        domains, signs, since, until: see :class:`Choice`.
        memberships: add memberships that the reference knows between nodes that are there, as edges of weight 0.
        reference: the loaded reference, needed for ``memberships``.
        topics: what becomes of claims about a domain: node attributes named after the relation, nodes, or nothing.

    Returns:
        A ``networkx.MultiDiGraph`` whose nodes and edges are sorted. An edge of a symmetric relation runs in sorted
        order with ``directed`` false. Claims about other claims have no place in a network and are left out.

    Raises:
        BadOption: memberships without a reference, or see :func:`choose`.
    """
    import networkx

    choice = choose(modalities=modalities, negated=negated, domains=domains, signs=signs, since=since, until=until)
    # Words are taken for members too: "claim" is equal to Grouping.CLAIM and yet another object.
    grouping, topics = Grouping(grouping), Topics(topics)
    if memberships and not reference:
        raise BadOption("memberships come from the reference, and none was given", next_step="pass reference=")
    network: Network = networkx.MultiDiGraph(grouping=str(grouping))
    documents = {document.id: document for document in contents.documents}
    entities = {entity.id: entity for entity in contents.entities}
    taken = [item for item in contents.claims if choice.takes(item)]
    ties = [item for item in taken if _is_tie(item, topics)]
    about = [item for item in taken if _is_topic(item)] if topics is Topics.ATTRIBUTES else []
    _add_nodes(network, ties, about, entities)
    edges = sorted(_edges(ties, grouping, documents), key=lambda edge: edge[:3])
    for first, second, key, attributes in edges:
        network.add_edge(first, second, key, **attributes)
    if memberships and reference:
        from comity.network.memberships import add_memberships

        add_memberships(network, reference)
    return network


def _is_topic(item: AssembledClaim) -> bool:
    return item.claim.object.startswith("domain:") and not item.claim.subject.startswith("claim:")


def _is_tie(item: AssembledClaim, topics: Topics) -> bool:
    ends = (item.claim.subject, item.claim.object)
    if any(end.startswith("claim:") for end in ends):
        return False
    return topics is Topics.NODES or not any(end.startswith("domain:") for end in ends)


# --- nodes --------------------------------------------------------------------------------------------------------


def _add_nodes(network: Network, ties: list[AssembledClaim], about: list[AssembledClaim], entities: Mapping[str, Entity]) -> None:
    counts: dict[str, int] = defaultdict(int)
    topics: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in ties:
        for end in {item.claim.subject, item.claim.object}:
            counts[end] += 1
    for item in about:
        counts[item.claim.subject] += 1
        topics[item.claim.subject][item.claim.relation.value].add(local_name(item.claim.object))
    relations = sorted({relation for by_relation in topics.values() for relation in by_relation})
    for node in sorted(counts):
        attributes = node_attributes(node, entities.get(node)) | {"claim_count": counts[node]}
        attributes |= {relation: join(sorted(topics[node][relation])) for relation in relations} if relations else {}
        network.add_node(node, **attributes)


def node_attributes(node: str, entity: Entity | None) -> dict[str, Value]:
    """Label, kind, Wikidata item, ISO code, state and region of a node; an unknown one is labelled by its identifier."""
    if entity is None:
        kind = "Domain" if node.startswith("domain:") else ""
        return {"label": local_name(node).replace("-", " "), "kind": kind, "wikidata": "", "iso3": "", "state": "", "region": ""}
    return {
        "label": entity.label or local_name(node),
        "kind": entity.kind.value,
        "wikidata": local_name(entity.wikidata),
        "iso3": entity.iso3,
        "state": entity.state,
        "region": entity.region,
    }


# --- edges --------------------------------------------------------------------------------------------------------

Edge = tuple[str, str, str, dict[str, Any]]


def _edges(ties: list[AssembledClaim], grouping: Grouping, documents: Mapping[str, Document]) -> Iterator[Edge]:
    if grouping is Grouping.CLAIM:
        for item in ties:
            yield item.claim.subject, item.claim.object, item.id, _claim_attributes(item, documents)
        return
    groups: dict[tuple[str, str, str], list[AssembledClaim]] = defaultdict(list)
    for item in ties:
        first, second = sorted((item.claim.subject, item.claim.object))
        groups[first, second, _group_key(item, grouping)].append(item)
    for (first, second, key), items in groups.items():
        yield _grouped_edge(first, second, key, items, documents)


def _group_key(item: AssembledClaim, grouping: Grouping) -> str:
    claim = item.claim
    parts = ["negated"] if claim.negated else []
    if grouping is Grouping.DYAD_DOMAIN_SIGN:
        parts = [local_name(claim.domain or ""), f"{claim.polarity:+d}" if claim.polarity else "0", *parts]
    return "|".join(parts)


def _claim_attributes(item: AssembledClaim, documents: Mapping[str, Document]) -> dict[str, Value]:
    claim = item.claim
    return {
        "label": claim.relation.facts.label,
        "relation": claim.relation.value,
        "sign": claim.polarity,
        "domain": local_name(claim.domain or ""),
        "modality": claim.modality.value,
        "negated": claim.negated,
        "directed": not claim.relation.symmetric,
        "quantity": quantity_text(claim.quantity),
        "attributed_to": claim.attributed_to or "",
        "office": claim.office or "",
        "effect": claim.effect.value if claim.effect else "",
        **_time([item]),
        **_sources([item], documents),
        "belief": round(item.belief, 6),
        "claims": item.id,
        "weight": 1,
    }


def _grouped_edge(first: str, second: str, key: str, items: list[AssembledClaim], documents: Mapping[str, Document]) -> Edge:
    forward = sum(1 for item in items if not item.claim.relation.symmetric and item.claim.subject == first)
    mutual = sum(1 for item in items if item.claim.relation.symmetric)
    backward = len(items) - forward - mutual
    directed = not mutual and not (forward and backward)
    positive = sum(1 for item in items if item.claim.polarity > 0)
    negative = sum(1 for item in items if item.claim.polarity < 0)
    relations = sorted({item.claim.relation for item in items}, key=list(Relation).index)
    attributes: dict[str, Value] = {
        "label": ", ".join(relation.facts.label for relation in relations),
        "relation": join(relation.value for relation in relations),
        "sign": (positive > negative) - (positive < negative),
        "domain": join(sorted({local_name(item.claim.domain) for item in items if item.claim.domain})),
        "modality": join(sorted({item.claim.modality.value for item in items}, key=[m.value for m in Modality].index)),
        "negated": items[0].claim.negated,
        "directed": directed,
        "positive": positive,
        "neutral": len(items) - positive - negative,
        "negative": negative,
        "forward": forward,
        "backward": backward,
        "mutual": mutual,
        **_time(items),
        **_sources(items, documents),
        "belief": round(max(item.belief for item in items), 6),
        "claims": join(item.id for item in items),
        "weight": len(items),
    }
    key = "|".join(part for part in (first, second, key) if part)
    if directed and backward:
        return second, first, key, attributes | {"forward": backward, "backward": 0}
    return first, second, key, attributes


def _time(items: list[AssembledClaim]) -> dict[str, Value]:
    whens = sorted({item.claim.when for item in items if item.claim.when})
    spans = [bounds(when) for when in whens]
    starts = [start for start, _ in spans if start]
    ends = [end for _, end in spans if end]
    open_end = any(not end for _, end in spans)
    open_start = any(not start for start, _ in spans)
    return {
        "when": join(whens),
        "earliest": "" if open_start or not starts else min(starts),
        "latest": "" if open_end or not ends else max(ends),
    }


def _sources(items: list[AssembledClaim], documents: Mapping[str, Document]) -> dict[str, Value]:
    evidence = [evidence for item in items for evidence in item.evidence]
    names = sorted({item.document for item in evidence})
    texts = {documents[name].text or name if name in documents else name for name in names}
    return {
        "quotes": join(dict.fromkeys(item.quote for item in evidence), " ¶ "),
        "documents": join(names),
        "sources": join(documents[name].file_name if name in documents else local_name(name) for name in names),
        # A copy of a text is no second witness: assembly counts so for one claim, equal texts count once for several.
        "document_count": items[0].document_count if len(items) == 1 else len(texts),
    }
