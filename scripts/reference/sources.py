"""Normalised copies of the source files: only the facts the tables need, under ``data/reference/sources``."""

from __future__ import annotations

import csv
import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from .notation import tabulate


def read(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file with a header line; lines that start with ``#`` are comments."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def normalise(factbook: Path, codes: Path, folder: Path) -> None:
    """Write codes.tsv, organizations.tsv and leaders.tsv of the two source files to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    qids = _rigour_qids()
    code_rows = []
    for row in read(codes):
        iso2 = row["ISO3166-1-Alpha-2"]
        qid = row["wikidata_id"].rsplit("/", 1)[-1] or qids.get(iso2.casefold(), "")
        code_rows.append((iso2, row["ISO3166-1-Alpha-3"], row["Sub-region Name"], qid, "country-codes"))
    _write(folder / "codes.tsv", ("iso2", "iso3", "region", "wikidata", "source"), code_rows)
    text_rows, leader_rows = [], []
    for row in read(factbook):
        name = html.unescape(row["long"] if row["short"].casefold() in ("none", "", "the dominican") else row["short"])
        place = (html.unescape(row["file"]), name)
        text_rows.append((*place, html.unescape(row["organizations"]).replace("\xa0", " ").strip(), "factbook 2026-05"))
        leader_rows += [
            (*place, column, html.unescape(row[column]), "factbook 2026-05") for column in ("chief_of_state", "head_of_government")
        ]
    _write(folder / "factbook_organizations.tsv", ("file", "country", "organizations", "source"), text_rows)
    _write(folder / "factbook_leaders.tsv", ("file", "country", "column", "text", "source"), leader_rows)


def _rigour_qids() -> dict[str, str]:
    from rigour.territories import get_territories

    return {territory.code: territory.qid for territory in get_territories()}


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    path.write_text(tabulate(header, rows), encoding="utf-8", newline="\n")
