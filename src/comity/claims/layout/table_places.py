"""Where a cell stands: the actors of its row, column, caption and headings, and what they say its table is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.claims.layout import labels, table_words
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.link import Register
from comity.model import BlockKind, Cell
from comity.vocabulary import EntityKind, Relation

_WIDEST = 20
"""Columns looked back for a row's label: wider tables than 20 columns were not found in fact sheets and reports."""

_VENUE = re.compile(
    r"\b(?:at|in) (?:the )?(?:[A-Z]\w+ ){1,3}(?:conference|summit|meeting|forum|round)\b|[A-Z]\w+ (?:conference|summit)\b"
)
"""Where a gathering was held: no actor of the table."""

_MEMBERS = re.compile(r"\bwith\s+(?:the\s+)?(?:[A-Z][\w-]*\s)+members?(?:\s+states)?\b")
"""Those whom a caption says the trade is with ("with ASEAN members"): not what it states."""

IS_TOPIC = re.compile(
    r"(?i)['’]s?\s+(?:\w+\s+){0,2}(?:bids?|claims?|candidac(?:y|ies)|candidatures?|applications?|memberships?|accession|invasions?"
    r"|annexation|independence|proposals?|plans?|requests?|demands?|statehood|sovereignty|recognition|wars?|blockade|exit"
    r"|withdrawal)\b|\b(?:position|view|stance|attitude|opinion|vote)s? (?:on|of|towards?)\b"
)
"""A column about what another wants or did, on which those of the rows have a position: "India's bid for a seat"."""

FROM = re.compile(r"(?i)\bfrom\s+(?:the\s+)?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a cell.

    Attributes:
        pivot: actors its row label or column header is.
        owner: the one actor over the whole table, "" where there is none or several.
        owner_at: where the caption or the axis names it, -1 where it is from the context.
        owner_text: the caption or axis that names it.
        axis: the label or header that is no actor: it says what is listed.
        header_is_actor: the column is about the pivot, not the row.
        over: for a table without a caption, the heading or title over it that names the owner.
    """

    cell: Cell
    pivot: tuple[str, ...]
    owner: str
    owner_at: int
    axis: str
    header_is_actor: bool
    owner_text: str = ""
    over: str = ""

    @property
    def heading(self) -> Heading | None:
        """What the table states, by its axis, else its caption; by the heading over it where the axis is "Year" or "Amount"."""
        said = labels.stated(self.axis, _MEMBERS.sub("", self.cell.caption)) or labels.stated(self.axis, self.cell.caption)
        if said is None and FROM.search(self.axis) and self.owner_at >= 0 and labels.domains_of(self.axis):
            # "Gas from Norway" over a column
            return Heading("from", Relation.SUPPLIES, "partner", None)
        plain = self.over and (table_words.is_plain(self.axis) or labels.domains_of(self.axis))
        return said or (labels.stated(self.over) if plain else None)

    @property
    def is_general(self) -> bool:
        """True where only a caption on partners or cooperation says what the table states: a cell may say it better."""
        found = labels.stated(self.axis)
        return found is None and self.heading is not None and self.heading.relation is Relation.COOPERATES_WITH


def place_of(passage: Passage) -> Place | None:
    """Where a cell stands; None for other blocks."""
    cell = passage.block.cell
    if passage.block.kind is not BlockKind.CELL or cell is None:
        return None
    register = passage.register
    by_row, by_column = labels.named(cell.row_label, register), labels.named(cell.column_header, register)
    pivot = by_row or by_column
    axis = cell.row_label if by_column and not by_row else cell.column_header if by_row else cell.row_label or cell.column_header
    caption = _VENUE.sub(lambda found: " " * len(found[0]), cell.caption)
    over = {actor: at for actor, at in labels.actors_in(caption, register).items() if actor not in pivot}
    if len(over) > 1:
        states = {actor: at for actor, at in over.items() if register.kind(actor) is EntityKind.STATE}
        over = states if len(states) == 1 else dict(list(over.items())[:1]) if pivot else {}
    beside = [(actor, at) for actor, at in labels.actors_in(axis, register).items() if actor not in pivot] if pivot else []
    if len(beside) == 1:
        return Place(cell, pivot, *beside[0], axis, not by_row and bool(by_column), axis)
    if over:
        owner, at = next(iter(over.items()))
        return Place(cell, pivot, owner, at, axis, not by_row and bool(by_column), caption)
    above = _of_section(passage) if pivot else None
    if above is not None and above[0] not in pivot:
        return Place(
            cell, pivot, above[0], above[1], axis, not by_row and bool(by_column), above[2], "" if cell.caption else above[2]
        )
    others = [entity for entity in passage.context if entity not in pivot]
    return Place(cell, pivot, others[0] if len(others) == 1 and pivot else "", -1, axis, not by_row and bool(by_column))


def pair_over(cell: Cell, register: Register) -> tuple[str, ...]:
    """The two actors that a column, a row or else the caption is about ("Japan–Vietnam"); nothing where there are not just two."""
    for text in (cell.column_header, cell.row_label):
        pair = labels.named(text, register)
        if len(pair) == 2:
            return pair
    over = tuple(labels.actors_in(cell.caption, register))
    one = labels.named(cell.row_label, register) or labels.named(cell.column_header, register)
    both = tuple(dict.fromkeys((*one, *over)))
    return both if len(both) == 2 else ()


def doers(passage: Passage) -> tuple[str, ...]:
    """Who does what a verb without a subject says: the actor of the row, else all whom the passage is about."""
    cell = passage.block.cell
    row = labels.named(cell.row_label, passage.register) if cell is not None else ()
    return tuple(row) if row and (len(row) == 1 or set(row) < set(passage.context)) else passage.context


def _of_section(passage: Passage) -> tuple[str, int, str] | None:
    """(actor, where, text) of the nearest heading or title over a table that names actors, where it names just one."""
    for text in (*reversed(passage.block.section), passage.linked.document.title):
        found = labels.actors_in(text, passage.register) if text else {}
        if found:
            return (*next(iter(found.items())), text) if len(found) == 1 else None
    return None


def role_of_rows(passage: Passage) -> str | None:
    """What the header over the rows' labels calls those listed: "doer" (Donor), "taker" (Buyer) or nothing."""
    cell = passage.block.cell
    assert cell is not None
    for block in passage.linked.document.blocks[max(0, passage.block.number - _WIDEST) : passage.block.number]:
        over = block.cell
        if over is not None and (over.table, over.row, over.column) == (cell.table, cell.row, 0):
            text = over.column_header
            return "doer" if table_words.within(text, "giver") else "taker" if table_words.within(text, "taker") else None
    return None
