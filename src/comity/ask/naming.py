"""Names in a question as people type them → names as documents write them: "russia", "n korea", "Azerbajan"."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from comity import resources
from comity.graph import Store
from comity.query.names import Names, folded, names_of

LONGEST_NAME = 7
"""Words of a name at most: no name of the tables that people type has more."""

LIKENESS = 0.84
"""Least likeness of a misspelt name. Tried .78 to .90 on misspellings of all states by one letter left out, doubled or swapped:
.84 finds 97 % of them and takes no word of the 400 commonest nouns for a name."""

SHORTEST_MISSPELT = 5

_ACTING = frozenset({"actor", "agreement", "event", "project"})
_COMMON = frozenset(
    """
    who us it in is no so at be can do am as and are the of to on by for or an a did does was were what when where which whom
    with from has have had any all me my his her how long since year between about into over under their its they them he she
    will would should could may might must shall not yes most more less other another any some each both march may august
    china's united general union group bank media police supply trade arms army states state world nations council east west
    """.split()
)  # fmt: skip


_SHORT = re.compile(r"\b(fm|pm|pres|prez|sec[- ]gen|govt|amb|def ?min)\b(?!\w)", re.IGNORECASE)


def _spelt_out() -> dict[str, str]:
    """Shortened titles as people type them."""
    return {
        "fm": "foreign minister", "pm": "prime minister", "pres": "president", "prez": "president", "sec gen": "secretary-general",
        "sec-gen": "secretary-general", "govt": "government", "amb": "ambassador", "def min": "defence minister",
        "defmin": "defence minister",
    }  # fmt: skip


def proper(question: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """The question with its names spelt as documents spell them, and notes on what was taken for what.

    Only what is written without capitals or is one slip away from a name is touched.
    """
    known = names_of(store)
    question = _SHORT.sub(lambda found: _spelt_out()[found[0].casefold()], question)
    pieces = re.findall(r"[\w.'’&]*\w\.?|[^\w\s]|\s+", re.sub(r"\b(the) us\b", r"\1 US", question))
    words = [i for i, piece in enumerate(pieces) if re.match(r"\w", piece)]
    notes: list[str] = []
    at = 0
    while at < len(words):
        taken = _longest(pieces, words, at, known)
        if taken is None:
            _mend(pieces, words[at], known, notes)
            at += 1
            continue
        length, name = taken
        first, last = words[at], words[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        if name != typed:
            pieces[first : last + 1] = [name, *[""] * (last - first)]
        at += length
    return "".join(pieces), tuple(notes)


def _longest(pieces: list[str], words: list[int], at: int, known: Names) -> tuple[int, str] | None:
    """(number of words, how to write them) of the longest name that begins here."""
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        first, last = words[at], words[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        bare, possessive = re.sub(r"['’]s?$", "", typed), re.search(r"['’]s?$", typed)
        ranks = {
            node: rank
            for node, rank in known.nodes.get(folded(bare), {}).items()
            if node.partition(":")[0] in _ACTING and node in known.labels
        }
        if not ranks or (length == 1 and bare.islower() and folded(bare) in _COMMON):
            continue
        acronym = any(known.labels[node].isupper() and rank == 0 for node, rank in ranks.items())
        if length == 1 and bare.islower() and not acronym and _is_word(bare):
            continue
        if bare != bare.casefold():  # with a capital it reads as a name already
            return length, typed
        if length == 1 and len(bare) < 4 and min(ranks.values()) > 0 and not _is_acronym(bare, ranks):
            continue
        best = min(ranks, key=lambda node: (ranks[node], node))
        ending = possessive[0] if possessive else ""
        if ranks[best] == 0:
            return length, known.labels[best] + ending
        return length, (bare.upper() if _is_acronym(bare, ranks) else bare.title()) + ending
    return None


_ACRONYMS = frozenset({"uk", "usa", "uae", "eu", "un", "drc", "dprk", "prc", "rok", "ksa", "nato", "opec", "iaea", "imf", "gcc", "sco", "brics"})


def _is_acronym(typed: str, ranks: dict[str, int]) -> bool:
    return bool(ranks) and typed in _ACRONYMS


def _mend(pieces: list[str], at: int, known: Names, notes: list[str]) -> None:
    """Put right a name that is one slip away from one the graph knows."""
    word = pieces[at]
    if len(word) < SHORTEST_MISSPELT or folded(word) in known.nodes or folded(word) in _COMMON or _is_word(word):
        return
    candidates = [
        name for name, nodes in known.nodes.items()
        if " " not in name and len(name) >= SHORTEST_MISSPELT and any(n.startswith("actor:") and rank < 3 for n, rank in nodes.items())
    ]  # fmt: skip
    near = get_close_matches(folded(word), candidates, n=1, cutoff=LIKENESS)
    nouns = get_close_matches(word.casefold(), [noun for one in _nouns() for noun in one], n=1, cutoff=LIKENESS)
    if nouns and not near:
        pieces[at] = nouns[0]
        notes.append(f"“{word}” was taken for “{nouns[0]}”")
    elif near:
        nodes = known.nodes[near[0]]
        best = min(nodes, key=lambda node: (nodes[node], node))
        pieces[at] = known.labels[best] if nodes[best] == 0 else near[0].title()
        notes.append(f"“{word}” was taken for “{pieces[at]}”")


@cache
def _nouns() -> tuple[tuple[str, str], ...]:
    """Nouns that say what is asked for, in both numbers."""
    from comity.ask.declarative import kinds

    return tuple((noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s") for noun in kinds())


def _is_word(word: str) -> bool:
    """True for words that the lexicon knows as relations, fields or forms of asking."""
    from comity.ask.declarative import kinds
    from comity.claims.lexicon import operators, predicates
    lower = word.casefold()
    stems = {lower, lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("ed"), lower.removesuffix("d"),
             lower.removesuffix("ing"), lower.removesuffix("ing") + "e", lower.removesuffix("ies") + "y"}  # fmt: skip
    table = {name for name, _ in predicates()} | {name for name, _ in operators()} | kinds().keys() | _field_words()
    return bool(stems & table)


@cache
def _field_words() -> frozenset[str]:
    """Words of the terms of all fields."""
    rows = resources.rows("lexicon", "domain_terms.tsv", required=("term",))
    return frozenset(word for row in rows for word in row["term"].casefold().split())
