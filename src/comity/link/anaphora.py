"""What "both nations", "the kingdom", "the pact", "it" and "their" point back to, with the reason, or nothing.

The rules are those that a plain algorithm can defend: agreement in number and kind, the subject of the clause before the
nearest name, the pair that was last named together for plurals, and the pair of the heading where the text gives none.
Where two candidates stay, it abstains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.link.spans import LinkedSpan, Register
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_POINTING = frozenset({"the", "these", "those", "both", "this", "that", "two", "three", "such"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
_HORIZON = 3
"""Sentences back that a pronoun may reach. On our dev linking cases 2 lost answers and 4 gained only wrong ones."""


@dataclass(frozen=True, slots=True)
class NominalForm:
    """A noun that points back: what it may point to, how many, and a word the name must hold."""

    kinds: frozenset[EntityKind]
    number: str
    needs: str


@cache
def nominal_forms() -> dict[str, NominalForm]:
    """Noun → what it points back to, from the lexicon."""
    return {
        row["word"]: NominalForm(frozenset(EntityKind(kind) for kind in row["kinds"].split(",")), row["number"], row["needs"])
        for row in resources.rows("lexicon", "anaphora.tsv", required=("word", "kinds", "number", "source"))
    }


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that was read: where, what, and whether it was the subject of its clause."""

    sentence: int
    token: int
    targets: tuple[str, ...]
    subject: bool


@dataclass
class Discourse:
    """What has been named so far in a document, and the pairs that its headings and its whole are about."""

    register: Register
    issuers: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    sentence: int = 0
    seen: list[Seen] = field(default_factory=list)
    sets: list[Seen] = field(default_factory=list)

    def new_block(self, heading: tuple[str, ...]) -> None:
        """A block begins under a heading that names these actors."""
        self.heading = heading
        self.sentence += 1


def resolve(doc: Doc, spans: Sequence[LinkedSpan], discourse: Discourse) -> list[LinkedSpan]:
    """Spans for the pronouns and pointing nouns of a text; the discourse then knows what the text named."""
    by_token = {index: span for span in spans for index in range(span.start, span.end)}
    found: list[LinkedSpan] = []
    for sentence in doc.sents:
        discourse.sentence += 1
        for token in sentence:
            span = by_token.get(token.i)
            if span is not None:
                if token.i == span.end - 1:
                    _remember(span, doc, by_token, discourse)
                continue
            pointed = _pronoun(token, by_token, discourse) or _nominal(token, by_token, discourse)
            if pointed is not None:
                found.append(pointed)
                by_token.update(dict.fromkeys(range(pointed.start, pointed.end), pointed))
                if pointed.targets:
                    _remember(pointed, doc, by_token, discourse)
    return found


def _remember(span: LinkedSpan, doc: Doc, by_token: dict[int, LinkedSpan], discourse: Discourse) -> None:
    root = doc[span.start : span.end].root
    subject = root.dep_ in ("nsubj", "nsubjpass") or (root.dep_ == "conj" and root.head.dep_ in ("nsubj", "nsubjpass"))
    if not span.targets:
        return
    seen = Seen(discourse.sentence, span.start, span.targets, subject)
    if len(span.targets) == 1 and not (span.attributive and span.how in ("demonym",)):
        discourse.seen.append(seen)
    if len(span.targets) > 1:
        discourse.sets.append(seen)
        discourse.seen.extend(Seen(seen.sentence, seen.token, (t,), subject) for t in span.targets)
    elif root.dep_ == "conj":
        first = root
        while first.dep_ == "conj":
            first = first.head
        group = tuple(dict.fromkeys(t for member in grammar.conjuncts(first) if member.i in by_token for t in by_token[member.i].targets))
        if len(group) > 1:
            discourse.sets.append(Seen(discourse.sentence, span.start, group, subject))


def _span(start: int, end: int, text: str, targets: tuple[str, ...], how: str, why: str, discourse: Discourse) -> LinkedSpan:
    if not targets:
        return LinkedSpan(start, end, (), how, f"“{text}”: {why}")
    return LinkedSpan(start, end, targets, how, f"“{text}” → {', '.join(discourse.register.label(t) for t in targets)} ({why})")


# --- pronouns -----------------------------------------------------------------------------------------------------


def _pronoun(token: Token, by_token: dict[int, LinkedSpan], discourse: Discourse) -> LinkedSpan | None:
    word = token.lower_
    if word in _FIRST and discourse.issuers:
        return _span(token.i, token.i + 1, token.text, discourse.issuers, "pronoun", "those who issue the statement", discourse)
    if token.pos_ != "PRON" and token.tag_ not in ("PRP", "PRP$"):
        return None
    if word in _SINGULAR and not _is_expletive(token):
        kinds = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PROJECT, EntityKind.AGREEMENT})
        return _singular(token, kinds, by_token, discourse)
    if word in _PERSONAL:
        return _singular(token, frozenset({EntityKind.PERSON}), by_token, discourse)
    if word in _PLURAL:
        return _plural(token, token.i, 0, frozenset(EntityKind), discourse, "pronoun")
    return None


def _is_expletive(token: Token) -> bool:
    """True for the "it" of "it is clear that …"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    return token.lower_ == "it" and token.dep_ == "nsubj" and any(c.dep_ in ("ccomp", "csubj") for c in verb.children) and verb.lemma_ in (
        "be", "seem", "appear", "remain", "become")  # fmt: skip


def _singular(token: Token, kinds: frozenset[EntityKind], by_token: dict[int, LinkedSpan], discourse: Discourse) -> LinkedSpan | None:
    receiver = _receiver_of_main_clause(token, by_token)
    if receiver and discourse.register.kind(receiver) in kinds and token.dep_ == "poss":
        return _span(token.i, token.i + 1, token.text, (receiver,), "pronoun", "receiver in the main clause", discourse)
    for subject in _clause_subjects(token):
        span = by_token.get(subject.i)
        if span and len(span.targets) == 1 and subject.i < token.i and discourse.register.kind(span.targets[0]) in kinds:
            return _span(token.i, token.i + 1, token.text, span.targets, "pronoun", "subject of its clause", discourse)
    candidate = _recent(kinds, discourse)
    if candidate is None:
        return _span(token.i, token.i + 1, token.text, (), "pronoun", "no single candidate before it", discourse)
    return _span(token.i, token.i + 1, token.text, (candidate,), "pronoun", "last subject or name before it", discourse)


def _clause_subjects(token: Token) -> list[Token]:
    """Subjects of the clauses above the token, nearest first, without the one the token itself is or sits in."""
    found = []
    below = token
    for above in grammar.governors(token):
        if grammar.is_verb(above):
            for subject in grammar.surface_subjects(above):
                inside = subject == token or subject == below or token in subject.subtree
                if not inside:
                    found.append(subject)
        below = above
    return found


def _receiver_of_main_clause(token: Token, by_token: dict[int, LinkedSpan]) -> str | None:
    """Who received, for the "its" of a participle that says with what effect: "sold Peru tanks, enhancing its defences"."""
    verb = next((t for t in grammar.governors(token) if grammar.is_verb(t)), None)
    if verb is None or verb.tag_ != "VBG" or verb.dep_ != "advcl" or not grammar.is_verb(verb.head) or verb.i < verb.head.i:
        return None
    main = verb.head
    slots = grammar.verb_slots(main)
    names = [t for key in ("iobj", "to", "obj", "for") for t in slots.get(key, []) if t.i in by_token and t.i < token.i]
    if len(names) == 1 and len(by_token[names[0].i].targets) == 1:
        return by_token[names[0].i].targets[0]
    return None


def _recent(kinds: frozenset[EntityKind], discourse: Discourse) -> str | None:
    """The last subject of a fitting kind within reach, else the only or nearest name of this or the last sentence."""
    near = [s for s in discourse.seen if s.sentence >= discourse.sentence - _HORIZON and len(s.targets) == 1]
    fitting = [s for s in near if discourse.register.kind(s.targets[0]) in kinds]
    for back in range(_HORIZON):
        here = [s for s in fitting if s.sentence == discourse.sentence - back]
        subjects = list(dict.fromkeys(s.targets[0] for s in here if s.subject))
        if len(subjects) == 1:
            return subjects[0]
        names = list(dict.fromkeys(s.targets[0] for s in here))
        if len(names) == 1:
            return names[0]
        if subjects or names:
            return None if back else (here[-1].targets[0] if len(names) <= 2 else None)
    return None


# --- plurals ------------------------------------------------------------------------------------------------------


def _plural(token: Token, start: int, count: int, kinds: frozenset[EntityKind], discourse: Discourse, how: str) -> LinkedSpan:
    text = token.doc[start : token.i + 1].text
    targets, why = _last_set(count, kinds, discourse, token)
    return _span(start, token.i + 1, text, targets, how, why, discourse)


def _last_set(count: int, kinds: frozenset[EntityKind], discourse: Discourse, token: Token) -> tuple[tuple[str, ...], str]:
    """The actors last named together, of that number and kind; the heading's or the document's pair where there are none."""
    def fits(targets: Sequence[str]) -> bool:
        return (len(targets) == count if count else len(targets) >= 2) and all(discourse.register.kind(t) in kinds for t in targets)

    for seen in reversed(discourse.sets):
        if seen.sentence < discourse.sentence - 2 * _HORIZON:
            break
        if fits(seen.targets):
            return seen.targets, "last named together"
    near = [s.targets[0] for s in discourse.seen if s.sentence >= discourse.sentence - 1 and discourse.register.kind(s.targets[0]) in kinds]
    distinct = tuple(dict.fromkeys(near))
    if count and len(distinct) == count:
        return distinct, "the only ones named just before"
    if fits(discourse.heading):
        return discourse.heading, "the actors of the heading"
    if fits(discourse.main):
        return discourse.main, "the actors the document is about"
    return (), "no group of that size before it"


# --- nouns --------------------------------------------------------------------------------------------------------


def _nominal(token: Token, by_token: dict[int, LinkedSpan], discourse: Discourse) -> LinkedSpan | None:
    form = nominal_forms().get(token.lower_)
    if form is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "amod"):
        return None
    left = [child for child in token.children if child.i < token.i and child.dep_ in ("det", "nummod", "predet", "poss", "amod", "compound", "nmod")]
    words = {child.lower_ for child in left}
    if any(child.i in by_token for child in left) or not words & _POINTING or words & {"other", "many", "several", "some", "same", "own"}:
        return None
    if any(child.dep_ == "prep" and child.lower_ in ("of", "in", "like", "between", "with") for child in token.children):
        return None
    if any(child.dep_ in ("relcl",) for child in token.children) and "both" not in words and "two" not in words:
        return None
    start = min([child.i for child in left], default=token.i)
    if form.number == "many":
        if any(child.dep_ == "amod" and child.lower_ not in _NUMBERS for child in left) and "both" not in words:
            return None
        count = next((number for word, number in _NUMBERS.items() if word in words), 0)
        apposed = [c for c in token.children if c.dep_ == "appos" and c.i in by_token]
        if apposed:
            targets = tuple(t for c in grammar.conjuncts(apposed[0]) if c.i in by_token for t in by_token[c.i].targets)
            return _span(start, token.i + 1, token.doc[start : token.i + 1].text, targets, "plural anaphora", "named beside it", discourse)
        return _plural(token, start, count, form.kinds, discourse, "plural anaphora")
    return _pointing_noun(token, start, form, by_token, discourse)


def _pointing_noun(token: Token, start: int, form: NominalForm, by_token: dict[int, LinkedSpan], discourse: Discourse) -> LinkedSpan | None:
    """"The kingdom", "the pact": the last entity of the kind that is not the subject of the same clause."""
    verb = next((t for t in grammar.governors(token) if grammar.is_verb(t)), None)
    own = {t for s in (grammar.surface_subjects(verb) if verb is not None else ()) if s.i in by_token and s != token for t in by_token[s.i].targets}
    text = token.doc[start : token.i + 1].text
    recent = [s for s in discourse.seen if s.sentence >= discourse.sentence - 2 * _HORIZON and s.targets[0] not in own]
    fitting = [s for s in recent if discourse.register.kind(s.targets[0]) in form.kinds and _named_so(s.targets[0], form.needs, discourse)]
    if not fitting:
        if form.kinds & {EntityKind.STATE} and form.needs:
            return _span(start, token.i + 1, text, (), "nominal anaphora", "nothing fitting before it", discourse)
        return None
    last_sentence = fitting[-1].sentence
    here = [s for s in fitting if s.sentence == last_sentence]
    subjects = list(dict.fromkeys(s.targets[0] for s in here if s.subject))
    names = list(dict.fromkeys(s.targets[0] for s in here))
    if len(subjects) == 1:
        return _span(start, token.i + 1, text, (subjects[0],), "nominal anaphora", "last subject of that kind", discourse)
    if len(names) == 1:
        return _span(start, token.i + 1, text, (names[0],), "nominal anaphora", "last named of that kind", discourse)
    counts = Counter(s.targets[0] for s in fitting)
    (first, most), *rest = counts.most_common(2)
    if not rest or most >= 2 * rest[0][1]:
        return _span(start, token.i + 1, text, (first,), "nominal anaphora", "most named of that kind just before", discourse)
    return _span(start, token.i + 1, text, (), "nominal anaphora", "several candidates before it", discourse)


def _named_so(identifier: str, needs: str, discourse: Discourse) -> bool:
    if not needs:
        return True
    found = discourse.register.entity(identifier)
    return found is not None and any(needs in name.casefold() for name in (found.label, *found.aliases))
