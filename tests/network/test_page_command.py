"""``comity view``: writes the page where it is told to, and says what is wrong with bad options."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal

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


def test_only_what_a_query_returned(runner: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import comity.query

    claim = CONTENTS.claims[0].id
    answer = comity.query.Result(("claim",), ((Literal(claim),),))
    monkeypatch.setattr(comity.query, "run", lambda store, asked, given: answer)
    Path("mine.rq").write_text("SELECT ?claim { ?claim a com:Claim }", encoding="utf-8")
    runner.invoke(view, ["--query", "mine.rq", "-p", "a=x"], catch_exceptions=False)
    expected = page(CONTENTS, answer=answer, asked="mine.rq a=x")
    assert Path("comity-view.html").read_bytes() == expected.encode("utf-8")


def test_side_files_stand_beside_the_page(runner: CliRunner) -> None:
    result = runner.invoke(view, ["--side-files", "-o", "out.html"], catch_exceptions=False)
    assert "beside it" in result.stderr
    assert [path.name for path in sorted(Path("out-files").iterdir())]
    assert Path("out.html").stat().st_size < len(page(CONTENTS))


@pytest.mark.parametrize("arguments", [["--side-files", "-o", "-"], ["-p", "a=Russia"]])
def test_options_that_do_not_go_together(runner: CliRunner, arguments: list[str]) -> None:
    with pytest.raises(BadOption):
        runner.invoke(view, arguments, catch_exceptions=False)


def test_from_and_to_are_since_and_until(runner: CliRunner) -> None:
    one = runner.invoke(view, ["--from", "2005", "--to", "2010", "-o", "-"], catch_exceptions=False)
    two = runner.invoke(view, ["--since", "2005", "--until", "2010", "-o", "-"], catch_exceptions=False)
    assert one.stdout_bytes == two.stdout_bytes
