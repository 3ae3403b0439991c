"""The field that a sentence goes on with: it asks or delivers, and the clause or the sentence before said of what.

"The gas contract expires. Deliveries to X have fallen", "A patrol boat entered its waters. It asked X for support": a field is
carried on only where one field alone was named before, and, from another sentence, only by one of those it was said of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.claims.passage import Passage
from comity.claims.slots.filling import Filled
from comity.find.domains import ancestors
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_TAKING_UP = frozenset({Relation.REQUESTS})
"""Ties without a field of their own that take up what was told. Meetings, treaties and quarrels were tried: on our dev passages
the sentence before was wrong of them as often as right."""
_DELIVERING = frozenset({Relation.SUPPLIES})

_GOODS = frozenset(
    f"domain:{name}"
    for name in (
        "oil", "natural-gas", "coal", "electricity", "agriculture", "mining", "industry", "arms-trade", "military-technology",
        "health", "water", "nuclear-energy",
    )
)  # fmt: skip
_NOT_TAKEN_UP = frozenset(
    f"domain:{name}"
    for name in ("diplomacy", "political", "economic", "multilateralism", "regional-security", "society", "security", "culture")
)


def of_sentence_before(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """The one field named earlier in the sentence, else in the sentence before it; none where several are named."""
    trigger, relation = filled.trigger, filled.predicate.relation
    if relation not in _TAKING_UP and relation not in _DELIVERING:
        return ()
    sentence = trigger.sent
    own = _fields(passage, sentence.start, trigger.left_edge.i, relation)
    if own or not sentence.start:
        return own if len(own) == 1 else ()
    before = trigger.doc[sentence.start - 1].sent
    if relation in _TAKING_UP and not _is_of_same(filled, passage, before.start, before.end):
        return ()
    found = _fields(passage, before.start, before.end, relation)
    return found if len(found) == 1 else ()


def _fields(passage: Passage, start: int, end: int, relation: Relation | None) -> tuple[str, ...]:
    """Fields of the strong terms between two tokens, outside the names of actors."""
    found = [
        term.domain
        for term in passage.unnamed_domains
        if start <= term.start
        and term.end <= end
        and (term.domain in _GOODS if relation in _DELIVERING else term.weight > 1 and term.domain not in _NOT_TAKEN_UP)
    ]
    above = {up for domain in found for up in ancestors(domain)}
    return tuple(dict.fromkeys(d for d in found if d not in above))


def _is_of_same(filled: Filled, passage: Passage, start: int, end: int) -> bool:
    """True where the one who asks was named in the other sentence."""
    ends = {argument.entity for argument in filled.subjects}
    covered = passage.by_token
    return any(ends.intersection(covered[at].targets) for at in range(start, end) if at in covered)


def of_goods_after(passage: Passage, word: Token) -> tuple[str, ...]:
    """Fields of the goods right behind a verb that the parser took for a noun: "X imports [rice and medicines] from Y"."""
    doc = word.doc
    if (
        word.lower_ not in word_class("shipping-form")
        or word.i + 1 >= len(doc)
        or doc[word.i + 1].pos_ in ("ADP", "PUNCT", "VERB", "AUX", "CCONJ")
    ):
        return ()
    end = next((t.i for t in doc[word.i + 1 : word.sent.end] if t.lower_ in ("from", "to", "via")), word.i)
    return _fields(passage, word.i + 1, end, Relation.SUPPLIES)


def of_infinitive(passage: Passage, clause: Token) -> tuple[str, ...]:
    """Fields of what somebody is asked to do, outside the phrase that says whom: "called on the army [to free prisoners]"."""
    within = {token.i for token in clause.subtree}
    if _is_of_parley(passage, clause, within):
        return (_PEACE,)
    found = [term for term in passage.unnamed_domains if term.end - 1 in within and term.weight > 1]
    return tuple(dict.fromkeys(term.domain for term in found if term.domain not in _NOT_TAKEN_UP))


_PEACE = "domain:peacekeeping"
_FORCE = frozenset({"domain:military", "domain:counter-terrorism", "domain:peacekeeping", "domain:border-security"})


def _is_of_parley(passage: Passage, clause: Token, within: set[int]) -> bool:
    """True for "asked X to return to talks" where what goes before, in the sentence or the one before it, is fighting."""
    doc = clause.doc
    if not any(doc[at].lower_ in word_class("parley-form") for at in within):
        return False
    start = doc[max(clause.sent.start - 1, 0)].sent.start
    named = {f.domain for f in passage.unnamed_domains if start <= f.start < clause.i}
    inside = {f.domain for f in passage.domains if f.start in within and f.weight > 1}
    return bool(named & _FORCE) and inside <= {"domain:diplomacy", _PEACE}
