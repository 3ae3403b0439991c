"""An answer: a sentence, a table, the quotes, what was left out, and the SPARQL that made it."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


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
        known["rows"] = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return known

    def text(self, *, sparql: bool = False) -> str:
        """The card for people; with the SPARQL where it is wanted."""
        parts = [self.sentence]
        parts += [_table(self.columns, self.rows)] if self.rows else []
        parts += ["\n".join(_quotes(self.quotes))] if self.quotes else []
        parts += ["Nearest to it:\n" + "\n".join(f"  {one}" for one in self.nearest)] if self.nearest else []
        parts += ["It can answer, for instance:\n" + "\n".join(f"  {one}" for one in self.suggestions)] if self.suggestions else []
        left = ", ".join(f"{number} {modality}" for modality, number in self.left_out)
        parts += [f"Left out: {left}."] if left else []
        parts += ["\n".join(f"Note: {note}." for note in self.notes)] if self.notes else []
        if self.query:
            given = " ".join(f"{name}={value}" for name, value in self.parameters)
            parts.append(f"Asked of the graph: {self.query} {given}".rstrip())
        parts += [self.sparql] if sparql and self.sparql else []
        return "\n\n".join(parts) + "\n"

    def _repr_html_(self) -> str:
        """The card for notebooks; everything from documents is escaped."""
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows)
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if self.rows else ""
        quotes = "".join(
            f"<blockquote>{html.escape(one.text)}<br><small>{html.escape(one.document)}"
            f"{html.escape(f', {one.section}' if one.section else '')}</small></blockquote>"
            for one in self.quotes
        )
        near = "".join(f"<li>{html.escape(one)}</li>" for one in (*self.nearest, *self.suggestions))
        return f"<p><b>{html.escape(self.sentence)}</b></p>{table}{quotes}" + (f"<ul>{near}</ul>" if near else "")


LONGEST = 30
"""Rows that are shown to people; the json form has them all."""

WIDEST = 48
"""Characters of a column at most; longer cells are cut, as the whole text stands among the quotes or in the json form."""


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
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
        where = f"{one.document}, “{one.section}”" if one.section else one.document
        lines += [f"  “{_plain(one.text)}”", f"    {_plain(where)}  ({one.wording}; {one.claim})"]
    return lines


def _plain(text: str) -> str:
    """Text on one line without control characters, which could steer a terminal."""
    return " ".join("".join(char if char.isprintable() or char.isspace() else "�" for char in text).split())
