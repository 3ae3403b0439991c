"""What a document says: claims with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from comity.model.documents import Cell
from comity.model.identity import content_hash
from comity.vocabulary import Effect, Modality, Relation


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

    The quote is a sentence, a bullet, or what stands on the line of a table's cell: a cell says little without its label.
    Of a cell ``cell`` has the place in the table and ``cell_span`` the slice of the canonical text.

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
    cell_span: tuple[int, int] | None = None
    extractor: str = "rules"

    @property
    def id(self) -> str:
        """Identifier made of the content: ``evidence:<16 hex digits>``."""
        return "evidence:" + content_hash(self.claim, self.document, *self.place, self.rule, self.extractor)

    @property
    def place(self) -> tuple[int, int]:
        """Slice of the canonical text that was read: the cell of a table, or else the quote."""
        return self.cell_span or (self.start, self.end)

    @property
    def words(self) -> str:
        """What was read: the cell of a table, or else the whole quote."""
        start, end = self.place
        return self.quote[start - self.start : end - self.start]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with one evidence for it: what an extractor yields."""

    claim: Claim
    evidence: Evidence
