"""Phrases sought in a text token by token, ready at once: a table of word sequences, where spaCy's matcher would first make a
document of every phrase (12,000 names and 16,000 terms: 1.4 s before the first sentence is read; so 0.1 s)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from comity.find.words import lowered, texts

if TYPE_CHECKING:
    from comity.parsed_text import Doc

Words = tuple[str, ...]


class Sequences:
    """Sequences of words with what they stand for; a sequence may stand for several things.

    Args:
        phrases: pairs of the words of a phrase, cut as the tokenizer cuts texts, and its key.
        cased: whether capitals count. Without it, the words are compared in lower case.
    """

    def __init__(self, phrases: Iterable[tuple[Words, str]], *, cased: bool = False) -> None:
        self._cased = cased
        self._keys: dict[Words, list[str]] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for words, key in phrases:
            plain = words if cased else tuple(word.lower() for word in words)
            keys = self._keys.setdefault(plain, [])
            if key not in keys:
                keys.append(key)
                lengths[plain[0]].add(len(plain))
        self._lengths = {first: tuple(sorted(several)) for first, several in lengths.items()}

    def keys(self, *words: str) -> list[str]:
        """What a phrase of these words stands for, nothing for most."""
        return self._keys.get(words, [])

    def find(self, doc: Doc) -> Iterator[tuple[str, int, int]]:
        """Key, first token and end (not included) of every phrase in the text, overlapping ones too, in order."""
        words = texts(doc) if self._cased else lowered(doc)
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                end = start + length
                for key in self._keys.get(tuple(words[start:end]), ()) if end <= len(words) else ():
                    yield key, start, end
