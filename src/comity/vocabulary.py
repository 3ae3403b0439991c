"""The closed sets and the IRIs of the graph model, once.

``data/ontology/comity.ttl`` declares the same terms in RDF; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

BASE = "https://w3id.org/comity/"

PREFIXES: dict[str, str] = {
    "com": BASE + "ns#",
    **{
        word: f"{BASE}{word}/"
        for word in (
            "actor", "agreement", "event", "project", "place", "domain",
            "claim", "evidence", "document", "quantity", "run",
        )
    },
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "plover": BASE + "plover#",
}  # fmt: skip

REFERENCE_GRAPH = PREFIXES["com"] + "reference"
ASSEMBLED_GRAPH = PREFIXES["com"] + "assembled"
INFERRED_GRAPH = PREFIXES["com"] + "inferred"


def expand(curie: str) -> str:
    """Full IRI of a prefixed name: ``actor:russia`` → ``https://w3id.org/comity/actor/russia``.

    Raises:
        KeyError: the prefix is none of ours.
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """Prefixed name of an IRI where one of our prefixes fits, else the IRI as it came."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if "/" not in local and "#" not in local:
                return f"{prefix}:{local}"
    return iri


_LETTERS = str.maketrans(
    dict(zip("ıøØłŁđĐðÐ–—’'", "ioOlLdDdD----", strict=True))
    | {"ß": "ss", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
"""Letters that Unicode does not take apart, and joining marks."""


def slug(name: str) -> str:
    """Readable identifier of a name: ASCII letters, digits and hyphens ("Côte d'Ivoire" → ``cote-d-ivoire``)."""
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = folded.encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


class EntityKind(StrEnum):
    """What a named thing is; the value is the class's local name in ``com:``."""

    STATE = "State"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    GROUP = "ActorGroup"
    AGREEMENT = "Agreement"
    EVENT = "Event"
    PROJECT = "Project"
    PLACE = "Place"

    @property
    def is_actor(self) -> bool:
        """True for whoever acts: states, organisations, persons and collectives."""
        return self in ACTOR_KINDS

    @property
    def prefix(self) -> str:
        """Prefix of the identifiers of this kind: ``actor``, ``agreement``, ``event``, ``project`` or ``place``."""
        return "actor" if self.is_actor else self.value.casefold()


ACTOR_KINDS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.GROUP})

UNNAMED = "actor:unnamed"
"""The agent of an act whose text names none ("international sanctions on North Korea")."""


class Modality(StrEnum):
    """How a claim is put forward. Neither negation nor the sign of the tie: three different things."""

    ASSERTED = "asserted"
    ASSESSED = "assessed"
    INTENDED = "intended"
    PROPOSED = "proposed"
    POTENTIAL = "potential"
    PREDICTED = "predicted"
    RECOMMENDED = "recommended"

    @property
    def is_real(self) -> bool:
        """True for what is put forward as being so: asserted and assessed."""
        return self in (Modality.ASSERTED, Modality.ASSESSED)


class Effect(StrEnum):
    """What an ``affects`` claim says happens to its object."""

    RAISES = "raises"
    LOWERS = "lowers"
    CHANGES = "changes"


class Stage(StrEnum):
    """How far an agreement or a project has come."""

    PROPOSED = "proposed"
    NEGOTIATED = "negotiated"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Obligation(StrEnum):
    """Alliance obligations in the terms of ATOP (Leeds et al.)."""

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non-aggression"
    CONSULTATION = "consultation"


class LinkKind(StrEnum):
    """How two claims bear on one another."""

    CORROBORATES = "corroborates"
    REFINES = "refines"
    DIFFERS_IN = "differsIn"
    CONTRADICTS = "contradicts"


class Relation(StrEnum):
    """The closed set of relations; the value is the property's local name in ``com:``."""

    COOPERATES_WITH = "cooperatesWith"
    ALLIED_WITH = "alliedWith"
    TRADES_WITH = "tradesWith"
    CONSULTS_WITH = "consultsWith"
    AGREES_WITH = "agreesWith"
    EXERCISES_WITH = "exercisesWith"
    ALIGNED_WITH = "alignedWith"
    SUPPLIES = "supplies"
    AIDS = "aids"
    SUPPORTS = "supports"
    INVESTS_IN = "investsIn"
    YIELDS_TO = "yieldsTo"
    REQUESTS = "requests"
    DEPENDS_ON = "dependsOn"
    INFLUENCES = "influences"
    OPPOSES = "opposes"
    CRITICIZES = "criticizes"
    SANCTIONS = "sanctions"
    THREATENS = "threatens"
    COERCES = "coerces"
    FIGHTS = "fights"
    DISPUTES_WITH = "disputesWith"
    MEMBER_OF = "memberOf"
    PARTY_TO = "partyTo"
    PARTICIPATES_IN = "participatesIn"
    HOSTS = "hosts"
    MEDIATES = "mediates"
    HOLDS_OFFICE = "holdsOffice"
    PURSUES = "pursues"
    POSSESSES = "possesses"
    NEEDS = "needs"
    AFFECTS = "affects"

    @property
    def facts(self) -> RelationFacts:
        """Label, sign, symmetry and PLOVER match of the relation."""
        return RELATIONS[self]

    @property
    def polarity(self) -> int:
        """Sign of the tie: +1 cooperation, 0 structural, -1 conflict."""
        return RELATIONS[self].polarity

    @property
    def symmetric(self) -> bool:
        """True when the relation holds both ways as soon as it holds one way."""
        return RELATIONS[self].symmetric


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """What is fixed about a relation: its wording, sign, symmetry and nearest PLOVER event type."""

    label: str
    polarity: int
    symmetric: bool = False
    plover: str | None = None
    definition: str = ""


RELATIONS: dict[Relation, RelationFacts] = {
    Relation.COOPERATES_WITH: RelationFacts(
        "cooperates with", 1, True, "COOPERATE", "works together: partnership, collaboration, joint work"
    ),
    Relation.ALLIED_WITH: RelationFacts("is allied with", 1, True, None, "stands in an alliance or under mutual defence with"),
    Relation.TRADES_WITH: RelationFacts("trades with", 1, True, None, "buys from and sells to, with or without figures"),
    Relation.CONSULTS_WITH: RelationFacts("consults with", 1, True, "CONSULT", "meets, visits or holds talks with"),
    Relation.AGREES_WITH: RelationFacts("agrees with", 1, True, "AGREE", "signs or concludes something together with"),
    Relation.EXERCISES_WITH: RelationFacts("exercises with", 1, True, "COOPERATE", "holds joint exercises or patrols with"),
    Relation.ALIGNED_WITH: RelationFacts(
        "is aligned with", 1, True, None, "shares interests, an ideology, an agenda or a position with"
    ),
    Relation.SUPPLIES: RelationFacts("supplies", 1, False, None, "delivers goods, energy, arms, technology or workers to"),
    Relation.AIDS: RelationFacts("aids", 1, False, "AID", "gives money, food, training, technical or military assistance to"),
    Relation.SUPPORTS: RelationFacts("supports", 1, False, "SUPPORT", "backs politically or diplomatically"),
    Relation.INVESTS_IN: RelationFacts("invests in", 1, False, None, "puts money or firms into"),
    Relation.YIELDS_TO: RelationFacts(
        "yields to", 1, False, "CONCEDE", "concedes, eases sanctions, releases, withdraws or accepts a demand of"
    ),
    Relation.REQUESTS: RelationFacts("requests of", 0, False, "REQUEST", "asks, calls on or demands of"),
    Relation.DEPENDS_ON: RelationFacts("depends on", 0, False, None, "relies on, is vulnerable to, has as a lifeline"),
    Relation.INFLUENCES: RelationFacts("influences", 0, False, None, "has or seeks influence, leverage or presence in"),
    Relation.OPPOSES: RelationFacts("opposes", -1, False, "REJECT", "counters, rivals, resists, rejects or is estranged from"),
    Relation.CRITICIZES: RelationFacts("criticizes", -1, False, "ACCUSE", "accuses, condemns, investigates or protests against"),
    Relation.SANCTIONS: RelationFacts("sanctions", -1, False, "SANCTION", "puts sanctions, an embargo, tariffs or isolation on"),
    Relation.THREATENS: RelationFacts("threatens", -1, False, "THREATEN", "makes or is a threat to, or deploys against"),
    Relation.COERCES: RelationFacts("coerces", -1, False, "COERCE", "coerces, presses, seizes or expels"),
    Relation.FIGHTS: RelationFacts("fights", -1, False, "ASSAULT", "uses force against"),
    Relation.DISPUTES_WITH: RelationFacts(
        "has a dispute with", -1, True, None, "stands in a dispute over territory, water, trade or another issue with"
    ),
    Relation.MEMBER_OF: RelationFacts("is a member of", 0, False, None, "belongs to"),
    Relation.PARTY_TO: RelationFacts("is a party to", 0, False, None, "signed, ratified, acceded to or negotiates"),
    Relation.PARTICIPATES_IN: RelationFacts("takes part in", 0, False, None, "takes part in"),
    Relation.HOSTS: RelationFacts("hosts", 0, False, None, "is where it is held"),
    Relation.MEDIATES: RelationFacts("mediates", 0, False, "CONSULT", "brokers"),
    Relation.HOLDS_OFFICE: RelationFacts(
        "holds office in", 0, False, None, "is head of state or government, minister or secretary-general of"
    ),
    Relation.PURSUES: RelationFacts("pursues", 0, False, None, "has as its own policy or programme"),
    Relation.POSSESSES: RelationFacts("possesses", 0, False, None, "has as a resource or a capability"),
    Relation.NEEDS: RelationFacts("needs", 0, False, None, "lacks or seeks"),
    Relation.AFFECTS: RelationFacts("affects", 0, False, None, "has an effect on"),
}
