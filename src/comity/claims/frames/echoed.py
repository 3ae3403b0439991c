"""Claims of clauses that say a verb again without its words: "so did B", "B has not", "B followed", "unlike B", "B in 2017".

What the clause before says of its subject is said of the other one, or denied of it, with everything else the same. The parser
has a tree for the short clause, but nothing in it for the frames to fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.find.words import word_set
from comity.grammar import word_class
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

_STANDING = frozenset({Relation.MEMBER_OF, Relation.PARTY_TO, Relation.PARTICIPATES_IN})
"""What one is or is not: of these "unlike" and a list of years tell about the other one."""

_FACTOR = 0.85
"""What reading a verb that is not said again costs in confidence: the same as completing a bullet."""

_ACTORS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
_YEAR_DIGITS = 4


def with_echoes(passage: Passage, sentence: Span, found: list[Statement]) -> list[Statement]:
    """The statements of a sentence and those that its short clauses repeat of another actor."""
    words = word_set(passage.parsed.doc)
    if not found or (words.isdisjoint(word_class("echoing")) and not any(len(w) == _YEAR_DIGITS and w.isdigit() for w in words)):
        return found
    known = {s.evidence.claim for s in found}
    outcome = list(found)
    for statement in _echoes(passage, sentence, found):
        if statement.evidence.claim not in known:
            known.add(statement.evidence.claim)
            outcome.append(statement)
    return outcome


def _echoes(passage: Passage, sentence: Span, found: list[Statement]) -> Iterator[Statement]:
    for token in sentence:
        if token.lower_ in word_class("stand-in") and token.pos_ in ("AUX", "VERB") and _is_short(token):
            yield from _by_auxiliary(token, passage, found)
        elif token.lemma_ == "follow" and grammar.is_verb(token):
            yield from _by_follower(token, passage, found)
        elif token.lemma_ in word_class("joining anew") and grammar.is_verb(token) and not grammar.is_passive(token):
            yield from _by_joiner(token, passage, found)
        elif token.lower_ == "unlike":
            others = passage.arguments(grammar.children(token, "pobj"))
            verb = token.head if grammar.is_verb(token.head) else grammar.verb_over(token)
            if verb is not None:
                standing = [s for s in found if s.claim.relation in _STANDING and not s.claim.negated]
                yield from _said_of(others, token, verb, passage, standing, turned=True)
    yield from _by_years(passage, sentence, found)


def _is_short(token: Token) -> bool:
    """True for "does", "has", "did not" without anything that they would help: no object, complement or verb of their own."""
    if token.dep_ in ("aux", "auxpass"):
        return False
    inverted = grammar.children(token, "nsubj") == []
    allowed = {"nsubj", "neg", "advmod", "mark", "cc", "punct", "ccomp", "parataxis", "advcl", "npadvmod"}
    for child in token.children:
        fits = child.dep_ in allowed and not (child.dep_ in ("ccomp", "advcl", "parataxis") and child.i > token.i)
        if not (fits or (inverted and child.dep_ in ("dobj", "attr") and child.pos_ == "PROPN")):
            return False
    return True


def _by_auxiliary(token: Token, passage: Passage, found: list[Statement]) -> Iterator[Statement]:
    """ "So did B", "B has not", "nor has B", "as did B"; "B has" after what another has not."""
    verb = _verb_before(token)
    subjects = _named(grammar.children(token, "nsubj") or grammar.children(token, "dobj", "attr"), passage)
    if verb is None or not subjects:
        return
    around = {child.lower_ for child in token.children} | {t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i]}
    denied = any(child.dep_ == "neg" for child in token.children) or "no longer" in token.doc[token.i - 2 : token.i].text
    same = bool(around & word_class("echoing same"))
    others = passage.arguments(subjects)
    if denied or same:
        yield from _said_of(others, token, verb, passage, found, turned=denied and not around & {"nor", "neither"})
    elif any(child.dep_ == "neg" for child in verb.children):
        yield from _said_of(others, token, verb, passage, [s for s in found if s.claim.negated], turned=True)


def _by_follower(token: Token, passage: Passage, found: list[Statement]) -> Iterator[Statement]:
    """ "B followed", "B followed suit", "followed by B"."""
    verb = _verb_before(token)
    things = grammar.children(token, "dobj")
    if verb is None or any(thing.lower_ != "suit" for thing in things):
        return
    heads = grammar.agents(token)
    if not heads and (things or token.tag_ != "VBN"):
        heads = grammar.children(token, "nsubj")
    others = passage.arguments(_named(heads, passage))
    yield from _said_of(others, token, verb, passage, found, turned=False, when=time_of(passage, token))


def _by_joiner(token: Token, passage: Passage, found: list[Statement]) -> Iterator[Statement]:
    """ "The X was founded by A and B; C joined in 1996": what is joined or left was named before."""
    if any(child.dep_ in ("dobj", "prt", "xcomp", "ccomp", "dative") for child in token.children):
        return
    if any(name not in ("in", "on", "after", "as", "by", "during") for name, _ in grammar.prepositions(token)):
        return
    things = {s.claim.object for s in found if s.claim.relation in _STANDING}
    if len(things) != 1:
        return
    first = next(s for s in found if s.claim.object in things)
    negated = token.lemma_ in ("leave", "withdraw", "quit")
    for other in passage.arguments(_named(grammar.children(token, "nsubj"), passage)):
        if passage.register.kind(other.entity) is EntityKind.STATE:
            when = time_of(passage, token)
            said = replace(first.claim, subject=other.entity, negated=negated, when=when, quantity=None)
            sure = first.evidence.confidence * _FACTOR
            yield passage.statement(said, token, other, None, first.evidence.rule, sure, ["of what the clause before names"])


def _verb_before(token: Token) -> Token | None:
    """The verb of the clause that is echoed: over the short clause, or under it where the parser put the semicolon's first half."""
    if token.dep_ in ("conj", "advcl", "parataxis", "ccomp") and token.head.i < token.i:
        at = token.head
        return at if grammar.is_verb(at) or at.pos_ == "AUX" else grammar.verb_over(at)
    before = [c for c in grammar.children(token, "ccomp", "parataxis", "advcl") if c.i < token.i]
    return before[0] if before else None


def _said_of(
    others: list[Argument], token: Token, verb: Token, passage: Passage, found: list[Statement], *,
    turned: bool, when: str | None = None,
) -> Iterator[Statement]:  # fmt: skip
    """What is said of the subject of the verb, said of the others, or denied of them."""
    firsts = {a.entity for a in passage.arguments(grammar.surface_subjects(verb))}
    actors = [a for a in others if passage.register.kind(a.entity) in _ACTORS and a.entity not in firsts]
    for statement in _of_verb(found, verb, passage) if actors else ():
        claim = statement.claim
        ends = [end for end in (claim.subject, claim.object) if end in firsts]
        if len(ends) != 1:
            continue
        for other in actors:
            if other.entity in (claim.subject, claim.object):
                continue
            since = "/" if when and (claim.when or "").endswith("/") and "/" not in when else ""
            at = f"{when}{since}" if when else (None if turned else claim.when)
            said = replace(_with(claim, ends[0], other.entity), negated=claim.negated != turned, when=at, quantity=None)
            sure = statement.evidence.confidence * _FACTOR
            yield passage.statement(said, token, other, None, statement.evidence.rule, sure, ["its verb is said of another"])


def _with(claim: Claim, first: str, other: str) -> Claim:
    """The claim with one of its ends exchanged."""
    subject, thing = (other, claim.object) if claim.subject == first else (claim.subject, other)
    if claim.relation.symmetric and subject > thing:
        subject, thing = thing, subject
    return replace(claim, subject=subject, object=thing)


def _named(heads: list[Token], passage: Passage) -> list[Token]:
    """The heads that are names: what somebody's vote or hopes did, he did not."""
    return [head for head in heads if head.i in passage.by_token]


def _of_verb(found: list[Statement], verb: Token, passage: Passage) -> list[Statement]:
    """The statements that the verb itself says, else those of what it takes: "is a member", "takes part"; none presupposed."""
    at = _place(verb, passage)
    told = {start for s in found for role, start, _ in s.evidence.marks if role == "relation"}
    taken = grammar.children(verb, "attr", "acomp", "dobj", "prt")
    wanted = {at} if at in told else {_place(child, passage) for child in taken}
    return [s for s in found if any(role == "relation" and start in wanted for role, start, _ in s.evidence.marks)]


def _place(token: Token, passage: Passage) -> int:
    """Where a word stands in the text of the document."""
    return passage.block.place(*passage.parsed.span(token, token))[0]


def _by_years(passage: Passage, sentence: Span, found: list[Statement]) -> Iterator[Statement]:
    """ "A joined the X in 2009, [B in 2017] and [C in 2020]"."""
    doc = passage.parsed.doc
    standing = [s for s in found if s.claim.relation in _STANDING and s.claim.when]
    if not standing:
        return
    told = {s.claim.subject for s in standing}
    for span in passage.spans:
        if not sentence.start < span.start < sentence.end - 2 or doc[span.start - 1].lower_ not in (",", "and", ";"):
            continue
        year = doc[span.end + 1] if span.end + 1 < sentence.end and doc[span.end].lower_ == "in" else None
        if year is None or not (year.text.isdigit() and len(year.text) == _YEAR_DIGITS) or len(span.targets) != 1:
            continue
        first = standing[0]
        other = Argument(span.targets[0], doc[span.end - 1], span)
        if passage.register.kind(other.entity) is not EntityKind.STATE or other.entity in told | {first.claim.object}:
            continue
        for statement in standing:
            claim = statement.claim
            when = year.text + ("/" if (claim.when or "").endswith("/") else "")
            if claim.object == first.claim.object and year.text not in (claim.when or ""):
                said = replace(claim, subject=other.entity, when=when, quantity=None)
                sure = statement.evidence.confidence * _FACTOR
                yield passage.statement(said, year, other, None, statement.evidence.rule, sure, ["its verb is said of another"])
                break
