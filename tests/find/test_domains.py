"""Domains: the table of cases, the scheme, and what holds of the lexicon."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import language, resources
from comity.find.domains import ancestors, broader, domains_in, heading_domains, is_near, label

CASES = Path(__file__).parents[1] / "cases" / "domains.tsv"


def cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expected"] or "") for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: str) -> None:
    found = heading_domains(text)
    assert " | ".join(f"{text[one.char_start : one.char_end]} = {one.domain.removeprefix('domain:')}" for one in found) == expected


def test_every_domain_has_cases() -> None:
    covered = {part.rpartition(" = ")[2] for _, expected in cases() for part in expected.split(" | ") if part}
    assert covered == {row["id"] for row in resources.rows("ontology", "domains.tsv")}


@given(st.lists(st.sampled_from(sorted({word for text, _ in cases() for word in text.split()})), max_size=20).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_terms_come_in_order_without_overlap(text: str) -> None:
    at = 0
    for one in heading_domains(text):
        assert at <= one.start < one.end
        assert text[one.char_start : one.char_end].strip()
        assert label(one.domain) and one.weight in (1, 2, 3)
        at = one.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanctions may fuel anger.", []),
        ("Minsk needs fuel.", ["domain:oil"]),
        ("Chad exports oil.", ["domain:trade", "domain:oil"]),
        ("The treaty on nuclear weapons expired.", ["domain:diplomacy", "domain:nuclear-weapons"]),
    ],
)
def test_a_noun_is_not_taken_where_the_model_sees_a_verb(text: str, expected: list[str]) -> None:
    assert [one.domain for one in domains_in(next(language.parse([text])))] == expected


def test_a_heading_and_a_sentence_are_read_alike() -> None:
    text = "Rare earths and arms sales"
    doc = next(language.parse([text]))
    assert [one.domain for one in domains_in(doc)] == [one.domain for one in heading_domains(text)]


def test_the_scheme() -> None:
    assert label("domain:oil") == "oil and fuels"
    assert broader("domain:oil") == "domain:energy"
    assert broader("domain:security") is None
    assert ancestors("domain:oil") == ("domain:energy", "domain:economic")
    with pytest.raises(KeyError):
        label("domain:witchcraft")


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("domain:oil", "domain:oil", True),
        ("domain:oil", "domain:energy", True),
        ("domain:economic", "domain:oil", True),
        ("domain:oil", "domain:natural-gas", True),
        ("domain:trade", "domain:tourism", False),
        ("domain:security", "domain:society", False),
        ("domain:environment", "domain:security", False),
    ],
)
def test_is_near(a: str, b: str, near: bool) -> None:
    assert is_near(a, b) is near
    assert is_near(b, a) is near


def test_the_lexicon_is_rich_in_every_domain_and_says_nothing_twice() -> None:
    rows = list(resources.rows("lexicon", "domain_terms.tsv"))
    assert len(rows) >= 1_500
    assert not [row["term"] for row in rows if row["match"] != "cased" and row["term"] != row["term"].lower()]
    assert [key for key, times in Counter((row["term"], row["match"] == "cased") for row in rows).items() if times > 1] == []
    a_domain = Counter(row["domain"] for row in rows)
    thin = [row["id"] for row in resources.rows("ontology", "domains.tsv") if a_domain[row["id"]] < 25]
    assert thin == []


def test_each_term_is_found_as_itself() -> None:
    lost = []
    for row in resources.rows("lexicon", "domain_terms.tsv"):
        found = [one.domain for one in heading_domains(f"so {row['term']}")]
        if found != ([] if row["domain"] == "plain" else ["domain:" + row["domain"]]):
            lost.append((row["term"], found))
    assert lost == []
