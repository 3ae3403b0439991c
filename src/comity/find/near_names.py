"""Near-names: "Shanghai Cooperation Association" for the Shanghai Cooperation Organisation.

Two names are near when the same words remain of them once small words are left out and words that writers exchange
(organisation and association, nations and countries) are taken for one. One rest must belong to one entity only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from comity.reference import Name, NameKind

Rest = tuple[str, ...]

SPELT_ALIKE = 0.85
"""Share of letters in common that makes one word a slip for another ("economical", "Shangai"). At 0.8 "Caspian" and "Caspic"
fit, but also "Atlantic" and "Antarctic" come within 0.02 of it."""

LONG_WORD = 7
SPELT_NEARLY_ALIKE = 0.88
"""The same for names of two words, where one wrong word is half the name: of words of seven letters and more one letter may slip.
"Carribean" is a slip for "Caribbean" (0.89); "Antarctic" is none for "Atlantic" (0.82), nor "Eurasian" for "European" (0.75)."""

STEM = 6
"""Letters that words of one root share ("exporting", "exporters"). With 5 "intern" and "interest" come close, with 7 "exporti" and
"exporte" part."""

FEWEST_STEMS = 3
"""Stems that must agree: with two, the Council of Europe and the European Council are one."""

_SMALL = frozenset(["of", "for", "the", "on", "and", "in", "to", "a", "an", "between", "with"])
_SAME = {
    **dict.fromkeys(("organization", "organisation", "association", "organizations", "organisations"), "organisation"),
    **dict.fromkeys(("countries", "nations", "states", "nation", "state"), "states"),
    **dict.fromkeys(("treaty", "agreement", "pact", "accord", "accords"), "treaty"),
    **dict.fromkeys(("cooperation", "cooperative", "cooperating"), "cooperation"),
    **dict.fromkeys(("center", "centre"), "centre"),
    **dict.fromkeys(("southeast", "southeastern"), "southeast"),
    **dict.fromkeys(("defense", "defence"), "defence"),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LONG = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.ALIAS, NameKind.SPELLING})


def rest(text: str) -> Rest:
    """Words of a name that tell it from others, sorted, in their common form."""
    words = [word.replace("-", "") for word in _WORD.findall(_POSSESSIVE.sub("", text.casefold()))]
    return tuple(sorted({_SAME.get(word) or _singular(word) for word in words if word not in _SMALL}))


def stems(words: Rest) -> Rest:
    """Beginnings of the words of a rest, without the "states" that a name may leave out: "petroleum exporters" of OPEC."""
    kept = words if "united" in words else tuple(word for word in words if word != "states")
    return tuple(sorted(word[:STEM] for word in kept))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 5 and word.endswith("s") and not word.endswith("ss") else word


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if len(short) > 3 and long.startswith(short):
        return len(long) - len(short) <= 2
    return len(short) > 5 and SequenceMatcher(None, word, other).ratio() >= SPELT_ALIKE


def _slip(known: Rest, words: Rest) -> bool:
    """True when two names of two words differ by a slip in one long word ("Carribean Community")."""
    different = sorted(set(known) ^ set(words))
    return (
        len(different) == 2
        and min(map(len, different)) >= LONG_WORD
        and SequenceMatcher(None, different[0], different[1]).ratio() >= SPELT_NEARLY_ALIKE
    )


class NearNames:
    """Names of two words and more, to be found by what remains of them, also with one word misspelt."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._whole = by_rest(names)
        self._but_one: dict[Rest, list[tuple[str, str]]] = {}
        for words, entity in sorted(self._whole.items()):
            if len(words) >= 3:
                for at, word in enumerate(words):
                    self._but_one.setdefault(words[:at] + words[at + 1 :], []).append((word, entity))
        self._pairs: dict[str, list[tuple[Rest, str]]] = {}
        for words, entity in self._whole.items():
            if len(words) == 2 and entity.startswith("actor:"):
                for word in words:
                    self._pairs.setdefault(word, []).append((words, entity))
        self._by_stems: dict[Rest, set[str]] = {}
        for words, entity in self._whole.items():
            if len(stems(words)) >= FEWEST_STEMS and entity.startswith("actor:"):
                self._by_stems.setdefault(stems(words), set()).add(entity)

    def find(self, text: str) -> str | None:
        """The one entity that has nearly this name, if any."""
        words = rest(text)
        if len(words) < 2 or words in self._whole:
            return self._whole.get(words)
        found = {
            entity
            for at, word in enumerate(words) if len(words) >= 3
            for other, entity in self._but_one.get(words[:at] + words[at + 1 :], ())
            if _alike(word, other)
        }  # fmt: skip
        if not found and len(words) == 2:
            found = {
                entity for known, entity in self._pairs.get(words[0], []) + self._pairs.get(words[1], []) if _slip(known, words)
            }
        if not found and len(stems(words)) >= FEWEST_STEMS:
            found = set(self._by_stems.get(stems(words), ()))
        return found.pop() if len(found) == 1 else None


def by_rest(names: Iterable[Name]) -> dict[Rest, str]:
    """Rest → entity, for the names of two words and more of actors and agreements whose rest is theirs alone."""
    found: dict[Rest, set[str]] = {}
    for name in names:
        if name.kind in _LONG and " " in name.text and name.entity.startswith(("actor:", "agreement:")):
            words = rest(name.text)
            if len(words) >= 2:
                found.setdefault(words, set()).add(name.entity)
    return {words: next(iter(entities)) for words, entities in found.items() if len(entities) == 1}
