"""Whose a noun is where the words above it tell: a name it is said "with", the noun it explains or stands in, its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_OWN = ("poss", "light", "by", "from", "between", "among")
_FAR = ("with", "to", "on", "in", "against", "for", "toward", "towards", "over", "at")
_THROUGH = frozenset({"on", "for", "of", "about", "to", "in", "concerning", "regarding", "towards", "toward", "against", "over"})
_ASKED = frozenset({Relation.REQUESTS, Relation.THREATENS, Relation.COERCES})


def lend_from_above(noun: Token, slots: grammar.Slots, passage: Passage) -> None:
    """Fill the empty slots of a noun with whom the words above it name as its owner or as bidden by it."""
    relations = {predicate.relation for predicate in predicates_of(noun)}
    if relations & _ASKED and (bidden := _bidden(noun)):
        slots["bidden"] = bidden
    if noun.dep_ == "nsubj" and Relation.INFLUENCES in relations and not slots.get("in"):
        _where_they_stay(noun, slots)
    if noun.dep_ not in ("pobj", "appos") or not any(slots.get(name) for name in _FAR):
        return
    if any(slots.get(name) for name in _OWN) or any(word.i in passage.by_token for word in slots.get("mod", ())):
        return
    owners = _explained(noun) if noun.dep_ == "appos" else _said_with(noun, passage) or _above(noun)
    if owners:
        slots["poss"] = owners


def _bidden(noun: Token) -> list[Token]:
    """Heads of who is to do what a demand is for: "a demand that [X] withdraw", "an ultimatum for [X] to leave"."""
    for clause in grammar.children(noun, "acl", "ccomp", "relcl"):
        if clause.tag_ in ("VB", "VBP") and not grammar.is_passive(clause):
            found = grammar.children(clause, "nsubj")
            if found and any(c.dep_ == "mark" or c.lower_ == "to" for c in clause.children) and found[0].tag_ not in ("WDT", "WP"):
                return found
    return []


def is_somewhere(noun: Token) -> bool:
    """True for troops that are said to be in a place: "[Xish troops] in Y", "[Xish troops] remain in Y"."""
    if not any(predicate.relation is Relation.INFLUENCES for predicate in predicates_of(noun)):
        return False
    if any(child.lower_ in ("in", "inside") for child in grammar.children(noun, "prep")):
        return True
    return noun.dep_ == "nsubj" and grammar.is_verb(noun.head) and noun.head.lemma_ in word_class("staying")


def _where_they_stay(noun: Token, slots: grammar.Slots) -> None:
    """The place of the verb is that of who stays there: "[Xish troops] remain in Y"."""
    verb = noun.head
    if grammar.is_verb(verb) and verb.lemma_ in word_class("staying"):
        for name, head in grammar.prepositions(verb):
            if name in ("in", "inside", "across") and head.i > verb.i:
                slots.setdefault("in", []).append(head)


def _explained(noun: Token) -> list[Token]:
    """Owner of the noun that this one explains: "another [Xish] contract, a deal with Y"."""
    return _owners(noun.head) if noun.head.pos_ == "NOUN" else []


def _said_with(noun: Token, passage: Passage) -> list[Token]:
    """The name that has it: "[X], with troops in Y, …", "With close ties to Y, [X] …"."""
    preposition = noun.head
    if preposition.lower_ != "with":
        return []
    over = preposition.head
    if over.i in passage.by_token and over.i < preposition.i:
        return [over]
    if grammar.is_verb(over) and preposition.i < over.i:
        return [who for who in grammar.surface_subjects(over) if who.i > noun.i and who.i in passage.by_token]
    return []


def _above(noun: Token) -> list[Token]:
    """Owner of the noun in whose phrase it stands: "[X's] emphasis on ties with Y", "the [Xish] offer of aid to Y"."""
    at = noun
    for _ in range(2):
        preposition = at.head
        if at.dep_ != "pobj" or preposition.lower_ not in _THROUGH or preposition.head.pos_ != "NOUN":
            return []
        at = preposition.head
        if at.lemma_.casefold() not in word_class("had-in-mind"):
            return []
        if owners := _owners(at):
            return owners
    return []


def _owners(noun: Token) -> list[Token]:
    """Names before a noun whose it is: "[X's]", "[Xish]"."""
    found = grammar.children(noun, "poss")
    return found or [word for word in grammar.children(noun, "amod", "nmod", "compound") if word.text[:1].isupper()]


def leaning(adjective: Token) -> grammar.Slots:
    """Whose stand it is, and for or against whom: "[Iran's] anti-[Saudi] rhetoric"; nothing for other adjectives."""
    if adjective.lower_ not in ("anti", "pro") or adjective.i + 2 >= len(adjective.doc) or adjective.nbor(1).text != "-":
        return {}
    noun = adjective.head
    if noun.lemma_.casefold() not in word_class("stand"):
        return {}
    return {"of": grammar.children(noun, "poss"), "against": [adjective.nbor(2)]}
