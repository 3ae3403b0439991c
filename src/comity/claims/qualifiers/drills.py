"""What drills and patrols are for beside training, told by who holds them and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.find.domains import ancestors
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token


def fields_of_drill(noun: Token) -> tuple[str, ...]:
    """Fields of a drill or patrol, without exercises themselves: of navies, of police, along a border; none for other nouns."""
    lemma = noun.lemma_.casefold()
    if lemma != "patrol" and lemma not in word_class("drill"):
        return ()
    words = {token.lemma_.casefold() for token in noun.sent} | {token.lower_ for token in noun.sent}
    if {"coast", "guard"} <= words:
        words.add("coastguard")
    fields = []
    if words & (word_class("navy") | word_class("waters")):
        fields.append("domain:maritime-security")
    if words & word_class("police"):
        fields.append("domain:law-enforcement")
    if words & {"border", "frontier"} and lemma == "patrol":  # "drills near the border" are held there only
        fields.append("domain:border-security")
    return tuple(fields)


_EXERCISES = "domain:military-exercises"
_WATCHED = frozenset({"domain:law-enforcement", "domain:border-security", "domain:maritime-security"})


def fields_with_drills(trigger: Token, domains: tuple[str, ...]) -> tuple[str, ...]:
    """Fields of drills: exercises, whatever else is said of forces; patrols of police, of a border or at sea are no exercise."""
    if trigger.lemma_.casefold() == "patrol":
        watched = tuple(dict.fromkeys(d for d in (*fields_of_drill(trigger), *domains) if d in _WATCHED))
        if watched:
            return watched
    forces = tuple(d for d in domains if "domain:security" in ancestors(d) or d == "domain:disasters")
    return tuple(dict.fromkeys([*forces, _EXERCISES]))


def is_of_civilians(trigger: Token) -> bool:
    """True for "trains engineers", "the training of nurses"."""
    trained = [*grammar.objects(trigger)] if grammar.is_verb(trigger) else []
    trained += [head for name, head in grammar.prepositions(trigger) if name in ("of", "for")]
    return any(one.lemma_.casefold() in word_class("civilian") for head in trained for one in grammar.conjuncts(head))
