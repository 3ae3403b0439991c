"""Agreements with a name of their own are what is joined: "X and Y signed the Z Accord" makes both its parties."""

from __future__ import annotations

from dataclasses import replace

from comity.claims.passage import Passage
from comity.claims.things.parties import domains_of
from comity.claims.things.vouching import standing_by
from comity.link import LinkedSpan
from comity.model import Statement
from comity.vocabulary import EntityKind, Relation


def of_named(passage: Passage, found: list[Statement]) -> list[Statement]:
    """The statements with "X agrees with Y" made "X and Y are parties of it" where the word that says so names the agreement."""
    known = {(s.claim.subject, s.claim.object) for s in found if s.claim.relation is Relation.PARTY_TO}
    beside: set[str] | None = None
    outcome: dict[str, Statement] = {}
    for statement in found:
        span = _agreement_named(passage, statement) if statement.claim.relation is Relation.AGREES_WITH else None
        if span is None:
            outcome.setdefault(statement.evidence.claim, statement)
            continue
        agreement = span.targets[0]
        if beside is None:
            heads = [head for _, head in standing_by(passage.parsed.doc)]
            beside = {a.entity for a in passage.arguments(heads)}
        for party in (statement.claim.subject, statement.claim.object):
            if (party, agreement) in known or party == agreement or party in beside:
                continue
            for domain in domains_of(span, passage) or (None,):
                claim = replace(
                    statement.claim, subject=party, relation=Relation.PARTY_TO, object=agreement, domain=domain, quantity=None
                )
                evidence = replace(statement.evidence, claim=claim.id, rule=f"party:{statement.evidence.rule}")
                outcome.setdefault(claim.id, Statement(claim, evidence))
    return list(outcome.values())


def _agreement_named(passage: Passage, statement: Statement) -> LinkedSpan | None:
    """The name of an agreement that holds the word a claim was read from."""
    at = next((start for role, start, _ in statement.evidence.marks if role == "relation"), -1)
    for span in passage.spans:
        if len(span.targets) == 1 and passage.register.kind(span.targets[0]) is EntityKind.AGREEMENT and span.end - span.start > 1:
            doc = passage.parsed.doc
            start, end = passage.block.place(*passage.parsed.span(doc[span.start], doc[span.end - 1]))
            if start <= at < end:
                return None if _is_one_of_many(span, passage) else span
    return None


def _is_one_of_many(span: LinkedSpan, passage: Passage) -> bool:
    """True for "a Bilateral Immunity Agreement", "Security Agreements": a class with capitals, no name."""
    doc = passage.parsed.doc
    article = span.start > 0 and doc[span.start - 1].lower_ in ("a", "an", "any", "another", "several", "each")
    return span.how == "new" and (article or doc[span.end - 1].tag_ in ("NNS", "NNPS"))
