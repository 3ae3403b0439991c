"""The command line: parse, call one function, print, exit.

Commands are found by name and imported when they are called, so that ``comity --help`` starts at once.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

import click

from comity import __version__
from comity.cli.options import printable
from comity.errors import ComityError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "Read documents into a graph."),
    "ask": ("ask", "Answer a question in words."),
    "query": ("query", "Answer a question of the catalogue, or SPARQL."),
    "queries": ("query", "List the questions of the catalogue."),
    "view": ("view", "Write the network as one HTML page."),
    "plot": ("plot", "Draw a picture for a report."),
    "export": ("export", "Write the graph for other tools."),
    "measures": ("export", "Print network measures."),
    "check": ("check", "Check shapes and quotes of a graph."),
    "explain": ("explain", "Show where a claim or a name comes from."),
    "diff": ("diff", "Show what changed between two graphs."),
    "coverage": ("coverage", "Show what was read and what was passed over."),
}
"""Command → (module of this package, short help)."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and short helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's form
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"comity.cli.{COMMANDS[cmd_name][0]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's form
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="comity")
def cli() -> None:
    """Read documents about international relations into a knowledge graph, and question it.

    Every claim keeps its exact quote. Exit codes: 0 done, 1 the answer is no or empty, 2 something given cannot be used,
    3 a bug of ours, 130 interrupted.

    \b
    Example:
      comity build papers/
      comity queries
      comity query ties -p a=Russia -p b="North Korea"
    """


INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the answer is no, 2 bad input, 3 our bug, 130 interrupted."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code of the command line; whatever goes wrong is said on standard error."""
    try:
        code = cli.main(args=arguments, prog_name="comity", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("comity: interrupted; nothing was changed", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except ComityError as error:
        click.echo(printable(f"comity: {error}"), err=True)
        return error.exit_code
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as error:
        # click turns a broken pipe into an exit with 1, which is our "the answer is no".
        gone = isinstance(error.__context__, OSError) and error.__context__.errno == errno.EPIPE
        return _reader_gone() if gone else error.code if isinstance(error.code, int) else 0
    except Exception as error:
        if "COMITY_DEBUG" in os.environ:
            raise
        click.echo(f"comity: this is a bug of ours: {type(error).__name__}: {error}", err=True)
        click.echo("comity: run again with COMITY_DEBUG=1 for the whole trace, and please report it", err=True)
        return 3


def _reader_gone() -> int:
    """Whoever read our output has enough ("comity … | head"): that is no failure, and Python must not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
