"""Contents → the folder of a built graph."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import OutputError
from comity.graph import nodes
from comity.graph.canonical import canonical
from comity.graph.nodes import Pair, com
from comity.graph.terms import NAMED, iri
from comity.model import AssembledClaim, Contents, Entity
from comity.vocabulary import ASSEMBLED_GRAPH, REFERENCE_GRAPH

if TYPE_CHECKING:
    from comity.reference import Reference

GRAPH_FILE = "graph.nq"
TEXTS = "texts"
COVERAGE_FILE = "coverage.jsonl"
README_FILE = "README.md"

REFERENCE = f"<{REFERENCE_GRAPH}>"
ASSEMBLED = f"<{ASSEMBLED_GRAPH}>"


class QuadLines:
    """Lines of N-Quads by subject, so that the whole comes out sorted without sorting the whole."""

    def __init__(self) -> None:
        self._tails: dict[str, set[str]] = defaultdict(set)

    def add(self, subject: str, pairs: Iterable[Pair], graphs: Iterable[str]) -> None:
        """Put the node's pairs into each of the graphs; all terms as N-Quads spells them."""
        tails = self._tails[subject]
        ends = [f" {graph} .\n" for graph in graphs]
        for predicate, value in pairs:
            middle = f" {predicate} {value}"
            for end in ends:
                tails.add(middle + end)

    def __iter__(self) -> Iterator[str]:
        """Sorted lines, those of one subject at a time."""
        for subject in sorted(self._tails):
            yield "".join(subject + tail for tail in sorted(self._tails[subject]))

    def by_subject(self) -> Iterator[tuple[str, set[str]]]:
        """Each subject with the rest of its lines, in no fixed order."""
        yield from self._tails.items()

    def lines(self) -> Iterator[str]:
        """Sorted lines, one at a time."""
        return (subject + tail for subject in sorted(self._tails) for tail in sorted(self._tails[subject]))

    def __len__(self) -> int:
        return sum(map(len, self._tails.values()))


def write(contents: Contents, folder: Path, *, reference: Reference | None = None) -> None:
    """Write a graph into an existing, empty folder: ``graph.nq``, ``texts/``, ``coverage.jsonl`` and ``README.md``.

    The bytes depend on the contents, the reference, the ontology and nothing else: lines are sorted by code point, and
    there is no clock. The index is made by ``open_graph``.

    Args:
        contents: what to write; the order of anything in it does not matter.
        folder: a staging folder, which the caller swaps in when all is done.
        reference: the reference knowledge; the shipped tables when left out.

    Raises:
        OutputError: a file cannot be written, or an identifier is none.
    """
    from comity.graph.readme import readme

    contents = canonical(contents)
    known = reference if reference is not None else shipped_reference()
    lines = quad_lines(contents, known)
    try:
        with (folder / GRAPH_FILE).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        (folder / TEXTS).mkdir(exist_ok=True)
        for document in contents.documents:
            text_path(folder, document.id).write_bytes(document.text.encode("utf-8"))
        with (folder / COVERAGE_FILE).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(coverage_lines(contents))
        (folder / README_FILE).write_text(readme(contents, len(lines)), encoding="utf-8", newline="\n")
    except (OSError, UnicodeEncodeError) as error:
        raise OutputError(
            f"the graph cannot be written: {error}", file=str(folder), next_step="check the folder's rights and space"
        ) from error


def text_path(folder: Path, document: str) -> Path:
    """Where the canonical text of a document is kept."""
    return folder / TEXTS / f"{document.partition(':')[2]}.txt"


def quad_lines(contents: Contents, reference: Reference) -> QuadLines:
    """All quads of a graph whose contents are in canonical order."""
    from comity.graph.inference import add_inferred
    from comity.graph.knowledge import add_knowledge

    lines = QuadLines()
    add_knowledge(lines, reference, REFERENCE)
    if contents.run:
        lines.add(iri(contents.run.id), nodes.run_pairs(contents.run), [ASSEMBLED])
    for document in contents.documents:
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        node = iri(document.id)
        lines.add(node, nodes.document_pairs(document, digest), [node])
    for claim in contents.claims:
        _add_claim(lines, claim, contents.run.id if contents.run else None)
    _add_entities(lines, contents, reference)
    _add_links(lines, contents)
    _add_comparisons(lines, contents)
    _add_dyads(lines, contents)
    add_inferred(lines, _named_by(contents))
    return lines


def coverage_lines(contents: Contents) -> Iterator[str]:
    """One line of JSON for each file that was passed over, then for each sentence, bullet and cell."""

    def line(record: dict[str, object]) -> str:
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"

    for skipped in contents.skipped:
        yield line({"skipped": skipped.file, "reason": skipped.reason, "next_step": skipped.next_step})
    for entry in contents.ledger:
        record = {"document": entry.document, "start": entry.start, "end": entry.end, "kind": entry.kind.value}
        yield line(record | {"claims": entry.claims, "reason": entry.reason})


def _add_claim(lines: QuadLines, assembled: AssembledClaim, run: str | None) -> None:
    """The claim and its figure in the graph of each document that says it; its evidence; its plain triple and counts."""
    claim = assembled.claim
    node = iri(assembled.id)
    graphs = sorted({iri(one.document) for one in assembled.evidence}) or [ASSEMBLED]
    lines.add(node, nodes.claim_pairs(claim), graphs)
    if claim.quantity:
        lines.add(iri(claim.quantity.id), nodes.quantity_pairs(claim.quantity), graphs)
    for one in assembled.evidence:
        lines.add(iri(one.id), nodes.evidence_pairs(one, run), [iri(one.document)])
    lines.add(node, nodes.assembly_pairs(assembled), [ASSEMBLED])
    if claim.is_plain:
        lines.add(iri(claim.subject), [(com(claim.relation.value), iri(claim.object))], [ASSEMBLED])
        if claim.relation.symmetric:
            lines.add(iri(claim.object), [(com(claim.relation.value), iri(claim.subject))], [ASSEMBLED])


def _add_links(lines: QuadLines, contents: Contents) -> None:
    for link in contents.links:
        lines.add(iri(link.source), [(com(link.kind.value), iri(link.target))], [ASSEMBLED])
        lines.add(iri(nodes.link_id(link)), nodes.link_pairs(link), [ASSEMBLED])


def _add_comparisons(lines: QuadLines, contents: Contents) -> None:
    """Figures for one pair side by side; they follow from the claims, and so are no part of the contents."""
    from comity.assemble import compare_figures

    for comparison in compare_figures(contents.claims):
        lines.add(iri(comparison.id), nodes.comparison_pairs(comparison), [ASSEMBLED])


def _add_dyads(lines: QuadLines, contents: Contents) -> None:
    """Pairs of actors with their sign, which follow from the claims too."""
    from comity.assemble import dyads

    for dyad in dyads(contents.claims):
        lines.add(iri(dyad.id), nodes.dyad_pairs(dyad), [ASSEMBLED])


def _add_entities(lines: QuadLines, contents: Contents, reference: Reference) -> None:
    """Who names what; and what a named thing is, in the graph of each document that names it.

    What the reference tables say in the same words stands in their graph alone. Taking a document out must not take
    the name of something that another document speaks of: hence each document that names it, not only the first.
    """
    named = _named_by(contents)
    known = {entity.id: entity for entity in contents.entities}
    for entity_id in sorted(named.keys() | known.keys()):
        documents = sorted(iri(document) for document in named.get(entity_id, ()))
        for document in documents:
            lines.add(document, [(nodes.MENTIONS, iri(entity_id))], [document])
        entity = known.get(entity_id)
        if entity is None:
            continue
        lines.add(iri(entity_id), (), ())
        if not documents:
            lines.add(ASSEMBLED, [(nodes.MENTIONS, iri(entity_id))], [ASSEMBLED])
        if entity != _as_known(reference, entity_id):
            lines.add(iri(entity_id), nodes.entity_pairs(entity), documents or [ASSEMBLED])


def _as_known(reference: Reference, entity_id: str) -> Entity | None:
    """The entity as the reference tables have it, in canonical order."""
    entity = reference.entities.get(entity_id)
    return None if entity is None else canonical(Contents((), (entity,), ())).entities[0]


def _named_by(contents: Contents) -> dict[str, set[str]]:
    """Entity → documents whose claims refer to it, directly or by way of another entity."""
    named: dict[str, set[str]] = defaultdict(set)
    known = {entity.id: entity for entity in contents.entities}
    for claim in contents.claims:
        documents = {one.document for one in claim.evidence}
        pending = [end for end in _ends(claim) if _is_named(end)]
        seen: set[str] = set()
        while pending:
            entity_id = pending.pop()
            if entity_id in seen:
                continue
            seen.add(entity_id)
            named[entity_id] |= documents
            if entity_id in known:
                pending.extend(other for other in _refers_to(known[entity_id]) if other in known)
    return named


def _ends(claim: AssembledClaim) -> tuple[str, ...]:
    return (claim.claim.subject, claim.claim.object, claim.claim.attributed_to or "")


def _is_named(identifier: str) -> bool:
    prefix = identifier.partition(":")[0]
    return prefix in NAMED and prefix != "domain"


def _refers_to(entity: Entity) -> tuple[str, ...]:
    return (entity.state, entity.region, entity.place, *entity.succeeded_by, *entity.about)


def shipped_reference() -> Reference:
    """The reference knowledge that comes with the program."""
    from comity import reference

    return reference.load()
