"""Write docs/reference.md: the Python side from its docstrings, the command line from its help texts.

Run after a public name, a docstring, an option or a help text has changed:

    python scripts/make_reference.py

New commands, methods, formats and measures appear by themselves; a new module of public names is one line in ``ROOMS``.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

TARGET = Path(__file__).parents[1] / "docs" / "reference.md"
WIDTH = 100
"""Longest signature on one line."""


@dataclasses.dataclass(frozen=True)
class Room:
    """A part of the page: its heading, the module the names are taken from, and which; all of ``__all__`` without any."""

    heading: str
    module: str
    names: tuple[str, ...] = ()

    def members(self) -> Iterator[tuple[str, Any]]:
        """Public names with what they name, in the order given, those that do not exist left out."""
        module = import_module(self.module)
        for name in self.names or module.__all__:
            found = getattr(module, name, None)
            if inspect.isclass(found) or inspect.isfunction(found):
                yield name, found


MEASURES = (
    "Weight", "weighed", "actors", "ties", "table", "degree", "strength", "cooperation", "conflict", "betweenness", "eigenvector",
    "constraint", "community", "communities", "balance", "chain", "resolve", "NodeRow", "Triad", "Balance", "Hop",
)  # fmt: skip
NOUNS = ("AssembledClaim", "Claim", "Evidence", "Quantity", "Entity", "Document", "Cell", "ClaimLink", "Contents")
SETS = ("Relation", "Modality", "EntityKind", "Stage", "Obligation", "Effect", "LinkKind")

ROOMS = (
    Room("Building and opening a graph", "comity", ("build", "open_graph")),
    Room("The graph", "comity", ("KnowledgeGraph",)),
    Room("Listings", "comity.knowledge_graph.listing", ("Claims", "Actors")),
    Room("Answers to queries", "comity.query", ("Result",)),
    Room("Answers to questions in words", "comity.ask", ("Card", "Verdict")),
    Room("Explanations and comparisons", "comity.explanation", ("Explanation",)),
    Room("", "comity.comparison", ("Comparison",)),
    Room("Exports", "comity.export", ("write", "stream", "Options", "Profile", "Table", "Format", "format_for")),
    Room("Networks", "comity.network.projection", ("project", "Grouping", "Topics")),
    Room("", "comity.network", ("page", "Page")),
    Room("Measures", "comity.network.measures", MEASURES),
    Room("Pictures", "comity.plot"),
    Room("The nouns", "comity.model", NOUNS),
    Room("Closed sets", "comity.vocabulary", SETS),
)


def page() -> str:
    """The whole page."""
    parts = [
        "# Reference",
        "Made by `scripts/make_reference.py` from the docstrings and the help texts; do not edit it by hand.",
        "- [Command line](#command-line)\n- [Python](#python)",
        *_command_line(),
        "## Python",
        *(part for room in ROOMS for part in _room(room)),
        *_errors(),
    ]
    return "\n\n".join(part.rstrip() for part in parts if part.strip()) + "\n"


# --- command line -------------------------------------------------------------------------------------------------


def _command_line() -> Iterator[str]:
    from comity.cli import COMMANDS, cli

    yield "## Command line"
    yield from _prose(cli.help or "")
    context = click.Context(cli, info_name="comity")
    yield "\n".join(f"- [`comity {name}`](#comity-{name}): {short}" for name, (_, short) in COMMANDS.items())
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _command(command, click.Context(command, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"### {context.command_path}"
    yield f"```\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```"
    yield from _prose(command.help or "")
    rows = [_option(parameter) for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden]
    if rows:
        yield "| option | meaning |\n| --- | --- |\n" + "\n".join(f"| {names} | {meaning} |" for names, meaning in rows)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(inner, click.Context(inner, info_name=name, parent=context))


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if isinstance(option.type, click.Choice):
        value = " " + " ".join(f"`{choice}`" for choice in option.type.choices)
    elif option.is_flag or option.count:
        value = ""
    else:
        value = f" *{option.metavar or option.type.name.upper()}*"
    meaning = " ".join((option.help or "").split()).replace("  [default:", " [default:")
    if option.show_default and option.default not in (None, False, ()):
        meaning += f" [default: {option.default}]"
    if option.envvar and option.show_envvar:
        meaning += f" [environment: {option.envvar}]"
    return _cell(names + value), _cell(meaning)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _prose(text: str) -> Iterator[str]:
    r"""Paragraphs of a help text; what stands behind ``\b`` keeps its lines."""
    for part in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if not part.startswith("\b"):
            yield " ".join(part.split()).replace("*", "\\*")
            continue
        head, *lines = part.removeprefix("\b").strip("\n").splitlines()
        yield f"{head.strip()}\n\n```console\n" + "\n".join(f"$ {line.strip()}" for line in lines) + "\n```"


# --- Python -------------------------------------------------------------------------------------------------------


def _room(room: Room) -> Iterator[str]:
    if room.heading:
        yield f"### {room.heading}"
    if room.module == "comity.export":
        yield from _formats()
    for name, found in room.members():
        yield from _class(name, found, room.module) if inspect.isclass(found) else _function(name, found, "####", room.module)


def _formats() -> Iterator[str]:
    from comity.export import FORMATS

    rows = [
        f"| `{kind.name}` | {' '.join(kind.endings) or 'a folder'} | {kind.family.value} | {kind.readers} | {kind.keeps} |"
        for kind in FORMATS.values()
    ]
    yield "| format | endings | made from | read by | keeps |\n| --- | --- | --- | --- | --- |\n" + "\n".join(rows)


def _class(name: str, found: type, module: str) -> Iterator[str]:
    yield f"#### {name}"
    if not issubclass(found, enum.Enum):
        yield f"```python\n{module}.{name}{_signature(found)}\n```"
    yield from _docstring(found)
    if issubclass(found, enum.Enum):
        yield ", ".join(f"`{member.value}`" for member in found)
    for member, value in _own_members(found):
        if isinstance(value, property) or hasattr(value, "func"):
            yield f"##### {name}.{member}"
            yield from _docstring(value)
        else:
            yield from _function(f"{name}.{member}", value, "#####", "")


def _own_members(found: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties of a class and of those of ours above it, in the order of their definition."""
    seen = set()
    for owner in found.__mro__:
        if not owner.__module__.startswith("comity"):
            continue
        for member, value in vars(owner).items():
            raw = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            shown = inspect.isfunction(raw) or isinstance(raw, property) or type(raw).__name__ == "cached_property"
            if not member.startswith("_") and shown and member not in seen:
                seen.add(member)
                yield member, raw


def _function(name: str, function: Callable[..., Any], heading: str, module: str) -> Iterator[str]:
    yield f"{heading} {name}"
    path = f"{module}.{name}" if module else name.rpartition(".")[2]
    yield f"```python\n{path}{_signature(function)}\n```"
    yield from _docstring(function)


def _signature(found: Callable[..., Any]) -> str:
    try:
        signature = inspect.signature(found)
    except ValueError:
        return "(…)"
    parts: list[str] = []
    keywords_only = False
    positional = [p for p in signature.parameters.values() if p.kind is p.POSITIONAL_ONLY and p.name not in ("self", "cls")]
    for parameter in signature.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords_only and not any(p.startswith("*") for p in parts):
            parts.append("*")
        keywords_only = keywords_only or parameter.kind is parameter.KEYWORD_ONLY
        parts.append(_parameter(parameter))
        if positional and parameter is positional[-1]:
            parts.append("/")
    result = "" if inspect.isclass(found) else f" -> {_annotation(signature.return_annotation)}"
    line = f"({', '.join(parts)}){result}"
    return line if len(line) <= WIDTH else "(\n" + "".join(f"    {part},\n" for part in parts) + f"){result}"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    text = stars.get(parameter.kind.name, "") + parameter.name
    if parameter.annotation is not parameter.empty:
        text += f": {_annotation(parameter.annotation)}"
    return text if parameter.default is parameter.empty else f"{text} = {_default(parameter.default)}"


def _annotation(annotation: Any) -> str:
    if annotation in (inspect.Signature.empty, None):
        return "None"
    return annotation.strip("'\"") if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _default(value: Any) -> str:
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    # A default made anew for each call prints with the address of its factory.
    return "…" if "<" in repr(value) else repr(value)


SECTIONS = ("Args:", "Attributes:", "Returns:", "Raises:")


def _docstring(found: Any) -> Iterator[str]:
    """Paragraphs, with the sections of arguments and errors as lists."""
    text = inspect.cleandoc(found.__doc__ or "")
    if not text or (inspect.isclass(found) and text.startswith(f"{found.__name__}(")):
        return
    for part in re.split(r"\n\s*\n", _markup(text)):
        lines = part.splitlines()
        if lines[0].strip() in SECTIONS:
            yield f"*{lines[0].strip().removesuffix(':')}*"
            yield inspect.cleandoc("\n".join(lines[1:])) if lines[0].strip() == "Returns:" else _list(lines[1:])
        elif part.lstrip().startswith(">>>"):
            yield f"```python\n{part}\n```"
        else:
            yield part


def _list(lines: list[str]) -> str:
    """A list item for each ``name: what it is``; deeper lines go on with the item above."""
    text = inspect.cleandoc("\n".join(lines)).splitlines()
    items: list[str] = []
    for line in text:
        if line.startswith(" ") and items:
            items[-1] += " " + line.strip()
        else:
            items.append(line.strip())
    named = (re.sub(r"^([\w*, ]+): ", lambda found: f"`{found[1]}`: ", item) for item in items)
    return "\n".join(f"- {item}" for item in named)


def _markup(text: str) -> str:
    """Docstring's marks as Markdown's: double backticks and roles become single ones."""
    text = re.sub(r":(?:meth|func|class|mod|data|attr):`~?([^`]+)`", r"`\1`", text)
    return text.replace("``", "`")


def _errors() -> Iterator[str]:
    from comity import errors

    first, tree, *rest = re.split(r"\n\s*\n", inspect.cleandoc(errors.__doc__ or ""), maxsplit=2)
    yield "### Errors"
    yield first.replace("::", "")
    body = "\n\n".join((tree, *rest))
    code = [line.removeprefix("    ") for line in body.splitlines() if line.startswith("    ")]
    yield "```\n" + "\n".join(code) + "\n```"
    yield "\n".join(line for line in body.splitlines() if line and not line.startswith("    ") and line != "::")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"wrote {TARGET.name}\n")
