"""People, their names and their terms of office."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tables import Build


def people(made: Build) -> None:
    """Add people and offices."""
