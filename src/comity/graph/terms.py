"""Nouns' values as N-Quads terms, in the spelling that the store gives back unchanged, and the reverse."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from comity.errors import OutputError
from comity.vocabulary import BASE, PREFIXES, compact

OWN_PREFIXES: dict[str, str] = {
    word: f"{BASE}{word}/" for word in ("link", "membership", "term", "comparison", "dyad", "inference")
}
"""Namespaces of nodes that only the graph knows: links between claims, comparisons of figures, dyads, inferences, memberships,
terms of office."""

ALL_PREFIXES: dict[str, str] = {**PREFIXES, **OWN_PREFIXES}

NAMED = frozenset({"actor", "agreement", "event", "project", "place", "domain"})
"""Prefixes of things that carry a name."""

_LOCAL = re.compile(r"[^\s<>\"{}|^`\\\x00-\x20]+")
_NAMED = re.compile(rf"(?:{'|'.join(sorted(NAMED))}):[a-z0-9][a-z0-9-]*")
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t", ord("\b"): "\\b", ord("\f"): "\\f",
}  # fmt: skip
_FRACTION = 18
"""Digits after the point that Oxigraph's decimals keep; a longer number would come back shorter."""


@lru_cache(maxsize=1 << 16)
def iri(name: str) -> str:
    """``<…>`` of a prefixed name or of a full IRI of ours.

    Raises:
        OutputError: the prefix is unknown, or the name holds a character that no IRI may hold.
    """
    prefix, _, local = name.partition(":")
    if prefix not in ALL_PREFIXES or not _LOCAL.fullmatch(local):
        raise OutputError(f"{name!r} cannot be made an identifier", next_step="this is a bug of ours, please report it")
    return f"<{ALL_PREFIXES[prefix]}{local}>"


def full(name: str) -> str:
    """Full IRI of a prefixed name, our own prefixes included."""
    return iri(name)[1:-1]


def short(address: str) -> str:
    """Prefixed name of an IRI, our own prefixes included; the IRI as it came where none fits."""
    for prefix, namespace in OWN_PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address[len(namespace) :]}"
    return compact(address)


def text(value: str) -> str:
    """A plain string literal."""
    return f'"{value.translate(_ESCAPES)}"'


def english(value: str) -> str:
    """A string literal tagged as English."""
    return f'"{value.translate(_ESCAPES)}"@en'


@cache
def _datatype(name: str) -> str:
    return f"^^<{PREFIXES['xsd']}{name}>"


def integer(value: int) -> str:
    """An ``xsd:integer``."""
    return f'"{value}"{_datatype("integer")}'


def decimal(value: Decimal | float) -> str:
    """An ``xsd:decimal`` in its shortest spelling ("1.0" → "1"); a float counts as the decimal it prints as."""
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    spelled = format(number, "f")
    if "." in spelled:
        whole, _, fraction = spelled.partition(".")
        fraction = fraction[:_FRACTION].rstrip("0")
        spelled = f"{whole}.{fraction}" if fraction else whole
    if spelled in ("-0", ""):
        spelled = "0"
    return f'"{spelled}"{_datatype("decimal")}'


def boolean(value: bool) -> str:
    """An ``xsd:boolean``."""
    return f'"{"true" if value else "false"}"{_datatype("boolean")}'


def day(value: date) -> str:
    """An ``xsd:date``."""
    return f'"{value.isoformat()}"{_datatype("date")}'


def name_or_text(value: str) -> str:
    """An IRI where the value is a prefixed name of ours (``place:kaesong``), else a string literal."""
    return iri(value) if _NAMED.fullmatch(value) else text(value)


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that a date may stand for; ``None`` for an open end and for what is no date."""
    from comity.find import dates

    return dates.known_bounds(edtf)
