"""Bullets and cells without a subject, read as the sentences they stand for."""

from __future__ import annotations

import pytest

import cases

FACTS = """# Sweden's Support for Zambia

Sweden and Zambia have had diplomatic relations since 1964. The two governments meet yearly.

## What was done

Since 2019, Sweden has:

- Provided $40 million for maternal health.
- Delivered buses to the Zambian police.
- Invested in solar power.

## Next steps

Sweden and Zambia will:

- share intelligence on poaching
- hold joint rescue exercises

## Norway

- Signed a trade agreement with Peru.
- Hosted the climate summit in Oslo.
- Condemned the coup in Niger.

## Chile–Bolivia

- Agreed to build a railway to Arica
- Sold weapons

## Roles

| Area | Sweden | Zambia |
| --- | --- | --- |
| Energy | Finances solar parks | Supplies copper |
"""


def said(quote: str) -> set[tuple[str, str, str, str]]:
    return {
        (s.claim.subject.split(":")[1], s.claim.relation.value, s.claim.object.split(":")[1], s.claim.modality.value)
        for s in cases.read_file(FACTS).statements
        if s.evidence.words.startswith(quote)
    }


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Provided $40 million", ("sweden", "aids", "zambia", "asserted")),
        ("Invested in solar", ("sweden", "investsIn", "zambia", "asserted")),
        ("share intelligence", ("sweden", "cooperatesWith", "zambia", "predicted")),
        ("hold joint rescue", ("sweden", "exercisesWith", "zambia", "predicted")),
        ("Signed a trade", ("norway", "agreesWith", "peru", "asserted")),
        ("Hosted the climate", ("norway", "hosts", "climate-summit", "asserted")),
        ("Agreed to build", ("bolivia", "agreesWith", "chile", "asserted")),
        ("Finances solar", ("sweden", "investsIn", "zambia", "asserted")),
        ("Supplies copper", ("zambia", "supplies", "sweden", "asserted")),
    ],
)
def test_the_subject_stands_above(quote: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in said(quote)


def test_where_two_actors_stand_above_only_what_they_share_is_said() -> None:
    assert not said("Sold weapons")


def test_the_evidence_is_the_bullet_itself_and_says_who_was_put_in() -> None:
    text = cases.read_file(FACTS).document.text
    for statement in cases.read_file(FACTS).statements:
        evidence = statement.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert all(evidence.start <= start < end <= evidence.end for _, start, end in evidence.marks)
    one = next(s.evidence for s in cases.read_file(FACTS).statements if s.evidence.quote.startswith("Signed a trade"))
    assert any("not named here: Norway" in note for note in one.resolved)


GIVEN = """# Norway and Tanzania at a glance

- Oslo provides textbooks for village schools.
- Norway fears for its fish.
- Norway provides textbooks to Zambia.
"""


def test_a_sentence_that_names_only_who_gives_is_about_the_other() -> None:
    found = cases.read_file(GIVEN).statements
    ties = {
        (s.evidence.quote.split()[1], s.claim.relation.value, s.claim.object) for s in found if s.claim.object == "actor:tanzania"
    }
    assert ties == {("provides", "aids", "actor:tanzania")}
    assert any("not named here: Tanzania" in note for s in found for note in s.evidence.resolved)
