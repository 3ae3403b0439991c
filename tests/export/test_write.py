"""The registry, and how files come to stand where they belong."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from comity import export
from comity.errors import BadOption, OutputError
from comity.export import FORMATS, Options, Profile, Table, format_for, stream, write
from comity.export.write import MEANT_FOR, beside
from comity.model import Contents
from comity.network.projection import Grouping


def test_every_format_has_a_writer_and_endings_of_its_own() -> None:
    endings = [ending for kind in FORMATS.values() for ending in kind.endings]
    assert len(endings) == len(set(endings))
    for name, kind in FORMATS.items():
        assert kind.name == name
        assert callable(kind.load_folder() if kind.is_folder else kind.load())
        assert kind.readers and kind.keeps


@pytest.mark.parametrize("kind", [kind for kind in FORMATS.values() if kind.endings], ids=lambda kind: kind.name)
def test_endings_name_their_format(kind: export.Format) -> None:
    for ending in kind.endings:
        assert format_for(None, f"some/where/x{ending.upper()}") is kind


@pytest.mark.parametrize(("name", "path"), [("docx", None), (None, "x.docx"), (None, "x"), (None, None)])
def test_unknown_formats_are_refused_with_the_list(name: str | None, path: str | None) -> None:
    with pytest.raises(BadOption, match="turtle, trig"):
        format_for(name, path)


def test_each_option_is_meant_for_some_family() -> None:
    assert {field.name for field in fields(Options)} == MEANT_FOR.keys()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("gexf", {"profile": Profile.TIES}),
        ("turtle", {"grouping": Grouping.DYAD}),
        ("turtle", {"signs": (1,)}),
        ("graphml", {"table": Table.ACTORS}),
        ("csv", {"grouping": Grouping.DYAD}),
    ],
)
def test_options_that_would_be_passed_over_are_refused(
    contents: Contents, tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    with pytest.raises(BadOption, match="means nothing to"):
        write(name, tmp_path / "x", contents=contents, quads=[], options=Options(**options))
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"before")

    def fail() -> None:
        with beside(path) as file:
            file.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path, contents: Contents) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write(None, tmp_path / "link.csv", contents=contents)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"claim,")


def test_a_device_is_written_to_and_stays_one(contents: Contents) -> None:
    write("csv", os.devnull, contents=contents)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(("path", "said"), [("missing/x.csv", "create it first"), (".", "this is a folder")])
def test_places_that_cannot_be_written_are_named(
    tmp_path: Path, contents: Contents, monkeypatch: pytest.MonkeyPatch, path: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match=said):
        write("csv", path, contents=contents)


def test_folders_are_swapped_in_and_nothing_else_is_touched(tmp_path: Path, contents: Contents) -> None:
    folder = tmp_path / "neo"
    write("neo4j", folder, contents=contents)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    write("neo4j", folder, contents=contents)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert list(tmp_path.iterdir()) == [folder]
    (folder / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(OutputError, match=r"thesis\.docx"):
        write("neo4j", folder, contents=contents)
    assert (folder / "thesis.docx").exists()


def test_a_folder_does_not_replace_a_file_and_cannot_be_a_stream(tmp_path: Path, contents: Contents) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(OutputError, match="this is a file"):
        write("neo4j", tmp_path / "x", contents=contents)
    with pytest.raises(BadOption, match="cannot go to a stream"):
        stream("neo4j", io.BytesIO(), contents=contents)


@pytest.mark.parametrize(("name", "said"), [("turtle", "N-Quads"), ("gexf", "contents")])
def test_what_a_format_is_made_from_must_be_given(name: str, said: str) -> None:
    with pytest.raises(BadOption, match=said):
        stream(name, io.BytesIO())


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if not kind.is_folder])
def test_a_stream_gets_the_bytes_of_the_file(
    either: Contents, quads_of: Callable[[Contents], Path], exported: Any, name: str
) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    if name == "xlsx":
        pytest.importorskip("xlsxwriter")
    quads = quads_of(either)
    file = io.BytesIO()
    stream(name, file, contents=either, quads=quads)
    assert file.getvalue() == exported(name, either, quads).read_bytes() != b""
