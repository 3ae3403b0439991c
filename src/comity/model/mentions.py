"""What a document names: entities, and the words that mention them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.model.claims import Quantity
from comity.vocabulary import EntityKind, Obligation, Stage


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing of the graph: actor, agreement, event, project or place.

    ``id`` is a prefixed name (``actor:north-korea``). Dates are EDTF. Fields that do not apply stay empty.
    """

    id: str
    kind: EntityKind
    label: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    iso2: str = ""
    iso3: str = ""
    state: str = ""
    region: str = ""
    succeeded_by: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    signed: str = ""
    in_force: str = ""
    ended: str = ""
    stage: Stage | None = None
    domains: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    about: tuple[str, ...] = ()
    source: str = ""


class MentionKind(StrEnum):
    """What a stretch of text names."""

    ENTITY = "entity"
    DOMAIN = "domain"
    DATE = "date"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a mention: how it relates to the name (``match``), and how good that is (``score``, 0 to 1)."""

    entity: str
    match: str
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a block's reading text that names something.

    Attributes:
        block: number of the block.
        start, end: slice of the block's reading text.
        text: that slice.
        kind: entity, domain, date or figure.
        targets: identifiers it was linked to: one for a name, several for "both nations" or a hyphenated dyad,
            none where linking declined.
        how: why: "name", "acronym", "metonym", "adjective", "surname", "anaphora", "new", "declined" …
        reason: the same in words a reader understands, kept as ``com:resolved`` where it is not plain.
        candidates: all readings that were weighed, best first.
        attributive: the name is an adjective or modifier of something else ("Russian firms").
        value: EDTF of a date, or "" .
        quantity: of a figure.
    """

    block: int
    start: int
    end: int
    text: str
    kind: MentionKind
    targets: tuple[str, ...] = ()
    how: str = ""
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    attributive: bool = False
    value: str = ""
    quantity: Quantity | None = None
