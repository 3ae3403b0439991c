"""What a document is about as a whole: its two main actors, who issues it, whom a heading names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from comity.find.gazetteer import ADJECTIVAL, Gazetteer
from comity.language import ParsedBlock
from comity.link.spans import LinkedSpan, Register
from comity.model import BlockKind
from comity.vocabulary import EntityKind

_JOINT = re.compile(
    r"\b(joint\s+(?:[\w'’-]+\s+){0,3}?(?:statement|declaration|communiqu[eé]|release|read-?out)|communiqu[eé]|declaration"
    r"|(?:leaders|ministers|presidents|(?:co-?)?chairs?)['’]?\s+(?:vision\s+)?(?:statement|summary)"
    r"|agreed (?:minutes|conclusions)|joint (?:council|commission|committee) meeting"
    r"|read-?out of (?:the |a )?(?:\w+ ){0,3}(?:between|among))\b",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"\bfollowing\s+(?:joint\s+)?(?:statement|text|declaration|communiqu[eé])(?:\s+\w+)?\s+(?:was|were|has been|is being)\s+"
    r"(?:\w+\s+){0,2}?(?:released|issued|adopted|agreed|made)\b|\bissued\s+the\s+following\b",
    re.IGNORECASE,
)
"""What ministries set before a statement: "The text of the following statement was released by the Governments of …"."""

_REFERRED = re.compile(r"\bherein?after\b|\bhereafter\b", re.IGNORECASE)
_LONG_OPENING = 45
"""Tokens of a first paragraph in which those who issue a statement are named; a list of ministers goes on to "hereinafter"."""

_OPENING = 4
"""Blocks that may say who issues a statement: title, dateline, heading and first paragraph."""


def main_actors(blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
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


def title_pair(parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
    """The two states that the title names, for short texts that name each of them seldom; else nothing."""
    for parsed, spans in zip(parses, blocks, strict=True):
        if parsed.block.kind is BlockKind.TITLE:
            named = {t for span in spans for t in span.targets if register.kind(t) is EntityKind.STATE}
            return tuple(sorted(named)) if len(named) == 2 else ()
    return ()


_PROFILE = re.compile(
    r"\b(?:foreign|external|international|diplomatic|bilateral)\s+(?:relations|policy|affairs)\b"
    r"|\bprofile\b|\bat a glance\b|\bcountry (?:brief|report|note)",
    re.IGNORECASE,
)


def home_state(
    parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register, main: tuple[str, ...]
) -> str:
    """The one state that a text is about: the only actor of its title, which it names as often as any other; else "".

    A page on its foreign relations names it in its title and may then name others more often; any other text with two
    main actors is about both.
    """
    title = next(((p, s) for p, s in zip(parses, blocks, strict=True) if p.block.kind is BlockKind.TITLE), None)
    if title is None:
        return ""
    spans = [span for span in title[1] if any((kind := register.kind(t)) is not None and kind.is_actor for t in span.targets)]
    named = {target for span in spans for target in span.targets}
    if (
        len(named) != 1
        or any(span.how == "metonym" for span in spans)
        or register.kind(home := named.pop()) is not EntityKind.STATE
    ):
        return ""
    if _PROFILE.search(title[0].block.text) or title[0].block.text.strip() == register.label(home):
        return home
    counts = Counter(t for spans in blocks for span in spans for t in span.targets if register.kind(t) is EntityKind.STATE)
    return home if not main and counts[home] == max(counts.values()) else ""


def issuers(parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
    """Who says "we" in a joint statement: the states of its title and of its first sentence; nobody in other texts."""
    opening = [(p, s) for p, s in zip(parses, blocks, strict=True)][:_OPENING]
    if not any(
        _JOINT.search(p.block.text)
        for p, _ in opening
        if p.block.kind in (BlockKind.TITLE, BlockKind.HEADING) or p is opening[0][0]
    ) and not any(_RELEASED.search(p.block.text) for p, _ in opening):
        return ()
    body = next((found for p, s in opening if (found := _body_of_heading(p, s, register))), "")
    if body:
        return (body,)
    states: dict[str, None] = {}
    for parsed, spans in opening:
        last = _last_of_issuers(parsed)
        for span in spans:
            if parsed.block.kind is BlockKind.PARAGRAPH and span.start > last:
                break
            states.update(
                {
                    t: None
                    for t in (span.inner if len(set(span.inner)) > 1 else span.targets)
                    if register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION) and span.how != "metonym"
                }
            )
        if len(states) >= 2:
            break
    named = tuple(t for t in states if register.kind(t) is EntityKind.STATE) or tuple(states)
    return named if 2 <= len(named) <= 12 else ()


def _last_of_issuers(parsed: ParsedBlock) -> int:
    """Token of a first paragraph up to which those who issue the statement are named."""
    referred = _REFERRED.search(parsed.doc.text) if parsed.block.kind is BlockKind.PARAGRAPH else None
    if referred is None:
        return _LONG_OPENING
    return max(_LONG_OPENING, sum(1 for token in parsed.doc if token.idx < referred.start()))


def _body_of_heading(parsed: ParsedBlock, spans: Sequence[LinkedSpan], register: Register) -> str:
    """The one body whose paper a heading says it is: "Communiqué of the ministers of the [African Union]"; else ""."""
    if parsed.block.kind not in (BlockKind.TITLE, BlockKind.HEADING) or not _JOINT.search(parsed.block.text):
        return ""
    if any(len(set(span.inner)) > 1 for span in spans):
        return ""  # "the X-Y Joint Council" is X and Y
    named = [(span, target) for span in spans for target in span.targets if register.kind(target) is not EntityKind.PLACE]
    if len(named) != 1 or register.kind(named[0][1]) is not EntityKind.ORGANIZATION:
        return ""
    span, target = named[0]
    before = [word.lower_ for word in parsed.doc[max(span.start - 4, 0) : span.start]]
    return target if not before or {"of", "by"} & set(before) or before == ["the"] else ""


def heading_actors(spans: Iterable[LinkedSpan], register: Register) -> tuple[str, ...]:
    """Actors other than persons that a heading names, in its order."""
    return tuple(
        dict.fromkeys(t for s in spans for t in s.targets if (k := register.kind(t)) and k.is_actor and k is not EntityKind.PERSON)
    )


def label_actors(parsed: ParsedBlock, known: Gazetteer, register: Register) -> tuple[str, ...]:
    """Actors that the label of a bullet or a table's row names, where the label is nothing but names: "Togo:", "Chad and Mali"."""
    found: dict[str, None] = {}
    for part in re.split(r"\s*(?:,|/|&|\band\b|–)\s*", parsed.block.label.strip(" :.")):
        entities = {
            n.entity
            for n in known.names(part)
            if n.kind not in ADJECTIVAL and register.kind(n.entity) in (EntityKind.STATE, EntityKind.ORGANIZATION)
        }
        if len(entities) != 1:
            return ()
        found[entities.pop()] = None
    return tuple(found)


_OWNED = re.compile(r"(?:the\s+)?(.{2,40}?)['’]s?\s+\w", re.IGNORECASE)


def header_actor(parsed: ParsedBlock, known: Gazetteer, register: Register) -> str:
    """The actor whose thing a column is about ("India's bid for a seat"), which "it" may be in its cells; else ""."""
    owner = _OWNED.match(parsed.block.cell.column_header.strip()) if parsed.block.cell is not None else None
    if owner is None:
        return ""
    found = {n.entity for n in known.names(owner[1]) if n.kind not in ADJECTIVAL and register.kind(n.entity) is EntityKind.STATE}
    return found.pop() if len(found) == 1 else ""


def sister_bodies(named: Iterable[str], register: Register) -> frozenset[str]:
    """Organs of the organisations that a document names, and those beside an organ it names: what "the Commission" may be."""
    part_of = register.reference.part_of
    wholes = {part_of.get(entity, entity) for entity in named if register.kind(entity) is EntityKind.ORGANIZATION}
    return frozenset(organ for organ, whole in part_of.items() if whole in wholes)
