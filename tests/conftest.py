"""Fixtures that several rooms share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from comity.model import Contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.graph import Store

HERE = Path(__file__).parent


def _module(name: str, path: Path) -> ModuleType:
    """A test module by its path: the test folders are no packages."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """A module by its path below the checkout, such as ``scripts/make_reference.py``: scripts and benchmarks are no package."""
    return lambda path: _module(Path(path).stem, HERE.parent / path)


hand_made = _module("comity_fixture_contents", HERE / "fixtures" / "contents.py")


@pytest.fixture(scope="session")
def contents() -> Contents:
    """32 claims from 3 documents, made by hand: ``tests/fixtures/contents.py``."""
    made = hand_made.contents()
    assert isinstance(made, Contents)
    return made


@pytest.fixture(scope="session")
def graph_folder(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made graph, written to a folder; for reading only."""
    from comity import graph

    folder = tmp_path_factory.mktemp("graph")
    graph.write(contents, folder)
    return folder


@pytest.fixture(scope="session")
def store(graph_folder: Path) -> Store:
    """The hand-made graph, open."""
    from comity import graph

    return graph.open_graph(graph_folder)
