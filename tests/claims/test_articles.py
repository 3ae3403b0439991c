"""Sentences of an article on two states, read under its title: whose the tensions are, what the relationship rests on."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from comity import claims, language, link, reference
from comity.model import Block, BlockKind, Claim, Document
from comity.vocabulary import Relation

CASES = Path(__file__).resolve().parents[1] / "cases" / "articles.tsv"
FIRST = "{} have been neighbours for long. "


def rows() -> list[dict[str, str]]:
    """Rows of the table."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def article(at: int, title: str, text: str) -> Document:
    """A title and one paragraph, whose first sentence names the two."""
    said = FIRST.format(title.partition(":")[0]) + text
    start = len(title) + 2
    blocks = (
        Block(0, BlockKind.TITLE, 0, len(title), title),
        Block(1, BlockKind.PARAGRAPH, start, start + len(said), said),
    )
    return Document(f"document:article-{at}", str(at), "text/plain", "", f"{title}\n\n{said}", blocks, title=title)


@cache
def read() -> dict[str, tuple[Claim, ...]]:
    """Number of the row → the claims of its article; all are parsed at once."""
    documents = [article(at, row["title"], row["text"]) for at, row in enumerate(rows())]
    known = reference.load()
    return {
        document.file_name: tuple(s.claim for s in claims.extract(link.link_document(document, parses, known)).statements)
        for document, parses in language.parse_documents(documents)
    }


@pytest.mark.parametrize("at", range(len(rows())), ids=lambda at: rows()[at]["text"][:60])
def test_what_an_article_says_of_its_two(at: int) -> None:
    row, found = rows()[at], read()[str(at)]
    ties = [c for c in found if c.object.startswith("actor:") and c.relation is not Relation.HOLDS_OFFICE]
    if not row["relation"]:
        assert not ties
        return
    fitting = [
        c for c in ties if c.relation.value == row["relation"] and row["domain"] in ("", (c.domain or "").partition(":")[2])
        and row["modality"] in ("", c.modality.value)
    ]  # fmt: skip
    ends = (row["subject"], row["object"])
    assert any(ends in ((c.subject, c.object), (c.object, c.subject) if c.relation.symmetric else ends) for c in fitting), ties
