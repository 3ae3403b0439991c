"""Persons: by title and surname, by a full name given before, and by the state whose leader they are said to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from comity.find.naming import title_before
from comity.find.words import texts
from comity.grammar import word_class
from comity.language import ParsedBlock
from comity.link.spans import LinkedSpan, Register
from comity.reference import NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc


def surname_forms(label: str) -> tuple[str, ...]:
    """Words a person is called by after the first mention: the last one, and the first of a Korean, Chinese or Vietnamese name."""
    words = [word for word in label.split() if word[:1].isalpha()]
    if len(words) < 2:
        return ()
    if len(words) > 2 and words[-1].isupper() and set(words[-1]) <= set("IVX"):
        return (words[0],)
    if len(words) == 2 and "-" in words[1]:
        return (words[0],)
    # "Li Qiang" is Li and "Ida Berg" is Berg: where the first word is short, either may be the surname
    return (words[-1], words[0]) if len(words[0]) <= 4 else (words[-1],)


def apply_surnames(parses: Sequence[ParsedBlock], blocks: list[list[LinkedSpan]], register: Register) -> list[list[LinkedSpan]]:
    """The spans with surnames settled: for the person introduced by a full name, else by a title and what stands beside it."""
    everyone = _introduced(blocks, register)
    states = Counter(t for spans in blocks for span in spans for t in span.targets if register.kind(t) is EntityKind.STATE)
    so_far: dict[str, set[str]] = {}
    outcome = []
    for parsed, spans in zip(parses, blocks, strict=True):
        here = _introduced([spans], register)
        for word, people in here.items():
            so_far.setdefault(word, set()).update(people)
        # of several Kims in a document the one meant is of this passage, else the only one so far
        meant = {
            word: next((p for p in (here.get(word, set()), so_far.get(word, set())) if len(p) == 1), people)
            for word, people in everyone.items()
        }
        outcome.append(_apply(parsed, spans, meant, register, states))
    return outcome


def _introduced(blocks: Iterable[Sequence[LinkedSpan]], register: Register) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for spans in blocks:
        for span in spans:
            for target in span.targets:
                entity = register.entity(target)
                if entity is not None and entity.kind is EntityKind.PERSON:
                    for word in {*surname_forms(entity.label), *_known_surnames(target, register)}:
                        found.setdefault(word, set()).add(target)
    return found


def _known_surnames(person: str, register: Register) -> tuple[str, ...]:
    return tuple(
        name.text for name in register.reference.names_of(person) if name.kind is NameKind.SURNAME and " " not in name.text
    )


def _apply(
    parsed: ParsedBlock, spans: list[LinkedSpan], introduced: dict[str, set[str]], register: Register, states: Counter[str]
) -> list[LinkedSpan]:
    doc = parsed.doc
    taken = {i: span for span in spans for i in range(span.start, span.end)}
    kept = list(spans)
    for at, text in enumerate(texts(doc)):
        if not text[:1].isupper():
            continue
        if text not in introduced and title_before(doc, at) == at and not _beside(doc, at, taken, register):
            continue
        token = doc[at]
        before = taken.get(at)
        if token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        if before is not None and (
            before.end - before.start > 1 or (before.targets and not _by_model_alone(before, text, introduced, register))
        ):
            continue
        if _has_first_name(doc, token.i, taken):
            continue
        if title_before(doc, token.i) == token.i and any(
            register.kind(c.entity) is EntityKind.STATE for c in (before.candidates if before else ())
        ):
            continue
        people = introduced.get(token.text, set())
        why = "introduced in the text"
        if len(people) != 1:
            people, why = _by_title(doc, token.i, taken, register, people), "by the title before it"
        if len(people) != 1 and _beside(doc, at, taken, register):
            people, why = _leaders(text, states, register), "a leader beside another one"
        if len(people) != 1 or _goes_on(doc, token.i):
            continue
        person = next(iter(people))
        if before is not None:
            kept.remove(before)
        taken[at] = LinkedSpan(at, at + 1, (person,), "surname", f"“{token.text}” → {register.label(person)} ({why})")
        kept.append(taken[at])
    return sorted(kept, key=lambda s: s.start)


def _beside(doc: Doc, at: int, taken: dict[int, LinkedSpan], register: Register) -> bool:
    """True for the second of two persons: "Putin and [Kim]"."""
    before = taken.get(at - 2) if at > 1 and doc[at - 1].lower_ == "and" else None
    return before is not None and len(before.targets) == 1 and register.kind(before.targets[0]) is EntityKind.PERSON


def _leaders(surname: str, states: Counter[str], register: Register) -> set[str]:
    """The person of that surname who holds an office of a state that the text names; of several, that of the state named most."""
    named = {name.entity for name in register.reference.by_name(surname) if name.kind is NameKind.SURNAME}
    often = {p: max((states[o.of] for o in register.reference.offices_of(p) if not o.ended), default=0) for p in named}
    most = max(often.values(), default=0)
    return {p for p, times in often.items() if times == most} if most else set()


def _by_model_alone(span: LinkedSpan, text: str, introduced: dict[str, set[str]], register: Register) -> bool:
    """True for the "Dar" that the language model took for a body, after a text has named Ishaq Dar."""
    return span.how == "new" and text in introduced and register.kind(span.targets[0]) is EntityKind.ORGANIZATION


def _has_first_name(doc: Doc, at: int, taken: dict[int, LinkedSpan]) -> bool:
    """True for the "Lai" of "Jimmy Lai", who is another than the Lai named before."""
    if at == 0 or title_before(doc, at) < at or at - 1 in taken:
        return False
    before = doc[at - 1]
    return before.pos_ == "PROPN" and before.text[:1].isupper() and before.dep_ == "compound" and before.head == doc[at]


def _goes_on(doc: Doc, at: int) -> bool:
    """True when the word is the first of a longer name: "Park Avenue", "Yunus-bek"."""
    if at + 2 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_ and not doc[at + 1].whitespace_:
        return True
    return at + 1 < len(doc) and doc[at + 1].pos_ == "PROPN" and doc[at].dep_ == "compound" and doc[at + 1].text[:1].isupper()


def _by_title(doc: Doc, at: int, taken: dict[int, LinkedSpan], register: Register, among: set[str]) -> set[str]:
    """Persons of that surname who fit the title and the state beside it; those in office before those who were."""
    start = title_before(doc, at)
    if start == at:
        return set()
    named = {name.entity for name in register.reference.by_name(doc[at].text) if name.kind is NameKind.SURNAME}
    people = among or named
    title = doc[start:at].text.casefold()
    if title in word_class("honorific"):
        return people if len(people) == 1 else set()
    beside = taken.get(start - 1) if start else None
    state = beside.targets[0] if beside is not None and len(beside.targets) == 1 else ""
    if state:
        people = {
            person
            for person in people
            if register.home(person) == state or any(o.of == state for o in register.reference.offices_of(person))
        }
    if len(people) > 1:
        fitting = {p for p in people if any(title in o.office.casefold() for o in register.reference.offices_of(p))}
        people = fitting or people
    if len(people) > 1:
        current = {p for p in people if any(not o.ended for o in register.reference.offices_of(p))}
        people = current or people
    return people


def states_of(parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register) -> None:
    """Gives new persons the state that stands beside their title: "Norwegian minister X", "Minister X of Norway"."""
    for parsed, spans in zip(parses, blocks, strict=True):
        for index, span in enumerate(spans):
            if span.how != "new" or len(span.targets) != 1 or register.kind(span.targets[0]) is not EntityKind.PERSON:
                continue
            title = title_before(parsed.doc, span.start)
            before = spans[index - 1] if index else None
            after = spans[index + 1] if index + 1 < len(spans) else None
            if (
                title < span.start
                and before is not None
                and before.end in (title, title - 1)
                and register.home(before.targets[0] if before.targets else "")
            ):
                register.place_person(span.targets[0], register.home(before.targets[0]))
            elif (
                title < span.start
                and after is not None
                and after.targets
                and after.start == span.end + 1
                and parsed.doc[span.end].lower_ == "of"
            ):
                register.place_person(span.targets[0], register.home(after.targets[0]))
