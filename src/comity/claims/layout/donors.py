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
from comity.claims.layout import labels, table_words
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

_NOT_LISTED = 9
"""Rank of those that the table of donors does not have."""

_FIRST_WORDS = 6
_BEHIND = 12
"""Characters behind a head noun that may end its name: "line *of credit*"."""

_MONEY_FIRST = re.compile(
    r"(?i)\A\W*(?:(?:an?|the|over|more than|about|around|nearly|almost|roughly|approximately|up to|some|additional|another|further"
    r"|new|in|with)\s+)*(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)?\s?\d"
)
_IS_MONEY = re.compile(r"(?i)\A\W*(?:over |more than |about |up to )?(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)\s?\d")
_FOR_WHAT = re.compile(
    r"(?i)\b(?:for|to (?!be\b|date\b|\d)|towards?|under the|through (?:the|[A-Z])|from the (?:[A-Z]|gov)"
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
    if len(pair) != 2 or any(passage.register.kind(one) not in (EntityKind.STATE, EntityKind.ORGANIZATION) for one in pair):
        return None
    giver = _named_giver(passage, pair) or giver_of(pair)
    heading = _heading(passage, sentence, next((one for one in pair if one != giver), "")) if giver else None
    return (heading, giver, next(one for one in pair if one != giver)) if heading is not None else None


def _named_giver(passage: Passage, pair: tuple[str, ...]) -> str:
    """The one of two from whom the phrase itself says it comes: "seed money from the Swedish government", "loans by Proparco"."""
    doc = passage.parsed.doc
    for span in passage.spans:
        owners = [one for one in pair for target in span.targets if one in (target, passage.register.home(target))]
        if len(set(owners)) == 1 and any(doc[i].lower_ in ("from", "by") for i in range(max(0, span.start - 3), span.start)):
            return owners[0]
    return ""


def _heading(passage: Passage, sentence: Span, receiver: str) -> Heading | None:
    """What a phrase says is given: an amount, a noun, a participle, a thing for the receiver's own; None for other phrases."""
    text, root = passage.text, sentence.root
    if _BACKING.search(text):
        return None
    if _MONEY_FIRST.match(text) and any(found.quantity.currency for found in passage.figures):
        is_for = _FOR_WHAT.search(text.partition(";")[0]) and not _OTHER_MONEY.search(f"{passage.block.label} {text}")
        return _aid("amount") if is_for else None
    if _IS_MONEY.match(passage.block.label) and not _OTHER_MONEY.search(text):
        return _aid("amount")
    prepositions = grammar.prepositions(root)
    if root.lemma_.casefold() in table_words.words_of("handing") and any(name in ("of", "for", "to") for name, _ in prepositions):
        return _aid(root.lemma_.casefold())
    first = text[: root.idx + len(root.text) - sentence.start_char + _BEHIND]
    stated = labels.stated(" ".join(first.split()[:_FIRST_WORDS]))
    if stated is not None and stated.relation is Relation.AIDS and stated.subject == "owner" and root.pos_ == "NOUN":
        return stated
    if any(name == "for" and _belongs(head, receiver, passage) for name, head in prepositions):
        return _aid("for")
    for verb in () if ";" in text else [root] if root.tag_ == "VBN" else grammar.children(root, "acl"):
        by_whom = any(name == "by" for name, _ in grammar.prepositions(verb))
        if verb.lemma_.casefold() in table_words.words_of("handed") and not by_whom:
            return _aid(verb.lemma_.casefold())
    return None


def _belongs(head: Token, receiver: str, passage: Passage) -> bool:
    """True for a body of the receiver's own ("for the Kenyan navy"), not for the receiver itself ("a visa for Kenya")."""
    owners = [passage.by_token.get(child.i) for child in grammar.children(head, "compound", "amod", "poss")]
    if any(span is not None and receiver in span.targets for span in owners):
        return True
    span = passage.by_token.get(head.i)
    return span is not None and any(t != receiver and passage.register.home(t) == receiver for t in span.targets)


def _aid(word: str) -> Heading:
    return Heading(word, Relation.AIDS, "owner", None)
