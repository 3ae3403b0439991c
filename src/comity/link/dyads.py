"""Hyphenated dyads and collectives: "Russia-North Korea", "Sino-Russian", "Turkish firms"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINTS = frozenset({"-", "–", "—", "/"})
_COUNTRY = (EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP)


def join_dyads(doc: Doc, spans: Sequence[LinkedSpan], register: Register) -> list[LinkedSpan]:
    """The spans with those that a hyphen joins ("China-Pakistan", "Russo-Ukrainian") made one, in order."""
    joined: list[LinkedSpan] = []
    for span in sorted(spans, key=lambda s: s.start):
        before = joined[-1] if joined else None
        if (
            before is not None
            and span.start == before.end + 1
            and doc[before.end].text in _JOINTS
            and not (doc[before.end].whitespace_ or doc[before.end - 1].whitespace_)
            and all(register.kind(t) in _COUNTRY for t in (*before.targets, *span.targets))
            and before.targets and span.targets
        ):  # fmt: skip
            targets = tuple(dict.fromkeys((*before.targets, *span.targets)))
            text = doc[before.start : span.end].text
            reason = f"“{text}” → {', '.join(register.label(t) for t in targets)}"
            joined[-1] = LinkedSpan(before.start, span.end, targets, "dyad", reason, attributive=is_attributive(doc[span.end - 1]))
        else:
            joined.append(span)
    return joined


@cache
def possessed() -> dict[str, str]:
    """Noun after a state's name → what the two stand for together: state, holder or group."""
    return {row["word"]: row["stands_for"] for row in resources.rows("lexicon", "possessed.tsv", required=("word", "stands_for", "source"))}


def collectives(doc: Doc, spans: Sequence[LinkedSpan], register: Register) -> list[LinkedSpan]:
    """The spans with "Turkish firms" (a group of its own), "the Turkish government" (the state) and the like made one."""
    taken = {index for span in spans for index in range(span.start, span.end)}
    outcome = []
    for span in spans:
        noun = None
        if len(span.targets) == 1 and register.kind(span.targets[0]) in _COUNTRY:
            noun = _possessed_noun(doc, span, taken, register)
        outcome.append(span if noun is None else _collective(doc, span, noun, register))
    return outcome


def _possessed_noun(doc: Doc, span: LinkedSpan, taken: set[int], register: Register) -> Token | None:
    """The collective noun that the name before it owns or modifies, or the "government" in "government of X"."""
    last = doc[span.end - 1]
    head = last.head
    after_preposition = last.dep_ == "pobj" and head.lower_ == "of"
    noun = head.head if after_preposition else head
    if noun.i in taken or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if not after_preposition and not (last.dep_ in ("amod", "compound", "nmod", "poss") and noun.i >= span.end):
        return None
    if any(index in taken for index in range(span.end, noun.i)):
        return None
    stands_for = _stands_for(noun)
    if stands_for is None or (after_preposition and stands_for == "group"):
        return None
    if stands_for == "holder" and any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children):
        return None
    return noun


def _stands_for(noun: Token) -> str | None:
    words = possessed()
    before = noun.nbor(-1).lower_ if noun.i > 0 else ""
    return words.get(f"{before} {noun.lower_}") or words.get(noun.lower_)


def _collective(doc: Doc, span: LinkedSpan, noun: Token, register: Register) -> LinkedSpan:
    owner = span.targets[0]
    start, end = min(span.start, noun.i), max(span.end, noun.i + 1)
    text = doc[start:end].text
    stands_for = _stands_for(noun)
    if stands_for != "group":
        how = "leader for state" if stands_for == "holder" else "organ of state"
        return LinkedSpan(start, end, span.targets, how, f"“{text}” → {register.label(owner)} ({how})", inner=span.targets)
    modifiers = [doc[i].lower_ for i in range(span.end, noun.i) if doc[i].pos_ in ("ADJ", "NOUN", "PROPN")]
    adjective = register.adjective(owner)
    label = " ".join([adjective, *modifiers, noun.lower_])
    state = owner if register.kind(owner) is EntityKind.STATE else ""
    identifier = register.add(EntityKind.GROUP, text.replace(" 's", "'s"), label=label, state=state)
    return LinkedSpan(start, end, (identifier,), "collective", f"“{text}” → {label}, not {register.label(owner)} itself", inner=span.targets)
