"""What is read on the page: quotes without signs, documents as the ledger has them, figures, triads, members, side files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.network.page import Page

Open = Callable[..., Any]
AID = "#pair=actor:xandor|actor:yelmark"


def test_signs_of_markdown_are_not_shown_and_the_exact_quote_is_at_hand(visit: Open) -> None:
    tab = visit("special", AID).tab
    card = tab.locator("#panel .card", has_text="aids").first
    assert card.locator("blockquote > p").inner_text() == "Aid: Xandor helps Yelmark with grain."
    card.locator("text=As it stands in the file").click()
    exact = "**Aid:** *Xandor* helps **Yelmark** with [grain](https://grain.example/a_b)."
    assert card.locator("q").inner_text() == exact


def test_figures_carry_the_verdict_on_them(visit: Open) -> None:
    tab = visit("special", AID).tab
    assert tab.locator("#panel .figures tbody tr").count() == 2
    assert "differ by 38 %" in tab.inner_text("#panel .verdicts")
    tab.click("#panel .verdicts button")
    assert "claim=" in tab.url


def test_document_stands_as_the_ledger_has_it(visit: Open) -> None:
    tab = visit("special", "#view=documents").tab
    bullets = tab.locator("#documents-view .bullet").all_inner_texts()
    assert bullets == ["Trade: Xandor and Yelmark traded $5 million in 2020.", "Xandor and Yelmark traded $8 million in 2020."]
    text = tab.inner_text("#documents-view .text")
    assert "**" not in text and "| ---" not in text and "](" not in text
    assert tab.locator("#documents-view .text .title").count() == 0, "the title stands above already"
    assert tab.locator("#documents-view .cells").count() == 1
    assert "out of 6 of 8 sentences" not in tab.inner_text(".coverage") and "out of 5 of 7" in tab.inner_text(".coverage")
    assert "names no actor" not in text
    tab.click("text=Why not the others")
    assert "names no actor" in tab.inner_text("#documents-view .text")
    assert "why=1" in tab.url


def test_unbalanced_triads_come_when_asked_for(visit: Open) -> None:
    tab = visit("special").tab
    assert "clash with each other" not in tab.inner_text("#panel")
    tab.click("#panel .triads-switch")
    assert "Xandor works with Quiveria and Yelmark, who clash with each other" in tab.inner_text("#panel")
    tab.click("#panel .bears button >> text=who clash")
    assert "triad=actor:quiveria|actor:xandor|actor:yelmark" in tab.url
    assert tab.locator("#panel .hop").count() == 3 and tab.locator("#panel .card blockquote").count() == 3
    assert "hangs on one document" in tab.inner_text("#panel")
    tab.reload()
    tab.wait_for_selector("#panel .hop")


def test_known_members_are_drawn_only_when_asked_for(visit: Open) -> None:
    tab = visit("special").tab
    arcs = "document.querySelector('[data-key=known]').getAttribute('aria-pressed')"
    assert tab.evaluate(arcs) == "false"
    before = tab.inner_text("#subtitle")
    tab.click("[data-key=known]")
    assert tab.evaluate(arcs) == "true" and "known=1" in tab.url
    assert tab.inner_text("#subtitle") == before, "they are no claims"
    tab.fill("#search", "France")
    tab.wait_for_selector("#hits .option")
    tab.press("#search", "Enter")
    tab.click("details.known summary")
    tab.wait_for_selector("details.known button")  # they are listed when the browser has said that it opened
    assert "NATO" in tab.inner_text("details.known")


def test_a_group_chosen_stands_alone(visit: Open) -> None:
    tab = visit().tab
    tab.click("#panel .tie.pair >> text=member")
    assert "members=" in tab.url
    assert "Group around" in tab.inner_text("#crumbs")
    members = int(tab.inner_text("#panel .numbers b >> nth=0"))
    tab.click("#save-button")
    with tab.expect_download() as waiting:
        tab.click("text=Drawing (SVG)")
    drawing = waiting.value.path().read_text(encoding="utf-8")
    assert drawing.count("<circle") + drawing.count("<polygon") == members
    tab.click("text=Whole network")
    assert "members=" not in tab.url


def test_evidence_beside_the_page_comes_when_it_is_shown(visit: Open) -> None:
    seen = visit("beside")
    tab = seen.tab
    assert not [url for url in seen.requests if url.endswith(".js")]
    tab.fill("#search", "Sardovia")
    tab.wait_for_selector("#hits .option")
    tab.press("#search", "Enter")
    tab.wait_for_selector("#panel .card blockquote mark", state="attached")
    assert [url for url in seen.requests if url.endswith(".js")]
    assert all(url.startswith(("file:", "data:", "blob:")) for url in seen.requests)
    assert seen.complaints == []
    tab.click("[data-view=documents]")
    tab.wait_for_selector("#documents-view a.read")


def test_words_are_found_in_evidence_beside_the_page(visit: Open) -> None:
    tab = visit("beside").tab
    tab.fill("#search", "embargo")
    tab.wait_for_selector("#hits .option small b")
    tab = visit("beside", "#words=embargo").tab
    tab.wait_for_function("!document.querySelector('#subtitle').textContent.includes('· 0 of')")
    tab.click("#save-button")
    with tab.expect_download() as waiting:
        tab.click("text=Claims (CSV)")
    assert "embargo" in waiting.value.path().read_text(encoding="utf-8")


def test_missing_side_files_are_named(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    alone = tmp_path / "alone.html"
    alone.write_bytes(pages["beside"].read_bytes())
    tab = visit("beside").open(alone, "#at=actor:sardovia")
    # the page says "One moment …" until the browser has given up looking for the file
    named = tab.locator("#panel blockquote.waiting:visible", has_text="beside-files/").first
    named.wait_for()
    assert named.inner_text().strip()


INTRUSIONS = {
    "a script of its own": "{ const s = document.createElement('script'); s.textContent = 'hacked = 1'; document.body.append(s); }",
    "a script from elsewhere": "{ const s = document.createElement('script'); s.src = 'https://elsewhere.example/a.js'; }",
    "another policy": "{ trustedTypes.createPolicy('other', {createScriptURL: a => a}); hacked = 1; }",
    "the same policy again": "{ trustedTypes.createPolicy('comity', {createScriptURL: a => a}); hacked = 1; }",
    "an element with a handler": "{ document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"hacked=1\">'); }",
}


@pytest.mark.parametrize("how", INTRUSIONS)
def test_side_files_open_no_door(visit: Open, how: str) -> None:
    tab = visit("beside", "#at=actor:sardovia").tab
    tab.wait_for_selector("#panel .card blockquote mark", state="attached")
    attempt = f"window.hacked = 0; try {INTRUSIONS[how]} catch {{}}"
    script = f"async () => {{ {attempt} await new Promise(done => setTimeout(done, 80)); return hacked; }}"
    assert tab.evaluate(script) == 0


def test_a_notebook_shows_the_page_in_a_frame(browser: Any, tmp_path: Path, pages: dict[str, Path]) -> None:
    notebook = tmp_path / "notebook.html"
    frame = Page(pages["usual"].read_text(encoding="utf-8"))._repr_html_()
    notebook.write_text(f"<!doctype html><meta charset=utf-8><p id=cell>{frame}</p>", encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1200, "height": 900})
    tab.goto(notebook.as_uri())
    inside = tab.frame_locator("iframe")
    inside.locator("html[data-ready]").wait_for(state="attached", timeout=20_000)
    inside.locator("#panel .tie").first.click()
    assert inside.locator("#panel .card blockquote").count() > 0
    assert tab.url == notebook.as_uri()
    tab.close()
