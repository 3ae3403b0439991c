"""Every command explains itself, and what its help shows can be typed."""

from __future__ import annotations

import re

import click
import pytest

from comity import __version__, cli
from comity.cli import COMMANDS


def help_of(name: str) -> str:
    """The help text of a command."""
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None
    return command.get_help(click.Context(command, info_name=f"comity {name}"))


def examples(name: str) -> list[str]:
    """The command lines at the end of its help."""
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None and command.help is not None
    _, found, shown = command.help.partition("Example:\n")
    assert found, f"the help of {name} has no example"
    return [line.strip() for line in shown.splitlines() if line.strip()]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_an_example_of_the_command(name):
    lines = examples(name)
    assert lines
    assert all(re.search(rf"(^|\| )comity {name}\b", line) for line in lines)
    assert "\n  Example:\n" in help_of(name)


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in COMMANDS for line in examples(name)])
def test_each_example_runs(typed, capfd, name, line):
    code = typed(line)
    assert code == 0, capfd.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_the_list_and_the_commands_agree():
    for name, (_, short) in COMMANDS.items():
        command = cli.cli.get_command(click.Context(cli.cli), name)
        assert command is not None and command.name == name
        assert short in help_text() and short.endswith(".")


def help_text() -> str:
    """The help of the whole."""
    return cli.cli.get_help(click.Context(cli.cli, info_name="comity"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--help"], 0), (["--version"], 0), (["build", "--help"], 0), (["no-such-command"], 2), (["query"], 2), (["--no-such"], 2)],
)
def test_exit_codes_of_the_whole(capfd, arguments, code):
    assert cli.run(arguments) == code
    out, err = capfd.readouterr()
    assert bool(out) == (code == 0) and bool(err) == (code != 0)
    if arguments == ["--version"]:
        assert __version__ in out


def test_a_missing_graph_is_named_with_the_next_step(capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_GRAPH", raising=False)
    for arguments in (["query", "documents"], ["view"], ["check"], ["coverage"], ["explain", "x"], ["export", "-o", "x.csv"]):
        assert cli.run(arguments) == 2
        err = capfd.readouterr().err
        assert "comity-graph" in err and "comity build" in err
