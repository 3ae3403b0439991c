"""Options that several commands share."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from comity.errors import OutputError

DEFAULT_GRAPH = "comity-graph"
"""Folder a graph is written to and read from when nothing else is said."""

GRAPH_VARIABLE = "COMITY_GRAPH"
"""Environment variable that says another one."""

F = TypeVar("F", bound=Callable[..., Any])


def graph_option(function: F) -> F:
    """``-g GRAPH``: the built graph to open; default ``$COMITY_GRAPH``, else ``comity-graph`` in the working folder."""
    return click.option(
        "-g",
        "--graph",
        "graph",
        type=click.Path(path_type=Path),
        default=DEFAULT_GRAPH,
        envvar=GRAPH_VARIABLE,
        show_default=True,
        show_envvar=True,
        help="Folder of the built graph.",
    )(function)


def output_option(function: F) -> F:
    """``-o FILE``: where the outcome goes; standard output when left out or ``-``."""
    help_text = "File to write; standard output without it."
    kind = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
    return click.option("-o", "--output", type=kind, metavar="FILE", help=help_text)(function)


def graph_argument(folder: Path) -> str:
    """`` -g FOLDER`` as one types it in a shell; nothing where the folder is the one that commands open by themselves."""
    usual = os.environ.get(GRAPH_VARIABLE) or DEFAULT_GRAPH
    return "" if Path(usual).resolve() == folder.resolve() else f" -g {shlex.quote(str(folder))}"


def write_output(text: str, output: Path | None) -> None:
    """Put text where ``-o`` says, in UTF-8.

    Raises:
        OutputError: the file cannot be written.
    """
    data = text.encode("utf-8", "replace")
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error})"
        raise OutputError(reason, file=str(output), next_step="name another file with -o") from error


def printable(text: str) -> str:
    """The text without the control characters of file names and documents, which a terminal would obey; line ends stay."""
    return "".join(char if char.isprintable() or char == "\n" else " " if char.isspace() else "�" for char in text)
