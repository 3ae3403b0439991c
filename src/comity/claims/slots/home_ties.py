"""Ties that name one end in a text about one state: in a profile of Mali "relations with France are close" are Mali's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import Predicate, Slot
from comity.claims.slots.arguments import Argument
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_WITH_ONE_END = frozenset({
    Relation.COOPERATES_WITH, Relation.TRADES_WITH, Relation.ALLIED_WITH, Relation.AGREES_WITH, Relation.CONSULTS_WITH,
    Relation.DISPUTES_WITH, Relation.EXERCISES_WITH, Relation.OPPOSES, Relation.SUPPLIES, Relation.INVESTS_IN, Relation.AIDS,
    Relation.DEPENDS_ON, Relation.MEMBER_OF,
})  # fmt: skip
"""Relations whose missing end is the state that the text is about. Sanctions, blame and threats are left out: in a profile
they are as often those of others."""

_OWNERS = frozenset({"poss", "light", "mod", "lightto"})
"""Places where whose a tie is may stand; a frame with none of them asks for more than an end."""

_PHRASES = frozenset({"with", "from", "to", "in", "on", "of", "for", "into", "against", "towards", "toward"})
_ACTORS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.GROUP})
_WARES = frozenset({Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN})


def home_frames(
    predicate: Predicate, token: Token, slots: grammar.Slots, passage: Passage
) -> Iterator[tuple[Slot, tuple[Argument, ...]]]:
    """(slot of the end that is named, those named) for each frame whose other end nothing fills; best frame first."""
    if not _may_be_of_home(predicate, token, passage):
        return
    home = passage.linked.home
    for frame in predicate.frames:
        ends = [slot for slot in frame if slot.role in ("A", "B") and not slot.optional]
        if len(ends) != 2 or {slot.role for slot in ends} != {"A", "B"}:
            continue
        for named, other in ((ends[0], ends[1]), (ends[1], ends[0])):
            if not _OWNERS & set(other.names) or not _is_open(other, named, slots, passage, predicate):
                continue
            found = _named_end(named, token, slots, passage)
            if found and home not in {a.entity for a in found} and _names_nobody_else(token, found, passage):
                yield named, found


def _may_be_of_home(predicate: Predicate, token: Token, passage: Passage) -> bool:
    """True for a noun of such a relation, in a text about one state, that no section on two others claims."""
    home = passage.linked.home
    if not home or predicate.pos != "n" or not (predicate.relation is None or predicate.relation in _WITH_ONE_END):
        return False
    if passage.context and home not in passage.context and passage.context != passage.linked.main:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.head.pos_ in ("NOUN", "PROPN"):
        return False  # "a company with ties to X"
    return not any(child.dep_ == "poss" for child in token.children) and not _others_spoken_of(token, passage)


def _named_end(slot: Slot, token: Token, slots: grammar.Slots, passage: Passage) -> tuple[Argument, ...]:
    """States and bodies that stand by name where this end belongs; for who "is the main supplier" only with such a word."""
    names = [name for name in slot.names if name in _PHRASES or (name == "holder" and _is_of_one(token))]
    heads = [head for name in names for head in slots.get(name, ())]
    kind = slot.kind if slot.kind in ("org", "belong", "country", "agreement", "eventproject") else ""
    found = passage.arguments(heads, kind)
    bodies = (EntityKind.STATE, EntityKind.ORGANIZATION)
    return tuple(a for a in found if a.span is not None and passage.register.kind(a.entity) in bodies)


def _is_of_one(noun: Token) -> bool:
    """True for "the main supplier", "its closest ally", "a key partner": of the one whom the text is about."""
    return any(c.tag_ in ("JJS", "RBS") or c.lower_ == "the" or c.lower_ in word_class("chief") for c in noun.children)


def _is_open(slot: Slot, named: Slot, slots: grammar.Slots, passage: Passage, predicate: Predicate) -> bool:
    """True for the end that no word fills: a field before the noun and the goods behind it are no owner."""
    for name in slot.names:
        if name in named.names and name == "of":
            continue  # "membership of the union"
        heads = slots.get(name, ())
        if name == "mod" or (name == "of" and predicate.relation in _WARES):
            heads = [head for head in heads if head.i in passage.by_token]
        if heads:
            return False
    return not slots.get("light") and not slots.get("by")


def _names_nobody_else(token: Token, found: tuple[Argument, ...], passage: Passage) -> bool:
    """True where the sentence names no other actor, whose tie it might be."""
    named = {t for head in passage.named_in(token.sent) for t in passage.by_token[head.i].targets}
    others = named - {a.entity for a in found} - {passage.linked.home}
    spanned = {t for a in found if a.span is not None for t in a.span.targets}
    return not any(passage.register.kind(entity) in _ACTORS for entity in others - spanned)


def _others_spoken_of(token: Token, passage: Passage) -> bool:
    """True where the last subject before this sentence, in its paragraph, is another actor."""
    start = token.sent.start
    if start == 0:
        return False
    before = [span for span in passage.spans if span.targets and span.end <= start]
    for span in reversed(before):
        root = passage.parsed.doc[span.start : span.end].root
        if root.dep_ in ("nsubj", "nsubjpass") and passage.register.kind(span.targets[0]) in _ACTORS:
            return passage.linked.home not in span.targets
    return False


def is_equated(token: Token) -> bool:
    """True for "the main partners are [X and Y]": they are not partners of each other."""
    return (
        token.dep_ in ("nsubj", "nsubjpass") and grammar.is_verb(token.head) and token.head.lemma_ in grammar.verb_class("equating")
    )
