"""Processor seconds and megabytes of every export of a made-up graph.

Run: python benchmarks/exports.py [CLAIMS] [FORMAT ...]

The graph has one actor for every 20 claims, one document for every 50, and two evidences a claim; it is the same on
every run.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

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


def main(claims: int, names: list[str]) -> None:
    """Print one line an export and a measure."""
    contents = made_up(claims)
    with tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "graph.nq"
        lines = list(quad_lines(contents, Reference({}, ())))
        quads.write_text("".join(lines), encoding="utf-8", newline="\n")
        print(
            f"{claims} claims, {sum(line.count(chr(10)) for line in lines)} quads, {quads.stat().st_size / 1e6:.0f} MB as N-Quads"
        )
        del lines
        started = time.process_time()
        network = projection.project(contents)
        print(f"{'(projection)':22}{time.process_time() - started:8.1f} s  {len(network)} nodes, {network.number_of_edges()} edges")
        for name in names or list(export.FORMATS):
            path = Path(folder) / f"out-{name}"
            started = time.process_time()
            export.write(name, path, contents=contents, quads=quads)
            seconds = time.process_time() - started
            size = sum(part.stat().st_size for part in (path.iterdir() if path.is_dir() else [path]))
            print(f"{name:22}{seconds:8.1f} s {size / 1e6:8.1f} MB")
        for profile in ("ties", "nanopub"):
            started = time.process_time()
            export.write("trig", Path(folder) / profile, quads=quads, options=export.Options(profile=export.Profile(profile)))
            print(f"{'trig, ' + profile:22}{time.process_time() - started:8.1f} s")
        for name in ("degree", "eigenvector", "constraint", "community"):
            started = time.process_time()
            measures.table(network, [name])
            print(f"{name:22}{time.process_time() - started:8.1f} s")
        started = time.process_time()
        found = measures.balance(network)
        print(f"{'balance':22}{time.process_time() - started:8.1f} s  {len(found.triads)} triads")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2:])
