"""The questions of the catalogue asked of our store and of rdflib's in-memory store, in one run: milliseconds and their ratio.

    python benchmarks/query_ratio.py GRAPH                      a built graph
    python benchmarks/query_ratio.py --claims 17000             a made-up one, about a million quads

Each question is asked with the values of its example, of our store three times (the median counts), of rdflib once, in a process
of its own that is ended after --limit seconds; a question that rdflib does not answer by then counts with the limit. Rows can
differ: our default graph leaves out what was only inferred, rdflib's union of all graphs has it too. Aim: ten times faster at the
median of all questions.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import graph, query
from comity.errors import BadParameter
from comity.graph.store import Store
from comity.query.binding import bound_text
from comity.query.parameters import terms_of
from comity.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib

AIM = 10.0


def sparql_of(store: Store) -> dict[str, str]:
    """Question → its SPARQL with the values of its example, where this graph knows them; with prefixes, as rdflib wants it."""
    known = {"side": "Russia", "actor": "Russia", "agreement": "Paris Agreement", "entity": "Russia"}
    head = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in PREFIXES.items())
    found = {}
    for name, one in query.catalogue().items():
        for given in (dict(one.example), {p.name: known[p.type] for p in one.parameters if p.required and p.type in known}):
            try:
                found[name] = head + bound_text(one, terms_of(store, one, given))
                break
            except BadParameter:
                continue
    return found


def ours(store: Store, sparql: str) -> tuple[float, int]:
    """Milliseconds of our store, the median of three, and the rows."""
    spans, rows = [], 0
    for _ in range(3):
        start = time.perf_counter()
        rows = len(query.run(store, sparql).rows)
        spans.append(1000 * (time.perf_counter() - start))
    return statistics.median(spans), rows


def theirs(dataset: rdflib.Dataset, sparql: str, limit: float) -> tuple[float, int | None]:
    """Milliseconds of rdflib and its rows; the limit and None where it took longer."""
    context = multiprocessing.get_context("fork")  # the graph is shared, not sent
    receiver, sender = context.Pipe(duplex=False)

    def ask() -> None:
        start = time.perf_counter()
        rows = len(list(dataset.query(sparql)))
        sender.send((1000 * (time.perf_counter() - start), rows))

    process = context.Process(target=ask)
    process.start()
    try:
        if receiver.poll(limit):
            milliseconds, rows = receiver.recv()
            return milliseconds, rows
        return 1000 * limit, None
    except EOFError:
        return 1000 * limit, None
    finally:
        process.kill()
        process.join()


def main() -> int:
    """Print a line a question, then the medians; 1 when the aim is missed."""
    import rdflib

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", nargs="?", type=Path)
    parser.add_argument("--claims", type=int, default=17_000, help="size of the made-up graph")
    parser.add_argument("--limit", type=float, default=30, help="seconds after which rdflib is given up")
    parser.add_argument("--only", nargs="*", help="these questions")
    options = parser.parse_args()
    folder = options.graph or _made_up(options.claims)
    store = graph.open_graph(folder)
    asked = sparql_of(store)
    dataset = rdflib.Dataset(default_union=True)
    start = time.perf_counter()
    dataset.parse(folder / "graph.nq", format="nquads")
    print(f"rdflib loaded {len(dataset):,} quads in {time.perf_counter() - start:.0f} s")
    print(f"{'question':<24}{'ours ms':>10}{'rdflib ms':>12}{'times':>8}  rows")
    ratios: list[float] = []
    spans: list[tuple[float, float]] = []
    for name, sparql in sorted(asked.items()):
        if options.only and name not in options.only:
            continue
        mine, rows = ours(store, sparql)
        other, their_rows = theirs(dataset, sparql, options.limit)
        spans.append((mine, other))
        ratios.append(other / mine)
        told = (
            f"{rows}" if their_rows == rows else f"{rows}, rdflib {their_rows if their_rows is not None else 'gave none in time'}"
        )
        print(f"{name:<24}{mine:>10.1f}{other:>12.1f}{ratios[-1]:>8.1f}  {told}", flush=True)
    medians: list[Any] = [statistics.median(column) for column in zip(*spans, strict=True)]
    print(f"{'median':<24}{medians[0]:>10.1f}{medians[1]:>12.1f}{statistics.median(ratios):>8.1f}  of {len(ratios)} questions")
    return 0 if statistics.median(ratios) >= AIM else 1


def _made_up(claims: int) -> Path:
    import graph_scale

    folder = Path(tempfile.mkdtemp())
    graph.write(graph_scale.made(claims, max(claims // 17, 1)), folder)
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
