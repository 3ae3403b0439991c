"""Commands as they stand in help texts and in the README, run as a person would type them."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comity import cli, pipeline

CHECKOUT = Path(__file__).parents[2]
PAPERS = ("new-start-timeline.md", "russia-north-korea-eastward-ledger.md", "saudi-iran-after-beijing-news-report.txt")
"""Sample documents that the examples speak of."""

Typed = Callable[[str], int]


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``papers/`` and the graph built from it, for reading only."""
    folder = tmp_path_factory.mktemp("workplace")
    (folder / "papers").mkdir()
    for name in PAPERS:
        shutil.copy(CHECKOUT / "data" / "documents" / name, folder / "papers")
    pipeline.build([folder / "papers"], folder / "comity-graph")
    return folder


@pytest.fixture
def typed(workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs a command line in a folder like the workplace; gives the exit code. Understands ``echo '…' | comity …``."""
    (tmp_path / "papers").symlink_to(workplace / "papers")
    for name in ("comity-graph", "comity-graph-march"):
        shutil.copytree(workplace / "comity-graph", tmp_path / name, copy_function=shutil.copy2)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_GRAPH", raising=False)
    monkeypatch.setattr("webbrowser.open", lambda address: True)

    def run(line: str) -> int:
        said, pipe, command = line.rpartition(" | ")
        if pipe:
            echo, *words = shlex.split(said)
            assert echo == "echo"
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(" ".join(words).encode() + b"\n")))
        program, *arguments = shlex.split(command)
        assert program == "comity"
        return cli.run(arguments)

    return run
