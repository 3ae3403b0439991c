"""Set phrases that hold a state's or a city's name and mean neither: "Dutch disease", "Panama hat", "the Irish Times"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comity import resources

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _by_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by each of their words, the longest first; hyphens stand apart, as the tokenizer sets them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in resources.rows("lexicon", "set_phrases.tsv", required=("phrase", "source")):
        words = tuple(row["phrase"].replace("-", " - ").replace("'", " '").split())
        for word in set(words):
            found.setdefault(word, []).append(words)
    return {word: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for word, phrases in found.items()}


def set_phrase(doc: Doc, start: int, end: int) -> str:
    """The set phrase that holds the tokens ``start`` to ``end`` (not included) and more, as it is written; "" for none.

    The last word may be a plural, the case does not count.
    """
    for phrase in _by_word().get(doc[start].lower_, ()):
        if len(phrase) <= end - start:
            continue
        for at, word in enumerate(phrase):
            first = start - at
            if word == doc[start].lower_ and first >= 0 and end <= first + len(phrase) <= len(doc) and _is(doc, first, phrase):
                return doc[first : first + len(phrase)].text
    return ""


def _is(doc: Doc, first: int, phrase: tuple[str, ...]) -> bool:
    for offset, word in enumerate(phrase[:-1]):
        if doc[first + offset].lower_ != word:
            return False
    last = doc[first + len(phrase) - 1].lower_
    return last in (phrase[-1], phrase[-1] + "s", phrase[-1] + "es") or (
        phrase[-1].endswith("y") and last == phrase[-1][:-1] + "ies"
    )
