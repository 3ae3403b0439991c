"""Near-names: exchanged words, one slip, another ending; and names that only look alike."""

from __future__ import annotations

import pytest

from comity import reference
from comity.find.near_names import NearNames


@pytest.fixture(scope="module")
def names() -> NearNames:
    return NearNames(reference.load().names)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Organisation for African Unity", "actor:organisation-of-african-unity"),
        ("Organization of Petroleum Exporters", "actor:opec"),
        ("Carribean Community", "actor:caribbean-community"),
        ("Economic Community of West African Countries", "actor:ecowas"),
        ("Organisation of Potato Exporters", None),
        ("European Onion", None),
        ("Union", None),
    ],
)
def test_nearly_the_same_name(names: NearNames, text: str, entity: str | None) -> None:
    assert names.find(text) == entity
