"""Names that no table knows: capitalised phrases, typed by their head noun, and persons, by title or by the model.

"Reciprocal Access Agreement (RAA)" is an agreement because of its last word; "the Alliance of Port Cities" an organisation
because of its first head noun; "the trans-Andean railway" a project because its noun is one and its modifier a name. What
the words do not settle stays untyped and is no mention.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.find.persons import (
    apposed_persons,
    organizations_of_model,
    person_after,
    persons_in_office,
    persons_of_model,
    title_before,
    titled_persons,
)
from comity.find.phrases import NewName, capitalised_phrases, described, head_nouns, kind_of, typed

if TYPE_CHECKING:
    from comity.parsed_text import Doc

__all__ = ["NewName", "head_nouns", "new_names", "person_after", "title_before"]


def new_names(doc: Doc) -> list[NewName]:
    """All such names, in order, without overlaps: titles before phrases, phrases before what the model alone found."""
    found: list[NewName] = []
    taken: set[int] = set()
    for source in (
        titled_persons(doc),
        apposed_persons(doc),
        persons_in_office(doc),
        _phrases(doc),
        described(doc),
        persons_of_model(doc),
        organizations_of_model(doc),
    ):
        for new in source:
            if taken.isdisjoint(range(new.start, new.end)):
                taken.update(range(new.start, new.end))
                found.append(new)
    return sorted(found, key=lambda new: new.start)


def _phrases(doc: Doc) -> Iterator[NewName]:
    for begin, end in capitalised_phrases(doc):
        start = _name_start(doc, begin, end)
        kind = typed(doc, start, end)
        if kind is not None and end - start >= 2:
            yield NewName(start, end, doc[start:end].text, kind[0], kind[1])


def _name_start(doc: Doc, start: int, end: int) -> int:
    """Start of the name in "Signature of the Lagos Charter": after the "of the" behind a word that heads no name."""
    for at in range(start + 1, min(start + 3, end - 2)):
        if doc[at].lower_ == "of" and doc[at + 1].lower_ == "the" and kind_of([token.lower_ for token in doc[start:at]]) is None:
            return at + 2
    return start
