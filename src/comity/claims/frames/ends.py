"""Which two can be the ends of a claim: not a leader and his own state, not who only ends a war that others wage."""

from __future__ import annotations

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.slots.arguments import Argument
from comity.claims.slots.filling import Filled
from comity.find.domains import ancestors
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


def quarrelled_about(filled: Filled, passage: Passage) -> tuple[str, ...] | None:
    """Fields of what two quarrel about in words of war, None where it is war: "clashed over rights"."""
    if filled.predicate.word not in word_class("quarrel-of-words") or filled.predicate.pos != "v":
        return None
    heads = [head for name, head in grammar.prepositions(filled.trigger) if name in ("over", "about")]
    if not heads:
        return None
    found = topics.of_object(passage, heads)
    if any(head.pos_ == "PROPN" for head in heads) or any("domain:security" in (d, *ancestors(d)) for d in found):
        return None
    about = any(name == "about" for name, _ in grammar.prepositions(filled.trigger))
    return found or (("domain:diplomacy",) if about else None)


def is_among_themselves(subject: Argument, other: Argument, passage: Passage) -> bool:
    """True for a tie of a body or collective with itself: "trade among the members of G"; no state is tied to itself."""
    return subject.token == other.token and passage.register.kind(subject.entity) in (EntityKind.ORGANIZATION, EntityKind.GROUP)
