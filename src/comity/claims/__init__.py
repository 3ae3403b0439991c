"""Mentions → claims: frames over the parse, offices, named bodies, tables; modality by scope; the coverage ledger."""

from comity.claims.extract import EXTRACTORS, extract
from comity.claims.passage import Extractor, Passage

__all__ = ["EXTRACTORS", "Extractor", "Passage", "extract"]
