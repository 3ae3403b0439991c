"""Sentences of a text on one state, which seldom say whose the ties are that they tell of."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from comity import claims, language, link, reference
from comity.model import Block, BlockKind, Document, Statement
from comity.vocabulary import Relation

CASES = Path(__file__).resolve().parents[1] / "cases" / "profiles.tsv"
OWN = "actor:mali"


def rows() -> list[dict[str, str]]:
    """Rows of the table."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def profile(at: int, title: str, heading: str, text: str) -> Document:
    """A title, a heading and one paragraph."""
    below = len(title) + 2
    start = below + len(heading) + 2
    blocks = (
        Block(0, BlockKind.TITLE, 0, len(title), title),
        Block(1, BlockKind.HEADING, below, below + len(heading), heading, level=2),
        Block(2, BlockKind.PARAGRAPH, start, start + len(text), text, section=(heading,)),
    )
    return Document(f"document:profile-{at}", str(at), "text/plain", "", f"{title}\n\n{heading}\n\n{text}", blocks, title=title)


@cache
def read() -> dict[str, tuple[Statement, ...]]:
    """Number of the row → the statements of its text; all are parsed at once."""
    documents = [profile(at, row["title"], row["heading"], row["text"]) for at, row in enumerate(rows())]
    known = reference.load()
    return {
        document.file_name: claims.extract(link.link_document(document, parses, known)).statements
        for document, parses in language.parse_documents(documents)
    }


@pytest.mark.parametrize("at", range(len(rows())), ids=lambda at: rows()[at]["text"][:60])
def test_what_a_profile_says_of_its_state(at: int) -> None:
    row = rows()[at]
    ties = [s.claim for s in read()[str(at)] if OWN in (s.claim.subject, s.claim.object)]
    if not row["relation"]:
        assert not ties
        return
    relation = Relation(row["relation"])
    ends = [(row["subject"], row["object"])]
    ends += [(row["object"], row["subject"])] if relation.symmetric else []
    fitting = [c for c in ties if c.relation is relation and (c.subject, c.object) in ends]
    assert any(
        row["domain"] in ("", (c.domain or "").partition(":")[2]) and row["modality"] == c.modality.value for c in fitting
    ), ties


@pytest.mark.parametrize("at", range(len(rows())), ids=lambda at: rows()[at]["text"][:60])
def test_whose_it_is_is_said_in_the_evidence(at: int) -> None:
    for statement in read()[str(at)]:
        if OWN in (statement.claim.subject, statement.claim.object):
            assert any("Mali" in reason for reason in statement.evidence.resolved), statement.evidence
            assert statement.evidence.confidence < 0.75
