"""Settling names: of all that a name may mean, the one that the passage supports, or none.

The order is that of a careful reader: longest name first; a full name before a surname; a definition in the text before
the tables; and where two readings remain, neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from comity.find.gazetteer import ADJECTIVAL, NameFound
from comity.find.naming import NewName, initials_fit
from comity.language import ParsedBlock
from comity.link.spans import LinkedSpan, Register, is_attributive
from comity.model import BlockKind, Candidate
from comity.reference import Name, NameContext, NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LOCATIVE = frozenset("in at near outside around inside across throughout within".split())
_US_STATE_CUES = frozenset("atlanta alabama florida governor senator congressman republican democrat savannah".split())
_PERSONAL = frozenset({NameKind.PERSON, NameKind.SURNAME})


def support(found: Iterable[NameFound], register: Register) -> Counter[str]:
    """How often a document names each entity by a name that can mean nothing else."""
    counts: Counter[str] = Counter()
    for item in found:
        entities = {name.entity for name in item.names}
        if len(entities) == 1 and all(name.context is not NameContext.PASSAGE and name.context is not NameContext.NEVER_ALONE for name in item.names):
            counts[next(iter(entities))] += 1
    del register
    return counts


def settle(item: NameFound, doc: Doc, counts: Counter[str], register: Register) -> LinkedSpan:
    """The known name as a linked span; without targets where it is declined, with the candidates either way."""
    token = doc[item.end - 1]
    attributive = is_attributive(doc[item.start : item.end].root)
    candidates = sorted(_weigh(item, doc, counts, register), key=lambda c: (-c.score, c.entity))
    best = [c for c in candidates if c.score >= candidates[0].score - 0.05] if candidates else []
    shown = tuple(candidates[:5])
    if not best or candidates[0].score < 0.5:
        return LinkedSpan(item.start, item.end, (), "declined", f"“{item.text}” may be {_options(shown, register)}; nothing here settles it", shown, attributive)
    if len({c.entity for c in best}) > 1:
        return LinkedSpan(item.start, item.end, (), "declined", f"“{item.text}” is {_options(shown, register)}: two readings fit", shown, attributive)
    chosen = best[0]
    reason = "" if chosen.match in ("name", "official", "person") else f"“{item.text}” → {register.label(chosen.entity)} ({chosen.match})"
    del token
    return LinkedSpan(item.start, item.end, (chosen.entity,), chosen.match, reason, shown, attributive)


def _options(candidates: Sequence[Candidate], register: Register) -> str:
    return " or ".join(register.label(c.entity) for c in candidates[:3]) or "nothing known"


def _weigh(item: NameFound, doc: Doc, counts: Counter[str], register: Register) -> Iterable[Candidate]:
    """Each reading with its score: the form of the name first, then what the passage adds or takes away."""
    entities: dict[str, Name] = {}
    for name in item.names:
        known = entities.get(name.entity)
        if known is None or _rank(name) < _rank(known):
            entities[name.entity] = name
    alone = len(entities) == 1
    label = doc[item.start].ent_type_
    for entity, name in entities.items():
        kind = register.kind(entity)
        if kind is None:
            continue
        score = 0.9 if alone else 0.6
        supported = counts[entity] > 0
        if name.context in (NameContext.PASSAGE, NameContext.NEVER_ALONE):
            score = 0.45
            if supported:
                score = 0.9
            elif name.context is NameContext.PASSAGE and _model_agrees(kind, label):
                score = 0.7
            if kind is EntityKind.STATE and _other_country_cues(doc):
                score = 0.2
        elif not alone and supported:
            score += 0.2
        if kind is EntityKind.PLACE:
            score += 0.15 if _is_locative(doc, item) else -0.15
        elif name.kind is NameKind.METONYM and _is_locative(doc, item) and any(register.kind(e) is EntityKind.PLACE for e in entities):
            score -= 0.15
        if name.kind in _PERSONAL and label in ("GPE", "NORP", "LOC") and not supported:
            score -= 0.2
        if kind is EntityKind.STATE and label == "PERSON" and name.context is NameContext.PASSAGE and not supported:
            score -= 0.4
        yield Candidate(entity, name.kind.value, round(max(0.0, min(1.0, score)), 3))


def _rank(name: Name) -> int:
    order = [NameKind.NAME, NameKind.OFFICIAL, NameKind.PERSON, NameKind.ACRONYM, NameKind.ALIAS, NameKind.SPELLING, NameKind.METONYM]
    return order.index(name.kind) if name.kind in order else len(order)


def _model_agrees(kind: EntityKind, label: str) -> bool:
    """True when the language model's own type of the name is one that the kind can have."""
    return label in {
        EntityKind.STATE: ("GPE", "NORP", "LOC"), EntityKind.PLACE: ("GPE", "LOC", "FAC"), EntityKind.PERSON: ("PERSON",),
        EntityKind.ORGANIZATION: ("ORG", "NORP", "GPE"), EntityKind.GROUP: ("NORP", "ORG", "LOC"),
    }.get(kind, ("ORG", "LAW", "EVENT", "FAC", "PRODUCT", "WORK_OF_ART"))  # fmt: skip


def _other_country_cues(doc: Doc) -> bool:
    return any(token.lower_ in _US_STATE_CUES for token in doc)


def _is_locative(doc: Doc, item: NameFound) -> bool:
    return item.start > 0 and doc[item.start - 1].lower_ in _LOCATIVE and not item.adjectival


def surnames(item: NameFound) -> bool:
    """True when the name is only ever a surname."""
    return all(name.kind is NameKind.SURNAME for name in item.names)


def settle_new(new: NewName, doc: Doc, inside: Sequence[LinkedSpan], register: Register, by_text: dict[str, tuple[Name, ...]]) -> LinkedSpan | None:
    """A name no table knows as a linked span, with a new entity; the known one where its acronym gives it away."""
    text = new.text.removesuffix("'s").strip()
    for name in by_text.get(new.acronym, ()):
        entity = register.entity(name.entity)
        if entity and entity.kind is not EntityKind.STATE and initials_fit(new.acronym, text) and _share_words(text, entity.label):
            return LinkedSpan(new.start, new.end, (name.entity,), "near-name", f"“{text} ({new.acronym})” → {entity.label} (by its acronym)")
    inner = tuple(dict.fromkeys(target for span in inside for target in span.targets))
    states = [target for target in inner if register.kind(target) is EntityKind.STATE]
    state = states[0] if len(states) == 1 and new.kind is EntityKind.ORGANIZATION else ""
    label = text
    if new.start > 0 and new.kind is EntityKind.PERSON:
        label = text
    identifier = register.add(new.kind, text, alias=new.acronym, state=state, label=label)
    if new.acronym:
        register.aliases[new.acronym] = identifier
    return LinkedSpan(new.start, new.end, (identifier,), "new", f"“{text}”: named here first, {_typed_by(new)}", inner=inner)


def _typed_by(new: NewName) -> str:
    return "a person by the model" if new.kind is EntityKind.PERSON else f"{new.kind.value.casefold()} by its head noun"


def _share_words(first: str, second: str) -> bool:
    a, b = ({word.casefold() for word in text.split() if len(word) > 3} for text in (first, second))
    return bool(a & b)


def is_title_case(parsed: ParsedBlock) -> bool:
    """True for headings and for lines set in Title Case, where capitals say nothing about names."""
    if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return True
    words = [token for token in parsed.doc if token.is_alpha and len(token) > 3]
    return len(words) >= 4 and sum(token.text[0].isupper() for token in words) / len(words) > 0.7


__all__ = ["ADJECTIVAL", "is_title_case", "settle", "settle_new", "support", "surnames"]
