"""A real Chromium for the page: found by ``COMITY_CHROMIUM`` or on the path; without one the tests say so and skip."""

from __future__ import annotations

import os
import runpy
import shutil
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from comity.model import AssembledClaim, BlockKind, Claim, Contents, Document, Entity, Evidence, LedgerEntry, Quantity
from comity.network import page
from comity.vocabulary import EntityKind, Relation

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run",
]  # fmt: skip
SAMPLE = runpy.run_path(str(Path(__file__).parents[1] / "network" / "sample.py"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("COMITY_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        message = "NO CHROMIUM: the page is not tested in a browser; install one or set COMITY_CHROMIUM"
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: the page is not tested in a browser")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of some graphs, written once: usual, hostile, middling, large, empty, one with its evidence beside it, and one
    that says in Markdown and a table what is not so simple."""
    folder = tmp_path_factory.mktemp("pages")
    make = SAMPLE["contents"]
    graphs = {
        "usual": make(100, 600),
        "hostile": make(40, 260, hostile=True),
        "middling": make(420, 1500),
        "large": make(1_300, 5_000),
        "empty": make(1, 0),
    }
    written = {}
    for name, contents in graphs.items():
        written[name] = folder / f"{name}.html"
        page(contents).write(written[name])
    written["beside"] = folder / "beside.html"
    page(graphs["usual"], side_files="beside-files").write(written["beside"])
    written["special"] = folder / "special.html"
    page(special()).write(written["special"])
    return written


TEXT = """# A test of signs

**Aid:** *Xandor* helps **Yelmark** with [grain](https://grain.example/a_b).

- **Trade:** Xandor and Yelmark traded $5 million in 2020.
- Xandor and Yelmark traded $8 million in 2020.

Quiveria opposes Yelmark. It is late.

Xandor works with Quiveria.

| Who | What |
| --- | --- |
| Xandor | a state |
"""


def special() -> Contents:
    """A few claims of a Markdown text: two figures that differ, a triad out of balance, members the reference knows."""
    names = ("Quiveria", "Xandor", "Yelmark")
    entities = [Entity(f"actor:{name.lower()}", EntityKind.STATE, name) for name in names]
    entities += [Entity("actor:france", EntityKind.STATE, "France"), Entity("actor:nato", EntityKind.ORGANIZATION, "NATO")]
    document = Document("document:one", "one.md", "text/markdown", "0" * 64, TEXT, title="A test of signs")
    quiveria, xandor, yelmark = (f"actor:{name.lower()}" for name in names)

    def sum_of(millions: int) -> Quantity:
        return Quantity(value=Decimal(millions * 10**6), currency="USD", measure="trade volume")

    said = {
        "**Aid:** *Xandor* helps **Yelmark** with [grain](https://grain.example/a_b).": Claim.of(xandor, Relation.AIDS, yelmark),
        "**Trade:** Xandor and Yelmark traded $5 million in 2020.": Claim.of(
            xandor, Relation.TRADES_WITH, yelmark, when="2020", quantity=sum_of(5)
        ),
        "Xandor and Yelmark traded $8 million in 2020.": Claim.of(
            xandor, Relation.TRADES_WITH, yelmark, when="2020", quantity=sum_of(8)
        ),
        "Quiveria opposes Yelmark.": Claim.of(quiveria, Relation.OPPOSES, yelmark),
        "Xandor works with Quiveria.": Claim.of(xandor, Relation.COOPERATES_WITH, quiveria),
        "Xandor": Claim.of("actor:france", Relation.AIDS, "actor:nato"),
    }
    claims, ledger = [], []
    for quote, claim in said.items():
        start = TEXT.index(quote)
        one = Evidence(claim.id, document.id, quote, start, start + len(quote), "A test of signs", "by hand", 0.9)
        claims.append(AssembledClaim(claim, (one,), 1, 0.6))
    for kind, words, reason in (
        (BlockKind.TITLE, "A test of signs", "a heading"),
        (BlockKind.PARAGRAPH, "*Xandor* helps **Yelmark** with [grain](https://grain.example/a_b).", ""),
        (BlockKind.BULLET, "Xandor and Yelmark traded $5 million in 2020.", ""),
        (BlockKind.BULLET, "Xandor and Yelmark traded $8 million in 2020.", ""),
        (BlockKind.PARAGRAPH, "Quiveria opposes Yelmark.", ""),
        (BlockKind.PARAGRAPH, "It is late.", "names no actor"),
        (BlockKind.PARAGRAPH, "Xandor works with Quiveria.", ""),
        (BlockKind.CELL, "Xandor | a", "a label"),
    ):
        start = TEXT.index(words)
        ledger.append(LedgerEntry(document.id, start, start + len(words), kind, () if reason else ("claim:x",), reason))
    ordered = tuple(sorted(entities, key=lambda one: one.id))
    return Contents((document,), ordered, tuple(sorted(claims, key=lambda one: one.id)), ledger=tuple(ledger))


class Visit:
    """A page in the browser with everything it complained about and asked for."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)

    def open(self, path: Path, address: str = "") -> Any:
        self.tab.goto(path.as_uri() + address)
        self.tab.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        return self.tab


@pytest.fixture
def visit(browser: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Visit]]:
    """Opens a page: ``visit("usual", address="#view=table", phone=True, dark=True)``."""
    contexts = []

    def open_page(name: str = "usual", address: str = "", *, phone: bool = False, dark: bool = False, **options: Any) -> Visit:
        size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        context = browser.new_context(
            viewport=size,
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            reduced_motion="reduce",
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.open(pages[name], address)
        return seen

    yield open_page
    for context in contexts:
        context.close()
