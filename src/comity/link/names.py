"""Settling names: of all that a name may mean, the one that the passage supports, or none.

The order is that of a careful reader: longest name first; what the sentence does with it (acts, place, team, address);
what else the document names; and where two readings remain, neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.gazetteer import ADJECTIVAL, NameFound
from comity.find.name_cues import cues
from comity.find.naming import NewName, head_nouns, title_before
from comity.language import ParsedBlock
from comity.link.collectives import possessed
from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.link.usage import Usage, in_american_state_list, is_visited, usage
from comity.model import BlockKind, Candidate
from comity.reference import Name, NameContext, NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSONAL = frozenset({NameKind.PERSON, NameKind.SURNAME})
_PLAIN_KINDS = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.PERSON, NameKind.SPELLING})
_BASE = {NameContext.SAFE: 0.9, NameContext.CASE: 0.9, NameContext.PASSAGE: 0.45, NameContext.NEVER_ALONE: 0.3}
ENOUGH = 0.5
"""A reading must reach this. The base values put a name that is safe above it and one that needs the passage below it; what
the passage adds (support 0.4, a fitting use 0.2) or takes away decides. On the dev rows any bar from 0.46 to 0.6 gives the same."""


@dataclass
class Scene:
    """What a document as a whole says about its names.

    Attributes:
        counts: how often it names each entity by a name that can mean nothing else, and each state by its capital,
            its adjective, its people or its organs.
        people: words of the names of persons whom it introduces, with the full name.
    """

    register: Register
    counts: Counter[str] = field(default_factory=Counter)
    people: dict[str, str] = field(default_factory=dict)

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
    return scene


def settle(item: NameFound, doc: Doc, scene: Scene) -> LinkedSpan:
    """The known name as a linked span; without targets where it is declined, with the candidates either way."""
    register = scene.register
    attributive = is_attributive(doc[item.start : item.end].root)
    refusal = _refusal(item, doc, scene)
    if refusal:
        refused = tuple(Candidate(entity, "refused", 0.0) for entity in sorted({name.entity for name in item.names}))
        return LinkedSpan(item.start, item.end, (), "declined", f"“{item.text}”: {refusal}", refused[:5], attributive)
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
    return LinkedSpan(
        item.start, item.end, (chosen.entity,), chosen.match, reason, shown, attributive, _inner(item, chosen, doc, scene)
    )


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


def _refusal(item: NameFound, doc: Doc, scene: Scene) -> str:
    """Why the words name no entity here, whatever the tables say; "" where nothing speaks against them."""
    before = doc[item.start - 1] if item.start > 0 else None
    kinds = {scene.register.kind(name.entity) for name in item.names}
    if item.needs_article and (
        before is None
        or not (before.lower_ in ("the", "-") or before.pos_ in ("ADJ", "DET") or before.lower_ in ("with", "and", "vs"))
    ):
        return "a name only after “the”"
    if item.needs_article and before is not None and before.lower_ != "the" and doc[item.start].is_sent_start:
        return "a name only after “the”"
    if item.text.isupper() and item.text.casefold() in cues("english-word") and doc.text.isupper():
        return "a word of a line in capitals"
    if item.adjectival and _is_culture(item, doc, scene):
        return "a culture, not a state's act"
    if EntityKind.STATE in kinds and not item.adjectival and _ends_an_address(item, doc, scene):
        return "the country of an address, not an actor"
    uncertain = all(name.context is not NameContext.SAFE and name.kind is not NameKind.ACRONYM for name in item.names)
    if _in_longer_name(item, doc, kinds, uncertain=uncertain):
        return "part of a longer name"
    if (
        EntityKind.STATE in kinds
        and item.end + 1 < len(doc)
        and doc[item.end].text == ","
        and doc[item.end + 1].lower_ in cues("us-state")
        and doc[item.end + 1].text[:1].isupper()
    ):
        return "a town of that name"
    person = scene.people.get(item.text) if uncertain and EntityKind.STATE in kinds and not item.adjectival else None
    if person and not any(scene.counts[name.entity] - _own(item, name.entity, scene) > 0 for name in item.names):
        return f"the text speaks of {person}"
    return ""


def _in_longer_name(item: NameFound, doc: Doc, kinds: set[EntityKind | None], *, uncertain: bool) -> bool:
    """True for "Jordan Valley", "New Mexico", "British Columbia": a proper name goes on around it."""
    before = doc[item.start - 1] if item.start > 0 else None
    if (
        before is not None
        and before.text in ("New", "Little", "San")
        and EntityKind.STATE in kinds
        and not item.text.startswith("New")
    ):
        return True
    single = item.end - item.start - (doc[item.start].lower_ == "the") == 1
    if not single or not _goes_on(item, doc):
        return False
    if uncertain:
        return True
    following = doc[item.end]
    return (
        item.adjectival
        and not doc.text.istitle()
        and following.ent_type_ in ("GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "ORG")
        and following.lower_ not in head_nouns()
    )


def _is_culture(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for "Afro-Brazilian": a prefix in -o that belongs to no state."""
    if item.start < 2 or doc[item.start - 1].text != "-" or doc[item.start - 1].whitespace_:
        return False
    prefix = doc[item.start - 2].text
    return prefix[:1].isupper() and prefix.endswith("o") and not scene.register.reference.by_name(prefix + "-")


def _own(item: NameFound, entity: str, scene: Scene) -> int:
    """How much of the support for an entity comes from this very name: a bare "Chad" does not confirm itself."""
    return sum(
        scene.counts[entity]
        for name in item.names
        if name.entity == entity and name.context is NameContext.CASE and scene.counts[entity] <= 2
    )


def _ends_an_address(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for the country in "Lexington, USA": a name and a comma before it, no verb of its own after it."""
    if item.start < 2 or doc[item.start - 1].text != "," or doc[item.start - 2].pos_ != "PROPN":
        return False
    after = doc[item.end] if item.end < len(doc) else None
    if after is not None and (after.text not in (",", ".", ";", ")", ":") and after.pos_ not in ("ADP", "CCONJ")):
        return False
    root = doc[item.start : item.end].root
    city = doc[item.start - 2]
    homes = {
        scene.register.home(name.entity) for name in scene.register.reference.by_name(city.text) if name.entity.startswith("place:")
    }
    if root.dep_ not in ("nsubj", "nsubjpass") and any(name.entity in homes for name in item.names):
        return True
    if root.dep_ in ("nsubj", "nsubjpass", "conj", "poss") or (after is not None and after.lower_ in ("and", "or")):
        return False
    if any(child.dep_ in ("conj", "cc") for child in root.children) or root.dep_ == "pobj":
        return False
    known = [name.entity for name in scene.register.reference.by_name(city.text)]
    return not known or any(scene.register.kind(entity) is EntityKind.PLACE for entity in known)


def _goes_on(item: NameFound, doc: Doc) -> bool:
    """True when a capitalised word follows that the name modifies, and that is neither an office nor a name of its own."""
    if item.end >= len(doc):
        return False
    following = doc[item.end]
    last = doc[item.end - 1]
    return following.pos_ == "PROPN" and following.text[:1].isupper() and last.dep_ in ("compound", "nmod", "amod") and last.head.i >= following.i and (
        not last.sent.text.isupper() and following.ent_type_ not in ("PERSON", "NORP") and following.lower_ not in _OFFICES and not following.text.isupper()
        and (following.ent_type_ != "GPE" or item.adjectival))  # fmt: skip


_OFFICES = frozenset(
    ["president", "prime", "foreign", "minister", "king", "queen", "leader", "chancellor", "government", "ambassador", "embassy", "army", "navy", "defence", "defense", "secretary"]
)


def _weigh(item: NameFound, doc: Doc, scene: Scene) -> Iterable[Candidate]:
    """Each reading with its score: the trust in the name first, then what the passage adds or takes away."""
    register = scene.register
    entities: dict[str, Name] = {}
    for name in item.names:
        known = entities.get(name.entity)
        if known is None or _rank(name) < _rank(known):
            entities[name.entity] = name
    use = usage(doc, item.start, item.end)
    label = doc[item.end - 1].ent_type_
    with_place = any(register.kind(e) is EntityKind.PLACE for e in entities)
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
            score += _alone(item, name, kind, use, label, len(entities) - with_place)
        elif len(entities) > 1:
            score += 0.05 if supported else -0.05
        if kind is EntityKind.STATE and not item.adjectival and item.names[0].kind is not NameKind.OFFICIAL:
            if use is Usage.TEAM or (uncertain and in_american_state_list(doc, item.start, item.end)):
                score = 0.2
        score += _fit(name, kind, use, with_place, doc, item)
        yield Candidate(entity, name.kind.value, round(max(0.0, min(1.0, score)), 3))


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


def _alone(item: NameFound, name: Name, kind: EntityKind, use: Usage, label: str, readings: int) -> float:
    """What a name that needs the passage gains by itself: one reading, the kind that the model sees, a fitting use."""
    if name.kind is NameKind.SURNAME:
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
    return 0.0


def _fit(name: Name, kind: EntityKind, use: Usage, with_place: bool, doc: Doc, item: NameFound) -> float:
    """What the use of a name adds to one reading: a capital that acts is its state, one that is stood in is a city."""
    if kind is EntityKind.PLACE:
        return (
            {Usage.PLACE: 0.1, Usage.ACTOR: -0.35, Usage.PLAIN: -0.1, Usage.TEAM: 0.0}[use]
            if name.kind is not NameKind.ADJECTIVE and not _only_places(item)
            else 0.0
        )
    if name.kind is NameKind.METONYM:
        if use is Usage.PLACE:
            return -0.5 if with_place or is_visited(doc, item.start) else -0.1
        return -0.6 if use is Usage.PLAIN and is_visited(doc, item.start) else 0.0
    return 0.0


def _only_places(item: NameFound) -> bool:
    return all(name.entity.startswith("place:") for name in item.names)


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


def introduces(new: NewName, scene: Scene) -> None:
    """Notes the words of a person's full name, so that one of them alone is not taken for a country."""
    words = [word for word in new.text.split() if word[:1].isupper()]
    if len(words) > 1:
        for word in words:
            scene.people.setdefault(word, new.text)


def is_new(new: NewName, items: Sequence[NameFound], scene: Scene) -> bool:
    """True when no known name covers the phrase or its head, and none crosses its edges.

    A full name of a person beats a country's name inside it ("Michael Jordan"), where that name is one that can be
    something else; a known person's name inside it, or a longer known name, is left alone.
    """
    span = range(new.start, new.end)
    if new.kind is EntityKind.ORGANIZATION and new.by == "model" and _is_organ(new):
        return False
    for item in items:
        if item.end <= new.start or item.start >= new.end:
            continue
        if item.text[:4].casefold() == "the " and item.start + 1 == new.start and item.end < new.end:
            continue
        inside = new.start <= item.start and item.end <= new.end
        if not inside or (item.start == new.start and item.end == new.end):
            return False
        if new.kind is EntityKind.PERSON:
            safe = any(name.context is NameContext.SAFE for name in item.names)
            if new.by == "model" and safe and (item.start > new.start or any(scene.counts[name.entity] > 1 for name in item.names)):
                return False
            if any(name.kind is NameKind.PERSON for name in item.names):
                return False
        elif (new.head in range(item.start, item.end) and len(span) > 1 and not _headed_otherwise(new, item, scene)) or (new.by == "model" and item.start == new.start):
            return False
    return new.by != "description" or not _only_describes(new, items, scene)


def _is_organ(new: NewName) -> bool:
    """True for "Government of Hungary", which is the state."""
    return " of " in new.text and possessed().get(new.text.casefold().split()[0]) in ("state", "holder")


def _only_describes(new: NewName, items: Sequence[NameFound], scene: Scene) -> bool:
    """True for "the Japan-Australia access treaty": its capitals are those of actors alone, and no "trans-" names it."""
    actors = {w for item in items if any((k := scene.register.kind(n.entity)) and k.is_actor for n in item.names)
              and not any(n.entity.startswith("place:") for n in item.names) for w in item.text.replace("-", " ").split()}  # fmt: skip
    words = [word for word in new.text.replace("-", " ").split() if word[:1].isupper()]
    crossing = new.text[:1].islower()
    return not crossing and all(word in actors for word in words)


def _headed_otherwise(new: NewName, item: NameFound, scene: Scene) -> bool:
    """True when the known name inside is of another kind than the phrase: "the Gulf" in "Gulf Shipping"."""
    kinds = {scene.register.kind(name.entity) for name in item.names}
    return new.kind not in kinds and not kinds & {
        EntityKind.ORGANIZATION,
        EntityKind.AGREEMENT,
        EntityKind.EVENT,
        EntityKind.PROJECT,
        EntityKind.PERSON,
    }


def settle_new(new: NewName, doc: Doc, inside: Sequence[LinkedSpan], register: Register) -> LinkedSpan | None:
    """A name no table knows as a linked span, with a new entity; a person known by one word only stays unsettled."""
    text = new.text.removesuffix("'s").strip()
    inner = tuple(dict.fromkeys(target for span in inside for target in span.targets))
    states = [target for target in inner if register.kind(target) is EntityKind.STATE]
    state = states[0] if len(states) == 1 and new.kind is EntityKind.ORGANIZATION else ""
    if new.kind is EntityKind.PERSON:
        if len(text.split()) < 2 and "-" not in text:
            return None
        inner, state = (), ""
    identifier = register.add(new.kind, text, state=state, label=text)
    kind = register.kind(identifier)
    if kind is not None and kind is not new.kind:
        return LinkedSpan(new.start, new.end, (identifier,), "name", f"“{text}” → {register.label(identifier)}")
    return LinkedSpan(new.start, new.end, (identifier,), "new", f"“{text}”: named here first, {_typed_by(new, doc)}", inner=inner)


def _typed_by(new: NewName, doc: Doc) -> str:
    if new.by == "title":
        return f"a person by the title “{doc[title_before(doc, new.start) : new.start].text}”"
    if new.by == "model":
        return f"{'a person' if new.kind is EntityKind.PERSON else 'an organisation'} by the language model"
    return f"{new.kind.value.casefold()} by “{doc[new.head].text}”"


def is_title_case(parsed: ParsedBlock) -> bool:
    """True for headings and for lines set in Title Case, where capitals say nothing about names."""
    if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return True
    text = parsed.doc.text.rstrip()
    if text.endswith((".", "?", "!", ";")):
        return False
    words = [word for word in text.split() if word.isalpha() and len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) / len(words) > 0.7


__all__ = ["ADJECTIVAL", "Scene", "introduces", "is_new", "is_title_case", "settle", "settle_new", "survey"]
