"""N-Quads as lines of text: quick to sort and to take apart, without an object a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from comity.errors import BrokenGraph, GraphNotFound
from comity.export.options import Quads

# The graph is the last term when three terms stand before it. Neither IRIs nor blank nodes hold spaces, and a literal
# ends in a quotation mark, a language tag or ``^^<…>``, never in `` <…>``.
_WITH_GRAPH = re.compile(r'(\S+ \S+ .+) (<[^<>"\s]*>|_:\S+) \.')


def split(line: str) -> tuple[str, str]:
    """The triple of an N-Quads line, without its full stop, and its graph (``<…>``), or ``""`` in the default graph."""
    match = _WITH_GRAPH.fullmatch(line)
    return (match[1], match[2]) if match else (line.removesuffix(".").rstrip(), "")


def lines_of(quads: Quads) -> set[str]:
    """Distinct statements of a file or of lines, without line ends, comments and blank lines.

    Raises:
        GraphNotFound: the file is not there.
        BrokenGraph: the file is not UTF-8.
    """
    if not isinstance(quads, Path):
        return _statements(quads)
    try:
        with quads.open(encoding="utf-8", newline="\n") as file:
            return _statements(file)
    except FileNotFoundError as error:
        raise GraphNotFound(
            "there is no such file", file=str(quads), next_step="build one with: comity build PAPERS -o GRAPH"
        ) from error
    except UnicodeDecodeError as error:
        raise BrokenGraph("this is not UTF-8", file=str(quads), next_step="build the graph again") from error


def _statements(lines: Iterable[str]) -> set[str]:
    stripped = (line.strip(" \t\r\n") for line in lines)
    return {line for line in stripped if line and not line.startswith("#")}
