"""The network page: one HTML file that opens from disk, fetches nothing, and shows the sentence behind every tie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from comity.model import Contents
from comity.network.selection import domain_tree, find_domain, find_entity, select
from comity.network.view_data import ViewData, file_stem, view_data
from comity.network.wording import when_text
from comity.vocabulary import EntityKind, Modality

SHAPES = {
    EntityKind.STATE: "dot",
    EntityKind.ORGANIZATION: "square",
    EntityKind.PERSON: "triangleDown",
    EntityKind.GROUP: "hexagon",
    EntityKind.AGREEMENT: "diamond",
    EntityKind.EVENT: "triangle",
    EntityKind.PROJECT: "star",
    EntityKind.PLACE: "dot",
}
"""Shape of each kind of entity; kind is told by shape because colour is kept for the sign of the tie. A place is a ring."""


def page(
    contents: Contents,
    *,
    focus: Sequence[str] = (),
    depth: int = 1,
    since: str | None = None,
    until: str | None = None,
    domains: Sequence[str] = (),
    modalities: Collection[Modality] | None = None,
    title: str | None = None,
) -> str:
    """One HTML page to explore the graph with; the same contents give the same bytes.

    Args:
        contents: the graph.
        focus: identifiers or names of actors (or agreements, events …); the page then holds only their surroundings.
        depth: how many ties the surroundings reach.
        since, until: years, months or days; the page then holds only claims whose dates touch that period.
        domains: the page then holds only claims about these domains and narrower ones.
        modalities: the page then holds only claims put forward in these ways, and draws all of them at once; without
            it, it holds all and draws at first what is asserted or assessed and not negated.
        title: shown on top and used for downloads.

    Raises:
        BadOption: a name, a domain or a date is not known.
    """
    part = select(contents, focus=focus, depth=depth, since=since, until=until, domains=domains, modalities=modalities)
    data = view_data(part)
    heading = title or _title(part, contents, focus)
    columns = data.columns
    columns["cuts"] = _cuts(contents, focus, depth, since, until, domains, modalities)
    columns["drawnAtFirst"] = [modality in modalities if modalities is not None else modality.is_real for modality in Modality]
    columns["fileStem"] = file_stem(heading)
    return _html(data, heading)


def _html(data: ViewData, title: str) -> str:
    from comity.network.pyvis_network import ClaimNetwork, columns

    network = ClaimNetwork(title)
    for number, entity in enumerate(data.entities):
        x, y = data.places.positions[number]
        network.add_node(number, entity.label, shape=SHAPES[entity.kind], size=data.places.sizes[number], x=x, y=y)
    for arc in data.drawn:
        network.add_edge(arc.source, arc.target, sign=arc.sign, roundness=arc.roundness)
    blocks: dict[str, Any] = {
        "nodes": columns(network.nodes, ("x", "y", "size", "shape")),
        "edges": columns(network.edges, ("from", "to", "sign", "roundness")),
        "columns": data.columns,
        "texts": list(data.texts),
    }
    network.blocks = blocks
    return network.generate_html()


def _title(part: Contents, contents: Contents, focus: Sequence[str]) -> str:
    if focus:
        labels = {entity.id: entity.label for entity in contents.entities}
        return " · ".join(labels[find_entity(contents, name)] for name in focus)
    if len(part.documents) == 1:
        return part.documents[0].title or part.documents[0].file_name
    return "Network of claims"


def _cuts(
    contents: Contents,
    focus: Sequence[str],
    depth: int,
    since: str | None,
    until: str | None,
    domains: Sequence[str],
    modalities: Collection[Modality] | None,
) -> list[str]:
    """What the page was cut to, in words, so that nobody takes a part for the whole."""
    cuts: list[str] = []
    if focus:
        labels = {entity.id: entity.label for entity in contents.entities}
        ties = "itself" if depth == 0 else "1 tie" if depth == 1 else f"{depth} ties"
        cuts.append(f"{', '.join(labels[find_entity(contents, name)] for name in focus)} within {ties}")
    if since:
        cuts.append(f"since {when_text(since)}")
    if until:
        cuts.append(f"until {when_text(until)}")
    if domains:
        cuts.append("about " + ", ".join(domain_tree()[find_domain(name)][0] for name in domains))
    if modalities is not None:
        cuts.append("only " + ", ".join(modality.value for modality in Modality if modality in modalities))
    return cuts
