"""An answer: a sentence, a table, the quotes, what was left out, and the SPARQL that made it."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from comity.network.wording import one_line, without_controls
from comity.query import command, html_table


class Verdict(StrEnum):
    """How far the graph answers."""

    YES = "yes"
    NO = "no"
    BOTH = "both"
    """Some documents say so, and some that it is not so."""
    FOUND = "found"
    NOT_STATED = "not stated"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage: the claim it stands for in words, where it is, and its words."""

    claim: str
    wording: str
    document: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """The answer to a question in words. It counts as true unless the answer is "no", "not stated" or "not understood".

    Attributes:
        question: as typed.
        verdict: how far the graph answers.
        sentence: the answer in a sentence or two.
        columns, rows: the answer as a table; empty without one.
        quotes: the passages it rests on, at most ``MOST_QUOTES``.
        left_out: how many claims that fit are put forward in ways the question did not ask for, by modality.
        nearest: claims in words that come nearest, where nothing answers it.
        suggestions: questions that can be answered, where this one was not understood.
        query: name of the question of the catalogue that was asked, with its parameters.
        sparql: what was run.
        notes: how words were taken.
    """

    question: str
    verdict: Verdict
    sentence: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[Quote, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    nearest: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    query: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    sparql: str = ""
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.verdict in (Verdict.YES, Verdict.BOTH, Verdict.FOUND)

    def __str__(self) -> str:
        return self.text()

    def record(self) -> dict[str, Any]:
        """The card for programs: plain dictionaries, lists and texts."""
        known = asdict(self)
        known["verdict"] = self.verdict.value
        known["left_out"] = dict(self.left_out)
        known["parameters"] = dict(self.parameters)
        known["command"] = self.command
        known["rows"] = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return known

    def text(self, *, sparql: bool = False) -> str:
        """The card for people, without control characters; with the SPARQL where it is wanted."""
        parts = [one_line(self.sentence)]
        parts += [_table(self.columns, self.rows)] if self.rows else []
        parts += ["\n".join(_quotes(self.quotes))] if self.quotes else []
        parts += ["Nearest to it:\n" + "\n".join(f"  {one_line(one)}" for one in self.nearest)] if self.nearest else []
        parts += ["It can answer, for instance:\n" + "\n".join(f"  {one}" for one in self.suggestions)] if self.suggestions else []
        parts += [self._left_out()] if self.left_out else []
        parts += ["\n".join(f"Note: {one_line(note)}." for note in self.notes)] if self.notes else []
        parts += [f"Asked of the graph: {self.command}"] if self.query else []
        parts += [without_controls(self.sparql)] if sparql and self.sparql else []
        return "\n\n".join(parts) + "\n"

    @property
    def command(self) -> str:
        """The command that asks the same question of the catalogue; "" where none was asked."""
        return command(self.query, self.parameters) if self.query else ""

    def _left_out(self) -> str:
        listed = ", ".join(f"{number} {modality}" for modality, number in self.left_out)
        return f"Left out, as the documents put it forward in another way: {listed}."

    def _repr_html_(self) -> str:
        """The card for notebooks; everything from documents is escaped."""
        escape = html.escape
        rows = [[one_line(cell) for cell in row] for row in self.rows]
        table = html_table(self.columns, rows) if rows else ""
        quotes = "".join(_blockquote(one) for one in self.quotes)
        near = "".join(f"<li>{escape(one_line(one))}</li>" for one in (*self.nearest, *self.suggestions))
        notes = "".join(f"<p>{escape(one_line(one))}.</p>" for one in self.notes)
        left = f"<p>{escape(self._left_out())}</p>" if self.left_out else ""
        return (
            f"<p><b>{escape(one_line(self.sentence))}</b></p>{table}{quotes}" + (f"<ul>{near}</ul>" if near else "") + left + notes
        )

    def page(self) -> str:
        """The card as an HTML page that stands alone, with the question above it and the SPARQL below."""
        title = html.escape(one_line(self.question))
        asked = (
            f"<details><summary>SPARQL</summary><pre>{html.escape(without_controls(self.sparql))}</pre></details>"
            if self.sparql
            else ""
        )
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n<style>{_STYLE}</style></head>\n'
            f"<body><main><h1>{title}</h1>{self._repr_html_()}{asked}</main></body></html>\n"
        )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #bbb}"
    "blockquote{border-left:3px solid #888;margin:1rem 0;padding-left:1rem}pre{overflow:auto}"
)

LONGEST = 30
"""Rows that are shown to people; the json form has them all."""

WIDEST = 48
"""Characters of a column at most; longer cells are cut, as the whole text stands among the quotes or in the json form."""


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    rows = tuple(tuple(one_line(cell) for cell in row) for row in rows)
    cut = [tuple(cell if len(cell) <= WIDEST else cell[: WIDEST - 1] + "…" for cell in row) for row in rows]
    widths = [max(len(column), *(len(row[at]) for row in cut)) for at, column in enumerate(columns)]
    lines = [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in (columns, *cut)
    ]
    more = [f"  … and {len(rows) - LONGEST} more; the json form has them all"] if len(rows) > LONGEST else []
    return "\n".join([lines[0], "  " + "  ".join("-" * width for width in widths), *lines[1 : LONGEST + 1], *more])


def _quotes(quotes: tuple[Quote, ...]) -> list[str]:
    lines = []
    for one in quotes:
        lines += [f"  “{one_line(one.text)}”", f"    {one_line(_where(one))}. {one_line(one.wording)} ({one.claim})"]
    return lines


def _where(quote: Quote) -> str:
    return f"{quote.document}, “{quote.section}”" if quote.section else quote.document


def _blockquote(quote: Quote) -> str:
    where = html.escape(one_line(f"{_where(quote)}. {quote.wording}"))
    return f"<blockquote>{html.escape(one_line(quote.text))}<br><small>{where}</small></blockquote>"
