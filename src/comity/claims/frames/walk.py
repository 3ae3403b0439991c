"""Words with frames → claims: one walk over the words of a sentence.

For each verb, noun and adjective that the lexicon knows: its slots from the parse, the first of its frames that the text
fills, the domains around it, how it is put forward; then one claim for each pair and domain. Adding a verb is adding a row to
``data/lexicon/predicates.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.frames.about import known_topic, topics_of, toward_domain
from comity.claims.frames.carried import is_carried_elsewhere
from comity.claims.frames.ended import is_halted, is_off
from comity.claims.frames.ends import are_one_side, is_among_themselves, is_no_belligerent, is_own_organ, quarrelled_about
from comity.claims.frames.presupposed import is_backed
from comity.claims.lexicon import Predicate, carriers, usual_domain
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import Scope, said_by, scope_of
from comity.claims.qualifiers.when import figure_of, time_of
from comity.claims.slots.arguments import Argument
from comity.claims.slots.duties import eases, goods_under, is_favour
from comity.claims.slots.ends_of_talks import is_broken_off, is_cancelled
from comity.claims.slots.filling import Filled, fill
from comity.claims.words import meant_by_one, predicates_of
from comity.grammar import word_class
from comity.model import Claim, Statement
from comity.vocabulary import UNNAMED, Effect, EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "frames"
KEEPS_PERSON = frozenset(
    {Relation.CONSULTS_WITH, Relation.HOLDS_OFFICE, Relation.PARTICIPATES_IN, Relation.MEDIATES, Relation.HOSTS}
)
"""Relations that are about the person; in all others a leader acts for the state."""

OBJECT_MAY_BE_DOMAIN = frozenset({Relation.SUPPORTS, Relation.OPPOSES, Relation.PURSUES, Relation.POSSESSES, Relation.NEEDS})
_HAS_RESOURCES = frozenset({EntityKind.STATE, EntityKind.GROUP, EntityKind.PERSON})
"""Whose resources and needs are worth a claim: a firm's "communication technology" is its trade, not its strength."""

_BASE = {"v": 0.8, "n": 0.75, "a": 0.75}
_CONTEXT_FACTOR = 0.65
"""What an actor that the sentence does not name costs: on our dev passages two thirds of such claims were right."""


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements that the predicates of a sentence make; none where nobody is named or meant."""
    if not passage.context and not passage.named_in(sentence):
        return
    for token in sentence:
        predicates = predicates_of(token)
        if not predicates or is_carried_elsewhere(token, passage):
            continue
        for predicate in predicates:
            filled = fill(predicate, token, passage)
            if filled is not None:
                yield from _claims(filled, passage)
                if "also" not in predicate.flags:
                    break


# --- claims -------------------------------------------------------------------------------------------------------


def _claims(filled: Filled, passage: Passage) -> Iterator[Statement]:
    predicate = filled.predicate
    meant = meant_by_one(filled.trigger)
    found = topics_of(filled if meant is None else replace(filled, trigger=meant), passage)
    taken_for_granted = "presupposed" in predicate.flags or _is_of_others(filled) or grammar.is_joined(filled.trigger)
    scope = scope_of(filled.trigger, presupposed=taken_for_granted)
    _own_undertaking(filled, scope, passage)
    if predicate.modality is not None:
        scope.take(predicate.modality, filled.trigger)
    if predicate.relation is None and predicate.pos == "n" and is_backed(filled.trigger):
        scope.take(Modality.INTENDED, filled.trigger.head)
    if "negated" in predicate.flags:
        scope.negated = not scope.negated
    if any(_is_none(noun) for noun in _things(filled)):
        scope.turn(filled.trigger)
    over = grammar.first_of_list(filled.trigger).head.i  # "halted" ends what it governs, and does so once
    if predicate.pos == "n" and over not in scope.turned_by and (is_halted(predicate, filled.trigger) or is_cancelled(filled)):
        scope.turn(filled.trigger)
    for subject, other in _pairs(filled, passage):
        relation = _relation(predicate, other, passage)
        if relation is None:
            continue
        if relation is Relation.SUPPLIES and found.domains and _GIVEN.issuperset(found.domains):
            relation = Relation.AIDS  # money and help are not delivered as goods are
        if relation is Relation.SUPPLIES and len(set(found.domains)) == 1:
            relation = _NO_GOODS.get(found.domains[0], relation)
        if relation is Relation.COOPERATES_WITH and predicate.word in word_class("recognising"):
            if any(head.lemma_ in ("claim", "sovereignty", "annexation") for head in filled.object_heads):
                found = topics.Topics(("domain:territory",), 0.95)
            if set(found.domains) == {"domain:territory"}:
                relation = Relation.SUPPORTS  # of a claim to land, not of the one who makes it
        quarrel = quarrelled_about(filled, passage) if relation is Relation.FIGHTS else None
        if quarrel is not None:
            relation, found = Relation.DISPUTES_WITH, topics.Topics(quarrel, 0.9, "a quarrel in words of war")
        if relation is Relation.CONSULTS_WITH and is_broken_off(filled.trigger):
            relation = Relation.OPPOSES
        if relation is Relation.COOPERATES_WITH and is_off(filled.trigger) and (filled.subjects or not _BUILT & set(found.domains)):
            relation = Relation.OPPOSES
        elif relation is Relation.SANCTIONS and eases(filled.trigger):
            relation = Relation.YIELDS_TO
            if predicate.domain == "domain:trade" and scope.negated:
                relation, scope = Relation.SANCTIONS, replace(scope, negated=False)  # "has not cut its tariffs": they are there
            elif predicate.domain == "domain:trade":
                goods = goods_under(filled.trigger, passage)
                relation, found = Relation.TRADES_WITH, topics.Topics(goods, 0.95) if goods else found
        if relation is Relation.TRADES_WITH and predicate.pos == "n" and is_favour(filled.trigger):
            goods = goods_under(filled.trigger, passage)
            found = topics.Topics(goods, 0.95) if goods else found
        yield from _emit(filled, passage, subject, relation, other, found, scope)
    if not filled.objects and not filled.members and predicate.relation in OBJECT_MAY_BE_DOMAIN:
        yield from _about_domains(filled, passage, predicate.relation, scope)


def _is_of_others(filled: Filled) -> bool:
    """True for measures of those it names, whatever another says to them: "X refused to join [Western] sanctions on Y"."""
    noun = filled.trigger
    return (
        filled.predicate.pos == "n"
        and filled.predicate.relation is Relation.SANCTIONS
        and bool(filled.subjects)
        and all(a.token.head == noun and a.token.i < noun.i for a in filled.subjects)
        and noun.head.lemma_ in carriers("sharing")
    )


def _own_undertaking(filled: Filled, scope: Scope, passage: Passage) -> None:
    """In a joint statement "will" is what the parties undertake, not a forecast."""
    issuers = set(passage.linked.issuers)
    if (
        scope.modality is Modality.PREDICTED
        and issuers
        and issuers & {a.entity for a in (*filled.subjects, *filled.members, *filled.objects)}
    ):
        scope.modality = Modality.INTENDED
        scope.notes.append("a party's own undertaking")


def _pairs(filled: Filled, passage: Passage) -> Iterator[tuple[Argument, Argument]]:
    """(subject, object) pairs of a filled frame; both ways where the predicate says so."""
    del passage
    if filled.agentless and filled.objects and not filled.subjects:
        for other in filled.objects:
            yield Argument(UNNAMED, filled.trigger, None, "the text names no agent"), other
        return
    both = "both" in filled.predicate.flags
    for subject in filled.subjects:
        for other in filled.objects:
            yield subject, other
            if both:
                yield other, subject
    for at, first in enumerate(filled.members):
        for second in filled.members[at + 1 :]:
            yield first, second
            if both:
                yield second, first


def _relation(predicate: Predicate, other: Argument, passage: Passage) -> Relation | None:
    """The relation, with "belongs" and signing settled by what the object is."""
    kind = passage.register.kind(other.entity)
    if predicate.relation is None:
        return {EntityKind.ORGANIZATION: Relation.MEMBER_OF, EntityKind.AGREEMENT: Relation.PARTY_TO}.get(kind) or (  # type: ignore[arg-type]
            Relation.PARTICIPATES_IN if kind in (EntityKind.EVENT, EntityKind.PROJECT) else None
        )
    if predicate.relation is Relation.AGREES_WITH and kind is EntityKind.AGREEMENT:
        return Relation.PARTY_TO
    return predicate.relation


_NO_GOODS = {"domain:investment": Relation.INVESTS_IN, "domain:territory": Relation.YIELDS_TO}
_GIVEN = frozenset({topics.FINANCE, "domain:development", "domain:humanitarian"})
_BUILT = frozenset({"domain:digital", "domain:infrastructure", "domain:transport", "domain:electricity"})
"""Fields of cables, bridges and lines: one that is cut is broken, and no tie with it, unless somebody cuts it with another."""


def _emit(
    filled: Filled, passage: Passage, subject: Argument, relation: Relation, other: Argument, found: topics.Topics, scope: Scope
) -> Iterator[Statement]:
    if relation not in KEEPS_PERSON:
        subject, other = _for_state(subject, passage), _for_state(other, passage)
    if relation is Relation.AIDS and filled.trigger.lemma_ in word_class("training"):
        other = _home(other, passage)
    if subject.entity == other.entity and not is_among_themselves(subject, other, passage):
        return
    if relation is Relation.CONSULTS_WITH and are_one_side(subject.entity, other.entity, passage):
        return
    if is_no_belligerent(filled, relation):
        return
    if relation is Relation.DISPUTES_WITH and EntityKind.PLACE in {passage.register.kind(a.entity) for a in (subject, other)}:
        return  # "X claims the valley": the dispute is with whoever else claims it
    if relation in (Relation.AIDS, Relation.SUPPLIES) and is_own_organ(other.entity, subject.entity, passage):
        return
    if relation is Relation.INFLUENCES and is_own_organ(subject.entity, other.entity, passage):
        return  # an army at home
    found = known_topic(found, relation, other, passage)
    confidence = _BASE[filled.predicate.pos] * found.factor * (_CONTEXT_FACTOR if filled.from_context else 1.0)
    domains: tuple[str | None, ...] = found.domains[:6]
    if relation in (Relation.MEMBER_OF, Relation.PARTY_TO, Relation.HOLDS_OFFICE):
        domains = ()
    if relation in (Relation.ALLIED_WITH, Relation.EXERCISES_WITH) and domains:
        # ships that drill are not sold, and the treaty or the diplomats that an alliance is told by are not its field
        domains = tuple(d for d in domains if d not in _BY_THE_WAY) or (filled.predicate.domain or usual_domain(relation),)
    for domain in domains or (None,):
        yield _one(filled, passage, subject, relation, other.entity, other, domain, scope, confidence, found.note)


_BY_THE_WAY = frozenset({"domain:arms-trade", "domain:diplomacy", None})


def _home(argument: Argument, passage: Passage) -> Argument:
    """The state whose pilots or officers are trained; an army is a body of its own."""
    entity = passage.register.entity(argument.entity)
    if entity is None or entity.kind is not EntityKind.GROUP or not entity.state:
        return argument
    label = passage.register.label
    return Argument(entity.state, argument.token, argument.span, f"{entity.label} → {label(entity.state)} (the state of its men)")


def _for_state(argument: Argument, passage: Passage) -> Argument:
    """The state a person acts for; any other argument as it is."""
    state = passage.people.get(argument.entity)
    if state is None:
        return argument
    label = passage.register.label
    return Argument(
        state, argument.token, argument.span, f"{label(argument.entity)} → {label(state)} (a leader acting for the state)"
    )


def _said_by(trigger: Token, passage: Passage) -> list[Token]:
    """Who says it, found once for each word."""
    if not passage.has_saying:
        return []
    known = passage.sayings.get(trigger.i)
    if known is None:
        known = passage.sayings[trigger.i] = said_by(trigger)
    return known


def _one(
    filled: Filled,
    passage: Passage,
    subject: Argument,
    relation: Relation,
    other: str,
    argument: Argument | None,
    domain: str | None,
    scope: Scope,
    confidence: float,
    note: str = "",
) -> Statement:
    speakers = passage.arguments(scope.said_by or _said_by(filled.trigger, passage))
    if (
        scope.modality is Modality.PREDICTED
        and "both" not in filled.predicate.flags
        and subject.entity in {_for_state(s, passage).entity for s in speakers}
    ):
        # what one says one will do is no forecast
        scope = replace(scope, modality=Modality.INTENDED, notes=[*scope.notes, "its own undertaking"])
    own = {subject.entity, other} if relation.symmetric else {subject.entity}  # an actor speaks of its own act
    effect = next((Effect(flag) for flag in filled.predicate.flags if flag in ("raises", "lowers", "changes")), None)
    claim = Claim.of(
        subject.entity,
        relation,
        other,
        domain=domain,
        modality=scope.modality,
        negated=scope.negated,
        when=time_of(passage, filled.trigger),
        quantity=figure_of(passage, filled.trigger, relation, domain),
        attributed_to=speakers[0].entity if speakers and not own & {s.entity for s in speakers} else None,
        effect=effect if relation is Relation.AFFECTS else None,
    )
    uncertain = sum(
        1
        for a in (subject, argument)
        if (a is not None and a.span is not None and "anaphora" in a.span.how)
        or (a is not None and a.span is not None and a.span.how == "pronoun")
    )
    return passage.statement(
        claim,
        filled.trigger,
        subject,
        argument,
        filled.predicate.rule,
        confidence * 0.9**uncertain,
        [*scope.notes, *([note] if note else [])],
    )


def _about_domains(filled: Filled, passage: Passage, relation: Relation, scope: Scope) -> Iterator[Statement]:
    """Claims whose object is a domain: what an actor needs, has, pursues, backs or fights."""
    for domain in filled.own_domains:
        for argument in filled.subjects:
            settled, kind = toward_domain(filled, relation, domain), passage.register.kind(argument.entity)
            if (
                kind is EntityKind.ORGANIZATION
                and relation in (Relation.SUPPORTS, Relation.OPPOSES)
                and settled is not Relation.OPPOSES
                and not any(p.relation is Relation.CRITICIZES for p in predicates_of(filled.trigger))
            ):
                # what an organisation promotes or combats is what it is there for
                settled = Relation.PURSUES
            if settled is Relation.NEEDS and (_is_of_a_tie(filled, passage) or _is_of_a_thing(filled.trigger)):
                continue
            if settled is None or (settled in (Relation.POSSESSES, Relation.NEEDS) and kind not in _HAS_RESOURCES):
                continue
            subject = argument if settled in KEEPS_PERSON else _for_state(argument, passage)
            yield _one(filled, passage, subject, settled, domain, None, None, scope, _BASE[filled.predicate.pos])


def _is_of_a_thing(verb: Token) -> bool:
    """True for "a policy requiring permits", "challenges requiring a response": what asks for it is no state."""
    return verb.lemma_ in ("require", "demand") and verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl")


def _is_of_a_tie(filled: Filled, passage: Passage) -> bool:
    """True for "stressed the need for closer [cooperation on] X": the cooperation is needed, not the X."""
    if filled.predicate.pos != "n":
        return False
    heads = [head for name, head in grammar.prepositions(filled.trigger) if name in ("for", "of")]
    ends = {a.entity for a in filled.subjects}
    for noun in heads:
        for predicate in predicates_of(noun):
            inner = fill(predicate, noun, passage) if predicate.is_mutual else None
            if inner is not None and ends & {a.entity for a in (*inner.subjects, *inner.members)}:
                return True
    return False


def _things(filled: Filled) -> set[Token]:
    """Who and what a predicate is said of: with "no" before one of them it is denied ("buys no gas", "no state")."""
    found = {a.token for a in (*filled.subjects, *filled.members, *filled.objects)}
    if filled.predicate.pos == "v":
        found.update(grammar.children(filled.trigger, "dobj"))
    return found


def _is_none(noun: Token) -> bool:
    """True for "neither X nor Y" and "no state"."""
    at = noun
    while at.dep_ == "conj":
        at = at.head
    return any(child.lower_ in ("neither", "no") for child in at.children)
