"""Kinds of things that a slot of a frame admits."""

from __future__ import annotations

from comity.vocabulary import EntityKind

ACTORS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.GROUP})
THINGS = frozenset({EntityKind.AGREEMENT, EntityKind.EVENT, EntityKind.PROJECT})
KINDS: dict[str, frozenset[EntityKind]] = {
    "": ACTORS,
    "any": ACTORS | THINGS,
    "thing": THINGS,
    "place": frozenset({EntityKind.PLACE}),
    "actorplace": ACTORS | {EntityKind.PLACE},
    "thingplace": ACTORS | THINGS | {EntityKind.PLACE},
    "org": frozenset({EntityKind.ORGANIZATION}),
    "country": ACTORS | {EntityKind.PLACE},
    "body": frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP}),
    "state": frozenset({EntityKind.STATE}),
    "city": frozenset({EntityKind.STATE}),
    "!org": ACTORS - {EntityKind.ORGANIZATION},
    "firm": frozenset({EntityKind.GROUP, EntityKind.ORGANIZATION}),
    "person": frozenset({EntityKind.PERSON}),
    "agreement": frozenset({EntityKind.AGREEMENT}),
    "event": frozenset({EntityKind.EVENT}),
    "project": frozenset({EntityKind.PROJECT}),
    "belong": THINGS | {EntityKind.ORGANIZATION},
    "eventproject": frozenset({EntityKind.EVENT, EntityKind.PROJECT}),
}
"""What a frame's kind after the slash admits."""

FIRMS = ("companies", "company", "firms", "enterprises", "businesses", "banks", "investors", "corporations", "manufacturers")
"""Last words of the names of those who do business abroad: workers who are registered there invest nothing."""
