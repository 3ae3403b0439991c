"""Words that say something hostile, and whom they strike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.words import predicates_of

if TYPE_CHECKING:
    from comity.parsed_text import Token

_AGAINST = frozenset({"against", "on", "upon", "at", "over", "of"})


def blames(verb: Token) -> bool:
    """True for verbs that say something hostile or end what their object names."""
    return verb.lemma_ in carriers("halting") or _is_hostile(verb)


def targets(noun: Token) -> set[Token]:
    """Words of the phrases that say whom a hostile act strikes: who backs "the sanctions [on X]" does not back X."""
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return set()
    struck = _AGAINST if _is_hostile(noun) else {"against"}
    return {word for phrase in grammar.children(noun, "prep") if phrase.lower_ in struck for word in phrase.subtree}


def _is_hostile(word: Token) -> bool:
    return any(p.relation is not None and p.relation.polarity < 0 for p in predicates_of(word))
