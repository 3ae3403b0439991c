"""The ledger as its readers see it, on the graph made by hand and on a document that means harm."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from comity.claims.coverage import as_json, as_table, document_json, document_text, page, tally, units
from comity.model import BlockKind, Contents, Document, LedgerEntry

HOSTILE = '<script>alert(1)</script> & "quotes" \x1b[31mred\x1b[0m </div>'


@pytest.fixture(scope="module")
def hostile():
    """One document with two passages, a heading, and names that would run if they were not escaped."""
    text = f"Title\n\n{HOSTILE}. Kenya met Peru.\nlast words"
    at = text.index("Kenya")
    ledger = (
        LedgerEntry("document:x", 0, 5, BlockKind.TITLE, (), "a heading"),
        LedgerEntry("document:x", 7, at - 1, BlockKind.PARAGRAPH, (), "names <no> actor"),
        LedgerEntry("document:x", at, at + 16, BlockKind.PARAGRAPH, ("claim:0123456789abcdef",)),
    )
    document = Document("document:x", "<img src=x>.txt", "text/plain", "0" * 64, text, title="<b>title</b>")
    return Contents((document,), (), (), (), ledger)


WORDS = {"claim:0123456789abcdef": "<i>Kenya</i> meets Peru"}


def test_tallies_add_up(contents):
    *each, total = tally(contents)
    assert [one.document for one in each] == [document.id for document in contents.documents]
    assert total.read == sum(one.read for one in each)
    assert total.passed == sum(one.passed for one in each) == sum(total.reasons.values())
    counted = [entry for entry in contents.ledger if entry.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL)]
    assert total.read + total.passed == len(counted)
    assert total.read == sum(bool(entry.claims) for entry in counted)


def test_a_tally_by_hand(hostile):
    one, _ = tally(hostile)
    assert (one.read, one.passed, one.apart, one.share) == (1, 1, 1, 0.5)
    assert one.kinds[BlockKind.PARAGRAPH] == (1, 2)
    assert one.reasons == {"names <no> actor": 1}


def test_an_empty_graph_has_a_share():
    assert tally(Contents((), (), ()))[-1].share == 0.0


def test_units_are_the_whole_text(contents, hostile):
    for graph in (contents, hostile):
        for document in graph.documents:
            assert "".join(unit.text for unit in units(graph, document)) == document.text


def test_table_and_json_agree(contents):
    tallies = tally(contents)
    table, records = as_table(tallies), json.loads(as_json(tallies))
    for record in records:
        assert record["file"] in table
        assert f"{record['with_claims']}/{record['with_claims'] + record['without']}" in table


def test_a_document_passage_by_passage(hostile):
    document = hostile.documents[0]
    text = document_text(hostile, document, WORDS)
    assert "    + <i>Kenya</i> meets Peru  claim:0123456789abcdef" in text
    assert "    - names <no> actor" in text
    assert "\x1b" not in text
    passages = json.loads(document_json(hostile, document, WORDS))["passages"]
    assert [document.text[one["start"] : one["end"]] for one in passages] == [one["text"] for one in passages]


class Page(HTMLParser):
    """Elements and text of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.policy = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"]

    def handle_data(self, data):
        self.words.append(data)


def test_nothing_on_the_page_runs(hostile):
    html = page(hostile, WORDS)
    found = Page(html)
    assert not {"script", "img", "i", "b", "iframe", "link"} & set(found.tags)
    assert "default-src 'none'" in found.policy and "unsafe" not in found.policy
    shown = "".join(found.words)
    for words in (HOSTILE.replace("\x1b", ""), "<img src=x>.txt", "<b>title</b>", "<i>Kenya</i> meets Peru", "names <no> actor"):
        assert words in shown.replace("\x1b", "")
    assert "http://" not in html and "https://" not in html


def test_the_page_shows_what_was_chosen(contents):
    one = contents.documents[0]
    assert "Coverage of " in page(contents, {}, [one.id])
    assert all(document.file_name in page(contents, {}) for document in contents.documents)
    assert contents.documents[1].file_name not in page(contents, {}, [one.id])
