"""Renders the DOCX and PDF documents of the sample corpus from the Markdown files in ``scripts/samples``.

The same sources give the same bytes: document identifiers are content hashes, so a clock or a compressor in the output
would change every identifier. Needs the extra ``samples`` (reportlab); python-docx and markdown-it-py come with comity.

    python scripts/make_samples.py            writes data/documents/*.docx and *.pdf
    python scripts/make_samples.py --check    exits 1 if a committed file differs from what would be written
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

SOURCES = Path(__file__).resolve().parent / "samples"
TARGET = Path(__file__).resolve().parents[1] / "data" / "documents"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, list item or table of a source, in reading order.

    Attributes:
        kind: "heading", "paragraph", "bullet", "number" or "table".
        runs: text of anything but a table.
        level: of a heading, 1 for the title.
        number: of a numbered item, as the source counts.
        rows: of a table, the header row first.
    """

    kind: str
    runs: Runs = ()
    level: int = 0
    number: int = 0
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file: its front matter and its parts."""

    name: str
    meta: dict[str, str]
    parts: tuple[Part, ...]

    @property
    def date(self) -> datetime:
        """Midnight UTC of the document's own date, which stands in for every timestamp in the output."""
        return datetime.fromisoformat(self.meta["date"]).replace(tzinfo=UTC)

    @property
    def byline(self) -> str:
        """Author, date and licence in one line, as they stand under the title."""
        date = self.date
        return f"By the {self.meta['author']}, {date.day} {date:%B %Y}. Licence: {self.meta['license']}."


# --- reading the sources ------------------------------------------------------------------------------------------


def read_source(path: Path) -> Source:
    """The source in ``path``; front matter is one ``key: value`` a line between two lines of dashes."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.partition(":") for line in head.splitlines())
    meta = {key.strip(): value.strip().strip('"') for key, _, value in pairs}
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    return Source(path.stem, meta, tuple(part for node in tree.children for part in parts_of(node)))


def parts_of(node: SyntaxTreeNode) -> Iterator[Part]:
    """The parts that a block of Markdown makes; raises ValueError for blocks that the samples do not use."""
    match node.type:
        case "heading":
            yield Part("heading", runs_of(node), level=int(node.tag[1]))
        case "paragraph":
            yield Part("paragraph", runs_of(node))
        case "bullet_list":
            yield from (Part("bullet", runs_of(item.children[0])) for item in node.children)
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            for number, item in enumerate(node.children, start=first):
                yield Part("number", runs_of(item.children[0]), number=number)
        case "table":
            rows = (row for group in node.children for row in group.children)
            yield Part("table", rows=tuple(tuple(runs_of(cell) for cell in row.children) for row in rows))
        case other:
            raise ValueError(f"no rendering for {other} in line {node.map}")


def runs_of(block: SyntaxTreeNode) -> Runs:
    """The runs of a block that holds inline text, with soft line breaks as spaces."""

    def walk(node: SyntaxTreeNode, bold: bool, italic: bool) -> Iterator[Run]:
        if node.type == "text":
            yield Run(node.content, bold, italic)
        elif node.type == "softbreak":
            yield Run(" ", bold, italic)
        for child in node.children:
            yield from walk(child, bold or node.type == "strong", italic or node.type == "em")

    return tuple(run for run in walk(block, False, False) if run.text)


# --- Word ---------------------------------------------------------------------------------------------------------


def to_docx(source: Source) -> bytes:
    """A Word file: title, headings and lists by style, tables with a repeated header row, page number in the footer."""
    import docx

    document = docx.Document()
    set_properties(document, source)
    add_page_number(document.sections[0].footer.paragraphs[0])
    document.sections[0].header.paragraphs[0].text = source.meta["running_title"]
    styles = {"paragraph": "Normal", "bullet": "List Bullet", "number": "List Number"}
    for part in source.parts:
        if part.kind == "table":
            add_table(document, part)
        elif part.kind == "heading":
            style = "Title" if part.level == 1 else f"Heading {part.level - 1}"
            add_runs(document.add_paragraph(style=style), part.runs)
            if part.level == 1:
                document.add_paragraph(source.byline, style="Subtitle")
        else:
            add_runs(document.add_paragraph(style=styles[part.kind]), part.runs)
    raw = io.BytesIO()
    document.save(raw)
    return with_fixed_entries(raw.getvalue())


def set_properties(document: Any, source: Source) -> None:
    """Core properties from the front matter; python-docx would leave its template's author and dates."""
    properties = document.core_properties
    properties.title = source.meta["title"]
    properties.author = properties.last_modified_by = source.meta["author"]
    properties.comments = f"Licence: {source.meta['license']}"
    properties.language = "en"
    properties.created = properties.modified = source.date.replace(tzinfo=None)
    properties.revision = 1


def add_runs(paragraph: Any, runs: Runs) -> None:
    """Writes the runs into the paragraph; the face is set only where it differs from the style's."""
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold = run.bold or None
        written.italic = run.italic or None


def add_table(document: Any, part: Part) -> None:
    """Writes a ruled table whose first row is marked as a header for Word and for screen readers."""
    from docx.oxml import OxmlElement

    table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
    for index, row in enumerate(part.rows):
        cells = table.add_row().cells
        for cell, runs in zip(cells, row, strict=True):
            heading = tuple(Run(run.text, bold=True) for run in runs) if index == 0 else runs
            add_runs(cell.paragraphs[0], heading)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def add_page_number(paragraph: Any) -> None:
    """Writes "Page" and a PAGE field, which Word fills in; python-docx has no call for fields."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def with_fixed_entries(data: bytes) -> bytes:
    """The same archive with sorted entries dated 1980, the earliest that zip knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


# --- PDF ----------------------------------------------------------------------------------------------------------


def to_pdf(source: Source) -> bytes:
    """A PDF on A4: headings, lists, ruled tables, and a running title and page number on every page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.platypus import SimpleDocTemplate

    # reportlab dates an invariant file to this instant, and to the year 2000 without it
    os.environ["SOURCE_DATE_EPOCH"] = str(int(source.date.timestamp()))
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=2.4 * cm, rightMargin=2.4 * cm, topMargin=2.4 * cm, bottomMargin=2.2 * cm,
        title=source.meta["title"], author=source.meta["author"], subject=f"Licence: {source.meta['license']}",
        creator="comity samples", lang="en", invariant=1, pageCompression=0,
    )  # fmt: skip

    def furniture(canvas: Any, page: Any) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2.4 * cm, A4[1] - 1.5 * cm, source.meta["running_title"])
        canvas.drawCentredString(A4[0] / 2, 1.2 * cm, f"Page {page.page}")
        canvas.restoreState()

    template.build(flowables(source), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def flowables(source: Source) -> list[Any]:
    """The source as reportlab's building blocks."""
    from reportlab.platypus import Paragraph, Spacer

    styles = pdf_styles()
    story: list[Any] = []
    for part in source.parts:
        if part.kind == "table":
            story += [pdf_table(part, styles["cell"]), Spacer(1, 10)]
        elif part.kind == "heading":
            story.append(Paragraph(markup(part.runs), styles[f"heading{part.level}"]))
            if part.level == 1:
                story.append(Paragraph(escape(source.byline), styles["byline"]))
        else:
            mark = {"bullet": "•", "number": f"{part.number}."}.get(part.kind)
            story.append(Paragraph(markup(part.runs), styles[part.kind], bulletText=mark))
    return story


def pdf_styles() -> dict[str, Any]:
    """Paragraph styles by name; only the fourteen standard fonts, so that no font file enters the bytes."""
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle("paragraph", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=7)
    item = ParagraphStyle("bullet", parent=body, leftIndent=16, bulletIndent=3, spaceAfter=4)
    heading = ParagraphStyle("heading2", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=10, spaceAfter=6)
    return {
        "paragraph": body,
        "bullet": item,
        "number": item,
        "byline": ParagraphStyle("byline", parent=body, fontName="Helvetica", fontSize=8.5, spaceAfter=10),
        "cell": ParagraphStyle("cell", parent=body, fontSize=9, leading=11, spaceAfter=0),
        "heading1": ParagraphStyle("heading1", parent=heading, fontSize=18, leading=22),
        "heading2": heading,
    }


def pdf_table(part: Part, style: Any) -> Any:
    """A ruled table with a shaded header that is repeated where the table breaks across pages."""
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table

    head, *rest = part.rows
    rows = [[Paragraph(f"<b>{markup(runs)}</b>", style) for runs in head]]
    rows += [[Paragraph(markup(runs), style) for runs in row] for row in rest]
    look = [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    look.append(("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke))
    width = 16.0 * 28.3465
    # a table of two columns is a list of subjects with a long explanation beside each
    widths = [width * 0.25, width * 0.75] if len(head) == 2 else [width / len(head)] * len(head)
    return Table(rows, colWidths=widths, repeatRows=1, style=look)


def markup(runs: Runs) -> str:
    """The runs in reportlab's own small markup."""

    def one(run: Run) -> str:
        text = escape(run.text, quote=False)
        text = f"<i>{text}</i>" if run.italic else text
        return f"<b>{text}</b>" if run.bold else text

    return "".join(one(run) for run in runs)


def unpacked(data: bytes) -> object:
    """The entries of an archive, anything else as it is: two builds of zlib may pack the same text differently."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


RENDERERS: dict[str, Callable[[Source], bytes]] = {"docx": to_docx, "pdf": to_pdf}


def main() -> int:
    """0 when everything was written or is up to date, 1 when ``--check`` found a difference."""
    parser = argparse.ArgumentParser(description="Render the DOCX and PDF samples.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    check = parser.parse_args().check
    stale = []
    for path in sorted(SOURCES.glob("*.md")):
        source = read_source(path)
        target = TARGET / f"{source.name}.{source.meta['format']}"
        data = RENDERERS[source.meta["format"]](source)
        if check:
            stale += [] if target.is_file() and unpacked(target.read_bytes()) == unpacked(data) else [target.name]
        else:
            target.write_bytes(data)
    if stale:
        print(f"not as rendered: {', '.join(stale)}; run python scripts/make_samples.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
