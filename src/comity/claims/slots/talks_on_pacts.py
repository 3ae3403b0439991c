"""Between whom talks are, told by the agreement they are on: "the X–Y Trade Agreement negotiations", "talks on an X–Y treaty"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.qualifiers import topics
from comity.find.domains import heading_domains
from comity.grammar import word_class
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_ABOUT = frozenset({"on", "for", "over", "about", "towards", "toward", "of", "regarding", "concerning", "to"})


def lend_from_pact(talks: Token, slots: grammar.Slots, passage: Passage) -> None:
    """Fill the parties of the agreement that talks are on, where the text names them with it."""
    if talks.lemma_.casefold() not in word_class("meeting"):
        return
    found = [head for pact in _pacts(talks, passage) for head in _joined_by(pact, passage)]
    if found:
        slots["pact"] = found


def _pacts(talks: Token, passage: Passage) -> list[Token]:
    """Heads of the agreements that talks are on."""
    named = [word for word in grammar.children(talks, "compound", "nmod", "amod") if word.i in passage.by_token]
    return named + [head for name, head in grammar.prepositions(talks) if name in _ABOUT]


def field_of_pact(talks: Token, passage: Passage) -> tuple[str, ...]:
    """Fields in the name of the agreement that talks are on: "the X–Y [Trade] Agreement negotiations"."""
    for pact in _pacts(talks, passage):
        span = passage.by_token.get(pact.i)
        entity = passage.register.entity(span.targets[0]) if span is not None else None
        if entity is not None and entity.kind is EntityKind.AGREEMENT:
            found = entity.domains or topics.settle(heading_domains(entity.label))
            return tuple(domain for domain in found if domain not in topics.OFFICIAL)[:2]
        if span is None and pact.lemma_.casefold() in word_class("agreement"):
            return tuple(domain for domain in topics.of_noun(passage, pact) if domain not in topics.OFFICIAL)
    return ()


def is_under_talks(pact: Token) -> bool:
    """True for an agreement that talks are on: "the X [Agreement] negotiations", "talks on the X [Agreement]"."""
    over = pact.head
    if pact.dep_ == "pobj" and over.lower_ in _ABOUT - {"of"}:
        over = over.head
    elif pact.dep_ not in ("compound", "nmod", "amod"):
        return False
    return over.lemma_.casefold() in word_class("parley")


def _joined_by(pact: Token, passage: Passage) -> list[Token]:
    """The names of two or more that an agreement's name or noun holds."""
    span = passage.by_token.get(pact.i)
    if span is not None:
        if passage.register.kind(span.targets[0]) is not EntityKind.AGREEMENT:
            return []
        return [passage.parsed.doc[i] for i in range(span.start, span.end) if i in passage.inner]
    if pact.lemma_.casefold() not in word_class("agreement"):
        return []
    own = grammar.noun_slots(pact)
    named = [head for name in ("mod", "between", "poss", "with") for head in own.get(name, ())]
    return [head for head in named if head.i in passage.by_token]
