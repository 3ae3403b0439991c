"""A question in words → what it asks, read by the linking and the grammar that read documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from comity import claims, language, link, reference, resources
from comity.ask.declarative import AGREEMENT_ID, STAND_INS, Asked, asked_phrase, bare, kinds, said, statement
from comity.ask.naming import proper
from comity.ask.question import WILD, Form, Pattern, Understanding, Wanted
from comity.claims.lexicon import carriers, operators
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
    parsed = _read(said(bare(named), STAND_INS[0]) if form is Form.SAYS else bare(named), model)
    asked = asked_phrase(parsed.doc)
    entities = tuple(dict.fromkeys(t for span in parsed.spans for t in span.targets if t != UNNAMED))
    years = _years(named)
    wanted = _wanted(asked)
    entities = tuple(e for e in entities if form is not Form.SAYS or e != f"actor:{STAND_INS[0].casefold()}")
    patterns, modality = _patterns(parsed, asked, entities, form, model)
    if form is Form.YES_NO and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in parsed.doc) and not _closed(patterns):
        form = Form.LIST  # "Russian arms for India?" asks for whatever there is
    modalities = _modalities(named, modality, form)
    if not patterns and modalities not in (FACTS, tuple(Modality)) and any(e.startswith("actor:") for e in entities):
        patterns = (_of_any_relation([e for e in entities if not e.startswith("place:")]),)
    if wanted is Wanted.ANY and asked and asked.word == "what" and not asked.noun and form is Form.WHICH:
        after = parsed.doc[asked.end] if asked.end < len(parsed.doc) else None
        wanted = Wanted.ANY if after is not None and after.lemma_ == "be" else Wanted.THING
    places = tuple(e for e in entities if e.startswith("place:"))
    return Understanding(
        question, form, patterns, tuple(e for e in entities if e not in places), _domains(parsed, asked), wanted,
        *years, modalities=modalities, office=_office(named), places=tuple(_label(parsed, p) for p in places),
        unknown=_unknown(parsed), notes=notes,
    )  # fmt: skip


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    rows = resources.rows("ask", "forms.tsv", required=("pattern", "form", "source"))
    return tuple((re.compile(row["pattern"]), Form(row["form"])) for row in rows)


_IMPERATIVE_START = re.compile(r"^\W*(please|list|show|give|name|tell|find|enumerate|mention|and|any)\b")


def form_of(question: str) -> Form:
    """The form of answer that the words ask for; LIST for a phrase without a question word."""
    text = bare(question).casefold()
    if re.match(r"^(write|sing|draw|translate|compose|calculate|explain how|summari[sz]e|help)\b", text):
        return Form.NONE
    found = next((form for pattern, form in _forms() if pattern.search(text)), Form.LIST)
    asserts = found is Form.LIST and question.rstrip().endswith("?") and len(text.split()) > 2
    return Form.YES_NO if asserts and not _IMPERATIVE_START.match(question.casefold()) else found


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
    as_stated = statement(parsed.doc, names, asked, free[0], free[1])
    open_places = {f"actor:{name.casefold()}" for name in (*free[:2], *([STAND_INS[0]] if form is Form.SAYS else []))} | {AGREEMENT_ID}
    if form is Form.DOCUMENTS and entities:
        return (_of_any_relation(list(entities)),), None
    reading = _read(as_stated, model).reading
    found: list[tuple[int, Pattern]] = []
    modality: Modality | None = None
    for one in reading.statements:  # type: ignore[attr-defined]
        claim = one.claim
        ends = [WILD if end in open_places or end == UNNAMED else end for end in (claim.subject, claim.object)]
        if claim.object.startswith("domain:"):
            ends[1] = WILD if asked else ""
        ends = [end if end == WILD or end in entities else "" for end in ends]  # what the statement itself brings in is anything
        if ends[0] == ends[1] == WILD and entities:
            continue
        relation = claim.relation
        if relation is Relation.AGREES_WITH and any(end.startswith("agreement:") for end in ends):
            relation = Relation.PARTY_TO
        pattern = Pattern(ends[0], relation, ends[1], relation.symmetric, claim.negated)
        score = sum(end in entities for end in ends) * 2 + (WILD in ends and asked is not None)
        found.append((-score, pattern))
        modality = modality or claim.modality
    patterns = tuple(dict.fromkeys(pattern for _, pattern in sorted(found, key=lambda item: item[0])))
    if asked and asked.word in ("who", "whom", "which", "what"):
        patterns = tuple(p for p in patterns if WILD in (p.subject, p.object)) or patterns
    if patterns:
        most = max(len(p.named) for p in patterns)
        return tuple(p for p in patterns if len(p.named) == most), modality
    return _by_words(parsed, asked, entities, form), None


_TIES = re.compile(r"\b(relations?|relationships?|ties|links|bonds|stand(s|ing)?|get on|get along)\b", re.IGNORECASE)


def _belongs(parsed: _Parsed, ends: list[str]) -> Pattern | None:
    """ "Who is in the Quad", "Is Chile part of Mercosur": what is in an organisation is a member of it."""
    bodies = [e for e in ends if parsed.linked.register.kind(e) is EntityKind.ORGANIZATION]
    if not bodies or not re.search(r"\b(in|part of|inside|within)\b", parsed.doc.text.casefold()):
        return None
    member = next((e for e in ends if e != bodies[-1]), WILD)
    return Pattern(member, Relation.MEMBER_OF, bodies[-1])


_WEAK = frozenset("have be do make take give get hold keep happen exist stand go know tell show describe mention say worth bring come".split())
"""Verbs that leave it to their nouns what is meant."""


def _closed(patterns: tuple[Pattern, ...]) -> bool:
    """True when a relation and both its ends are named, so that it holds or not."""
    return bool(patterns) and patterns[0].relation is not None and len(patterns[0].named) == 2


def _of_any_relation(ends: list[str]) -> Pattern:
    """Whatever ties the actors named, or the one named to anybody."""
    return Pattern(ends[0], None, ends[1] if len(ends) > 1 else WILD, either_way=True)


def _by_words(parsed: _Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form) -> tuple[Pattern, ...]:
    """Where the grammar joins nothing: the relations that the words name, between the actors named, in their order."""
    relations: list[Relation | None] = []
    for token in parsed.doc:
        if asked and asked.start <= token.i < asked.end and kinds().get(token.lemma_.casefold()):
            continue
        if any((token.lemma_.casefold(), part) in operators() for part in "vn") and form is not Form.YES_NO:
            continue  # "planned", "proposed" say how, not what
        relations.extend(p.relation for p in predicates_of(token) if p.relation is not None)
    root = next((token for token in parsed.doc if token.dep_ == "ROOT"), None)
    weak = _WEAK | carriers("light").keys()
    if root is not None and root.pos_ == "VERB" and not predicates_of(root) and root.lemma_ not in weak and relations:
        return ()  # the verb says something that the lexicon does not know, so its nouns alone would mislead
    ends = [e for e in entities if not e.startswith("place:")]
    distinct = list(dict.fromkeys(relations))
    if len(ends) == 2 and form in (Form.LIST, Form.WHICH) and _TIES.search(parsed.doc.text):
        return (_of_any_relation(ends),)
    if Relation.MEDIATES in distinct and asked and len(ends) == 2:
        return tuple(Pattern(WILD, Relation.MEDIATES, end) for end in ends)
    belongs = None if distinct else _belongs(parsed, ends)
    if belongs is not None:
        return (belongs,)
    if not distinct and len(ends) == 2 and form is not Form.YES_NO and _domains(parsed, asked):
        return (_of_any_relation(ends),)
    if not distinct:
        open_question = form in (Form.TIMELINE, Form.DOCUMENTS, Form.DOMAINS) or (form in (Form.LIST, Form.WHICH) and len(ends) == 2)
        if not (open_question and ends):
            return ()
        distinct = [None]
    if not ends and form not in (Form.WHICH, Form.LIST):
        return ()
    if not ends:
        return tuple(Pattern("", relation, WILD) for relation in distinct if relation is not None)
    if len(ends) == 1:
        return tuple(Pattern(ends[0], relation, WILD, either_way=True) for relation in distinct)
    unordered = form is not Form.YES_NO
    return tuple(
        Pattern(ends[0], relation, ends[1], either_way=unordered or relation is None or relation.symmetric) for relation in distinct
    )


# --- what narrows it ----------------------------------------------------------------------------------------------


def _unknown(parsed: _Parsed) -> tuple[str, ...]:
    """Names in the question that neither the graph nor the reference knows."""
    covered = {i for span in parsed.spans for i in range(span.start, span.end)}
    dated = {i for one in dates.dates_in(parsed.doc.text) for i in _tokens(parsed.doc, one.start, one.end)}
    return tuple(
        token.text for token in parsed.doc
        if token.pos_ == "PROPN" and token.text[:1].isupper() and token.i > 0 and token.i not in covered | dated
        and not predicates_of(token) and token.lemma_.casefold() not in kinds() and not _is_field(parsed.doc, token.i)
    )  # fmt: skip


def _tokens(doc: Doc, start: int, end: int) -> list[int]:
    return [token.i for token in doc if start <= token.idx < end]


def _is_field(doc: Doc, at: int) -> bool:
    return any(one.start <= at < one.end for one in domains.domains_in(doc))


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


def _domains(parsed: _Parsed, asked: Asked | None) -> tuple[str, ...]:
    """The fields that the question names beside its relation: "oil", not the "trade" of "How much do they trade"."""
    doc, found = parsed.doc, []
    named = {i for span in parsed.spans if span.targets for i in range(span.start, span.end)}
    for one in domains.domains_in(doc):
        words = doc[one.start : one.end]
        if not named.isdisjoint(range(one.start, one.end)):
            continue
        if asked and one.start < asked.end and one.end > asked.start and asked.word != "how":
            continue
        if any(predicates_of(token) for token in words) and len(words) == 1:
            continue
        if one.weight >= 2:
            found.append(one.domain)
    return tuple(dict.fromkeys(found))


def _modalities(text: str, read: Modality | None, form: Form) -> tuple[Modality, ...]:
    """Ways of putting forward that answer it: facts, unless the words ask for plans, possibilities or advice."""
    lower = text.casefold()
    if form in (Form.TIMELINE, Form.SAYS, Form.DOCUMENTS):
        return tuple(Modality)
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
