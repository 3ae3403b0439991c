"""Claims that names themselves make: "the Peru-Chile Trade Agreement" names its parties, "the India–EU Dialogue" who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.slots.talks_on_pacts import is_under_talks
from comity.claims.things.parties import domains_of
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

NAME = "bodies"
_PAIR = 3
"""Tokens of two names and the hyphen between them: a name that holds its parties is longer."""

_BY_KIND = {
    EntityKind.AGREEMENT: Relation.PARTY_TO,
    EntityKind.EVENT: Relation.PARTICIPATES_IN,
    EntityKind.PROJECT: Relation.PARTICIPATES_IN,
}


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements from names of agreements and events that hold the names of actors."""
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end or len(span.targets) != 1:
            continue
        if span.how == "new" and span.inner:
            yield from _inside(span, passage)
        elif span.end - span.start > _PAIR and passage.register.kind(span.targets[0]) in (EntityKind.AGREEMENT, EntityKind.PROJECT):
            yield from _inside(replace(span, inner=_parties_named(span, passage)), passage)


def _parties_named(span: LinkedSpan, passage: Passage) -> tuple[str, ...]:
    """The states that the name of a known agreement or project joins by hyphens: "the India–UAE Agreement"."""
    doc, register = passage.parsed.doc, passage.register
    joints = [i for i in range(span.start + 1, span.end - 1) if doc[i].text in ("-", "–", "/")]
    beside = dict.fromkeys(at for joint in joints for at in (joint - 1, joint + 1))
    parties = {party.party for party in register.reference.parties_of(span.targets[0])}
    found: list[str] = []
    for at in beside:
        named = {name.entity for name in register.reference.by_name(doc[at].text)}
        states = named & parties if parties else {entity for entity in named if register.kind(entity) is EntityKind.STATE}
        found += states if len(states) == 1 else []
    return tuple(found) if len(found) == len(beside) else ()


def _inside(span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    """Parties and participants whom the name itself names, two or more; a claim for each domain of the name."""
    kind = passage.register.kind(span.targets[0])
    relation = _BY_KIND.get(kind) if kind is not None else None
    states = [t for t in span.inner if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)]
    if relation is None or len(states) < 2:
        return
    root = passage.parsed.doc[span.start : span.end].root
    scope = scope_of(root)
    if kind is EntityKind.AGREEMENT and is_under_talks(root) and scope.modality is Modality.ASSERTED:
        scope.modality = Modality.PROPOSED
        scope.notes.append("an agreement that is negotiated")
    when = time_of(passage, root)
    for state in states:
        for domain in domains_of(span, passage) or (None,):
            claim = Claim.of(
                state, relation, span.targets[0], domain=domain, modality=scope.modality, negated=scope.negated, when=when
            )
            subject = Argument(state, root, span, f"{passage.register.label(state)}: named in the name")
            yield passage.statement(claim, root, subject, Argument(span.targets[0], root, span), "named-party", 0.75)
    if kind is EntityKind.EVENT and len(states) == 2 and root.lemma_.casefold() in word_class("meeting"):
        first, second = (Argument(state, root, span, f"{passage.register.label(state)}: named in the name") for state in states)
        for domain in domains_of(span, passage) or ("domain:diplomacy",):
            tie = Claim.of(
                states[0],
                Relation.CONSULTS_WITH,
                states[1],
                domain=domain,
                modality=scope.modality,
                negated=scope.negated,
                when=when,
            )
            yield passage.statement(tie, root, first, second, "named-dialogue", 0.7)
