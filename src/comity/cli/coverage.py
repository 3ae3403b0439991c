"""``comity coverage``: what was read, and what was passed over."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import graph_option, output_option, write_output


@click.command()
@click.argument("document", required=False)
@click.option("-f", "--format", "form", type=click.Choice(["table", "json", "html"]), default="table", show_default=True,
              help="html: a page with the whole text, marked.")  # fmt: skip
@output_option
@graph_option
def coverage(document: str | None, form: str, output: Path | None, graph: Path) -> None:
    """Show how many sentences, bullets and table cells gave claims, and why the others did not.

    With a DOCUMENT (its identifier, file name or title), every passage of it with its claims or its reason.

    \b
    Example:
      comity coverage
      comity coverage new-start-timeline.md
      comity coverage -f html -o coverage.html
    """
    from comity.claims import coverage as ledger
    from comity.explanation import document_named, labels_of, worded
    from comity.knowledge_graph import open_graph

    contents = open_graph(graph).contents
    labels = labels_of(contents)
    words = {item.id: worded(item.claim, labels) for item in contents.claims}
    one = document_named(contents, document) if document else None
    if form == "html":
        text = ledger.page(contents, words, [one.id] if one else ())
    elif one is None:
        tallies = ledger.tally(contents)
        text = ledger.as_json(tallies) if form == "json" else ledger.as_table(tallies)
    elif form == "json":
        text = ledger.document_json(contents, one, words)
    else:
        text = ledger.document_text(contents, one, words)
    write_output(text, output)
