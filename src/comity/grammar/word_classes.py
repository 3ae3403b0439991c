"""Words by class: verbs by what they do to the grammar around them, and words of any kind by what they mean to a rule."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from comity import resources
from comity.errors import BadTable


@cache
def verb_class(name: str) -> frozenset[str]:
    """Verbs of one class of ``data/lexicon/verb_classes.tsv``: object-control, preventing, joining, origin, engaging …

    Raises:
        BadTable: the table has no such class.
    """
    return _words("verb_classes.tsv", name)


@cache
def word_class(name: str) -> frozenset[str]:
    """Lemmas, or forms where the table says so, of one class of ``data/lexicon/word_classes.tsv``: giving, vessel, paper …

    Raises:
        BadTable: the table has no such class.
    """
    return _words("word_classes.tsv", name)


def _words(table: str, name: str) -> frozenset[str]:
    found = _classes(table).get(name)
    if found is None:
        raise BadTable(f"no class is called {name!r}", file=f"lexicon/{table}", next_step="add its words, or correct the name")
    return found


@cache
def _classes(table: str) -> dict[str, frozenset[str]]:
    """Class → its words; the table is read once."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in resources.rows("lexicon", table, required=("word", "class", "source")):
        found[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}
