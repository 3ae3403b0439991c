"""``comity view``: writes the page where it is told to, and says what is wrong with bad options."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

import comity.graph
from comity.cli.view import view
from comity.errors import BadOption
from comity.network import page

CONTENTS = runpy.run_path(str(Path(__file__).with_name("sample.py")))["contents"](40, 150)


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.setattr(comity.graph, "open_graph", lambda folder: folder)
    monkeypatch.setattr(comity.graph, "read_contents", lambda store: CONTENTS)
    monkeypatch.chdir(tmp_path)
    return CliRunner()


def test_writes_the_page_of_the_library(runner: CliRunner) -> None:
    result = runner.invoke(view, [], catch_exceptions=False)
    assert result.exit_code == 0
    assert Path("comity-view.html").read_bytes() == page(CONTENTS).encode("utf-8")
    assert result.stdout == ""
    assert "comity-view.html" in result.stderr


def test_dash_writes_to_standard_output(runner: CliRunner) -> None:
    result = runner.invoke(
        view, ["-o", "-", "--focus", "sardovia", "--depth", "0", "--modality", "asserted"], catch_exceptions=False
    )
    expected = page(CONTENTS, focus=["actor:sardovia"], depth=0, modalities=["asserted"]).encode("utf-8")  # type: ignore[list-item]
    assert result.stdout_bytes == expected
    assert not Path("comity-view.html").exists()


def test_unknown_actor_is_refused_with_near_names(runner: CliRunner) -> None:
    with pytest.raises(BadOption, match="did you mean Sardovia"):
        runner.invoke(view, ["--focus", "Sardovja"], catch_exceptions=False)
    assert not Path("comity-view.html").exists()
