"""Tables as CSV, Parquet and XLSX."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, BinaryIO

from comity.errors import BadOption
from comity.export.options import Source, Table
from comity.export.tables import Columns, Value, each, table
from comity.export.text import no_surrogates, xml_text

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a CSV cell for a formula (OWASP, "CSV Injection")."""


def csv_file(source: Source, file: BinaryIO) -> None:
    """Write one table as RFC 4180 CSV in UTF-8 with a header and ``\\n`` line ends; the claims unless another is asked for.

    Cells are the texts as they are, so that a quote stays a slice of its document. With ``safe_cells`` the file is made for
    a spreadsheet: an apostrophe stands before what it would run as a formula, and a byte order mark in front tells it
    that this is UTF-8. Missing numbers are empty, booleans ``true`` and ``false``.
    """
    columns = table(source, source.options.table or Table.CLAIMS)
    safe = source.options.safe_cells
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if safe else "utf-8", errors="replace", newline="")
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


def parquet(source: Source, file: BinaryIO) -> None:
    """Write one table as Parquet with typed columns, compressed with zstd; missing numbers are null.

    Raises:
        BadOption: pyarrow is not installed.
    """
    pyarrow = _needed("pyarrow", "parquet")
    pq = _needed("pyarrow.parquet", "parquet")
    columns = table(source, source.options.table or Table.CLAIMS)
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.types.items()])
    arrays = [
        pyarrow.array([no_surrogates(cell) if isinstance(cell, str) else cell for cell in cells], type=field.type)
        for field, cells in zip(schema, _by_column(columns), strict=True)
    ]
    pq.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), file, compression="zstd")


def _by_column(columns: Columns) -> list[tuple[Value, ...]]:
    return list(zip(*columns.rows, strict=True)) if columns.rows else [()] * len(columns.types)


def _needed(module: str, format_name: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise BadOption(
            f"{format_name} needs {package}, which is not installed", next_step="pip install 'comity[tables]', or choose csv"
        ) from error


WORKBOOK = (Table.CLAIMS, Table.ACTORS, Table.AGREEMENTS, Table.EVENTS)
"""Sheets of a workbook when no single table is asked for."""

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_048_576, 16_384, 32_767
"""Excel's limits of a sheet and of a cell (Microsoft, "Excel specifications and limits")."""
CUT = " … [cut: a cell holds no more]"


def xlsx(source: Source, file: BinaryIO) -> None:
    """Write a workbook with a sheet a table, or one sheet where a table is asked for.

    Texts are written as texts: nothing becomes a formula, a link or a number. Characters that XML forbids become U+FFFD,
    every kind of line break becomes a line feed, the one that a cell has, and a text longer than a cell can be is cut and says so.

    Raises:
        BadOption: XlsxWriter is not installed, or a table has more rows or columns than a sheet can.
    """
    writer = _needed("xlsxwriter", "xlsx")
    asked = source.options.table
    sheets = list(each(source, (asked,) if asked else WORKBOOK))
    for name, columns in sheets:
        if len(columns.rows) >= MOST_ROWS or len(columns.types) > MOST_COLUMNS:
            size = f"{len(columns.rows)} rows and {len(columns.types)} columns"
            raise BadOption(
                f"the table {name} has {size}, more than a sheet holds", next_step="choose csv or parquet, or fewer claims"
            )
    # Row by row, so that memory does not grow with the rows.
    book = writer.Workbook(file, {"constant_memory": True})
    # Without this the workbook says when it was made, and no two are the same.
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC), "author": "comity", "title": "comity"})
    heading = book.add_format({"bold": True})
    for name, columns in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns.types):
            sheet.write_string(0, number, column, heading)
        for number, row in enumerate(columns.rows, start=1):
            _write_row(sheet, number, row)
        if columns.rows:
            sheet.autofilter(0, 0, len(columns.rows), len(columns.types) - 1)
    book.close()


def _write_row(sheet: Any, number: int, row: tuple[Value, ...]) -> None:
    for column, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, bool):
            sheet.write_boolean(number, column, value)
        elif isinstance(value, str):
            sheet.write_string(number, column, _fitting(xml_text(value)))
        else:
            sheet.write_number(number, column, value)


def _fitting(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Excel counts UTF-16 units: a character beyond the first plane counts twice.
    if 2 * len(text) <= LONGEST_CELL or len(text) + sum(1 for character in text if character > "\uffff") <= LONGEST_CELL:
        return text
    room = (LONGEST_CELL - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
