"""Names in a question as people type them → names as documents write them: "russia", "n korea", "Azerbajan"."""

from __future__ import annotations

import re
from functools import cache

from comity import reference
from comity.ask.spelling import is_of_the_field, mended
from comity.ask.words import meanings, words
from comity.graph import Store
from comity.query.names import Names, folded, names_of

LONGEST_NAME = 7
"""Words of a name at most: no name of the tables that people type has more."""

_ACTING = frozenset({"actor", "agreement", "event", "project"})
_ARTICLES = frozenset({"the", "a", "an"})


@cache
def _short() -> re.Pattern[str]:
    """Words as people shorten them."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, meanings('short')))})(?![\w.])", re.IGNORECASE)


def proper(question: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """The question with its names spelt as documents spell them, and notes on what was taken for what.

    Only what is written without capitals or is one slip away from a name is touched.
    """
    known = names_of(store)
    question = _short().sub(lambda found: meanings("short")[found[0].casefold()], question)
    pieces = re.findall(r"[\w.'’&]*\w\.?|[^\w\s]|\s+", re.sub(r"\b(the) us\b", r"\1 US", question))
    places = [i for i, piece in enumerate(pieces) if re.match(r"\w", piece)]
    notes: list[str] = []
    at = 0
    while at < len(places):
        taken = _longest(pieces, places, at, known)
        if taken is None:
            word = pieces[places[at]]
            pieces[places[at]] = mended(word, store, first=pieces[places[0]]) if folded(word) not in words("common") else word
            if pieces[places[at]] != word:
                notes.append(f"“{word}” was taken for “{pieces[places[at]]}”")
            at += 1
            continue
        length, name = taken
        first, last = places[at], places[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        if name != typed:
            pieces[first : last + 1] = [name, *[""] * (last - first)]
        at += length
    return "".join(pieces), tuple(notes)


def _longest(pieces: list[str], places: list[int], at: int, known: Names) -> tuple[int, str] | None:
    """(number of words, how to write them) of the longest name that begins here."""
    for length in range(min(LONGEST_NAME, len(places) - at), 0, -1):
        first, last = places[at], places[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        if length > 1 and pieces[first].casefold() in _ARTICLES:
            continue
        bare, possessive = re.sub(r"['’]s?$", "", typed), re.search(r"['’]s?$", typed)
        ranks = {
            node: rank
            for node, rank in known.nodes.get(folded(bare), {}).items()
            if node.partition(":")[0] in _ACTING and node in known.labels
        }
        if not ranks or (length == 1 and bare.islower() and folded(bare) in words("common")):
            continue
        acronym = _is_acronym(bare)
        if length == 1 and bare.islower() and not acronym and min(ranks.values()) > 0 and is_of_the_field(bare):
            continue
        ending = possessive[0] if possessive else ""
        if length == 1 and bare == bare.title() != bare.upper() and acronym:
            return length, bare.upper() + ending
        if bare != bare.casefold():  # with a capital it reads as a name already
            return length, typed
        if length == 1 and len(bare) < 4 and min(ranks.values()) > 0 and not acronym:
            continue
        best = min(ranks, key=lambda node: (ranks[node], node))
        if ranks[best] == 0:
            return length, known.labels[best] + ending
        return length, (bare.upper() if acronym else bare.title()) + ending
    return None


@cache
def _acronyms() -> frozenset[str]:
    """Acronyms of the reference tables in lower case."""
    names = {name for one in reference.load().entities.values() for name in (one.label, *one.aliases)}
    return frozenset(name.casefold() for name in names if name.isupper() and name.isalnum() and 1 < len(name) < 8) - words(
        "acronym-too"
    )


def _is_acronym(typed: str) -> bool:
    return typed.casefold() in _acronyms() and (len(typed) > 2 or typed.casefold() in words("short-acronym"))
