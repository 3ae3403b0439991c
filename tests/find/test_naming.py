"""Names that no table knows: how far they go and what kind they are of."""

from __future__ import annotations

import itertools

import pytest

from comity import language
from comity.find.naming import new_names
from comity.vocabulary import EntityKind


def named(text: str) -> set[tuple[str, EntityKind]]:
    (doc,) = language.parse([text])
    return {(name.text, name.kind) for name in new_names(doc)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They signed the Lagos Reciprocal Access Agreement.", "Lagos Reciprocal Access Agreement", EntityKind.AGREEMENT),
        ("Under the Treaty of Friendship, Cooperation and Mutual Assistance they met.",
         "Treaty of Friendship, Cooperation and Mutual Assistance", EntityKind.AGREEMENT),
        ("At the Accra Dialogue of June 2022 they spoke.", "Accra Dialogue", EntityKind.EVENT),
        ("Delegates at the Kigali Water Forum spoke.", "Kigali Water Forum", EntityKind.EVENT),
        ("The Kigali Water Forum has a new secretary.", "Kigali Water Forum", EntityKind.ORGANIZATION),
        ("The Alliance of Port Cities grew.", "Alliance of Port Cities", EntityKind.ORGANIZATION),
        ("Exercise Desert Falcon began.", "Exercise Desert Falcon", EntityKind.EVENT),
        ("The proposed trans-Andean railway is dear.", "trans-Andean railway", EntityKind.PROJECT),
        ("Work on the Nabucco West pipeline stopped.", "Nabucco West pipeline", EntityKind.PROJECT),
        ("The Trans-Adriatic Spur would help.", "Trans-Adriatic Spur", EntityKind.PROJECT),
        ("Defence Minister Elena Marković of Serbia signed.", "Elena Marković", EntityKind.PERSON),
        ("King Felipe VI and his guests left.", "Felipe VI", EntityKind.PERSON),
        ("The port leader Ahn Chul-soo left.", "Ahn Chul-soo", EntityKind.PERSON),
        ("The Ministry of Trade and Industry of Peru agreed.", "Ministry of Trade and Industry of Peru", EntityKind.ORGANIZATION),
        ("They met on the Gulf of Tonga Pipeline.", "Gulf of Tonga Pipeline", EntityKind.PROJECT),
    ],
)  # fmt: skip
def test_names(text: str, name: str, kind: EntityKind) -> None:
    assert (name, kind) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Chinese port is large.",
        "They signed an MOU on SMR technology.",
        "The president spoke.",
        "The old treaty lapsed.",
        "Under this plan they met.",
    ],
)
def test_no_names(text: str) -> None:
    assert named(text) == set()


def test_names_do_not_overlap() -> None:
    (doc,) = language.parse(
        ["President Ana Ruiz of the Lima Trade Council signed the Callao Accord at the Lima Trade Summit with Ben Wu."]
    )
    names = new_names(doc)
    assert all(before.end <= after.start for before, after in itertools.pairwise(names))
    assert len(names) >= 4
