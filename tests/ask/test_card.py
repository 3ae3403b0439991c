"""Cards: for people, for programs, for notebooks; whatever the documents hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comity.ask import Card, Verdict, ask
from comity.ask.card import Quote
from comity.knowledge_graph import open_graph

if TYPE_CHECKING:
    from comity.graph import Store

HOSTILE = "<script>alert(1)</script>\x1b[31m\x07 & “quoted”"


def hostile() -> Card:
    return Card(
        HOSTILE, Verdict.FOUND, HOSTILE, ("who", "when"), ((HOSTILE, "2020"),),
        (Quote("claim:1", HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        left_out=(("potential", 2),), nearest=(HOSTILE,), query="claims", parameters=(("a", "x; rm -rf /"),), sparql=f"# {HOSTILE}",
        notes=(HOSTILE,),
    )  # fmt: skip


def test_text_holds_no_control_characters() -> None:
    text = hostile().text()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "2 potential" in text and "comity query claims -p a='x; rm -rf /'" in text


@pytest.mark.parametrize("form", [Card.page, Card._repr_html_])
def test_html_is_escaped(form: object) -> None:
    page = form(hostile())  # type: ignore[operator]
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "\x1b" not in page


def test_sparql_is_shown_on_demand_and_always_to_programs(store: Store) -> None:
    card = ask(store, "Who supplies Sudan?")
    assert card.sparql.strip() not in card.text()
    assert card.sparql.strip() in card.text(sparql=True)
    assert "SELECT" in json.loads(json.dumps(card.record()))["sparql"]


@pytest.mark.parametrize(
    ("verdict", "holds"),
    [(Verdict.YES, True), (Verdict.BOTH, True), (Verdict.FOUND, True), (Verdict.NO, False), (Verdict.NOT_STATED, False)],
)
def test_a_card_counts_as_its_answer(verdict: Verdict, holds: bool) -> None:
    assert bool(Card("", verdict, "")) is holds


def test_a_refusal_names_three_questions_that_can_be_answered(store: Store) -> None:
    card = ask(store, "Why do states go to war?")
    assert card.verdict is Verdict.NOT_UNDERSTOOD
    assert len(card.suggestions) == 3 and all("comity query" in one for one in card.suggestions)


def test_nothing_said_shows_what_is_nearest(sample: Store) -> None:
    card = ask(sample, "Does North Korea supply oil to Russia?")
    assert card.verdict is Verdict.NOT_STATED
    assert card.nearest and card.quotes


def test_figures_that_differ_stand_side_by_side(sample: Store) -> None:
    card = ask(sample, "How much do Argentina and Brazil trade?")
    assert {"27400000000", "28000000000"} <= {row["value"] for row in card.record()["rows"]}
    assert "side by side" in card.sentence


def test_a_graph_in_python_answers_too(graph_folder: Path) -> None:
    assert open_graph(graph_folder).ask("Is Egypt a member of the African Union?").verdict is Verdict.YES


def test_each_quote_stands_once(sample: Store) -> None:
    card = ask(sample, "Who sanctions Russia?")
    assert len({(one.document, one.text) for one in card.quotes}) == len(card.quotes) > 1
