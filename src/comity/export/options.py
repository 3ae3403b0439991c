"""What a person may choose about an export, and what every writer gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import BadOption
from comity.model import Contents
from comity.network.projection import Choice, Grouping, Topics, choose, project
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.network.projection import Network
    from comity.reference import Reference

Quads = Path | Iterable[str]
"""A file of N-Quads, or its lines."""


class Profile(StrEnum):
    """How much of the RDF is written, and in what form.

    ``full`` is all of it. ``ties`` is the plain triples, what is known of their ends, and the reference knowledge: no claims.
    ``nanopub`` makes each claim a nanopublication with four named graphs of its own; it has no date, since builds have no
    clock, and no trusty URI. ``rdf12`` is all of it with each claim as the reifier of a triple term, as RDF 1.2 has it, in
    the place of ``rdf:subject``, ``rdf:predicate`` and ``rdf:object``; rdflib 7 does not read it yet, Oxigraph does.
    """

    FULL = "full"
    TIES = "ties"
    NANOPUB = "nanopub"
    RDF12 = "rdf12"


class Table(StrEnum):
    """Which table is written."""

    CLAIMS = "claims"
    ACTORS = "actors"
    AGREEMENTS = "agreements"
    EVENTS = "events"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Options:
    """Choices about an export; each format uses those that mean something to it.

    Networks and tables take the claims that ``modalities`` to ``until`` describe (see
    :func:`comity.network.projection.choose`); ``grouping``, ``memberships``, ``reference`` and ``topics`` shape the network;
    ``positions`` places its nodes, by identifier, y growing downwards; with ``place`` they are laid out as on the page. RDF
    follows ``profile``. Tables follow ``table`` and ``safe_cells``, which makes CSV for a spreadsheet: an apostrophe before
    what it would run as a formula, and a byte order mark.
    """

    grouping: Grouping = Grouping.CLAIM
    modalities: frozenset[Modality] | None = None
    negated: bool = False
    domains: tuple[str, ...] = ()
    signs: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    memberships: bool = False
    reference: Reference | None = None
    topics: Topics = Topics.ATTRIBUTES
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    place: bool = False
    profile: Profile = Profile.FULL
    table: Table | None = None
    safe_cells: bool = False

    def choice(self, *, everything: bool = False) -> Choice:
        """The choice of claims; with ``everything``, no named modality means all, and negated claims are in."""
        modalities = frozenset(Modality) if everything and self.modalities is None else self.modalities
        return choose(
            modalities=modalities,
            negated=self.negated or everything,
            domains=self.domains,
            signs=self.signs,
            since=self.since,
            until=self.until,
        )


MOST_PLACED = 1000
"""Nodes that are laid out. Time grows with their square: 300 take a second, 1,000 about 15; Gephi lays out more, faster."""


def placed(network: Network) -> dict[str, tuple[float, float]]:
    """Positions of the nodes, as the page lays them out.

    Raises:
        BadOption: there are more than :data:`MOST_PLACED`.
    """
    from comity.network.layout import communities, layout
    from comity.network.measures import ties

    if len(network) > MOST_PLACED:
        raise BadOption(f"{len(network)} nodes are too many to lay out", next_step="lay them out in the tool you export for")
    if not len(network):
        return {}
    found = ties(network)
    number = {node: place for place, node in enumerate(network)}
    edges = [(number[first], number[second], float(data["weight"])) for first, second, data in found.edges(data=True)]
    sizes = [4 + 2 * data["claim_count"] ** 0.5 for _, data in network.nodes(data=True)]
    points = layout(sizes, edges, groups=communities(len(number), edges))
    return dict(zip(number, points, strict=True))


class Source:
    """What a writer writes: the contents or the quads of one graph, with the options; the network is made when asked for."""

    def __init__(self, contents: Contents | None, quads: Quads | None, options: Options) -> None:
        self._contents = contents
        self._quads = quads
        self.options = options

    @property
    def contents(self) -> Contents:
        """The graph as nouns.

        Raises:
            BadOption: only quads were given.
        """
        if self._contents is None:
            raise BadOption("networks and tables are made from contents, and none were given", next_step="pass contents=")
        return self._contents

    @property
    def quads(self) -> Quads:
        """The graph as N-Quads.

        Raises:
            BadOption: only contents were given.
        """
        if self._quads is None:
            raise BadOption("RDF is made from N-Quads, and none were given", next_step="pass quads=, the path of graph.nq")
        return self._quads

    @cached_property
    def positions(self) -> Mapping[str, tuple[float, float]]:
        """Where nodes are to be drawn, by identifier: those that were given, else a layout if one was asked for.

        Raises:
            BadOption: the network is too large to be laid out.
        """
        if self.options.positions or not self.options.place:
            return self.options.positions
        return placed(self.network)

    @cached_property
    def network(self) -> Network:
        """The projection that the options ask for."""
        options = self.options
        return project(
            self.contents,
            grouping=options.grouping,
            modalities=options.modalities,
            negated=options.negated,
            domains=options.domains,
            signs=options.signs,
            since=options.since,
            until=options.until,
            memberships=options.memberships,
            reference=options.reference,
            topics=options.topics,
        )
