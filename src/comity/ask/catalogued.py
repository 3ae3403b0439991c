"""Questions about the whole graph, or of more than one claim, which a query of the catalogue answers as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity import resources
from comity.ask import phrasing
from comity.ask.card import Card, Verdict
from comity.ask.tables import cells_of, distinct
from comity.ask.wording import reworded
from comity.graph import Store
from comity.query import run
from comity.query.names import folded, names_of

LONGEST = 160
"""Characters. The longest of 320 such questions has 96; what is longer asks something of its own."""

_YEAR = "on"
"""The one parameter that is no name."""

_LISTED = {"claims-of": ("claims", "thing")}
"""Query of an actor → the query, and its parameter, that tells the same of an agreement, an event or a project."""


def answer(store: Store, question: str) -> Card | None:
    """The card of a question that the catalogue answers whole; None for all others."""
    typed = " ".join(question.split()).rstrip("?!. ")
    if not typed or len(typed) > LONGEST:
        return None
    for text in dict.fromkeys((typed, reworded(_polite().sub("", typed)))):
        for pattern, name, fixed in _asked():
            found = pattern.search(text)
            given = _parameters(found.groupdict(), store) if found else None
            if given is not None:
                return _card(store, question, *_for_kind(name, {**given, **_values(fixed)}), fixed)
    return None


def _card(store: Store, question: str, name: str, given: dict[str, str], fixed: str) -> Card:
    result = run(store, name, given)
    kept, most = _values(fixed, "~"), _values(fixed, "^").get("", "")
    rows = [row for row in result.records() if all(str(row[column]) == value for column, value in kept.items())]
    if most:
        rows = sorted((row for row in rows if row[most]), key=lambda row: -int(str(row[most])))
    lines = distinct([cells_of(row, result.variables) for row in rows])
    verdict = Verdict.FOUND if lines else Verdict.NOT_STATED
    sentence = phrasing.told_in_rows(result.variables, lines) if lines else "Not stated: no document says so."
    return Card(
        question, verdict, sentence, result.variables if lines else (), lines,
        query=name, parameters=tuple(given.items()), sparql=result.sparql,
    )  # fmt: skip


def _parameters(groups: Mapping[str, str | None], store: Store) -> dict[str, str] | None:
    """Names of a question as nodes of the graph; None where one of them is nobody's, or two are one."""
    known = names_of(store).nodes
    given: dict[str, str] = {}
    for name, typed in groups.items():
        if not typed:
            continue
        nodes = known.get(folded(re.sub(r"['’]s?$", "", typed.strip())), {})
        fitting = {node: rank for node, rank in nodes.items() if node.partition(":")[0] in _KINDS[name]} if name != _YEAR else {}
        if name != _YEAR and not fitting:
            return None
        given[name] = typed if name == _YEAR else min(fitting, key=lambda node: (fitting[node], node))
    return given if len(set(given.values())) == len(given) else None


_ACTORS = frozenset({"actor"})
_KINDS = {
    "a": _ACTORS,
    "b": _ACTORS,
    "speaker": _ACTORS,
    "actor": frozenset({"actor", "agreement", "event", "project"}),
    "agreement": frozenset({"agreement"}),
}


def _for_kind(name: str, given: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The query and its parameters, for a thing that is no actor the query that takes things."""
    actor = given.get("actor", "actor:")
    if actor.startswith("actor:") or name not in _LISTED:
        return name, given
    other, parameter = _LISTED[name]
    return other, {parameter: actor}


def _values(fixed: str, mark: str = "") -> dict[str, str]:
    """What a row fixes: parameters; after "~" what a column must hold; after "^" the column whose highest number comes first."""
    pairs = (pair for pair in fixed.split(";") if "=" in pair and (pair[0] if pair[0] in "~^" else "") == mark)
    return {name.removeprefix(mark): value for name, _, value in (pair.partition("=") for pair in pairs)}


@cache
def _polite() -> re.Pattern[str]:
    return re.compile(r"^(?:please|kindly|so|well|ok|hello|hi)[ ,]+", re.IGNORECASE)


@cache
def _asked() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rows = resources.rows("ask", "catalogue.tsv", required=("pattern", "query", "parameters", "source"))
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["query"], row["parameters"]) for row in rows)
