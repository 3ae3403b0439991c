"""What several undertake to do together: each infinitive after "agreed to", "will" or "their readiness to" a claim of its own.

"The two sides agreed to promote tourism, simplify visas and open a second bridge" names no tie with a word of its own; that they
have bound themselves to each other says so. Only those count who speak together: the issuers of a joint statement, "both sides",
or names joined before "agreed".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import Scope, scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.slots.filling import fill
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.link.several import PLURAL
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "undertakings"


_WILL = frozenset({"will", "shall"})

_MOST = 6
"""Parties of one undertaking: more would be a bloc, whose pairs nobody means."""

_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
_OWN_RELATIONS = frozenset({Relation.AGREES_WITH, Relation.PURSUES, Relation.SUPPORTS, Relation.NEEDS, Relation.AFFECTS})
"""Relations that say nothing between the parties of what they undertake."""

_JOINTLY = {"domain:territory": "domain:border-security"}
"""What two do together at their frontier guards or opens it: they do not quarrel over it."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """One statement for each pair, act and domain that the sentence undertakes."""
    done: set[int] = set()
    for token in sentence:
        if not grammar.is_verb(token):
            continue
        for act in _acts(token):
            if act.i in done:
                continue
            parties = _parties(token, passage)
            if len(parties) < 2:
                break
            done.add(act.i)
            yield from _said(act, token, parties, passage)
        if token.lemma_ in word_class("welcoming") and passage.linked.issuers:
            yield from _welcomed(token, passage)


def _welcomed(verb: Token, passage: Passage) -> Iterator[Statement]:
    """The fields whose progress the issuers welcome: "We welcomed the opening of direct flights"."""
    parties = _parties(verb, passage)
    own = {a.entity for a in parties}
    for noun in grammar.children(verb, "dobj"):
        if len(own) < 2 or noun.lemma_.casefold() not in word_class("going-well") or own != set(passage.linked.issuers):
            continue
        if not _names_others(noun, own, passage) and not _is_read(noun, own, passage):
            domains = tuple(d for d in topics.of_noun(passage, noun) if d not in topics.OFFICIAL)
            scope = scope_of(noun)
            if not scope.negated:
                yield from _pairs(parties, domains, noun, scope, passage, "welcomed")


def _acts(verb: Token) -> Iterator[Token]:
    """The verbs of what is undertaken: infinitives after the verb or its noun, or the verb itself after "will"."""
    if verb.lemma_ in word_class("binding") or verb.lower_ in word_class("committed"):
        first = list(_bound_to(verb))
        yield from first
        if first:
            # "agreed to promote A, strengthen B": a bare form hung on the finite verb goes on with what was agreed
            yield from (c for c in grammar.conjuncts(verb)[1:] if grammar.is_stray(c))
    elif verb.lemma_ in grammar.verb_class("being"):
        # "are committed to protecting the lake", "remain determined to reopen the line"
        for bound in grammar.children(verb, "acomp"):
            yield from _bound_to(bound) if bound.lower_ in word_class("committed") else ()
    elif verb.lemma_ in word_class("tasking"):
        own = [
            noun
            for noun in grammar.children(verb, "dobj")
            if any(c.lower_ in ("their", "our") for c in grammar.children(noun, "poss"))
        ]
        for act in grammar.children(verb, "xcomp", "ccomp", "advcl") if own else ():
            if act.tag_ == "VB":
                yield from grammar.conjuncts(act)
    elif verb.lemma_ in word_class("voicing"):
        for noun in grammar.children(verb, "dobj"):
            for named in grammar.conjuncts(noun):
                if named.lemma_.casefold() in word_class("willing"):
                    for act in grammar.children(named, "acl"):
                        if act.tag_ == "VB":
                            yield from grammar.conjuncts(act)
    elif any(c.lower_ in _WILL for c in grammar.children(verb, "aux")) and not grammar.is_passive(verb):
        yield from (v for v in grammar.conjuncts(verb) if v == verb or v.tag_ == "VB")


def _bound_to(word: Token) -> Iterator[Token]:
    """The verbs of what one agrees, pledges or is committed to: "agreed [to build] and [run] it", "committed to [building] it"."""
    first = [c for c in grammar.children(word, "xcomp") if c.tag_ == "VB"]
    first += [c for name in grammar.children(word, "prep") if name.lower_ == "to" for c in grammar.children(name, "pcomp")]
    for act in first:
        yield from grammar.conjuncts(act)


def _parties(verb: Token, passage: Passage) -> list[Argument]:
    """The states and bodies that bind themselves to each other by this verb; fewer than two where they do not."""
    heads = grammar.surface_subjects(verb)
    bound = verb.lower_ in word_class("committed") or verb.lemma_ in grammar.verb_class("being")
    if grammar.children(verb, "neg") or (grammar.is_passive(verb) and not bound):
        return []
    found: dict[str, Argument] = {}
    for argument in passage.arguments(heads):
        entity = passage.people.get(argument.entity, argument.entity)
        if passage.register.kind(entity) not in _BODIES:
            return []
        found.setdefault(entity, Argument(entity, argument.token, argument.span, argument.via))
    parties = list(found.values())
    if not 2 <= len(parties) <= _MOST:
        return []
    together = any(a.span is not None and a.span.how == PLURAL for a in parties)
    issue = set(found) == set(passage.linked.issuers)
    mutual = verb.lemma_ in word_class("mutual") and not any(name == "with" for name, _ in grammar.prepositions(verb))
    tied = bound or verb.lemma_ in word_class("binding") or verb.lemma_ in word_class("tasking")
    return parties if issue or mutual or (together and tied) else []


def _said(act: Token, verb: Token, parties: list[Argument], passage: Passage) -> Iterator[Statement]:
    own = {a.entity for a in parties}
    if act.lemma_ in word_class("nothing-done") or grammar.children(act, "neg") or _names_others(act, own, passage):
        return
    if _is_read(act, own, passage):
        return
    found = topics.of_object(passage, [o for o in grammar.objects(act) if o.i not in passage.by_token])
    drawn = any(word.lemma_.casefold() in word_class("drawing-border") for word in (act, *grammar.objects(act)))
    domains = [d if drawn else _JOINTLY.get(d, d) for d in found or topics.of_clause(passage, act) if d not in topics.OFFICIAL]
    scope = scope_of(act)
    if scope.negated:
        return
    scope.modality = Modality.INTENDED if scope.modality in (Modality.ASSERTED, Modality.PREDICTED) else scope.modality
    if not scope.notes:
        scope.notes.append(f"“{verb.text}”: their own undertaking")
    yield from _pairs(parties, tuple(domains), act, scope, passage, "undertaking")


def _pairs(
    parties: list[Argument], domains: tuple[str, ...], trigger: Token, scope: Scope, passage: Passage, rule: str
) -> Iterator[Statement]:
    """Working together of each two of the parties in each of the fields."""
    when = time_of(passage, trigger)
    for at, first in enumerate(parties):
        for second in parties[at + 1 :]:
            for domain in domains[:4]:
                claim = Claim.of(
                    first.entity, Relation.COOPERATES_WITH, second.entity, domain=domain, modality=scope.modality, when=when
                )
                yield passage.statement(claim, trigger, first, second, rule, 0.65, scope.notes)


def _words(act: Token) -> Iterator[Token]:
    """The words of what is undertaken, without what is coordinated with it or said in a clause of its own."""
    queue = [act]
    for at in queue:
        queue.extend(
            c for c in at.children if not (at == act and c.dep_ in ("conj", "nsubj")) and c.dep_ not in ("relcl", "parataxis")
        )
    return iter(queue)


def _names_others(act: Token, own: set[str], passage: Passage) -> bool:
    """True where it is done to or with somebody else: then his tie is what the words say."""
    named = {t for word in _words(act) if word.i in passage.by_token for t in passage.by_token[word.i].targets}
    return any(t not in own and (k := passage.register.kind(t)) is not None and k.is_actor for t in named)


def _is_read(act: Token, own: set[str], passage: Passage) -> bool:
    """True where a word of it states a tie of the parties itself: "agreed to strengthen [cooperation]"."""
    for word in _words(act):
        for predicate in predicates_of(word):
            relation = predicate.relation
            if relation is None or (word == act and word.lemma_ in carriers("light")):
                continue
            filled = fill(predicate, word, passage)
            if filled is not None and (relation not in _OWN_RELATIONS or "both" in filled.predicate.flags):
                ends = {a.entity for a in (*filled.subjects, *filled.objects, *filled.members)}
                if len(ends & own) > 1:
                    return True
    return False
