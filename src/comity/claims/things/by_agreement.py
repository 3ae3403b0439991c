"""Parties of an agreement whom no verb of signing names: who does something by it or in it, between whom it settles something.

"Italy and France strengthened their ties through the X Treaty", "pledged in the X Declaration", "the X Protocol fixed the
frontier between Ecuador and Peru", "deposited its instrument of accession to the X", "the signatories of the X, A and B,".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.agreement_nouns import head_over
from comity.claims.things.parties import Found, bodies, doers, party_verbs, said
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "by-agreement"
_ACTING = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})
_LEAST = 2
"""Parties that such words must name: "France strengthened its army through the X Treaty" says nothing of who signed it."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """``partyTo`` for those whom the clause around an agreement's name makes its parties."""
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end or len(span.targets) != 1:
            continue
        if passage.register.kind(span.targets[0]) is not EntityKind.AGREEMENT:
            continue
        root = passage.parsed.doc[span.start : span.end].root
        for arguments, trigger, scope, rule, confidence in _parties(root, span, passage):
            when = time_of(passage, trigger)
            yield from said(span, arguments, Relation.PARTY_TO, trigger, scope, when, (rule, confidence), passage)


def _parties(root: Token, span: LinkedSpan, passage: Passage) -> Iterator[Found]:
    if root.dep_ == "pobj":
        yield from _by_means(root, span, passage)
        yield from _by_instrument(root, passage)
        yield from _among_signers(root, passage)
    elif root.dep_ in ("nsubj", "nsubjpass"):
        yield from _settled(root, span, passage)
    elif root.dep_ == "dobj":
        yield from _agreed_on(root.head, root, passage)
        yield from _held(root, passage)
        yield from _those_who_signed(root.head, passage)
    yield from _to_be_concluded(head_over(root, span), span, passage)
    yield from _owned(root, span, passage)


def _by_means(root: Token, span: LinkedSpan, passage: Passage) -> Iterator[Found]:
    """Who settles something "with the X", strengthens ties "through the X", pledges something "in the X"; who enters "into" it."""
    preposition, verb = root.head, root.head.head
    if verb.dep_ == "xcomp" and grammar.is_verb(verb.head) and preposition.lower_ in ("in", "with"):
        verb = verb if grammar.children(verb, "dobj") else verb.head
    if not grammar.is_verb(verb):
        over = grammar.verb_over(preposition)
        if over is None or preposition.lower_ not in ("through", "with", "via"):
            return
        verb = over
    if preposition.lower_ in ("into", "on", "upon", "to"):
        yield from _agreed_on(verb, root, passage)
        return
    if not _makes_parties(preposition.lower_, verb.lemma_):
        return
    parties = _known(bodies(passage, [head for head in doers(verb) if head != root]), span, passage)
    if len(parties) >= _LEAST:
        yield parties, verb, scope_of(verb), "party-by-means", 0.65


def _makes_parties(preposition: str, verb: str) -> bool:
    """True where what is done with that preposition before an agreement is done by its parties."""
    if preposition == "in":
        return verb in word_class("bound in agreement")
    return preposition in ("through", "via") or (preposition == "with" and verb in word_class("settled by agreement"))


def _agreed_on(verb: Token, root: Token, passage: Passage) -> Iterator[Found]:
    """Who inks, strikes or enters into the X, or agrees on it; two or more."""
    if not grammar.is_verb(verb) or verb.lemma_ not in word_class("agreement made"):
        return
    slots = grammar.verb_slots(verb)
    partners = [*slots.get("with", []), *slots.get("between", [])]
    parties = bodies(passage, [*grammar.subjects(verb), *(head for head in partners if head != root)])
    if len(parties) >= _LEAST or slots.get("with"):
        yield parties, verb, scope_of(verb), "party-signs", 0.75


def _to_be_concluded(root: Token, span: LinkedSpan, passage: Passage) -> Iterator[Found]:
    """Who is to conclude the X, where an aim says so: "work on it [with a view to concluding the X]"; else those its name joins."""
    verb = root.head
    if root.dep_ != "dobj" or verb.tag_ not in ("VBG", "VB") or verb.lemma_ not in word_class("concluding"):
        return
    if bodies(passage, grammar.subjects(verb)):
        return
    above = (over for over in grammar.governors(verb) if grammar.is_verb(over))
    controllers = next((found for over in above if (found := bodies(passage, grammar.surface_subjects(over)))), [])
    parties = _known(controllers, span, passage)
    named = next(
        (other.inner for spans in passage.linked.spans for other in spans if other.targets == span.targets and other.inner), ()
    )
    if len(parties) < _LEAST and len(named) >= _LEAST:
        parties = [Argument(state, root, span, f"{passage.register.label(state)}: named in the name") for state in named]
    if len(parties) >= _LEAST:
        scope = scope_of(verb)
        if scope.modality in (Modality.ASSERTED, Modality.PREDICTED):
            scope.modality = Modality.INTENDED
            scope.notes.append("an agreement to be concluded")
        yield parties, verb, scope, "party-to-be", 0.65


def _held(root: Token, passage: Passage) -> Iterator[Found]:
    """Who has the X with whom: "A and B have the Ghent Treaty"."""
    verb = root.head
    one_of_many = any(child.lower_ in ("a", "an") for child in root.children)
    if verb.lemma_ in ("have", "share") and grammar.is_verb(verb) and not one_of_many:
        parties = bodies(passage, doers(verb))
        if len(parties) >= _LEAST:
            yield parties, verb, scope_of(verb), "party-has", 0.65


def _by_instrument(root: Token, passage: Passage) -> Iterator[Found]:
    """Who deposits "its instrument of ratification of the X", puts "its name to the X"."""
    noun = root.head.head
    if noun.lemma_.casefold() in word_class("joining paper") and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        paper = noun.head.head
        verb = paper.head
        if paper.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(verb):
            yield bodies(passage, grammar.subjects(verb)), verb, scope_of(verb), "party-instrument", 0.75
    verb = noun if grammar.is_verb(noun) else noun.head
    things = grammar.children(verb, "dobj") if grammar.is_verb(verb) and verb.lemma_ in ("put", "affix", "append", "add") else []
    if root.head.lower_ == "to" and any(thing.lemma_ in ("name", "signature") for thing in things):
        yield bodies(passage, grammar.subjects(verb)), verb, scope_of(verb), "party-instrument", 0.75


def _among_signers(root: Token, passage: Passage) -> Iterator[Found]:
    """Those of "the signatories of the X, A and B, met"."""
    noun = root.head.head
    if root.head.lower_ not in ("of", "to") or noun.lemma_.casefold() not in ("signatory", "party", "adherent"):
        return
    apposed = [*grammar.children(noun, "appos"), *grammar.children(root, "appos")]
    if root.i + 1 < len(root.doc) and root.nbor().text == ",":
        # the parser joins the list to the name
        apposed += [child for child in grammar.children(root, "conj") if passage.register.kind(_entity(child, passage)) in _ACTING]
    named = [argument for child in apposed for argument in bodies(passage, [child])]
    if len(named) >= _LEAST:
        yield named, noun, scope_of(noun), "party-listed", 0.7


def _entity(token: Token, passage: Passage) -> str:
    span = passage.by_token.get(token.i)
    return span.targets[0] if span is not None and span.targets else ""


def _those_who_signed(verb: Token, passage: Passage) -> Iterator[Found]:
    """Those of "among the states that have signed the X are A and B"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ != "pobj" or noun.head.lower_ != "among" or verb.lemma_ not in party_verbs("agreement"):
        return
    being = noun.head.head
    if being.lemma_ == "be":
        named = bodies(passage, [*grammar.children(being, "attr"), *grammar.children(being, "nsubj")])
        scope = scope_of(verb)
        if party_verbs("agreement")[verb.lemma_].negated:
            scope.turn(verb)
        yield named, verb, scope, "party-listed", 0.7


def _settled(root: Token, span: LinkedSpan, passage: Passage) -> Iterator[Found]:
    """Between whom the X settles something, is concluded or comes into force."""
    verb = root.head
    if not grammar.is_verb(verb):
        return
    slots = grammar.verb_slots(verb)
    between = list(slots.get("between", []))
    if root.dep_ == "nsubj" and verb.lemma_ in word_class("settled by agreement") | word_class("divided by agreement"):
        between += [
            head for thing in grammar.children(verb, "dobj") for name, head in grammar.prepositions(thing) if name == "between"
        ]
    elif root.dep_ == "nsubj" and verb.lemma_ in ("enter", "come"):
        force = [head for name, head in grammar.prepositions(verb) if name == "into" and head.lower_ in ("force", "effect")]
        between += [head for noun in force for name, head in grammar.prepositions(noun) if name == "between"]
    elif root.dep_ != "nsubjpass":
        return
    parties = [a for a in _known(bodies(passage, between), span, passage) if passage.register.kind(a.entity) is EntityKind.STATE]
    if len(parties) == _LEAST or (len(parties) > _LEAST and root.dep_ == "nsubjpass"):
        yield parties, verb, scope_of(verb), "party-settled", 0.6


def _owned(root: Token, span: LinkedSpan, passage: Passage) -> Iterator[Found]:
    """Whose the X is: "the X Treaty of A and B", "the A–B X Treaty"."""
    heads = [head for name, head in grammar.prepositions(root) if name == "of"]
    heads += [child for child in grammar.children(root, "amod", "nmod", "compound") if child.i < span.start]
    if heads:
        parties = bodies(passage, heads)
        if len(parties) == _LEAST and all(passage.register.kind(a.entity) is EntityKind.STATE for a in parties):
            yield parties, root, scope_of(root), "party-whose", 0.65


def _known(found: list[Argument], span: LinkedSpan, passage: Passage) -> list[Argument]:
    """Of these, the parties that the reference knows, where it knows any."""
    known = {party.party for party in passage.register.reference.parties_of(span.targets[0])}
    return [argument for argument in found if argument.entity in known] if known else found
