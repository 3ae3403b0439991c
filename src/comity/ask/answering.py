"""What a question asks → the claims of the graph that answer it → the card.

Every answer is the outcome of one query of the catalogue, with its parameters; nothing is answered from anywhere else. Where no
claim answers, the answer is "not stated", with the nearest claims.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from comity import resources
from comity.ask import phrasing, tables
from comity.ask.card import Card, Quote, Verdict
from comity.ask.finding import Found, evidence, search
from comity.ask.question import Form, Pattern, Understanding
from comity.ask.reading import closed_office, understand
from comity.graph import Store
from comity.language import DEFAULT_MODEL
from comity.query import suggestions
from comity.query.catalogue import named
from comity.vocabulary import Modality, Relation

MOST_QUOTES = 5
MOST_NEAREST = 3
SUGGESTED = 3


def ask(store: Store, question: str, model: str = DEFAULT_MODEL) -> Card:
    """The answer card of a question in words.

    Args:
        store: the graph.
        question: in English; names in any spelling that the graph or the reference knows.
        model: the language model that the question is read with.
    """
    meant = closed_office(understand(question, store, model))
    if meant.form is Form.NONE or not meant.patterns:
        return _not_understood(question, meant)
    if meant.unknown:
        names = ", ".join(f"“{name}”" for name in meant.unknown)
        return Card(question, Verdict.NOT_STATED, f"Not stated: the documents name no {names}.", notes=meant.notes)
    special = tables.answer(store, meant)
    if special is not None:
        return special
    found = _first_that_answers(store, meant)
    if found is None:
        return _not_stated(store, meant)
    return _card(store, meant, found)


def _not_understood(question: str, meant: Understanding) -> Card:
    near = [named(name) for name in suggestions(question, SUGGESTED)] or [named(name) for name in ("ties", "supplies", "timeline")]
    return Card(
        question, Verdict.NOT_UNDERSTOOD, "The question was not understood.",
        suggestions=tuple(phrasing.example(one) for one in near[:SUGGESTED]), notes=meant.notes,
    )  # fmt: skip


def _first_that_answers(store: Store, meant: Understanding) -> Found | None:
    """The claims of the first reading that has any; after the relation itself, those that it follows from."""
    for pattern, relations in _together(meant).items():
        wide = [other for one in relations for other in _entailed().get(one, ())] if meant.form is Form.DOMAINS else []
        found = search(store, meant, pattern, (*relations, *wide))
        if tables.shown(meant, found):
            return found
    for pattern in meant.patterns:
        wider = _entailing(pattern)
        found = search(store, meant, pattern, wider) if wider else None
        if found and [row for row in tables.shown(meant, found) if not row["not"]]:
            return found
    return None


def _together(meant: Understanding) -> dict[Pattern, tuple[Relation, ...]]:
    """The patterns with the relations that are asked between the same ends: meeting somebody and taking part with him."""
    joined: dict[tuple[object, ...], tuple[Pattern, list[Relation]]] = {}
    for pattern in meant.patterns:
        _, relations = joined.setdefault((*pattern.named, pattern.either_way, pattern.denied), (pattern, []))
        relations.extend(one for one in _relations(pattern) if one not in relations)
    return {pattern: tuple(relations) for pattern, relations in joined.values()}


def _relations(pattern: Pattern) -> tuple[Relation, ...]:
    return (pattern.relation,) if pattern.relation else ()


def _entailing(pattern: Pattern) -> tuple[Relation, ...]:
    """Relations that the one asked for follows from."""
    return _entailed().get(pattern.relation, ()) if pattern.relation else ()


@cache
def _entailed() -> dict[Relation, tuple[Relation, ...]]:
    known: dict[Relation, list[Relation]] = {}
    for row in resources.rows("ask", "entails.tsv", required=("relation", "by", "source")):
        known.setdefault(Relation(row["relation"]), []).append(Relation(row["by"]))
    return {relation: tuple(several) for relation, several in known.items()}


# --- cards --------------------------------------------------------------------------------------------------------


def _card(store: Store, meant: Understanding, found: Found) -> Card:
    verdict = _verdict(meant, found)
    columns, rows = tables.of(meant, found)
    if not rows:
        return _not_stated(store, meant)
    used = tables.shown(meant, found)
    quotes = _quotes(store, used)
    return Card(
        meant.question, verdict, phrasing.sentence(meant, found, verdict, rows), columns, rows, quotes,
        left_out=_left_out(found), query=found.query, parameters=found.parameters, sparql=found.sparql, notes=meant.notes,
    )  # fmt: skip


def _verdict(meant: Understanding, found: Found) -> Verdict:
    if meant.form is not Form.YES_NO:
        return Verdict.FOUND
    said = any(bool(row["not"]) is found.pattern.denied for row in found.answering)
    denied = any(bool(row["not"]) is not found.pattern.denied for row in found.answering)
    if said and denied:
        return Verdict.BOTH
    return Verdict.YES if said else Verdict.NO


def _left_out(found: Found) -> tuple[tuple[str, int], ...]:
    counted = Counter(str(row["modality"]) for row in found.others)
    order = [modality.value for modality in Modality]
    return tuple(sorted(counted.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def _quotes(store: Store, rows: list[dict[str, object]]) -> tuple[Quote, ...]:
    first = rows[:MOST_QUOTES]
    passages = evidence(store, [str(row["claim"]) for row in first])
    quotes = []
    for row in first:
        for passage in passages.get(str(row["claim"]), [])[:1]:
            quotes.append(Quote(str(row["claim"]), phrasing.worded(row), passage.document, passage.section, passage.text))
    return tuple(quotes)


def _not_stated(store: Store, meant: Understanding) -> Card:
    """Nothing answers: what comes nearest, from loosening the question step by step."""
    first = meant.patterns[0]
    for looser, pattern in _looser(meant, first):
        found = search(store, looser, pattern, _relations(pattern))
        rows = [*found.answering, *found.others]
        if rows:
            near = tuple(dict.fromkeys(phrasing.worded(row) for row in rows))[:MOST_NEAREST]
            return Card(
                meant.question, Verdict.NOT_STATED, phrasing.not_stated(meant, found), quotes=_quotes(store, rows[:MOST_NEAREST]),
                nearest=near, left_out=_left_out(found), query=found.query, parameters=found.parameters, sparql=found.sparql,
                notes=meant.notes,
            )  # fmt: skip
    found = search(store, meant, first, _relations(first))
    return Card(
        meant.question, Verdict.NOT_STATED, phrasing.not_stated(meant, found), query=found.query, parameters=found.parameters,
        sparql=found.sparql, notes=meant.notes,
    )  # fmt: skip


def _looser(meant: Understanding, pattern: Pattern) -> list[tuple[Understanding, Pattern]]:
    """The question as it stands, then without its field, without its time, either way round, of any relation, of one actor."""
    anyhow = replace(meant, modalities=tuple(Modality))
    wide = replace(anyhow, domains=(), since="", until="", places=())
    turned = replace(pattern, either_way=True)
    steps = [(anyhow, pattern), (replace(anyhow, domains=()), pattern), (wide, pattern), (wide, turned)]
    if len(pattern.named) == 2:
        steps.append((wide, replace(turned, relation=None)))
    else:
        steps += [(wide, Pattern(end, pattern.relation, "", either_way=True)) for end in pattern.named]
    return steps
