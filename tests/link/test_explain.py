"""The two ways of showing mentions: nothing is left out, and nothing of the document gets through as markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from comity import language, link, reference
from comity.link import LinkedDocument
from comity.link.explain import explain_mentions, mentions_page
from comity.model import Block, BlockKind, Document

HOSTILE = '<script>alert(1)</script> Peru & "Chile" signed the </style>\x1b[31m Pact; it angered Congo.'


def linked(text: str, title: str = "") -> LinkedDocument:
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text), text)
    made = Document("document:test", "<b>.txt", "text/plain", "", text, (block,), title=title)
    ((made, parses),) = language.parse_documents([made])
    return link.link_document(made, parses, reference.load())


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_text_names_every_mention_with_its_place() -> None:
    result = linked("Peru warned Chile. It closed the border.")
    text = explain_mentions(result)
    for mention in result.mentions():
        assert f"{mention.start}-{mention.end}  “{mention.text}”" in text
    assert "Peru [actor:peru]" in text
    assert text.endswith("\n")


def test_text_says_why_nothing_was_linked() -> None:
    assert "→ nothing  (“Congo”" in explain_mentions(linked("Congo signed."))


def test_text_without_mentions_is_empty() -> None:
    assert explain_mentions(linked("Rain fell.")) == ""


def test_text_holds_no_control_characters() -> None:
    assert "\x1b" not in explain_mentions(linked(HOSTILE))


def test_page_escapes_the_document() -> None:
    page = mentions_page(linked(HOSTILE, title="<img src=x>"))
    parser = Tags()
    parser.feed(page)
    assert not {"script", "img", "b", "iframe", "link"} & set(parser.tags)
    assert parser.tags.count("style") == 1
    assert "alert(1)" in parser.text


def test_page_allows_its_own_style_alone() -> None:
    page = mentions_page(linked("Peru voted."))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_page_marks_what_was_linked_and_what_was_not() -> None:
    page = mentions_page(linked("Peru met in Lima under the Lima Port Accord with Congo."))
    for kind, words in (("actor", "Peru"), ("place", "Lima"), ("thing", "Lima Port Accord"), ("none", "Congo")):
        assert re.search(rf'<mark class="{kind}"[^>]*>{words}</mark>', page)
