"""``comity diff``: what changed between two graphs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from comity.cli.options import output_option, write_output


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it."
)
@output_option
def diff(old: Path, new: Path, form: str, output: Path | None) -> int:
    """Show what changed from one built graph to another: claims added, lost, and changed in modality, date, figure or rule.

    Exits with 0 when nothing changed, 1 when something did.

    \b
    Example:
      comity diff comity-graph-march comity-graph
      comity diff comity-graph-march comity-graph -f json -o changes.json
    """
    from comity.comparison import compare
    from comity.knowledge_graph import open_graph

    found = compare(open_graph(old).contents, open_graph(new).contents)
    text = found.text()
    if form == "json":
        record = {"documents": dict(found.documents), "same": found.same, "differences": found.records()}
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_output(text, output)
    return 1 if found else 0
