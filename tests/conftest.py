"""Fixtures that several rooms share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from comity.model import Contents

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


hand_made = _module("comity_fixture_contents", HERE / "fixtures" / "contents.py")


@pytest.fixture(scope="session")
def contents() -> Contents:
    """32 claims from 3 documents, made by hand: ``tests/fixtures/contents.py``."""
    made = hand_made.contents()
    assert isinstance(made, Contents)
    return made
