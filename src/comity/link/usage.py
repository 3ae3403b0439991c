"""What a sentence does with a name: lets it act, stands in it, plays against it.

"Caracas does not want to talk" and "prices in Caracas" name the same city; only in the first it stands for its state. The
decision is read from the parse: the preposition, the verb, the noun that the name modifies.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.find.words import word_set
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Span, Token


class Usage(StrEnum):
    """How a name is used where it stands."""

    ACTOR = "acts"
    PLACE = "is a place here"
    TEAM = "plays here"
    PLAIN = "stands alone"
    LEANING = "acts, unless the city is meant"
    EITHER = "may be state or city"


_WORDS = re.compile(r"[a-z-]+")
_INSIDE = frozenset(["in", "at", "near", "outside", "inside", "across", "throughout", "within", "through", "via", "around", "into"])


def usage(doc: Doc, start: int, end: int) -> Usage:
    """How the name at tokens ``start`` to ``end`` (not included) is used."""
    root = head_of(doc, start, end)
    if is_dateline(doc, start, end):
        return Usage.PLACE
    if plays(root):
        return Usage.TEAM
    return _usage(root, 5)


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a name that its sentence hangs on; never its article, whose noun may stand behind the name."""
    root = doc[start:end].root
    return doc[end - 1] if root.dep_ == "det" else root


def is_dateline(doc: Doc, start: int, end: int) -> bool:
    """True for the city in capitals that opens a report: "RIYADH/TEHRAN - …", "NAIROBI (agency) - …"."""
    if start > 4 or not doc[start:end].text.isupper() or doc.text[:120].isupper():
        return False
    return any(token.text in ("-", "–", "—", "(", ",", ":") for token in doc[end : end + 4]) and all(
        t.text.isupper() or not t.is_alpha for t in doc[:end]
    )


def _usage(token: Token, depth: int) -> Usage:
    if depth == 0:
        return Usage.PLAIN
    label, head = token.dep_, token.head
    if label in ("conj", "appos"):
        return _usage(head, depth - 1)
    if label == "pobj":
        return _after_preposition(head)
    if label == "npadvmod" and head.lemma_ in word_class("based"):
        return Usage.PLACE
    if label in ("compound", "nmod", "amod", "poss"):
        return Usage.PLACE if head.lower_ in cues("place-noun") or head.lemma_.casefold() in cues("place-noun") else Usage.ACTOR
    if label in ("nsubj", "nsubjpass"):
        return _as_subject(head)
    if label == "dobj":
        return Usage.PLACE if head.lemma_ in cues("motion") else Usage.ACTOR
    if label in ("pcomp", "dative", "attr", "agent", "oprd"):
        return Usage.ACTOR
    return Usage.PLAIN


def _as_subject(verb: Token) -> Usage:
    if verb.lemma_ in cues("staying"):
        return Usage.PLACE
    if verb.lemma_ == "be" and any(noun.lemma_ in cues("city-noun") for noun in grammar.children(verb, "attr")):
        return Usage.PLACE
    return Usage.ACTOR


def _after_preposition(preposition: Token) -> Usage:
    word, over = preposition.lower_, preposition.head
    if word == "in" and is_seated(preposition):
        return Usage.ACTOR
    if word in _INSIDE:
        return Usage.PLACE
    if word in ("from", "to") and _is_sent(over):
        return Usage.ACTOR
    going = over.lemma_.casefold() in cues("motion") or over.lemma_.casefold() in cues("journey")
    if word in ("to", "for", "from", "toward", "towards"):
        if word == "from" and over.pos_ in ("NOUN", "PROPN"):
            return Usage.PLACE if over.lemma_ in cues("traveller") or going else Usage.ACTOR
        return Usage.PLACE if going else Usage.ACTOR
    if word == "between":
        return Usage.PLACE if going else Usage.ACTOR
    if word == "of":
        return Usage.PLACE if over.lower_ in cues("city-noun") or over.lower_ in cues("place-noun") else Usage.ACTOR
    return Usage.ACTOR


def is_seated(preposition: Token) -> bool:
    """True for the "in" of "friends in Hanoi" and "a change of mood in the Kremlin": who and what is there is its state's."""
    words = cues("seated")
    if preposition.head.lemma_.casefold() in words:
        return True
    return preposition.i > 0 and preposition.nbor(-1).pos_ == "NOUN" and preposition.nbor(-1).lemma_.casefold() in words


def _is_sent(verb: Token) -> bool:
    """True when what comes or goes is a thing that somebody sends: orders, gas, money."""
    if verb.lemma_ not in word_class("flowing"):
        return False
    subjects = grammar.surface_subjects(verb)
    return bool(subjects) and all(s.pos_ == "NOUN" and s.lemma_ not in cues("traveller") for s in subjects)


def plays(root: Token) -> bool:
    """True in a sentence of sport: a verb of winning and a word of the game, or a player who is a team's own."""
    if root.dep_ == "nsubj" and (root.head.lemma_ == "score" or _draws(root.head)):
        return True
    if root.dep_ == "pobj" and root.head.lower_ == "with" and _draws(root.head.head):
        return True
    if root.dep_ in ("poss", "compound", "nmod", "amod") and root.head.lemma_ in cues("team-member"):
        return True
    if cues("sport").isdisjoint(word_set(root.doc)):
        return False
    sentence = root.sent
    return any(_is_of_the_game(t) for t in sentence) and any(t.lemma_ in cues("sport-verb") for t in sentence)


def _draws(verb: Token) -> bool:
    """True for "drew with Peru", where nothing is drawn."""
    return (
        verb.lemma_ == "draw"
        and not grammar.children(verb, "dobj", "prt")
        and any(child.lower_ in ("with", "against") for child in grammar.children(verb, "prep"))
    )


def _is_of_the_game(token: Token) -> bool:
    """True for the noun "final" but not for a "final text", and not for the "League" of the Arab League."""
    if token.lower_ not in cues("sport"):
        return False
    if token.i and token.nbor(-1).text == "-":
        return True
    if token.lower_ in ("final", "match", "friendly", "qualifying"):
        return token.dep_ in ("dobj", "pobj", "nsubj") or (token.pos_ == "NOUN" and token.dep_ not in ("compound", "amod", "nmod"))
    if token.lower_ != "league" or token.pos_ == "NOUN":
        return True
    return token.i > 0 and token.nbor(-1).lower_ in ("premier", "champions")


def _words(sentence: Span) -> list[str]:
    return _WORDS.findall(sentence.text.casefold())


def is_visited(doc: Doc, at: int) -> bool:
    """True when the sentence speaks of visitors to a building rather than of those who sit in it."""
    return not cues("visit").isdisjoint(word_set(doc)) and not cues("visit").isdisjoint(_words(doc[at].sent))


def in_american_state_list(doc: Doc, start: int, end: int) -> bool:
    """True when a name stands beside an American state, or the sentence speaks of American home politics."""
    if cues("us-state").isdisjoint(word_set(doc)):
        return False
    root = doc[start:end].root
    first = root
    while first.dep_ == "conj":
        first = first.head
    beside = {token.lower_ for token in grammar.conjuncts(first)} - {root.lower_}
    return bool(beside & cues("us-state")) or not cues("us-state").isdisjoint(_words(root.sent))
