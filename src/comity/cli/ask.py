"""``comity ask``: a question in words, and its answer with the quotes behind it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from comity.cli.options import graph_option, output_option, write_output
from comity.errors import BadOption

FORMATS = ("text", "json", "html")


@click.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION|-")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the answer.")
@click.option("--sparql", is_flag=True, help="Show the SPARQL that was asked as well; the json form always has it.")
@output_option
@graph_option
def ask(question: tuple[str, ...], form: str, sparql: bool, output: Path | None, graph: Path) -> int:
    """Answer a question in words from the claims of the graph, with the quotes that they were read from.

    Exits with 1 when the answer is no, when the documents do not say, and when the question is not understood.

    \b
    Example:
      comity ask "Who sanctions Russia?"
      comity ask "How much do Russia and North Korea trade?" --sparql
      echo "Since when is New START in force?" | comity ask - -f json
    """
    from comity.ask import ask as answer
    from comity.graph import open_graph

    asked = _words(question)
    card = answer(open_graph(graph), asked)
    if form == "json":
        text = json.dumps(card.record(), ensure_ascii=False, indent=1) + "\n"
    elif form == "html":
        text = card.page()
    else:
        text = card.text(sparql=sparql)
    write_output(text, output)
    return 0 if card else 1


def _words(question: tuple[str, ...]) -> str:
    """The question as typed, with or without quotation marks around it, or the whole of standard input for "-"."""
    typed = " ".join(question)
    if typed == "-":
        typed = sys.stdin.buffer.read().decode("utf-8", "replace")
    if not typed.strip():
        raise BadOption("there is no question", next_step='ask one, such as: comity ask "Who sanctions Russia?"')
    return typed.strip()
