"""Names that no table knows, settled: whether they are new at all, and the entity they give rise to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.gazetteer import NameFound
from comity.find.naming import NewName
from comity.find.persons import title_before
from comity.find.phrases import JOINERS
from comity.grammar import word_class
from comity.language import ParsedBlock
from comity.link.collectives import possessed
from comity.link.scene import Scene
from comity.link.spans import LinkedSpan, Register
from comity.model import BlockKind
from comity.reference import NameContext, NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc

_THINGS = frozenset({EntityKind.ORGANIZATION, EntityKind.AGREEMENT, EntityKind.EVENT, EntityKind.PROJECT, EntityKind.PERSON})

_FULL_NAMES = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.ALIAS, NameKind.ACRONYM, NameKind.SPELLING})
_SHORT = 2
"""Words of a name that is let go where no pair tells it from others ("Peace Agreement"). Longer ones ("Treaty of Mutual
Cooperation and Security") stay: in our samples two documents that used one meant the same."""

_FEW = 4
"""Parties of an agreement that must be named before a name like its own is taken for it: with more, documents name some only."""


def is_new(new: NewName, items: Sequence[NameFound], scene: Scene) -> bool:
    """True when no known name covers the phrase or its head, and none crosses its edges.

    A full name of a person beats a country's name inside it ("Michael Jordan"), where that name is one that can be
    something else; a known person's name inside it, or a longer known name, is left alone.
    """
    span = range(new.start, new.end)
    if new.kind is EntityKind.ORGANIZATION and _is_organ(new) and (new.by == "model" or new.text[:4] == "Head"):
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
            if new.by == "model" and safe and (item.adjectival or any(scene.counts[name.entity] > 1 for name in item.names)):
                return False
            if any(name.kind is NameKind.PERSON for name in item.names):
                return False
        elif (new.head in range(item.start, item.end) and len(span) > 1 and not _headed_otherwise(new, item, scene)) or (
            new.by == "model" and item.start == new.start
        ):
            return False
    return new.by != "description" or not _only_describes(new, items, scene)


def _is_organ(new: NewName) -> bool:
    """True for "Government of Hungary", which is the state, and for the "Heads of State" of several."""
    if new.text.casefold().startswith(("heads of", "head of")) or new.text.casefold() in ("state", "government"):
        return True
    return " of " in new.text and possessed().get(new.text.casefold().split()[0]) in ("state", "holder")


def _only_describes(new: NewName, items: Sequence[NameFound], scene: Scene) -> bool:
    """True for "the Japan-Australia access treaty": its capitals are those of actors alone, and no "trans-" names it."""
    actors: set[str] = set()
    for item in items:
        entities = {name.entity for name in item.names}
        if any((kind := scene.register.kind(e)) and kind.is_actor for e in entities) and not any(
            e.startswith("place:") for e in entities
        ):
            actors.update(item.text.replace("-", " ").split())
    words = [word for word in new.text.replace("-", " ").split() if word[:1].isupper()]
    crossing = new.text[:1].islower()
    return not crossing and all(word in actors for word in words)


def _headed_otherwise(new: NewName, item: NameFound, scene: Scene) -> bool:
    """True when the known name inside is of another kind than the phrase: "the Gulf" in "Gulf Shipping"."""
    kinds = {scene.register.kind(name.entity) for name in item.names}
    return new.kind not in kinds and not kinds & _THINGS


def settle_new(new: NewName, doc: Doc, inside: Sequence[LinkedSpan], register: Register) -> LinkedSpan | None:
    """A name no table knows as a linked span, with a new entity; a person known by one word only stays unsettled."""
    text = new.text.removesuffix("'s").strip()
    if new.kind is EntityKind.ORGANIZATION and (firm := _same_firm(text, register)):
        return LinkedSpan(new.start, new.end, (firm,), "name", f"“{text}” → {register.label(firm)} (its legal form left out)")
    inner = tuple(dict.fromkeys(target for span in inside for target in span.targets))
    states = [target for target in inner if register.kind(target) is EntityKind.STATE]
    state = states[0] if len(states) == 1 and new.kind is EntityKind.ORGANIZATION else ""
    if new.kind is EntityKind.PERSON:
        if len(text.split()) < 2 and "-" not in text:
            if doc[new.start - 1].lower_ not in word_class("royal") or new.by != "title":
                return None
            # "Crown Prince Haakon": royals have one name
            text = f"{doc[title_before(doc, new.start) : new.start].text} {text}"
        inner, state = (), ""
    identifier = register.add(new.kind, text, state=state, label=text)
    kind = register.kind(identifier)
    if kind is not None and kind is not new.kind:
        return LinkedSpan(new.start, new.end, (identifier,), "name", f"“{text}” → {register.label(identifier)}")
    return LinkedSpan(new.start, new.end, (identifier,), "new", f"“{text}”: named here first, {_typed_by(new, doc)}", inner=inner)


def _same_firm(text: str, register: Register) -> str:
    """The known firm that a name with a legal form at its end ("Corporation", "Ltd") is without it, or ""."""
    words = text.split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in word_class("legal-form"):
        words.pop()
    if len(words) == len(text.split()):
        return ""
    known = {name.entity for name in register.reference.by_name(" ".join(words).rstrip(",")) if name.kind in _FULL_NAMES}
    firms = {entity for entity in known if register.reference.types.get(entity) in ("company", "bank")}
    return firms.pop() if len(firms) == 1 == len(known) else ""


def cut(new: NewName, items: Sequence[NameFound], doc: Doc, register: Register) -> NewName:
    """The name without a second one that "and" joins to it: "Ministry of Energy of Jordan and Hanbit Power".

    Cut is a body's name, after the state whose it is, or before a known actor; and a minister's, behind his state ("the minister
    of Peru Ana Paz").
    """
    if new.kind is EntityKind.PERSON and new.start and doc[new.start - 1].lower_ == "of":
        state = next((item for item in items if item.start == new.start and item.end <= new.end - 2), None)
        if state is not None and _names_state(state, register):
            return NewName(state.end, new.end, doc[state.end : new.end].text, new.kind, new.head, new.by)
    if new.kind is not EntityKind.ORGANIZATION or new.by != "head noun":
        return new
    for at in range(new.head + 1, new.end - 1):
        if doc[at].lower_ not in ("and", "&") or any(item.start <= at < item.end for item in items):
            continue
        before = next((item for item in items if item.end == at and doc[item.start - 1].lower_ in ("of", "the")), None)
        behind = next((item for item in items if item.start == at + 1), None)
        owned = before is not None and _names_state(before, register)
        known = behind is not None and behind.end == new.end and not _names_state(behind, register)
        if owned or known:
            return NewName(new.start, at, doc[new.start : at].text, new.kind, new.head, new.by)
    return new


def _names_state(item: NameFound, register: Register) -> bool:
    return any(register.kind(name.entity) is EntityKind.STATE for name in item.names)


def is_meant(near: str, scene: Scene) -> bool:
    """Whether a known agreement of few parties with a name like this one may be meant: the document names two of its parties.

    "Treaty of Friendship and Cooperation" is the title of many.
    """
    parties = {party.party for party in scene.register.reference.parties_of(near)}
    return not 2 <= len(parties) <= _FEW or sum(scene.counts[party] > 0 for party in parties) >= 2


@cache
def _generic() -> dict[str, str]:
    """Word → "no" or "pair": how a name of such words alone is told from others."""
    return {
        row["word"]: row["apart"] for row in resources.rows("lexicon", "generic_names.tsv", required=("word", "apart", "source"))
    }


def tell_apart(blocks: Sequence[Sequence[LinkedSpan]], register: Register, pair: Sequence[str]) -> list[list[LinkedSpan]]:
    """The spans with new agreements of a name that many have called by the two actors the text is about, or let go.

    Otherwise the "Interim Agreement" of one document and that of another would be one.
    """
    renamed: dict[str, str] = {}
    for identifier, entity in list(register.new.items()):
        words = [word for word in re.findall(r"\w+", entity.label.casefold()) if word not in JOINERS and word != "a"]
        if entity.kind is not EntityKind.AGREEMENT or not words or not all(word in _generic() for word in words):
            continue
        label = entity.label.removeprefix("the ").removeprefix("The ")
        between = pair if len(pair) == 2 else _beside(identifier, blocks, register)
        if all(_generic()[word] == "no" for word in words) or (len(between) != 2 and len(words) <= _SHORT):
            renamed[identifier] = ""
        elif len(between) == 2:
            names = "–".join(sorted(register.label(one) for one in between))
            renamed[identifier] = register.add(EntityKind.AGREEMENT, label, label=f"{label} ({names})")
        else:
            continue
        del register.new[identifier]
    if not renamed:
        return [list(spans) for spans in blocks]
    return [
        [_renamed(span, renamed) for span in spans if not any(renamed.get(target) == "" for target in span.targets)]
        for spans in blocks
    ]


def _beside(identifier: str, blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> tuple[str, ...]:
    """The states of the first passage that names a thing, in their order."""
    spans = next((spans for spans in blocks if any(identifier in span.targets for span in spans)), ())
    states = dict.fromkeys(t for span in spans for t in span.targets if register.kind(t) is EntityKind.STATE)
    return tuple(states)


def _renamed(span: LinkedSpan, renamed: dict[str, str]) -> LinkedSpan:
    targets = tuple(renamed.get(target, target) for target in span.targets)
    return span if targets == span.targets else replace(span, targets=targets)


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
