"""``comity view``: the network as one HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import graph_option, write_output
from comity.vocabulary import Modality

DEFAULT_PAGE = "comity-view.html"


@click.command()
@graph_option
@click.option("-o", "--output", default=DEFAULT_PAGE, show_default=True, metavar="FILE", help="File to write; - for stdout.")
@click.option("--focus", multiple=True, metavar="ACTOR", help="Only the surroundings of this actor; may be repeated.")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, help="How many ties the surroundings reach.")
@click.option("--since", metavar="DATE", help="Only claims that touch the time from this year, month or day on.")
@click.option("--until", metavar="DATE", help="Only claims that touch the time up to this year, month or day.")
@click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Only claims about this domain; may be repeated.")
@click.option(
    "--modality",
    "modalities",
    multiple=True,
    type=click.Choice([modality.value for modality in Modality]),
    help="Only claims put forward in this way; may be repeated.",
)
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
    title: str | None,
    open_it: bool,
) -> None:
    """Write the network as one HTML page that opens without a network.

    The page holds the documents' texts, so that every tie shows the sentences behind it.

    \b
    Example:
      comity view --focus Russia --depth 1 -o russia.html --open
    """
    from comity.graph import open_graph, read_contents
    from comity.network import page

    html = page(
        read_contents(open_graph(graph)),
        focus=focus,
        depth=depth,
        since=since,
        until=until,
        domains=domains,
        modalities=frozenset(map(Modality, modalities)) or None,
        title=title,
    )
    write_output(html, Path(output))
    if output == "-":
        return
    click.echo(f"wrote {output} ({len(html.encode('utf-8', 'replace')) / 1e6:.1f} MB)", err=True)
    if open_it:
        import webbrowser

        webbrowser.open(Path(output).resolve().as_uri())
