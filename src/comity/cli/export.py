"""``comity export`` and ``comity measures``: the graph for other tools, and numbers about its network."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from comity.cli.options import graph_option
from comity.errors import BadOption
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.export import Options
    from comity.model import Contents
    from comity.network.measures import Hop, NodeRow
    from comity.network.standing import Broker, ExplainedTriad

F = TypeVar("F", bound=Callable[..., Any])
SIGNS = {"cooperation": 1, "structural": 0, "conflict": -1}
GROUPINGS = ("claim", "dyad-domain-sign", "dyad")
PROFILES = ("full", "ties", "nanopub", "rdf12")
TABLES = ("claims", "actors", "agreements", "events", "matrix")
TOPICS = ("attributes", "nodes", "omit")
BINARY = ("parquet", "xlsx")
WIDEST = 48
"""Characters of a cell in a table for people that holds a list: tried 30, 48 and 80; at 48 a triad with its claims is a line of a
wide window, and no identifier of an actor among those we have is cut."""


def claim_options(function: F, default: str = "asserted and assessed") -> F:
    """Options that say which claims are taken."""
    modalities = [modality.value for modality in Modality]
    for option in (
        click.option("--until", metavar="DATE", help="Only claims that touch the time up to this year, month or day."),
        click.option("--since", metavar="DATE", help="Only claims that touch the time from this year, month or day on."),
        click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Only this domain or narrower; repeatable."),
        click.option("--sign", "signs", multiple=True, type=click.Choice(list(SIGNS)), help="Only ties of this sign; repeatable."),
        click.option(
            "--modality", "modalities", multiple=True, type=click.Choice(modalities),
            help=f"Only claims put forward so; repeatable.  [default: {default}]",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


@click.command()
@click.option("-f", "--format", "format_name", metavar="FORMAT", help="Format; by the file's ending when left out.")
@click.option("-o", "--output", metavar="FILE", help="File to write; - for stdout.")
@graph_option
@click.option("--list", "list_them", is_flag=True, help="List the formats and stop.")
@click.option(
    "--profile", type=click.Choice(PROFILES), default="full", show_default=True, help="RDF: how much of it, or in what form."
)
@click.option("--grouping", type=click.Choice(GROUPINGS), default="claim", show_default=True, help="Networks: what an edge is.")
@click.option("--topics", type=click.Choice(TOPICS), default="attributes", show_default=True, help="Networks: what domains become.")
@click.option("--memberships", is_flag=True, help="Networks: add memberships that reference knowledge has.")
@click.option("--layout", "place", is_flag=True, help="Networks: give the nodes positions.")
@click.option("--table", type=click.Choice(TABLES), help="Tables: which one.  [default: claims; xlsx holds several]")
@click.option("--safe-cells", is_flag=True, help="CSV for spreadsheets: ' before what would run as a formula.")
@click.option("--negated", is_flag=True, help="Take negated claims too.")
@partial(claim_options, default="asserted and assessed; tables of claims take all")
def export(
    format_name: str | None, output: str | None, graph: Path, list_them: bool, profile: str, grouping: str, topics: str,
    memberships: bool, place: bool, table: str | None, safe_cells: bool, negated: bool, modalities: tuple[str, ...],
    signs: tuple[str, ...], domains: tuple[str, ...], since: str | None, until: str | None,
) -> None:  # fmt: skip
    """Write the graph for another tool: RDF, a network, a table.

    \b
    Example:
      comity export -o ties.gexf --sign cooperation
      comity export -f turtle -o - --profile ties
      comity export -o dyads.csv --table events
    """
    from comity import export as room
    from comity.network.projection import Grouping, Topics

    if list_them:
        click.echo(_formats())
        return
    if output is None:
        raise BadOption("no file to write is named", next_step="name one with -o, or - for stdout; --list shows the formats")
    kind = room.format_for(format_name, None if output == "-" else output)
    options = room.Options(
        grouping=Grouping(grouping),
        modalities=frozenset(map(Modality, modalities)) or None,
        negated=negated,
        domains=domains,
        signs=tuple(SIGNS[sign] for sign in signs),
        since=since,
        until=until,
        memberships=memberships,
        reference=_reference() if memberships else None,
        topics=Topics(topics),
        place=place,
        profile=room.Profile(profile),
        table=room.Table(table) if table else None,
        safe_cells=safe_cells,
    )
    room.check(kind, options)
    is_rdf = kind.family is room.Family.RDF
    contents = None if is_rdf else _contents(graph)
    quads = _quads(graph) if is_rdf else None
    if output == "-":
        _to_stdout(kind.name, contents, quads, options)
        return
    room.write(kind.name, output, contents=contents, quads=quads, options=options)
    click.echo(f"wrote {output}", err=True)


def _to_stdout(format_name: str, contents: Contents | None, quads: Path | None, options: Options) -> None:
    from comity import export as room

    if format_name in BINARY and sys.stdout.isatty():
        raise BadOption(f"{format_name} is not text and would garble the terminal", next_step="name a file with -o")
    # All of it first: what fails half-way must not leave half a file in a pipe.
    whole = io.BytesIO()
    room.stream(format_name, whole, contents=contents, quads=quads, options=options)
    click.echo(whole.getvalue(), nl=False)


def _formats() -> str:
    from comity.export import FORMATS

    rows = [
        (kind.name, " ".join(kind.endings) or "a folder", kind.family.value, kind.readers, kind.keeps) for kind in FORMATS.values()
    ]
    return "\n".join("\t".join(row) for row in [("format", "endings", "family", "read by", "keeps"), *rows])


def _contents(graph: Path) -> Contents:
    from comity.graph import open_graph, read_contents

    return read_contents(open_graph(graph))


def _quads(graph: Path) -> Path:
    from comity.errors import GraphNotFound
    from comity.graph.writing import GRAPH_FILE

    if not (graph / GRAPH_FILE).is_file():
        step = f"build one with: comity build PAPERS -o {graph}"
        raise GraphNotFound("there is no built graph", file=str(graph), next_step=step)
    return graph / GRAPH_FILE


def _reference() -> Any:
    from comity import reference

    return reference.load()


# --- measures -----------------------------------------------------------------------------------------------------

MEASURES = ("degree", "strength", "cooperation", "conflict", "betweenness", "eigenvector", "constraint", "community")
STRUCTURES = ("balance", "brokers")
WEIGHTS = ("claims", "belief", "documents")


@click.command()
@graph_option
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(("table", "csv", "json")),
    default="table",
    show_default=True,
    help="Form of the outcome.",
)
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="File to write; - for stdout.")
@click.option(
    "--measure",
    "names",
    multiple=True,
    type=click.Choice((*MEASURES, *STRUCTURES)),
    help="Only this measure, sorted by the first; repeatable. balance lists the triads, and brokers who stands between whom, "
    "each with its claims and what a document less would change.  [default: all but these two]",
)
@click.option("--chain", nargs=2, metavar="ACTOR ACTOR", help="The shortest chain of cooperation between two, with its claims.")
@click.option(
    "--weight",
    type=click.Choice(WEIGHTS),
    default="claims",
    show_default=True,
    help="What makes a tie heavy: its claims, how far they are believed, or the documents that say it.",
)
@click.option("--everything", is_flag=True, help="Agreements, events, projects and places too, not only actors.")
@claim_options
def measures(
    graph: Path, format_name: str, output: str, names: tuple[str, ...], chain: tuple[str, str] | None, weight: str,
    everything: bool, modalities: tuple[str, ...], signs: tuple[str, ...], domains: tuple[str, ...], since: str | None,
    until: str | None,
) -> None:  # fmt: skip
    """Print network measures of the actors: who is central, who brokers, who sides with whom.

    With --chain the exit code is 1 when there is no chain. A table shows the first of long lists; csv and json have all.

    \b
    Example:
      comity measures --measure betweenness --measure constraint
      comity measures --domain energy --since 2015 --weight belief
      comity measures --measure balance -f json
      comity measures --measure brokers
      comity measures --chain Russia "North Korea"
    """
    from comity.network import measures as room
    from comity.network import standing
    from comity.network.projection import project

    structure = next((name for name in STRUCTURES if name in names), "")
    if structure and (len(names) > 1 or chain):
        raise BadOption(f"{structure} is about several actors at once, not about each", next_step="ask for it alone")
    if structure and weight != WEIGHTS[0]:
        raise BadOption(f"{structure} counts claims and has no other weight", next_step="leave out --weight")
    contents = _contents(graph)
    network = project(
        contents, modalities=frozenset(map(Modality, modalities)) or None, domains=domains,
        signs=tuple(SIGNS[sign] for sign in signs), since=since, until=until,
    )  # fmt: skip
    network = room.named(network) if everything else room.actors(network)
    network = room.weighed(network, room.Weight(weight))
    if chain:
        rows = _hops(room.chain(network, *chain))
    elif structure == "balance":
        rows = _triads(standing.explained_triads(contents, network))
    elif structure == "brokers":
        rows = _brokers(standing.brokers(contents, network))
    else:
        rows = _nodes(room.table(network, names or MEASURES))
    _print(rows, format_name, output)
    if chain and len(rows) == 1:
        click.get_current_context().exit(1)


Rows = list[list[Any]]


class Several:
    """A cell of several things: all of them in a file; as many as fit, and how many more, in a table for people."""

    def __init__(self, between: str, things: Iterable[str]) -> None:
        self._between = between
        self._things = tuple(things)

    def __str__(self) -> str:
        return self._between.join(self._things)

    def shown(self) -> str:
        """The first of them, and how many more there are."""
        whole = str(self)
        if len(whole) <= WIDEST or len(self._things) == 1:
            return whole
        return f"{self._things[0]}{self._between}… {len(self._things) - 1} more"


def _nodes(rows: Iterable[NodeRow]) -> Rows:
    found = list(rows)
    names = list(found[0].values) if found else []
    return [
        ["actor", "label", "kind", *names],
        *([row.node, row.label, row.kind, *map(_number, row.values.values())] for row in found),
    ]


def _triads(found: Iterable[ExplainedTriad]) -> Rows:
    header = ["balanced", "first", "second", "third", "signs", "claims", "without"]
    return [header, *(
        [one.triad.balanced, *one.triad.nodes, " ".join(f"{sign:+d}" for _, _, sign, _ in one.triad.pairs),
         Several(" ", [claim for *_, claims in one.triad.pairs for claim in claims]),
         Several("; ", [f"{document}: {left}" for document, left in one.without])]
        for one in found
    )]  # fmt: skip


def _brokers(found: Iterable[Broker]) -> Rows:
    header = ["broker", "pairs", "rivals", "between", "claims", "without"]
    return [header, *(
        [one.node, len(one.between), len(one.rivals), Several("; ", [" and ".join(pair) for pair in one.between]),
         Several(" ", [claim for claims in one.claims.values() for claim in claims]),
         Several("; ", [f"{document}: {left}" for document, left in one.without])]
        for one in found
    )]  # fmt: skip


def _hops(hops: Iterable[Hop]) -> Rows:
    return [["from", "to", "claims"], *([hop.source, hop.target, Several(" ", hop.claims)] for hop in hops)]


def _number(value: float | None) -> float | int | None:
    """Six digits: beyond them the last bits of a processor show."""
    if value is None or value == int(value):
        return value if value is None else int(value)
    return float(f"{value:.6g}")


def _shown(cell: object) -> str:
    if isinstance(cell, Several):
        return cell.shown()
    return "" if cell is None else str(cell)


def _print(rows: Rows, format_name: str, output: str) -> None:
    header, *body = rows
    if format_name == "json":
        text = json.dumps([dict(zip(header, row, strict=True)) for row in body], ensure_ascii=False, indent=1, default=str) + "\n"
    elif format_name == "csv":
        file = io.StringIO(newline="")
        csv.writer(file, lineterminator="\n").writerows(rows)
        text = file.getvalue()
    else:
        cells = [[_shown(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
        text = "".join(line + "\n" for line in lines)
    if output == "-":
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    from comity.export.write import beside

    with beside(Path(output)) as target:
        target.write(text.encode("utf-8", "replace"))
