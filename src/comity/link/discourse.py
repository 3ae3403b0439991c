"""What a text has named so far: single names, names that stood together, and nouns that could be meant instead.

Everything is kept for a few sentences only, so that looking back costs the same in a long document as in a short one.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.find.naming import title_before
from comity.grammar import word_class
from comity.link.spans import LinkedSpan, Register
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

HORIZON = 3
"""Sentences back that a pronoun may reach. On our dev linking cases 2 lost answers and 4 gained only wrong ones."""

REACH = 2 * HORIZON
"""Sentences back that a noun may reach ("the kingdom"), which says more than a pronoun."""

_SUBJECTS = ("nsubj", "nsubjpass")
_FILLING = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "conj")

ByToken = dict[int, LinkedSpan]


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that was read: where, what, and whether it was the subject of its clause; ``open``: others are named with it."""

    sentence: int
    token: int
    targets: tuple[str, ...]
    subject: bool
    attributive: bool = False
    plural: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """A common noun that names no entity but may be what a pronoun means; ``sent``: somebody sent or gave it in this sentence."""

    sentence: int
    token: int
    word: str
    plural: bool
    subject: bool
    counted: bool
    sent: bool = False


@dataclass
class Discourse:
    """What has been named so far in a document, and the pairs that its headings and its whole are about."""

    register: Register
    issuers: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()
    heading: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    sentence: int = 0
    seen: deque[Seen] = field(default_factory=deque)
    sets: deque[Seen] = field(default_factory=deque)
    loose: deque[Loose] = field(default_factory=deque)
    counts: Counter[str] = field(default_factory=Counter)
    home: str = ""
    titles: dict[str, set[str]] = field(default_factory=dict)

    def new_block(self, heading: tuple[str, ...], label: tuple[str, ...] = (), about: str = "") -> None:
        """A block begins under a heading that names these actors, with a label that names those, in a column about another."""
        if heading != self.heading:
            self.counts.clear()
        self.heading, self.label = heading, label
        self.new_sentence()
        self.seen.extend(Seen(self.sentence, -1, (entity,), len(label) == 1) for entity in label)
        if about:
            self.seen.append(Seen(self.sentence, -2, (about,), False))
        if len(label) > 1:
            self.sets.append(Seen(self.sentence, -1, label, True))

    def new_sentence(self) -> None:
        """A sentence begins; what is out of reach is forgotten."""
        self.sentence += 1
        _forget(self.seen, self.sentence - REACH)
        _forget(self.sets, self.sentence - REACH)
        _forget(self.loose, self.sentence - REACH)

    def kind(self, entity: str) -> EntityKind | None:
        """Kind of an entity."""
        return self.register.kind(entity)

    def back(self, reach: int) -> Iterator[Seen]:
        """Names within so many sentences, the last first."""
        for seen in reversed(self.seen):
            if seen.sentence < self.sentence - reach:
                return
            yield seen

    def sets_back(self, reach: int) -> Iterator[Seen]:
        """Groups within so many sentences, the last first."""
        for seen in reversed(self.sets):
            if seen.sentence < self.sentence - reach:
                return
            yield seen

    def loose_back(self, reach: int) -> Iterator[Loose]:
        """Common nouns within so many sentences, the last first."""
        for noun in reversed(self.loose):
            if noun.sentence < self.sentence - reach:
                return
            yield noun

    def topic(self) -> str:
        """The state a section is about: the only one of its heading, one named twice as often as any other, else the text's own."""
        states = [t for t in self.heading if self.kind(t) is EntityKind.STATE]
        if len(states) == 1:
            return states[0]
        ranked = self.counts.most_common(2)
        if not ranked:
            return self.home
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            return ""
        return ranked[0][0]


def _forget(kept: deque[Seen] | deque[Loose], before: int) -> None:
    while kept and kept[0].sentence < before:
        kept.popleft()


def remember(span: LinkedSpan, doc: Doc, by_token: ByToken, discourse: Discourse) -> None:
    """Notes a linked span, alone and with those it is coordinated with."""
    if not span.targets:
        return
    root = doc[span.start : span.end].root
    subject = root.dep_ in _SUBJECTS or (root.dep_ == "conj" and root.head.dep_ in _SUBJECTS) or _acts_in_relative(root)
    at = discourse.sentence
    crowd = (
        doc[span.end - 1].text.endswith("s")
        and span.start > 0
        and doc[span.start - 1].lower_ == "the"
        and discourse.kind(span.targets[0]) is EntityKind.ORGANIZATION
    )
    plural = crowd or root.tag_ in ("NNS", "NNPS") or (subject and root.head.tag_ == "VBP")
    pronoun = span.how == "pronoun"
    pair = (
        tuple(t for t in span.inner if discourse.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION))
        if len(span.targets) == 1
        else ()
    )
    if len(pair) > 1:
        discourse.sets.append(Seen(at, span.start, pair, False))
    if len(span.targets) > 1:
        discourse.sets.append(Seen(at, span.start, span.targets, subject))
    elif root.dep_ == "conj":
        first = root
        while first.dep_ == "conj":
            first = first.head
        group, complete = named_together(first, by_token)
        if len(group) > 1:
            others = not complete and any(c.lower_ == "other" for m in grammar.conjuncts(first) for c in m.children)
            discourse.sets.append(Seen(at, span.start, group, subject, open=others))
    for target in span.targets if not (span.attributive and span.how == "demonym") else ():
        discourse.seen.append(Seen(at, span.start, (target,), subject, span.attributive, plural))
        if discourse.kind(target) is EntityKind.STATE and not pronoun:
            discourse.counts[target] += 1
        if discourse.kind(target) is EntityKind.PERSON:
            title = doc[title_before(doc, span.start) : span.start].text.casefold()
            discourse.titles.setdefault(target, set()).add(title)


def _acts_in_relative(name: Token) -> bool:
    """True for the Chad of "through Chad, which closed the road"."""
    return any(
        grammar.children(clause, "nsubj", "nsubjpass") and grammar.children(clause, "nsubj", "nsubjpass")[0].tag_ in ("WDT", "WP")
        for clause in grammar.children(name, "relcl")
    )


def remember_loose(token: Token, discourse: Discourse) -> None:
    """Notes a common noun in a place where a pronoun may take it up."""
    if (
        token.pos_ == "NOUN"
        and token.dep_ in _FILLING
        and token.tag_ in ("NN", "NNS")
        and token.ent_type_ not in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
    ):
        subject = token.dep_ in _SUBJECTS
        counted = any(child.dep_ == "nummod" and child.lower_ in ("two", "2") for child in token.children)
        sent = token.dep_ == "dobj" and (token.head.lemma_ in cues("brought") or token.head.lemma_ in word_class("giving"))
        discourse.loose.append(Loose(discourse.sentence, token.i, token.lower_, token.tag_ == "NNS", subject, counted, sent))


def named_together(first: Token, by_token: ByToken) -> tuple[tuple[str, ...], bool]:
    """Targets of a coordination from its first member on, and whether every member is linked."""
    members = grammar.conjuncts(first)
    if len(members) > 1:
        members = _listed_before(members[0], by_token) + members
    linked = [by_token[m.i] for m in members if m.i in by_token and by_token[m.i].targets]
    targets = tuple(dict.fromkeys(t for span in linked for t in span.targets))
    return targets, len(linked) == len(members)


def _listed_before(first: Token, by_token: ByToken) -> list[Token]:
    """Names of the same list that the parser hung elsewhere: the first of "Malta, Cyprus and Greece voted"."""
    doc, at = first.doc, first.left_edge.i
    found: list[Token] = []
    while at >= 2 and doc[at - 1].text == "," and at - 2 in by_token and by_token[at - 2].targets and doc[at - 2].pos_ == "PROPN":
        name = doc[at - 2]
        if name.dep_ not in ("npadvmod", "nsubj", "dep", "nmod", "ROOT", "appos"):
            break
        found.insert(0, name)
        at = by_token[at - 2].start
    return found


def distinct(seen: Iterable[Seen]) -> tuple[str, ...]:
    """Targets without repetition, in the order they come."""
    return tuple(dict.fromkeys(target for item in seen for target in item.targets))


def span_for(start: int, end: int, text: str, targets: tuple[str, ...], how: str, why: str, discourse: Discourse) -> LinkedSpan:
    """A span for a pronoun or a pointing noun; without targets it says why linking abstained."""
    if not targets:
        return LinkedSpan(start, end, (), how, f"“{text}”: {why}")
    return LinkedSpan(start, end, targets, how, f"“{text}” → {', '.join(discourse.register.label(t) for t in targets)} ({why})")
