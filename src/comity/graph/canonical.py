"""Contents in the one order in which a graph gives them back."""

from __future__ import annotations

from dataclasses import replace

from comity.model import AssembledClaim, ClaimLink, Contents, Document, Entity, Evidence, LedgerEntry, Skipped

ROLES = ("subject", "relation", "object")
"""Roles of the marked words of an evidence, in order."""


def canonical(contents: Contents) -> Contents:
    """The same contents with everything that RDF keeps as a set sorted and without doubles, and documents without blocks.

    ``read_contents(open_graph(folder))`` gives exactly this of what was written.
    """
    return Contents(
        documents=tuple(sorted((_document(one) for one in contents.documents), key=lambda one: one.id)),
        entities=tuple(sorted((_entity(one) for one in contents.entities), key=lambda one: one.id)),
        claims=tuple(sorted((_claim(one) for one in contents.claims), key=lambda one: one.id)),
        links=tuple(sorted((_link(one) for one in contents.links), key=link_order)),
        ledger=tuple(sorted((replace(one, claims=_set(one.claims)) for one in contents.ledger), key=ledger_order)),
        run=contents.run,
        skipped=tuple(sorted(contents.skipped, key=skipped_order)),
    )


def evidence_order(evidence: Evidence) -> tuple[str, int, int, str]:
    """Sort key: document, place, identifier."""
    return evidence.document, *evidence.place, evidence.id


def link_order(link: ClaimLink) -> tuple[str, str, str]:
    """Sort key: ends and kind."""
    return link.source, link.target, link.kind.value


def ledger_order(entry: LedgerEntry) -> tuple[str, int, int, str, str, tuple[str, ...]]:
    """Sort key: document and place, then all the rest."""
    return entry.document, entry.start, entry.end, entry.kind.value, entry.reason, entry.claims


def skipped_order(skipped: Skipped) -> tuple[str, str, str]:
    """Sort key: file, then the rest."""
    return skipped.file, skipped.reason, skipped.next_step


def _set(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _document(document: Document) -> Document:
    return replace(document, blocks=())


def _entity(entity: Entity) -> Entity:
    return replace(
        entity,
        aliases=_set(entity.aliases),
        succeeded_by=_set(entity.succeeded_by),
        domains=_set(entity.domains),
        obligations=tuple(sorted(set(entity.obligations))),
        about=_set(entity.about),
    )


def _claim(claim: AssembledClaim) -> AssembledClaim:
    return replace(claim, evidence=tuple(sorted((_evidence(one) for one in claim.evidence), key=evidence_order)))


def _evidence(evidence: Evidence) -> Evidence:
    marks = tuple(sorted(set(evidence.marks), key=lambda mark: (ROLES.index(mark[0]), mark[1], mark[2])))
    return replace(evidence, resolved=_set(evidence.resolved), marks=marks)


def _link(link: ClaimLink) -> ClaimLink:
    return replace(link, aspects=_set(link.aspects))
