"""Which documents are one witness: copies and near-copies of a text, and passages that one took over from the other."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from comity.model import Document, Evidence

SHINGLE = 8
"""Words in a shingle. Eight in a row seldom recur by chance (Broder 1997 used ten; with four, set phrases of diplomacy collide)."""

SAME_TEXT = 0.6
"""Share of shingles (Jaccard) from which on two documents are copies of one text: an article with another headline and footer
is above 0.7, two articles on the same event by different hands below 0.1."""


def independent(documents: Sequence[Document]) -> dict[str, str]:
    """Document → the first document (by identifier) whose text it is a copy or near-copy of, itself where it is none."""
    shingles = {document.id: _shingles(document.text) for document in documents}
    by_shingle: defaultdict[int, list[str]] = defaultdict(list)
    origin: dict[str, str] = {}
    for document in documents:
        mine = shingles[document.id]
        shared: defaultdict[str, int] = defaultdict(int)
        for shingle in mine:
            for other in by_shingle[shingle]:
                shared[other] += 1
        same = sorted(
            other for other, count in shared.items() if count / max(1, len(mine) + len(shingles[other]) - count) >= SAME_TEXT
        )
        origin[document.id] = origin[same[0]] if same else document.id
        for shingle in mine:
            by_shingle[shingle].append(document.id)
    return origin


def witnesses(evidence: Iterable[Evidence], origin: Mapping[str, str]) -> dict[str, str]:
    """Document → the witness it counts as for one claim, named by its first document.

    Copies of a text are one witness. So are documents that make the claim in the same words, a shingle or more of them:
    one has them from the other, or both from a third.
    """
    found: dict[str, str] = {}
    said: dict[tuple[str, ...], str] = {}
    for one in sorted(evidence, key=lambda item: (item.document, *item.place, item.id)):
        witness = _root(found, found.setdefault(origin.get(one.document, one.document), origin.get(one.document, one.document)))
        words = _words(one.quote)
        if len(words) >= SHINGLE:
            first = _root(found, said.setdefault(tuple(words), witness))
            low, high = sorted((first, witness))
            found[high] = witness = low
        found[one.document] = witness
    return {document: _root(found, document) for document in found}


def _root(found: Mapping[str, str], document: str) -> str:
    while found.get(document, document) != document:
        document = found[document]
    return document


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shingles(text: str) -> set[int]:
    words = _words(text)
    return {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))}
