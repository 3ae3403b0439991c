"""What a query answers: rows, triples, or yes or no."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from comity.errors import BadOption
from comity.graph.terms import short
from comity.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas
    from pyoxigraph import Literal, Triple

    from comity.graph.store import Answer

Value = str | int | float | bool | Decimal | date | None
"""A term as Python has it: IRIs as prefixed names, literals by their datatype, ``None`` where nothing is bound."""

XSD = PREFIXES["xsd"]

SHOWN = 50
"""Rows that are printed or that a notebook shows; the result has them all."""


@dataclass(frozen=True, repr=False)
class Result:
    """The answer to a query. It counts as true when there is anything in it, or when it is yes.

    Attributes:
        variables: names of the columns, for rows.
        terms: the rows, as pyoxigraph terms, ``None`` where nothing is bound.
        triples: for CONSTRUCT and DESCRIBE, each once, sorted.
        truth: for ASK.
        columns: what the columns mean, where the catalogue says so.
        sparql: what was run.
    """

    variables: tuple[str, ...] = ()
    terms: tuple[tuple[object, ...], ...] = ()
    triples: tuple[Triple, ...] | None = None
    truth: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()
    sparql: str = field(default="", compare=False)

    @property
    def kind(self) -> str:
        """What it is: "rows", "triples" or "truth"."""
        if self.truth is not None:
            return "truth"
        return "rows" if self.triples is None else "triples"

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values; triples count as rows of three."""
        if self.triples is not None:
            return tuple((value_of(one.subject), value_of(one.predicate), value_of(one.object)) for one in self.triples)
        return tuple(tuple(value_of(term) for term in row) for row in self.terms)

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.rows]

    def pandas(self) -> pandas.DataFrame:
        """The rows as a data frame, with the columns of the answer.

        Raises:
            BadOption: pandas is not installed.
        """
        return frame(self.records(), self.variables)

    def __repr__(self) -> str:
        if self.truth is not None:
            return "yes" if self.truth else "no"
        noun = {"rows": ("row", "rows"), "triples": ("triple", "triples")}[self.kind][len(self) != 1]
        lines = [" | ".join("" if value is None else str(value) for value in row) for row in self.rows[:SHOWN]]
        more = [f"… and {len(self) - SHOWN} more"] if len(self) > SHOWN else []
        return "\n".join([f"{len(self)} {noun}: {', '.join(self.variables)}", *lines, *more])

    def _repr_html_(self) -> str:
        """The answer as a table for notebooks; everything from documents is escaped."""
        if self.truth is not None:
            return f"<p>{'yes' if self.truth else 'no'}</p>"
        cells = [["" if value is None else str(value) for value in row] for row in self.rows]
        return html_table(self.variables, cells, most=SHOWN)

    def to(self, form: str = "table", *, width: int | None = None) -> str:
        """The answer as text in one of the formats of ``query.FORMATS``.

        Args:
            form: name of the format.
            width: columns that a table may take; its own choice when left out.

        Raises:
            BadOption: there is no such format, or it cannot hold this kind of answer.
        """
        from comity.query.formats import written

        return written(self, form, width)

    def __bool__(self) -> bool:
        return self.truth if self.truth is not None else len(self) > 0

    def __len__(self) -> int:
        return len(self.terms) if self.triples is None else len(self.triples)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)


def frame(records: list[dict[str, Any]], columns: Iterable[str]) -> pandas.DataFrame:
    """Records as a data frame, with its columns even where there is no record.

    Raises:
        BadOption: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise BadOption("data frames need pandas", next_step="pip install pandas") from error
    return pandas.DataFrame(records, columns=list(columns))


def html_table(columns: Iterable[str], rows: Sequence[Iterable[str]], *, caption: str = "", most: int | None = None) -> str:
    """Rows as a table for notebooks, everything escaped; after ``most`` of them it says how many more there are."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[:most])
    above = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    more = f"<p>… and {len(rows) - most} more</p>" if most is not None and len(rows) > most else ""
    return f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def result_of(answer: Answer, columns: tuple[tuple[str, str], ...] = ()) -> Result:
    """The engine's answer, taken in whole."""
    from pyoxigraph import QueryBoolean, QueryTriples

    if isinstance(answer, QueryBoolean):
        return Result(truth=bool(answer))
    if isinstance(answer, QueryTriples):
        return Result(variables=("subject", "predicate", "object"), triples=tuple(sorted(set(answer), key=str)))
    variables = tuple(variable.value for variable in answer.variables)
    return Result(variables, tuple(tuple(row[name] for name in variables) for row in answer), columns=columns)


def value_of(term: object) -> Value:
    """A term as a Python value."""
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return None
    if isinstance(term, NamedNode):
        return short(term.value)
    return _literal(term) if isinstance(term, Literal) else str(term)


def _literal(term: Literal) -> Value:
    kind = term.datatype.value.removeprefix(XSD)
    try:
        match kind:
            case "integer" | "int" | "long":
                return int(term.value)
            case "decimal":
                return Decimal(term.value)
            case "double" | "float":
                return float(term.value)
            case "boolean":
                return term.value in ("true", "1")
            case "date":
                return date.fromisoformat(term.value)
    except ValueError:
        pass
    return term.value
