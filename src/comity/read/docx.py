"""Word documents → parts: python-docx opens the package, styles tell headings and lists, tables come in their place."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from comity.errors import UnreadableDocument
from comity.model import BlockKind
from comity.read.docx_tables import read_table
from comity.read.manuscript import Manuscript
from comity.read.metadata import origin_of
from comity.read.parts import Draft, Origin

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts together. A report of 300 pages with pictures unpacks to under 100 MiB; archives made to explode to
gigabytes."""

MAX_RATIO = 200
"""Unpacked over packed size of one part. XML of real documents packs 10 to 30 times, zeroes 1,000 times."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNREAD = frozenset(
    [WORD + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldData", "footnoteReference")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
"""What is in a paragraph but not of its text: deleted and moved runs, field codes, properties, second renderings."""


def read_docx(name: str, data: bytes) -> Draft:
    """Draft of a Word document: headings by style, lists, and tables in document order, written out as canonical text.

    Text of footnotes, comments, headers and footers is not read; deletions are left out, insertions are in.

    Raises:
        UnreadableDocument: the package is broken, or unpacks to an absurd size.
    """
    _refuse_bombs(name, data)
    document, styles, body = _open(name, data)
    manuscript = Manuscript()
    for element in _body(body):
        if element.tag == WORD + "tbl":
            table = read_table(element)
            if table is not None:
                manuscript.add_table(table)
        else:
            _paragraph(manuscript, element, styles)
    return manuscript.draft(properties=_origin(document))


def _refuse_bombs(name: str, data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = [
        entry for entry in entries if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    ]
    if size > MAX_UNPACKED or packed:
        reason = f"it unpacks to {size / 1e6:.0f} MB, which no document of its size does"
        raise UnreadableDocument(reason, file=name, next_step="save it again with Word")


def _open(name: str, data: bytes) -> tuple[WordDocument, _Styles, Any]:
    """The document, its styles and its body; whatever a broken package raises becomes one clear error."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(BytesIO(data))
        return document, _Styles(document), document.element.body
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError, OSError, NotImplementedError, EOFError) as error:
        reason = "the Word document is broken or truncated"
        raise UnreadableDocument(reason, file=name, next_step="open it in Word and save it again") from error
    except Exception as error:
        # zlib.error and RuntimeError (an encrypted entry) share no base but this; a hostile package may raise anything.
        raise UnreadableDocument(
            "the Word document cannot be opened", file=name, next_step="save it again without a password"
        ) from error


def _body(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in document order, those inside content controls and insertions, too."""
    for element in body:
        if element.tag in (WORD + "p", WORD + "tbl"):
            yield element
        elif element.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml", WORD + "moveTo"):
            yield from _body(element)


class _Styles:
    """What the paragraph styles of a document mean: heading levels and list depths."""

    def __init__(self, document: WordDocument) -> None:
        self._headings: dict[str, int] = {}
        self._lists: dict[str, int] = {}
        for style in document.styles.element.iter(WORD + "style"):
            key = style.get(WORD + "styleId") or ""
            name_element = style.find(WORD + "name")
            name = (name_element.get(WORD + "val") or "" if name_element is not None else "").casefold()
            outline = style.find(f"{WORD}pPr/{WORD}outlineLvl")
            if name == "title":
                self._headings[key] = 0
            elif name.startswith("heading ") and name[8:].isdigit():
                self._headings[key] = int(name[8:])
            elif outline is not None and (outline.get(WORD + "val") or "9") in "012345678":
                self._headings[key] = int(outline.get(WORD + "val")) + 1
            elif name.startswith(("list bullet", "list number")):
                self._lists[key] = int(name[-1]) if name[-1].isdigit() else 1
            elif (number := style.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")) is not None and number.get(WORD + "val") != "0":
                self._lists[key] = 1

    def heading(self, paragraph: Any) -> int | None:
        """Level of a heading (0 for the title), or None."""
        outline = paragraph.find(f"{WORD}pPr/{WORD}outlineLvl")
        if outline is not None and (outline.get(WORD + "val") or "9") in "012345678":
            return int(outline.get(WORD + "val")) + 1
        return self._headings.get(_style_of(paragraph))

    def bullet(self, paragraph: Any) -> int:
        """Depth of a bullet from 1, or 0."""
        numbering = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        if numbering is not None:
            number = numbering.find(WORD + "numId")
            if (number is None and _style_of(paragraph) not in self._lists) or (
                number is not None and number.get(WORD + "val") == "0"
            ):
                return 0
            level = numbering.find(WORD + "ilvl")
            depth = (level.get(WORD + "val") or "0") if level is not None else "0"
            return max(self._lists.get(_style_of(paragraph), 1), int(depth) + 1 if depth.isdigit() else 1)
        return self._lists.get(_style_of(paragraph), 0)


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return (style.get(WORD + "val") or "") if style is not None else ""


def _paragraph(manuscript: Manuscript, element: Any, styles: _Styles) -> None:
    text, bold = text_of(element)
    level = styles.heading(element)
    depth = styles.bullet(element)
    if level is not None:
        kind = BlockKind.TITLE if level == 0 and not manuscript.parts else BlockKind.HEADING
        manuscript.add(kind, text.replace("\n", " "), level=max(level, 1))
    elif depth:
        manuscript.add(BlockKind.BULLET, text.replace("\n", " "), level=depth, bold=bold)
    else:
        manuscript.add(BlockKind.PARAGRAPH, text, bold=bold)


def text_of(paragraph: Any) -> tuple[str, int]:
    """Text of a paragraph, and how many characters at its beginning are bold."""
    chunks: list[str] = []
    bold = 0
    still_bold = True
    for run in _runs(paragraph):
        text = "".join(_characters(run))
        if not text:
            continue
        is_bold = _is_bold(run)
        still_bold = still_bold and (is_bold or not text.strip())
        bold += len(text) if still_bold else 0
        chunks.append(text)
    return "".join(chunks), bold


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == WORD + "r":
            yield child
        elif child.tag not in UNREAD and isinstance(child.tag, str):
            yield from _runs(child)


def _characters(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == WORD + "t":
            yield child.text or ""
        elif child.tag in (WORD + "tab", WORD + "ptab"):
            yield "\t"
        elif child.tag in (WORD + "br", WORD + "cr"):
            yield "\n"
        elif child.tag == WORD + "noBreakHyphen":
            yield "\u2011"


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{WORD}rPr/{WORD}b")
    return mark is not None and (mark.get(WORD + "val") or "true") not in ("0", "false", "off")


def _origin(document: WordDocument) -> Origin:
    """Title, authors, date and language of the core properties; those of python-docx's blank template are nobody's."""
    try:
        core = document.core_properties
        created = core.created
        fields = {"title": [core.title], "author": core.author.split(";"), "language": [core.language]}
        if created is not None and (created.year, created.month, created.day) != (2013, 12, 23):
            fields["date"] = [created.date().isoformat()]
    except (ValueError, KeyError, AttributeError, TypeError):
        return Origin()
    return origin_of({key: [value for value in values if value] for key, values in fields.items()})
