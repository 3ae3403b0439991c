"""The quality gate: figures over all passages and tables never fall below their floors, and floors follow what was gained."""

from __future__ import annotations

import floors
import gold
import pytest


@pytest.fixture(scope="session")
def figures() -> dict[str, dict[str, float]]:
    return {group: floors.measured(group) for group in floors.GROUPS}


def test_the_cases_are_those_that_the_floors_were_pinned_on() -> None:
    changed = [name for name, digest in gold.digests().items() if floors.pinned_cases().get(name) != digest]
    assert not changed, f"{', '.join(changed)} changed: look at `git diff` of the cases, then run `{floors.PIN} --cases-changed`"


@pytest.mark.parametrize("group", floors.GROUPS)
def test_no_figure_falls_below_its_floor(group: str, figures: dict[str, dict[str, float]]) -> None:
    fallen = floors.below(figures[group], floors.pinned()[group])
    assert not fallen, (
        f"{group} got worse:\n  " + "\n  ".join(fallen) + "\nSee `python tests/quality/report.py --misses 20 --false 20` and "
        f"`python tests/quality/cases.py`; if it must be, lower the floor with `{floors.PIN} --lower` and say why in the commit."
    )


@pytest.mark.parametrize("group", floors.GROUPS)
def test_floors_follow_what_was_gained(group: str, figures: dict[str, dict[str, float]]) -> None:
    risen = floors.above(figures[group], floors.pinned()[group])
    assert not risen, f"{group} got better, well done; raise the floors with `{floors.PIN}`:\n  " + "\n  ".join(risen)
