"""One document → its claims and its coverage ledger: one visible loop.

For every block, every sentence; for every sentence, every extractor in order; what they say of the same content is kept
once, with the surest evidence; and a sentence without a claim gets its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from comity.claims.frames import barriers, continuation, echoed, elided, gapping, undertakings, walk
from comity.claims.layout import ellipsis, labels, lists, standings, table_places, table_rows, tables, visits
from comity.claims.passage import Passage
from comity.claims.qualifiers import amounts
from comity.claims.things import bodies, by_agreement, events, members, named_agreements, offices, owners, parties, projects, shares
from comity.claims.words import predicates_of
from comity.link import LinkedDocument
from comity.model import Block, BlockKind, LedgerEntry, Reading, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

EXTRACTORS: tuple[ModuleType, ...] = (
    walk, undertakings, barriers, continuation, offices, bodies, events, parties, by_agreement, projects, shares, tables,
    table_rows, lists, members, ellipsis, gapping, standings, elided, visits,
)  # fmt: skip
"""What reads sentences, in order; each has ``NAME`` and ``statements(passage, sentence)``."""


def extract(linked: LinkedDocument, extractors: Sequence[ModuleType] = EXTRACTORS) -> Reading:
    """All that a document says, with the ledger of what was read and what was passed over."""
    plain = [Passage(linked, index, (), {}) for index in range(len(linked.parses))]
    people = _people(linked, plain)
    above = {section: _pair_above(linked, section) for section in {parsed.block.section for parsed in linked.parses}}
    statements: list[Statement] = []
    ledger: list[LedgerEntry] = []
    for index, parsed in enumerate(linked.parses):
        passage = plain[index].with_context(_context(linked, index, above), people)
        if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            ledger.append(_entry(passage, 0, len(parsed.block.text), (), "a heading: it names what the text below is about"))
            continue
        if _is_label(parsed.block):
            ledger.append(_entry(passage, 0, len(parsed.block.text), (), "a row's label: it is read with the cells beside it"))
            continue
        for sentence in parsed.doc.sents:
            found = _sentence(passage, sentence, extractors)
            statements.extend(found)
            start, end = parsed.offset + sentence.start_char, parsed.offset + sentence.end_char
            claims = tuple(sorted({s.evidence.claim for s in found}))
            ledger.append(_entry(passage, start, end, claims, "" if claims else _why_none(passage, sentence)))
    ledger.extend(_furniture(linked))
    mentions = linked.mentions()
    return Reading(
        linked.document,
        mentions,
        tuple(linked.register.new.values()),
        tuple(statements),
        tuple(sorted(ledger, key=lambda e: (e.start, e.end))),
    )


def _is_label(block: Block) -> bool:
    """True for the first cell of a row, when it only labels the others."""
    return block.cell is not None and block.cell.column == 0 and block.text.strip() == block.cell.row_label.strip()


def _sentence(passage: Passage, sentence: Span, extractors: Sequence[ModuleType]) -> list[Statement]:
    """Statements of a sentence, one for each content: the surest evidence wins."""
    best: dict[str, Statement] = {}
    for extractor in extractors:
        found = list(extractor.statements(passage, sentence))
        if not found:
            continue
        for statement in amounts.each(passage, sentence, lists.put_forward(passage, sentence, found)):
            known = best.get(statement.evidence.claim)
            if known is None or statement.evidence.confidence > known.evidence.confidence:
                best[statement.evidence.claim] = statement
    kept = gapping.each_its_own(passage, sentence, gapping.without_shared(list(best.values())))
    return _without_bare(echoed.with_echoes(passage, sentence, named_agreements.of_named(passage, kept)))


_WITH_OWN_DOMAIN = frozenset({Relation.PARTY_TO, Relation.PARTICIPATES_IN, Relation.HOSTS})
"""Ties to a thing that has domains of its own."""


def _without_bare(found: list[Statement]) -> list[Statement]:
    """The statements without those that another one says too, with the domain of the agreement, event or project."""

    def tie(statement: Statement) -> tuple[object, ...]:
        claim = statement.claim
        return claim.subject, claim.relation, claim.object, claim.modality, claim.negated

    known = {tie(s) for s in found if s.claim.domain and s.claim.relation in _WITH_OWN_DOMAIN}
    return [s for s in found if s.claim.domain or tie(s) not in known]


def _people(linked: LinkedDocument, passages: Sequence[Passage]) -> dict[str, str]:
    """Person → state the person acts for: as the document's own titles say, else as the reference knows."""
    register = linked.register
    found: dict[str, str] = {}
    for passage in passages:
        for sentence in passage.parsed.doc.sents:
            for statement in offices.statements(passage, sentence):
                if statement.claim.negated:
                    continue
                found.setdefault(statement.claim.subject, statement.claim.object)
    for spans in linked.spans:
        for span in spans:
            for target in span.targets:
                if target not in found and register.kind(target) is EntityKind.PERSON:
                    known = owners.known_state(target, register.reference)
                    if known is not None:
                        found[target] = known
    return {person: state for person, state in found.items() if register.kind(state) is EntityKind.STATE}


def _context(linked: LinkedDocument, index: int, above: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """Actors that are meant where a passage names none: of its column, its lead-in, its heading, the statement, the document."""
    parsed = linked.parses[index]
    if parsed.block.cell is not None:
        pair = table_places.pair_over(parsed.block.cell, linked.register)
        if pair or (parsed.block.cell.column > 0 and not parsed.block.cell.row_label.strip()):
            return pair  # whom a row without a label is about, the text does not say
    lead = lists.lead_of(linked, index)
    if lead is not None:
        actors = _states(linked, lead[0], after=lead[1] - 1)
        if 2 <= len(actors) <= 4:
            return actors
    heading = tuple(t for t in linked.headings[index] if linked.register.kind(t) is not EntityKind.PERSON)
    if 2 <= len(heading) <= 4:
        return heading
    return linked.issuers or above[parsed.block.section] or linked.main


def _pair_above(linked: LinkedDocument, section: tuple[str, ...]) -> tuple[str, ...]:
    """The two states or bodies that the headings over a section and the title name, from the nearest heading outwards.

    "Relations with China" in a text on "Foreign relations of Mongolia" is about both; a heading that names more ends the search.
    """
    found: list[str] = []
    for text in (*reversed(section), linked.document.title):
        named = [actor for actor in labels.actors_in(text, linked.register) if actor not in found]
        if len(named) + len(found) > 2:
            return ()
        found += named
        if len(found) == 2:
            return tuple(sorted(found))
    return ()


def _states(linked: LinkedDocument, index: int, after: int) -> tuple[str, ...]:
    doc = linked.parses[index].doc
    found = [t for span in linked.spans[index] if doc[span.start].idx >= after and span.how != "metonym" for t in span.targets]
    return tuple(dict.fromkeys(t for t in found if linked.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)))


def _why_none(passage: Passage, sentence: Span) -> str:
    """Why nothing was read from a sentence, in words a reader understands."""
    named = {t for i in range(sentence.start, sentence.end) if i in passage.by_token for t in passage.by_token[i].targets}
    cell = passage.block.cell
    if (
        cell is not None
        and not named
        and any(labels.actors_in(text, passage.register) for text in (cell.row_label, cell.column_header))
    ):
        return "a cell: neither its row, its column nor the caption says how the actor they name stands to another"
    if not named:
        return "names no actor, agreement, event or project"
    if not any(predicates_of(token) for token in sentence):
        return "no word in it that the lexicon knows as a relation"
    if len(named) < 2:
        return "names one actor and no second one or domain that the relation needs"
    return "a relation and actors, but the grammar does not join them"


def _entry(passage: Passage, start: int, end: int, claims: tuple[str, ...], reason: str) -> LedgerEntry:
    at, to = passage.block.place(start, end)
    return LedgerEntry(passage.linked.document.id, at, to, passage.block.kind, claims, reason)


def _furniture(linked: LinkedDocument) -> Iterator[LedgerEntry]:
    for block in linked.document.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield LedgerEntry(linked.document.id, block.start, block.end, block.kind, (), "page furniture")
