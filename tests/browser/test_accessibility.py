"""No violation that axe-core knows of, in any state of the page; targets large enough for a finger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

STATES = {
    "start": ("usual", "", {}),
    "dark": ("usual", "", {"dark": True}),
    "actor": ("usual", "#at=actor:sardovia", {}),
    "actor in the dark": ("usual", "#at=actor:sardovia&negated=1&said=asserted,intended,potential", {"dark": True}),
    "only its ties": ("usual", "#at=actor:sardovia&only=ties", {}),
    "path": ("usual", "#path=actor:xandor|actor:jorvund-2|actor:sardovia", {}),
    "table": ("usual", "#view=table", {}),
    "table in the dark": ("usual", "#view=table&at=actor:sardovia", {"dark": True}),
    "documents": ("usual", "#view=documents", {}),
    "documents in the dark": ("usual", "#view=documents", {"dark": True}),
    "phone": ("usual", "", {"phone": True}),
    "phone with an actor": ("usual", "#at=actor:sardovia", {"phone": True}),
    "phone table": ("usual", "#view=table", {"phone": True}),
    "groups": ("large", "", {}),
    "figures and triads": ("special", "#pair=actor:xandor|actor:yelmark", {}),
    "triad in the dark": ("special", "#triad=actor:quiveria|actor:xandor|actor:yelmark", {"dark": True}),
    "looking for triads": ("special", "#triads=1&known=1", {}),
    "group": ("usual", "#members=1", {}),
    "ledger": ("special", "#view=documents&why=1", {}),
    "ledger in the dark on a phone": ("special", "#view=documents&why=1", {"dark": True, "phone": True}),
    "missing evidence": ("beside", "#at=actor:sardovia", {}),
    "hostile": ("hostile", "#view=table", {}),
    "empty": ("empty", "", {}),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Callable[..., Any], state: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NO AXE: accessibility is not tested").Axe
    name, address, options = STATES[state]
    # axe puts its own script into the page, which the page's policy rightly refuses.
    tab = visit(name, address, bypass_csp=True, **options).tab
    found = axe().run(tab).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("options", [{}, {"phone": True}], ids=["desk", "phone"])
def test_targets_are_at_least_24_pixels(visit: Callable[..., Any], options: dict[str, bool]) -> None:
    tab = visit(address="#at=actor:sardovia", **options).tab
    small = tab.evaluate(
        """() => [...document.querySelectorAll("button, select, input[type=search], summary")]
          .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("p, .said"))
          .filter(one => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 23.9)
          .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_graph_is_one_tab_stop_with_a_name(visit: Callable[..., Any]) -> None:
    tab = visit().tab
    assert tab.locator("#network-view [tabindex='0']").count() == 1
    assert "Network of" in tab.get_attribute("#graph", "aria-label")
