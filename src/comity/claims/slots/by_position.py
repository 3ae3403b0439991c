"""Frames with another place for an end: beside the clause, in the thing itself, where it is done, with who takes it for one."""

from __future__ import annotations

from collections.abc import Iterator

from comity import grammar
from comity.claims.lexicon import SPECIFIC, Predicate, Slot, carriers
from comity.claims.slots.positions import BLAMED, blamed_for_it
from comity.claims.slots.wares import whose
from comity.vocabulary import Relation

_DONE_IN_PLACE = frozenset({Relation.FIGHTS, Relation.COERCES, Relation.INVESTS_IN, Relation.AIDS})
_DONE_BESIDE = frozenset(
    {Relation.COERCES, Relation.REQUESTS, Relation.SUPPORTS, Relation.AIDS, Relation.THREATENS, Relation.FIGHTS, Relation.MEDIATES}
)
_THANKED = frozenset({Relation.SUPPLIES, Relation.INVESTS_IN})


def by_position(predicate: Predicate, slots: grammar.Slots) -> Iterator[tuple[Slot, ...]]:
    """The frames with another place for their object, where its own is empty.

    For a noun the subject of the clause that it is said beside ("under pressure from X, Y left") or who takes one for it
    ("Y sees X as a rival"); for a verb where it is done ("X struck a depot in Y", "X builds a port in Y").
    """
    own = _frame_of_its_own(predicate, slots)
    if own is not None:
        yield own
        return
    places = _other_places(predicate, slots)
    for_viewer = places == ("viewer",)
    for frame in predicate.frames if places else ():
        objects = [slot for slot in frame if slot.role == "B"]
        if places == ("owner",) and any("subj" in slot.names for slot in objects):
            continue
        if not objects or not any(slot.role == "A" for slot in frame) or any(slot.kind == "agentless" for slot in frame):
            continue
        if not (for_viewer and any(slot.kind in SPECIFIC for slot in objects)):
            kind = "" if for_viewer else "direct"
            yield tuple(Slot(places, "B", kind, slot.optional) if slot.role == "B" else slot for slot in frame)


def _frame_of_its_own(predicate: Predicate, slots: grammar.Slots) -> tuple[Slot, ...] | None:
    """The frame that a place of both ends makes, whatever the predicate's own are: "thanks to Xish gas, Y …"; else None."""
    relation, is_noun = predicate.relation, predicate.pos == "n"
    if is_noun and slots.get("bidden"):
        # "a Xish demand that Y withdraw"
        return Slot(("poss", "mod", "by", "from", "light"), "A"), Slot(("bidden",), "B", "direct")
    if relation in _DONE_BESIDE | _THANKED and slots.get("thanks"):
        # "thanks to Xish gas, Y got through the winter"
        return Slot(("mod", "poss", "from"), "A", "direct"), Slot(("thanks",), "B", "direct")
    if relation is Relation.SUPPLIES and predicate.pos != "v":
        if slots.get("taker"):
            # "Y accounts for a third of X's imports"
            owned, takes = ("A", "B") if predicate.word in carriers("sold") else ("B", "A")
            return Slot(("poss", "mod"), owned), Slot(("taker",), takes)
        if is_noun and slots.get("whole"):
            # "Xish gas makes up half of Y's consumption"
            return Slot(("from", "mod", "poss"), "A", "direct"), Slot(("whole",), "B", "state")
        if slots.get("reached"):
            # "grain from X reached Y"
            return Slot(("from", "mod", "poss"), "A", "direct"), Slot(("reached",), "B", "country")
    if relation is Relation.TRADES_WITH and slots.get("taker"):
        # "Y accounts for a third of X's trade"
        return Slot(("poss", "mod"), "A"), Slot(("taker",), "B")
    if relation is Relation.CONSULTS_WITH and is_noun and slots.get("opened"):
        # "in a telephone call, X and Y discussed the war"
        return (Slot(("opened",), "AB"),)
    if predicate.is_tie and slots.get("clause") and slots.get("with") and not (slots.get("poss") or slots.get("viewer")):
        # "after a dispute with Y, X left": whichever way round, it is theirs
        return Slot(("clause",), "A"), Slot(("with",), "B")
    return None


def _other_places(predicate: Predicate, slots: grammar.Slots) -> tuple[str, ...]:
    """Where a predicate's object may stand instead; slots that only this asks for are filled."""
    relation, is_verb = predicate.relation, predicate.pos == "v"
    if relation in _DONE_BESIDE and slots.get("beside"):
        return ("beside",)
    if relation is Relation.REQUESTS and is_verb and slots.get("for"):
        # "asked for help from X", "asked for [Xish] help"
        slots.setdefault("owner", [owner for noun in slots["for"] for owner in whose(noun)])
        return "from", "owner"
    if relation is Relation.CRITICIZES and predicate.pos != "a" and any(slots.get(name) for name in BLAMED):
        slots.setdefault("doer", blamed_for_it(slots))
        return ("doer",)
    if relation is Relation.SUPPLIES and is_verb:
        # "most of X's gas is imported from Y", "Y covers a third of X's demand"
        slots.setdefault("owner", [owner for noun in slots.get("obj", ()) for owner in whose(noun)])
        return ("owner",)
    if slots.get("viewer"):
        return ("viewer",)
    return _IN_PLACE if relation in _DONE_IN_PLACE and is_verb and slots.get("obj") else ()


_IN_PLACE = ("in", "into", "off", "inside", "across")
