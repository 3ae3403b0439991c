"""Memberships and parties that the reference knows, between nodes that are already there."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from comity.network.dates import bounds
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.network.projection import Network, Value
    from comity.reference import Reference


Row = tuple[str, str, Relation, str, str, str]
"""Member, body, relation, what kind of member, and when it began and ended, both EDTF or ""."""


def known_ties(reference: Reference, present: Container[str], said: Container[tuple[str, str]]) -> Iterator[Row]:
    """Memberships and parts in agreements that the reference knows between those present, sorted.

    Args:
        reference: what the reference knows.
        present: identifiers of those that are there.
        said: (member, body) of what documents say already; it is not said again.
    """
    rows = [
        (row.member, row.organization, Relation.MEMBER_OF, row.kind.value, row.begun, row.ended) for row in reference.memberships
    ] + [(row.party, row.agreement, Relation.PARTY_TO, row.role.value, row.begun, row.ended) for row in reference.parties]
    for row in sorted(rows):
        if row[0] in present and row[1] in present and row[:2] not in said:
            yield row


def add_memberships(network: Network, reference: Reference) -> None:
    """Add an edge for each membership and part in an agreement that the reference knows between two nodes of the network.

    The edges have weight 0 and no quotes, and ``modality`` is "reference": no document said so. What a claim already says
    is not said again.
    """
    said = {(first, second) for first, second, data in network.edges(data=True) if data["relation"] in ("memberOf", "partyTo")}
    for member, body, relation, quality, begun, ended in list(known_ties(reference, network, said)):
        key = f"reference|{member}|{body}|{quality}|{begun}"
        network.add_edge(member, body, key, **_attributes(relation, quality, begun, ended))


def _attributes(relation: Relation, quality: str, begun: str, ended: str) -> dict[str, Value]:
    when = f"{begun}/{ended}" if begun or ended else ""
    return {
        "label": f"{relation.facts.label} ({quality})",
        "relation": relation.value,
        "sign": 0,
        "domain": "",
        "modality": "reference",
        "negated": False,
        "directed": True,
        "when": when,
        "earliest": bounds(begun)[0],
        "latest": bounds(ended)[1],
        "quotes": "",
        "documents": "",
        "sources": "",
        "document_count": 0,
        "belief": 1.0,
        "claims": "",
        "weight": 0,
    }
