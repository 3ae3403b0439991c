"""Who holds which office: titles before names, appositions, "under President X".

The state is the one the title names ("Chilean President X", "X, president of Chile"), else the one where the reference knows
the person in office, else none, and then there is no claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.arguments import Argument
from comity.claims.passage import Passage
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.reference import Reference
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAME = "offices"
_PAST = frozenset({"former", "ex-president", "late", "ex", "then"})
_NO_OFFICE = frozenset({"honorific", "former", "other", "officer", "spokesperson", "envoy"})
_LONGEST_TITLE = 5


@cache
def titles() -> dict[str, str]:
    """Title of office → rank."""
    return {row["title"]: row["rank"] for row in resources.rows("lexicon", "offices.tsv", required=("title", "rank", "source"))}


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each person whose office the sentence names."""
    for span in passage.spans:
        if not (sentence.start <= span.start < sentence.end) or len(span.targets) != 1:
            continue
        if passage.register.kind(span.targets[0]) is not EntityKind.PERSON or span.how in ("pronoun", "plural anaphora"):
            continue
        found = _title_of(span, passage)
        if found is None:
            continue
        title, trigger, state = found
        argument = Argument(span.targets[0], passage.parsed.doc[span.end - 1], span)
        claim = Claim.of(span.targets[0], Relation.HOLDS_OFFICE, state.entity, office=title)
        yield passage.statement(claim, trigger, argument, state, "title", 0.85 if state.via == "" else 0.7)


def _title_of(span: LinkedSpan, passage: Passage) -> tuple[str, Token, Argument] | None:
    """(title, its last token, state or organisation) of a person's span."""
    doc = passage.parsed.doc
    before = _title_before(doc, span.start)
    if before is not None:
        start, end = before
        state = _owner_around(passage, doc, start, end, span)
        return _with_state(doc, start, end, state, span, passage)
    head = doc[span.start : span.end].root
    for noun in [*grammar.children(head, "appos"), *([head.head] if head.dep_ == "appos" else [])]:
        range_ = _title_at(doc, noun)
        if range_ is not None:
            start, end = range_
            return _with_state(doc, start, end, _owner_around(passage, doc, start, end, span), span, passage)
    following = doc[span.end].lower_ if span.end < len(doc) else ""
    if following == "as" and span.end + 1 < len(doc):
        for at in range(span.end + 1, min(span.end + 5, len(doc))):
            range_ = _title_at(doc, doc[at])
            if range_ is not None:
                return _with_state(doc, *range_, _owner_around(passage, doc, *range_, span), span, passage)
    return None


def _title_before(doc: Doc, start: int) -> tuple[int, int] | None:
    """Tokens of the longest title that ends right before a name; a comma after it is passed over ("the president, X,")."""
    end = start
    if end > 0 and doc[end - 1].text == ",":
        end -= 1
    for length in range(_LONGEST_TITLE, 0, -1):
        at = end - length
        if (
            at >= 0
            and doc[at:end].text.casefold().replace(" - ", "-") in titles()
            and titles()[doc[at:end].text.casefold().replace(" - ", "-")] not in _NO_OFFICE
        ):
            if end != start and not _apposed(doc, at, start):
                return None
            return at, end
    return None


def _apposed(doc: Doc, title: int, name: int) -> bool:
    return (
        doc[name].head.i in range(title - 3, name)
        or doc[name].dep_ in ("appos",)
        or any(doc[i].dep_ == "appos" for i in range(name, min(name + 3, len(doc))))
    )


def _title_at(doc: Doc, noun: Token) -> tuple[int, int] | None:
    """Tokens of the longest title whose head is this noun: "prime minister", "chancellor of the exchequer"."""
    for length in range(_LONGEST_TITLE, 0, -1):
        for at in range(max(0, noun.i - length + 1), noun.i + 1):
            end = at + length
            if end <= len(doc) and at <= noun.i < end:
                rank = titles().get(doc[at:end].text.casefold())
                if rank is not None and rank not in _NO_OFFICE:
                    return at, end
    return None


def _owner_around(passage: Passage, doc: Doc, start: int, end: int, person: LinkedSpan) -> Argument | None:
    """The state or organisation that a title belongs to: just before it ("Chilean", "Chile's"), or after "of"."""
    for at in range(start - 1, max(start - 4, -1), -1):
        span = passage.by_token.get(at)
        if span is not None and span is not person:
            return _as_owner(span, doc, passage)
        if doc[at].pos_ in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ"):
            break
    if end + 1 < len(doc) and doc[end].lower_ in ("of", "for"):
        for at in range(end + 1, min(end + 5, len(doc))):
            span = passage.by_token.get(at)
            if span is not None and span is not person:
                return _as_owner(span, doc, passage)
    return None


def _as_owner(span: LinkedSpan, doc: Doc, passage: Passage) -> Argument | None:
    owner = (span.inner or span.targets)[0]
    if passage.register.kind(owner) not in (EntityKind.STATE, EntityKind.ORGANIZATION):
        return None
    return Argument(owner, doc[span.end - 1], span)


def _with_state(
    doc: Doc, start: int, end: int, state: Argument | None, span: LinkedSpan, passage: Passage
) -> tuple[str, Token, Argument] | None:
    if start > 0 and doc[start - 1].lower_ in _PAST:
        return None
    title = doc[start:end].text.casefold()
    if state is None:
        known = known_state(span.targets[0], passage.register.reference) or _foremost_state(title, passage)
        if known is None:
            return None
        state = Argument(
            known,
            doc[end - 1],
            None,
            f"{passage.register.label(span.targets[0])}: office of {passage.register.label(known)} by the reference",
        )
    return title, doc[end - 1], state


def _foremost_state(title: str, passage: Passage) -> str | None:
    """For a head of state or government whom nothing else places: the state the document is about, where that is plain.

    Plain is at least twice as often named as any other: on our dev passages and samples, closer calls were wrong half the time.
    """
    if titles().get(title) not in ("head-of-state", "head-of-government"):
        return None
    counts = Counter(
        t for spans in passage.linked.spans for s in spans for t in s.targets if passage.register.kind(t) is EntityKind.STATE
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def known_state(person: str, reference: Reference) -> str | None:
    """The state or organisation where the reference knows a person in office: the one of the last term."""
    terms = sorted(reference.offices_of(person), key=lambda term: (term.begun or "", term.office))
    return terms[-1].of if terms else None
