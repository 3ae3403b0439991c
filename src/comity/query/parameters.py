"""Values that a person gives → terms that a query is bound to. Raw text never reaches SPARQL but as an escaped literal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from comity.errors import BadParameter
from comity.graph import Store
from comity.graph.knowledge import domain_rows, domains_under
from comity.graph.terms import bounds, day, integer, iri, short, text
from comity.query.catalogue import CatalogueQuery, Parameter
from comity.query.names import node_of
from comity.vocabulary import RELATIONS, Modality, Relation

Value = str | int | date | Sequence[str]
"""What a parameter may be given as; a sequence means: any of these."""

CLOSED = frozenset({"modality", "relation"})
"""Types whose values may be listed with commas: none of them holds one."""

_FOR_A_STATE = "SELECT ?one { ?one com:state ?actor }"


def terms_of(store: Store, question: CatalogueQuery, given: Mapping[str, Value]) -> dict[str, list[str]]:
    """Parameter → terms as N-Triples spells them, for each parameter that has a value, by its default if need be.

    Raises:
        BadParameter: one is missing, unknown, or does not mean what its type asks for.
    """
    for name in given:
        if question.parameter(name) is None:
            known = ", ".join(one.name for one in question.parameters) or "none"
            raise BadParameter(f"{question.name} has no parameter {name!r}", next_step=f"its parameters: {known}")
    found: dict[str, list[str]] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None or value == "":
            if parameter.required:
                raise BadParameter(
                    f"{question.name} needs {parameter.name}: {parameter.description}",
                    next_step=f"add -p {parameter.name}=…",
                )
            continue
        values = _several(value, parameter.type in CLOSED)
        found[parameter.name] = list(dict.fromkeys(term for one in values for term in _terms(store, parameter, one)))
    return found


def _several(value: Value, listed: bool) -> Iterable[str]:
    """The single values of what was given; those of a closed set may be listed with commas."""
    if isinstance(value, str) and listed:
        return [one for one in value.split(",") if one.strip()]
    if isinstance(value, str | int | date):
        return [str(value)]
    return [str(one) for one in value]


def _terms(store: Store, parameter: Parameter, value: str) -> list[str]:
    """Terms that one value of a parameter stands for."""
    value = value.strip()
    match parameter.type:
        case "side":
            return [iri(one) for one in _side(store, node_of(store, "actor", value, parameter.name))]
        case "domain":
            return [iri(one) for one in domains_under(_domain(store, parameter, value))]
        case "modality":
            return [iri(f"com:{_choice(parameter, value, [one.value for one in Modality])}")]
        case "relation":
            return [iri(f"com:{_relation(parameter, value)}")]
        case "integer":
            return [integer(_integer(parameter, value))]
        case "date":
            return [day(_day(parameter, value)[0])]
        case "end-date":
            return [day(_day(parameter, value)[1])]
        case "text":
            return [text(value)]
        case kind:
            return [iri(node_of(store, kind, value, parameter.name))]


def _side(store: Store, actor: str) -> list[str]:
    """The actor and all that act for it."""
    from pyoxigraph import NamedNode

    rows = store.select(_FOR_A_STATE, bindings={"actor": NamedNode(iri(actor)[1:-1])})
    agents = {short(row["one"].value) for row in rows}
    return [actor, *sorted(agent for agent in agents if agent.startswith("actor:") and agent != actor)]


def _domain(store: Store, parameter: Parameter, value: str) -> str:
    if value in {row["id"] for row in domain_rows()}:
        return f"domain:{value}"
    return node_of(store, "domain", value, parameter.name)


def _relation(parameter: Parameter, value: str) -> str:
    by_label = {facts.label.casefold(): relation.value for relation, facts in RELATIONS.items()}
    return by_label.get(value.casefold()) or _choice(parameter, value, [one.value for one in Relation])


def _choice(parameter: Parameter, value: str, choices: list[str]) -> str:
    by_folded = {choice.casefold(): choice for choice in choices}
    bare = value.removeprefix("com:").casefold()
    if bare not in by_folded:
        raise BadParameter(
            f"{value!r} is no {parameter.type}", place=f"parameter {parameter.name}", next_step=f"say {', '.join(choices)}"
        )
    return by_folded[bare]


def _integer(parameter: Parameter, value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        number = -1
    if number < 0 or number > 10**9:
        raise BadParameter(
            f"{value!r} is no whole number", place=f"parameter {parameter.name}", next_step="give a number such as 20"
        )
    return number


def _day(parameter: Parameter, value: str) -> tuple[date, date]:
    first, last = bounds(value)
    if first is None or last is None:
        raise BadParameter(
            f"{value!r} is no date", place=f"parameter {parameter.name}", next_step="write it like 2019, 2019-04 or 2019-04-25"
        )
    return first, last
