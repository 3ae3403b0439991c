"""What several clear away or lay out together: barriers to trade in a field, and the way to rules of one.

"X and Y will remove obstacles to trade in fish and burdensome practices in shipping" names no tie by a word of its own; that both
clear what stands between them says so. Each field is a claim of its own: trade in goods, cooperation in anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.parties import bodies
from comity.find.domains import ancestors
from comity.find.words import word_set
from comity.grammar import word_class
from comity.model import Claim, Statement
from comity.vocabulary import Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "barriers"

_MOST = 6
"""Parties of one undertaking: more would be a bloc, whose pairs nobody means."""
_FARTHEST = 8
"""Steps from a noun in a list up to the verb that governs the list."""

_TRADED = frozenset(
    f"domain:{name}" for name in ("trade", "agriculture", "industry", "mining", "energy", "health", "arms-trade", "economic")
)
_WIDE = frozenset({"domain:trade", "domain:economic", "domain:diplomacy", "domain:political"})
_AFFECTED = ("to", "towards", "toward", "in", "on", "for", "against", "within", "across")


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each pair and field of what the sentence says they clear away or lay out."""
    words = word_set(passage.parsed.doc)
    if words.isdisjoint(word_class("obstacle")) and words.isdisjoint(word_class("pathway")):
        return
    for noun in sentence:
        if noun.lower_ in word_class("obstacle") and _is_obstacle(noun):
            act = _over(noun, word_class("clearing"))
        elif noun.lower_ in word_class("pathway"):
            act = _over(noun, word_class("laying-out"))
        else:
            continue
        if act is not None:
            yield from _said(noun, act, passage)


def _is_obstacle(noun: Token) -> bool:
    """True for barriers of any kind, and for practices and restrictions that are called unfair or hamper trade."""
    if noun.lower_ not in word_class("obstacle if unfair"):
        return True
    own = {word.lower_ for word in topics.modifiers(noun)}
    return not own.isdisjoint(word_class("unfair")) or any(word.lower_ == "trade" for word in noun.subtree)


def _over(noun: Token, doing: frozenset[str]) -> Token | None:
    """The verb or the noun of relief that says what is done to a thing, over the lists it may stand in."""
    at = noun
    for _ in range(_FARTHEST):
        head = at.head
        if at.dep_ == "conj" and not grammar.is_verb(head):
            at = head
        elif at.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(head):
            return None if doing.isdisjoint(grammar.with_particles(head)) else head
        elif at.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in word_class("taking-off"):
            return head.head
        elif at.dep_ == "pobj" and at != noun and head.head.pos_ == "NOUN":
            at = head.head  # "practices in shipping and other barriers": joined to the shipping by the parser
        else:
            return None
    return None


def _said(noun: Token, act: Token, passage: Passage) -> Iterator[Statement]:
    heads, fields = _affected(noun, act, passage)
    pairs = _pairs(noun, act, heads, passage)
    if not fields and len(pairs) == 1 and pairs[0][1].token.dep_ in ("amod", "poss") and noun.lower_ in word_class("obstacle"):
        fields = ("domain:trade",)  # "barriers to [Xish] flowers"
    scope = scope_of(act)
    if not pairs or not fields or scope.negated:
        return
    if scope.modality is Modality.PREDICTED:
        scope.modality = Modality.INTENDED
        scope.notes.append("their own undertaking")
    when = time_of(passage, act)
    for first, second in pairs:
        for domain in fields[:4]:
            traded = noun.lower_ in word_class("obstacle") and not _TRADED.isdisjoint((domain, *ancestors(domain)))
            relation = Relation.TRADES_WITH if traded and domain not in _SERVICES else Relation.COOPERATES_WITH
            claim = Claim.of(first.entity, relation, second.entity, domain=domain, modality=scope.modality, when=when)
            yield passage.statement(claim, noun, first, second, NAME, 0.7, scope.notes)


_SERVICES = frozenset({"domain:transport", "domain:tourism", "domain:labour", "domain:finance", "domain:infrastructure"})
"""Parts of the economy that are no goods: what is eased there is work together."""


def _affected(noun: Token, act: Token, passage: Passage) -> tuple[list[Token], tuple[str, ...]]:
    """Heads of what a barrier is to or a way leads to, and their fields; trade itself only where no goods are named."""
    heads = [head for name, head in grammar.prepositions(noun) if name in _AFFECTED]
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if len(after) == 2 and after[0].lower_ == "to" and after[1].lower_ == "trade" and grammar.is_verb(after[1]):
        heads.append(after[1])  # "barriers to trade in fish": the noun is a verb to the parser
    for clause in grammar.children(noun, "relcl", "acl"):
        heads += grammar.objects(clause)
    if not heads and grammar.is_verb(act):
        heads = [head for name, head in grammar.prepositions(act) if name in _AFFECTED and head.i > noun.i]
    words = [word for head in heads for word in topics.phrase_with_conjuncts(head, clauses=True)]
    found = topics.settle(topics.in_tokens(passage, [*words, *topics.modifiers(noun)]))
    own = tuple(domain for domain in found if domain not in _WIDE)
    if not own and any(word.lower_ in ("trade", "commerce", "exports", "imports") for word in (*words, *topics.modifiers(noun))):
        own = ("domain:trade",)
    return heads, own


def _pairs(noun: Token, act: Token, heads: list[Token], passage: Passage) -> list[tuple[Argument, Argument]]:
    """Those who clear it for each other, or the one who does and the one whose goods it kept out."""
    if grammar.is_verb(act):
        doers = grammar.subjects(act) if grammar.is_passive(act) else grammar.surface_subjects(act)
    else:
        own = grammar.noun_slots(act)
        doers = [*own["poss"], *own.get("by", ())]
        doers += [head for source in (act, noun, *heads) for name, head in grammar.prepositions(source) if name == "between"]
    parties = bodies(passage, doers)
    known = {a.entity for a in parties}
    words = [word for top in (noun, *heads) for word in top.subtree]
    named = bodies(passage, [word for word in words if word.i in passage.by_token and word not in doers])
    others = [a for a in named if a.entity not in known]
    if len(parties) == 1 and len(others) == 1 and not _is_place(others[0]):
        return [(parties[0], others[0])]
    if others or not 2 <= len(parties) <= _MOST:
        return []
    return list(combinations(parties, 2))


def _is_place(argument: Argument) -> bool:
    """True for where a barrier stands: "barriers to trade in [Chad]" are not taken off for Chad."""
    return argument.token.dep_ == "pobj" and argument.token.head.lower_ in ("in", "within", "across")
