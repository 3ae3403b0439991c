"""N-Quads as statements of four texts each: quick to sort and to take apart, without an object a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from comity.errors import BrokenGraph, GraphNotFound
from comity.export.options import Quads

Statement = tuple[str, str, str, str]
"""Subject, predicate, object and graph, each as N-Quads spells it; the graph is ``""`` in the default graph."""

_IRI = r'<[^<>"\s]*>'
_LITERAL = rf'"(?:[^"\\\n\r]+|\\.)*"(?:@[A-Za-z0-9-]+|\^\^{_IRI})?'
_CANONICAL = re.compile(rf"({_IRI}|_:\S+) ({_IRI}) ({_IRI}|_:\S+|{_LITERAL})(?: ({_IRI}|_:\S+))? \.")


def statements_of(quads: Quads) -> Iterable[Statement]:
    """Distinct statements in the order of their lines by code point; it may be gone through more than once.

    A file that is sorted already, as ``graph.nq`` is, is read anew each time and never held in memory.

    Raises:
        GraphNotFound: the file is not there.
        BrokenGraph: it is not UTF-8, or a line is not N-Quads; also while going through.
    """
    if not isinstance(quads, Path):
        return _sorted(quads, "")
    name = str(quads)
    try:
        with quads.open(encoding="utf-8", newline="\n") as file:
            if all(first < second for first, second in pairwise(file)):
                return _SortedFile(quads)
            file.seek(0)
            return _sorted(file, name)
    except FileNotFoundError as error:
        raise GraphNotFound("there is no such file", file=name, next_step="build one with: comity build PAPERS -o GRAPH") from error
    except UnicodeDecodeError as error:
        raise BrokenGraph("this is not UTF-8", file=name, next_step="build the graph again") from error


@dataclass(frozen=True, slots=True)
class _SortedFile:
    path: Path

    def __iter__(self) -> Iterator[Statement]:
        with self.path.open(encoding="utf-8", newline="\n") as file:
            yield from _read(file, str(self.path))


def _sorted(lines: Iterable[str], name: str) -> list[Statement]:
    return sorted(set(_read(lines, name)))


def _read(lines: Iterable[str], name: str) -> Iterator[Statement]:
    for number, line in enumerate(lines, start=1):
        text = line.strip(" \t\r\n")
        if not text or text.startswith("#"):
            continue
        match = _CANONICAL.fullmatch(text)
        yield (match[1], match[2], match[3], match[4] or "") if match else _other_spelling(text, name, number)


def _other_spelling(text: str, name: str, number: int) -> Statement:
    """The statement of a line that another program has spelled its own way."""
    import pyoxigraph

    try:
        [quad] = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else "not one statement"
        step = "build the graph again"
        raise BrokenGraph(f"not N-Quads ({reason})", file=name or None, place=f"line {number}", next_step=step) from error
    graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph
