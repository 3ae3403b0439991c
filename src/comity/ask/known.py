"""What the reference tables, and the list of documents, answer besides the claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from comity.ask import narrowing, phrasing
from comity.ask.card import Card, Quote, Verdict
from comity.ask.finding import Row, evidence, search
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.ask.tables import cells_of, distinct, fits_office, is_kind, shown
from comity.grammar import word_class
from comity.graph import Store
from comity.query import run
from comity.query.names import folded, names_of
from comity.vocabulary import Relation


def answer(store: Store, meant: Understanding) -> Card | None:
    """The card of a question that the reference tables or the documents' list answer too; None for all others."""
    first = meant.patterns[0]
    if meant.form is Form.WHEN and not first.denied and _LIFE[0][0].search(meant.asking.casefold()):
        return _dated(store, meant)  # "When will it expire" asks of what is laid down
    if first.denied or not set(meant.modalities) & set(narrowing.FACTS):
        return None  # the tables know who belongs, not who left or what is planned
    relations = {pattern.relation for pattern in meant.patterns}
    if meant.form is Form.DOCUMENTS:
        return _documents(store, meant, first)
    stage = _stage(store, meant)
    if stage is not None:
        return stage
    two = meant.actors
    if meant.form in (Form.WHEN, Form.SINCE):
        return _member_since(store, meant, two) if Relation.MEMBER_OF in relations else _dated(store, meant)
    if meant.form not in (Form.WHICH, Form.LIST, Form.YES_NO):
        return None
    belongs = Relation.MEMBER_OF in relations and meant.wanted is not Wanted.AGREEMENT
    if belongs or (meant.wanted is Wanted.ORGANIZATION and len(two) == 2 and meant.form is Form.WHICH):
        return _memberships(store, meant, first, two)
    if meant.form is Form.YES_NO and len(two) == 2 and narrowing.of_a_treaty(meant.asking):
        told = (Relation.AGREES_WITH, Relation.ALLIED_WITH)
        if search(store, meant, Pattern(two[0], Relation.AGREES_WITH, two[1], either_way=True), told).answering:
            return None
    if meant.wanted is Wanted.AGREEMENT and two and not (meant.since or meant.until):
        if len(two) >= 2:
            return _shared_agreements(store, meant, two, Verdict.FOUND)
        return _known(store, meant, "agreements", {"actor": two[0]})
    named_one = any(entity.startswith("agreement:") for entity in meant.entities)
    of_both = len(two) == 2 and not named_one and relations <= {Relation.AGREES_WITH, Relation.PARTY_TO}
    bound = of_both and narrowing.of_a_treaty(meant.asking)
    if bound and meant.form in (Form.LIST, Form.YES_NO, Form.WHICH):
        return _shared_agreements(store, meant, two, Verdict.YES if meant.form is Form.YES_NO else Verdict.FOUND)
    if Relation.HOLDS_OFFICE in relations and meant.form is Form.LIST and two and first.subject == two[0]:
        return (
            None
            if search(store, meant, first, (Relation.HOLDS_OFFICE,)).answering
            else _known(store, meant, "offices", {"person": two[0]})
        )
    if Relation.PARTICIPATES_IN in relations and meant.form is Form.WHICH:
        return _participants(store, meant, first)
    if Relation.PARTY_TO in relations:
        return _parties(store, meant, first)
    if meant.office and two:
        return _known(
            store, meant, "offices", {"of": two[0]}, lambda r: fits_office(meant.office, str(r["office"] or "")) and not r["until"]
        )
    return None


def _known(
    store: Store,
    meant: Understanding,
    name: str,
    given: dict[str, str],
    keep: Callable[[Row], bool] = lambda _: True,
    verdict: Verdict = Verdict.FOUND,
) -> Card | None:
    """The card of a question of the catalogue as it stands; None where it has no rows."""
    result = run(store, name, given)
    rows = [row for row in result.records() if keep(row)]
    if not rows:
        return None
    lines = distinct([cells_of(row, result.variables) for row in rows])
    return Card(
        meant.question, verdict, phrasing.listed(meant, result.variables, lines, verdict), result.variables, lines,
        query=name, parameters=tuple(given.items()), sparql=result.sparql, notes=meant.notes,
    )  # fmt: skip


def _memberships(store: Store, meant: Understanding, pattern: Pattern, actors: list[str]) -> Card | None:
    """Who belongs to what: what documents deny goes before what the tables know."""
    if meant.form is Form.YES_NO and len(actors) == 2:
        claims = search(store, meant, pattern, (Relation.MEMBER_OF,))
        if claims.answering:
            return None
        label = _label(store, actors[1])
        return _known(
            store, meant, "memberships", {"actor": actors[0]},
            lambda r: r["organization"] == label and not r["until"] and r["kind"] in ("member", "founding member"), Verdict.YES,
        )  # fmt: skip
    if len(actors) == 2:
        return _known(store, meant, "shared-memberships", {"a": actors[0], "b": actors[1]})
    if len(actors) == 1 and (pattern.subject == WILD or (pattern.either_way and is_kind(Wanted.ORGANIZATION, actors[0]))):
        return _known(store, meant, "members", {"organization": actors[0]}, lambda r: not r["until"])
    if len(actors) == 1:
        return _known(store, meant, "memberships", {"actor": actors[0]}, lambda r: not r["until"])
    return None


_JOINS = re.compile(
    r"\b(part(y|ies)|sign(ed|s|atory|atories)?|ratif\w+|acced\w+|join\w*|member|belong\w*|conclud\w+|in)\b", re.IGNORECASE
)
"""What the tables' list of parties answers; that somebody has suspended or left a treaty it does not tell."""


def _parties(store: Store, meant: Understanding, pattern: Pattern) -> Card | None:
    agreements = [entity for entity in meant.entities if entity.startswith("agreement:")]
    if not agreements:
        return None
    if meant.form is not Form.YES_NO:
        joins = _JOINS.search(meant.asking) or re.search(r"\b(between|bound|bind\w*|accept\w*|enter\w*|made)\b", meant.asking)
        return _known(store, meant, "parties", {"agreement": agreements[0]}, lambda r: not r["not"]) if joins else None
    actors = meant.actors
    if not actors or not _JOINS.search(meant.asking) or search(store, meant, pattern, (Relation.PARTY_TO,)).answering:
        return None
    label = _label(store, actors[0])
    return _known(
        store, meant, "parties", {"agreement": agreements[0]}, lambda r: r["party"] == label and not r["not"], Verdict.YES
    )


def by_treaty(store: Store, meant: Understanding) -> Card | None:
    """What a treaty in force obliges two states to, where no claim says whether they are allies or bound to defend one another."""
    two = meant.actors
    if meant.form is not Form.YES_NO or len(two) != 2 or len(meant.entities) != 2 or not _BOUND.search(meant.asking):
        return None
    binding = _of_defence(store)
    return _known(
        store, meant, "shared-agreements", {"a": two[0], "b": two[1]}, lambda row: str(row["agreement"]) in binding, Verdict.YES
    )


def _of_defence(store: Store) -> set[str]:
    """Treaties that oblige their parties to defend one another."""
    duties = [row for row in run(store, "obligations", {}).records() if row["obligation"] == "defence"]
    return {str(row["agreement"]) for row in duties if str(row["stage"]) in ("in force", "signed", "ratified")}


_BOUND = re.compile(
    r"\b(?:(?:bound|obliged|obligated|committed|required|sworn|have|has|must)\b.*\b(?:defend|assist|aid|help|protect)|all(?:y|ies|ied)|"
    r"alliance|mutual defen[cs]e|defen[cs]e (?:pact|treaty|agreement|clause))\b",
    re.IGNORECASE,
)


def _shared_agreements(store: Store, meant: Understanding, two: list[str], verdict: Verdict) -> Card | None:
    """What binds two actors, what the documents name before what only the tables know."""
    told = {row["agreement"] for row in run(store, "agreements", {}).records()}
    binding = told | _of_defence(store) if re.search(r"\b(?:ally|allies|allied|alliance)\b", meant.question) else None
    card = _known(
        store, meant, "shared-agreements", {"a": two[0], "b": two[1]},
        lambda row: binding is None or str(row["agreement"]) in binding, verdict,
    )  # fmt: skip
    if card is None:
        return None
    lines = tuple(sorted(((*row, "documents" if row[0] in told else "tables") for row in card.rows), key=lambda row: row[-1]))
    columns = (*card.columns, "known")
    return replace(card, columns=columns, rows=lines, sentence=phrasing.listed(meant, columns, lines, verdict))


def _participants(store: Store, meant: Understanding, pattern: Pattern) -> Card | None:
    """Who takes part in an event, where no claim tells it but the tables do."""
    events = [entity for entity in meant.entities if entity.startswith("event:")]
    if len(events) != 1 or search(store, meant, pattern, (Relation.PARTICIPATES_IN,)).answering:
        return None
    label = _label(store, events[0])
    card = _known(store, meant, "events", {}, lambda r: r["event"] == label and bool(r["participants"]))
    if card is None:
        return None
    lines = tuple((name, label, "tables") for name in card.rows[0][card.columns.index("participants")].split(", "))
    columns = ("who", "event", "known")
    return replace(card, columns=columns, rows=lines, sentence=phrasing.listed(meant, columns, lines, Verdict.FOUND))


_LIFE = (
    (re.compile(r"\b(expir|ends?\b|ended|ending|laps|ran? out|run out|terminat|cease)"), ("ended",)),
    (re.compile(r"\b(force|effect|valid|appl(y|ies|ied))\b"), ("in force",)),
    (re.compile(r"\b(sign|conclu|adopt|agreed|initial|made|date)"), ("signed",)),
    (
        re.compile(r"\b(held|take place|took place|begin|began|start|open|happen|launch|found|establish|creat)"),
        ("held or begun", "in force", "signed"),
    ),
)  # fmt: skip
"""Words of a question → the dates of a thing that they ask for."""


def _dated(store: Store, meant: Understanding) -> Card | None:
    """When an agreement, an event or a project was signed, held, in force or over, where no claim tells it."""
    things = _of_parties(store, meant) or [entity for entity in meant.entities if not entity.startswith("actor:")]
    if len(things) != 1:
        return None
    text = meant.asking.casefold().replace(_label(store, things[0]).casefold(), " ")  # "New START" is no start of anything
    if narrowing.of_leaving(text) and not _LIFE[0][0].search(text):
        return None  # the day of its signature is not when it was suspended
    asked = next((what for pattern, what in _LIFE if pattern.search(text)), ())
    told_by_claims = asked in ((), ("signed",)) and any(
        shown(meant, search(store, meant, pattern, (pattern.relation,))) for pattern in meant.patterns if pattern.relation
    )
    if told_by_claims or not asked:
        return None
    return _known(store, meant, "dates", {"of": things[0]}, lambda r: r["what"] in asked)


_SMALL = frozenset({"declaration", "between", "with", "of", "and", "the", "on", "for", "in", "about", "their"})
"""Words of the name of a treaty that, beside its noun, tell it from no other."""


def _of_parties(store: Store, meant: Understanding) -> list[str]:
    """The treaty that a question names by its parties and its matter: "the Mutual Defense Treaty of South Korea and the US"."""
    two = meant.actors
    if len(two) != 2 or not narrowing.of_a_treaty(meant.asking):
        return []
    generic = _SMALL | word_class("agreement")
    asked, known = set(folded(meant.asking).split()) - generic, names_of(store)
    best: dict[int, list[str]] = defaultdict(list)
    for row in run(store, "shared-agreements", {"a": two[0], "b": two[1]}).records():
        named = set(folded(str(row["agreement"])).split()) - generic
        if row["signed"] and len(named & asked) > 1:
            best[len(named & asked)].append(str(row["agreement"]))
    names = best[max(best)] if best else []
    nodes = [node for name in names for node in sorted(known.nodes.get(folded(name), {})) if node.startswith("agreement:")]
    return nodes if len(nodes) == 1 else []


_BINDS = re.compile(r"\b(in (?:force|effect)|valid|binding|appl(?:y|ies)|running|alive)\b", re.IGNORECASE)


def _stage(store: Store, meant: Understanding) -> Card | None:
    """Whether one agreement is in force or signed, from how far it has come; None where no table and no document tells it."""
    if meant.form is not Form.YES_NO or len(meant.entities) != 1 or not meant.entities[0].startswith("agreement:"):
        return None
    in_force = _BINDS.search(meant.asking) is not None
    if not in_force and not re.search(r"\bsigned\b", meant.asking):
        return None
    label = _label(store, meant.entities[0])
    row = next((row for row in run(store, "agreements", {}).records() if row["agreement"] == label and row["stage"]), None)
    if row is None:
        return None
    holds = str(row["stage"]) in (("in force",) if in_force else ("signed", "ratified", "in force", "ended"))
    over = in_force and str(row["stage"]) in ("ended", "expired", "suspended", "terminated")
    if not holds and not over:
        return None
    verdict = Verdict.YES if holds else Verdict.NO
    card = _known(store, meant, "agreements", {}, lambda r: r["agreement"] == label, verdict)
    return None if card is None else replace(card, sentence=f"{'Yes' if holds else 'No'}: {label}, {row['stage']}.")


def _member_since(store: Store, meant: Understanding, actors: list[str]) -> Card | None:
    """Since when somebody belongs to a body, where no claim tells it."""
    if len(actors) != 2 or shown(meant, search(store, meant, meant.patterns[0], (Relation.MEMBER_OF,))):
        return None
    label = _label(store, actors[1])
    return _known(store, meant, "memberships", {"actor": actors[0]}, lambda r: r["organization"] == label and bool(r["from"]))


def _documents(store: Store, meant: Understanding, pattern: Pattern) -> Card | None:
    """Which documents hold claims that fit."""
    found = search(store, meant, pattern, (pattern.relation,) if pattern.relation else ())
    counted: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Quote] = {}
    rows = {str(row["claim"]): row for row in (*found.answering, *found.others)}
    for claim, passages in evidence(store, list(rows)).items():
        for one in passages:
            counted[one.document].add(claim)
            first.setdefault(one.document, Quote(claim, phrasing.worded(rows[claim]), one.document, one.section, one.text))
    lines = tuple((name, str(len(claims))) for name, claims in sorted(counted.items(), key=lambda item: (-len(item[1]), item[0])))
    if not lines:
        return None
    columns = ("document", "claims")
    return Card(
        meant.question, Verdict.FOUND, phrasing.listed(meant, columns, lines, Verdict.FOUND), columns, lines,
        tuple(first[name] for name, _ in lines)[:5], query=found.query, parameters=found.parameters, sparql=found.sparql,
    )  # fmt: skip


def _label(store: Store, entity: str) -> str:
    return names_of(store).labels.get(entity, entity)
