"""Web pages: the article without its frame, headings, lists, tables with spans, metadata, hostile markup."""

import pytest

from comity.errors import UnreadableDocument
from comity.model import Block, BlockKind, Document
from comity.read import read_document

LONG = (
    "Arland and Belland have traded grain, wool and timber since the old road over the pass was opened, and neither of them has "
    "ever closed it for longer than one winter. "
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Two valleys | Valley Review</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<meta property="og:title" content="Two valleys"><link rel="canonical" href="https://example.org/valleys">
<script type="application/ld+json">
{{"@type": "NewsArticle", "author": {{"name": "Jane Doe"}}, "datePublished": "2024-05-03"}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news of every sort</a></li></ul></nav>
<main><article><h1>Two valleys and a road</h1><p class="byline">By Jane Doe</p>
<p>{LONG * 2}<b>Both</b> gain.</p>
<div class="share-buttons">Tell all of your friends about this page</div>
<h2>Wool</h2><p>{LONG}Key goods include:</p>
<ul><li><strong>Wool</strong>: sold by Belland<ul><li>white wool</li></ul></li>
<li><p>Salt</p><p>from the hills of Carland</p></li></ul>
<h3>Figures</h3><p>The table shows the trade:</p>
<table><caption>Trade of the valleys</caption>
<thead><tr><th rowspan="2">Good</th><th colspan="2">Exports</th></tr><tr><th>2020</th><th>2021</th></tr></thead>
<tbody><tr><th rowspan="2">Grain</th><td>5</td><td>6</td></tr><tr><td>7</td><td>8<br>9</td></tr>
<tr><th>Wool</th><td colspan="2">none</td></tr></tbody></table>
<p><strong>Outlook</strong></p><p>{LONG}One line<br>goes on.<br><br>Another&nbsp;paragraph &amp; more.</p></article></main>
<aside><h3>Related</h3><p>{LONG}An aside.</p></aside>
<script>alert("hello dear reader")</script><p style="display: none">hidden words</p>
<footer>Copyright 2024 Valley Review</footer></body></html>"""


def page(body: str) -> Document:
    return read_document("a.html", f"<html><body>{body}</body></html>".encode())


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document("a.html", PAGE.encode())


def test_the_frame_of_the_page_is_gone(document: Document) -> None:
    for words in ("World news", "hello dear reader", "An aside", "Copyright", "hidden words", "all of your friends"):
        assert words not in document.text


def test_structure(document: Document) -> None:
    found = [(block.kind.value, block.level, block.text[:20]) for block in document.blocks if block.kind is not BlockKind.CELL]
    assert found == [
        ("title", 1, "Two valleys and a ro"),
        ("furniture", 0, "By Jane Doe"),
        ("paragraph", 0, "Arland and Belland h"),
        ("heading", 2, "Wool"),
        ("paragraph", 0, "Arland and Belland h"),
        ("bullet", 1, "Wool: sold by Bellan"),
        ("bullet", 2, "white wool"),
        ("bullet", 1, "Salt"),
        ("paragraph", 0, "from the hills of Ca"),
        ("heading", 3, "Figures"),
        ("paragraph", 0, "The table shows the "),
        ("paragraph", 0, "Trade of the valleys"),
        ("heading", 4, "Outlook"),
        ("paragraph", 0, "Arland and Belland h"),
        ("paragraph", 0, "Another paragraph & "),
    ]
    assert document.blocks[-1].section == ("Wool", "Figures", "Outlook")
    assert document.blocks[5].label == "Wool"


def test_tables(document: Document) -> None:
    cells = [block for block in document.blocks if block.cell]
    assert [(b.cell.row, b.cell.column, b.text, b.cell.row_label, b.cell.column_header) for b in cells if b.cell] == [
        (0, 0, "Grain", "Grain", "Good"), (0, 1, "5", "Grain", "Exports / 2020"), (0, 2, "6", "Grain", "Exports / 2021"),
        (1, 1, "7", "Grain", "Exports / 2020"), (1, 2, "8", "Grain", "Exports / 2021"), (1, 2, "9", "Grain", "Exports / 2021"),
        (2, 0, "Wool", "Wool", "Good"), (2, 1, "none", "Wool", "Exports / 2020"),
    ]  # fmt: skip
    assert {(b.cell.caption, b.lead_in) for b in cells if b.cell} == {("Trade of the valleys", "The table shows the trade:")}


def test_metadata(document: Document) -> None:
    assert (document.title, document.author, document.date) == ("Two valleys", "Jane Doe", "2024-05-03")
    assert (document.url, document.language) == ("https://example.org/valleys", "en")
    assert document.media_type == "text/html"


def test_canonical_text_is_made_of_blocks(document: Document) -> None:
    for block in document.blocks:
        assert document.text[block.start : block.end].split() == block.text.split()
    assert "5 | 6\n" in document.text


def test_a_page_without_an_article_is_read_as_it_is() -> None:
    found = page("<h1>Short</h1><p>Arland sells wool.</p><div>Belland <i>buys</i> <b>it</b>.</div>").blocks
    assert [block.text for block in found] == ["Short", "Arland sells wool.", "Belland buys it."]


def test_layout_tables_are_walked_through() -> None:
    found = page(
        f"<table><tr><td><p>{LONG}</p><table><tr><td>a</td><td>b</td></tr></table></td><td><p>Menu</p></td></tr></table>"
    ).blocks
    assert found[0].kind is BlockKind.PARAGRAPH
    rows = "<tr><td>Capital</td><td>Arton</td></tr><tr><td>Head</td><td>Jane Doe</td></tr>"
    facts = page(f"<p>{LONG}</p><table role='presentation'>{rows}</table>")
    assert [block.cell.row_label for block in facts.blocks if block.cell] == ["Capital", "Capital", "Head", "Head"]


def test_a_class_word_on_the_whole_page_tells_nothing() -> None:
    assert page(f"<div class='with-sidebar has-comments'><p>{LONG}</p></div>").blocks[0].text == LONG.strip()


def test_declared_encodings() -> None:
    body = f'<html><head><meta charset="windows-1252"></head><body><p>{LONG} Café — €5</p></body></html>'
    assert "Café — €5" in read_document("a.html", body.encode("cp1252")).text
    assert "Café — €5" in read_document("a.html", body.replace("windows-1252", "no-such").encode()).text
    assert "Café — €5" in read_document("a.html", b"\xff\xfe" + body.encode("utf-16-le")).text


def test_entity_bombs_stay_small() -> None:
    laughs = '<!DOCTYPE html [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    found = read_document("a.xhtml", f"{laughs}<html><body><p>{LONG}</p><p>&a9;</p></body></html>".encode())
    assert len(found.text) < 1000


def test_absurd_pages_are_refused_or_read() -> None:
    with pytest.raises(UnreadableDocument, match="nested deeper"):
        page("<div>" * 100_000 + LONG)
    assert page("<div>" * 150 + f"<p>{LONG}</p>").blocks[0].text == LONG.strip()
    assert page(f"<p title='{'a' * 10_000_000}'>{LONG}</p>").blocks[0].text == LONG.strip()
    spans = page(f"<p>{LONG}</p><table>{'<tr><td rowspan=65000 colspan=1000>a</td><td>b</td></tr>' * 300}</table>")
    assert sum(block.cell is not None for block in spans.blocks) == 600


def test_names_stay_as_they_are_written() -> None:
    found: tuple[Block, ...] = page(
        f"<p>{LONG}</p><p>5 &lt; 6 and &lt;script&gt;alert(1)&lt;/script&gt; are words here.</p>"
    ).blocks
    assert found[1].text == "5 < 6 and <script>alert(1)</script> are words here."


ENCYCLOPEDIA = f"""<html><body class="skin"><div class="body"><h1>Arland–Belland relations</h1>
<div>From Pedia, the free encyclopedia</div>
<table class="infobox"><tr><th>Embassy</th><td>Arton</td></tr><tr><th>Ambassador</th><td>Jane Doe<sup>[1]</sup></td></tr></table>
<p><b>Relations</b> are good.<sup class="reference"><a href="#c">[1]</a></sup> {LONG}</p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li>1 History</li></ul></div>
<h2><span>History</span><span class="mw-editsection">[edit]</span></h2><p>{LONG}A treaty was signed.<sup>[2]</sup></p>
<table class="wikitable"><tr><th>Country</th><th>Notes</th></tr>
<tr><td>Carland</td><td>See <a href="x">Arland–Carland relations</a>
<ul><li>It has an embassy.</li><li>It sells salt.</li></ul></td></tr></table>
<h2>See also</h2><ul><li><a href="y">Foreign relations of Arland</a></li></ul>
<div class="catlinks">Categories: Arland</div></div></body></html>"""


def test_an_encyclopedia_page() -> None:
    found = read_document("a.html", ENCYCLOPEDIA.encode()).blocks
    assert [
        (b.kind.value, b.text[:30]) for b in found if b.section != ("History",) or b.kind is not BlockKind.FURNITURE or b.cell
    ] == [
        ("title", "Arland–Belland relations"),
        ("furniture", "From Pedia, the free encyclope"),
        ("cell", "Embassy"),
        ("cell", "Arton"),
        ("cell", "Ambassador"),
        ("cell", "Jane Doe"),
        ("paragraph", "Relations are good. Arland and"),
        ("heading", "History"),
        ("paragraph", "Arland and Belland have traded"),
        ("cell", "Carland"),
        ("furniture", "See Arland–Carland relations"),
        ("cell", "It has an embassy."),
        ("cell", "It sells salt."),
    ]
