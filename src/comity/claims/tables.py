"""Tables as claims: the label gives the measure or domain, the header the actor, the caption the pair and the modality.

A cell is read twice: as words (by the other rules, with the row's label as its heading) and by its place, here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.claims import topics
from comity.claims.arguments import Argument
from comity.claims.lexicon import operators
from comity.claims.passage import Passage
from comity.model import BlockKind, Claim, Quantity, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span

NAME = "tables"


@cache
def row_labels() -> dict[str, Relation]:
    """Word of a row's label → relation that its cells state of the column's actor."""
    return {
        row["word"]: Relation(row["relation"])
        for row in resources.rows("lexicon", "row_labels.tsv", required=("word", "relation", "source"))
    }


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements that a cell makes by its place in a table; none for other blocks."""
    cell = passage.block.cell
    if passage.block.kind is not BlockKind.CELL or cell is None or sentence.start != 0:
        return
    modality = modality_of(cell.caption, cell.row_label, cell.column_header)
    actor = _column_actor(passage)
    if actor is not None:
        yield from _of_actor(passage, sentence, actor, modality)
    elif passage.figures and len(passage.context) >= 2:
        yield from _of_pair(passage, sentence, modality)


def modality_of(*texts: str) -> Modality:
    """How a caption or header puts its table forward: "potential trade gains", "planned deliveries", "forecast"."""
    for text in texts:
        for word in text.casefold().split():
            word = word.strip("():,.;")
            operator = operators().get((word, "a")) or operators().get((word, "n"))
            if operator is not None and operator.modality in (
                Modality.POTENTIAL,
                Modality.PROPOSED,
                Modality.PREDICTED,
                Modality.RECOMMENDED,
                Modality.INTENDED,
            ):
                return operator.modality
    return Modality.ASSERTED


def _column_actor(passage: Passage) -> str | None:
    """The state that a column is about, by its header."""
    cell = passage.block.cell
    if cell is None or not cell.column_header:
        return None
    names = [
        n
        for n in passage.register.reference.by_name(cell.column_header.strip())
        if passage.register.kind(n.entity) in (EntityKind.STATE, EntityKind.ORGANIZATION)
    ]
    return names[0].entity if len({n.entity for n in names}) == 1 else None


def _of_actor(passage: Passage, sentence: Span, actor: str, modality: Modality) -> Iterator[Statement]:
    """What a cell says of its column's actor: what it has, needs or trades in, and how much."""
    cell = passage.block.cell
    assert cell is not None
    trigger = sentence[0]
    subject = Argument(actor, trigger, None, f"column “{cell.column_header}”")
    relation = next((r for word, r in row_labels().items() if word in cell.row_label.casefold()), None)
    domains = topics.settle(passage.domains)
    partners = [entity for entity in passage.context if entity != actor]
    if passage.figures and len(partners) == 1:
        yield _measured(passage, sentence, subject, partners[0], modality)
        return
    if relation is Relation.TRADES_WITH:
        for partner in partners[:1]:
            for domain in domains:
                claim = Claim.of(actor, relation, partner, domain=domain, modality=modality)
                yield passage.statement(
                    claim, trigger, subject, Argument(partner, trigger, None, "the other actor of the table"), "table-row", 0.65
                )
    elif relation is not None:
        for domain in domains or topics.of_heading(passage):
            claim = Claim.of(
                actor,
                relation,
                domain,
                modality=Modality.ASSERTED if relation in (Relation.POSSESSES, Relation.NEEDS) else modality,
            )
            yield passage.statement(claim, trigger, subject, None, "table-row", 0.65)


def _measured(passage: Passage, sentence: Span, subject: Argument, partner: str, modality: Modality) -> Statement:
    cell = passage.block.cell
    assert cell is not None
    figure = _labelled(passage.figures[0].quantity, cell.row_label)
    domain = next(iter(topics.of_heading(passage)), "domain:trade")
    claim = Claim.of(subject.entity, Relation.TRADES_WITH, partner, domain=domain, modality=modality, quantity=figure)
    return passage.statement(
        claim, sentence[0], subject, Argument(partner, sentence[0], None, "the other actor of the table"), "table-figure", 0.6
    )


def _of_pair(passage: Passage, sentence: Span, modality: Modality) -> Iterator[Statement]:
    """A figure under a label with a measure, in a table about a pair: "Trade volume | about $100 million annually"."""
    cell = passage.block.cell
    assert cell is not None
    if len(passage.context) != 2 or not cell.row_label:
        return
    relation = next(
        (r for word, r in row_labels().items() if word in cell.row_label.casefold() and r is Relation.TRADES_WITH), None
    )
    if relation is None:
        return
    first, second = (
        Argument(entity, sentence[0], None, f"{passage.register.label(entity)}: the table's pair") for entity in passage.context
    )
    figure = _labelled(passage.figures[0].quantity, cell.row_label)
    for domain in topics.of_heading(passage) or ("domain:trade",):
        claim = Claim.of(first.entity, relation, second.entity, domain=domain, modality=modality, quantity=figure)
        yield passage.statement(claim, sentence[0], first, second, "table-figure", 0.75)


def _labelled(figure: Quantity, label: str) -> Quantity:
    """The figure with the row's label as what it measures, where its own words do not say; "(est.)" makes it approximate."""
    from dataclasses import replace

    estimated = "est" in label.casefold()
    measure = figure.measure or label.split("(")[0].strip().casefold()
    return replace(figure, measure=measure, approximate=figure.approximate or estimated)
