"""Answers in sentences."""

from __future__ import annotations

from decimal import Decimal

from comity.ask.card import Verdict
from comity.ask.finding import Found, Row
from comity.ask.question import Form, Understanding
from comity.network.wording import number_text
from comity.query.catalogue import CatalogueQuery
from comity.vocabulary import Modality

MOST_NAMED = 6
"""Names of a list that the sentence itself tells; the table has them all."""


def sentence(meant: Understanding, found: Found, verdict: Verdict, rows: tuple[tuple[str, ...], ...]) -> str:
    """The answer in a sentence: yes, no or both with the claim behind it, or the first values of the table."""
    if meant.form is Form.YES_NO:
        said = [row for row in found.answering if bool(row["not"]) is found.pattern.denied]
        denied = [row for row in found.answering if bool(row["not"]) is not found.pattern.denied]
        if verdict is Verdict.BOTH:
            return f"Both: {_count(said)} that {worded(said[0])}, and {_count(denied)} that it is not so."
        told, otherwise = (said, denied) if verdict is Verdict.YES else (denied, said)
        return f"{_YES_NO.get(verdict, 'No')}: {_plainly(told[0])}, by {_documents(told[0])}.{_once(otherwise)}"
    if meant.form is Form.HOW_MUCH:
        return f"{_first(rows)}{_differ(rows)}{_not_as_facts(found)}."
    if meant.form in (Form.WHEN, Form.SINCE):
        return f"{_first(rows)}."
    if rows and rows[0][0] in {str(row["from"]) for row in found.answering} and len(rows[0]) > len(GROUPED):
        wordings = list(dict.fromkeys(worded(row) for row in found.answering))
        return "; ".join(wordings[:MOST_TOLD]) + (f"; and {len(wordings) - MOST_TOLD} more." if len(wordings) > MOST_TOLD else ".")
    return f"{_capital(_first(tuple((_with_source(row), *row[1:]) for row in rows)))}."


def _not_as_facts(found: Found) -> str:
    ways = list(dict.fromkeys(str(row["modality"]) for row in found.answering))
    facts = {Modality.ASSERTED.value, Modality.ASSESSED.value}
    return "" if facts & set(ways) else f", which is {' or '.join(ways)}, not stated as a fact"


MOST_TOLD = 3
"""Claims that the sentence itself tells."""


def _first(rows: tuple[tuple[str, ...], ...]) -> str:
    names = list(dict.fromkeys(row[0] for row in rows))
    more = f", and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


GROUPED = ("answer", "relation", "fields", "when", "claims", "according to")
"""Columns of a table of answers; the last stands only where somebody is said to say so."""


def _with_source(row: tuple[str, ...]) -> str:
    """An answer, with whoever says so where nobody else does."""
    return f"{row[0]} (according to {row[-1]})" if len(row) == len(GROUPED) and row[-1] else row[0]


def _differ(rows: tuple[tuple[str, ...], ...]) -> str:
    return ": several figures stand side by side, none of them averaged or preferred" if len({row[0] for row in rows}) > 1 else ""


def listed(meant: Understanding, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], verdict: Verdict) -> str:
    """The sentence of an answer that came as a list of the catalogue."""
    if verdict is Verdict.YES:
        return f"Yes: {' '.join(cell for cell in rows[0][:2] if cell)}, {_by(columns, rows[0])}."
    day = next((name for name in ("when", "from") if name in columns), "")
    if meant.form in (Form.WHEN, Form.SINCE) and day:
        told = [(row[columns.index(day)], row[0], row[1]) for row in rows if row[columns.index(day)]]
        return "; ".join(f"{when}: {name} ({what})" for when, name, what in told[:MOST_TOLD]) + "."
    if meant.form is Form.WHEN and "signed" in columns:
        return f"{rows[0][columns.index('signed')]}: the day of signing, by the tables or the documents."
    return f"{_capital(_first(rows))}."


def told_in_rows(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """The sentence of an answer whose rows are claims, pairs or things: the first few, and how many more there are."""
    shown = [column in _ANSWERING for column in columns]
    mark = " " if "relation" in columns else " – "
    told = [mark.join(cell for cell, show in zip(row, shown, strict=True) if show and cell) or row[0] for row in rows]
    more = f"; and {len(rows) - MOST_TOLD} more" if len(rows) > MOST_TOLD else ""
    return f"{_capital('; '.join(dict.fromkeys(told[:MOST_TOLD])))}{more}."


_ANSWERING = frozenset({
    "from", "not", "relation", "to", "one", "other", "third", "actor", "agreement", "event", "project", "first", "second", "broker",
    "mediator", "what", "person", "office", "of", "cause", "effect", "domain", "says", "partner", "obligation",
})  # fmt: skip
"""Columns that say it; the others tell when, by how many documents, with which words."""


def _by(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    known = row[columns.index("known")] if "known" in columns else ""
    return "by the reference tables; no document says it" if known == "tables" else f"by {known or 'the documents'}"


def not_stated(meant: Understanding, found: Found) -> str:
    """What is said where no claim answers."""
    if found.others and not found.answering:
        ways = ", ".join(dict.fromkeys(str(row["modality"]) for row in found.others))
        return f"Not stated as asked: the documents speak of it only as {ways}."
    wanted = {Form.HOW_MUCH: "a figure for it", Form.WHEN: "when", Form.SINCE: "since when", Form.SAYS: "who says so"}.get(
        meant.form
    )
    return f"Not stated: no document tells {wanted}." if wanted else "Not stated: no document says so."


def several(wordings: list[str]) -> str:
    """The first of what is read from a passage, and how much more there is."""
    more = len(wordings) - MOST_TOLD
    return "; ".join(wordings[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


def worded(row: Row) -> str:
    """A claim on one line: "Kenya supplies Sudan (oil; potential; 2019)"; "not:" before what is denied."""
    about = [str(row[name]) for name in ("domain",) if row[name]]
    about += [str(row["modality"])] if row["modality"] != "asserted" else []
    about += [str(row[name]) for name in ("when", "office") if row[name]]
    about += [figure(row)] if figure(row) else []
    about += [f"according to {row['says']}"] if row["says"] else []
    core = f"{row['from']} {row['relation']} {row['to']}"
    return ("not: " if row["not"] else "") + core + (f" ({'; '.join(about)})" if about else "")


def _plainly(row: Row) -> str:
    """A claim in a sentence: what is denied is said to be denied."""
    if not row["not"]:
        return worded(row)
    return worded({**row, "not": "", "relation": _denied(str(row["relation"]))})


def _denied(relation: str) -> str:
    """The label of a relation denied: "is not a member of", "does not supply"."""
    verb, _, rest = relation.partition(" ")
    if verb in ("is", "has"):
        return f"is not {rest}" if verb == "is" else f"has no {rest.removeprefix('a ')}"
    stem = f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-2] if verb.endswith("sses") else verb[:-1]
    return f"does not {stem} {rest}".rstrip()


def _once(rows: list[Row]) -> str:
    """What was otherwise at another time."""
    return f" At another time it was otherwise: {_plainly(rows[0])}." if rows else ""


_YES_NO = {Verdict.YES: "Yes", Verdict.NO: "No"}


def figure(row: Row) -> str:
    """The figure of a claim: "about USD 100 million", "at least 3 vessels", "" without one."""
    unit = str(row["unit"] or "")
    low, high, value = row["minimum"], row["maximum"], row["value"]
    if value is not None:
        number = _amount(value, unit)
    elif low is not None and high is not None:
        number = f"{_amount(low, unit)} to {_amount(high, unit)}"
    elif low is not None:
        number = f"at least {_amount(low, unit)}"
    elif high is not None:
        number = f"at most {_amount(high, unit)}"
    else:
        return ""
    per = f" per {row['per']}" if row["per"] else ""
    return f"{'about ' if row['about'] else ''}{number}{per}"


def _amount(value: object, unit: str) -> str:
    spelt = number_text(Decimal(str(value)))
    if unit == "%":
        return f"{spelt} %"
    return f"{unit} {spelt}" if unit.isupper() and len(unit) == 3 else f"{spelt} {unit}".rstrip()


def plain_number(value: object) -> str:
    """A number without exponent and trailing zeros."""
    spelt = f"{Decimal(str(value)):f}"
    return spelt.rstrip("0").rstrip(".") if "." in spelt else spelt


def example(question: CatalogueQuery) -> str:
    """A question of the catalogue with the values that show it off: "What do A and B trade?  comity query trade -p …"."""
    asked = question.questions[0] if question.questions else question.title
    return f"{asked}  ({question.command})"


def _count(rows: list[Row]) -> str:
    return f"{len(rows)} claim{'s say' if len(rows) != 1 else ' says'}"


def _documents(row: Row) -> str:
    number = int(str(row["documents"] or 1))
    return f"{number} document{'s' * (number != 1)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
