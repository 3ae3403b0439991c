"""The one door to ``data/`` and ``queries/``, from a checkout or from an installed wheel."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from comity.errors import BadTable


@cache
def root() -> Path:
    """Folder that holds ``data/`` and ``queries/``: inside the installed package, else the checkout's top.

    Raises:
        BadTable: neither place has them, which means a broken installation.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_shipped", package.parents[1]):
        if (candidate / "data").is_dir() and (candidate / "queries").is_dir():
            return candidate
    raise BadTable("the data files that belong to comity are missing", file=str(package), next_step="install comity again")


def data(*parts: str) -> Path:
    """Path of a file or folder below ``data/``."""
    return root().joinpath("data", *parts)


def queries() -> Path:
    """Path of the folder of ``.rq`` files."""
    return root() / "queries"


def rows(*parts: str, required: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table below ``data/``, as dictionaries by column; lines that start with ``#`` are skipped.

    Args:
        parts: path below ``data/``.
        required: columns that every row must fill.

    Raises:
        BadTable: a row has too many fields, or a required column is missing or empty; the line is named.
    """
    path = data(*parts)
    with path.open(encoding="utf-8", newline="") as file:
        numbered = [(n, line) for n, line in enumerate(file, start=1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in required if column not in (reader.fieldnames or ())]
    if missing:
        raise BadTable(f"column {missing[0]} is missing", file="/".join(parts), next_step="add it to the header")
    for index, row in enumerate(reader, start=1):
        place = f"line {numbered[index][0]}"
        if None in row:
            raise BadTable("more fields than columns", file="/".join(parts), place=place, next_step="separate fields by one tab")
        clean = {key: (value or "").strip() for key, value in row.items()}
        for column in required:
            if not clean[column]:
                raise BadTable(f"column {column} is empty", file="/".join(parts), place=place, next_step="fill it in")
        yield clean


@cache
def digest() -> str:
    """SHA-256 over every table, ontology file and lexicon that reading depends on (not the documents, not the queries)."""
    total = hashlib.sha256()
    for folder in ("assembly", "lexicon", "ontology", "reference"):
        for path in sorted(data(folder).rglob("*")):
            if path.is_file():
                total.update(path.relative_to(data()).as_posix().encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
