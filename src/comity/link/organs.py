"""The bodies of states by what they are: "Sudan's army" is the Sudanese army, "Germany's foreign ministry" one the tables know
under another name, "the Thai and Malaysian navies" two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.grammar import word_class
from comity.link.spans import LinkedSpan, Register
from comity.reference import NameKind
from comity.vocabulary import EntityKind, slug

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token


_FULL = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.ALIAS, NameKind.SPELLING})


def body(owner: str, noun: str, text: str, register: Register) -> str:
    """Identifier of a state's body: the known one, that of a name the text had for it before, or a new one.

    ``noun``: the words for the body alone ("foreign ministry"); ``text``: what the document says ("Kenya's foreign ministry").
    """
    by_adjective = f"{register.adjective(owner)} {noun}"
    if register.kind(owner) is not EntityKind.STATE:
        return register.add(EntityKind.ORGANIZATION, text, state="")
    known = {
        name.entity
        for form in (by_adjective, f"{register.label(owner)}'s {noun}")
        for name in register.reference.by_name(form)
        if name.kind in _FULL and register.kind(name.entity) is EntityKind.ORGANIZATION and register.home(name.entity) == owner
    }
    if len(known) == 1:
        return known.pop()
    for form in (by_adjective, f"{register.label(owner)}'s {noun}"):
        before = f"{EntityKind.ORGANIZATION.prefix}:{slug(form)}"
        if before in register.new:
            register.also(before, text)
            return before
    label = by_adjective if noun in word_class("single-body") else text
    return register.add(EntityKind.ORGANIZATION, text, state=owner, label=label)


def several_bodies(doc: Doc, spans: Sequence[LinkedSpan], words: dict[str, str], register: Register) -> list[LinkedSpan]:
    """The spans with the adjectives of "the Thai and Malaysian navies" made the bodies they stand for.

    ``words``: noun → what it stands for after a state's name.
    """
    by_token = {span.end - 1: span for span in spans if len(span.targets) == 1 and span.how in ("adjective", "name")}
    changed: dict[int, LinkedSpan] = {}
    for noun in doc:
        if noun.tag_ not in ("NNS", "NNPS") or words.get(noun.lemma_.casefold()) != "organization":
            continue
        owners = [by_token[token.i] for token in _adjectives(noun) if token.i in by_token]
        if len(owners) < 2 or any(register.kind(span.targets[0]) is not EntityKind.STATE for span in owners):
            continue
        for span in owners:
            one = noun.lemma_.casefold()
            state = span.targets[0]
            identifier = body(state, one, f"{register.adjective(state)} {one}", register)
            why = f"“{doc[span.start : span.end].text} … {noun.text}”: a body of {register.label(state)}"
            changed[span.start] = replace(span, targets=(identifier,), how="body of state", reason=why, inner=span.targets)
    return [changed.get(span.start, span) for span in spans] if changed else list(spans)


def _adjectives(noun: Token) -> list[Token]:
    """The words before a noun that "and" joins to each other."""
    first = [child for child in grammar.children(noun, "amod", "compound", "nmod") if child.i < noun.i]
    return [token for child in first for token in grammar.conjuncts(child) if token.i < noun.i]
