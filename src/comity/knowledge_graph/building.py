"""Building a graph, and opening one that was built."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from comity.knowledge_graph.graph import KnowledgeGraph
from comity.language import DEFAULT_MODEL

if TYPE_CHECKING:
    from comity.pipeline import Progress

Documents = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""One file, folder, pattern or "-", or several."""


def build(
    documents: Documents,
    folder: str | os.PathLike[str] = "comity-graph",
    *,
    model: str = DEFAULT_MODEL,
    strict: bool = False,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """The graph of these documents, built into that folder and opened.

    A graph that was there is replaced at the end, and nothing else ever is; until then, and when the build is interrupted or
    fails, it stays as it was. The same documents give the same ``graph.nq``, texts and coverage, byte for byte.

    Args:
        documents: files, folders, patterns (``papers/*.pdf``), or "-" for standard input.
        folder: where the graph goes.
        model: any spaCy pipeline with a tagger, a parser and names.
        strict: one unreadable document stops the build; otherwise it is left out and listed in ``contents.skipped``.
        progress: called with a stage, how much of it is done, and how much there is.

    Raises:
        NothingToRead: no document was found, or none could be read.
        UnreadableDocument: with ``strict``, the first that cannot be read.
        ModelMissing: the model is not installed.
        OutputError: the graph cannot be written.
        BadOption: the folder holds something that is not a graph, or another build is writing to it.
    """
    from comity import pipeline

    several = [documents] if isinstance(documents, str | os.PathLike) else list(documents)
    return open_graph(pipeline.build(several, folder, model=model, strict=strict, progress=progress).folder)


def open_graph(folder: str | os.PathLike[str] = "comity-graph") -> KnowledgeGraph:
    """The graph that was built into that folder.

    Raises:
        GraphNotFound: there is none.
    """
    graph = KnowledgeGraph(folder)
    _ = graph.store
    return graph
