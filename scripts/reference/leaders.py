"""People, their names and their terms of office: those kept by hand, and the factbook's leaders of the other states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .checking import examine, sourced
from .membership import country_id
from .notation import items, names
from .sources import read

if TYPE_CHECKING:
    from .tables import Build

CHIEF = frozenset(
    {"president", "transitional president", "interim president", "acting president", "king", "queen", "emir", "sultan", "emperor"}
    | {"supreme leader", "pope", "grand duke", "prince", "chairman of the Sovereignty Council", "chairman of the presidency"}
)
HEAD = frozenset({"prime minister", "premier", "chancellor", "chief adviser", "minister of state", "chief executive"})

TITLES = {
    "Interim Prime Minister": "prime minister", "Transition Prime Minister": "prime minister", "Prime Minister": "prime minister",
    "Caretaker Prime Minister": "prime minister", "Premier": "premier", "Minister of State": "minister of state",
    "Acting President": "acting president", "Interim President": "interim president", "President": "president", "King": "king",
    "Grand Duke": "grand duke", "Prince": "prince", "Chairperson of the Council of Ministers": "prime minister",
}  # fmt: skip
"""Titles of the factbook that are taken over; entries with any other title are left to the curated table."""

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {month: f"{n:02}" for n, month in enumerate(MONTH_NAMES, start=1)}


def people(made: Build) -> None:
    """Add people and offices. Of the factbook's leaders only those of states whose office no curated person holds."""
    held: set[tuple[str, str]] = set()
    for row in made.curated("people*"):
        state = f"actor:{row['state']}"
        checked, confirmed = examine(made, "people.tsv", row, _confirmable(row["offices"]))
        person = _person(made, row["label"], state, row["wikidata"], row["source"], checked)
        for name in names(row["names"]):
            made.name(name.text, person, "spelling" if name.spelling else "alias", name.context, row["source"])
        _surnames(made, person, row)
        for item, (office, of, begun, ended) in zip(items(row["offices"]), terms(row["offices"], state), strict=True):
            source = sourced(row["source"], checked) if item in items(confirmed) else row["source"]
            made.rows["offices.tsv"].append((person, office, of, begun, ended, source))
            if not ended:
                held |= {(of, column) for column, kinds in COLUMNS.items() if office in kinds}
    for label, surname, office, state, begun, source in _factbook(made, held):
        if f"actor:{made.identifier(label)}" in made.ids:
            continue
        person = _person(made, label, state, "", source)
        if surname:
            made.name(surname, person, "surname", "passage", source)
        made.rows["offices.tsv"].append((person, office, state, begun, "", source))


def _confirmable(cell: str) -> frozenset[str]:
    """Terms of office as they are written, and the offices alone, for a page that gives no days."""
    written = items(cell)
    return frozenset(written) | {item.rpartition(" ")[0] for item in written}


COLUMNS = {"chief_of_state": CHIEF, "head_of_government": HEAD}


def terms(cell: str, state: str) -> Iterator[tuple[str, str, str, str]]:
    """Office, of whom, beginning and end of each term of ``office@organisation from/until; …``."""
    for item in items(cell):
        office, _, time = item.rpartition(" ")
        office, _, of = office.partition("@")
        begun, _, ended = time.partition("/")
        yield office, f"actor:{of}" if of else state, begun, ended


def _person(made: Build, label: str, state: str, wikidata: str, source: str, checked: str = "") -> str:
    person = made.entity(f"actor:{made.identifier(label)}", "people.tsv")
    made.rows["people.tsv"].append((person, label, state, wikidata, source, checked))
    made.name(label, person, "person", "", source)
    return person


def _surnames(made: Build, person: str, row: dict[str, str]) -> None:
    if row["surname"] == "-":
        return
    for name in names(row["surname"] or row["label"].split()[-1]):
        if name.text != row["label"]:
            made.name(name.text, person, "surname", name.context, row["source"])


def _factbook(made: Build, held: set[tuple[str, str]]) -> Iterator[tuple[str, str, str, str, str, str]]:
    sovereign = {row[0] for row in made.rows["states.tsv"] if row[3] in ("member", "observer", "non-member")}
    for row in read(made.root / "sources" / "factbook_leaders.tsv"):
        state = country_id(row["country"])
        match = re.match(r"^([^(;]+?) \((?:since )?([^)]*)\)", row["text"])
        if not match or state not in sovereign or (state, row["column"]) in held or "represented by" in row["text"]:
            continue
        title = next((title for title in TITLES if match[1].startswith(title + " ")), "")
        name = re.sub(r"\b(?:Dr|Gen|Col|Capt|Sr|Sir)\b\.? ", "", match[1][len(title) :]).strip()
        office = TITLES.get(title, "")
        if office not in COLUMNS[row["column"]] or not re.match(r"[^\W\d_]", name) or name.startswith(("of ", "and ")):
            continue
        name = name.replace(", Jr.", " Jr.")
        capitals = [word for word in name.split() if word.isupper() and len(word) > 1 and not word.endswith(".")]
        label = " ".join(_cased(word) for word in name.split())
        yield label, " ".join(_cased(word) for word in capitals), office, state, _date(match[2]), row["source"]


def _cased(word: str) -> str:
    if not word.isupper() or len(word) < 2 or re.fullmatch(r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XVI?)", word):
        return word
    return "".join(part.capitalize() for part in re.split(r"([-'’])", word))


def _date(text: str) -> str:
    match = re.fullmatch(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]{2})[a-z]* )?(\d{4})", text.strip())
    if not match:
        return ""
    day, month, year = match.groups()
    return "-".join(part for part in (year, MONTHS.get(month or "", ""), f"{int(day):02}" if day and month else "") if part)
