"""Bullets and cells without a subject, completed and read as the sentences they stand for.

"Signed a memorandum with the port authority" under "Since 2019, Norway has:" is "Since 2019, Norway has signed …"; under a
heading, label or column that names one actor the subject is that actor. Where the text about two actors says what one gave and
names no receiver, the other one is it. The completed sentence is parsed anew; the evidence stays the bullet or cell itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity import grammar, language
from comity.claims import events, frames, labels, lists, parties, table_places, tables
from comity.claims.lexicon import carriers
from comity.claims.parties import party_verbs
from comity.claims.passage import Passage
from comity.language import ParsedBlock
from comity.link import LinkedSpan
from comity.model import BlockKind, Evidence, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAME = "ellipsis"
_TOGETHER = "is one of those whom the lead-in means"
_FACTOR = 0.85
"""What completing a phrase costs in confidence: the same as reading a lead-in's claim into a bullet."""

_LONGEST = 300
"""Characters of a lead-in that is put before its bullets: longer ones were paragraphs with sentences of their own."""

_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
_OPEN_ENDS = frozenset({"has", "have", "had", "is", "are", "was", "were", "to", "and", "also"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB"})
_RECEIVING = ("to", "in")
_GIVEN = frozenset({Relation.AIDS, Relation.SUPPLIES, Relation.INVESTS_IN, Relation.SUPPORTS})
_SHARED = frozenset(
    {Relation.AGREES_WITH, Relation.COOPERATES_WITH, Relation.EXERCISES_WITH, Relation.CONSULTS_WITH, Relation.PARTY_TO}
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is put before a phrase: words, the actors in them as spans of characters, and where they are from.

    ``other`` is who receives what the phrase says is given, "" where nothing tells.
    """

    text: str
    named: tuple[tuple[int, int, LinkedSpan], ...]
    other: str = ""
    shared: bool = False


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of the sentence that a bullet or cell without a subject stands for; none for other blocks."""
    if passage.block.kind not in (BlockKind.BULLET, BlockKind.CELL) or sentence.start != 0:
        return
    opening = _by_lead(passage) if _may_go_on(sentence) else None
    if opening is None and _may_go_on(sentence):
        opening = _advised(passage)
    if opening is None and (_lacks_subject(sentence) or _may_be_verb(passage, sentence)):
        opening = _by_actor(passage, sentence)
    if opening is None:
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
        passage.register.kind(t) in _BODIES for i in range(sentence.start, sentence.end) if i in passage.by_token
        for t in passage.by_token[i].targets
    )  # fmt: skip


# --- what stands before it ----------------------------------------------------------------------------------------


def _by_lead(passage: Passage) -> Opening | None:
    """The lead-in that the phrase goes on with: "The two sides agreed to:", "Since 2019, Norway has:"."""
    found = lists.lead_of(passage.linked, passage.index)
    if found is None or passage.block.cell is not None:
        return None
    back, offset = found
    lead = passage.linked.parses[back]
    last = [s for s in lead.doc.sents if s.end_char > offset + 1][-1]
    text = last.text.rstrip().rstrip(":–—-").rstrip()
    words = [t for t in last if t.idx + len(t) <= last.start_char + len(text)]
    if not text or len(text) > _LONGEST or not words or not _is_open(words[-1]):
        return None
    named = tuple(
        (lead.doc[s.start].idx - last.start_char, lead.doc[s.end - 1].idx + len(lead.doc[s.end - 1]) - last.start_char, s)
        for s in passage.linked.spans[back]
        if s.targets and last.start <= s.start and s.end <= words[-1].i + 1
    )
    actors = list(dict.fromkeys(t for *_, s in named for t in s.targets if passage.register.kind(t) in _BODIES))
    return Opening(text, named, _other_than(actors[0], passage) if len(actors) == 1 else "")


def _is_open(word: Token) -> bool:
    """True when a lead-in ends in the middle of a clause: with an auxiliary or "to"."""
    return word.lower_ in _OPEN_ENDS or word.tag_ == "MD"


def _by_actor(passage: Passage, sentence: Span) -> Opening | None:
    """The one actor of the column, the lead-in, the label, the nearest heading or the page."""
    if sentence[0].tag_ in ("VB", "VBP") and passage.block.cell is None:
        # a bare verb is an order or a plan ("Lift the ban"), and who is to do it is not said
        return None
    for actors, other, why in _above(passage):
        if len(actors) == 1:
            return _opening(actors, other or _other_than(actors[0], passage), why, passage)
        if len(actors) > 1 and why == _TOGETHER:
            return _opening(actors, "", why, passage)
        if len(actors) == 2:
            opening = _opening(actors, "", why, passage)
            return replace(opening, shared=True)
        if actors:
            return None
    return None


_ADVISED = re.compile(r"(?i)\A\W*(?:(?:recommendations?|advice|next steps|priorities|options)\s+)?(?:for|to)\s+|\bshould\b")
_ALL_OF_THEM = re.compile(
    r"(?i)\A(?:the\s+|both\s+|on [^,:]+,\s+)?(?:two\s+|three\s+)?(?:foreign\s+|prime\s+)?"
    r"(?:ministers|leaders|presidents|sides|parties|delegations|governments|countries|heads of state|they|both)\b[^,.;]{0,40}:\Z"
)
"""A lead-in that means those whom the document is of: "The Ministers:", "On trade, the two sides:"."""


def _advised(passage: Passage) -> Opening | None:
    """Who is to do what a bare verb says ("Lift the ban" under "For Brussels"), where what stands above recommends."""
    block = passage.block
    if block.kind is not BlockKind.BULLET or not block.section:
        return None
    above = (block.lead_in, *reversed(block.section))
    if not any(tables.modality_of(text) is Modality.RECOMMENDED or re.search(r"(?i)\bshould\b", text) for text in above):
        return None
    for text in above[:3]:
        actors = tuple(labels.actors_in(text, passage.register)) or _capital_in(text, passage)
        if actors:
            if len(actors) > 1 or not _ADVISED.search(text):
                return None
            opening = _opening(actors, _other_than(actors[0], passage), f"by “{text}”", passage)
            return replace(opening, text=opening.text + " should")
    return None


def _capital_in(text: str, passage: Passage) -> tuple[str, ...]:
    """The actor that a heading means by its seat ("For Brussels"), as the heading itself was linked."""
    for parsed, spans in zip(passage.linked.parses[: passage.index], passage.linked.spans, strict=False):
        if parsed.block.text == text:
            return tuple(t for span in spans if span.how == "metonym" for t in span.targets)
    return ()


def _above(passage: Passage) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(actors, receiver, where from) of what stands over a phrase, nearest first; a possessor counts alone."""
    block, register = passage.block, passage.register
    place = table_places.place_of(passage)
    if place is not None:
        by_column = tuple(labels.actors_in(place.cell.column_header, register))
        if len(by_column) == 1 and by_column != place.pivot:
            yield by_column, place.pivot[0] if len(place.pivot) == 1 else place.owner, "by its column"
        elif place.pivot:
            yield place.pivot, place.owner, "by its row or column"
        return
    found = lists.lead_of(passage.linked, passage.index)
    if _ALL_OF_THEM.match(block.lead_in) and 2 <= len(passage.context) <= 4:
        yield passage.context, "", _TOGETHER
        return
    texts = [(block.label, "label"), (block.lead_in if found is not None else "", "lead-in")]
    texts += [(text, "heading") for text in reversed(block.section)]
    for text, what in texts:
        actors = labels.actors_in(text, register) if text else {}
        if not actors:
            continue
        first = next(iter(actors))
        owns = any(
            text[actors[first] :].startswith(f"{name}{mark}")
            for name in _forms(text, actors, first)
            for mark in ("'s ", "’s ", "' ", "’ ")
        )
        if owns and len(actors) <= 2:
            others = [actor for actor in actors if actor != first]
            yield (first,), others[0] if others else "", f"by the {what}"
        else:
            yield tuple(actors), "", f"by the {what}"
        return
    if passage.linked.issuers:
        yield passage.linked.issuers, "", "who speaks here"


def _forms(text: str, actors: dict[str, int], actor: str) -> list[str]:
    """The words of a heading from an actor's name on, one more at a time."""
    words = text[actors[actor] :].replace("’", "'").split("'")[0]
    return [words]


def _opening(actors: tuple[str, ...], other: str, why: str, passage: Passage) -> Opening:
    text, named = "", []
    for actor in actors:
        label = passage.register.label(actor)
        text += " and " if text else ""
        span = LinkedSpan(0, 0, (actor,), "ellipsis", f"not named here: {label} {why}")
        named.append((len(text), len(text) + len(label), span))
        text += label
    return Opening(text, tuple(named), other)


def _other_than(actor: str, passage: Passage) -> str:
    """The other one of the two actors that the passage or the document is about, "" where there are not just two."""
    over = [
        tuple(labels.actors_in(text, passage.register))
        for text in (*reversed(passage.block.section), passage.linked.document.title)
    ]
    for pair in (passage.context, *over, passage.linked.main):
        if len(pair) == 2 and actor in pair:
            return next(one for one in pair if one != actor)
    return ""


# --- reading the completed sentence -------------------------------------------------------------------------------


def _read(passage: Passage, sentence: Span, opening: Opening, inserted: tuple[int, str] = (0, "")) -> list[Statement]:
    """What the completed sentence says with a word of the phrase; ``inserted`` is put in before a character of it."""
    phrase = sentence.text
    if not sentence[0].text.isupper() and sentence[0].i not in passage.by_token:
        phrase = phrase[:1].lower() + phrase[1:]
    at, extra = inserted
    phrase = phrase[:at] + extra + phrase[at:]
    before = len(opening.text) + 1 if opening.text else 0
    text = f"{opening.text} {phrase}" if opening.text else phrase
    doc = next(language.parse([text if text.rstrip().endswith((".", "!", "?")) else text.rstrip() + "."], passage.linked.model))
    begins = next((token for token in doc if token.idx >= before), None)
    if begins is None or (opening.text and not any(grammar.is_verb(token) for token in doc[begins.i : begins.i + 3])):
        return []
    spans = [_moved(doc, start, end, span) for start, end, span in opening.named]
    for span in passage.spans:
        if span.end <= sentence.end:
            first, last = passage.parsed.doc[span.start], passage.parsed.doc[span.end - 1]
            start, end = first.idx - sentence.start_char, last.idx + len(last) - sentence.start_char
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
        for extractor in (frames, parties, events):
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


def _given(passage: Passage, sentence: Span, opening: Opening) -> list[Statement]:
    """What the phrase says is given, with the receiver put in behind its object: the first preposition that makes a claim."""
    verb = next((t for t in sentence if t.tag_ in _FINITE), None)
    thing = next(iter(grammar.children(verb, "dobj")), None) if verb is not None else None
    after = thing or verb or next((t.nbor(-1) for t in sentence if t.is_punct and t.i > 0), sentence[-1])
    at = after.idx + len(after) - sentence.start_char
    label = passage.register.label(opening.other)
    for preposition in _RECEIVING:
        found = _read(passage, sentence, opening, (at, f" {preposition} {label}"))
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
        if passage.register.kind(target) in _BODIES
    }
    if len(named) != 1:
        return []
    giver = next(iter(named))
    other = _other_than(giver, passage)
    within = {t.i for t in subjects[0].subtree}
    if not other or not any(i in passage.by_token and giver in passage.by_token[i].targets for i in within):
        return []
    at = after.idx + len(after) - sentence.start_char
    # whose electricity one buys is named with it: only help goes to one whom the sentence names as an owner
    given = {Relation.AIDS} if any(other in span.targets for span in passage.spans) else _GIVEN
    for preposition in _RECEIVING:
        label = passage.register.label(other)
        found = _read(passage, sentence, Opening("", (), other), (at, f" {preposition} {label}"))
        kept = [s for s in found if s.claim.relation in given and s.claim.object == other and s.claim.subject != other]
        kept = [s for s in kept if _is_said_by(s, passage, root)]
        if kept:
            return kept
    return []


def _by_verb(statement: Statement, passage: Passage, sentence: Span) -> bool:
    """True where the verb itself says what is given, or one like "provide" lends its object to what it carries."""
    first = next((t for t in sentence if t.pos_ not in ("ADV", "PUNCT", "SPACE", "SYM")), sentence[0])
    return _is_said_by(statement, passage, first)


def _is_said_by(statement: Statement, passage: Passage, verb: Token) -> bool:
    if verb.lemma_.casefold() in carriers("light") and verb.lemma_.casefold() not in party_verbs("hosting"):
        return True
    at = passage.block.place(*passage.parsed.span(verb, verb))[0]
    return any(role == "relation" and start == at for role, start, _ in statement.evidence.marks)
