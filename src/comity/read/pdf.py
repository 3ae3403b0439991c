"""PDF → parts: pdfplumber gives words and ruled tables; ``pdf_lines`` makes lines of the words, ``pdf_layout`` blocks of those."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from comity.errors import UnreadableDocument
from comity.read.docx_tables import reads_like_header
from comity.read.manuscript import Manuscript, TextTable, one_line
from comity.read.metadata import origin_of
from comity.read.parts import Draft, Origin
from comity.read.pdf_layout import lay_out
from comity.read.pdf_lines import PageContent, page_lines
from comity.read.words import words_of

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all streams but pictures. A report of 300 pages unpacks to 20 MiB; pdfminer goes through about 1 MiB a second."""

MAX_PAGES = 1500
MOST_RULES = 5000
"""Lines and boxes on a page beyond which it is a map or a chart: looking for tables among 20,000 took minutes."""

STREAM = re.compile(rb"stream\r?\n")
PICTURE = re.compile(rb"/Subtype\s*/Image|/ImageMask|/DCTDecode|/JPXDecode")
UNMAPPED = re.compile(r"\(cid:\d+\)")


def read_pdf(name: str, data: bytes) -> Draft:
    """Draft of a PDF: headings by font size, ruled tables, paragraphs across lines, columns and pages.

    Running headers and footers and page numbers are dropped; words that a line's end divides are whole in the reading
    text and divided in the canonical text.

    Raises:
        UnreadableDocument: it is broken, encrypted, has no text layer, or is made to explode.
    """
    _refuse_bombs(name, data)
    with _quiet(), _opened(name, data) as pdf:
        pages = _pages(name, pdf)
        origin = _origin(pdf)
    lines = [line for page in pages for line in page.lines]
    text = " ".join(line.text for line in lines)
    if not text.strip() and not any(page.tables for page in pages):
        raise UnreadableDocument("the PDF has no text layer", file=name, next_step="run text recognition (OCR) over it first")
    if len("".join(UNMAPPED.findall(text))) * 4 > len(text):
        reason = "the fonts of the PDF do not say which characters they show"
        raise UnreadableDocument(reason, file=name, next_step="run text recognition (OCR) over it first")
    manuscript = Manuscript()
    lay_out(manuscript, pages)
    return manuscript.draft(properties=origin)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps pdfminer's warnings about broken files to itself for the time of one reading."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _refuse_bombs(name: str, data: bytes) -> None:
    """Unpacks every stream but pictures as far as the limit, without keeping anything."""
    total = 0
    view = memoryview(data)
    for match in STREAM.finditer(data):
        if PICTURE.search(data[max(match.start() - 400, 0) : match.start()]):
            continue
        unpacker = zlib.decompressobj()
        position = match.end()
        while position < len(data) and not unpacker.eof and total <= MAX_UNPACKED:
            try:
                total += len(unpacker.decompress(view[position : position + 65536], MAX_UNPACKED))
            except zlib.error:
                break
            position += 65536
        if total > MAX_UNPACKED:
            reason = f"it unpacks to more than {MAX_UNPACKED / 1e6:.0f} MB of text and drawings"
            raise UnreadableDocument(reason, file=name, next_step="print it to a new PDF, or split it")


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[PDF]:
    """The open PDF; whatever goes wrong while it is read becomes one clear error."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            yield pdf
    except UnreadableDocument:
        raise
    except Exception as error:
        # pdfminer raises anything from KeyError to struct.error on broken files, and pdfplumber wraps some of them.
        causes = [error, *error.args, error.__cause__, error.__context__]
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
            raise UnreadableDocument("the PDF is encrypted", file=name, next_step="save it without a password") from error
        raise UnreadableDocument("the PDF is broken or truncated", file=name, next_step="get it again, or print it anew") from error


def _pages(name: str, pdf: PDF) -> list[PageContent]:
    if len(pdf.pages) > MAX_PAGES:
        reason = f"it has {len(pdf.pages)} pages, and the limit is {MAX_PAGES}"
        raise UnreadableDocument(reason, file=name, next_step="split it into documents")
    found: list[PageContent] = []
    for page in pdf.pages:
        found.append(_content(page))
        page.close()
    if not found:
        raise UnreadableDocument("the PDF is broken or truncated", place="no page", file=name, next_step="get it again")
    return found


def _content(page: Page) -> PageContent:
    """Lines and tables of one page, from the top down."""
    words = page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.2, expand_ligatures=True)
    tables = list(_tables(page))
    outside = [word for word in words if not any(_is_in(word, box) for box, _ in tables)]
    places = [(float(box[1]), table) for box, table in tables]
    return PageContent(float(page.width), float(page.height), page_lines(outside, float(page.width), page.page_number), places)


def _is_in(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _tables(page: Page) -> Iterator[tuple[tuple[float, float, float, float], TextTable]]:
    """Ruled tables of two columns and rows or more; a frame around a paragraph is none."""
    if not 4 <= len(page.edges) <= MOST_RULES:
        return
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        rows = [[_cell(text) for text in row] for row in table.extract(x_tolerance_ratio=0.2)]
        rows = [row for row in rows if any(row)]
        filled = sum(bool(cell) for row in rows for cell in row)
        if len(rows) < 2 or max(map(len, rows)) < 2 or filled < 3:
            continue
        yield table.bbox, _text_table(rows)


def _cell(text: str | None) -> list[str]:
    """Paragraphs of a cell: its lines, joined up to a bullet; their breaks are kept for words divided at a line's end."""
    paragraphs: list[str] = []
    for line in (text or "").splitlines():
        if not line.strip():
            continue
        if paragraphs and not re.match(r"[•▪●◦‣–*-]\s", line):
            paragraphs[-1] += "\n" + line
        else:
            paragraphs.append(line)
    return paragraphs


def _text_table(rows: list[list[list[str]]]) -> TextTable:
    plain = [[one_line(" ".join(cell)) for cell in row] for row in rows]
    body = [text for row in plain[1:] for text in row if text]
    has_header = reads_like_header(plain[0], body) or (all(plain[0]) and not any(cell[:1].isdigit() for cell in plain[0][1:]))
    return TextTable(header=plain[0] if has_header else [], rows=rows[1:] if has_header else rows)


def _origin(pdf: PDF) -> Origin:
    """Title, author and date of the document's properties, without the names that programs put there."""
    found = {key: value for key, value in (pdf.metadata or {}).items() if isinstance(value, str) and value.isprintable()}
    title = found.get("Title", "").strip()
    fields = {
        "title": [] if words_of("no-title").search(title) else [title],
        "author": re.split(r"\s*;\s*", found.get("Author", "")),
        "date": [found.get("CreationDate", "")],
    }
    return origin_of({key: [value for value in values if value.strip()] for key, values in fields.items()})
