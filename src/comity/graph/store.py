"""The one door to the store: a built graph, opened for reading."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from comity.errors import BadQuery, BrokenGraph, GraphNotFound
from comity.graph.sparql import bound, prepared, syntax_error
from comity.graph.terms import ALL_PREFIXES
from comity.graph.writing import GRAPH_FILE
from comity.vocabulary import INFERRED_GRAPH

if TYPE_CHECKING:
    import pyoxigraph as ox

    Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

INDEX = "index"
STAMP = "made-from.json"
STORE = "store"
LAYOUT = 2
"""Raised whenever the way the index is made changes, so that older ones are made again."""


class Store:
    """A built graph, open for reading.

    The default graph holds the merge of all named graphs but ``com:inferred``, each triple once, so that a query without
    ``GRAPH`` sees what all documents say, and nothing that they do not, and counts right. (The engine's own union of graphs
    repeats a triple for every graph it stands in.) What was inferred is asked for with ``GRAPH com:inferred``.

    Attributes:
        folder: the built graph's folder.
        index: where the index lies on disk, or ``None`` when the graph is held in memory.
    """

    def __init__(self, folder: Path, inner: ox.Store, index: Path | None) -> None:
        self.folder = folder
        self.index = index
        self._inner = inner

    def query(self, sparql: str, *, timeout: float | None = None, bindings: Mapping[str, Any] | None = None) -> Answer:
        """Answer to a SPARQL query: solutions, a truth value, or triples, as pyoxigraph has them.

        Our prefixes need not be declared. ``SERVICE``, ``LOAD`` and every update are refused.

        Args:
            sparql: the query.
            timeout: seconds after which it is given up; it then runs in a process of its own, which costs about 0.1 s.
            bindings: variable (without its question mark) → pyoxigraph term that it shall stand for in the outermost group;
                a sub-select that leaves the variable out is not bound by it.

        Raises:
            BadQuery: it does not parse, asks for what is refused, or takes too long.
        """
        query = bound(prepared(sparql), {name: [str(term)] for name, term in (bindings or {}).items()})
        if timeout is not None:
            return _in_worker(self, query, timeout)
        return answer(self._inner, query)

    def select(self, sparql: str, *, bindings: Mapping[str, Any] | None = None) -> ox.QuerySolutions:
        """Solutions of a SELECT query, for callers that know it is one."""
        return cast("ox.QuerySolutions", self.query(sparql, bindings=bindings))

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the named graphs, in no fixed order."""
        from pyoxigraph import DefaultGraph

        return (quad for quad in self._inner if not isinstance(quad.graph_name, DefaultGraph))

    def triples(self) -> Iterator[ox.Triple]:
        """All triples, each once, in no fixed order."""
        from pyoxigraph import DefaultGraph

        return (quad.triple for quad in self._inner.quads_for_pattern(None, None, None, DefaultGraph()))

    def graph(self, name: str, subject: str | None = None) -> Iterator[ox.Triple]:
        """Triples of one named graph, and perhaps of one subject in it; both by their full IRI."""
        from pyoxigraph import NamedNode

        node = None if subject is None else NamedNode(subject)
        return (quad.triple for quad in self._inner.quads_for_pattern(node, None, None, NamedNode(name)))

    def graph_names(self) -> Iterator[str]:
        """Full IRIs of the named graphs, in no fixed order."""
        return (name.value for name in self._inner.named_graphs())

    def __len__(self) -> int:
        return sum(1 for _ in self.quads())


def open_graph(folder: Path | str, *, memory: bool = False) -> Store:
    """The built graph in a folder, opened for reading.

    The index is made from ``graph.nq`` when it is missing or stale. Where the folder cannot be written, the graph is held
    in memory.

    Args:
        folder: a folder that ``comity build`` made.
        memory: hold it in memory in any case; queries then run about five times as fast, opening takes 5 s a million quads.

    Raises:
        GraphNotFound: there is no built graph.
        BrokenGraph: ``graph.nq`` does not parse.
    """
    from pyoxigraph import Store as Inner

    folder = Path(folder)
    source = folder / GRAPH_FILE
    if not source.is_file():
        step = "build one with: comity build PAPERS -o " + str(folder)
        raise GraphNotFound("there is no built graph", file=str(folder), next_step=step)
    if not memory:
        indexed = _from_index(folder / INDEX, source)
        if indexed is not None:
            return Store(folder, indexed, folder / INDEX / STORE)
    inner = Inner()
    _load(inner, source)
    return Store(folder, inner, None)


def answer(inner: ox.Store, query: str) -> Answer:
    """The engine's answer to a prepared query.

    Raises:
        BadQuery: it does not parse, or cannot be evaluated.
    """
    try:
        return cast("ox.QuerySolutions", inner.query(query, prefixes=ALL_PREFIXES))
    except SyntaxError as error:
        raise syntax_error(query, error) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise BadQuery(f"the query cannot be answered: {error}", next_step="simplify it") from error


# --- the index ------------------------------------------------------------------------------------------------------


def _from_index(index: Path, source: Path) -> ox.Store | None:
    """The index, made first where it is missing, stale or broken; nothing where it can be neither read nor made.

    Another process may make or replace it at the same moment: then memory serves this once.
    """
    from pyoxigraph import Store as Inner

    for usable in (_is_fresh(index, source), False):
        try:
            if not usable:
                _make_index(index, source)
            return Inner.read_only(str(index / STORE))
        except (OSError, RuntimeError):
            continue
    return None


def _is_fresh(index: Path, source: Path) -> bool:
    """True when the index was made from this very file: by size and time of change, else by its hash."""
    try:
        stamp = json.loads((index / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if not (index / STORE).is_dir() or stamp.get("layout") != _layout():
        return False
    now = source.stat()
    if stamp.get("size") != now.st_size:
        return False
    if stamp.get("changed") == now.st_mtime_ns:
        return True
    if stamp.get("sha256") != _sha256(source):
        return False
    with contextlib.suppress(OSError):
        _write_stamp(index, source, str(stamp["sha256"]))
    return True


def _layout() -> str:
    from pyoxigraph import __version__

    return f"{LAYOUT}, pyoxigraph {__version__}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_stamp(index: Path, source: Path, sha256: str) -> None:
    state = source.stat()
    stamp = {"layout": _layout(), "size": state.st_size, "changed": state.st_mtime_ns, "sha256": sha256}
    (index / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def _make_index(index: Path, source: Path) -> None:
    """Make the index beside its place and swap it in, so that no other process ever sees half of one."""
    from pyoxigraph import Store as Inner

    staging = index.with_name(f".{INDEX}-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        inner = Inner(str(staging / STORE))
        _load(inner, source)
        inner.flush()
        del inner
        _write_stamp(staging, source, _sha256(source))
        if _is_fresh(index, source):
            return  # another process was faster
        if index.exists():
            retired = index.with_name(f".{INDEX}-old-{os.getpid()}")
            index.rename(retired)
            shutil.rmtree(retired, ignore_errors=True)
        staging.rename(index)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


INFERRED = f"<{INFERRED_GRAPH}> .\n".encode()
"""How a line ends that no document and no table says."""


class _WithMerge(io.RawIOBase):
    """The lines of a sorted N-Quads file, each new triple that was not inferred followed by itself without its graph.

    Read by the store's bulk loader, it fills the default graph with the merge of all graphs in one pass.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._rest = b""
        self._last = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            lines = self._file.readlines(1 << 20)
            if not lines:
                return 0
            self._rest = b"".join(self._merged(lines))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _merged(self, lines: list[bytes]) -> Iterator[bytes]:
        for line in lines:
            yield line
            end = line.rfind(b" <")
            if end > 0 and not line.endswith(INFERRED):
                triple = line[:end]
                if triple != self._last:
                    self._last = triple
                    yield triple + b" .\n"

    def close(self) -> None:
        self._file.close()
        super().close()


def _load(inner: ox.Store, source: Path) -> None:
    from pyoxigraph import RdfFormat

    try:
        with io.BufferedReader(_WithMerge(source), 1 << 20) as lines:
            inner.bulk_load(cast("Any", lines), RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise BrokenGraph(f"it does not parse: {error}", file=str(source), next_step="build the graph again") from error


# --- with a time limit ----------------------------------------------------------------------------------------------


def _in_worker(store: Store, query: str, timeout: float) -> Answer:
    """The answer from a process of its own, because the engine cannot be interrupted within this one."""
    from comity.graph import worker

    task = {
        "folder": str(store.folder),
        "index": str(store.index) if store.index else None,
        "query": query,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", worker.__name__],
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadQuery(
            f"it took longer than {timeout:g} seconds", next_step="narrow it down, put a LIMIT, or allow more time"
        ) from error
    return worker.received(done.stdout, done.stderr)
