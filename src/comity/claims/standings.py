"""Cells that say how an actor stands to what a column, a row or the caption names: "yes", "observer since 2008", "not ratified".

The actor is the row's or the column's, the thing the other one's or the caption's: a body, an agreement, an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.claims import labels, tables
from comity.claims.arguments import Argument
from comity.claims.passage import Passage
from comity.find.dates import onward
from comity.link import Register
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span

NAME = "standings"
_BELONGS = {
    EntityKind.ORGANIZATION: Relation.MEMBER_OF,
    EntityKind.AGREEMENT: Relation.PARTY_TO,
    EntityKind.EVENT: Relation.PARTICIPATES_IN,
}
_OTHERS = {"beside": Relation.COOPERATES_WITH, "opposes": Relation.OPPOSES, "supports": Relation.SUPPORTS}
_LONGEST = 12
"""Words of a cell that is a standing: longer ones are sentences, which the grammar reads."""

_NOT_PLAIN = re.compile(r"(?i)\b(?:votes?|trade|exports?|imports?|aid|contributions?|share|growth|sanctions?|budget)\b")
"""Captions under which "yes" says something else than that one belongs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one stands to a thing: as what, how it is put forward, whether it is denied."""

    word: str
    role: str
    modality: Modality
    negated: bool


@cache
def standings() -> tuple[Standing, ...]:
    """Entries of ``standings.tsv``, longer ones first."""
    rows = resources.rows("lexicon", "standings.tsv", required=("word", "as", "source"))
    found = [Standing(r["word"], r["as"], Modality(r["modality"] or "asserted"), r["negated"] == "yes") for r in rows]
    return tuple(sorted(found, key=lambda one: (-len(one.word), one.word)))


def standing_of(text: str) -> Standing | None:
    """What a cell begins with, after "a" or "the"; None where it begins with something else or is too long."""
    bare = re.sub(r"(?i)\A(?:an?|the|has|is|was|yet)\s+", "", text.strip(" .*")).casefold()
    if len(bare.split()) > _LONGEST:
        return None
    return next((one for one in standings() if re.match(rf"{re.escape(one.word)}(?![\w-])", bare)), None)


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """The statement that a cell makes by a word of standing; none for other blocks."""
    cell = passage.block.cell
    if cell is None or sentence.start != 0:
        return
    standing = standing_of(passage.parsed.doc.text)
    found = _ends(passage) if standing is not None else None
    if standing is None or found is None:
        return
    actors, thing = found
    kind = passage.register.kind(thing)
    relation = _OTHERS.get(standing.role) or (_BELONGS.get(kind) if kind is not None else None)
    if relation is None or (standing.word in ("yes", "no") and _NOT_PLAIN.search(cell.caption)):
        return
    when = passage.dates[0].edtf if len(passage.dates) == 1 else labels.date_of(cell.column_header)
    if when and relation is Relation.MEMBER_OF and not standing.negated:
        when = onward(when)
    for actor in actors:
        for domain in _domains(passage, thing, relation):
            claim = Claim.of(
                actor, relation, thing, domain=domain, modality=standing.modality, negated=standing.negated, when=when or None
            )
            label = passage.register.label
            note = f"{label(actor)}, {label(thing)}: by the row, the column and the caption"
            subject = Argument(claim.subject, sentence[0], None, note)
            yield passage.statement(claim, sentence.root, subject, None, "table-standing", 0.7)


def _ends(passage: Passage) -> tuple[tuple[str, ...], str] | None:
    """(actors, thing) of a cell: a row of an actor under a column or caption of a thing, or the other way round."""
    cell, register = passage.block.cell, passage.register
    assert cell is not None
    row, column = labels.named(cell.row_label, register), labels.named(cell.column_header, register)
    by_row, by_column = thing_in(cell.row_label, register), thing_in(cell.column_header, register)
    if by_column and row and by_column not in row:
        return row, by_column
    if by_row and column and by_row not in column:
        return column, by_row
    over = thing_in(cell.caption, register, within=True)
    actors = row or column
    if over and actors and over not in actors:
        return actors, over
    return None


def thing_in(text: str, register: Register, within: bool = False) -> str:
    """The body, agreement or event that a label is, known or named by the document, or with ``within`` an agreement it holds."""
    bare = re.sub(r"(?i)\Athe\s+", "", text.strip(" :.*"))
    if not bare:
        return ""
    known = {n.entity for n in register.reference.by_name(bare) if register.kind(n.entity) in _BELONGS}
    own = {e.id for e in register.new.values() if e.kind in _BELONGS and bare in (e.label, *e.aliases)}
    if len(known or own) == 1:
        return next(iter(known or own))
    agreement = labels.agreement_in(bare, register, known=within)
    if agreement is None and within:
        agreement = labels.agreement_within(bare, register)
    return agreement or ""


def _domains(passage: Passage, thing: str, relation: Relation) -> tuple[str | None, ...]:
    """Domains of an agreement or event; a body's observers cooperate with it in multilateral matters."""
    if relation is Relation.COOPERATES_WITH:
        return ("domain:multilateralism",)
    entity = passage.register.entity(thing)
    if entity is None or entity.kind is EntityKind.ORGANIZATION:
        return (None,)
    own = tuple(d if d.startswith("domain:") else f"domain:{d}" for d in entity.domains[:2])
    return own or tables.heading_domains_of(entity.label)[:2] or (None,)
