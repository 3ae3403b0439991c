"""The words and patterns of ``data/lexicon/furniture.tsv``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from comity import resources
from comity.errors import BadTable
from comity.read.dates import DATE

TABLE = ("lexicon", "furniture.tsv")

Where = Literal["anywhere", "start", "end", "signed", "list", "rest", "cell", "word"]

NAME = (
    r"(?-i:(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Amb|Ambassador|Sir|Dame|Lt|Col|Gen)\.? )*"
    r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'-]+|\.)"
    r"(?: (?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.(?:[A-Z]\.)?|(?:de|da|dos|del|la|van|von|der|den|bin|ibn|al|el|ul|ur)\b|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]+)){0,3}"
    r" (?:al-|el-|de |van |von )?[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]+)"
)
"""A person's name as bylines write it: two to five words with capitals, initials and particles."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a pattern that the whole reading text has to match, what it is, where it may stand, how long it may be."""

    pattern: re.Pattern[str]
    kind: str
    where: Where
    words: int


@cache
def rules() -> dict[Where, tuple[Rule, ...]]:
    """Rules by where they may stand.

    Raises:
        BadTable: a pattern does not compile, a place is unknown or a length is no number.
    """
    found: dict[Where, list[Rule]] = {where: [] for where in get_args(Where)}
    for row in resources.rows(*TABLE, required=("pattern", "kind", "where", "words", "source")):
        if row["where"] not in found:
            raise BadTable(f"unknown place {row['where']!r}", file="/".join(TABLE), next_step="use " + ", ".join(found))
        try:
            pattern = re.compile(row["pattern"].replace("{name}", NAME).replace("{date}", DATE), re.IGNORECASE)
            words = int(row["words"])
        except (re.error, ValueError) as error:
            raise BadTable(f"{row['pattern']!r}: {error}", file="/".join(TABLE), next_step="correct the row") from error
        where: Where = row["where"]
        found[where].append(Rule(pattern, row["kind"], where, words))
    return {where: tuple(group) for where, group in found.items()}


@cache
def longest(where: Where) -> int:
    """Most words that any rule of a place allows."""
    return max((rule.words for rule in rules()[where]), default=0)


@cache
def any_rule(where: Where) -> re.Pattern[str]:
    """All patterns of a place as one: most blocks match none of them, and learn it from one call."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules()[where]), re.IGNORECASE)


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """The word rows of a kind as one pattern between word boundaries, case left aside."""
    alternatives = [rule.pattern.pattern for rule in rules()["word"] if rule.kind == kind]
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def clause_words() -> re.Pattern[str]:
    """Verbs and linking words that tell a clause from a heading or a label."""
    return words_of("clause")


def is_caption(line: str) -> bool:
    """True for a line that names the table or figure after it by number ("Table 2: Trade in 2023")."""
    return bool(words_of("caption").match(line))


def introducing_words() -> re.Pattern[str]:
    """Words by which a sentence announces the list or table after it."""
    return words_of("introduces")
