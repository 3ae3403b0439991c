"""The subjects around a pronoun, which rules on what it means ask for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.link.discourse import ByToken

if TYPE_CHECKING:
    from comity.parsed_text import Token

Found = tuple[tuple[str, ...], str]
"""What a pronoun means and why; no target where that stays open."""


def clause_subjects(token: Token, *, own: bool = True) -> list[Token]:
    """Subjects of the clauses above a token, nearest first, without the one it is or sits in; ``own``: of its own clause too."""
    found: list[Token] = []
    below = token
    first = True
    for above in grammar.governors(token):
        if grammar.is_verb(above):
            if own or not first:
                for subject in grammar.surface_subjects(above):
                    # the subject of a relative clause stands above the clause; that is no reason to leave it out
                    within = subject.is_ancestor(token) and not subject.is_ancestor(above)
                    inside = subject in (token, below) or within
                    if not inside and subject not in found:
                        found.append(subject)
            first = False
        below = above
    return found


def own_targets(token: Token, by_token: ByToken) -> set[str]:
    """What the subject of the token's own clause names, which an object of the clause cannot be."""
    verb = grammar.verb_over(token)
    subjects = grammar.surface_subjects(verb) if verb is not None else []
    return {t for s in subjects for m in grammar.conjuncts(s) if m.i in by_token for t in by_token[m.i].targets}
