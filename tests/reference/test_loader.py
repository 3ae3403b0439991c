"""The loader and the indexes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import resources
from comity.errors import BadTable
from comity.reference import GroupMember, Membership, MembershipKind, Name, NameContext, NameKind, Reference, load, loader
from comity.reference.time import covers

YEARS = st.integers(1000, 2999).map(str)


def test_loading_is_light() -> None:
    heavy = "spacy rdflib rigour pyoxigraph networkx"
    code = f"import sys; from comity.reference import load; load(); sys.exit(any(m in sys.modules for m in {heavy.split()}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_load_gives_the_same_object() -> None:
    assert load() is load()


def test_names_are_found_in_any_case_with_all_readings() -> None:
    assert {name.entity for name in load().by_name("GUINEA")} == {"actor:guinea"}
    assert {name.entity for name in load().by_name("congo")} == {
        "actor:democratic-republic-of-the-congo", "actor:republic-of-the-congo",
    }  # fmt: skip
    assert load().by_name("no such name") == ()


def test_indexes_of_a_small_reference() -> None:
    reference = Reference(
        entities={},
        names=(Name("Aland", "actor:aland", NameKind.NAME), Name("US", "actor:us", NameKind.ACRONYM, NameContext.CASE)),
        memberships=(
            Membership("actor:b", "actor:o", MembershipKind.MEMBER, "2001", "2010"),
            Membership("actor:a", "actor:o", MembershipKind.MEMBER, "2005-06"),
            Membership("actor:c", "actor:o", MembershipKind.OBSERVER),
        ),
        group_members=(GroupMember("actor:g", "actor:b"), GroupMember("actor:g", "actor:a")),
    )
    assert reference.members("actor:o") == ("actor:a",)
    assert reference.members("actor:o", "2005") == ("actor:a", "actor:b")
    assert reference.members("actor:o", "2005-05") == ("actor:b",)
    assert reference.members("actor:o", kinds=MembershipKind) == ("actor:a", "actor:c")
    assert [row.organization for row in reference.memberships_of("actor:c")] == ["actor:o"]
    assert reference.members_of_group("actor:g") == ("actor:a", "actor:b")
    assert reference.members_of_group("actor:none") == ()
    assert reference.names_of("actor:us")[0].context is NameContext.CASE


@pytest.mark.parametrize(
    ("begun", "ended", "on", "is_covered"),
    [("", "", None, True), ("2001", "", None, True), ("2001", "2002", None, False), ("", "", "1900", True),
     ("2001-06-15", "", "2001", True), ("2001-06-15", "", "2001-05", False), ("2001", "2002-03", "2002-04", False),
     ("2001", "2002-03", "2002", True), ("2001~", "2003?", "2002", True)],
)  # fmt: skip
def test_covers(begun: str, ended: str, on: str | None, is_covered: bool) -> None:
    assert covers(begun, ended, on) is is_covered


@given(YEARS, YEARS, YEARS)
def test_covers_is_between_for_years(begun: str, ended: str, on: str) -> None:
    assert covers(begun, ended, on) == (begun <= on <= ended)


def test_a_torn_table_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data" / "reference").mkdir(parents=True)
    table = tmp_path / "data" / "reference" / "names.tsv"
    table.write_text("name\tentity\tkind\tcontext\tsource\nOnly\tfour\tname\t\n", encoding="utf-8")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    with pytest.raises(BadTable, match=r"reference/names\.tsv, line 2"):
        loader._names()
    table.write_text("name\tentity\tkind\tcontext\tsource\nA\tactor:a\tnickname\t\ts\n", encoding="utf-8")
    with pytest.raises(BadTable, match="nickname"):
        loader._names()
