"""Bytes and a name in, a :class:`~comity.model.Document` out: one reader a format, one registry.

The way of a document: ``sources`` finds it, ``decoding`` says what it is, one of ``text``, ``markdown``, ``html``, ``pdf`` and
``docx`` cuts it into parts, ``blocks`` gives every part its reading text (``inline``), section, lead-in and label, and
``furniture`` says what is on the page but not of the text.
"""

from comity.read.decoding import MAX_BYTES
from comity.read.readers import READERS, Reader, read_document
from comity.read.sources import Source, gather

__all__ = ["MAX_BYTES", "READERS", "Reader", "Source", "gather", "read_document"]
