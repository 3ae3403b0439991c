"""Claims and actors as people get them in Python: tuples that print as a table, in a notebook too, and become data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from comity.explanation import worded
from comity.model import AssembledClaim, Entity
from comity.network.wording import amount_text, claim_time, one_line
from comity.query import frame, html_table

if TYPE_CHECKING:
    import pandas

SHOWN = 20
"""Rows that a listing prints; the tuple has them all."""

T = TypeVar("T")


class Listing(tuple[T, ...]):
    """A tuple with a table: ``columns`` and ``records`` say what stands in it."""

    columns: tuple[str, ...] = ()
    noun = "items"
    _row: Callable[[T], dict[str, Any]]

    def __new__(cls, items: Iterable[T], row: Callable[[T], dict[str, Any]]) -> Listing[T]:
        """The listing of these items; ``row`` makes an item's row."""
        made = super().__new__(cls, items)
        made._row = row
        return made

    def records(self) -> list[dict[str, Any]]:
        """One dictionary an item, by column."""
        return [self._row(item) for item in self]

    def pandas(self) -> pandas.DataFrame:
        """The listing as a data frame.

        Raises:
            BadOption: pandas is not installed.
        """
        return frame(self.records(), self.columns)

    def __repr__(self) -> str:
        lines = [" | ".join(str(value) for value in self._row(item).values()) for item in self[:SHOWN]]
        more = [f"… and {len(self) - SHOWN} more"] if len(self) > SHOWN else []
        return "\n".join([f"{len(self)} {self.noun}", *lines, *more])

    def _repr_html_(self) -> str:
        rows = [[str(value) for value in self._row(item).values()] for item in self]
        return html_table(self.columns, rows, caption=f"{len(self)} {self.noun}", most=SHOWN)


class Claims(Listing[AssembledClaim]):
    """Claims, each with its evidence."""

    columns = ("claim", "modality", "when", "figure", "documents", "belief", "quote", "id")
    noun = "claims"


class Actors(Listing[Entity]):
    """States, organisations, persons and groups."""

    columns = ("actor", "kind", "state", "wikidata", "id")
    noun = "actors"


def claim_row(item: AssembledClaim, labels: dict[str, str]) -> dict[str, Any]:
    """The row of a claim, with the first of its quotes."""
    claim = item.claim
    return {
        "claim": worded(claim, labels),
        "modality": f"{'not, ' if claim.negated else ''}{claim.modality.value}",
        "when": claim_time(claim),
        "figure": amount_text(claim.quantity) if claim.quantity else "",
        "documents": item.document_count,
        "belief": item.belief,
        "quote": one_line(item.evidence[0].quote) if item.evidence else "",
        "id": item.id,
    }


def actor_row(entity: Entity) -> dict[str, Any]:
    """The row of an actor."""
    return {
        "actor": entity.label, "kind": entity.kind.value, "state": entity.state, "wikidata": entity.wikidata or "", "id": entity.id,
    }  # fmt: skip
