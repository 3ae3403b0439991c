"""Processor seconds of parsing, of finding and linking, and of extraction, and their ratios to parsing, in one run.

Run: python benchmarks/extraction_ratio.py [WORDS] [FOLDER] [ROUNDS]

The documents of FOLDER (data/documents) are repeated until there are WORDS words (20,000), each copy under a name of its
own. What is loaded once, the model, the reference and the lexicon, is loaded before, by a first reading that is not counted.
Aims: linking 15 % of parsing, extraction 35 %. All is done ROUNDS times (5) and the medians are printed: on a shared machine a
single step swings by a quarter of its seconds.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TypeVar

from comity import claims, language, link, pipeline, read, reference
from comity.errors import UnreadableDocument
from comity.find.gazetteer import gazetteer
from comity.model import Document

AIMS = {"finding and linking": 0.15, "extraction": 0.35}

T = TypeVar("T")


def words(document: Document) -> int:
    """Words of a document's blocks."""
    return sum(len(block.text.split()) for block in document.blocks)


def corpus(folder: Path, wanted: int) -> list[Document]:
    """The readable documents of a folder, over and over, until there are enough words."""
    found = []
    for source in read.gather([folder])[0]:
        try:
            found.append(read.read_document(source.name, source.read()))
        except UnreadableDocument as error:
            print(f"left out: {error}", file=sys.stderr)
    repeated: list[Document] = []
    while found and sum(map(words, repeated)) < wanted:
        origin = found[len(repeated) % len(found)]
        repeated.append(replace(origin, id=f"{origin.id}-{len(repeated)}"))
    return repeated


def timed(step: Callable[[], T]) -> tuple[T, float]:
    """What a step gives, and its processor seconds."""
    started = time.process_time()
    outcome = step()
    elapsed = time.process_time() - started
    gc.freeze()  # a build reads one document after the other and never holds them all for the collector to walk
    return outcome, elapsed


def main(wanted: int, folder: Path, rounds: int) -> None:
    """Load what is loaded once, then measure."""
    documents = corpus(folder, wanted)
    known = reference.load()
    gazetteer(language.DEFAULT_MODEL)
    for document, parses in language.parse_documents({origin.file_name: origin for origin in documents}.values()):
        claims.extract(link.link_document(document, parses, known))
    with pipeline.collecting_seldom():  # as a build does
        report(documents, [measured(documents, known) for _ in range(rounds)])


@dataclass(frozen=True)
class Round:
    """Processor seconds of each step, and how many statements came out."""

    seconds: dict[str, float]
    statements: int


def measured(documents: list[Document], known: reference.Reference) -> Round:
    """The three steps measured once."""
    parsed, parsing = timed(lambda: list(language.parse_documents(documents)))
    linked, linking = timed(lambda: [link.link_document(document, parses, known) for document, parses in parsed])
    readings, extraction = timed(lambda: [claims.extract(document) for document in linked])
    seconds = {"parsing": parsing, "finding and linking": linking, "extraction": extraction}
    return Round(seconds, sum(len(reading.statements) for reading in readings))


def report(documents: list[Document], rounds: list[Round]) -> None:
    """Print a line for each step: medians of the seconds, and of the ratios with their least and greatest."""
    total = sum(map(words, documents))
    print(f"{len(documents)} documents, {total} words, {rounds[0].statements} statements, {len(rounds)} rounds")
    print(f"{'step':22}{'CPU s':>8}{'words/s':>10}{'of parsing':>12}{'(least-most)':>14}{'aim':>8}")
    for step in rounds[0].seconds:
        seconds = median(one.seconds[step] for one in rounds)
        ratios = [one.seconds[step] / one.seconds["parsing"] for one in rounds]
        spread, aim = f"{min(ratios):.0%}-{max(ratios):.0%}", f"{AIMS[step]:.0%}" if step in AIMS else ""
        print(f"{step:22}{seconds:8.2f}{total / max(seconds, 1e-9):10.0f}{median(ratios):12.1%}{spread:>14}{aim:>8}")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    default = Path(__file__).resolve().parents[1] / "data" / "documents"
    main(
        int(arguments[0]) if arguments else 20_000,
        Path(arguments[1]) if len(arguments) > 1 else default,
        int(arguments[2]) if len(arguments) > 2 else 5,
    )
