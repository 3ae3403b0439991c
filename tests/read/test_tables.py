"""Tables in text: pipes with and without frames, grids, ragged rows, labels, headers and captions."""

from comity.model import Block, BlockKind
from comity.read import read_document


def cells(text: str, name: str = "a.txt") -> list[Block]:
    return [block for block in read_document(name, text.encode()).blocks if block.cell]


def squares(text: str, name: str = "a.txt") -> list[tuple[int, int, str, str, str]]:
    found = []
    for block in cells(text, name):
        assert block.cell is not None
        found.append((block.cell.row, block.cell.column, block.text, block.cell.row_label, block.cell.column_header))
    return found


EXPECTED = [
    (0, 0, "Grain", "Grain", "Good"), (0, 1, "$3 million", "Grain", "Arland"), (0, 2, "$4 million", "Grain", "Belland"),
    (1, 0, "Wool", "Wool", "Good"), (1, 1, "much", "Wool", "Arland"), (1, 2, "little", "Wool", "Belland"),
]  # fmt: skip


def test_pipe_tables_of_every_frame() -> None:
    for text in (
        "| Good | Arland | Belland |\n|------|--------|---------|\n| Grain | $3 million | $4 million |\n| Wool | much | little |",
        "Good | Arland | Belland |\n---|---|---|\nGrain | $3 million | $4 million |\nWool | much | little |",
        "Good | Arland | Belland\n---- | :---: | ----:\nGrain | $3 million | $4 million\nWool | much | little",
        "|Good|Arland|Belland|\n|-|-|-|\n|Grain|$3 million|$4 million|\n|Wool|much|little|".replace("|-|-|-|", "|--|--|--|"),
    ):
        assert squares(text) == EXPECTED
        assert squares(text, "a.md") == EXPECTED


def test_grid_tables() -> None:
    text = """
+-------+------------+------------+
| Good  | Arland     | Belland    |
+=======+============+============+
| Grain | $3 million | $4 million |
+-------+------------+------------+
| Wool  | much       | little     |
+-------+------------+------------+
"""
    assert squares(text) == EXPECTED
    assert squares(text, "a.md") == EXPECTED


def test_a_grid_cell_with_paragraphs_and_bullets() -> None:
    text = """
+---------+------------------------------+
| State   | Notes                        |
+=========+==============================+
| Arland  | Relations began in 1911 and  |
|         | have been good.              |
|         |                              |
|         | - It has an embassy there.   |
|         | - It buys wool.              |
+---------+------------------------------+
"""
    found = cells(text)
    assert [block.text for block in found] == [
        "Arland", "Relations began in 1911 and have been good.", "It has an embassy there.", "It buys wool.",
    ]  # fmt: skip
    assert {(block.cell.row, block.cell.row_label) for block in found if block.cell} == {(0, "Arland")}
    assert found[1].cell and found[1].cell.column_header == "Notes"


def test_a_grid_whose_columns_are_not_aligned() -> None:
    rows = "|  | It began.  |\n|  |  |\n|  | -  An embassy.[1]  |\n+---+---+\n| Carland | None |\n"
    text = f"+---+---+\n| State | Notes  |\n+===+===+\n{rows}+---+---+\n"
    assert squares(text) == [
        (0, 1, "It began.", "", "Notes"), (0, 1, "An embassy.", "", "Notes"),
        (1, 0, "Carland", "Carland", "State"), (1, 1, "None", "Carland", "Notes"),
    ]  # fmt: skip


def test_malformed_tables_keep_their_cells() -> None:
    ragged = "| A | B |\n|---|---|\n| one |\n| two | three | four |\n"
    assert [(row, column, text) for row, column, text, _, _ in squares(ragged)] == [
        (0, 0, "one"), (1, 0, "two"), (1, 1, "three"), (1, 2, "four"),
    ]  # fmt: skip
    no_separator = "| Grain | much |\n| Wool | little |\n"
    assert [(text, header) for _, _, text, _, header in squares(no_separator)] == [
        ("Grain", ""), ("much", ""), ("Wool", ""), ("little", ""),
    ]  # fmt: skip
    assert squares("|---|---|\n| Grain | much |\n")[0] == (0, 0, "Grain", "Grain", "")
    assert squares("Good | Arland |\n---|---|\n | much |\n")[0][:3] == (0, 1, "much")
    assert squares("a \\| b | c\n---|---\nd | e")[0][4] == "a | b"


def test_what_is_no_table() -> None:
    for text in ("Arland | Belland", "The sign a | b means either.\nAnother line with a | b here."):
        assert cells(text) == []


def test_breaks_and_bullets_in_a_cell() -> None:
    assert [text for _, _, text, _, _ in squares("| A | B |\n|---|---|\n| x | one<br>- two<br/>• three |")] == [
        "x",
        "one",
        "two",
        "three",
    ]


def test_two_tables_are_counted_and_captioned() -> None:
    table = "Good | Share\n---|---\nWool | 5 %\n"
    rain = "It rained all day in the valley, and nobody came to look."
    text = f"What the valleys trade\n\nThe table below shows the trade:\n{table}\nOutlook\n\n{table}\n{rain}\n\n{table}"
    found = cells(text)
    assert [(block.cell.table, block.cell.caption, block.lead_in) for block in found if block.cell and block.cell.column == 0] == [
        (0, "The table below shows the trade:", "The table below shows the trade:"),
        (1, "Outlook", ""),
        (2, "", ""),
    ]  # fmt: skip


def test_tables_that_follow_without_a_blank_line() -> None:
    table = "Good | Share |\n---|---|\nWool | 5 % |\n"
    assert [block.cell.table for block in cells(table + table) if block.cell] == [0, 0, 1, 1]


def test_a_first_column_of_running_text_is_no_label() -> None:
    prose = "The two states have agreed on many things in the last years, and on many more in the years before those years"
    assert {label for _, _, _, label, _ in squares(f"A | B\n---|---\n{prose} | yes\n{prose} again | no")} == {""}


def test_header_cells_are_kept_out_of_the_body() -> None:
    blocks = read_document("a.txt", b"Good | Share\n---|---\nWool | 5 %").blocks
    assert [block.text for block in blocks] == ["Wool", "5 %"]
    assert all(block.kind is BlockKind.CELL and block.label == "Wool" for block in blocks)


def test_a_first_row_that_no_line_sets_off_is_a_header_by_its_first_word() -> None:
    text = "Aspect | Peru | Chile\nGas | sells it | buys it\nSea | claims it | holds it\n"
    assert [(text, header) for _, _, text, _, header in squares(text)] == [
        ("Gas", "Aspect"), ("sells it", "Peru"), ("buys it", "Chile"),
        ("Sea", "Aspect"), ("claims it", "Peru"), ("holds it", "Chile"),
    ]  # fmt: skip
    assert {header for *_, header in squares("Grain | much | dear\nWool | little | cheap\nTin | none | dear\n")} == {""}
