"""Who has a share in a project: whose leg of it is, and who undertakes it together.

"A and B, which make up the western leg of the corridor" and "building the line would be a joint endeavour of A and B" say that
both take part, though no verb of theirs has the project for its object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.parties import bodies, domains_of
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "shares"
_SHARING = frozenset({"between", "among", "amongst", "of", "by", "involving"})


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each state or body that has a share in a project that the sentence names."""
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end or len(span.targets) != 1:
            continue
        if passage.register.kind(span.targets[0]) is EntityKind.PROJECT:
            root = passage.parsed.doc[span.start : span.end].root
            for sharers, trigger in (*_of_a_part(root, passage), *_of_the_whole(root, passage)):
                yield from _said(span, root, sharers, trigger, passage)


def _of_a_part(root: Token, passage: Passage) -> Iterator[tuple[list[Argument], Token]]:
    """Whose part of it is: "A and B form the southern leg of the X", "A's section of the X"."""
    part = root.head.head
    if root.dep_ != "pobj" or root.head.lower_ != "of" or part.lemma_.casefold() not in word_class("stretch"):
        return
    owners = grammar.children(part, "poss")
    if owners:
        yield bodies(passage, owners), part
    verb = part.head
    if part.dep_ in ("dobj", "attr") and grammar.is_verb(verb) and verb.lemma_ in word_class("making-up"):
        yield bodies(passage, grammar.surface_subjects(verb)), verb


def _of_the_whole(root: Token, passage: Passage) -> Iterator[tuple[list[Argument], Token]]:
    """Who undertakes it together: "the X is a joint project of A and B", "developing the X would be a joint effort by A and B"."""
    thing = root
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.casefold() in word_class("carrying-out"):
        thing = root.head.head
    said = grammar.children(thing, "appos")
    if thing.dep_ == "nsubj" and thing.head.lemma_ in ("be", "become", "remain"):
        said += grammar.children(thing.head, "attr")
    for noun in said:
        if noun.lemma_.casefold() in word_class("undertaking"):
            heads = [head for name, head in grammar.prepositions(noun) if name in _SHARING]
            sharers = bodies(passage, heads)
            if len(sharers) > 1:
                yield sharers, noun


def _said(span: LinkedSpan, root: Token, sharers: list[Argument], trigger: Token, passage: Passage) -> Iterator[Statement]:
    scope = scope_of(trigger)
    if scope.modality is Modality.POTENTIAL:
        scope.modality = Modality.PROPOSED  # who would build it has it in mind
    for sharer in sharers:
        for domain in domains_of(span, passage) or (None,):
            claim = Claim.of(
                sharer.entity,
                Relation.PARTICIPATES_IN,
                span.targets[0],
                domain=domain,
                modality=scope.modality,
                negated=scope.negated,
                when=time_of(passage, trigger),
            )
            yield passage.statement(
                claim, trigger, sharer, Argument(span.targets[0], root, span), "project-share", 0.7, scope.notes
            )
