"""What one gives up for another's: "replaced [French trainers] with [Russian ones]", "swapped [Xish jets] for [Yish] ones"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token

_FOR = frozenset({"for", "with", "by"})


def exchanging(noun: Token) -> Token | None:
    """The verb that gives this noun up for another, or takes it in another's stead; None for any other noun."""
    verb = given_up_by(noun)
    if verb is not None:
        return verb
    if noun.dep_ != "pobj" or noun.head.lower_ not in _FOR:
        return None
    over = noun.head.head
    verb = over if grammar.is_verb(over) else over.head
    return verb if verb.lemma_ in word_class("exchanging") and grammar.is_verb(verb) and grammar.objects(verb) else None


def given_up_by(noun: Token) -> Token | None:
    """The verb that gives this noun up: it says for what."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in word_class("exchanging") or not grammar.is_verb(verb):
        return None
    phrases = [*grammar.prepositions(verb), *grammar.prepositions(noun)]
    return verb if any(name in _FOR for name, _ in phrases) else None


def having_instead(verb: Token) -> list[Token]:
    """Who has the one instead of the other: who exchanges them, or where they are exchanged."""
    if not grammar.is_passive(verb):
        return grammar.surface_subjects(verb)
    return [head for name, head in grammar.prepositions(verb) if name == "in"]


def meant_by_ones(token: Token) -> Token | None:
    """The noun that "ones" stands for in another's stead: "replaced French [trainers] with Russian ones"."""
    verb = exchanging(token)
    given_up = grammar.objects(verb) if verb is not None else []
    return next((noun for noun in given_up if noun.pos_ == "NOUN" and noun != token), None)
