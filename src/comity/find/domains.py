"""Which fields a text touches: terms of ``domain_terms.tsv`` in a parsed text, the longest first.

The terms are matched by surface form, not by the model's lemmas: every term marked ``lemma`` or ``verb`` is expanded
into its inflected forms when the matcher is built. So headings, which are only tokenised, are read just like sentences,
and the outcome does not depend on the model, save that a noun is not taken where the model sees a verb or a pronoun
("fuels tensions", "a friend of mine").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from comity import parsed_text, resources
from comity.errors import BadTable
from comity.find.sequences import Sequences
from comity.find.words import lowered, texts
from comity.grammar import word_class
from comity.language import JOINED

if TYPE_CHECKING:
    from spacy.language import Language

    from comity.parsed_text import Doc

PREFIX = "domain:"

PLAIN = "plain"
"""What the table gives instead of a domain for words that only look like one: "common ground", "market forces"."""


@dataclass(frozen=True, slots=True)
class DomainFound:
    """A term and its domain.

    Attributes:
        start, end: tokens of the parsed text.
        char_start, char_end: slice of its text.
        domain: prefixed name (``domain:oil``).
        weight: 1 for a weak sign that should not stand alone ("border", "nuclear"), 2 for a usual one, 3 for a term that
            means hardly anything else ("ceasefire").
    """

    start: int
    end: int
    char_start: int
    char_end: int
    domain: str
    weight: int


def domains_in(doc: Doc) -> list[DomainFound]:
    """Terms of a parsed or only tokenised text, in order and without overlap; where terms overlap, the longest stands."""
    lower, cased = _matchers()
    # In a heading set in capitals "WHO" and "IT" are words, so case says nothing there.
    told_by_case = [] if len(doc) > 2 and all(word == word.upper() for word in texts(doc)) else cased.find(doc)
    spans = [(end - start, 1, -start, end, key) for key, start, end in told_by_case]
    spans += [(end - start, 0, -start, end, key) for key, start, end in lower.find(doc)]
    spans += [(1, 2, -at, at + 1, key) for key, at in _before_shared_noun(doc, lower)]
    if not spans:
        return []
    taken: set[int] = set()
    found: list[DomainFound] = []
    for length, _, negative, end, key in sorted(spans, reverse=True):
        start = -negative
        if not taken.isdisjoint(range(start, end)):
            continue
        domain, weight, noun = _kind(key)
        if weight == 1 and domain != PLAIN and _hangs_on_a_hyphen(doc, start):
            continue
        if noun and length == 1 and doc[start].pos_ in ("VERB", "AUX", "PRON"):
            continue
        if length == 1 and domain in _TOLD_BY_NEIGHBOURS and _is_no_field(doc, start):
            continue
        taken.update(range(start, end))
        if domain != PLAIN:
            last = doc[end - 1]
            found.append(DomainFound(start, end, doc[start].idx, last.idx + len(last.text), PREFIX + domain, weight))
    return _without_carriers(doc, sorted(found, key=lambda one: one.start))


_TOLD_BY_NEIGHBOURS = frozenset({"development", "environment"})


def _is_no_field(doc: Doc, at: int) -> bool:
    """True for the development of a tie ("development of the strategic partnership") and for a business or security environment."""
    if doc[at].lower_ == "environment":
        return at > 0 and doc[at - 1].lower_ in word_class("setting")
    if doc[at].lower_ != "development" or at + 1 >= len(doc) or doc[at + 1].lower_ != "of":
        return False
    for word in doc[at + 2 : at + 7]:
        if word.lower_ in word_class("tie"):
            return True
        if word.is_punct or word.lower_ in ("and", "in", "of", "for"):
            return False
    return False


_JOINING = frozenset({"and", "or", "&"})


def _before_shared_noun(doc: Doc, terms: Sequences) -> Iterator[tuple[str, int]]:
    """Key and token of words that are a term with the noun they share: "[food] and energy security"."""
    words = lowered(doc)
    for joint, word in enumerate(words):
        if word not in _JOINING:
            continue
        for noun in range(joint + 2, min(joint + 4, len(words))):
            at = joint - 1
            while at >= 0 and words[at].isalpha():
                for key in terms.keys(words[at], words[noun]):
                    yield key, at
                if at < 2 or words[at - 1] != ",":
                    break
                at -= 2


_CARRIED = ("trade", "industry", "investment")


def _without_carriers(doc: Doc, found: list[DomainFound]) -> list[DomainFound]:
    """The terms without those that only carry the one before them: "wheat exports" and the "diamond industry" name the goods."""
    kept: list[DomainFound] = []
    for one in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.end == one.start
            and before.weight > 1
            and one.domain.removeprefix(PREFIX) in _CARRIED
            and before.domain.removeprefix(PREFIX) not in (*_CARRIED, *_NO_GOODS)
            and one.end - one.start == 1
            and doc[one.start].lower_ in word_class("carrier")
        ):
            continue
        kept.append(one)
    return kept


_NO_GOODS = ("diplomacy", "political", "economic", "security", "regional-security", "multilateralism", "military", "territory")


def _hangs_on_a_hyphen(doc: Doc, start: int) -> bool:
    """True for "border" in "cross-border": the second half of a compound that the table does not know."""
    return start > 1 and doc[start - 1].text in "-–" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_


_HEADINGS = 1024
"""Headings, labels and cells kept with their terms: those of the document that is read, and most that come again in the next."""


@lru_cache(maxsize=_HEADINGS)
def heading_domains(text: str) -> tuple[DomainFound, ...]:
    """Terms of a heading, a bullet's label or a table cell, which is tokenised but not parsed; kept for what stands under it."""
    return tuple(domains_in(parsed_text.plain(_tokenizer().make_doc(text))))


# --- the scheme ---------------------------------------------------------------------------------------------------


@cache
def _scheme() -> dict[str, tuple[str, str]]:
    """Label and broader domain by identifier, without the prefix."""
    return {
        row["id"]: (row["label"], row["broader"]) for row in resources.rows("ontology", "domains.tsv", required=("id", "label"))
    }


def _entry(domain: str) -> tuple[str, str]:
    return _scheme()[domain.removeprefix(PREFIX)]


def label(domain: str) -> str:
    """Label of a domain ("domain:oil" → "oil and fuels").

    Raises:
        KeyError: there is no such domain.
    """
    return _entry(domain)[0]


def broader(domain: str) -> str | None:
    """The next broader domain, or nothing at the top of the scheme.

    Raises:
        KeyError: there is no such domain.
    """
    above = _entry(domain)[1]
    return PREFIX + above if above else None


def ancestors(domain: str) -> tuple[str, ...]:
    """All broader domains, the nearest first.

    Raises:
        KeyError: there is no such domain.
    """
    above: list[str] = []
    step = broader(domain)
    while step:
        above.append(step)
        step = broader(step)
    return tuple(above)


def is_near(a: str, b: str) -> bool:
    """True when two domains may stand for the same matter: equal, one above the other, or side by side below a branch.

    Neighbours right below a top domain (trade and tourism, below the economy) are too far apart to count.

    Raises:
        KeyError: one of them is no domain.
    """
    a, b = (PREFIX + name.removeprefix(PREFIX) for name in (a, b))
    above = broader(a)
    return (
        a == b
        or a in ancestors(b)
        or b in ancestors(a)
        or (above is not None and above == broader(b) and broader(above) is not None)
    )


# --- the matcher --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Term:
    form: str
    key: str
    cased: bool


@cache
def _matchers() -> tuple[Sequences, Sequences]:
    """Terms in any case, and terms that keep their case."""
    lower = ((_words(term.form), term.key) for term in _terms() if not term.cased)
    cased = ((_words(term.form), term.key) for term in _terms() if term.cased)
    return Sequences(lower), Sequences(cased, cased=True)


def _words(form: str) -> tuple[str, ...]:
    """The term cut into tokens; plain words and hyphens between them need no tokenizer, which makes building ten times faster."""
    words: list[str] = []
    for word in form.split():
        parts = word.split("-")
        if not all(part.isalpha() for part in parts):
            return tuple(token.text for token in _tokenizer().make_doc(form))
        if len(parts) == 1 or JOINED.fullmatch(word):
            words.append(word)
        else:
            words += [piece for part in parts for piece in (part, "-")][:-1]
    return tuple(words)


@cache
def _tokenizer() -> Language:
    import spacy

    pipeline = spacy.blank("en")
    tokenizer: Any = pipeline.tokenizer
    tokenizer.token_match = JOINED.fullmatch  # as the pipeline that reads texts does
    return pipeline


@cache
def _kind(key: str) -> tuple[str, int, bool]:
    """Domain, weight, and whether a single word must not be a verb."""
    domain, weight, kind = key.split("|")
    return domain, int(weight), kind == "noun"


@cache
def _terms() -> tuple[_Term, ...]:
    """All forms of all terms; a form the table lists itself is never taken from another term's inflection.

    Raises:
        BadTable: a term has a domain, a way of matching or a weight that is not known.
    """
    own: dict[tuple[str, bool], str] = {}
    derived: dict[tuple[str, bool], str] = {}
    for row in resources.rows("lexicon", "domain_terms.tsv", required=("term", "domain", "match", "weight", "source")):
        if row["domain"] not in _scheme() and row["domain"] != PLAIN:
            raise BadTable(f"{row['domain']!r} is no domain", file="lexicon/domain_terms.tsv", place=row["term"])
        if row["match"] not in ("lower", "lemma", "verb", "cased") or row["weight"] not in ("1", "2", "3"):
            raise BadTable("match or weight is not known", file="lexicon/domain_terms.tsv", place=row["term"])
        key = f"{row['domain']}|{row['weight']}|{'noun' if row['match'] == 'lemma' else 'any'}"
        cased = row["match"] == "cased"
        own[row["term"], cased] = key
        for form in _forms(row["term"], row["match"]):
            derived.setdefault((form, cased), key)
    merged = {**derived, **own}
    return tuple(_Term(form, key, cased) for (form, cased), key in sorted(merged.items()))


def _forms(term: str, match: str) -> Iterator[str]:
    """Other surface forms of a term: plural, verb endings, the hyphen as a space, the curly apostrophe."""
    forms = [term]
    if match in ("lemma", "verb"):
        forms.append(_plural(term))
    if match == "verb":
        stem = term.removesuffix("e")
        forms += [stem + "ed", stem + "ing"]
    for form in forms:
        yield form
        if "-" in form:
            yield form.replace("-", " ")
        if "'" in form:
            yield form.replace("'", "’")


def _plural(term: str) -> str:
    """Plural of a noun phrase: of its last word, or of the word before "of" ("sale of arms" → "sales of arms")."""
    head, of, rest = term.partition(" of ")
    if head.endswith("man") and not head.endswith("human"):
        head = head[:-2] + "en"
    elif head.endswith("sis"):
        head = head[:-2] + "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("ss", "x", "z", "ch", "sh")):
        head += "es"
    elif not head.endswith("s"):
        head += "s"
    return head + of + rest
