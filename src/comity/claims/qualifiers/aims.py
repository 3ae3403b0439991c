"""The field of what a joint effort is for: in its purpose ("a joint effort to build submarines"), or in what that names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token

_DEEPEST = 3
"""Clauses within the purpose: "to study [how to find [a way to deliver X]]"."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_NO_FIELD = frozenset(f"domain:{name}" for name in ("diplomacy", "political", "economic", "multilateralism", "trade"))


def of_aim(passage: Passage, effort: Token) -> tuple[str, ...]:
    """Fields of what an effort, a programme or a study is to bring about; none where it has no purpose or that no field."""
    for clause in _purposes(effort):
        found = tuple(d for d in _of_clause(passage, clause, _DEEPEST) if d not in _NO_FIELD)
        if found:
            return found
    return ()


def _purposes(noun: Token) -> Iterator[Token]:
    """The infinitives after a noun, wherever the parser hangs them: "a joint effort [to build]", "began an effort [to build]"."""
    yield from (c for c in grammar.children(noun, "acl", "relcl", "xcomp", "ccomp") if grammar.is_infinitive(c) and c.i > noun.i)
    verb = grammar.verb_over(noun)
    if verb is not None and noun.dep_ in ("dobj", "pobj", "nsubjpass"):
        yield from (c for c in grammar.children(verb, "advcl", "xcomp") if grammar.is_infinitive(c) and c.i > noun.i)


def _of_clause(passage: Passage, clause: Token, depth: int) -> tuple[str, ...]:
    """Fields of what is done in a clause, of the clauses it holds, or of what its "this capability" points back to."""
    acts = grammar.conjuncts(clause)
    things = [thing for act in acts for thing in grammar.children(act, "dobj")]
    found = topics.of_object(passage, things) or topics.of_clause(passage, clause)
    if found or depth <= 0:
        return found
    inner = [c for word in (*acts, *things) for c in grammar.children(word, "acl", "relcl", "xcomp", "ccomp", "pcomp")]
    inner += [c for word in (*acts, *things) for p in grammar.children(word, "prep") for c in grammar.children(p, "pcomp")]
    for act in inner:
        if found := _of_clause(passage, act, depth - 1):
            return found
    pointing = [thing for thing in things if any(c.lower_ in _POINTING for c in grammar.children(thing, "det"))]
    return _named_before(passage, pointing[0]) if pointing and pointing[0].lemma_ in word_class("named-before") else ()


def _named_before(passage: Passage, word: Token) -> tuple[str, ...]:
    """The field that was spoken of last, in the sentence or in the one before it."""
    doc, sentence = passage.parsed.doc, word.sent
    for start, end in ((sentence.start, word.i), (doc[max(sentence.start - 1, 0)].sent.start, sentence.start)):
        named = [term.domain for term in passage.unnamed_domains if start <= term.start and term.end <= end and term.weight > 1]
        own = [domain for domain in named if domain not in _NO_FIELD]
        if own:
            return (own[-1],)
    return ()


def of_spending(passage: Passage, giving: Token) -> tuple[str, ...]:
    """Fields of what help is spent on: "gives X development aid, chiefly [for schools and clinics]"."""
    things = [giving, *grammar.objects(giving)] if grammar.is_verb(giving) else [giving]
    things += [low for thing in tuple(things) for name, low in grammar.prepositions(thing) if name in ("with", "in", "of")]
    heads = dict.fromkeys(head for thing in things for name, head in grammar.prepositions(thing) if name == "for")
    found = topics.of_object(passage, [head for head in heads if head.i > giving.i and head.i not in passage.by_token])
    return tuple(d for d in found if d not in _NO_FIELD)
