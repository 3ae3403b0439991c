"""What people say in words or as strings → the members of closed sets that the rooms take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from inspect import signature
from typing import TYPE_CHECKING, Any, TypeVar

from comity.errors import BadOption
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.query import CatalogueQuery

E = TypeVar("E", bound=StrEnum)


def member(kind: type[E], value: E | str | None) -> E | None:
    """The member of a closed set; ``BadOption`` where there is none of that name."""
    try:
        return None if value is None else kind(value)
    except ValueError as error:
        raise BadOption(f"{value!r} is none of {', '.join(kind)}", next_step="choose one of them") from error


def modality_set(value: str | Iterable[str] | None) -> frozenset[Modality] | None:
    """One or several modalities as a set."""
    several = [value] if isinstance(value, str) else value
    if several is None:
        return None
    return frozenset(found for one in several if (found := member(Modality, one)) is not None)


def parameter(asked: CatalogueQuery, name: str) -> str:
    """The question's own spelling of a parameter's name."""
    spellings = (name, name.rstrip("_"), name.rstrip("_").replace("_", "-"))
    return next((one for one in spellings if asked.parameter(one)), name)


def export_options(options: dict[str, Any]) -> dict[str, Any]:
    """Options of an export with words put in the place of the members they name, and lists made tuples."""
    from comity import export

    return _in_members(options, {field.name for field in fields(export.Options)}, "an export")


def network_options(options: dict[str, Any]) -> dict[str, Any]:
    """Options of a projection to a network, likewise."""
    from comity.network.projection import project

    return _in_members(options, set(signature(project).parameters) - {"contents"}, "a network")


def _in_members(options: dict[str, Any], known: set[str], what: str) -> dict[str, Any]:
    from comity import export
    from comity.network.projection import Grouping, Topics

    kinds: dict[str, type[StrEnum]] = {"profile": export.Profile, "table": export.Table, "grouping": Grouping, "topics": Topics}
    given = dict(options)
    for name in given:
        if name not in known:
            raise BadOption(f"{what} has no option {name!r}", next_step=f"its options: {', '.join(sorted(known))}")
    for name in kinds.keys() & given.keys():
        given[name] = member(kinds[name], given[name])
    if "modalities" in given:
        given["modalities"] = modality_set(given["modalities"])
    for name in {"domains", "signs"} & given.keys():
        given[name] = (given[name],) if isinstance(given[name], str | int) else tuple(given[name])
    for name in {"since", "until"} & given.keys():
        given[name] = str(given[name]) if isinstance(given[name], int) else given[name]
    return given


def with_reference(options: dict[str, Any]) -> dict[str, Any]:
    """The options; with the reference knowledge where memberships are asked for."""
    from comity import reference

    return options | {"reference": reference.load()} if options.get("memberships") else options
