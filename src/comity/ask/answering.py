"""What a question asks → the claims of the graph that answer it → the card.

Every answer is the outcome of one query of the catalogue, with its parameters; nothing is answered from anywhere else. Where no
claim answers, the answer is "not stated", with the nearest claims.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from comity import reference, resources
from comity.ask import catalogued, known, phrasing, tables
from comity.ask.card import Card, Quote, Verdict
from comity.ask.finding import Found, Passage, Row, evidence, search
from comity.ask.question import WILD, Form, Pattern, Understanding
from comity.ask.reading import understand
from comity.grammar import word_class
from comity.graph import Store
from comity.language import DEFAULT_MODEL
from comity.query import suggestions
from comity.query.catalogue import named
from comity.vocabulary import Modality, Relation

MOST_QUOTES = 5
MOST_SEARCHED = 40
"""Claims whose passages are looked up: enough for five different ones."""

MOST_NEAREST = 3
SUGGESTED = 3


def ask(store: Store, question: str, model: str = DEFAULT_MODEL) -> Card:
    """The answer card of a question in words.

    Args:
        store: the graph.
        question: in English; names in any spelling that the graph or the reference knows.
        model: the language model that the question is read with.
    """
    whole = catalogued.answer(store, question)
    if whole is not None:
        return whole
    meant = understand(question, store, model)
    if meant.form is Form.NONE or not meant.patterns:
        return _not_understood(question, meant)
    if meant.unknown:
        names = ", ".join(f"“{name}”" for name in meant.unknown)
        return Card(question, Verdict.NOT_STATED, f"Not stated: the documents name no {names}.", notes=meant.notes)
    special = known.answer(store, meant)
    if special is not None:
        return special
    found = _first_that_answers(store, meant) or _opposite(store, meant) or _over_it(store, meant)
    if found is None and EUROPE in meant.entities:
        return _of_the_union(store, meant)
    if found is None:
        return known.by_treaty(store, meant) or _not_stated(store, meant)
    return _card(store, meant, found)


EUROPE, UNION = "actor:europe", "actor:european-union"


def _of_the_union(store: Store, meant: Understanding) -> Card:
    """The answer for the European Union, where documents tell nothing of "Europe"; the card says so."""

    def of_union(end: str) -> str:
        return UNION if end == EUROPE else end

    patterns = tuple(replace(p, subject=of_union(p.subject), object=of_union(p.object)) for p in meant.patterns)
    notes = (*meant.notes, "“Europe” was taken for the European Union")
    other = replace(meant, patterns=patterns, entities=tuple(of_union(e) for e in meant.entities), notes=notes)
    found = _first_that_answers(store, other)
    return _card(store, other, found) if found else _not_stated(store, meant)


_OVER = frozenset({
    Relation.CRITICIZES, Relation.THREATENS, Relation.OPPOSES, Relation.SUPPORTS, Relation.REQUESTS, Relation.MEDIATES,
    Relation.CONSULTS_WITH, Relation.DISPUTES_WITH, Relation.COERCES,
})  # fmt: skip
"""Relations of which a field may be the occasion rather than the matter: "blamed for the floods", "warned over its gas"."""


def _over_it(store: Store, meant: Understanding) -> Found | None:
    """Claims of any field whose passages name the field that is asked for, in the words of the question."""
    if not meant.occasions or not meant.domains or meant.patterns[0].relation not in _OVER:
        return None
    return _first_that_answers(store, replace(meant, domains=(), places=(*meant.places, *meant.occasions)))


_OPPOSITES = {Relation.SUPPORTS: Relation.OPPOSES, Relation.OPPOSES: Relation.SUPPORTS}


def _opposite(store: Store, meant: Understanding) -> Found | None:
    """Whoever opposes a thing does not support it: the claims that answer "Does China support AUKUS" with no."""
    first = meant.patterns[0]
    other = _OPPOSITES.get(first.relation) if first.relation else None
    if meant.form is not Form.YES_NO or other is None or len(meant.patterns) > 1 or first.either_way or first.denied:
        return None
    found = search(store, meant, replace(first, relation=other, denied=True), (other,))
    return found if found.answering and not any(row["not"] for row in found.answering) else None


def _not_understood(question: str, meant: Understanding) -> Card:
    near = [named(name) for name in suggestions(question, SUGGESTED)] or [named(name) for name in ("ties", "supplies", "timeline")]
    return Card(
        question, Verdict.NOT_UNDERSTOOD, "The question was not understood.",
        suggestions=tuple(phrasing.example(one) for one in near[:SUGGESTED]), notes=meant.notes,
    )  # fmt: skip


def _first_that_answers(store: Store, meant: Understanding) -> Found | None:
    """The claims of the first reading that has any; after the relation itself, those that it follows from."""
    if meant.form in (Form.WHEN, Form.SINCE) and meant.patterns[0].relation is None:
        return None  # the words for what happened are not known, so no date of something else will do
    if meant.form is Form.WHEN and _FOUNDED.search(meant.asking) and len(meant.entities) == 1 and meant.entities[0][:5] == "actor":
        return None  # who joined a body, and when, does not tell when it was founded
    if meant.form is Form.YES_NO and len(meant.patterns) > 1:
        return _that_hold_together(store, meant)
    shared = _asked_of_several(store, meant)
    if shared is not None:
        return shared if tables.shown(meant, shared) else None
    for pattern, relations in _together(meant).items() if not _of_any_figure(meant) else ():
        wide = [other for one in relations for other in _entailed().get(one, ())] if meant.form is Form.DOMAINS else []
        found = search(store, meant, pattern, (*relations, *wide))
        if tables.shown(meant, found):
            return found
    if meant.form is Form.HOW_MUCH:
        return _measured(store, meant)
    for pattern in meant.patterns if meant.form not in _EXACT else ():
        wider = _entailing(pattern)
        other = search(store, meant, pattern, wider) if wider else None
        if other and [row for row in tables.shown(meant, other) if not row["not"]]:
            return other
    return None


_FOUNDED = re.compile(r"\b(found(ed)?|creat\w+|establish\w*|set up|launched|formed|came into being|born)\b")


def _of_any_figure(meant: Understanding) -> bool:
    return meant.form is Form.HOW_MUCH and meant.patterns[0].relation is None


def _measured(store: Store, meant: Understanding) -> Found | None:
    """A figure between the same actors whose measure the question names: "How large was the swap", whatever the tie is called.

    Figures that are only intended or possible count here too, as nothing is said as a fact; the card says how they are put.
    """
    first = meant.patterns[0]
    asked = set(re.findall(r"[a-z]{4,}", meant.asking.casefold())) - word_class("vague-measure")
    asked |= {"imports"} if "import" in asked else set()
    asked |= {"exports"} if "export" in asked else set()
    anyhow = replace(meant, modalities=tuple(Modality), domains=())
    states = replace(first, relation=None, either_way=True, subject=_state_of(first.subject), object=_state_of(first.object))
    for pattern in (*meant.patterns, replace(first, relation=None, either_way=True), *([states] if states.named else [])):
        found = search(store, anyhow, pattern, _relations(pattern))
        rows = tables.shown(anyhow, found)
        if pattern.relation is None or first.relation is None:
            rows = [row for row in rows if asked & set(re.findall(r"[a-z]{4,}", str(row["measure"] or "").casefold()))]
        if rows:
            return replace(found, answering=rows, others=[])
    return None


def _state_of(entity: str) -> str:
    """The state an army or a ministry belongs to, itself otherwise."""
    one = reference.load().entities.get(entity)
    return one.state if one is not None and one.state else entity


_EXACT = frozenset({Form.WHEN, Form.SINCE, Form.SAYS})
"""Forms that only the relation itself answers: the day of a war is no day of a quarrel, a treaty's no beginning of relations."""


def _that_hold_together(store: Store, meant: Understanding) -> Found | None:
    """The claims of "Do Greece and France support Ukraine": all of it must be said; what is denied of one is denied of all."""
    each = [_of_one(store, meant, pattern) for pattern in meant.patterns]
    denied = next((one for one in each if one and all(bool(row["not"]) is not one.pattern.denied for row in one.answering)), None)
    if denied is not None:
        return denied
    if len({pattern.relation for pattern in meant.patterns}) > 1:
        return next((one for one in each if one), None)  # readings of one tie, not ties of several
    if not all(each):
        return None
    first = next(one for one in each if one)
    return replace(first, answering=[row for one in each if one for row in one.answering])


def _of_one(store: Store, meant: Understanding, pattern: Pattern) -> Found | None:
    found = search(store, meant, pattern, _relations(pattern))
    if not found.answering and _entailing(pattern):
        found = search(store, meant, pattern, _entailing(pattern))
    return found if found.answering else None


def _asked_of_several(store: Store, meant: Understanding) -> Found | None:
    """The claims of whoever stands in them with each of the actors named ("between A and B"); None otherwise."""
    first = meant.patterns[0]
    alike = [
        p
        for p in meant.patterns
        if p.relation is first.relation and len(p.named) == 1 and not p.either_way and WILD in (p.subject, p.object)
    ]
    if meant.form is not Form.WHICH or len({p.named for p in alike}) < 2 or " or " in meant.asking:
        return None
    each = [search(store, meant, pattern, _relations(pattern)) for pattern in alike]
    side = "subject" if first.subject == WILD else "object"
    common = set.intersection(*({str(row[side]) for row in one.answering} for one in each))
    rows = [row for one in each for row in one.answering if row[side] in common]
    return replace(each[0], answering=rows, others=[row for one in each for row in one.others])


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
    by: dict[Relation, list[Relation]] = {}
    for row in resources.rows("ask", "entails.tsv", required=("relation", "by", "source")):
        by.setdefault(Relation(row["relation"]), []).append(Relation(row["by"]))
    return {relation: tuple(several) for relation, several in by.items()}


# --- cards --------------------------------------------------------------------------------------------------------


def _card(store: Store, meant: Understanding, found: Found) -> Card:
    verdict = _verdict(meant, found)
    used = tables.shown(meant, found)
    columns, rows = tables.of(meant, found, used)
    if not rows:
        return _not_stated(store, meant)
    quotes = _quotes(store, used)
    return Card(
        meant.question, verdict, phrasing.sentence(meant, replace(found, answering=used), verdict, rows), columns, rows, quotes,
        left_out=_left_out(found), query=found.query, parameters=found.parameters, sparql=found.sparql, notes=meant.notes,
    )  # fmt: skip


def _verdict(meant: Understanding, found: Found) -> Verdict:
    if meant.form is not Form.YES_NO:
        return Verdict.FOUND
    said = [row for row in found.answering if bool(row["not"]) is found.pattern.denied]
    denied = [row for row in found.answering if bool(row["not"]) is not found.pattern.denied]
    if said and denied and _of_the_past(said, denied, meant):
        return Verdict.NO
    if said and denied and not _of_the_past(denied, said, meant):
        return Verdict.BOTH
    return Verdict.YES if said else Verdict.NO


def _of_the_past(rows: list[Row], others: list[Row], meant: Understanding) -> bool:
    """True where claims speak of a time that is over, and others of none: "bought none before 2022" denies nothing of today."""
    over = all(re.match(r"^(?:[\d-]*/\d|/)", str(row["when"] or "")) for row in rows)
    return (
        over and not (meant.since or meant.until) and any(str(row["when"] or "").endswith("/") or not row["when"] for row in others)
    )


def _left_out(found: Found) -> tuple[tuple[str, int], ...]:
    counted = Counter(str(row["modality"]) for row in found.others)
    order = [modality.value for modality in Modality]
    return tuple(sorted(counted.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def _quotes(store: Store, rows: list[Row]) -> tuple[Quote, ...]:
    """The first passages behind the claims, each once with what is read from it."""
    told = {str(row["claim"]): phrasing.worded(row) for row in rows[:MOST_SEARCHED]}
    by_place: dict[Passage, list[str]] = {}
    passages = evidence(store, list(told))
    for claim in told:
        for passage in passages.get(claim, [])[:1]:
            by_place.setdefault(passage, []).append(claim)
    return tuple(
        Quote(claims[0], phrasing.several([told[claim] for claim in claims]), passage.document, passage.section, passage.text)
        for passage, claims in list(by_place.items())[:MOST_QUOTES]
    )


def _not_stated(store: Store, meant: Understanding) -> Card:
    """Nothing answers: what comes nearest, from loosening the question step by step."""
    first = meant.patterns[0]
    for looser, pattern in (*_looser(meant, first), (meant, first)):
        found = search(store, looser, pattern, _relations(pattern))
        rows = [*found.answering, *found.others]
        if rows:
            break
    return Card(
        meant.question, Verdict.NOT_STATED, phrasing.not_stated(meant, found), quotes=_quotes(store, rows[:MOST_NEAREST]),
        nearest=tuple(dict.fromkeys(phrasing.worded(row) for row in rows))[:MOST_NEAREST], left_out=_left_out(found),
        query=found.query, parameters=found.parameters, sparql=found.sparql, notes=meant.notes,
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
