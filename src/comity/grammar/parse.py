"""The parse asked: dependents, coordination, voice, what a relative word stands for.

The names of the dependencies are those of the CLEAR style that spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from comity.grammar.word_classes import verb_class

if TYPE_CHECKING:
    from comity.parsed_text import Token

SOME = frozenset({"one", "some", "many", "most", "all", "both", "several", "part", "two", "three", "none", "either", "neither"})


_RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})


def is_verb(token: Token) -> bool:
    """True for verbs and auxiliaries used as verbs."""
    return token.pos_ in ("VERB", "AUX")


def children(token: Token, *labels: str) -> list[Token]:
    """Direct dependents with one of the labels, in the order of the text."""
    dependents = token.by_label
    if not dependents:
        return []
    if len(labels) == 1:
        return [*dependents.get(labels[0], ())]
    found = [child for label in labels if label in dependents for child in dependents[label]]
    return found if len(found) < 2 else sorted(found, key=_PLACE)


_PLACE = attrgetter("i")


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, from it on, in the order of the text."""
    found = [token]
    for at in found:
        found.extend(child for child in children(at, "conj") if child not in found and not is_denied(child))
    return found


def is_denied(conjunct: Token) -> bool:
    """True for the second of "X but not Y", "X rather than Y", "X instead of Y", which shares nothing with the first."""
    if conjunct.i < 2:
        return False
    before = conjunct.nbor(-2).lower_, conjunct.nbor(-1).lower_
    return before in (("rather", "than"), ("instead", "of")) or (before[1] == "not" and before[0] in ("but", ",", "and"))


def is_passive(verb: Token) -> bool:
    """True for a verb in the passive, with or without its auxiliary."""
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.pos_ == "ADJ":
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod", "acomp") or children(verb, "agent"):
        return True
    if verb.dep_ in ("ccomp", "oprd", "xcomp") and verb.head.lemma_ in verb_class("making") and not children(verb, "aux"):
        return True  # "leaves X exposed to Y"
    if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head) and not children(verb, "dobj")
    return verb.dep_ == "advcl" and not children(verb, "aux", "nsubj", "dobj")


def is_infinitive(verb: Token) -> bool:
    """True for a verb with "to" before it."""
    return any(child.lower_ == "to" for child in children(verb, "aux"))


def is_joined(participle: Token) -> bool:
    """True for the participle of "the [X-brokered] deal": it tells what is so, whatever is said of the deal."""
    return participle.dep_ == "amod" and participle.tag_ == "VBN" and participle.i > 1 and participle.nbor(-1).text == "-"


def is_reciprocal(word: Token) -> bool:
    """True for the last word of "each other", "one another"."""
    return word.lower_ in ("other", "another") and word.i > 0 and word.nbor(-1).lower_ in ("each", "one")


def is_said_of_both(noun: Token) -> bool:
    """True for the noun of "X and Y, [both] Zish [allies], …", which names no third."""
    return noun.dep_ == "appos" or any(child.lower_ == "both" for child in noun.children)


def is_stray(verb: Token) -> bool:
    """True for the bare second of two infinitives that the parser hung on the finite verb: "agreed to build A, [open] B"."""
    head = verb.head
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VB"
        and head.tag_ in ("VBD", "VBZ", "VBP", "VBN")
        and not children(verb, "aux", "nsubj")
        and any(c.tag_ == "VB" and c.i < verb.i and is_infinitive(c) for c in children(head, "xcomp"))
    )


def is_given(clause: Token) -> bool:
    """True for what is so whatever the main clause says: "Having left X, it can hardly …", "Dependent on X, it should …"."""
    return clause.pos_ == "ADJ" or any(c.lower_ == "having" for c in children(clause, "aux"))


def with_particles(verb: Token) -> list[str]:
    """The lemma of a verb, and behind it the verb with each of its particles: "break", "break_off"."""
    return [verb.lemma_, *(f"{verb.lemma_}_{particle.lower_}" for particle in children(verb, "prt"))]


def first_of_list(noun: Token) -> Token:
    """The first of the nouns that one is coordinated with, or the noun itself."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "PRON"):
        noun = noun.head
    return noun


_LINKS = frozenset(
    {"conj", "xcomp", "ccomp", "prep", "dative", "agent", "dobj", "nsubj", "nsubjpass", "pobj", "poss", "attr", "advcl"}
)


def antecedent(token: Token) -> Token:
    """The noun a relative word stands for ("which", "whose", "both of which"), else the token itself."""
    if token.lower_ in SOME:
        inner = [noun for of in children(token, "prep") for noun in children(of, "pobj") if noun.tag_ in ("WDT", "WP")]
        return first_of_list(antecedent(inner[0])) if inner else token
    if token.lower_ not in _RELATIVES or token.tag_ not in ("WDT", "WP", "IN", "DT", "WP$"):
        return token
    named = _name_before(token)
    clause = token.head
    if clause.dep_ == "ccomp" and clause.head.lemma_ == "be" and token.lower_ in ("that", "who", "which"):
        # "it was [X] that struck first"
        stressed = [c for c in children(clause.head, "attr") if c.i < token.i]
        if stressed and any(c.lower_ == "it" for c in children(clause.head, "nsubj", "expl")):
            return stressed[-1]
    for _ in range(5):
        if clause.dep_ == "relcl":
            over = clause.head
            beside = named is not None and over.pos_ == "NOUN" and named.i > over.i and not children(clause, "nsubjpass")
            return named if beside and named is not None else over
        if clause.dep_ not in _LINKS:
            break
        clause = clause.head
    return named or token


def _name_before(token: Token) -> Token | None:
    """The name right before the comma of a relative clause with "which" or "whose": "ties with [India], from which …"."""
    at = token.i - 1
    doc = token.doc
    while at > 0 and (doc[at].pos_ in ("ADP", "PART") or doc[at].lower_ in SOME):
        at -= 1
    if token.lower_ in ("who", "that") or at < 1 or doc[at].text != "," or doc[at - 1].pos_ != "PROPN":
        return None
    return doc[at - 1]


def governors(token: Token) -> Iterator[Token]:
    """The tokens above, from the nearest up, to the root of the sentence."""
    at = token
    while at.head != at:
        at = at.head
        yield at


def verb_over(token: Token) -> Token | None:
    """The nearest verb above a word; None where there is none."""
    return next((above for above in governors(token) if is_verb(above)), None)


def phrase(
    token: Token, *, stop: frozenset[str] = frozenset({"relcl", "acl", "appos", "conj", "cc", "advcl", "punct"})
) -> list[Token]:
    """Tokens of a noun phrase without its clauses and coordinated phrases, in the order of the text."""
    found = [token]
    for at in found:
        found.extend(child for child in at.children if child.dep_ not in stop)
    return sorted(found, key=lambda t: t.i)
