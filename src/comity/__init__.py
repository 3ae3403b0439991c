"""comity: documents about international relations → a knowledge graph in which every claim keeps its quote.

>>> import comity
>>> kg = comity.build(["papers/"], "comity-graph")   # doctest: +SKIP
>>> kg.query("ties", a="Russia", b="North Korea")    # doctest: +SKIP

Importing this package loads neither spaCy nor rdflib: what is heavy is imported where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.knowledge_graph import KnowledgeGraph, build, open_graph

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__", "build", "open_graph"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from comity import knowledge_graph

        return getattr(knowledge_graph, name)
    raise AttributeError(f"module 'comity' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
