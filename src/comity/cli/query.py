"""Asking: ``comity query`` and ``comity queries``."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.options import graph_argument, graph_option
from comity.errors import BadOption, BadQuery, OutputError

if TYPE_CHECKING:
    from comity.query import CatalogueQuery, Parameter

FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "ttl", "nt", "rdfxml", "jsonld")


VALUE_HELP = "A parameter; the same one again means: any of these."
OUTPUT_HELP = "File to write; standard output without it."


@click.command()
@click.argument("question", metavar="NAME|FILE|-")
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help=VALUE_HELP)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Form of the answer.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help=OUTPUT_HELP)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Give up after so long.")
@graph_option
def query(question: str, parameters: tuple[str, ...], form: str, output: Path | None, timeout: float | None, graph: Path) -> int:
    """Answer a question of the catalogue, or SPARQL from a file or from standard input.

    Exits with 1 when the answer is empty, or no. "comity queries" lists the questions.

    \b
    Example:
      comity query ties -p a=Russia -p b="North Korea"
      comity query shared-memberships -p a=China -p b=India -f csv -o shared.csv
      echo 'SELECT * { ?s com:supplies ?o }' | comity query -
    """
    from comity.graph import open_graph
    from comity.query import run

    asked = question_of(question)
    store = open_graph(graph)
    result = run(store, asked, given_values(parameters), timeout=timeout)
    to_terminal = output is None and sys.stdout.isatty()
    text = result.to(form, width=shutil.get_terminal_size().columns if to_terminal else None)
    _write(text, output)
    if not result and result.kind != "truth":
        click.echo("comity: no rows", err=True)
    return 0 if result else 1


@click.command()
@click.argument("name", required=False)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to list.")
@graph_option
def queries(name: str | None, form: str, graph: Path) -> None:
    """List the questions of the catalogue, or show one of them with its parameters.

    The catalogue is the same for every graph; -g is written into the example of a question, ready to be pasted.

    \b
    Example:
      comity queries
      comity queries ties
      comity queries -f json
    """
    from comity.query import catalogue, named

    if form == "json":
        asked = [named(name)] if name else list(catalogue().values())
        click.echo(json.dumps([_record(one) for one in asked], ensure_ascii=False, indent=1))
    elif name:
        click.echo(_page(named(name)) + graph_argument(graph))
    else:
        click.echo(_menu(list(catalogue().values())))


def question_of(question: str) -> CatalogueQuery:
    """The question that the argument means: a name, a file, or standard input."""
    from comity.query import catalogue, find, parse

    path = Path(question)
    if question != "-" and (question in catalogue() or not (path.suffix == ".rq" or path.is_file())):
        return find(question)
    try:
        data = sys.stdin.buffer.read() if question == "-" else path.read_bytes()
        return parse("standard input" if question == "-" else path.stem, data.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        step = "give a text file of SPARQL, or a name of the catalogue"
        raise BadQuery(f"it cannot be read: {error}", file=question, next_step=step) from error


def given_values(parameters: tuple[str, ...]) -> dict[str, Any]:
    """Parameters by name; one that is given several times has all its values."""
    found: dict[str, list[str]] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name:
            raise BadOption(f"{parameter!r} is no parameter", next_step="write -p name=value")
        found.setdefault(name.strip(), []).append(value.strip())
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _write(text: str, output: Path | None) -> None:
    if output is None or str(output) == "-":
        click.echo(text.encode("utf-8"), nl=False)
        return
    try:
        output.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"it cannot be written: {error}", file=str(output), next_step="choose another place") from error


# --- the catalogue --------------------------------------------------------------------------------------------------


def _menu(asked: list[CatalogueQuery]) -> str:
    """All questions under their headings."""
    width = max(len(one.name) for one in asked)
    lines: list[str] = []
    group = ""
    for one in asked:
        if one.group != group:
            group = one.group
            lines += ["", group, ""] if lines else [group, ""]
        lines.append(f"  {one.name:<{width}}  {one.questions[0] if one.questions else one.title}")
        if one.parameters:
            lines.append(f"  {'':<{width}}  {_usage(one)}")
    lines += ["", "Ask one:        comity query NAME -p name=value", "Look at one:    comity queries NAME"]
    return "\n".join(lines)


def _usage(one: CatalogueQuery) -> str:
    """Its parameters in short: those that may be left out in brackets."""
    parts = []
    for parameter in one.parameters:
        shown = f"{parameter.name}={parameter.default if parameter.default is not None else '…'}"
        parts.append(shown if parameter.required else f"[{shown}]")
    return " ".join(parts)


def _page(one: CatalogueQuery) -> str:
    """One question with all that is to know before asking it."""
    lines = [f"{one.name}: {one.title}", ""]
    lines += [f"  {question}" for question in one.questions]
    if one.parameters:
        lines += ["", "Parameters"]
        width = max(len(parameter.name) for parameter in one.parameters)
        lines += [f"  {parameter.name:<{width}}  {_described(parameter)}" for parameter in one.parameters]
    if one.columns:
        lines += ["", "Columns"]
        width = max(len(name) for name, _ in one.columns)
        lines += [f"  {name:<{width}}  {meaning}" for name, meaning in one.columns]
    return "\n".join([*lines, "", "Example", f"  {one.command}"])


def _described(parameter: Parameter) -> str:
    from comity.query.catalogue import TYPES

    if parameter.required:
        need = "needed"
    else:
        need = "may be left out" if parameter.default is None else f"{parameter.default} when left out"
    return f"{parameter.description} ({need}); give {TYPES[parameter.type]}"


def _record(one: CatalogueQuery) -> dict[str, Any]:
    """A question as a record for programs."""
    return {
        "name": one.name,
        "group": one.group,
        "title": one.title,
        "questions": list(one.questions),
        "parameters": [
            {"name": p.name, "type": p.type, "required": p.required, "default": p.default, "description": p.description}
            for p in one.parameters
        ],
        "columns": [{"name": name, "meaning": meaning} for name, meaning in one.columns],
        "example": one.command,
    }
