"""What a query named: the claims to draw when somebody asks to see its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from comity.errors import BadOption
from comity.model import AssembledClaim, Contents
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.query import Result

_ID = re.compile(r"\b(?P<kind>claim|evidence):[0-9a-f]{16}\b")
_RELATIONS = {f"com:{relation.value}": relation for relation in Relation}

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """What of a graph an answer speaks of: identifiers of its claims, and of the entities it names."""

    claims: frozenset[str]
    entities: frozenset[str]


def named(result: Result, contents: Contents) -> Named:
    """The claims and entities of the graph that an answer names.

    Where it names claims (or evidence), they alone are meant. Else the claims between actors that stand in one row are,
    with the relation that stands beside them if there is one; where rows hold one actor each, the claims among all of
    them are, and for a single actor all its claims. Actors may be named by identifier or, where the answer has no
    identifiers, by label.

    Raises:
        BadOption: it names nothing that is in the graph.
    """
    rows = [[str(value) for value in row if value is not None] for row in result.rows]
    ids = frozenset(match[0] for row in rows for value in row for match in _ID.finditer(value))
    by_id = _claims_called(ids, contents.claims)
    known = {entity.id for entity in contents.entities}
    found = [[value for value in row if value in known] for row in rows]
    if not any(found):
        by_label: dict[str, set[str]] = {}
        for entity in contents.entities:
            by_label.setdefault(entity.label.casefold(), set()).add(entity.id)
        found = [[name for value in row for name in sorted(by_label.get(value.casefold(), ()))] for row in rows]
    entities = frozenset(name for row in found for name in row)
    if by_id:
        return Named(by_id, entities)
    claims = frozenset(_between(rows, found, contents.claims))
    if not claims and not entities:
        step = "have it return ?claim, or the actors: as identifiers or by their labels"
        raise BadOption("the answer names no claim and no actor of this graph", next_step=step)
    return Named(claims, entities)


def _claims_called(ids: frozenset[str], claims: Iterable[AssembledClaim]) -> frozenset[str]:
    if not ids:
        return frozenset()
    evidence = any(name.startswith("evidence:") for name in ids)
    return frozenset(item.id for item in claims if item.id in ids or (evidence and any(one.id in ids for one in item.evidence)))


def _between(rows: list[list[str]], found: list[list[str]], claims: Iterable[AssembledClaim]) -> Iterator[str]:
    pairs: dict[Pair, set[Relation]] = {}
    for row, names in zip(rows, found, strict=True):
        relations = {_RELATIONS[value] for value in row if value in _RELATIONS} or set(Relation)
        for one, other in combinations(dict.fromkeys(names), 2):
            pairs.setdefault(frozenset((one, other)), set()).update(relations)
    alone = {name for names in found for name in names}
    for item in claims:
        ends = {item.claim.subject, item.claim.object}
        if pairs:
            if item.claim.relation in pairs.get(frozenset(ends), ()):
                yield item.id
        elif ends <= alone or (len(alone) == 1 and ends & alone):
            yield item.id
