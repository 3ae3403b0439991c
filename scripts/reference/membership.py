"""Memberships: the factbook's undated ones, overridden by the dated ones kept by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tables import Build


def memberships(made: Build) -> None:
    """Add one row per member, organisation, kind and beginning."""
