"""All tables of ``data/reference`` as text, made from the curated tables and the normalised sources."""

from __future__ import annotations

import re
from pathlib import Path

from comity.vocabulary import slug

from . import leaders, membership
from .checking import FACTS, ROLES, examine, sourced
from .notation import CONTEXT_ORDER, NameRow, items, names, respelled, tabulate, written
from .sources import read

Rows = list[tuple[str, ...]]

HEADERS: dict[str, tuple[str, ...]] = {
    "states.tsv": (
        "id", "label", "kind", "status", "iso2", "iso3", "region", "capital", "succeeded_by", "from", "until", "wikidata", "source",
    ),
    "places.tsv": ("id", "label", "type", "state", "wikidata", "source"),
    "names.tsv": ("name", "entity", "kind", "context", "source"),
    "organizations.tsv": (
        "id", "label", "class", "type", "state", "founded", "dissolved", "part_of", "succeeded_by", "domains", "wikidata", "source",
    ),
    "memberships.tsv": ("member", "organization", "kind", "from", "until", "source"),
    "people.tsv": ("id", "label", "state", "wikidata", "source", "checked"),
    "offices.tsv": ("person", "office", "of", "from", "until", "source"),
    "agreements.tsv": (
        "id", "label", "type", "signed", "in_force", "ended", "stage", "obligations", "domains", "place", "wikidata", "source",
        "checked", "confirmed",
    ),
    "agreement_parties.tsv": ("agreement", "party", "role", "from", "until", "source"),
    "events.tsv": ("id", "label", "type", "date", "place", "domains", "wikidata", "source"),
    "event_participants.tsv": ("event", "participant", "source"),
    "projects.tsv": ("id", "label", "type", "stage", "date", "place", "domains", "wikidata", "source"),
    "project_participants.tsv": ("project", "participant", "source"),
    "groups.tsv": ("id", "label", "state", "wikidata", "source"),
    "group_members.tsv": ("group", "member", "source"),
}  # fmt: skip

LABEL_KINDS = frozenset({"name", "official", "acronym", "alias", "spelling"})


class Build:
    """The tables in the making: rows by table, the names, and what is wrong with the curated tables."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rows: dict[str, Rows] = {name: [] for name in HEADERS}
        self.names: dict[tuple[str, str, str], NameRow] = {}
        self.ids: dict[str, str] = {}
        self.by_code: dict[str, str] = {}
        self.problems: list[str] = []
        self.codes = {row["iso2"]: row for row in read(root / "sources" / "codes.tsv")}

    def curated(self, stem: str) -> list[dict[str, str]]:
        """Rows of ``curated/<stem>*.tsv``, files in order of their names."""
        return [row for path in sorted((self.root / "curated").glob(f"{stem}.tsv")) for row in read(path)]

    def identifier(self, label: str) -> str:
        """Slug of a label; dashes part words, and a plus sign is read out."""
        return identifier(label)

    def problem(self, text: str) -> None:
        """Note something that must be mended in the curated tables."""
        self.problems.append(text)

    def entity(self, id_: str, table: str) -> str:
        """Register an identifier; the same one twice is a problem."""
        if id_ in self.ids:
            self.problem(f"{table}: {id_} is already in {self.ids[id_]}")
        self.ids[id_] = table
        return id_

    def name(self, text: str, entity: str, kind: str, context: str, source: str) -> None:
        """Add a name; of two contexts the stricter one stays."""
        key = (text, entity, kind)
        old = self.names.get(key)
        if old is None or CONTEXT_ORDER.index(context) > CONTEXT_ORDER.index(old.context):
            self.names[key] = NameRow(text, entity, kind, context, source)

    def label_names(self, entity: str, row: dict[str, str], acronyms: str = "") -> None:
        """Label, aliases, spellings and acronyms of an entity, from its curated row."""
        source = row["source"]
        self.name(row["label"], entity, "name", "", source)
        for name in names(row.get("names", "")):
            kind = "spelling" if name.spelling else "alias"
            kind = "name" if name.text == row["label"] else kind
            self.name(name.text, entity, kind, name.context, source)
        for name in names(acronyms):
            self.name(name.text, entity, "acronym", name.context or "case", source)


def identifier(label: str) -> str:
    """Slug of a label; dashes part words, and a plus sign is read out."""
    return slug(label.replace("–", "-").replace("+", " plus"))


def actor(reference: str) -> str:
    """Identifier of an actor written by its slug; other identifiers are written in full."""
    return reference if ":" in reference or not reference else f"actor:{reference}"


def actors(cell: str) -> str:
    """A list column of actors, as identifiers."""
    return "; ".join(actor(item) for item in items(cell))


def build(root: Path) -> tuple[dict[str, str], list[str]]:
    """Texts of all tables by file name, and the problems found."""
    made = Build(root)
    states(made)
    places(made)
    organizations(made)
    metonyms(made)
    leaders.people(made)
    agreements(made)
    events(made)
    projects(made)
    groups(made)
    membership.memberships(made)
    harmonise(made)
    spellings(made)
    settle(made)
    missing(made)
    made.rows["names.tsv"] = [(n.name, n.entity, n.kind, n.context, n.source) for n in made.names.values()]
    return {name: tabulate(HEADERS[name], made.rows[name]) for name in HEADERS}, sorted(made.problems)


# --- states and places --------------------------------------------------------------------------------------------


def states(made: Build) -> None:
    """States, territories and predecessors with their names, adjectives, demonyms, prefixes and capitals."""
    for row in made.curated("states"):
        id_ = made.entity(f"actor:{identifier(row['label'])}", "states.tsv")
        code = made.codes.get(row["iso2"], {})
        if row["iso2"]:
            made.by_code[row["iso2"]] = id_
        capitals = capital_places(made, row, id_)
        made.rows["states.tsv"].append((
            id_, row["label"], "State", row["status"], row["iso2"],
            "XKX" if row["iso2"] == "XK" else code.get("iso3", ""), code.get("region", ""), capitals[0] if capitals else "",
            actors(row["succeeded_by"]), row["from"], row["until"], row["wikidata"] or code.get("wikidata", ""), row["source"],
        ))  # fmt: skip
        made.label_names(id_, row, row["acronyms"])
        for name in names(row["official"]):
            if name.text != row["label"]:
                made.name(name.text, id_, "official", name.context, row["source"])
        for name in names(row["prefixes"]):
            made.name(name.text, id_, "prefix", "", row["source"])
        adjectives(made, row, id_)


def adjectives(made: Build, row: dict[str, str], id_: str) -> None:
    """Adjectives and demonyms; ``+`` stands for the adjectives and their plurals in -s, ``=`` for the adjectives as they are."""
    plain = names(row["adjectives"])
    for name in plain:
        made.name(name.text, id_, "adjective", name.context, row["source"])
    for item in items(row["demonyms"]):
        if item in "+=":
            for name in plain:
                made.name(name.text, id_, "demonym", name.context, row["source"])
                if item == "+" and not name.text.endswith(("s", "se", "sh", "ch")):
                    made.name(name.text + "s", id_, "demonym", name.context, row["source"])
        else:
            name = written(item)
            made.name(name.text, id_, "demonym", name.context, row["source"])


def capital_places(made: Build, row: dict[str, str], state: str) -> list[str]:
    """Places of the capital column (``name?=label``), each also a metonym of the state; spellings belong to the one before."""
    found: list[str] = []
    for item in items(row["capital"]):
        text, _, label = item.partition("=")
        name = written(text)
        if not name.spelling:
            place = f"place:{identifier(label or name.text)}"
            found.append(place)
            if place not in made.ids:
                made.entity(place, "places.tsv")
                made.rows["places.tsv"].append((place, label or name.text, "capital", state, "", row["source"]))
            if label:
                made.name(label, place, "name", "", row["source"])
        made.name(name.text, found[-1], "spelling" if name.spelling else "name", name.context, row["source"])
        made.name(name.text, state, "metonym", name.context, row["source"])
    return found


def places(made: Build) -> None:
    """Regions, seas, straits and cities."""
    for row in made.curated("places*"):
        id_ = made.entity(f"place:{identifier(row['label'])}", "places.tsv")
        made.rows["places.tsv"].append((id_, row["label"], row["type"], actor(row["state"]), row["wikidata"], row["source"]))
        made.label_names(id_, row)
        for name in names(row["adjectives"]):
            made.name(name.text, id_, "adjective", name.context, row["source"])


# --- organisations ------------------------------------------------------------------------------------------------


def organizations(made: Build) -> None:
    """Organisations of every type with their names."""
    for row in made.curated("organizations*"):
        id_ = made.entity(f"actor:{identifier(row['label'])}", "organizations.tsv")
        made.rows["organizations.tsv"].append((
            id_, row["label"], "Organization", row["type"], actor(row["state"]), row["founded"], row["dissolved"],
            actor(row["part_of"]), actors(row["succeeded_by"]), "; ".join(f"domain:{d}" for d in items(row["domains"])),
            row["wikidata"], row["source"],
        ))  # fmt: skip
        made.label_names(id_, row, row["acronyms"])


def metonyms(made: Build) -> None:
    """Seats of government and other names by which a place or a building stands for an actor."""
    for row in made.curated("metonyms"):
        for name in names(row["names"]):
            made.name(name.text, actor(row["entity"]), "metonym", name.context, row["source"])


# --- agreements, events, projects, groups -------------------------------------------------------------------------


def agreements(made: Build) -> None:
    """Agreements with their names and parties (``party@from/until``; the role stands before a colon of the column's name)."""
    for row in made.curated("agreements*"):
        id_ = made.entity(row.get("id") or f"agreement:{identifier(row['label'])}", "agreements.tsv")
        checked, confirmed = examine(made, "agreements.tsv", row, FACTS)
        made.rows["agreements.tsv"].append((
            id_, row["label"], row["type"], row["signed"], row["in_force"], row["ended"], row["stage"],
            "; ".join(items(row["obligations"])), "; ".join(f"domain:{d}" for d in items(row["domains"])),
            row["place"] and f"place:{row['place']}", row["wikidata"], row["source"], checked, confirmed,
        ))  # fmt: skip
        made.label_names(id_, row, row["acronyms"])
        for role in ROLES:
            source = sourced(row["source"], checked) if role in items(confirmed) else row["source"]
            for party, begun, ended in membership.parties(made, row.get(role, "")):
                made.rows["agreement_parties.tsv"].append((id_, party, role, begun, ended, source))


def events(made: Build) -> None:
    """Events with their names and participants."""
    for row in made.curated("events*"):
        id_ = made.entity(f"event:{identifier(row['label'])}", "events.tsv")
        made.rows["events.tsv"].append((
            id_, row["label"], row["type"], row["date"], row["place"] and f"place:{row['place']}",
            "; ".join(f"domain:{d}" for d in items(row["domains"])), row["wikidata"], row["source"],
        ))  # fmt: skip
        made.label_names(id_, row, row["acronyms"])
        for party, _, _ in membership.parties(made, row["participants"]):
            made.rows["event_participants.tsv"].append((id_, party, row["source"]))


def projects(made: Build) -> None:
    """Projects with their names and participants."""
    for row in made.curated("projects*"):
        id_ = made.entity(f"project:{identifier(row['label'])}", "projects.tsv")
        made.rows["projects.tsv"].append((
            id_, row["label"], row["type"], row["stage"], row["date"], row["place"] and f"place:{row['place']}",
            "; ".join(f"domain:{d}" for d in items(row["domains"])), row["wikidata"], row["source"],
        ))  # fmt: skip
        made.label_names(id_, row, row["acronyms"])
        for party, _, _ in membership.parties(made, row["participants"]):
            made.rows["project_participants.tsv"].append((id_, party, row["source"]))


def groups(made: Build) -> None:
    """Collectives and, where nobody contests them, their members."""
    for row in made.curated("groups*"):
        id_ = made.entity(row["id"] or f"actor:{identifier(row['label'])}", "groups.tsv")
        made.rows["groups.tsv"].append(
            (id_, row["label"], row["state"] and membership.member(made, row["state"]), row["wikidata"], row["source"])
        )
        made.label_names(id_, row)
        for name in names(row["adjectives"]):
            made.name(name.text, id_, "adjective", name.context, row["source"])
        for party, _, _ in membership.parties(made, row["members"]):
            made.rows["group_members.tsv"].append((id_, party, row["source"]))


# --- the last steps -----------------------------------------------------------------------------------------------


def harmonise(made: Build) -> None:
    """Give all label-like readings of a text for one entity the strictest context; capitals alone are never safe in lower case."""
    strictest: dict[tuple[str, str], str] = {}
    for row in made.names.values():
        if row.kind in LABEL_KINDS:
            context = row.context or ("case" if re.fullmatch(r"[A-Z][A-Z0-9.&/+-]+", row.name) else "")
            strictest[row.name, row.entity] = max(strictest.get((row.name, row.entity), ""), context, key=CONTEXT_ORDER.index)
    for key, row in made.names.items():
        if row.kind in LABEL_KINDS:
            made.names[key] = NameRow(row.name, row.entity, row.kind, strictest[row.name, row.entity], row.source)


def spellings(made: Build) -> None:
    """Add spellings that follow from rules, where the text does not name anything yet."""
    taken = {name.casefold() for name, _, _ in made.names}
    for row in sorted(made.names.values()):
        for text in respelled(row.name):
            if text.casefold() not in taken or any((text, row.entity, kind) in made.names for kind in LABEL_KINDS):
                kind = "spelling" if row.kind in LABEL_KINDS else row.kind
                if not any((text, row.entity, k) in made.names for k in (LABEL_KINDS if kind == "spelling" else {kind})):
                    made.name(text, row.entity, kind, row.context, "spelling rule")


def settle(made: Build) -> None:
    """Mark shared surnames ``passage``; any other safe name of two entities is a problem, but a metonym beside its place."""
    by_text: dict[str, list[NameRow]] = {}
    for row in sorted(made.names.values()):
        by_text.setdefault(row.name.casefold(), []).append(row)
    for text, group in sorted(by_text.items()):
        if len({row.entity for row in group}) < 2:
            continue
        for row in group:
            if row.kind == "surname" and row.context in ("", "case"):
                made.names[row.name, row.entity, row.kind] = NameRow(row.name, row.entity, row.kind, "passage", row.source)
        if all(row.context != "" for row in group) and len({row.name for row in group if row.context == "case"}) > 1:
            continue
        safe = {row.entity for row in group if row.context in ("", "case") and row.kind not in ("surname", "metonym")}
        metonyms = {row.entity for row in group if row.context in ("", "case") and row.kind == "metonym"}
        if len(safe) > 1 or len(metonyms) > 1 or (metonyms and any(not e.startswith("place:") for e in safe - metonyms)):
            made.problem(f"names.tsv: {text!r} is safe for {sorted(safe | metonyms)}; mark it with ? in a curated table")


def missing(made: Build) -> None:
    """Every identifier that a row refers to must exist."""
    for table, rows in made.rows.items():
        header = HEADERS[table]
        for row in rows:
            if not row[header.index("source")]:
                made.problem(f"{table}: {row[0]} has no source")
            for column, cell in zip(header, row, strict=True):
                if column in REFERRING:
                    for item in items(cell):
                        if item.split(":")[0] != "domain" and item not in made.ids:
                            made.problem(f"{table}: {item} ({column} of {row[0]}) does not exist")
    for name in made.names.values():
        if name.entity not in made.ids:
            made.problem(f"names.tsv: {name.entity} (of {name.name!r}) does not exist")


REFERRING = frozenset(
    {"capital", "succeeded_by", "state", "part_of", "member", "organization", "person", "of", "place"}
    | {"agreement", "party", "event", "participant", "project", "group"}
)
