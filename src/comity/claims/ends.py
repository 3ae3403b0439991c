"""Which two can be the ends of a claim: not a leader and his own state, not who only ends a war that others wage."""

from __future__ import annotations

from comity import grammar
from comity.claims.arguments import Argument
from comity.claims.filling import Filled
from comity.claims.passage import Passage
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation


def is_own_organ(organ: str, state: str, passage: Passage) -> bool:
    """True for a state and its own army or ministry, which it equips but does not aid."""
    entity = passage.register.entity(organ)
    return entity is not None and entity.state == state


def are_one_side(one: str, other: str, passage: Passage) -> bool:
    """True for a leader and the state he acts for: "met the president of [Chad], [X]" is no meeting of X with Chad."""
    return passage.people.get(one) == other or passage.people.get(other) == one


def is_no_belligerent(filled: Filled, relation: Relation) -> bool:
    """True where a war is ended that others may wage: "helped to end [the war in X]"."""
    noun = filled.trigger
    places = [head for name, head in grammar.prepositions(noun) if name == "in"]
    ending = noun.dep_ == "dobj" and noun.head.lemma_ in word_class("settling")
    return relation is Relation.FIGHTS and ending and bool(places)


def is_among_themselves(subject: Argument, other: Argument, passage: Passage) -> bool:
    """True for a tie of a body or collective with itself: "trade among the members of G"; no state is tied to itself."""
    return subject.token == other.token and passage.register.kind(subject.entity) in (EntityKind.ORGANIZATION, EntityKind.GROUP)
