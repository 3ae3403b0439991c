"""The wheel, alone: it builds, holds what it needs, and works in an environment that has nothing of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "src" / "comity"
DATA = CHECKOUT / "data"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, "."]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("comity-*.whl")
    return built


def test_the_wheel_holds_what_is_needed_at_run_time(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = [path for folder in ("lexicon", "ontology", "reference") for path in (DATA / folder).glob("*.t*")]
    needed = {
        "comity/py.typed",
        *(f"comity/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.py")),
        *(f"comity/_shipped/queries/{path.name}" for path in (CHECKOUT / "queries").glob("*.rq")),
        *(f"comity/_shipped/data/{path.relative_to(DATA).as_posix()}" for path in tables),
    }
    assert needed - names == set()
    assert any(name.endswith("page.html.j2") for name in names)
    assert any(name.endswith("coverage.html.j2") for name in names)
    assert not [name for name in names if name.startswith("tests") or "__pycache__" in name]


@dataclass
class Installed:
    """An environment with the wheel in it, and with the libraries it depends on, but without the checkout."""

    folder: Path
    python: Path

    def run(self, *command: object) -> subprocess.CompletedProcess[str]:
        """The outcome of a command, run in an empty folder."""
        ours = ("PYTHON", "COMITY", "VIRTUAL_ENV")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        typed = [str(part) for part in command]
        return subprocess.run(typed, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False)
    places = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = places / ("python.exe" if os.name == "nt" else "python")
    pip = [*PIP, "--python", python, "install", "-q", "--no-deps", "--no-index", wheel]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours = next((folder / "env").rglob("site-packages"))
    # A path file makes the folder's packages importable, but not what its own path files name: an editable checkout stays out.
    (ours / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (folder / "tea.txt").write_text("Kenya supplies tea to Egypt.\n")
    return Installed(folder, python)


def comity(installed: Installed) -> Path:
    """The command that the wheel installs."""
    return installed.python.with_name("comity.exe" if os.name == "nt" else "comity")


def test_it_is_the_wheel_that_runs(installed):
    done = installed.run(installed.python, "-c", "import comity, sys; print(comity.__file__); print(*sys.path, sep='\\n')")
    place, *paths = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed.folder), done.stderr
    assert not [path for path in paths if path and Path(path).resolve() in (CHECKOUT, CHECKOUT / "src")]


def test_the_catalogue_is_there(installed):
    done = installed.run(comity(installed), "queries", "-f", "json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == len(list((CHECKOUT / "queries").glob("*.rq")))


def test_it_builds_and_answers(installed):
    done = installed.run(comity(installed), "build", "tea.txt", "-q", "-f", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["graph"]["claims"] >= 1
    done = installed.run(comity(installed), "query", "supplies", "-f", "csv")
    assert done.returncode == 0, done.stderr
    assert "Kenya" in done.stdout and "Egypt" in done.stdout
    assert installed.run(comity(installed), "view", "-o", "network.html").returncode == 0
    assert installed.run(comity(installed), "coverage", "-f", "html", "-o", "coverage.html").returncode == 0


def test_the_source_distribution_lists_what_exists():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"src", "data", "queries", "tests", "scripts", ".ci", "Makefile"} <= set(listed)
    assert [name for name in listed if not (CHECKOUT / name).exists()] == []


def test_every_dependency_has_a_lower_bound():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    assert [one for one in [*project["dependencies"], *extras] if ">=" not in one] == []
