"""Text made safe for a format: what its rules forbid is replaced, all else is kept."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")


def xml_text(text: str) -> str:
    """The text with every character that XML 1.0 forbids, in whatever escape, replaced by U+FFFD (�)."""
    return _NOT_XML.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text with every run of line breaks, tabs and control characters as one space."""
    return _CONTROL.sub(" ", text)


def no_surrogates(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, replaced by U+FFFD."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
