"""Whom a blow strikes that names no victim: the state in whose city it falls, or who blames another for it."""

from __future__ import annotations

from collections.abc import Iterator

from comity import grammar
from comity.claims.lexicon import Predicate, Slot
from comity.claims.passage import Passage
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

_BLAMED = frozenset({Relation.FIGHTS, Relation.COERCES, Relation.SANCTIONS})


_IN_CITIES = ("in", "near", "outside", "around", "inside", "at")


def otherwise_struck(predicate: Predicate, slots: grammar.Slots, passage: Passage) -> Iterator[tuple[Slot, ...]]:
    """What one is blamed for he did to who blames him: "X accused Y of shelling a town on its side".

    And what is struck in or near a city is the state's whose city it is ("X destroyed a reactor near Y"), unless it is rebels.
    """
    struck = slots.get("obj", ())
    if (
        predicate.relation is Relation.FIGHTS
        and predicate.pos == "v"
        and struck
        and not any(n.lemma_ in word_class("fighter") for n in struck)
    ):
        where = [a for name in _IN_CITIES for a in passage.arguments(slots.get(name, []), "country")]
        own = {e.state for a in passage.arguments(slots.get("subj", [])) if (e := passage.register.entity(a.entity)) is not None}
        # an army that shells a town of its own fights no state
        if where and passage.register.kind(where[0].entity) is EntityKind.STATE and where[0].entity not in own:
            yield Slot(("subj",), "A"), Slot(_IN_CITIES, "B", "country")
    if predicate.relation in _BLAMED and predicate.pos == "v" and slots.get("accuser"):
        yield Slot(("subj",), "A"), Slot(("accuser",), "B")
