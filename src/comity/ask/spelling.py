"""Slips of the finger put right: "Azerbajan" → "Azerbaijan", "whcih" → "which". What is an English word is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from itertools import chain
from weakref import WeakKeyDictionary

from comity import language, resources
from comity.ask.declarative import kinds
from comity.claims.lexicon import operators, predicates
from comity.graph import Store
from comity.query.names import folded, names_of

LIKENESS = 0.84
"""Least likeness of a misspelt name. Tried .78 to .90 on misspellings of all states by one letter left out, doubled or swapped:
.84 finds 97 % of them and takes no word of the 400 commonest nouns for a name."""

LIKENESS_OF_WORDS = 0.8
"""Least likeness of a misspelt word of asking. Tried .76 to .90 on 470 such words with one letter left out, doubled or swapped with
the next: .80 mends 95 % of them, .84 92 %, .90 80 %. It takes one English word in five for one of them too, so English words are
left alone."""

SHORTEST_MISSPELT = 5

_PARTS: WeakKeyDictionary[Store, frozenset[str]] = WeakKeyDictionary()
_NAMEABLE: WeakKeyDictionary[Store, tuple[str, ...]] = WeakKeyDictionary()


def mended(word: str, store: Store, *, first: str = "") -> str:
    """The name or the word of asking that a misspelt word was meant for; the word itself where it is one, or nothing is near.

    A word with a capital is only ever a name, but for the ``first`` word of the question.
    """
    stem = re.sub(r"['’]s?$", "", word)
    plain = folded(stem)
    if (
        len(stem) < SHORTEST_MISSPELT
        or not stem.isalpha()
        or plain in _parts_of_names(store)
        or plain in _spellings()
        or is_english(stem)
    ):
        return word
    names = _swapped(plain, _nameable(store)) or get_close_matches(plain, _nameable(store), n=1, cutoff=LIKENESS)
    words = get_close_matches(plain, _spellings(), n=1, cutoff=LIKENESS_OF_WORDS) if not stem.istitle() or stem == first else []
    if words and (not names or _likeness(plain, words[0]) > _likeness(plain, names[0])):
        return words[0]
    if not names:
        return word
    known = names_of(store)
    nodes = known.nodes[names[0]]
    best = min(nodes, key=lambda node: (nodes[node], node))
    return (known.labels[best] if nodes[best] == 0 else names[0].title()) + word[len(stem) :]


def _swapped(word: str, names: tuple[str, ...]) -> list[str]:
    """The name that has two letters of the word the other way round: "Russai"."""
    turned = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return sorted(turned.intersection(names))[:1]


LIKENESS_OF_TWO = 0.9
"""Least likeness of a name of two words with a slip in one: one letter in ten. At .85 "South Korea" comes near to "North Korea"."""


def near_name(pair: str, store: Store) -> str | None:
    """The name of two words that two words were meant for of which one is no word: "Nroth Korea"; None without one."""
    words = pair.split()
    if len(words) != 2 or all(is_english(word) or folded(word) in _parts_of_names(store) for word in words):
        return None
    known = names_of(store)
    twos = [name for name in known.nodes if name.count(" ") == 1 and name[:1] == folded(pair)[:1]]
    for name in get_close_matches(folded(pair), twos, n=3, cutoff=LIKENESS_OF_TWO):
        for node in sorted(known.nodes[name], key=lambda node: (known.nodes[name][node], node)):
            if node.startswith("actor:") and node in known.labels:
                return known.labels[node]
    return None


def is_english(word: str) -> bool:
    """True of a word of the language model's dictionary, in any of its regular forms."""
    lower = word.casefold()
    return lower in _function_words() or any(form in _dictionary() for form in _stems(lower)) or is_of_the_field(word)


def is_of_the_field(word: str) -> bool:
    """True of words that the lexicon knows as relations, fields or forms of asking."""
    return any(form in _words_of_the_field() for form in _stems(word.casefold()))


def _stems(lower: str) -> Iterator[str]:
    yield lower
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", "")):
        if lower.endswith(ending):
            yield lower.removesuffix(ending) + instead


@cache
def _dictionary() -> frozenset[str]:
    """Base forms and irregular forms that the model's lemmatizer knows; empty for a model without such tables."""
    pipeline = language.load()
    if "lemmatizer" not in pipeline.pipe_names:
        return frozenset()
    lookups = getattr(pipeline.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None:
        return frozenset()
    tables = [lookups.get_table(name) for name in ("lemma_index", "lemma_exc") if name in lookups.tables]
    return frozenset(chain.from_iterable(words for table in tables for words in table.values()))


@cache
def _words_of_the_field() -> frozenset[str]:
    rows = resources.rows("lexicon", "domain_terms.tsv", required=("term",))
    fields = frozenset(row["term"].casefold() for row in rows)
    return fields | {name for name, _ in predicates()} | {name for name, _ in operators()} | kinds().keys()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(language.load().Defaults.stop_words)


def _parts_of_names(store: Store) -> frozenset[str]:
    """All words of all names: "Javier" is no slip for "jailer"."""
    if store not in _PARTS:
        _PARTS[store] = frozenset(word for name in names_of(store).nodes for word in name.split())
    return _PARTS[store]


def _nameable(store: Store) -> tuple[str, ...]:
    """Names of one word that a slip of the finger may have been meant for."""
    if store not in _NAMEABLE:
        _NAMEABLE[store] = tuple(
            name for name, nodes in names_of(store).nodes.items()
            if " " not in name and len(name) >= SHORTEST_MISSPELT and any(node.startswith("actor:") for node in nodes)
        )  # fmt: skip
    return _NAMEABLE[store]


@cache
def _spellings() -> tuple[str, ...]:
    """Words of asking in their forms: question words, nouns that say what is asked for, verbs of relations."""
    asking = {"which", "where", "whose", "countries", "between", "trade", "trades", "sanctions"}
    nouns = {form for noun in kinds() for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s")}
    verbs = {name for name, part in predicates() if part == "v" and name.isalpha() and len(name) >= SHORTEST_MISSPELT}
    nouns |= {form for name, part in predicates() if part == "n" and name.isalpha() for form in (name, f"{name}s")}
    forms = {form for verb in verbs for form in _forms(verb)}
    return tuple(sorted(asking | nouns | forms))


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    stem = verb.removesuffix("e")
    return verb, f"{verb}{'es' if verb.endswith(('s', 'x', 'ch', 'sh')) else 's'}", f"{stem}ed", f"{stem}ing"


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()
