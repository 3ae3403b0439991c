"""What a question is taken to ask: its wording, its form, the claims with open places."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.ask import Verdict, ask
from comity.ask.narrowing import FACTS, PLANNED
from comity.ask.question import Form
from comity.ask.reading import understand
from comity.ask.spelling import mended
from comity.ask.wording import reworded
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.graph import Store

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows("wordings.tsv"), ids=lambda row: row["asked"])
def test_wordings_become_plain(row: dict[str, str]) -> None:
    assert reworded(row["asked"]) == row["plain"]


@pytest.mark.parametrize("row", rows("readings.tsv"), ids=lambda row: row["question"])
def test_the_claim_with_its_open_place(store: Store, row: dict[str, str]) -> None:
    meant = understand(row["question"], store)
    assert meant.form is Form(row["form"])
    found = meant.patterns[0]
    ends = {found.subject, found.object} if found.either_way else [found.subject, found.object]
    wanted = {row["subject"], row["object"]} if found.either_way else [row["subject"], row["object"]]
    assert (ends, found.relation and found.relation.value, found.denied) == (wanted, row["relation"], bool(row["denied"]))


@pytest.mark.parametrize(
    ("question", "ways"),
    [
        ("Does Egypt support Sudan?", FACTS),
        ("Do Egypt and Sudan work together?", FACTS),
        ("What do Egypt and Sudan plan?", PLANNED),
        ("What should Egypt do?", (Modality.RECOMMENDED,)),
        ("Who met Egypt in May 2020?", FACTS),
    ],
)
def test_words_say_which_ways_of_putting_it_count(store: Store, question: str, ways: tuple[Modality, ...]) -> None:
    assert understand(question, store).modalities == ways


def test_years_narrow_it(store: Store) -> None:
    meant = understand("What happened between Egypt and Sudan between 2015 and 2020?", store)
    assert (meant.since, meant.until) == ("2015-01-01", "2020-12-31")


@pytest.mark.parametrize("word", ["against", "hello", "towards", "Javier", "Egypt", "unless", "wheat"])
def test_words_that_are_words_are_left_alone(store: Store, word: str) -> None:
    assert mended(word, store) == word


@pytest.mark.parametrize(
    ("slip", "word"), [("whcih", "which"), ("sancton", "sanction"), ("Ethopia", "Ethiopia"), ("Ethopia's", "Ethiopia's")]
)
def test_slips_are_mended(store: Store, slip: str, word: str) -> None:
    assert mended(slip, store) == word


@pytest.mark.parametrize(
    "question",
    [
        "Does Atlantis trade with Wakanda?",
        "Do Kenya and Chile sanction Norway?",
        "Is India bound to defend Egypt?",
        "Did Sudan suspend the Mount Kulal Pact?",
        "Hello",
        "",
        "?",
        "Why do states go to war?",
        "What was the score when Egypt played Sudan?",
        "find me the cheapest flight from Cairo to Nairobi",
        "Which mountains lie between Kenya and Ethiopia?",
        "tell me a story about Egypt and Sudan",
        "Which songs do Egyptians sing in Sudan?",
        "What is the distance between Cairo and Khartoum?",
        "Who is the richest man in Egypt?",
    ],
)
def test_no_ground_no_yes(store: Store, question: str) -> None:
    assert not ask(store, question)


def test_what_is_asked_of_two_must_hold_for_both(sample: Store) -> None:
    assert ask(sample, "Does Japan sanction Russia?").verdict is Verdict.YES
    assert ask(sample, "Do Japan and the European Union sanction Russia?").verdict is Verdict.YES
    assert ask(sample, "Do Japan and Brazil sanction Russia?").verdict is Verdict.NOT_STATED


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(max_size=120))
def test_any_text_has_an_answer_and_none_is_yes(store: Store, text: str) -> None:
    card = ask(store, text)
    assert card.verdict not in (Verdict.YES, Verdict.BOTH)
    assert card.text().endswith("\n") and card.record()["verdict"] == card.verdict.value
