"""Tables of text → expected for the rooms that read claims, and what becomes of each row.

Run: python tests/quality/cases.py [modality|offices|tables|grammar ...] [--clear] [--all]

Prints the rows that are not read as expected, and those whose ``known_gap`` is closed; ``--clear`` takes the mark away from
these. Marks are set by hand only, with the reason.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gold import GoldPassage, document
from scoring import same_figure

from comity import claims, grammar, language, link, read, reference
from comity.model import Block, BlockKind, Claim, Document, Reading, Statement
from comity.vocabulary import Relation

FOLDER = Path(__file__).resolve().parents[1] / "cases"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Rows of a table, as dictionaries by column, with their line as "line"."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple({**{key: value or "" for key, value in row.items()}, "line": str(n)} for n, row in enumerate(reader, start=2))


def marked(name: str) -> list[Any]:
    """The rows as parameters of a test, those with a known gap marked as expected to fail."""
    return [
        pytest.param(row, id=f"line {row['line']}", marks=[pytest.mark.xfail(reason=row["known_gap"])] if row["known_gap"] else [])
        for row in rows(name)
    ]


def of_text(text: str, name: str = "case.txt") -> Document:
    """The text as a document of one paragraph."""
    return Document(f"document:{name}", name, "text/plain", "", text, (Block(0, BlockKind.PARAGRAPH, 0, len(text), text),))


def read_all(documents: Sequence[Document]) -> list[Reading]:
    """Readings of documents, parsed in one batch, in order."""
    known = reference.load()
    return [claims.extract(link.link_document(one, parses, known)) for one, parses in language.parse_documents(documents)]


@cache
def read_file(text: str, name: str = "facts.md") -> Reading:
    """The reading of a file with this text and name."""
    (found,) = read_all([read.read_document(name, text.encode())])
    return found


@cache
def by_text(name: str) -> dict[str, Reading]:
    """Text of a table's row → its reading."""
    texts = list(dict.fromkeys(row["text"] for row in rows(name)))
    return dict(zip(texts, read_all([of_text(text) for text in texts]), strict=True))


# --- what was got -------------------------------------------------------------------------------------------------


def modality(row: Row) -> str:
    """Nothing when the claim is put forward as the row says, else what was read."""
    found = [s.claim for s in by_text("modality")[row["text"]].statements]
    about = [claim for claim in found if _is_about(claim, row["subject"], row["relation"], row["object"])]
    if not about:
        return f"no such claim among {_shown(found)}"
    wrong = [
        claim for claim in about
        if claim.modality.value not in row["modality"].split("|") or claim.negated != (row["negated"] == "yes")
        or (claim.attributed_to or "") != row["attributed_to"]
    ]  # fmt: skip
    return _shown(wrong) if wrong else ""


def offices(row: Row) -> str:
    """Nothing when the person holds that office and no other there, or none where the row says "none"; else what was read."""
    found = [
        s.claim
        for s in by_text("offices")[row["text"]].statements
        if s.claim.relation is Relation.HOLDS_OFFICE and s.claim.is_plain
    ]
    mine = {(claim.object, claim.office or "") for claim in found if claim.subject == row["person"]}
    wanted = set() if row["of"] == "none" else {(row["of"], row["office"])}
    return "" if mine == wanted else f"read {_shown(found)}"


@cache
def cells() -> list[Reading]:
    """Readings of the rows of ``tables.tsv``."""
    return read_all([document(passage_of(row)) for row in rows("tables")])


def passage_of(row: Row) -> GoldPassage:
    """A row of ``tables.tsv`` as a cell under its headings, caption, header and label."""
    section = tuple(part for part in row["section"].split(" > ") if part)
    under = (section, row["lead_in"], row["row_label"], row["column_header"], row["caption"])
    return GoldPassage(f"tables-{row['line']}", "", "", *under, "cell", row["text"])


def tables(row: Row) -> str:
    """Nothing when the cell makes the claim with domain, modality and figure, or none where the row says so; else what was read."""
    reading = cells()[int(row["line"]) - 2]
    start = reading.document.blocks[-1].start
    found = [s.claim for s in reading.statements if s.evidence.start >= start]
    if row["subject"] == "none":
        return _shown(found) if found else ""
    for claim in found:
        if (
            _is_about(claim, row["subject"], row["relation"], row["object"])
            and (not row["domain"] or claim.domain in row["domain"].split("|"))
            and claim.modality.value in row["modality"].split("|")
            and claim.negated == (row["negated"] == "yes")
            and _has_figure(claim, row["figure"])
        ):
            return ""
    return f"read {_shown(found)}"


@cache
def parsed(name: str) -> dict[str, object]:
    """Text of a table's row → its parse."""
    texts = list(dict.fromkeys(row["text"] for row in rows(name)))
    return dict(zip(texts, language.parse(texts), strict=True))


def slots(row: Row) -> str:
    """Nothing when exactly the expected heads fill the slot of the predicate, else those that do."""
    doc = parsed("grammar")[row["text"]]
    token = next(token for token in doc if token.text == row["predicate"])  # type: ignore[attr-defined]
    reading: dict[str, Callable[..., Iterable[object]]] = {
        "surface": grammar.surface_subjects, "agent": grammar.agents, "owner": grammar.owners, "conjuncts": grammar.conjuncts,
        "governors": grammar.governors,
    }  # fmt: skip
    if row["slot"] in reading:
        heads = list(reading[row["slot"]](token))
    else:
        heads = list((grammar.verb_slots(token) if grammar.is_verb(token) else grammar.noun_slots(token)).get(row["slot"], []))
    got = sorted({str(head) for head in heads})
    return "" if got == sorted(row["heads"].split()) else f"read {' '.join(got) or 'nothing'}"


def _is_about(claim: Claim, subject: str, relation: str, other: str) -> bool:
    if claim.relation.value not in relation.split("|"):
        return False
    ends = (claim.subject, claim.object)
    return ends == (subject, other) or (claim.relation.symmetric and ends == (other, subject))


def _has_figure(claim: Claim, wanted: str) -> bool:
    """Whether the claim has this figure with its period ("USD 37000000000/year"), or none where none is wanted."""
    if not wanted:
        return claim.quantity is None
    period = wanted.partition("/")[2]
    return same_figure(wanted, claim.quantity) and claim.quantity is not None and (not period or claim.quantity.per == period)


def _figure(claim: Claim) -> str:
    """Currency or unit, value and period, as they are shown."""
    figure = claim.quantity
    if figure is None:
        return ""
    value = next((v for v in (figure.value, figure.minimum, figure.maximum) if v is not None), None)
    number = "" if value is None else format(value.normalize(), "f")
    period = f"/{figure.per}" if figure.per else ""
    return f"{figure.currency} {number}{period}" if figure.currency else f"{number} {figure.unit}{period}"


def _shown(found: Iterable[Claim]) -> str:
    return "; ".join(sorted(_words(claim) for claim in found)) or "nothing"


def _words(claim: Claim) -> str:
    parts = [
        claim.subject, claim.relation.value, claim.object, f"[{claim.domain}]" if claim.domain else "", claim.office or "",
        claim.modality.value, "negated" if claim.negated else "", f"says {claim.attributed_to}" if claim.attributed_to else "",
        _figure(claim),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


JUDGES: dict[str, Callable[[Row], str]] = {"modality": modality, "offices": offices, "tables": tables, "grammar": slots}
"""Table → what was got in the place of a row's expectation, nothing when it is as expected."""


def statements(names: Iterable[str] = ("modality", "offices")) -> list[tuple[Reading, Statement]]:
    """All statements read from the texts of these tables, each with its reading."""
    return [(reading, s) for name in names for reading in by_text(name).values() for s in reading.statements]


# --- the command --------------------------------------------------------------------------------------------------


def main() -> int:
    """Print each row that is not as marked; 1 when a row without a mark is read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*JUDGES, []], metavar="TABLE")
    parser.add_argument("--clear", action="store_true", help="take the mark from rows that are right now")
    parser.add_argument("--all", action="store_true", help="show known gaps too")
    arguments = parser.parse_args()
    failing = 0
    for name in arguments.names or list(JUDGES):
        judged = [(row, JUDGES[name](row)) for row in rows(name)]
        right = sum(not got for _, got in judged)
        print(f"{name}: {right} of {len(judged)} right ({right / len(judged):.3f})")
        for row, got in judged:
            if got and (arguments.all or not row["known_gap"]):
                print(f"  {name}.tsv:{row['line']} «{row['text']}» {_expected(row)}: {got}")
            elif not got and row["known_gap"]:
                print(f"  {name}.tsv:{row['line']} is right now: «{row['text']}» ({row['known_gap']})")
        failing += sum(bool(got) and not row["known_gap"] for row, got in judged)
        if arguments.clear:
            _clear(name, {row["line"] for row, got in judged if not got})
    return 1 if failing else 0


def _expected(row: Row) -> str:
    return " ".join(value for key, value in row.items() if value and key not in ("text", "line", "known_gap", "point", "source"))


def _clear(name: str, right: set[str]) -> None:
    path = FOLDER / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines[0].split("\t").index("known_gap")
    for number, line in enumerate(lines[1:], start=2):
        if str(number) in right:
            fields = line.split("\t")
            if len(fields) <= at or not fields[at]:
                continue  # a row may end before its empty columns
            fields[at] = ""
            lines[number - 1] = "\t".join(fields)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    raise SystemExit(main())
