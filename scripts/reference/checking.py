"""What the column ``checked`` of a curated table may hold, and how it travels on.

``checked`` names the public pages on which a row's facts were compared, ``confirmed`` the facts that those pages bear out: the
names of the row's columns, or for people their terms of office. Both are empty where nobody looked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from .notation import items

if TYPE_CHECKING:
    from .tables import Build

ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[^\s;]*)?")
ROLES = ("party", "signatory", "depositary", "guarantor", "mediator")
FACTS = ("name", "type", "signed", "in_force", "ended", "stage", "place", *ROLES)
"""What can be confirmed of an agreement; ``name`` stands for the label and the names that the page uses."""


def sourced(source: str, checked: str) -> str:
    """The source of a fact, and behind it the pages on which it was checked."""
    return "; ".join([source, *items(checked)])


def examine(made: Build, table: str, row: dict[str, str], facts: Collection[str]) -> tuple[str, str]:
    """Cells ``checked`` and ``confirmed`` of a row in their final form; a problem for what is no address or no such fact."""
    pages, confirmed = items(row.get("checked", "")), items(row.get("confirmed", ""))
    for page in pages:
        if not ADDRESS.fullmatch(page):
            made.problem(f"{table}: {row['label']}: {page!r} is no plain address of a page")
    for fact in confirmed:
        if fact not in facts:
            made.problem(f"{table}: {row['label']}: {fact!r} is nothing that can be confirmed")
        elif fact in row and fact != "name" and not row[fact]:
            made.problem(f"{table}: {row['label']}: {fact} is confirmed but empty")
    if bool(pages) != bool(confirmed):
        made.problem(f"{table}: {row['label']}: a page without a confirmed fact, or the reverse")
    return "; ".join(pages), "; ".join(confirmed)
