"""What linking works on: stretches of tokens with what they were taken to mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from comity import resources
from comity.language import ParsedBlock
from comity.model import Candidate, Entity, Mention, MentionKind
from comity.reference import NameKind, Reference
from comity.vocabulary import EntityKind, slug

if TYPE_CHECKING:
    from comity.parsed_text import Token


@dataclass(frozen=True, slots=True)
class LinkedSpan:
    """Tokens ``start`` to ``end`` (not included) of one parse, and what they name.

    ``targets`` is empty where linking declined. ``inner`` are the names inside a longer name ("U.S.-India Bilateral Trade
    Agreement" holds the two states).
    """

    start: int
    end: int
    targets: tuple[str, ...]
    how: str
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    attributive: bool = False
    inner: tuple[str, ...] = ()

    def mention(self, parsed: ParsedBlock) -> Mention:
        """The span as a mention in the block's reading text."""
        first, last = parsed.doc[self.start], parsed.doc[self.end - 1]
        start, end = parsed.span(first, last)
        return Mention(parsed.block.number, start, end, parsed.block.text[start:end], MentionKind.ENTITY, self.targets, self.how,
                       self.reason, self.candidates, self.attributive)  # fmt: skip


def _shared(text: str, other: str) -> int:
    """Letters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


@cache
def _usual_adjectives() -> dict[str, str]:
    rows = resources.rows("lexicon", "usual_adjectives.tsv", required=("state", "adjective", "source"))
    return {row["state"]: row["adjective"] for row in rows}


@dataclass
class Register:
    """The entities one document can refer to: the reference's, and those it names first itself."""

    reference: Reference
    new: dict[str, Entity] = field(default_factory=dict)

    def entity(self, identifier: str) -> Entity | None:
        """The entity of that identifier, wherever it is from."""
        return self.reference.entities.get(identifier) or self.new.get(identifier)

    def kind(self, identifier: str) -> EntityKind | None:
        """Its kind."""
        found = self.entity(identifier)
        return found.kind if found else None

    def label(self, identifier: str) -> str:
        """Its label, or the identifier's words where it is not known."""
        found = self.entity(identifier)
        return found.label if found else identifier.partition(":")[2].replace("-", " ")

    def home(self, identifier: str) -> str:
        """The state that an entity is or belongs to, "" without one."""
        found = self.entity(identifier)
        if found is None:
            return ""
        return identifier if found.kind is EntityKind.STATE else found.state

    def adjective(self, identifier: str) -> str:
        """The usual adjective of a state ("Chilean"), or its label where it has none."""
        if identifier in _usual_adjectives():
            return _usual_adjectives()[identifier]
        adjectives = [n.text for n in self.reference.names_of(identifier) if n.kind is NameKind.ADJECTIVE]
        label = self.label(identifier)
        return min(adjectives, key=lambda text: (-_shared(text, label), len(text), text)) if adjectives else label

    def add(self, kind: EntityKind, name: str, *, alias: str = "", state: str = "", label: str = "", **facts: object) -> str:
        """Identifier of a new entity, made from its name; further aliases are added to the one that is there."""
        label = label or name
        identifier = f"{kind.prefix}:{slug(label)}"
        if identifier in self.reference.entities:
            return identifier
        known = self.new.get(identifier)
        aliases = {name, alias} - {"", label}
        if known is None:
            self.new[identifier] = Entity(identifier, kind, label, tuple(sorted(aliases)), state=state, **facts)  # type: ignore[arg-type]
        else:
            changed = {key: value for key, value in facts.items() if value and not getattr(known, key)}
            merged = tuple(sorted({*known.aliases, *aliases} - {known.label}))
            self.new[identifier] = replace(known, aliases=merged, state=known.state or state, **changed)  # type: ignore[arg-type]
        return identifier

    def also(self, identifier: str, alias: str) -> None:
        """Notes a further name of a new entity."""
        known = self.new.get(identifier)
        if known is not None and alias not in (known.label, *known.aliases):
            self.new[identifier] = replace(known, aliases=tuple(sorted({*known.aliases, alias})))

    def place_person(self, identifier: str, state: str) -> None:
        """Notes whose a new person is, where that is not known yet."""
        known = self.new.get(identifier)
        if known is not None and state and not known.state:
            self.new[identifier] = replace(known, state=state)


def is_attributive(token: Token) -> bool:
    """True when a name modifies a noun after it: "Russian firms", "the U.S. presence"."""
    return (
        token.dep_ in ("amod", "compound", "nmod", "npadvmod")
        and token.head.i > token.i
        and token.head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
    )
