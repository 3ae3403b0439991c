"""Names that are given as examples of a class by a phrase with "among": "its neighbours, among them X and Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.find.words import word_set

if TYPE_CHECKING:
    from collections.abc import Container

    from comity.parsed_text import Token

_FARTHEST = 5
"""Words between the class and the first name: ", first among them are"."""

_BETWEEN = frozenset({
    ",", "first", "foremost", "chief", "most", "notably", "and", "are", "is", "were", "being", "the", "(", "–", "—", "-",
})  # fmt: skip
_OF_THEM = frozenset({"them", "which", "whom", "others", "those"})


def named_among(noun: Token, named: Container[int]) -> list[Token]:
    """Head of the first name of "partners, [among them] X and Y", whatever the parser hangs it on; none where there is none."""
    words = word_set(noun.doc)
    if "among" not in words and "amongst" not in words:
        return []
    doc = noun.doc
    met = False
    for token in doc[noun.i + 1 : min(noun.i + 2 + _FARTHEST, noun.sent.end)]:
        if token.lower_ in ("among", "amongst"):
            met = True
        elif met and token.i in named and token.lower_ not in _OF_THEM:
            return [grammar.first_of_list(token)] if grammar.first_of_list(token).i in named else [token]
        elif token.lower_ not in _BETWEEN and not (met and token.lower_ in _OF_THEM):
            return []
    return []
