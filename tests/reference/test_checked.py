"""Facts that were compared with public pages say so, and the pages' addresses reach the library."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from comity.reference import load

TABLES = Path(__file__).resolve().parents[2] / "data" / "reference"
REGISTRIES = {"anaconda", "conda", "crates", "npmjs", "packagist", "pypi", "pythonhosted", "registry", "rubygems"}
"""Parts of host names that belong to registries of packages, which are no public source of a diplomatic fact."""
AGREEMENTS_PROMISED = 120


def rows(*path: str) -> list[dict[str, str]]:
    with TABLES.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def pages(row: dict[str, str]) -> list[str]:
    return [page.strip() for page in row["checked"].split(";") if page.strip()]


def test_as_many_agreements_are_checked_as_promised() -> None:
    assert sum(1 for row in rows("agreements.tsv") if pages(row)) >= AGREEMENTS_PROMISED


@pytest.mark.parametrize("table", ["agreements.tsv", "people.tsv", "curated/memberships.tsv"])
def test_each_address_is_plain_and_no_registry_s(table: str) -> None:
    found = [page for row in rows(table) for page in pages(row)]
    assert found
    for page in found:
        parts = urlsplit(page)
        assert parts.scheme in ("http", "https"), page
        assert parts.hostname and "." in parts.hostname and not parts.hostname.replace(".", "").isdigit(), page
        assert not (parts.username or parts.password or parts.port), page
        assert not set(parts.hostname.split(".")) & REGISTRIES, page
        assert page == "".join(page.split()), page


def test_a_checked_agreement_says_which_facts_were_seen_and_has_them() -> None:
    curated = {row["label"]: row for row in rows("curated", "agreements.tsv")}
    for row in rows("agreements.tsv"):
        confirmed = [fact.strip() for fact in row["confirmed"].split(";") if fact.strip()]
        assert bool(confirmed) == bool(pages(row)), row["id"]
        assert all(fact == "name" or curated[row["label"]][fact] for fact in confirmed), row["id"]


def test_the_pages_stand_behind_the_source_of_the_entity() -> None:
    entities = load().entities
    for row in rows("agreements.tsv") + rows("people.tsv"):
        assert entities[row["id"]].source == "; ".join([row["source"], *pages(row)])


def test_the_pages_stand_behind_the_source_of_confirmed_parties() -> None:
    confirmed = {(row["id"], role) for row in rows("agreements.tsv") for role in row["confirmed"].split("; ")}
    checked = {row["id"]: "; ".join(pages(row)) for row in rows("agreements.tsv")}
    curated = {row["source"] for row in rows("curated", "agreements.tsv")}
    for party in load().parties:
        source = party.source.removesuffix(f"; {checked[party.agreement]}")
        if source != party.source:
            assert (party.agreement, party.role) in confirmed and source in curated
