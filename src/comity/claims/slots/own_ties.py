"""Bad blood that names no ends: in a text about two "tensions rose" means theirs, unless it says whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.grammar import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset(
    "over about on regarding concerning since after before during until amid following despite".split()  # noqa: SIM905
)
"""Prepositions behind which stands what it is about or when; behind others whose it is: "a row with the union"."""


def is_of_the_pair(noun: Token) -> bool:
    """True for a noun of discord that neither its adjectives nor its phrases give to others: not "ethnic tensions"."""
    if any(name not in _BESIDE and not (name == "in" and head.pos_ == "NUM") for name, head in grammar.prepositions(noun)):
        return False
    if any(child.dep_ == "poss" and child.lower_ != "their" for child in noun.children):
        return False
    if noun.dep_ == "attr" and any(subject.pos_ == "PROPN" for subject in grammar.children(noun.head, "nsubj")):
        return False  # "the Gulf remains a flashpoint" for all who are there
    if noun.dep_ == "pobj" and (noun.head.lower_ == "with" or (noun.head.lower_ == "by" and noun.head.head.dep_ == "acl")):
        return False  # "viewed the deal with distrust", "a world marked by tensions"
    words = word_class("elsewhere")
    return (noun.pos_ == "NOUN" or noun.i == noun.sent.start) and not any(
        child.lower_ in words or child.pos_ == "PROPN" for child in noun.children if child.dep_ in ("amod", "compound", "nmod")
    )
