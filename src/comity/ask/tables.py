"""Answers as tables: claims grouped as the question wants them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from comity import reference, resources
from comity.ask import phrasing
from comity.ask.finding import Found, Row
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.vocabulary import EntityKind, Relation

MOST_ROWS = 200

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

CLAIM_COLUMNS = ("from", "not", "relation", "to", "domain", "modality", "when", "documents")


def of(meant: Understanding, found: Found, rows: list[Row]) -> Table:
    """Columns and rows of the answer, from the claims that it shows; no rows where they do not tell what is asked."""
    if meant.form is Form.HOW_MUCH:
        columns: tuple[str, ...] = ("figure", "value", "unit", "measure", "from", "relation", "to", "when", "modality")
        return columns, distinct([(phrasing.figure(r), _value(r), *cells_of(r, columns[2:])) for r in rows])
    if meant.form in (Form.WHEN, Form.SINCE, Form.TIMELINE):
        columns = ("when", "from", "not", "relation", "to", "domain", "modality", "documents")
        return columns, distinct(sorted(cells_of(r, columns) for r in rows))
    if meant.form is Form.SAYS:
        columns = ("says", *CLAIM_COLUMNS[:-1])
        return columns, distinct([cells_of({**r, "says": _speaker(meant, r)}, columns) for r in rows])
    if found.pattern.relation is None and meant.form is not Form.DOMAINS:
        return _claims(rows)
    if meant.form is Form.DOMAINS or _asks_for_goods(meant, found.pattern):
        return _grouped("domain", rows, _field)
    if _may_be_either(found.pattern):
        return _claims(rows)
    if meant.form is Form.WHICH and WILD in (found.pattern.subject, found.pattern.object):
        if not found.pattern.named:
            return _claims(rows)
        return _grouped(_asked_end(found.pattern), rows, lambda row: _answer(found.pattern, row, meant.wanted))
    return _claims(rows)


def _claims(rows: list[Row]) -> Table:
    """One row a claim, with its figure where any has one."""
    if not any(_value(row) for row in rows):
        return CLAIM_COLUMNS, distinct([cells_of(r, CLAIM_COLUMNS) for r in rows])
    columns = (*CLAIM_COLUMNS[:4], "figure", "value", "unit", *CLAIM_COLUMNS[4:])
    first, last = CLAIM_COLUMNS[:4], CLAIM_COLUMNS[4:]
    return columns, distinct(
        [(*cells_of(r, first), phrasing.figure(r), _value(r), str(r["unit"] or ""), *cells_of(r, last)) for r in rows]
    )


def shown(meant: Understanding, found: Found) -> list[Row]:
    """The claims that the answer shows: those that tell what is asked, within the region that is asked for."""
    rows = found.answering
    if meant.region is not None and WILD in (found.pattern.subject, found.pattern.object):
        rows = [r for r in rows if not meant.region.members.isdisjoint(_answering_as(found.pattern, r))]
    if found.pattern.denied and meant.form not in (Form.YES_NO, Form.HOW_MUCH):
        rows = [r for r in rows if r["not"]]
    if meant.form is Form.HOW_MUCH:
        rows = [r for r in rows if _value(r) and (found.pattern.denied or not r["not"])]
        return _in_the_unit_asked(meant, found.pattern, rows)
    if meant.form in (Form.WHEN, Form.SINCE):
        return [r for r in rows if r["when"] and (found.pattern.denied or not r["not"])]
    if meant.form is Form.TIMELINE:
        return [r for r in rows if r["when"]]
    if meant.form is Form.SAYS:
        return [r for r in rows if _speaker(meant, r)]
    if meant.form is Form.DOMAINS or _asks_for_goods(meant, found.pattern):
        return [r for r in rows if _field(r) and not r["not"]]
    if meant.form is Form.WHICH and meant.since and meant.until and _ONSET.search(meant.asking):
        rows = [r for r in rows if not _since_before(str(r["when"] or ""), meant.since)]
    if meant.form is Form.WHICH:
        kept = [r for r in rows if bool(r["not"]) is found.pattern.denied]
        if WILD in (found.pattern.subject, found.pattern.object) and meant.wanted in (
            Wanted.ORGANIZATION,
            Wanted.PERSON,
            Wanted.AGREEMENT,
        ):
            kept = [r for r in kept if is_kind(meant.wanted, _answer_id(found.pattern, r))]
        called = _CALLED.search(meant.asking) if meant.wanted is Wanted.ORGANIZATION else None
        if called:
            kept = [r for r in kept if called[1].casefold() in _answer(found.pattern, r).casefold()]
        kept = [r for r in kept if all(_is_of(whole, _answer_id(found.pattern, r)) for whole in meant.within)]
        if meant.office:
            kept = [r for r in kept if fits_office(meant.office, str(r["office"] or ""))]
        return kept
    return rows


_CALLED = re.compile(r"\b(?:which|what) (court|tribunal|council|commission|agency)\b", re.IGNORECASE)
"""Kinds of bodies that no table tells apart, so that their names must: ECOWAS is no court."""

_ONSET = re.compile(
    r"\b(normali[sz]\w+|restored?|established?|recogni[sz]ed?|joined|acceded|resumed|severed|broke|introduced|imposed|launched)\b"
)
"""Verbs of what happens once: who did it in a year began in that year."""


def _since_before(when: str, since: str) -> bool:
    """True of a state of things that lasts since before a date: "199X/" before 2020."""
    return when.endswith("/") and when[:4].replace("X", "9") < since[:4]


def _grouped(column: str, rows: list[Row], answer: Callable[[Row], str]) -> Table:
    """One row an answer, with what is said of it; most documents first."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[answer(row)].append(row)
    lines: list[tuple[str, ...]] = [
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
    columns: tuple[str, ...] = (column, "relation", third, "when", "claims")
    mouths = {name: _only_said_by(several) for name, several in by.items()}
    if any(mouths[line[0]] for line in lines):
        columns, lines = (*columns, phrasing.GROUPED[-1]), [(*line, mouths[line[0]]) for line in lines]
    return columns, tuple(lines[:MOST_ROWS])


def _only_said_by(rows: list[Row]) -> str:
    """Who says it, where every claim is put into somebody's mouth; "" where a document says it itself."""
    mouths = [str(row["says"] or "") for row in rows]
    return "; ".join(dict.fromkeys(mouths)) if all(mouths) else ""


_OF_GOODS = frozenset({
    Relation.SUPPLIES, Relation.AIDS, Relation.TRADES_WITH, Relation.NEEDS, Relation.POSSESSES, Relation.DEPENDS_ON,
    Relation.INVESTS_IN, Relation.COOPERATES_WITH, Relation.AGREES_WITH, Relation.PURSUES,
})  # fmt: skip
"""Relations of which "what" asks for the field: "What does Russia supply". Of the others it asks for whom or what they concern."""


def _asks_for_goods(meant: Understanding, pattern: Pattern) -> bool:
    return meant.wanted is Wanted.THING and pattern.relation in _OF_GOODS


def _may_be_either(pattern: Pattern) -> bool:
    """True where the words do not say who acts, so that each claim is shown whole."""
    return pattern.either_way and pattern.relation is not None and not pattern.relation.symmetric


def _speaker(meant: Understanding, row: Row) -> str:
    """Who says it: whom the text names, or whoever the claim is about where he speaks of himself."""
    return str(row["says"] or (row["from"] if meant.himself else "") or "")


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


def _answer(pattern: Pattern, row: Row, wanted: Wanted = Wanted.ANY) -> str:
    """The name of the answer; where states are asked for, of the state that a ministry or an army belongs to."""
    side = "subject" if _answer_place(pattern, row) else "object"
    of = str(row.get(f"{side} of") or "") if wanted is Wanted.STATE else ""
    return of or str(row["from" if side == "subject" else "to"] or "")


def _answering_as(pattern: Pattern, row: Row) -> tuple[str, str]:
    """The answer and the state it belongs to."""
    side = "subject" if _answer_place(pattern, row) else "object"
    return str(row[side]), str(row.get(f"{side} state") or "")


def _in_the_unit_asked(meant: Understanding, pattern: Pattern, rows: list[Row]) -> list[Row]:
    """Shares where a share is asked for; sums where money is, which a percentage does not tell."""
    shares, amounts = [r for r in rows if r["unit"] == "%"], [r for r in rows if r["unit"] != "%"]
    if _SHARES.search(meant.asking):
        return shares or rows
    if _IN_CURRENCY.search(meant.asking):
        return [r for r in rows if len(str(r["unit"] or "")) == 3 and str(r["unit"]).isupper()]
    if pattern.relation in _IN_MONEY or (amounts and _OF_MONEY.search(meant.asking)):
        return amounts
    return rows


_IN_MONEY = frozenset({Relation.TRADES_WITH})
"""Relations whose figures are sums: a percentage tells of a part, and answers no "how much"."""

_SHARES = re.compile(r"\b(share|percent\w*|per cent|proportion|tariffs?|dut(y|ies)|stake|fraction)\b|%", re.IGNORECASE)
_IN_CURRENCY = re.compile(
    r"\b(price|costs?|pay|pays|paid|owes?|owed|debts?|loan|dollars?|euros?|money|compensation|sum)\b", re.IGNORECASE
)
_OF_MONEY = re.compile(r"\b(how much|value|worth|volume|sum|amount|dollars?|euros?|turnover|money)\b", re.IGNORECASE)


def _answer_id(pattern: Pattern, row: Row) -> str:
    return str(row["subject" if _answer_place(pattern, row) else "object"])


def is_known_extent(whole: str) -> bool:
    """True of a state, whose companies and ministers are known, and of a group whose members are."""
    known = reference.load().entities.get(whole)
    return (
        (known is not None and known.kind is EntityKind.STATE)
        or bool(reference.load().members_of_group(whole))
        or bool(_continent(whole))
    )


def _is_of(whole: str, entity: str) -> bool:
    """Whether an answer belongs to a state or to a group; true where nobody knows who does."""
    if not is_known_extent(whole):
        return True
    known = reference.load().entities.get(entity)
    if entity == whole or entity in reference.load().members_of_group(whole):
        return True
    return known is not None and (known.state == whole or (bool(_continent(whole)) and _continent(whole) in known.region))


_CONTINENTS = (("europ", "Europe"), ("africa", "Africa"), ("asia", "Asia"), ("latin america", "Latin America"))
"""How names of continents begin → what the regions of states hold of them; finer ones ("West Africa") no table knows."""


def _continent(whole: str) -> str:
    known = reference.load().entities.get(whole)
    label = known.label.casefold() if known else ""
    return next((region for stem, region in _CONTINENTS if label.startswith(stem)), "")


def is_kind(wanted: Wanted, entity: str) -> bool:
    """Whether an entity is of the kind asked for; what no table knows may be any actor."""
    if wanted is Wanted.AGREEMENT:
        return entity.startswith("agreement:")
    known = reference.load().entities.get(entity)
    if known is None:
        return entity.startswith("actor:")
    return known.kind.value.casefold() == wanted.value


_HEADS = ("head-of-state", "head-of-government", "head-of-organization")
_RANKS = {
    "leader": _HEADS,
    "ruler": _HEADS,
    "chair": _HEADS,
    "head of state": _HEADS[:1],
    "monarch": _HEADS[:1],
    "head of government": _HEADS[1:2],
}
"""Words for those who stand at the head, whatever their title."""


def fits_office(asked: str, held: str) -> bool:
    """Whether an office is the one asked for: each of its words stands in the other ("foreign minister")."""
    words = set(held.casefold().replace("-", " ").split())
    if words & {"former", "deposed", "ex"}:
        return False
    if asked in _RANKS and any(_offices().get(held.casefold()) == rank for rank in _RANKS[asked]):
        return True
    wanted = set(asked.replace("-", " ").split())
    below = {"prime", "deputy", "vice"}
    return wanted <= words and (("minister" not in words and "president" not in words) or words & below == wanted & below)


@cache
def _offices() -> dict[str, str]:
    """Title of office → how high."""
    return {row["title"]: row["rank"] for row in resources.rows("lexicon", "offices.tsv", required=("title", "rank"))}


def cells_of(row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row as texts, "" where there is nothing."""
    return tuple("" if row[column] is None else str(row[column]) for column in columns)


def _value(row: Row) -> str:
    for column in ("value", "minimum", "maximum"):
        if row[column] is not None:
            return phrasing.plain_number(row[column])
    return ""


def distinct(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Each row once, at most ``MOST_ROWS``."""
    return tuple(dict.fromkeys(rows))[:MOST_ROWS]
