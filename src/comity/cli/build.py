"""``comity build``: documents into a graph."""

from __future__ import annotations

import json
import shlex
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.options import DEFAULT_GRAPH, GRAPH_VARIABLE, graph_argument, printable
from comity.language import DEFAULT_MODEL

if TYPE_CHECKING:
    from comity.model import Contents
    from comity.pipeline import Built, Progress

SHOWN = 20
"""Skipped files that are named in the summary; all of them are in run.json."""


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENTS...")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), default=DEFAULT_GRAPH, envvar=GRAPH_VARIABLE,
    show_default=True, show_envvar=True, help="Folder of the graph; a graph that is there is replaced at the end.",
)  # fmt: skip
@click.option("--model", default=DEFAULT_MODEL, show_default=True, metavar="NAME", help="spaCy pipeline to parse with.")
@click.option("--strict", is_flag=True, help="Stop at the first document that cannot be read.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; only what went wrong.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="json: the summary on stdout.")
def build(documents: tuple[str, ...], folder: Path, model: str, strict: bool, quiet: bool, form: str) -> None:
    """Read documents into a graph.

    DOCUMENTS are files, folders, patterns such as "papers/*.pdf", or - for standard input. Plain text, Markdown, HTML, PDF and
    DOCX are read. From folders, files are taken by their ending, at any depth, but not hidden ones and not those that are
    about the folder (README, SOURCES, LICENSE, CHANGELOG with any ending); a file that you name yourself is always read.

    What cannot be read is named on stderr and left out. Exits with 2 when nothing could be read. Until the end of the build,
    and when it is interrupted, the folder keeps the graph it had.

    \b
    Example:
      comity build papers/
      comity build papers/*.md -o graphs/papers
      comity build papers/ --strict -q -f json
    """
    from comity import pipeline

    with _stoppable(), _progress(quiet) as progress:
        built = pipeline.build(documents, folder, model=model, strict=strict, progress=progress)
    if quiet:
        for one in built.skipped:
            click.echo(printable(f"comity: skipped {one.file}: {_why(one.reason, one.next_step)}"), err=True)
    else:
        click.echo(printable(_summary(built)), err=True)
    if form == "json":
        click.echo(json.dumps(_record(built), ensure_ascii=False, indent=1))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Lets a polite kill end the build as Ctrl-C does, with everything cleared away."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


# --- the summary --------------------------------------------------------------------------------------------------


def _summary(built: Built) -> str:
    """What was built, what was passed over, where it is, and what to type next."""
    from comity.pipeline import counts

    found = counts(built.contents)
    graph = found["graph"]
    head = (
        f"{built.folder}: {graph['documents']} documents, {graph['claims']} claims from {graph['evidence']} passages"
        f" in {built.seconds:.1f} s"
    )
    lines = [head, ""]
    lines += _row("ties", found["ties"])
    lines += _row("put forward as", {name: number for name, number in found["modality"].items() if number} | found["negated"])
    lines += _row("entities", found["entities"])
    lines += _row("passages", _passages(built.contents))
    lines += _skipped(built)
    lines += ["", f"The graph is {built.folder / 'graph.nq'}; {built.folder / 'README.md'} explains the folder. Next:", ""]
    return "\n".join(lines + [f"  {command}" for command in _next(built)])


def _row(name: str, numbers: dict[str, int]) -> list[str]:
    return [f"  {name:<15} " + " · ".join(f"{number} {what}" for what, number in numbers.items())]


def _passages(contents: Contents) -> dict[str, int]:
    from comity.claims.coverage import tally

    total = tally(contents)[-1]
    return {"gave claims": total.read, "gave none (comity coverage says why)": total.passed}


def _skipped(built: Built) -> list[str]:
    lines = [f"  {'skipped':<15} {one.file}: {_why(one.reason, one.next_step)}" for one in built.skipped[:SHOWN]]
    more = len(built.skipped) - SHOWN
    return lines + ([f"  {'':<15} and {more} more, all in {built.folder / 'run.json'}"] if more > 0 else [])


def _why(reason: str, next_step: str) -> str:
    return f"{reason}; {next_step}" if next_step else reason


def _next(built: Built) -> list[str]:
    """Three commands to go on with; the first asks about the two actors with the most claims between them."""
    where = graph_argument(built.folder)
    pair = _closest(built.contents)
    ask = (
        f"comity query ties -p a={shlex.quote(pair[0])} -p b={shlex.quote(pair[1])}{where}"
        if pair
        else f"comity query actors{where}"
    )
    return [ask, f"comity view --open{where}", "comity queries"]


def _closest(contents: Contents) -> tuple[str, str] | None:
    """Labels of the two actors with the most claims between them."""
    labels = {entity.id: entity.label for entity in contents.entities if entity.kind.is_actor}
    pairs = Counter(
        tuple(sorted((item.claim.subject, item.claim.object)))
        for item in contents.claims
        if item.claim.subject in labels and item.claim.object in labels and item.claim.subject != item.claim.object
    )
    if not pairs:
        return None
    (first, second), _ = min(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return labels[first], labels[second]


def _record(built: Built) -> dict[str, Any]:
    """The summary for programs."""
    from comity.pipeline import counts

    return {
        "folder": str(built.folder),
        "seconds": round(built.seconds, 3),
        **counts(built.contents),
        "skipped": [{"file": one.file, "reason": one.reason, "next_step": one.next_step} for one in built.skipped],
        "next": _next(built),
    }
