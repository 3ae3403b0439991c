"""One document's names settled, in the order a reader does it.

1. every known name and every new one, longest first;
2. acronyms the text defines;
3. each name settled by the tables, the text and the passage, or declined;
4. surnames of persons introduced before;
5. hyphenated dyads and collectives ("Turkish firms");
6. pronouns and pointing nouns, in the order of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from comity.find.gazetteer import Gazetteer, NameFound, gazetteer
from comity.find.naming import NewName, acronym_after, initials_fit, new_names
from comity.language import DEFAULT_MODEL, ParsedBlock
from comity.link import anaphora, dyads, names
from comity.link.spans import LinkedSpan, Register
from comity.model import BlockKind, Document, Mention
from comity.reference import NameKind, Reference
from comity.vocabulary import EntityKind

_JOINT = re.compile(r"\b(joint (leaders'?|leaders’)?\s*(statement|declaration|communiqu[eé]|press statement)|communiqu[eé]|declaration)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its parses and, for each of them, the linked spans in order; and the entities it names first."""

    document: Document
    parses: tuple[ParsedBlock, ...]
    spans: tuple[tuple[LinkedSpan, ...], ...]
    register: Register
    issuers: tuple[str, ...]
    main: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return tuple(span.mention(parsed) for parsed, spans in zip(self.parses, self.spans, strict=True) for span in spans)


def link_document(document: Document, parses: Sequence[ParsedBlock], reference: Reference, model: str = DEFAULT_MODEL) -> LinkedDocument:
    """The document with every name settled or declined, and every pronoun and pointing noun that could be resolved."""
    register = Register(reference)
    known = gazetteer(model)
    found = [known.find(parsed.doc) for parsed in parses]
    counts = names.support((item for items in found for item in items), register)
    settled = [_settle_block(parsed, items, known, counts, register) for parsed, items in zip(parses, found, strict=True)]
    settled = _apply_definitions(parses, settled, register)
    settled = _apply_surnames(parses, settled, register)
    joined = [dyads.collectives(p.doc, dyads.join_dyads(p.doc, spans, register), register) for p, spans in zip(parses, settled, strict=True)]
    main = _main_actors(joined, register)
    issuers = _issuers(document, parses, joined, register)
    spans, headings = _resolve_anaphora(parses, joined, register, issuers, main)
    return LinkedDocument(document, tuple(parses), spans, register, issuers, main, headings)


def _settle_block(parsed: ParsedBlock, items: list[NameFound], known: Gazetteer, counts: Counter[str], register: Register) -> list[LinkedSpan]:
    """Known and new names of one block: a new name wins where it is longer than the known ones inside it."""
    doc = parsed.doc
    fresh = [] if names.is_title_case(parsed) else [new for new in new_names(doc) if _is_new(new, items, known)]
    covered = {index for new in fresh for index in range(new.start, new.end)}
    spans = [names.settle(item, doc, counts, register) for item in items if not covered & set(range(item.start, item.end))]
    for new in fresh:
        inside = [names.settle(item, doc, counts, register) for item in items if new.start <= item.start and item.end <= new.end]
        inside = dyads.join_dyads(doc, inside, register)
        span = names.settle_new(new, doc, inside, register, {new.acronym: known.names(new.acronym)} if new.acronym else {})
        if span is not None:
            spans.append(span)
    return sorted(spans, key=lambda s: s.start)


def _is_new(new: NewName, items: Sequence[NameFound], known: Gazetteer) -> bool:
    """True when no known name covers the phrase, and none crosses its edges."""
    span = set(range(new.start, new.end))
    for item in items:
        other = set(range(item.start, item.end))
        if not span & other:
            continue
        if span <= other or (not other <= span):
            return False
        if new.kind is EntityKind.PERSON:
            return False
        if any(known_kind_is_long(name.kind) and len(other) >= len(span) - 1 and len(other) > 1 for name in item.names):
            return False
    return not known.names(new.text)


def known_kind_is_long(kind: NameKind) -> bool:
    """True for the kinds of name that stand for a whole phrase rather than for a word inside one."""
    return kind in (NameKind.OFFICIAL, NameKind.PERSON)


def _apply_definitions(parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register) -> list[list[LinkedSpan]]:
    """Acronyms in brackets after a name stand for it from then on, in the whole document."""
    meanings: dict[str, str] = {}
    for parsed, spans in zip(parses, blocks, strict=True):
        for span in spans:
            acronym, _ = acronym_after(parsed.doc, span.end)
            if acronym and len(span.targets) == 1 and initials_fit(acronym, parsed.doc[span.start : span.end].text):
                meanings.setdefault(acronym, span.targets[0])
    meanings.update({a: t for a, t in register.aliases.items() if a not in meanings})
    if not meanings:
        return blocks
    outcome = []
    for parsed, spans in zip(parses, blocks, strict=True):
        taken = {i: span for span in spans for i in range(span.start, span.end)}
        kept = list(spans)
        for token in parsed.doc:
            target = meanings.get(token.text)
            if target is None:
                continue
            before = taken.get(token.i)
            if before is not None and (before.end - before.start > 1 or before.targets == (target,)):
                continue
            if before is not None:
                kept.remove(before)
            reason = f"“{token.text}” → {register.label(target)} (defined in the text)"
            kept.append(LinkedSpan(token.i, token.i + 1, (target,), "defined acronym", reason, attributive=token.dep_ in ("compound", "nmod", "amod")))
        outcome.append(sorted(kept, key=lambda s: s.start))
    return outcome


def _apply_surnames(parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register) -> list[list[LinkedSpan]]:
    """Surnames alone mean the person whom the document introduced by a full name, where there is just one."""
    introduced: dict[str, set[str]] = {}
    for spans in blocks:
        for span in spans:
            for target in span.targets:
                entity = register.entity(target)
                if entity is not None and entity.kind is EntityKind.PERSON:
                    for word in _surname_forms(entity.label):
                        introduced.setdefault(word, set()).add(target)
    outcome = []
    for parsed, spans in zip(parses, blocks, strict=True):
        taken = {i: span for span in spans for i in range(span.start, span.end)}
        kept = list(spans)
        for token in parsed.doc:
            people = introduced.get(token.text)
            before = taken.get(token.i)
            if people is None or len(people) != 1 or (before is not None and (before.targets or before.end - before.start > 1)):
                continue
            if before is not None:
                kept.remove(before)
            person = next(iter(people))
            kept.append(LinkedSpan(token.i, token.i + 1, (person,), "surname", f"“{token.text}” → {register.label(person)} (introduced in the text)"))
        outcome.append(sorted(kept, key=lambda s: s.start))
    return outcome


def _surname_forms(label: str) -> tuple[str, ...]:
    """Words a person is called by after the first mention: the last one, and the first of a Korean, Chinese or Vietnamese name."""
    words = label.split()
    if len(words) < 2:
        return ()
    east_asian = len(words) == 2 and len(words[0]) <= 4 and ("-" in words[1] or len(words[0]) <= 3)
    return (words[0],) if east_asian else (words[-1], words[0]) if len(words) == 3 and len(words[0]) <= 4 else (words[-1],)


def _main_actors(blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
    """The two states the document is about: far ahead of the third in number of mentions; else nothing."""
    counts: Counter[str] = Counter()
    for spans in blocks:
        for span in spans:
            for target in span.targets:
                if register.kind(target) is EntityKind.STATE:
                    counts[target] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or ranked[1][1] < 3 or (len(ranked) > 2 and ranked[2][1] * 1.5 > ranked[1][1]):
        return ()
    return tuple(sorted((ranked[0][0], ranked[1][0])))


def _issuers(document: Document, parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
    """Who says "we" in a joint statement: the states of its title and of its first sentence; nobody in other texts."""
    del document
    opening = [(p, s) for p, s in zip(parses, blocks, strict=True)][:4]
    if not any(_JOINT.search(p.block.text) for p, _ in opening if p.block.kind in (BlockKind.TITLE, BlockKind.HEADING) or p is opening[0][0]):
        return ()
    states: dict[str, None] = {}
    for parsed, spans in opening:
        for span in spans:
            if parsed.block.kind is BlockKind.PARAGRAPH and span.start > 45:
                break
            states.update({t: None for t in span.targets if register.kind(t) is EntityKind.STATE})
        if len(states) >= 2:
            break
    return tuple(states) if 2 <= len(states) <= 12 else ()


def _resolve_anaphora(
    parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register, issuers: tuple[str, ...], main: tuple[str, ...]
) -> tuple[tuple[tuple[LinkedSpan, ...], ...], tuple[tuple[str, ...], ...]]:
    """The spans with those of pronouns and pointing nouns added, and for each block the actors of its nearest heading."""
    discourse = anaphora.Discourse(register, issuers, main)
    outcome, headings = [], []
    by_heading: dict[str, tuple[str, ...]] = {}
    for parsed, spans in zip(parses, blocks, strict=True):
        heading = next((by_heading[h] for h in reversed(parsed.block.section) if by_heading.get(h)), ())
        discourse.new_block(heading)
        headings.append(heading)
        if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            actors = tuple(dict.fromkeys(t for s in spans for t in s.targets if (k := register.kind(t)) and k.is_actor and k is not EntityKind.PERSON))
            by_heading[parsed.block.text] = actors
            outcome.append(tuple(spans))
            continue
        outcome.append(tuple(sorted([*spans, *anaphora.resolve(parsed.doc, spans, discourse)], key=lambda s: s.start)))
    return tuple(outcome), tuple(headings)
