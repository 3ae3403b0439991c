"""Predicates and their frames → who fills which role, or that the text does not fill any frame."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.layout.table_places import doers
from comity.claims.lexicon import Predicate, Slot, carriers
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.slots.addressees import addressed, clause_actor
from comity.claims.slots.arguments import Argument
from comity.claims.slots.by_position import by_position
from comity.claims.slots.home_ties import home_frames, is_equated
from comity.claims.slots.offered import slots_of
from comity.claims.slots.own_ties import WHOSE, is_about_others_now
from comity.claims.slots.positions import each_other, further, is_together, the_other_here
from comity.claims.slots.struck import otherwise_struck
from comity.claims.slots.wares import is_fetched, is_its_economy, is_measure, is_no_ware, is_range
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_BY_CONTEXT = frozenset(
    {Relation.OPPOSES, Relation.PURSUES, Relation.SUPPORTS, Relation.CONSULTS_WITH, Relation.CRITICIZES, Relation.INFLUENCES}
)


@dataclass
class Filled:
    """A frame that the text fills."""

    predicate: Predicate
    trigger: Token
    subjects: list[Argument] = field(default_factory=list)
    objects: list[Argument] = field(default_factory=list)
    members: list[Argument] = field(default_factory=list)
    about: list[Token] = field(default_factory=list)
    own_domains: tuple[str, ...] = ()
    from_context: bool = False
    agentless: bool = False
    object_heads: list[Token] = field(default_factory=list)


def fill(predicate: Predicate, token: Token, passage: Passage) -> Filled | None:
    """The first frame of a predicate that the text fills, or None; found once a passage."""
    key = (token.i, id(predicate))
    if key not in passage.fills:
        passage.fills[key] = _fill(predicate, token, passage)
    return passage.fills[key]


def _fill(predicate: Predicate, token: Token, passage: Passage) -> Filled | None:
    if "joint" in predicate.flags and not _is_joint(token):
        return None
    if "no-clause" in predicate.flags and any(child.dep_ in ("xcomp", "ccomp") for child in token.children):
        return None
    if "no-object" in predicate.flags and any(c.tag_ not in ("WDT", "WP") for c in grammar.children(token, "dobj", "nsubjpass")):
        return None  # "the war [that] X and Y fought" has none of its own
    if predicate.relation is Relation.SUPPLIES and predicate.pos == "n" and is_fetched(token):
        return None
    if "not-from" in predicate.flags and token.dep_ == "pobj" and token.head.lower_ == "from":
        return None
    slots = slots_of(token, passage)
    mutual = each_other(predicate, slots) if passage.has_each_other else None
    if mutual is not None:
        return _fill_frame(replace(predicate, flags=predicate.flags | {"both"}), mutual, token, slots, passage)
    if passage.linked.home and is_equated(token) and (filled := _fill_with_home(predicate, token, slots, passage)) is not None:
        return filled
    for frame in predicate.frames:
        filled = _fill_frame(predicate, frame, token, slots, passage)
        if filled is not None:
            return filled
    for frame in (*by_position(predicate, slots), *otherwise_struck(predicate, slots, passage)):
        filled = _fill_frame(predicate, frame, token, slots, passage)
        if filled is not None:
            return filled
    for frame in further(predicate, token, slots):
        filled = _fill_frame(predicate, frame, token, slots, passage)
        if filled is not None:
            return filled
    assumed = addressed(token, passage)
    if not assumed and passage.is_fragment and predicate.relation in _BY_CONTEXT and len(passage.context) >= 2:
        assumed = doers(passage) if predicate.pos == "v" else passage.context
    for frame in predicate.frames if assumed else ():
        filled = _fill_frame(predicate, frame, token, slots, passage, assumed)
        if filled is not None:
            return filled
    return _fill_with_home(predicate, token, slots, passage) if passage.linked.home else None


def _fill_with_home(predicate: Predicate, token: Token, slots: grammar.Slots, passage: Passage) -> Filled | None:
    """The tie of the one whom the text is about with those it names: "relations with France are close" in a profile of Mali."""
    for named, others in home_frames(predicate, token, slots, passage):
        home = passage.linked.home
        why = f"not named here: {passage.register.label(home)}, whom the text is about"
        own = [Argument(home, token, None, why)]
        ends = (list(others), own) if named.role == "A" else (own, list(others))
        return Filled(predicate, token, *ends, from_context=True)
    return None


def _fill_frame(
    predicate: Predicate,
    frame: tuple[Slot, ...],
    token: Token,
    slots: grammar.Slots,
    passage: Passage,
    assume: tuple[str, ...] = (),
) -> Filled | None:
    """The frame when the text fills it; ``assume``: who may be its subject though the sentence names none."""
    if not assume and predicate.relation is not Relation.MEDIATES and _is_short_of_words(frame, slots):
        return None
    filled = Filled(predicate, token)
    if predicate.relation is Relation.DISPUTES_WITH and any("with" in slot.names or "lightto" in slot.names for slot in frame):
        # "took their dispute to the court": it is not with the court
        slots = {name: heads for name, heads in slots.items() if name not in ("to", "lightto")}
    for slot in frame:
        if slot.role == "D":
            if not _fill_about(slot, slots, filled, passage):
                return None
            continue
        arguments = _slot_arguments(slot, token, slots, filled, passage)
        if not arguments and assume and slot.role == "A" and not any(slots.get(name) for name in slot.names if name != "subj"):
            filled.from_context = True
            arguments = [
                Argument(entity, token, None, f"not named here: {passage.register.label(entity)} by the context")
                for entity in assume
            ]
        if not arguments and predicate.relation is Relation.MEDIATES and slot.role == "B":
            arguments = _sides(token, slots, passage)
        if not arguments:
            if slot.optional:
                continue
            return None
        if slot.role != "A":
            filled.object_heads.extend(h for name in slot.names for h in slots.get(name, ()) if h.i not in passage.by_token)
        target = {"A": filled.subjects, "B": filled.objects, "AB": filled.members}[slot.role]
        target.extend(a for a in arguments if a.entity not in {t.entity for t in target})
    if len(filled.members) == 1 and _is_within(filled.members[0], frame, slots, passage):
        filled.subjects, filled.objects, filled.members = filled.members, list(filled.members), []
        return filled
    if filled.members and len(filled.members) < 2:
        return None
    if (
        predicate.relation is Relation.AFFECTS
        and not filled.about
        and any(predicates_of(noun) for noun in slots.get("obj", ()) if noun.i not in passage.by_token)
    ):
        return None
    if predicate.relation is Relation.FIGHTS and predicate.pos == "v" and any(map(is_measure, slots.get("subj", ()))):
        return None
    if predicate.relation is Relation.SUPPLIES and len(filled.subjects) > 1 and predicate.pos == "v":
        # "we shall ship Xish gas to Y", said by X and Y: it is X who ships
        whose = {a.entity for a in passage.arguments(slots.get("objmod", ()))}
        filled.subjects = [a for a in filled.subjects if a.entity in whose] or filled.subjects
    if predicate.relation is Relation.MEDIATES and {a.entity for a in filled.subjects} & {a.entity for a in filled.objects}:
        return None  # one of the two sides does not mediate
    _keep_ends_apart(filled)
    if any(s.role == "B" and not s.optional for s in frame) and not filled.objects:
        return None
    return filled


def _is_short_of_words(frame: tuple[Slot, ...], slots: grammar.Slots) -> bool:
    """True where no word stands in one of a frame's slots: so most frames end."""
    for slot in frame:  # noqa: SIM110 - a third faster than any(), and asked of each frame of each word
        if slot.is_left_empty(slots):
            return True
    return False


def _is_within(member: Argument, frame: tuple[Slot, ...], slots: grammar.Slots, passage: Passage) -> bool:
    """True for "trade among the members of G": a tie of a body or collective with itself."""
    among = [
        head for slot in frame for name in slot.names if name in ("among", "amongst", "within") for head in slots.get(name, ())
    ]
    kind = passage.register.kind(member.entity)
    return bool(among) and kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)


def _sides(token: Token, slots: grammar.Slots, passage: Passage) -> list[Argument]:
    """Between whom one mediates: the members of the talks or the deal, or who makes the deal in the clause above."""
    for noun in slots.get("obj", ()):
        for predicate in predicates_of(noun):
            filled = fill(predicate, noun, passage) if predicate.pos == "n" else None
            if filled is not None:
                return filled.members or [*filled.subjects, *filled.objects]
        verb = grammar.verb_over(noun)
        if verb is not None and verb != token:
            return passage.arguments(grammar.surface_subjects(verb))
    return []


_NAMED = frozenset({"name", "acronym", "alias", "metonym"})


def _keep_ends_apart(filled: Filled) -> None:
    """Nobody does it to himself: "we help Australia", said by three of whom it is one, leaves the other two."""
    taken = {a.entity for a in filled.subjects}
    apart = [a for a in filled.objects if a.entity not in taken]
    done_to = {a.entity for a in filled.objects}
    meant = all(a.via or a.span is None or a.span.how not in _NAMED for a in filled.subjects if a.entity in done_to)
    if filled.objects and not apart and len(filled.subjects) > 1 and meant:
        taken = {a.entity for a in filled.objects}
        filled.subjects = [a for a in filled.subjects if a.entity not in taken]
    else:
        filled.objects = apart


def _slot_arguments(slot: Slot, token: Token, slots: grammar.Slots, filled: Filled, passage: Passage) -> list[Argument]:
    """Arguments of the first of a slot's alternatives that has any."""
    if slot.kind == "joint" and not _is_joint(token):
        return []
    if slot.names == ("context",):
        if slot.kind == "other":
            filled.from_context = True
            return the_other_here(token, [a.entity for a in filled.subjects], passage)
        if slot.kind == "sanctioned":
            filled.from_context = True
            return clause_actor(token, passage, filled)
        if not _needs_context(token, passage, slot.role) or (slot.kind in WHOSE and not WHOSE[slot.kind](token, passage)):
            return []
        filled.from_context = True
        return [
            Argument(entity, token, None, f"not named here: {passage.register.label(entity)} by the context")
            for entity in passage.context
        ]
    if (slot.kind == "together" and not is_together(token)) or (slot.kind == "behind" and token.dep_ != "pobj"):
        return []  # "under the control of X" is X's, "took control of X" is not
    if slot.kind == "agentless":
        if passage.arguments([head for name in ("light", "by") for head in slots.get(name, ())]):
            return []  # it says who does it, though not to whom
        filled.agentless = True
    if slot.role == "AB" and "with" not in slot.names and _has_another(slots):
        return []
    kind = "" if slot.kind in ("together", "both", "agentless", "joint", "direct", "behind") else slot.kind
    found: list[Argument] = []
    for name in slot.names:
        heads = slots.get(name, [])
        if not heads and name != "iobj":
            continue
        if slot.role == "AB" and name == "obj" and "both" in filled.predicate.flags:
            # "the row harmed X and Y" sets them against nobody; "… the ties between X and Y" does
            heads = [h for h in heads if h.i not in passage.by_token and any(p.is_tie for p in predicates_of(h))]
        if name in ("mod", "of") and slot.role == "AB" and token.dep_ == "pobj" and token.head.lower_ in ("from", "against"):
            heads = []  # "shields its farms from X and Y competition": with others, not with each other
        if name == "holder" and slot.role == "AB" and "examples" in slots:
            heads = [h for h in heads if h not in slots["examples"]]  # "[partners] such as X and Y" need not be each other's
        if name in ("in", "at"):
            # "built a dam in cooperation with X": nothing is done in X
            heads = [h for h in heads if h.lemma_.casefold() not in grammar.verb_class("in-noun")]
        if name == "mod":
            heads = [h for h in heads if h.i in passage.by_token]
        if name == "in" and filled.predicate.relation is Relation.INVESTS_IN:
            heads = [h for h in heads if not is_range(h, passage)]
        for argument in passage.arguments(heads, kind):
            if slot.kind == "direct" and (
                argument.span is None or (argument.via and not is_its_economy(argument, filled.predicate))
            ):
                continue
            if argument.entity not in {a.entity for a in found}:
                found.append(argument)
        if name == "iobj" and not found:
            found = _glued_receiver(slots, passage)
        if found and slot.role != "AB":
            break
        if len(found) >= 2:
            break
    return found


def _has_another(slots: grammar.Slots) -> bool:
    """True when it says with whom, though not by name ("with which both have treaties"): then those before are not each other's."""
    return any(
        head.tag_ in ("WDT", "WP", "PRP") or (head.pos_ == "NOUN" and head.lemma_.casefold() in carriers("example"))
        for head in slots.get("with", ())
    )


def _glued_receiver(slots: grammar.Slots, passage: Passage) -> list[Argument]:
    """The state that the parser took for a part of the object: "sells India oil"; an adjective there is no receiver."""
    names = [
        h
        for h in slots.get("glued", ())
        if h.i in passage.by_token and passage.by_token[h.i].how in ("name", "acronym", "metonym", "alias")
    ]
    return [a for a in passage.arguments(names) if passage.register.kind(a.entity) is EntityKind.STATE]


_BY_CLASS = frozenset({"relied-on-as", "way-in"})
"""Kinds of what a frame is about that are told by a class of words."""


def _words_of(kind: str) -> frozenset[str]:
    """What one turns to another as ("a supplier"), or ways to somewhere ("access", "a link")."""
    return grammar.word_class("way-in") if kind == "way-in" else grammar.word_class("relied-on-as")


def _fill_about(slot: Slot, slots: grammar.Slots, filled: Filled, passage: Passage) -> bool:
    heads = [h for name in slot.names for h in slots.get(name, [])]
    if slot.kind in _BY_CLASS:
        # "turned to X as a supplier": the parser may hang the phrase on the name
        heads = heads or [h for a in filled.objects for name, h in grammar.prepositions(a.token) if name in slot.names]
        filled.about = [h for h in heads if h.lemma_.casefold() in _words_of(slot.kind)]
        return bool(filled.about)
    if slot.kind == "goods" and any(is_no_ware(h) for h in heads):
        return False
    if slot.kind == "issue":
        at_home = word_class("home-affairs")  # "unemployment is a hurdle" sets nobody against his neighbour
        filled.own_domains = tuple(d for d in topics.of_object(passage, heads) if d.partition(":")[2] not in at_home)
        return bool(filled.own_domains)
    if slot.kind in ("domain", "shortage", "goods"):
        own = slot.names == ("self",)
        filled.own_domains = topics.of_modifiers(passage, filled.trigger) if own else topics.of_object(passage, heads)
        if not filled.own_domains and filled.predicate.relation in (Relation.AIDS, Relation.SUPPLIES, Relation.NEEDS):
            filled.own_domains = topics.of_amount(passage, heads)
        return bool(filled.own_domains)
    if slot.kind in ("place", "state"):
        return any(a.span is not None and not a.via and a.token.tag_ != "PRP$" for a in passage.arguments(heads, slot.kind))
    if any(
        h.i in passage.by_token and (k := passage.register.kind(passage.by_token[h.i].targets[0])) and k.is_actor for h in heads
    ):
        return False
    filled.about = heads
    return bool(heads) or slot.optional


def _is_joint(noun: Token) -> bool:
    """True for nouns that say of themselves that several do it: "joint", "shared", "their common"."""
    words = carriers("joint")
    return any(t.lower_ in words or (t.dep_ == "poss" and t.lower_ == "their") for t in topics.modifiers(noun))


_OWN_SLOTS = ("poss", "mod", "with", "between", "among", "of", "to", "by", "light", "on", "against", "from", "towards")


def _needs_context(noun: Token, passage: Passage, role: str) -> bool:
    """Whether a noun may take the actors of the passage: none of its own slots names one, and they are plainly meant.

    They are in bullets and cells, where it says "joint", "their", "this" or "bilateral", and in a text about two actors
    where the sentence names no third.
    """
    if len(passage.context) < 2:
        return False
    slots = slots_of(noun, passage)
    if role == "AB" and passage.arguments([head for name in _OWN_SLOTS for head in slots.get(name, ())]):
        return False
    if passage.arguments([head for name in ("within", "across", "throughout") for head in slots.get(name, ())], "place"):
        return False  # "cooperation within the Andes" is of all who are there
    if passage.is_fragment:
        return True
    named = {t for head in slots["sentence"] if head.i in passage.by_token for t in passage.by_token[head.i].targets}
    actors = {t for t in named if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)}
    third, two = actors - set(passage.context), len(passage.context) == 2
    of_named = any(c.lower_ in ("bilateral", "mutual", "two-way") for c in noun.children) and not passage.linked.issuers
    if two and of_named and third and len(actors) > 1 and not set(passage.context) <= actors:
        return False  # "the bilateral trade of X and Z" in a text on X and Y is theirs who are named
    if _is_joint(noun) or any(c.lower_ in ("this", "bilateral") for c in noun.children):
        return True
    return two and not third and not is_about_others_now(noun, passage)
