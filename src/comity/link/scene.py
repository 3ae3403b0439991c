"""What a document as a whole says about its names: which it uses plainly, and whom it introduces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from comity.find.gazetteer import NameFound
from comity.find.naming import NewName
from comity.link.spans import Register
from comity.reference import NameContext, NameKind


@dataclass
class Scene:
    """What a document as a whole says about its names.

    Attributes:
        counts: how often it names each entity by a name that can mean nothing else, and each state by its capital,
            its adjective, its people or its organs.
        named: the same without capitals.
        people: words of the names of persons whom it introduces, with the full name.
    """

    register: Register
    counts: Counter[str] = field(default_factory=Counter)
    people: dict[str, str] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)

    def supports(self, entity: str) -> bool:
        """True when the document names the entity, its state or the body it is part of, elsewhere and plainly."""
        found = self.register.entity(entity)
        parent = self.register.reference.part_of.get(entity, "")
        return bool(
            self.counts[entity]
            or (found is not None and found.state and self.counts[found.state])
            or (parent and self.counts[parent])
        )


def survey(found: Iterable[NameFound], register: Register) -> Scene:
    """The scene that the names of a document set."""
    scene = Scene(register)
    for item in found:
        if any(name.context in (NameContext.PASSAGE, NameContext.NEVER_ALONE) for name in item.names):
            continue
        entities = {name.entity for name in item.names}
        states = {register.home(entity) for entity in entities} - {""}
        if len(entities) == 1:
            scene.counts[next(iter(entities))] += 1
            states -= entities
        if len(states) == 1:
            scene.counts[next(iter(states))] += 1
        if not any(name.entity.startswith("place:") for name in item.names):
            scene.named.update(entities)
    return scene


def introduces(new: NewName, scene: Scene) -> None:
    """Notes the words of a person's full name, so that one of them alone is not taken for a country."""
    words = [word for word in new.text.split() if word[:1].isupper()]
    people = any(name.kind is NameKind.DEMONYM for name in scene.register.reference.by_name(words[-1])) if words else False
    if len(words) > 1 and not people:
        for word in words:
            scene.people.setdefault(word, new.text)
