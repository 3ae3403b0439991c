"""Nothing leaves the page, nothing foreign runs in it, and hostile strings stay text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def choose(tab: Any, name: str) -> None:
    tab.fill("#search", name)
    tab.wait_for_selector("#hits .option")
    tab.press("#search", "Enter")
    tab.wait_for_selector("#panel .numbers, #panel .actions")


def test_no_request_leaves_the_page(visit: Callable[..., Any]) -> None:
    seen = visit("usual")
    choose(seen.tab, "Jorvund")
    seen.tab.click("[data-view=documents]")
    seen.tab.click("[data-view=table]")
    assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert seen.complaints == []


@pytest.mark.parametrize("sink", ["script", "onclick", "inner", "fetch", "image", "style"])
def test_policy_refuses_what_is_put_into_the_page(visit: Callable[..., Any], sink: str) -> None:
    seen = visit("usual")
    done = seen.tab.evaluate(
        """async sink => {
          window.hacked = 0;
          const add = (tag, parent, set) => {
            const made = document.createElement(tag);
            set(made);
            parent.append(made);
            return made;
          };
          const attempts = {
            script: () => add("script", document.body, made => { made.textContent = "window.hacked = 1"; }),
            onclick: () => add("button", document.body, made => made.setAttribute("onclick", "window.hacked = 1")).click(),
            inner: () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked=1'>"),
            fetch: async () => { await fetch("https://elsewhere.example/"); window.hacked = 1; },
            image: () => new Promise(done => {
              const image = new Image();
              image.onload = () => { window.hacked = 1; done(); };
              image.onerror = done;
              image.src = "https://elsewhere.example/a.png";
            }),
            style: () => {
              add("style", document.head, made => { made.textContent = "body{--hacked:1}"; });
              if (getComputedStyle(document.body).getPropertyValue("--hacked")) window.hacked = 1;
            },
          };
          try { await attempts[sink](); } catch {}
          await new Promise(done => setTimeout(done, 80));
          return window.hacked;
        }""",
        sink,
    )
    assert done == 0
    assert seen.complaints, "the browser reports what the policy refuses"


def test_hostile_strings_stay_text(visit: Callable[..., Any]) -> None:
    seen = visit("hostile")
    tab = seen.tab
    choose(tab, "<script>")
    assert tab.inner_text("#panel h2") == "<script>window.hacked=1</script>"
    tab.click("text=Only its ties")
    tab.click("[data-view=table]")
    tab.click("[data-view=documents]")
    tab.click("#documents-view a.read")
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("body img, body iframe, #panel script").count() == 0
    assert tab.locator("a[href^='javascript:' i]").count() == 0
    assert seen.complaints == []


def test_spreadsheet_formulas_are_disarmed(visit: Callable[..., Any]) -> None:
    tab = visit("hostile").tab
    tab.click("#save-button")
    with tab.expect_download() as waiting:
        tab.click("text=Claims (CSV)")
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 10
    assert not [row for row in rows if ',"=' in row or row.startswith('"=')]
    assert "'=HYPERLINK" in "".join(rows)
