"""Names that a text defines itself: acronyms in brackets, and long names it brings back in a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from comity.grammar import word_class
from comity.language import ParsedBlock
from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.reference import Name
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc

_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&/+-]{1,11}$")
_STOPS = frozenset({",", ";", ")"})
_DEFINED = (EntityKind.ORGANIZATION, EntityKind.AGREEMENT, EntityKind.PROJECT, EntityKind.EVENT, EntityKind.GROUP)


def acronym_after(doc: Doc, end: int) -> str:
    """Acronym in brackets right after a token range, or ""; the bracket may go on ("GTI, as it is called")."""
    if end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ == "or" and doc[end + 2].text.isupper():
        return doc[end + 2].text if _ACRONYM.match(doc[end + 2].text) else ""
    if end + 2 >= len(doc) or doc[end].text != "(":
        return ""
    at = end + 1
    while at < len(doc) and (doc[at].text in ('"', "'", "“", "”") or doc[at].lower_ in ("the", "or")):
        at += 1
    stop = next((i for i in range(at + 1, min(at + 5, len(doc))) if doc[i].text in _STOPS or doc[i].text in ('"', "'")), at)
    text = doc[at:stop].text.strip("\"'“”")
    return text if _ACRONYM.match(text) and sum(c.isupper() for c in text) >= 2 else ""


def says_called(doc: Doc, end: int) -> bool:
    """True when the bracket after a token range says that the acronym is what something is called."""
    for at in range(end + 1, min(end + 12, len(doc))):
        if doc[at].text == ")":
            return False
        if doc[at].lower_ in word_class("naming"):
            return True
    return False


def initials_fit(acronym: str, phrase: str) -> bool:
    """True when the letters of an acronym occur, in order, as initials of the words of a phrase, the first one first."""
    initials = [word[0].upper() for word in re.split(r"[\s\-/]+", phrase) if word[:1].isalpha()]
    letters = [c for c in acronym.upper() if c.isalpha()]
    if not initials or not letters:
        return False
    if initials[0] != letters[0]:
        # "the United Nations Security Council (UNSC)" fits; "North Korea (DPRK)" does not and is settled by the tables
        return "".join(letters) in "".join(initials)
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return True


def apply_definitions(parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register) -> list[list[LinkedSpan]]:
    """Acronyms in brackets after a name stand for it in the whole document, whatever the tables say of them."""
    meanings: dict[str, str] = {}
    for parsed, spans in zip(parses, blocks, strict=True):
        for span in spans:
            acronym = acronym_after(parsed.doc, span.end)
            if not acronym or len(span.targets) != 1 or acronym in meanings:
                continue
            phrase = parsed.doc[span.start : span.end].text
            if initials_fit(acronym, phrase) or (register.kind(span.targets[0]) in _DEFINED and says_called(parsed.doc, span.end)):
                meanings[acronym] = span.targets[0]
                register.also(span.targets[0], acronym)
    if not meanings:
        return blocks
    return [_replace(parsed.doc, spans, meanings, register) for parsed, spans in zip(parses, blocks, strict=True)]


def _replace(doc: Doc, spans: list[LinkedSpan], meanings: dict[str, str], register: Register) -> list[LinkedSpan]:
    taken = {i: span for span in spans for i in range(span.start, span.end)}
    kept = list(spans)
    for at, text in enumerate([token.text for token in doc]):
        target = meanings.get(text)
        if target is None:
            continue
        token, before = doc[at], taken.get(at)
        if before is not None and (before.end - before.start > 1 or before.targets == (target,)):
            continue
        if before is not None:
            kept.remove(before)
        reason = f"“{token.text}” → {register.label(target)} (defined in the text)"
        kept.append(LinkedSpan(token.i, token.i + 1, (target,), "defined acronym", reason, attributive=is_attributive(token)))
    return sorted(kept, key=lambda s: s.start)


def by_acronym(text: str, names: Sequence[Name], register: Register) -> str | None:
    """The known body that goes by an acronym, where it shares a word with the phrase that the text gives for it."""
    words = {word.casefold() for word in text.split() if len(word) > 3}
    for name in names:
        entity = register.entity(name.entity)
        if entity is None or entity.kind is EntityKind.STATE:
            continue
        if words & {word.casefold() for word in entity.label.split() if len(word) > 3}:
            return name.entity
    return None


def bring_back(parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register) -> list[list[LinkedSpan]]:
    """The spans with the names that the text gave first found again where nothing else was: in headings, after a dash."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for identifier, entity in register.new.items():
        for text in (entity.label, *entity.aliases):
            words = tuple(text.replace("-", " - ").replace("'s", " 's").split())
            if len(words) > 1:
                forms.setdefault(words[0], []).append((words, identifier))
    if not forms:
        return blocks
    return [_found_again(parsed.doc, spans, forms, register) for parsed, spans in zip(parses, blocks, strict=True)]


def _found_again(
    doc: Doc, spans: list[LinkedSpan], forms: dict[str, list[tuple[tuple[str, ...], str]]], register: Register
) -> list[LinkedSpan]:
    kept = list(spans)
    text = doc.text
    if not any(first in text for first in forms):
        return kept
    texts = [token.text for token in doc]
    for start, first in enumerate(texts):
        for words, identifier in forms.get(first, ()):
            end = start + len(words)
            if tuple(texts[start:end]) != words:
                continue
            over = [s for s in kept if s.start < end and s.end > start]
            if any(s.end - s.start >= len(words) or s.start < start or s.end > end for s in over):
                continue
            inner = tuple(dict.fromkeys(t for s in over for t in s.targets))
            kept = [s for s in kept if s not in over]
            inner = inner if register.kind(identifier) is not EntityKind.PERSON else ()
            kept.append(LinkedSpan(start, end, (identifier,), "new", f"“{doc[start:end].text}”: named in the text", inner=inner))
    return sorted(kept, key=lambda s: s.start)
