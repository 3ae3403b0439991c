"""A parsed passage with everything found in it, as extractors receive it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.slots.admitted import THINGS
from comity.claims.slots.arguments import Argument, Resolver
from comity.find.cell_figures import figures_in_cell
from comity.find.dates import DateFound, dates_in
from comity.find.domains import DomainFound, domains_in
from comity.find.figures import FigureFound, figures_in
from comity.find.words import word_set
from comity.language import ParsedBlock
from comity.link import LinkedDocument, LinkedSpan, Register
from comity.model import Block, BlockKind, Claim, Evidence, Statement
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.claims.slots.filling import Filled
    from comity.parsed_text import Span, Token

_WIDEST = 60
"""Blocks looked through either way for the cells of a row: twenty columns of up to three paragraphs."""


@dataclass
class Passage:
    """One parsed block (or the part after its label) with spans, domains, dates and figures, and what it stands under.

    Attributes:
        linked: the document it belongs to.
        index: its place among the document's parses.
        context: actors that are meant where the passage names none: those of the lead-in, the heading, the document.
        people: person → state the person acts for, as the document or the reference says.
    """

    linked: LinkedDocument
    index: int
    context: tuple[str, ...]
    people: dict[str, str]
    lead_spans: tuple[LinkedSpan, ...] = ()
    slots: dict[int, grammar.Slots] = field(default_factory=dict)
    fills: dict[tuple[int, int], Filled | None] = field(default_factory=dict)
    _heads: dict[int, list[Token]] = field(default_factory=dict)

    @cached_property
    def parsed(self) -> ParsedBlock:
        """The parse."""
        return self.linked.parses[self.index]

    @cached_property
    def block(self) -> Block:
        """The block it is, or is a part of."""
        return self.parsed.block

    @cached_property
    def register(self) -> Register:
        """The entities the document can refer to."""
        return self.linked.register

    @cached_property
    def is_fragment(self) -> bool:
        """True for bullets and cells, whose actors stand above them."""
        return self.block.kind in (BlockKind.BULLET, BlockKind.CELL)

    @property
    def nearby(self) -> tuple[Block, ...]:
        """Blocks before and after this one, itself among them, as far as a row of a table or a list of labels may go."""
        number = self.block.number
        return self.linked.document.blocks[max(0, number - _WIDEST) : number + _WIDEST]

    @cached_property
    def row(self) -> tuple[Block, ...]:
        """What stands in the row of this cell, itself among them; nothing outside tables."""
        cell = self.block.cell
        if cell is None:
            return ()
        return tuple(b for b in self.nearby if b.cell is not None and (b.cell.table, b.cell.row) == (cell.table, cell.row))

    @cached_property
    def _line_of_row(self) -> tuple[int, int] | None:
        """Slice of the canonical text from the row's first cell to its last, of those that stand on this cell's line."""
        text, cell = self.linked.document.text, self.block
        since, until = text.rfind("\n", 0, cell.start) + 1, text.find("\n", cell.start)
        beside = [b for b in self.row if since <= b.start and (b.end <= until or until < 0)]
        return (beside[0].start, beside[-1].end) if cell in beside else None

    @cached_property
    def spans(self) -> tuple[LinkedSpan, ...]:
        """Linked spans in order."""
        return self.linked.spans[self.index]

    @cached_property
    def text(self) -> str:
        """The text as it was parsed; putting it together from its words takes time."""
        return str(self.parsed.doc.text)

    @cached_property
    def sayings(self) -> dict[int, list[Token]]:
        """Word → heads of who says it; filled as it is asked."""
        return {}

    @cached_property
    def has_saying(self) -> bool:
        """True when any word of the passage is a verb of saying or "according"."""
        words = carriers("say")
        return any(token.lemma_ in words or token.lower_ == "according" for token in self.parsed.doc)

    @cached_property
    def has_each_other(self) -> bool:
        """True when the passage says "each other" or "one another"."""
        return not word_set(self.parsed.doc).isdisjoint(("other", "another")) and any(map(grammar.is_reciprocal, self.parsed.doc))

    @cached_property
    def by_token(self) -> dict[int, LinkedSpan]:
        """Token → the span that covers it, for spans that were settled."""
        return {i: span for span in self.spans if span.targets for i in range(span.start, span.end)}

    @cached_property
    def inner(self) -> dict[int, tuple[str, ...]]:
        """Token → state it names inside the name of an event or agreement ("the [Iraqi] invasion of [Kuwait]")."""
        found: dict[int, tuple[str, ...]] = {}
        doc, reference = self.parsed.doc, self.register.reference
        for span in self.spans:
            if len(span.targets) != 1 or span.end - span.start < 2 or self.register.kind(span.targets[0]) not in THINGS:
                continue
            root = doc[span.start : span.end].root
            for width in (3, 2, 1):
                for start in range(span.start, span.end - width + 1):
                    if root.i in range(start, start + width) or any(i in found for i in range(start, start + width)):
                        continue
                    states = {
                        n.entity
                        for n in reference.by_name(doc[start : start + width].text)
                        if self.register.kind(n.entity) is EntityKind.STATE
                    }
                    if len(states) == 1:
                        found.update(dict.fromkeys(range(start, start + width), tuple(states)))
        return found

    @cached_property
    def domains(self) -> list[DomainFound]:
        """Domain terms in order."""
        return domains_in(self.parsed.doc)

    @cached_property
    def unnamed_domains(self) -> list[DomainFound]:
        """Domain terms in order, without those that a name ends with: "the [Energy Community]" is about whatever it does."""
        return [term for term in self.domains if term.end - 1 not in self.by_token]

    def names_thing(self, index: int) -> bool:
        """True for a word inside the name of a project, or of what is founded: unlike an actor's it says what it is about."""
        span = self.by_token.get(index)
        if span is None or self.register.kind(span.targets[0]) is EntityKind.PROJECT:
            return span is not None
        root = self.parsed.doc[span.start : span.end].root
        return span.how == "new" and root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in grammar.verb_class("founding")

    @cached_property
    def dates(self) -> list[DateFound]:
        """Time expressions, with offsets in the parsed text."""
        return dates_in(self.text)

    @cached_property
    def figures(self) -> list[FigureFound]:
        """Figures, with offsets in the parsed text; in a table the header may hold the unit."""
        cell = self.block.cell
        if cell is not None:
            return figures_in_cell(self.text, cell.column_header, cell.row_label)
        return figures_in(self.text)

    def with_context(self, context: tuple[str, ...], people: dict[str, str]) -> Passage:
        """The same passage under its context, with what was found in its text kept: finding dates and names takes time."""
        other = Passage(self.linked, self.index, context, people)
        for name, value in vars(self).items():
            if name in _OF_TEXT:
                vars(other)[name] = value
        return other

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.parsed.doc.sents]

    def in_one_sentence(self, first: Token, second: Token) -> bool:
        """True for words of one sentence; ``Token.sent`` looks for its ends anew each time it is asked."""
        return bisect_right(self._starts, first.i) == bisect_right(self._starts, second.i)

    def named_in(self, sentence: Span) -> list[Token]:
        """Last tokens of all names in a sentence."""
        known = self._heads.get(sentence.start)
        if known is None:
            doc = self.parsed.doc
            known = [doc[s.end - 1] for s in self.spans if s.targets and sentence.start <= s.start < sentence.end]
            self._heads[sentence.start] = known
        return known

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self)

    def arguments(self, tokens: Iterable[Token], kind: str = "") -> list[Argument]:
        """What these heads and those coordinated with them stand for, of that kind, without repetition."""
        heads = list(tokens)
        return self._resolver.arguments(heads, kind) if heads else []  # most slots are empty

    # --- evidence -----------------------------------------------------------------------------------------------

    def statement(
        self,
        claim: Claim,
        trigger: Token,
        subject: Argument | None,
        other: Argument | None,
        rule: str,
        confidence: float,
        notes: Sequence[str] = (),
    ) -> Statement:
        """The claim with its evidence: the sentence for running text, the whole block for bullets and cells."""
        sentence = trigger.sent
        if self.is_fragment:
            start, end = 0, len(self.block.text)
        else:
            said = self.text[sentence.start_char : sentence.end_char]
            start = self.parsed.offset + sentence.start_char + len(said) - len(said.lstrip())
            end = self.parsed.offset + sentence.end_char - (len(said) - len(said.rstrip()))
        at, to = span = _with_marks(self.linked.document.text, *self.block.place(start, end))
        if self.block.cell is not None:
            at, to = self._line_of_row or (at, to)
        if subject is not None and other is not None and claim.subject == other.entity and claim.object == subject.entity:
            # the ends of a symmetric claim are sorted; so are their marks
            subject, other = other, subject
        marks = [self._mark("relation", trigger, None)]
        if subject is not None:
            marks.append(self._mark("subject", subject.token, subject.span))
        if other is not None:
            marks.append(self._mark("object", other.token, other.span))
        reasons = [
            a.span.reason or a.via for a in (subject, other) if a is not None and a.span is not None and (a.span.reason or a.via)
        ]
        reasons += [a.via for a in (subject, other) if a is not None and a.via]
        evidence = Evidence(
            claim.id,
            self.linked.document.id,
            self.linked.document.text[at:to],
            at,
            to,
            " > ".join(self.block.section),
            rule,
            round(max(0.05, min(0.99, confidence)), 2),
            tuple(dict.fromkeys([*reasons, *notes])),
            tuple(sorted(marks, key=lambda m: m[1])),
            self.block.cell,
            span,
        )
        return Statement(claim, evidence)

    def _mark(self, role: str, token: Token, span: LinkedSpan | None) -> tuple[str, int, int]:
        doc = self.parsed.doc
        first, last = (
            (doc[span.start], doc[span.end - 1]) if span is not None and span.start <= token.i < span.end else (token, token)
        )
        start, end = self.parsed.span(first, last)
        return (role, *self.block.place(start, end))


_OF_TEXT = frozenset(
    {"parsed", "block", "register", "spans", "text", "by_token", "inner", "domains", "dates", "figures", "_starts"}
)
"""What is found in a passage whatever it stands under."""


def _with_marks(text: str, at: int, to: int) -> tuple[int, int]:
    """The slice with the mark of bold type right before or right behind it, where it has only its other half."""
    for mark in ("**", "__"):
        if text.count(mark, at, to) % 2:
            if text.startswith(mark, max(0, at - len(mark))):
                at -= len(mark)
            elif text.startswith(mark, to):
                to += len(mark)
    return at, to


class Extractor(Protocol):
    """Whatever reads claims from passages: our rules, or a trained reader beside them."""

    name: str

    def statements(self, passage: Passage, sentence: Span) -> Iterable[Statement]:
        """Statements of one sentence of a passage."""
        ...
