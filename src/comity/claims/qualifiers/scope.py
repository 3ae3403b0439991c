"""How a claim is put forward: modality, negation and attribution, by scope in the parse.

From the word that states the relation, the walk goes up through those that govern it: modals, "seek to", "interest in",
"proposed", "if", "not". It stops where another assertion begins: a relative clause, a clause with a conjunction and a subject
of its own, what somebody says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames.presupposed import is_a_peak, is_standing, is_taken_back, moved_by
from comity.claims.lexicon import Operator, carriers, operators
from comity.grammar import word_class
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.parsed_text import Token

_STRENGTH = [
    Modality.ASSERTED, Modality.ASSESSED, Modality.PREDICTED, Modality.INTENDED, Modality.PROPOSED, Modality.RECOMMENDED,
    Modality.POTENTIAL,
]  # fmt: skip
"""Of two operators over one claim the later one here wins: "may seek to" is potential, "will seek to" intended."""

_CONDITIONS = frozenset({"if", "unless", "should", "provided", "whether", "once"})
_OPENING = frozenset(
    {"while", "as", "although", "though", "because", "since", "when", "whereas", "after", "before", "even", "amid"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NEGATIVE = frozenset({"no", "never", "neither", "hardly"})
_NOBODY = frozenset({"nobody", "none", "no-one", "nothing"})

_ASIDE = frozenset({"despite", "amid", "amidst", "given", "regarding", "following", "after", "before", "during", "against"})
"""Prepositions whose phrase is said beside the clause: what its verb is subject to does not reach into it."""

_GOVERNING = frozenset({
    "xcomp", "ccomp", "pcomp", "dobj", "pobj", "acl", "attr", "prep", "nsubj", "nsubjpass", "advcl", "conj", "dative",
    "agent", "oprd", "acomp", "compound", "amod", "nmod", "appos", "csubj", "csubjpass", "dep", "poss", "npadvmod",
    "relcl", "parataxis",
})  # fmt: skip
_OVER_PREPOSITION = frozenset(
    {"in", "of", "for", "to", "at", "on", "about", "towards", "toward", "from", "into", "between", "with", "over"}
)


@dataclass
class Scope:
    """How a claim is put forward, and by whom where the text says so."""

    modality: Modality = Modality.ASSERTED
    negated: bool = False
    said_by: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    turned_by: set[int] = field(default_factory=set)

    def take(self, modality: Modality, word: Token) -> None:
        """Let a word change the modality, unless a stronger one has."""
        if _STRENGTH.index(modality) > _STRENGTH.index(self.modality):
            self.modality = modality
            self.notes.append(f"“{word.text}”: {modality.value}")

    def turn(self, word: Token) -> None:
        """Let a word turn the claim round."""
        self.negated = not self.negated
        self.turned_by.add(word.i)
        self.notes.append(f"“{word.text}”: negated" if self.negated else f"“{word.text}”: negation taken back")


def scope_of(trigger: Token, *, presupposed: bool = False) -> Scope:
    """How the claim of this word is put forward.

    Args:
        trigger: the word that states the relation.
        presupposed: the relation is taken for granted whatever is said about it ("reducing its reliance on China"), so
            that only the words right at it count.
    """
    scope = Scope()
    _own_words(trigger, scope)
    at = trigger
    presupposed = presupposed or is_standing(trigger)
    described = False
    for _ in range(12):
        if at.head == at:
            break
        if at.dep_ == "advcl" and grammar.is_infinitive(at) and any(c.lower_ == "for" for c in grammar.children(at, "mark")):
            scope.take(Modality.INTENDED, at)  # "voted for X to join": that it joins is wished
        if _stops(at, presupposed) or (described and at.dep_ == "prep" and at.lower_ == "under"):
            _attribution(at, trigger, scope)
            break
        described = described or (at.dep_ == "acl" and at.tag_ == "VBN")
        _step(at, scope, negations=not described)
        at = at.head
    _condition_over(trigger, scope)
    return scope


def _is_alleged(at: Token) -> bool:
    """True for what somebody is accused of: "accused X of [arming] Y"."""
    return (
        at.dep_ == "pcomp"
        and at.head.lower_ in ("of", "with", "for")
        and grammar.is_verb(at.head.head)
        and at.head.head.lemma_ in grammar.verb_class("alleging")
    )


def _is_reported(verb: Token) -> bool:
    """True for the "would" of what somebody said or agreed in the past: "said that it would send"; its "will" was said then."""
    at = verb
    while at.dep_ == "conj":
        at = at.head
    if any(c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in grammar.children(c, "mark")) for c in at.children):
        return False
    head = at.head
    if at.dep_ != "ccomp" or head.tag_ not in ("VBD", "VBN"):
        return False
    meant = operators().get((head.lemma_, "v"))
    return head.lemma_ in carriers("say") or (meant is not None and meant.modality is Modality.INTENDED)


def _own_words(token: Token, scope: Scope, *, negations: bool = True, below: Token | None = None) -> None:
    """Modals, negations and hedges that hang on the word itself; ``below`` is the one that the walk came from."""
    words = operators()
    for child in token.children:
        lower = child.lower_
        if (not negations and (child.dep_ == "neg" or lower in _NEGATIVE)) or (lower == "could" and is_a_peak(token)):
            continue
        if child.dep_ in ("aux", "auxpass") and (lower, "m") in words:
            conditional = lower == "should" and child.is_sent_start and token.sent[-1].text != "?"
            modality = Modality.PREDICTED if lower == "would" and _is_reported(token) else words[lower, "m"].modality
            if lower == "would" and token.lemma_ in word_class("polite-wish"):
                modality = Modality.INTENDED
            scope.take(Modality.POTENTIAL if conditional else modality, child)
        elif child.dep_ == "advmod" and lower == "longer" and any(c.lower_ == "no" for c in child.children):
            scope.turn(child)
        elif child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj") and lower in _NEGATIVE):
            if not _is_false_negation(child, token):
                scope.turn(child)
        elif child.dep_ == "advmod" and (lower, "r") in words:
            scope.take(words[lower, "r"].modality, child)
        elif child.dep_ == "amod" and (child.lemma_.casefold(), "a") in words and token.pos_ in ("NOUN", "PROPN"):
            quality = words[child.lemma_.casefold(), "a"].modality
            if quality is not Modality.RECOMMENDED:  # "an essential supplier" is one; "it is essential that …" advises
                scope.take(quality, child)
        elif child.dep_ == "amod" and child.tag_ == "VBN" and (child.lemma_, "v") in words and token.pos_ == "NOUN":
            scope.take(words[child.lemma_, "v"].modality, child)
        elif child.dep_ == "prep" and child != below and grammar.is_verb(token):
            _stage(child, scope)


def _stage(preposition: Token, scope: Scope) -> None:
    """What a verb's phrase says of the stage its subject has reached: "is under negotiation", "is on the table"."""
    stages = carriers("stage")
    for noun in grammar.children(preposition, "pobj"):
        stage = stages.get(f"{preposition.lower_}_{noun.lower_}")
        if stage is not None:
            scope.take(Modality(stage), noun)


def _is_false_negation(negation: Token, governor: Token) -> bool:
    """True for "not only", "not just", "cannot be overlooked", "no doubt"."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    if following in ("only", "just", "merely", "simply", "least", "doubt"):
        return True
    return governor.lemma_ in carriers("false-negation") or is_a_peak(governor)


def _stops(at: Token, presupposed: bool) -> bool:
    """Whether the word above makes another assertion than the one below."""
    label, head = at.dep_, at.head
    if label not in _GOVERNING:
        return True
    if presupposed and label not in ("amod", "compound"):
        return True
    if label in ("relcl", "appos", "parataxis"):
        return not (label == "relcl" and grammar.is_infinitive(at))
    if label == "ccomp" and grammar.is_verb(head) and head.lemma_ in carriers("say"):
        return True
    if label == "ccomp" and at.i < head.i and any(t.text in ";:" for t in at.doc[at.i : head.i]):
        return True  # "X signed a pact; Y will join": two sentences to the reader
    if label == "pcomp" and head.lower_ == "in" and head.head.lemma_ in word_class("following"):
        return True
    if _is_alleged(at):
        return True
    marks = {child.lower_ for child in at.children if child.dep_ in ("mark", "advmod") and child.i < at.i}
    if label == "advcl" and (marks & (_OPENING | _CONDITIONS) or grammar.is_given(at)):
        return True
    if label in ("conj", "advcl") and grammar.is_verb(at) and grammar.children(at, "nsubj", "nsubjpass", "expl"):
        return not _is_advised(at, marks)
    if label == "conj" and at.tag_ in _FINITE and head.tag_ == "VB" and grammar.is_infinitive(head):
        # "refused to sell X and sanctioned Y": the second is no part of what was refused
        return True
    if label == "ccomp" and grammar.is_verb(head) and head.lemma_ in carriers("factive"):
        return True
    return label == "prep" and at.lower_ in _ASIDE


def _is_advised(verb: Token, marks: set[str]) -> bool:
    """True for the clause of "it is essential [for X to sell gas]"."""
    judged = grammar.children(verb.head, "acomp", "attr") if verb.head.lemma_ == "be" else []
    return "for" in marks and grammar.is_infinitive(verb) and any(word.i < verb.i for word in judged)


def _step(at: Token, scope: Scope, *, negations: bool = True) -> None:
    """What the word above does to the one below; negations: no where the one below only describes what is negated."""
    head, label = at.head, "xcomp" if grammar.is_stray(at) else at.dep_
    words = operators()
    to_do = grammar.is_infinitive(at)
    if label == "advcl" and to_do and grammar.is_verb(head) and not any(map(_is_ordinal, grammar.children(head, "attr"))):
        # a purpose is what somebody wants: "armed itself to deter X"
        scope.take(Modality.INTENDED, at)
    motive = label == "acl" and head.lemma_ == "need" and moved_by(head) is not None
    if label == "acl" and to_do and not _is_ordinal(head):
        scope.take(Modality.INTENDED if motive else words.get((head.lemma_, "n"), _WANTED).modality, head)
    if label == "prep" and (at.lower_ == "without" or _is_prevented(at)):
        scope.turn(at)
    if label == "xcomp" and to_do:
        _before_infinitive(at, head, scope, negations=negations)
    kind = "v" if grammar.is_verb(head) else "n" if head.pos_ == "NOUN" else "a" if head.pos_ == "ADJ" else ""
    particles = grammar.with_particles(head)[1:] if kind == "v" else []
    operator = next((words[p, kind] for p in particles if (p, kind) in words), words.get((head.lemma_.casefold(), kind)))
    if operator is not None and not motive and _governs(at, head, kind):
        if operator.modality is not Modality.ASSERTED:
            scope.take(operator.modality, head)
        if operator.negates and negations and not any(c.lower_ in _NOBODY for c in grammar.children(head, "nsubj")):
            scope.turn(head)
    if is_taken_back(at, head) and negations:
        scope.turn(head)
    if head.lemma_ == "go" and head.tag_ == "VBG" and label == "xcomp":
        scope.take(Modality.PREDICTED, head)
    if head.lemma_ == "be" and label in ("ccomp", "csubj", "xcomp", "advcl"):
        _judged(at, head, scope)
    if kind and not (label == "conj" and kind == "n"):
        if label == "conj" and kind == "v":
            _shared_modals(at, head, scope)
        elif label not in ("poss", "compound", "amod", "nmod"):
            _own_words(head, scope, negations=negations and _negation_reaches(at, head), below=at)


def _is_ordinal(noun: Token) -> bool:
    """True for "the [first] state to recognise X": it has done so."""
    return noun.dep_ == "attr" and any(c.lower_ in ("first", "second", "last", "only", "latest", "next") for c in noun.children)


def _before_infinitive(at: Token, head: Token, scope: Scope, *, negations: bool) -> None:
    """What words say only of an infinitive: "applied to join", "is to visit", "has yet to sign"; "are to blame" is no plan."""
    if head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for c in (*head.children, *at.children)):
        if negations:
            scope.turn(head)
    elif head.lemma_ == "be" and head.tag_ in _FINITE and grammar.children(head, "nsubj") and at.lemma_ != "blame":
        scope.take(Modality.INTENDED, head)
    elif (head.lemma_, "i") in operators():
        scope.take(operators()[head.lemma_, "i"].modality, head)


def _is_prevented(preposition: Token) -> bool:
    """True for "stopped X from [selling]", "barred X from [buying]"."""
    verb = preposition.head
    return (
        preposition.lower_ == "from"
        and grammar.is_verb(verb)
        and verb.lemma_ in grammar.verb_class("preventing")
        and bool(grammar.children(preposition, "pcomp"))
    )


def _judged(at: Token, copula: Token, scope: Scope) -> None:
    """What "it is essential that …", "it would be wise for X to …" does to the clause it is said of."""
    words = operators()
    for word in grammar.children(copula, "acomp", "attr"):
        operator = words.get((word.lemma_.casefold(), "a" if word.pos_ == "ADJ" else "n"))
        if operator is not None and word != at and not grammar.children(word, "poss"):
            if operator.modality is not Modality.ASSERTED:
                scope.take(operator.modality, word)
            if operator.negates:
                scope.turn(word)


def _negation_reaches(at: Token, head: Token) -> bool:
    """Whether "not" at a word above is said of the word below.

    Of an alliance that "never had many friends" it is not said that there is none.
    """
    return not (at.dep_ == "nsubj" and grammar.is_verb(head)) or head.lemma_ in word_class("coming-about")


_WANTED = Operator(Modality.INTENDED, negates=False)


def _is_had(verb: Token, thing: Token) -> bool:
    """True for what is no offer: "the partnership offers X a lifeline", "the oil sales offer X a way out"."""
    if verb.lemma_ != "offer":
        return False
    whose = grammar.surface_subjects(verb) if thing.lemma_ in word_class("way-in") else []
    return (bool(whose) and all(s.pos_ == "NOUN" for s in whose)) or any(c.lemma_ in carriers("bond") for c in verb.children)


def _governs(at: Token, head: Token, kind: str) -> bool:
    """Whether an operator above governs this word rather than merely stands over it."""
    label = "xcomp" if grammar.is_stray(at) else at.dep_
    if kind == "v":
        passive = grammar.is_passive(head)
        return (
            (label in ("xcomp", "ccomp", "dobj", "pcomp", "csubj", "attr", "oprd") and not _is_had(head, at))
            or (label == "nsubjpass" and passive)
            or (
                label == "prep"
                and at.lower_ in _OVER_PREPOSITION
                and head.lemma_ in word_class("set-on")
                and (at.lower_ != "at" or head.lemma_ == "aim")
                and (head.lemma_ != "look" or any(c.lower_ == "forward" for c in head.children))
            )
        )
    if kind == "n" and head.lemma_ == "target":
        return label == "prep" and bool(grammar.children(at, "pcomp"))  # "the target of attacks" was hit
    if kind == "a" and head.lemma_ == "due":
        return label == "xcomp"  # "is due to visit X"; "is due to its ties with X" is a reason
    if kind == "a":
        return label in ("xcomp", "ccomp", "acl", "advcl", "prep", "pcomp", "csubj")
    infinitive = label in ("acl", "relcl") and grammar.is_infinitive(at)
    return infinitive or (label == "prep" and at.lower_ in _OVER_PREPOSITION)


def _shared_modals(at: Token, head: Token, scope: Scope) -> None:
    """Of coordinated verbs the first one's modal holds for all, its negation only for itself."""
    if grammar.children(at, "aux"):
        return
    words = operators()
    for child in grammar.children(head, "aux"):
        if (child.lower_, "m") in words:
            scope.take(words[child.lower_, "m"].modality, child)


def _condition_over(trigger: Token, scope: Scope) -> None:
    """What stands in an if-clause is potential; so is what depends on one ("contingent on", "subject to")."""
    for token in (trigger, *grammar.governors(trigger)):
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in token.children):
            scope.take(Modality.POTENTIAL, token)
        if token.dep_ == "advcl" and token.lower_ in ("were", "had") and token.is_sent_start:
            scope.take(Modality.POTENTIAL, token)  # "Were A to leave B, …"
        for child in token.children:
            if (
                child.dep_ == "advcl"
                and any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "provided") for c in child.children)
                and trigger not in child.subtree
            ):
                scope.take(Modality.POTENTIAL, child)
            if (
                child.lower_ in word_class("contingent")
                and any(c.lower_ in ("on", "upon", "to") for c in child.children)
                and child.dep_ in ("advcl", "advmod", "acomp", "prep", "amod", "dep", "ccomp")
            ):
                scope.take(Modality.POTENTIAL, child)
        if token.dep_ == "relcl":
            break


def _attribution(at: Token, trigger: Token, scope: Scope) -> None:
    """Who says it, when the walk stopped under a verb of saying or accusing."""
    head = at.head
    if _is_alleged(at) and (grammar.is_verb(trigger) or trigger.head == at):
        scope.take(Modality.ASSESSED, head.head)
        scope.said_by.extend(grammar.subjects(head.head))
    if at.dep_ in ("ccomp", "parataxis") and grammar.is_verb(head) and head.lemma_ in carriers("say"):
        scope.said_by.extend(grammar.surface_subjects(head))
        if head.lemma_ == "deny":
            scope.turn(head)
        if any(who.lower_ in _NOBODY for who in grammar.children(head, "nsubj")):
            scope.turn(head)


def according_to(sentence: Iterable[Token]) -> list[Token]:
    """Heads of who is named by "according to" or "in the words of" in a sentence."""
    found = []
    for token in sentence:
        if token.lower_ == "according":
            for preposition in grammar.children(token, "prep"):
                found.extend(grammar.children(preposition, "pobj"))
    return found


def said_by(trigger: Token) -> list[Token]:
    """Heads of who says what this word states: the subject of a verb of saying above it, or "according to"."""
    at = trigger
    for above in grammar.governors(trigger):
        if at.dep_ in ("ccomp", "parataxis") and grammar.is_verb(above) and above.lemma_ in carriers("say"):
            return grammar.surface_subjects(above)
        at = above
    for token in trigger.sent:
        # "Oil sales will rise, the minister said": the parser makes the saying the head or a parenthesis
        if token.lemma_ in carriers("say") and token.dep_ in ("parataxis",) and grammar.children(token, "nsubj"):
            return grammar.children(token, "nsubj")
    return according_to(trigger.sent)
