"""The short notation of the curated tables, taken apart.

A list column holds items between semicolons. The last characters of a name say how far it may be trusted and what it is:

* ``?`` needs the passage (another name of the same entity, or a cue), ``!`` only in exactly this case, ``#`` never alone;
* ``~`` is another spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CONTEXTS = {"?": "passage", "!": "case", "#": "never-alone"}
CONTEXT_ORDER = ("", "case", "passage", "never-alone")


@dataclass(frozen=True)
class Written:
    """A name as written in a curated table: its text, its context, and whether it is a mere spelling."""

    text: str
    context: str = ""
    spelling: bool = False


@dataclass(frozen=True, order=True)
class NameRow:
    """One row of ``names.tsv``."""

    name: str
    entity: str
    kind: str
    context: str
    source: str


def items(cell: str) -> list[str]:
    """Items of a list column, without the empty ones."""
    return [item for part in cell.split(";") if (item := part.strip())]


def written(item: str) -> Written:
    """One item of a names column, its marks taken off."""
    text, context, spelling = item, "", False
    while text and text[-1] in "~?!#":
        if text[-1] == "~":
            spelling = True
        else:
            context = CONTEXTS[text[-1]]
        text = text[:-1].strip()
    return Written(text, context, spelling)


def names(cell: str) -> list[Written]:
    """Names of a list column."""
    return [written(item) for item in items(cell)]


SPELLING_PAIRS = (
    ("Organization", "Organisation"), ("organization", "organisation"), ("Cooperation", "Co-operation"),
    ("Defense", "Defence"), ("Center", "Centre"), ("Labor ", "Labour "), ("Program ", "Programme "),
    ("Civilization", "Civilisation"), ("Stabilization", "Stabilisation"), ("Modernization", "Modernisation"),
    ("Nonproliferation", "Non-Proliferation"), ("Non-proliferation", "Non-Proliferation"),
    ("UN ", "U.N. "), ("US ", "U.S. "), ("UK ", "U.K. "),
    ("Neighbor", "Neighbour"), ("Harbor", "Harbour"), ("Republic of Turkey", "Republic of Türkiye"),
)  # fmt: skip


def respelled(text: str) -> Iterator[str]:
    """Other spellings that follow from rules: -ize and -ise, American and British, apostrophes, dashes, no diacritics."""
    forms = {text}
    for one, other in SPELLING_PAIRS:
        forms |= {form.replace(one, other) for form in forms} | {form.replace(other, one) for form in forms}
    forms |= {form.replace("'", "’") for form in forms} | {form.replace("’", "'") for form in forms}
    forms |= {form.replace("–", "-") for form in forms}
    if re.search(r"[A-Za-z]–[A-Za-z]|[A-Z][a-z]+-[A-Z][a-z]+ (?:War|Treaty|Pact|Border|Agreement)", text):
        forms |= {form.replace("-", "–") for form in forms}
    forms |= {plain(form) for form in forms}
    if " & " in text:
        forms |= {form.replace(" & ", " and ") for form in forms}
    return iter(sorted(forms - {text}))


def plain(text: str) -> str:
    """The text without diacritics; apostrophe-like letters become apostrophes."""
    text = text.replace("ʻ", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    text = text.replace("đ", "d").replace("ß", "ss").replace("ə", "a").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c == "’")


def tabulate(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A tab-separated table; rows come sorted, each once."""
    lines = sorted({"\t".join(row) for row in rows})
    return "\n".join(["\t".join(header), *lines]) + "\n"
