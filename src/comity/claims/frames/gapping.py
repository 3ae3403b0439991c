"""Claims of a list that leaves its verb out: "sells copper to China, wine to Britain and salmon to Japan".

The verb is said once, with its first thing and its first name; each further pair of a thing and a name, joined by the same
preposition, is read as the first one is, in the field of its own thing. The parser has no tree for such pairs (it hangs the
second thing on the first name), so they are found by the order of the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.claims.frames import walk
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "gapping"
_BEFORE_NAME = ("on", "upon", "to", "from", "the")
_JOINING = frozenset({"to", "from", "with", "in"})
_HANDED = frozenset({Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN, Relation.TRADES_WITH})
_THING = frozenset({"DET", "PRON", "ADJ", "NOUN", "NUM", "ADV", "SYM", "PART", "VERB"})
_LONGEST_THING = 7
"""Tokens of one thing of the list ("a third of its liquefied gas" has seven); longer runs are clauses."""

_MARK = " gapped"
"""What the name of the rule ends in, for a pair read as the first one is."""

_FACTOR = 0.9
"""What reading a pair without its verb costs in confidence, as a pronoun does."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of the later pairs of each such list of a sentence."""
    found: list[Statement] | None = None
    for anchor, thing, other in _pairs(passage, sentence):
        if found is None:
            found = list(walk.statements(passage, sentence))
        fields = topics.settle(topics.in_tokens(passage, thing))
        for statement in found:
            yield from _as_first(statement, anchor, other, fields, passage)
    for first, _, other, thing in _named_first(passage, sentence):
        found = list(walk.statements(passage, sentence)) if found is None else found
        if any(_is_of(s, other, passage) for s in found):
            continue
        fields = topics.settle(topics.in_tokens(passage, thing))
        for statement in found:
            yield from _as_first(statement, first, other, fields, passage)


def each_its_own(passage: Passage, sentence: Span, found: list[Statement]) -> list[Statement]:
    """The statements without those that give a name the thing of its neighbour: "relies on X for oil and on Y for wheat"."""
    for first, own, other, thing in _named_first(passage, sentence):
        firsts, others = (set(topics.settle(topics.in_tokens(passage, words))) for words in (own, thing))
        if not firsts or not others:
            continue
        for name, foreign in ((first, others - firsts), (other, firsts - others)):
            found = [s for s in found if not (s.claim.domain in foreign and _is_of(s, name, passage))]
    return found


def _is_of(statement: Statement, name: LinkedSpan, passage: Passage) -> bool:
    """True for a statement one of whose ends was read from that name."""
    at, to = _place_of(name, passage)
    return any(mark[0] != "relation" and at <= mark[1] < to for mark in statement.evidence.marks)


def _place_of(name: LinkedSpan, passage: Passage) -> tuple[int, int]:
    """Where a name stands in the text of the document."""
    doc = passage.parsed.doc
    return passage.block.place(*passage.parsed.span(doc[name.start], doc[name.end - 1]))


def _named_first(passage: Passage, sentence: Span) -> Iterator[tuple[LinkedSpan, Span, LinkedSpan, Span]]:
    """(first name, its thing, later name, its thing) for "X with wheat and Y with oil", "gave X two ships and Y a radar"."""
    doc = passage.parsed.doc
    named = [s for s in passage.spans if len(s.targets) == 1 and sentence.start <= s.start and s.end < sentence.end]
    named = [s for s in named if doc[s.start].tag_ != "PRP$"]  # "for [its] exports" is of the thing
    for first, other in pairwise(named):
        joining = doc[first.end].lower_
        if not other.attributive and _is_handed(passage, first) and _begins_thing(doc[first.end]) and _begins_thing(doc[other.end]):
            yield from _handed_to_each(passage, sentence, first, other)
            continue
        if joining not in ("for", "with") or doc[other.end].lower_ != joining:
            continue
        end = other.start
        while end > first.end and doc[end - 1].lower_ in (*_BEFORE_NAME, "and", ","):
            end -= 1
        parts = {doc[i].lower_ for i in range(end, other.start)}
        own = doc[first.end + 1 : end]
        if not parts & {"and", ","} or not 0 < len(own) <= _LONGEST_THING or not all(_is_of_thing(passage, t.i) for t in own):
            continue
        last = next((i for i in range(other.end + 1, sentence.end) if not _is_of_thing(passage, i)), sentence.end)
        if other.end + 1 < last:
            yield first, own, other, doc[other.end + 1 : last]


def _is_handed(passage: Passage, name: LinkedSpan) -> bool:
    """True for a name right after a verb of giving: "has lent [Chad] two trucks"."""
    doc = passage.parsed.doc
    at = name.start - (2 if name.start > 1 and doc[name.start - 1].lower_ == "the" else 1)
    return at >= 0 and doc[at].lemma_ in word_class("giving") and doc[at].pos_ == "VERB"


def _begins_thing(token: Token) -> bool:
    return token.tag_ in ("DT", "CD", "PRP$", "JJR") or token.tag_ == "NNS"


def _handed_to_each(
    passage: Passage, sentence: Span, first: LinkedSpan, other: LinkedSpan
) -> Iterator[tuple[LinkedSpan, Span, LinkedSpan, Span]]:
    """The two names with what each is given, where nothing but an "and" or a comma stands before the second."""
    doc = passage.parsed.doc
    end = other.start
    while end > first.end and doc[end - 1].lower_ in ("and", ",", "the"):
        end -= 1
    own = doc[first.end : end]
    last = next((i for i in range(other.end, sentence.end) if not _is_of_thing(passage, i)), sentence.end)
    joined = any(doc[i].lower_ in ("and", ",") for i in range(end, other.start))
    if joined and 0 < len(own) <= _LONGEST_THING and all(_is_of_thing(passage, t.i) for t in own) and other.end < last:
        yield first, own, other, doc[other.end : last]


def without_shared(found: list[Statement]) -> list[Statement]:
    """The statements without those that give a later name the first one's thing: "buys oil from X and gas from Y"."""
    gapped = {
        (s.claim.subject, s.claim.relation, s.claim.object, s.evidence.rule): s for s in found if s.evidence.rule.endswith(_MARK)
    }

    def is_shared(statement: Statement) -> bool:
        claim = statement.claim
        own = gapped.get((claim.subject, claim.relation, claim.object, statement.evidence.rule + _MARK))
        return own is not None and own.claim.domain is not None

    return [s for s in found if not is_shared(s)]


def _pairs(passage: Passage, sentence: Span) -> Iterator[tuple[LinkedSpan, Span, LinkedSpan]]:
    """(first name, a later thing, its name) for each later pair of each list."""
    if len(passage.named_in(sentence)) < 2:
        return
    doc = passage.parsed.doc
    for preposition in sentence:
        if preposition.lower_ not in _JOINING or preposition.i == sentence.start:
            continue
        before = preposition.nbor(-1)
        first = _name_after(passage, preposition.i)
        if first is None or len(first.targets) != 1 or before.pos_ not in ("NOUN", "NUM") or before.i in passage.by_token:
            continue
        at = first.end
        while (start := _past_separator(passage, at, sentence.end)) is not None:
            end = next((i for i in range(start, sentence.end) if not _is_of_thing(passage, i)), sentence.end)
            if not start < end <= start + _LONGEST_THING or end >= sentence.end or doc[end].lower_ != preposition.lower_:
                break
            other = _name_after(passage, end)
            if other is None or not any(token.pos_ in ("NOUN", "NUM") for token in doc[start:end]):
                break
            yield first, doc[start:end], other
            at = other.end


def _name_after(passage: Passage, index: int) -> LinkedSpan | None:
    """The name right after a word, over an article."""
    doc = passage.parsed.doc
    at = index + 1
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    span = passage.by_token.get(at)
    return span if span is not None and span.targets and span.start in (at, at - 1) and doc[at].tag_ != "PRP$" else None


def _past_separator(passage: Passage, at: int, end: int) -> int | None:
    """Index after a comma, an "and" or both; None where there is neither."""
    doc, start = passage.parsed.doc, at
    while at < end and doc[at].lower_ in (",", "and", ";"):
        at += 1
    return at if at > start else None


def _is_of_thing(passage: Passage, index: int) -> bool:
    """True for a word that may be part of a thing: no name, no finite verb; "of" inside one."""
    token = passage.parsed.doc[index]
    if index in passage.by_token and token.tag_ != "PRP$":
        return False
    return token.lower_ == "of" or (token.pos_ in _THING and token.tag_ not in ("VBZ", "VBD", "VBP", "VB", "WDT", "WP"))


def _as_first(
    statement: Statement, first: LinkedSpan, other: LinkedSpan, fields: tuple[str, ...], passage: Passage
) -> Iterator[Statement]:
    """What is said of the first name, said of the other one, in its own fields."""
    claim, evidence = statement.claim, statement.evidence
    at, to = _place_of(first, passage)
    role = next((mark[0] for mark in evidence.marks if mark[0] != "relation" and at <= mark[1] < to), None)
    if claim.relation not in _HANDED or role is None:
        return
    place = _place_of(other, passage)
    marks = tuple(sorted(((role, *place) if mark[0] == role else mark for mark in evidence.marks), key=lambda mark: mark[1]))
    for target in other.targets:
        ends = (target, claim.object) if claim.subject in first.targets else (claim.subject, target)
        if ends[0] == ends[1] or not {claim.subject, claim.object} & set(first.targets):
            continue
        for field in fields or (claim.domain,):
            said = Claim.of(
                ends[0], claim.relation, ends[1], domain=field, modality=claim.modality, negated=claim.negated, when=claim.when,
                attributed_to=claim.attributed_to,
            )  # fmt: skip
            sure = round(evidence.confidence * _FACTOR, 2)
            changed = replace(evidence, claim=said.id, marks=marks, confidence=sure, rule=evidence.rule + _MARK)
            yield Statement(said, changed)
