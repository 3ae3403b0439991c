"""Plain text: headings, bullets, wrapped lines, lead-ins and labels."""

from hypothesis import given
from hypothesis import strategies as st

from comity.model import Block, BlockKind
from comity.read import read_document

LONG = (
    "Arland and Belland have traded grain, wool and timber since the old road over the pass was opened, and neither of them has "
    "ever closed it for longer than one winter."
)


def blocks(text: str) -> tuple[Block, ...]:
    return read_document("a.txt", text.encode()).blocks


def outline(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


def test_title_and_paragraphs_without_blank_lines_between() -> None:
    text = f"Two valleys and a road\n\n{LONG}\nEconomic Ties: What the Two Valleys Trade\n{LONG} Twice.\nIn Summary\n{LONG} Thrice."
    assert [kind for kind, _ in outline(text)] == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert blocks(text)[3].section == ("Economic Ties: What the Two Valleys Trade",)
    assert blocks(text)[5].section == ("In Summary",)


def test_a_text_that_begins_with_a_paragraph_has_no_title() -> None:
    document = read_document("a.txt", f"{LONG}\nOutlook\n{LONG} Twice.".encode())
    assert document.title == ""
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_colon_line_introduces_its_list_only() -> None:
    text = f"Grain\n{LONG}\nKey Factors of the Trade:\n- Wool: much of it.\n- Salt: Arland’s salt.\n{LONG} Twice."
    found = blocks(text)
    assert [block.kind.value for block in found] == ["heading", "paragraph", "heading", "bullet", "bullet", "paragraph"]
    assert {block.lead_in for block in found if block.kind is BlockKind.BULLET} == {"Key Factors of the Trade:"}
    assert found[3].section == ("Grain", "Key Factors of the Trade:")
    assert found[5].section == ("Grain",)


def test_lead_in_is_the_last_sentence() -> None:
    text = f"{LONG} Mr. Roe of the U.S. Embassy saw it. Key goods include:\n- wool\n- salt"
    assert [block.lead_in for block in blocks(text)[1:]] == ["Key goods include:"] * 2


def test_a_sentence_that_introduces_nothing_is_no_lead_in() -> None:
    assert blocks(f"{LONG}\n- wool and cloth")[1].lead_in == ""


def test_labels() -> None:
    rows = {
        "Economic Cooperation: Better terms for wool.": ("Economic Cooperation", "Better terms for wool."),
        "**Water Memorandum**: Both signed it.": ("Water Memorandum", "Both signed it."),
        "**Purchases of Salt (PS): **Arland bought salt.": ("Purchases of Salt (PS)", "Arland bought salt."),
        "**Wool.** Belland sells it.": ("Wool", "Belland sells it."),
        "**Arland and Belland** signed a pact.": ("", ""),
        "The ministers agreed on three things: wool, salt and timber.": ("", ""),
        "The border opens at 10:30 every day.": ("", ""),
        "No colon here at all.": ("", ""),
    }
    for line, (label, rest) in rows.items():
        block = blocks(f"The list includes:\n- {line}\n- Other thing.")[1]
        assert block.label == label, line
        assert (block.text[block.label_end :] if label else "") == rest, line


def test_bullets_nest_by_indent_and_by_mark() -> None:
    text = "Goods include:\n- wool\n  - white\n    * fine\n  - black\n- salt\n\n1. first\n2. second\n   - inner\n3. third"
    assert [(block.text, block.level) for block in blocks(text) if block.kind is BlockKind.BULLET] == [
        ("wool", 1), ("white", 2), ("fine", 3), ("black", 2), ("salt", 1),
        ("first", 2), ("second", 2), ("inner", 3), ("third", 2),
    ]  # fmt: skip


def test_marks_of_bullets() -> None:
    for mark in ("- ", "* ", "• ", "•", "– ", "1. ", "2) ", "(3) ", "a) ", "iv) ", "▪ ", "+ "):
        found = blocks(f"Goods include:\n{mark}wool of Arland\n{mark}salt of Belland")
        assert [block.kind.value for block in found[1:]] == ["bullet", "bullet"], mark
        assert found[1].text == "wool of Arland"
    for line in ("-wool", "J. Smith met A. Roe.", "1.5 million tonnes were sold.", "2024. It was late."):
        assert all(block.kind is not BlockKind.BULLET for block in blocks(f"{LONG}\n{line}")), line


def test_wrapped_text_is_joined_and_one_line_paragraphs_are_not() -> None:
    wrapped = (
        "Trade\n\nArland and Belland have traded grain, wool and timber\nsince the old road over the pass was opened. It was\n"
        "made in 1911.\n\nOutlook\n\nThe road ends near Carland, which has no wool of its\nown."
    )
    road = "Arland and Belland have traded grain, wool and timber since the old road over the pass was opened. It was made in 1911."
    assert outline(wrapped) == [
        ("title", "Trade"),
        ("paragraph", road),
        ("heading", "Outlook"),
        ("paragraph", "The road ends near Carland, which has no wool of its own."),
    ]
    notes = "Arland sells wool to its neighbour Belland every year.\nBelland sells salt to its neighbour Arland yearly.\nAll watch."
    assert [kind for kind, _ in outline(notes)] == ["paragraph"] * 3


def test_wrapped_bullets() -> None:
    bullets = "- wool, which comes from the white sheep of the\n  northern valley,\n- salt."
    found = outline(f"The goods that both of the valleys have traded for long include:\n\n{bullets}")
    assert found[1:] == [("bullet", "wool, which comes from the white sheep of the northern valley,"), ("bullet", "salt.")]


def test_marked_headings_in_plain_text() -> None:
    text = f"# Two valleys\n\n{LONG}\n\n## Salt\n\n**The price of salt**\n\n{LONG} Twice.\n\nWool\n====\n\n{LONG} Thrice."
    found = blocks(text)
    assert [(block.kind.value, block.level) for block in found if block.kind.value in ("title", "heading")] == [
        ("title", 1), ("heading", 2), ("heading", 3), ("heading", 1),
    ]  # fmt: skip
    assert found[4].section == ("Salt", "The price of salt")


def test_numbered_headings_have_their_depth() -> None:
    found = blocks(f"{LONG}\n\n1. Trade\n\n{LONG} A.\n\n1.2 Wool\n\n{LONG} B.\n\n2. Salt\n\n{LONG} C.")
    assert [(block.text, block.level) for block in found if block.kind is BlockKind.HEADING] == [
        ("1. Trade", 1), ("1.2 Wool", 2), ("2. Salt", 1),
    ]  # fmt: skip


def test_quoted_lines() -> None:
    assert outline("> Arland will not yield,\n> it said.")[0] == ("paragraph", "Arland will not yield,")


def test_the_id_depends_on_name_and_bytes() -> None:
    one, other = read_document("/home/someone/Wool & Salt.txt", b"Wool."), read_document("Wool & Salt.txt", b"Wool.")
    assert one == other
    assert one.id.startswith("document:wool-salt-") and len(one.id) == len("document:wool-salt-") + 8
    assert read_document("Wool & Salt.txt", b"Wool!").id != one.id
    assert read_document("中.txt", b"Wool.").id.startswith("document:document-")


@given(st.text(alphabet="Aab :.-*•|+=#\n\t_1)>", max_size=300))
def test_blocks_are_in_order_and_hold_their_text(text: str) -> None:
    try:
        document = read_document("a.txt", text.encode())
    except Exception as error:
        assert type(error).__name__ == "UnreadableDocument"
        return
    assert [block.number for block in document.blocks] == list(range(len(document.blocks)))
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
        left, right = block.place(0, len(block.text))
        assert block.start <= left < right <= block.end
        assert block.text
    read = "".join(character for block in document.blocks for character in block.text if character.isalpha())
    headers = {block.cell.column_header for block in document.blocks if block.cell}
    if not headers - {""} and "|" not in document.text:
        assert sorted(read) == sorted(character for character in document.text if character.isalpha())


COMMUNIQUE = """FOR IMMEDIATE RELEASE

JOINT STATEMENT OF ARLAND AND BELLAND

Arton, 3 May 2024

1. The Foreign Ministers of Arland and Belland met today in Arton to
   review the state of the water agreement.

2. They agreed on the following measures:

   (a) Arland will open two border posts by the end of the year;
   (b) Belland will supply 40 million cubic metres of water, subject to
       the consent of its parliament;
       - half of it in summer.

Background
----------

The customs union comprises Arland, Belland and, since 2010, Deland.

Table 1. Trade in 2023

  Good      | Arland
  ----------|-------------
  Grain     | $3 million

-END-
"""


def test_a_communique() -> None:
    document = read_document("a.txt", COMMUNIQUE.encode())
    assert [(b.kind.value, b.level, b.text[:22], b.lead_in) for b in document.blocks] == [
        ("furniture", 0, "FOR IMMEDIATE RELEASE", ""),
        ("title", 1, "JOINT STATEMENT OF ARL", ""),
        ("furniture", 0, "Arton, 3 May 2024", ""),
        ("bullet", 1, "The Foreign Ministers ", ""),
        ("bullet", 1, "They agreed on the fol", ""),
        ("bullet", 2, "Arland will open two b", "They agreed on the following measures:"),
        ("bullet", 2, "Belland will supply 40", "They agreed on the following measures:"),
        ("bullet", 3, "half of it in summer.", "They agreed on the following measures:"),
        ("heading", 2, "Background", ""),
        ("paragraph", 0, "The customs union comp", ""),
        ("paragraph", 0, "Table 1. Trade in 2023", ""),
        ("cell", 0, "Grain", "Table 1. Trade in 2023"),
        ("cell", 0, "$3 million", "Table 1. Trade in 2023"),
        ("furniture", 0, "-END-", ""),
    ]
    assert document.date == "2024-05-03"
    assert {block.cell.caption for block in document.blocks if block.cell} == {"Table 1. Trade in 2023"}


def test_what_is_no_caption() -> None:
    found = blocks(f"Trade\n\n{LONG}\n\nChart a Course for Peace\n\n{LONG} Twice.\n\nTable Talk in Arton\n\n{LONG} Thrice.")
    assert [block.kind.value for block in found] == ["title", "paragraph", "heading", "paragraph", "heading", "paragraph"]
