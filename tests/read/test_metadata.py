"""What a document says about its origin, and what is not guessed."""

import pytest

from comity.read import read_document
from comity.read.dates import iso_date

BODY = (
    "Arland and Belland have traded grain, wool and timber with each other since the old road over the pass was opened, and "
    "neither state has ever closed it for longer than one winter."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T10:15:00+02:00", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("3 May 2024", "2024-05-03"),
        ("3rd of May, 2024", "2024-05-03"),
        ("Friday, 3 May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("Sept. 9th 2024", "2024-09-09"),
        ("May 2024", "2024-05"),
        ("D:20240503101500Z", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("05/05/2024", "2024-05-05"),
        ("03/05/2024", ""),
        ("31 February 2024", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("By Jane Doe", "Jane Doe", ""),
        ("By Jane Doe and Ali M. Roe", "Jane Doe; Ali M. Roe", ""),
        ("By Jane Doe, Ali Roe and Kim van Dyke", "Jane Doe; Ali Roe; Kim van Dyke", ""),
        ("Written by Dr. Jane Doe-Roe | May 3, 2024", "Dr. Jane Doe-Roe", "2024-05-03"),
        ("Author: Jane Doe", "Jane Doe", ""),
        ("Published 3 May 2024", "", "2024-05-03"),
        ("May 3, 2024", "", "2024-05-03"),
        ("Arton, 3 May 2024", "", "2024-05-03"),
        ("Published on 03/05/2024", "", ""),
        ("By Monday the pact was signed.", "", ""),
    ],
)
def test_lines_under_the_title(line: str, author: str, date: str) -> None:
    document = read_document("a.txt", f"Two valleys and a road\n\n{line}\n\n{BODY}".encode())
    assert (document.title, document.author, document.date) == ("Two valleys and a road", author, date)


def test_the_last_change_is_not_the_date() -> None:
    assert read_document("a.txt", f"A title\n\nUpdated: 3 May 2024\n\n{BODY}".encode()).date in ("", "2024-05-03")
    assert read_document("a.txt", f"A title\n\nLast edited on 3 May 2024\n\n{BODY}".encode()).date == ""


def test_header_lines() -> None:
    head = "Title: Two valleys\nAuthor: Jane Doe\nDate: 3 May 2024\nSource: https://example.org/x\nLicence: CC-BY-4.0\n\n"
    document = read_document("a.txt", (head + BODY).encode())
    assert (document.title, document.author, document.date) == ("Two valleys", "Jane Doe", "2024-05-03")
    assert (document.url, document.license) == ("https://example.org/x", "CC-BY-4.0")
    assert [block.kind.value for block in document.blocks] == ["furniture", "paragraph"]


def test_what_looks_like_header_lines_but_is_text() -> None:
    text = "Arland: It sells wool to its neighbour.\nBelland: It buys the wool.\n\n" + BODY
    assert read_document("a.txt", text.encode()).blocks[0].kind.value != "furniture"


def test_front_matter_with_lists_and_nonsense() -> None:
    head = "---\ntitle: 'A: b'\nauthors:\n  - Jane Doe\n  - Ali Roe\ndate: soon\nlang: [en\nurl: javascript:alert(1)\n---\n\n"
    document = read_document("a.md", (head + BODY).encode())
    assert (document.title, document.author, document.date, document.url) == ("A: b", "Jane Doe; Ali Roe", "", "")


def test_default_names_are_nobody() -> None:
    head = "---\ntitle: T\nauthor: admin\n---\n\n"
    assert read_document("a.md", (head + BODY).encode()).author == ""


def test_metadata_is_one_line_of_bounded_length() -> None:
    head = f"---\ntitle: {'word ' * 1000}\nauthor: Jane Doe\n---\n\n"
    assert len(read_document("a.md", (head + BODY).encode()).title) <= 500
