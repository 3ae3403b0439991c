"""The tutorial runs from top to bottom, as a reader would run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"


def cells() -> list[Any]:
    return [cell for cell in nbformat.read(TUTORIAL, as_version=4).cells if cell.cell_type == "code"]


def test_it_is_kept_without_outputs() -> None:
    """Outputs would change with each better rule; in Jupyter: Kernel, Restart Kernel and Clear Outputs, then save."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    assert not [cell.source for cell in cells() if cell.outputs or cell.execution_count is not None]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Source of each cell → its outputs."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    monkeypatch = pytest.MonkeyPatch()
    for name in ("TMPDIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("jupyter")))
    try:
        # A cell that fails raises, with its trace.
        NotebookClient(
            notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(TUTORIAL.parent)}}
        ).execute()
    finally:
        monkeypatch.undo()
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(ran: dict[str, list[Any]], part: str) -> dict[str, str]:
    """What the cell with these words shows last, by media type."""
    [outputs] = [outputs for source, outputs in ran.items() if part in source]
    data = outputs[-1].get("data") or {"text/plain": outputs[-1].text}
    return {kind: str(value) for kind, value in data.items()}


@pytest.mark.parametrize(
    ("part", "kind", "said"),
    [
        ("comity.build(", "text/html", "claims"),
        ('kg.ties("Russia", "DPRK")', "text/html", "North Korea"),
        ('kg.query("dyads"', "text/html", "<td>"),
        ('kg.ask("What', "text/html", "supplies"),
        ('kg.ask("Is', "text/html", "Not stated"),
        ('.pandas()[["from"', "text/html", "USD"),
        ('kg.plot("timeline"', "image/png", ""),
        ('kg.plot("matrix"', "image/png", ""),
        ("kg.view(", "text/html", "iframe"),
        ("kg.explain(", "text/plain", "claim:"),
        ("everything holds", "text/plain", "True"),
        ("graph.ttl", "text/plain", "claims.trig"),
    ],
)
def test_each_step_shows_what_it_promises(ran: dict[str, list[Any]], part: str, kind: str, said: str) -> None:
    assert said in shown(ran, part)[kind]


def test_nothing_is_left_beside_the_tutorial(ran: dict[str, list[Any]]) -> None:
    assert ran
    assert not [path.name for path in TUTORIAL.parent.iterdir() if path.suffix in (".html", ".gexf", ".csv", ".ttl")]
