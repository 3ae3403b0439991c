"""Words beside a name that tell how it is used: as a place, a person, a team, an American state."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from comity import resources


@cache
def _all() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in resources.rows("lexicon", "name_cues.tsv", required=("word", "class", "source")):
        found[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def cues(name: str) -> frozenset[str]:
    """Words of a class of the table, in lower case.

    Raises:
        KeyError: the table has no such class.
    """
    return _all()[name]
