"""Known names in a parsed text: every name of the reference, found token by token, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity.reference import Name, NameContext, NameKind, Reference

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

ADJECTIVAL = frozenset({NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.PREFIX})

SHORTEST_LOWER_CASE = 5
"""A name written without its capital ("moscow", "north Korea") is taken from five letters on; with four, "chad", "mali",
"iran" and English words begin to collide, and a slip of the case is rare enough to let those go."""


@dataclass(frozen=True, slots=True)
class NameFound:
    """A known name at tokens ``start`` to ``end`` (not included) with everything it may be the name of."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]

    @property
    def adjectival(self) -> bool:
        """True when the words are an adjective or a demonym and never a name by itself."""
        return all(name.kind in ADJECTIVAL for name in self.names)


class Gazetteer:
    """The names of a reference, ready to be found in the documents of one language pipeline."""

    def __init__(self, names: Iterable[Name], pipeline: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self._by_text: dict[str, list[Name]] = {}
        for name in names:
            self._by_text.setdefault(_fold(name.text), []).append(name)
        self._matcher: PhraseMatcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
        texts = sorted(self._by_text)
        for text, pattern in zip(texts, pipeline.tokenizer.pipe(texts), strict=True):
            self._matcher.add(text, [pattern])

    def names(self, text: str) -> tuple[Name, ...]:
        """Everything that goes by this name, whatever its case."""
        return tuple(self._by_text.get(_fold(text), ()))

    def find(self, doc: Doc) -> list[NameFound]:
        """Known names in the text, in order, overlaps settled for the longest and then the first."""
        found = []
        for _, start, end in self._matcher(doc):
            text = doc[start:end].text
            names = tuple(name for name in self._by_text.get(_fold(text), ()) if _case_fits(name, text, doc, start))
            if names:
                found.append(NameFound(start, end, text, names))
        found.sort(key=lambda item: (item.start - item.end, item.start))
        taken: set[int] = set()
        kept = []
        for item in found:
            if taken.isdisjoint(range(item.start, item.end)):
                taken.update(range(item.start, item.end))
                kept.append(item)
        return sorted(kept, key=lambda item: item.start)


def _fold(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("–", "-").casefold().split())


def _case_fits(name: Name, text: str, doc: Doc, start: int) -> bool:
    """Whether the capitals of the text allow it to be this name."""
    plain = name.text.replace("’", "'").replace("–", "-")
    if text == plain:
        return True
    if name.context is NameContext.CASE or (plain.isupper() and len(plain) <= SHORTEST_LOWER_CASE):
        return False
    first = next((character for character in text if character.isalpha()), "")
    if not plain[:1].isupper():
        return True
    if first.isupper():
        # "Us" and "It" at the head of a sentence are no acronyms; "RUSSIA" in a heading is Russia
        return text.isupper() or not plain.isupper()
    if any(word[:1].isupper() for word in text.split()):
        return True
    if name.context is not NameContext.SAFE or name.kind in (NameKind.DEMONYM, NameKind.ADJECTIVE, NameKind.SURNAME):
        return False
    return len(text) >= SHORTEST_LOWER_CASE and (end_is_noun(doc, start))


def end_is_noun(doc: Doc, start: int) -> bool:
    """True when the tagger takes the token for a noun or a name (before tagging it is not known, and allowed)."""
    return doc[start].pos_ in ("", "NOUN", "PROPN", "ADJ", "X")


@cache
def gazetteer(model: str) -> Gazetteer:
    """The gazetteer of the shipped reference for that language model, made once a process."""
    from comity import language, reference

    return Gazetteer(reference.load().names, language.load(model))


__all__ = ["ADJECTIVAL", "Gazetteer", "NameFound", "Reference", "gazetteer"]
