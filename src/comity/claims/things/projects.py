"""Projects as nodes: who builds, continues or agrees on them, whom they link, and who does something under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.parties import bodies, doers, note, party_verbs, said
from comity.link import LinkedSpan
from comity.model import Statement
from comity.vocabulary import EntityKind, Modality, Relation, Stage

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "projects"


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """``participatesIn`` for those whom a sentence makes participants of the projects that it names."""
    for span in passage.spans:
        here = sentence.start <= span.start < sentence.end and len(span.targets) == 1
        if here and passage.register.kind(span.targets[0]) is EntityKind.PROJECT:
            yield from _project(span, passage)


def _project(span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    """Who builds it, and whom it links."""
    root = passage.parsed.doc[span.start : span.end].root
    top = root
    while top.dep_ in ("appos", "conj") and top.head.pos_ in ("NOUN", "PROPN"):
        # "a cable under the sea, the X Interconnector": the name is apposed to the last noun, and meant for the first
        apposed = top.dep_ == "appos" and top.head.dep_ == "pobj" and top.head.head.head.pos_ == "NOUN"
        top = top.head.head.head if apposed else top.head
    builds, links = party_verbs("project"), party_verbs("link")
    verb = top.head
    if top.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(verb) and verb.lemma_ in builds:
        stage = builds[verb.lemma_].stage
        if stage is not None:
            note(span, passage, stage=stage)
        arguments = bodies(passage, doers(verb))
        yield from said(
            span,
            arguments,
            Relation.PARTICIPATES_IN,
            verb,
            scope_of(verb),
            time_of(passage, verb),
            ("project-builds", 0.7),
            passage,
        )
    clauses = [
        *grammar.children(root, "acl", "relcl"),
        *(c for noun in (top,) if noun != root for c in grammar.children(noun, "acl", "relcl")),
    ]
    if top.dep_ == "nsubj":
        # "the line is to carry gas to X"
        clauses += [c for c in grammar.children(verb, "xcomp") if c.lemma_ in links] if verb.lemma_ == "be" else [verb]
    for clause, takers in _builders(top, clauses, passage):
        how = ("project-builds", 0.7)
        yield from said(span, takers, Relation.PARTICIPATES_IN, clause, scope_of(clause), time_of(passage, clause), how, passage)
    for clause in clauses:
        if clause.lemma_ not in links or (grammar.is_verb(clause) and grammar.is_passive(clause)):
            continue
        slots = grammar.verb_slots(clause)
        heads = grammar.children(clause, "npadvmod") + [
            t for name in ("obj", "objmod", "with", "to", "from", "between", "through", "across") for t in slots.get(name, [])
        ]
        states = [a for a in bodies(passage, heads) if passage.register.kind(a.entity) is EntityKind.STATE]
        scope = scope_of(clause)
        if scope.modality is Modality.POTENTIAL:
            scope.modality = Modality.PROPOSED
            note(span, passage, stage=Stage.PROPOSED)
        if len(states) >= (1 if clause.lemma_ in ("link", "connect") else 2):
            yield from said(span, states, Relation.PARTICIPATES_IN, clause, scope, None, ("project-links", 0.7), passage)


def _builders(top: Token, clauses: list[Token], passage: Passage) -> Iterator[tuple[Token, list[Argument]]]:
    """(verb, who builds it) of "the X, agreed by A and B", "the X, which A and B continue", "cooperate under the X"."""
    for clause in clauses:
        if clause.lemma_ in party_verbs("project") and clause.dep_ in ("acl", "relcl"):
            whose = grammar.agents(clause)
            if not whose and any(child.tag_ == "WDT" and child.dep_ == "dobj" for child in clause.children):
                whose = grammar.children(clause, "nsubj")
            yield clause, bodies(passage, whose)
    preposition = top.head
    if top.dep_ == "pobj" and preposition.lower_ in _BY_WAY and grammar.is_verb(preposition.head):
        together = bodies(passage, doers(preposition.head))
        if len(together) > 1:
            yield preposition.head, together


_BY_WAY = frozenset({"under", "through", "within", "via"})
"""Prepositions before a project that two or more do something by."""
