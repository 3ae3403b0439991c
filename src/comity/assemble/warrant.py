"""How far the passages for a claim together warrant it: a noisy-or after INDRA (Gyori et al. 2017, doi:10.15252/msb.20177651).

A claim is wrong when every rule that read it errs as such, or when every document that makes it does: misread in all its
passages, or itself mistaken. With s the systematic error of a kind of rule, r the random error of a passage, and e the error
of a document of its grade:

    belief = (1 - Π s over the kinds of rules) · (1 - Π over the documents [1 - (1 - Π r over its passages) · (1 - e)])

A passage errs as often as its kind of rule does, or as the reader's own confidence in it says, whichever is more. More
passages of a document are more chances to have read it well, but never make the document itself more reliable. The priors
stand with their sources in ``data/assembly/belief_priors.tsv``. Belief is for ordering and for choosing what to check; it is
no probability that the thing is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from comity import resources
from comity.errors import BadTable

TABLE = ("assembly", "belief_priors.tsv")

DIGITS = 3
"""Digits that are kept: the priors come from some 460 judged claims, and would not carry even these."""


@dataclass(frozen=True, slots=True)
class Prior:
    """How often a kind of rule, or a document of a grade, errs: by chance, and always in the same way."""

    pattern: str
    random: float
    systematic: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One reading of a claim: the document's grade (Admiralty A–F), the rule, and the reader's confidence."""

    rule: str
    confidence: float
    grade: str = "F"


def belief(documents: Iterable[Sequence[Passage]]) -> float:
    """Belief in a claim, between 0 and 1, to three digits: one entry of passages for each independent document.

    Raises:
        BadTable: the table of priors has no row for a rule or a grade.
    """
    told = [passages for passages in documents if passages]
    if not told:
        return 0.0
    systematic = 1.0
    for pattern in sorted({of_rule(passage.rule).pattern for passages in told for passage in passages}):
        systematic *= _by_pattern()[pattern].systematic
    doubt = 1.0
    for one in sorted(document_doubt(passages) for passages in told):
        doubt *= one
    return round((1.0 - systematic) * (1.0 - doubt), DIGITS)


def document_doubt(passages: Sequence[Passage]) -> float:
    """The chance that a document's word for a claim is worth nothing: misread in every passage, or mistaken itself."""
    misread = 1.0
    for error in sorted(random_error(passage) for passage in passages):
        misread *= error
    return 1.0 - (1.0 - misread) * (1.0 - min(of_grade(passage.grade).random for passage in passages))


def random_error(passage: Passage) -> float:
    """The chance that this one passage was misread: that of its kind of rule, or more where the reader was less sure."""
    known = of_rule(passage.rule)
    return max(known.random, 1.0 - passage.confidence - known.systematic)


@cache
def of_rule(rule: str) -> Prior:
    """The prior of a rule: the first row whose pattern fits its name.

    Raises:
        BadTable: no row fits.
    """
    return _first("rule", rule)


@cache
def of_grade(grade: str) -> Prior:
    """The prior of a grade of reliability; an unknown grade counts as F.

    Raises:
        BadTable: the row of F is missing.
    """
    return next((prior for prior in _priors("grade") if prior.pattern == grade), None) or _first("grade", "F")


def _first(kind: str, name: str) -> Prior:
    found = next((prior for prior in _priors(kind) if fnmatchcase(name, prior.pattern)), None)
    if found is None:
        raise BadTable(f"no row is for the {kind} {name!r}", file="/".join(TABLE), next_step="add one with the pattern *")
    return found


@cache
def _by_pattern() -> dict[str, Prior]:
    return {prior.pattern: prior for prior in _priors("rule")}


@cache
def _priors(kind: str) -> tuple[Prior, ...]:
    """Rows of a kind in the order of the table, errors between 0 and 1.

    Raises:
        BadTable: an error is no number between 0 and 1.
    """
    found = []
    for row in resources.rows(*TABLE, required=("kind", "pattern", "random", "systematic", "source")):
        if row["kind"] != kind:
            continue
        try:
            prior = Prior(row["pattern"], float(row["random"]), float(row["systematic"]))
        except ValueError as error:
            raise _no_share(row) from error
        if not (0.0 <= prior.random <= 1.0 and 0.0 <= prior.systematic <= 1.0):
            raise _no_share(row)
        found.append(prior)
    return tuple(found)


def _no_share(row: dict[str, str]) -> BadTable:
    return BadTable(
        f"an error of {row['kind']} {row['pattern']} is no number from 0 to 1",
        file="/".join(TABLE),
        next_step="write it like 0.25",
    )
