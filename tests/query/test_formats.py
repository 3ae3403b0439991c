"""Answers as text: each format holds what was found, and holds hostile text harmlessly."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from comity import query
from comity.errors import BadOption
from comity.query import FORMATS, Result

HOSTILE = '<script>alert("1")</script> | a\tb\nc \\ \x1b[31mred\x07 `x` *y* [z](u) & שלום'
ROWS = Result(
    ("name", "number", "text"),
    (
        (NamedNode("https://w3id.org/comity/actor/egypt"), Literal(1), Literal(HOSTILE)),
        (NamedNode("http://elsewhere.example/x"), None, Literal("Egypt", language="en")),
        (None, Literal("0.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), Literal("")),
    ),
)


@pytest.fixture
def triples(store):
    return query.run(store, "network")


def test_a_result_prints_as_what_it_says(triples):
    assert repr(ROWS).splitlines()[:2] == ["3 rows: name, number, text", f"actor:egypt | 1 | {HOSTILE}".splitlines()[0]]
    assert repr(triples).startswith(f"{len(triples)} triples: subject, predicate, object\n")
    assert [repr(Result(truth=truth)) for truth in (True, False)] == ["yes", "no"]
    one = Result(("n",), tuple((Literal(number),) for number in range(70)))
    assert repr(one).splitlines()[-1] == "… and 20 more" and len(repr(one).splitlines()) == 52


def test_every_format_holds_some_kind_of_answer(triples):
    for form, kinds in FORMATS.items():
        for kind, result in (("rows", ROWS), ("triples", triples), ("truth", Result(truth=True))):
            if kind in kinds:
                assert result.to(form).strip()
            else:
                with pytest.raises(BadOption, match="choose one of"):
                    result.to(form)


def test_an_unknown_format_is_said():
    with pytest.raises(BadOption, match="table, markdown, csv"):
        ROWS.to("pptx")


def test_json_and_xml_are_read_back_by_another_reader():
    for form, reader in (("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)):
        solutions = parse_query_results(ROWS.to(form), format=reader)
        names = [variable.value for variable in solutions.variables]
        assert [tuple(row[name] for name in names) for row in solutions] == list(ROWS.terms)
    found = ElementTree.fromstring(ROWS.to("xml"))
    texts = [one.text or "" for one in found.iter("{http://www.w3.org/2005/sparql-results#}literal")]
    assert HOSTILE.replace("\x1b", "\ufffd").replace("\x07", "\ufffd") in texts
    assert json.loads(Result(truth=False).to("json"))["boolean"] is False
    assert "<boolean>true</boolean>" in Result(truth=True).to("xml")


def test_csv_is_what_the_standard_asks_for():
    rows = list(csv.reader(io.StringIO(ROWS.to("csv"), newline="")))
    assert rows[0] == ["name", "number", "text"]
    assert rows[1] == ["https://w3id.org/comity/actor/egypt", "1", HOSTILE]
    assert rows[3] == ["", "0.50", ""]
    assert ROWS.to("csv").count("\r\n") == 4


def test_tables_let_no_control_characters_through():
    table = ROWS.to("table", width=80)
    assert "\x1b" not in table and "\x07" not in table
    assert "actor:egypt" in table and "<script>" in table
    assert max(map(len, table.splitlines())) <= 82


def test_tables_never_break_identifiers_and_numbers(store):
    for width in (40, 110, 300):
        table = query.run(store, "ties", {"a": "Egypt", "b": "Ethiopia"}).to("table", width=width)
        assert "claim:01938040cc5bb7a1" in table and "0.96" in table


def test_markdown_stays_one_table_without_markup():
    lines = ROWS.to("markdown").splitlines()
    assert len(lines) == 5
    assert all(line.count("|") == 4 for line in lines)
    assert "<script>" not in ROWS.to("markdown")


@pytest.mark.parametrize(
    ("form", "reader"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML)]
)
def test_graphs_are_read_back(triples, form, reader):
    read = {quad.triple for quad in parse(triples.to(form).encode(), format=reader)}
    assert read == set(triples.triples)


def test_turtle_is_short_and_sorted(triples):
    turtle = triples.to("ttl")
    assert 'actor:egypt skos:prefLabel "Egypt"@en' in turtle.replace("\n\t", " ")
    assert turtle == Result(triples=tuple(sorted(triples.triples, key=str))).to("ttl")


def test_rows_as_python_values(store):
    (row,) = query.run(store, "trade", {"actor": "Kenya"}).records()
    assert row["one"] == "Egypt" and row["documents"] == 1 and float(row["belief"]) == 0.9
    assert row["claim"].startswith("claim:")
    assert list(query.run(store, "ASK { ?s com:fights ?o }")) == []
    assert not query.run(store, "ASK { ?s com:fights ?o }")
    assert query.run(store, "SELECT ?d { ?c com:when '2019' ; com:earliest ?d }").rows[0][0].isoformat() == "2019-01-01"
