"""Words of a question that no part of its reading accounts for.

Two states named make no question of their ties: "What was the score when Brazil played Argentina" asks of something else. Where
only the names and loose words carry a reading, each word of weight must be one that comity knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.ask.declarative import singular
from comity.ask.question import Wanted
from comity.ask.words import words
from comity.claims.lexicon import carriers, operators, predicates
from comity.claims.words import predicates_of
from comity.find import dates, domains
from comity.link import LinkedSpan

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_OF_WEIGHT = frozenset({"NOUN", "VERB", "ADJ"})
"""Names are accounted for by linking, or are told as unknown; adverbs seldom change what is asked."""


def strangers(doc: Doc, spans: tuple[LinkedSpan, ...], kinds: dict[str, Wanted]) -> tuple[str, ...]:
    """Words of weight that are no name, date, field, relation, way of putting it, kind of thing or word of asking.

    Args:
        doc: the parsed question.
        spans: its names as they were linked.
        kinds: nouns that say what is asked for.
    """
    covered = {i for span in spans if span.targets for i in range(span.start, span.end)}
    covered |= {i for one in domains.domains_in(doc) for i in range(one.start, one.end)}
    days = dates.dates_in(doc.text)
    loose = (
        token for token in doc
        if token.pos_ in _OF_WEIGHT and token.is_alpha and not token.is_stop and token.i not in covered
        and not any(day.start <= token.idx < day.end for day in days)
    )  # fmt: skip
    return tuple(token.lower_ for token in loose if not _is_known(token, kinds))


def _is_known(token: Token, kinds: dict[str, Wanted]) -> bool:
    forms = {token.lemma_.casefold(), token.lower_, token.lower_.removesuffix("s"), singular(token)}
    plain = words("asking") | words("weak") | carriers("light").keys() | kinds.keys()
    if not forms.isdisjoint(plain) or predicates_of(token):
        return True
    return any((form, part) in table for form in forms for part in "vna" for table in (predicates(), operators()))
