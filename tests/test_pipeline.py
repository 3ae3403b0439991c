"""The build: what it takes in, what it leaves alone, and that its bytes depend on nothing but the documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity import graph, pipeline
from comity.errors import BadOption, NothingToRead, OutputError, UnreadableDocument
from comity.model import Skipped

DOCUMENTS = {
    "tea.txt": "Kenya supplies tea to Egypt.\n\nEgypt could impose sanctions on Kenya.\n",
    "talks.md": "# Talks\n\nKenya and Egypt signed a trade agreement in May 2019.\n\n- Peru should support Kenya.\n",
    "copy.txt": "Kenya supplies tea to Egypt.\n\nEgypt could impose sanctions on Kenya.\n",
}
KEPT = ("graph.nq", "texts", "coverage.jsonl", "README.md")
"""What must be the same bytes for the same documents; run.json has the clock, the index is the engine's own."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
    return folder


def kept(folder: Path) -> dict[str, bytes]:
    files = [path for name in KEPT for path in sorted([folder / name, *(folder / name).rglob("*")]) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- the whole way --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(papers, tmp_path_factory):
    return pipeline.build([papers], tmp_path_factory.mktemp("out") / "graph")


def test_documents_become_claims(built):
    said = {(c.claim.subject, c.claim.relation.value, c.claim.object, c.claim.modality.value) for c in built.contents.claims}
    assert ("actor:kenya", "supplies", "actor:egypt", "asserted") in said
    assert ("actor:egypt", "sanctions", "actor:kenya", "potential") in said
    assert ("actor:peru", "supports", "actor:kenya", "recommended") in said


def test_a_copy_is_no_second_witness(built):
    tea = next(c for c in built.contents.claims if c.claim.relation.value == "supplies")
    assert (len(tea.evidence), tea.document_count) == (2, 1)


def test_the_graph_holds_together(built):
    assert graph.check(built.folder).conforms


def test_what_is_written_is_what_was_built(built):
    back = graph.read_contents(graph.open_graph(built.folder))
    assert [item.id for item in back.claims] == [item.id for item in built.contents.claims]
    assert back.run == built.contents.run


def test_every_passage_is_accounted_for(built):
    for document in built.contents.documents:
        entries = [entry for entry in built.contents.ledger if entry.document == document.id]
        assert entries
        assert all(bool(entry.claims) != bool(entry.reason) for entry in entries)


def test_the_run_record_says_how_it_was_made(built):
    record = json.loads((built.folder / "run.json").read_text())
    assert record["run"] == built.contents.run.id
    assert record["graph"]["documents"] == 3
    assert record["ended"] >= record["started"]


def test_counts_add_up(built):
    found = pipeline.counts(built.contents)
    claims = len(built.contents.claims)
    assert sum(found["ties"].values()) == sum(found["modality"].values()) == found["graph"]["claims"] == claims
    assert sum(found["entities"].values()) == len(built.contents.entities)


# --- the same bytes -------------------------------------------------------------------------------------------------

BUILD = "import sys; from comity import pipeline; pipeline.build(sys.argv[2:], sys.argv[1])"


def test_same_bytes_whatever_the_hash_seed_the_order_and_the_place(built, papers, tmp_path):
    names = sorted(DOCUMENTS, reverse=True)
    for name in names:
        (tmp_path / name).write_bytes((papers / name).read_bytes())
    seed = "4711" if os.environ.get("PYTHONHASHSEED") != "4711" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", BUILD, "graph", *names], cwd=tmp_path, env=environment, check=True)
    assert kept(tmp_path / "graph") == kept(built.folder)


# --- what cannot be read ----------------------------------------------------------------------------------------------


def test_bad_documents_are_named_and_the_others_read(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Kenya met Peru.")
    bad.write_text("")
    documents, skipped = pipeline.read_all([tmp_path, tmp_path / "gone.txt"], False, pipeline._silent)
    assert [document.file_name for document in documents] == ["good.txt"]
    assert [(Path(one.file).name, bool(one.reason)) for one in skipped] == [("empty.txt", True), ("gone.txt", True)]


def test_strict_stops_at_the_first(tmp_path):
    (tmp_path / "good.txt").write_text("Kenya met Peru.")
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(UnreadableDocument) as raised:
        pipeline.read_all([tmp_path], True, pipeline._silent)
    assert raised.value.file == str(tmp_path / "empty.txt")


def test_nothing_to_read_names_each_file(tmp_path):
    for name in ("one.txt", "two.md"):
        (tmp_path / name).write_text("")
    with pytest.raises(NothingToRead) as raised:
        pipeline.build([tmp_path], tmp_path / "graph")
    first, *files = str(raised.value).splitlines()
    assert first == "no document could be read; name files or folders with .txt, .md, .html, .pdf or .docx documents:"
    assert files == [f"  {tmp_path / name}: the file is empty" for name in ("one.txt", "two.md")]
    assert not (tmp_path / "graph").exists()


def test_of_many_unreadable_files_the_first_ten_are_named(tmp_path):
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text("")
    with pytest.raises(NothingToRead) as raised:
        pipeline.build([tmp_path], tmp_path / "graph")
    lines = str(raised.value).splitlines()
    assert len(lines) == 12 and lines[-1] == "  and 2 more"


def test_the_same_document_twice_is_read_once(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text("Kenya met Peru.")
    documents, skipped = pipeline.read_all([tmp_path], False, pipeline._silent)
    assert len(documents) == 1
    assert [one.file for one in skipped] == [str(tmp_path / "b" / "note.txt")]


def test_paths_do_not_reach_the_graph(tmp_path, quick):
    (tmp_path / "good.txt").write_text("Kenya met Peru.")
    (tmp_path / "empty.txt").write_text("")
    built = pipeline.build([tmp_path], tmp_path / "graph")
    assert [one.file for one in built.contents.skipped] == ["empty.txt"]
    assert [one.file for one in built.skipped] == [str(tmp_path / "empty.txt")]


# --- the folder -------------------------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    """Builds that write next to nothing, for tests of the folder alone."""

    def write(contents, folder, *, reference=None):
        (folder / "graph.nq").write_text("")

    monkeypatch.setattr(pipeline, "read_claims", lambda documents, model, report: iter(()))
    monkeypatch.setattr(graph, "write", write)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Kenya met Peru.")
    return path


@pytest.fixture
def old(tmp_path, paper, quick):
    """A graph that was there before."""
    folder = tmp_path / "graph"
    pipeline.build([paper], folder)
    (folder / "graph.nq").write_text("# the old one\n")
    return folder


def is_untouched(folder: Path) -> bool:
    beside = {path.name for path in folder.parent.iterdir()}
    return (folder / "graph.nq").read_text() == "# the old one\n" and beside == {"graph", "note.txt"}


def test_a_graph_is_replaced(old, paper):
    pipeline.build([paper], old)
    assert (old / "graph.nq").read_text() == ""
    assert {path.name for path in old.parent.iterdir()} == {"graph", "note.txt"}


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_an_interrupted_build_leaves_what_was_there(old, paper, stage):
    def interrupt(now, done, total):
        if now == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([paper], old, progress=interrupt)
    assert is_untouched(old)


def test_a_failed_swap_brings_the_old_one_back(old, paper, monkeypatch):
    rename = Path.rename

    def fail(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        pipeline.build([paper], old)
    assert is_untouched(old)


def test_what_a_killed_build_left_is_cleared_away(old, paper):
    left = old.with_name(".graph.building")
    (left / "new" / "texts").mkdir(parents=True)
    (left / "lock").touch()
    pipeline.build([paper], old)
    assert not left.exists()


def test_a_build_killed_in_the_swap_is_made_good(old, paper):
    left = old.with_name(".graph.building")
    (left / "new").mkdir(parents=True)
    old.rename(left / "old")
    paper.write_text("")
    with pytest.raises(NothingToRead):
        pipeline.build([paper], old)
    assert is_untouched(old)


def test_two_builds_do_not_write_to_one_folder(old, paper):
    fcntl = pytest.importorskip("fcntl")
    workshop = old.with_name(".graph.building")
    workshop.mkdir()
    with (workshop / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BadOption, match="another build"):
            pipeline.build([paper], old)
        assert (workshop / "lock").exists()


KILLED = """
import os, signal, sys
from comity import graph, pipeline
def stop(stage, done, total):
    if stage == "writing":
        os.kill(os.getpid(), signal.SIGKILL)
pipeline.read_claims = lambda documents, model, report: iter(())
pipeline.build([sys.argv[1]], sys.argv[2], progress=stop)
"""


def test_a_kill_leaves_what_was_there(old, paper):
    done = subprocess.run([sys.executable, "-c", KILLED, paper, old], check=False)
    assert done.returncode < 0
    assert (old / "graph.nq").read_text() == "# the old one\n"
    pipeline.build([paper], old)
    assert {path.name for path in old.parent.iterdir()} == {"graph", "note.txt"}


FULL = """
import resource, sys
from comity import pipeline
from comity.errors import OutputError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
pipeline.read_claims = lambda documents, model, report: iter(())
try:
    pipeline.build([sys.argv[1]], sys.argv[2])
except OutputError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_is_said_and_leaves_what_was_there(old, paper):
    pytest.importorskip("resource")
    done = subprocess.run([sys.executable, "-c", FULL, paper, old], check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert str(old) in done.stderr and "make room" in done.stderr
    assert is_untouched(old)


@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), lambda path: (path.mkdir(), (path / "mine.txt").touch())])
def test_what_is_no_graph_is_never_replaced(tmp_path, paper, make):
    make(tmp_path / "other")
    with pytest.raises(BadOption) as raised:
        pipeline.build([paper], tmp_path / "other")
    assert raised.value.file == str(tmp_path / "other")
    assert {path.name for path in tmp_path.iterdir()} == {"note.txt", "other"}


def test_a_place_where_nothing_can_be_written(paper):
    with pytest.raises(OutputError):
        pipeline.build([paper], paper / "graph")


def test_a_link_to_a_graph_stays_a_link(old, paper, tmp_path_factory):
    link = tmp_path_factory.mktemp("links") / "graph"
    link.symlink_to(old)
    pipeline.build([paper], link)
    assert link.is_symlink()
    assert (old / "graph.nq").read_text() == ""


def test_one_document_can_be_linked_alone(tmp_path):
    (tmp_path / "tea.txt").write_text(DOCUMENTS["tea.txt"])
    linked = pipeline.link_one(str(tmp_path / "tea.txt"))
    assert {target for mention in linked.mentions() for target in mention.targets} >= {"actor:kenya", "actor:egypt"}
    with pytest.raises(NothingToRead):
        pipeline.link_one(str(tmp_path / "gone.txt"))


def test_skipped_are_sorted_whatever_the_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text("" if name != "c.txt" else "Kenya met Peru.")
    _, skipped = pipeline.read_all([tmp_path / name for name in ("b.txt", "c.txt", "a.txt")], False, pipeline._silent)
    assert skipped == sorted(skipped, key=lambda one: one.file)
    assert all(isinstance(one, Skipped) for one in skipped)
