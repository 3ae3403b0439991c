"""Fields that a word has whatever stands around it: troops somewhere, power that is bought, who is trained, what it explains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.qualifiers import topics
from comity.find.domains import ancestors
from comity.find.words import word_set
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.claims.slots.filling import Filled

_MILITARY = "domain:military"
_OF_FORCE = "domain:security"
_GOODS = frozenset({Relation.SUPPLIES, Relation.DEPENDS_ON, Relation.NEEDS})
_VAGUE = frozenset({"domain:trade", "domain:economic", "domain:diplomacy", "domain:transport", "domain:energy"})
_WORTH_TRAINING = frozenset(
    {"domain:disasters", "domain:human-rights", "domain:health", "domain:counter-terrorism", "domain:demining"}
)
_BEFORE_POWER = frozenset(
    {"its", "their", "of", "the", "more", "imported", "all", "cheap", "surplus", "buys", "imports", "for", "on"}
)


def settled(found: topics.Topics, filled: Filled, passage: Passage) -> topics.Topics:
    """The domains of a filled frame, changed where its own words settle them."""
    relation, trigger = filled.predicate.relation, filled.trigger
    if relation is Relation.INFLUENCES and filled.predicate.pos == "n" and trigger.lemma_.casefold() in word_class("forces"):
        of_force = tuple(d for d in found.domains if _OF_FORCE in ancestors(d))
        return found if of_force else topics.Topics((_MILITARY,), 0.95)  # "Xish troops in Y guard a gas plant"
    if relation is Relation.AIDS and trigger.lemma_ in word_class("training") and not _WORTH_TRAINING & set(found.domains):
        trained = grammar.objects(trigger) if grammar.is_verb(trigger) else []
        if any(head.lemma_.casefold() in word_class("forces") for head in trained):
            return topics.Topics(("domain:military-training",), 0.95, "forces that are trained")
    if set(found.domains) - _VAGUE:
        return found
    if relation in _GOODS and "power" in word_set(trigger.doc) and _is_of_power(filled):
        return topics.Topics(("domain:electricity",), 0.9, "power that is bought or sold")
    if relation is Relation.SUPPLIES and any(
        head.lemma_.casefold() in word_class("war-goods") for head in grammar.objects(trigger)
    ):
        return topics.Topics(("domain:arms-trade",), 0.9, "aircraft of war that are delivered")
    if trigger.dep_ == "appos" and filled.predicate.is_tie:
        # "a gas contract, a [deal] with Y"
        own = topics.of_modifiers(passage, trigger.head)
        return replace(found, domains=own, note="the field of what it explains") if own else found
    return found


def _is_of_power(filled: Filled) -> bool:
    """True where "power" by itself is what is bought, sold or needed: "gets most of its [power] from X"."""
    trigger = filled.trigger
    verb = trigger if grammar.is_verb(trigger) else trigger.head
    for word in verb.subtree:
        if word.lower_ == "power" and word.dep_ in ("dobj", "pobj", "nsubjpass", "conj") and word.i > 0:
            before = word.nbor(-1)
            return before.lower_ in _BEFORE_POWER or before.tag_ == "POS" or before == verb
    return False
