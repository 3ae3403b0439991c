"""The tables of word classes and the rules that ask for them keep to one another."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from comity import resources
from comity.errors import BadTable
from comity.grammar import verb_class, word_class

SOURCE = Path(__file__).parents[2] / "src" / "comity"
TABLE = ("lexicon", "word_classes.tsv")


def asked_for(function: str) -> set[str]:
    """Classes that some rule asks for by name."""
    asked: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        asked.update(re.findall(rf'\b{function}\(\s*"([^"]+)"', path.read_text(encoding="utf-8")))
    return asked


def in_table(name: str) -> set[str]:
    return {row["class"] for row in resources.rows("lexicon", name)}


def test_every_class_of_words_is_asked_for_and_every_class_asked_for_has_words() -> None:
    assert asked_for("word_class") == in_table(TABLE[1])


def test_every_class_of_verbs_asked_for_has_words() -> None:
    assert asked_for("verb_class") <= in_table("verb_classes.tsv")


def test_classes_and_their_words_stand_in_order_and_once() -> None:
    rows = [(row["class"], row["word"]) for row in resources.rows(*TABLE)]
    assert rows == sorted(set(rows))


def test_the_line_over_each_class_says_what_it_is_for() -> None:
    lines = resources.data(*TABLE).read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("word\t"))
    told = [line[2:].partition(": ")[0] for line in lines[first:] if line.startswith("# ")]
    assert told == [name for name, _ in groupby(row["class"] for row in resources.rows(*TABLE))]


@pytest.mark.parametrize("class_of", [verb_class, word_class])
def test_a_class_that_is_not_there_is_an_error_not_an_empty_set(class_of) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadTable, match="no class is called"):
        class_of("weaving")
