"""Titles of office in a text: where they stand, which office they are, whether they are over or said of several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.claims.passage import Passage
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span


_BETWEEN = frozenset(
    [
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "who",
        "is",
        "its",
        "his",
        "her",
        "and",
    ]
)
"""Function words between a name and its title."""

_NO_OFFICE = frozenset({"honorific", "former", "other", "officer"})
SPEAKING = frozenset({"spokesperson", "envoy"})
"""Ranks that are an office only where a possessive or a verb says whose ("X's spokesman", "served as X's ambassador")."""

_PORTFOLIO = frozenset({"minister", "secretary", "commissioner", "negotiator"})
_RUN = ("minister", "secretary", "commissioner")
"""Titles that a field may follow with "of" or "for"."""

_LONGEST_PORTFOLIO = 8
_LONGEST_TITLE = 5


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office in a text: tokens ``start`` to ``end``, the office as the lexicon spells it, and whether it is over."""

    start: int
    end: int
    office: str
    rank: str
    head: int
    past: bool
    plural: bool


@cache
def titles() -> dict[str, str]:
    """Title of office → rank."""
    return {row["title"]: row["rank"] for row in resources.rows("lexicon", "offices.tsv", required=("title", "rank", "source"))}


@cache
def states_of_titles() -> dict[str, str]:
    """Title → the one state that has such an office: "taoiseach", "assistant secretary of state"."""
    return {row["title"]: row["state"] for row in resources.rows("lexicon", "offices.tsv", required=("title",)) if row["state"]}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word for title in titles() for word in (title.split()[0].split("-")[0], title.split()[0].split("-")[0] + "s"))


def titles_in(sentence: Span, passage: Passage) -> list[Title]:
    """The titles of office in a sentence, longest first at each place, without honorifics."""
    doc, found = passage.parsed.doc, []
    at = sentence.start
    while at < sentence.end:
        title = _title_at(doc, at, sentence.end, passage) if doc[at].lower_ in _first_words() else None
        if title is not None and title.rank not in _NO_OFFICE:
            found.append(title)
        at = title.end if title is not None and title.rank != "former" else at + 1
    return found


def _title_at(doc: Doc, at: int, limit: int, passage: Passage) -> Title | None:
    for length in range(_LONGEST_TITLE, 0, -1):
        if at + length > limit:
            continue
        text = doc[at : at + length].text.casefold()
        for office, plural in ((text, False), *((single, True) for single in _singulars(text))):
            rank = titles().get(office)
            if rank is None:
                continue
            start = _with_portfolio(doc, at, passage) if office in _PORTFOLIO else at
            name = office if start == at else doc[start : at + length].text.casefold()
            if plural and start != at:
                name = next((s for s in _singulars(name)), name)
            end = at + length
            if office.endswith(_RUN):
                end = _through_portfolio(doc, end, limit, passage)
                name = (
                    name
                    if end == at + length
                    else f"{name}{doc[at + length - 1].whitespace_}{doc[at + length : end].text.casefold()}"
                )
            head = next(
                (i for i in range(at, at + length) if doc[i].lower_.startswith(("minister", "secretar", "president"))),
                at + length - 1,
            )
            return Title(start, end, name, _rank(doc, rank, office, end), head, _is_past(doc, start, passage), plural)
    return None


def _rank(doc: Doc, rank: str, office: str, end: int) -> str:
    """The rank of a title; a commander is one of what he commands, where it is said."""
    return (
        "head-of-organization"
        if office in ("commander", "chief commander") and end < len(doc) and doc[end].lower_ == "of"
        else rank
    )


def _through_portfolio(doc: Doc, end: int, limit: int, passage: Passage) -> int:
    """End of a title with its field: "minister [for Industry, Commerce and Supplies]", "minister [of labour]"; no state's name."""
    if end >= limit or doc[end].lower_ not in ("of", "for"):
        return end
    at = end + 1 + (end + 1 < limit and doc[end + 1].lower_ == "the")
    kept = end
    while at < limit and at - end <= _LONGEST_PORTFOLIO and at not in passage.by_token:
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN", "ADJ") or (kept > end and token.lower_ in ("affairs", "trade", "works")):
            at += 1
            kept = at
        elif kept > end and (token.lower_ in ("and", "&") or (token.text == "," and _goes_on_listing(doc, at, limit, passage))):
            at += 1
        else:
            break
    return kept


def _goes_on_listing(doc: Doc, comma: int, limit: int, passage: Passage) -> bool:
    """True for the comma of "Industry, Commerce and Supplies": one or two words, then "and" and a word that is no name."""
    for at in range(comma + 2, min(comma + 4, limit - 1)):
        if doc[at].lower_ in ("and", "&"):
            return all(i not in passage.by_token for i in range(comma + 1, at + 2))
    return False


def is_between(word: str) -> bool:
    """True for a word that stands between a name and its title: "X, the former [acting] minister"."""
    return word in _BETWEEN or word in word_class("incumbent") or word in word_class("former")


def _singulars(text: str) -> list[str]:
    """Singular forms of a title: "foreign ministers", "ministers of defence", "secretaries general"."""
    words = text.split(" ")
    forms = [[*words[:n], word[:-1], *words[n + 1 :]] for n, word in enumerate(words) if word.endswith("s") and len(word) > 4]
    forms += [[*words[:n], word[:-3] + "y", *words[n + 1 :]] for n, word in enumerate(words) if word.endswith("ies")]
    return [" ".join(form) for form in forms]


def _with_portfolio(doc: Doc, at: int, passage: Passage) -> int:
    """First token of the portfolio before "minister": "Fisheries Minister", "foreign trade minister"."""
    start = at
    while start > 0 and at - start < 2:
        before = doc[start - 1]
        if before.i in passage.by_token or before.pos_ not in ("NOUN", "PROPN", "ADJ") or is_between(before.lower_):
            break
        start -= 1
    return start


def _is_past(doc: Doc, start: int, passage: Passage) -> bool:
    """True for "former", "late" or "ex-" before a title, also over the state's adjective ("former Chilean president")."""
    for at in range(start - 1, max(start - 5, -1), -1):
        if doc[at].lower_ in word_class("former"):
            return True
        if not (at in passage.by_token or doc[at].text == "-" or doc[at].pos_ == "ADJ"):
            return False
    return False
