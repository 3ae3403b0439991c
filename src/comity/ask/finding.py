"""Claims of the graph that fit a pattern, asked by the question ``claims`` of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from comity.ask.question import WILD, Form, Pattern, Understanding
from comity.graph import Store
from comity.graph.terms import short
from comity.query import run
from comity.query.names import folded
from comity.vocabulary import Relation

Row = Mapping[str, object]
"""A claim as the question ``claims`` gives it."""

CLAIMS = "claims"
EVIDENCE = "evidence"


@dataclass(frozen=True)
class Found:
    """Claims that fit a pattern: those that answer the question, and those put forward in other ways.

    Attributes:
        pattern: what they fit.
        answering: claims in the modalities asked for, best first.
        others: claims that fit, put forward in other ways.
        query, parameters, sparql: what was asked of the graph.
    """

    pattern: Pattern
    answering: list[Row]
    others: list[Row]
    query: str
    parameters: tuple[tuple[str, str], ...]
    sparql: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage behind a claim."""

    document: str
    section: str
    text: str


def search(store: Store, meant: Understanding, pattern: Pattern, relations: tuple[Relation, ...]) -> Found:
    """The claims that fit the pattern within the fields, the years and the places that the question names."""
    given = _parameters(meant, pattern, relations)
    result = run(store, CLAIMS, given)
    rows = [_with_states(store, row) for row in result.records()]
    if meant.places and rows:
        passages = evidence(store, [str(row["claim"]) for row in rows])
        rows = [row for row in rows if any(_names(one.text, meant.places) for one in passages.get(str(row["claim"]), []))]
    if WILD in (pattern.subject, pattern.object):
        rows = [row for row in rows if not _is_open(pattern, row)]
    modalities = {modality.value for modality in meant.modalities}
    shown = tuple((name, ", ".join(value) if isinstance(value, list) else str(value)) for name, value in given.items())
    return Found(
        pattern,
        [row for row in rows if row["modality"] in modalities],
        [row for row in rows if row["modality"] not in modalities],
        CLAIMS, shown, result.sparql,
    )  # fmt: skip


_STATES = "SELECT ?one ?state ?label WHERE { ?one com:state ?state . ?state skos:prefLabel ?label }"
_OF_STORE: WeakKeyDictionary[Store, dict[str, tuple[str, str]]] = WeakKeyDictionary()


_ARMS = re.compile(
    r"\b(ministr\w+|department|army|navy|air force|forces|troops|soldiers|parliament|government|senate|assembly|officials)\b",
    re.IGNORECASE,
)
"""Words for the arms of a state, which is the country where countries are asked for; a movement of its people is not."""


def _with_states(store: Store, row: Row) -> Row:
    """The claim with the states that its ends belong to: a ministry, an army, a minister acts for its state."""
    if store not in _OF_STORE:
        _OF_STORE[store] = {
            short(found["one"].value): (short(found["state"].value), found["label"].value) for found in store.select(_STATES)
        }
    states, told = _OF_STORE[store], dict(row)
    for end in ("subject", "object"):
        state, label = states.get(str(row[end]), ("", ""))
        name = str(row["from" if end == "subject" else "to"] or "")
        told[f"{end} state"], told[f"{end} of"] = state, label if _ARMS.search(name) else ""
    return told


def _is_open(pattern: Pattern, row: Row) -> bool:
    """True where the place that is asked for holds nobody in particular."""
    if pattern.either_way:
        return "actor:unnamed" in (row["subject"], row["object"])
    return bool(row["subject" if pattern.subject == WILD else "object"] == "actor:unnamed")


def _names(text: str, places: tuple[str, ...]) -> bool:
    plain = folded(text)
    return all(folded(place) in plain for place in places)


def _parameters(meant: Understanding, pattern: Pattern, relations: tuple[Relation, ...]) -> dict[str, str | list[str]]:
    """Parameters of the question ``claims``: an actor by its place in the claim, other things at either end."""
    given: dict[str, str | list[str]] = {}
    ends = {"subject": pattern.subject, "object": pattern.object}
    sides = iter(("a", "b"))
    for place, end in ends.items():
        if not end or end == WILD:
            continue
        if not end.startswith("actor:"):
            given["thing"] = end
        elif pattern.either_way:
            given[next(sides)] = end
        else:
            given[place] = end
    if relations:
        given["relation"] = [relation.value for relation in relations]
    if meant.domains:
        given["domain"] = list(meant.domains)
    if meant.form is not Form.SINCE:
        given |= {"from": meant.since} if meant.since else {}
        given |= {"until": meant.until} if meant.until else {}
    return given


def evidence(store: Store, claims: list[str]) -> dict[str, list[Passage]]:
    """The passages behind claims, by claim, in the order of documents and places."""
    found: dict[str, list[Passage]] = {}
    if claims:
        for row in run(store, EVIDENCE, {"claim": claims, "limit": 10_000}).records():
            passage = Passage(str(row["document"] or ""), str(row["section"] or ""), str(row["quote"] or ""))
            found.setdefault(str(row["claim"]), []).append(passage)
    return found
