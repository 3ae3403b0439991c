"""The nouns around the name of an agreement that say what it is: "the X Union, a treaty", "the Agreement establishing the X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.claims.passage import Passage
from comity.grammar import word_class
from comity.link import LinkedSpan

if TYPE_CHECKING:
    from comity.parsed_text import Token


def head_over(root: Token, span: LinkedSpan) -> Token:
    """The agreement's noun outside its name: "the X Union [treaty]", "the [Agreement] establishing the X"."""
    above = root.head
    is_agreement = above.pos_ == "ADJ" or above.lemma_.casefold() in word_class("agreement")
    if root.dep_ in ("compound", "nmod") and above.i == span.end and is_agreement:
        return above  # "an EPA compatible with X": an adjective behind the name is its head to the parser
    if (
        root.dep_ == "dobj"
        and above.tag_ == "VBG"
        and above.dep_ == "acl"
        and above.head.lemma_.casefold() in word_class("agreement")
    ):
        return above.head
    return root


def apposed(span: LinkedSpan, passage: Passage) -> list[Token]:
    """The noun that says what kind of agreement a name is, right after it: "the X Union, a treaty signed in …"."""
    doc = passage.parsed.doc
    near = doc[span.end : min(span.end + 6, len(doc))]
    return [t for t in near if t.lemma_.casefold() in word_class("agreement") and t.dep_ in ("appos", "npadvmod", "conj")][:1]
