"""One question in many wordings → the wording that the grammar reads best: "Somalia's allies" → "who is allied with Somalia"."""

from __future__ import annotations

import re
from functools import cache

from comity import resources

LONGEST_REWORDED = 200
"""Characters. Longer texts are no short form of a question, and are left alone; the longest of 600 tried had 140."""


def reworded(question: str) -> str:
    """The question with each form of words that ``data/ask/wordings.tsv`` knows put into the plain one; without its last mark."""
    text = " ".join(question.strip().rstrip("?!. ").split())
    if len(text) > LONGEST_REWORDED:
        return text
    for pattern, becomes in _wordings():
        text = " ".join(pattern.sub(becomes, text).split()) or text
    return text


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = resources.rows("ask", "wordings.tsv", required=("pattern", "becomes", "source"))
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), "" if row["becomes"] == "-" else f" {row['becomes']} ") for row in rows
    )
