"""What people hold in Python: a built graph, with one thin method for each thing that can be done with it."""

from comity.knowledge_graph.building import build, open_graph
from comity.knowledge_graph.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph", "build", "open_graph"]
