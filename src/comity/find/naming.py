"""Names that no table knows: capitalised phrases, typed by their head noun, and persons, typed by the model.

"Reciprocal Access Agreement (RAA)" is an agreement because of its last word; "the Alliance of Port Cities" an organisation
because of its first head noun. What the words do not settle stays untyped and is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINERS = frozenset({"of", "the", "for", "on", "and", "&", "in", "to", "de", "du", "des", "la", "le", "al", "between", "with", "-", "/", "'s"})
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&/+-]{1,9}$")
_OPENERS = frozenset({"the", "a", "an", "this", "these", "its", "their", "our", "his", "her", "both", "as", "in", "under", "when", "while", "since",
                      "despite", "by", "at", "on", "for", "from", "with", "and", "but", "if", "of", "to"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewName:
    """A capitalised phrase at tokens ``start`` to ``end`` (not included) with the kind its words give it."""

    start: int
    end: int
    text: str
    kind: EntityKind
    acronym: str = ""


@cache
def head_nouns() -> dict[str, EntityKind]:
    """Head noun → kind of what it heads."""
    return {row["word"]: EntityKind(row["kind"]) for row in resources.rows("lexicon", "head_nouns.tsv", required=("word", "kind", "source"))}


def capitalised_phrases(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised phrases: runs of capitalised words with small words between them, trimmed."""
    at = 0
    while at < len(doc):
        if not _is_capitalised(doc[at]) or (doc[at].is_sent_start and doc[at].lower_ in _OPENERS):
            at += 1
            continue
        end = at + 1
        while end < len(doc):
            if _is_capitalised(doc[end]) or (doc[end].text.isdigit() and doc[end - 1].pos_ == "PROPN"):
                end += 1
                continue
            ahead = end
            while ahead < len(doc) and doc[ahead].lower_ in _JOINERS and ahead - end < 3:
                ahead += 1
            if ahead > end and ahead < len(doc) and _is_capitalised(doc[ahead]) and not _breaks(doc, end, ahead):
                end = ahead + 1
                continue
            break
        yield at, end
        at = end


def _is_capitalised(token: Token) -> bool:
    text = token.text
    return bool(text[:1].isupper() and (len(text) > 1 or text in "AI")) and token.pos_ not in ("PRON", "AUX") or bool(re.match(r"^\d+(st|nd|rd|th)$", text))


def _breaks(doc: Doc, start: int, end: int) -> bool:
    """True when the small words between two capitalised words join two names rather than belong to one."""
    between = [token.lower_ for token in doc[start:end]]
    return between in (["and"], ["to"], ["in"], ["with"], ["on"], ["between"], ["'s"], ["and", "the"], ["to", "the"], ["in", "the"], ["with", "the"]) or "," in between


def typed(doc: Doc, start: int, end: int) -> EntityKind | None:
    """Kind that the words give a capitalised phrase, or None: the last word before "of"/"for"/"on" decides."""
    words = [token.lower_ for token in doc[start:end]]
    for joiner in ("of", "for", "on", "between", "to", "in", "with"):
        if joiner in words[1:]:
            head = words[: words.index(joiner, 1)]
            kind = _kind_of(head)
            if kind:
                return kind
    return _kind_of(words)


def _kind_of(words: list[str]) -> EntityKind | None:
    while words and (words[-1].isdigit() or words[-1] in (")", "(", "'s")):
        words = words[:-1]
    if not words:
        return None
    nouns = head_nouns()
    return nouns.get(" ".join(words[-2:])) or nouns.get(words[-1])


def acronym_after(doc: Doc, end: int) -> tuple[str, int]:
    """Acronym in brackets right after a token range, and the end of the brackets; ("", end) without one."""
    if end + 2 < len(doc) and doc[end].text == "(":
        for close in range(end + 2, min(end + 5, len(doc))):
            if doc[close].text == ")":
                text = doc[end + 1 : close].text.strip("\"'")
                if _ACRONYM.match(text) and sum(c.isupper() for c in text) >= 2:
                    return text, close + 1
                break
    return "", end


def initials_fit(acronym: str, phrase: str) -> bool:
    """True when the letters of an acronym occur, in order, as initials of the words of a phrase, the first one first."""
    initials = [word[0].upper() for word in re.split(r"[\s\-/]+", phrase) if word[:1].isalpha()]
    letters = [c for c in acronym.upper() if c.isalpha()]
    if not initials or not letters or initials[0] != letters[0]:
        # "the United Nations Security Council (UNSC)" fits; "North Korea (DPRK)" does not and is settled by the tables
        return bool(letters) and "".join(letters) in "".join(initials)
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return True


def new_names(doc: Doc) -> Iterator[NewName]:
    """Capitalised phrases whose words tell what they are, and persons the model found, in the order of the text."""
    people = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON"]
    seen: set[int] = set()
    for start, end in capitalised_phrases(doc):
        kind = typed(doc, start, end)
        while kind is not None and end - start > 1 and doc[start].lower_ in _OPENERS:
            start += 1
        if kind is None or end - start < 2:
            continue
        acronym, _ = acronym_after(doc, end)
        seen.update(range(start, end))
        yield NewName(start, end, doc[start:end].text, kind, acronym if acronym and initials_fit(acronym, doc[start:end].text) else "")
    for start, end in people:
        if not seen & set(range(start, end)) and end - start >= 2 and all(doc[i].text[:1].isupper() or "-" in doc[i].text for i in range(start, end)):
            yield NewName(start, end, doc[start:end].text, EntityKind.PERSON)
    for ent in doc.ents:
        if ent.label_ == "ORG" and not seen & set(range(ent.start, ent.end)):
            start = ent.start + (1 if doc[ent.start].lower_ in ("the", "a", "an") else 0)
            if start < ent.end and doc[start].text[:1].isupper():
                acronym, _ = acronym_after(doc, ent.end)
                yield NewName(start, ent.end, doc[start : ent.end].text, EntityKind.ORGANIZATION, acronym)
