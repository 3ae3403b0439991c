"""Answers as tables: claims grouped as the question wants them, and what the reference tables know besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from comity.ask import phrasing
from comity.ask.card import Card, Quote, Verdict
from comity.ask.finding import Found, Row, evidence, search
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.graph import Store
from comity.query import run
from comity.query.binding import bound_text
from comity.query.catalogue import named
from comity.query.parameters import terms_of
from comity.vocabulary import Relation

MOST_ROWS = 200

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

CLAIM_COLUMNS = ("from", "not", "relation", "to", "domain", "modality", "when", "documents")


def of(meant: Understanding, found: Found) -> Table:
    """Columns and rows of the answer; no rows where the claims do not tell what is asked."""
    rows = shown(meant, found)
    if meant.form is Form.HOW_MUCH:
        columns: tuple[str, ...] = ("figure", "value", "unit", "measure", "from", "relation", "to", "when", "modality")
        return columns, _distinct([(phrasing.figure(r), _value(r), *_cells(r, columns[2:])) for r in rows])
    if meant.form in (Form.WHEN, Form.SINCE, Form.TIMELINE):
        columns = ("when", "from", "not", "relation", "to", "domain", "modality", "documents")
        return columns, _distinct(sorted(_cells(r, columns) for r in rows))
    if meant.form is Form.SAYS:
        columns = ("says", *CLAIM_COLUMNS[:-1])
        return columns, _distinct([_cells(r, columns) for r in rows])
    if found.pattern.relation is None and meant.form is not Form.DOMAINS:
        return _claims(rows)
    if meant.form is Form.DOMAINS or meant.wanted is Wanted.THING:
        return _grouped("domain", rows, _field)
    if meant.form is Form.WHICH and WILD in (found.pattern.subject, found.pattern.object):
        if not found.pattern.named:
            both = [{**r, "to": r["from"]} for r in rows] + rows
            return _grouped("who", both, lambda row: str(row["to"]))
        return _grouped(_asked_end(found.pattern), rows, lambda row: _answer(found.pattern, row))
    return _claims(rows)


def _claims(rows: list[Row]) -> Table:
    """One row a claim, with its figure where any has one."""
    if not any(_value(row) for row in rows):
        return CLAIM_COLUMNS, _distinct([_cells(r, CLAIM_COLUMNS) for r in rows])
    columns = (*CLAIM_COLUMNS[:4], "figure", "value", "unit", *CLAIM_COLUMNS[4:])
    return columns, _distinct([
        (*_cells(r, CLAIM_COLUMNS[:4]), phrasing.figure(r), _value(r), str(r["unit"] or ""), *_cells(r, CLAIM_COLUMNS[4:])) for r in rows
    ])  # fmt: skip


def shown(meant: Understanding, found: Found) -> list[Row]:
    """The claims that the answer shows: those that tell what is asked."""
    rows = found.answering
    if found.pattern.denied and meant.form is not Form.YES_NO:
        rows = [r for r in rows if r["not"]]
    if meant.form is Form.HOW_MUCH:
        return [r for r in rows if _value(r)]
    if meant.form in (Form.WHEN, Form.SINCE, Form.TIMELINE):
        return [r for r in rows if r["when"]]
    if meant.form is Form.SAYS:
        return [r for r in rows if r["says"]]
    if meant.form is Form.DOMAINS or (meant.wanted is Wanted.THING and found.pattern.relation):
        return [r for r in rows if _field(r) and not r["not"]]
    if meant.form is Form.WHICH:
        kept = [r for r in rows if bool(r["not"]) is found.pattern.denied]
        if WILD in (found.pattern.subject, found.pattern.object) and meant.wanted in (Wanted.ORGANIZATION, Wanted.PERSON, Wanted.AGREEMENT):
            kept = [r for r in kept if _is_kind(meant.wanted, _answer_id(found.pattern, r))]
        if meant.office:
            kept = [r for r in kept if _fits_office(meant.office, str(r["office"] or ""))]
        return kept
    return rows


def _grouped(column: str, rows: list[Row], answer: Callable[[Row], str]) -> Table:
    """One row an answer, with what is said of it; most documents first."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[answer(row)].append(row)
    lines = [
        (
            name,
            ", ".join(dict.fromkeys(str(r["relation"]) for r in several)),
            "; ".join(sorted({str(r["domain"]) for r in several if r["domain"]})) if column != "domain" else _ends(several),
            "; ".join(sorted({str(r["when"]) for r in several if r["when"]})),
            str(len(several)),
        )
        for name, several in by.items()
        if name
    ]
    third = "domains" if column != "domain" else "between"
    return (column, "relation", third, "when", "claims"), tuple(lines[:MOST_ROWS])


def _ends(rows: list[Row]) -> str:
    return "; ".join(dict.fromkeys(f"{row['from']} – {row['to']}" for row in rows))


def _field(row: Row) -> str:
    return str(row["to"]) if str(row["object"]).startswith("domain:") else str(row["domain"] or "")


def _asked_end(pattern: Pattern) -> str:
    return "who" if WILD in (pattern.subject, pattern.object) else "to"


def _answer_place(pattern: Pattern, row: Row) -> bool:
    """True when the answer stands as the subject of a claim."""
    if pattern.either_way:
        return row["subject"] not in pattern.named
    return pattern.subject == WILD


def _answer(pattern: Pattern, row: Row) -> str:
    return str(row["from" if _answer_place(pattern, row) else "to"] or "")


def _answer_id(pattern: Pattern, row: Row) -> str:
    return str(row["subject" if _answer_place(pattern, row) else "object"])


def _is_kind(wanted: Wanted, entity: str) -> bool:
    from comity import reference

    if wanted is Wanted.AGREEMENT:
        return entity.startswith("agreement:")
    known = reference.load().entities.get(entity)
    if known is None:
        return entity.startswith("actor:")
    return known.kind.value.casefold() == wanted.value


def _fits_office(asked: str, held: str) -> bool:
    """Whether an office is the one asked for: each of its words stands in the other ("foreign minister")."""
    words = set(held.casefold().replace("-", " ").split())
    return set(asked.replace("-", " ").split()) <= words and ("minister" not in words or len(words & {"prime", "deputy"}) == len(
        set(asked.split()) & {"prime", "deputy"}))  # fmt: skip


def _cells(row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("" if row[column] is None else str(row[column]) for column in columns)


def _value(row: Row) -> str:
    for column in ("value", "minimum", "maximum"):
        if row[column] is not None:
            return phrasing.plain_number(row[column])
    return ""


def _distinct(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(rows))[:MOST_ROWS]


# --- what other questions of the catalogue answer -----------------------------------------------------------------


def answer(store: Store, meant: Understanding) -> Card | None:
    """The card of a question that the reference tables or the documents' list answer too; None for all others."""
    first = meant.patterns[0]
    if first.denied:
        return None  # the tables know who belongs, not who left
    relations = {pattern.relation for pattern in meant.patterns}
    if meant.form is Form.DOCUMENTS:
        return _documents(store, meant, first)
    if meant.form in (Form.WHEN, Form.SINCE):
        return _signed(store, meant)
    if meant.form not in (Form.WHICH, Form.LIST, Form.YES_NO):
        return None
    two = [entity for entity in meant.entities if entity.startswith("actor:")]
    if Relation.MEMBER_OF in relations or (meant.wanted is Wanted.ORGANIZATION and len(two) == 2 and meant.form is Form.WHICH):
        return _memberships(store, meant, first, two)
    if meant.wanted is Wanted.AGREEMENT and two:
        if len(two) >= 2:
            return _known(store, meant, "shared-agreements", {"a": two[0], "b": two[1]})
        return _known(store, meant, "agreements", {"actor": two[0]})
    if Relation.PARTY_TO in relations:
        return _parties(store, meant, first)
    if meant.office and two:
        return _known(store, meant, "offices", {"of": two[0]}, lambda r: _fits_office(meant.office, str(r["office"] or "")) and not r["until"])
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
    question = named(name)
    result = run(store, question, given)
    rows = [row for row in result.records() if keep(row)]
    if not rows:
        return None
    lines = _distinct([_cells(row, result.variables) for row in rows])
    return Card(
        meant.question, verdict, phrasing.listed(meant, result.variables, lines, verdict), result.variables, lines,
        query=name, parameters=tuple(given.items()), sparql=bound_text(question, terms_of(store, question, given)),
        notes=meant.notes,
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
            lambda r: r["organization"] == label and not r["until"] and str(r["kind"]) in ("member", "founding member"), Verdict.YES,
        )  # fmt: skip
    if len(actors) == 2:
        return _known(store, meant, "shared-memberships", {"a": actors[0], "b": actors[1]})
    if len(actors) == 1 and (pattern.subject == WILD or (pattern.either_way and _is_kind(Wanted.ORGANIZATION, actors[0]))):
        return _known(store, meant, "members", {"organization": actors[0]}, lambda r: not r["until"])
    if len(actors) == 1:
        return _known(store, meant, "memberships", {"actor": actors[0]}, lambda r: not r["until"])
    return None


def _parties(store: Store, meant: Understanding, pattern: Pattern) -> Card | None:
    agreements = [entity for entity in meant.entities if entity.startswith("agreement:")]
    if not agreements:
        return None
    if meant.form is not Form.YES_NO:
        return _known(store, meant, "parties", {"agreement": agreements[0]}, lambda r: not r["not"])
    actors = [entity for entity in meant.entities if entity.startswith("actor:")]
    if not actors or search(store, meant, pattern, (Relation.PARTY_TO,)).answering:
        return None
    label = _label(store, actors[0])
    return _known(store, meant, "parties", {"agreement": agreements[0]}, lambda r: r["party"] == label and not r["not"], Verdict.YES)


def _signed(store: Store, meant: Understanding) -> Card | None:
    """When an agreement was signed, where claims do not say: the tables or the agreement itself may."""
    agreements = [entity for entity in meant.entities if entity.startswith("agreement:")]
    if not agreements or meant.form is not Form.WHEN or "sign" not in meant.question.casefold():
        return None
    if shown(meant, search(store, meant, meant.patterns[0], ())):
        return None
    label = _label(store, agreements[0])
    return _known(store, meant, "agreements", {}, lambda r: r["agreement"] == label and bool(r["signed"]))


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
    from comity.query.names import names_of

    return names_of(store).labels.get(entity, entity)
