"""Known names in texts: which stretch, which readings, which capitals."""

from __future__ import annotations

import pytest

from comity import language
from comity.find.gazetteer import gazetteer


def found(text: str) -> dict[str, set[str]]:
    (doc,) = language.parse([text])
    return {item.text: {name.entity for name in item.names} for item in gazetteer(language.DEFAULT_MODEL).find(doc)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The North Korean embassy", {"North Korean"}),
        ("The Gulf states agree", {"Gulf states"}),
        ("South Sudan is not Sudan", {"South Sudan", "Sudan"}),
        ("The U.S.-Mexico border", {"U.S.", "Mexico"}),
        ("Sino-Indian trade", {"Sino", "Indian"}),
        ("They told us that it rained", set()),
        ("Tea from fine china", set()),
        ("north Korea and moscow", {"north Korea", "moscow"}),
        ("IN RUSSIA", {"RUSSIA"}),
        ("N'Djamena", {"N'Djamena"}),
        ("N’Djamena", {"N'Djamena"}),
    ],
)
def test_stretches(text: str, names: set[str]) -> None:
    assert set(found(text)) == names


def test_prefixes_stand_before_hyphens_only() -> None:
    assert found("Franco-German ties")["Franco"] == {"actor:france"}
    assert "actor:france" not in found("General Franco ruled Spain").get("Franco", set())


def test_all_readings_are_kept() -> None:
    assert found("Congo signed")["Congo"] == {"actor:democratic-republic-of-the-congo", "actor:republic-of-the-congo"}


def test_a_part_of_a_state_is_no_name() -> None:
    assert "eastern Congo" not in found("Fighting in eastern Congo")


def test_names_that_need_an_article_say_so() -> None:
    (doc,) = language.parse(["They went West with the West."])
    marks = [(item.text, item.needs_article) for item in gazetteer(language.DEFAULT_MODEL).find(doc)]
    assert ("West", True) in marks
    assert any(not needs for text, needs in marks if text.endswith("West") and text != "West")


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Shanghai Cooperation Association", "actor:shanghai-cooperation-organisation"),
        ("Organisation for African Unity", "actor:organisation-of-african-unity"),
        ("Eurasian Economical Union", "actor:eurasian-economic-union"),
        ("Union of Comoros", "actor:comoros"),
        ("Rotterdam Chess Club", None),
        ("Union", None),
    ],
)
def test_near_names(text: str, entity: str | None) -> None:
    assert gazetteer(language.DEFAULT_MODEL).near(text) == entity
