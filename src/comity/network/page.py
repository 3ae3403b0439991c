"""The network page: one HTML file that opens from disk, fetches nothing, and shows the sentence behind every tie."""

from __future__ import annotations

import gc
import html
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from comity.errors import OutputError
from comity.model import Contents
from comity.network.answer import named
from comity.network.evidence_data import part_names, parts
from comity.network.selection import domain_tree, find_domain, find_entity, select
from comity.network.view_data import ViewData, file_stem, view_data
from comity.network.wording import when_text
from comity.vocabulary import EntityKind, Modality

if TYPE_CHECKING:
    from comity.query import Result

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

NOTEBOOK_HEIGHT = 760
"""Pixels the page takes in a notebook: both side panels and the time line have room."""


class Page(str):
    """The page as text. A notebook shows it, cut off from the notebook itself; :meth:`write` puts it on disk.

    Attributes:
        files: what stands beside the page, by path from its folder; empty unless evidence was asked to.
    """

    files: Mapping[str, str] = MappingProxyType({})

    def _repr_html_(self) -> str:
        """A frame that holds the page. It may run its own scripts and save files; it cannot reach the notebook."""
        inside = html.escape(str(self).encode("utf-8", "replace").decode("utf-8"))
        return (
            f'<iframe title="Network" sandbox="allow-scripts allow-downloads allow-popups" srcdoc="{inside}" '
            f'style="width:100%;height:{NOTEBOOK_HEIGHT}px;border:1px solid #dde2e9;border-radius:8px"></iframe>'
        )

    def write(self, path: Path) -> None:
        """Write the page, and first what stands beside it.

        Raises:
            OutputError: something cannot be written.
        """
        for name, text in ({**self.files, path.name: self}).items():
            file = path.parent / name
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode("utf-8", "replace"))
            except OSError as error:
                reason = f"it cannot be written ({error.strerror or error})"
                raise OutputError(reason, file=str(file), next_step="choose another file") from error


def page(
    contents: Contents,
    *,
    focus: Sequence[str] = (),
    depth: int = 1,
    since: str | None = None,
    until: str | None = None,
    domains: Sequence[str] = (),
    modalities: Collection[Modality] | None = None,
    answer: Result | None = None,
    asked: str = "",
    title: str | None = None,
    side_files: str = "",
) -> Page:
    """One HTML page to explore the graph with; the same contents give the same bytes.

    Args:
        contents: the graph.
        focus: identifiers or names of actors (or agreements, events …); the page then holds only their surroundings.
        depth: how many ties the surroundings reach.
        since, until: years, months or days; the page then holds only claims whose dates touch that period.
        domains: the page then holds only claims about these domains and narrower ones.
        modalities: the page then holds only claims put forward in these ways, and draws all of them at once; without
            it, it holds all and draws at first what is asserted or assessed and not negated.
        answer: what a query returned; the page then holds only the claims and actors that it names, and draws all of them.
        asked: what was asked, in words, to stand above the picture.
        title: shown on top and used for downloads.
        side_files: name of a folder beside the page for texts and details of evidence, which then load when they are
            first shown; for graphs whose page would be too large. Without it, everything is in the page.

    Raises:
        BadOption: a name, a domain or a date is not known, or the answer names nothing of the graph.
    """
    found = named(answer, contents) if answer is not None else None
    part = select(
        contents, focus=focus, depth=depth, since=since, until=until, domains=domains, modalities=modalities,
        claims=found.claims if found else None, entities=found.entities if found else (),
    )  # fmt: skip
    with _uncollected():
        data = view_data(part)
        heading = title or _title(part, contents, focus)
        columns = data.columns
        cuts = _cuts(contents, focus, depth, since, until, domains, modalities)
        columns["cuts"] = cuts if answer is None else [f"what was asked for: {asked}" if asked else "what a query returned", *cuts]
        all_at_once = answer is not None and modalities is None
        drawn = (set(Modality) if all_at_once else {m for m in Modality if m.is_real}) if modalities is None else set(modalities)
        columns["drawnAtFirst"] = [modality in drawn for modality in Modality]
        columns["negatedAtFirst"] = all_at_once
        columns["fileStem"] = file_stem(heading)
        return _html(data, heading, side_files)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: what is made for a page holds no cycles, and looking for some took a third of the time
    for 100,000 claims."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _html(data: ViewData, title: str, side_files: str) -> Page:
    from comity.network.pyvis_network import ClaimNetwork, columns, side_script

    network = ClaimNetwork(title)
    for number, entity in enumerate(data.entities):
        x, y = data.places.positions[number]
        network.add_node(number, entity.label, shape=SHAPES[entity.kind], size=data.places.sizes[number], x=x, y=y)
    for arc in data.drawn:
        network.add_edge(arc.source, arc.target, sign=arc.sign, roundness=arc.roundness)
    evidence = data.evidence
    files: dict[str, str] = {}
    if side_files:
        part_of, made = parts(evidence)
        scripts = [side_script(place, part) for place, part in enumerate(made)]
        files = {f"{side_files}/{name}": script for name, script in zip(part_names(scripts), scripts, strict=True)}
        data.columns["parts"] = {"of": part_of, "files": list(files)}
        data.columns["evidence"] = {"document": evidence.documents}
        texts: dict[str, Any] = {"texts": [], "blocks": []}
    else:
        data.columns["evidence"] = {"document": evidence.documents, **evidence.details}
        texts = {"texts": list(evidence.texts), "blocks": evidence.blocks}
    blocks: dict[str, Any] = {
        "nodes": columns(network.nodes, ("x", "y", "size", "shape")),
        "edges": columns(network.edges, ("from", "to", "sign", "roundness")),
        "columns": data.columns,
        "texts": texts,
    }
    network.blocks = blocks
    network.side_files = bool(side_files)
    written = Page(network.generate_html())
    written.files = MappingProxyType(files)
    return written


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
