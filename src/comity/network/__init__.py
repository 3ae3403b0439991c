"""The graph as a network: its projection and measures, its layout, and the page people explore it with.

``page`` and ``layout`` are imported at once (they load their heavy libraries when called); everything the projection
and the measures offer is found by name on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from comity.network.layout import layout
from comity.network.page import page

__all__ = ["layout", "page"]

_ELSEWHERE = ("projection", "measures")


def __getattr__(name: str) -> Any:
    """What ``projection`` and ``measures`` define publicly, found when asked for."""
    if not name.startswith("_") and name not in _ELSEWHERE:
        for room in _ELSEWHERE:
            try:
                module = import_module(f"comity.network.{room}")
            except ModuleNotFoundError:
                continue
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'comity.network' has no attribute {name!r}")
