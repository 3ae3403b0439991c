"""What a header or a short cell of a table is by its words: over those who give, over dates, a stage, a degree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity import resources
from comity.vocabulary import Modality, Relation

_SHORTEST = 5
"""Letters of a header word that counts among other words: "to", "from", "host" and "date" are looked for as whole headers."""

_BESIDE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|,.*|\b(?:main|top|principal|largest|major|key|first|total|the)\b|\d{4}(?:[–/-]\d{2,4})?"
)
"""What stands beside the word of a header: units, years, an order."""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry: its kind, what it states of giver and taker (None: the table's caption says), how it puts a thing forward."""

    word: str
    kind: str
    relation: Relation | None
    domain: str | None
    modality: Modality


@cache
def _entries() -> dict[str, tuple[Word, ...]]:
    """Entries of ``table_words.tsv`` by kind, longer ones first."""
    found: dict[str, list[Word]] = {}
    for row in resources.rows("lexicon", "table_words.tsv", required=("word", "kind", "source")):
        relation = Relation(row["relation"]) if row["relation"] else None
        domain = f"domain:{row['domain']}" if row["domain"] else None
        modality = Modality(row["modality"] or "asserted")
        found.setdefault(row["kind"], []).append(Word(row["word"], row["kind"], relation, domain, modality))
    return {kind: tuple(sorted(words, key=lambda w: (-len(w.word), w.word))) for kind, words in found.items()}


def found_in(word: str, text: str) -> re.Match[str] | None:
    """Where a text in lower case has the word, or its plural in -s, as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", text) if word in text else None


def begins(word: str, text: str) -> bool:
    """True where a text in lower case begins with the word, and not with a longer one."""
    return text.startswith(word) and re.match(r"[\w-]", text[len(word) :]) is None


def words_of(kind: str) -> frozenset[str]:
    """The words of a kind."""
    return frozenset(entry.word for entry in _entries()[kind])


def has(kind: str, text: str) -> bool:
    """True for a text, in any case, with a word of the kind, however short."""
    lowered = text.casefold()
    return any(found_in(entry.word, lowered) for entry in _entries()[kind])


@cache
def header(text: str, kind: str) -> Word | None:
    """The entry that a header is: the whole of it but for units, years and "main"; None for other headers."""
    bare = " ".join(_BESIDE.sub(" ", text.casefold()).split()).strip(" :.*")
    return next((entry for entry in _entries()[kind] if bare in (entry.word, f"{entry.word}s")), None)


@cache
def within(text: str, kind: str) -> Word | None:
    """The longest entry among the words of a header; short ones only as the whole header."""
    whole = header(text, kind)
    if whole is not None:
        return whole
    words = text.casefold()
    return next(
        (e for e in _entries()[kind] if len(e.word) >= _SHORTEST and found_in(e.word, words)),
        None,
    )


@cache
def is_plain(text: str) -> bool:
    """True for a header over what belongs to the table's tie: a date, a figure, goods, a status."""
    return any(header(text, kind) is not None for kind in ("date", "figure", "thing", "status"))


@cache
def stage(text: str) -> Word | None:
    """How far a cell says a thing has got, by its first words: "signed in 2019", "on order", "terminated"."""
    bare = re.sub(r"\A(?:was|is|are|were|to be|currently|still|already|yes,?)\s+", "", text.casefold().strip(" .*("))
    for kind in ("stage-over", "stage"):
        for entry in _entries()[kind]:
            if begins(entry.word, bare):
                return entry
    return None


def is_degree(text: str) -> bool:
    """True for a cell that only says how much: "Complete", "very high"."""
    return text.casefold().strip(" .*") in words_of("degree")
