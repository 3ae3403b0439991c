"""A parsed question → the claims with open places that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity import claims, language, link, reference
from comity.ask import narrowing
from comity.ask.accounting import strangers
from comity.ask.declarative import AGREEMENT_ID, BODY_ID, STAND_INS, Asked, kinds, statements
from comity.ask.question import WILD, Form, Pattern, Wanted
from comity.ask.words import words
from comity.claims.lexicon import carriers, operators
from comity.claims.words import predicates_of
from comity.find import domains
from comity.model import Block, BlockKind, Claim, Document
from comity.vocabulary import UNNAMED, EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Doc


@dataclass(frozen=True)
class Parsed:
    """A text of one sentence, linked and read."""

    doc: Doc
    linked: link.LinkedDocument
    claims: tuple[Claim, ...]

    @property
    def spans(self) -> tuple[link.LinkedSpan, ...]:
        """Its names."""
        return self.linked.spans[0] if self.linked.spans else ()

    def is_body(self, entity: str) -> bool:
        """True of an organisation."""
        return self.linked.register.kind(entity) is EntityKind.ORGANIZATION


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question is about: the claims, how it puts them, and the fields that it names as their objects."""

    patterns: tuple[Pattern, ...] = ()
    modality: Modality | None = None
    fields: tuple[str, ...] = ()


def read(text: str, model: str) -> Parsed:
    """A text as the linking and the grammar of documents read it."""
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text), text)
    document = Document("document:question", "question", "text/plain", "", text, (block,))
    ((_, parses),) = language.parse_documents([document], model)
    linked = link.link_document(document, parses, reference.load(), model)
    statements_read = claims.extract(linked).statements
    return Parsed(parses[0].doc, linked, tuple(one.claim for one in statements_read))


def patterns_of(parsed: Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form, model: str) -> Reading:
    """The claims with open places that the question is about, the best reading first; none where it is not understood."""
    ends = [e for e in entities if not e.startswith("place:")]
    if form in (Form.DOCUMENTS, Form.TIMELINE) and ends:
        return Reading((any_tie(ends),))
    spoken = tuple(dict.fromkeys(one.domain for one in domains.domains_in(parsed.doc))) if form is Form.DOCUMENTS else ()
    if spoken and not entities and not parsed.spans and not strangers(parsed.doc, parsed.spans, kinds()):
        return Reading((Pattern("", None, ""),), fields=spoken)  # "sources about the dam": whatever is said in the field
    if len(ends) == 2 and form in (Form.LIST, Form.WHICH) and _TIES_ALONE.match(parsed.doc.text):
        return Reading((any_tie(ends),))
    if (mutual := _mutual(parsed, ends, form)) is not None:
        return Reading((mutual,))
    free = [name for name in STAND_INS if f"actor:{name.casefold()}" not in entities]
    names = [(span.start, span.end) for span in parsed.spans if span.targets]
    best = Reading()
    for place, text in enumerate(statements(parsed.doc, names, asked, free[0], free[1])):
        found = _as_stated(read(text, model).claims, asked, entities, form, free)
        if place and (form is Form.DOMAINS or not found.patterns or len(found.patterns[0].named) < min(len(ends), 2)):
            continue  # another stand-in is worth a try only where all names come into one claim
        if _score(found, asked) > _score(best, asked):
            best = found
        if _is_whole(found, asked, ends):
            break
    if form is Form.YES_NO and best.patterns and not _covers(best.patterns, ends):
        best = Reading()  # a claim about only some of those named would answer another question
    if best.patterns:
        return replace(best, patterns=tuple(_of_body(parsed, pattern, asked) for pattern in best.patterns))
    denied = form is not Form.YES_NO and _NOT.search(parsed.doc.text) is not None
    if form in (Form.WHEN, Form.SINCE) and len(ends) == 1 and (lived := _lived(parsed, ends[0])):
        return Reading(lived)
    by_words = (
        replace(_of_body(parsed, _joined(pattern), asked), denied=denied) for pattern in _by_words(parsed, asked, entities, form)
    )
    return Reading(tuple(dict.fromkeys(by_words)))


def _mutual(parsed: Parsed, ends: list[str], form: Form) -> Pattern | None:
    """How two stand to one another, whoever of them acts: "Are A and B on bad terms", "Do they get along"; None otherwise."""
    actors = [end for end in ends if end.startswith("actor:")]
    asked_of = len(actors) if actors == ends else 0
    if not (asked_of == 2 or (asked_of == 1 and form in (Form.WHICH, Form.LIST))) or form in (Form.WHEN, Form.SAYS):
        return None
    text = " ".join(["", *re.findall(r"[\w'’-]+", parsed.doc.text.casefold()), ""])
    if _NOT.search(text) or form is Form.HOW_MUCH:
        return None
    for name, relation in (("hostile", Relation.OPPOSES), ("friendly", Relation.COOPERATES_WITH)):
        if any(f" {phrase} " in text for phrase in words(name)):
            return Pattern(actors[0], relation, actors[1] if asked_of == 2 else WILD, either_way=True)
    return None


_IN_OFFICE = re.compile(
    r"\b(office|power|elected|becom\w*|became|head|leader|lead|led|govern\w*|rul\w+|premier|president|minister|king)\b"
)


def _lived(parsed: Parsed, end: str) -> tuple[Pattern, ...]:
    """What "when" and "since when" ask of one thing: who took part or joined; of a person, since when in office."""
    kind = end.partition(":")[0]
    if kind == "event":
        return Pattern(WILD, Relation.PARTICIPATES_IN, end), Pattern(WILD, Relation.HOSTS, end)
    if kind == "project":
        return (Pattern(WILD, Relation.PARTICIPATES_IN, end),)
    if kind == "agreement":
        return (Pattern(WILD, Relation.PARTY_TO, end),)
    in_office = parsed.linked.register.kind(end) is EntityKind.PERSON and _IN_OFFICE.search(parsed.doc.text.casefold())
    return (Pattern(end, Relation.HOLDS_OFFICE, WILD),) if in_office else ()


_NOT = re.compile(r"\b(not|never|no longer|no)\b|n['’]t\b", re.IGNORECASE)


def _joined(pattern: Pattern) -> Pattern:
    """The pattern as a tie to an agreement where it is one: whoever agrees on a treaty is party to it."""
    agreement = next((end for end in pattern.named if end.startswith("agreement:")), "")
    if pattern.relation not in (Relation.AGREES_WITH, Relation.PARTY_TO) or not agreement:
        return pattern
    other = pattern.object if pattern.subject == agreement else pattern.subject
    return Pattern(other or WILD, Relation.PARTY_TO, agreement, denied=pattern.denied)


def _of_body(parsed: Parsed, pattern: Pattern, asked: Asked | None) -> Pattern:
    """The pattern as a membership where a body is what one is party to: "Who is party to the Quad"."""
    of = next((end for end in pattern.named if parsed.is_body(end)), "")
    asks_who = asked is not None and (asked.word == "who" or kinds().get(asked.noun) in (Wanted.STATE, Wanted.ANY))
    if pattern.relation is not Relation.PARTY_TO or len(pattern.named) != 1 or not of or not asks_who:
        return pattern
    return Pattern(WILD, Relation.MEMBER_OF, of, denied=pattern.denied)


def _as_stated(found: tuple[Claim, ...], asked: Asked | None, entities: tuple[str, ...], form: Form, free: list[str]) -> Reading:
    """The reading that one statement gives, with the places open where its stand-ins are."""
    open_places = {f"actor:{name.casefold()}" for name in (*free[:2], *([STAND_INS[0]] if form is Form.SAYS else []))} | {
        AGREEMENT_ID,
        BODY_ID,
    } - set(entities)
    patterns: list[tuple[int, Pattern]] = []
    fields: list[str] = []
    modality: Modality | None = None
    for claim in found:
        if asked and _asks_for_one(asked) and UNNAMED in (claim.subject, claim.object):
            continue  # the stand-in has no place in it: "the US did sanction Norway" taken for a sanction of nobody's
        ends = [WILD if end in open_places or end == UNNAMED else end for end in (claim.subject, claim.object)]
        if claim.object.startswith("domain:"):
            is_field = asked is None or ends[0] == WILD  # "Who needs workers"
            ends[1] = "" if is_field else WILD
            fields += [claim.object] if is_field else []
        strange = [end for end in ends if end not in entities and end.partition(":")[0] in _SPECIFIC]
        ends = [end if end == WILD or end in entities else "" for end in ends]  # what the statement itself brings in is anything
        if strange and not any(end in entities for end in ends):
            continue  # it is about something that nobody knows, not about anything
        if ends[0] == ends[1] == WILD and entities:
            continue
        if form is Form.YES_NO and "" in ends and not claim.object.startswith("domain:"):
            continue
        pattern = _joined(Pattern(ends[0], claim.relation, ends[1], claim.relation.symmetric, claim.negated))
        patterns.append((-(sum(end in entities for end in ends) * 2 + (WILD in ends and asked is not None)), pattern))
        modality = modality or claim.modality
    chosen = tuple(dict.fromkeys(pattern for _, pattern in sorted(patterns, key=lambda item: item[0])))
    if asked and asked.word in ("who", "whom", "which", "what"):
        opened = tuple(p for p in chosen if WILD in (p.subject, p.object))
        chosen = opened if opened or (asked.word in ("who", "whom") and form is Form.WHICH) else chosen
    if chosen:
        most = max(len(p.named) for p in chosen)
        chosen = tuple(p for p in chosen if len(p.named) == most)
    return Reading(chosen, modality, tuple(dict.fromkeys(fields)))


def _asks_for_one(asked: Asked) -> bool:
    """True of "who" and "which company", which ask for somebody whom a claim must name."""
    return asked.word in ("who", "whom") or kinds().get(asked.noun) in (Wanted.STATE, Wanted.ORGANIZATION, Wanted.PERSON)


_SPECIFIC = ("agreement", "project", "event")


def _score(reading: Reading, asked: Asked | None) -> tuple[int, int]:
    if not reading.patterns:
        return (0, 0)
    first = reading.patterns[0]
    is_open = asked is None or WILD in (first.subject, first.object) or asked.word in ("when", "where", "how")
    return len(first.named), 1 + is_open


def _is_whole(reading: Reading, asked: Asked | None, ends: list[str]) -> bool:
    """True when every name has its place and the place that is asked for is open."""
    return bool(reading.patterns) and _covers(reading.patterns, ends) and _score(reading, asked)[1] == 2


def _covers(patterns: tuple[Pattern, ...], ends: list[str]) -> bool:
    return set(ends) <= {end for pattern in patterns for end in pattern.named}


_TIES_ALONE = re.compile(
    r"^(?:(?:what|which|how) (?:is|are) )?(?:the )?(?:bilateral |diplomatic )?(?:relations?|relationships?|ties|links)\b",
    re.IGNORECASE,
)
_TIES = re.compile(r"\b(relations?|relationships?|ties|links|bonds|stand(s|ing)?|get on|get along)\b", re.IGNORECASE)


def _belongs(parsed: Parsed, ends: list[str]) -> Pattern | None:
    """ "Who is in the Quad", "Is Chile part of Mercosur": what is in an organisation is a member of it."""
    bodies = [e for e in ends if parsed.is_body(e)]
    if not bodies or not re.search(r"\b(in|part of|inside|within)\b", parsed.doc.text.casefold()):
        return None
    member = next((e for e in ends if e != bodies[-1]), WILD)
    return Pattern(member, Relation.MEMBER_OF, bodies[-1])


def is_closed(patterns: tuple[Pattern, ...]) -> bool:
    """True when a relation and both its ends are named, so that it holds or not."""
    return bool(patterns) and patterns[0].relation is not None and len(patterns[0].named) == 2


def any_tie(ends: list[str]) -> Pattern:
    """Whatever ties the actors named, or the one named to anybody."""
    return Pattern(ends[0], None, ends[1] if len(ends) > 1 else WILD, either_way=True)


_SHUT = frozenset({"close", "seal", "shut"})
"""Verbs of deals, which of anything but a treaty tell that it is barred: "How long has the border been closed"."""


def relations_named(parsed: Parsed, asked: Asked | None, form: Form) -> list[Relation]:
    """The relations that the words name, in their order."""
    relations: list[Relation] = []
    in_names = {i for span in parsed.spans if span.targets and span.end - span.start > 1 for i in range(span.start, span.end)}
    for token in parsed.doc:
        if token.i in in_names and token.text[:1].isupper() and token.pos_ == "PROPN":
            continue  # "Shanghai Cooperation Organisation"
        if asked and asked.start <= token.i < asked.end and kinds().get(token.lemma_.casefold()):
            continue
        if any((token.lemma_.casefold(), part) in operators() for part in "vn") and form is not Form.YES_NO:
            continue  # "planned", "proposed" say how, not what
        named = [p.relation for p in predicates_of(token) if p.relation is not None]
        if token.lemma_.casefold() in _SHUT and not narrowing.of_a_treaty(parsed.doc.text):
            named = [Relation.COERCES if one is Relation.AGREES_WITH else one for one in named]
        relations.extend(named)
    return list(dict.fromkeys(relations))


def _by_words(parsed: Parsed, asked: Asked | None, entities: tuple[str, ...], form: Form) -> tuple[Pattern, ...]:
    """Where the grammar joins nothing: the relations that the words name, between the actors named, in their order."""
    ends = [e for e in entities if not e.startswith("place:")]
    relations = relations_named(parsed, asked, form)
    root = next((token for token in parsed.doc if token.dep_ == "ROOT"), None)
    weak = words("weak") | carriers("light").keys()
    if strangers(parsed.doc, parsed.spans, kinds()):
        return ()  # a word that nothing accounts for may be the one that says what is asked
    if root is not None and root.pos_ == "VERB" and not predicates_of(root) and root.lemma_ not in weak and relations:
        return ()  # the verb says something that the lexicon does not know, so its nouns alone would mislead
    if len(ends) == 2 and form in (Form.LIST, Form.WHICH) and _TIES.search(parsed.doc.text):
        return (any_tie(ends),)
    if Relation.MEDIATES in relations and asked and len(ends) == 2:
        return tuple(Pattern(WILD, Relation.MEDIATES, end) for end in ends)
    belongs = None if relations else _belongs(parsed, ends)
    if belongs is not None:
        return (belongs,)
    if not relations:
        return _of_names_alone(parsed, asked, ends, form)
    if form is Form.YES_NO and len(ends) != 2:
        return ()  # with one name, or three, words out of their order would answer another question
    if not ends:
        of_a_thing = asked is not None and asked.word == "what" and not asked.noun  # "What is love"
        if of_a_thing or narrowing.names_a_stranger(parsed.doc, parsed.spans):
            return ()  # somebody is named whom nobody knows, so it is no question of anybody
        alone = form in (Form.WHICH, Form.LIST) and len(relations) == 1
        return (Pattern("", relations[0], WILD),) if alone else ()  # several relations of nobody in particular are no question
    if len(ends) == 1:
        return tuple(Pattern(ends[0], relation, WILD, either_way=True) for relation in relations)
    for_a_third = asked and (asked.word in ("who", "whom") or kinds().get(asked.noun) in (Wanted.STATE, Wanted.PERSON))
    if asked and for_a_third and asked.start == 0 and form is Form.WHICH:
        return ()  # "Who recognised Moroccan sovereignty over Western Sahara": what ties the two named is not asked
    unordered = form is not Form.YES_NO
    return tuple(Pattern(ends[0], relation, ends[1], either_way=unordered or relation.symmetric) for relation in relations)


def _of_names_alone(parsed: Parsed, asked: Asked | None, ends: list[str], form: Form) -> tuple[Pattern, ...]:
    """What is asked of names without a word for their tie: anything between two, where fields, or all, are asked for."""
    if form is Form.DOMAINS and ends:
        return (any_tie(ends),)
    if len(ends) == 2 and (
        form in (Form.LIST, Form.WHICH) or (form is not Form.YES_NO and narrowing.fields(parsed.doc, parsed.spans, asked))
    ):
        return (any_tie(ends),)
    return ()
