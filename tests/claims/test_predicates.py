"""Each important word of the lexicon in a short sentence, judged against the claim a careful reader takes from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity import claims, language, link, reference
from comity.model import Block, BlockKind, Claim, Document
from comity.vocabulary import Relation

CASES = Path(__file__).resolve().parents[1] / "cases" / "predicates.tsv"
FLOOR = 0.90
"""Share of the cases that must be right; the rest are marked in the column ``known``."""


@dataclass(frozen=True)
class Case:
    """One sentence and its claim; without a relation, the sentence must give none between two actors."""

    text: str
    subject: str
    relation: str
    object: str
    domain: str
    known: str


@cache
def cases() -> tuple[Case, ...]:
    """Rows of the file in order."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Case(row["text"], row["subject"], row["relation"], row["object"], row["domain"], row["known"]) for row in table
        )


@cache
def claims_of() -> dict[str, tuple[Claim, ...]]:
    """Sentence → claims, each sentence a document of its own."""
    documents = [
        Document(
            f"document:case-{at}",
            case.text,
            "text/plain",
            "",
            case.text,
            (Block(0, BlockKind.PARAGRAPH, 0, len(case.text), case.text),),
        )
        for at, case in enumerate(cases())
    ]
    known = reference.load()
    return {
        document.file_name: tuple(
            statement.claim for statement in claims.extract(link.link_document(document, parses, known)).statements
        )
        for document, parses in language.parse_documents(documents)
    }


def is_right(case: Case) -> bool:
    """Whether the claim is among those read; a symmetric one either way round."""
    found = claims_of()[case.text]
    if not case.relation:
        return not [claim for claim in found if claim.object.startswith("actor:")]
    ends = [case.subject, case.object]
    return any(
        claim.relation.value == case.relation
        and ([claim.subject, claim.object] == ends or (Relation(case.relation).symmetric and [claim.object, claim.subject] == ends))
        and case.domain in ("", (claim.domain or "").partition(":")[2])
        for claim in found
    )


def test_cases_are_many_and_their_own() -> None:
    texts = [case.text for case in cases()]
    assert len(texts) >= 250
    assert len(set(texts)) == len(texts)
    assert {case.relation for case in cases() if case.relation} <= {relation.value for relation in Relation}


def test_words_say_what_a_reader_takes_from_them() -> None:
    wrong = [case for case in cases() if not is_right(case)]
    assert 1 - len(wrong) / len(cases()) >= FLOOR, [f"{case.text} → {[str(c) for c in claims_of()[case.text]]}" for case in wrong]


def test_only_known_cases_are_missed() -> None:
    assert [case.text for case in cases() if not case.known and not is_right(case)] == []


def test_known_misses_are_still_missed() -> None:
    """A case that has come right is no known miss any more: take the mark away."""
    assert [case.text for case in cases() if case.known and is_right(case)] == []
