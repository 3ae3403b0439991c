"""First and last day of an EDTF date as texts, which sort and compare as they are."""

from __future__ import annotations

from functools import lru_cache

from comity.find import dates


@lru_cache(maxsize=1 << 14)
def bounds(when: str) -> tuple[str, str]:
    """First and last day (``YYYY-MM-DD``) of an EDTF date or interval; ``""`` for an end that is open, or is no date."""
    earliest, latest = dates.known_bounds(when)
    return earliest.isoformat() if earliest else "", latest.isoformat() if latest else ""
