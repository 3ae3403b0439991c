"""What drills and patrols are for beside training, told by who holds them and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token


def fields_of_drill(noun: Token) -> tuple[str, ...]:
    """Fields of a drill or patrol, without exercises themselves: of navies, of police, along a border; none for other nouns."""
    lemma = noun.lemma_.casefold()
    if lemma != "patrol" and lemma not in word_class("drill"):
        return ()
    words = {token.lemma_.casefold() for token in noun.sent} | {token.lower_ for token in noun.sent}
    if {"coast", "guard"} <= words:
        words.add("coastguard")
    fields = []
    if words & (word_class("navy") | word_class("waters")):
        fields.append("domain:maritime-security")
    if words & word_class("police"):
        fields.append("domain:law-enforcement")
    if words & {"border", "frontier"} and lemma == "patrol":  # "drills near the border" are held there only
        fields.append("domain:border-security")
    return tuple(fields)
