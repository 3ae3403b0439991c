"""Who else stands in the clause of a noun: where goods arrive, who has to thank for them, whose whole a share is of, who meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.slots.positions import kept_going
from comity.claims.words import predicates_of
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token


def is_measure(word: Token) -> bool:
    """True for a word that only says how much or how many of it: "half", "most", "a wave", "three billion"."""
    return word.pos_ == "NUM" or word.lemma_.casefold() in carriers("transparent") or word.lemma_.casefold() in carriers("amount")


def is_weighed(noun: Token, over: Token) -> bool:
    """True for the tie in "stressed the importance of closer [ties] with X": who weighs it has it."""
    if over.lemma_.casefold() not in word_class("weight") or over.dep_ not in ("dobj", "conj"):
        return False
    return any(p.is_tie for p in predicates_of(noun))


def thanks(noun: Token) -> list[Token]:
    """Who has something to thank a thing for: "thanks to gas from X, [Y] got through the winter"."""
    to = noun.head
    if noun.dep_ != "pobj" or to.lower_ != "to" or to.head.lower_ != "thanks" or not grammar.is_verb(to.head.head):
        return []
    return grammar.surface_subjects(to.head.head)


def whole(noun: Token) -> list[Token]:
    """Whose whole a thing is a share of: "remittances account for a quarter of [X's] income"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not grammar.is_verb(verb) or verb.lemma_ not in grammar.verb_class("amounting"):
        return []
    shares = [*grammar.children(verb, "dobj", "attr"), *(h for name, h in grammar.prepositions(verb) if name in ("for", "to"))]
    wholes = [*shares, *(head for share in shares for name, head in grammar.prepositions(share) if name in ("of", "to"))]
    return [owner for whole in wholes for owner in grammar.children(whole, "poss", "amod", "nmod", "compound")]


def reached(noun: Token) -> list[Token]:
    """Heads of where goods come to: "[grain] reached X", "the first [tankers] arrived in X"."""
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ == "be":
        # "it is [X's gas] that heats Y"
        return [place for clause in grammar.children(noun, "relcl") for place in kept_going(clause)]
    if noun.dep_ != "nsubj" or not grammar.is_verb(verb):
        return []
    if verb.lemma_ in grammar.verb_class("powering"):
        return kept_going(verb)
    if verb.lemma_ == "reach":
        return [head for head in grammar.objects(verb) if head.pos_ == "PROPN"]
    return [head for name, head in grammar.prepositions(verb) if name in ("in", "at") and verb.lemma_ in word_class("docking")]


def of_clause(noun: Token) -> list[Token]:
    """Subject of the clause that a noun with a "with" of its own stands in: "after a dispute with Y, [X] left"."""
    at, above = noun, noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and any(name == "with" for name, _ in grammar.prepositions(noun)):
        return _speaker(above)
    if above.lower_ == "of" and (is_measure(above.head) or above.head.lemma_ in word_class("time-span")):
        at, above = above.head, above.head.head  # "for two days of talks"
    if (
        at.dep_ == "pobj"
        and above.lower_ == "for"
        and noun.lemma_.casefold() in word_class("meeting")
        and grammar.is_verb(above.head)
    ):
        return grammar.surface_subjects(above.head)  # "[X] went to Y for talks with Z"
    if noun.dep_ != "pobj" or above.dep_ not in ("prep", "advmod") or above.lower_ in ("of", "for", "from", "like", "than"):
        return []
    at = above.head
    if not grammar.is_verb(at) or at.dep_ == "relcl":
        return []
    return grammar.surface_subjects(at)


def _speaker(verb: Token) -> list[Token]:
    """Subject of the saying that a clause is told in: "[X] said that trade with Y would go on"."""
    at = verb
    while at.dep_ == "conj":
        at = at.head
    said = at.dep_ == "ccomp" and grammar.is_verb(at.head) and at.head.lemma_ in carriers("say")
    return grammar.surface_subjects(at.head) if said else []


def equal(noun: Token) -> list[Token]:
    """Heads of what a noun is said to be, or to be about: "the biggest hurdle is [agriculture]"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in word_class("point-of"):
        return equal(verb.head)  # "the main point of disagreement concerns [royalties]"
    if noun.dep_ != "nsubj" or verb.lemma_ not in ("be", "remain", "concern", "include"):
        return []
    return grammar.children(verb, "attr", "dobj")
