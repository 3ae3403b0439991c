"""Words that state nothing of their own where another word says it: "signed [a treaty]", "met [to discuss X]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.slots.above import is_somewhere
from comity.claims.slots.bound import is_binding
from comity.claims.slots.filling import fill
from comity.claims.words import noun_after, predicates_of
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_NAMES_ONLY = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE})
"""Kinds whose names say nothing by their words: the "cooperation" in an organisation's name is no claim."""


def is_carried_elsewhere(token: Token, passage: Passage) -> bool:
    """True for words that only carry or modify another predicate: "signed [a treaty]", "[trade] agreement"."""
    span = passage.by_token.get(token.i)
    if (
        span is not None
        and span.how != "collective"
        and passage.register.kind(span.targets[0]) in _NAMES_ONLY
        and (span.how != "organ of state" or not is_somewhere(token))  # "[Xish troops] in Y" name X, and say that they are in Y
    ):
        return True
    if token.lemma_ in grammar.verb_class("striking") and grammar.is_verb(token):
        # "hit X with sanctions" strikes nobody
        for name, noun in grammar.prepositions(token):
            if name == "with" and any(fill(p, noun, passage) is not None for p in predicates_of(noun)):
                return True
    if token.dep_ == "advcl" and token.lemma_ == "discuss" and grammar.is_infinitive(token):
        # "met to discuss X": that they met says it, and for what
        meeting = [token.head, *grammar.objects(token.head)]
        return any(p.relation is Relation.CONSULTS_WITH and fill(p, word, passage) for word in meeting for p in predicates_of(word))
    if token.lower_ == "trade" and token.tag_ == "VB" and token.i > 1 and token.nbor(-2).lower_ in word_class("obstacle"):
        return True  # "barriers [to trade]": a noun that the parser takes for a verb
    said = {p.relation for p in predicates_of(token)}
    if Relation.CONSULTS_WITH in said and grammar.is_verb(token) and _is_for_talks(token, passage):
        return True
    if Relation.CRITICIZES in said and token.dep_ == "dobj" and _says(token.head, Relation.REQUESTS, passage):
        return True  # "took its complaint to X": X is asked, not blamed
    if token.dep_ in ("dobj", "nsubjpass") and Relation.COOPERATES_WITH in said and _is_of_idiom(token, passage):
        return True
    if grammar.is_verb(token):
        return _is_light(token, passage) or (is_binding(token) and _joins(token, passage))
    if Relation.TRADES_WITH in said and _is_field(token):
        return True
    over = noun_after(token)
    if over is not None:
        return any(fill(p, over, passage) is not None for p in predicates_of(over))
    return False


def _says(word: Token, relation: Relation, passage: Passage) -> bool:
    """True for a word that states this relation here."""
    return any(p.relation is relation and fill(p, word, passage) is not None for p in predicates_of(word))


def _is_of_idiom(noun: Token, passage: Passage) -> bool:
    """True for the noun of a hostile idiom that says it all: "recalled its [ambassador] to X" is no tie with X."""
    word = f"{noun.head.lemma_}_{noun.lower_}"
    return any(
        p.word == word and p.relation is not None and p.relation.polarity < 0 and fill(p, noun.head, passage) is not None
        for p in predicates_of(noun.head)
    )


def _is_field(noun: Token) -> bool:
    """True for trade as one of the fields of another tie: "cooperate in fields such as energy and [trade]"."""
    at = grammar.first_of_list(noun)
    preposition = at.head
    if at.dep_ != "pobj" or any(c.dep_ == "prep" and c.lower_ in ("with", "between") for c in noun.children):
        return False
    if preposition.lower_ in ("like", "as", "including"):
        return preposition.head.lemma_.casefold() in word_class("field") or len(grammar.conjuncts(at)) > 1
    return preposition.lower_ in ("of", "in", "on") and preposition.head.lemma_.casefold() in word_class("field")


def _is_light(verb: Token, passage: Passage) -> bool:
    """True for a verb that only carries what its object states: "signed [a treaty]"."""
    if verb.lemma_ not in carriers("light"):
        return False
    things = grammar.objects(verb)
    if any(thing.lemma_ in word_class("power-abroad") for thing in things) and _says(verb, Relation.OPPOSES, passage):
        return False  # "reduces [X's influence in Z]": it says that X has some and that another is against it
    talks = any(p.relation is Relation.CONSULTS_WITH for p in predicates_of(verb))  # "discussed a treaty": both talks and a treaty
    return any(
        fill(p, noun, passage) is not None
        for noun in things
        for p in predicates_of(noun)
        if not (talks and p.relation is Relation.AGREES_WITH)
    )


def _joins(verb: Token, passage: Passage) -> bool:
    """True where the pact or the ties that are its subject or agent say whom they join: "the pact [obliges] X and Y to …"."""
    nouns = [*grammar.children(verb, "nsubj"), *grammar.agents(verb)]
    return any(fill(p, noun, passage) is not None for noun in nouns for p in predicates_of(noun))


def _is_for_talks(verb: Token, passage: Passage) -> bool:
    """True for coming to a state for talks with its own leader: "landed in Lima for two days of talks with President X of Peru"."""
    found = [noun for name, noun in grammar.prepositions(verb) if name == "for"]
    found += [inner for noun in found for name, inner in grammar.prepositions(noun) if name == "of"]
    talks = [
        f for noun in found for p in predicates_of(noun) if p.relation is Relation.CONSULTS_WITH and (f := fill(p, noun, passage))
    ]
    met = {a.entity for filled in talks for a in (*filled.members, *filled.objects)}
    hosts = {passage.people.get(person) for person in met} - {None}
    to = [f for p in predicates_of(verb) if p.relation is Relation.CONSULTS_WITH and (f := fill(p, verb, passage))] if hosts else []
    return any(a.entity in hosts for filled in to for a in filled.objects)
