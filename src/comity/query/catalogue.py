"""The questions of ``queries/*.rq``: headers, parameters, columns. How such a file is written stands in queries/README.md."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from comity import resources
from comity.errors import BadQuery, UnknownQuery

TYPES: dict[str, str] = {
    "actor": "any name of a state, organisation, person or group",
    "side": "any name of an actor; its ministries, companies and leaders count too",
    "organization": "any name of an organisation",
    "agreement": "any name of an agreement",
    "entity": "any name of anything",
    "document": "a document by its identifier, file name or title",
    "claim": "a claim by its identifier",
    "domain": "a domain and all that are under it",
    "modality": "asserted, assessed, intended, proposed, potential, predicted or recommended",
    "relation": "a relation, such as supplies or cooperatesWith",
    "integer": "a whole number",
    "date": "a day, month or year; its first day counts",
    "end-date": "a day, month or year; its last day counts",
    "text": "any words",
}
"""Types of parameters, with what to give."""

OTHER_GROUP = "Other"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to know: ``default`` is what counts when nothing is given, ``None`` without one."""

    name: str
    type: str
    optional: bool
    default: str | None
    description: str

    @property
    def required(self) -> bool:
        """True when a value must be given."""
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """One question of the catalogue.

    Attributes:
        name: what it is called by.
        title: what it shows, in a few words.
        group: heading it stands under.
        questions: the question in words, in one or more wordings.
        parameters: what it needs to know.
        columns: (name, meaning) of what it answers with.
        example: values for its parameters to try it with.
        text: the whole file, SPARQL that runs as it stands.
    """

    name: str
    title: str
    group: str
    questions: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    example: tuple[tuple[str, str], ...]
    text: str

    @property
    def command(self) -> str:
        """The command that asks it with the values of its example."""
        return command(self.name, self.example)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, if there is one."""
        return next((one for one in self.parameters if one.name == name), None)


def command(name: str, given: Iterable[tuple[str, str]]) -> str:
    """The command, as one types it in a shell, that asks a question of the catalogue with these values."""
    return " ".join(["comity query", name, *(f"-p {parameter}={shlex.quote(value)}" for parameter, value in given)])


_HEADER = re.compile(r"#\s*(title|group|question|param|column|example)\s*:\s*(.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][\w-]*)\s+(?P<type>[a-z-]+)(?P<optional>\?)?(?:=(?P<default>\S+))?(?:\s+(?P<description>.*))?"
)


def parse(name: str, text: str) -> CatalogueQuery:
    """A query file read as a question; a file without a header is a question without parameters.

    Raises:
        BadQuery: a line of the header breaks its form.
    """
    fields: dict[str, list[str]] = {key: [] for key in ("title", "group", "question", "param", "column", "example")}
    for number, line in enumerate(text.splitlines(), start=1):
        found = _HEADER.fullmatch(line.strip())
        if found:
            fields[found[1]].append(found[2].strip())
        elif line.strip() and not line.startswith("#"):
            break
        if found and found[1] == "param":
            _parameter(found[2].strip(), name, f"line {number}")
    columns = (value.partition(" ") for value in fields["column"])
    example = (item.partition("=") for value in fields["example"] for item in shlex.split(value))
    return CatalogueQuery(
        name=name,
        title=next(iter(fields["title"]), name),
        group=next(iter(fields["group"]), OTHER_GROUP),
        questions=tuple(fields["question"]),
        parameters=tuple(_parameter(value, name, "header") for value in fields["param"]),
        columns=tuple((column, meaning.strip()) for column, _, meaning in columns),
        example=tuple((key, value) for key, _, value in example),
        text=text,
    )


def _parameter(value: str, name: str, place: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found or found["type"] not in TYPES:
        form = f"name type[?][=default] description; types: {', '.join(TYPES)}"
        raise BadQuery(f"no parameter: {value!r}", file=f"{name}.rq", place=place, next_step=f"write: {form}")
    description = found["description"] or TYPES[found["type"]]
    return Parameter(found["name"], found["type"], bool(found["optional"]), found["default"], description)


def catalogue(folder: Path | None = None) -> dict[str, CatalogueQuery]:
    """All questions by name, sorted by group and name.

    Args:
        folder: where the ``.rq`` files lie; the shipped ones when left out.
    """
    return dict(_catalogue(folder or resources.queries()))


@cache
def _catalogue(folder: Path) -> tuple[tuple[str, CatalogueQuery], ...]:
    found = [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))]
    return tuple((one.name, one) for one in sorted(found, key=lambda one: (_group_order(one.group), one.group, one.name)))


GROUPS = ("Two actors", "One actor", "Relations", "Agreements and events", "How it is said", "How well it is known", "Documents")
"""Headings of the catalogue, in the order of use; others come after."""


def _group_order(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def named(name: str) -> CatalogueQuery:
    """The question of that name.

    Raises:
        UnknownQuery: there is none; the nearest are suggested.
    """
    known = catalogue()
    if name in known:
        return known[name]
    near = suggestions(name)
    step = f"try {' or '.join(near)}, or" if near else "see"
    raise UnknownQuery(f"there is no question {name!r} in the catalogue", next_step=f"{step} comity queries")


def suggestions(words: str, number: int = 3) -> tuple[str, ...]:
    """Names of the questions nearest to a misspelt name or to a question in words, best first."""
    known = catalogue()
    asked = _stems(words)
    scored = []
    for name, one in known.items():
        shared = len(asked & _stems(" ".join((name.replace("-", " "), one.title, *one.questions))))
        if shared:
            scored.append((-shared, name))
    near = get_close_matches(words, known, n=number, cutoff=0.6)
    return tuple(dict.fromkeys([*near, *(name for _, name in sorted(scored))]))[:number]


_STOP_WORDS = """
    a an the of to in on by for and or is are was do does did with who whom what which when how two one it its from not say said
    documents
"""
_STOP = frozenset(_STOP_WORDS.split())


def _stems(text: str) -> set[str]:
    """First six letters of the content words: tried 5 to 8, six brings mediates to mediations and keeps trade from traditions."""
    return {word[:6].rstrip("s") for word in re.findall(r"[a-z]+", text.casefold()) if word not in _STOP}
