"""Any bytes under any ending: a document or one clear error, never anything else."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.errors import UnreadableDocument
from comity.model import Document
from comity.read import read_document

FILES = Path(__file__).parent / "files"
ENDINGS = st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx", "", ".xyz"])
MARKUP = st.lists(
    st.sampled_from(
        [
            "<div>", "</div>", "<table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "</table>", "<thead>",
            "<caption>", "<li>", "<ul>", "<p>", "</p>", "<h1>", "<br>", "<b>", "<html>", "<!--", "-->", "<script>",
            "&amp;", "|", "\n", "---|---", "- ", "# ", "**", "+---+", "1. ", "> ", "```", "\t", "[a](b)", "é", "word ", ": ", ".",
            "\x00", "\ufeff", "<?xml?>", "<![CDATA[",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def read(name: str, data: bytes) -> Document | None:
    try:
        document = read_document(name, data)
    except UnreadableDocument as error:
        assert error.next_step
        return None
    for number, block in enumerate(document.blocks):
        assert block.number == number
        assert 0 <= block.start < block.end <= len(document.text)
        places = [block.place(at, at + 1)[0] for at in range(len(block.text))]
        assert places == sorted(places)
        assert block.start <= places[0] and places[-1] < block.end
    return document


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), ENDINGS)
def test_random_bytes(data: bytes, ending: str) -> None:
    read("a" + ending, data)


@settings(max_examples=150, deadline=None)
@given(MARKUP, st.sampled_from([".txt", ".md", ".html"]))
@example("|" * 50 + "\n" + "|" * 50, ".txt")
@example("+--+\n+==+\n| word |", ".txt")
def test_random_markup(text: str, ending: str) -> None:
    read("a" + ending, text.encode())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_pdf(data: st.DataObject) -> None:
    whole = bytearray((FILES / "report.pdf").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=10))
    read("a.pdf", bytes(whole))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"---\n"]))
def test_random_bytes_behind_a_signature(data: bytes, signature: bytes) -> None:
    read("a.txt", signature + data)


@pytest.mark.parametrize(
    "text",
    [
        "a|b\n" * 5_000,
        "[" * 30_000 + "word",
        "![a" * 10_000,
        "*a _b " * 10_000,
        "> " * 6_000 + "word",
        "**Jane Doe went up the hill and came down again** \n\n" * 1_000,
        "word " * 30 + "\n\n" + "Jane Doe is a researcher at the institute.\n\n" * 1_000,
        "".join(" " * (depth % 300) + "- word\n" for depth in range(5_000)),
        "+---+---+\n| a | b |\n" * 5_000,
        "word,and.That" * 10_000,
        "ab-\ncd " * 6_000,
    ],
)
def test_texts_made_to_be_slow_are_read(text: str) -> None:
    assert read_document("a.txt", text.encode()).blocks
    assert read_document("a.md", text.encode()).text


def test_the_same_bytes_give_the_same_document() -> None:
    for path in sorted(FILES.glob("[rc]*.pdf")):
        assert read_document(path.name, path.read_bytes()) == read_document(path.name, path.read_bytes())


def test_reading_text_loads_no_heavy_library() -> None:
    code = "import sys, comity.read as r; r.read_document('a.txt', b'Arland sells wool.'); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"lxml", "trafilatura", "pdfplumber", "docx", "markdown_it", "spacy", "rdflib"}
