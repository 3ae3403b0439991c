"""Cells that say how an actor stands to what a column, a row or the caption names: "yes", "observer since 2008", "not ratified".

The actor is the row's or the column's, the thing the other one's or the caption's: a body, an agreement, an event. Bullets that
are names under "Members of the …" or "Parties to the …" are read the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.claims.layout import labels, table_words
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.slots.arguments import Argument
from comity.find.dates import onward
from comity.find.phrases import JOINERS, kind_of
from comity.link import Register
from comity.model import BlockKind, Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

NAME = "standings"
_BELONGS = {
    EntityKind.ORGANIZATION: Relation.MEMBER_OF,
    EntityKind.AGREEMENT: Relation.PARTY_TO,
    EntityKind.EVENT: Relation.PARTICIPATES_IN,
}
_OTHERS = {"beside": Relation.COOPERATES_WITH, "opposes": Relation.OPPOSES, "supports": Relation.SUPPORTS}
_LONGEST = 12
"""Words of a cell that is a standing: longer ones are sentences, which the grammar reads."""

_SPARE = 3
"""Words beside the names of a bullet that lists members ("founding member", "since 2004"): with more it says something itself."""

_BELONGING = re.compile(
    r"(?i)\b(?:members?|memberships?|member states|parties to|states parties|signator(?:y|ies)|participants?"
    r"|international organi[sz]ations?|multilateral (?:bodies|organi[sz]ations))\b"
)
_WHOLE = re.compile(
    r"(?i:members?|memberships?|member states|parties|signatories|participants?)\s+(?:of|to|in|at)\s+(?:the\s+)?([^:(]+?)\s*[:(]?\Z"
)
_ASIDE = re.compile(r"(?i)\(\s*(?:permanent\s+)?(?:observer|dialogue partner|associate|partner)\b")


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
    return next((one for one in standings() if table_words.begins(one.word, bare)), None)


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """The statement that a cell makes by a word of standing; none for other blocks."""
    cell = passage.block.cell
    if sentence.start == 0 and passage.block.kind is BlockKind.BULLET:
        yield from _listed(passage, sentence)
    if cell is None or sentence.start != 0:
        return
    yield from _of_a_row(passage)
    standing = standing_of(passage.text)
    found = _ends(passage) if standing is not None else None
    if standing is None or found is None:
        return
    actors, thing = found
    kind = passage.register.kind(thing)
    relation = _OTHERS.get(standing.role) or (_BELONGS.get(kind) if kind is not None else None)
    if relation is None or (standing.word in ("yes", "no") and table_words.has("counted", cell.caption)):
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
            subject = Argument(claim.subject, sentence.root, None, note)
            yield passage.statement(claim, sentence.root, subject, None, "table-standing", 0.7)


_OVER_BODIES = re.compile(
    r"(?i)\A(?:memberships?|members? of|membership in .*|belongs to"
    r"|(?:regional|international|multilateral) (?:bodies|organi[sz]ations?|memberships?|groupings))\Z"
)
_END_OF_LIST = re.compile(r"[;.(]|\bbut\b")


def _of_a_row(passage: Passage) -> Iterator[Statement]:
    """Bodies that a cell under "Membership" lists before its first semicolon, in the row of a state."""
    cell, register = passage.block.cell, passage.register
    assert cell is not None
    states = [actor for actor in labels.named(cell.row_label, register) if register.kind(actor) is EntityKind.STATE]
    if len(states) != 1 or not _OVER_BODIES.match(cell.column_header.strip(" :*")):
        return
    doc = passage.parsed.doc
    until = next((token.i for token in doc if _END_OF_LIST.match(token.lower_)), len(doc))
    names = [span for span in passage.spans if span.end <= until and span.targets and not span.attributive]
    spare = [t for t in doc[:until] if t.is_alpha and t.is_lower and t.lower_ not in ("and", "the", "of")] if names else []
    for span in names if len(spare) <= _SPARE else ():
        for target in span.targets:
            if register.kind(target) is EntityKind.ORGANIZATION:
                claim = Claim.of(states[0], Relation.MEMBER_OF, target)
                note = f"{register.label(states[0])}: by its row under “{cell.column_header}”"
                root = doc[span.end - 1]
                yield passage.statement(
                    claim, root, Argument(states[0], root, None, note), Argument(target, root, span), "row-member", 0.7
                )


def _listed(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """A bullet that is a name under "Members of the X", "Memberships of Y", "Parties to the Z Treaty"."""
    names = [span for span in passage.spans if span.start < sentence.end and not span.attributive]
    words = [t for t in sentence if t.is_alpha and not any(span.start <= t.i < span.end for span in names)]
    targets = list(dict.fromkeys(t for span in names for t in span.targets))
    if not targets or len(words) > _SPARE:
        return
    block, register = passage.block, passage.register
    texts = (block.label, block.lead_in, *block.section[-1:])
    over = next((text for text in texts if text and _BELONGING.search(text) and not table_words.has("no-member", text)), "")
    if not over:
        return
    above = next(
        (one for text in (over, *reversed(block.section), passage.linked.document.title) if (one := _named_over(text, passage))), ""
    )
    aside = _aside(passage, sentence)
    for target in targets:
        for actor, whole in ((above, target), (target, above)):
            kind = register.kind(whole)
            if register.kind(actor) is EntityKind.STATE and kind in _BELONGS:
                beside = target in aside
                relation = Relation.COOPERATES_WITH if beside else _BELONGS[kind]
                since = onward(passage.dates[0].edtf) if len(passage.dates) == 1 and len(targets) == 1 else None
                for domain in _domains(passage, whole, relation):
                    claim = Claim.of(actor, relation, whole, domain=domain, when=labels.date_of(block.label) or since)
                    note = f"{register.label(above)}: by “{over}”"
                    subject = Argument(claim.subject, sentence.root, None, note)
                    yield passage.statement(claim, sentence.root, subject, None, "list-standing", 0.65)


def _aside(passage: Passage, sentence: Span) -> set[str]:
    """Those of a list whose bracket says they only stand beside ("United Nations, SCO (observer)")."""
    doc = passage.parsed.doc
    names = [span for span in passage.spans if span.targets and span.start < sentence.end and not span.attributive]
    ends = [doc[span.start].idx for span in names[1:]] + [sentence.end_char]
    return {
        t for span, end in zip(names, ends, strict=True) if _ASIDE.search(doc.text[doc[span.start].idx : end]) for t in span.targets
    }


def _named_over(text: str, passage: Passage) -> str:
    """The one state, body or agreement that a heading names, also one that it names first; "" where there are several or none."""
    behind = _WHOLE.search(text)
    if behind is not None:
        known = thing_in(behind[1], passage.register)
        kind = kind_of(behind[1].casefold().split())
        if not known and kind in _BELONGS and all(word[:1].isupper() or word in JOINERS for word in behind[1].split()):
            known = passage.register.add(kind, behind[1])
        if known:
            return known
    found = list(labels.actors_in(text, passage.register))
    if len(found) > 1 and text == passage.linked.document.title:
        # "The European Union and Armenia": it is the state that belongs to what is listed
        found = [actor for actor in found if passage.register.kind(actor) is EntityKind.STATE]
    return found[0] if len(found) == 1 else ""


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
    own = topics.of_entity(entity)[:2]
    return own or labels.domains_of(entity.label)[:2] or (None,)
