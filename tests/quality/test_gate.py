"""The quality gate: figures over all passages never fall below their floors, and floors follow what was gained."""

from __future__ import annotations

import floors
import pytest


@pytest.fixture(scope="session")
def figures() -> dict[str, dict[str, float]]:
    return {split: floors.measured(split) for split in floors.SPLITS}


def test_the_cases_are_those_that_the_floors_were_pinned_on() -> None:
    changed = [name for name, digest in floors.digests().items() if floors.pinned_cases().get(name) != digest]
    assert not changed, f"{', '.join(changed)} changed: look at `git diff` of the cases, then run `{floors.PIN} --cases-changed`"


@pytest.mark.parametrize("split", floors.SPLITS)
def test_no_figure_falls_below_its_floor(split: str, figures: dict[str, dict[str, float]]) -> None:
    fallen = floors.below(figures[split], floors.pinned()[split])
    assert not fallen, (
        f"{split} got worse:\n  " + "\n  ".join(fallen) + "\nSee `python tests/quality/report.py --misses 20 --false 20`; "
        f"if it must be, lower the floor with `{floors.PIN} --lower` and say why in the commit."
    )


@pytest.mark.parametrize("split", floors.SPLITS)
def test_floors_follow_what_was_gained(split: str, figures: dict[str, dict[str, float]]) -> None:
    risen = floors.above(figures[split], floors.pinned()[split])
    assert not risen, f"{split} got better, well done; raise the floors with `{floors.PIN}`:\n  " + "\n  ".join(risen)
