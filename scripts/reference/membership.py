"""Memberships: the factbook's undated ones, overridden by the dated ones kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.vocabulary import slug

from .checking import ADDRESS, sourced
from .notation import items
from .sources import read

if TYPE_CHECKING:
    from .tables import Build

Row = tuple[str, str, str, str, str, str]

FACTBOOK_NAMES = {
    "The Bahamas": "bahamas", "Burma": "myanmar", "Congo (Brazzaville)": "republic-of-the-congo",
    "DRC": "democratic-republic-of-the-congo", "Czechia": "czech-republic", "The Gambia": "gambia",
    "Federated States of Micronesia": "micronesia", "Falkland Islands (Islas Malvinas)": "falkland-islands",
    "Côte d'Ivoire": "ivory-coast", "Saint Helena, Ascension, and Tristan da Cunha": "saint-helena",
    "South Georgia and South Sandwich Islands": "south-georgia-and-the-south-sandwich-islands",
    "Virgin Islands": "united-states-virgin-islands", "Holy See (Vatican City)": "vatican-city",
}  # fmt: skip
"""Countries that the factbook names otherwise than we do."""

KIND_OF_NOTE = {
    "observer": "observer", "associate observer": "observer", "dialogue partner": "dialogue-partner",
    "sectoral dialogue partner": "partner", "dialogue member": "dialogue-partner", "partner": "partner", "partners": "partner",
    "associate": "associate", "associate member": "associate", "associated member": "associate", "NEP": "partner",
    "enhanced engagement": "partner", "cooperating state": "partner", "candidate": "candidate", "candidates": "candidate",
    "candidate country": "candidate", "accession candidate": "candidate", "pending member": "candidate", "signatory": "candidate",
    "suspended": "suspended", "temporarily suspended": "suspended", "compliant country) (suspended": "suspended",
    "correspondent": "associate", "subscriber": "associate", "subbureau": "associate", "de facto member": "associate",
    "excluded from formal participation since 1962": "suspended",
}  # fmt: skip
"""What stands in brackets behind an abbreviation, where it means less than membership; other notes ("NGOs", "nonregional
member", "implementing country", "Chinese Taipei") leave it a membership."""


def country_id(name: str) -> str:
    """Identifier of a country by the factbook's name of it."""
    return f"actor:{FACTBOOK_NAMES.get(name, slug(name))}"


def memberships(made: Build) -> None:
    """Add one row per member, organisation, kind and beginning.

    A curated row overrides the factbook for the same pair, and for all members of the same kind of that organisation unless
    its column ``rest`` says that the factbook completes the list.
    """
    curated = list(_curated(made))
    pairs = {(row[0], row[1]) for row, _ in curated}
    complete = {(row[1], row[2]) for row, rest in curated if rest != "factbook"}
    rows = {row for row, _ in curated}
    for row in _factbook(made):
        if (row[0], row[1]) in pairs or (row[1], row[2]) in complete:
            continue
        if row[1].startswith("agreement:"):
            made.rows["agreement_parties.tsv"].append((row[1], row[0], "party", "", "", row[5]))
        else:
            rows.add(row)
    made.rows["memberships.tsv"] = sorted(rows)
    seen: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows):
        if row[:4] in seen:
            made.problem(f"memberships.tsv: {row} and {seen[row[:4]]} say the same")
        seen[row[:4]] = row


def member(made: Build, token: str) -> str:
    """Identifier of a member written as an ISO code or a slug."""
    if re.fullmatch(r"[A-Z]{2}", token):
        if token not in made.by_code:
            made.problem(f"{token}: no state has this code")
        return made.by_code.get(token, token)
    return token if ":" in token else f"actor:{token}"


def _curated(made: Build) -> Iterator[tuple[Row, str]]:
    for row in made.curated("memberships"):
        source = sourced(row["source"], row.get("checked", ""))
        for page in items(row.get("checked", "")):
            if not ADDRESS.fullmatch(page):
                made.problem(f"memberships.tsv: {row['organization']}: {page!r} is no plain address of a page")
        for token in re.split(r"[;\s]+", row["members"]):
            yield (
                (member(made, token), f"actor:{row['organization']}", row["kind"], row["from"], row["until"], source),
                row["rest"],
            )


def _factbook(made: Build) -> Iterator[Row]:
    ids = {row["abbreviation"]: row["id"] for row in made.curated("factbook_abbreviations")}
    for row in read(made.root / "sources" / "factbook_organizations.tsv"):
        text = row["organizations"].partition("do not participate:")[2] or row["organizations"]
        for token in re.split(r"[,;]\s*(?![^()]*\))", text):
            match = re.match(r"^(.*?)(?:\s*\((.*)\))?$", token.strip().replace("&nbsp", ""))
            abbreviation, note = (match[1], match[2] or "") if match else ("", "")
            if abbreviation in ("", "none") or note in ("temporary", "permanent"):
                continue
            if abbreviation not in ids:
                made.problem(f"factbook_abbreviations.tsv: {abbreviation!r} ({row['country']}) is not resolved")
                continue
            country = country_id(row["country"])
            if country not in made.ids:
                made.problem(f"factbook_organizations.tsv: {row['country']} is no state")
            kind = KIND_OF_NOTE.get(note.split(",")[0].strip(), "member")
            yield country, ids[abbreviation], kind, "", "", row["source"]


def parties(made: Build, cell: str) -> Iterator[tuple[str, str, str]]:
    """Actors of a list column (``US; GB@1949/1951``) with their times; blanks or semicolons part them."""
    for item in items(cell):
        for token in item.split():
            actor, _, time = token.partition("@")
            begun, _, ended = time.partition("/")
            yield member(made, actor.strip()), begun, ended
