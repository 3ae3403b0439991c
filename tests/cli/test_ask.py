"""``comity ask``: exit codes, forms of the answer, the question from standard input."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('comity ask "Who sanctions Russia?"', 0),
        ("comity ask who sanctions Russia", 0),
        ('comity ask "Is China a party to New START?"', 1),
        ('comity ask "Does Brazil supply weapons to Ukraine?"', 1),
        ('comity ask "Why do states go to war with each other?"', 1),
        ('comity ask " "', 2),
        ('comity ask "Who sanctions Russia?" -g nowhere', 2),
    ],
)
def test_the_exit_code_tells_whether_it_is_so(typed, line, code):
    assert typed(line) == code


def test_a_program_gets_the_whole_card(typed, capfdbinary):
    assert typed('echo "Is China a party to New START?" | comity ask - -f json') == 1
    card = json.loads(capfdbinary.readouterr().out)
    assert card["verdict"] == "no" and card["quotes"] and card["rows"]
    assert "SELECT" in card["sparql"] and card["command"].startswith("comity query ")


def test_the_command_on_the_card_can_be_typed(typed, capfdbinary):
    typed('comity ask "Who sanctions Russia?" -f json')
    command = json.loads(capfdbinary.readouterr().out)["command"]
    assert typed(command) == 0


def test_a_page_goes_to_a_file(typed, tmp_path):
    assert typed('comity ask "Who sanctions Russia?" -f html -o answer.html') == 0
    page = (tmp_path / "answer.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "European Union" in page


def test_sparql_is_shown_when_asked_for(typed, capfdbinary):
    typed('comity ask "Who sanctions Russia?" --sparql')
    assert b"SELECT" in capfdbinary.readouterr().out
