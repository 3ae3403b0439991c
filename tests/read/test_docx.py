"""Word documents: styles, lists, merged cells, insertions and deletions, broken and exploding packages."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from comity.errors import UnreadableDocument
from comity.model import BlockKind, Document
from comity.read import read_document


def saved(made: docx.document.Document) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def sample() -> bytes:
    made = docx.Document()
    made.core_properties.title = "Valleys"
    made.core_properties.author = "Jane Doe; Ali Roe"
    made.add_heading("Two valleys and a road", 0)
    made.add_paragraph("Arland and Belland trade.", style="Subtitle")
    made.add_heading("Goods", 1)
    made.add_paragraph("Main goods include:")
    bullet = made.add_paragraph(style="List Bullet")
    bullet.add_run("Wool: ").bold = True
    bullet.add_run("Belland sells it.")
    made.add_paragraph("white wool", style="List Bullet 2")
    made.add_paragraph("Salt", style="List Number")
    made.add_heading("Figures", 2)
    made.add_paragraph("The table shows the trade:")
    table = made.add_table(4, 3)
    for row, texts in enumerate(
        [["Good", "Arland", "Belland"], ["Grain", "$3 million", "$4 million"], ["Grain", "x", "much\nmore"], ["Wool", "y", ""]]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    made.add_paragraph().add_run("Outlook").bold = True
    last = made.add_paragraph("Belland ")
    for xml in (
        f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t xml:space="preserve">could </w:t></w:r></w:ins>',
        f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>will never </w:delText></w:r></w:del>',
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t>join.</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        last._p.append(parse_xml(xml))
    return saved(made)


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document("a.docx", sample())


def test_structure(document: Document) -> None:
    assert [(b.kind.value, b.level, b.text) for b in document.blocks if b.kind is not BlockKind.CELL] == [
        ("title", 1, "Two valleys and a road"),
        ("paragraph", 0, "Arland and Belland trade."),
        ("heading", 1, "Goods"),
        ("paragraph", 0, "Main goods include:"),
        ("bullet", 1, "Wool: Belland sells it."),
        ("bullet", 2, "white wool"),
        ("bullet", 1, "Salt"),
        ("heading", 2, "Figures"),
        ("paragraph", 0, "The table shows the trade:"),
        ("heading", 3, "Outlook"),
        ("paragraph", 0, "Belland could join."),
    ]
    assert document.blocks[4].label == "Wool"
    assert document.blocks[-1].section == ("Goods", "Figures", "Outlook")


def test_tables(document: Document) -> None:
    cells = [(b.cell.row, b.cell.column, b.text, b.cell.row_label, b.cell.column_header) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, "Grain", "Grain", "Good"), (0, 1, "$3 million", "Grain", "Arland"), (0, 2, "$4 million", "Grain", "Belland"),
        (1, 1, "x", "Grain", "Arland"), (1, 2, "much", "Grain", "Belland"), (1, 2, "more", "Grain", "Belland"),
        (2, 0, "Wool", "Wool", "Good"), (2, 1, "y", "Wool", "Arland"),
    ]  # fmt: skip


def test_properties(document: Document) -> None:
    assert (document.title, document.author, document.date) == ("Two valleys and a road", "Jane Doe; Ali Roe", "")
    blank = docx.Document()
    blank.add_paragraph("Arland sells wool.")
    assert read_document("a.docx", saved(blank)).author == ""


def test_the_signature_decides_not_the_ending() -> None:
    assert read_document("a.txt", sample()).media_type.endswith("wordprocessingml.document")
    with pytest.raises(UnreadableDocument, match="no DOCX file"):
        read_document("a.docx", b"Just some words.")


def test_broken_packages() -> None:
    whole = sample()
    for size in (30, 500, 5000, len(whole) - 50):
        with pytest.raises(UnreadableDocument, match="broken or truncated"):
            read_document("a.docx", whole[:size])
    for content in (b"<w:document", b"", b"<a/>"):
        with pytest.raises(UnreadableDocument):
            read_document("a.docx", package(content))


def package(document: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, zipfile.ZipFile(BytesIO(sample())) as whole:
        for name in whole.namelist():
            archive.writestr(name, document if name == "word/document.xml" else whole.read(name))
    return buffer.getvalue()


def test_bombs_and_other_archives() -> None:
    with pytest.raises(UnreadableDocument, match="unpacks to"):
        read_document("a.docx", package(b"<a>" + b"0" * 60_000_000 + b"</a>"))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    with pytest.raises(UnreadableDocument, match="office format"):
        read_document("a.docx", buffer.getvalue())


def test_entities_are_not_resolved() -> None:
    xml = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Words &b; &x; here.</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        text = read_document("a.docx", package(xml.encode())).text
    except UnreadableDocument:
        return
    assert "haha" not in text and len(text) < 40
