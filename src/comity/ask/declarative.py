"""A question turned into the statement that would answer it, with a stand-in where it asks.

"Who sells oil to India?" becomes "Norway sells oil to India.", "Does Russia arm Mali?" "Russia does arm Mali.": then the same
grammar that reads documents reads the question. The stand-in is a state that the question does not name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.ask.question import Wanted
from comity.ask.words import words
from comity.claims.lexicon import predicates

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token

STAND_INS = ("Norway", "Chile", "Kenya", "Vietnam", "Portugal", "Finland", "Peru")
"""States whose names mean nothing else, so that grammar and linking take them for what they are."""

AGREEMENT, AGREEMENT_ID = "the Kyoto Protocol", "agreement:kyoto-protocol"
"""Stands in for what is signed or joined. For companies and bodies that act a state will do."""

BODY, BODY_ID = "ASEAN", "actor:asean"
"""Stands in for a body that is joined or left, which no state can be."""

GOODS = "goods"
"""Stands where a thing is asked for."""

_WH = frozenset({"who", "whom", "whose", "which", "what", "when", "where", "how"})
_AUXILIARIES = frozenset(
    {
        "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "should",
        "may", "might", "must", "shall",
    }
)  # fmt: skip
_FRONTED = frozenset(
    {"since", "until", "to", "on", "with", "from", "between", "in", "at", "against", "for", "by", "of", "upon", "among", "over"}
)
_IMPERATIVE = re.compile(
    r"^(please\s+)?(list|show|give|tell|find|name|enumerate|mention)\s+(me\s+|us\s+)?(all\s+)?(about\s+)?", re.IGNORECASE
)
_INDIRECT = re.compile(r"^is it true that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The phrase that asks: ``preposition`` before it, tokens ``start`` to ``end`` (not included), the noun it asks for."""

    preposition: str
    start: int
    end: int
    word: str
    noun: str


_SAYS = re.compile(
    r"^(according to (?:whom|who|which \w+|what \w+)|(?:by|on) whose (?:account|word|authority|claim|estimate|figures?|report)|"
    r"(?:who|which (?:official|minister|leader|government|country|state|party|side|source|person|spokesman)s?|"
    r"whose \w+ is it that) ?"
    r"(?:says?|said|claims?|claimed|alleges?|alleged|argues?|argued|asserts?|asserted|maintains?|maintained|believes?|thinks?|denie[sd]|"
    r"reports?|reported|states?|stated|estimates?|estimated|reckons?|insists?|insisted|declare[sd]?|announced?|suggests?|suggested|"
    r"warn(?:s|ed)|told|confirm(?:s|ed)|admits?|admitted|complain(?:s|ed)|holds?(?= that))?)(?: (?:us|reporters))?"
    r"(?: that)?,? ",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(n['’]?t| not)\b", re.IGNORECASE)
_NOT_LATER = re.compile(
    r"^((?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should) (?:(?!not\b)[\w'’.-]+ ){1,5})not (?=\w)",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(r",? (but|and|though) not( yet)? \w+$", re.IGNORECASE)
_PRONOUN = re.compile(r"^(he|she|it|they)\b", re.IGNORECASE)


def said(question: str, stand_in: str) -> str:
    """What is said, where the question is who says it; whoever speaks of himself becomes the stand-in."""
    return _PRONOUN.sub(stand_in, _SAYS.sub("", question))


def of_himself(question: str) -> bool:
    """True of "Who says that he mediated": whoever says it speaks of himself."""
    return _PRONOUN.match(_SAYS.sub("", question)) is not None and _SAYS.match(question) is not None


def bare(question: str) -> str:
    """The question without what only asks for an answer: "List", "is it true that"; "doesn't" asks what "does" asks."""
    text = _INDIRECT.sub("", question.strip().rstrip("?!. ")).strip()
    text = _IMPERATIVE.sub("", text).strip() or text
    return _NOT_LATER.sub(r"\1", _NEGATIVE.sub(r"\1", _BUT_NOT.sub("", text)))


def asked_phrase(doc: Doc) -> Asked | None:
    """The phrase that asks who, what, when or how much; None in a question of yes or no, or without a question word."""
    for token in doc:
        if token.lower_ not in _WH:
            continue
        if token.lower_ in ("which", "who", "what", "when", "where", "how") and token.i > 2 and token.dep_ in ("nsubj", "mark"):
            return None  # a clause inside: "the oil which Russia sells"
        first = token.i
        preposition = doc[first - 1].lower_ if first and doc[first - 1].lower_ in _FRONTED else ""
        asks_alone = token.lower_ in ("who", "whom", "when", "where")
        end, noun = (first + 1, "") if asks_alone else _noun_after(doc, first + 1, of_quantity=token.lower_ == "how")
        return Asked(preposition, first - bool(preposition), end, token.lower_, noun)
    return None


_NOMINAL = frozenset({"NOUN", "PROPN"})

MOST_BEFORE_A_KIND = 3
"""Words between "which" and the kind of thing: "which West African member states"."""


def _kind_within(doc: Doc, at: int) -> int | None:
    """Where the kind of thing stands that is asked for, past adjectives and names: "which [Pacific islands]"."""
    for place in range(at, min(at + MOST_BEFORE_A_KIND + 1, len(doc))):
        if singular(doc[place]) in kinds():
            return place
        if doc[place].pos_ not in ("ADJ", "PROPN", "NOUN", "NUM", "ADV") or doc[place].lower_ in _AUXILIARIES:
            return None
    return None


def _noun_after(doc: Doc, at: int, *, of_quantity: bool) -> tuple[int, str]:
    """Where the noun that goes with the question word ends, and its lemma: "which [countries]", "how much [gas]"."""
    kind = None if of_quantity else _kind_within(doc, at)
    if kind is not None:
        return kind + 1, singular(doc[kind])
    if of_quantity and at < len(doc) and doc[at].pos_ in ("ADJ", "ADV", "NOUN"):
        at += 1
    stop = at
    while stop < len(doc) and doc[stop].pos_ == "ADJ":
        stop += 1
    if stop == len(doc) or doc[stop].lower_ in _AUXILIARIES or doc[stop].ent_type_:
        return at, ""
    if singular(doc[stop]) in kinds():
        return stop + 1, singular(doc[stop])  # whatever the tagger takes "countries sanction" for
    if doc[stop].pos_ not in _NOMINAL:
        return at, ""
    if doc[stop].lemma_.casefold() in ("kind", "sort", "type") and stop + 2 < len(doc) and doc[stop + 1].lower_ == "of":
        stop += 2
    elif stop + 1 < len(doc) and doc[stop + 1].pos_ in _NOMINAL and singular(doc[stop]) not in kinds():
        stop += 1
    if of_quantity and stop + 2 < len(doc) and doc[stop + 1].lower_ == "of" and doc[stop + 2].pos_ == "NOUN":
        stop += 2
    return stop + 1, doc[stop].lemma_.casefold()


def singular(token: Token) -> str:
    """The noun without the ending of the plural, also where the tagger takes it for a verb."""
    lemma, word = token.lemma_.casefold(), token.lower_
    forms = (lemma, word, word.removesuffix("ies") + "y", word.removesuffix("es"), word.removesuffix("s"))
    return next((form for form in forms if form in kinds()), lemma)


@cache
def kinds() -> dict[str, Wanted]:
    """Noun → the kind of thing that it asks for."""
    rows = resources.rows("ask", "wanted.tsv", required=("noun", "wanted", "source"))
    return {row["noun"]: Wanted(row["wanted"]) for row in rows}


def statements(doc: Doc, names: list[tuple[int, int]], asked: Asked | None, stand_in: str, second: str) -> tuple[str, ...]:
    """Statements that would answer the question, the likeliest first.

    They differ in what stands where it asks (a state, goods, an agreement, an event) and in the form of a verb that looks like a
    noun: "does sanction" is read less surely than "sanctioned".
    """
    fillers: list[str | None] = [None]
    if (
        asked
        and asked.word in ("who", "whom", "which", "what")
        and asked.preposition not in ("between", "among")
        and kinds().get(asked.noun) is not Wanted.STATE
    ):
        fillers += [stand_in, GOODS, AGREEMENT]
    if asked and kinds().get(asked.noun) is Wanted.ORGANIZATION and not asked.preposition:
        fillers.insert(0, BODY)
    found = [statement(doc, names, asked, stand_in, second, one) for one in fillers]
    return tuple(dict.fromkeys([*found, *(_in_the_past(one) for one in found)]))


_EMPHATIC = re.compile(r"\b(?:do|does|did) (\w+)\b")


def _in_the_past(text: str) -> str:
    """The statement with "sanctioned" for "does sanction", where the verb is regular and known."""

    def regular(found: re.Match[str]) -> str:
        verb = found[1].casefold()
        if verb in words("irregular") or verb.endswith(("ed", "ing")):
            return found[0]
        if verb.endswith("e"):
            return f"{verb}d"
        return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb}ed"

    return _EMPHATIC.sub(regular, text, count=1)


def statement(
    doc: Doc, names: list[tuple[int, int]], asked: Asked | None, stand_in: str, second: str, instead: str | None = None
) -> str:
    """The statement with the stand-in where the question asks.

    Args:
        doc: the parsed question.
        names: token ranges of the names in it.
        asked: the phrase that asks.
        stand_in, second: what to put there; the second one follows "between".
        instead: what to put there in place of what the question word suggests.
    """
    at = asked.end if asked else 0
    filler = instead or _filler(asked, stand_in, second)
    if at >= len(doc) or doc[at].lower_ not in _AUXILIARIES:
        # the question word is the subject, or there is no verb: "Who sanctions Russia", "sanctions on Russia"
        if asked and asked.start == 0 and filler and at < len(doc):
            return f"{filler} {_emphatic(doc, at)}."
        before = "" if asked is None or asked.start == 0 else f"{doc[: asked.start].text} {asked.preposition} "
        rest = doc[at:].text
        if asked is None:
            return f"There is {rest}." if not _has_verb(doc) else f"{rest}."
        if not filler:
            return f"{rest}." if _has_verb(doc) else f"There is {rest}."
        return f"{before}{filler} {rest}.".strip()
    auxiliary, rest_start = doc[at], at + 1
    if asked and asked.start > 0 and not asked.preposition:
        return f"{doc[: asked.start].text} {filler} {doc[at:].text}."
    if asked and _is_subject(doc, rest_start, names, auxiliary, asked):
        return f"{filler or stand_in} {doc[at:].text}."
    end = _subject_end(doc, rest_start, names, auxiliary)
    subject, predicate = doc[rest_start:end].text, doc[end:]
    if auxiliary.lemma_ == "be" and (not predicate.text or (asked and asked.word == "how" and predicate[0].pos_ in _NOMINAL)):
        return f"There {auxiliary.lower_} {subject} {predicate.text}".strip() + "."  # "How high is the American tariff on cars"
    if not filler:
        return f"{subject} {auxiliary.lower_} {predicate.text}."
    return f"{subject} {auxiliary.lower_} {_with_object(predicate, asked, filler)}."


def _filler(asked: Asked | None, stand_in: str, second: str) -> str:
    """What stands where the question asks; nothing for "when", "where" and a bare "how much"."""
    if asked is None or asked.word in ("when", "where"):
        return ""
    if asked.word == "how":
        return asked.noun if asked.noun else ""
    if asked.preposition in ("between", "among"):
        return f"{stand_in} and {second}"
    kind = kinds().get(asked.noun)
    if asked.word == "whose":
        return f"{stand_in}'s {asked.noun}"
    if asked.word == "what" and not asked.noun:
        return GOODS
    if kind is Wanted.THING:
        return asked.noun if asked.noun not in ("kind", "sort", "type", "thing", "good") else GOODS
    if asked.noun and kind is None:
        return asked.noun
    return AGREEMENT if kind is Wanted.AGREEMENT else stand_in


def _is_subject(doc: Doc, at: int, names: list[tuple[int, int]], auxiliary: Token, asked: Asked) -> bool:
    """True when no subject follows the auxiliary: "Who has sanctioned Russia", "Which states are members of ECOWAS"."""
    denied = at < len(doc) and doc[at].dep_ == "neg"
    if (
        (auxiliary.lemma_ == "do" and not (denied and asked.word == "who"))
        or asked.preposition
        or asked.word in ("when", "where", "how")
    ):
        return False
    if auxiliary.lemma_ == "be" and (asked.word == "who" or kinds().get(asked.noun) not in (None, Wanted.THING)):
        first = at + (at < len(doc) and doc[at].pos_ == "DET")
        if not any(start == first for start, _ in names) or (first < len(doc) and doc[first].tag_ == "JJ"):
            return True
    while at < len(doc) and doc[at].pos_ in ("ADV", "PART"):
        at += 1
    return at < len(doc) and (doc[at].tag_ in ("VBN", "VBG", "VB", "IN", "JJ") and not doc[at].ent_type_)


def _subject_end(doc: Doc, start: int, names: list[tuple[int, int]], auxiliary: Token) -> int:
    """Where the subject after an auxiliary ends: a name or several joined, or all before the verb."""
    at = start
    while at < len(doc):
        if doc[at].pos_ == "DET" and at == start:
            at += 1
            continue
        name = next((end for begin, end in names if begin == at), None)
        if name is None and at == start and doc[at].text[:1].isupper() and doc[at].pos_ in _NOMINAL:
            name = at + 1  # "[Washington] sanction", which no link made a name without its verb
        if name is None:
            break
        at = name
        if at < len(doc) and doc[at].lower_ in ("and", ",", "or", "&"):
            at += 1
            at += at < len(doc) and doc[at].lower_ in ("and", "the")
            continue
        if at < len(doc) and doc[at].tag_ != "POS" and (auxiliary.lemma_ == "be" or not _verb_after(doc, at)):
            return at
        break
    tags = ("VB", "VBN", "VBG", "VBP", "VBD") if auxiliary.lemma_ != "be" else ("VBN", "VBG")
    verb = next((t.i for t in doc[start + 1 :] if t.tag_ in tags and t.dep_ not in ("amod", "compound", "acl", "relcl")), None)
    return verb if verb is not None else len(doc)


def _emphatic(doc: Doc, at: int) -> str:
    """The predicate with "does" before its verb, so that "mediates" and "sanction" are not taken for nouns."""
    verbs, word = {name for name, pos in predicates() if pos == "v"}, doc[at].lower_
    stem = next(
        (s for s in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y") if s in verbs), ""
    )
    if not stem or doc[at].tag_ in ("VBD", "VBN", "MD"):
        return doc[at:].text
    return f"does {stem} {doc[at + 1 :].text}"


def _verb_after(doc: Doc, at: int) -> bool:
    """True for "[EU] sanctions hit": the word after the name is a noun, and the verb comes later."""
    return doc[at].pos_ in _NOMINAL and any(t.tag_ in ("VB", "VBP", "VBN", "VBG") for t in doc[at + 1 :])


def _with_object(predicate: Span, asked: Asked | None, filler: str) -> str:
    """The predicate with what was asked for put in its place."""
    text = predicate.text
    if not text or asked is None:
        return filler
    if asked.preposition:
        return f"{text} {asked.preposition} {filler}"
    last = predicate[-1]
    if last.tag_ in ("IN", "TO", "RP") and not any(child.i >= predicate.start for child in last.children):
        return f"{text} {filler}"
    verb = next((t for t in predicate if t.pos_ in ("VERB", "AUX")), predicate[0])
    if last.tag_ == "VB" and last.i > verb.i and last.nbor(-1).lower_ == "to":
        verb = last  # "does want to join [what]"
    after = verb.i + 1 - predicate.start
    while after < len(predicate) and predicate[after].dep_ == "prt":
        after += 1
    if after < len(predicate) and predicate[after].pos_ in ("PROPN", "PRON", "DET"):
        return f"{text} {filler}" if asked.word == "how" else f"{predicate[:after].text} {filler} {predicate[after:].text}"
    return f"{predicate[:after].text} {filler} {predicate[after:].text}"


def _has_verb(doc: Doc) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD") for t in doc)
