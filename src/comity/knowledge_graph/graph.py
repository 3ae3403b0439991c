"""A built graph, with one thin method for each thing that can be done with it."""

from __future__ import annotations

import html
import os
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from comity.errors import BadOption
from comity.knowledge_graph.choices import export_options, member, modality_set, network_options, parameter, with_reference
from comity.knowledge_graph.listing import Actors, Claims, actor_row, claim_row
from comity.model import AssembledClaim, Contents, Document
from comity.vocabulary import Modality, Relation

if TYPE_CHECKING:
    import networkx
    import rdflib
    from matplotlib.figure import Figure

    from comity.ask import Card
    from comity.claims.coverage import Tally
    from comity.comparison import Comparison
    from comity.explanation import Explanation
    from comity.graph import Report, Store
    from comity.network.page import Page
    from comity.query import CatalogueQuery, Result


class KnowledgeGraph:
    """A built graph: claims, each with the quotes it was read from.

    Names of actors may be given in any spelling the graph or the reference knows ("North Korea", "DPRK", "actor:north-korea").
    The store is opened and the contents are read when they are first needed, and then kept; :meth:`close` lets go of both.

    Attributes:
        folder: where it is.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store and of what was read; both come back when they are needed again."""
        for name in ("store", "contents"):
            self.__dict__.pop(name, None)

    # --- what is in it --------------------------------------------------------------------------------------------

    @cached_property
    def store(self) -> Store:
        """The store that answers SPARQL.

        Raises:
            GraphNotFound: there is no graph in the folder.
            BrokenGraph: it does not parse.
        """
        from comity import graph

        return graph.open_graph(self.folder)

    @cached_property
    def contents(self) -> Contents:
        """Everything the graph says, as the nouns of ``comity.model``, sorted by identifier."""
        from comity import graph

        return graph.read_contents(self.store)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, with their texts, sorted by identifier."""
        return self.contents.documents

    @property
    def actors(self) -> Actors:
        """States, organisations, persons and groups that the documents speak of, sorted by identifier."""
        return Actors((entity for entity in self.contents.entities if entity.kind.is_actor), actor_row)

    def claims(
        self,
        *,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - the field's standard term
        between: tuple[str, str] | None = None,
        relation: Relation | str | None = None,
        domain: str | None = None,
        modality: Modality | str | Collection[Modality | str] | None = None,
        negated: bool | None = None,
        document: str | None = None,
    ) -> Claims:
        """The claims that fit every filter given, sorted by identifier; all of them without one.

        Args:
            subject, object: names of the ends as the claim has them; ``object`` may also be a domain.
            between: names of two, either of which may be the subject.
            relation: such as "supplies".
            domain: claims about it, or about one that is narrower.
            modality: one or several of them.
            negated: True for what is denied, False for what is not.
            document: identifier, file name or title.

        Raises:
            BadParameter: nothing, or more than one thing, goes by a name.
            BadOption: there is no such relation or modality.
        """
        ends = {self._named(name) for name in between} if between else None
        first, second = self._named(subject), self._named(object)
        wanted = member(Relation, relation)
        domains = self._domains(domain)
        wanted_modalities = modality_set(modality)
        source = self._node("document", document)

        def fits(item: AssembledClaim) -> bool:
            claim = item.claim
            return (
                (first is None or claim.subject == first or (claim.relation.symmetric and claim.object == first))
                and (second is None or claim.object == second or (claim.relation.symmetric and claim.subject == second))
                and (ends is None or {claim.subject, claim.object} == ends)
                and (wanted is None or claim.relation is wanted)
                and (domains is None or claim.domain in domains or claim.object in domains)
                and (wanted_modalities is None or claim.modality in wanted_modalities)
                and (negated is None or claim.negated is negated)
                and (source is None or any(one.document == source for one in item.evidence))
            )

        return self._listed(item for item in self.contents.claims if fits(item))

    def ties(self, a: str, b: str) -> Claims:
        """The claims between two actors, whichever of them acts, the best believed first.

        Raises:
            BadParameter: nothing, or more than one thing, goes by a name.
        """
        return self._listed(sorted(self.claims(between=(a, b)), key=lambda item: (-item.belief, item.id)))

    def timeline(self, a: str, b: str) -> Claims:
        """The claims between two actors that have a time, the earliest first; those without a year come last.

        Raises:
            BadParameter: nothing, or more than one thing, goes by a name.
        """
        from comity.network.dates import bounds

        dated = [item for item in self.claims(between=(a, b)) if item.claim.when]
        return self._listed(
            sorted(dated, key=lambda item: (bounds(item.claim.when or "")[0] or "9999", item.claim.when or "", item.id))
        )

    def _listed(self, items: Iterable[AssembledClaim]) -> Claims:
        from comity.explanation import labels_of

        labels = labels_of(self.contents)
        return Claims(items, lambda item: claim_row(item, labels))

    # --- asking ---------------------------------------------------------------------------------------------------

    def query(self, name_or_sparql: str, /, **parameters: Any) -> Result:
        """The answer to a question of the catalogue, or to SPARQL.

        Write parameters whose names are words of Python or have hyphens with underscores: ``from_="2019"``, ``at_least=2``.

        Raises:
            UnknownQuery: no question has that name.
            BadParameter: a parameter is missing, unknown or not what its type asks for.
            BadQuery: it does not parse, or asks for what is refused.
        """
        from comity import query

        asked = query.find(name_or_sparql)
        given = {parameter(asked, name): value for name, value in parameters.items()}
        return query.run(self.store, asked, given)

    def queries(self) -> dict[str, CatalogueQuery]:
        """The questions of the catalogue by name, with their parameters and columns."""
        from comity import query

        return query.catalogue()

    # --- seeing and taking away -----------------------------------------------------------------------------------

    def networkx(self, **options: Any) -> networkx.MultiDiGraph[str]:
        """The network of ties, for network analysis; the options are those of ``comity.network.projection.project``."""
        from comity.network.projection import project

        return project(self.contents, **with_reference(network_options(options)))

    def rdflib(self, profile: str = "full") -> rdflib.Dataset:
        """The graph as an rdflib dataset with its named graphs.

        Args:
            profile: "full", "ties" (the plain triples with labels) or "nanopub". The full graph holds the reference
                knowledge too; rdflib takes some 10 s to load it, where :meth:`query` takes none.

        Raises:
            BadOption: there is no such profile, or rdflib cannot read it.
        """
        from io import BytesIO

        import rdflib

        from comity import export
        from comity.graph.writing import GRAPH_FILE

        chosen = member(export.Profile, profile) or export.Profile.FULL
        if chosen is export.Profile.RDF12:
            raise BadOption("rdflib reads no triple terms", next_step="take full, ties or nanopub, or export it for another reader")
        lines = BytesIO()
        options = export.Options(profile=chosen)
        export.stream("nquads", lines, quads=self.folder / GRAPH_FILE, options=options)
        dataset = rdflib.Dataset()
        dataset.parse(data=lines.getvalue(), format="nquads")
        return dataset

    def view(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        query: Result | str | None = None,
        parameters: Mapping[str, Any] | None = None,
        side_files: bool = False,
        **options: Any,
    ) -> Page:
        """The network as one HTML page, which a notebook shows; also written to ``path`` where one is given.

        Args:
            path: where to.
            query: only what it returned: a result, or a question of the catalogue or SPARQL to be answered now.
            parameters: of that question.
            side_files: put texts and evidence into a folder beside the page, for graphs whose page would be large.
            options: those of ``comity.network.page``: focus, depth, since, until, domains, modalities, title.

        Raises:
            BadOption: a name, a domain or a date is not known, or the query names nothing of the graph.
            OutputError: the file cannot be written.
        """
        from comity.network import page

        if side_files and path is None:
            raise BadOption("files beside the page need a place", next_step="name the file the page is written to")
        if isinstance(options.get("focus"), str):
            options["focus"] = [options["focus"]]
        if options.get("modalities") is not None:
            options["modalities"] = modality_set(options["modalities"])
        if query is not None:
            asked = query if isinstance(query, str) else ""
            options["answer"] = self.query(query, **(parameters or {})) if isinstance(query, str) else query
            options.setdefault("asked", asked if len(asked.split()) == 1 else "")
        html = page(self.contents, side_files=f"{Path(path).stem}-files" if side_files and path else "", **options)
        if path is not None:
            html.write(Path(path))
        return html

    def plot(
        self,
        picture: str,
        *actors: str,
        path: str | os.PathLike[str] | None = None,
        form: str | None = None,
        most: int | None = None,
        modalities: str | Collection[Modality | str] | None = None,
        title: str | None = None,
    ) -> Figure:
        """A picture for a report, as a matplotlib figure; also written to ``path`` where one is given.

        Args:
            picture: "timeline" of two actors, "domains" of pairs of actors, or "matrix" of who stands how to whom.
            actors: names; two for a timeline, else only these where any are named.
            path: where to; "-" for standard output.
            form: "svg", "png" or "pdf"; by the ending of the path when left out.
            most: pairs or actors at most.
            modalities: ways of putting forward that count.
            title: what stands above it.

        Raises:
            BadParameter: nothing, or more than one thing, goes by a name.
            BadOption: there is nothing to draw, or something does not fit.
            OutputError: the file cannot be written.
        """
        from comity import plot

        chosen = member(plot.Picture, picture) or plot.Picture.MATRIX
        nodes = [node for name in actors if (node := self._node("actor", name)) is not None]
        rows = plot.rows_of(self.contents, chosen, nodes, most, modality_set(modalities))
        figure = plot.draw(rows, chosen, plot.title_of(self.contents, chosen, nodes) if title is None else title)
        if path is not None:
            plot.save(figure, path, form)
        return figure

    def export(self, path: str | os.PathLike[str], format: str | None = None, **options: Any) -> Path:  # noqa: A002
        """The file, or the folder of files, that the graph was written to for another tool.

        Args:
            path: where to.
            format: one of ``comity.export.FORMATS``; by the ending of the path when left out.
            options: those of ``comity.export.Options``.

        Raises:
            BadOption: format and options do not fit together.
            OutputError: it cannot be written.
        """
        from comity import export
        from comity.graph.writing import GRAPH_FILE

        target = Path(path)
        kind = export.format_for(format, target)
        chosen = export.Options(**with_reference(export_options(options)))
        is_rdf = kind.family is export.Family.RDF
        export.write(
            kind.name, target, contents=None if is_rdf else self.contents,
            quads=self.folder / GRAPH_FILE if is_rdf else None, options=chosen,
        )  # fmt: skip
        return target

    # --- trusting it ----------------------------------------------------------------------------------------------

    def check(self) -> Report:
        """Whether every shape holds and every quote stands where it is said to; true when all is well."""
        from comity.graph import check

        return check(self.folder)

    def coverage(self, document: str | None = None) -> tuple[Tally, ...]:
        """How many sentences, bullets and cells gave claims, and why the others did not: each document, then the sum."""
        from comity.claims.coverage import tally
        from comity.explanation import document_named

        return tally(self.contents, [document_named(self.contents, document).id] if document else ())

    def ask(self, question: str) -> Card:
        """The answer to a question in words: a sentence, a table, quotes, what was left out; true unless it is no or not stated.

        Args:
            question: in English: "Who sells oil to India?"; names in any spelling that the graph or the reference knows.
        """
        from comity.ask import ask

        return ask(self.store, question)

    def explain(self, asked: str) -> Explanation:
        """Where a claim comes from: who says it, where, which rule read it from which words.

        Args:
            asked: a claim or an evidence by its identifier, ``DOCUMENT:START-END``, or words of a document.

        Raises:
            BadOption: there is no such claim, evidence, document or stretch.
        """
        from comity.explanation import explain

        return explain(self.contents, asked)

    def compare(self, older: KnowledgeGraph) -> Comparison:
        """What changed from an older graph to this one: claims added, lost, and changed in modality, date, figure or rule."""
        from comity.comparison import compare

        return compare(older.contents, self.contents)

    # --- how it shows itself --------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        documents, claims = len(self.contents.documents), len(self.contents.claims)
        return f"KnowledgeGraph({str(self.folder)!r}: {documents} documents, {claims} claims)"

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        from comity.pipeline import counts

        found = counts(self.contents)
        told = {group: ", ".join(f"{number} {name}" for name, number in numbers.items()) for group, numbers in found.items()}
        rows = "".join(f"<tr><th>{html.escape(group)}</th><td>{html.escape(numbers)}</td></tr>" for group, numbers in told.items())
        return f"<table><caption>{html.escape(str(self.folder))}</caption>{rows}</table>"

    # --- names ----------------------------------------------------------------------------------------------------

    def _node(self, kind: str, name: str | None) -> str | None:
        from comity.query.names import node_of

        return None if name is None else node_of(self.store, kind, name, kind)

    def _named(self, name: str | None) -> str | None:
        """Identifier of an entity, or of a domain where it is written as one."""
        return name if name is not None and name.startswith("domain:") else self._node("entity", name)

    def _domains(self, name: str | None) -> frozenset[str] | None:
        """The domain and all that are narrower."""
        from comity.graph.knowledge import domains_under

        node = self._node("domain", name)
        return None if node is None else frozenset(domains_under(node))
