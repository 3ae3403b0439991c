"""What the README tells people to type."""

from __future__ import annotations

import re
import runpy
import subprocess
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
LINES = [line.removeprefix("$ ") for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_blocks_are_of_known_kinds():
    assert set(re.findall(r"^```(\w+)$", README, re.MULTILINE)) == {"console", "python", "sh"}
    assert len(LINES) > 20 and len(PYTHON) == 1


@pytest.mark.parametrize("line", LINES)
def test_each_command_runs(typed, capfd, line):
    code = typed(line)
    assert code == 0, capfd.readouterr().err


def test_the_python_runs(typed, tmp_path, capfd):
    (tmp_path / "shown.py").write_text(PYTHON[0])
    runpy.run_path(str(tmp_path / "shown.py"))
    out = capfd.readouterr().out
    assert "True" in out
    assert (tmp_path / "network.html").is_file() and (tmp_path / "claims.csv").is_file()


def test_the_two_commands_are_targets_of_make():
    """.ci/run runs the second as it stands; the first is run here as far as needs no installing."""
    for target in ("demo", "test"):
        assert f"make {target}" in README
        done = subprocess.run(["make", "-n", target], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
        assert "comity build" in done.stdout or "pytest" in done.stdout


def test_links_lead_somewhere():
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if link != "docs/images/network.png":
            assert (Path(__file__).parents[2] / link).exists(), link
    for path in re.findall(r"`((?:src|data|queries|tests|docs|benchmarks)/[\w./-]*)`", README):
        assert (Path(__file__).parents[2] / path).exists(), path
