"""Fields listed before the noun they share become its modifiers, and the noun gets their place."""

from __future__ import annotations

import pytest

from comity import language


def parsed(text: str) -> dict[str, tuple[str, str]]:
    """Word → its label and its head, of a text in which no word stands twice."""
    doc = next(iter(language.parse([text])))
    assert doc.text == language.parser_view(text)
    return {token.text: (token.dep_, token.head.text) for token in doc}


@pytest.mark.parametrize(
    ("text", "noun", "place"),
    [
        ("We resolve to deepen economic, health, and defence cooperation in Asia.", "cooperation", ("dobj", "deepen")),
        ("Peru seeks stronger political, trade, health, and security relations with Chile.", "relations", ("dobj", "seeks")),
        ("The plan is for stronger economic, energy, and military ties.", "ties", ("pobj", "for")),
        ("Economic, energy, and military ties between Chad and Mali grew.", "ties", ("nsubj", "grew")),
    ],
)
def test_the_noun_has_the_place_of_the_list(text: str, noun: str, place: tuple[str, str]) -> None:
    found = parsed(text)
    assert found[noun] == place
    fields = [word for word in ("economic", "Economic", "political") if word in found]
    assert found[fields[0]] == ("amod", noun)
    assert all(
        found[word] == ("conj", fields[0]) for word in ("energy", "military", "health", "defence", "security") if word in found
    )


@pytest.mark.parametrize("text", ["Kenya welcomed visits, talks, and trade agreements.", "Chad sold oil, gas, and three ships."])
def test_things_beside_a_noun_are_no_fields_of_it(text: str) -> None:
    found = parsed(text)
    assert found[text.split()[2].strip(",")][0] == "dobj"
