"""Known names in a parsed text: every name of the reference, found token by token, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from comity.find.name_cues import cues
from comity.find.near_names import NearNames
from comity.find.sequences import Sequences
from comity.reference import Name, NameContext, NameKind, Reference

if TYPE_CHECKING:
    from spacy.language import Language

    from comity.parsed_text import Doc

ADJECTIVAL = frozenset({NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.PREFIX})

SHORTEST_LOWER_CASE = 4
"""A name written without its capital ("moscow", "iran", "north Korea") is taken from four letters on; of those with four, the
words of English ("chad", "mali", "quad") stand in the lexicon. With three, none is a state's."""

LONGEST_ACRONYM = 5
"""Letters up to which a name all in capitals is an acronym, which has no form in lower case."""

_ODD = re.compile(r"[^\w\s-]")
_COMPASS = frozenset({"eastern", "western", "northern", "southern", "central"})
_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class NameFound:
    """A known name at tokens ``start`` to ``end`` (not included) with everything it may be the name of.

    ``needs_article`` is set for names that are one only after an article ("West" for "the West").
    """

    start: int
    end: int
    text: str
    names: tuple[Name, ...]
    needs_article: bool = False

    @property
    def adjectival(self) -> bool:
        """True when the words are an adjective or a demonym and never a name by itself."""
        return all(name.kind in ADJECTIVAL for name in self.names)


class Gazetteer:
    """The names of a reference, ready to be found in the documents of one language pipeline."""

    def __init__(self, names: Iterable[Name], pipeline: Language) -> None:
        self._all = tuple(names)
        self._by_text: dict[str, list[Name]] = {}
        self._only_with_article: set[str] = set()
        for name in _without_articles(self._all, self._only_with_article):
            self._by_text.setdefault(_key(name), []).append(name)
        # the tokenizer keeps "U.S." whole and cuts "u.s." in two: such a name is sought as it is written and in lower case
        forms = sorted({
            (key, form) for key, group in self._by_text.items()
            for form in {_written(name) if _ODD.search(name.text) else key for name in group} | {key}
        })  # fmt: skip
        self._sequences = Sequences((_words(form, pipeline), key) for key, form in forms)

    def names(self, text: str) -> tuple[Name, ...]:
        """Everything that goes by this name, whatever its case."""
        return tuple(self._by_text.get(_fold(text), ()))

    def near(self, text: str) -> str | None:
        """The one entity that has nearly this name: "Organisation for African Unity"."""
        return self._near.find(text)

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(self._all)

    def find(self, doc: Doc) -> list[NameFound]:
        """Known names in the text, in order, overlaps settled for the longest and then the first."""
        found: list[NameFound] = []
        for key, start, end in self._sequences.find(doc):
            found.extend(self._fitting(doc, start, end, key))
        return _longest(found, doc)

    def _fitting(self, doc: Doc, start: int, end: int, key: str) -> Iterable[NameFound]:
        text = doc[start:end].text
        names = tuple(name for name in self._by_text.get(key, ()) if _case_fits(name, text, doc, start))
        if any(name.kind is NameKind.PREFIX for name in names):
            prefixed = _before_hyphen(doc, end)
            names = tuple(name for name in names if (name.kind is NameKind.PREFIX) == prefixed)
        if names:
            yield NameFound(start, end, text, names, key in self._only_with_article)


def _words(form: str, pipeline: Language) -> tuple[str, ...]:
    """A name cut into tokens; words of letters alone that no rule of the tokenizer cuts need none, which is ten times faster."""
    words = form.split()
    rules = getattr(pipeline.tokenizer, "rules", None)
    if rules is not None and " ".join(words) == form and all(word.isalpha() and word not in rules for word in words):
        return tuple(words)
    return tuple(token.text for token in pipeline.make_doc(form))


def _without_articles(names: Iterable[Name], only_with_article: set[str]) -> list[Name]:
    """The names without those that only add "the" to another; those that need it are noted."""
    kept: list[Name] = []
    articled: list[Name] = []
    for name in names:
        (articled if name.text.casefold().startswith(_ARTICLE) else kept).append(name)
    by_form = {(_fold(name.text), name.entity): name for name in kept}
    for name in articled:
        bare = by_form.get((_fold(name.text[len(_ARTICLE) :]), name.entity))
        if bare is None or bare.context is not NameContext.SAFE:
            kept.append(name)
        if bare is not None and bare.context is NameContext.CASE and len(bare.text.split()) == 1:
            only_with_article.add(_fold(bare.text))
    return kept


def _longest(found: list[NameFound], doc: Doc) -> list[NameFound]:
    """The matches without those that overlap a longer one (an article does not count), or an earlier one as long."""
    found.sort(key=lambda item: (item.start - item.end + (doc[item.start].lower_ == "the"), item.start))
    taken: set[int] = set()
    kept = []
    for item in found:
        if taken.isdisjoint(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def _key(name: Name) -> str:
    return _fold(name.text.rstrip("-") if name.kind is NameKind.PREFIX else name.text)


def _written(name: Name) -> str:
    """The name with the quotes and hyphens of parsed text."""
    plain = " ".join(name.text.replace("’", "'").replace("–", "-").split())
    return plain.rstrip("-") if name.kind is NameKind.PREFIX else plain


def _fold(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("–", "-").casefold().split())


def _before_hyphen(doc: Doc, end: int) -> bool:
    return end + 1 < len(doc) and doc[end].text in ("-", "–") and not doc[end].whitespace_ and doc[end + 1].text[:1].isupper()


def _case_fits(name: Name, text: str, doc: Doc, start: int) -> bool:
    """Whether the capitals of the text allow it to be this name."""
    plain = _written(name)
    words = text.split()
    if name.context is not NameContext.CASE and words[0] in _COMPASS and len(words) > 1:
        # "eastern Congo" describes a part of a state; "Eastern Europe" is a name
        return False
    if text == plain:
        return True
    if name.context is NameContext.CASE or (plain.isupper() and len(plain) <= LONGEST_ACRONYM):
        return False
    bare = text[4:] if text[:4].casefold() == _ARTICLE else text
    first = next((character for character in bare if character.isalpha()), "")
    if not (plain[4:] if plain[:4].casefold() == _ARTICLE else plain)[:1].isupper():
        return True
    if first.isupper():
        # "Us" and "It" at the head of a sentence are no acronyms; "RUSSIA" in a heading is Russia
        return text.isupper() or not plain.isupper()
    if any(word[:1].isupper() for word in words if word.casefold() != "the"):
        return _may_be_name(doc, start)
    if name.context is not NameContext.SAFE or name.kind in (
        NameKind.DEMONYM,
        NameKind.ADJECTIVE,
        NameKind.SURNAME,
        NameKind.PREFIX,
    ):
        return False
    return (
        len(bare) >= SHORTEST_LOWER_CASE
        and bare not in cues("english-word")
        and bare not in cues("lower-case word")
        and _may_be_name(doc, start)
    )


def _may_be_name(doc: Doc, start: int) -> bool:
    """True when the tagger takes the token for a noun or a name (before tagging it is not known, and allowed)."""
    return doc[start].pos_ in ("", "NOUN", "PROPN", "ADJ", "X", "DET", "NUM")


@cache
def gazetteer(model: str) -> Gazetteer:
    """The gazetteer of the shipped reference for that language model, made once a process."""
    from comity import language, reference

    return Gazetteer(reference.load().names, language.load(model))


__all__ = ["ADJECTIVAL", "Gazetteer", "NameFound", "Reference", "gazetteer"]
