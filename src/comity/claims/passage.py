"""A parsed passage with everything found in it, as extractors receive it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from comity import grammar
from comity.claims.lexicon import carriers
from comity.find.cell_figures import figures_in_cell
from comity.find.dates import DateFound, dates_in
from comity.find.domains import DomainFound, domains_in
from comity.find.figures import FigureFound, figures_in
from comity.language import ParsedBlock
from comity.link import LinkedDocument, LinkedSpan, Register
from comity.link.collectives import possessed
from comity.model import Block, BlockKind, Claim, Evidence, Statement
from comity.vocabulary import UNNAMED, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ANY_ACTOR = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.GROUP})
_THINGS = frozenset({EntityKind.AGREEMENT, EntityKind.EVENT, EntityKind.PROJECT})
_LONGEST_GAP = 12
"""Tokens between two names of one list: brackets with an acronym, "as well as the former". Longer gaps hold words of their own."""

_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.AGREEMENT})
_LIST_WORDS = frozenset({"and", "or", "the", "as", "well", "former", "both", "also", "plus", "then", "some", "of", "its", "their", "other", "including", "such", "like"})
_OUTSIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos", "conj"})
KINDS: dict[str, frozenset[EntityKind]] = {
    "": _ANY_ACTOR,
    "any": _ANY_ACTOR | _THINGS,
    "thing": _THINGS,
    "place": frozenset({EntityKind.PLACE}),
    "actorplace": _ANY_ACTOR | {EntityKind.PLACE},
    "thingplace": _ANY_ACTOR | _THINGS | {EntityKind.PLACE},
    "org": frozenset({EntityKind.ORGANIZATION}),
    "country": _ANY_ACTOR | {EntityKind.PLACE},
    "!org": _ANY_ACTOR - {EntityKind.ORGANIZATION},
    "person": frozenset({EntityKind.PERSON}),
    "agreement": frozenset({EntityKind.AGREEMENT}),
    "event": frozenset({EntityKind.EVENT}),
    "project": frozenset({EntityKind.PROJECT}),
    "belong": _THINGS | {EntityKind.ORGANIZATION},
    "eventproject": frozenset({EntityKind.EVENT, EntityKind.PROJECT}),
}
"""What a frame's kind after the slash admits."""


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what fills a role: an entity, the token it was read from, and how the name was resolved."""

    entity: str
    token: Token
    span: LinkedSpan | None = None
    via: str = ""


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
    _cache: dict[int, list[Argument]] = field(default_factory=dict)
    _heads: dict[int, list[Token]] = field(default_factory=dict)

    @property
    def parsed(self) -> ParsedBlock:
        """The parse."""
        return self.linked.parses[self.index]

    @property
    def block(self) -> Block:
        """The block it is, or is a part of."""
        return self.parsed.block

    @property
    def register(self) -> Register:
        """The entities the document can refer to."""
        return self.linked.register

    @property
    def is_fragment(self) -> bool:
        """True for bullets and cells, whose actors stand above them."""
        return self.block.kind in (BlockKind.BULLET, BlockKind.CELL)

    @cached_property
    def spans(self) -> tuple[LinkedSpan, ...]:
        """Linked spans in order."""
        return self.linked.spans[self.index]

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
    def by_token(self) -> dict[int, LinkedSpan]:
        """Token → the span that covers it, for spans that were settled."""
        return {i: span for span in self.spans if span.targets for i in range(span.start, span.end)}

    @cached_property
    def inner(self) -> dict[int, tuple[str, ...]]:
        """Token → state it names inside the name of an event or agreement ("the [Iraqi] invasion of [Kuwait]"); not the name's head."""
        found: dict[int, tuple[str, ...]] = {}
        doc, reference = self.parsed.doc, self.register.reference
        for span in self.spans:
            if len(span.targets) != 1 or span.end - span.start < 2 or self.register.kind(span.targets[0]) not in _THINGS:
                continue
            root = doc[span.start : span.end].root
            for width in (3, 2, 1):
                for start in range(span.start, span.end - width + 1):
                    if root.i in range(start, start + width) or any(i in found for i in range(start, start + width)):
                        continue
                    states = {n.entity for n in reference.by_name(doc[start : start + width].text) if self.register.kind(n.entity) is EntityKind.STATE}
                    if len(states) == 1:
                        found.update(dict.fromkeys(range(start, start + width), tuple(states)))
        return found

    @cached_property
    def domains(self) -> list[DomainFound]:
        """Domain terms in order."""
        return domains_in(self.parsed.doc)

    @cached_property
    def dates(self) -> list[DateFound]:
        """Time expressions, with offsets in the parsed text."""
        return dates_in(self.parsed.doc.text)

    @cached_property
    def figures(self) -> list[FigureFound]:
        """Figures, with offsets in the parsed text; in a table the header may hold the unit."""
        cell = self.block.cell
        if cell is not None:
            return figures_in_cell(self.parsed.doc.text, cell.column_header, cell.row_label)
        return figures_in(self.parsed.doc.text)

    def named_in(self, sentence: Span) -> list[Token]:
        """Last tokens of all names in a sentence."""
        known = self._heads.get(sentence.start)
        if known is None:
            doc = self.parsed.doc
            known = [doc[s.end - 1] for s in self.spans if s.targets and sentence.start <= s.start < sentence.end]
            self._heads[sentence.start] = known
        return known

    # --- who fills a slot ---------------------------------------------------------------------------------------

    def arguments(self, tokens: Iterable[Token], kind: str = "") -> list[Argument]:
        """What these heads and those coordinated with them stand for, of that kind, without repetition."""
        admitted = KINDS.get(kind, _ANY_ACTOR)
        found: dict[str, Argument] = {}
        for token in tokens:
            members = grammar.conjuncts(token)
            for argument in [*(a for m in members for a in self._at(m)), *self._listed_after(members)]:
                if kind == "country":
                    argument = self._country(argument)
                if self.register.kind(argument.entity) in admitted or argument.entity == UNNAMED:
                    found.setdefault(argument.entity, argument)
        return list(found.values())

    def _country(self, argument: Argument) -> Argument:
        """The state of a city, for what one has in a city but with its state: an embassy, a visit."""
        entity = self.register.entity(argument.entity)
        if entity is None or entity.kind is not EntityKind.PLACE or not entity.state:
            return argument
        return Argument(entity.state, argument.token, argument.span, f"{entity.label} → {self.register.label(entity.state)} (the city's state)")

    def _listed_after(self, members: list[Token]) -> list[Argument]:
        """Names that go on a list after the last of these where the parser lost the thread: "A, B; C (CC), and D"."""
        last = max((self.by_token[m.i] for m in members if m.i in self.by_token), key=lambda s: s.end, default=None)
        found: list[Argument] = []
        doc = self.parsed.doc
        while last is not None:
            at, separated = last.end, False
            while at < len(doc) and at - last.end < _LONGEST_GAP and (at not in self.by_token or doc[at].tag_ == "PRP$") and self._joins(doc[at]):
                separated = separated or doc[at].lower_ in (",", ";", "and")
                at = self._after_bracket(at) if doc[at].text == "(" else at + 1
            following = self.by_token.get(at)
            if following is None or not separated or doc[at].is_sent_start or doc[following.end - 1].dep_ in ("nsubj", "nsubjpass"):
                break
            kinds = {self.register.kind(t) for t in (*following.targets, last.targets[0])}
            if len(kinds) > 1 and not kinds <= _BODIES:
                break
            found.extend(Argument(t, doc[following.end - 1], following) for t in following.targets)
            last = following
        return found

    @staticmethod
    def _joins(token: Token) -> bool:
        """True for what may stand between two names of a list: punctuation, "and", "some of its agencies, including"."""
        return token.is_punct or token.lower_ in _LIST_WORDS or token.pos_ == "ADJ" or token.lemma_.casefold() in carriers("example")

    def _after_bracket(self, at: int) -> int:
        """Token after a short bracket ("(UDEAC/CEMAC)"), or the next one where it does not close soon."""
        doc = self.parsed.doc
        return next((close + 1 for close in range(at + 1, min(at + _LONGEST_GAP, len(doc))) if doc[close].text == ")"), at + 1)

    def _at(self, token: Token, depth: int = 4) -> list[Argument]:
        known = self._cache.get(token.i)
        if known is None:
            known = self._resolve(token, depth)
            self._cache[token.i] = known
        return known

    def _resolve(self, token: Token, depth: int) -> list[Argument]:
        """What one head stands for: itself, an apposition, whose it is, or the members of what it names."""
        span = self.by_token.get(token.i)
        if span is not None and token.i in self.inner:
            return [Argument(target, token, span, f"named inside “{self.parsed.doc[span.start : span.end].text}”") for target in self.inner[token.i]]
        if span is not None and span.how == "collective" and span.inner and token.i != span.end - 1:
            return [Argument(target, token, span, f"whose {self.parsed.doc[span.end - 1].text} they are") for target in span.inner]
        if span is not None:
            return [*(Argument(target, token, span) for target in span.targets), *self._shared_title(span, token, depth)]
        if depth <= 0 or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
            return []
        apposed = [a for child in grammar.children(token, "appos") for m in grammar.conjuncts(child) for a in self._at(m, depth - 1)]
        if apposed:
            return apposed
        if token.lower_ in ("one", "those") and token.dep_ == "appos":
            return self._at(token.head, depth - 1)
        lemma = token.lemma_.casefold()
        slots = grammar.noun_slots(token)
        followers = self._followers(token, slots)
        if followers:
            return followers
        if lemma in carriers("transparent"):
            inner = [a for name in ("of", "in") for noun in slots.get(name, []) for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]
            if inner:
                return inner
        if lemma in carriers("example"):
            examples = self._examples(token, slots, depth)
            if examples:
                return examples
        if lemma in carriers("facet"):
            owners = [a for name in ("poss", "mod", "of", "from") for noun in slots.get(name, []) for a in self._owner(noun, depth)]
            if owners:
                return [Argument(a.entity, a.token, a.span, f"{token.text} of {self.register.label(a.entity)}") for a in owners[:3]]
        return self._members(token, slots, depth) or self._inside(token, depth)

    def _shared_title(self, span: LinkedSpan, token: Token, depth: int) -> list[Argument]:
        """The other states of "the ministers of X, Y and Z": the title is said once for all."""
        last = self.parsed.doc[span.end - 1]
        if span.how not in ("leader for state", "organ of state") or last == token or depth <= 0:
            return []
        return [a for other in grammar.conjuncts(last)[1:] for a in self._at(other, depth - 1)]

    def _followers(self, token: Token, slots: grammar.Slots) -> list[Argument]:
        """The collective in "X and its allies", "their firms": owned by the name it is joined to, else by what the pronoun means."""
        pronoun = next((t for t in slots["poss"] if t.pos_ == "PRON" and t.i in self.by_token), None)
        if pronoun is None or possessed().get(token.lower_) != "group":
            return []
        joined = self.by_token.get(token.head.i) if token.dep_ == "conj" else None
        owners = (joined or self.by_token[pronoun.i]).targets
        if len(owners) != 1:
            return []
        label = f"{self.register.adjective(owners[0])} {token.lower_}"
        group = self.register.add(EntityKind.GROUP, label, state=owners[0] if self.register.kind(owners[0]) is EntityKind.STATE else "")
        return [Argument(group, token, None, f"“{pronoun.text} {token.text}” → {label}")]

    def _inside(self, token: Token, depth: int) -> list[Argument]:
        """The names that a phrase holds when its head is none: "gas fields off Mozambique", "Peru's decision"; three at the most."""
        if depth < 4 or token.pos_ not in ("NOUN", "PROPN"):
            return []
        groups: list[dict[str, LinkedSpan]] = [{}, {}, {}]
        for word in grammar.phrase(token, stop=_OUTSIDE):
            span = self.by_token.get(word.i)
            if span is not None and not span.how.startswith("plural"):
                nearness = 0 if word.dep_ == "poss" else 1 if word.i < token.i else 2
                groups[nearness].update(dict.fromkeys(span.targets, span))
        found = next((group for group in groups if group), {})
        if not 1 <= len(found) <= 3:
            return []
        return [Argument(target, token, span, f"“{token.text}”: of {self.register.label(target)}") for target, span in found.items()]

    def _owner(self, noun: Token, depth: int) -> list[Argument]:
        return [a for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)] if noun.i in self.by_token or noun.dep_ != "amod" else []

    def _examples(self, token: Token, slots: grammar.Slots, depth: int) -> list[Argument]:
        """Those that are named as examples or members of a class: "partners such as Fiji and Tonga", "including Peru"."""
        named = [noun for name in ("including", "as", "like", "excluding") for noun in slots.get(name, [])]
        return [a for noun in named for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]

    def _members(self, token: Token, slots: grammar.Slots, depth: int) -> list[Argument]:
        """No node for a relationship: "their alliance", "the Peru–Chile partnership" are its members."""
        if token.lemma_.casefold() not in ("partnership", "alliance", "relationship", "cooperation", "collaboration", "tie", "relation", "engagement", "axis", "alignment"):
            return []
        inner = [a for name in ("between", "mod", "poss", "with", "of") for noun in slots.get(name, []) for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]
        if not inner and (self.is_fragment or any(c.lower_ in ("this", "the", "their", "its", "such") for c in token.children)):
            return [Argument(entity, token, None, f"“{token.text}” → its members") for entity in self.context]
        return inner

    # --- evidence -----------------------------------------------------------------------------------------------

    def statement(self, claim: Claim, trigger: Token, subject: Argument | None, other: Argument | None, rule: str, confidence: float,
                  notes: Sequence[str] = ()) -> Statement:  # fmt: skip
        """The claim with its evidence: the sentence for running text, the whole block for bullets and cells."""
        sentence = trigger.sent
        if self.is_fragment:
            start, end = 0, len(self.block.text)
        else:
            start, end = self.parsed.offset + sentence.start_char, self.parsed.offset + sentence.end_char
        at, to = self.block.place(start, end)
        marks = [self._mark("relation", trigger, None)]
        if subject is not None:
            marks.append(self._mark("subject", subject.token, subject.span))
        if other is not None:
            marks.append(self._mark("object", other.token, other.span))
        reasons = [a.span.reason or a.via for a in (subject, other) if a is not None and a.span is not None and (a.span.reason or a.via)]
        reasons += [a.via for a in (subject, other) if a is not None and a.via]
        evidence = Evidence(
            claim.id, self.linked.document.id, self.linked.document.text[at:to], at, to, " > ".join(self.block.section), rule,
            round(max(0.05, min(0.99, confidence)), 2), tuple(dict.fromkeys([*reasons, *notes])), tuple(sorted(marks, key=lambda m: m[1])), self.block.cell,
        )  # fmt: skip
        return Statement(claim, evidence)

    def _mark(self, role: str, token: Token, span: LinkedSpan | None) -> tuple[str, int, int]:
        doc = self.parsed.doc
        first, last = (doc[span.start], doc[span.end - 1]) if span is not None and span.start <= token.i < span.end else (token, token)
        start, end = self.parsed.span(first, last)
        return (role, *self.block.place(start, end))


class Extractor(Protocol):
    """Whatever reads claims from passages: our rules, or a trained reader beside them."""

    name: str

    def statements(self, passage: Passage, sentence: Span) -> Iterable[Statement]:
        """Statements of one sentence of a passage."""
        ...
