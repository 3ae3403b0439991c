"""Members listed beside a body's name, parties beside an agreement's, participants beside an event's.

"The Quad (Australia, India, Japan and the United States)", "the council's members are …", "signatories to the accord include …",
"the union groups …", "EU members Malta and Cyprus". The words are read in their order, not by the parse, which long lists
confuse. Only states (and bodies, for agreements and events), and two of them at the least where nothing but a bracket or a dash
says that they belong: an apposition of one is something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import Scope, scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.parties import domains_of
from comity.find.words import lowered, word_set
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token

NAME = "members"
_OPENERS = frozenset({"(", "—", "–", "-", "--", ":"})
_BETWEEN = frozenset({",", "and", "the", ";", "&", "as", "well", "plus", "both"})
_COMPANIES = frozenset({"company", "bank", "ministry", "ngo", "armed-group", "court"})
_BEING = frozenset(
    {"are", "were", "is", "include", "included", "includes", "comprise", "comprised", "being", "including", ":", "—", "–", ","}
)
_LINKS = frozenset({"of", "to", "in", "under"})
_RELATIONS = {
    EntityKind.ORGANIZATION: Relation.MEMBER_OF,
    EntityKind.AGREEMENT: Relation.PARTY_TO,
    EntityKind.EVENT: Relation.PARTICIPATES_IN,
}
_JOINED = frozenset({"alliance", "igo", "forum"})
"""Types of bodies that a state is in or outside of."""

_FARTHEST = 9
"""Words without a known name between two bodies of a list: an unknown name with its acronym in brackets has up to nine."""

_ASIDE = 6
"""Words that may stand between a body and its list's verb ("its ten current full members today are"); more held other clauses."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed as belonging to a body, the word that says so, the rule, and how many there must be."""

    start: int
    trigger: int
    rule: str
    least: int = 1


@cache
def _words(kind: str) -> frozenset[str]:
    """Words of one kind of ``party_verbs.tsv``; nouns for who belongs also in the plural."""
    words = {row["word"] for row in resources.rows("lexicon", "party_verbs.tsv") if row["kind"] == kind}
    if kind not in ("belonging", "beside"):
        return frozenset(words)
    plural = {word[:-1] + "ies" if word.endswith(("ty", "ry", "my", "ly")) else word + "s" for word in words}
    return frozenset(words | plural | {"states parties"})


@cache
def _member_words() -> frozenset[str]:
    """All words of what stands between a body's name and its members'."""
    return frozenset(word for phrase in _words("belonging") | _words("beside") for word in phrase.split())


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """``memberOf``, ``partyTo`` or ``participatesIn`` for each one of a list that stands beside the name of what it belongs to."""
    names_members = not word_set(passage.parsed.doc).isdisjoint(_member_words())
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end:
            continue
        if names_members:
            yield from _named_members(passage, span, sentence)
        if not _is_whole(span, passage):
            continue
        for listed in _lists(passage, span, sentence):
            members = _list_from(passage, listed.start, sentence.end, span)
            if len(members) >= listed.least and _ends(passage, members[-1].end, sentence.end):
                if _opens_a_clause(passage.parsed.doc, listed, members[-1].end, sentence):
                    continue
                yield from _each(passage, span, members, listed)
    yield from _in_or_out(passage, sentence)
    for token in sentence if word_set(passage.parsed.doc) & {"member", "members"} else ():
        if token.lemma_.casefold() == "member" and token.i + 1 < sentence.end and token.nbor().lower_ == "of":
            yield from _memberships(passage, token, sentence)


def _opens_a_clause(doc: Doc, listed: Listed, end: int, sentence: Span) -> bool:
    """True for names behind a label that go on with a verb: "Shared values and partnership: X and Y are committed to …"."""
    return doc[listed.start - 1].text == ":" and listed.rule == "members-listed" and end < sentence.end and not doc[end].is_punct


def _each(passage: Passage, span: LinkedSpan, members: list[LinkedSpan], listed: Listed) -> Iterator[Statement]:
    doc = passage.parsed.doc
    kind = passage.register.kind(span.targets[0])
    assert kind is not None
    trigger = doc[listed.trigger]
    body = Argument(span.targets[0], doc[span.end - 1], span)
    # what stands in a bracket or behind a dash is no part of what the sentence only wishes or denies
    scope = scope_of(trigger) if listed.rule == "members-told" else Scope()
    when = time_of(passage, trigger) if listed.rule == "members-told" else None
    domains = domains_of(span, passage) if kind is not EntityKind.ORGANIZATION else ()
    for member in members:
        for target in member.targets:
            for domain in domains or (None,):
                claim = Claim.of(
                    target, _RELATIONS[kind], span.targets[0],
                    domain=domain, modality=scope.modality, negated=scope.negated, when=when,
                )  # fmt: skip
                subject = Argument(target, doc[member.end - 1], member)
                yield passage.statement(claim, trigger, subject, body, listed.rule, 0.75, scope.notes)


def _is_whole(span: LinkedSpan, passage: Passage) -> bool:
    """True for organisations that states belong to, agreements and events; not for firms, ministries and armed groups."""
    if len(span.targets) != 1 or span.how in ("pronoun", "anaphora"):
        return False
    entity = passage.register.entity(span.targets[0])
    if entity is None or entity.kind not in _RELATIONS:
        return False
    if entity.kind is not EntityKind.ORGANIZATION:
        return True
    return (
        not span.inner
        and span.how != "described"
        and not entity.state
        and passage.register.reference.types.get(span.targets[0], "") not in _COMPANIES
    )


# --- where a list begins ------------------------------------------------------------------------------------------


def _lists(passage: Passage, span: LinkedSpan, sentence: Span) -> Iterator[Listed]:
    doc, kind = passage.parsed.doc, passage.register.kind(span.targets[0])
    opener = _opened(doc, span, sentence)
    if opener and kind is EntityKind.ORGANIZATION:
        yield Listed(opener, span.end - 1, "members-listed", least=2)
    for listed in (_before(doc, span, sentence), _owned(doc, span, sentence), _comprised(doc, span, sentence)):
        if listed is not None:
            yield listed


def _opened(doc: Doc, span: LinkedSpan, sentence: Span) -> int:
    """Start of a list after the bracket, dash or colon behind a name; 0 without one."""
    at = span.end
    while at < sentence.end and doc[at].text in ('"', "'", "''", ",", "”"):
        at += 1
    if at < sentence.end and doc[at].text == "(" and at + 2 < sentence.end and doc[at + 2].text == ")":
        # "(QRO): A, B and C": the acronym first
        at += 3
    return at + 1 if at < sentence.end and doc[at].text in _OPENERS else 0


def _before(doc: Doc, span: LinkedSpan, sentence: Span) -> Listed | None:
    """ "Members of the X are …", "signatories to the X include …": the noun before the name, the verb behind it."""
    at = span.start - 1
    while at > sentence.start and doc[at].lower_ in ("the", "this", '"'):
        at -= 1
    if at <= sentence.start or doc[at].lower_ not in _LINKS or not _belongs(doc, at - 1):
        return None
    return _after_verb(doc, span.end, at - 1, sentence)


def _owned(doc: Doc, span: LinkedSpan, sentence: Span) -> Listed | None:
    """ "The X's five members are …", "the X, whose other members are …"."""
    at = span.end
    if at < sentence.end and doc[at].text == "(":
        at += 3
    if at < sentence.end and doc[at].text == "," and at + 1 < sentence.end and doc[at + 1].lower_ == "whose":
        at += 1
    owned = doc[span.end - 1].text in ("'s", "’s", "'") or (
        at < sentence.end and doc[at].lower_ in ("'s", "’s", "'", "’", "whose", "has", "with")
    )
    if not owned:
        return None
    for noun in range(at, min(at + _ASIDE, sentence.end)):
        if _belongs(doc, noun):
            return _after_verb(doc, noun + 1, noun, sentence)
        if doc[noun].pos_ in ("VERB", "ADP") and doc[noun].lower_ not in ("founding", "has", "with", "contracting"):
            return None
    return None


def _belongs(doc: Doc, at: int) -> bool:
    words, text = _words("belonging"), lowered(doc)
    return at >= 0 and (text[at] in words or (at > 0 and f"{text[at - 1]} {text[at]}" in words))


def _after_verb(doc: Doc, at: int, noun: int, sentence: Span) -> Listed | None:
    """The list behind "are", "include" or a colon."""
    start = at
    while (
        at < sentence.end
        and at - start < _ASIDE
        and doc[at].lower_ in _BEING | {"the", "following", "currently", "now", "today", "also"}
    ):
        at += 1
    said = [i for i in range(start, at) if doc[i].lower_ in _BEING - {","}]
    return Listed(at, said[0] if doc[said[0]].is_alpha else noun, "members-told") if said else None


def _comprised(doc: Doc, span: LinkedSpan, sentence: Span) -> Listed | None:
    """ "The X groups …", "the X, made up of …", "the X, which includes …", "the X, founded by … and …"."""
    at, skipped = span.end, 0
    if at < sentence.end and doc[at].text == "(":
        at += 3
    while (
        at < sentence.end
        and skipped < _ASIDE
        and doc[at].lower_ in (",", "which", "that", "is", "was", "are", "currently", "now", "also", "today")
    ):
        at, skipped = at + 1, skipped + 1
    words = _words("comprising")
    for length in (3, 2, 1):
        if at + length < sentence.end and doc[at : at + length].text.casefold() in words:
            single = length == 1 and doc[at].lower_ in word_class("counting-in")
            return Listed(at + length, at, "members-told", least=2 if single or doc[at].pos_ != "VERB" else 1)
    if at + 1 < sentence.end and doc[at].lower_ in _words("founding") and doc[at + 1].lower_ in ("by", "up"):
        begin = at + 2 + (doc[at + 1].lower_ == "up")
        return Listed(begin, at, "members-told", least=2)
    return None


def _memberships(passage: Passage, noun: Token, sentence: Span) -> Iterator[Statement]:
    """ "X is a member of the A, the B (BB); C and D": every body of the list, as far as it goes without a verb."""
    doc = passage.parsed.doc
    subjects = [
        a
        for a in passage.arguments(grammar.holders(noun))
        if passage.register.kind(a.entity) in (EntityKind.STATE, EntityKind.GROUP)
    ]
    if not subjects:
        return
    scope = scope_of(noun)
    for body in _bodies_from(passage, noun.i + 2, sentence.end):
        # "of the A but not of the B"
        turned = any(doc[i].lower_ == "not" for i in range(noun.i + 2, body.start))
        for subject in subjects:
            claim = Claim.of(
                subject.entity, Relation.MEMBER_OF, body.targets[0], modality=scope.modality, negated=scope.negated != turned
            )
            other = Argument(body.targets[0], doc[body.end - 1], body)
            yield passage.statement(claim, noun, subject, other, "memberships", 0.7, scope.notes)


def _in_or_out(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """ "X has been in the A since 2017", "X and Y are outside the A": of bodies that states belong to."""
    types = passage.register.reference.types
    for span in passage.spans:
        if len(span.targets) != 1 or types.get(span.targets[0], "") not in _JOINED:
            continue
        at = span.start - 1 - (span.start > 1 and passage.parsed.doc[span.start - 1].lower_ == "the")
        if not sentence.start < at < sentence.end or passage.parsed.doc[at].lower_ not in ("in", "inside", "outside"):
            continue
        preposition = passage.parsed.doc[at]
        verb = preposition.head
        owner = span.end < sentence.end and passage.parsed.doc[span.end].tag_ == "POS"
        if owner or verb.lemma_ not in ("be", "remain", "stay"):
            continue
        scope = scope_of(verb)
        negated = scope.negated != (preposition.lower_ == "outside")
        body = Argument(span.targets[0], passage.parsed.doc[span.end - 1], span)
        for subject in passage.arguments(grammar.surface_subjects(verb)):
            if passage.register.kind(subject.entity) is EntityKind.STATE:
                claim = Claim.of(
                    subject.entity, Relation.MEMBER_OF, body.entity,
                    modality=scope.modality, negated=negated, when=time_of(passage, verb),
                )  # fmt: skip
                yield passage.statement(claim, verb, subject, body, "member-in", 0.7, scope.notes)


def _bodies_from(passage: Passage, start: int, end: int) -> list[LinkedSpan]:
    """Organisations from a token on, through commas, brackets and other names, up to the first verb; two at the least."""
    doc, found, at, gap = passage.parsed.doc, [], start, 0
    while at < end and gap <= _FARTHEST:
        span = passage.by_token.get(at)
        if span is not None:
            if _is_listed_body(span, passage, end):
                found.append(span)
            at, gap = span.end, 0
        elif doc[at].tag_ in ("PRP", "WP", "WDT") or (doc[at].pos_ in ("VERB", "AUX", "SCONJ") and doc[at].lower_ != "including"):
            break
        else:
            at, gap = at + 1, gap + 1
    return found if len(found) > 1 else []


def _is_listed_body(span: LinkedSpan, passage: Passage, end: int) -> bool:
    doc = passage.parsed.doc
    owner = span.end < end and doc[span.end].text in ("'s", "’s", "-")
    body = _is_whole(span, passage) and not span.attributive and not owner
    return body and passage.register.kind(span.targets[0]) is EntityKind.ORGANIZATION


# --- the list -----------------------------------------------------------------------------------------------------


def _named_members(passage: Passage, span: LinkedSpan, sentence: Span) -> Iterator[Statement]:
    """ "EU members Malta and Cyprus", "NATO member Turkey", "fellow OPEC member state Kuwait"."""
    doc, register = passage.parsed.doc, passage.register
    noun = span.end - 1 if _is_of_members(doc, span.end - 1) else span.end
    while noun < sentence.end - 1 and noun - span.end < 2 and not (_is_of_members(doc, noun) and not _is_of_members(doc, noun + 1)):
        noun += 1
    if noun + 1 >= sentence.end or not _is_of_members(doc, noun) or noun + 1 not in passage.by_token:
        return
    body = span.targets[0] if len(span.targets) == 1 and register.kind(span.targets[0]) is EntityKind.ORGANIZATION else ""
    if noun < span.end:
        names = register.reference.by_name(doc[span.start].text)
        bodies = {name.entity for name in names if register.kind(name.entity) is EntityKind.ORGANIZATION}
        body = bodies.pop() if len(bodies) == 1 else ""
    kind = register.reference.types.get(body, "")
    if not body or kind in _COMPANIES or (lowered(doc)[noun] in ("ally", "allies") and kind != "alliance"):
        return
    for member in _list_from(passage, noun + 1, sentence.end, span):
        claim = Claim.of(member.targets[0], Relation.MEMBER_OF, body)
        subject = Argument(member.targets[0], doc[member.end - 1], member)
        yield passage.statement(claim, doc[noun], subject, Argument(body, doc[span.start], span), "member-named", 0.75)


def _is_of_members(doc: Doc, at: int) -> bool:
    """True for what stands between a body's name and its members': "EU [members]", "NATO [allies]", "EFTA [states]"."""
    return _belongs(doc, at) or (at > 0 and lowered(doc)[at] in _words("beside") and doc[at].pos_ in ("NOUN", "PROPN"))


def _list_from(passage: Passage, start: int, end: int, body: LinkedSpan) -> list[LinkedSpan]:
    """States (bodies and groups too, for agreements and events) in a row, with nothing but commas and "and" between them."""
    doc, at = passage.parsed.doc, start
    found: list[LinkedSpan] = []
    kinds = {EntityKind.STATE}
    if passage.register.kind(body.targets[0]) is not EntityKind.ORGANIZATION:
        kinds |= {EntityKind.ORGANIZATION, EntityKind.GROUP}
    separator = ""
    while at < end:
        span = passage.by_token.get(at)
        if (
            span is not None
            and span is not body
            and passage.register.kind(span.targets[0]) in kinds
            and not span.attributive
            and span.how not in ("pronoun", "anaphora", "plural anaphora", "described")
        ):
            if found and separator == ";" and not _ends(passage, span.end, end):
                break
            found.append(span)
            at = span.end
        elif doc[at].lower_ in _BETWEEN:
            separator = doc[at].text
            at += 1
        else:
            break
    return found


def _ends(passage: Passage, at: int, end: int) -> bool:
    """True when the list is over where it should be: not at the head of a longer phrase ("Peru's navy", "Chad-born")."""
    doc = passage.parsed.doc
    return at >= end or doc[at].is_punct or doc[at].dep_ in ("aux", "auxpass", "ROOT") or _goes_on(doc[at])


def _goes_on(token: Token) -> bool:
    return token.pos_ in ("ADP", "SCONJ", "ADV", "PART", "AUX") and token.text not in ("'s", "’s", "-")
