"""``comity export`` and ``comity measures``, from arguments to bytes and exit codes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
import rdflib

from comity import export, graph
from comity.cli import main
from comity.model import Contents
from comity.reference import Reference

Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, contents: Contents) -> Path:
    folder = tmp_path_factory.mktemp("built") / "comity-graph"
    folder.mkdir()
    graph.write(contents, folder, reference=Reference({}, ()))
    return folder


@pytest.fixture
def run(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Arguments → exit code, stdout, stderr; in an empty folder, with the built graph as the default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMITY_GRAPH", str(built))

    def called(*arguments: str) -> tuple[int, bytes, str]:
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        captured = capfdbinary.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err.decode()

    return called


@pytest.mark.parametrize("name", [name for name, kind in export.FORMATS.items() if not kind.is_folder])
def test_every_format_goes_to_a_file_and_to_stdout(run: Run, name: str) -> None:
    if name in ("parquet", "xlsx"):
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter"}[name])
    path = "out" + export.FORMATS[name].endings[0]
    code, out, err = run("export", "-o", path)
    assert (code, out, err) == (0, b"", f"wrote {path}\n")
    assert run("export", "-f", name, "-o", "-")[:2] == (0, Path(path).read_bytes())


def test_a_folder_of_files(run: Run) -> None:
    assert run("export", "-f", "neo4j", "-o", "neo")[0] == 0
    assert (Path("neo") / "nodes.csv").stat().st_size > 100


def test_the_list_names_every_format(run: Run) -> None:
    code, out, _ = run("export", "--list")
    rows = list(csv.reader(io.StringIO(out.decode()), delimiter="\t"))
    assert code == 0
    assert [row[0] for row in rows] == ["format", *export.FORMATS]
    assert {len(row) for row in rows} == {5}


def test_options_reach_the_projection(run: Run) -> None:
    _, out, _ = run("export", "-f", "json", "-o", "-", "--sign", "conflict", "--modality", "potential", "--grouping", "dyad")
    network = networkx.node_link_graph(json.loads(out))
    assert [(a, b, d["relation"]) for a, b, d in network.edges(data=True)] == [("actor:egypt", "actor:ethiopia", "sanctions")]
    _, out, _ = run("export", "-f", "json", "-o", "-", "--domain", "energy", "--topics", "omit")
    assert {d["domain"] for *_, d in networkx.node_link_graph(json.loads(out)).edges(data=True)} == {"electricity"}
    _, out, _ = run("export", "-f", "json", "-o", "-", "--negated")
    assert {d["negated"] for *_, d in networkx.node_link_graph(json.loads(out)).edges(data=True)} == {True, False}
    _, out, _ = run("export", "-f", "csv", "-o", "-", "--table", "events", "--since", "2021")
    assert {row["year"] for row in csv.DictReader(io.StringIO(out.decode()))} == {"2021", "2018"}


def test_profiles_reach_the_rdf(run: Run) -> None:
    full, ties = (rdflib.Graph().parse(data=run("export", "-f", "turtle", "-o", "-", "--profile", p)[1]) for p in ("full", "ties"))
    assert 0 < len(ties) < len(full)


def test_memberships_come_from_the_reference(run: Run) -> None:
    code, out, _ = run("export", "-f", "json", "-o", "-", "--memberships")
    assert code == 0
    assert {"reference"} < {d["modality"] for *_, d in networkx.node_link_graph(json.loads(out)).edges(data=True)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export",), "-o"),
        (("export", "-o", "x.docx"), "'.docx' belongs to no format"),
        (("export", "-f", "nonsense", "-o", "-"), "there is no format 'nonsense'; choose one of turtle"),
        (("export", "-f", "gefx", "-o", "-"), "there is no format 'gefx'; did you mean gexf?"),
        (("export", "-o", "ties"), "name the format: turtle"),
        (("export", "-o", "x.gexf", "--since", "2020", "--until", "2019"), "ends before it begins"),
        (("export", "-o", "x.ttl", "--grouping", "dyad"), "grouping means nothing to turtle"),
        (("export", "-o", "x.gexf", "--domain", "oi"), "there is no domain 'oi'"),
        (("export", "-o", "x.gexf", "--since", "soon"), "since 'soon' is not a date"),
        (("export", "-o", "missing/x.gexf"), "create it first"),
        (("export", "-f", "neo4j", "-o", "-"), "cannot go to a stream"),
        (("export", "-g", "nowhere", "-o", "x.ttl"), "nowhere: there is no built graph"),
        (("export", "-g", "nowhere", "-o", "x.gexf"), "nowhere: there is no built graph"),
        (("measures", "-g", "nowhere"), "nowhere: there is no built graph"),
        (("measures", "--measure", "fame"), "fame"),
        (("measures", "--measure", "balance", "--measure", "degree"), "ask for it alone"),
        (("measures", "--measure", "brokers", "--chain", "Egypt", "Kenya"), "ask for it alone"),
        (("measures", "--chain", "Egypt", "Atlantis"), "'Atlantis' is not in this network"),
    ],
)
def test_bad_input_exits_with_2_and_says_so(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert said in err
    assert not list(Path().iterdir())


# --- measures -----------------------------------------------------------------------------------------------------


def test_measures_of_actors_in_three_forms(run: Run) -> None:
    _, table, _ = run("measures")
    _, text, _ = run("measures", "-f", "csv")
    _, out, _ = run("measures", "-f", "json")
    rows = json.loads(out)
    assert [row["actor"] for row in rows] == [row["actor"] for row in csv.DictReader(io.StringIO(text.decode()))]
    assert [line.split()[0] for line in table.decode().splitlines()] == ["actor", *(row["actor"] for row in rows)]
    assert rows[0]["actor"] == "actor:egypt"
    assert all(row["actor"].startswith("actor:") for row in rows)
    assert {"degree", "strength", "betweenness", "eigenvector", "constraint", "community"} <= rows[0].keys()


def test_measures_of_everything_and_of_one_kind(run: Run) -> None:
    rows = json.loads(run("measures", "-f", "json", "--everything", "--measure", "strength", "--measure", "degree")[1])
    assert any(row["actor"] == "agreement:mount-kulal-pact" for row in rows)
    assert list(rows[0]) == ["actor", "label", "kind", "strength", "degree"]
    assert [row["strength"] for row in rows] == sorted((row["strength"] for row in rows), reverse=True)
    hostile = json.loads(run("measures", "-f", "json", "--sign", "conflict", "--measure", "degree")[1])
    assert {row["actor"]: row["degree"] for row in hostile} == {"actor:egypt": 2, "actor:ethiopia": 1, "actor:turkey": 1}


def test_balance_lists_triads_with_their_claims(run: Run) -> None:
    [triad] = json.loads(run("measures", "--measure", "balance", "-f", "json")[1])
    assert triad["balanced"] is True
    assert (triad["first"], triad["second"], triad["third"]) == ("actor:egypt", "actor:ethiopia", "actor:kenya")
    assert triad["claims"].startswith("claim:")


def test_a_table_is_as_wide_as_a_window_and_a_file_has_all(run: Run) -> None:
    [triad] = json.loads(run("measures", "--measure", "balance", "-f", "json")[1])
    line = run("measures", "--measure", "balance")[1].decode().splitlines()[1]
    count = triad["claims"].count(" ")
    assert count > 1 and f"{triad['claims'].split()[0]} … {count} more" in line
    [row] = csv.DictReader(io.StringIO(run("measures", "--measure", "balance", "-f", "csv")[1].decode()))
    assert row["claims"] == triad["claims"]


def test_a_chain_exits_with_0_and_none_with_1(run: Run) -> None:
    code, out, _ = run("measures", "--chain", "egypt", "Turkey", "-f", "json")
    assert code == 0
    assert [hop["to"] for hop in json.loads(out)] == ["actor:ethiopia", "actor:sudan", "actor:turkey"]
    code, out, _ = run("measures", "--chain", "egypt", "African Union", "-f", "json")
    assert (code, json.loads(out)) == (1, [])


def test_structures_tell_what_a_document_less_would_change(run: Run) -> None:
    [triad] = json.loads(run("measures", "--measure", "balance", "-f", "json")[1])
    assert "document:" in triad["without"] and triad["claims"].startswith("claim:")
    rows = json.loads(run("measures", "--measure", "brokers", "-f", "json")[1])
    assert [row["pairs"] for row in rows] == sorted((row["pairs"] for row in rows), reverse=True)
    assert all(" and " in row["between"] and row["claims"].startswith("claim:") for row in rows)


def test_measures_go_to_a_file(run: Run) -> None:
    assert run("measures", "-f", "csv", "-o", "m.csv")[:2] == (0, b"")
    assert Path("m.csv").read_bytes() == run("measures", "-f", "csv")[1]


@pytest.mark.parametrize("command", ["export", "measures"])
def test_help_has_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"  Example:\n    comity {command} " in out.decode()


def test_the_names_offered_are_those_of_the_library() -> None:
    from comity.cli import export as command
    from comity.network.measures import NODE_MEASURES, Weight
    from comity.network.projection import Grouping, Topics

    assert tuple(Grouping) == command.GROUPINGS
    assert tuple(Topics) == command.TOPICS
    assert tuple(export.Profile) == command.PROFILES
    assert tuple(export.Table) == command.TABLES
    assert tuple(NODE_MEASURES) == command.MEASURES
    assert tuple(Weight) == command.WEIGHTS
