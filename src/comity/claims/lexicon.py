"""The words that rules use, loaded once: predicates with their frames, operators of modality, carriers.

A frame is written as slots with roles, ``subj=A with|to=B/org obj=D?``; alternatives are separated by " ; ". See the heads
of ``data/lexicon/frames.tsv`` and ``predicates.tsv`` for the notation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comity import resources
from comity.errors import BadTable
from comity.vocabulary import Modality, Relation

ROLES = frozenset({"A", "B", "AB", "D"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot rule of a frame: any of these slots fills the role, with that kind of thing."""

    names: tuple[str, ...]
    role: str
    kind: str = ""
    optional: bool = False

    def is_left_empty(self, slots: Mapping[str, Sequence[object]]) -> bool:
        """True where no word stands in any of its places, and nothing else than words could fill it: most frames end here."""
        for name in self.names:
            if slots.get(name):
                return False
        return not (self.optional or self.kind == "agentless" or self.names in _WITHOUT_WORDS or "iobj" in self.names)


_WITHOUT_WORDS = (("context",), ("self",))


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that states a relation, with the frames it needs, best first. ``relation`` is None for "belongs"."""

    word: str
    pos: str
    frames: tuple[tuple[Slot, ...], ...]
    relation: Relation | None
    domain: str | None
    modality: Modality | None
    flags: frozenset[str]

    @property
    def is_mutual(self) -> bool:
        """True where it states a relation that holds both ways: pacts, ties, talks, exercises, disputes."""
        return self.relation is not None and self.relation.symmetric

    @property
    def is_tie(self) -> bool:
        """True for nouns of such a relation: what two have with each other."""
        return self.pos == "n" and self.is_mutual

    @property
    def rule(self) -> str:
        """Name of the rule in evidence: the word with its part of speech."""
        return f"{self.word}.{self.pos}"


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes how what it governs is put forward."""

    modality: Modality
    negates: bool


def parse_frames(text: str, where: str, named: dict[str, str]) -> tuple[tuple[Slot, ...], ...]:
    """Frames of a notation.

    Raises:
        BadTable: it breaks the notation; ``where`` says in which row.
    """
    frames: list[tuple[Slot, ...]] = []
    for alternative in text.split(";"):
        alternative = alternative.strip()
        if alternative.startswith("@"):
            if alternative[1:] not in named:
                raise BadTable(f"no frame is called {alternative}", file=where, next_step="define it in frames.tsv")
            frames.extend(parse_frames(named[alternative[1:]], where, named))
            continue
        slots = []
        for part in alternative.split():
            names, equals, target = part.partition("=")
            role, _, kind = target.partition("/")
            if not equals or role.rstrip("?") not in ROLES:
                raise BadTable(f"{part!r} is no slot=role", file=where, next_step="write slots like subj=A or with|to=B")
            slots.append(Slot(tuple(names.split("|")), role.rstrip("?"), kind, role.endswith("?") or kind.endswith("?")))
        frames.append(tuple(slots))
    return tuple(frames)


@cache
def predicates() -> dict[tuple[str, str], tuple[Predicate, ...]]:
    """(word, part of speech) → its predicates in the order of the table."""
    named = {row["name"]: row["frames"] for row in resources.rows("lexicon", "frames.tsv", required=("name", "frames", "source"))}
    found: defaultdict[tuple[str, str], list[Predicate]] = defaultdict(list)
    parsed: dict[str, tuple[tuple[Slot, ...], ...]] = {}  # ten thousand rows share some hundreds of notations
    for row in resources.rows("lexicon", "predicates.tsv", required=("word", "pos", "frame", "relation", "source")):
        notation = row["frame"]
        if notation not in parsed:
            parsed[notation] = parse_frames(notation, f"lexicon/predicates.tsv, {row['word']} ({row['pos']})", named)
        found[row["word"], row["pos"]].append(
            Predicate(
                row["word"],
                row["pos"],
                parsed[notation],
                None if row["relation"] == "belongs" else Relation(row["relation"]),
                f"domain:{row['domain']}" if row["domain"] else None,
                Modality(row["modality"]) if row["modality"] else None,
                frozenset(row["flags"].split()),
            )
        )
    return {key: tuple(sorted(rows, key=_is_general)) if len(rows) > 1 else tuple(rows) for key, rows in found.items()}


SPECIFIC = frozenset({"org", "belong", "agreement", "event", "project", "eventproject", "thing", "person"})
"""Kinds of an object that only some things are."""


def _is_general(predicate: Predicate) -> bool:
    """False for rows whose object must be of one kind: "withdrew from the treaty" is tried before "withdrew from the town"."""
    return not any(slot.kind in SPECIFIC for frame in predicate.frames for slot in frame if slot.role == "B")


@cache
def operators() -> dict[tuple[str, str], Operator]:
    """(word, part of speech) → what it does to what it governs; modals have the part of speech ``m``, adverbs ``r``."""
    rows = resources.rows("lexicon", "operators.tsv", required=("word", "pos", "modality", "source"))
    return {(row["word"], row["pos"]): Operator(Modality(row["modality"]), row["negates"] == "yes") for row in rows}


@cache
def carriers(kind: str) -> dict[str, str]:
    """Word → role, for one class of carriers: light, facet, transparent, example, say, false-negation or joint."""
    rows = resources.rows("lexicon", "carriers.tsv", required=("word", "class", "source"))
    return {row["word"]: row["role"] for row in rows if row["class"] == kind}


@cache
def usual_domain(relation: Relation) -> str | None:
    """Domain of a relation whose text names none, by convention; None where the relation has none of its own."""
    rows = resources.rows("lexicon", "relation_domains.tsv", required=("relation", "domain", "source"))
    return {row["relation"]: f"domain:{row['domain']}" for row in rows}.get(relation.value)
