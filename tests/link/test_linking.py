"""What holds of every linked document, and the parts of linking that the rows do not show."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import language, link, reference
from comity.link import LinkedDocument
from comity.model import Block, BlockKind, Document

WORDS = [
    *(
        "Russia",
        "North",
        "Korea",
        "the",
        "United",
        "States",
        "Moscow",
        "it",
        "its",
        "their",
        "both",
        "nations",
        "two",
        "countries",
        "us",
    ),
    *(
        "Kim",
        "Jong-un",
        "President",
        "Agreement",
        "Treaty",
        "of",
        "and",
        ",",
        ".",
        "-",
        "–",
        "(",
        ")",
        "'s",
        "“",
        "IT",
        "US",
        "in",
        "from",
    ),
    *("Chinese", "firms", "government", "Georgia", "kingdom", "pact", "they", "them", "NATO", "U.S."),
]


def document(*blocks: tuple[BlockKind, str]) -> Document:
    text, made, section = "", [], ()
    for number, (kind, words) in enumerate(blocks):
        start = len(text)
        text += words + "\n\n"
        made.append(Block(number, kind, start, start + len(words), words, section=section))
        if kind is BlockKind.HEADING:
            section = (words,)
    return Document("document:test", "test.txt", "text/plain", "", text, tuple(made))


def linked(*blocks: tuple[BlockKind, str] | str) -> LinkedDocument:
    parts = [block if isinstance(block, tuple) else (BlockKind.PARAGRAPH, block) for block in blocks]
    ((made, parses),) = language.parse_documents([document(*parts)])
    return link.link_document(made, parses, reference.load())


def found(result: LinkedDocument, words: str) -> list[tuple[str, ...]]:
    return [mention.targets for mention in result.mentions() if mention.text == words]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join))
def test_mentions_stand_in_order_apart_and_in_the_text(text: str) -> None:
    result = linked(text)
    for parsed, spans in zip(result.parses, result.spans, strict=True):
        for span in spans:
            assert 0 <= span.start < span.end <= len(parsed.doc)
            assert all(result.register.entity(target) is not None for target in span.targets)
        for before, after in itertools.pairwise(spans):
            assert before.end <= after.start
    for mention in result.mentions():
        assert result.document.blocks[mention.block].text[mention.start : mention.end] == mention.text


def test_linking_twice_gives_the_same() -> None:
    texts = ("Peru and Chile signed the Arica Port Accord.", "Both nations praised it, and Lima paid.")
    assert linked(*texts).mentions() == linked(*texts).mentions()


def test_a_name_given_in_the_body_is_found_in_the_heading() -> None:
    result = linked((BlockKind.HEADING, "The Arica Port Accord Today"), "In 2024 Peru and Chile signed the Arica Port Accord.")
    assert found(result, "Arica Port Accord") == [("agreement:arica-port-accord",)] * 2


def test_the_heading_gives_the_pair() -> None:
    result = linked((BlockKind.HEADING, "Ghana and Togo"), "Trade grows. Both countries want more of it.")
    assert found(result, "Both countries") == [("actor:ghana", "actor:togo")]


def test_the_label_of_a_bullet_is_what_it_is_about() -> None:
    block = Block(0, BlockKind.BULLET, 0, 44, "Lesotho: Its president sold the water rights.", label="Lesotho", label_end=9)
    made = Document("document:test", "test.txt", "text/plain", "", block.text, (block,))
    ((made, parses),) = language.parse_documents([made])
    result = link.link_document(made, parses, reference.load())
    assert found(result, "Its") == [("actor:lesotho",)]


def test_issuers_say_we() -> None:
    result = linked(
        (BlockKind.TITLE, "Joint Statement of Norway and Iceland"),
        "Norway and Iceland met today.",
        "We will protect our fisheries.",
    )
    assert result.issuers == ("actor:norway", "actor:iceland")
    assert found(result, "We") == [("actor:norway", "actor:iceland")]


def test_a_body_alone_says_we_in_its_own_paper() -> None:
    result = linked(
        (BlockKind.TITLE, "Final communiqué of the Finance Ministers of the Gulf Cooperation Council"),
        "The Council thanked Japan for its help to Yemen and Kuwait.",
        "We call on Iran to pay its debts.",
    )
    assert result.issuers == ("actor:gulf-cooperation-council",)
    assert found(result, "The Council") == [("actor:gulf-cooperation-council",)]
    assert found(result, "We") == [("actor:gulf-cooperation-council",)]


def test_a_body_that_a_paper_is_about_does_not_issue_it() -> None:
    result = linked((BlockKind.TITLE, "Declaration of Norway and Iceland on the European Union"), "We will protect our fisheries.")
    assert result.issuers == ("actor:norway", "actor:iceland")


def test_nobody_says_we_elsewhere() -> None:
    assert found(linked("Norway is rich. We envy it."), "We") == []


def test_a_place_keeps_the_state_whose_capital_it_is() -> None:
    result = linked("The ministers met in Lima.")
    (span,) = (span for span in result.spans[0] if span.targets == ("place:lima",))
    assert span.inner == ("actor:peru",)


def test_reasons_are_kept_in_words() -> None:
    result = linked("Bhutan is small. The kingdom exports power.")
    (mention,) = (m for m in result.mentions() if m.text == "The kingdom")
    assert mention.targets == ("actor:bhutan",)
    assert "Bhutan" in mention.reason
    (declined,) = (m for m in linked("Congo signed.").mentions() if m.text == "Congo")
    assert declined.targets == ()
    assert len(declined.candidates) == 2


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Norwegian minister Ida Berg spoke. Berg left.", "Berg", "actor:ida-berg"),
        ("The Lagos Seed Fund (LSF) is new. The LSF lends.", "LSF", "actor:lagos-seed-fund"),
        ("Bolivian miners struck.", "Bolivian miners", "actor:bolivian-miners"),
        ("The Bolivian army stayed out.", "Bolivian army", "actor:bolivian-army"),
        ("The Bolivian government fell.", "Bolivian government", "actor:bolivia"),
    ],
)
def test_new_names_and_what_states_own(text: str, words: str, target: str) -> None:
    assert (target,) in found(linked(text), words)


def test_looking_back_does_not_grow_with_the_document() -> None:
    from comity.link.discourse import REACH, Discourse, Seen
    from comity.link.spans import Register

    discourse = Discourse(Register(reference.load()))
    for _ in range(500):
        discourse.new_sentence()
        discourse.seen.append(Seen(discourse.sentence, 0, ("actor:peru",), True))
    assert len(discourse.seen) <= REACH + 1
