"""What a sentence says more of the tie before it: "The partnership will focus on mining, schools and energy".

Its subject is no actor but the tie that the last sentence named between two; its objects are fields of that tie. Each field is a
claim of the same two, with the words that stand for them among the evidence's reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames import walk
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.grammar import word_class
from comity.model import BlockKind, Claim, Statement
from comity.vocabulary import Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "continuation"
_TIES = frozenset({Relation.COOPERATES_WITH, Relation.AGREES_WITH, Relation.ALLIED_WITH, Relation.EXERCISES_WITH})
_POINTING = frozenset({"this", "these", "the", "such", "that", "those", "their", "its"})
_MOST = 4
"""Actors that one tie joins, each with each, for a sentence to go on with it: three in our samples, four of the Quad."""

_FACTOR = 0.8
"""What pointing back costs in confidence: as much as two words that point back do in a frame (0.9 each)."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """The fields that a sentence adds to the tie of the sentence before it; nothing where it names actors of its own as subject."""
    if passage.is_fragment:
        return
    for verb in sentence:
        if verb.lemma_ not in word_class("spanning") or not grammar.is_verb(verb) or grammar.children(verb, "neg"):
            continue
        subject = _pointing(verb, passage)
        if subject is None:
            continue
        ties = _ties_before(passage, sentence, subject)
        domains = _fields(verb, passage) if ties else ()
        for before in ties:
            yield from _again(before, domains, verb, subject, passage)


def _pointing(verb: Token, passage: Passage) -> Token | None:
    """The noun that stands for the tie, as the verb's subject: "the partnership", "these efforts"; it names nobody itself."""
    for noun in grammar.surface_subjects(verb):
        lemma = noun.lemma_.casefold()
        if (
            not (lemma in word_class("joint-work") or lemma in word_class("agreement") or lemma in word_class("paper"))
            or noun.i in passage.by_token
            or verb.dep_ == "relcl"
        ):
            continue
        points = any(c.lower_ in _POINTING for c in grammar.children(noun, "det", "poss"))
        named = any(t.i in passage.by_token and t.tag_ != "PRP$" for t in noun.subtree)
        if points and not named:
            return noun
    return None


def _ties_before(passage: Passage, sentence: Span, subject: Token) -> list[Statement]:
    """The ties that the sentence before states, of the subject's kind where it states several; one for each pair of those it joins.

    None where it names more than one tie of its own: "X works with Y and Z with W" leaves open whose the partnership is.
    """
    found = [s for s in _said_before(passage, sentence) if s.claim.relation in _TIES and not s.claim.negated]
    lemma = subject.lemma_.casefold()
    papers = lemma in word_class("agreement") or lemma in word_class("paper")
    same = [s for s in found if (s.claim.relation is Relation.AGREES_WITH) == papers] or found
    pairs = {(s.claim.subject, s.claim.object): s for s in reversed(same)}
    joined = {one for pair in pairs for one in pair}
    complete = len(joined) <= _MOST and 2 * len(pairs) == len(joined) * (len(joined) - 1)
    return [pairs[pair] for pair in sorted(pairs)] if complete else []


def _said_before(passage: Passage, sentence: Span) -> list[Statement]:
    """What the frames read in the sentence before, in the same paragraph or at the end of the one above."""
    earlier = [one for one in passage.parsed.doc.sents if one.end <= sentence.start]
    if earlier:
        return list(walk.statements(passage, earlier[-1]))
    if passage.index == 0:
        return []
    above = passage.linked.parses[passage.index - 1]
    if above.block.kind is not BlockKind.PARAGRAPH or above.block.section != passage.block.section:
        return []
    last = list(above.doc.sents)[-1:]
    over = Passage(passage.linked, passage.index - 1, passage.context, passage.people)
    return [s for one in last for s in walk.statements(over, one)]


def _fields(verb: Token, passage: Passage) -> tuple[str, ...]:
    """Domains of what the verb takes: its object and what follows "on", "to", "at", "with", "for", "in", or its infinitive."""
    heads = [
        *grammar.objects(verb),
        *(h for name, h in grammar.prepositions(verb) if name in ("on", "to", "at", "with", "in", "around")),
    ]
    for act in grammar.children(verb, "xcomp", "advcl"):
        heads += [o for one in grammar.conjuncts(act) for o in grammar.objects(one)]
    for phrase in grammar.children(verb, "prep"):
        heads += [
            o for gerund in grammar.children(phrase, "pcomp") for one in grammar.conjuncts(gerund) for o in grammar.objects(one)
        ]
    found = topics.of_object(passage, [head for head in heads if head.i not in passage.by_token])
    return tuple(d for d in found if d not in ("domain:diplomacy", "domain:political"))


def _again(before: Statement, domains: tuple[str, ...], verb: Token, noun: Token, passage: Passage) -> Iterator[Statement]:
    named = {t for word in verb.subtree if _is_actor(word, passage) for t in passage.by_token[word.i].targets}
    if named - {before.claim.subject, before.claim.object}:
        return
    scope = scope_of(verb)
    if scope.negated:
        return
    if scope.modality is Modality.PREDICTED:
        scope.modality = Modality.INTENDED
    label = passage.register.label
    pair = f"“{noun.text}” → {label(before.claim.subject)}, {label(before.claim.object)}: the tie named before"
    for domain in domains[:6]:
        claim = Claim.of(
            before.claim.subject, before.claim.relation, before.claim.object,
            domain=domain, modality=scope.modality, when=time_of(passage, verb),
        )  # fmt: skip
        subject = Argument(claim.subject, noun, None, pair)
        yield passage.statement(
            claim, verb, subject, None, "continuation", before.evidence.confidence * _FACTOR, [pair, *scope.notes]
        )


def _is_actor(word: Token, passage: Passage) -> bool:
    span = passage.by_token.get(word.i)
    return span is not None and any((k := passage.register.kind(t)) is not None and k.is_actor for t in span.targets)
