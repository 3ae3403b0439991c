"""What labels, headers and captions say without a grammar: the actors they name, the date they give, the relation they state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from comity import resources
from comity.claims.layout import table_words
from comity.claims.qualifiers import topics
from comity.find.dates import dates_in
from comity.find.domains import heading_domains
from comity.link import Register
from comity.reference import NameKind
from comity.reference.model import NameContext
from comity.vocabulary import EntityKind, Relation

_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})
_SEPARATORS = re.compile(r"\s*(?:[,/&–—+]|(?<=[A-Za-z.])-(?=[A-Z])|\band\b|\bwith\b|\bvs\.?(?=\s))\s*")
_MARKS = re.compile(r"\s*(?:[*†‡§¹²³⁴-⁹]+|\(\w{1,3}\)|\[\w{1,2}\])\s*\Z")
_LONGEST_NAME = 7
"""Words of the longest name looked for in a caption ("the Association of Southeast Asian Nations" has six)."""


@cache
def date_of(text: str, whole: bool = True) -> str | None:
    """EDTF of a label that is a date ("June 2023", "2013–2015"), or with ``whole`` false of the one date a caption gives."""
    if not any(c.isdigit() for c in text):
        return None
    bare = text.strip(" :.–—-[]()*")
    found = dates_in(bare if whole else text)
    if whole and len(found) == 1:
        left = bare[: found[0].start] + bare[found[0].end :]
        return found[0].edtf if not re.sub(r"(?i)\b(?:in|on|since|from|until|early|late|mid)\b|[\W_]", "", left) else None
    return found[0].edtf if not whole and len(found) == 1 and re.search(r"\d{4}", found[0].edtf) else None


def named(text: str, register: Register) -> tuple[str, ...]:
    """States and organisations of a label that is nothing but names: "Togo", "Chad and Mali", "Japan–Vietnam"; else nothing."""
    bare = _MARKS.sub("", text.strip(" :.*"))
    entity = _one(bare, register)
    if entity:
        return (entity,)
    parts = _SEPARATORS.split(bare)
    sure = [_one(part, register) for part in parts]
    if not any(sure):
        return ()
    # among names of states, a name that is something else elsewhere ("Guinea") is one of a state too
    listed = [entity or (_state(part, register) if len(parts) > 1 else None) for entity, part in zip(sure, parts, strict=True)]
    return tuple(dict.fromkeys(entity for entity in listed if entity)) if all(listed) else ()


def listed(text: str, register: Register) -> tuple[str, ...]:
    """The same of a list whose names may have a bracket or a share behind them: "China (84 percent), Oman"."""
    bare = re.sub(r"\s*(?:\([^()]*\)|,?\s*\d[\d.]*\s?(?:%|per\s?cent))", "", text)
    return named(re.sub(r"\s*;\s*", ", ", bare), register)


_ARTICLE = re.compile(r"(?i)\Athe\s+")
_ENDING = re.compile(r"['’]s?\Z|[.]\Z")


def _state(text: str, register: Register) -> str | None:
    """The one state that has this name, however common the word."""
    states = {n.entity for n in register.reference.by_name(text.strip()) if register.kind(n.entity) is EntityKind.STATE}
    return states.pop() if len(states) == 1 else None


def _one(text: str, register: Register, adjectives: bool = False) -> str | None:
    words = text.strip()
    if words[:3].lower() == "the":
        words = _ARTICLE.sub("", words)
    if not words or not words[0].isupper():
        return None
    known = register.reference.by_name(words)
    if not known:
        own = {e.id for e in register.new.values() if e.kind in _BODIES and words in (e.label, *e.aliases)}
        return own.pop() if len(own) == 1 else None
    names = [n for n in known if n.context is not NameContext.NEVER_ALONE and register.kind(n.entity) in _BODIES]
    if not adjectives:
        names = [n for n in names if n.kind not in (NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.PREFIX)]
    names = [n for n in names if n.context is not NameContext.CASE or n.text == words]
    entities = {n.entity for n in names}
    if len(entities) > 1:
        entities = {n.entity for n in names if n.kind is NameKind.NAME} or entities
    return next(iter(entities)) if len(entities) == 1 else None


def actors_in(text: str, register: Register) -> dict[str, int]:
    """States and organisations that a caption or header names among other words, by name or adjective, with where."""
    pieces = list(re.finditer(r"[^\s,;:()\[\]/–—]+", text))
    words = [piece[0] for piece in pieces]
    found: dict[str, int] = {}
    at = 0
    while at < len(words):
        longest = min(_LONGEST_NAME, len(words) - at) if words[at][:1].isupper() else 0
        for length in range(longest, 0, -1):
            phrase = " ".join(words[at : at + length])
            bare = _ENDING.sub("", phrase)
            entity = _one(bare, register, adjectives=True)
            if entity is None and bare != phrase:
                entity = _one(phrase, register, adjectives=True)
            if entity is not None:
                found.setdefault(entity, pieces[at].start())
                at += length - 1
                break
        else:
            pair = _hyphened(words, at, register) if "-" in words[at] else None
            if pair is not None:
                found.setdefault(pair[0], pieces[at].start())
                found.setdefault(pair[1], pieces[at].start() + words[at].index("-") + 1)
                at += pair[2] - 1
        at += 1
    return found


def _hyphened(words: list[str], at: int, register: Register) -> tuple[str, str, int] | None:
    """The two that a hyphen joins ("EU-Chile", "Japan-Viet Nam", "Indo-French"), with how many pieces it takes."""
    left, _, right = words[at].partition("-")
    first = None
    if left[:1].isupper() and right[:1].isupper():
        first = _one(left, register, adjectives=True) or _one(f"{left}-", register, adjectives=True)
    if first is None:
        return None
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = _ENDING.sub("", " ".join((right, *words[at + 1 : at + length])))
        second = _one(name, register, adjectives=True)
        if second is not None and second != first:
            return first, second, length
    return None


# --- what a label states ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header, caption or lead-in states of what stands under it.

    ``subject`` is "owner" (the actor the table is about), "partner" (those it lists), "both" or "one".
    """

    word: str
    relation: Relation
    subject: str
    domain: str | None


_DOERS = re.compile(
    r"(?i)\b(?:partners?|donors?|suppliers?|creditors?|lenders?|investors?|providers?|contributors?)\s+(?:of|to|in|by)\b|['’]s?\s+(?:\w+\s+)?donors?\b"
)
"""Captions whose listed actors do it: "Development partners of Rwanda", "Donors to Haiti"."""

RECEIVES = re.compile(r"(?i)\b(?:to|in|into|on|for|against|towards?)\s+(?:the\s+)?\Z")
_GIVES = re.compile(r"(?i)\bfrom\s+(?:the\s+)?\Z")


@cache
def _headings() -> tuple[Heading, ...]:
    """Entries, longer ones first."""
    rows = resources.rows("lexicon", "row_labels.tsv", required=("word", "relation", "subject", "source"))
    found = [
        Heading(r["word"], Relation(r["relation"]), r["subject"], f"domain:{r['domain']}" if r["domain"] else None) for r in rows
    ]
    return tuple(sorted(found, key=lambda h: (-len(h.word), h.word)))


@cache
def stated(*texts: str) -> Heading | None:
    """What the first of these texts that states anything states; the longest entry in it wins."""
    for text in texts:
        words = text.casefold()
        for heading in _headings():
            if table_words.found_in(heading.word, words):
                doers = heading.subject == "owner" and any(_DOERS.search(other) for other in texts)
                return replace(heading, subject="partner") if doers else heading
    return None


_BEHIND_HEAD = re.compile(r"(?i)\s*\([^)]*\)|\s+(?:on|for|between|with|to|in|of|from|concerning|regarding)\b.*")


@cache
def stated_by_head(text: str) -> Heading | None:
    """What a label states by the noun that ends it ("Defence Cooperation *Agreement* on Bases"), else as :func:`stated`."""
    head = _BEHIND_HEAD.sub("", text.casefold()).strip(" :.*")
    for heading in _headings():
        if head.endswith((f" {heading.word}", f" {heading.word}s")):
            return heading
    return stated(text)


def place_of_word(heading: Heading, text: str) -> int:
    """Where a text has the word that states; its end where it has it not."""
    found = table_words.found_in(heading.word, text.casefold())
    return found.start() if found is not None else len(text)


def domains_of(text: str) -> tuple[str, ...]:
    """Domains that a label or header names, most specific only."""
    return topics.settle(heading_domains(text)) if text else ()


def is_source(text: str, name_at: int) -> bool:
    """True for a name behind "from": what is listed comes from it."""
    return bool(_GIVES.search(text[:name_at]))


def pair_in(text: str, heading: Heading, register: Register) -> tuple[str, str] | None:
    """(subject, object) of a label that names both: "Kenyan exports to Uganda", "Imports from Chad by Togo"."""
    actors = actors_in(text, register)
    if len(actors) != 2:
        return None
    (first, _), (second, at) = sorted(actors.items(), key=lambda item: item[1])
    if stated(text) != heading or heading.subject == "both":
        return (first, second) if heading.subject == "both" and stated(text) == heading else None
    return (second, first) if is_source(text, at) else (first, second)


def owner_acts(heading: Heading, caption: str, name_at: int) -> bool:
    """Whether the actor a caption names does what is stated: "X's exports", "deliveries from X", but not "deliveries to X"."""
    before = caption[:name_at]
    if RECEIVES.search(before):
        return False
    return bool(_GIVES.search(before)) or heading.subject != "partner"


_AGREEMENT = re.compile(r"\b(?:Agreement|Treaty|Pact|Accord|Convention|Protocol|Compact|Charter|Memorandum|Declaration)s?\b")
_TITLE_CASE = re.compile(r"[A-Z][\w’'–-]*(?:\s(?:[A-Z][\w’'–-]*|of|and|on|the|for|in|to))*")


def agreement_in(text: str, register: Register, known: bool = False) -> str | None:
    """The agreement that a label is, new or known, or that a caption names among other words (``known`` ones only)."""
    bare = re.sub(r"(?i)\Athe\s+", "", text.strip(" :."))
    found = _known_agreement(bare, register)
    if found is not None:
        return found
    if not known and _TITLE_CASE.fullmatch(bare) and _AGREEMENT.search(bare) and " " in bare and not bare.endswith("s"):
        return register.add(EntityKind.AGREEMENT, bare)
    words = bare.split()
    for length in range(len(words) - 1, 1, -1):
        for at in range(len(words) - length + 1):
            found = _known_agreement(re.sub(r"(?i)\Athe\s+", "", " ".join(words[at : at + length])), register)
            if found is not None:
                return found
    return None


_NAMED_AGREEMENT = re.compile(
    r"(?:[A-Z][\w’'–-]*\s)+(?:Agreement|Treaty|Pact|Accord|Convention|Protocol|Compact|Charter)\b(?:\s(?:on|of|for)\s(?:the\s)?[A-Z][\w’'–-]*(?:\s(?:of|and|the|[A-Z][\w’'–-]*))*(?<=[a-z]))?"
)


_RESOLUTION = re.compile(
    r"(?:(?:UN|United Nations|Security Council|General Assembly|Human Rights Council)\s+)*[Rr]esolution\s+(?:[A-Z]+[-/])*\d[\w./-]*"
)


def agreement_within(text: str, register: Register) -> str | None:
    """The one agreement with a capitalised name of its own among the words of a caption: "Status of the Lagos Accord"."""
    resolution = _RESOLUTION.search(text)
    if resolution is not None:
        return register.add(EntityKind.AGREEMENT, resolution[0])
    found = {match[0] for match in _NAMED_AGREEMENT.finditer(re.sub(r"\A\w+\s(?=of\b)", "", text))}
    return register.add(EntityKind.AGREEMENT, found.pop()) if len(found) == 1 else None


def _known_agreement(name: str, register: Register) -> str | None:
    found = {n.entity for n in register.reference.by_name(name) if register.kind(n.entity) is EntityKind.AGREEMENT}
    return found.pop() if len(found) == 1 else None
