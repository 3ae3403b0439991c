"""The formula of belief, restated by hand with the priors as the table has them."""

from __future__ import annotations

import csv
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import resources
from comity.assemble.warrant import Passage, belief, of_grade, of_rule
from comity.errors import BadTable

RULES = ["supply.v", "treaty.n", "wary.a", "list:alliance.n", "title", "table-row", "party-signs", "event-place", "anything"]
CONFIDENCE = st.floats(0.05, 0.99)
PASSAGES = st.lists(st.builds(Passage, st.sampled_from(RULES), CONFIDENCE, st.sampled_from("ABCDEF")), min_size=1, max_size=4)


def rows() -> list[dict[str, str]]:
    with resources.data("assembly", "belief_priors.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def prior(kind: str, pattern: str) -> tuple[float, float]:
    (row,) = [row for row in rows() if (row["kind"], row["pattern"]) == (kind, pattern)]
    return float(row["random"]), float(row["systematic"])


def test_one_passage_by_hand() -> None:
    chance, always = prior("rule", "*.v")
    mistaken, _ = prior("grade", "F")
    assert belief([[Passage("supply.v", 0.99)]]) == pytest.approx((1 - always) * (1 - chance) * (1 - mistaken), abs=0.0005)


def test_a_doubtful_passage_brings_its_own_doubt() -> None:
    _, always = prior("rule", "*.v")
    mistaken, _ = prior("grade", "B")
    doubtful = (1 - always) * (1 - (1 - 0.4 - always)) * (1 - mistaken)
    assert belief([[Passage("supply.v", 0.4, "B")]]) == pytest.approx(doubtful, abs=0.0005)


def test_two_documents_by_hand() -> None:
    """Two kinds of rules, three passages, grades A and C."""
    verb, verb_always = prior("rule", "*.v")
    table, table_always = prior("rule", "table-*")
    grade_a, grade_c = prior("grade", "A")[0], prior("grade", "C")[0]
    first = 1 - (1 - verb * table) * (1 - grade_a)
    second = 1 - (1 - verb) * (1 - grade_c)
    expected = (1 - verb_always * table_always) * (1 - first * second)
    given = [[Passage("supply.v", 0.99, "A"), Passage("table-row", 0.99, "A")], [Passage("sell.v", 0.99, "C")]]
    assert belief(given) == pytest.approx(expected, abs=0.0005)


@given(st.lists(PASSAGES, min_size=1, max_size=4))
def test_the_formula_as_a_whole(documents: list[list[Passage]]) -> None:
    def wrong(passages: list[Passage]) -> float:
        misread = prod(max(of_rule(p.rule).random, 1 - p.confidence - of_rule(p.rule).systematic) for p in passages)
        return 1 - (1 - misread) * (1 - min(of_grade(p.grade).random for p in passages))

    kinds = {of_rule(p.rule).pattern: of_rule(p.rule).systematic for passages in documents for p in passages}
    expected = (1 - prod(kinds.values())) * (1 - prod(wrong(passages) for passages in documents))
    assert belief(documents) == pytest.approx(expected, abs=0.0006)


@given(st.lists(PASSAGES, min_size=1, max_size=4), PASSAGES)
def test_another_document_never_lessens_belief(documents: list[list[Passage]], more: list[Passage]) -> None:
    assert 0 <= belief(documents) <= belief([*documents, more]) <= 1
    assert belief(documents) == belief(reversed(documents))


@given(PASSAGES, CONFIDENCE)
def test_more_passages_never_make_a_document_more_reliable(passages: list[Passage], confidence: float) -> None:
    same = [Passage(p.rule, p.confidence, "D") for p in passages]
    assert belief([same]) <= belief([[*same, Passage("supply.v", confidence, "D")]]) <= 1 - of_grade("D").random


def test_nothing_said_is_not_believed() -> None:
    assert belief([]) == belief([[]]) == 0


def test_the_first_row_that_fits_counts() -> None:
    assert [of_rule(rule).pattern for rule in ("list:alliance.n", "alliance.n", "table-figure", "new-rule")] == [
        "list:*", "*.n", "table-*", "*",
    ]  # fmt: skip


def test_every_prior_has_its_source_and_grades_are_in_order() -> None:
    assert all(row["source"] and 0 <= float(row["random"]) <= 1 for row in rows())
    graded = [float(row["random"]) for row in rows() if row["kind"] == "grade" and row["pattern"] in "ABCDE"]
    assert graded == sorted(graded) and len(graded) == 5
    assert rows()[[row["kind"] for row in rows()].index("grade") - 1]["pattern"] == "*", "the row for all rules stands last"


@pytest.mark.parametrize("value", ["much", "1.5", "-0.1"])
def test_a_prior_that_is_no_share_is_refused(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.assemble import warrant as room

    table = tmp_path / "assembly" / "belief_priors.tsv"
    table.parent.mkdir()
    table.write_text(f"kind\tpattern\trandom\tsystematic\tsource\nrule\t*\t{value}\t0\tme\n", encoding="utf-8")
    monkeypatch.setattr(resources, "data", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(BadTable, match="no number from 0 to 1"):
        room._priors.__wrapped__("rule")
