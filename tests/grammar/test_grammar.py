"""Who fills which slot: the table of sentences, and what holds of any sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from comity import grammar, language

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "quality"))
import cases


@pytest.mark.parametrize("row", cases.marked("grammar"))
def test_case(row: cases.Row) -> None:
    assert cases.slots(row) == ""


TEXTS = [row["text"] for name in ("grammar", "modality") for row in cases.rows(name)]


@pytest.fixture(scope="module")
def parses() -> list[Doc]:
    return list(language.parse(TEXTS))


def test_slots_hold_words_of_the_same_text(parses: list[Doc]) -> None:
    for doc in parses:
        for token in doc:
            slots = grammar.verb_slots(token) if grammar.is_verb(token) else grammar.noun_slots(token)
            for heads in slots.values():
                assert all(head.doc is doc for head in heads)


def test_conjuncts_begin_with_the_word_and_never_repeat(parses: list[Doc]) -> None:
    for doc in parses:
        for token in doc:
            found = grammar.conjuncts(token)
            assert found[0] == token and len({t.i for t in found}) == len(found)


def test_governors_lead_to_the_root(parses: list[Doc]) -> None:
    for doc in parses:
        for token in doc:
            above = list(grammar.governors(token))
            assert (above[-1] if above else token).dep_ == "ROOT"
            assert token not in above


def test_a_passive_and_its_active_have_the_same_ends() -> None:
    pairs = [
        ("Norway sells gas.", "Gas is sold by Norway."),
        ("Rwanda armed the rebels.", "The rebels were armed by Rwanda."),
        ("France has recognised Kosovo.", "Kosovo has been recognised by France."),
    ]
    for active, passive in pairs:
        ends = []
        for doc in language.parse([active, passive]):
            slots = grammar.verb_slots(next(token for token in doc if token.tag_ in ("VBZ", "VBD", "VBN") and token.pos_ == "VERB"))
            ends.append([slots["subj"][0].text.casefold(), slots["obj"][0].text.casefold()])
        assert ends[0] == ends[1]


@given(st.lists(st.sampled_from(sorted({word for text in TEXTS for word in text.split()})), min_size=1, max_size=15).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_no_heap_of_words_breaks_it(text: str) -> None:
    for token in next(language.parse([text])):
        grammar.verb_slots(token)
        grammar.noun_slots(token)
        grammar.owners(token)
        grammar.surface_subjects_of_adjective(token)
        assert token in grammar.phrase(token)
