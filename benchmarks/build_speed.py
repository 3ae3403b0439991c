"""How long a build takes and how much memory: ``python benchmarks/build_speed.py [COPIES]``.

Builds the sample documents, each COPIES times (default 1) under other names, in a process of its own, and prints one line of
JSON: documents, words, seconds, words per second, peak memory in MB, claims, megabytes of ``graph.nq``. Copies are told apart by
a line at their end, so that nothing is skipped as a duplicate; PDF and DOCX files are taken once.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data" / "documents"
TEXTS = (".txt", ".md", ".html")


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as place:
        papers = Path(place) / "papers"
        fill(papers, copies)
        print(json.dumps(measured(papers, Path(place) / "graph")))


def fill(papers: Path, copies: int) -> None:
    """The sample documents, COPIES times."""
    papers.mkdir()
    for path in sorted(SAMPLE.iterdir()):
        if path.stem.isupper():
            continue
        if path.suffix not in TEXTS:
            shutil.copy(path, papers)
            continue
        text = path.read_text(encoding="utf-8")
        for number in range(copies):
            (papers / f"{path.stem}-{number}{path.suffix}").write_text(f"{text}\nCopy {number}.\n", encoding="utf-8")


def measured(papers: Path, graph: Path) -> dict[str, object]:
    """What one build took, the start of Python included."""
    started = time.perf_counter()
    command = [sys.executable, "-c", "from comity.cli import main; main()", "build", papers, "-o", graph, "-q", "-f", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    summary = json.loads(done.stdout)
    words = sum(len(re.findall(r"\w+", path.read_text(encoding="utf-8"))) for path in (graph / "texts").iterdir())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {
        "documents": summary["graph"]["documents"],
        "words": words,
        "seconds": round(seconds, 1),
        "words_per_second": round(words / seconds),
        "peak_mb": round(peak),
        "claims": summary["graph"]["claims"],
        "graph_mb": round((graph / "graph.nq").stat().st_size / 1e6, 1),
    }


if __name__ == "__main__":
    main()
