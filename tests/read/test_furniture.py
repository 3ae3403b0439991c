"""Furniture is told from text, line by line and in its place."""

import csv
from pathlib import Path

import pytest

from comity import resources
from comity.model import BlockKind, Document
from comity.read import read_document
from comity.read.words import any_rule, rules, words_of

BODY = (
    "Arland and Belland have traded grain, wool and timber with each other since the old road over the pass was opened, and "
    "neither state has ever closed it for longer than one winter."
)
CASES = Path(__file__).parent / "cases" / "furniture.tsv"


def cases() -> list[tuple[str, str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    return [(row["text"], row["place"], row["expected"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read(text: str, name: str = "a.txt") -> Document:
    return read_document(name, text.encode())


def kinds(document: Document) -> dict[str, BlockKind]:
    return {block.text: block.kind for block in document.blocks}


@pytest.mark.parametrize(("line", "place", "expected"), cases())
def test_a_line_in_its_place(line: str, place: str, expected: str) -> None:
    parts = {"start": ["A title", line, BODY, BODY], "middle": ["A title", BODY, line, BODY], "end": ["A title", BODY, BODY, line]}[
        place
    ]
    document = read("\n\n".join(parts))
    at = {"start": 1, "middle": 2, "end": 3}[place]
    assert (document.blocks[at].kind is BlockKind.FURNITURE) == (expected == "furniture"), document.blocks[at]
    assert all(block.kind is not BlockKind.FURNITURE for n, block in enumerate(document.blocks) if n != at)


def test_an_author_box_with_its_name_twice() -> None:
    document = read(
        f"A title\n\n{BODY}\n\nJane Doe\nJane Doe\n\nThe writer holds a degree in law.\n\nArticles: 7\n\nLeave a Reply\n\nNice!"
    )
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.FURNITURE] * 6
    assert document.author == "Jane Doe"


def test_signatures_after_a_rule() -> None:
    signatures = "Jane Doe directs the Valley Institute.\n\nAli Roe teaches history in Carland."
    document = read(f"A title\n\n{BODY}\n\n---\n\n{signatures}")
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.FURNITURE] * 3
    assert document.author == "Jane Doe; Ali Roe"


def test_a_person_the_text_is_about_is_no_author() -> None:
    body = BODY.replace("Arland and Belland", "Jane Doe and her council")
    document = read(f"A title\n\n{body}\n\nJane Doe is a professor of law at the academy.")
    assert document.blocks[-1].kind is BlockKind.PARAGRAPH
    assert document.author == ""


def test_a_bracket_that_a_blank_line_cut() -> None:
    document = read(f"A title\n\n{BODY}\n\n(The writer is a fellow of the Valley Institute and\n\nof the academy of Carland.)")
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.FURNITURE] * 2


def test_link_lists_go_with_their_heading() -> None:
    document = read(f"A title\n\n{BODY}\n\nSee also\n\n- Foreign relations of Carland\n- Salt\n\nOutlook\n\n{BODY} It ends.")
    assert [block.kind.value for block in document.blocks] == [
        "title", "paragraph", "furniture", "furniture", "furniture", "heading", "paragraph",
    ]  # fmt: skip


def test_a_pull_quote_is_told_by_the_text_that_holds_it() -> None:
    quote = "neither state has ever closed it for longer than one winter"
    document = read(f"A title\n\n{BODY}\n\n**{quote}**\n\n{BODY} It ends.")
    assert kinds(document)[quote] is BlockKind.FURNITURE
    other = read(f"A title\n\n{BODY}\n\n**every state would have closed the road for one winter at least**\n\n{BODY} It ends.")
    assert other.blocks[2].kind is not BlockKind.FURNITURE


def test_a_document_of_furniture_alone_is_read() -> None:
    document = read("Leave a Reply\n\nShare this:\n\nSubscribe")
    assert {block.kind for block in document.blocks} <= {BlockKind.FURNITURE, BlockKind.TITLE, BlockKind.PARAGRAPH}


def test_cells_are_no_furniture_but_for_cross_references() -> None:
    document = read("| Item | Value |\n|---|---|\n| Share | 5 % |\n| See Arland–Belland relations | Home |")
    assert [block.kind.value for block in document.blocks] == ["cell", "cell", "furniture", "cell"]


def test_every_row_of_the_table_is_of_use() -> None:
    rows = list(resources.rows("lexicon", "furniture.tsv", required=("pattern", "kind", "where", "words", "source")))
    assert len({(row["pattern"], row["kind"], row["where"]) for row in rows}) == len(rows)
    assert sum(len(group) for group in rules().values()) == len(rows)
    assert all(any_rule(where) for where, group in rules().items() if group and where != "word")
    assert words_of("clause").search("the pact is signed")
