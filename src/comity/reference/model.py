"""The nouns of the reference knowledge, and the indexes over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from comity.model import Entity
from comity.reference.time import covers


class NameKind(StrEnum):
    """How a name stands to what it names."""

    NAME = "name"
    OFFICIAL = "official"
    ACRONYM = "acronym"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    METONYM = "metonym"
    PREFIX = "prefix"
    ALIAS = "alias"
    SPELLING = "spelling"
    PERSON = "person"
    SURNAME = "surname"

    @property
    def is_label(self) -> bool:
        """True for names that could stand as a label: neither adjectives nor demonyms, metonyms, prefixes or surnames."""
        return self in LABEL_KINDS


LABEL_KINDS = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.ACRONYM, NameKind.ALIAS, NameKind.SPELLING, NameKind.PERSON})


class NameContext(StrEnum):
    """How far a name may be trusted on its own.

    ``SAFE``: wherever it stands, in any case. ``CASE``: only in exactly this case ("US", "Chad"). ``PASSAGE``: only with
    support, by another name of the same entity or a cue ("Georgia", "Washington", a shared surname). ``NEVER_ALONE``: only to
    confirm what something else already says ("IS").
    """

    SAFE = ""
    CASE = "case"
    PASSAGE = "passage"
    NEVER_ALONE = "never-alone"


class MembershipKind(StrEnum):
    """In what quality an actor belongs to an organisation."""

    MEMBER = "member"
    OBSERVER = "observer"
    DIALOGUE_PARTNER = "dialogue-partner"
    ASSOCIATE = "associate"
    PARTNER = "partner"
    CANDIDATE = "candidate"
    SUSPENDED = "suspended"
    FORMER = "former"
    APPLICANT = "applicant"


class Role(StrEnum):
    """In what quality an actor stands to an agreement."""

    PARTY = "party"
    SIGNATORY = "signatory"
    DEPOSITARY = "depositary"
    GUARANTOR = "guarantor"
    MEDIATOR = "mediator"


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names an entity; several entities may share a text."""

    text: str
    entity: str
    kind: NameKind
    context: NameContext = NameContext.SAFE


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor's belonging to an organisation; times are EDTF, "" where not known (``begun``) or not over (``ended``)."""

    member: str
    organization: str
    kind: MembershipKind
    begun: str = ""
    ended: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A person's term in an office of a state or an organisation."""

    person: str
    office: str
    of: str
    begun: str = ""
    ended: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's part in an agreement."""

    agreement: str
    party: str
    role: Role
    begun: str = ""
    ended: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """An actor that a collective, an event or a project uncontestedly comprises."""

    group: str
    member: str
    source: str = ""


@dataclass(frozen=True)
class Reference:
    """All that is known beforehand. Tuples keep the order of the tables, which is sorted.

    Attributes:
        entities: by identifier.
        names: all texts that name them, also adjectives, metonyms and surnames.
        memberships, offices, parties, group_members: what is known about how they belong together.
        participants: actors of known events and projects, in the shape of group members.
        part_of: the organisation that an organ or agency belongs to.
        types: finer than the kind: "igo", "company", "armed-group"; "sea", "strait"; a state's status ("member" of the United
            Nations, "de-facto", "former").
        capitals: the place that is a state's (first) capital.
    """

    entities: Mapping[str, Entity]
    names: tuple[Name, ...]
    memberships: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()
    parties: tuple[Party, ...] = ()
    group_members: tuple[GroupMember, ...] = ()
    participants: tuple[GroupMember, ...] = ()
    part_of: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)

    def by_name(self, text: str) -> tuple[Name, ...]:
        """Names that are this text when case is folded; all readings, in the order of their entities."""
        return self._names_by_text.get(text.casefold(), ())

    def names_of(self, entity: str) -> tuple[Name, ...]:
        """All names of an entity."""
        return self._names_by_entity.get(entity, ())

    def members(
        self, organization: str, on: str | None = None, kinds: Iterable[MembershipKind] = (MembershipKind.MEMBER,)
    ) -> tuple[str, ...]:
        """Identifiers of the members of an organisation, sorted; on a day, month or year (EDTF), or now without one.

        A membership whose beginning is not known counts as having always been; a beginning or an end within the year asked for
        counts as belonging. ``kinds`` widens it to observers and others.
        """
        wanted = frozenset(kinds)
        return tuple(
            sorted({
                row.member
                for row in self._memberships_by_organization.get(organization, ())
                if row.kind in wanted and covers(row.begun, row.ended, on)
            })
        )  # fmt: skip

    def memberships_of(self, actor: str) -> tuple[Membership, ...]:
        """All memberships of an actor, past ones too."""
        return self._memberships_by_member.get(actor, ())

    def holders(self, of: str, year: str | int | None = None, office: str | None = None) -> tuple[Office, ...]:
        """Terms of office of a state or an organisation, in a year (or month or day, EDTF), or those not over without one."""
        on = None if year is None else str(year)
        return tuple(
            row
            for row in self._offices_by_holder.get(of, ())
            if (office is None or row.office == office) and covers(row.begun, row.ended, on)
        )

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """All terms of office of a person."""
        return self._offices_by_person.get(person, ())

    def parties_of(self, agreement: str) -> tuple[Party, ...]:
        """All parties of an agreement, with their roles."""
        return self._parties_by_agreement.get(agreement, ())

    def agreements_of(self, actor: str) -> tuple[Party, ...]:
        """All agreements an actor has a part in."""
        return self._parties_by_actor.get(actor, ())

    def members_of_group(self, group: str) -> tuple[str, ...]:
        """Identifiers of the uncontested members of a collective, sorted; none for most."""
        return self._group.get(group, ())

    def participants_of(self, event: str) -> tuple[str, ...]:
        """Identifiers of the known participants of an event or a project, sorted."""
        return self._participants.get(event, ())

    @cached_property
    def _names_by_text(self) -> dict[str, tuple[Name, ...]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            found[name.text.casefold()].append(name)
        return {text: tuple(group) for text, group in found.items()}

    @cached_property
    def _names_by_entity(self) -> dict[str, tuple[Name, ...]]:
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            found[name.entity].append(name)
        return {entity: tuple(group) for entity, group in found.items()}

    @cached_property
    def _memberships_by_organization(self) -> dict[str, list[Membership]]:
        found: defaultdict[str, list[Membership]] = defaultdict(list)
        for row in self.memberships:
            found[row.organization].append(row)
        return dict(found)

    @cached_property
    def _memberships_by_member(self) -> dict[str, tuple[Membership, ...]]:
        found: defaultdict[str, list[Membership]] = defaultdict(list)
        for row in self.memberships:
            found[row.member].append(row)
        return {member: tuple(group) for member, group in found.items()}

    @cached_property
    def _offices_by_holder(self) -> dict[str, list[Office]]:
        found: defaultdict[str, list[Office]] = defaultdict(list)
        for row in self.offices:
            found[row.of].append(row)
        return dict(found)

    @cached_property
    def _offices_by_person(self) -> dict[str, tuple[Office, ...]]:
        found: defaultdict[str, list[Office]] = defaultdict(list)
        for row in self.offices:
            found[row.person].append(row)
        return {person: tuple(group) for person, group in found.items()}

    @cached_property
    def _parties_by_agreement(self) -> dict[str, tuple[Party, ...]]:
        found: defaultdict[str, list[Party]] = defaultdict(list)
        for row in self.parties:
            found[row.agreement].append(row)
        return {agreement: tuple(group) for agreement, group in found.items()}

    @cached_property
    def _parties_by_actor(self) -> dict[str, tuple[Party, ...]]:
        found: defaultdict[str, list[Party]] = defaultdict(list)
        for row in self.parties:
            found[row.party].append(row)
        return {actor: tuple(group) for actor, group in found.items()}

    @cached_property
    def _group(self) -> dict[str, tuple[str, ...]]:
        return _members(self.group_members)

    @cached_property
    def _participants(self) -> dict[str, tuple[str, ...]]:
        return _members(self.participants)


def _members(rows: Iterable[GroupMember]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.group].append(row.member)
    return {group: tuple(sorted(members)) for group, members in found.items()}
