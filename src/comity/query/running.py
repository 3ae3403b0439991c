"""A question and what it needs to know → its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from comity.errors import BadParameter, BadQuery, OutputError
from comity.graph import Store
from comity.graph.sparql import tokens, without_comments
from comity.graph.terms import integer, iri, short, text
from comity.query.binding import bound_text
from comity.query.catalogue import CatalogueQuery, catalogue, named, parse
from comity.query.parameters import Value, terms_of
from comity.query.results import Result, result_of

GIVEN = "query"
"""Name of a query that is given as text."""


def run(
    store: Store, question: str | CatalogueQuery, parameters: Mapping[str, Value] | None = None, *, timeout: float | None = None
) -> Result:
    """The answer to a question of the catalogue or to SPARQL.

    Args:
        store: the graph.
        question: a name of the catalogue, SPARQL (with or without a header), or a question as parsed.
        parameters: values by name. A question's own parameters take names as people write them ("North Korea", "DPRK");
            a variable of SPARQL without a header takes a prefixed name, an IRI, a number, or else is taken as text.
        timeout: seconds after which it is given up.

    Raises:
        UnknownQuery: no question has that name.
        BadParameter: a parameter is missing, unknown or not what its type asks for.
        BadQuery: it does not parse, asks for what is refused, or takes too long.
    """
    asked = question if isinstance(question, CatalogueQuery) else find(question)
    given = dict(parameters or {})
    if asked.parameters or not given:
        sparql, free = bound_text(asked, terms_of(store, asked, given)), {}
    else:
        sparql, free = asked.text, {name: _free_term(value) for name, value in given.items()}
        _check_variables(asked, free)
    try:
        return replace(result_of(store.query(sparql, bindings=free, timeout=timeout), asked.columns), sparql=sparql)
    except BadQuery as error:
        if asked.name == GIVEN:
            raise
        file = f"{asked.name}.rq" if asked.name in catalogue() else asked.name
        raise BadQuery(error.reason, file=file, place=error.place, next_step=error.next_step) from error


def find(question: str) -> CatalogueQuery:
    """The question of that name, or the SPARQL itself where it is more than a name.

    Raises:
        UnknownQuery: it is a name, but no question has it.
    """
    if question in catalogue():
        return named(question)
    if re.search(r"[{}]|\b(?:select|ask|construct|describe)\b", without_comments(question), re.IGNORECASE):
        return parse(GIVEN, question)
    return named(question)


def _check_variables(asked: CatalogueQuery, given: Mapping[str, object]) -> None:
    variables = sorted({token.text[1:] for token in tokens(asked.text) if token.kind == "variable"})
    for name in given:
        if name not in variables:
            raise BadParameter(f"the query has no variable ?{name}", next_step=f"its variables: {', '.join(variables)}")


def _free_term(value: Value) -> str:
    """The term, as N-Triples spells it, that a value for a variable of free SPARQL stands for."""
    typed = str(value)
    bare = typed.strip("<>")
    if re.fullmatch(r"-?\d+", typed):
        return integer(int(typed))
    if re.fullmatch(r"https?://[^\s<>\"{}|^`\\]+", bare):
        return f"<{bare}>"
    prefix, colon, _ = short(bare).partition(":")
    if colon and re.fullmatch(r"[a-z]+", prefix) and not re.search(r"\s", bare):
        try:
            return iri(bare)
        except OutputError:  # an unknown prefix: then it is text after all
            return text(typed)
    return text(typed)
