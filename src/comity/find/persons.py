"""Persons and bodies that stand in no table: known by the title before them, or by the language model alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.name_cues import cues
from comity.find.phrases import JOINERS, NewName, head_nouns, is_capitalised
from comity.find.words import lowered, texts, word_set
from comity.grammar import word_class
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token

_PARTICLES = frozenset({"al", "bin", "ibn", "el", "de", "da", "dos", "van", "von", "der", "ben", "bint", "ould", "-"})
_NAME_WORD = re.compile(r"^(?:[^\W\d_](?:[\w'’.]*))$")


@cache
def titles() -> frozenset[str]:
    """Titles that stand before a person's name, in lower case: offices, and forms of address."""
    offices = frozenset(row["title"].casefold() for row in resources.rows("lexicon", "offices.tsv", required=("title", "source")))
    return offices | cues("form of address")


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(word for title in titles() for word in (title.split()[-1], re.split(r"[\s-]", title)[-1]))


# --- capitalised phrases ------------------------------------------------------------------------------------------


def title_before(doc: Doc, start: int) -> int:
    """First token of the title right before a name, or ``start`` without one."""
    if start == 0 or doc[start - 1].lower_ not in _title_ends():
        return start
    for length in (4, 3, 2, 1):
        at = start - length
        if at >= 0 and doc[at:start].text.casefold() in titles():
            return at
    return start


def person_after(doc: Doc, start: int) -> int:
    """End of the person's name that begins at a token: capitalised words, with the small words of names between them."""
    end = start
    while end < len(doc):
        token = doc[end]
        if (
            token.text[:1].isupper()
            and _NAME_WORD.match(token.text)
            and token.lower_ not in titles()
            and token.text not in ("The",)
        ):
            end += 1
        elif token.text == "-" and end > start and end + 1 < len(doc) and not token.whitespace_ and not doc[end - 1].whitespace_:
            end += 2
        elif (
            token.lower_ in _PARTICLES
            and end > start
            and end + 1 < len(doc)
            and (doc[end + 1].text[:1].isupper() or doc[end + 1].text == "-")
        ):
            end += 1
        else:
            break
    return min(end, len(doc))


def titled_persons(doc: Doc) -> Iterator[NewName]:
    """Persons whose title stands before them: "Defence Minister Elena Marković", "Mr Modi" (one word is enough)."""
    at, words = 1, texts(doc)
    while at < len(words):
        if not words[at][:1].isupper() or words[at - 1].casefold() not in _title_ends():
            at += 1
            continue
        if title_before(doc, at) < at and doc[at].lower_ not in titles() and doc[at].pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            end = person_after(doc, at)
            if end > at and not (end < len(doc) and doc[end - 1].lower_ in head_nouns() and end - at > 1):
                yield NewName(at, end, doc[at:end].text, EntityKind.PERSON, end - 1, "title")
                at = end
                continue
        at += 1


def apposed_persons(doc: Doc) -> Iterator[NewName]:
    """Persons set off by commas behind a title: "Zambia's envoy to Fiji, [Han Jing], left", "the minister, [Ana Diaz], said"."""
    if word_set(doc).isdisjoint(_title_ends()):
        return
    for at, word in enumerate(lowered(doc)):
        if word not in _title_ends() or doc[at].pos_ not in ("NOUN", "PROPN"):
            continue
        for name in doc[at].children:
            if name.dep_ != "appos" or name.pos_ != "PROPN" or not at < name.i < at + _APPOSED_WITHIN:
                continue
            start = next((i for i in range(name.i, at, -1) if doc[i].text == ","), at) + 1
            end = person_after(doc, start)
            words = end - start - sum(token.text == "-" for token in doc[start:end])
            closed = end >= len(doc) or doc[end].is_punct
            named = 2 <= words <= 5 and all(_could_be_name(token) for token in doc[start:end])
            if start > at + 1 and end > name.i and closed and named:
                yield NewName(start, end, doc[start:end].text, EntityKind.PERSON, end - 1, "title")


_APPOSED_WITHIN = 14
"""Tokens from a title within which the name behind it begins: "deputy minister for political and economic affairs, X"."""


def _could_be_name(token: Token) -> bool:
    return token.lower_ not in head_nouns() and token.lower_ not in titles()


_OFFICE = re.compile(
    r"(?:(?:has|had|have|will|was|is|been|to|be) )*"
    r"(?:(?:took|takes|take|taken) (?:office|over as|power|the oath)|sworn in|inaugurated"
    r"|(?:re-?)?(?:elected|appointed|named) (?:as )?(?:the |a )?(?P<given>.{3,60})"
    r"|(?:became|becomes|become|served as|serves as|resigned as|resigns as|stepped down as) (?:the |a )?(?P<held>.{3,60}))"
)


def persons_in_office(doc: Doc) -> Iterator[NewName]:
    """Persons without a title of whom an office is told: "Marta Ruiz took office", "Jon Berg became prime minister"."""
    verbs = word_class("office-told")
    if verbs.isdisjoint(word_set(doc)):
        return
    words = lowered(doc)
    for verb in (i for i, word in enumerate(words) if word in verbs):
        end = verb
        while end and words[end - 1] in ("has", "had", "was", "is", "been", "will", "be", "have", "to"):
            end -= 1
        start = end
        while start and _is_name_word(doc[start - 1]):
            start -= 1
        if 2 <= end - start <= 4 and doc[end - 1].lower_ not in head_nouns() and title_before(doc, start) == start:
            told = _OFFICE.match(" ".join(words[end : end + 12]))
            if told and _tells_office([group for group in told.groups() if group]):
                yield NewName(start, end, doc[start:end].text, EntityKind.PERSON, verb, "office")


def _is_name_word(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.pos_ == "PROPN"
        and bool(_NAME_WORD.match(token.text))
        and token.ent_type_ not in ("GPE", "LOC", "NORP", "FAC")
        and token.lower_ not in titles()
    )


def _tells_office(said: list[str]) -> bool:
    """True where nothing more is said than that an office was taken, or where a title follows."""
    if not said:
        return True
    words = said[0].split()
    return any(" ".join(words[at : at + length]) in titles() for at in range(min(4, len(words))) for length in (1, 2, 3))


def persons_of_model(doc: Doc) -> Iterator[NewName]:
    """Persons that the model found: two to five capitalised words, the title before them left out."""
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start, end = _trimmed(doc, ent)
        if end - start > 2 and start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _title_ends():
            # "President of Kenya William Ruto"
            start += 1
        while start < end and any(doc[start : start + n].text.casefold() in titles() for n in (1, 2, 3)):
            start += next(n for n in (3, 2, 1) if doc[start : start + n].text.casefold() in titles())
        while start and _goes_before(doc[start - 1], doc[start:end]):
            start -= 1
        words = [token for token in doc[start:end] if token.text != "-"]
        if len(words) < 2 or len(words) > 5 or end <= start or _is_imperative(words[0]):
            continue
        capital = all(token.text[:1].isupper() or token.lower_ in _PARTICLES or doc[token.i - 1].text == "-" for token in words)
        if capital and all(_NAME_WORD.match(token.text) for token in words) and words[-1].lower_ not in head_nouns():
            yield NewName(start, end, doc[start:end].text, EntityKind.PERSON, end - 1, "model")


def _is_imperative(token: Token) -> bool:
    """True for the verb of "Offer Chile and Argentina guaranteed purchases", whose capital is that of the sentence."""
    return bool(token.is_sent_start) and token.tag_ in ("VB", "VBP")


def _goes_before(token: Token, name: Span) -> bool:
    """True for the given name that the model left out of a person's name: "Ana" before "Belén Ruiz"."""
    return _is_name_word(token) and token.dep_ == "compound" and token.head in name and not token.ent_type_


def _trimmed(doc: Doc, ent: Span) -> tuple[int, int]:
    start, end = ent.start, ent.end
    while start < end and (doc[start].lower_ in cues("opener") or not doc[start].text[:1].isalpha()):
        start += 1
    while end > start and (doc[end - 1].text in ("'s", "'", ",", ".") or doc[end - 1].lower_ in JOINERS):
        end -= 1
    return start, end


_WHERE = frozenset({"in", "at", "near", "around", "outside", "across", "off", "through", "via", "into", "inside", "throughout"})


def _is_where(token: Token) -> bool:
    """True for a name after a preposition of place, or after "port of" and the like: the model takes many towns for bodies."""
    first = token
    while first.dep_ in ("conj", "appos"):
        first = first.head
    if first.dep_ != "pobj":
        return False
    preposition = first.head
    return preposition.lower_ in _WHERE or (preposition.lower_ == "of" and preposition.head.lemma_.casefold() in cues("city-noun"))


def organizations_of_model(doc: Doc) -> Iterator[NewName]:
    """Bodies that the model found by context alone: one or more proper names that stand inside a sentence."""
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = _trimmed(doc, ent)
        words = doc[start:end]
        if (
            end <= start
            or not all(token.pos_ == "PROPN" or token.lower_ in JOINERS for token in words)
            or not is_capitalised(doc[start])
        ):
            continue
        single = end - start == 1
        if single and (
            doc[start].is_sent_start
            or doc[start].lower_ in head_nouns()
            or doc[start].lower_ in titles()
            or len(doc[start].text) < 3
        ):
            continue
        if doc[end - 1].tag_ in ("NNS", "NNPS") and doc[end - 1].lower_ not in head_nouns():
            continue
        if single and doc[start].text.isupper() and not _acts(doc[start]):
            continue
        if single and _is_where(doc[start]):
            continue
        if "-" in {token.text for token in words} or title_before(doc, start) < start:
            continue
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _title_ends():
            continue
        yield NewName(start, end, words.text, EntityKind.ORGANIZATION, end - 1, "model")


def _acts(token: Token) -> bool:
    """True for an acronym that does something: not "an MOU", not the "SMR" of "SMR technology"."""
    return token.dep_ in ("nsubj", "nsubjpass", "poss", "conj", "appos") and not any(
        c.lower_ in ("a", "an", "this", "each", "every") for c in token.children
    )
