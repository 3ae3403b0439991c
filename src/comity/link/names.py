"""Settling names: of all that a name may mean, the one that the passage supports, or none.

The order is that of a careful reader: longest name first; what the sentence does with it (acts, place, team, address);
what else the document names; and where two readings remain, neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.gazetteer import NameFound
from comity.find.name_cues import cues
from comity.link.cities import city_usage
from comity.link.refusals import refusal
from comity.link.scene import Scene
from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.link.usage import Usage, head_of, in_american_state_list, is_visited, usage
from comity.model import Candidate
from comity.reference import Name, NameContext, NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc

_AMERICA = "actor:united-states"
_BASE = {NameContext.SAFE: 0.9, NameContext.CASE: 0.9, NameContext.PASSAGE: 0.45, NameContext.NEVER_ALONE: 0.3}
ENOUGH = 0.5
"""A reading must reach this. The base values put a name that is safe above it and one that needs the passage below it; what
the passage adds (support 0.4, a fitting use 0.2) or takes away decides. On the dev rows any bar from 0.46 to 0.6 gives the same."""


def settle(item: NameFound, doc: Doc, scene: Scene) -> LinkedSpan:
    """The known name as a linked span; without targets where it is declined, with the candidates either way."""
    register = scene.register
    attributive = is_attributive(doc[item.start : item.end].root)
    refused_because = refusal(item, doc, scene)
    if refused_because:
        refused = tuple(Candidate(entity, "refused", 0.0) for entity in sorted({name.entity for name in item.names}))
        return LinkedSpan(item.start, item.end, (), "declined", f"“{item.text}”: {refused_because}", refused[:5], attributive)
    candidates = sorted(_weigh(item, doc, scene), key=lambda c: (-c.score, c.entity))
    best = [c for c in candidates if c.score >= candidates[0].score - 0.05] if candidates else []
    shown = tuple(candidates[:5])
    if not best or candidates[0].score < ENOUGH:
        why = f"“{item.text}” may be {_options(shown, register)}; nothing here settles it"
        return LinkedSpan(item.start, item.end, (), "declined", why, shown, attributive)
    if len({c.entity for c in best}) > 1:
        why = f"“{item.text}” is {_options(shown, register)}: two readings fit"
        return LinkedSpan(item.start, item.end, (), "declined", why, shown, attributive)
    chosen = best[0]
    reason = (
        ""
        if chosen.match in ("name", "official", "person")
        else f"“{item.text}” → {register.label(chosen.entity)} ({chosen.match})"
    )
    ally_of = _whose_ally(item, chosen.entity, doc, register)
    if ally_of is not None:
        return ally_of
    targets = _region_that_acts(item, chosen.entity, doc, register) or _members(chosen.entity, register)
    return LinkedSpan(
        item.start, item.end, targets, chosen.match, reason, shown, attributive,
        _inner(item, chosen, doc, scene),
    )  # fmt: skip


def _region_that_acts(item: NameFound, entity: str, doc: Doc, register: Register) -> tuple[str, ...]:
    """The states of a region of the world as a group where it buys, sells and depends: "Latin America sells copper"."""
    found = register.entity(entity)
    if found is None or item.adjectival or found.state or register.reference.types.get(entity) != "region":
        return ()
    root = head_of(doc, item.start, item.end)
    acts = root.dep_ == "nsubj" and root.head.lemma_ in cues("region-verb")
    receives = root.dep_ == "pobj" and root.head.lower_ == "to" and root.head.head.lemma_ in cues("region-supply")
    return (register.add(EntityKind.GROUP, found.label),) if acts or receives else ()


def _whose_ally(item: NameFound, entity: str, doc: Doc, register: Register) -> LinkedSpan | None:
    """The state in "X and Y are US allies", "as allies of the United States": they are called so, and no group is meant."""
    found = register.entity(entity)
    if found is None or not found.state or found.kind is not EntityKind.GROUP:
        return None
    root = head_of(doc, item.start, item.end)
    called = root.dep_ in ("attr", "oprd", "appos") or (root.dep_ == "pobj" and root.head.lower_ == "as")
    if not called or root.lemma_ not in ("ally", "partner"):
        return None
    start, end = (item.start, root.i) if root.i > item.start else (root.i + 2, item.end)
    reason = f"“{item.text}”: said of others, so that {register.label(found.state)} is meant"
    return LinkedSpan(start, end, (found.state,), "name", reason, (), is_attributive(doc[end - 1]))


def _members(entity: str, register: Register) -> tuple[str, ...]:
    """The entity itself; of "the two Koreas", whose number is part of the name, the states."""
    if register.kind(entity) is EntityKind.GROUP and register.label(entity).split()[0] == "two":
        return register.reference.members_of_group(entity) or (entity,)
    return (entity,)


def _inner(item: NameFound, chosen: Candidate, doc: Doc, scene: Scene) -> tuple[str, ...]:
    """The state inside a known name ("US Fifth Fleet"), and the state whose capital a place is."""
    register = scene.register
    if register.kind(chosen.entity) is EntityKind.PLACE:
        return tuple(
            sorted(
                {
                    name.entity
                    for name in item.names
                    if name.kind is NameKind.METONYM and register.kind(name.entity) is EntityKind.STATE
                }
            )
        )
    state = register.home(chosen.entity)
    if state in ("", chosen.entity) or item.end - item.start == 1:
        return ()
    named = any(
        name.entity == state for length in (1, 2) for name in register.reference.by_name(doc[item.start : item.start + length].text)
    )
    return (state,) if named else ()


def _options(candidates: Sequence[Candidate], register: Register) -> str:
    return " or ".join(register.label(c.entity) for c in candidates[:3]) or "nothing known"


def _weigh(item: NameFound, doc: Doc, scene: Scene) -> Iterable[Candidate]:
    """Each reading with its score: the trust in the name first, then what the passage adds or takes away."""
    register = scene.register
    entities: dict[str, Name] = {}
    for name in item.names:
        known = entities.get(name.entity)
        if known is None or _rank(name) < _rank(known):
            entities[name.entity] = name
    label = doc[item.end - 1].ent_type_
    with_place = any(register.kind(e) is EntityKind.PLACE for e in entities)
    with_state = any(name.kind is NameKind.NAME and register.kind(e) is EntityKind.STATE for e, name in entities.items())
    use = _use(item, doc, scene, entities, with_place=with_place)
    seat = _seat(item, scene)
    for entity, name in entities.items():
        kind = register.kind(entity)
        if kind is None:
            continue
        if seat and kind is EntityKind.STATE:
            yield Candidate(seat, NameKind.METONYM.value, 0.9 if use is not Usage.PLACE else 0.2)
            continue
        score = _BASE[name.context]
        uncertain = name.context in (NameContext.PASSAGE, NameContext.NEVER_ALONE)
        supported = scene.supports(entity) and not (kind is EntityKind.PERSON and name.kind is NameKind.SURNAME)
        if uncertain and supported:
            score += 0.4
        elif uncertain:
            score += 0.2 if _acts_as_seat(item, doc, name) or _beside_a_capital(item, doc, name, register) else 0.0
            score += 0.2 if kind is EntityKind.ORGANIZATION and _is_joined(item, doc) else 0.0
            score += _alone(item, name, kind, use, label, sum(not e.startswith("place:") for e in entities))
        elif len(entities) > 1:
            score += 0.05 if supported else -0.05
        elsewhere = use is Usage.TEAM or (uncertain and in_american_state_list(doc, item.start, item.end))
        if elsewhere and kind is EntityKind.STATE and not item.adjectival and item.names[0].kind is not NameKind.OFFICIAL:
            score = 0.2
        score += _fit(name, kind, use, doc, item)
        if with_state and kind is EntityKind.PLACE and register.home(entity) == _AMERICA and not _in_america(item, doc, scene):
            score -= 0.3
        yield Candidate(entity, name.kind.value, round(max(0.0, min(1.0, score)), 3))


def _in_america(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True where Georgia is the American state: another is named beside it, it is stood in and the text speaks of America, or
    the text names no other country at all."""
    named = {name.entity for name in item.names}
    abroad = any(
        n and e not in named and e != _AMERICA and scene.register.kind(e) is EntityKind.STATE for e, n in scene.counts.items()
    )
    if not abroad or in_american_state_list(doc, item.start, item.end):
        return True
    return scene.counts[_AMERICA] > 0 and item.start > 0 and doc[item.start - 1].lower_ in ("in", "across")


def _use(item: NameFound, doc: Doc, scene: Scene, entities: dict[str, Name], *, with_place: bool) -> Usage:
    """How the name is used; of a capital, whether it stands for its state: where that leans, the rest of the text decides."""
    if _before_its_state(item, doc, scene.register):
        return Usage.PLACE
    capital_of = [
        entity for entity, name in entities.items()
        if name.kind is NameKind.METONYM and scene.register.kind(entity) is EntityKind.STATE
    ]  # fmt: skip
    if not (with_place and capital_of):
        return usage(doc, item.start, item.end)
    use = city_usage(doc, item.start, item.end)
    if use is Usage.LEANING:
        return Usage.ACTOR if any(scene.named[state] for state in capital_of) else Usage.EITHER
    return use


@cache
def _seats() -> dict[str, str]:
    return {
        row["name"]: row["organization"]
        for row in resources.rows("lexicon", "seats.tsv", required=("name", "organization", "source"))
    }


def _seat(item: NameFound, scene: Scene) -> str:
    """The organisation that a city's name stands for ("Brussels"), unless the text names the city's own state."""
    organization = _seats().get(item.text, "")
    states = {name.entity for name in item.names if scene.register.kind(name.entity) is EntityKind.STATE}
    return "" if any(scene.counts[state] > scene.counts[organization] for state in states) else organization


def _is_joined(item: NameFound, doc: Doc) -> bool:
    """True for a body that is joined or left, or that has members: "joined the Commonwealth", "a member of the Commonwealth"."""
    root = head_of(doc, item.start, item.end)
    over = root.head.head if root.dep_ == "pobj" else root.head
    return root.dep_ in ("dobj", "pobj") and over.lemma_.casefold() in cues("joined")


def _acts_as_seat(item: NameFound, doc: Doc, name: Name) -> bool:
    """True for a seat of power that can be something else ("Westminster", "the Knesset") and does what only actors do."""
    if name.kind is not NameKind.METONYM or any(other.kind is not NameKind.METONYM for other in item.names):
        return False
    root = head_of(doc, item.start, item.end)
    return root.dep_ == "nsubj" and root.head.lemma_ in cues("actor-verb")


def _beside_a_capital(item: NameFound, doc: Doc, name: Name, register: Register) -> bool:
    """True for "Sofia" in "Sofia and Skopje": the other can be nothing but a capital."""
    if name.kind is not NameKind.METONYM:
        return False
    root = head_of(doc, item.start, item.end)
    others = [child for child in root.children if child.dep_ == "conj"] + ([root.head] if root.dep_ == "conj" else [])
    return any(
        other.kind is NameKind.METONYM and other.context is NameContext.SAFE and other.entity != name.entity
        for token in others
        for other in register.reference.by_name(token.text)
    )


def _alone(item: NameFound, name: Name, kind: EntityKind, use: Usage, label: str, readings: int) -> float:
    """What a name that needs the passage gains by itself: one reading, the kind that the model sees, a fitting use."""
    if name.kind is NameKind.SURNAME or (kind.is_actor and item.text[:4] == "the "):
        return 0.0
    if name.context is NameContext.NEVER_ALONE:
        return 0.25 if len(item.text.split()) > 1 and item.text[:1].isupper() else 0.0
    if readings > 1:
        return 0.0
    if kind is EntityKind.STATE and name.kind is NameKind.NAME and not _model_agrees(kind, label):
        return 0.15 if use is Usage.ACTOR and label != "PERSON" else 0.0
    if (
        kind is EntityKind.STATE
        and name.kind is NameKind.ALIAS
        and len(item.text.split()) == 1
        and (label != "GPE" or use is not Usage.ACTOR)
    ):
        return 0.0
    if _model_agrees(kind, label) or (len(item.text.split()) > 1 and item.text[:1].isupper()):
        return 0.2
    # The model takes a capital that rejects an offer for a firm.
    return 0.2 if label == "ORG" and name.kind is NameKind.METONYM and use is Usage.ACTOR else 0.0


def _fit(name: Name, kind: EntityKind, use: Usage, doc: Doc, item: NameFound) -> float:
    """What the use of a name adds to one reading: a capital that acts is its state, one that is stood in is a city."""
    if kind is EntityKind.PLACE:
        return (
            {Usage.PLACE: 0.1, Usage.ACTOR: -0.35, Usage.PLAIN: -0.1, Usage.TEAM: 0.0, Usage.EITHER: 0.0}[use]
            if name.kind is not NameKind.ADJECTIVE and not _only_places(item)
            else 0.0
        )
    if name.kind in (NameKind.METONYM, NameKind.ALIAS) and _has_article(doc, item) and is_visited(doc, item.start):
        return -0.5
    if name.kind is NameKind.METONYM and use is Usage.PLACE:
        return -0.5
    return 0.0


def _has_article(doc: Doc, item: NameFound) -> bool:
    return doc[item.start].lower_ == "the" or (item.start > 0 and doc[item.start - 1].lower_ == "the")


def _only_places(item: NameFound) -> bool:
    return all(name.entity.startswith("place:") for name in item.names)


def _before_its_state(item: NameFound, doc: Doc, register: Register) -> bool:
    """True for the city of "Paris, France"."""
    if item.end + 1 >= len(doc) or doc[item.end].text != ",":
        return False
    homes = {register.home(name.entity) for name in item.names if name.entity.startswith("place:")} - {""}
    return bool(homes) and any(name.entity in homes for name in register.reference.by_name(doc[item.end + 1].text))


def _rank(name: Name) -> int:
    order = [
        NameKind.NAME,
        NameKind.OFFICIAL,
        NameKind.PERSON,
        NameKind.ACRONYM,
        NameKind.ALIAS,
        NameKind.SPELLING,
        NameKind.METONYM,
    ]
    return order.index(name.kind) if name.kind in order else len(order)


def _model_agrees(kind: EntityKind, label: str) -> bool:
    """True when the language model's own type of the name is one that the kind can have."""
    return label in {
        EntityKind.STATE: ("GPE", "NORP", "LOC"), EntityKind.PLACE: ("GPE", "LOC", "FAC"), EntityKind.PERSON: ("PERSON",),
        EntityKind.ORGANIZATION: ("ORG", "NORP", "GPE"), EntityKind.GROUP: ("NORP", "ORG", "LOC"),
    }.get(kind, ("ORG", "LAW", "EVENT", "FAC", "PRODUCT", "WORK_OF_ART"))  # fmt: skip
