"""What is put before a bullet or cell without a subject: the lead-in it goes on with, or the actor it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.claims.layout import labels, lists, table_places, tables
from comity.claims.passage import Passage
from comity.link import LinkedSpan
from comity.model import BlockKind
from comity.vocabulary import EntityKind, Modality

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
_TOGETHER = "is one of those whom the lead-in means"

_LONGEST = 300
"""Characters of a lead-in that is put before its bullets: longer ones were paragraphs with sentences of their own."""

_OPEN_ENDS = frozenset({"has", "have", "had", "is", "are", "was", "were", "to", "and", "also"})


@dataclass(frozen=True, slots=True)
class Opening:
    """What is put before a phrase: words, the actors in them as spans of characters, and where they are from.

    ``other`` is who receives what the phrase says is given, "" where nothing tells.
    """

    text: str
    named: tuple[tuple[int, int, LinkedSpan], ...]
    other: str = ""
    shared: bool = False


def by_lead(passage: Passage) -> Opening | None:
    """The lead-in that the phrase goes on with: "The two sides agreed to:", "Since 2019, Norway has:"."""
    found = lists.lead_of(passage.linked, passage.index)
    if found is None or passage.block.cell is not None:
        return None
    back, offset = found
    lead = passage.linked.parses[back]
    last = [s for s in lead.doc.sents if s.end_char > offset + 1][-1]
    text = last.text.rstrip().rstrip(":–—-").rstrip()
    words = [t for t in last if t.idx + len(t.text) <= last.start_char + len(text)]
    if not text or len(text) > _LONGEST or not words or not _is_open(words[-1]):
        return None
    named = tuple(
        (lead.doc[s.start].idx - last.start_char, lead.doc[s.end - 1].idx + len(lead.doc[s.end - 1].text) - last.start_char, s)
        for s in passage.linked.spans[back]
        if s.targets and last.start <= s.start and s.end <= words[-1].i + 1
    )
    actors = list(dict.fromkeys(t for *_, s in named for t in s.targets if passage.register.kind(t) in BODIES))
    return Opening(text, named, other_than(actors[0], passage) if len(actors) == 1 else "")


def _is_open(word: Token) -> bool:
    """True when a lead-in ends in the middle of a clause: with an auxiliary or "to"."""
    return word.lower_ in _OPEN_ENDS or word.tag_ == "MD"


def by_actor(passage: Passage, sentence: Span) -> Opening | None:
    """The one actor of the column, the lead-in, the label, the nearest heading or the page."""
    if sentence[0].tag_ in ("VB", "VBP") and passage.block.cell is None:
        # a bare verb is an order or a plan ("Lift the ban"), and who is to do it is not said
        return None
    for actors, other, why in _above(passage):
        if len(actors) == 1:
            return _opening(actors, other or other_than(actors[0], passage), why, passage)
        if len(actors) > 1 and why == _TOGETHER:
            return _opening(actors, "", why, passage)
        if len(actors) == 2:
            opening = _opening(actors, "", why, passage)
            return replace(opening, shared=True)
        if actors:
            return None
    return None


_ADVISED = re.compile(r"(?i)\A\W*(?:(?:recommendations?|advice|next steps|priorities|options)\s+)?(?:for|to)\s+|\bshould\b")
_ALL_OF_THEM = re.compile(
    r"(?i)\A(?:the\s+|both\s+|on [^,:]+,\s+)?(?:two\s+|three\s+)?(?:foreign\s+|prime\s+)?"
    r"(?:ministers|leaders|presidents|sides|parties|delegations|governments|countries|heads of state|they|both)\b[^,.;]{0,40}:\Z"
)
"""A lead-in that means those whom the document is of: "The Ministers:", "On trade, the two sides:"."""


def advised(passage: Passage) -> Opening | None:
    """Who is to do what a bare verb says ("Lift the ban" under "For Brussels"), where what stands above recommends."""
    block = passage.block
    if block.kind is not BlockKind.BULLET or not block.section:
        return None
    above = (block.lead_in, *reversed(block.section))
    if not any(tables.modality_of(text) is Modality.RECOMMENDED or re.search(r"(?i)\bshould\b", text) for text in above):
        return None
    for text in above[:3]:
        actors = tuple(labels.actors_in(text, passage.register)) or _capital_in(text, passage)
        if actors:
            if len(actors) > 1 or not _ADVISED.search(text):
                return None
            opening = _opening(actors, other_than(actors[0], passage), f"by “{text}”", passage)
            return replace(opening, text=opening.text + " should")
    return None


def _capital_in(text: str, passage: Passage) -> tuple[str, ...]:
    """The actor that a heading means by its seat ("For Brussels"), as the heading itself was linked."""
    for parsed, spans in zip(passage.linked.parses[: passage.index], passage.linked.spans, strict=False):
        if parsed.block.text == text:
            return tuple(t for span in spans if span.how == "metonym" for t in span.targets)
    return ()


def _above(passage: Passage) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(actors, receiver, where from) of what stands over a phrase, nearest first; a possessor counts alone."""
    block, register = passage.block, passage.register
    place = table_places.place_of(passage)
    if place is not None:
        by_column = tuple(labels.actors_in(place.cell.column_header, register))
        if len(place.pivot) == 1 and by_column and table_places.IS_TOPIC.search(place.cell.column_header):
            yield place.pivot, by_column[0], "by its row"
        elif len(by_column) == 1 and by_column != place.pivot:
            yield by_column, place.pivot[0] if len(place.pivot) == 1 else place.owner, "by its column"
        elif place.pivot:
            yield place.pivot, place.owner, "by its row or column"
        return
    found = lists.lead_of(passage.linked, passage.index)
    if _ALL_OF_THEM.match(block.lead_in) and 2 <= len(passage.context) <= 4:
        yield passage.context, "", _TOGETHER
        return
    texts = [(block.label, "label"), (block.lead_in if found is not None else "", "lead-in")]
    texts += [(text, "heading") for text in reversed(block.section)]
    for text, what in texts:
        actors = labels.actors_in(text, register) if text else {}
        if not actors:
            continue
        first = next(iter(actors))
        owns = any(
            text[actors[first] :].startswith(f"{name}{mark}")
            for name in _forms(text, actors, first)
            for mark in ("'s ", "’s ", "' ", "’ ")
        )
        if owns and len(actors) <= 2:
            others = [actor for actor in actors if actor != first]
            yield (first,), others[0] if others else "", f"by the {what}"
        else:
            yield tuple(actors), "", f"by the {what}"
        return
    if passage.linked.issuers:
        yield passage.linked.issuers, "", "who speaks here"


def _forms(text: str, actors: dict[str, int], actor: str) -> list[str]:
    """The words of a heading from an actor's name on, one more at a time."""
    words = text[actors[actor] :].replace("’", "'").split("'")[0]
    return [words]


def _opening(actors: tuple[str, ...], other: str, why: str, passage: Passage) -> Opening:
    text, named = "", []
    for actor in actors:
        label = passage.register.label(actor)
        text += " and " if text else ""
        span = LinkedSpan(0, 0, (actor,), "ellipsis", f"not named here: {label} {why}")
        named.append((len(text), len(text) + len(label), span))
        text += label
    return Opening(text, tuple(named), other)


def other_than(actor: str, passage: Passage) -> str:
    """The other one of the two actors that the passage or the document is about, "" where there are not just two.

    In a list on one actor whose bullets have another for their label, it is the label's: "Tonga: …" under "Australian aid".
    """
    over = [
        tuple(labels.actors_in(text, passage.register))
        for text in (*reversed(passage.block.section), passage.linked.document.title)
    ]
    titled = labels.named(passage.block.label, passage.register) if passage.block.label else ()
    if len(titled) == 1 and titled[0] != actor and any(actor in pair for pair in over):
        return titled[0]
    for pair in (passage.context, *over, passage.linked.main):
        if len(pair) == 2 and actor in pair:
            return next(one for one in pair if one != actor)
    return ""
