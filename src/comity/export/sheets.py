"""Tables as CSV, Parquet and XLSX."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from comity.export.options import Source, Table
from comity.export.tables import Value, table

if TYPE_CHECKING:
    pass

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a CSV cell for a formula (OWASP, "CSV Injection")."""


def csv_file(source: Source, file: BinaryIO) -> None:
    """Write one table as RFC 4180 CSV in UTF-8 with a header and ``\\n`` line ends; the claims unless another is asked for.

    Cells are the texts as they are, so that a quote stays a slice of its document; ``safe_cells`` puts an apostrophe
    before those that a spreadsheet would run as a formula. Missing numbers are empty, booleans ``true`` and ``false``.
    """
    columns = table(source, source.options.table or Table.CLAIMS)
    safe = source.options.safe_cells
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(columns.types)
    rows.writerows([_cell(value, safe) for value in row] for row in columns.rows)
    text.flush()
    text.detach()


def _cell(value: Value, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    return f"'{value}" if safe and value.startswith(FORMULA) else value
