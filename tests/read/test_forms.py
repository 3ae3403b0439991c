"""Forms, terms, bold titles, dated entries and bullets under bullets: what stands over a short line, in every format."""

import pytest

from comity.model import Block, BlockKind
from comity.read import read_document

PROSE = "Norway and Tanzania have worked together since the days of the first power stations on the great rivers of the south."


def bullets(text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    found = read_document(name, text.encode()).blocks
    return [(block.label, block.text[block.label_end :]) for block in found if block.kind is BlockKind.BULLET]


def last(text: str, name: str = "a.md") -> Block:
    return read_document(name, text.encode()).blocks[-1]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_lines_of_a_form_are_bullets(name: str) -> None:
    text = f"Sheet\n\n{PROSE}\n\nDonor: Iceland\nRecipient: Malawi\nAmount (2023): USD 4 million\n\n{PROSE}"
    assert bullets(text, name) == [("Donor", "Iceland"), ("Recipient", "Malawi"), ("Amount (2023)", "USD 4 million")]


@pytest.mark.parametrize(
    "lines",
    [
        "Donor: Iceland\nRecipient: Malawi",
        "Title: Relations\nAuthor: Ann Roe\nDate: 3 May 2024",
        "Donor: Iceland\nIceland has given since 1990.\nRecipient: Malawi",
        "Q: Who pays?\nA: Iceland.\nQ: Since when?",
        "What they agreed: nothing\nWho was there: both\nWhat will follow: little",
    ],
)
def test_what_is_no_form(lines: str) -> None:
    assert bullets(f"Sheet\n\n{PROSE}\n\n{lines}\n\n{PROSE}") == []


def test_terms_of_a_page_label_what_is_said_of_them() -> None:
    terms = "<dl><dt>Capital</dt><dd>Oslo</dd><dt>Trade:</dt><dd>USD 48 million</dd></dl>"
    page = f"<html><body><h1>Ties</h1><p>{PROSE}</p>{terms}</body></html>"
    assert bullets(page, "a.html") == [("Capital", "Oslo"), ("Trade", "USD 48 million")]


def test_bold_titles_without_a_mark_where_the_whole_list_has_them() -> None:
    assert bullets("# A\n\n- **Energy** Supplies since 2022\n- **Defence** 20 vehicles", "a.md") == [
        ("Energy", "Supplies since 2022"), ("Defence", "20 vehicles"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n- **Norway** has given\n- **Sweden** will give",
        "# A\n\n- **Prime Minister** Roe came",
        "# A\n\n- **Energy** Supplies\n- Roads for the north",
    ],
)
def test_bold_names_are_no_titles(text: str) -> None:
    assert [label for label, _ in bullets(text, "a.md")] in ([""], ["", ""])


def test_dates_before_a_dash_or_in_bold_are_titles() -> None:
    assert bullets("# A\n\n- 1951 – Treaty signed\n- 1999–2004 – War\n- **May 2019** Visit\n- Oil – 3 tonnes", "a.md") == [
        ("1951", "Treaty signed"), ("1999–2004", "War"), ("May 2019", "Visit"), ("", "Oil – 3 tonnes"),
    ]  # fmt: skip


def test_a_short_bullet_stands_over_those_below_it() -> None:
    assert last("# A\n\n## Who\n\n- India\n  - Trains officials").section == ("Who", "India")
    assert last("# A\n\n## Who\n\n- India trains officials.\n  - In Kenya").section == ("Who",)
    assert last("# A\n\n## Who\n\n- India:\n  - Trains officials").lead_in == "India:"


def test_a_colon_line_after_bullets_opens_the_next_list() -> None:
    text = (
        "Aid\n\nLoans:\n  - Metro: JPY 160 billion\n  - Railway of the whole northern plain - JPY 105 billion\nGrants:\n  - Radar"
    )
    assert [block.lead_in for block in read_document("a.txt", text.encode()).blocks if block.kind is BlockKind.BULLET] == [
        "Loans:", "Loans:", "Grants:",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_entries_of_a_chronology_are_bullets(name: str) -> None:
    entries = [("1961", "Treaty signed"), ("1974", "Embassy opened in Lima"), ("May 1990", "First visit"), ("1992", "Peru leaves")]
    marks = (" ", " – ", ": ", " ")
    lines = [f"{date}{mark}{said}" for (date, said), mark in zip(entries, marks, strict=True)]
    assert bullets("Peru and Ghana\n\n" + "\n\n".join(lines), name) == entries


@pytest.mark.parametrize(
    "lines",
    [
        "1961 Treaty of Friendship signed\n\n1974 Embassy opened in Lima",
        "1990 Treaty signed\n\n1961 Embassy opened\n\n1974 First visit",
        "2000 soldiers came\n\n2001 soldiers left\n\n2002 soldiers stayed",
    ],
)
def test_what_is_no_chronology(lines: str) -> None:
    assert bullets(f"Sheet\n\n{PROSE}\n\n{lines}\n\n{PROSE}") == []


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Establishment of relations: 24 December 1955", "Establishment of relations"),
        ("Embassies: Lima (1974), Accra (1981)", "Embassies"),
        ("Trade (2021): €4 million", "Trade (2021)"),
        ("Updated: 4 May 2021", ""),
        ("Energy: The Backbone of the Ties", ""),
        ("What they signed: a treaty of 2019 that both have ratified", ""),
    ],
)
def test_a_fact_with_a_figure_is_a_bullet(line: str, label: str) -> None:
    found = [label for label, _ in bullets(f"Sheet\n\n{PROSE}\n\n{line}\n\n{PROSE}")]
    assert found == ([label] if label else [])
