"""Who is meant where the sentence names no subject: whom a recommendation is addressed to, who bears a measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.layout import labels
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.slots.arguments import Argument
from comity.model import BlockKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.claims.slots.filling import Filled
    from comity.parsed_text import Token

_ADDRESS = re.compile(r"\A(?:recommendations?\s+)?(?:to|for)\s+", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:should|must|could|can|may|might|ought to|needs? to|has to|is to|would do well to|is urged to)\b", re.IGNORECASE
)
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
_ACTING = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})


def addressed(token: Token, passage: Passage) -> tuple[str, ...]:
    """The one actor that an order without a subject is for: "To the Government of X", "X should:" above "Open an embassy in Y".

    Empty where the word stands in no order, or where more than one are named above it.
    """
    if not passage.is_fragment or passage.block.kind is not BlockKind.BULLET or not _is_ordered(token):
        return ()
    found = passage.linked.parses[passage.index].doc.user_data.get(_TABLE)
    if found is None:
        found = passage.linked.parses[passage.index].doc.user_data[_TABLE] = _above(passage)
    return tuple(found)


_TABLE = "comity addressee"


def _above(passage: Passage) -> tuple[str, ...]:
    """Whom the lead-in says should act, or else the nearest heading is addressed to."""
    lead = passage.block.lead_in
    asked = _ASKED.search(lead)
    texts = [lead[: asked.start()]] if asked is not None else []
    texts += [heading for heading in reversed(passage.block.section[-2:]) if _ADDRESS.match(heading)]
    for text in texts:
        actors = [a for a in labels.actors_in(text, passage.register) if passage.register.kind(a) in _ACTING]
        if actors:
            return (actors[0],) if len(actors) == 1 else ()
    return ()


def _is_ordered(token: Token) -> bool:
    """True for a bare verb at the head of a sentence without a subject, and for what it is done to."""
    verb = token if grammar.is_verb(token) else grammar.verb_over(token)
    while verb is not None and verb.dep_ in ("conj", "xcomp", "advcl") and grammar.is_verb(verb.head):
        verb = verb.head
    return (
        verb is not None
        and verb.tag_ in ("VB", "VBP")
        and verb.head == verb
        and not grammar.children(verb, "nsubj", "nsubjpass", "expl", "aux")
    )


def clause_actor(token: Token, passage: Passage, filled: Filled) -> list[Argument]:
    """Who is meant as the target where none is named: the subject of the clause, if it is an actor and not the source itself.

    "Amid Western sanctions, X turned …", "X circumvents the sanctions": what X is under or withstands is against X.
    """
    source = {a.entity for a in filled.subjects}
    if token.dep_ not in ("pobj", "dobj", "conj") or token.lower_ == "those":  # "keeping those on X" strikes X alone
        return []
    if token.dep_ == "pobj" and token.head.head.lemma_.casefold() in carriers("gone"):
        return []  # "under a waiver of X's sanctions" nobody is sanctioned
    if token.dep_ == "pobj" and token.head.lower_ in _ABOUT and token.head.head.pos_ == "NOUN":
        return []  # "cooperation on sanctions", "talks about an embargo": what they speak of strikes neither
    over = grammar.verb_over(token)
    if over is not None and over.lemma_ in carriers("levying"):
        return []  # who complies with them or enforces them is not their target
    if not filled.subjects:
        filled.agentless = True
    for above in grammar.governors(token):
        if grammar.is_verb(above):
            whom = grammar.indirect_objects(above) or [
                head for name, head in grammar.prepositions(above) if name == "for" and head.i < above.i and head.pos_ == "PROPN"
            ]
            found = [a for a in passage.arguments(whom or grammar.surface_subjects(above)) if a.entity not in source]
            if found:
                return [Argument(a.entity, a.token, a.span, a.via or "target not named: subject of the clause") for a in found]
    return []
