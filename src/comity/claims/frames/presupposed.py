"""What is there already whatever is said of it, and what was wished for and is so no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_OF_IT = frozenset({"of", "from", "about", "under", "through", "behind", "like", "beyond", "despite"})


def _is_had_already(trigger: Token) -> bool:
    """True for a tie that somebody has, of which another thing is said: "the best one can say of X's pact with Y"."""
    over = trigger.head
    return (
        trigger.dep_ == "pobj"
        and (trigger.lemma_ in word_class("agreement") or trigger.lemma_ in word_class("had-tie"))
        and over.lower_ in _OF_IT
        and grammar.is_verb(over.head)
        and any(c.dep_ == "poss" for c in trigger.children)
    )


def is_standing(trigger: Token) -> bool:
    """True for a state of things spoken of as there already: "the dispute between A and B", "its reliance on C".

    Whatever is wished or feared for it ("keep its distance from the dispute", "lift the embargo"), that there is one is taken
    for granted.
    """
    if trigger.pos_ == "NOUN" and _is_had_already(trigger):
        return True
    if trigger.pos_ != "NOUN" or trigger.lemma_ not in carriers("standing"):
        return False
    if trigger.dep_ in ("dobj", "nsubjpass") and trigger.head.lemma_ in word_class("settling") and grammar.is_verb(trigger.head):
        return True  # "helped resolve a dispute"
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those")) for c in trigger.children)


def is_taken_back(at: Token, head: Token) -> bool:
    """True for "withdrew its [application] to join X": what was wished for is so no more."""
    wished = at.dep_ in ("dobj", "nsubjpass") and at.lemma_.casefold() in word_class("wished-act") and grammar.is_verb(head)
    return wished and (head.lemma_ in carriers("halting") or head.lemma_ == "drop") and bool(grammar.children(at, "acl"))


def is_a_peak(copula: Token) -> bool:
    """True for "ties have never been stronger", "could not be closer": they are as good as can be, or as bad ("never so tense")."""
    negations = [c for c in copula.children if c.dep_ in ("neg", "advmod") and c.lower_ in ("never", "not", "n't", "hardly")]
    could = any(c.lower_ == "could" for c in grammar.children(copula, "aux"))
    if copula.lemma_ != "be" or not any(word.lower_ == "never" or could for word in negations):
        return False
    return any(
        word.tag_ == "JJR" or any(c.lower_ in word_class("degree") for c in grammar.children(word, "advmod"))
        for word in grammar.children(copula, "acomp")
    )


def is_backed(noun: Token) -> bool:
    """True for the accession in "supports X's accession to G", "blocked X's entry into G": it is wished or fought, not made."""
    verb = noun.head
    if noun.dep_ != "dobj" or not grammar.is_verb(verb):
        return False
    said = {p.relation for p in predicates_of(verb)}
    return bool(said & {Relation.SUPPORTS, Relation.OPPOSES}) and verb.lemma_ not in word_class("hailing")


_BACK = 4
"""Steps from a wish to the verb it moves: "moved by two [things, [among them [the wish …]]]"."""


def moved_by(wish: Token) -> Token | None:
    """The verb whose subject a wish moves: "the pact [reflects] a desire to …", "[is driven] by …"; None where it moves none."""
    at = wish
    for _ in range(_BACK):
        over = at.head
        if at.dep_ in ("conj", "appos"):
            at = over
        elif at.dep_ == "dobj" and grammar.is_verb(over):
            return over if over.lemma_ in word_class("reflecting") else None
        elif at.dep_ == "pobj" and over.head.lemma_ in word_class("moved-by") and grammar.is_verb(over.head):
            return over.head
        elif at.dep_ == "pobj" and over.lower_ in _AMONG_OTHERS and over.head.pos_ == "NOUN":
            at = over.head
        else:
            return None
    return None


_AMONG_OTHERS = frozenset({"as", "by", "including", "like", "of"})
