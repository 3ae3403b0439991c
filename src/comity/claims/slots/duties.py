"""Duties and favours of trade: who takes a duty off or grants access, to whose goods, and the field of each of the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.qualifiers import topics
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_OF_RELIEF = frozenset({"of", "in", "on", "to"})
_ABOUT = frozenset({"regarding", "concerning", "covering"})
_AS_TO = frozenset({"respect", "regard"})
_LAID = frozenset({"on", "upon", "for", "against", "over"})


def is_duty(noun: Token) -> bool:
    """True for tariffs, quotas and whatever else is laid on goods."""
    return noun.lemma_.casefold() in word_class("duty")


def eases(noun: Token) -> bool:
    """True for "lifted the sanctions", "will remove tariffs", "a cut in tariffs": taken off, that is a concession or trade."""
    at = grammar.first_of_list(noun)
    if at.dep_ in ("dobj", "nsubjpass"):
        return not carriers("easing").keys().isdisjoint(grammar.with_particles(at.head))
    return is_duty(noun) and _relief(at) is not None


def _relief(noun: Token) -> Token | None:
    """The noun or the "-ing" form that takes a duty off: "the [elimination] of tariffs on X's rice"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _OF_RELIEF:
        return None
    over = noun.head.head
    return over if over.lemma_.casefold() in word_class("taking-off") and over.pos_ == "NOUN" else None


def lend_from_trade(noun: Token, slots: grammar.Slots) -> None:
    """Fill whose duty or favour a noun is, and to whose goods."""
    if is_duty(noun):
        _lend_from_relief(noun, slots)
    if is_favour(noun):
        _lend_from_grant(noun, slots)


def _lend_from_relief(duty: Token, slots: grammar.Slots) -> None:
    """Fill who takes a duty off, and on whose goods it lay, from the word that says so."""
    at = grammar.first_of_list(duty)
    relief = _relief(at)
    if relief is not None:
        own = grammar.noun_slots(relief)
        over = relief.head
        slots["light"] = slots.get("light") or own["poss"] or own.get("by") or own["mod"]
        if not slots["light"] and relief.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(over):
            slots["light"] = grammar.subjects(over)
        slots.setdefault("on", [head for name in _LAID for head in own.get(name, ())])
    elif at.dep_ in ("dobj", "nsubjpass") and not slots.get("light") and eases(duty):
        slots["light"] = grammar.subjects(at.head)
        slots.setdefault("on", [head for name, head in grammar.prepositions(at.head) if name in _LAID and head.i > at.i])


def is_favour(noun: Token) -> bool:
    """True for a quota, access or a treatment that one state grants to the goods of another."""
    return noun.lemma_.casefold() in word_class("trade-favour")


def _lend_from_grant(favour: Token, slots: grammar.Slots) -> None:
    """Fill who grants a favour and to whom, from the verb that says so: "[X] received a quota for beef from [Y]"."""
    at = grammar.first_of_list(favour)
    verb = at.head
    if at.dep_ not in ("dobj", "nsubjpass") or not grammar.is_verb(verb):
        return
    own = grammar.verb_slots(verb)
    near = [*grammar.prepositions(favour), *(low for head in own.get("for", ()) for low in grammar.prepositions(head))]
    if verb.lemma_ in word_class("taking-favour") and at.dep_ == "dobj" and not grammar.is_passive(verb):
        slots["granted"] = grammar.surface_subjects(verb)
        slots["granter"] = own.get("from") or [head for name, head in near if name == "from"] or _of_market(near)
    elif verb.lemma_ in word_class("granting"):
        first = grammar.children(at, "nmod", "compound")
        glued = [word for word in first if word.pos_ == "PROPN" and word.left_edge.i == verb.i + 1]
        slots["granter"] = grammar.subjects(verb) or [head for name, head in near if name == "by"]
        if at.dep_ == "dobj" and grammar.is_passive(verb):
            slots["granted"] = grammar.children(verb, "nsubjpass")
            slots["granter"] = slots["granter"] or _of_market(near)
        else:
            slots["granted"] = own.get("iobj") or glued or [head for name in ("to", "for") for head in own.get(name, ())]


def _of_market(phrases: list[tuple[str, Token]]) -> list[Token]:
    """Whose market it is to: "tariff-free access to the [Xish] market", "access for its beef in [X]"."""
    places = [head for name, head in phrases if name in ("to", "in")]
    owners = [owner for head in places for owner in grammar.children(head, "amod", "poss", "compound")]
    return owners + [head for head in places if head.pos_ == "PROPN"]


def goods_under(duty: Token, passage: Passage) -> tuple[str, ...]:
    """The fields of the goods that a duty lies on, without trade itself: "tariffs on Xish [steel], and on [fish] and wine"."""
    above = [duty, *(word for word in (_relief(duty), duty.head) if word is not None)]
    phrases = [phrase for word in above for phrase in grammar.prepositions(word) if phrase[1].i > duty.i]
    # "with respect [to fish]", "in terms [of quotas]"
    phrases += [("for", low) for _, head in phrases if head.lemma_ in _AS_TO for _, low in grammar.prepositions(head)]
    heads = [head for name, head in phrases if name in _LAID or name in _ABOUT]
    # "tariffs on cars and a range of foods": the parser joins the range to the tariffs
    heads += [other for other in grammar.conjuncts(duty) if other.i > duty.i and not is_duty(other)]
    heads += [head for thing in heads for name, head in grammar.prepositions(thing) if name in ("including", "like")]
    words = [word for head in dict.fromkeys(heads) for word in topics.phrase_with_conjuncts(head)]
    words += grammar.children(duty, "compound")
    found = topics.listed_with(passage, topics.in_tokens(passage, words))
    return tuple(domain for domain in topics.settle(found) if domain not in _NO_GOODS)


_NO_GOODS = frozenset({"domain:trade", "domain:economic", "domain:diplomacy"})
