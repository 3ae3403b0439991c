"""Talks that are no more: broken off or walked out of, which is a quarrel; called off before they were, which is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.claims.slots.filling import Filled
    from comity.parsed_text import Token


def left(noun: Token) -> Token | None:
    """The verb of who walks out of what a noun names: "[walked] out of talks with X"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("of", "from"):
        return None
    over = preposition.head
    if over.dep_ == "prep" and over.lower_ == "out":
        over = over.head  # the particle is a preposition to the parser
    elif not any(c.lower_ == "out" for c in over.children):
        return None
    return over if over.lemma_ in word_class("walking-out") and grammar.is_verb(over) else None


def _done_to(noun: Token) -> set[str]:
    """Verbs with their particles whose object a noun is, or out of which one walks."""
    at = grammar.first_of_list(noun)
    if (verb := left(at)) is not None:
        return {f"{verb.lemma_}_out"}
    verb = at.head
    if at.dep_ not in ("dobj", "nsubjpass") or not grammar.is_verb(verb):
        return set()
    forms = grammar.with_particles(verb)
    return set(forms[1:] or forms)


def is_broken_off(noun: Token) -> bool:
    """True for talks and contacts that one side ends: "suspended talks with X", "walked out of negotiations with X"."""
    return noun.pos_ == "NOUN" and bool(_done_to(noun) & word_class("breaking-off"))


def is_cancelled(filled: Filled) -> bool:
    """True for a meeting that did not come about: "cancelled a visit to X"."""
    return filled.predicate.relation is Relation.CONSULTS_WITH and bool(_done_to(filled.trigger) & word_class("cancelling"))


def is_on_hold(verb: Token) -> bool:
    """True for "put [the sale] on hold", "on ice"."""
    return verb.lemma_ == "put" and any(name == "on" and low.lower_ in ("hold", "ice") for name, low in grammar.prepositions(verb))
