"""Reading texts: every character has its place, and nothing but folding, marks and glue is changed."""

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.model import Block, BlockKind
from comity.read import read_document
from comity.read.inline import read_inline

PROSE = st.text(alphabet=string.ascii_letters + string.digits + " \n\t.,;:?!-–“”’()\u00a0\u200b\u00ad%$é", max_size=200)
MARKED = st.text(alphabet="abA 1\n.,*_`[]()<>!&;#\\|~/-'\u200b\u00a0", max_size=200)
PIECES = st.lists(
    st.sampled_from(
        [
            "The two states", " trade ", "much.", "Why?", "On May 1", "**grain**", "__wool__", "_x_", "`a_b`",
            "happened?On", "[link](http://a.b/c_d)",
            "ties.As", "wool,and", "U.S.", "1,000", "\n", "  ", "coop-\neration", "\u200b", "a\u00adb", "<br>", "&amp;",
            "![alt](p.png)", "[3]", "*", "(SCO)", "“quoted”",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def block_of(text: str, *, markup: bool) -> Block:
    inline = read_inline(text, [(0, len(text))], markup=markup)
    return (
        Block(0, BlockKind.PARAGRAPH, 0, len(text), inline.text, inline.runs)
        if inline.text
        else Block(0, BlockKind.PARAGRAPH, 0, 0, "")
    )


def repaired(block: Block, text: str, at: int) -> bool:
    """True for a character of the reading text that stands for something else in the canonical text."""
    return text[block.place(at, at + 1)[0]] != block.text[at]


@given(PROSE | MARKED | PIECES, st.booleans())
def test_places_are_monotone_and_inside(text: str, markup: bool) -> None:
    block = block_of(text, markup=markup)
    places = [block.place(at, at + 1)[0] for at in range(len(block.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(PROSE | MARKED | PIECES, st.booleans())
@example("a`\u200b`b", True)
def test_reading_text_is_folded(text: str, markup: bool) -> None:
    reading = block_of(text, markup=markup).text
    assert reading == " ".join(reading.split())
    assert not re.search(r"[\u200b\u00ad\u00a0\n\t]", reading)


@given(PROSE | PIECES.filter(lambda text: not re.search(r"[\[<&`]", text)), st.booleans(), st.data())
def test_a_slice_is_what_it_came_from(text: str, markup: bool, data: st.DataObject) -> None:
    block = block_of(text, markup=markup)
    if not block.text:
        return
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    if repaired(block, text, start) or repaired(block, text, end - 1):
        return
    left, right = block.place(start, end)
    kept = [character for character in text[left:right] if character.isalnum()]
    assert kept == [character for character in block.text[start:end] if character.isalnum()]
    assert (text[left], text[right - 1]) == (block.text[start], block.text[end - 1])


@given(PROSE, st.data())
def test_folding_a_slice_again_gives_the_reading(text: str, data: st.DataObject) -> None:
    block = block_of(text, markup=False)
    if not block.text:
        return
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    left, right = block.place(start, end)
    if repaired(block, text, start) or repaired(block, text, end - 1) or "-\n" in re.sub(r"[ \t]", "", text):
        return
    again = read_inline(text, [(left, right)], markup=False).text
    # A mark at the cut may have lost the neighbour that made it glued, never the other way round.
    assert again.replace(" ", "") == block.text[start:end].replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What happened?On May 1 they met.", "What happened? On May 1 they met."),
        ("They trade with Arland.As Belland moved, others did.", "They trade with Arland. As Belland moved, others did."),
        ("collaboration,particularly in grain", "collaboration, particularly in grain"),
        ("for years.Why not (TRO).As such", "for years. Why not (TRO). As such"),
        ("in 2019,the two", "in 2019, the two"),
        ("it was done.”The next", "it was done.” The next"),
    ],
)  # fmt: skip
def test_glued_sentences(text: str, expected: str) -> None:
    assert read_inline(text, [(0, len(text))], markup=True).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.-led talks of the U.S. and e.g. others cost 1,000 or 2.5",
        "See example.org/Foo.Bar and mail a.Bee@example.org or notes.Final.pdf",
        "J.R.Smith and A.Bee",
        "at 10:30, ratio 3:4",
    ],
)
def test_what_is_not_glued(text: str) -> None:
    assert read_inline(text, [(0, len(text))], markup=True).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Grain: **the north sells", "Grain: the north sells"),
        ("***both*** and ___three___", "both and three"),
        ("__Jane Doe__ and _an aside_", "Jane Doe and an aside"),
        ("snake_case_name and 2*3 and 2 * 3", "snake_case_name and 2*3 and 2 * 3"),
        ("a [treaty](https://example.org/a_(b) \"t\") now", "a treaty now"),
        ("a [treaty][ref] and <https://example.org/x_y_>", "a treaty and https://example.org/x_y_"),
        ("![a map](map.png) here", "here"),
        ("line one<br>line two", "line one line two"),
        ("A &amp; B&nbsp;C", "A & B C"),
        ("the code `a_b *.md` stays", "the code a_b *.md stays"),
        ("said so.[3] Then[12, 13] and [citation needed] again.[citation needed]", "said so. Then and [citation needed] again."),
        ("note[^1] gone \\*star\\*", "note gone *star*"),
        ("soft\u00adhyphen zero\u200bwidth no\u00a0break", "softhyphen zerowidth no break"),
    ],
)  # fmt: skip
def test_marks(text: str, expected: str) -> None:
    assert read_inline(text, [(0, len(text))], markup=True).text == expected


def test_words_divided_at_the_end_of_a_line() -> None:
    text = "The coop-\neration is long-\nterm, a long-term matter of Arland-\nBelland ties."
    reading = read_inline(text, [(0, len(text))], markup=False).text
    assert reading == "The cooperation is long-term, a long-term matter of Arland-Belland ties."


def test_canonical_text_keeps_what_reading_repairs() -> None:
    document = read_document("a.txt", "One  thing\u200b happened?On May 1 it\r\nended.\n\nNext.".encode())
    assert document.text == "One  thing\u200b happened?On May 1 it\nended.\n\nNext."
    assert document.blocks[0].text.startswith("One thing happened? On May 1")
