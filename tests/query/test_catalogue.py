"""Every question of the catalogue: its header against its answer, and its answer on the hand-made graph."""

import re
import shlex
from pathlib import Path

import pytest

from comity import query
from comity.errors import BadQuery, UnknownQuery
from comity.graph.sparql import tokens
from comity.query.catalogue import GROUPS

NAMES = sorted(query.catalogue())


def _asked():
    """Name → what to ask the hand-made graph, and how many rows it answers; nothing there means: at least one."""
    lines = (Path(__file__).parent / "asked.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = {}
    for line in lines:
        name, parameters, rows = line.split("\t")
        found[name] = (dict(item.split("=", 1) for item in shlex.split(parameters)), rows)
    return found


ASKED = _asked()


def test_every_question_is_asked():
    assert sorted(ASKED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_header_is_whole(name):
    one = query.named(name)
    assert one.group in GROUPS
    assert one.title and one.title != name and not one.title.endswith((".", "?"))
    assert one.questions and all(question.endswith(("?", ".")) for question in one.questions)
    assert {key for key, _ in one.example} <= {parameter.name for parameter in one.parameters}
    assert {parameter.name for parameter in one.parameters if parameter.required} <= {key for key, _ in one.example}
    marked = set(re.findall(r"#:\s*([\w-]+)\s*$", one.text, re.MULTILINE))
    assert marked == {parameter.name for parameter in one.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_with_its_columns_and_as_many_rows_as_there_are(store, name):
    one = query.named(name)
    given, rows = ASKED[name]
    result = query.run(store, name, given)
    assert len(result) == int(rows) if rows else len(result) > 0
    if result.kind == "rows":
        assert result.variables == tuple(column for column, _ in one.columns)
        assert len(set(result.terms)) == len(result.terms), "the same row twice"


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_when_only_what_is_needed_is_given(store, name):
    one = query.named(name)
    needed = {parameter.name for parameter in one.parameters if parameter.required}
    given, _ = ASKED[name]
    result = query.run(store, name, {key: value for key, value in given.items() if key in needed})
    assert len(set(result.rows)) == len(result)


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_can_be_given(store, name):
    """With all of its parameters at once it still parses, and never answers more than without."""
    one = query.named(name)
    given, _ = ASKED[name]
    values = {
        "domain": "energy",
        "modality": "asserted",
        "relation": "supplies",
        "integer": "3",
        "date": "2018",
        "end-date": "2021",
        "text": "trade",
        "agreement": "Mount Kulal Pact",
        "document": "nile-brief.md",
        "organization": "AU",
    }
    query.run(store, name, {one.name: given.get(one.name, values.get(one.type, "Egypt")) for one in one.parameters})


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_as_it_stands_in_the_file(store, name):
    store.query(query.named(name).text)


@pytest.fixture(scope="module")
def memory(graph_folder):
    from comity import graph

    return graph.open_graph(graph_folder, memory=True)


@pytest.mark.parametrize("name", NAMES)
def test_its_answer_is_the_same_from_memory(store, memory, name):
    given, _ = ASKED[name]
    assert query.run(store, name, given) == query.run(memory, name, given)


@pytest.mark.parametrize("name", [name for name in NAMES if "SELECT" in query.named(name).text])
def test_its_rows_have_an_order(name):
    assert any(token.text == "ORDER" for token in tokens(query.named(name).text)) or "CONSTRUCT" in query.named(name).text


def test_the_catalogue_is_grouped_in_the_order_of_use():
    groups = [one.group for one in query.catalogue().values()]
    assert groups == sorted(groups, key=GROUPS.index)
    assert len(query.catalogue()) >= 20


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tie", "ties"),
        ("sanction", "sanctions"),
        ("who sanctions whom", "sanctions"),
        ("which agreements were in force on a day", "in-force"),
        ("what do the documents recommend", "recommended"),
        ("who mediates", "mediations"),
    ],
)
def test_the_nearest_questions_are_suggested(asked, found):
    assert found in query.suggestions(asked)
    if asked not in query.catalogue():
        with pytest.raises(UnknownQuery, match=found):
            query.named(asked)


def test_a_parameter_of_no_type_is_refused():
    with pytest.raises(BadQuery, match="types: actor"):
        query.parse("x", "# param: a country the country\nSELECT * { ?s ?p ?o }")


def test_a_mark_without_a_parameter_is_refused(store):
    with pytest.raises(BadQuery, match="line 2"):
        query.run(store, "# title: x\nSELECT * { VALUES ?s { com:x } #: a\n ?s ?p ?o }")


def test_a_header_ends_where_the_query_begins():
    one = query.parse("x", "# title: first\nSELECT * { ?s ?p ?o }\n# title: second")
    assert one.title == "first"
