"""A built graph → the nouns it was written from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import BrokenGraph
from comity.graph.canonical import ROLES, evidence_order, ledger_order, link_order, skipped_order
from comity.graph.terms import full, short
from comity.graph.writing import COVERAGE_FILE, text_path
from comity.model import (
    AssembledClaim,
    BlockKind,
    Cell,
    Claim,
    ClaimLink,
    Contents,
    Document,
    Entity,
    Evidence,
    LedgerEntry,
    Quantity,
    Run,
    Skipped,
)
from comity.vocabulary import INFERRED_GRAPH, REFERENCE_GRAPH, Effect, EntityKind, LinkKind, Modality, Obligation, Relation, Stage

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from comity.graph.store import Store

Properties = dict[str, list[str]]
"""Predicate → values of one node: prefixed names of IRIs, the text of literals."""

TYPE = "rdf:type"
ENTITY_KINDS = {f"com:{kind.value}": kind for kind in EntityKind}


def read_contents(store: Store) -> Contents:
    """Everything a built graph says, as nouns, in canonical order.

    Documents come without blocks; ``entities`` are those that the documents name.

    Raises:
        BrokenGraph: a node lacks what it must have, or a text is not there.
    """
    said = _nodes(store)
    try:
        quantities = {node: _quantity(found) for node, found in said.items() if node.startswith("quantity:")}
        return Contents(
            documents=tuple(_documents(said, store.folder)),
            entities=tuple(_entities(said, store)),
            claims=tuple(_claims(said, quantities)),
            links=tuple(
                sorted((_link(found) for found in said.values() if "com:ClaimLink" in found.get(TYPE, ())), key=link_order)
            ),
            run=next((_run(found) for _, found in sorted(said.items()) if "com:Run" in found.get(TYPE, ())), None),
            **dict(zip(("ledger", "skipped"), read_coverage(store.folder), strict=True)),  # type: ignore[arg-type]
        )
    except (KeyError, ValueError, IndexError) as error:
        raise BrokenGraph(
            f"a node does not hold together: {error}", file=str(store.folder), next_step="run comity check"
        ) from error


def read_coverage(folder: Path) -> tuple[tuple[LedgerEntry, ...], tuple[Skipped, ...]]:
    """The coverage ledger of a built graph, and the files that were passed over; both empty without a ledger file.

    Raises:
        BrokenGraph: a line of the ledger is no record of it.
    """
    path = folder / COVERAGE_FILE
    entries, skipped = [], []
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            record = json.loads(line)
            if "skipped" in record:
                skipped.append(Skipped(record["skipped"], record["reason"], record["next_step"]))
            else:
                place = (record["document"], int(record["start"]), int(record["end"]), BlockKind(record["kind"]))
                entries.append(LedgerEntry(*place, tuple(record["claims"]), record["reason"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenGraph(
                f"no entry of the ledger: {error}", file=str(path), place=f"line {number}", next_step="build the graph again"
            ) from error
    return tuple(sorted(entries, key=ledger_order)), tuple(sorted(skipped, key=skipped_order))


class _Names:
    """Prefixed names of IRIs, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, address: str) -> str:
        if address not in self._known:
            self._known[address] = short(address)
        return self._known[address]


def _nodes(store: Store) -> dict[str, Properties]:
    """Nodes as the documents and assembly have them; what was inferred is none of theirs."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    name = _Names()
    for graph in sorted(store.graph_names()):
        if graph not in (REFERENCE_GRAPH, INFERRED_GRAPH):
            for triple in store.graph(graph):
                _add(found[name(triple.subject.value)], triple, name)  # type: ignore[union-attr]
    return found


def _add(properties: Properties, triple: Triple, name: Callable[[str], str]) -> None:
    from pyoxigraph import NamedNode

    value = name(triple.object.value) if isinstance(triple.object, NamedNode) else triple.object.value  # type: ignore[union-attr]
    values = properties[name(triple.predicate.value)]
    if value not in values:
        values.append(value)


def _known(store: Store, node: str) -> Properties:
    """A node as the reference knowledge has it."""
    found: Properties = defaultdict(list)
    for triple in store.graph(REFERENCE_GRAPH, full(node)):
        _add(found, triple, short)
    return found


def _one(found: Properties, predicate: str) -> str:
    """The value of a predicate, "" without one."""
    values = found.get(predicate)
    return values[0] if values else ""


def _all(found: Properties, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(found.get(predicate, ())))


def _number(found: Properties, predicate: str) -> Decimal | None:
    value = _one(found, predicate)
    return Decimal(value) if value else None


def _documents(said: dict[str, Properties], folder: Path) -> Iterator[Document]:
    for node, found in sorted(said.items()):
        if "com:Document" not in found.get(TYPE, ()):
            continue
        path = text_path(folder, node)
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BrokenGraph(f"the text of {node} cannot be read", file=str(path), next_step="build the graph again") from error
        yield Document(
            id=node,
            file_name=_one(found, "com:fileName"),
            media_type=_one(found, "dcterms:format"),
            sha256=_one(found, "com:sha256"),
            text=text,
            title=_one(found, "dcterms:title"),
            author=_one(found, "dcterms:creator"),
            date=_one(found, "dcterms:date"),
            language=_one(found, "dcterms:language"),
            license=_one(found, "dcterms:license"),
            url=_one(found, "schema:url"),
            reliability=_one(found, "com:reliability"),
        )


def _entities(said: dict[str, Properties], store: Store) -> Iterator[Entity]:
    """Whatever a document names and some graph describes; a document's own description goes before the tables'."""
    named = {entity for found in said.values() for entity in found.get("schema:mentions", ())}
    for node in sorted(named):
        own = said.get(node, {})
        found = own if "skos:prefLabel" in own else _known(store, node)
        if "skos:prefLabel" in found:
            yield _entity(node, found)


def _entity(node: str, found: Properties) -> Entity:
    kind = next(ENTITY_KINDS[value] for value in sorted(found[TYPE]) if value in ENTITY_KINDS)
    stage = _one(found, "com:stage").removeprefix("com:stage-")
    return Entity(
        id=node,
        kind=kind,
        label=_one(found, "skos:prefLabel"),
        aliases=_all(found, "skos:altLabel"),
        wikidata=_one(found, "owl:sameAs").removeprefix("wd:"),
        iso2=_one(found, "com:iso2"),
        iso3=_one(found, "com:iso3"),
        state=_one(found, "com:state"),
        region=_one(found, "com:region"),
        succeeded_by=_all(found, "com:succeededBy"),
        place=_one(found, "com:place"),
        date=_one(found, "com:date"),
        signed=_one(found, "com:signed"),
        in_force=_one(found, "com:inForce"),
        ended=_one(found, "com:ended"),
        stage=Stage(stage) if stage else None,
        domains=_all(found, "com:domain"),
        obligations=tuple(Obligation(value.removeprefix("com:obligation-")) for value in _all(found, "com:obligation")),
        about=_all(found, "com:about"),
        source=_one(found, "dcterms:source"),
    )


def _quantity(found: Properties) -> Quantity:
    return Quantity(
        value=_number(found, "schema:value"),
        minimum=_number(found, "schema:minValue"),
        maximum=_number(found, "schema:maxValue"),
        currency=_one(found, "schema:currency"),
        unit=_one(found, "schema:unitText"),
        measure=_one(found, "com:measure"),
        per=_one(found, "com:per"),
        approximate=_one(found, "com:approximate") == "true",
    )


def _claims(said: dict[str, Properties], quantities: dict[str, Quantity]) -> Iterator[AssembledClaim]:
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for found in said.values():
        if "com:Evidence" in found.get(TYPE, ()):
            one = _evidence(found)
            evidence[one.claim].append(one)
    for node, found in sorted(said.items()):
        if "com:Claim" in found.get(TYPE, ()):
            own = tuple(sorted(evidence[node], key=evidence_order))
            yield AssembledClaim(
                claim=_claim(found, quantities),
                evidence=own,
                document_count=int(_one(found, "com:documentCount")),
                belief=float(_one(found, "com:belief")),
            )


def _claim(found: Properties, quantities: dict[str, Quantity]) -> Claim:
    quantity, effect = _one(found, "com:quantity"), _one(found, "com:effect")
    return Claim(
        subject=found["rdf:subject"][0],
        relation=Relation(found["rdf:predicate"][0].removeprefix("com:")),
        object=found["rdf:object"][0],
        domain=_one(found, "com:domain") or None,
        modality=Modality(found["com:modality"][0].removeprefix("com:")),
        negated=found["com:negated"][0] == "true",
        when=_one(found, "com:when") or None,
        quantity=quantities[quantity] if quantity else None,
        attributed_to=_one(found, "com:attributedTo") or None,
        office=_one(found, "com:office") or None,
        effect=Effect(effect.removeprefix("com:")) if effect else None,
    )


def _evidence(found: Properties) -> Evidence:
    return Evidence(
        claim=found["com:supports"][0],
        document=found["oa:hasSource"][0],
        quote=found["oa:exact"][0],
        start=int(found["oa:start"][0]),
        end=int(found["oa:end"][0]),
        section=_one(found, "com:section"),
        rule=_one(found, "com:rule"),
        confidence=float(found["com:confidence"][0]),
        resolved=_all(found, "com:resolved"),
        marks=tuple(_marks(found)),
        cell=_cell(found),
        cell_span=_cell_span(found),
        extractor=_one(found, "com:extractor"),
    )


def _marks(found: Properties) -> Iterator[tuple[str, int, int]]:
    """Marked words by role; several of one role do not overlap, so that starts and ends pair up in order."""

    def offsets(predicate: str) -> Iterable[int]:
        return sorted(map(int, found.get(predicate, ())))

    for role in ROLES:
        for start, end in zip(offsets(f"com:{role}Start"), offsets(f"com:{role}End"), strict=False):
            yield role, start, end


def _cell(found: Properties) -> Cell | None:
    if "com:tableNumber" not in found:
        return None
    return Cell(
        table=int(_one(found, "com:tableNumber")),
        row=int(_one(found, "com:row")),
        column=int(_one(found, "com:column")),
        row_label=_one(found, "com:rowLabel"),
        column_header=_one(found, "com:columnHeader"),
        caption=_one(found, "com:caption"),
    )


def _cell_span(found: Properties) -> tuple[int, int] | None:
    """The slice of a cell; graphs of comity 0.1 before rows were quoted have none, and quote the cell itself."""
    if "com:cellStart" not in found:
        return None
    return int(_one(found, "com:cellStart")), int(_one(found, "com:cellEnd"))


def _link(found: Properties) -> ClaimLink:
    return ClaimLink(
        source=found["com:linkFrom"][0],
        target=found["com:linkTo"][0],
        kind=LinkKind(found["com:linkKind"][0].removeprefix("com:")),
        aspects=_all(found, "com:aspect"),
        reason=_one(found, "com:reason"),
    )


def _run(found: Properties) -> Run:
    names = ("version", "model", "modelVersion", "modelSha256", "resourcesSha256")
    return Run(*(_one(found, f"com:{name}") for name in names))
