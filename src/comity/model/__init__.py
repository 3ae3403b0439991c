"""The nouns that travel through the house: frozen, without input or output."""

from comity.model.claims import Claim, Evidence, Quantity, Statement
from comity.model.contents import AssembledClaim, ClaimLink, Contents, LedgerEntry, Reading, Run
from comity.model.documents import Block, BlockKind, Cell, Document, Skipped
from comity.model.identity import content_hash
from comity.model.mentions import Candidate, Entity, Mention, MentionKind

__all__ = [
    "AssembledClaim",
    "Block",
    "BlockKind",
    "Candidate",
    "Cell",
    "Claim",
    "ClaimLink",
    "Contents",
    "Document",
    "Entity",
    "Evidence",
    "LedgerEntry",
    "Mention",
    "MentionKind",
    "Quantity",
    "Reading",
    "Run",
    "Skipped",
    "Statement",
    "content_hash",
]
