"""A question in words → what it asks, read by the linking and the grammar that read documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from comity import claims, language, link, reference, resources
from comity.ask.declarative import STAND_INS, Asked, asked_phrase, bare, kinds, statement
from comity.ask.naming import proper
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.claims.lexicon import operators
from comity.claims.words import predicates_of
from comity.find import dates, domains
from comity.graph import Store
from comity.model import Block, BlockKind, Document
from comity.vocabulary import UNNAMED, EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTS = (Modality.ASSERTED, Modality.ASSESSED)
PLANNED = (Modality.INTENDED, Modality.PROPOSED, Modality.PREDICTED)
POSSIBLE = (Modality.POTENTIAL, Modality.PREDICTED, Modality.PROPOSED)

LONGEST_QUESTION = 400
"""Characters. The longest of 120 questions written for the tests has 96; what is longer is a text, not a question."""


@dataclass(frozen=True)
class _Parsed:
    """A text of one sentence, linked and read."""

    doc: Doc
    linked: link.LinkedDocument
    reading: object

    @property
    def spans(self) -> tuple[link.LinkedSpan, ...]:
        return self.linked.spans[0] if self.linked.spans else ()


def understand(question: str, store: Store, model: str = language.DEFAULT_MODEL) -> Understanding:
    """What the question asks; without patterns where comity does not understand it."""
    typed = " ".join(question.split())[:LONGEST_QUESTION]
    named, notes = proper(typed, store)
    form = form_of(named)
    if form is Form.NONE or not named.strip(" ?!."):
        return Understanding(question, Form.NONE, notes=notes)
    parsed = _read(bare(named), model)
    asked = asked_phrase(parsed.doc)
    entities = tuple(dict.fromkeys(t for span in parsed.spans for t in span.targets if t != UNNAMED))
    years = _years(named)
    wanted = _wanted(asked)
    patterns, modality = _patterns(parsed, asked, entities, form, model)
    if wanted is Wanted.ANY and asked and asked.word == "what" and not asked.noun and form is Form.WHICH:
        wanted = Wanted.THING
    places = tuple(e for e in entities if e.startswith("place:"))
    return Understanding(
        question, form, patterns, tuple(e for e in entities if e not in places), _domains(parsed.doc, asked, patterns), wanted,
        *years, modalities=_modalities(named, modality), office=_office(named), places=tuple(_label(parsed, p) for p in places),
        denied=bool(re.search(r"\b(not|n't|never|no longer)\b", named.casefold())) and form is not Form.YES_NO, notes=notes,
    )  # fmt: skip


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    rows = resources.rows("ask", "forms.tsv", required=("pattern", "form", "source"))
    return tuple((re.compile(row["pattern"]), Form(row["form"])) for row in rows)


def form_of(question: str) -> Form:
    """The form of answer that the words ask for; LIST for a phrase without a question word."""
    text = bare(question).casefold()
    if re.match(r"^(write|sing|draw|translate|compose|calculate|explain how|summari[sz]e|help)\b", text):
        return Form.NONE
    return next((form for pattern, form in _forms() if pattern.search(text)), Form.LIST)


# --- reading ------------------------------------------------------------------------------------------------------


def _read(text: str, model: str) -> _Parsed:
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text), text)
    document = Document("document:question", "question", "text/plain", "", text, (block,))
    ((_, parses),) = language.parse_documents([document], model)
    linked = link.link_document(document, parses, reference.load(), model)
    return _Parsed(parses[0].doc, linked, claims.extract(linked))


def _patterns(
    parsed: _Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form, model: str
) -> tuple[tuple[Pattern, ...], Modality | None]:
    """The claims with open places that the question is about, and how it puts them; best reading first."""
    free = [name for name in STAND_INS if f"actor:{name.casefold()}" not in entities]
    names = [(span.start, span.end) for span in parsed.spans if span.targets]
    said = statement(parsed.doc, names, asked, free[0], free[1])
    open_places = {f"actor:{name.casefold()}" for name in free[:2]}
    reading = _read(said, model).reading
    found: list[tuple[int, Pattern]] = []
    modality: Modality | None = None
    for one in reading.statements:  # type: ignore[attr-defined]
        claim = one.claim
        ends = [WILD if end in open_places or end == UNNAMED else end for end in (claim.subject, claim.object)]
        if claim.object.startswith("domain:"):
            ends[1] = WILD if asked else ""
        if ends[0] == ends[1] == WILD and entities:
            continue
        pattern = Pattern(ends[0], claim.relation, ends[1], either_way=claim.relation.symmetric)
        score = sum(end in entities for end in ends) * 2 + (WILD in ends and asked is not None)
        found.append((-score, pattern))
        modality = modality or claim.modality
    patterns = tuple(dict.fromkeys(pattern for _, pattern in sorted(found, key=lambda item: item[0])))
    if patterns:
        most = max(len(p.named) for p in patterns)
        return tuple(p for p in patterns if len(p.named) == most), modality
    return _by_words(parsed, asked, entities, form), None


def _by_words(parsed: _Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form) -> tuple[Pattern, ...]:
    """Where the grammar joins nothing: the relations that the words name, between the actors named, in their order."""
    relations: list[Relation | None] = []
    for token in parsed.doc:
        if asked and asked.start <= token.i < asked.end and kinds().get(token.lemma_.casefold()):
            continue
        relations.extend(p.relation for p in predicates_of(token) if p.relation is not None)
    ends = [e for e in entities if not e.startswith("place:")]
    distinct = list(dict.fromkeys(relations))
    if not distinct:
        open_question = form in (Form.TIMELINE, Form.DOCUMENTS, Form.DOMAINS) or (form in (Form.LIST, Form.WHICH) and len(ends) == 2)
        if not (open_question and ends):
            return ()
        distinct = [None]
    if not ends:
        return tuple(Pattern("", relation, WILD) for relation in distinct if relation is not None)
    if len(ends) == 1:
        return tuple(Pattern(ends[0], relation, WILD, either_way=True) for relation in distinct)
    unordered = form is not Form.YES_NO
    return tuple(
        Pattern(ends[0], relation, ends[1], either_way=unordered or relation is None or relation.symmetric) for relation in distinct
    )


# --- what narrows it ----------------------------------------------------------------------------------------------


def _wanted(asked: Asked | None) -> Wanted:
    if asked is None or not asked.noun:
        return Wanted.ANY
    return kinds().get(asked.noun, Wanted.ANY)


def _years(text: str) -> tuple[str, str]:
    """First and last date that the question is narrowed to, as EDTF, "" where it is open."""
    found = dates.dates_in(text)
    if not found:
        return "", ""
    first, last = dates.bounds(found[0].edtf)
    lower = text.casefold()
    if re.search(r"\b(before|until|up to)\b", lower):
        return "", last.isoformat() if last else ""
    if re.search(r"\b(after|since)\b", lower):
        return (first.isoformat() if first else ""), ""
    return (first.isoformat() if first else ""), (last.isoformat() if last else "")


def _domains(doc: Doc, asked: Asked | None, patterns: tuple[Pattern, ...]) -> tuple[str, ...]:
    """The fields that the question names beside its relation: "oil", not the "trade" of "How much do they trade"."""
    found = []
    for one in domains.domains_in(doc):
        words = doc[one.start : one.end]
        if asked and one.start < asked.end and one.end > asked.start and asked.word != "how":
            continue
        if any(predicates_of(token) for token in words) and len(words) == 1:
            continue
        if one.weight >= 2:
            found.append(one.domain)
    del patterns
    return tuple(dict.fromkeys(found))


def _modalities(text: str, read: Modality | None) -> tuple[Modality, ...]:
    """Ways of putting forward that answer it: facts, unless the words ask for plans, possibilities or advice."""
    lower = text.casefold()
    if re.search(r"\b(recommend\w*|advis\w*|should|ought|urged?|call(s|ed)? (on|for|upon))\b", lower):
        return (Modality.RECOMMENDED,)
    words = {word for word in re.findall(r"[a-z]+", lower)}
    operated = {operator.modality for (word, _), operator in operators().items() if words & {word, word + "s", word + "ed", word + "d"}}
    if read in (Modality.INTENDED, Modality.PROPOSED, Modality.PREDICTED) or operated & {Modality.INTENDED, Modality.PROPOSED}:
        return PLANNED if not re.search(r"\b(could|may|might|can)\b", lower) else (*PLANNED, Modality.POTENTIAL)
    if read is Modality.POTENTIAL or re.search(r"\b(could|may|might|possibl[ey]|potential(ly)?)\b", lower):
        return (*POSSIBLE, Modality.INTENDED)
    return FACTS


_OFFICE = re.compile(
    r"\b((?:prime|foreign|defen[cs]e|finance|interior|trade|energy|health|deputy)\s+minister|vice[- ]president|president|king|queen|"
    r"emir|crown prince|chancellor|prime minister|premier|secretary[- ]general|head of (?:state|government)|leader|ambassador|"
    r"supreme leader|minister|chair(?:man|woman|person)?|director[- ]general|commander|chief|taoiseach|sultan|pope)s?\b",
    re.IGNORECASE,
)


def _office(text: str) -> str:
    """Words of the office that is asked for: "Who is the foreign minister of Pakistan"."""
    if not re.match(r"^\W*(who|what is the name|which person|name)\b", text.casefold()):
        return ""
    found = _OFFICE.search(text)
    return found[1].casefold() if found else ""


def _label(parsed: _Parsed, entity: str) -> str:
    return parsed.linked.register.label(entity)


def closed_office(understanding: Understanding) -> Understanding:
    """The question with the place of the holder open, where it asks for the holder of an office."""
    if not understanding.office or not understanding.entities:
        return understanding
    return replace(understanding, patterns=(Pattern(WILD, Relation.HOLDS_OFFICE, understanding.entities[0]),))


def kind_of(entity: str) -> str:
    """The kind of an entity, by its identifier and the reference."""
    known = reference.load().entities.get(entity)
    return known.kind.value if known else EntityKind.ORGANIZATION.value
