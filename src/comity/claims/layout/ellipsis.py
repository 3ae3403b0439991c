"""Bullets and cells without a subject, completed and read as the sentences they stand for.

"Signed a memorandum with the port authority" under "Since 2019, Norway has:" is "Since 2019, Norway has signed …"; under a
heading, label or column that names one actor the subject is that actor. Where the text about two actors says what one gave and
names no receiver, the other one is it. The completed sentence is parsed anew; the evidence stays the bullet or cell itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar, language
from comity.claims.frames import walk
from comity.claims.layout import openings
from comity.claims.layout.table_places import doers
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.slots.filling import fill
from comity.claims.things import events, parties, projects
from comity.claims.things.parties import party_verbs
from comity.claims.words import predicates_of
from comity.language import ParsedBlock
from comity.link import LinkedSpan
from comity.model import BlockKind, Evidence, Statement
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token

NAME = "ellipsis"
_FACTOR = 0.85
"""What completing a phrase costs in confidence: the same as reading a lead-in's claim into a bullet."""

_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})
_RECEIVING = ("to", "in")
_GIVEN = frozenset({Relation.AIDS, Relation.SUPPLIES, Relation.INVESTS_IN, Relation.SUPPORTS})
_SHARED = frozenset(
    {Relation.AGREES_WITH, Relation.COOPERATES_WITH, Relation.EXERCISES_WITH, Relation.CONSULTS_WITH, Relation.PARTY_TO}
)


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of the sentence that a bullet or cell without a subject stands for; none for other blocks."""
    if passage.block.kind not in (BlockKind.BULLET, BlockKind.CELL) or sentence.start != 0:
        return
    opening = openings.by_lead(passage) if _may_go_on(sentence) else None
    if opening is None and _may_go_on(sentence):
        opening = openings.advised(passage)
    if opening is None and (_lacks_subject(sentence) or _may_be_verb(passage, sentence)):
        opening = openings.by_actor(passage, sentence)
    if opening is None:
        yield from _after_list(passage, sentence)
        yield from _unreceived(passage, sentence)
        return
    found = _read(passage, sentence, opening)
    if opening.shared:
        found = [s for s in found if s.claim.relation in _SHARED]
    yield from found
    if (
        opening.other
        and not any(opening.other in (s.claim.subject, s.claim.object) for s in found)
        and not _names_actor(passage, sentence)
    ):
        yield from _given(passage, sentence, opening)


def _after_list(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """What a cell says after a semicolon with a verb of its own: "UNESCO and CERN; declined to join the Quad"."""
    if passage.block.cell is None or ";" not in passage.text:
        return
    doc = passage.parsed.doc
    begins = [token.i + 1 for token in sentence if token.text == ";" and token.i + 1 < sentence.end]
    for start in begins:
        end = next((i for i in range(start, sentence.end) if doc[i].text == ";"), sentence.end)
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > start for c in doc[start].children)
        if doc[start].tag_ in ("VBD", "VBZ", "VBP") and end - start > 1 and not own:
            opening = openings.by_actor(passage, doc[start:end])
            if opening is not None and {t for _, _, span in opening.named for t in span.targets} == set(doers(passage)):
                yield from _read(passage, doc[start:end], opening)


def _lacks_subject(sentence: Span) -> bool:
    """True for a phrase that begins with a verb (an adverb may stand before it) and has no subject of its own."""
    first = next((t for t in sentence if t.pos_ not in ("ADV", "PUNCT", "SPACE", "SYM")), None)
    if first is None or not (first.text[:1].isalpha()):
        return False
    verb = first.tag_ in _FINITE or (first.pos_ == "VERB" and first.tag_ != "VBG")
    return (
        verb
        and first.i - sentence.start <= 2
        and not any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < first.i for c in first.children)
    )


def _may_be_verb(passage: Passage, sentence: Span) -> bool:
    """True for "Trains officers" in a cell: the completed sentence tells whether the first word is a verb."""
    return passage.block.cell is not None and len(sentence) > 1 and sentence[0].tag_ in ("NNS", "NNPS")


def _may_go_on(sentence: Span) -> bool:
    """True for what may follow "will" or "has": no name, article or pronoun first (many a bare verb is tagged as a noun)."""
    first = next((t for t in sentence if t.pos_ not in ("PUNCT", "SPACE", "SYM")), None)
    return first is not None and first.pos_ in ("VERB", "AUX", "NOUN", "ADV", "ADJ") and not first.tag_.startswith("NNP")


def _names_actor(passage: Passage, sentence: Span) -> bool:
    return any(
        passage.register.kind(t) in openings.BODIES for i in range(sentence.start, sentence.end) if i in passage.by_token
        for t in passage.by_token[i].targets
    )  # fmt: skip


# --- reading the completed sentence -------------------------------------------------------------------------------


def _completed(passage: Passage, sentence: Span, opening: openings.Opening, inserted: tuple[int, str]) -> str:
    """The whole sentence that the phrase stands for; ``inserted`` is put in before a character of the phrase."""
    phrase = sentence.text
    if not sentence[0].text.isupper() and sentence[0].i not in passage.by_token:
        phrase = phrase[:1].lower() + phrase[1:]
    at, extra = inserted
    phrase = phrase[:at] + extra + phrase[at:]
    text = f"{opening.text} {phrase}" if opening.text else phrase
    return text if text.rstrip().endswith((".", "!", "?")) else text.rstrip() + "."


def _read(passage: Passage, sentence: Span, opening: openings.Opening) -> list[Statement]:
    """What the completed sentence says with a word of the phrase."""
    doc = next(language.parse([_completed(passage, sentence, opening, (0, ""))], passage.linked.model))
    return _said(passage, sentence, opening, (0, ""), doc)


def _received(passage: Passage, sentence: Span, opening: openings.Opening, at: int, label: str) -> Iterator[list[Statement]]:
    """What the sentence says with the receiver put in before a character of it, for one preposition after the other."""
    each = [(at, f" {preposition} {label}") for preposition in _RECEIVING]
    docs = list(language.parse([_completed(passage, sentence, opening, inserted) for inserted in each], passage.linked.model))
    for inserted, doc in zip(each, docs, strict=True):
        yield _said(passage, sentence, opening, inserted, doc)


def _said(passage: Passage, sentence: Span, opening: openings.Opening, inserted: tuple[int, str], doc: Doc) -> list[Statement]:
    """What a parsed completed sentence says with a word of the phrase."""
    at, extra = inserted
    before = len(opening.text) + 1 if opening.text else 0
    begins = next((token for token in doc if token.idx >= before), None)
    if begins is None or (opening.text and not any(grammar.is_verb(token) for token in doc[begins.i : begins.i + 3])):
        return []
    spans = [_moved(doc, start, end, span) for start, end, span in opening.named]
    for span in passage.spans:
        if sentence.start <= span.start and span.end <= sentence.end:
            first, last = passage.parsed.doc[span.start], passage.parsed.doc[span.end - 1]
            start, end = first.idx - sentence.start_char, last.idx + len(last.text) - sentence.start_char
            shift = before + (len(extra) if start >= at else 0)
            spans.append(_moved(doc, start + shift, end + shift, span))
    if extra:
        name = extra.strip().split(" ", 1)[1]
        label = f"not named here: {name}, whom the text is about"
        start = before + at + extra.index(name)
        spans.append(_moved(doc, start, start + len(name), LinkedSpan(0, 0, (opening.other,), "ellipsis", label)))
    settled = sorted((span for span in spans if span is not None), key=lambda span: span.start)
    parsed = ParsedBlock(passage.block, passage.parsed.offset + sentence.start_char - before, doc)
    linked = replace(passage.linked, parses=(parsed,), spans=(tuple(settled),), headings=(passage.linked.headings[passage.index],))
    whole = Passage(linked, 0, passage.context, passage.people)
    found: list[Statement] = []
    for one in whole.parsed.doc.sents:
        for extractor in (walk, parties, projects, events):
            found.extend(extractor.statements(whole, one))
    return [kept for s in found if (kept := _placed(s, passage, sentence, at, len(extra))) is not None]


def _moved(doc: Doc, start: int, end: int, span: LinkedSpan) -> LinkedSpan | None:
    """The span over the tokens of those characters in another parse; None where tokens do not begin and end there."""
    found = doc.char_span(start, end)
    return None if found is None else replace(span, start=found.start, end=found.end)


def _placed(statement: Statement, passage: Passage, sentence: Span, at: int, width: int) -> Statement | None:
    """The statement with its marks inside the bullet; None where the word that says it is not in the bullet.

    What stands before the bullet is marked by the bullet's first word; what stands after the inserted words is moved back.
    """
    first = passage.block.place(*passage.parsed.span(sentence[0], sentence[0]))
    cut = passage.block.place(*(2 * (passage.parsed.offset + sentence.start_char + at,)))[0]
    marks = []
    for role, start, end in statement.evidence.marks:
        if start < first[0]:
            if role == "relation":
                return None
            start, end = first
        elif width and start >= cut + width:
            start, end = start - width, end - width
        elif width and start >= cut:
            start, end = first
        marks.append((role, start, end))
    evidence: Evidence = replace(
        statement.evidence,
        marks=tuple(sorted(marks, key=lambda mark: mark[1])),
        confidence=round(statement.evidence.confidence * _FACTOR, 2),
    )
    return Statement(statement.claim, evidence)


def _given(passage: Passage, sentence: Span, opening: openings.Opening) -> list[Statement]:
    """What the phrase says is given, with the receiver put in behind its object: the first preposition that makes a claim."""
    verb = next((t for t in sentence if t.tag_ in _FINITE), None)
    thing = next(iter(grammar.children(verb, "dobj")), None) if verb is not None else None
    after = thing or verb or next((t.nbor(-1) for t in sentence if t.is_punct and t.i > 0), sentence[-1])
    at = after.idx + len(after.text) - sentence.start_char
    label = passage.register.label(opening.other)
    for found in _received(passage, sentence, opening, at, label):
        kept = [
            s for s in found if s.claim.relation in _GIVEN and s.claim.object == opening.other and _by_verb(s, passage, sentence)
        ]
        if kept:
            return kept
    return []


def _unreceived(passage: Passage, sentence: Span) -> list[Statement]:
    """What a sentence with a subject says is given to the other of the two the list is about, where it names only the giver.

    "Swedish grants paid for 140 schools" under "Sweden's aid to Moldova": the receiver is put in behind the object.
    """
    root = sentence.root
    subjects = grammar.children(root, "nsubj")
    if passage.block.kind is not BlockKind.BULLET or len(subjects) != 1 or not grammar.is_verb(root):
        return []
    things = grammar.children(root, "dobj") or [head for name, head in grammar.prepositions(root) if name == "for"]
    after = things[0] if things else root
    named = {
        target
        for span in passage.spans
        if sentence.start <= span.start <= after.i
        for target in span.targets
        if passage.register.kind(target) in openings.BODIES
    }
    if len(named) != 1:
        return []
    giver = next(iter(named))
    other = _other_than(giver, passage) if _may_give(root, sentence) else ""
    within = {t.i for t in subjects[0].subtree}
    if (
        not other
        or _is_received(root, other, passage)
        or not any(i in passage.by_token and giver in passage.by_token[i].targets for i in within)
    ):
        return []
    at = after.idx + len(after.text) - sentence.start_char
    # whose electricity one buys is named with it: only help goes to one whom the sentence names as an owner
    given = {Relation.AIDS} if any(other in span.targets for span in passage.spans) else _GIVEN
    for found in _received(passage, sentence, openings.Opening("", (), other), at, passage.register.label(other)):
        kept = [s for s in found if s.claim.relation in given and s.claim.object == other and s.claim.subject != other]
        kept = [s for s in kept if _is_said_by(s, passage, root)]
        if kept:
            return kept
    return []


def _other_than(giver: str, passage: Passage) -> str:
    """The other one of two that a list is about, also for a firm or an agency of one of them: "Swiss firms export …"."""
    home = passage.register.home(giver)
    return openings.other_than(giver, passage) or (openings.other_than(home, passage) if home else "")


def _may_give(verb: Token, sentence: Span) -> bool:
    """True where the verb, or with one like "provide" some word of the sentence, can say that something is given."""
    said = sentence if verb.lemma_.casefold() in carriers("light") else (verb,)
    return any(predicate.relation in _GIVEN for token in said for predicate in predicates_of(token))


def _is_received(verb: Token, other: str, passage: Passage) -> bool:
    """True where the verb itself says that the other one is given something: nothing is left out."""
    filled = (fill(predicate, verb, passage) for predicate in predicates_of(verb) if predicate.relation in _GIVEN)
    return any(one is not None and other in {a.entity for a in one.objects} for one in filled)


def _by_verb(statement: Statement, passage: Passage, sentence: Span) -> bool:
    """True where the verb itself says what is given, or one like "provide" lends its object to what it carries."""
    first = next((t for t in sentence if t.pos_ not in ("ADV", "PUNCT", "SPACE", "SYM")), sentence[0])
    return _is_said_by(statement, passage, first)


def _is_said_by(statement: Statement, passage: Passage, verb: Token) -> bool:
    if verb.lemma_.casefold() in carriers("light") and verb.lemma_.casefold() not in party_verbs("hosting"):
        return True
    at = passage.block.place(*passage.parsed.span(verb, verb))[0]
    return any(role == "relation" and start == at for role, start, _ in statement.evidence.marks)
