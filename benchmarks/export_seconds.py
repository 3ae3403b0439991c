"""Processor seconds and megabytes of every export of a made-up graph, as a Markdown table.

Run: python benchmarks/export_seconds.py [CLAIMS] [LINE ...], the lines by their first column, such as "trig, nanopub"

The graph has one actor for every 20 claims, one document for every 50, and two evidences a claim; it is the same on
every run.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comity import export
from comity.graph.writing import quad_lines
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.network import measures, projection
from comity.reference import Reference
from comity.vocabulary import EntityKind, Modality, Relation

DOMAINS = ("oil", "trade", "military", "water", "space", None)
BETWEEN_ACTORS = [relation for relation in Relation if relation.polarity] + [Relation.DEPENDS_ON, Relation.INFLUENCES]


def made_up(claims: int) -> Contents:
    """Contents with that many claims."""
    chance = random.Random(1)
    actors = [f"actor:a{number}" for number in range(max(claims // 20, 2))]
    documents = [
        Document(f"document:d{number}", f"d{number}.txt", "text/plain", f"{number:064x}", "A sentence of some length. " * 40)
        for number in range(max(claims // 50, 2))
    ]
    found: dict[str, AssembledClaim] = {}
    while len(found) < claims:
        # Squares make few actors much written about, as in the news.
        first, second = (actors[int(len(actors) * chance.random() ** 2)] for _ in range(2))
        if first == second:
            continue
        domain = chance.choice(DOMAINS)
        claim = Claim.of(
            first, chance.choice(BETWEEN_ACTORS), second, domain=f"domain:{domain}" if domain else None,
            modality=chance.choice([Modality.ASSERTED, Modality.ASSERTED, Modality.ASSESSED, Modality.INTENDED]),
            when=chance.choice([None, f"{chance.randint(1990, 2025)}"]),
        )  # fmt: skip
        evidence = tuple(
            Evidence(claim.id, document.id, "A sentence of some length that says so, and says who says it to whom.", 0, 68,
                     "Section", "verb-object", 0.8)
            for document in sorted(chance.sample(documents, 2), key=lambda document: document.id)
        )  # fmt: skip
        found[claim.id] = AssembledClaim(claim, evidence, 2, 0.9)
    entities = tuple(Entity(actor, EntityKind.STATE, actor[6:].title(), aliases=("Also " + actor,)) for actor in sorted(actors))
    return Contents(tuple(sorted(documents, key=lambda d: d.id)), entities, tuple(found[key] for key in sorted(found)))


Work = Callable[[], object]


def main(claims: int, names: list[str]) -> None:
    """Print a table: an export or a measure a line, with its processor seconds and its megabytes."""
    contents = made_up(claims)
    with tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "graph.nq"
        quads.write_text("".join(quad_lines(contents, Reference({}, ()))), encoding="utf-8", newline="\n")
        with quads.open(encoding="utf-8") as file:
            statements = sum(1 for _ in file)
        network = projection.project(contents)
        print(f"{claims} claims, {statements} statements, {len(network)} actors, {network.number_of_edges()} ties", end="\n\n")
        print("| what | seconds | MB |", "| --- | ---: | ---: |", sep="\n", flush=True)
        for what, work in _work(contents, quads, network, Path(folder)):
            if names and what not in names:
                continue
            started = time.process_time()
            made = work()
            seconds = time.process_time() - started
            size = f"{_bytes(made) / 1e6:.1f}" if isinstance(made, Path) else ""
            print(f"| {what} | {seconds:.1f} | {size} |", flush=True)
            if isinstance(made, Path):
                # The largest are hundreds of megabytes, and all of them together would fill a small disk.
                shutil.rmtree(made) if made.is_dir() else made.unlink()


def _bytes(path: Path) -> int:
    return sum(part.stat().st_size for part in (path.iterdir() if path.is_dir() else [path]))


def _work(contents: Contents, quads: Path, network: projection.Network, folder: Path) -> Iterator[tuple[str, Work]]:
    def written(name: str, **options: Any) -> Work:
        def work() -> Path:
            path = folder / f"out-{name}-{'-'.join(map(str, options.values()))}"
            export.write(name, path, contents=contents, quads=quads, options=export.Options(**options))
            return path

        return work

    yield "(projection to a network)", lambda: projection.project(contents)
    for name in export.FORMATS:
        yield name, written(name)
    for profile in (export.Profile.TIES, export.Profile.NANOPUB, export.Profile.RDF12):
        yield f"trig, {profile}", written("trig", profile=profile)
    for grouping in (projection.Grouping.DYAD_DOMAIN_SIGN, projection.Grouping.DYAD):
        yield f"gexf, {grouping}", written("gexf", grouping=grouping)
    for table in (export.Table.ACTORS, export.Table.EVENTS):
        yield f"csv, {table}", written("csv", table=table)
    for measure in measures.NODE_MEASURES:
        yield f"(measure: {measure})", lambda m=measure: measures.table(network, [m])
    yield "(measure: balance)", lambda: measures.balance(network)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2:])
