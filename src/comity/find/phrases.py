"""Capitalised phrases and what kind their head noun makes them; descriptions with a name inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.name_cues import cues
from comity.find.words import texts, word_set
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$")
JOINERS = frozenset(
    {"of", "the", "for", "on", "and", "&", "in", "to", "de", "du", "des", "la", "le", "al", "el", "between", "with", "-", "/", "'s"}
)
_OF = ("of", "for", "on", "between", "to", "in", "with", "against")
_EVENT_PLACES = frozenset({"at", "during", "before", "after"})
_TELLING = ("al", "ic", "ive", "ary")
_CROSSING = frozenset({"trans", "pan", "cross", "intra", "inter", "circum"})
_NAMES_OF_LAND = frozenset({"NORP"})


@dataclass(frozen=True, slots=True)
class NewName:
    """A phrase at tokens ``start`` to ``end`` (not included) with the kind its words give it.

    ``head`` is the token that tells the kind; ``by`` says how the kind is known: "head noun", "title", "office", "model" or
    "description" (a lower-case noun with a name before it).
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    head: int
    by: str = "head noun"


@cache
def _heads() -> tuple[dict[str, str], ...]:
    return tuple(resources.rows("lexicon", "head_nouns.tsv", required=("word", "kind", "source")))


@cache
def head_nouns() -> dict[str, EntityKind]:
    """Head noun → kind of what it heads."""
    return {row["word"]: EntityKind(row["kind"]) for row in _heads()}


@cache
def leading_heads() -> frozenset[str]:
    """Nouns that head a name from its front: "Exercise Cobra Gold", "Lake Chad"."""
    return frozenset(row["word"] for row in _heads() if "leading" in row["use"].split())


@cache
def lower_case_heads() -> dict[str, str]:
    """Nouns that head a name also without a capital → "lower", or "crossing" where only "trans-" and the like make it one."""
    return {row["word"]: row["use"].split()[-1] for row in _heads() if row["use"].split()[-1:] in (["lower"], ["crossing"])}


@cache
def topics() -> frozenset[str]:
    """Words for fields of affairs ("shipping", "maize"), which stand inside names of bodies and are none by themselves."""
    single = (row["term"].casefold() for row in resources.rows("lexicon", "domain_terms.tsv", required=("term", "domain")))
    known = {word for term in single if " " not in term for word in (term, term + "s")}
    return (frozenset(known | cues("topic")) - head_nouns().keys() - cues("treasuries")) | cues("topic-head")


def is_capitalised(token: Token) -> bool:
    """True for words written with a capital that are neither pronouns nor single letters, and for ordinals ("23rd")."""
    text = token.text
    if text[:1].isdigit():
        return bool(_ORDINAL.match(text))
    return text[:1].isupper() and (len(text) > 1 or text in "AI") and token.pos_ not in ("PRON", "AUX")


def capitalised_phrases(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised phrases: runs of capitalised words with small words between them, trimmed."""
    at, words = 0, texts(doc)
    while at < len(words):
        initial = words[at][:1]
        if not (initial.isupper() or initial.isdigit()) or not is_capitalised(doc[at]) or words[at].casefold() in cues("opener"):
            at += 1
            continue
        end = _phrase_end(doc, at)
        yield at, end
        at = end


def _phrase_end(doc: Doc, start: int) -> int:
    end = start + 1
    while end < len(doc):
        if is_capitalised(doc[end]) or (doc[end].text.isdigit() and doc[end - 1].pos_ == "PROPN"):
            end += 1
            continue
        if _lists_on(doc, start, end):
            end += 2
            continue
        ahead = end
        while ahead < len(doc) and doc[ahead].lower_ in JOINERS and ahead - end < 3:
            ahead += 1
        if ahead < len(doc) and doc[ahead].lower_ in cues("month"):
            return end
        if ahead > end and ahead < len(doc) and is_capitalised(doc[ahead]) and not _breaks(doc, start, end, ahead):
            end = ahead + 1
            continue
        return end
    return end


def _lists_on(doc: Doc, start: int, end: int) -> bool:
    """True at the comma of "Treaty of Friendship, Cooperation and Mutual Assistance": the aims of a treaty or a ministry go on."""
    if (
        end + 2 >= len(doc)
        or doc[end].text != ","
        or not is_capitalised(doc[end + 1])
        or doc[end + 1].ent_type_ in ("GPE", "NORP", "PERSON", "DATE")
    ):
        return False
    words = [token.lower_ for token in doc[start:end]]
    cut = next((i for i, word in enumerate(words) if word in ("of", "on", "for")), 0)
    if not cut or not (kind_of(words[:cut]) is EntityKind.AGREEMENT or words[cut - 1] in cues("body-of-aims")):
        return False
    return any(doc[i].lower_ in ("and", "&") and is_capitalised(doc[i + 1]) for i in range(end + 2, min(end + 6, len(doc) - 1)))


def _breaks(doc: Doc, begin: int, start: int, end: int) -> bool:
    """True when the small words between two capitalised words join two names rather than belong to one."""
    between = [token.lower_ for token in doc[start:end]]
    if between in (["to"], ["to", "the"]):
        return True
    if between[0] in ("and", "&", "in", "with", "on", "between", "for"):
        # "Treaty on Peace and Friendship", "Partnership for Peace": inside a name whose head noun came before
        kind = kind_of([token.lower_ for token in doc[begin:start]])
        opened = any(token.lower_ in ("of", "for", "on") for token in doc[begin:start])
        if between[0] in ("and", "&") and "the" in between and doc[end].ent_type_ not in ("GPE", "LOC"):
            return True
        if between[0] in ("and", "&"):
            if _one_name(doc, begin, start, end):
                return False
            return not (
                opened
                and doc[end].tag_ in ("NNP", "NNPS")
                and doc[end].ent_type_ != "GPE"
                and kind is None
                and _headed_before(doc, begin, start)
            )
        if between[0] == "in":
            return True
        if between[0] in ("between", "with"):
            return True
        return kind is None
    if between == ["'s"]:
        return doc[start - 1].lower_ not in cues("people-word")
    return between == ["the"]


def _one_name(doc: Doc, begin: int, start: int, end: int) -> bool:
    """True for "the Political Dialogue and Cooperation Agreement": only what follows "and" is headed."""
    if _joins_topics(doc, begin, start, end):
        return True
    if begin == 0 or doc[begin - 1].lower_ != "the":
        return False
    told = doc[start - 1].lower_.endswith(_TELLING) or doc[start - 1].lower_ in cues("topic")
    if not told and doc[begin].ent_type_ in ("GPE", "NORP", "PERSON", "LOC"):
        return False
    last = end
    while last + 1 < len(doc) and is_capitalised(doc[last + 1]):
        last += 1
    second = kind_of([token.lower_ for token in doc[end : last + 1]])
    if told and second is not None and second is not EntityKind.PLACE:
        return True
    return second in (EntityKind.AGREEMENT, EntityKind.PROJECT) and second is not kind_of(
        [token.lower_ for token in doc[begin:start]]
    )


def _joins_topics(doc: Doc, begin: int, start: int, end: int) -> bool:
    """True for the "and" of "Northern Shipping and Ports Corporation": fields on both sides, and a body that is headed once."""
    if doc[start - 1].lower_ not in topics() or doc[end].lower_ not in topics():
        return False
    last = end
    while last + 1 < len(doc) and is_capitalised(doc[last + 1]):
        last += 1
    first = kind_of([token.lower_ for token in doc[begin:start]])
    return (
        (first is None or doc[start - 1].lower_ in cues("topic-head"))
        and kind_of([token.lower_ for token in doc[end : last + 1]]) is not None
        and last > end
    )


def _headed_before(doc: Doc, begin: int, end: int) -> bool:
    words = [token.lower_ for token in doc[begin:end]]
    cut = next((i for i, word in enumerate(words) if word in _OF), len(words))
    return kind_of(words[:cut]) is not None


def typed(doc: Doc, start: int, end: int) -> tuple[EntityKind, int] | None:
    """Kind that the words give a capitalised phrase, and the token that gives it: the last word before "of" decides.

    Some words head a name from its front ("Exercise Cobra Gold"). A forum or a dialogue is a gathering when people are
    "at" it, else a body.
    """
    words = [token.lower_ for token in doc[start:end]]
    place = None
    for cut in [i for i, word in enumerate(words) if i and word in _OF] + [len(words)]:
        while cut and (words[cut - 1].isdigit() or words[cut - 1] in (")", "(", "'s")):
            cut -= 1
        kind = kind_of(words[:cut])
        if kind is EntityKind.PLACE:
            place = place or (kind, start + cut - 1)
        elif kind is not None:
            if words[cut - 1] in cues("gathering") and start > 1 and _gathered(doc, start):
                kind = EntityKind.EVENT
            return kind, start + cut - 1
    if words[0] in leading_heads() and len(words) > 1:
        return head_nouns()[words[0]], start
    if place is None and words[0] in _CROSSING and len(words) > 3 and words[1] == "-":
        return EntityKind.PROJECT, end - 1
    return place


def _gathered(doc: Doc, start: int) -> bool:
    before = [token.lower_ for token in doc[max(0, start - 2) : start]]
    return bool(before) and (before[-1] in _EVENT_PLACES or (before[-1] == "the" and before[0] in _EVENT_PLACES))


def kind_of(words: list[str]) -> EntityKind | None:
    """Kind that the last words of a phrase, in lower case, make it; the longest noun first."""
    nouns = head_nouns()
    return nouns.get(" ".join(words[-3:])) or nouns.get(" ".join(words[-2:])) or nouns.get(words[-1]) if words else None


# --- descriptive names --------------------------------------------------------------------------------------------


def described(doc: Doc) -> Iterator[NewName]:
    """Works, agreements and institutes with a lower-case noun and a name before it: "the Tanzam railway"."""
    lower = lower_case_heads()
    if word_set(doc).isdisjoint(lower):
        return
    for at in [i for i, text in enumerate(texts(doc)) if text in lower]:
        token, how = doc[at], lower[doc[at].text]
        start = token.i
        while start > 0 and _modifies(doc[start - 1]):
            start -= 1
        while start < token.i and not (doc[start].text[:1].isupper() or doc[start].lower_ in _CROSSING):
            start += 1
        words = [t for t in doc[start : token.i] if t.text[:1].isupper()]
        crossing = start + 1 < token.i and doc[start].lower_ in _CROSSING and doc[start + 1].text == "-"
        if how == "crossing" and not crossing:
            continue
        # a state's adjective alone ("the Chinese port") describes, any other name names
        if not words or not (crossing or any(t.ent_type_ not in _NAMES_OF_LAND and t.pos_ == "PROPN" for t in words)):
            continue
        yield NewName(start, token.i + 1, doc[start : token.i + 1].text, head_nouns()[token.lower_], token.i, "description")


def _modifies(token: Token) -> bool:
    return token.text == "-" or (
        token.pos_ in ("PROPN", "ADJ", "NOUN") and token.dep_ in ("amod", "compound", "nmod", "npadvmod", "punct")
    )
