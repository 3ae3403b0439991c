"""Lets the tests of this folder import its modules, and builds the graph of the sample documents once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity import graph, pipeline

if TYPE_CHECKING:
    from comity.graph import Store

sys.path.insert(0, str(Path(__file__).resolve().parent))

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the sample documents, open."""
    folder = tmp_path_factory.mktemp("sample") / "graph"
    pipeline.build([DOCUMENTS], folder)
    return graph.open_graph(folder)
