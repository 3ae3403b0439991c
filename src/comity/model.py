"""The nouns that travel through the house: frozen, without input or output.

Offsets count code points. A :class:`Block` has a *reading text* (what the grammar sees: markup blanked, line breaks
folded) and knows, by its ``runs``, where each character of it stands in the document's *canonical text*. Quotes are
always slices of the canonical text.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from comity.vocabulary import Effect, EntityKind, LinkKind, Modality, Obligation, Relation, Stage


def content_hash(*parts: object) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the parts, the same on every machine and hash seed.

    64 bits keep the chance of one collision among a million nodes below 1 in 30 million.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


# --- documents ----------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a stretch of a document is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table; ``row`` and ``column`` count from 0 over the body, without the header."""

    table: int
    row: int
    column: int
    row_label: str = ""
    column_header: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet or table cell.

    Attributes:
        number: position in the document, from 0.
        kind: what it is.
        start, end: the slice of the canonical text it was read from.
        text: the reading text.
        runs: pairs (reading offset, canonical offset), ascending: from each pair on, the two go in step.
        section: headings above it, outermost first.
        lead_in: reading text of the sentence that introduces the list or table ("Key factors include:"), or "".
        label: bold or colon-ended title of a bullet or a cell's row label ("Economic Cooperation"), or "".
        label_end: offset in ``text`` after the label and its colon; 0 without a label.
        level: of a heading from 1, of a bullet the depth from 1, else 0.
        cell: place in a table, for cells.
    """

    number: int
    kind: BlockKind
    start: int
    end: int
    text: str
    runs: tuple[tuple[int, int], ...] = ()
    section: tuple[str, ...] = ()
    lead_in: str = ""
    label: str = ""
    label_end: int = 0
    level: int = 0
    cell: Cell | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Slice of the canonical text that holds the slice ``text[start:end]``.

        The end is found from the last character, so that markup after it is left out.
        """
        if end <= start:
            at = self._canonical(start)
            return at, at
        return self._canonical(start), self._canonical(end - 1) + 1

    def _canonical(self, offset: int) -> int:
        if not self.runs:
            return self.start + offset
        at = bisect_right(self.runs, (offset, 1 << 62)) - 1
        reading, canonical = self.runs[max(at, 0)]
        return canonical + offset - reading


@dataclass(frozen=True, slots=True)
class Document:
    """One source: its canonical text, its blocks in order, and what is plain about its origin."""

    id: str
    file_name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    license: str = ""
    url: str = ""
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not taken in, with the reason and what to do about it."""

    file: str
    reason: str
    next_step: str = ""


# --- entities and mentions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing of the graph: actor, agreement, event, project or place.

    ``id`` is a prefixed name (``actor:north-korea``). Dates are EDTF. Fields that do not apply stay empty.
    """

    id: str
    kind: EntityKind
    label: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    iso2: str = ""
    iso3: str = ""
    state: str = ""
    region: str = ""
    succeeded_by: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    signed: str = ""
    in_force: str = ""
    ended: str = ""
    stage: Stage | None = None
    domains: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    about: tuple[str, ...] = ()
    source: str = ""


class MentionKind(StrEnum):
    """What a stretch of text names."""

    ENTITY = "entity"
    DOMAIN = "domain"
    DATE = "date"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a mention: how it relates to the name (``match``), and how good that is (``score``, 0 to 1)."""

    entity: str
    match: str
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a block's reading text that names something.

    Attributes:
        block: number of the block.
        start, end: slice of the block's reading text.
        text: that slice.
        kind: entity, domain, date or figure.
        targets: identifiers it was linked to: one for a name, several for "both nations" or a hyphenated dyad,
            none where linking declined.
        how: why: "name", "acronym", "metonym", "adjective", "surname", "anaphora", "new", "declined" …
        reason: the same in words a reader understands, kept as ``com:resolved`` where it is not plain.
        candidates: all readings that were weighed, best first.
        attributive: the name is an adjective or modifier of something else ("Russian firms").
        value: EDTF of a date, or "" .
        quantity: of a figure.
    """

    block: int
    start: int
    end: int
    text: str
    kind: MentionKind
    targets: tuple[str, ...] = ()
    how: str = ""
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    attributive: bool = False
    value: str = ""
    quantity: Quantity | None = None


# --- claims -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what it measures. Either ``currency`` (ISO 4217) or ``unit`` is set; percentages have unit "%".

    ``minimum`` and ``maximum`` are set instead of ``value`` for "up to", "at least" and ranges.
    """

    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = ""
    unit: str = ""
    measure: str = ""
    per: str = ""
    approximate: bool = False

    @property
    def id(self) -> str:
        """Identifier made of the content: ``quantity:<16 hex digits>``."""
        return "quantity:" + content_hash(*self._key())

    def _key(self) -> tuple[str, ...]:
        def plain(number: Decimal | None) -> str:
            return "" if number is None else format(number.normalize(), "f")

        return (
            plain(self.value), plain(self.minimum), plain(self.maximum),
            self.currency, self.unit, self.measure, self.per, str(self.approximate),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said: one content, however many documents say it.

    ``subject`` and ``object`` are prefixed names. The ends of a symmetric relation are kept in sorted order, so that
    "A and B" and "B and A" are one claim; build it with :meth:`of` to have that done.
    """

    subject: str
    relation: Relation
    object: str
    domain: str | None = None
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    when: str | None = None
    quantity: Quantity | None = None
    attributed_to: str | None = None
    office: str | None = None
    effect: Effect | None = None

    @classmethod
    def of(
        cls,
        subject: str,
        relation: Relation,
        object: str,  # noqa: A002 - the field's standard term
        *,
        domain: str | None = None,
        modality: Modality = Modality.ASSERTED,
        negated: bool = False,
        when: str | None = None,
        quantity: Quantity | None = None,
        attributed_to: str | None = None,
        office: str | None = None,
        effect: Effect | None = None,
    ) -> Claim:
        """The claim with the ends of a symmetric relation in sorted order."""
        if relation.symmetric and object < subject:
            subject, object = object, subject  # noqa: A001
        return cls(subject, relation, object, domain, modality, negated, when, quantity, attributed_to, office, effect)

    @property
    def polarity(self) -> int:
        """Sign of the tie: +1, 0 or -1; negation does not change it."""
        return self.relation.polarity

    @property
    def is_plain(self) -> bool:
        """True when the claim also stands as a plain triple: asserted or assessed, and not negated."""
        return self.modality.is_real and not self.negated

    @property
    def id(self) -> str:
        """Identifier made of the content: ``claim:<16 hex digits>``."""
        return "claim:" + content_hash(
            self.subject, self.relation.value, self.object, self.domain or "", self.modality.value, self.negated,
            self.when or "", self.quantity.id if self.quantity else "", self.attributed_to or "", self.office or "",
            self.effect.value if self.effect else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim is said: document, exact quote, offsets in the canonical text, which rule read it, how sure.

    ``marks`` are the places, inside the quote's document, of the words for the subject, the relation and the object,
    as (role, start, end) with role "subject", "relation" or "object"; offsets count in the canonical text.
    """

    claim: str
    document: str
    quote: str
    start: int
    end: int
    section: str = ""
    rule: str = ""
    confidence: float = 0.5
    resolved: tuple[str, ...] = ()
    marks: tuple[tuple[str, int, int], ...] = ()
    cell: Cell | None = None
    extractor: str = "rules"

    @property
    def id(self) -> str:
        """Identifier made of the content: ``evidence:<16 hex digits>``."""
        return "evidence:" + content_hash(self.claim, self.document, self.start, self.end, self.rule, self.extractor)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with one evidence for it: what an extractor yields."""

    claim: Claim
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A sentence, bullet or cell with the claims read from it, or the reason there are none."""

    document: str
    start: int
    end: int
    kind: BlockKind
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document; it depends on the document, the reference, the lexicon and the model."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()


# --- the assembled graph ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssembledClaim:
    """A claim with all its evidence, sorted by document and place; belief is between 0 and 1."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    document_count: int
    belief: float

    @property
    def id(self) -> str:
        """The claim's identifier."""
        return self.claim.id


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """How one claim bears on another, in which aspects, and why."""

    source: str
    target: str
    kind: LinkKind
    aspects: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What made the graph: versions and content hashes only, no clock, so that equal runs have equal identifiers."""

    version: str
    model: str
    model_version: str
    model_sha256: str
    resources_sha256: str

    @property
    def id(self) -> str:
        """Identifier made of the content: ``run:<16 hex digits>``."""
        return "run:" + content_hash(self.version, self.model, self.model_version, self.model_sha256, self.resources_sha256)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a built graph says, as nouns: what ``assemble`` returns, and what reading a graph gives back.

    ``entities`` holds those that claims or other entities of the documents refer to, sorted by identifier;
    ``claims`` is sorted by identifier, ``documents`` by identifier. Documents read back from a graph have no blocks.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[AssembledClaim, ...]
    links: tuple[ClaimLink, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    run: Run | None = None
    skipped: tuple[Skipped, ...] = field(default=())
