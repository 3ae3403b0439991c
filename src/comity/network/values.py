"""Identifiers, lists and figures as the short texts that network formats can hold."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from comity.model import Quantity


def local_name(identifier: str) -> str:
    """What follows the prefix: ``actor:north-korea`` → ``north-korea``; an IRI gives its last segment."""
    if "://" in identifier:
        return identifier.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
    return identifier.partition(":")[2] or identifier


def join(values: Iterable[str], separator: str = "; ") -> str:
    """One text of several: the formats that networks are kept in have no lists."""
    return separator.join(values)


def quantity_text(quantity: Quantity | None) -> str:
    """A figure on one line: number or range, currency or unit, what it measures: ``~120000000 USD, trade, per year``."""
    if quantity is None:
        return ""
    number = _plain(quantity.value)
    if quantity.value is None:
        low, high = _plain(quantity.minimum), _plain(quantity.maximum)
        number = f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else ""
    unit = quantity.currency or quantity.unit
    text = " ".join(part for part in (f"~{number}" if quantity.approximate else number, unit) if part)
    return ", ".join(part for part in (text, quantity.measure, f"per {quantity.per}" if quantity.per else "") if part)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
