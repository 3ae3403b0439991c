"""Whether a stretch of time in EDTF covers a day, a month or a year."""

from __future__ import annotations


def covers(begun: str, ended: str, on: str | None) -> bool:
    """True when the stretch from ``begun`` to ``ended`` touches ``on``; without ``on``, when it is not over.

    Times are EDTF of level 0 or 1 (``2001``, ``2001-06``, ``2001-06-15``, with ``~`` or ``?`` behind). They are compared as
    far as both are exact: 2001-06 touches 2001. An empty beginning means from ever, an empty end means until now.
    """
    if on is None:
        return not ended
    return _not_after(begun, on) and (not ended or _not_after(on, ended))


def _not_after(one: str, other: str) -> bool:
    first, second = one.rstrip("~?%"), other.rstrip("~?%")
    shared = min(len(first), len(second))
    return first[:shared] <= second[:shared]
