"""Everything a reader does with the page, done in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]


def choose(tab: Any, name: str) -> None:
    tab.fill("#search", name)
    tab.wait_for_selector("#hits .option")
    tab.press("#search", "Enter")


def shown_claims(tab: Any) -> int:
    found = re.search(r"· ([\d,]+) of", tab.inner_text("#subtitle"))
    assert found
    return int(found[1].replace(",", ""))


def test_opens_on_what_is_stated_as_fact_and_says_what_is_not_shown(visit: Open) -> None:
    tab = visit().tab
    before = shown_claims(tab)
    assert "Not shown:" in tab.inner_text("#notice")
    hidden = int(tab.inner_text("[data-key=show2]").split()[0])
    tab.click("[data-key=show2]")
    assert shown_claims(tab) == before + hidden
    assert "said=asserted,assessed,intended" in tab.url


def test_negated_claims_come_only_when_asked_for(visit: Open) -> None:
    tab = visit().tab
    before = shown_claims(tab)
    tab.click("[data-key=negated]")
    assert shown_claims(tab) > before
    tab.click("[data-key=negated]")
    assert shown_claims(tab) == before


@pytest.mark.parametrize("key", ["sign2", "kind0", "topic0", "relation", "document"])
def test_filters_thin_the_network_out_and_come_back(visit: Open, key: str) -> None:
    tab = visit().tab
    before = shown_claims(tab)
    tab.locator(f"[data-key^={key}]").first.click()
    assert shown_claims(tab) < before
    assert "#" in tab.url
    tab.click("[data-key=clear]")
    assert shown_claims(tab) == before


def test_time_slider_and_undated_switch(visit: Open) -> None:
    tab = visit().tab
    before = shown_claims(tab)
    tab.focus("#time-from")
    for _ in range(10):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.querySelector('#period').textContent.startsWith('2008')")
    after = shown_claims(tab)
    assert after < before
    tab.click("#undated")
    assert shown_claims(tab) < after
    assert "from=2008-01" in tab.url and "undated=0" in tab.url


def test_search_finds_actors_and_sentences(visit: Open) -> None:
    tab = visit().tab
    tab.fill("#search", "embargo")
    tab.wait_for_selector("#hits .option small b")
    assert "embargo" in tab.inner_text("#hits .option small b")
    before = shown_claims(tab)
    tab.click("text=Show only claims whose sentence has")
    assert 0 < shown_claims(tab) < before
    tab.click("[data-key=words]")
    assert shown_claims(tab) == before


def test_selecting_an_actor_shows_its_claims_with_marked_words(visit: Open) -> None:
    tab = visit().tab
    choose(tab, "Sardovia")
    assert tab.inner_text("#panel h2") == "Sardovia"
    quote = tab.locator("#panel .card blockquote:visible").first
    assert quote.locator("mark").count() == 3
    assert "% sure" in quote.locator("footer").inner_text()


def test_clicking_a_node_and_an_arc_in_the_picture(visit: Open) -> None:
    tab = visit().tab
    choose(tab, "Sardovia")
    tab.click("text=Only its ties")
    tab.wait_for_timeout(400)
    box = tab.locator("#canvas").bounding_box()
    clicked = False
    for dx in range(-300, 301, 25):
        tab.mouse.click(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + 70)
        if "pair=" in tab.url or ("at=" in tab.url and "sardovia" not in tab.url):
            clicked = True
            break
    assert clicked


def test_ego_view_and_back(visit: Open) -> None:
    tab = visit().tab
    choose(tab, "Sardovia")
    tab.click("text=Only its ties")
    assert "only=ties" in tab.url
    assert "Only ties of Sardovia" in tab.inner_text("#crumbs")
    tab.click("text=Whole network")
    assert "only=ties" not in tab.url


def test_path_shows_a_quote_for_every_hop(visit: Open) -> None:
    tab = visit().tab
    choose(tab, "Xandor")
    tab.click("text=Path to …")
    choose(tab, "Highland Front")
    hops = tab.locator("#panel .hop").count()
    assert hops >= 1
    assert tab.locator("#panel .card blockquote").count() >= hops
    assert "path=actor:xandor|" in tab.url


def test_links_between_claims_lead_from_one_to_the_other(visit: Open) -> None:
    tab = visit().tab
    tab.click("#panel .contradicts button >> nth=0")
    first = tab.url
    assert "claim=" in first
    assert tab.locator("#panel .card.here").count() == 1
    tab.click("#panel .card.here .bears button >> nth=0")
    assert "claim=" in tab.url and tab.url != first


def test_table_sorts_both_ways_and_opens_claims(visit: Open) -> None:
    tab = visit().tab
    tab.click("[data-view=table]")
    column = "#table-view tbody tr td:first-child"
    tab.click("th[data-key=subject] button")
    up = tab.locator(column).all_inner_texts()
    assert tab.get_attribute("th[data-key=subject]", "aria-sort") == "ascending"
    tab.click("th[data-key=subject] button")
    down = tab.locator(column).all_inner_texts()
    assert up == sorted(up, key=str.casefold) and down[0].casefold() > up[0].casefold()
    tab.click("#table-view tbody tr td button >> nth=0")
    assert tab.locator("#panel .card.here").count() == 1


def test_document_view_marks_sentences_and_opens_their_claims(visit: Open) -> None:
    tab = visit().tab
    tab.click("[data-view=documents]")
    words = tab.inner_text("#documents-view a.read >> nth=0")
    tab.click("#documents-view a.read >> nth=0")
    assert words.split()[0] in tab.inner_text("#panel .card.here blockquote")
    assert tab.locator("#documents-view a.here").count() >= 1


ADDRESSES = [
    "view=table&at=actor:sardovia&without=neutral&said=asserted,intended&topic=trade,energy&from=2005-01&to=2020-12&undated=0",
    "pair=actor:jorvund|actor:sardovia&negated=1&hide=Person,Place&size=between&shade=1&colours=dark",
    "view=documents&in=paper-1&words=embargo&read=paper-2",
    "at=actor:sardovia&only=ties&relation=supplies,sanctions",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_brings_back_the_same_view(visit: Open, address: str) -> None:
    tab = visit(address="#" + address).tab
    tab.click("#theme-button")
    tab.click("#theme-button")
    wanted = {part for part in address.split("&") if not part.startswith("colours=")}
    assert wanted <= set(tab.url.partition("#")[2].split("&"))


def test_back_returns_to_what_was_chosen_before(visit: Open) -> None:
    tab = visit().tab
    choose(tab, "Sardovia")
    choose(tab, "Xandor")
    tab.go_back()
    assert tab.inner_text("#panel h2") == "Sardovia"


def test_keyboard_alone_reaches_the_sentences(visit: Open) -> None:
    tab = visit().tab
    tab.focus("#graph")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    said = tab.inner_text("#announce")
    assert "claim" in said and "partner" in said
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h2") == said.split(",")[0]
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel .kicker").inner_text() == "Overview"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "search"


def test_skip_link_leads_to_the_table(visit: Open) -> None:
    tab = visit().tab
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "skip"
    tab.keyboard.press("Enter")
    assert tab.is_visible("#table-view")


def test_dark_follows_the_system_and_the_switch(visit: Open) -> None:
    tab = visit(dark=True).tab
    assert tab.get_attribute("html", "data-theme") == "dark"
    tab.click("#theme-button")
    assert tab.get_attribute("html", "data-theme") == "light"
    assert "colours=light" in tab.url


@pytest.mark.parametrize(
    ("entry", "start"), [("Picture (PNG)", b"\x89PNG"), ("Drawing (SVG)", b"<svg"), ("Claims (CSV)", b"\xef\xbb\xbf")]
)
def test_downloads(visit: Open, entry: str, start: bytes) -> None:
    tab = visit().tab
    tab.click("#save-button")
    with tab.expect_download() as waiting:
        tab.click(f"text={entry}")
    content = waiting.value.path().read_bytes()
    assert content.startswith(start) and len(content) > 1_000


def test_svg_holds_the_names_on_the_screen(visit: Open) -> None:
    tab = visit().tab
    tab.click("#save-button")
    with tab.expect_download() as waiting:
        tab.click("text=Drawing (SVG)")
    drawing = waiting.value.path().read_text(encoding="utf-8")
    assert "Sardovia" in drawing and drawing.count("<path") > 100


def test_phone_has_sheets_table_and_export(visit: Open) -> None:
    tab = visit(phone=True).tab
    assert not tab.is_visible("#legend")
    tab.click("#filters-button")
    assert tab.is_visible("#legend")
    tab.click("#legend .close")
    choose(tab, "Sardovia")
    assert tab.is_visible("#panel h2")
    tab.click("#panel .close")
    tab.click("[data-view=table]")
    assert tab.locator("#table-view tbody tr").count() > 10
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.click("#save-button")
    assert tab.is_visible("text=Claims (CSV)")


def test_a_middling_graph_opens_on_the_most_spoken_of_and_grows(visit: Open) -> None:
    tab = visit("middling").tab
    assert tab.inner_text("#crumbs").startswith("250 most spoken of")
    tab.click("#panel .tie >> nth=0")
    button = tab.locator("#panel .actions button", has_text="more partner")
    if button.count():
        button.click()
        assert "also=" in tab.url
        tab.click("text=Fold partners away")
        assert "also=" not in tab.url


def test_a_large_graph_opens_on_groups(visit: Open) -> None:
    tab = visit("large").tab
    assert "groups named after" in tab.inner_text("#crumbs")
    tab.locator("#panel .tie.pair").last.click()
    assert "group=" in tab.url
    assert tab.inner_text("#crumbs").startswith("‹ All groups")
    tab.click("text=All groups")
    choose(tab, "Xandor 3")
    assert "Only ties of" in tab.inner_text("#crumbs")


def test_an_empty_graph_says_so(visit: Open) -> None:
    seen = visit("empty")
    assert seen.tab.inner_text("#empty strong") == "This graph holds no claims."
    assert seen.complaints == []


def test_print_shows_everything_on_white(visit: Open) -> None:
    tab = visit(address="#at=actor:sardovia", dark=False).tab
    tab.emulate_media(media="print")
    assert not tab.is_visible("#legend") and not tab.is_visible("#tools")
    assert tab.is_visible("#panel h2") and tab.is_visible("#canvas")
