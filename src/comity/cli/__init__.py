"""The command line: parse, call one function, print, exit.

Commands are found by name and imported when they are called, so that ``comity --help`` starts at once.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from comity import __version__
from comity.errors import ComityError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("build", "Read documents into a graph."),
    "query": ("query", "Answer a question of the catalogue, or SPARQL."),
    "queries": ("query", "List the questions of the catalogue."),
    "view": ("view", "Write the network as one HTML page."),
    "export": ("export", "Write the graph for other tools."),
    "measures": ("export", "Print network measures."),
    "check": ("check", "Check shapes and quotes of a graph."),
    "explain": ("explain", "Show where a claim or a name comes from."),
    "coverage": ("explain", "Show what was read and what was passed over."),
}
"""Command → (module of this package, short help)."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and short helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"comity.cli.{COMMANDS[cmd_name][0]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="comity")
def cli() -> None:
    """Read documents about international relations into a knowledge graph, and question it.

    Every claim keeps its exact quote. Start with:

    \b
      comity build papers/ -o comity-graph
      comity queries
      comity view --open
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the answer is no, 2 bad input, 3 our bug."""
    try:
        code = cli.main(args=arguments, prog_name="comity", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        click.echo("comity: interrupted; nothing was changed", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except ComityError as error:
        click.echo(f"comity: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        click.echo("comity: interrupted; nothing was changed", err=True)
        sys.exit(130)
    except Exception as error:
        if "COMITY_DEBUG" in __import__("os").environ:
            raise
        click.echo(f"comity: this is a bug of ours: {type(error).__name__}: {error}", err=True)
        click.echo("comity: run again with COMITY_DEBUG=1 for the whole trace, and please report it", err=True)
        sys.exit(3)
