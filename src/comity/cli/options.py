"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

DEFAULT_GRAPH = "comity-graph"
"""Folder a graph is written to and read from when nothing else is said."""

F = TypeVar("F", bound=Callable[..., Any])


def graph_option(function: F) -> F:
    """``-g GRAPH``: the built graph to open; default ``$COMITY_GRAPH``, else ``comity-graph`` in the working folder."""
    return click.option(
        "-g",
        "--graph",
        "graph",
        type=click.Path(path_type=Path),
        default=DEFAULT_GRAPH,
        envvar="COMITY_GRAPH",
        show_default=True,
        show_envvar=True,
        help="Folder of the built graph.",
    )(function)
