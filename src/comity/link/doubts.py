"""Where the passage leaves open what "it" or "its" means, or tells it by what the verbs beside it do.

"X gave Y tanks, and it used them", "X asked Y to leave, but it did not", "X built a port, and it paid": the one who gets, the one
who is asked and the thing that was built may be meant as well as the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link.discourse import ByToken, Discourse
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

IT = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PROJECT, EntityKind.AGREEMENT})
"""Kinds that "it" can mean."""


def is_helped(noun: Token) -> bool:
    """True for the "aid" of "came to its aid", which is not the helper's own."""
    return (
        noun.lemma_ in word_class("rescue")
        and noun.dep_ == "pobj"
        and (noun.head.lower_ == "to" and noun.head.head.lemma_ in word_class("rushing"))
    )


def may_be_receivers(token: Token, by_token: ByToken) -> bool:
    """True in "gives Ghana drones and trains its pilots": a good done after a gift may be done to the one who got it."""
    verb = grammar.verb_over(token)
    if verb is None or verb.dep_ != "conj" or verb.lemma_ not in cues("benefit") or not grammar.is_verb(verb.head):
        return False
    return bool(_receivers(verb.head, token, by_token))


def _receivers(verb: Token, token: Token, by_token: ByToken) -> list[Token]:
    """Names of those to whom the verb does something, also where the parser takes them for a part of what they get."""
    slots = grammar.verb_slots(verb)
    found = [t for key in ("iobj", "to", "obj", "for", "with") for t in slots.get(key, [])]
    if verb.lemma_ in word_class("giving"):
        found += [owner for t in slots.get("obj", []) for owner in grammar.children(t, "compound", "nmod")]
    return [t for t in found if t.i in by_token and t.i < token.i]


def doubt_beside(token: Token, by_token: ByToken) -> str:
    """Why the "it" of "X sold Y tanks, and it used them" stays open: what was built, asked or given to comes before it."""
    verb = token.head
    before = verb.head if verb.dep_ in ("conj", "ccomp", "parataxis", "advcl") and verb.head.i < token.i else None
    if before is None or not grammar.is_verb(before) or grammar.children(verb, "mark"):
        return ""
    receivers = _receivers(before, token, by_token)
    if receivers and before.lemma_ in cues("request") and (verb.lemma_ in cues("answer") or grammar.children(verb, "neg")):
        return "the one who asked or the one who was asked"
    if receivers and before.lemma_ in word_class("giving") and verb.lemma_ in cues("use"):
        return "the giver or the receiver"
    if verb.lemma_ in cues("actor-verb") or verb.lemma_ in ("have",):
        return ""
    things = [
        t
        for t in grammar.verb_slots(before).get("obj", [])
        if t.pos_ == "NOUN" and t.tag_ == "NN" and t.i not in by_token and before.i < t.i < token.i
    ]
    return f"“{things[0].lower_}” may be meant" if things else ""


def named_right_after(token: Token, by_token: ByToken, discourse: Discourse) -> tuple[str, ...]:
    """The subject that follows the "it" of "Because it has no coast, Bhutan …" where nothing was named before."""
    verb = token.head
    if verb.dep_ != "advcl" or verb.head.i < verb.i or any(True for _ in discourse.back(1)):
        return ()
    ahead = [s for s in grammar.children(verb.head, "nsubj", "nsubjpass") if s.i > verb.i and s.i in by_token]
    targets = by_token[ahead[0].i].targets if len(ahead) == 1 else ()
    return targets if len(targets) == 1 and discourse.kind(targets[0]) in IT else ()


def who_was_asked(token: Token, by_token: ByToken, discourse: Discourse) -> str:
    """Who answers in "Poland has asked Germany for an apology. It has refused."; "" where nobody was asked."""
    verb = token.head
    if verb.lemma_ not in cues("answer") or not token.sent.start:
        return ""
    before = token.doc[token.sent.start - 1].sent
    asked = before.root
    if asked.lemma_ not in cues("request"):
        return ""
    objects = [c for c in asked.children if c.dep_ in ("dobj", "dative") and c.i in by_token and len(by_token[c.i].targets) == 1]
    return (
        by_token[objects[0].i].targets[0] if len(objects) == 1 and discourse.kind(by_token[objects[0].i].targets[0]) in IT else ""
    )


def subject_of_side_clause(token: Token, by_token: ByToken) -> tuple[str, ...]:
    """What the subject of the side clause names in "As Iran was squeezed, it turned east"; () without one."""
    clauses = [c for c in grammar.children(token.head, "advcl") if c.i < token.i and grammar.is_verb(c)]
    subjects = [s for c in clauses for s in grammar.children(c, "nsubj", "nsubjpass") if s.i < c.i]
    return by_token[subjects[0].i].targets if len(subjects) == 1 and subjects[0].i in by_token else ()


def for_whom_said(token: Token, by_token: ByToken) -> str | None:
    """The name that opens the sentence with "for": "For [Chad], the pact enhances its leverage and secures its border"."""
    start = token.sent.start
    first = token.doc[start]
    verb = grammar.verb_over(token)
    while verb is not None and verb.dep_ == "conj" and grammar.is_verb(verb.head):
        verb = verb.head
    if first.lower_ != "for" or verb is None or first.head != verb:
        return None
    names = [by_token[c.i].targets for c in grammar.children(first, "pobj") if c.i in by_token and c.i < token.i]
    return names[0][0] if len(names) == 1 and len(names[0]) == 1 else None


def is_nobody(subject: Token, by_token: ByToken) -> bool:
    """True for "the partnership", "this deal" and what has no influence or army of its own: a subject that "its" passes over."""
    own = any(c.i in by_token and by_token[c.i].targets for c in subject.children if c.dep_ in ("poss", "amod", "compound", "prep"))
    pointed = any(c.lower_ in ("this", "the", "such") for c in grammar.children(subject, "det"))
    bare = not grammar.children(subject, "poss", "prep", "acl", "relcl")
    return pointed and bare and not own and subject.i not in by_token and subject.lemma_ in word_class("no-owner")
