"""Capitals: their states where they own, do or suffer what states do, else cities, else open; and phrases that name neither."""

from __future__ import annotations

import pytest

from comity import language
from comity.find.words import lowered, texts, word_set
from comity.link.cities import city_usage
from comity.link.set_phrases import set_phrase
from comity.link.usage import Usage

ACTOR, PLACE, EITHER, LEANING, TEAM = Usage.ACTOR, Usage.PLACE, Usage.EITHER, Usage.LEANING, Usage.TEAM


def usage(text: str, name: str) -> Usage:
    (doc,) = language.parse([text])
    (at,) = (token.i for token in doc if token.text == name)
    return city_usage(doc, at, at + 1)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Lusaka's refusal surprised the lenders.", "Lusaka", ACTOR),
        ("Lusaka's cinemas are closed.", "Lusaka", PLACE),
        ("Lusaka's buttons are sold here.", "Lusaka", LEANING),
        ("The Lusaka government paid.", "Lusaka", ACTOR),
        ("A Lusaka button was found.", "Lusaka", EITHER),
        ("Lusaka accuses the lenders.", "Lusaka", ACTOR),
        ("Lusaka is wary of the lenders.", "Lusaka", ACTOR),
        ("Lusaka is a member of the fund.", "Lusaka", ACTOR),
        ("Lusaka is a city of three million.", "Lusaka", PLACE),
        ("Lusaka has no intention to pay.", "Lusaka", ACTOR),
        ("Lusaka has two museums.", "Lusaka", PLACE),
        ("Lusaka was built on a ridge.", "Lusaka", PLACE),
        ("Lusaka was accused of fraud.", "Lusaka", ACTOR),
        ("The storm flooded Lusaka.", "Lusaka", PLACE),
        ("The lenders warned Lusaka.", "Lusaka", ACTOR),
        ("Pressure on Lusaka grew.", "Lusaka", ACTOR),
        ("Rain fell on Lusaka.", "Lusaka", PLACE),
        ("The minister flew to Lusaka.", "Lusaka", PLACE),
        ("The loan to Lusaka is secret.", "Lusaka", ACTOR),
        ("The bus from Lusaka to Ndola was late.", "Lusaka", PLACE),
        ("Talks in Lusaka failed.", "Lusaka", PLACE),
        ("Officials in Lusaka denied it.", "Lusaka", ACTOR),
        ("The Lusaka-Beijing partnership deepened.", "Lusaka", ACTOR),
        ("The Lusaka-Ndola motorway opened.", "Lusaka", PLACE),
        ("Lusaka won the cup final on penalties.", "Lusaka", TEAM),
    ],
)
def test_what_a_sentence_does_with_a_capital(text: str, name: str, expected: Usage) -> None:
    assert usage(text, name) is expected


@pytest.mark.parametrize(
    ("text", "name", "phrase"),
    [
        ("It cured the Dutch disease.", "Dutch", "Dutch disease"),
        ("They ate brazil nuts.", "brazil", "brazil nuts"),
        ("The boys' club met on Lake Victoria.", "Victoria", "Lake Victoria"),
        ("The Dutch diseases bureau closed.", "Dutch", "Dutch diseases"),
        ("The Dutch bureau closed.", "Dutch", ""),
        ("Brazil", "Brazil", ""),
    ],
)
def test_set_phrases(text: str, name: str, phrase: str) -> None:
    (doc,) = language.parse([text])
    (at,) = (token.i for token in doc if token.text == name)
    assert set_phrase(doc, at, at + 1) == phrase


def test_words_of_a_text_stand_in_step_with_its_tokens() -> None:
    (doc,) = language.parse(["The U.S.-India deal isn't dead."])
    assert texts(doc) == [token.text for token in doc]
    assert lowered(doc) == [token.lower_ for token in doc]
    assert word_set(doc) == set(lowered(doc))
