"""One document's names settled, in the order a reader does it.

1. every known name and every new one, longest first;
2. each settled by the tables, the sentence and the document, or declined; then those that only their neighbours tell;
3. names that the text defines itself, also where a heading brings them back;
4. hyphenated dyads; a state's organs, bodies, groups and leaders;
5. surnames of persons introduced before or known by their title;
6. pronouns and pointing nouns, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.find.gazetteer import Gazetteer, NameFound, gazetteer
from comity.find.naming import NewName, new_names
from comity.language import DEFAULT_MODEL, ParsedBlock
from comity.link import anaphora, beside, collectives, definitions, dyads, names, people, subject, unknown
from comity.link.scene import Scene, introduces, survey
from comity.link.spans import LinkedSpan, Register
from comity.model import BlockKind, Document, Mention
from comity.reference import Reference
from comity.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its parses and, for each of them, the linked spans in order; and the entities it names first.

    Attributes:
        register: all entities it can refer to.
        issuers: who says "we".
        main: the two states it is about, if there are two.
        headings: for each parse, the actors that its nearest heading names.
        model: the language model that parsed it.
        home: the one state it is about, in a profile or an article with one state in its title; else "".
    """

    document: Document
    parses: tuple[ParsedBlock, ...]
    spans: tuple[tuple[LinkedSpan, ...], ...]
    register: Register
    issuers: tuple[str, ...]
    main: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]
    model: str = DEFAULT_MODEL
    home: str = ""

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in the order of the text."""
        return tuple(span.mention(parsed) for parsed, spans in zip(self.parses, self.spans, strict=True) for span in spans)


def link_document(
    document: Document, parses: Sequence[ParsedBlock], reference: Reference, model: str = DEFAULT_MODEL
) -> LinkedDocument:
    """The document with every name settled or declined, and every pronoun and pointing noun that could be resolved."""
    register = Register(reference)
    known = gazetteer(model)
    found = [known.find(parsed.doc) for parsed in parses]
    fresh = [[] if unknown.is_title_case(parsed) else new_names(parsed.doc) for parsed in parses]
    scene = survey((item for items in found for item in items), register)
    fresh = [
        [unknown.cut(new, items, parsed.doc, register) for new in news]
        for parsed, items, news in zip(parses, found, fresh, strict=True)
    ]
    for new in (new for news in fresh for new in news if new.kind is EntityKind.PERSON):
        introduces(new, scene)
    blocks = [_settle_block(p, items, news, known, scene) for p, items, news in zip(parses, found, fresh, strict=True)]
    blocks = beside.told_beside(parses, blocks, register)
    blocks = unknown.tell_apart(blocks, register, subject.main_actors(blocks, register))
    blocks = definitions.apply_definitions(parses, definitions.bring_back(parses, blocks, register), register)
    blocks = [
        collectives.collectives(p.doc, dyads.join_dyads(p.doc, spans, register), register)
        for p, spans in zip(parses, blocks, strict=True)
    ]
    people.states_of(parses, blocks, register)
    blocks = people.apply_surnames(parses, blocks, register)
    main = subject.main_actors(blocks, register) or subject.title_pair(parses, blocks, register)
    issuers = subject.issuers(parses, blocks, register)
    home = "" if issuers else subject.home_state(parses, blocks, register, main)
    discourse = anaphora.Discourse(register, issuers, main, subject.sister_bodies(scene.counts, register), home=home)
    spans, headings = _resolve_anaphora(parses, blocks, discourse, known)
    return LinkedDocument(document, tuple(parses), spans, register, issuers, main, headings, model, home)


def _settle_block(
    parsed: ParsedBlock, items: list[NameFound], fresh: list[NewName], known: Gazetteer, scene: Scene
) -> list[LinkedSpan]:
    """Known and new names of one block: a new name wins where it is longer than the known ones inside it."""
    doc = parsed.doc
    kept: list[LinkedSpan] = []
    covered: set[int] = set()
    for new in fresh:
        if not unknown.is_new(new, items, scene):
            continue
        inside = [names.settle(item, doc, scene) for item in items if new.start <= item.start and item.end <= new.end]
        span = _known_or_new(new, parsed, dyads.join_dyads(doc, inside, scene.register), known, scene)
        if span is not None:
            kept.append(span)
            covered.update(range(span.start, span.end))
    kept += [names.settle(item, doc, scene) for item in items if not covered & set(range(item.start, item.end))]
    return sorted(kept, key=lambda s: s.start)


def _known_or_new(new: NewName, parsed: ParsedBlock, inside: list[LinkedSpan], known: Gazetteer, scene: Scene) -> LinkedSpan | None:
    """A phrase that is nearly a known name, or known by its acronym, as that; else as a new entity."""
    if new.kind is EntityKind.PERSON:
        return unknown.settle_new(new, parsed.doc, inside, scene.register)
    register = scene.register
    near = known.near(new.text) if new.by != "description" else None
    why = "near the known name"
    acronym = definitions.acronym_after(parsed.doc, new.end)
    if near is None and acronym and definitions.initials_fit(acronym, new.text):
        near, why = definitions.by_acronym(new.text, known.names(acronym), register), f"by its acronym {acronym}"
    if near is not None and register.kind(near) is not None and unknown.is_meant(near, scene):
        return LinkedSpan(new.start, new.end, (near,), "near-name", f"“{new.text}” → {register.label(near)} ({why})")
    return unknown.settle_new(new, parsed.doc, inside, register)


def _resolve_anaphora(
    parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], discourse: anaphora.Discourse, known: Gazetteer
) -> tuple[tuple[tuple[LinkedSpan, ...], ...], tuple[tuple[str, ...], ...]]:
    """The spans with those of pronouns and pointing nouns added, and for each block the actors of its nearest heading."""
    outcome, headings = [], []
    by_heading: dict[str, tuple[str, ...]] = {}
    for parsed, spans in zip(parses, blocks, strict=True):
        heading = next((by_heading[h] for h in reversed(parsed.block.section) if by_heading.get(h)), ())
        about = subject.header_actor(parsed, known, discourse.register)
        discourse.new_block(heading, subject.label_actors(parsed, known, discourse.register), about)
        headings.append(heading)
        if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            by_heading[parsed.block.text] = subject.heading_actors(spans, discourse.register)
            outcome.append(tuple(spans))
            continue
        outcome.append(tuple(anaphora.resolve(parsed.doc, spans, discourse)))
    return tuple(outcome), tuple(headings)
