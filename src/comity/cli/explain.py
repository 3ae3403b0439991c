"""``comity explain``: where a claim comes from, and how names were read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from comity.cli.options import graph_option, output_option, write_output
from comity.errors import BadOption
from comity.language import DEFAULT_MODEL

COLOURS = {"subject": "cyan", "relation": "yellow", "object": "magenta"}
"""On terminals; the words stand in brackets with their role as well, so that nothing hangs on colour alone."""


@click.command()
@click.argument("asked", required=False, metavar="ID|TEXT")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell.")
@click.option("--mentions", metavar="FILE", help="Instead: how each name in this document is read; - for standard input.")
@click.option("--html", "as_page", is_flag=True, help="With --mentions: a page with the text and its names marked.")
@output_option
@graph_option
def explain(asked: str | None, form: str, mentions: str | None, as_page: bool, output: Path | None, graph: Path) -> int:
    """Show where a claim comes from: who says it, where, which rule read it from which words, and what bears on it.

    Give a claim or an evidence (a beginning of its hash will do), DOCUMENT:START-END, or words of a document. Exits with 1
    when nothing that is read has the words.

    \b
    Example:
      comity explain "largest nuclear arsenals"
      comity explain new-start-timeline.md:0-400 -f json
      comity explain --mentions papers/new-start-timeline.md
    """
    if mentions is not None:
        if asked is not None:
            raise BadOption("--mentions is about a file, not about a claim", next_step="ask for one of the two")
        if form != "text":
            raise BadOption("--mentions gives text or, with --html, a page", next_step="leave -f out")
        write_output(_mentions(mentions, as_page), output)
        return 0
    if asked is None:
        raise BadOption("nothing to explain is named", next_step="give a claim, a stretch or a quote, or --mentions FILE")
    if as_page:
        raise BadOption("--html is for --mentions", next_step="leave it out, or see comity coverage -f html")
    return _claim(asked, form, output, graph)


def _claim(asked: str, form: str, output: Path | None, graph: Path) -> int:
    from comity.knowledge_graph import open_graph

    found = open_graph(graph).explain(asked)
    if form == "json":
        text = json.dumps(found.record(), ensure_ascii=False, indent=1) + "\n"
    else:
        to_terminal = output is None and sys.stdout.isatty()
        text = found.text(_painted) if to_terminal else found.text()
    if not found:
        where = f"{asked!r} stands in {', '.join(found.beside)}, but in no sentence, bullet or cell" if found.beside else ""
        click.echo(f"comity: {where or f'no document has the words {asked!r}'}", err=True)
        if form == "text":
            return 1
    write_output(text, output)
    return 0 if found else 1


def _painted(role: str, words: str) -> str:
    if role == "head":
        return click.style(words, bold=True)
    return click.style(f"[{role}: {words}]", fg=COLOURS.get(role.partition("+")[0]))


def _mentions(file: str, as_page: bool) -> str:
    from comity.link.explain import explain_mentions, mentions_page
    from comity.pipeline import link_one

    linked = link_one(file, DEFAULT_MODEL)
    return mentions_page(linked) if as_page else explain_mentions(linked)
