"""``comity plot``: pictures for a report."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import graph_option
from comity.errors import BadOption
from comity.vocabulary import Modality

PICTURES = ("timeline", "domains", "matrix")
FORMS = ("svg", "png", "pdf")


@click.command()
@click.argument("picture", type=click.Choice(PICTURES))
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@graph_option
@click.option("-o", "--output", required=True, metavar="FILE", help="File to write (.svg, .png or .pdf); - for stdout.")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="Form; by the file's ending when left out.")
@click.option("-n", "--most", type=click.IntRange(1, 60), help="Pairs or actors at most.  [default: 18 pairs, 16 actors]")
@click.option(
    "--modality", "modalities", multiple=True, type=click.Choice([modality.value for modality in Modality]),
    help="Only claims put forward so; repeatable.  [default: timeline takes all, the others asserted and assessed]",
)  # fmt: skip
@click.option("--title", help="Title of the picture.  [default: what it shows]")
def plot(
    picture: str, actors: tuple[str, ...], graph: Path, output: str, form: str | None, most: int | None,
    modalities: tuple[str, ...], title: str | None,
) -> None:  # fmt: skip
    """Draw a picture for a report: SVG, PNG or PDF.

    timeline draws what is said of two actors over time; domains how many claims each pair has in each field (only pairs
    with the actors named, if any are); matrix how each actor stands to each other.

    \b
    Example:
      comity plot timeline Russia "North Korea" -o timeline.svg
      comity plot domains China -o domains.png
      comity plot matrix -o matrix.svg
    """
    from comity.knowledge_graph import open_graph

    if output == "-" and form is None:
        raise BadOption("standard output has no ending to tell the form by", next_step="say -f svg, -f png or -f pdf")
    known = open_graph(graph)
    known.plot(picture, *actors, path=output, form=form, most=most, modalities=modalities or None, title=title)
    if output != "-":
        click.echo(f"wrote {output}", err=True)
