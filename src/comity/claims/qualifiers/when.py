"""When a claim holds and how much it is: the dates and figures that belong to a predicate, by the parse.

A date belongs to the nearest predicate that it hangs on without a clause between them; a date at the head of a sentence
or in the label of a bullet or a row holds for all of it. What the verb opens ("joined in 2015") lasts: the interval has no
end. A date inside a relative clause is that clause's own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.layout.labels import date_of
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.find.dates import DateFound, onward
from comity.find.figure_words import rows_by_kind
from comity.grammar import word_class
from comity.model import BlockKind, Quantity
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

_WITH_FIGURE = frozenset({
    Relation.TRADES_WITH, Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN, Relation.SANCTIONS, Relation.COOPERATES_WITH,
    Relation.AGREES_WITH, Relation.AFFECTS, Relation.POSSESSES, Relation.NEEDS, Relation.INFLUENCES, Relation.DEPENDS_ON,
    Relation.PARTICIPATES_IN, Relation.OPPOSES,
})  # fmt: skip
_HANDED = frozenset({
    Relation.SUPPLIES, Relation.AIDS, Relation.INVESTS_IN, Relation.POSSESSES, Relation.NEEDS, Relation.PARTICIPATES_IN,
    Relation.TRADES_WITH,
})  # fmt: skip
"""Relations whose object may be things one can count."""

_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj"})
_DATELINE = re.compile(r"\A\s*(?:[A-Z][\w.’' -]{1,40},\s+)?[\w.]+\s+\d{1,2}(?:,\s*\d{4})?\s*(?:\([^)]{1,30}\)\s*)?[-–—]{1,2}\s")
"""Place and day in front of a news report: "OSLO, March 3 - Norway …"."""

_LIKE_SINCE = frozenset({"since", "following"})
_AFTER = frozenset({"after", "before", "amid"})
_FAR = 6
"""Tree steps that a date gives away when it is the clause's but stands behind an event of its own ("after the coup of 2023")."""


@cache
def _openers() -> dict[str, frozenset[str]]:
    """Verb → lemmas of the objects with which it opens a lasting state; an empty set for any object."""
    rows = resources.rows("lexicon", "lasting_verbs.tsv", required=("word", "kind", "source"))
    return {row["word"]: frozenset(filter(None, row["objects"].split("|"))) for row in rows}


def time_of(passage: Passage, trigger: Token) -> str | None:
    """EDTF of the time a predicate's claim holds; None where the text gives none.

    The nearest date of its own clause, else one at the head of the sentence or over what governs the clause, else the date
    that the bullet's label or the table's row, header or caption gives.
    """
    best: tuple[int, int, str] | None = None
    dateline = _DATELINE.match(passage.text)
    for found in passage.dates:
        if dateline and found.end <= dateline.end():
            continue
        token = _token_at(passage, found.start)
        if token is None or not passage.in_one_sentence(token, trigger):
            continue
        placed = _distance(token, trigger, found)
        if placed is None:
            continue
        cost, since = placed
        key = (cost, abs(token.i - trigger.i))
        if best is None or key < best[:2]:
            edtf = onward(found.edtf) if since or (not found.since and _opens(trigger, token)) else found.edtf
            if found.since and _is_named_by(passage, trigger, found):
                edtf = found.edtf.removesuffix("/")  # "since the 1967 war": the war is not what has lasted since
            if found.cue == "by" and "/" not in edtf and _is_to_come(token):
                edtf = "/" + edtf
            best = (*key, edtf)
    if best is not None:
        return best[2]
    over = standing_date(passage)
    return onward(over) if over and _opens(trigger, None) else over


def _is_to_come(date: Token) -> bool:
    """True for "will double by 2030" and "agreed to double by 2030": a term that is set, where "had doubled by 2020" looks back."""
    verb = next((token for token in grammar.governors(date) if grammar.is_verb(token)), None)
    return verb is not None and (_is_infinitive(verb) or any(aux.tag_ == "MD" for aux in grammar.children(verb, "aux", "auxpass")))


def _is_named_by(passage: Passage, noun: Token, found: DateFound) -> bool:
    year = _token_at(passage, found.end - 1)
    return year is not None and year.head == noun and year.i < noun.i and not grammar.is_verb(noun)


def standing_date(passage: Passage) -> str | None:
    """The date a bullet or cell stands under: its label, its row, its column, or its table's caption."""
    block = passage.block
    if block.kind is BlockKind.BULLET or (block.kind is BlockKind.PARAGRAPH and block.label):
        return date_of(block.label)
    if block.cell is None:
        return date_of(_lead_date(block.text)) if block.kind is BlockKind.PARAGRAPH else None
    return date_of(block.cell.row_label) or date_of(block.cell.column_header) or date_of(block.cell.caption, whole=False)


def _lead_date(text: str) -> str:
    """The date in front of a paragraph of a chronology: "[12 March 2020] …", "June 2023: …", "1994 – …"."""
    found = re.match(r"\s*(?:\[([^\]]{4,30})\]|([\w ,.]{4,30}?)\s?(?::|\s[–—-]))\s", text)
    return (found[1] or found[2]) if found else ""


def _token_at(passage: Passage, start: int) -> Token | None:
    span = passage.parsed.doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _up(token: Token) -> list[Token]:
    """A word and all above it."""
    return [token, *grammar.governors(token)]


def _distance(date: Token, trigger: Token, found: DateFound) -> tuple[int, bool] | None:
    """(cost, whether the date opens an interval) when a date belongs to a predicate, else None."""
    below_date, below_trigger = _up(date), _up(trigger)
    place = {token.i: steps for steps, token in enumerate(below_trigger)}
    meeting = next((token for token in below_date if token.i in place), None)
    if meeting is None:
        return None
    down = below_date[: next(n for n, t in enumerate(below_date) if t.i == meeting.i)]
    up = below_trigger[: place[meeting.i]]
    shares = _shares(down, meeting, found)
    if shares is None or (found.cue == "by" and meeting == trigger and any(_is_infinitive(token) for token in down)):
        return None  # "agreed to build it by 2030": the term is the work's, not the agreement's
    cost, since = shares
    raised = _raised(up, meeting, date, trigger)
    if raised is None:
        return None
    return len(down) + len(up) + cost + raised, since


_BY_PAPER = frozenset({"under", "through", "despite", "within"})


def _shares(down: list[Token], meeting: Token, found: DateFound) -> tuple[int, bool] | None:
    """Whether a date below a word counts for that word, at what cost, and whether it opens an interval."""
    cost, since = 0, False
    for at in down:
        if at.dep_ in ("relcl", "ccomp", "csubj", "parataxis"):
            return None
        if at.dep_ == "advcl" or (at.dep_ == "prep" and at.lower_ in _LIKE_SINCE | _AFTER and len(down) > 2):
            marks = {c.lower_ for c in at.children if c.dep_ in ("mark", "advmod") and c.i < at.i} | {at.lower_}
            if at.dep_ == "advcl" and not marks & _LIKE_SINCE and not (marks & _AFTER):
                return None
            since = since or (bool(marks & _LIKE_SINCE) and "/" not in found.edtf)
            cost += _FAR
        if at.dep_ == "acl" and grammar.is_verb(at):
            if at.head != meeting and at.head.dep_ == "pobj" and at.head.head.lower_ in _BY_PAPER:
                return None  # "under a deal [signed in 2020]" X sells: the year is the deal's
            cost += 2
        if at.dep_ == "conj" and grammar.is_verb(at):
            return None
        if at.dep_ in ("appos", "amod", "acomp"):
            cost += 3
    if meeting.dep_ == "ROOT" and down and down[-1].dep_ == "dep":
        cost += 2
    return cost, since


def _raised(up: list[Token], meeting: Token, date: Token, trigger: Token) -> int | None:
    """What it costs a predicate to take a date from above; None where another clause or a coordinated verb lies between."""
    cost = 0
    for at in up:
        label, head = at.dep_, at.head
        if label == "relcl":
            return None
        if label == "ccomp" and not _carries_time(head):
            return None
        if label in ("advcl", "parataxis") and not _is_infinitive(at) and date.i > at.i > meeting.i:
            return None
        if label == "conj" and grammar.is_verb(at):
            first = min((t.i for t in head.subtree), default=head.i)
            if date.i > head.i and not (date.i < first + 3):
                return None
            cost += 1
        if label in _CLAUSES:
            cost += 2
        if label == "acl" and date.i > trigger.i and date.i > at.i and any(t.i == date.i for t in at.subtree) is False:
            cost += 1
    return cost


def _carries_time(verb: Token) -> bool:
    """True for verbs whose time is that of what they announce: "announced in May that they were leaving"."""
    return verb.lemma_ in carriers("say") or verb.lemma_ in word_class("time-carrying")


def _is_infinitive(verb: Token) -> bool:
    return grammar.is_infinitive(verb)


def _opens(trigger: Token, date: Token | None) -> bool:
    """Whether the verb at or over the trigger, on which the date hangs, opens a state that lasts."""
    for verb in (trigger, *list(grammar.governors(trigger))[:3]):
        if not grammar.is_verb(verb):
            continue
        objects = _openers().get(verb.lemma_)
        if objects is None:
            return False
        if _is_infinitive(verb) or any(c.dep_ == "neg" for c in verb.children):
            return False
        over = [*grammar.objects(verb), *grammar.children(verb, "attr", "acomp"), *(head for _, head in grammar.prepositions(verb))]
        if objects and not objects & {word for t in over for word in (t.lemma_, t.lower_)}:
            return False
        if date is None:
            return True
        return any(t.i == verb.i for t in grammar.governors(date))
    return False


# --- figures ------------------------------------------------------------------------------------------------------


def figure_of(passage: Passage, trigger: Token, relation: Relation, domain: str | None) -> Quantity | None:
    """The figure that belongs to a predicate, for relations that can be counted: the nearest in its clause.

    What things have come from ("down from $80 million in 2019") counts only where there is nothing else, a bare count of
    things only where the predicate hands them over.
    """
    del domain
    if relation not in _WITH_FIGURE:
        return None
    best: tuple[int, int, Quantity] | None = None
    for found in passage.figures:
        token = _token_at(passage, found.start)
        if token is None or not passage.in_one_sentence(token, trigger) or _is_date(found.start, found.end, passage):
            continue
        distance = _belongs(token, trigger)
        if distance is None or (found.quantity.unit in _counted() and not (relation in _HANDED and _is_handed(token, trigger))):
            continue
        key = (distance + _FAR * _is_starting_point(token, trigger), abs(token.i - trigger.i))
        if best is None or key < best[:2]:
            best = (*key, found.quantity)
    return best[2] if best else None


@cache
def _counted() -> frozenset[str]:
    """Units that only count things: ships, soldiers, companies; not tonnes or megawatts."""
    kinds = rows_by_kind()
    measured = {unit for unit, _ in kinds["measured"].values()}
    return frozenset(unit for unit, _ in kinds["count"].values()) - measured


def _is_date(start: int, end: int, passage: Passage) -> bool:
    """True for a figure that is nothing but the year of a date."""
    return any(date.start <= start and end <= date.end for date in passage.dates)


def _is_handed(token: Token, trigger: Token) -> bool:
    """True when what is counted is what the predicate hands over: its object, or what a noun is "of" or "for"."""
    counted = token
    while counted.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod", "det", "poss"):
        counted = counted.head
    at = counted
    while at.dep_ == "conj":
        at = at.head
    if at.dep_ in ("dobj", "nsubjpass", "attr", "dative"):
        return at.head.i == trigger.i or at.i == trigger.i or any(t.i == trigger.i for t in _up(at)[:4])
    over = at.head
    return at.dep_ == "pobj" and over.lower_ in ("of", "for", "with") and any(t.i == trigger.i for t in _up(over)[:3])


def _is_starting_point(token: Token, trigger: Token) -> bool:
    """True for an amount or date after "from" that another one follows or precedes: "down from 80", "rose from 3 to 7"."""
    for at in _up(token):
        if at.i == trigger.i:
            break
        if at.dep_ == "prep" and at.lower_ == "from" and token.pos_ in ("NUM", "SYM", "NOUN", "PROPN"):
            return at.i == token.i - 1 or at.i >= token.i - 4
    return False


def _belongs(token: Token, trigger: Token) -> int | None:
    """How far a word is from the trigger in the tree when it lies in the same clause or the phrase below it, else None."""
    steps = 0
    at = token
    while True:
        if at.i == trigger.i:
            return steps
        if at.head == at or (at.dep_ in _CLAUSES and at != token):
            break
        at = at.head
        steps += 1
    clause = next((t for t in _up(trigger) if grammar.is_verb(t)), _up(trigger)[-1])
    at, steps = token, 0
    while at.head != at:
        if at.i == clause.i:
            return steps + 2
        if at.dep_ in _CLAUSES and grammar.is_verb(at):
            return None
        at = at.head
        steps += 1
    return steps + 2 if at.i == clause.i else None
