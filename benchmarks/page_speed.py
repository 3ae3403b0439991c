"""How fast the network page is written, opens and filters: made-up graphs in a real headless Chromium.

    python benchmarks/page_speed.py --sizes 100/600 1000/5000 10000/100000 --graph comity-graph

Prints a line a size: seconds of processor time to write the page, its megabytes, and in the browser the median
milliseconds until it is ready and until a filter has been applied and drawn. Chromium is the one in COMITY_CHROMIUM or on
the path. Run it on an idle machine: another process at work doubles the times.
"""

from __future__ import annotations

import argparse
import os
import runpy
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from comity import KnowledgeGraph
from comity.model import Contents
from comity.network import page

SAMPLE = Path(__file__).parents[1] / "tests" / "network" / "sample.py"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

FILTER = """async key => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  await drawn();
  const start = performance.now();
  document.querySelector(`[data-key="${key}"]`).click();
  await drawn();
  return performance.now() - start;
}"""
FILTERS = ("sign2", "sign2", "said2", "said2", "negated", "negated", "kind0", "kind0")


def graphs(sizes: list[str], folder: Path | None) -> list[tuple[str, Contents]]:
    """Name and contents of every graph to be measured."""
    make = runpy.run_path(str(SAMPLE))["contents"]
    found = [(folder.name, KnowledgeGraph(folder).contents)] if folder else []
    for size in sizes:
        actors, _, claims = size.partition("/")
        found.append((size, make(int(actors), int(claims))))
    return found


def measured(browser: Any, path: Path, times: int) -> tuple[float, float]:
    """Median milliseconds until ready, and median over all filters."""
    ready, filtered = [], []
    for _ in range(times):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        tab = context.new_page()
        tab.goto(path.as_uri())
        tab.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
        ready.append(float(tab.get_attribute("html", "data-ready")))
        filtered += [tab.evaluate(FILTER, key) for key in FILTERS]
        context.close()
    return statistics.median(ready), statistics.median(filtered)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=["100/600", "1000/5000", "10000/100000"], help="actors/claims")
    parser.add_argument("--graph", type=Path, help="a built graph to measure too")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--side-files", action="store_true", help="put evidence beside the page")
    options = parser.parse_args()
    chromium = os.environ.get("COMITY_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("no Chromium: set COMITY_CHROMIUM")
    from playwright.sync_api import sync_playwright

    print(f"{'graph':<16}{'write s':>9}{'MB':>8}{'ready ms':>10}{'filter ms':>11}", flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, contents in graphs(options.sizes, options.graph):
            start = time.process_time()
            html = page(contents, side_files="page-files" if options.side_files else "")
            seconds = time.process_time() - start
            path = Path(folder) / f"{name.replace('/', '-')}.html"
            html.write(path)
            ready, filtered = measured(browser, path, options.times)
            print(f"{name:<16}{seconds:>9.1f}{path.stat().st_size / 1e6:>8.1f}{ready:>10,.0f}{filtered:>11,.0f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
