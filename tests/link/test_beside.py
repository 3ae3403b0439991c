"""Names that only their neighbours tell: lists of firms, nouns beside a name, branches, governments, second names cut off."""

from __future__ import annotations

from functools import cache

import pytest

from comity import language, link, reference
from comity.link import LinkedDocument
from comity.model import Block, BlockKind, Document
from comity.vocabulary import EntityKind


@cache
def linked(text: str) -> LinkedDocument:
    document = Document("document:x", "x", "text/plain", "", text, (Block(0, BlockKind.PARAGRAPH, 0, len(text), text),))
    ((_, parses),) = language.parse_documents([document])
    return link.link_document(document, parses, reference.load())


def named(text: str) -> dict[str, tuple[str, ...]]:
    found = linked(text)
    return {found.parses[0].doc[s.start : s.end].text: s.targets for s in found.spans[0]}


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Equinor, Hanbit and Shell signed a contract with Oman.", "Hanbit", "actor:hanbit"),
        ("Airbus, QX7 and Saab will build the radar.", "QX7", "actor:qx7"),
        ("The Omani gas producer Zahrel supplies Kenya.", "Zahrel", "actor:zahrel"),
        ("Zahrel, an Omani gas producer, supplies Kenya.", "Zahrel", "actor:zahrel"),
        ("Latvia's railway operator, Sliedex, sued Belarus.", "Sliedex", "actor:sliedex"),
        ("Vodafone Malta signed a contract with Libya.", "Vodafone Malta", "actor:vodafone-malta"),
        ("Boeing Corporation sold aircraft to Peru.", "Boeing Corporation", "actor:boeing"),
        ("Nokia, the Government of Fiji, and Suva University signed a memorandum.", "Government of Fiji", "actor:fiji"),
        ("Kenya, Chad and Togo took part in the exercise Amber Shield.", "Amber Shield", "event:amber-shield"),
        (
            "The Ministry of Mines of Zambia and Hanbit Holdings signed an agreement.",
            "Ministry of Mines of Zambia",
            "actor:ministry-of-mines-of-zambia",
        ),
    ],
)
def test_what_stands_beside_a_name_tells_what_it_is(text: str, name: str, entity: str) -> None:
    assert named(text).get(name) == (entity,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shell and Monday are words of this sentence.", "Monday"),
        ("Talks with Shell and Prime Minister Ana Lopes went on.", "Prime"),
        ("Officials of the group, Chile said, were arrested.", "said"),
        ("NATO and Article 5 were discussed.", "Article"),
        ("However, Shell and Equinor left Chad.", "However"),
    ],
)
def test_what_is_no_firm_stays_unnamed(text: str, name: str) -> None:
    assert not any(name in found and targets for found, targets in named(text).items())


def test_the_firm_belongs_to_the_state_that_describes_it() -> None:
    entity = linked("The Omani gas producer Zahrel supplies Kenya.").register.new["actor:zahrel"]
    assert (entity.kind, entity.state) == (EntityKind.ORGANIZATION, "actor:oman")


def test_a_title_that_many_treaties_bear_is_not_that_of_others() -> None:
    text = "Chile and Peru signed the Treaty of Friendship, Cooperation and Mutual Assistance in Lima."
    name = "Treaty of Friendship, Cooperation and Mutual Assistance"
    assert named(text)[name] == ("agreement:treaty-of-friendship-cooperation-and-mutual-assistance-chile-peru",)


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Chile and Peru signed the Interim Agreement.", "Interim Agreement", "agreement:interim-agreement-chile-peru"),
        ("Chile signed the Interim Agreement.", "Interim Agreement", None),
        ("Chile and Peru signed a Memorandum of Understanding.", "Memorandum of Understanding", None),
        ("Chile and Peru signed the Atacama Agreement.", "Atacama Agreement", "agreement:atacama-agreement"),
        ("Chile and Peru signed Joint Declaration 14.", "Joint Declaration 14", "agreement:joint-declaration-14"),
    ],
)
def test_a_name_that_many_agreements_have_is_told_apart_or_is_none(text: str, name: str, entity: str | None) -> None:
    assert named(text).get(name) == (None if entity is None else (entity,))
