"""A question as understood: what form of answer it wants, about which claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.ask.regions import Region
from comity.vocabulary import Modality, Relation

WILD = "?"
"""Stands where the question asks who or what."""


class Form(StrEnum):
    """What a question wants to know."""

    YES_NO = "yes-no"
    HOW_MUCH = "how-much"
    WHEN = "when"
    SINCE = "since"
    WHERE = "where"
    WHICH = "which"
    DOMAINS = "domains"
    SAYS = "says"
    DOCUMENTS = "documents"
    TIMELINE = "timeline"
    LIST = "list"
    NONE = "none"


class Wanted(StrEnum):
    """What kind of thing a "which" asks for."""

    ANY = "any"
    STATE = "state"
    ORGANIZATION = "organization"
    PERSON = "person"
    AGREEMENT = "agreement"
    THING = "thing"
    """Goods, arms, fields: what a claim is about rather than whom it concerns."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A claim with an open place: ``WILD`` where the question asks, "" where it does not matter.

    Attributes:
        subject, object: entity, ``WILD`` or "".
        relation: the relation asked for, or None for any.
        either_way: the question does not say who acts; each of the two may.
        denied: it asks of what is not so: "Who left ECOWAS" asks who is no member of it.
    """

    subject: str
    relation: Relation | None
    object: str
    either_way: bool = False
    denied: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The entities it names."""
        return tuple(end for end in (self.subject, self.object) if end and end != WILD)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What comity takes a question to mean.

    Attributes:
        question: the words as typed.
        form: what it wants to know.
        patterns: the claims it is about, the surest reading first; empty when it was not understood.
        entities: every actor, agreement, event or project it names, in order.
        domains: the fields it is narrowed to; any of them will do.
        wanted: the kind of thing that a "which" asks for.
        since, until: the years it is narrowed to, as EDTF, or "".
        modalities: ways of putting forward that count as an answer.
        places: labels of the places it names, which must stand in the passage.
        office: words of the office it asks for, or "".
        unknown: names that neither the graph nor the reference knows.
        notes: how names and words were taken, for the card.
        within: entities that narrow the kind of thing asked for: "which [Pacific] islands", "which [Russian] companies".
        region: the circle of states that it asks within: "which Pacific states".
        himself: who says it says it of himself, so that the open place is both.
        asking: the question as it was read, in its plain wording.
        occasions: words of the fields it names, as passages may hold them.
    """

    question: str
    form: Form
    patterns: tuple[Pattern, ...] = ()
    entities: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wanted: Wanted = Wanted.ANY
    since: str = ""
    until: str = ""
    modalities: tuple[Modality, ...] = (Modality.ASSERTED, Modality.ASSESSED)
    places: tuple[str, ...] = ()
    office: str = ""
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    region: Region | None = None
    himself: bool = False
    asking: str = ""
    occasions: tuple[str, ...] = ()

    @property
    def actors(self) -> list[str]:
        """Those of its entities that are actors."""
        return [entity for entity in self.entities if entity.startswith("actor:")]
