"""Bytes → what they are and, for text, the characters they hold."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from comity.errors import UnreadableDocument

MAX_BYTES = 32 * 1024 * 1024
"""32 MiB. The longest reports of international bodies come to about 20 MiB as PDF with their figures; the same size of
plain text is five million words, far beyond what is one document and a quarter of an hour's parsing."""

SNIFFED = 1024
"""Bytes in which a signature may stand: the PDF standard lets a header begin anywhere in the first 1024."""

HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*){0,5}<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
HIGH = re.compile(r"[\x80-\U0010ffff]")
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip


def media_type_of(data: bytes, name: str) -> str:
    """Media type by the signature in the bytes, or "" when they show none.

    Raises:
        UnreadableDocument: the signature is of a kind that is not read (Word 97, RTF, spreadsheets, pictures …).
    """
    if b"%PDF-" in data[:SNIFFED]:
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, name)
    if HTML.match(data[len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0 :][:4096]):
        return "text/html"
    for signature, what, next_step in (
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old or an encrypted Office file",
            "save it as .docx without a password",
        ),
        (b"{\\rtf", "a rich text file", "save it as .docx"),
        (b"\x89PNG", "a picture", "give its text"),
        (b"\xff\xd8\xff", "a picture", "give its text"),
        (b"GIF8", "a picture", "give its text"),
        (b"\x1f\x8b", "a compressed file", "unpack it first"),
    ):
        if data.startswith(signature):
            raise UnreadableDocument(f"this is {what}, which is not read", file=name, next_step=next_step)
    return ""


def _zip_type(data: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise UnreadableDocument("the file is a broken or truncated archive", file=name, next_step="get it again") from error
    if "word/document.xml" in names:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if any(entry.startswith(("xl/", "ppt/")) or entry == "mimetype" for entry in names):
        raise UnreadableDocument("this is another office format, which is not read", file=name, next_step="save it as .docx or PDF")
    raise UnreadableDocument("this is an archive, not a document", file=name, next_step="unpack it first")


def decode(data: bytes, name: str) -> str:
    """Characters of a text: UTF-8, UTF-16 or UTF-32 by their mark, else UTF-8, else Windows-1252 where that is plausible.

    The byte order mark goes, CRLF becomes LF, nothing else is changed.

    Raises:
        UnreadableDocument: the bytes are binary, or in an encoding that cannot be told.
    """
    text = _decoded(data, name)
    if "\x00" in text:
        step = "save it as UTF-8" if text.count("\x00") * 3 > len(text) else "give the document itself"
        raise UnreadableDocument("the file is binary, or UTF-16 without its mark", file=name, next_step=step)
    if len(CONTROL.findall(text)) * 50 > len(text):
        # Stray control characters come with text from terminals and old databases, one in thousands; one in fifty does not.
        raise UnreadableDocument("the file is binary", file=name, next_step="give the document itself")
    return text.replace("\r\n", "\n")


def _decoded(data: bytes, name: str) -> str:
    try:
        for mark, encoding in BOMS:
            if data.startswith(mark):
                return data[len(mark) :].decode(encoding)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        if data.startswith(tuple(mark for mark, _ in BOMS)) or (MULTIBYTE.search(data) and _is_mostly_utf8(data)):
            raise UnreadableDocument("the text has broken bytes", file=name, place=place, next_step="save it as UTF-8") from error
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not _is_plausible(text):
        raise UnreadableDocument(
            "the encoding cannot be told, or the file is binary", file=name, place=place, next_step="save it as UTF-8"
        )
    return text


def _is_mostly_utf8(data: bytes) -> bool:
    """True when more of the bytes beyond ASCII are good UTF-8 than not: then it is UTF-8 that was damaged."""
    good = sum(len(match.group()) for match in MULTIBYTE.finditer(data) if _decodes(match.group()))
    high = sum(byte > 0x7F for byte in data)
    return good * 2 > high


def _decodes(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible(text: str) -> bool:
    """True when the characters beyond ASCII are as rare as in Western European text.

    Measured on French, German and Portuguese news texts: 2 to 6 in 100; random bytes have 50.
    """
    return bool(text) and len(HIGH.findall(text)) * 100 <= len(text) * 20 and not CONTROL.search(text)


def has_words(text: str) -> bool:
    """True when the text holds a letter of any script."""
    return any(character.isalpha() for character in text)
