"""Regions and circles of states that narrow who is asked for: "which Pacific states", "who in the Gulf", "EU countries"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from comity import reference, resources
from comity.reference import MembershipKind

_KINDS = (
    "countries|country|states?|nations?|governments?|powers?|capitals?|members?|neighbou?rs|actors?|republics?|kingdoms?|monarchies|"
    "islands?|leaders?|presidents?|partners?|companies|economies|parties"
)
_WHO = rf"(?:who|whom|whose|anyone|anybody|(?:which|what|list|name|all|any|the|other|many)(?: \w+)? (?:{_KINDS}))"


@dataclass(frozen=True, slots=True)
class Region:
    """The circle a question asks within: its name as typed, and the identifiers of the states and bodies in it."""

    name: str
    members: frozenset[str]


def without_region(question: str) -> tuple[str, Region | None]:
    """The question without the words that narrow it to a region, and that region; None without one.

    Only what qualifies the phrase that asks is taken: "which Pacific states", "who in the Gulf", not "gas for Europe".
    """
    for pattern, place in _narrowing():
        found = pattern.search(question)
        if found is None or (_OF_ONE.search(question) and found.groupdict().get("who", "").casefold().startswith("the ")):
            continue
        name = found["region"]
        region = Region(name, _members(name.casefold()))
        left = _LEAVING.search(question) and _is_body(name.casefold())  # who left a body is no member of it
        if region.members and not left:
            return " ".join((question[: found.start()] + place(found) + question[found.end() :]).split()), region
    return question, None


@cache
def _narrowing() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    names = "|".join(sorted({row["name"] for row in _rows()}, key=lambda name: (-len(name), name)))
    region = rf"(?P<region>{names})"
    circle = r"partners?|allies|ally|friends?|rivals?|enemies|customers?|buyers?|clients?|suppliers?|members?"
    lead = "(?:which|what) of the|which|what|list|name|all|any|the|other"
    name_ends = r"(?! (?:forum|bank|council|union|court|commission|league|conference|organi[sz]ation|treaty|pact|agreement)\b)"
    seek = partial(re.compile, flags=re.IGNORECASE)
    return (
        (seek(rf"^(?P<lead>(?:in|within|across|among) (?:the )?){region}[,:]? (?P<who>who|whom|which|what)\b"), _who),
        (seek(rf"\b(?P<who>{_WHO}) (?:are )?(?:in|of|from|across|within|around|on) (?:the )?{region}(?!\w)"), _who),
        (seek(rf"\b(?P<who>{circle}) (?:in|from|across|within) (?:the )?{region}(?!\w)"), _who),
        (seek(rf"\b(?P<lead>{lead}) {region} (?P<kind>(?:member )?(?:{_KINDS}|{circle}))\b{name_ends}"), _kind),
        (seek(rf"^(?P<lead>){region} (?P<kind>{_KINDS})(?= (?:that|which|who|with|under|in|against|\w+ing)\b)"), _kind),
    )


_OF_ONE = re.compile(r"^\W*(?:is|was|does|do|did|has|have|had) the\b", re.IGNORECASE)
"""Begins a question of one that is named: "Is the Sahrawi republic in the African Union" asks of nobody else."""

_LEAVING = re.compile(r"\b(left|leave|leaving|quit|withdr[ae]w\w*|former|pulled out|expelled|no longer)\b", re.IGNORECASE)


def _who(found: re.Match[str]) -> str:
    return found["who"]


def _kind(found: re.Match[str]) -> str:
    return f"{found['lead']} {found['kind']}"


def _rows() -> list[dict[str, str]]:
    return list(resources.rows("ask", "regions.tsv", required=("name", "of", "members", "source")))


@cache
def _members(name: str) -> frozenset[str]:
    """Everybody in the region that is named; of a body its full members of today."""
    found: set[str] = set()
    for row in _rows():
        if re.fullmatch(row["name"], name):
            for one in row["members"].split(";"):
                found |= _extent(row["of"], one)
    return frozenset(found)


def _is_body(name: str) -> bool:
    return any(row["of"] == "body" and re.fullmatch(row["name"], name) for row in _rows())


def _extent(kind: str, name: str) -> frozenset[str]:
    if kind == "region":
        return frozenset(one.id for one in reference.load().entities.values() if one.region == name)
    if kind == "body":
        return _bodies().get(f"actor:{name}", frozenset())
    if kind == "group":
        return frozenset(reference.load().members_of_group(f"actor:{name}"))
    return frozenset({f"actor:{name}"})


@cache
def _bodies() -> dict[str, frozenset[str]]:
    by: dict[str, set[str]] = defaultdict(set)
    for one in reference.load().memberships:
        if one.kind is MembershipKind.MEMBER and not one.ended:
            by[one.organization].add(one.member)
    return {body: frozenset(members) for body, members in by.items()}
