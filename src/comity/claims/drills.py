"""What drills and patrols are for beside training, told by who holds them and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_DRILLS = frozenset({"drill", "exercise", "patrol", "manoeuvre", "maneuver", "wargame"})
_AT_SEA = ["navy", "naval", "fleet", "warship", "frigate", "corvette", "destroyer", "coastguard", "maritime"]
_WATERS = ["sea", "strait", "gulf", "bay", "ocean", "waters", "channel", "coast", "coastline", "lagoon"]
_POLICE = ["police", "policeman", "gendarme", "gendarmerie", "constabulary"]


def fields_of_drill(noun: Token) -> tuple[str, ...]:
    """Fields of a drill or patrol, without exercises themselves: of navies, of police, along a border; none for other nouns."""
    if noun.lemma_.casefold() not in _DRILLS:
        return ()
    words = {token.lemma_.casefold() for token in noun.sent} | {token.lower_ for token in noun.sent}
    if {"coast", "guard"} <= words:
        words.add("coastguard")
    fields = []
    if words & {*_AT_SEA, *_WATERS}:
        fields.append("domain:maritime-security")
    if words & set(_POLICE):
        fields.append("domain:law-enforcement")
    if words & {"border", "frontier"} and noun.lemma_.casefold() == "patrol":  # "drills near the border" are held there only
        fields.append("domain:border-security")
    return tuple(fields)
