"""What is goods and what only looks so: ministers who are received, forces that are fetched home, regions compared within."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.link.collectives import possessed
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.claims.lexicon import Predicate
    from comity.claims.passage import Passage
    from comity.claims.slots.arguments import Argument
    from comity.parsed_text import Token


def is_fetched(noun: Token) -> bool:
    """True for what is taken home: "withdrew its [fighters] from X", where nobody has sold them."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in word_class("fetching")


_OF_WARES = frozenset({Relation.SUPPLIES, Relation.TRADES_WITH, Relation.INVESTS_IN, Relation.POSSESSES})


def is_no_ware(noun: Token) -> bool:
    """True for what is no goods though of their field: "received [military support]", "received its [oil minister]"."""
    stands = any(p.relation not in _OF_WARES for p in predicates_of(noun))
    return stands or possessed().get(noun.lower_) in ("state", "group", "organization", "holder")


def is_range(head: Token, passage: Passage) -> bool:
    """True for the region that a superlative compares within: "builds the largest army in [Europe]"."""
    span = passage.by_token.get(head.i)
    if span is None or not span.targets or passage.register.kind(span.targets[0]) is not EntityKind.GROUP:
        return False
    noun = head.head.head
    most = [noun, *grammar.children(noun, "amod", "dobj")] if head.dep_ == "pobj" else []
    return any(word.tag_ == "JJS" for thing in most for word in (thing, *grammar.children(thing, "amod")))


def is_its_economy(argument: Argument, predicate: Predicate) -> bool:
    """True for "cripples [X's economy]", "squeezes the [farmers' incomes of X]": what befalls the one befalls the other."""
    return predicate.relation is Relation.AFFECTS and argument.via.partition(" of ")[0].casefold() in word_class("own-economy")


def is_measure(noun: Token) -> bool:
    """True for what hits without force: "[sanctions on X] hit Y's farmers"."""
    return noun.pos_ == "NOUN" and any(p.relation is Relation.SANCTIONS for p in predicates_of(noun))


def whose(noun: Token) -> list[Token]:
    """Heads of whose a thing is, also over a share of it: "two thirds of [X's] gas"."""
    parts = [noun, *(head for name, head in grammar.prepositions(noun) if name == "of")]
    named = [c for part in parts for c in grammar.children(part, "poss", "amod", "compound", "nmod")]
    return [owner for owner in named if owner.pos_ in ("PROPN", "PRON", "ADJ")]
