"""Bytes: encodings told apart, binary refused, signatures before endings."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import UnreadableDocument
from comity.read import MAX_BYTES, READERS, read_document
from comity.read.decoding import decode
from comity.read.sources import ENDINGS

TEXT = "Café — “Arland” pays €5 to Belland; naïve façades at Ærø."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.txt") == TEXT


def test_line_ends_and_marks() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n", "a.txt") == "one\ntwo\rthree\n"
    assert decode("e\u0301".encode(), "a.txt") == "e\u0301"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"... --- 123", "no words"),
        (b"words\x00and more", "binary"),
        ("Arland".encode("utf-16-le"), "without its mark"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03 words \x04\x05", "binary"),
        ("Belgrad’s naïve".encode() + b" and \xe2\x82", "broken bytes"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "broken bytes"),
        (b"\x89PNG\r\n\x1a\n0000", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old or an encrypted Office file"),
        (b"{\\rtf1 words}", "rich text"),
        (b"\x1f\x8b\x08rest", "compressed"),
        ("Добрый день, как дела сегодня".encode("cp1251"), "encoding cannot be told"),
        (b"words " * (MAX_BYTES // 6 + 1), "limit is 33.6 MB"),
    ],
)
def test_refusals_say_what_where_and_what_next(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        read_document("a.txt", data)
    assert caught.value.file == "a.txt"
    assert caught.value.next_step


def test_signatures_go_before_endings() -> None:
    page = b"<!DOCTYPE html><html><body><p>Arland sells wool to Belland.</p></body></html>"
    assert read_document("a.txt", page).media_type == "text/html"
    assert read_document("a.htm", b"Arland sells wool.").media_type == "text/html"
    assert read_document("a.unknown", b"Arland sells wool.").media_type == "text/plain"
    assert read_document("README", b"Arland sells wool.").media_type == "text/plain"
    assert read_document("a.MD", b"Arland sells wool.").media_type == "text/markdown"


def test_the_registry_knows_every_ending_once() -> None:
    endings = [ending for reader in READERS for ending in reader.endings]
    assert sorted(endings) == sorted(set(endings)) == sorted(ENDINGS)
    assert len({reader.media_type for reader in READERS}) == len(READERS)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(data, "a.txt") == text
