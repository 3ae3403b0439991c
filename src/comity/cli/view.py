"""``comity view``: the network as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.options import graph_option, write_output
from comity.errors import BadOption
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.graph import Store
    from comity.network.page import Page
    from comity.query import Result

DEFAULT_PAGE = "comity-view.html"


@click.command()
@graph_option
@click.option("-o", "--output", default=DEFAULT_PAGE, show_default=True, metavar="FILE", help="File to write; - for stdout.")
@click.option("--focus", multiple=True, metavar="ACTOR", help="Only the surroundings of this actor; may be repeated.")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, help="How many ties the surroundings reach.")
@click.option("--since", "--from", "since", metavar="DATE", help="Only claims that touch the time from this year, month or day on.")
@click.option("--until", "--to", "until", metavar="DATE", help="Only claims that touch the time up to this year, month or day.")
@click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Only claims about this domain; may be repeated.")
@click.option(
    "--modality",
    "modalities",
    multiple=True,
    type=click.Choice([modality.value for modality in Modality]),
    help="Only claims put forward in this way; may be repeated.",
)
@click.option("--query", "asked", metavar="NAME|FILE|-", help="Only what this question of the catalogue, or this SPARQL, returns.")
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of --query; may be repeated.")
@click.option("--side-files", is_flag=True, help="Put texts and evidence into a folder beside the page: for large graphs.")
@click.option("--title", help="Title of the page.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
def view(
    graph: Path,
    output: str,
    focus: tuple[str, ...],
    depth: int,
    since: str | None,
    until: str | None,
    domains: tuple[str, ...],
    modalities: tuple[str, ...],
    asked: str | None,
    parameters: tuple[str, ...],
    side_files: bool,
    title: str | None,
    open_it: bool,
) -> None:
    """Write the network as one HTML page that opens without a network.

    The page holds the documents' texts, so that every tie shows the sentences behind it.

    \b
    Example:
      comity view --focus Russia --depth 1 -o russia.html --open
      comity view --query ties -p a=Russia -p b="United States" -o ties.html
    """
    from comity.graph import open_graph, read_contents
    from comity.network import page

    if side_files and output == "-":
        raise BadOption("--side-files needs a folder to put them in", next_step="name a file with -o")
    if parameters and not asked:
        raise BadOption("-p is for --query", next_step="name the question with --query")
    target, store = Path(output), open_graph(graph)
    answer = _answer(store, asked, parameters) if asked else None
    html = page(
        read_contents(store),
        focus=focus,
        depth=depth,
        since=since,
        until=until,
        domains=domains,
        modalities=frozenset(map(Modality, modalities)) or None,
        answer=answer,
        asked=" ".join(part for part in (asked or "", *parameters) if part and part != "-"),
        title=title,
        side_files=f"{target.stem}-files" if side_files else "",
    )
    if output == "-":
        write_output(html, target)
        return
    html.write(target)
    click.echo(_summary(output, html), err=True)
    if open_it:
        import webbrowser

        webbrowser.open(Path(output).resolve().as_uri())


def _answer(store: Store, asked: str, parameters: tuple[str, ...]) -> Result:
    from comity.cli.query import given_values, question_of
    from comity.query import run

    return run(store, question_of(asked), given_values(parameters))


def _summary(output: str, html: Page) -> str:
    def size(text: str) -> str:
        return f"{len(text.encode('utf-8', 'replace')) / 1e6:.1f} MB"

    beside = f"; {len(html.files)} beside it ({size(''.join(html.files.values()))})" if html.files else ""
    return f"wrote {output} ({size(html)}{beside})"
