"""Which words of a text the lexicon knows as predicates, in the place they stand in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims import lexicon
from comity.claims.lexicon import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _phrasal() -> frozenset[str]:
    """Verbs that have an entry with a particle or an object ("carry_out", "take_part")."""
    return frozenset(word.partition("_")[0] for word, pos in lexicon.predicates() if pos == "v" and "_" in word)


def predicates_of(token: Token) -> tuple[Predicate, ...]:
    """Entries of the lexicon for a word in its place; two-word entries ("trade agreement", "take part") come first."""
    table = lexicon.predicates()
    lemma = token.lemma_.casefold()
    if grammar.is_verb(token):
        if lemma in _phrasal():
            for child in grammar.children(token, "prt", "advmod", "dobj"):
                found = table.get((f"{lemma}_{child.lower_}", "v"))
                if found and child.i > token.i:
                    return found
        if token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass", "pobj") and (token.lower_, "n") in table:
            # "[fighting] between X and Y ended"
            return table[token.lower_, "n"]
        return table.get((lemma, "v"), ())
    if token.pos_ in ("NOUN", "PROPN"):
        before = token.nbor(-1).lemma_.casefold() if token.i > 0 else ""
        word = token.lemma_.casefold() if token.pos_ == "NOUN" else token.lower_
        return (
            table.get((f"{before} {word}", "n"), ())
            or table.get((word, "n"), ())
            or table.get((token.lower_.removesuffix("s"), "n"), ())
        )
    if token.pos_ == "ADJ" or (token.tag_ in ("VBN", "JJ") and token.dep_ in ("acomp", "amod")):
        return table.get((lemma, "a"), ()) or table.get((token.lower_, "a"), ()) or participle(token)
    return ()


def participle(token: Token) -> tuple[Predicate, ...]:
    """Entries of the verb whose participle the tagger took for an adjective ("armed and financed by …")."""
    word = token.lower_
    if not word.endswith("ed") or not grammar.agents(token):
        return ()
    table = lexicon.predicates()
    return table.get((word[:-2], "v"), ()) or table.get((word[:-1], "v"), ())
