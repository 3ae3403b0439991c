"""Answers as text: tables for people, SPARQL's own formats for programs, RDF for graphs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from comity.errors import BadOption
from comity.graph.terms import ALL_PREFIXES
from comity.query.results import Result, Value

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

PIPED_WIDTH = 160
"""Columns of a table that goes to no terminal: tried 100, 160 and 200; at 160 a quote takes two or three lines."""

UNBROKEN = 24
"""Characters up to which a word is never broken: identifiers of claims have 22. A table that cannot be narrower on this
account is wider than was asked for."""

GAP = 3
"""Columns that rich puts between two cells."""


def written(result: Result, form: str, width: int | None = None) -> str:
    """The answer in a format.

    Raises:
        BadOption: there is no such format, or it cannot hold this kind of answer.
    """
    writers = FORMATS.get(form)
    if writers is None:
        raise BadOption(f"there is no format {form!r}", next_step=f"choose one of {', '.join(FORMATS)}")
    if result.kind not in writers:
        possible = ", ".join(name for name, kinds in FORMATS.items() if result.kind in kinds)
        what = {"rows": "rows", "triples": "triples", "truth": "yes or no"}[result.kind]
        raise BadOption(f"{form} cannot hold an answer of {what}", next_step=f"choose one of {possible}")
    writer = writers[result.kind]
    return writer(result, width) if writer is _table else writer(result)


# --- for people -----------------------------------------------------------------------------------------------------


def shown(value: Value) -> str:
    """A value as people read it: no control characters, numbers without an exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    return "".join(c if c.isprintable() else " " for c in str(value))


def _table(result: Result, width: int | None = None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    cells = [[shown(value) for value in row] for row in result.rows]
    widths = _widths([list(result.variables), *cells], width or PIPED_WIDTH)
    for index, name in enumerate(result.variables):
        numbers = bool(cells) and all(_is_number(row[index]) for row in result.rows)
        table.add_column(Text(name), justify="right" if numbers else "left", width=widths[index], overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    sink = io.StringIO()
    Console(file=sink, width=sum(widths) + GAP * len(widths), color_system=None, force_terminal=False).print(table)
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines()) + "\n"


def _widths(lines: list[list[str]], available: int) -> list[int]:
    """Width of each column: its longest word at least, its longest cell at most, the room between shared out evenly.

    Identifiers and numbers are of no use when they are broken; what has several words gives way between them.
    """
    from rich.cells import cell_len

    columns = list(zip(*lines, strict=True))
    least = [max(min(cell_len(word), UNBROKEN) for cell in column for word in cell.split() or [""]) for column in columns]
    most = [max(map(cell_len, column)) for column in columns]
    widths = list(least)
    room = available - sum(least) - GAP * len(columns)
    while room > 0 and (growing := [index for index, width in enumerate(widths) if width < most[index]]):
        share = max(room // len(growing), 1)
        for index in growing[:room]:
            more = min(share, most[index] - widths[index])
            widths[index] += more
            room -= more
    return widths


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _truth_table(result: Result) -> str:
    return "yes\n" if result.truth else "no\n"


def _markdown(result: Result) -> str:
    def row(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    head = row([_marked(name) for name in result.variables]) + row(["---"] * len(result.variables))
    return head + "".join(row([_marked(shown(value)) for value in line]) for line in result.rows)


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]#~"} | _ENTITIES)


def _marked(value: str) -> str:
    """A cell that neither breaks its table nor brings markup with it."""
    return value.translate(_MARKS)


# --- SPARQL's own formats -------------------------------------------------------------------------------------------


def _csv(result: Result) -> str:
    """SPARQL 1.1 CSV: values without their types, lines end with CR LF."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows([_bare(term) for term in row] for row in _term_rows(result))
    return sink.getvalue()


def _bare(term: Any) -> str:
    return "" if term is None else str(term.value)


def _tsv(result: Result) -> str:
    """SPARQL 1.1 TSV: terms as Turtle spells them."""
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in _term_rows(result)]
    return "\n".join(lines) + "\n"


def _term_rows(result: Result) -> list[tuple[Any, ...]]:
    if result.triples is not None:
        return [(one.subject, one.predicate, one.object) for one in result.triples]
    return [tuple(row) for row in result.terms]


def _json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.terms
    ]
    whole = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Any) -> dict[str, str]:
    kind = type(term).__name__
    if kind == "NamedNode":
        return {"type": "uri", "value": term.value}
    if kind == "BlankNode":
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif not term.datatype.value.endswith("#string"):
        found["datatype"] = term.datatype.value
    return found


def _xml(result: Result) -> str:
    """SPARQL Query Results XML."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.variables)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
        f"<head>{head}</head>",
    ]
    if result.truth is not None:
        lines.append(f"<boolean>{'true' if result.truth else 'false'}</boolean>")
    else:
        lines.append("<results>")
        lines += [f"<result>{_xml_row(result, row)}</result>" for row in result.terms]
        lines.append("</results>")
    return "\n".join([*lines, "</sparql>"]) + "\n"


def _xml_row(result: Result, row: tuple[object, ...]) -> str:
    return "".join(
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(result.variables, row, strict=True)
        if term is not None
    )


def _xml_term(term: Any) -> str:
    found = _json_term(term)
    value = escape("".join(c if _allowed_in_xml(c) else "\ufffd" for c in found["value"]))
    if found["type"] != "literal":
        return f"<{found['type']}>{value}</{found['type']}>"
    if "xml:lang" in found:
        return f"<literal xml:lang={quoteattr(found['xml:lang'])}>{value}</literal>"
    if "datatype" in found:
        return f"<literal datatype={quoteattr(found['datatype'])}>{value}</literal>"
    return f"<literal>{value}</literal>"


def _allowed_in_xml(character: str) -> bool:
    code = ord(character)
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


# --- RDF ------------------------------------------------------------------------------------------------------------


def _rdf(name: str) -> Callable[[Result], str]:
    def write(result: Result) -> str:
        from pyoxigraph import RdfFormat, serialize

        form: RdfFormat = getattr(RdfFormat, name)
        data = serialize(result.triples or (), format=form, prefixes=ALL_PREFIXES)
        return data.decode("utf-8") if data else ""

    return write


FORMATS: dict[str, dict[str, Callable[..., str]]] = {
    "table": {"rows": _table, "triples": _table, "truth": _truth_table},
    "markdown": {"rows": _markdown, "triples": _markdown},
    "csv": {"rows": _csv, "triples": _csv},
    "tsv": {"rows": _tsv, "triples": _tsv},
    "json": {"rows": _json, "truth": _json},
    "xml": {"rows": _xml, "truth": _xml},
    "ttl": {"triples": _rdf("TURTLE")},
    "nt": {"triples": _rdf("N_TRIPLES")},
    "rdfxml": {"triples": _rdf("RDF_XML")},
    "jsonld": {"triples": _rdf("JSON_LD")},
}
"""Format → kind of answer it can hold → its writer."""
