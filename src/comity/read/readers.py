"""The registry of readers, and the way from bytes to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from comity.errors import UnreadableDocument
from comity.model import Document
from comity.read.blocks import make_blocks
from comity.read.decoding import MAX_BYTES, decode, has_words, media_type_of
from comity.read.docx import read_docx
from comity.read.html import read_html
from comity.read.markdown import read_markdown
from comity.read.parts import Draft
from comity.read.pdf import read_pdf
from comity.read.sources import too_large
from comity.read.text import read_text
from comity.vocabulary import slug


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is read: its media type, its endings, and a function from (name, bytes) to a draft."""

    media_type: str
    endings: tuple[str, ...]
    read: Callable[[str, bytes], Draft]


READERS: tuple[Reader, ...] = (
    Reader("text/plain", (".txt", ".text"), lambda name, data: read_text(decode(data, name))),
    Reader("text/markdown", (".md", ".markdown"), lambda name, data: read_markdown(decode(data, name))),
    Reader("text/html", (".html", ".htm", ".xhtml"), read_html),
    Reader("application/pdf", (".pdf",), read_pdf),
    Reader("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), read_docx),
)
"""Every format that is read. A new one is a function from (name, bytes) to a :class:`Draft` and a row here."""


def reader_for(name: str, data: bytes) -> Reader:
    """The reader by the signature of the bytes, else by the ending of the name, else the one for plain text.

    Raises:
        UnreadableDocument: the bytes are of a format that is not read, or not of the format that the ending promises.
    """
    media_type = media_type_of(data, name)
    ending = PurePath(name).suffix.casefold()
    if media_type:
        return next(reader for reader in READERS if reader.media_type == media_type)
    if ending in (".pdf", ".docx"):
        raise UnreadableDocument(f"this is no {ending[1:].upper()} file, whatever its name", file=name, next_step="get it again")
    return next((reader for reader in READERS if ending in reader.endings), READERS[0])


def read_document(name: str, data: bytes) -> Document:
    """The document that the bytes hold: canonical text, blocks in order, and what is plain about its origin.

    Args:
        name: base name of the file; folders before it are dropped.
        data: its bytes.

    Raises:
        UnreadableDocument: it is empty, too large, binary, broken, encrypted, in an unknown encoding, or has no words.
    """
    name = PurePath(name.replace("\\", "/")).name or "document"
    if len(data) > MAX_BYTES:
        raise too_large(name, len(data))
    if not data.strip():
        raise UnreadableDocument("the file is empty", file=name, next_step="leave it out")
    reader = reader_for(name, data)
    draft = reader.read(name, data)
    if not has_words(draft.text):
        raise UnreadableDocument("there are no words in it", file=name, next_step="leave it out")
    blocks, in_text = make_blocks(draft)
    origin = draft.origin.or_else(in_text).or_else(draft.properties)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=f"document:{slug(PurePath(name).stem) or 'document'}-{digest[:8]}",
        file_name=name, media_type=reader.media_type, sha256=digest, text=draft.text, blocks=blocks,
        title=origin.title, author=origin.author, date=origin.date,
        language=origin.language, license=origin.license, url=origin.url,
    )  # fmt: skip
