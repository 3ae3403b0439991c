"""How far what was read agrees with what a careful reader takes from the same words.

Levels, each on top of the one before:

- *ties*: the pair of entities and the sign of the tie between them;
- *domain*: the tie with the same domain, or one directly or indirectly above or below it; a gold row without a domain takes any;
- *claims*: that, with a relation of the same family and in the same direction.

Recall counts core rows; precision accepts core and context rows. Of the core rows found it is asked whether the modality is of
the same class and the negation the same, the time exactly the same, the figure the same, and whether the quote covers the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache

from gold import GoldClaim, GoldPassage

from comity import resources
from comity.model import Quantity, Reading
from comity.vocabulary import UNNAMED, Relation

_FAMILIES = {
    "partnership": "cooperatesWith alliedWith alignedWith agreesWith exercisesWith consultsWith",
    "exchange": "tradesWith supplies investsIn",
    "backing": "aids supports",
    "concession": "yieldsTo",
    "request": "requests",
    "dependence": "dependsOn needs",
    "influence": "influences affects",
    "rivalry": "opposes criticizes disputesWith threatens",
    "force": "sanctions coerces fights",
    "belonging": "memberOf partyTo participatesIn hosts mediates",
    "office": "holdsOffice",
    "means": "possesses pursues",
}
FAMILY = {name: family for family, names in _FAMILIES.items() for name in names.split()}
"""Relation → family. What two careful readers may name differently is one family: the sign, the ends and the domain still hold."""

_CLASSES = {
    "real": "asserted assessed",
    "planned": "intended proposed",
    "hypothetical": "potential predicted",
    "advised": "recommended",
}
MODALITY_CLASS = {name: kind for kind, names in _CLASSES.items() for name in names.split()}

SHARES = ("ties", "domain", "claims")
"""Levels with precision, recall and F1."""

ACCURACIES = ("modality", "time", "no-time", "figure", "evidence")
"""Shares right among the core rows found: "no-time" where the text gives none, so that none may be read."""


@cache
def broader() -> dict[str, str]:
    """Domain → the one right above it."""
    return {
        f"domain:{row['id']}": f"domain:{row['broader']}" for row in resources.rows("ontology", "domains.tsv") if row["broader"]
    }


def chain(domain: str) -> list[str]:
    """A domain and all those above it, nearest first."""
    found = [domain]
    while found[-1] in broader():
        found.append(broader()[found[-1]])
    return found


def near(first: str, second: str) -> bool:
    """True for the same domain, or one directly or indirectly above the other."""
    return first in chain(second) or second in chain(first)


def end(identifier: str) -> str:
    """What an end of a tie is compared by: a domain counts as its ancestor of the second level (electricity is energy)."""
    return chain(identifier)[-2:][0] if identifier.startswith("domain:") else identifier


@dataclass(frozen=True)
class Found:
    """One content read from a passage."""

    subject: str
    relation: str
    object: str
    domain: str
    modality: str
    negated: bool
    when: str
    quantity: Quantity | None
    quote: str
    rule: str


Tie = tuple[frozenset[str], int]


def tie(claim: GoldClaim | Found) -> Tie:
    """The pair of ends and the sign between them."""
    return frozenset((end(claim.subject), end(claim.object))), Relation(claim.relation).polarity


def same_domain(gold: GoldClaim, found: Found) -> bool:
    """Whether the domain agrees; a gold row without one takes any."""
    return not gold.domain or (bool(found.domain) and near(gold.domain, found.domain))


def same_claim(gold: GoldClaim, found: Found) -> bool:
    """Whether both say the same of the same ends in the same direction, however it is put forward."""
    if tie(gold) != tie(found) or not same_domain(gold, found) or FAMILY[gold.relation] != FAMILY[found.relation]:
        return False
    directed = not Relation(gold.relation).symmetric and not Relation(found.relation).symmetric
    return not directed or end(gold.subject) == end(found.subject)


def same_modality(gold: GoldClaim, found: Found) -> bool:
    """Whether it is put forward alike: same class of modality, same negation."""
    return MODALITY_CLASS[gold.modality] == MODALITY_CLASS[found.modality] and gold.negated == found.negated


_MONEY = re.compile(r"(?P<currency>[A-Z]{3}) (?P<value>[\d.]+)")
_COUNT = re.compile(r"(?P<value>[\d.]+) ?(?P<unit>[^~/]*)")


def same_figure(gold: str, found: Quantity | None) -> bool:
    """Whether value and currency, or value and unit, agree; of a unit in several words one is enough ("27 F-35 fighters")."""
    money, count = _MONEY.match(gold), _COUNT.match(gold)
    if found is None or not (money or count):
        return False
    values = [value for value in (found.value, found.minimum, found.maximum) if value is not None]
    try:
        if money:
            return found.currency == money["currency"] and Decimal(money["value"]) in values
        assert count is not None
        words = {word.rstrip("s") for word in count["unit"].casefold().split()}
        mine = {word.rstrip("s") for word in f"{found.unit} {found.measure}".casefold().split()}
        return Decimal(count["value"]) in values and (found.unit == "%" if "percent" in words else bool(words & mine))
    except InvalidOperation:
        return False


def covers(found: Found, words: str) -> bool:
    """Whether the quote holds these words, spaces aside."""
    return " ".join(words.split()) in " ".join(found.quote.split())


@dataclass(frozen=True)
class Judged:
    """A passage with what was read from it, against what should be.

    Attributes:
        wanted: each core row with what was found for it.
        read: each content read, once for ends, relation and domain, and whether a core or context row says so.
        named: the entities that the document's words were linked to.
        reasons: why sentences of the passage gave nothing, as the ledger says.
    """

    passage: GoldPassage
    found: tuple[Found, ...]
    wanted: tuple[tuple[GoldClaim, tuple[Found, ...]], ...]
    read: tuple[tuple[Found, bool], ...]
    named: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()


def found_in(reading: Reading) -> tuple[Found, ...]:
    """What was read from the passage itself: the last block, not the headings and labels before it."""
    start = reading.document.blocks[-1].start
    return tuple(
        Found(
            s.claim.subject, s.claim.relation.value, s.claim.object, s.claim.domain or "", s.claim.modality.value, s.claim.negated,
            s.claim.when or "", s.claim.quantity, s.evidence.quote, s.evidence.rule,
        )
        for s in reading.statements
        if s.evidence.start >= start
    )  # fmt: skip


def judge(passage: GoldPassage, found: Sequence[Found]) -> Judged:
    """The passage's core rows with what was found for each, and what was read with whether it is right."""
    wanted = tuple((gold, tuple(f for f in found if same_claim(gold, f))) for gold in passage.claims if gold.core)
    unique = {(f.subject, f.relation, f.object, f.domain): f for f in found}
    read = tuple((f, any(same_claim(gold, f) for gold in passage.claims)) for f in unique.values())
    return Judged(passage, tuple(found), wanted, read)


def judge_all(passages: Iterable[GoldPassage], readings: Iterable[Reading]) -> list[Judged]:
    """Every passage judged, in order."""
    judged = []
    for passage, reading in zip(passages, readings, strict=True):
        start = reading.document.blocks[-1].start
        named = frozenset(target for mention in reading.mentions for target in mention.targets)
        reasons = tuple(entry.reason for entry in reading.ledger if entry.start >= start and entry.reason)
        judged.append(replace(judge(passage, found_in(reading)), named=named, reasons=reasons))
    return judged


def why_missed(gold: GoldClaim, one: Judged) -> str:
    """How far a core row came that was not found: from its ends not being linked to all but the relation being right."""
    ends = {end for end in (gold.subject, gold.object) if not end.startswith("domain:") and end != UNNAMED}
    if not ends <= one.named:
        return "an end is not linked"
    same_ends = [found for found in one.found if tie(found)[0] == tie(gold)[0]]
    if not same_ends:
        return "both ends linked, nothing read between them"
    same_tie = [found for found in same_ends if tie(found) == tie(gold)]
    if not same_tie:
        return "a tie of another sign"
    if not any(same_domain(gold, found) for found in same_tie):
        return "the tie with another domain"
    return "the tie and domain with another relation or direction"


@dataclass
class Share:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, hits: int, of: int) -> None:
        """Count some more."""
        self.hits += hits
        self.of += of

    @property
    def value(self) -> float:
        """The share, to three digits; 1 of nothing."""
        return round(self.hits / self.of, 3) if self.of else 1.0


def shares(judged: Iterable[Judged]) -> dict[str, Share]:
    """Every count by its name: "ties.recall", "claims.precision", "modality" …"""
    total: defaultdict[str, Share] = defaultdict(Share)
    for one in judged:
        _count_ties(one, total)
        _count_domains(one, total)
        total["claims.recall"].add(sum(bool(found) for _, found in one.wanted), len(one.wanted))
        total["claims.precision"].add(sum(right for _, right in one.read), len(one.read))
        for gold, found in one.wanted:
            if found:
                _count_qualifiers(gold, found, total)
    return total


def _count_ties(one: Judged, total: dict[str, Share]) -> None:
    core = {tie(gold) for gold in one.passage.claims if gold.core}
    allowed = {tie(gold) for gold in one.passage.claims}
    have = {tie(found) for found in one.found}
    total["ties.recall"].add(len(core & have), len(core))
    total["ties.precision"].add(len(have & allowed), len(have))


def _count_domains(one: Judged, total: dict[str, Share]) -> None:
    def agrees(gold: GoldClaim, found: Found) -> bool:
        return tie(gold) == tie(found) and same_domain(gold, found)

    core = [gold for gold in one.passage.claims if gold.core]
    total["domain.recall"].add(sum(any(agrees(gold, f) for f in one.found) for gold in core), len(core))
    unique = {(tie(f), f.domain): f for f in one.found}.values()
    total["domain.precision"].add(sum(any(agrees(gold, f) for gold in one.passage.claims) for f in unique), len(unique))


def _count_qualifiers(gold: GoldClaim, found: Sequence[Found], total: dict[str, Share]) -> None:
    total["modality"].add(any(same_modality(gold, f) for f in found), 1)
    total["time" if gold.when else "no-time"].add(any(f.when == gold.when for f in found), 1)
    if gold.quantity:
        total["figure"].add(any(same_figure(gold.quantity, f.quantity) for f in found), 1)
    total["evidence"].add(any(covers(f, gold.words) for f in found), 1)


def figures(judged: Iterable[Judged]) -> dict[str, float]:
    """All figures by name, each between 0 and 1, to three digits: precision, recall and F1 of the levels, and the accuracies."""
    counted = shares(judged)
    found: dict[str, float] = {}
    for level in SHARES:
        precision, recall = counted[f"{level}.precision"].value, counted[f"{level}.recall"].value
        found[f"{level}.precision"], found[f"{level}.recall"] = precision, recall
        found[f"{level}.f1"] = round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0
    return found | {name: counted[name].value for name in ACCURACIES}


def by_relation(judged: Iterable[Judged]) -> dict[str, tuple[Share, Share]]:
    """Relation → (recall over core rows, precision over what was read) of claims."""
    found: defaultdict[str, tuple[Share, Share]] = defaultdict(lambda: (Share(), Share()))
    for one in judged:
        for gold, matches in one.wanted:
            found[gold.relation][0].add(bool(matches), 1)
        for claim, right in one.read:
            found[claim.relation][1].add(right, 1)
    return dict(found)


def by_rule(judged: Iterable[Judged]) -> dict[str, Share]:
    """Rule → precision of what it read."""
    found: defaultdict[str, Share] = defaultdict(Share)
    for one in judged:
        for claim, right in one.read:
            found[claim.rule].add(right, 1)
    return dict(found)


def by_style(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Style of the passage, and kind where it is no sentence → its judged passages."""
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.passage.style].append(one)
        if one.passage.kind != "sentence":
            found[f"({one.passage.kind}s)"].append(one)
    return dict(found)
