"""The reference page says what the docstrings and the help texts say now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def maker(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("scripts/make_reference.py")


def test_the_page_is_current(maker: ModuleType) -> None:
    kept = (CHECKOUT / "docs" / "reference.md").read_text(encoding="utf-8").splitlines()
    made = maker.page().splitlines()
    first = next((number for number, lines in enumerate(zip(kept, made, strict=False), start=1) if lines[0] != lines[1]), len(made))
    assert kept == made, f"docs/reference.md is behind from line {first}; run: python scripts/make_reference.py"


def test_every_command_and_every_method_is_on_it(maker: ModuleType) -> None:
    import comity
    from comity.cli import COMMANDS

    page = maker.page()
    assert all(f"### comity {name}\n" in page for name in COMMANDS)
    public = [name for name in vars(comity.KnowledgeGraph) if not name.startswith("_")]
    assert len(public) > 10 and all(f"KnowledgeGraph.{name}\n" in page for name in public)
    assert all(f"#### {name}\n" in page for name in comity.__all__ if not name.startswith("_"))


def test_no_place_of_memory_or_of_this_machine_is_on_it(maker: ModuleType) -> None:
    page = maker.page()
    assert " at 0x" not in page and "<function" not in page
    assert str(CHECKOUT) not in page
