"""Members listed right behind a body's name: "the Quad (Australia, India, Japan and the United States)", "AES — Mali, …".

Only behind a bracket, a dash or a colon, only states, and two of them at the least: an apposition of one is something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.claims.arguments import Argument
from comity.claims.passage import Passage
from comity.claims.scope import scope_of
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span

NAME = "members"
_OPENERS = frozenset({"(", "—", "–", "-", "--", ":"})
_BETWEEN = frozenset({",", "and", "the", ";", "&", "as", "well", "plus"})
_COMPANIES = frozenset({"company", "bank", "ministry", "ngo", "armed-group", "court"})


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """``memberOf`` for each state of a list that stands right behind an organisation's name."""
    doc = passage.parsed.doc
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end or not _is_body(span, passage):
            continue
        at = span.end
        while at < sentence.end and doc[at].text in ('"', "'", "''", ",", "”", "(") and doc[at].text != "(":
            at += 1
        if at >= sentence.end or doc[at].text not in _OPENERS:
            continue
        listed = _list_from(passage, at + 1, sentence.end)
        if len(listed) < 2 or not _ends(passage, listed[-1].end, sentence.end):
            continue
        body = Argument(span.targets[0], doc[span.end - 1], span)
        scope = scope_of(doc[span.start : span.end].root)
        for member in listed:
            claim = Claim.of(member.targets[0], Relation.MEMBER_OF, span.targets[0], modality=scope.modality, negated=scope.negated)
            subject = Argument(member.targets[0], doc[member.end - 1], member)
            yield passage.statement(claim, doc[span.end - 1], subject, body, "members-listed", 0.75)


def _is_body(span: LinkedSpan, passage: Passage) -> bool:
    """True for organisations that states belong to; not for firms, ministries and armed groups."""
    if len(span.targets) != 1 or passage.register.kind(span.targets[0]) is not EntityKind.ORGANIZATION or span.inner:
        return False
    entity = passage.register.entity(span.targets[0])
    return entity is not None and not entity.state and passage.register.reference.types.get(span.targets[0], "") not in _COMPANIES


def _list_from(passage: Passage, start: int, end: int) -> list[LinkedSpan]:
    """States in a row from a token on, with nothing but commas and "and" between them."""
    doc, found, at = passage.parsed.doc, [], start
    while at < end:
        span = passage.by_token.get(at)
        if (
            span is not None
            and len(span.targets) == 1
            and passage.register.kind(span.targets[0]) is EntityKind.STATE
            and not span.attributive
        ):
            found.append(span)
            at = span.end
        elif doc[at].lower_ in _BETWEEN:
            at += 1
        else:
            break
    return found


def _ends(passage: Passage, at: int, end: int) -> bool:
    """True when the list is over where it should be: at the end of the sentence, a bracket, a dash or a comma before a verb."""
    doc = passage.parsed.doc
    return at >= end or doc[at].is_punct or doc[at].dep_ in ("aux", "auxpass", "ROOT")
