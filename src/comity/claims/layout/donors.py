"""Who of two gives, where a list about both says what is given and no text over it says by whom.

"$300 million for clearing mines" in a text on "Norway and Laos" is Norway's; between Norway and Sweden nothing tells. Beside
the amounts of money that are for something, phrases are meant whose first noun hands over ("transfer of three cutters") or whose
participle does ("two patrol boats delivered in 2021").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.layout import table_words
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

_NOT_LISTED = 9
"""Rank of those that the table of donors does not have."""

_MONEY_FIRST = re.compile(
    r"(?i)\A\W*(?:(?:an?|the|over|more than|about|around|nearly|almost|roughly|approximately|up to|some|additional|another|further"
    r"|new|in|with)\s+)*(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)?\s?\d"
)
_FOR_WHAT = re.compile(
    r"(?i)\b(?:for|to (?!be\b|date\b|\d)|towards?|under the|through (?:the|[A-Z])"
    r"|in (?:support|assistance|aid|grants?|loans?|funding|financing|\w+ (?:aid|assistance)))"
)
_OTHER_MONEY = re.compile(
    r"(?i)\b(?:trade|export|import|debt|deficit|surplus|invest|remit|sales?\b|turnover|worth|contract|arrears|fine\b|compensation|stolen"
    r"|profit|loss|damage|per capita|GDP|budget of)"
)
_BACKING = re.compile(
    r"(?i)\b(?:membership|bid|candida\w+|sovereignty|independence|integrity|positions?|claims?|resolutions?|statehood|seat|accession)\b"
)
"""What is supported with words, not with help."""


@cache
def _ranks() -> dict[str, int]:
    return {row["donor"]: int(row["rank"]) for row in resources.rows("lexicon", "donors.tsv", required=("donor", "rank", "source"))}


def giver_of(pair: tuple[str, ...]) -> str:
    """The one of two that gives to the other, by the table of donors; "" where they stand level or are not two."""
    if len(pair) != 2:
        return ""
    first, second = (_ranks().get(one, _NOT_LISTED) for one in pair)
    return "" if first == second else pair[0] if first < second else pair[1]


def given(passage: Passage, sentence: Span) -> tuple[Heading, str, str] | None:
    """(what is stated, giver, receiver) of a bare phrase about two that says by itself that something is given."""
    pair = passage.context
    giver = giver_of(pair)
    if not giver or any(passage.register.kind(one) not in (EntityKind.STATE, EntityKind.ORGANIZATION) for one in pair):
        return None
    word = _word(passage, sentence)
    if not word:
        return None
    receiver = next(one for one in pair if one != giver)
    return Heading(word, Relation.AIDS, "owner", None), giver, receiver


def _word(passage: Passage, sentence: Span) -> str:
    """The word by which a phrase says that something is given: an amount, a noun, a participle; "" for other phrases."""
    text = passage.text
    if _MONEY_FIRST.match(text) and any(found.quantity.currency for found in passage.figures):
        behind = text[: text.find(";")] if ";" in text else text
        return "amount" if _FOR_WHAT.search(behind) and not _OTHER_MONEY.search(f"{passage.block.label} {text}") else ""
    if _BACKING.search(text):
        return ""
    root = sentence.root
    if root.lemma_.casefold() in table_words.words_of("handing"):
        below = [head for name, head in grammar.prepositions(root) if name in ("of", "for")]
        return root.lemma_.casefold() if below else ""
    handed = [root] if root.tag_ == "VBN" else grammar.children(root, "acl")
    for verb in handed:
        if verb.lemma_.casefold() in table_words.words_of("handed") and not any(
            name == "by" for name, _ in grammar.prepositions(verb)
        ):
            return verb.lemma_.casefold()
    return ""
