"""``comity query`` and ``comity queries``: what goes to which stream, and the exit codes."""

import json

import pytest
from click.testing import CliRunner

from comity import cli as room


@pytest.fixture
def comity(graph_folder, monkeypatch, capfd):
    """Runs the command line as a person would; gives exit code, standard output and standard error."""

    def run(*arguments, stdin=None):
        if stdin is not None:
            import io
            import sys

            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        monkeypatch.setenv("COMITY_GRAPH", str(graph_folder))
        with pytest.raises(SystemExit) as left:
            room.main(list(arguments))
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return run


def test_a_question_is_answered(comity):
    code, out, err = comity("query", "ties", "-p", "a=Egypt", "-p", "b=Ethiopia")
    assert (code, err) == (0, "")
    assert "has a dispute with" in out


def test_no_rows_is_no(comity):
    code, out, err = comity("query", "sanctions", "-p", "from=Kenya")
    assert (code, err) == (1, "comity: no rows\n")
    assert out.startswith("from")


@pytest.mark.parametrize(
    ("sparql", "code", "out"), [("ASK { ?s com:supplies ?o }", 0, "yes\n"), ("ASK { ?s com:fights ?o }", 1, "no\n")]
)
def test_yes_and_no(comity, sparql, code, out):
    assert comity("query", "-", stdin=sparql) == (code, out, "")


def test_a_file_of_ones_own(comity, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text(
        "# param: who actor who\nSELECT ?o { VALUES ?who { com:x }  #: who\n ?who com:supplies ?o }".replace(
            "{ VALUES", "{\nVALUES"
        )
    )
    code, out, _ = comity("query", str(file), "-p", "who=Ethiopia", "-f", "csv")
    assert (code, out) == (0, "o\r\nhttps://w3id.org/comity/actor/sudan\r\n")


def test_into_a_file(comity, tmp_path):
    target = tmp_path / "out.json"
    code, out, _ = comity("query", "documents", "-f", "json", "-o", str(target))
    assert (code, out) == (0, "")
    assert len(json.loads(target.read_text())["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "nothing"], "there is no question 'nothing'"),
        (["query", "ties", "-p", "a"], "write -p name=value"),
        (["query", "ties", "-p", "a=Egypt"], "ties needs b"),
        (["query", "network", "-f", "xml"], "choose one of table"),
        (["query", "SELECT * { SERVICE <http://x> { ?s ?p ?o } }"], "SERVICE is refused"),
        (["query", "missing.rq"], "missing.rq"),
        (["query", "ties", "-g", "nowhere"], "there is no built graph"),
        (["query", "documents", "-o", "/nowhere/at/all"], "cannot be written"),
        (["queries", "nothing"], "there is no question"),
    ],
)
def test_bad_input_is_said_in_one_line(comity, arguments, said):
    code, out, err = comity(*arguments)
    assert code == 2
    assert said in err and err.startswith("comity: ") and err.count("\n") == 1
    assert "Traceback" not in out + err


def test_the_menu_and_one_page(comity):
    code, menu, _ = comity("queries")
    assert code == 0
    for word in ("Two actors", "ties", "sanctions", "What ties two actors to one another?"):
        assert word in menu
    code, page, _ = comity("queries", "ties")
    assert code == 0
    assert "comity query ties -p a=Russia -p b='North Korea'" in page


def test_the_menu_for_programs(comity):
    from comity import query

    _, out, _ = comity("queries", "-f", "json")
    assert [one["name"] for one in json.loads(out)] == list(query.catalogue())
    _, out, _ = comity("queries", "ties", "-f", "json")
    assert json.loads(out)[0]["parameters"][0]["name"] == "a"


@pytest.mark.parametrize("command", ["query", "queries", "check"])
def test_help_ends_with_an_example(command):
    said = CliRunner().invoke(room.cli, [command, "--help"]).output
    assert "Example:" in said and f"comity {command}" in said


def test_a_time_limit(comity):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    code, _, err = comity("query", "-", "--timeout", "0.5", stdin=endless)
    assert code == 2
    assert "longer than 0.5 seconds" in err
