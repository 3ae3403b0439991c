"""Tables of ``data/reference`` → :class:`Reference`. Knows the tables' columns; nothing else does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from comity import resources
from comity.errors import BadTable
from comity.model import Entity
from comity.reference.model import (
    LABEL_KINDS,
    GroupMember,
    Membership,
    MembershipKind,
    Name,
    NameContext,
    NameKind,
    Office,
    Party,
    Reference,
    Role,
)
from comity.vocabulary import EntityKind, Obligation, Stage

FOLDER = "reference"
KIND_OF_TABLE = {
    "states.tsv": EntityKind.STATE,
    "organizations.tsv": EntityKind.ORGANIZATION,
    "people.tsv": EntityKind.PERSON,
    "groups.tsv": EntityKind.GROUP,
    "agreements.tsv": EntityKind.AGREEMENT,
    "events.tsv": EntityKind.EVENT,
    "projects.tsv": EntityKind.PROJECT,
    "places.tsv": EntityKind.PLACE,
}


@cache
def load() -> Reference:
    """The reference knowledge, read once a process.

    Raises:
        BadTable: a table breaks its form, an enumeration has another value, or an identifier occurs twice.
    """
    names = _names()
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.kind in LABEL_KINDS:
            aliases[name.entity].append(name.text)
    entities: dict[str, Entity] = {}
    part_of: dict[str, str] = {}
    types: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for table, kind in KIND_OF_TABLE.items():
        for row in resources.rows(FOLDER, table, required=("id", "label", "source")):
            if row["id"] in entities:
                raise BadTable(f"{row['id']} occurs twice", file=f"{FOLDER}/{table}", next_step="keep one of the rows")
            entities[row["id"]] = _entity(row, kind, table, tuple(sorted(set(aliases[row["id"]]) - {row["label"]})))
            if row.get("part_of"):
                part_of[row["id"]] = row["part_of"]
            if row.get("capital"):
                capitals[row["id"]] = row["capital"]
            types[row["id"]] = row.get("type") or row.get("status", "")
    return Reference(
        entities=MappingProxyType(dict(sorted(entities.items()))),
        names=names,
        memberships=_memberships(),
        offices=_offices(),
        parties=_parties(),
        group_members=_group_members("group_members.tsv", "group", "member"),
        participants=_group_members("event_participants.tsv", "event", "participant")
        + _group_members("project_participants.tsv", "project", "participant"),
        part_of=MappingProxyType(part_of),
        types=MappingProxyType(types),
        capitals=MappingProxyType(capitals),
    )


def _entity(row: dict[str, str], kind: EntityKind, table: str, aliases: tuple[str, ...]) -> Entity:
    try:
        return Entity(
            id=row["id"],
            kind=kind,
            label=row["label"],
            aliases=aliases,
            wikidata=row.get("wikidata", ""),
            iso2=row.get("iso2", ""),
            iso3=row.get("iso3", ""),
            state=row.get("state", ""),
            region=row.get("region", ""),
            succeeded_by=_items(row.get("succeeded_by", "")),
            place=row.get("place", ""),
            date=row.get("date", "") or _span(row),
            signed=row.get("signed", ""),
            in_force=row.get("in_force", ""),
            ended=row.get("ended", ""),
            stage=Stage(row["stage"]) if row.get("stage") else None,
            domains=_items(row.get("domains", "")),
            obligations=tuple(Obligation(item) for item in _items(row.get("obligations", ""))),
            source="; ".join(filter(None, (row["source"], row.get("checked", "")))),
        )
    except ValueError as error:
        raise BadTable(str(error), file=f"{FOLDER}/{table}", place=row["id"], next_step="use a value of the vocabulary") from error


def _span(row: dict[str, str]) -> str:
    """EDTF interval of an organisation's or a predecessor's life, "" where no end is known."""
    begun, ended = row.get("founded", "") or row.get("from", ""), row.get("dissolved", "") or row.get("until", "")
    return f"{begun}/{ended}" if begun or ended else ""


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip()) if cell else ()


def _bad(table: str, reason: str) -> BadTable:
    return BadTable(reason, file=f"{FOLDER}/{table}", next_step="use a value of the vocabulary")


def _records(table: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """Fields of the rows of a long table of ours with exactly these columns.

    Measured on the two long tables (23,000 rows): 0.03 s, where ``resources.rows`` with its dictionaries takes 0.25 s, which is
    felt at every start of a command. The checks are the same.
    """
    place = f"{FOLDER}/{table}"
    lines = resources.data(FOLDER, table).read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != columns:
        raise BadTable(f"the header is not {' '.join(columns)}", file=place, place="line 1", next_step="build the tables again")
    width = len(columns)
    for number, line in enumerate(lines[1:], start=2):
        if line:
            fields = line.split("\t")
            if len(fields) != width:
                raise BadTable(
                    "more or fewer fields than columns", file=place, place=f"line {number}", next_step="build the tables again"
                )
            yield fields


def _names() -> tuple[Name, ...]:
    kinds = {kind.value: kind for kind in NameKind}
    contexts = {context.value: context for context in NameContext}
    try:
        return tuple(
            Name(text, entity, kinds[kind], contexts[context])
            for text, entity, kind, context, _ in _records("names.tsv", ("name", "entity", "kind", "context", "source"))
        )
    except KeyError as error:
        raise _bad("names.tsv", f"{error} is no kind or context of a name") from error


def _memberships() -> tuple[Membership, ...]:
    kinds = {kind.value: kind for kind in MembershipKind}
    columns = ("member", "organization", "kind", "from", "until", "source")
    try:
        return tuple(
            Membership(member, organization, kinds[kind], begun, ended, source)
            for member, organization, kind, begun, ended, source in _records("memberships.tsv", columns)
        )
    except KeyError as error:
        raise _bad("memberships.tsv", f"{error} is no kind of membership") from error


def _offices() -> tuple[Office, ...]:
    return tuple(
        Office(row["person"], row["office"], row["of"], row["from"], row["until"], row["source"])
        for row in resources.rows(FOLDER, "offices.tsv", required=("person", "office", "of", "source"))
    )


def _parties() -> tuple[Party, ...]:
    try:
        return tuple(
            Party(row["agreement"], row["party"], Role(row["role"]), row["from"], row["until"], row["source"])
            for row in resources.rows(FOLDER, "agreement_parties.tsv", required=("agreement", "party", "role", "source"))
        )
    except ValueError as error:
        raise BadTable(str(error), file=f"{FOLDER}/agreement_parties.tsv", next_step="use a value of the vocabulary") from error


def _group_members(table: str, group: str, member: str) -> tuple[GroupMember, ...]:
    return tuple(
        GroupMember(row[group], row[member], row["source"])
        for row in resources.rows(FOLDER, table, required=(group, member, "source"))
    )
