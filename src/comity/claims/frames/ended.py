"""What is there no more: a tie that "came to an end" or "is over", aid that was suspended, sanctions that were lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames.presupposed import is_a_peak
from comity.claims.lexicon import Predicate, carriers
from comity.claims.slots.ends_of_talks import is_on_hold
from comity.claims.slots.exchanges import given_up_by
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token


def is_over(verb: Token) -> bool:
    """True for a verb that says its subject is there no more: "ended", "came to an end", "is over", "fell apart"."""
    if not grammar.is_verb(verb) or grammar.children(verb, "neg", "dobj"):
        return False
    if verb.lemma_ in ("be", "lie"):
        return any(c.lower_ in word_class("gone") for c in grammar.children(verb, "acomp", "advmod", "attr", "prt"))
    if verb.lemma_ in ("come", "grind", "draw", "amount"):
        return any(name == "to" and noun.lemma_ in word_class("end-point") for name, noun in grammar.prepositions(verb))
    particles = grammar.children(verb, "prt", "advmod")
    return any(f"{verb.lemma_}_{c.lower_}" in word_class("ending-so") for c in particles) or (
        verb.lemma_ in word_class("ending") and not grammar.children(verb, "prt", "xcomp")
    )


_GOING_ON = frozenset({
    Relation.AIDS, Relation.SUPPLIES, Relation.SUPPORTS, Relation.TRADES_WITH, Relation.ALLIED_WITH, Relation.INVESTS_IN,
    Relation.AGREES_WITH,
})  # fmt: skip


def _ends(noun: Token) -> bool:
    """True for "cut ties", "broke off relations", "the severing of ties": the tie is the thing that ends."""
    verb = noun.head
    words = carriers("ending")
    if noun.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(verb):
        return is_on_hold(verb) or not words.keys().isdisjoint(grammar.with_particles(verb))
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in ("form", "kind", "sort", "area"):
        return _ends(verb.head)  # "a freeze on many forms of cooperation"
    if noun.dep_ != "pobj" or verb.head.lemma_ not in words:
        return False
    return verb.lower_ in ("of", "in") or (verb.lower_ in ("on", "to") and verb.head.pos_ == "NOUN")


def is_off(noun: Token) -> bool:
    """True where a tie ends or is bad: "cut ties", "relations have soured", "ties are tense"."""
    words = carriers("souring")
    if _ends(noun) or (noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words):
        return True
    if any(c.lemma_.casefold() in words or c.lower_ in words for c in grammar.children(noun, "amod", "acl")):
        return True
    if any(_is_low(clause, words) for clause in grammar.children(noun, "relcl")):
        return True
    if noun.dep_ not in ("nsubj", "nsubjpass") or not grammar.is_verb(noun.head):
        return False
    return _is_low(noun.head, words)


def is_halted(predicate: Predicate, noun: Token) -> bool:
    """True for "suspended aid to X", "the halt to arms sales": what goes on no more."""
    if given_up_by(noun) is not None:
        return True
    if noun.dep_ == "nsubj" and (predicate.relation in _GOING_ON or noun.lemma_ in carriers("bond")) and is_over(noun.head):
        return True
    if predicate.relation not in _GOING_ON and predicate.word not in word_class("recognising"):
        return predicate.word in ("embassy", "consulate") and noun.head.lemma_ in word_class("shutting")
    at = grammar.first_of_list(noun)
    verb = at.head
    if at.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(verb):
        return is_on_hold(verb) or not carriers("halting").keys().isdisjoint(grammar.with_particles(verb))
    return at.dep_ == "pobj" and verb.lower_ in ("of", "to", "in") and verb.head.lemma_ in word_class("halt")


def _is_low(verb: Token, words: dict[str, str]) -> bool:
    """True for "have soured", "are the worst in years", "is at its lowest", "that many consider to be at its worst"."""
    said = [verb, *grammar.children(verb, "acomp", "oprd", "dobj", "attr")]
    said += [word for thing in said for word in grammar.children(thing, "amod")]
    lows = [low for name, low in grammar.prepositions(verb) if name == "at"]
    said += [*lows, *(word for low in lows for word in grammar.children(low, "amod"))]
    if any(word.lemma_.casefold() in words or word.lower_ in words for word in said):
        return not grammar.children(verb, "neg") or is_a_peak(verb)
    return any(_is_low(inner, words) for inner in grammar.children(verb, "xcomp", "ccomp") if inner.lemma_ == "be")
