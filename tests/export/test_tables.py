"""Tables, read back by pandas, pyarrow and openpyxl."""

from __future__ import annotations

import csv
import math
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.errors import BadOption
from comity.export import Table
from comity.export.text import xml_text
from comity.model import Contents, Document
from comity.vocabulary import Modality

pandas = pytest.importorskip("pandas")
TABLES = list(Table)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_quote_has_its_row(either: Contents, exported: Any) -> None:
    back = rows_of(exported("csv", either))
    expected = [(item.id, one.quote, one.document) for item in either.claims for one in item.evidence]
    assert [(row["claim"], row["quote"], row["document"]) for row in back] == expected


def test_claims_keep_modality_negation_figures_and_dates(contents: Contents, exported: Any) -> None:
    back = {(row["subject"], row["relation"], row["object"], row["quote"]): row for row in rows_of(exported("csv", contents))}
    could = next(row for row in back.values() if row["relation"] == "sanctions")
    assert (could["modality"], could["negated"], could["sign"]) == ("potential", "false", "-1")
    never = next(row for row in back.values() if row["relation"] == "fights")
    assert (never["modality"], never["negated"], never["attributed_to"]) == ("predicted", "true", "actor:amal-farouk")
    kenya = next(row for row in back.values() if row["minimum"])
    assert (kenya["value"], float(kenya["minimum"]), float(kenya["maximum"]), kenya["unit"]) == ("", 3e8, 3.5e8, "USD")
    assert (kenya["earliest"], kenya["latest"]) == ("2021-01-01", "2021-12-31")
    office = next(row for row in back.values() if row["office"])
    assert (office["earliest"], office["latest"]) == ("2018-01-01", "")
    assert {row["title"] for row in back.values()} == {document.title for document in contents.documents}


@pytest.mark.parametrize("which", TABLES)
def test_pandas_reads_the_same_from_csv_and_parquet(either: Contents, exported: Any, which: Table) -> None:
    pytest.importorskip("pyarrow")
    texts = pandas.read_csv(exported("csv", either, table=which), dtype=str, keep_default_na=False)
    typed = pandas.read_parquet(exported("parquet", either, table=which))
    assert list(texts.columns) == list(typed.columns)
    assert len(texts) == len(typed)
    assert len(texts) or which is Table.AGREEMENTS
    for name in texts.columns:
        for text, value in zip(texts[name], typed[name], strict=True):
            if isinstance(value, str):
                assert text == value
            elif value is None or value is pandas.NA or (isinstance(value, float) and math.isnan(value)):
                assert text == ""
            elif text in ("true", "false"):
                assert (text == "true") == bool(value)
            else:
                assert float(text) == float(value)


def test_parquet_has_types(contents: Contents, exported: Any) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    schema = pytest.importorskip("pyarrow.parquet").read_schema(exported("parquet", contents))
    assert schema.field("sign").type == pyarrow.int64()
    assert schema.field("negated").type == pyarrow.bool_()
    assert schema.field("value").type == pyarrow.float64()
    assert schema.field("quote").type == pyarrow.string()


def test_xlsx_keeps_texts_as_texts(either: Contents, exported: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    path = exported("xlsx", either)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["claims", "actors", "agreements", "events"]
    sheet = book["claims"]
    header = [cell.value for cell in sheet[1]]
    column = header.index("quote") + 1
    cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]
    quotes = [xml_text(one.quote) for item in either.claims for one in item.evidence]
    assert [cell.value for cell in cells] == [quote.replace("\r\n", "\n").replace("\r", "\n") for quote in quotes]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink or cell.data_type == "f"]
    assert isinstance(sheet.cell(2, header.index("sign") + 1).value, int)
    assert isinstance(sheet.cell(2, header.index("negated") + 1).value, bool)


def test_xlsx_of_one_table_has_one_sheet(contents: Contents, exported: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    assert openpyxl.load_workbook(exported("xlsx", contents, table=Table.MATRIX)).sheetnames == ["matrix"]


@pytest.mark.parametrize("character", ["x", "🤝"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(exported: Any, contents: Contents, character: str) -> None:
    from dataclasses import replace

    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    long = character * 40_000
    first = contents.claims[0]
    item = replace(first, evidence=(replace(first.evidence[0], quote=long),))
    path = exported("xlsx", replace(contents, claims=(item,)))
    sheet = openpyxl.load_workbook(path)["claims"]
    value = sheet.cell(2, [cell.value for cell in sheet[1]].index("quote") + 1).value
    assert value.endswith("[cut: a cell holds no more]")
    assert 32_700 < len(value.encode("utf-16-le")) / 2 <= 32_767


def test_too_many_rows_for_a_sheet_are_refused(exported: Any, contents: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr("comity.export.sheets.MOST_ROWS", 10)
    with pytest.raises(BadOption, match="more than a sheet holds"):
        exported("xlsx", contents)


def test_csv_keeps_formulas_as_they_are_unless_told(exported: Any, hostile: Contents) -> None:
    faithful = [row["quote"] for row in rows_of(exported("csv", hostile))]
    path = exported("csv", hostile, safe_cells=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfclaim,")
    safe = [row["quote"] for row in rows_of(path)]
    assert any(quote.startswith("=HYPERLINK") for quote in faithful)
    assert not [quote for quote in safe if quote.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [quote.removeprefix("'") for quote in safe] == faithful


def test_actors_are_counted_by_sign(exported: Any, contents: Contents) -> None:
    back = {row["actor"]: row for row in rows_of(exported("csv", contents, table=Table.ACTORS))}
    assert {entity.id for entity in contents.entities if entity.kind.is_actor} == back.keys()
    sudan = back["actor:sudan"]
    # Power and wheat come to it; it depends, takes part, possesses and needs.
    assert [sudan[name] for name in ("claims", "cooperation", "conflict", "structural")] == ["6", "2", "0", "4"]
    assert back["actor:egypt"]["aliases"] == "Arab Republic of Egypt; Cairo"


def test_agreements_have_their_parties_as_fact(exported: Any, contents: Contents) -> None:
    back = {row["agreement"]: row for row in rows_of(exported("csv", contents, table=Table.AGREEMENTS))}
    pact = back["agreement:mount-kulal-pact"]
    # The African Union is said not to be one.
    assert pact["parties"] == "actor:ethiopia; actor:kenya"
    assert pact["party_labels"] == "Ethiopia; Kenya"
    assert (pact["signed"], pact["in_force"], pact["obligations"]) == ("2015-05-12", "2016", "consultation; defence")
    # "Will sign" makes no party.
    assert back["agreement:blue-nile-compact"]["parties"] == ""


def test_events_never_take_the_document_s_date(exported: Any, contents: Contents) -> None:
    back = rows_of(exported("csv", contents, table=Table.EVENTS))
    condemned = next(row for row in back if row["relation"] == "criticizes")
    assert (condemned["plover"], condemned["year"], condemned["sign"], condemned["directed"]) == ("ACCUSE", "", "-1", "true")
    exercise = next(row for row in back if row["relation"] == "exercisesWith")
    assert (exercise["plover"], exercise["year"], exercise["year_to"]) == ("COOPERATE", "2019", "2019")
    dispute = [row["document"] for row in back if row["relation"] == "disputesWith"]
    assert dispute == ["document:horn-communique", "document:nile-brief"]
    assert not [row for row in back if not row["target"].startswith("actor:")]


def test_events_of_other_modalities_are_there_when_asked_for(exported: Any, contents: Contents) -> None:
    back = rows_of(exported("csv", contents, table=Table.EVENTS, modalities=frozenset({Modality.POTENTIAL})))
    assert [(row["relation"], row["modality"]) for row in back] == [("sanctions", "potential")]


def test_the_matrix_counts_symmetric_claims_both_ways(exported: Any, contents: Contents) -> None:
    back = {row["actor"]: row for row in rows_of(exported("csv", contents, table=Table.MATRIX))}
    assert back["actor:egypt"]["actor:ethiopia"] == back["actor:ethiopia"]["actor:egypt"] == "3"
    assert (back["actor:ethiopia"]["actor:sudan"], back["actor:sudan"]["actor:ethiopia"]) == ("1", "1")
    assert (back["actor:turkey"]["actor:egypt"], back["actor:egypt"]["actor:turkey"]) == ("1", "0")


@pytest.mark.parametrize(("name", "module"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_named_with_its_extra(
    exported: Any, contents: Contents, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BadOption, match=rf"{module}.*comity\[tables\]"):
        exported(name, contents)


def test_empty_tables_have_their_header(exported: Any) -> None:
    empty = Contents((Document("document:x", "x", "text/plain", "0", ""),), (), ())
    for which in TABLES:
        header, *rest = exported("csv", empty, table=which).read_text(encoding="utf-8").splitlines()
        assert header and not rest
