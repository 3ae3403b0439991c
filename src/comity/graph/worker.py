"""A query in a process of its own, which can be killed: ``python -m comity.graph.worker``, a task in, an answer out.

The answer is one line that says what it is, then SPARQL JSON or N-Triples.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from comity.errors import BadQuery

if TYPE_CHECKING:
    from comity.graph.store import Answer

SOLUTIONS, TRIPLES, REFUSED = b"solutions", b"triples", b"refused"


def answered(task: dict[str, Any]) -> bytes:
    """The answer to a task, to be sent to whoever asked."""
    import pyoxigraph as ox

    from comity.graph.store import answer, open_graph

    try:
        indexed = task["index"]
        inner = ox.Store.read_only(indexed) if indexed else open_graph(Path(task["folder"]), memory=True)._inner
        found = answer(inner, task["query"])
        if isinstance(found, ox.QueryTriples):
            return TRIPLES + b"\n" + cast("bytes", found.serialize(format=ox.RdfFormat.N_TRIPLES))
        return SOLUTIONS + b"\n" + cast("bytes", found.serialize(format=ox.QueryResultsFormat.JSON))
    except BadQuery as error:
        parts = {"reason": error.reason, "place": error.place, "next_step": error.next_step}
        return REFUSED + b"\n" + json.dumps(parts).encode()


def received(output: bytes, complaint: bytes) -> Answer:
    """The answer that a worker sent, as the engine has it.

    Raises:
        BadQuery: the query was refused, or the worker broke.
    """
    import pyoxigraph as ox

    kind, _, payload = output.partition(b"\n")
    if kind == SOLUTIONS:
        return ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON)
    if kind == TRIPLES:
        inner = ox.Store()
        inner.load(payload, format=ox.RdfFormat.N_TRIPLES)
        return cast("ox.QueryTriples", inner.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    if kind == REFUSED:
        parts = json.loads(payload)
        raise BadQuery(parts["reason"], place=parts["place"], next_step=parts["next_step"])
    last = complaint.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
    raise BadQuery(f"the query broke off: {last[0]}", next_step="run it without a time limit, or simplify it")


if __name__ == "__main__":
    sys.stdout.buffer.write(answered(json.load(sys.stdin)))
