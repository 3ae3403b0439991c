"""Mention → entity, or none, with the reason: names, metonyms, dyads, "both nations"."""

from comity.link.linking import LinkedDocument, link_document
from comity.link.spans import LinkedSpan, Register

__all__ = ["LinkedDocument", "LinkedSpan", "Register", "link_document"]
