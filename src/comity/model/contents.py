"""What one document gave, and what all of them give together: the assembled graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.model.claims import Claim, Evidence, Statement
from comity.model.documents import BlockKind, Document, Skipped
from comity.model.identity import content_hash
from comity.model.mentions import Entity, Mention
from comity.vocabulary import LinkKind


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
