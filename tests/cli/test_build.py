"""``comity build`` as a person meets it: what goes to which stream, the exit codes, and bad documents among good ones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity import cli, graph, pipeline

GOOD = {
    "tea.txt": "Kenya supplies tea to Egypt.",
    "talks.md": "# Talks\n\nEgypt and Peru signed a trade agreement in May 2019.",
}
HOSTILE = (
    "<html><head><title><script>alert(1)</script></title></head><body><article><p>Ghana condemned Togo for the attack"
    ' <img src=x onerror="alert(1)">.</p><p>../../etc/passwd {{ 7*7 }} &lt;script&gt;alert(2)&lt;/script&gt;</p>'
    + "<div>" * 20_000
    + "</article></body></html>"
)
LIMIT = 50_000_000


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Good documents, and one of each kind of bad one."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, text in GOOD.items():
        (folder / name).write_text(text)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "encoded.txt").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 200 + b"\x00\xd8\x00\x00" * 50)
    (folder / "hostile.html").write_text(HOSTILE)
    with (folder / "huge.txt").open("wb") as file:
        line = b"Kenya supplies tea to Egypt.\n"
        file.write(line * (LIMIT // len(line) + 1))
    return folder


@dataclass
class Outcome:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str
    folder: Path


@pytest.fixture(scope="module")
def outcome(mixed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "graph"
    done = subprocess.run([*COMITY, "build", mixed, "-o", folder], capture_output=True, text=True, check=False, timeout=300)
    return Outcome(done.returncode, done.stdout, done.stderr, folder)


COMITY = [sys.executable, "-c", "from comity.cli import main; main()"]


def test_good_documents_are_in_the_graph(outcome):
    assert outcome.code == 0, outcome.err
    contents = graph.read_contents(graph.open_graph(outcome.folder))
    assert {document.file_name for document in contents.documents} >= set(GOOD)
    assert {item.claim.relation.value for item in contents.claims} >= {"supplies", "agreesWith"}


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "encoded.txt", "huge.txt"])
def test_each_bad_document_is_named_with_its_reason(outcome, mixed, name):
    line = next(line for line in outcome.err.splitlines() if str(mixed / name) in line)
    assert len(line.partition(f"{name}: ")[2]) > 5


def test_the_hostile_document_did_no_harm(outcome):
    contents = graph.read_contents(graph.open_graph(outcome.folder))
    read = [document for document in contents.documents if document.file_name == "hostile.html"]
    assert read or "hostile.html" in outcome.err
    assert all("onerror" not in document.text for document in read)
    assert graph.check(outcome.folder).conforms


def test_data_and_talk_go_their_own_ways(outcome):
    assert outcome.out == ""
    assert "claims" in outcome.err and "cooperation" in outcome.err and "comity query ties" in outcome.err
    assert "\x1b" not in outcome.err and "━" not in outcome.err


def test_no_place_of_the_machine_in_the_graph(outcome, mixed):
    assert str(mixed).encode() not in (outcome.folder / "graph.nq").read_bytes()
    assert str(mixed) not in (outcome.folder / "coverage.jsonl").read_text()


# --- the command alone, with builds that write next to nothing ------------------------------------------------------


@pytest.fixture
def comity(monkeypatch, capfd, tmp_path):
    """Runs the command line in an empty folder, with no parsing; gives exit code, standard output and standard error."""

    def write(contents, folder, *, reference=None):
        (folder / "graph.nq").write_text("")

    monkeypatch.setattr(pipeline, "read_claims", lambda documents, model, report: iter(()))
    monkeypatch.setattr(graph, "write", write)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_GRAPH", raising=False)
    for name, text in {**GOOD, "empty.txt": ""}.items():
        (tmp_path / name).write_text(text)

    def run(*arguments):
        code = cli.run(["build", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run


def test_where_the_graph_goes(comity, tmp_path, monkeypatch):
    assert comity("tea.txt")[0] == 0
    assert (tmp_path / "comity-graph" / "run.json").is_file()
    monkeypatch.setenv("COMITY_GRAPH", "elsewhere")
    assert comity("tea.txt")[0] == 0
    assert (tmp_path / "elsewhere" / "run.json").is_file()
    assert " -g " not in comity("tea.txt")[2]
    assert " -g 'a b'" in comity("tea.txt", "-o", "a b")[2]


def test_json_is_the_summary(comity):
    code, out, err = comity("tea.txt", "empty.txt", "-q", "-f", "json")
    record = json.loads(out)
    assert code == 0
    assert record["folder"] == "comity-graph"
    assert [one["file"] for one in record["skipped"]] == ["empty.txt"]
    assert err.count("\n") == 1 and "empty.txt" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["empty.txt"], "empty.txt"),
        (["gone.txt"], "gone.txt"),
        (["tea.txt", "empty.txt", "--strict"], "empty.txt"),
        (["tea.txt", "-o", "talks.md"], "talks.md"),
        (["tea.txt", "-o", "."], "other things"),
        ([], "Missing argument"),
        (["tea.txt", "--no-such-option"], "No such option"),
        (["tea.txt", "--model", "no_such_model"], "no_such_model"),
    ],
)
def test_bad_input_exits_with_two(comity, arguments, says):
    code, out, err = comity(*arguments)
    assert (code, out) == (2, "")
    assert says in err and "bug" not in err


def test_our_bug_exits_with_three(comity, monkeypatch):
    def broken(*arguments):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(pipeline, "read_all", broken)
    code, _, err = comity("tea.txt")
    assert code == 3
    assert "ZeroDivisionError: by nothing" in err and "Traceback" not in err


def test_ctrl_c_exits_with_130(comity, monkeypatch, tmp_path):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_all", interrupted)
    code, out, err = comity("tea.txt")
    assert (code, out) == (130, "")
    assert "interrupted" in err
    assert not list(tmp_path.glob("*graph*"))


@pytest.mark.parametrize("arguments", [["tea.txt"], ["-q", "tea.txt"], ["--strict", "tea.txt"], []])
def test_hostile_file_names_do_not_steer_the_terminal(comity, tmp_path, monkeypatch, arguments):
    """On a terminal, that is: elsewhere click takes colour codes out itself."""
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_, **__: False)
    (tmp_path / "\x1b[2Jbad.txt").write_text("")
    _, _, err = comity(*arguments, "\x1b[2Jbad.txt")
    assert "bad.txt" in err and "\x1b" not in err


WAITING = """
import signal, sys, time
from comity import cli, pipeline
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background has it ignored
def read_all(*arguments):
    print("ready", file=sys.stderr, flush=True)
    time.sleep(60)
pipeline.read_all = read_all
cli.main(["build", "tea.txt"])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_clear_up(tmp_path, number):
    (tmp_path / "tea.txt").write_text(GOOD["tea.txt"])
    environment = {name: value for name, value in os.environ.items() if name != "COMITY_GRAPH"}
    running = subprocess.Popen([sys.executable, "-c", WAITING], cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environment)
    assert running.stderr is not None
    assert running.stderr.readline() == "ready\n"
    running.send_signal(number)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130, err
    assert {path.name for path in tmp_path.iterdir()} == {"tea.txt"}


def test_a_reader_that_has_enough_is_no_failure(graph_folder):
    environment = {**os.environ, "COMITY_GRAPH": str(graph_folder)}
    running = subprocess.Popen(
        [*COMITY, "export", "-f", "nquads", "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    err = running.stderr.read()
    assert (running.wait(60), err) == (0, b"")
