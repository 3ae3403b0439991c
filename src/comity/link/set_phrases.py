"""Set phrases that hold a state's or a city's name and mean neither: "Dutch disease", "Panama hat", "the Irish Times"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.words import lowered

if TYPE_CHECKING:
    from comity.parsed_text import Doc

Place = tuple[int, tuple[str, ...]]


@cache
def _by_pair() -> dict[tuple[str, str], tuple[Place, ...]]:
    """For each two words that stand together in a phrase: the phrases, with the place of the first word, the longest first.

    The last word also stands in the plural; hyphens stand apart, as the tokenizer sets them.
    """
    found: dict[tuple[str, str], list[Place]] = {}
    for row in resources.rows("lexicon", "set_phrases.tsv", required=("phrase", "source")):
        singular = tuple(row["phrase"].replace("-", " - ").replace("'", " '").split())
        for words in {singular, *((*singular[:-1], plural) for plural in _plurals(singular[-1]))}:
            for at in range(len(words) - 1):
                found.setdefault((words[at], words[at + 1]), []).append((at, words))
    return {pair: tuple(sorted(places, key=lambda p: (-len(p[1]), p))) for pair, places in found.items()}


def _plurals(word: str) -> tuple[str, ...]:
    return (word[:-1] + "ies",) if word.endswith("y") else (word + "s", word + "es")


def set_phrase(doc: Doc, start: int, end: int) -> str:
    """The set phrase that holds the tokens ``start`` to ``end`` (not included) and more, as it is written; "" for none.

    The case does not count.
    """
    words = lowered(doc)
    for first in (start, start - 1):
        if first < 0 or first + 1 >= len(words):
            continue
        for at, phrase in _by_pair().get((words[first], words[first + 1]), ()):
            begin = first - at
            covers = begin >= 0 and begin + len(phrase) >= end and len(phrase) > end - start
            if covers and tuple(words[begin : begin + len(phrase)]) == phrase:
                return doc[begin : begin + len(phrase)].text
    return ""
