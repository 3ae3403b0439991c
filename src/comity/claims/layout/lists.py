"""Lists after a lead-in: what the lead-in states, each bullet says again with its own domain and figure.

"Sweden supports Rwanda in:" over "Health" and "Roads"; "The two sides agreed to:" over "Extend the line". A bullet that is a
sentence of its own speaks for itself; one without a subject takes the modality of what it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.claims.frames import walk
from comity.claims.layout import captions, table_places
from comity.claims.layout.tables import modality_of
from comity.claims.lexicon import operators
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.link import LinkedDocument
from comity.model import BlockKind, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "lists"
_FARTHEST = 40
"""Blocks looked back for a lead-in: longer lists than 40 bullets were not found in the documents we looked at."""

_FACTOR = 0.85
"""What reading a lead-in's claim into a bullet costs in confidence."""

_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})
_LAST_WORDS = 4
"""Words at the end of a lead-in that may govern its bullets: "have also agreed to:"."""


def lead_of(linked: LinkedDocument, index: int) -> tuple[int, int] | None:
    """(parse, offset in its text) of the lead-in of a bullet or cell; None where it has none or it was not parsed."""
    lead_in = linked.parses[index].block.lead_in.rstrip()
    if not lead_in:
        return None
    for back in range(index - 1, max(-1, index - _FARTHEST), -1):
        other = linked.parses[back]
        if other.block.text.rstrip().endswith(lead_in):
            return back, len(other.block.text.rstrip()) - len(lead_in) - other.offset
    return None


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of a bullet that is a bare phrase, by its lead-in, its label or its heading."""
    if passage.block.kind is not BlockKind.BULLET or sentence.start != 0:
        return
    stated = _by_lead(passage) if is_bare(sentence.root) and not captions.is_dated_stage(passage, sentence) else []
    if stated:
        domains = topics.settle(f for f in passage.unnamed_domains if f.end <= sentence.end)
        named = {t for s in passage.spans for t in s.targets if passage.register.kind(t) in _BODIES}
        if not named <= {end for statement in stated for end in (statement.claim.subject, statement.claim.object)}:
            return
        for statement in stated:
            for domain in domains:
                yield _again(passage, sentence, statement, domain)
        return
    yield from captions.statements(passage, sentence)


def is_bare(root: Token) -> bool:
    """True for a phrase without a clause of its own: a noun, a gerund or a participle, with no subject."""
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in root.children):
        return False
    return root.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or root.tag_ in ("VBG", "VBN")


def _by_lead(passage: Passage) -> list[Statement]:
    """What the lead-in states with its last predicate, domains and figures left out, each content once."""
    found = lead_of(passage.linked, passage.index)
    if found is None:
        return []
    back, offset = found
    known: dict[tuple[int, tuple[str, ...]], list[Statement]]
    known = passage.linked.parses[back].doc.user_data.setdefault("comity lead-in", {})
    if (offset, passage.context) not in known:
        known[offset, passage.context] = _said_by_lead(passage, back, offset)
    return known[offset, passage.context]


def _said_by_lead(passage: Passage, back: int, offset: int) -> list[Statement]:
    """The same, read from the lead-in itself; kept with its parse, because every item of a list asks for it."""
    lead = Passage(passage.linked, back, passage.context, passage.people)
    all_said = [s for one in lead.parsed.doc.sents if one.end_char > offset + 1 for s in walk.statements(lead, one)]
    if not all_said:
        return []
    last = max(_trigger_at(statement) for statement in all_said)
    once: dict[str, Statement] = {}
    for statement in all_said:
        if _trigger_at(statement) == last and not statement.claim.object.startswith("domain:"):
            claim = replace(statement.claim, domain=None, quantity=None)
            once.setdefault(claim.id, Statement(claim, statement.evidence))
    return list(once.values())


def _trigger_at(statement: Statement) -> int:
    return next((start for role, start, _ in statement.evidence.marks if role == "relation"), -1)


def _again(passage: Passage, sentence: Span, statement: Statement, domain: str) -> Statement:
    """The lead-in's statement with the bullet's domain, figure and time."""
    figures = [found.quantity for found in passage.figures]
    when = time_of(passage, sentence.root) or statement.claim.when
    claim = replace(statement.claim, domain=domain, quantity=figures[0] if len(figures) == 1 else None, when=when)
    subject = Argument(claim.subject, sentence.root, None, f"{passage.register.label(claim.subject)}: by the lead-in")
    confidence = statement.evidence.confidence * _FACTOR
    notes = [*statement.evidence.resolved, f"“{passage.block.lead_in}”"]
    return passage.statement(claim, sentence.root, subject, None, f"list:{statement.evidence.rule}", confidence, notes)


# --- modality from above ------------------------------------------------------------------------------------------


def put_forward(passage: Passage, sentence: Span, found: Sequence[Statement]) -> list[Statement]:
    """The statements, put forward as the lead-in, heading or caption above a phrase without a subject has it.

    "Lift the visa requirement" under "Recommendations" is recommended; "Cooperation on a railway" under "Planned projects"
    intended. What is not plainly asserted, or has a subject of its own, stays as it is.
    """
    over, why = _over(passage, sentence) if found else (Modality.ASSERTED, "")
    if over is Modality.ASSERTED:
        return list(found)
    changed = []
    for statement in found:
        if statement.claim.modality is Modality.ASSERTED and statement.claim.relation is not Relation.HOLDS_OFFICE:
            claim = replace(statement.claim, modality=over)
            reasons = (*statement.evidence.resolved, f"“{why}”: {over.value}")
            statement = Statement(claim, replace(statement.evidence, claim=claim.id, resolved=reasons))
        changed.append(statement)
    return changed


def _over(passage: Passage, sentence: Span) -> tuple[Modality, str]:
    """The modality of what stands above a phrase without a subject, and the words that give it."""
    block, root = passage.block, sentence.root
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in root.children) or not passage.is_fragment:
        return Modality.ASSERTED, ""
    if block.cell is not None and root.tag_ in ("VBZ", "VBD") and table_places.IS_TOPIC.search(block.cell.column_header):
        return Modality.ASSERTED, ""  # "Backs it" on "India's bid": the bid is another's
    if block.cell is not None:
        texts: tuple[str, ...] = (block.cell.caption, block.cell.row_label, block.cell.column_header)
    else:
        ending = _ending(block.lead_in)
        if ending is not Modality.ASSERTED:
            return ending, block.lead_in
        orders = root.tag_ == "VB" or (root.i == sentence.start and root.tag_ == "VBP")
        texts = (block.label, *(reversed(block.section) if orders else block.section[-1:]))
    for text in texts:
        modality = modality_of(text)
        if modality is not Modality.ASSERTED:
            return modality, text
    return Modality.ASSERTED, ""


def _ending(lead_in: str) -> Modality:
    """What the last words of a lead-in say of the list: "should:", "agreed to:", "The partners propose:"."""
    words = re.findall(r"[\w’'-]+", lead_in.casefold())[-_LAST_WORDS:]
    known = operators()
    for place, word in enumerate(reversed(words)):
        stems = (word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ded") + "d")
        for operator in (known.get((stem, pos)) for stem in stems for pos in ("m", "v")):
            if operator is None or operator.modality is Modality.ASSERTED or operator.negates:
                continue
            if operator.modality is not Modality.ASSESSED or place == 0:
                # "Highlights of the year:" judges nothing
                return operator.modality
    return Modality.ASSERTED
