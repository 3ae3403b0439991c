"""Words of questions, by class, from ``data/ask/words.tsv``."""

from __future__ import annotations

from functools import cache

from comity import resources


@cache
def words(name: str) -> frozenset[str]:
    """The words of one class: common, acronym-too, short-acronym, irregular, weak or short."""
    return frozenset(meanings(name))


@cache
def meanings(name: str) -> dict[str, str]:
    """The words of one class with what they mean in full, "" where they say it themselves."""
    rows = resources.rows("ask", "words.tsv", required=("word", "class", "source"))
    return {row["word"]: row["means"] for row in rows if row["class"] == name}
