"""Places that a frame does not name, where its other end may stand: where a thing is built, whose the goods are, who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import Predicate, Slot, carriers
from comity.claims.slots.arguments import Argument
from comity.claims.slots.lent import opener, paid_for
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.grammar.parse import SOME
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_DONE_WHERE = frozenset({Relation.INVESTS_IN, Relation.AIDS})
"""What is done for a state where it is done: "builds a school in Bamako". What is fought or coerced in a place was tried: it is as
often done to others who are there."""

_HANDED = frozenset({Relation.SUPPLIES, Relation.AIDS})
_STATIONED = frozenset({Relation.AIDS, Relation.SUPPLIES, Relation.INFLUENCES})

_JUDGING = frozenset({Relation.OPPOSES, Relation.CRITICIZES, Relation.SUPPORTS})
_AT_PLACE = frozenset({"in", "at", "near", "outside", "off", "inside", "around", "along", "across", "beside"})
_INTO_THINGS = frozenset({"of", "into", "for", "on", "to", "in", "at", "towards"})
_DEEPEST = 4
"""Phrases within phrases: "the cost [of a link [to the port [at Tema]]]"."""


def where_of(verb: Token) -> list[Token]:
    """Heads of the places that a verb's object lies in, however deep: "put money into [a plant [near Walvis Bay]]"."""
    found: list[Token] = []
    at = [(verb, 0), *((noun, 1) for noun in grammar.objects(verb))]
    for word, depth in at:
        for name, head in grammar.prepositions(word):
            if head.i <= verb.i:
                continue
            if head.pos_ == "PROPN":
                found += [head] if name in _AT_PLACE else []
                continue
            if name == "in":
                # "put money into a plant", "bought a stake in the [Xish] port"
                found += [c for c in grammar.children(head, "amod", "poss") if c.text[:1].isupper()]
            if name in _INTO_THINGS and depth < _DEEPEST:
                at.append((head, depth + 1))
    return found


def further(predicate: Predicate, token: Token, slots: grammar.Slots) -> Iterator[tuple[Slot, ...]]:
    """The frames of a predicate with the place of one end exchanged, after all others have failed."""
    if predicate.pos == "v" and predicate.relation in _DONE_WHERE and slots.get("where"):
        yield from _exchanged(predicate, "B", "where", "state")
    if predicate.pos == "v" and predicate.relation in _DONE_WHERE:
        for name, heads in (("paid", paid_for(token, slots)), ("opener", opener(token))):
            if heads:
                slots[name] = heads
                yield from _exchanged(predicate, "B", name, "state")
    if predicate.relation is Relation.SUPPLIES and predicate.pos == "v" and token.lemma_ in word_class("buying"):
        slots["goods-of"] = _owners_of_goods(slots)
        if slots["goods-of"]:
            yield Slot(("subj",), "B", "direct"), Slot(("goods-of",), "A", "direct")
    if predicate.relation in _HANDED:
        # "imports ammonia from Walvis Bay", "sent engineers to Goma"
        slots["from-place"] = [place for head in slots.get("from", ()) for place in _site(head)]
        slots["to-place"] = [head for head in slots.get("to", ()) if head.pos_ == "PROPN"]
        yield from _exchanged(predicate, "A", "from-place", "city")
        if token.lemma_ not in word_class("dispatching") or predicate.relation is Relation.AIDS:
            yield from _exchanged(predicate, "B", "to-place", "city")
    if predicate.relation in _JUDGING and predicate.pos == "v" and slots.get("obj"):
        acts = [*slots["obj"], *slots.get("to", ())]
        slots["author"] = [who for act in acts for who in _authors(act, token)]
        if slots["author"]:
            yield from _exchanged(predicate, "B", "author", "")
    if predicate.relation in _STATIONED and slots.get("instead"):
        # "replaced [French trainers] with others"
        yield Slot(("mod", "poss", "from"), "A"), Slot(("instead",), "B")
    if predicate.relation is Relation.DEPENDS_ON and predicate.pos == "v":
        slots["giver"] = _givers([*slots.get("on", ()), *slots.get("off", ()), *slots.get("upon", ())])
        if slots["giver"]:
            yield Slot(("subj",), "A"), Slot(("giver",), "B", "direct")
    if predicate.relation is Relation.SUPPLIES:
        slots["absolute"] = _takers_beside(token)
        if slots["absolute"]:
            yield Slot(("subj",) if predicate.pos == "v" else ("poss", "light", "mod"), "A"), Slot(("absolute",), "B")


def _site(head: Token) -> list[Token]:
    """The name of a place, or of where a works lies: "bought boats from [Goma]", "… from a shipyard in [Chad]"."""
    if head.pos_ == "PROPN" and not any(name in _AT_PLACE for name, _ in grammar.prepositions(head)):
        return [head]
    return [place for name, place in grammar.prepositions(head) if name in _AT_PLACE and place.pos_ == "PROPN"]


def gifts(thanked_for: Iterable[Token]) -> list[Token]:
    """Things among what one is thanked for that were given: "thanked Y for [the rice] it had sent", "… for [the fuel]"."""
    return [
        thing
        for thing in thanked_for
        if any(clause.lemma_ in word_class("giving") for clause in grammar.children(thing, "acl", "relcl"))
        or any(p.relation is Relation.SUPPLIES for p in predicates_of(thing))
    ]


def kept_going(verb: Token) -> list[Token]:
    """Where something is heated, lit or driven: "heats [Chad]", "runs the mines of [Chad]", "keeps the lights on in [Chad]"."""
    if verb.lemma_ not in grammar.verb_class("powering"):
        return []
    things = grammar.children(verb, "dobj") + [s for c in grammar.children(verb, "ccomp") for s in grammar.children(c, "nsubj")]
    if verb.lemma_ == "keep" and not any(word.lower_ in word_class("kept-going") for word in verb.subtree):
        return []
    found = [thing for thing in things if thing.pos_ == "PROPN"]
    found += [owner for thing in things for owner in grammar.children(thing, "poss", "amod") if owner.pos_ in ("PROPN", "ADJ")]
    return found + [
        place
        for source in (verb, *things)
        for name, place in grammar.prepositions(source)
        if name in ("in", "of", "across", "throughout")
    ]


def _givers(heads: Iterable[Token]) -> list[Token]:
    """Who gives what another depends on: "lives on the loans [that X grants it]"."""
    return [
        giver
        for thing in heads
        for clause in grammar.children(thing, "relcl")
        for giver in grammar.children(clause, "nsubj")
        if giver.tag_ not in ("WDT", "WP")
    ]


def each_other(predicate: Predicate, slots: grammar.Slots) -> tuple[Slot, ...] | None:
    """The frame of what two do to each other: "X and Y need each other", "back each other's bids", "give each other support"."""
    doers = "subj" if predicate.pos == "v" else "light"
    if predicate.relation is None or not slots.get(doers):
        return None
    for frame in predicate.frames:
        for slot in frame:
            places = [name for name in slot.names if predicate.pos == "v" or name != "with"]
            if slot.role == "B" and any(_is_mutual(head, predicate) for name in places for head in slots.get(name, ())):
                return (Slot((doers,), "AB"),)
    return None


_ONES_OWN = frozenset({Relation.SUPPORTS, Relation.OPPOSES, Relation.CRITICIZES, Relation.THREATENS, Relation.COERCES})
"""What is done to somebody by what is done to his: "support each other's bids"; "buy each other's goods" is read as trade."""


def _is_mutual(head: Token, predicate: Predicate) -> bool:
    """True for "each other", and for what is each other's where it is backed or fought."""
    if grammar.is_reciprocal(head):
        return True
    return predicate.relation in _ONES_OWN and any(map(grammar.is_reciprocal, grammar.children(head, "poss")))


def _exchanged(predicate: Predicate, role: str, name: str, kind: str) -> Iterator[tuple[Slot, ...]]:
    for frame in predicate.frames:
        roles = {slot.role for slot in frame}
        if {"A", "B"} <= roles and not any("subj" in slot.names for slot in frame if slot.role == role):
            yield tuple(Slot((name,), role, kind, slot.optional) if slot.role == role else slot for slot in frame)


def _owners_of_goods(slots: grammar.Slots) -> list[Token]:
    """Whose goods are bought: "half of [X's] gas is bought by Y", "X, [whose] fish Y buys", "[X's] grain"."""
    nouns = [
        inner for noun in slots.get("obj", ()) for inner in (noun, *(h for name, h in grammar.prepositions(noun) if name == "of"))
    ]
    goods = [n for n in nouns if any(p.relation is Relation.SUPPLIES for p in predicates_of(n))]
    return [grammar.antecedent(owner) for noun in goods for owner in grammar.children(noun, "poss", "amod")]


def _authors(act: Token, verb: Token) -> list[Token]:
    """Who did what a noun sums up: "[X] signed the pact, a decision that Y condemned"."""
    if act.lemma_.casefold() not in carriers("act"):
        return []
    owners = grammar.children(act, "poss")
    if owners or act not in verb.ancestors:
        return [owner for owner in owners if owner.tag_ != "PRP$"]  # "welcomed [X's] move"
    over = grammar.verb_over(act)
    apart = act.left_edge.i > 0 and act.left_edge.nbor(-1).text == "," and act.left_edge.lower_ in ("a", "an")
    if over is None or (act.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "attr") and not apart):
        return []
    return grammar.subjects(over)


def _takers_beside(token: Token) -> list[Token]:
    """Who takes a part of what is sold: "tripled its exports of gas, with [X] taking the largest share"."""
    over = token if grammar.is_verb(token) else token.head
    if not grammar.is_verb(over) or (over != token and token.dep_ not in ("dobj", "nsubj", "nsubjpass")):
        return []
    phrases = [*grammar.children(over, "prep"), *(p for p in grammar.children(token, "prep") if token != over)]
    clauses = [c for phrase in phrases if phrase.lower_ == "with" for c in grammar.children(phrase, "pcomp")]
    clauses += grammar.children(over, "advcl")
    clauses = [c for c in clauses if not any(thing.lower_ in ("part", "place", "turns") for thing in grammar.children(c, "dobj"))]
    return [
        who
        for c in clauses
        if c.tag_ == "VBG" and c.lemma_ in word_class("taking") and c.i > over.i
        for who in grammar.children(c, "nsubj")
    ]


def the_other_here(token: Token, doers: Sequence[str], passage: Passage) -> list[Argument]:
    """The one other state that a passage has named so far: "X shelled a village, and Y recalled its ambassador" means from X."""
    named = {t for span in passage.spans if span.start < token.i for t in span.targets
             if passage.register.kind(t) is EntityKind.STATE and t not in doers}  # fmt: skip
    if not named and len(passage.context) == 2 and set(doers) < set(passage.context):
        named = {t for t in passage.context if t not in doers}
    if any(passage.register.kind(doer) is EntityKind.ORGANIZATION for doer in doers):
        return []  # a party or a body is not the other one of two states
    if len(named) != 1 or not doers or (grammar.is_verb(token) and token.tag_ not in ("VBD", "VBZ", "VBP", "VBN")):
        return []  # "argued for closing the crossings": nobody has closed them
    other = next(iter(named))
    return [Argument(other, token, None, f"not named here: {passage.register.label(other)}, the other one spoken of")]


def shared_owner(noun: Token, slots: grammar.Slots, passage: Passage) -> None:
    """Whose "its" is after a first role: "is [X's] best customer and one of [its] sternest critics", not the holder's."""
    own = slots.get("poss", ())
    if not own or any(t.tag_ != "PRP$" for t in own) or not slots.get("holder"):
        return
    holders = {a.entity for a in passage.arguments(slots["holder"])}
    meant = {a.entity for a in passage.arguments(own)}
    at = noun
    while at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lower_ in SOME:
        at = at.head.head
    while at.dep_ == "conj" and at.head.pos_ in ("NOUN", "NUM"):
        at = at.head
        owners = [t for t in grammar.children(at, "poss") if t.tag_ != "PRP$"]
        if owners and (not meant or meant <= holders):
            slots["poss"] = owners
            return


def is_together(verb: Token) -> bool:
    """True for what several do as one, "jointly" or "together", or where they make one thing: "X and Y build a bridge"."""
    if any(child.lower_ in ("together", "jointly") for child in verb.children):
        return True
    if any(grammar.is_reciprocal(word) for word in _done_to(verb)):
        return True  # "lifted the visas for each other's citizens"
    if any(word.lower_ in _EACH_FOR_HIMSELF for who in (verb, *grammar.children(verb, "nsubj")) for word in who.children):
        return False  # "X and Y [each] launched a programme"
    made = grammar.children(verb, "dobj") if verb.lemma_ in word_class("making-one") else []
    return any(
        noun.tag_ == "NN" and any(c.lower_ in ("a", "an", "another") for c in noun.children) and grammar.surface_subjects(verb)
        for noun in made
    )


_EACH_FOR_HIMSELF = frozenset({"both", "each", "respectively", "separately", "individually", "independently"})


def _done_to(verb: Token) -> list[Token]:
    """The words of the objects and phrases of a verb, without its clauses."""
    return [word for part in grammar.children(verb, "dobj", "prep", "nsubjpass") for word in part.subtree]


BLAMED = ("obj", "at", "over", "against", "into", "about")
"""Places of the act that somebody is blamed for: "condemned [the arrest]", "protested against [the arrest]"."""


def blamed_for_it(slots: grammar.Slots) -> list[Token]:
    """Heads of who did what the object names: "condemned the arrest of its envoy [by X]", "… his expulsion [from X]"."""
    acts = [head for name in BLAMED for head in slots.get(name, ())]
    found = [head for act in acts for name, head in grammar.prepositions(act) if name == "by"]
    found += [head for act in acts for name, low in grammar.prepositions(act) if name == "of"
              for by, head in grammar.prepositions(low) if by == "by"]  # fmt: skip
    if any(act.lemma_.casefold() in word_class("expelling") for act in acts):
        found += slots.get("from", [])
    if not found:  # "condemned the provocations [of X]", "… the attacks [of X] on Y"
        found = [head for act in acts if _is_deed(act, slots) for name, head in grammar.prepositions(act) if name == "of"]
    return found or slots.get("by", [])


def _is_deed(noun: Token, slots: grammar.Slots) -> bool:
    """True for nouns whose "of" says who did it; of an attack only where it also says on whom."""
    if noun.lemma_ in word_class("assault"):
        return bool(slots.get("on") or slots.get("against"))
    return noun.lemma_ in carriers("act") or noun.lemma_ in word_class("deed")
