"""Names that no table knows: capitalised phrases, typed by their head noun, and persons, by title or by the model.

"Reciprocal Access Agreement (RAA)" is an agreement because of its last word; "the Alliance of Port Cities" an organisation
because of its first head noun; "the trans-Andean railway" a project because its noun is one and its modifier a name. What
the words do not settle stays untyped and is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.name_cues import cues
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINERS = frozenset(
    {"of", "the", "for", "on", "and", "&", "in", "to", "de", "du", "des", "la", "le", "al", "el", "between", "with", "-", "/", "'s"}
)
_OF = ("of", "for", "on", "between", "to", "in", "with", "against")
_OPENERS = frozenset(["the", "a", "an", "this", "these", "those", "its", "their", "our", "his", "her", "both", "as", "in", "under", "when", "while", "since", "despite", "by", "at", "on", "for", "from", "with", "and", "but", "if", "of", "to", "no", "new", "such", "all", "some", "any", "each", "every", "most", "many", "several", "two", "three"])  # fmt: skip
_LEADING_HEADS = {
    "exercise": EntityKind.EVENT, "operation": EntityKind.EVENT, "treaty": EntityKind.AGREEMENT,
    **dict.fromkeys(("lake", "mount", "cape", "fort", "port"), EntityKind.PLACE),
}  # fmt: skip
_EVENT_PLACES = frozenset({"at", "during", "before", "after"})
_TELLING = ("al", "ic", "ive", "ary")
_GATHERINGS = frozenset({"forum", "dialogue", "council", "assembly"})
_MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])
_CROSSING = frozenset({"trans", "pan", "cross", "intra", "inter", "circum"})
_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$")
_LETTERS = re.compile(r"[a-z-]+")
_LINES = frozenset({"line", "link", "route", "project", "grid", "spur"})
_TAUGHT = frozenset({"institute", "university", "foundation", "think-tank", "consortium"})
_BUILT = frozenset(
    ["pipeline", "pipelines", "railway", "railroad", "dam", "corridor", "port", "canal", "bridge", "highway", "terminal", "refinery", "reactor", "interconnector", "cable", "airport", "plant", "tunnel"]
)
_SIGNED = frozenset(["treaty", "pact", "accord", "accords", "agreement", "agreements", "protocol", "convention", "memorandum", "declaration"])
_DESCRIBED = {
    **dict.fromkeys(sorted(_BUILT), EntityKind.PROJECT),
    **dict.fromkeys(sorted(_SIGNED), EntityKind.AGREEMENT),
    **dict.fromkeys(sorted(_TAUGHT), EntityKind.ORGANIZATION),
}
_NAMES_OF_LAND = frozenset({"NORP"})


@dataclass(frozen=True, slots=True)
class NewName:
    """A phrase at tokens ``start`` to ``end`` (not included) with the kind its words give it.

    ``head`` is the token that tells the kind; ``by`` says how the kind is known: "head noun", "title", "model" or
    "description" (a lower-case noun with a name before it).
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    head: int
    by: str = "head noun"


@cache
def head_nouns() -> dict[str, EntityKind]:
    """Head noun → kind of what it heads."""
    return {
        row["word"]: EntityKind(row["kind"])
        for row in resources.rows("lexicon", "head_nouns.tsv", required=("word", "kind", "source"))
    }


@cache
def titles() -> frozenset[str]:
    """Titles that stand before a person's name, in lower case: offices, and forms of address."""
    offices = {row["title"].casefold() for row in resources.rows("lexicon", "offices.tsv", required=("title", "source"))}
    return frozenset(
        offices
        | {
            "mr",
            "mr.",
            "mrs",
            "mrs.",
            "ms",
            "ms.",
            "dr",
            "dr.",
            "sir",
            "lady",
            "lord",
            "sheikh",
            "comrade",
            "gen.",
            "adm.",
            "sen.",
            "rep.",
        }
    )


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(word for title in titles() for word in (title.split()[-1], re.split(r"[\s-]", title)[-1]))


# --- capitalised phrases ------------------------------------------------------------------------------------------


def capitalised_phrases(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised phrases: runs of capitalised words with small words between them, trimmed."""
    at, texts = 0, [token.text for token in doc]
    while at < len(texts):
        initial = texts[at][:1]
        if not (initial.isupper() or initial.isdigit()) or not is_capitalised(doc[at]) or texts[at].casefold() in _OPENERS:
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
        while ahead < len(doc) and doc[ahead].lower_ in _JOINERS and ahead - end < 3:
            ahead += 1
        if ahead < len(doc) and doc[ahead].lower_ in _MONTHS:
            return end
        if ahead > end and ahead < len(doc) and is_capitalised(doc[ahead]) and not _breaks(doc, start, end, ahead):
            end = ahead + 1
            continue
        return end
    return end


def _lists_on(doc: Doc, start: int, end: int) -> bool:
    """True at the comma of "Treaty of Friendship, Cooperation and Mutual Assistance": an agreement's aims go on."""
    if (
        end + 2 >= len(doc)
        or doc[end].text != ","
        or not is_capitalised(doc[end + 1])
        or doc[end + 1].ent_type_ in ("GPE", "NORP", "PERSON", "DATE")
    ):
        return False
    words = [token.lower_ for token in doc[start:end]]
    cut = next((i for i, word in enumerate(words) if word in ("of", "on", "for")), 0)
    if not cut or _kind_of(words[:cut]) is not EntityKind.AGREEMENT:
        return False
    return any(doc[i].lower_ in ("and", "&") and is_capitalised(doc[i + 1]) for i in range(end + 2, min(end + 6, len(doc) - 1)))


def is_capitalised(token: Token) -> bool:
    """True for words written with a capital that are neither pronouns nor single letters, and for ordinals ("23rd")."""
    text = token.text
    if text[:1].isdigit():
        return bool(_ORDINAL.match(text))
    return text[:1].isupper() and (len(text) > 1 or text in "AI") and token.pos_ not in ("PRON", "AUX")


def _breaks(doc: Doc, begin: int, start: int, end: int) -> bool:
    """True when the small words between two capitalised words join two names rather than belong to one."""
    between = [token.lower_ for token in doc[start:end]]
    if between in (["to"], ["to", "the"]):
        return True
    if between[0] in ("and", "&", "in", "with", "on", "between", "for"):
        # "Treaty on Peace and Friendship", "Partnership for Peace": inside a name whose head noun came before
        kind = _kind_of([token.lower_ for token in doc[begin:start]])
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
    return between in (["'s"], ["the"])


def _one_name(doc: Doc, begin: int, start: int, end: int) -> bool:
    """True for "the Political Dialogue and Cooperation Agreement": what follows "and" heads an agreement, what comes before none."""
    if begin == 0 or doc[begin - 1].lower_ != "the":
        return False
    told = doc[start - 1].lower_.endswith(_TELLING) or doc[start - 1].lower_ in cues("topic")
    if not told and doc[begin].ent_type_ in ("GPE", "NORP", "PERSON", "LOC"):
        return False
    last = end
    while last + 1 < len(doc) and is_capitalised(doc[last + 1]):
        last += 1
    second = _kind_of([token.lower_ for token in doc[end : last + 1]])
    if told and second is not None and second is not EntityKind.PLACE:
        return True
    return second in (EntityKind.AGREEMENT, EntityKind.PROJECT) and second is not _kind_of(
        [token.lower_ for token in doc[begin:start]]
    )


def _headed_before(doc: Doc, begin: int, end: int) -> bool:
    words = [token.lower_ for token in doc[begin:end]]
    cut = next((i for i, word in enumerate(words) if word in _OF), len(words))
    return _kind_of(words[:cut]) is not None


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
        kind = _kind_of(words[:cut])
        if kind is EntityKind.PLACE:
            place = place or (kind, start + cut - 1)
        elif kind is not None:
            if words[cut - 1] in _GATHERINGS and start > 1 and _gathered(doc, start):
                kind = EntityKind.EVENT
            return kind, start + cut - 1
    if words[0] in _LEADING_HEADS and len(words) > 1:
        return _LEADING_HEADS[words[0]], start
    if place is None and words[0] in _CROSSING and len(words) > 3 and words[1] == "-":
        return EntityKind.PROJECT, end - 1
    return place


def _gathered(doc: Doc, start: int) -> bool:
    before = [token.lower_ for token in doc[max(0, start - 2) : start]]
    return bool(before) and (before[-1] in _EVENT_PLACES or (before[-1] == "the" and before[0] in _EVENT_PLACES))


def _kind_of(words: list[str]) -> EntityKind | None:
    nouns = head_nouns()
    return nouns.get(" ".join(words[-3:])) or nouns.get(" ".join(words[-2:])) or nouns.get(words[-1]) if words else None


# --- descriptive names --------------------------------------------------------------------------------------------


def described(doc: Doc) -> Iterator[NewName]:
    """Works, agreements and institutes with a lower-case noun and a name before it: "the Tanzam railway", "a trans-Andean pipeline"."""
    told = set(_LETTERS.findall(doc.text))
    if not told & _DESCRIBED.keys() and not told & _LINES:
        return
    for token in doc:
        kind = _DESCRIBED.get(token.lower_) or (EntityKind.PROJECT if token.lower_ in _LINES else None)
        if kind is None or token.text[:1].isupper():
            continue
        start = token.i
        while start > 0 and _modifies(doc[start - 1]):
            start -= 1
        while start < token.i and not (doc[start].text[:1].isupper() or doc[start].lower_ in _CROSSING):
            start += 1
        words = [t for t in doc[start : token.i] if t.text[:1].isupper()]
        crossing = start + 1 < token.i and doc[start].lower_ in _CROSSING and doc[start + 1].text == "-"
        if token.lower_ in _LINES and not crossing:
            continue
        # a state's adjective alone ("the Chinese port") describes, any other name names
        if not words or not (crossing or any(t.ent_type_ not in _NAMES_OF_LAND and t.pos_ == "PROPN" for t in words)):
            continue
        yield NewName(start, token.i + 1, doc[start : token.i + 1].text, kind, token.i, "description")


def _modifies(token: Token) -> bool:
    return token.text == "-" or (
        token.pos_ in ("PROPN", "ADJ", "NOUN") and token.dep_ in ("amod", "compound", "nmod", "npadvmod", "punct")
    )


# --- persons ------------------------------------------------------------------------------------------------------

_PARTICLES = frozenset({"al", "bin", "ibn", "el", "de", "da", "dos", "van", "von", "der", "ben", "bint", "ould", "-"})
_NAME_WORD = re.compile(r"^(?:[^\W\d_](?:[\w'’.]*))$")


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


def title_before(doc: Doc, start: int) -> int:
    """First token of the title right before a name, or ``start`` without one."""
    if start == 0 or doc[start - 1].lower_ not in _title_ends():
        return start
    for length in (4, 3, 2, 1):
        at = start - length
        if at >= 0 and doc[at:start].text.casefold() in titles():
            return at
    return start


def titled_persons(doc: Doc) -> Iterator[NewName]:
    """Persons whose title stands before them: "Defence Minister Elena Marković", "Mr Modi" (one word is enough)."""
    at, texts = 1, [token.text for token in doc]
    while at < len(texts):
        if not texts[at][:1].isupper() or texts[at - 1].casefold() not in _title_ends():
            at += 1
            continue
        if title_before(doc, at) < at and doc[at].lower_ not in titles() and doc[at].pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            end = person_after(doc, at)
            if end > at and not (end < len(doc) and doc[end - 1].lower_ in head_nouns() and end - at > 1):
                yield NewName(at, end, doc[at:end].text, EntityKind.PERSON, end - 1, "title")
                at = end
                continue
        at += 1


def _persons_of_model(doc: Doc) -> Iterator[NewName]:
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start, end = _trimmed(doc, ent)
        while start < end and any(doc[start : start + n].text.casefold() in titles() for n in (1, 2, 3)):
            start += next(n for n in (3, 2, 1) if doc[start : start + n].text.casefold() in titles())
        words = [token for token in doc[start:end] if token.text != "-"]
        if len(words) < 2 or len(words) > 5 or end <= start:
            continue
        capital = all(token.text[:1].isupper() or token.lower_ in _PARTICLES or doc[token.i - 1].text == "-" for token in words)
        if capital and all(_NAME_WORD.match(token.text) for token in words) and words[-1].lower_ not in head_nouns():
            yield NewName(start, end, doc[start:end].text, EntityKind.PERSON, end - 1, "model")


def _trimmed(doc: Doc, ent: Span) -> tuple[int, int]:
    start, end = ent.start, ent.end
    while start < end and (doc[start].lower_ in _OPENERS or not doc[start].text[:1].isalpha()):
        start += 1
    while end > start and (doc[end - 1].text in ("'s", "'", ",", ".") or doc[end - 1].lower_ in _JOINERS):
        end -= 1
    return start, end


def _organizations_of_model(doc: Doc) -> Iterator[NewName]:
    """Bodies that the model found by context alone: one or more proper names that stand inside a sentence."""
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = _trimmed(doc, ent)
        words = doc[start:end]
        if (
            end <= start
            or not all(token.pos_ == "PROPN" or token.lower_ in _JOINERS for token in words)
            or not is_capitalised(doc[start])
        ):
            continue
        single = end - start == 1
        if single and (
            doc[start].is_sent_start or doc[start].lower_ in head_nouns() or doc[start].lower_ in titles() or len(doc[start]) < 3
        ):
            continue
        if doc[end - 1].tag_ in ("NNS", "NNPS") and doc[end - 1].lower_ not in head_nouns():
            continue
        if single and doc[start].text.isupper() and not _acts(doc[start]):
            continue
        if "-" in {token.text for token in words} or title_before(doc, start) < start:
            continue
        yield NewName(start, end, words.text, EntityKind.ORGANIZATION, end - 1, "model")


def _acts(token: Token) -> bool:
    """True for an acronym that does something: not "an MOU", not the "SMR" of "SMR technology"."""
    return token.dep_ in ("nsubj", "nsubjpass", "poss", "conj", "appos") and not any(
        c.lower_ in ("a", "an", "this", "each", "every") for c in token.children
    )


def new_names(doc: Doc) -> list[NewName]:
    """All such names, in order, without overlaps: titles before phrases, phrases before what the model alone found."""
    found: list[NewName] = []
    taken: set[int] = set()
    for source in (titled_persons(doc), _phrases(doc), described(doc), _persons_of_model(doc), _organizations_of_model(doc)):
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
        if doc[at].lower_ == "of" and doc[at + 1].lower_ == "the" and _kind_of([token.lower_ for token in doc[start:at]]) is None:
            return at + 2
    return start
