"""A question in words → what it asks, read by the linking and the grammar that read documents."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache

from comity import language, reference, resources
from comity.ask import narrowing, tables
from comity.ask.accounting import strangers
from comity.ask.declarative import STAND_INS, Asked, asked_phrase, bare, kinds, of_himself, said
from comity.ask.naming import between_two, proper
from comity.ask.patterns import Parsed, Reading, any_tie, is_closed, patterns_of, read, relations_named
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.ask.regions import without_region
from comity.ask.wording import reworded
from comity.graph import Store
from comity.link import LinkedSpan
from comity.query.names import folded, names_of
from comity.vocabulary import UNNAMED, EntityKind, Modality, Relation

LONGEST_QUESTION = 400
"""Characters. The longest of 120 questions written for the tests has 96; what is longer is a text, not a question."""


def understand(question: str, store: Store, model: str = language.DEFAULT_MODEL) -> Understanding:
    """What the question asks; without patterns where comity does not understand it."""
    typed, region = without_region(" ".join(question.split())[:LONGEST_QUESTION])
    named, notes = proper(typed, store)
    plain = reworded(between_two(named, store))
    asserting = typed.endswith("?") and not _ASKING.match(typed)
    form = form_of(plain, asks=asserting)
    if form is Form.NONE or (form is not Form.DOCUMENTS and form_of(typed) is Form.NONE) or not plain.strip(" ?!."):
        return Understanding(question, Form.NONE, notes=notes)
    held = _of_an_office(question, plain, store, notes) or _of_a_person(question, plain, store, notes)
    if held is not None:
        return held
    himself = form is Form.SAYS and of_himself(plain)
    parsed = read(said(bare(plain), STAND_INS[0]) if form is Form.SAYS else bare(plain), model)
    asked = asked_phrase(parsed.doc)
    within = _within(parsed, asked)
    linked = (t for span in parsed.spans for t in span.targets if t != UNNAMED and not _is_inside(span, asked))
    entities = tuple(dict.fromkeys((*linked, *_named_by_documents_alone(plain, store))))
    notes = (*notes, *(f"“{one}” could not be used to narrow the answer" for one in _idle(parsed, asked, within)))
    entities = tuple(e for e in entities if form is not Form.SAYS or e != f"actor:{STAND_INS[0].casefold()}")
    matter = narrowing.matter(parsed.doc, parsed.spans, entities, asked)
    entities = tuple(e for e in entities if e != matter)
    reading = patterns_of(parsed, asked, entities, form, model)
    reading = _with_the_only_one(reading, entities, parsed)
    form, reading = _settled(parsed, asked, entities, form, reading, plain)
    if form is Form.YES_NO and _IS_IT_TRUE_NOT.search(plain):
        closed = [p for p in reading.patterns if WILD not in (p.subject, p.object)]
        reading = replace(reading, patterns=tuple(replace(p, denied=True) for p in closed))
    reading = _of_measures(form, entities, reading, plain)
    wanted = narrowing.wanted(parsed.doc, asked, form)
    reading = _of_treaties(form, wanted, entities, reading, plain)
    places = tuple(e for e in entities if e.startswith("place:")) + ((matter,) if matter else ())
    if asked and asked.word in ("who", "whom") and form is Form.WHICH and reading.patterns:
        used = {end for pattern in reading.patterns for end in pattern.named}
        places += tuple(e for e in entities if e not in used and e not in places)  # at least the passage must name it
    label = parsed.linked.register.label
    lifted = narrowing.lifted(plain) if any(p.relation is Relation.YIELDS_TO for p in reading.patterns) else ()
    unknown = _unknown(parsed, entities, store)
    where = tuple(name for name in unknown if re.search(rf"\b(?:in|at|near) {re.escape(name)}\b", plain))
    where = where if any(pattern.named for pattern in reading.patterns) else ()  # a place no table knows, passages may name
    return Understanding(
        question, form, reading.patterns, tuple(e for e in entities if e not in places),
        tuple(dict.fromkeys((*narrowing.fields(parsed.doc, parsed.spans, asked), *reading.fields))),
        wanted, *narrowing.years(plain),
        modalities=narrowing.modalities(plain, reading.modality, form), places=(*(label(p) for p in places), *where, *lifted),
        unknown=tuple(name for name in unknown if name not in where), notes=notes, within=within, region=region, himself=himself,
        asking=plain, occasions=narrowing.occasions(parsed.doc, parsed.spans),
    )  # fmt: skip


def _is_inside(span: LinkedSpan, asked: Asked | None) -> bool:
    return (
        asked is not None
        and bool(asked.noun)
        and asked.word in ("which", "what")
        and asked.start <= span.start
        and span.end <= asked.end
    )


def _within(parsed: Parsed, asked: Asked | None) -> tuple[str, ...]:
    """Entities inside the phrase that asks: they narrow what is asked for."""
    found = (t for span in parsed.spans for t in span.targets if _is_inside(span, asked))
    return tuple(dict.fromkeys(_state_of(parsed, t) or t for t in found))


def _state_of(parsed: Parsed, entity: str) -> str:
    known = parsed.linked.register.entity(entity)
    return known.state if known is not None else ""


def _idle(parsed: Parsed, asked: Asked | None, within: tuple[str, ...]) -> Iterator[str]:
    """Words inside the phrase that asks whose extent no table knows."""
    for span in parsed.spans:
        if _is_inside(span, asked) and not any(tables.is_known_extent(one) for one in within):
            yield parsed.doc[span.start : span.end].text


def _unknown(parsed: Parsed, entities: tuple[str, ...], store: Store) -> tuple[str, ...]:
    labels = names_of(store).labels
    told = {word for entity in entities for word in folded(labels.get(entity, "")).split()}
    return tuple(
        name for name in narrowing.unknown(parsed.doc, parsed.spans, _Known(store)) if not set(folded(name).split()) <= told
    )


class _Known(Container[str]):
    """What the graph or the reference knows."""

    def __init__(self, store: Store) -> None:
        self._labels = names_of(store).labels
        self._entities = reference.load().entities

    def __contains__(self, entity: object) -> bool:
        return entity in self._labels or entity in self._entities or str(entity).startswith("place:")


def _named_by_documents_alone(text: str, store: Store) -> Iterator[str]:
    """What the question names that only the documents of the graph know: no table has the name, so that linking may pass it by."""
    words = f" {folded(text)} "
    known = reference.load().entities
    for node, label in sorted(names_of(store).labels.items()):
        if node in known or node.partition(":")[0] not in ("actor", "agreement", "project", "event"):
            continue
        name = folded(label.partition(" (")[0])  # what tells namesakes apart nobody types
        if len(name) > 3 and f" {name} " in words:
            yield node


def _with_the_only_one(reading: Reading, entities: tuple[str, ...], parsed: Parsed) -> Reading:
    """The reading with the one that is named where it stands open, because linking, unlike the documents, knows no such name."""
    linked = {target for span in parsed.spans for target in span.targets}
    alone = [entity for entity in entities if entity.startswith("actor:") and entity not in linked]
    if len(alone) != 1 or len(entities) != 1 or not reading.patterns or any(pattern.named for pattern in reading.patterns):
        return reading
    return replace(reading, patterns=tuple(Pattern(alone[0], p.relation, WILD, True, p.denied) for p in reading.patterns))


def _settled(
    parsed: Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form, reading: Reading, text: str
) -> tuple[Form, Reading]:
    """The form and the reading, once it is known what the grammar made of the words."""
    has_verb = parsed.doc[0].lower_ in ("do", "have") or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in parsed.doc)
    if form is Form.YES_NO and not has_verb and not is_closed(reading.patterns):
        form = Form.LIST  # "Russian arms for India?" asks for whatever there is
        reading = reading if reading.patterns else patterns_of(parsed, asked, entities, form, language.DEFAULT_MODEL)
    actors = [e for e in entities if e.startswith("actor:")]
    ways = narrowing.modalities(text, reading.modality, form)
    strange = strangers(parsed.doc, parsed.spans, kinds())
    if (
        not reading.patterns
        and actors
        and not strange
        and form is not Form.YES_NO
        and ways not in (narrowing.FACTS, tuple(Modality))
    ):
        reading = replace(reading, patterns=(any_tie([e for e in entities if not e.startswith("place:")]),))
    if (
        not reading.patterns
        and form in (Form.WHEN, Form.SINCE)
        and len(entities) == 1
        and not (strange or entities[0][:6] == "place:")
    ):
        reading = replace(reading, patterns=(any_tie(list(entities)),))
    if not reading.patterns and form is Form.HOW_MUCH and actors:
        reading = replace(reading, patterns=(any_tie(actors),))  # what the figure measures will tell
    if not reading.patterns and form is Form.YES_NO and len(entities) == 1 and entities[0].startswith("agreement:") and not strange:
        reading = replace(reading, patterns=(Pattern("", Relation.PARTY_TO, entities[0]),))  # "Is New START in force"
    unknown = narrowing.unknown(parsed.doc, parsed.spans, frozenset(entities))
    if not reading.patterns and unknown and relations_named(parsed, asked, form):
        reading = replace(reading, patterns=(Pattern("", relations_named(parsed, asked, form)[0], WILD),))
    return form, reading


def _of_measures(form: Form, entities: tuple[str, ...], reading: Reading, text: str) -> Reading:
    """The reading without what would answer another question: trade for tariffs that are removed, anybody's figure for one's."""
    if form is Form.HOW_MUCH and not any(pattern.named for pattern in reading.patterns):
        return replace(reading, patterns=())
    actors = [entity for entity in entities if entity.startswith("actor:")]
    if form is not Form.YES_NO or len(actors) != 2 or not reading.patterns or not narrowing.of_easing(text):
        return reading
    return replace(reading, patterns=(Pattern(actors[0], Relation.YIELDS_TO, actors[1]),))


def _of_treaties(form: Form, wanted: Wanted, entities: tuple[str, ...], reading: Reading, text: str) -> Reading:
    """The claims that a question of treaties is about: what two agreed on, and what one has left; the reading itself otherwise."""
    actors = [entity for entity in entities if entity.startswith("actor:")]
    if len(actors) != len(entities) or not actors:
        return reading
    if wanted is Wanted.AGREEMENT and len(actors) == 1 and narrowing.of_leaving(text):
        return replace(reading, patterns=(Pattern(actors[0], Relation.PARTY_TO, WILD, denied=True),))
    if len(actors) != 2 or not narrowing.of_a_treaty(text):
        return reading
    agreed = tuple(Pattern(actors[0], one, actors[1], either_way=True) for one in (Relation.AGREES_WITH, Relation.ALLIED_WITH))
    if form is Form.YES_NO and not narrowing.of_leaving(text) and _DECIDES.search(text) is None:
        return replace(reading, patterns=agreed)
    return replace(reading, patterns=agreed[:1]) if wanted is Wanted.AGREEMENT and not is_closed(reading.patterns) else reading


_DECIDES = re.compile(
    r"\b(support|oppose|back|criticis\w+|criticiz\w+|reject|accept|object|violat\w+|break|broke|breach\w*)\b", re.IGNORECASE
)
"""Verbs by which two actors stand otherwise to a treaty than as its parties."""


def _of_an_office(question: str, plain: str, store: Store, notes: tuple[str, ...]) -> Understanding | None:
    """The question for the holder of an office; None for all others."""
    office, rest = narrowing.office(plain)
    known = names_of(store)
    nodes = known.nodes.get(folded(rest), {}) if office and rest else {}
    bodies = sorted((rank, node) for node, rank in nodes.items() if node.startswith("actor:"))
    if not bodies and narrowing.asks_for_holder(plain) and re.fullmatch(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*", rest):
        return Understanding(question, Form.WHICH, (Pattern(WILD, Relation.HOLDS_OFFICE, ""),), unknown=(rest,), notes=notes)
    if not bodies:
        return None
    body = bodies[0][1]
    pattern = Pattern(WILD, Relation.HOLDS_OFFICE, body)
    return Understanding(question, Form.WHICH, (pattern,), (body,), office=office, notes=notes, asking=plain)


def _of_a_person(question: str, plain: str, store: Store, notes: tuple[str, ...]) -> Understanding | None:
    """The question who somebody is, which asks for his offices; None for all others."""
    found = re.match(r"^who (?:is|was) (?:the )?(?P<name>[^,?]+)$", plain, re.IGNORECASE)
    known = names_of(store)
    nodes = known.nodes.get(folded(found["name"]), {}) if found else {}
    persons = [node for node in nodes if _is_person(node)]
    if len(persons) != 1:
        return None
    pattern = Pattern(persons[0], Relation.HOLDS_OFFICE, WILD)
    return Understanding(question, Form.LIST, (pattern,), (persons[0],), notes=notes, asking=plain)


def _is_person(node: str) -> bool:
    known = reference.load().entities.get(node)
    return known is not None and known.kind is EntityKind.PERSON


# --- what it wants ----------------------------------------------------------------------------------------------------


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    rows = resources.rows("ask", "forms.tsv", required=("pattern", "form", "source"))
    return tuple((re.compile(row["pattern"]), Form(row["form"])) for row in rows)


_IS_IT_TRUE_NOT = re.compile(
    r"^is it true that .*(?:\b(?:not|never|no longer)\b|n['’]t\b)|^(?:is|are|has|have|does|do) .*\b(?:no longer|not any ?more)\b",
    re.IGNORECASE,
)
"""Asks whether it is so that something is not so: yes, where that is denied."""

_ASKING = re.compile(r"^\W*(how|what|which|who|whom|whose|when|where|why)\b", re.IGNORECASE)
_IMPERATIVE_START = re.compile(r"^\W*(please|list|show|give|name|tell|find|enumerate|mention|and|any)\b")
_TASK = re.compile(
    r"^(write|compare|contrast|rank|evaluate|sing|draw|translate|compose|calculate|explain how|summari[sz]e|help|play|make|create|"
    r"generate)\b"
)


def form_of(question: str, *, asks: bool | None = None) -> Form:
    """The form of answer that the words ask for; LIST for a phrase without a question word.

    Args:
        question: its words.
        asks: whether a question mark ended it; by its last character when left out.
    """
    text = bare(question).casefold()
    if _TASK.match(text):
        return Form.NONE
    if question.casefold().startswith("is it true that"):
        return Form.YES_NO
    found = next((form for pattern, form in _forms() if pattern.search(text)), Form.LIST)
    marked = question.rstrip().endswith("?") if asks is None else asks
    asserts = found is Form.LIST and marked and len(text.split()) > 2
    return Form.YES_NO if asserts and not _IMPERATIVE_START.match(question.casefold()) else found
