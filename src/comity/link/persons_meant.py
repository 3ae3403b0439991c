"""Whom "he", "her" and "him" mean: the one person that fits, the subject before others, nobody where two fit alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.find.name_cues import cues
from comity.link.clauses import Found, clause_subjects, own_targets
from comity.link.discourse import HORIZON, ByToken, Discourse, Seen, distinct
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

_HER = frozenset({"she", "her", "hers", "herself"})
PERSONAL = _HER | {"he", "him", "his", "himself"}
"""Pronouns of the third person that mean persons."""


def person(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """The person meant by "he" or "her": subject of a clause above, else the last that fits; none beside another who fits."""
    if token.lower_ == "him" or (token.lower_ == "her" and token.tag_ == "PRP"):
        return _other_person(token, by_token, discourse)
    here = distinct(s for s in _named(0, token, discourse) if s.token < token.i)
    for subject in clause_subjects(token):
        span = by_token.get(subject.i)
        if span and subject.i < token.i and len(span.targets) == 1 and _fits(span.targets[0], token, discourse):
            if token.lower_.endswith("self") or len(here) < 2:
                return span.targets, "subject of its clause"
            return (), "two persons of this sentence fit"
    return _last(token, discourse)


def _last(token: Token, discourse: Discourse) -> Found:
    """The last subject within reach, else the only person of a sentence."""
    for back in range(HORIZON):
        named = _named(back, token, discourse)
        subjects, names = distinct(s for s in named if s.subject), distinct(s for s in named if back or not s.attributive)
        if len(subjects) == 1 and (back or len(names) == 1):
            return subjects, "last subject before it"
        if len(names) == 1:
            return names, "the only person before it"
        if names:
            return (), "several persons before it"
    return (), "no person before it"


def _other_person(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """The person that an object means: the only one besides the one who acts in its clause."""
    barred = own_targets(token, by_token)
    for back in range(HORIZON):
        named = [s for s in _named(back, token, discourse) if s.targets[0] not in barred]
        names, subjects = distinct(named), distinct(s for s in named if s.subject)
        if len(names) == 1 or (barred and len(subjects) == 1):
            return names if len(names) == 1 else subjects, "the person who does not act in its clause"
        if names:
            return (), "several persons before it"
    return (), "no person before it"


def _named(back: int, token: Token, discourse: Discourse) -> list[Seen]:
    """Persons of the sentence so many before this one whom the pronoun can mean, the last first."""
    return [s for s in discourse.back(back) if s.sentence == discourse.sentence - back and _fits(s.targets[0], token, discourse)]


def _fits(entity: str, token: Token, discourse: Discourse) -> bool:
    """False for another kind, and for "he" of a woman or "she" of a man; of persons no table knows a given name decides."""
    if discourse.kind(entity) is not EntityKind.PERSON:
        return False
    label = discourse.register.label(entity).casefold()
    woman = label in cues("woman") or label.split()[0] in cues("woman")
    if token.lower_ in _HER:
        return woman or entity in discourse.register.new
    return not woman
