"""How writing, opening, reading back, checking and asking grow: a made-up graph, timed step by step.

    python benchmarks/graph_scale.py --claims 50000 --documents 3000 --keep /tmp/graph-scale

Prints one line a step and one a question, in milliseconds, the median of three runs.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity import graph, query, reference
from comity.graph.knowledge import domain_rows
from comity.model import AssembledClaim, Claim, ClaimLink, Contents, Document, Entity, Evidence, Quantity, Run
from comity.vocabulary import LinkKind, Modality, Relation

WORDS = (
    "trade",
    "oil",
    "gas",
    "pact",
    "talks",
    "border",
    "army",
    "loan",
    "grain",
    "port",
    "rail",
    "visit",
    "summit",
    "treaty",
    "envoy",
)


FIRST = [
    f"actor:{name}" for name in ("united-states", "china", "russia", "india", "european-union", "north-korea", "japan", "france")
]
"""Who is spoken of most."""


def made(claims: int, documents: int, seed: int = 7) -> Contents:
    """Contents of that size: actors drawn as in real texts, few of them often; a fifth of the claims in several documents."""
    chance = random.Random(seed)
    known = reference.load()
    actors = [entity for entity in known.entities.values() if entity.id.startswith("actor:")]
    chance.shuffle(actors)
    actors.sort(key=lambda entity: FIRST.index(entity.id) if entity.id in FIRST else len(FIRST))
    weights = [1 / (rank + 3) for rank in range(len(actors))]
    domains = [f"domain:{row['id']}" for row in domain_rows()]
    texts = [_text(chance, 60 * claims // documents) for _ in range(documents)]
    sources = tuple(
        Document(f"document:d{n:05}", f"d{n:05}.txt", "text/plain", "0" * 64, text, title=f"Paper {n}")
        for n, text in enumerate(texts)
    )
    found: dict[str, AssembledClaim] = {}
    ends = iter(chance.choices(actors, weights, k=20 * claims))
    while len(found) < claims:
        one, other = next(ends), next(ends)
        if one.id == other.id:
            continue
        claim = _claim(chance, one, other, domains)
        evidence = tuple(_evidence(chance, claim, source) for source in chance.sample(sources, chance.choice((1, 1, 1, 1, 2, 3))))
        found[claim.id] = AssembledClaim(claim, evidence, len(evidence), round(chance.random(), 2))
    ids = sorted(found)
    links = {
        (a, b): ClaimLink(a, b, chance.choice(list(LinkKind)), ("time",), "made up")
        for a, b in zip(ids[::20], ids[1::20], strict=False)
    }
    used = {end for claim in found.values() for end in (claim.claim.subject, claim.claim.object)}
    entities = tuple(known.entities[name] for name in sorted(used))
    return Contents(sources, entities, tuple(found.values()), tuple(links.values()), run=Run("0", "none", "0", "0", "0"))


def _text(chance: random.Random, size: int) -> str:
    return " ".join(chance.choices(WORDS, k=max(size // 5, 40)))


def _claim(chance: random.Random, one: Entity, other: Entity, domains: list[str]) -> Claim:
    quantity = Quantity(Decimal(chance.randrange(1, 10**9)), currency="USD", measure="trade") if chance.random() < 0.1 else None
    return Claim.of(
        one.id, chance.choice(list(Relation)), other.id, domain=chance.choice(domains),
        modality=chance.choices(list(Modality), (60, 8, 8, 6, 8, 5, 5))[0], negated=chance.random() < 0.04,
        when=str(chance.randrange(1950, 2026)) if chance.random() < 0.3 else None, quantity=quantity,
    )  # fmt: skip


def _evidence(chance: random.Random, claim: Claim, source: Document) -> Evidence:
    start = chance.randrange(len(source.text) - 100)
    end = start + chance.randrange(20, 100)
    return Evidence(
        claim.id, source.id, source.text[start:end], start, end, "Section", chance.choice(WORDS), round(chance.random(), 2),
        ("both nations → A, B",) if chance.random() < 0.2 else (),
        (("subject", start, start + 5), ("object", start + 6, start + 9)),
    )  # fmt: skip


def timed(name: str, step: Callable[[], Any], times: int = 1) -> Any:
    """The outcome of a step; its median time is printed."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        outcome = step()
        spans.append(1000 * (time.perf_counter() - start))
    print(f"{name:<32}{statistics.median(spans):>12,.1f} ms", flush=True)
    return outcome


def main() -> None:
    """Time every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--documents", type=int, default=3_000)
    parser.add_argument("--keep", type=Path, help="write the graph here and leave it")
    parser.add_argument("--check", action="store_true", help="check it too")
    parser.add_argument("--memory", action="store_true", help="ask the graph in memory instead of the index")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    contents = timed("make up", lambda: made(options.claims, options.documents))
    timed("write", lambda: graph.write(contents, folder))
    lines = sum(1 for _ in (folder / "graph.nq").open("rb"))
    print(f"{'':<32}{lines:>12,} quads, {(folder / 'graph.nq').stat().st_size / 1e6:,.0f} MB")
    timed("open, making the index", lambda: graph.open_graph(folder))
    store = timed("open again", lambda: graph.open_graph(folder), 3)
    if options.memory:
        store = timed("open in memory", lambda: graph.open_graph(folder, memory=True))
    again = timed("read back", lambda: graph.read_contents(store))
    assert again == graph.canonical(contents), "what was written is not what was read"
    if options.check:
        report = timed("check", lambda: graph.check(folder))
        print(f"{'':<32}{len(report.findings):>12,} findings")
    values = {"side": "Russia", "actor": "Russia", "agreement": "Paris Agreement", "entity": "Russia", "document": "d00001.txt"}
    for name, one in query.catalogue().items():
        given = {p.name: values.get(p.type, dict(one.example).get(p.name)) for p in one.parameters if p.required}
        if "b" in given:
            given["b"] = "China"
        timed(name, lambda name=name, given=given: query.run(store, name, given), 3)  # type: ignore[misc]
    print(f"{'largest memory':<32}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MB")


if __name__ == "__main__":
    main()
