"""Pronouns and pointing nouns of one text, in its order, with the discourse brought along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comity.link.discourse import Discourse, remember, remember_loose
from comity.link.nominals import nominal, office_holder
from comity.link.pronouns import pronoun
from comity.link.spans import LinkedSpan

if TYPE_CHECKING:
    from comity.parsed_text import Doc

__all__ = ["Discourse", "resolve"]


def resolve(doc: Doc, spans: Sequence[LinkedSpan], discourse: Discourse) -> list[LinkedSpan]:
    """The spans with those of pronouns and pointing nouns added, in order; the discourse then knows what the text named.

    A pointing noun takes the place of what was found inside it ("the three [neighbours]", "the [Himalayan] republic").
    """
    kept = list(spans)
    by_token = {index: span for span in spans for index in range(span.start, span.end)}
    for sentence in doc.sents:
        discourse.new_sentence()
        for token in sentence:
            span = by_token.get(token.i)
            if span is not None and span.how == "leader for state" and token.i == span.end - 1:
                person = office_holder(span, token, discourse)
                if person is not None:
                    kept[kept.index(span)] = person
                    by_token.update(dict.fromkeys(range(person.start, person.end), person))
                    span = person
            if span is not None and token.i == span.end - 1 and _is_counted(doc, span):
                members = nominal(token, {}, discourse)
                if members is not None and members.targets:
                    covered = {id(by_token[i]) for i in range(members.start, members.end) if i in by_token}
                    kept = [s for s in kept if id(s) not in covered] + [members]
                    by_token.update(dict.fromkeys(range(members.start, members.end), members))
                    span = members
            if span is not None and (span.targets or not _is_plain_word(doc, span)):
                if token.i == span.end - 1:
                    remember(span, doc, by_token, discourse)
                continue
            pointed = pronoun(token, by_token, discourse) or nominal(token, by_token, discourse)
            if pointed is None:
                remember_loose(token, discourse)
                continue
            inside = {id(by_token[i]) for i in range(pointed.start, pointed.end) if i in by_token}
            kept = [s for s in kept if id(s) not in inside]
            kept.append(pointed)
            by_token.update(dict.fromkeys(range(pointed.start, pointed.end), pointed))
            if pointed.targets:
                remember(pointed, doc, by_token, discourse)
    return sorted(kept, key=lambda s: s.start)


def _is_counted(doc: Doc, span: LinkedSpan) -> bool:
    """True for the group of "the two Nordic states", which may be two that were named."""
    return span.start > 0 and doc[span.start - 1].lower_ in ("two", "three", "four", "both")


def _is_plain_word(doc: Doc, span: LinkedSpan) -> bool:
    """True for an undecided name without a capital, which is a common noun before it is a name ("neighbours")."""
    return all(not token.text[:1].isupper() for token in doc[span.start : span.end])
