"""Rows that name both ends in columns of their own: "Recipient | Supplier | Equipment | Year", "From | To | Goods".

Forms, a line for each ("Donor: Japan", "Recipient: Zambia", "Amount: …"), are rows that stand upright. The headers say who
gives and who receives, the other cells of the row what, how much, when and how far it has got. Rows of agreements with their
parties in a column ("Extradition treaty | Chad, Mali | 1969") stand for an agreement of each two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from comity.claims.layout import labels, table_words, tables
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.grammar import word_class
from comity.model import Block, BlockKind, Claim, Statement
from comity.vocabulary import Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

NAME = "table_rows"


@dataclass(slots=True)
class Row:
    """The ends of a row by its headers, with what else the row says."""

    givers: tuple[str, ...] = ()
    takers: tuple[str, ...] = ()
    giver_word: table_words.Word | None = None
    taker_word: table_words.Word | None = None
    cells: dict[str, Block] = field(default_factory=dict)

    def text(self, kind: str) -> str:
        """What the row's cell of a kind says, "" where it has none."""
        block = self.cells.get(kind)
        return block.text[block.label_end :] if block is not None else ""


def row_of(passage: Passage) -> Row | None:
    """The row of a cell, or the form of a bullet, whose headers say who gives and who receives; None for other blocks."""
    row = Row()
    for block in _beside(passage) if passage.is_fragment else ():
        title, text = _header(block), block.text[block.label_end :]
        for kind in ("giver", "taker"):
            word = table_words.header(title, kind)
            named = labels.listed(text, passage.register) if word is not None else ()
            if named and kind == "giver":
                row.givers, row.giver_word = named, word
            elif named:
                row.takers, row.taker_word = named, word
        for kind in ("thing", "figure", "date", "status"):
            if table_words.header(title, kind) is not None:
                row.cells.setdefault(kind, block)
    return row if row.givers and row.takers else None


def _header(block: Block) -> str:
    return block.cell.column_header if block.cell is not None else block.label


def _beside(passage: Passage) -> Iterator[Block]:
    """The blocks of a cell's row, or the labelled bullets around one up to a label that comes again; itself among them."""
    if passage.block.cell is not None:
        yield from passage.row
        return
    run: list[Block] = []
    for block in passage.nearby:
        goes_on = block.kind is BlockKind.BULLET and block.label and block.section == passage.block.section
        if not goes_on or block.label in {other.label for other in run}:
            if passage.block in run:
                break
            run = []
        if goes_on:
            run.append(block)
    yield from run if passage.block in run else ()


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of a row's goods or figures, or where it has neither of who receives; none for other cells and bullets."""
    if sentence.start != 0 or not passage.is_fragment:
        return
    row = row_of(passage)
    if row is None:
        if passage.block.cell is not None:
            yield from _agreed(passage, sentence)
        return
    heading = _heading(row, passage)
    header = _header(passage.block)
    kind = next((kind for kind in ("thing", "figure") if table_words.header(header, kind)), "")
    first = passage.block.cell is not None and passage.block.cell.column == 0
    alone = not {"thing", "figure"} & row.cells.keys() and not first and table_words.header(header, "taker") is not None
    bare = alone and bool(labels.listed(sentence.text, passage.register))
    if heading is None or not (kind or bare) or (kind == "thing" and row.cells["thing"] is not passage.block):
        return
    stage = table_words.stage(row.text("status"))
    if stage is not None and stage.kind == "stage-over":
        return
    for giver in row.givers:
        for taker in row.takers:
            if giver != taker:
                yield from _said(passage, sentence, row, heading, (giver, taker), stage.modality if stage else Modality.ASSERTED)


def _heading(row: Row, passage: Passage) -> Heading | None:
    """What the row states: by its headers, else by the caption or the nearest heading."""
    for word in (row.giver_word, row.taker_word):
        if word is not None and word.relation is not None:
            return Heading(word.word, word.relation, "owner", word.domain)
    over = (_caption(passage), *reversed(passage.block.section), passage.linked.document.title)
    said = labels.stated(*over[:2]) or labels.stated(over[-1])
    if said is not None and said.relation in (Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN, Relation.SANCTIONS):
        return said
    return Heading("from", Relation.SUPPLIES, "owner", None) if "thing" in row.cells else None


def _said(
    passage: Passage, sentence: Span, row: Row, heading: Heading, ends: tuple[str, str], modality: Modality
) -> Iterator[Statement]:
    over = (_caption(passage), passage.linked.document.title)
    found = labels.domains_of(row.text("thing"))[:3]
    found = found or next((d[:1] for text in over if (d := labels.domains_of(text))), ())
    if heading.domain is not None and heading.relation is not Relation.SUPPLIES:
        found = (heading.domain,)
    when = labels.date_of(row.text("date"))
    figures = passage.figures
    figure = tables.figure_in(passage) if passage.block.cell is not None else figures[0].quantity if len(figures) == 1 else None
    for domain in found or (("domain:trade" if heading.relation is Relation.SUPPLIES else None),):
        claim = Claim.of(ends[0], heading.relation, ends[1], domain=domain, modality=modality, when=when, quantity=figure)
        yield tables.said_by_row(passage, sentence, claim, row.giver_word, row.taker_word)


def _caption(passage: Passage) -> str:
    return passage.block.cell.caption if passage.block.cell is not None else ""


# --- agreements and their parties ---------------------------------------------------------------------------------


def _agreed(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """An agreement without a name of its own that a row gives with its parties: "Extradition treaty | Chad, Mali"."""
    cell = passage.block.cell
    assert cell is not None
    both = labels.listed(sentence.text, passage.register)
    if (
        not any(table_words.found_in(word, cell.row_label.casefold()) for word in word_class("agreement"))
        or not tables.is_parties(cell.column_header)
        or len(both) < 2
    ):
        return
    if labels.agreement_in(cell.row_label, passage.register) is not None:
        return
    dated = (b for b in _beside(passage) if b.cell is not None and table_words.header(b.cell.column_header, "date"))
    date = next((date for block in dated if (date := labels.date_of(block.text))), None)
    for one, other in combinations(both, 2):
        for domain in labels.domains_of(cell.row_label)[:2] or ("domain:diplomacy",):
            claim = Claim.of(one, Relation.AGREES_WITH, other, domain=domain, when=date)
            yield tables.said_by_row(passage, sentence, claim, None, None)
