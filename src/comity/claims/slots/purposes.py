"""Whose purpose a clause serves that has no subject of its own: of a plan's holder, of who has the wish, of the partners.

"[India] launched a policy aimed at deepening ties with Japan", "[the partnership of X and Y] is driven by a desire to contain Z":
the parse ends at the policy and at the desire, which are nobody; whose they are stands a clause above or a sentence before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames.presupposed import moved_by
from comity.claims.lexicon import carriers
from comity.find.words import word_set
from comity.grammar import word_class
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_WITHOUT_SUBJECT = frozenset({"acl", "advcl", "conj", "pcomp", "relcl", "xcomp"})
_ACTING = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})


@cache
def _cues() -> frozenset[str]:
    return word_class("purposeful") | word_class("motive")


def lend_purpose(token: Token, slots: grammar.Slots, passage: Passage) -> None:
    """Give a verb or a noun the subject that its clause takes from whose plan or wish it is told of, where it has no other."""
    if word_set(token.doc).isdisjoint(_cues()):
        return
    is_verb = grammar.is_verb(token)
    name = "subj" if is_verb else "light"
    verb = token if is_verb else _verb_carrying(token)
    if verb is None or verb.dep_ not in _WITHOUT_SUBJECT:
        return
    said = slots.get(name, ())
    if passage.arguments(said) and not any(_is_plan(noun) and noun.i not in passage.by_token for noun in said):
        return
    if not is_verb and passage.arguments([*slots.get("poss", ()), *slots.get("between", ()), *_named_before(token, passage)]):
        return
    if heads := whose_purpose(verb, passage):
        slots[name] = heads


def _is_plan(noun: Token) -> bool:
    return noun.lemma_.casefold() in word_class("plan")


def _named_before(noun: Token, passage: Passage) -> list[Token]:
    """Names among the modifiers of a noun: "[Chinese] influence" is nobody else's."""
    return [c for c in grammar.children(noun, "amod", "compound", "nmod") if c.i in passage.by_token]


def _verb_carrying(noun: Token) -> Token | None:
    """The verb whose object a noun is, over the first of a list: "deepen trade and [ties]"."""
    at = noun
    while at.dep_ in ("conj", "compound", "nmod") and at.head.pos_ == "NOUN":
        at = at.head
    return at.head if at.dep_ == "dobj" and at.head.tag_ in ("VB", "VBG") else None


def whose_purpose(verb: Token, passage: Passage) -> list[Token]:
    """Heads of whose plan or wish a verb without a subject of its own is told as; none where the text does not say whose."""
    while verb.dep_ == "conj" and grammar.is_verb(verb.head) and verb.tag_ == verb.head.tag_:
        verb = verb.head
    if grammar.children(verb, "nsubj", "nsubjpass"):
        return []
    plan = _plan(verb)
    if plan is not None:
        return _holders_of_plan(plan)
    wish = _wish(verb)
    return _holders_of_wish(wish, passage) if wish is not None else []


def _plan(verb: Token) -> Token | None:
    """The policy, tour or step that is "aimed at" or "designed for" what a verb says."""
    at = verb
    if at.dep_ == "pcomp" and at.head.lower_ in ("at", "to", "towards", "toward", "for"):
        at = at.head
    elif at.dep_ != "xcomp" or not grammar.is_infinitive(at):
        return None
    meant = at.head
    if meant.lower_ not in word_class("purposeful"):
        return None
    while meant.dep_ == "conj" and grammar.is_verb(meant.head):
        meant = meant.head
    if meant.dep_ == "acl":
        # "talks with [X aimed at …]": the parser may hang it on the name behind the plan
        over = meant.head.head.head if meant.head.dep_ == "pobj" and meant.head.pos_ == "PROPN" else meant.head
        return over if _is_plan(over) else meant.head
    own = grammar.children(meant, "nsubjpass", "nsubj")
    if not own and meant.dep_ == "advcl" and grammar.is_verb(meant.head):
        # "went on a tour, [aimed at …]", "the tour, [aimed at …], took him to X": what stands right before it
        before = meant.left_edge.i - 2
        own = [meant.doc[before]] if before >= 0 and meant.doc[before + 1].text == "," else []
    return own[0] if own and own[0].pos_ in ("NOUN", "PROPN") else None


def _holders_of_plan(plan: Token) -> list[Token]:
    """Heads of whose a plan is: its owner, who makes it, or whose it is by the sentence before."""
    if not _is_plan(plan):
        return []
    if own := grammar.children(plan, "poss") or [head for name, head in grammar.prepositions(plan) if name == "between"]:
        return own
    above = plan.head
    if plan.dep_ == "dobj" and grammar.is_verb(above) and above.lemma_ not in word_class("lending-room"):
        return grammar.subjects(above) if above.lemma_ in carriers("light") or above.lemma_ in word_class("adopting") else []
    if plan.dep_ == "nsubjpass" and (found := grammar.agents(above)):
        return found
    if plan.dep_ == "pobj" and above.lower_ in ("on", "upon") and grammar.is_verb(above.head):
        return grammar.surface_subjects(above.head) if above.head.lemma_ in word_class("setting-out") else []
    if plan.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ in _POINTING for c in plan.children):
        return _of_plan_before(plan)
    return []


_POINTING = frozenset({"this", "these", "the", "such", "that"})


def _of_plan_before(plan: Token) -> list[Token]:
    """Heads of whose plan the sentence before names: "[Israel] launched a strategy. It …", "under [Chad's] policy. This step …"."""
    for noun in _sentence_before(plan):
        if noun.pos_ in ("NOUN", "PROPN") and _is_plan(noun):
            if own := grammar.children(noun, "poss"):
                return own
            if noun.dep_ == "dobj" and noun.head.lemma_ in word_class("adopting") | carriers("light").keys():
                return grammar.subjects(noun.head)
    return []


def _sentence_before(token: Token) -> list[Token]:
    start = token.sent.start
    return list(token.doc[start - 1].sent) if start else []


# --- wishes --------------------------------------------------------------------------------------------------------


def _wish(verb: Token) -> Token | None:
    """The desire or need that an infinitive says the content of; "the will to" is often an object of its verb to the parser."""
    if not grammar.is_infinitive(verb):
        return None
    if verb.dep_ in ("acl", "relcl"):
        wish = verb.head
    else:
        before = verb.left_edge.i - 1
        wish = verb.doc[before] if verb.dep_ in ("advcl", "xcomp") and before >= 0 else verb
    is_wish = wish.pos_ == "NOUN" and wish.lemma_ in word_class("motive")
    return wish if is_wish else None


def _holders_of_wish(wish: Token, passage: Passage) -> list[Token]:
    """Heads of who has a wish: its owner, else whose the thing is that it moves."""
    own = [c for c in grammar.children(wish, "poss") if not (c.tag_ == "PRP$" and not passage.arguments([c]))]
    if own:
        return own
    verb = moved_by(wish)
    if verb is None:
        return []
    moved = grammar.surface_subjects(verb)
    if verb.dep_ == "acl":
        moved = [verb.head]
    for thing in moved:
        if thing.i in passage.by_token and passage.arguments([thing]):
            return [thing]
        if owners := [c for c in grammar.children(thing, "poss") if passage.arguments([c])]:
            return owners
        if between := [h for name, h in grammar.prepositions(thing) if name in ("between", "by", "among")]:
            return between
        if mods := _named_before(thing, passage):
            return mods
        if thing.dep_ in ("dobj", "pobj") or not any(c.lower_ in _POINTING for c in thing.children):
            continue
        if before := _partners_before(thing, passage):
            return before
    return []


def _partners_before(thing: Token, passage: Passage) -> list[Token]:
    """Heads of whose "the partnership" or "this step" is by the sentence before: the two it names, or the one who acts there."""
    sentence = _sentence_before(thing)
    if not sentence:
        return []
    named = [t for t in sentence if (span := passage.by_token.get(t.i)) is not None and t.i == span.end - 1
             and len(span.targets) == 1 and passage.register.kind(span.targets[0]) in _ACTING]  # fmt: skip
    ends = {passage.by_token[t.i].targets[0] for t in named}
    if thing.lemma_.casefold() in word_class("partnership"):
        return named if len(ends) == 2 else []
    doers = [a.token for a in passage.arguments(grammar.surface_subjects(sentence[0].sent.root))]
    return doers if thing.lemma_.casefold() in word_class("plan") else []
