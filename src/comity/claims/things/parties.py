"""Agreements as nodes: who is a party, since when, how far it has come, and about what; verbs of agreements and projects.

The parties are those the text names: who signs, between whom, who undertakes something by it; where the reference knows the
parties of an agreement, "under the treaty" counts for them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import Scope, scope_of
from comity.claims.qualifiers.when import time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.agreement_nouns import apposed, head_over
from comity.claims.things.vouching import standing_by
from comity.find.domains import heading_domains
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.model import Claim, Statement
from comity.vocabulary import EntityKind, Modality, Relation, Stage

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "parties"
_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})


@dataclass(frozen=True, slots=True)
class PartyVerb:
    """What a verb says of an agreement or a project: its stage then, and whether the subject is out of it."""

    stage: Stage | None
    negated: bool


@cache
def party_verbs(kind: str) -> dict[str, PartyVerb]:
    """Lemma → what it says, for "agreement", "project" or "link"."""
    rows = resources.rows("lexicon", "party_verbs.tsv", required=("word", "kind", "source"))
    return {
        row["word"]: PartyVerb(Stage(row["stage"]) if row["stage"] else None, row["negated"] == "yes")
        for row in rows
        if row["kind"] == kind
    }


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements about the agreements that a sentence names."""
    for span in passage.spans:
        if not sentence.start <= span.start < sentence.end or len(span.targets) != 1:
            continue
        kind = passage.register.kind(span.targets[0])
        if kind is EntityKind.AGREEMENT:
            yield from _agreement(span, sentence, passage)


# --- agreements ---------------------------------------------------------------------------------------------------


def _agreement(span: LinkedSpan, sentence: Span, passage: Passage) -> Iterator[Statement]:
    root = head_over(passage.parsed.doc[span.start : span.end].root, span)
    nouns = [root, *apposed(span, passage)]
    signed = _life(nouns, span, passage)
    yield from _mediated(nouns, span, passage)
    yield from _vouched_for(nouns, span, passage)
    for arguments, trigger, scope, rule, confidence in _parties(span, nouns, sentence, passage):
        when = time_of(passage, trigger) or signed
        yield from said(span, arguments, Relation.PARTY_TO, trigger, scope, when, (rule, confidence), passage)


_NOT_YET = frozenset({Stage.PROPOSED, Stage.NEGOTIATED})
Found = tuple[list[Argument], "Token", Scope, str, float]


def _parties(span: LinkedSpan, nouns: list[Token], sentence: Span, passage: Passage) -> Iterator[Found]:
    """(parties, the word that says so, how it is put forward, rule, confidence)."""
    root = nouns[0]
    for verb in _signing(root, sentence, passage):
        means = party_verbs("agreement")[verb.lemma_]
        # "having signed it": done, whatever the clause above says
        done = any(child.dep_ == "aux" and child.lower_ == "having" for child in verb.children)
        scope = Scope() if done else scope_of(verb)
        if means.negated:
            scope.turn(verb)
        if means.stage in _NOT_YET and scope.modality is Modality.ASSERTED:
            scope.modality = Modality.PROPOSED  # who negotiates it is no party of it yet
        if any(c.dep_ == "aux" and c.lower_ == "should" and c.i == verb.sent.start for c in verb.children):
            # "Should X extend the treaty, …": a condition, no advice
            scope.modality = Modality.POTENTIAL
        beside = [head for _, head in standing_by([verb, *nouns])]
        partners = [head for head in grammar.verb_slots(verb).get("with", []) if head not in beside]
        parties = bodies(passage, [*grammar.subjects(verb), *partners])
        parties += _of_parliaments(parties, passage) if verb.lemma_ in ("ratify", "approve") else []
        if any(_is_neither(a.token) for a in parties):
            scope.turn(verb)
        yield parties, verb, scope, "party-signs", 0.8
    yield from _bound_by_it(root, passage)
    yield from _set_off(root, passage)
    for noun in nouns:
        between = [head for name, head in grammar.prepositions(noun) if name in ("between", "among", "amongst")]
        yield bodies(passage, between), root, scope_of(root), "party-between", 0.75
        for clause in grammar.children(noun, "relcl"):
            if any(name in ("by", "under", "in", "through") and head == noun for name, head in _relative_phrases(clause)):
                yield bodies(passage, grammar.surface_subjects(clause)), root, scope_of(root), "party-undertakes", 0.75
        yield from _in_clauses(noun, passage)
    preposition = root.head
    if root.dep_ != "pobj":
        return
    noun = preposition.head
    signing = preposition.lower_ == "of" and noun.lemma_.casefold() in word_class("signing") and passage.is_fragment
    if signing and len(passage.context) == 2 and not passage.arguments(_around(noun)):
        assumed = [Argument(e, noun, None, f"{passage.register.label(e)}: by the context") for e in passage.context]
        yield assumed, noun, scope_of(noun), "party-context", 0.6
    if preposition.lower_ in ("under", "by"):
        yield _bound(span, preposition, passage), root, scope_of(root), "party-under", 0.6


def _of_parliaments(parties: list[Argument], passage: Passage) -> list[Argument]:
    """The states whose parliaments ratify: by that they are bound."""
    homes = [(a, passage.register.home(a.entity)) for a in parties if passage.register.kind(a.entity) is EntityKind.ORGANIZATION]
    return [Argument(home, a.token, a.span, f"of {passage.register.label(home)}") for a, home in homes if home and home != a.entity]


def _in_clauses(noun: Token, passage: Passage) -> Iterator[Found]:
    """Who "signed by", "which … signed" and "that … has ratified" name behind the agreement's noun."""
    words = party_verbs("agreement")
    for clause in grammar.children(noun, "acl", "relcl"):
        for verb in grammar.conjuncts(clause):
            if verb.lemma_ not in words or not grammar.is_verb(verb):
                continue
            if grammar.is_passive(verb):
                parties = bodies(passage, grammar.agents(verb))
            elif any(child.tag_ in ("WDT", "IN") and child.dep_ in ("dobj", "mark") for child in verb.children):
                parties = bodies(passage, grammar.children(verb, "nsubj"))
            else:
                continue
            scope = scope_of(verb)
            if words[verb.lemma_].negated:
                scope.turn(verb)
            yield parties, verb, scope, "party-clause", 0.75


def _set_off(root: Token, passage: Passage) -> Iterator[Found]:
    """Who made it, where the parser took the participle for its verb: "The X Declaration, [concluded in 1996 by A and B], …"."""
    verb = root.head
    apart = root.i + 1 < len(root.doc) and root.nbor(1).text == ","
    if root.dep_ == "nsubj" and apart and verb.tag_ in ("VBD", "VBN") and verb.lemma_ in party_verbs("agreement"):
        yield bodies(passage, grammar.agents(verb)), verb, scope_of(verb), "party-clause", 0.75


def _bound_by_it(root: Token, passage: Passage) -> Iterator[Found]:
    """Whom the agreement commits or binds, and towards whom: "the pact obliges A and B to defend C"."""
    verb = root.head
    if root.dep_ != "nsubj" or not grammar.is_verb(verb) or verb.lemma_ not in party_verbs("binding"):
        return
    heads = [
        *grammar.children(verb, "dobj"),
        *(t for c in grammar.children(verb, "ccomp", "xcomp") for t in grammar.children(c, "nsubj")),
    ]
    heads += [t for c in grammar.children(verb, "xcomp", "ccomp", "advcl") for t in grammar.children(c, "dobj") if c.tag_ == "VB"]
    parties = [a for a in bodies(passage, heads) if passage.register.kind(a.entity) is EntityKind.STATE]
    if len(parties) > 1:
        yield parties, verb, scope_of(verb), "party-bound", 0.7


def _mediated(nouns: list[Token], span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    """Who brokered the agreement, in a clause behind it or with "under the auspices of", "through the mediation of"."""
    for noun in nouns:
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and _is_act(noun.head) else None
        sources = [noun, *([verb] if verb is not None else [])]
        found = [
            (clause, grammar.agents(clause))
            for clause in grammar.children(noun, "acl", "relcl")
            if clause.lemma_ in party_verbs("mediating") and grammar.is_passive(clause)
        ]
        for source in sources:
            for _, head in grammar.prepositions(source):
                if head.lower_ in party_verbs("mediation"):
                    slots = grammar.noun_slots(head)
                    found.append((head, [t for name in ("of", "poss", "by") for t in slots.get(name, [])]))
        for trigger, heads in found:
            scope = scope_of(trigger)
            brokers = bodies(passage, heads) or passage.arguments(heads, "person")
            yield from said(span, brokers, Relation.MEDIATES, trigger, scope, time_of(passage, trigger), ("mediated", 0.7), passage)


def _vouched_for(nouns: list[Token], span: LinkedSpan, passage: Passage) -> Iterator[Statement]:
    """Who guarantees or witnesses the agreement: he backs it."""
    verb = nouns[0].head
    for role, head in standing_by([*nouns, *([verb] if _is_act(verb) else [])]):
        if role in word_class("vouching"):
            scope, when = scope_of(head), time_of(passage, verb)
            yield from said(span, bodies(passage, [head]), Relation.SUPPORTS, head, scope, when, ("vouched-for", 0.7), passage)


def _around(noun: Token) -> list[Token]:
    slots = grammar.noun_slots(noun)
    return [t for name in ("poss", "by", "between") for t in slots.get(name, [])]


def _is_act(token: Token) -> bool:
    """True for verbs, also for one of a timeline ("India and Nepal sign …") that the tagger took for a noun."""
    return grammar.is_verb(token) or (token.dep_ == "ROOT" and bool(grammar.children(token, "nsubj")))


def _relative_phrases(clause: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun the clause hangs on) for "by which", "under which"."""
    for child in clause.children:
        if child.dep_ == "prep" and any(word.tag_ == "WDT" for word in child.children):
            yield child.lower_, clause.head


def _signing(root: Token, sentence: Span, passage: Passage) -> Iterator[Token]:
    """Verbs that make somebody a party of the agreement: its own verb, and one with "it" or nothing for an object later on."""
    words = party_verbs("agreement")
    top = root
    while top.dep_ in ("conj", "appos") and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    verb = top.head
    if top.dep_ in ("dobj", "nsubjpass") and _is_act(verb) and verb.lemma_ in words:
        yield verb
        yield from (other for other in grammar.conjuncts(verb)[1:] if other.lemma_ in words and not grammar.children(other, "dobj"))
    elif top.dep_ == "pobj" and verb.lower_ == "into" and verb.head.lemma_ == "enter":
        return
    if len({t for s in passage.spans for t in s.targets if passage.register.kind(t) is EntityKind.AGREEMENT}) != 1:
        return
    for token in sentence:
        if token.i > root.i and token.lemma_ in word_class("acceding") and grammar.is_verb(token) and token != verb:
            objects = [*grammar.children(token, "dobj"), *(head for name, head in grammar.prepositions(token) if name == "to")]
            if grammar.children(token, "nsubj") and all(o.lower_ == "it" and o.i not in passage.by_token for o in objects):
                yield token


def _bound(span: LinkedSpan, preposition: Token, passage: Passage) -> list[Argument]:
    """Whom an agreement binds in "under the treaty": the two states of its clause, or those known to be parties."""
    verb = grammar.verb_over(preposition)
    if verb is None:
        return []
    slots = grammar.verb_slots(verb)
    heads = [t for name in ("subj", "obj", "iobj", "to", "with", "on", "for", "in") for t in slots.get(name, [])]
    found = [a for a in bodies(passage, heads) if passage.register.kind(a.entity) is EntityKind.STATE]
    known = {party.party for party in passage.register.reference.parties_of(span.targets[0])}
    if known:
        return [a for a in found if a.entity in known]
    return found if len(found) == 2 else []


def _life(nouns: list[Token], span: LinkedSpan, passage: Passage) -> str | None:
    """The day of signing that the text gives beside the name; it and the entry into force are kept with a new agreement."""
    facts: dict[str, object] = {}
    clauses = [clause for noun in nouns for clause in grammar.children(noun, "acl", "relcl")]
    verb = nouns[0].head
    if nouns[0].dep_ in ("nsubj", "nsubjpass") and grammar.is_verb(verb):
        clauses.append(verb)
    for clause in clauses:
        if clause.dep_ == "relcl" and any(child.dep_ == "nsubj" and child.tag_ != "WDT" for child in clause.children):
            continue
        when = time_of(passage, clause)
        into = any(name == "into" and head.lower_ == "force" for name, head in grammar.prepositions(clause))
        if clause.lemma_ in ("sign", "conclude") and when:
            facts.update(signed=when, stage=facts.get("stage") or Stage.SIGNED)
        elif clause.lemma_ in ("enter", "come") and into and scope_of(clause).modality is Modality.ASSERTED:
            facts.update(in_force=(when or "").rstrip("/"), stage=Stage.IN_FORCE)
    note(span, passage, **facts)
    signed = facts.get("signed")
    return str(signed) if signed else None


def note(span: LinkedSpan, passage: Passage, **facts: object) -> None:
    """Keeps facts with an agreement or project that this document names first."""
    entity = passage.register.new.get(span.targets[0])
    if entity is not None and facts:
        passage.register.add(entity.kind, entity.label, alias="", state="", label="", **facts)


# --- claims -------------------------------------------------------------------------------------------------------


def bodies(passage: Passage, heads: Iterable[Token]) -> list[Argument]:
    """States, organisations and groups of these phrases; a leader or a capital counts as the state."""
    found: dict[str, Argument] = {}
    for argument in passage.arguments(list(heads), "country"):
        entity = passage.people.get(argument.entity, argument.entity)
        if passage.register.kind(entity) in _BODIES:
            found.setdefault(entity, Argument(entity, argument.token, argument.span, argument.via))
    return list(found.values())


def doers(verb: Token) -> list[Token]:
    """Heads of who does what a verb says, and with whom: "[X] signed the pact with [Y]"."""
    return [*grammar.subjects(verb), *grammar.verb_slots(verb).get("with", [])]


def _is_neither(token: Token) -> bool:
    at = token
    while at.dep_ == "conj":
        at = at.head
    return any(child.lower_ in ("neither", "no") for child in at.children)


def domains_of(span: LinkedSpan, passage: Passage) -> tuple[str, ...]:
    """Domains of a named thing: those the reference gives, the ones the passage speaks of first, else those of its name's words."""
    entity = passage.register.entity(span.targets[0])
    if entity is None:
        return ()
    if entity.domains:
        own = topics.of_entity(entity)
        spoken = set(topics.settle(passage.domains))
        return tuple(d for d in own if d in spoken) or own[:2]
    found = topics.settle(heading_domains(entity.label))
    named = tuple(d for d in found if d != "domain:diplomacy")
    if not named and entity.kind is EntityKind.AGREEMENT:
        # "an Interim Agreement regarding trade": what it is on stands after its name
        said = topics.of_noun(passage, passage.parsed.doc[span.start : span.end].root)
        named = tuple(d for d in said if d != "domain:diplomacy")
    return named[:2] or found[:1]


def said(
    span: LinkedSpan, arguments: list[Argument], relation: Relation, trigger: Token, scope: Scope, when: str | None,
    how: tuple[str, float], passage: Passage,
) -> Iterator[Statement]:  # fmt: skip
    """The claim of each one's tie to a named agreement or project, once for each of its domains; ``how``: rule, confidence."""
    rule, confidence = how
    thing = span.targets[0]
    domains = domains_of(span, passage)
    if domains and arguments:
        note(span, passage, domains=domains)
    root = passage.parsed.doc[span.start : span.end].root
    for argument in arguments:
        if argument.entity == thing:
            continue
        for domain in domains or (None,):
            claim = Claim.of(
                argument.entity, relation, thing, domain=domain, modality=scope.modality, negated=scope.negated, when=when
            )
            yield passage.statement(claim, trigger, argument, Argument(thing, root, span), rule, confidence, scope.notes)
