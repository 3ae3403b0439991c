"""Ends of a tie that the verb over its noun names: whom a pact binds, whom help saves, whom ties matter to, whom talks involve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_GIVEN = frozenset({Relation.AIDS, Relation.SUPPORTS, Relation.SUPPLIES, Relation.INVESTS_IN})
_WHOSE = ("with", "between", "to", "among", "poss", "of")
_DURING = frozenset({"in", "during", "at", "after", "following"})


def lend_from_bound(noun: Token, slots: grammar.Slots) -> None:
    """Fill the empty slots of a noun with whom the verb over it binds, helps or concerns."""
    verb, label = noun.head, noun.dep_
    if label == "pobj" and grammar.is_verb(verb.head):
        if verb.lower_ == "from" and verb.head.lemma_ in word_class("gaining") and _says(noun, _GIVEN):
            # "[X] has benefited from Yish aid"
            slots.setdefault("lightto", grammar.surface_subjects(verb.head))
        elif verb.dep_ == "agent":
            _of_passive(noun, verb.head, slots)
        elif (
            verb.lower_ in _DURING
            and noun.lemma_.casefold() in word_class("conversing")
            and not any(slots.get(name) for name in _WHOSE)
        ):
            slots["opened"] = [who for who in grammar.surface_subjects(verb.head) if who.i > noun.i]
    elif label == "nsubj" and grammar.is_verb(verb):
        if verb.lemma_ in grammar.verb_class("benefiting") and _says(noun, _GIVEN) and not slots.get("lightto"):
            slots["lightto"] = _helped(verb)
        elif verb.lemma_ in grammar.verb_class("binding") and (verb.lemma_ != "bring" or _has_together(verb)) and _is_mutual(noun):
            _join(grammar.children(verb, "dobj"), verb, slots)
    if slots.get("with") and not slots.get("light"):
        slots["light"] = concerned(noun)
    for clause in grammar.children(noun, "acl"):
        if clause.tag_ == "VBG" and clause.lemma_ in word_class("involving") and not slots.get("between") and _is_mutual(noun):
            slots["between"] = grammar.children(clause, "dobj")  # "talks involving X and Y"


def concerned(noun: Token) -> list[Token]:
    """Heads of whom a tie matters to: "ties with X are vital for [Y]", "… a pillar of [Yish] policy", "a turning point for [Y]"."""
    at = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun  # "the restoration of ties with X"
    verb = at.head
    if at.dep_ != "nsubj" or verb.lemma_ not in word_class("mattering") or not grammar.is_verb(verb):
        return []
    said = grammar.children(verb, "attr", "acomp", "oprd", "dobj")
    phrases = [(name, head) for word in said for name, head in grammar.prepositions(word)]
    phrases += [phrase for phrase in grammar.prepositions(verb) if phrase[1].i > verb.i]
    for name, head in phrases:
        if name in ("for", "to") and head.pos_ == "PROPN":
            return [head]
        if name in ("of", "in", "to", "for") and head.pos_ == "NOUN":
            owners = _owners(head, ("of",))
            if owners:
                return owners[:1]
    return []


def _is_demonym(word: Token) -> bool:
    return word.pos_ == "ADJ" and word.text[:1].isupper()


def _says(noun: Token, relations: frozenset[Relation]) -> bool:
    return any(p.relation in relations for p in predicates_of(noun))


def _is_mutual(noun: Token) -> bool:
    """True for nouns of what two have with each other: pacts, ties, talks, exercises."""
    return any(p.is_mutual for p in predicates_of(noun))


def _has_together(verb: Token) -> bool:
    return any(c.lower_ == "together" for c in verb.children)


def _of_passive(noun: Token, verb: Token, slots: grammar.Slots) -> None:
    """ "[X and Y] are bound by a pact", "[X] is tied to [Y] by a treaty", "[X] was saved by Yish loans"."""
    whom = grammar.children(verb, "nsubjpass")
    if verb.lemma_ in grammar.verb_class("binding") and _is_mutual(noun):
        _join(whom, verb, slots)
    elif verb.lemma_ in grammar.verb_class("benefiting") and _says(noun, _GIVEN):
        slots.setdefault("lightto", whom)


def _join(whom: list[Token], verb: Token, slots: grammar.Slots) -> None:
    """Those whom a tie joins: with a "with" of its own it is theirs and that one's, else each other's."""
    if slots.get("with"):
        slots["light"] = whom
    elif not slots.get("between"):
        others = [head for name, head in grammar.prepositions(verb) if name in ("to", "with") and head.pos_ == "PROPN"]
        slots["between"] = [*whom, *others]


def _helped(verb: Token) -> list[Token]:
    """Heads of whom help reaches: "saved [X] from default", "helped [X] pay", "rebuilt the port of [X]"."""
    clauses = grammar.children(verb, "ccomp", "xcomp")
    things = [*grammar.children(verb, "dobj"), *(s for c in clauses for s in grammar.children(c, "nsubj"))]
    things += [thing for c in clauses for thing in grammar.children(c, "dobj")]
    for thing in things:
        if thing.pos_ == "PROPN":
            return [thing]
        owners = _owners(thing, ("of", "in"))
        if owners:
            return owners[:1]
    return []


def _owners(thing: Token, phrases: tuple[str, ...]) -> list[Token]:
    """Heads of whose a thing is: "[Chad's] mines", "[Xish] policy", "the economy of [X]"."""
    found = [c for c in grammar.children(thing, "poss", "amod", "compound") if c.pos_ == "PROPN" or _is_demonym(c)]
    return found + [head for name, head in grammar.prepositions(thing) if name in phrases and head.pos_ == "PROPN"]


def is_binding(verb: Token) -> bool:
    """True for a verb that only says whom the pact or the ties in its clause join: they state it."""
    if verb.lemma_ not in grammar.verb_class("binding"):
        return False
    return any(_is_mutual(noun) for noun in (*grammar.children(verb, "nsubj"), *grammar.agents(verb)))
