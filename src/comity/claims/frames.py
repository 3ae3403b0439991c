"""Words with frames → claims: one walk over the words of a sentence.

For each verb, noun and adjective that the lexicon knows: its slots from the parse, the first of its frames that the text
fills, the domains around it, how it is put forward; then one claim for each pair and domain. Adding a verb is adding a row to
``data/lexicon/predicates.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims import lexicon, topics
from comity.claims.lexicon import Predicate, Slot, carriers
from comity.claims.passage import Argument, Passage
from comity.claims.scope import Scope, said_by, scope_of
from comity.claims.when import figure_of, time_of
from comity.model import Claim, Statement
from comity.vocabulary import UNNAMED, Effect, EntityKind, Modality, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NAME = "frames"
KEEPS_PERSON = frozenset({Relation.CONSULTS_WITH, Relation.HOLDS_OFFICE, Relation.PARTICIPATES_IN, Relation.MEDIATES, Relation.HOSTS})
"""Relations that are about the person; in all others a leader acts for the state."""

OBJECT_MAY_BE_DOMAIN = frozenset({Relation.SUPPORTS, Relation.OPPOSES, Relation.PURSUES, Relation.POSSESSES, Relation.NEEDS})
_ORIGIN = frozenset({"come", "originate", "stem", "derive", "go", "flow", "arrive", "run", "be"})
"""Verbs that only say where their subject is from or bound for: "its imports come from X"."""

_NAMES_ONLY = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.PLACE})
"""Kinds whose names say nothing by their words: the "cooperation" in an organisation's name is no claim."""

_HAS_RESOURCES = frozenset({EntityKind.STATE, EntityKind.GROUP, EntityKind.PERSON})
"""Whose resources and needs are worth a claim: a firm's "communication technology" is its trade, not its strength."""

_BY_CONTEXT = frozenset({Relation.OPPOSES, Relation.PURSUES, Relation.SUPPORTS, Relation.CONSULTS_WITH, Relation.CRITICIZES, Relation.INFLUENCES})
_BASE = {"v": 0.8, "n": 0.75, "a": 0.75}
_CONTEXT_FACTOR = 0.65
"""What an actor that the sentence does not name costs: on our dev passages two thirds of such claims were right."""


@dataclass
class Filled:
    """A frame that the text fills."""

    predicate: Predicate
    trigger: Token
    subjects: list[Argument] = field(default_factory=list)
    objects: list[Argument] = field(default_factory=list)
    members: list[Argument] = field(default_factory=list)
    about: list[Token] = field(default_factory=list)
    own_domains: tuple[str, ...] = ()
    from_context: bool = False
    agentless: bool = False
    object_heads: list[Token] = field(default_factory=list)


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements that the predicates of a sentence make."""
    for token in sentence:
        if _is_carried_elsewhere(token, passage):
            continue
        for predicate in predicates_of(token):
            filled = fill(predicate, token, passage)
            if filled is not None:
                yield from _claims(filled, passage)
                break


@cache
def _phrasal() -> frozenset[str]:
    """Verbs that have an entry with a particle or an object ("carry_out", "take_part")."""
    return frozenset(word.partition("_")[0] for word, pos in lexicon.predicates() if pos == "v" and "_" in word)


def predicates_of(token: Token) -> tuple[Predicate, ...]:
    """Entries of the lexicon for a word in its place; two-word entries ("trade agreement", "take part") come first."""
    table = lexicon.predicates()
    lemma = token.lemma_.casefold()
    if grammar.is_verb(token):
        if lemma in _phrasal():
            for child in grammar.children(token, "prt", "advmod", "dobj"):
                found = table.get((f"{lemma}_{child.lower_}", "v"))
                if found and child.i > token.i:
                    return found
        return table.get((lemma, "v"), ())
    if token.pos_ in ("NOUN", "PROPN"):
        before = token.nbor(-1).lemma_.casefold() if token.i > 0 else ""
        word = token.lemma_.casefold() if token.pos_ == "NOUN" else token.lower_
        return table.get((f"{before} {word}", "n"), ()) or table.get((word, "n"), ()) or table.get((token.lower_.removesuffix("s"), "n"), ())
    if token.pos_ == "ADJ" or (token.tag_ in ("VBN", "JJ") and token.dep_ in ("acomp", "amod")):
        return table.get((lemma, "a"), ()) or table.get((token.lower_, "a"), ()) or _participle(token)
    return ()


def _participle(token: Token) -> tuple[Predicate, ...]:
    """Entries of the verb whose participle the tagger took for an adjective ("armed and financed by …"), where an agent shows it."""
    word = token.lower_
    if not word.endswith("ed") or not grammar.agents(token):
        return ()
    table = lexicon.predicates()
    return table.get((word[:-2], "v"), ()) or table.get((word[:-1], "v"), ())


def _is_carried_elsewhere(token: Token, passage: Passage) -> bool:
    """True for words that only carry or modify another predicate: "signed [a treaty]", "[trade] agreement"."""
    span = passage.by_token.get(token.i)
    if span is not None and span.how != "collective" and passage.register.kind(span.targets[0]) in _NAMES_ONLY:
        return True
    if grammar.is_verb(token) and token.lemma_ in carriers("light"):
        for noun in grammar.objects(token):
            if any(fill(p, noun, passage) is not None for p in predicates_of(noun)):
                return True
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        return any(fill(p, token.head, passage) is not None for p in predicates_of(token.head))
    return False


# --- slots --------------------------------------------------------------------------------------------------------


def slots_of(token: Token, passage: Passage) -> grammar.Slots:
    """All slots of a word, with those that a carrying verb lends to a noun; found once a passage."""
    known = passage.slots.get(token.i)
    if known is None:
        known = passage.slots[token.i] = _slots(token, passage)
    return known


def _slots(token: Token, passage: Passage) -> grammar.Slots:
    if grammar.is_verb(token):
        return grammar.verb_slots(token)
    if token.pos_ == "ADJ" and _participle(token):
        return grammar.verb_slots(token)
    if token.pos_ == "ADJ" or token.dep_ in ("acomp", "amod"):
        slots: grammar.Slots = {"subj": grammar.surface_subjects_of_adjective(token)}
        for name, noun in grammar.prepositions(token):
            slots.setdefault(name, []).append(noun)
        return slots
    slots = grammar.noun_slots(token)
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i and token.head.pos_ == "NOUN":
        # "the trade dynamics between X and Y": the head says nothing itself, its phrases are those of the word before it
        _merge(slots, grammar.noun_slots(token.head), skip=("holder",))
        _lend_from_verb(token.head, slots)
    slots["self"] = [token]
    _lend_from_verb(token, slots)
    _lend_from_coordination(token, slots)
    _add_examples(slots)
    slots["sentence"] = passage.named_in(token.sent)
    return slots


def _add_examples(slots: grammar.Slots) -> None:
    """"Members such as X", "observers including Y" are held by those named; "threats, including those posed by Z" by Z."""
    for name in ("including", "like", "as"):
        for head in slots.get(name, []):
            if head.lower_ in ("those", "that", "ones"):
                _merge(slots, grammar.noun_slots(head), skip=("holder",))
            else:
                slots["holder"] = [*slots["holder"], head]


def _lend_from_verb(noun: Token, slots: grammar.Slots) -> None:
    """Slots of the verb that carries a noun: who provides, to whom, on whom ("imposed sanctions on", "provides X with aid")."""
    carried = noun
    while carried.dep_ == "conj" or (carried.dep_ == "pobj" and carried.head.lower_ == "of" and carried.head.head.lemma_ in carriers("transparent")):
        carried = carried.head if carried.dep_ == "conj" else carried.head.head
    verb = carried.head
    if carried.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in ("with", "in", "into", "to", "on") and grammar.is_verb(verb.head):
        over = verb.head
        if over.lemma_ in ("provide", "supply", "furnish") and verb.lower_ == "with":
            slots["light"], slots["lightto"] = grammar.subjects(over), grammar.objects(over)
        elif over.lemma_ in ("engage", "enter", "participate", "lead", "agree", "commit", "work", "embark", "cooperate", "focus", "involve", "embroil", "lock"):
            slots["light"] = grammar.surface_subjects(over)
        return
    if carried.dep_ == "pobj" and verb.lower_ == "under" and grammar.is_verb(verb.head) and verb.head.lemma_ in ("be", "come", "remain", "live", "stay"):
        slots["lightto"] = grammar.surface_subjects(verb.head)
        return
    if carried.dep_ == "nsubj" and grammar.is_verb(verb) and verb.lemma_ in _ORIGIN:
        _merge(slots, grammar.verb_slots(verb), skip=("subj", "obj", "attr"))
        return
    if not grammar.is_verb(verb) or carried.dep_ not in ("dobj", "nsubjpass", "attr", "oprd"):
        return
    particle = next((c.lower_ for c in grammar.children(verb, "prt")), "")
    light = carriers("light")
    role = light.get(f"{verb.lemma_}_{particle}") if particle else None
    role = role or light.get(verb.lemma_)
    if role is None and carried.dep_ != "attr":
        role = None if _states_conflict(verb) else "agent"
        if role is None:
            return
    verb_slots = grammar.verb_slots(verb)
    if carried.dep_ == "attr":
        _merge(slots, verb_slots, skip=("subj", "obj", "attr"))
        return
    receivers = [*verb_slots.get("iobj", ()), *verb_slots.get("to", ()), *verb_slots.get("for", ())]
    if role == "agent":
        slots["light"], slots["lightto"] = grammar.subjects(verb), receivers
    else:
        slots["lightto"], slots["light"] = grammar.subjects(verb), verb_slots.get("from", [])
    _merge(slots, verb_slots, skip=("subj", "obj", "attr", "iobj"))


def _states_conflict(verb: Token) -> bool:
    """True when the verb says something hostile of its own, so that its subject does not do what its object names."""
    return any(p.relation is None or p.relation.polarity < 0 for p in predicates_of(verb))


def _lend_from_coordination(noun: Token, slots: grammar.Slots) -> None:
    """"Aid and training to Mali": the phrase after the last of two nouns is the first one's too, the owner before it the second's."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        first = grammar.noun_slots(noun.head)
        for key in ("poss", "mod"):
            if not slots.get(key):
                slots[key] = first.get(key, [])
    for other in grammar.children(noun, "conj"):
        if other.pos_ == "NOUN":
            for name, head in grammar.prepositions(other):
                slots.setdefault(name, []).append(head)


def _merge(slots: grammar.Slots, more: grammar.Slots, skip: tuple[str, ...]) -> None:
    for name, tokens in more.items():
        if name not in skip:
            have = slots.setdefault(name, [])
            have.extend(t for t in tokens if t not in have)


# --- filling ------------------------------------------------------------------------------------------------------


def fill(predicate: Predicate, token: Token, passage: Passage) -> Filled | None:
    """The first frame of a predicate that the text fills, or None."""
    if "joint" in predicate.flags and not _is_joint(token):
        return None
    if "no-clause" in predicate.flags and any(child.dep_ in ("xcomp", "ccomp") for child in token.children):
        return None
    if "not-from" in predicate.flags and token.dep_ == "pobj" and token.head.lower_ == "from":
        return None
    slots = slots_of(token, passage)
    for frame in predicate.frames:
        filled = _fill_frame(predicate, frame, token, slots, passage)
        if filled is not None:
            return filled
    if passage.is_fragment and predicate.relation in _BY_CONTEXT and len(passage.context) >= 2:
        for frame in predicate.frames:
            filled = _fill_frame(predicate, frame, token, slots, passage, assume=True)
            if filled is not None:
                return filled
    return None


def _fill_frame(
    predicate: Predicate, frame: tuple[Slot, ...], token: Token, slots: grammar.Slots, passage: Passage, assume: bool = False
) -> Filled | None:
    """The frame when the text fills it; with ``assume`` the subject may be the actors that a bullet or cell stands under."""
    filled = Filled(predicate, token)
    for slot in frame:
        if slot.role == "D":
            if not _fill_about(slot, slots, filled, passage):
                return None
            continue
        arguments = _slot_arguments(slot, token, slots, filled, passage)
        if not arguments and assume and slot.role == "A" and not any(slots.get(name) for name in slot.names if name != "subj"):
            filled.from_context = True
            arguments = [Argument(entity, token, None, f"not named here: {passage.register.label(entity)} by the context") for entity in passage.context]
        if not arguments and predicate.relation is Relation.MEDIATES and slot.role == "B":
            arguments = _sides(token, slots, passage)
        if not arguments:
            if slot.optional:
                continue
            return None
        if slot.role != "A":
            filled.object_heads.extend(h for name in slot.names for h in slots.get(name, ()) if h.i not in passage.by_token)
        target = {"A": filled.subjects, "B": filled.objects, "AB": filled.members}[slot.role]
        target.extend(a for a in arguments if a.entity not in {t.entity for t in target})
    if filled.members and len(filled.members) < 2:
        return None
    if predicate.relation is Relation.AFFECTS and any(predicates_of(noun) for noun in slots.get("obj", ()) if noun.i not in passage.by_token):
        return None
    _keep_ends_apart(filled)
    if any(s.role == "B" and not s.optional for s in frame) and not filled.objects:
        return None
    return filled


def _sides(token: Token, slots: grammar.Slots, passage: Passage) -> list[Argument]:
    """Between whom one mediates: the members of the talks or the deal, or who makes the deal in the clause above."""
    for noun in slots.get("obj", ()):
        for predicate in predicates_of(noun):
            filled = fill(predicate, noun, passage) if predicate.pos == "n" else None
            if filled is not None:
                return filled.members or [*filled.subjects, *filled.objects]
        verb = next((t for t in grammar.governors(noun) if grammar.is_verb(t)), None)
        if verb is not None and verb != token:
            return passage.arguments(grammar.surface_subjects(verb))
    return []


def _keep_ends_apart(filled: Filled) -> None:
    """Nobody does it to himself: "we help Australia", said by three of whom it is one, leaves the other two."""
    taken = {a.entity for a in filled.subjects}
    apart = [a for a in filled.objects if a.entity not in taken]
    if filled.objects and not apart and len(filled.subjects) > 1:
        taken = {a.entity for a in filled.objects}
        filled.subjects = [a for a in filled.subjects if a.entity not in taken]
    else:
        filled.objects = apart


def _slot_arguments(slot: Slot, token: Token, slots: grammar.Slots, filled: Filled, passage: Passage) -> list[Argument]:
    """Arguments of the first of a slot's alternatives that has any."""
    if slot.names == ("context",):
        if slot.kind == "sanctioned":
            filled.from_context = True
            return _clause_actor(token, passage, filled)
        if (slot.kind == "joint" and not _is_joint(token)) or not _needs_context(token, passage):
            return []
        filled.from_context = True
        return [Argument(entity, token, None, f"not named here: {passage.register.label(entity)} by the context") for entity in passage.context]
    if slot.kind == "together" and not any(c.lower_ in ("together", "jointly") for c in token.children):
        return []
    if slot.kind == "agentless":
        filled.agentless = True
    kind = "" if slot.kind in ("together", "both", "agentless", "joint", "direct") else slot.kind
    found: list[Argument] = []
    for name in slot.names:
        heads = slots.get(name, [])
        if name == "mod":
            heads = [h for h in heads if h.i in passage.by_token]
        for argument in passage.arguments(heads, kind):
            if slot.kind == "direct" and argument.span is None or slot.kind == "direct" and argument.via:
                continue
            if argument.entity not in {a.entity for a in found}:
                found.append(argument)
        if found and slot.role != "AB":
            break
        if len(found) >= 2:
            break
    return found


def _fill_about(slot: Slot, slots: grammar.Slots, filled: Filled, passage: Passage) -> bool:
    heads = [h for name in slot.names for h in slots.get(name, [])]
    if slot.kind in ("domain", "shortage"):
        if slot.names == ("self",):
            domains = topics.of_modifiers(passage, filled.trigger)
        else:
            domains = topics.of_object(passage, heads)
        filled.own_domains = domains
        return bool(domains)
    if any(h.i in passage.by_token and (k := passage.register.kind(passage.by_token[h.i].targets[0])) and k.is_actor for h in heads):
        return False
    filled.about = heads
    return bool(heads) or slot.optional


def _is_joint(noun: Token) -> bool:
    """True for nouns that say of themselves that several do it: "joint", "shared", "their common"."""
    words = carriers("joint")
    return any(t.lower_ in words or (t.dep_ == "poss" and t.lower_ == "their") for t in topics.modifiers(noun))


def _needs_context(noun: Token, passage: Passage) -> bool:
    """Whether a noun may take the actors of the passage: in bullets and cells, or where it says "joint" or "their"."""
    if len(passage.context) < 2:
        return False
    if any(passage.register.kind(s.targets[0]) in (EntityKind.STATE, EntityKind.ORGANIZATION) for s in passage.by_token.values() if abs(s.start - noun.i) < 4):
        return False
    return passage.is_fragment or _is_joint(noun) or any(c.lower_ in ("this", "bilateral") for c in noun.children)


def _clause_actor(token: Token, passage: Passage, filled: Filled) -> list[Argument]:
    """Who is meant as the target where none is named: the subject of the clause, if it is an actor and not the source itself.

    "Amid Western sanctions, X turned …", "X circumvents the sanctions": what X is under or withstands is against X.
    """
    source = {a.entity for a in filled.subjects}
    if token.dep_ not in ("pobj", "dobj", "conj"):
        return []
    if not filled.subjects:
        filled.agentless = True
    for above in grammar.governors(token):
        if grammar.is_verb(above):
            found = [a for a in passage.arguments(grammar.surface_subjects(above)) if a.entity not in source]
            if found:
                return [Argument(a.entity, a.token, a.span, a.via or "target not named: subject of the clause") for a in found]
    return []


# --- claims -------------------------------------------------------------------------------------------------------


def _claims(filled: Filled, passage: Passage) -> Iterator[Statement]:
    predicate = filled.predicate
    found = topics_of(filled, passage)
    scope = scope_of(filled.trigger, presupposed="presupposed" in predicate.flags)
    _own_undertaking(filled, scope, passage)
    if predicate.modality is not None:
        scope.take(predicate.modality, filled.trigger)
    if "negated" in predicate.flags:
        scope.negated = not scope.negated
    if any(_is_none(a.token) for a in (*filled.subjects, *filled.members)):
        scope.turn(filled.trigger)
    for subject, other in _pairs(filled, passage):
        relation = _relation(predicate, other, passage)
        if relation is None:
            continue
        if relation is Relation.COOPERATES_WITH and _ends(filled.trigger):
            relation = Relation.OPPOSES
        elif relation is Relation.SANCTIONS and _eases(filled.trigger):
            relation = Relation.TRADES_WITH if predicate.domain == "domain:trade" else Relation.YIELDS_TO
        yield from _emit(filled, passage, subject, relation, other, found, scope)
    if not filled.objects and not filled.members and predicate.relation in OBJECT_MAY_BE_DOMAIN:
        yield from _about_domains(filled, passage, predicate.relation, scope)


def _about_domains(filled: Filled, passage: Passage, relation: Relation, scope: Scope) -> Iterator[Statement]:
    """Claims whose object is a domain: what an actor needs, has, pursues, backs or fights."""
    for domain in filled.own_domains:
        for argument in filled.subjects:
            settled = _toward_domain(filled, relation, domain)
            if passage.register.kind(argument.entity) is EntityKind.ORGANIZATION and relation in (Relation.SUPPORTS, Relation.OPPOSES) and settled is not Relation.OPPOSES:
                # what an organisation promotes or combats is what it is there for
                settled = Relation.PURSUES
            if settled is None or (settled in (Relation.POSSESSES, Relation.NEEDS) and passage.register.kind(argument.entity) not in _HAS_RESOURCES):
                continue
            subject = argument if settled in KEEPS_PERSON else _for_state(argument, passage)
            yield _one(filled, passage, subject, settled, domain, None, None, scope, _BASE[filled.predicate.pos])


def _toward_domain(filled: Filled, relation: Relation, domain: str) -> Relation | None:
    """The relation to a domain: backing disarmament opposes the weapons; fighting terrorism pursues counter-terrorism.

    Only causes can be backed or opposed: "promotes tourism" backs nobody.
    """
    name = domain.partition(":")[2]
    if relation in (Relation.SUPPORTS, Relation.OPPOSES):
        if name not in carriers("cause"):
            return None
        words = {t.lemma_.casefold() for t in filled.trigger.subtree} | {t.lower_ for t in filled.trigger.subtree}
        if name == "nuclear-weapons":
            against = bool(words & carriers("disarmament").keys()) or "non" in words
            return Relation.OPPOSES if against else (Relation.OPPOSES if relation is Relation.OPPOSES else None)
        if relation is Relation.OPPOSES:
            return Relation.PURSUES if name == "counter-terrorism" else None
    if relation is Relation.PURSUES and name in ("political", "society", "economic", "security"):
        return None
    return relation


def _is_none(noun: Token) -> bool:
    """True for "neither X nor Y" and "no state"."""
    at = noun
    while at.dep_ == "conj":
        at = at.head
    return any(child.lower_ in ("neither", "no") for child in at.children)


def topics_of(filled: Filled, passage: Passage) -> topics.Topics:
    """Domains of a filled frame, nearest words first."""
    trigger, predicate = filled.trigger, filled.predicate
    if filled.own_domains:
        return topics.Topics(filled.own_domains, 1.0)
    if filled.about:
        found = topics.of_object(passage, filled.about)
        if found:
            return topics.Topics(found, 1.0)
    if predicate.pos == "n":
        found = topics.of_noun(passage, trigger) or _of_areas(passage, trigger) or _of_objects(filled, passage)
        if found:
            return topics.Topics(found, 1.0)
        verb = next((t for t in grammar.governors(trigger) if grammar.is_verb(t)), None)
        found = topics.of_clause(passage, verb) if verb is not None and trigger.dep_ in ("dobj", "attr", "pobj", "nsubj", "nsubjpass") else ()
        if found and predicate.domain is None:
            return topics.Topics(found[:2], 0.9, "domain from its clause")
    else:
        found = topics.of_object(passage, [o for o in slots_of(trigger, passage).get("obj", ()) if o.i not in passage.by_token])
        if found:
            return topics.Topics(found, 0.95)
        found = topics.of_clause(passage, trigger)
        if found:
            return topics.Topics(found, 0.9)
    label = topics.of_heading(passage) if passage.is_fragment else ()
    if predicate.domain and (not label or predicate.relation is Relation.OPPOSES):
        return topics.Topics((predicate.domain,), 0.95)
    if label:
        return topics.Topics(label, 0.85, "domain from its label or heading")
    heading = topics.of_heading(passage)
    if heading:
        return topics.Topics(heading, 0.7, "domain from the heading")
    usual = lexicon.usual_domain(predicate.relation) if predicate.relation is not None else None
    return topics.Topics((usual,), 0.85, "domain by convention: the text names none") if usual else topics.Topics((), 0.9)


def _of_objects(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """Domains inside the phrases that the arguments were read from: "a counterweight to the [naval] presence of X"."""
    return topics.of_object(passage, filled.object_heads)


def _of_areas(passage: Passage, noun: Token) -> tuple[str, ...]:
    """Domains of "areas of cooperation include energy and transport": the noun hangs below a subject whose verb lists them."""
    for above in grammar.governors(noun):
        if grammar.is_verb(above):
            if above.lemma_ in ("include", "cover", "encompass", "span", "comprise", "focus", "extend", "concern", "involve"):
                heads = [*grammar.children(above, "dobj", "attr"), *(h for _, h in grammar.prepositions(above))]
                return topics.of_object(passage, heads)
            return ()
    return ()


def _own_undertaking(filled: Filled, scope: Scope, passage: Passage) -> None:
    """In a joint statement "will" is what the parties undertake, not a forecast."""
    issuers = set(passage.linked.issuers)
    if scope.modality is Modality.PREDICTED and issuers and issuers & {a.entity for a in (*filled.subjects, *filled.members, *filled.objects)}:
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
            Relation.PARTICIPATES_IN if kind in (EntityKind.EVENT, EntityKind.PROJECT) else None)  # fmt: skip
    if predicate.relation is Relation.AGREES_WITH and kind is EntityKind.AGREEMENT:
        return Relation.PARTY_TO
    return predicate.relation


def _ends(noun: Token) -> bool:
    """True for "cut ties", "broke off relations", "the severing of ties": the tie is the thing that ends."""
    verb = noun.head
    words = carriers("ending")
    if noun.dep_ in ("dobj", "nsubjpass") and grammar.is_verb(verb):
        return verb.lemma_ in words or any(f"{verb.lemma_}_{c.lower_}" in words for c in grammar.children(verb, "prt"))
    return noun.dep_ == "pobj" and verb.lower_ in ("of", "in") and verb.head.lemma_ in words


def _eases(noun: Token) -> bool:
    """True for "lifted the sanctions", "will remove tariffs": what is taken off is a concession, and for tariffs an opening of trade."""
    return noun.dep_ in ("dobj", "nsubjpass", "conj") and next((t for t in grammar.governors(noun) if grammar.is_verb(t)), noun).lemma_ in carriers("easing")


def _emit(filled: Filled, passage: Passage, subject: Argument, relation: Relation, other: Argument, found: topics.Topics, scope: Scope) -> Iterator[Statement]:
    if relation not in KEEPS_PERSON:
        subject, other = _for_state(subject, passage), _for_state(other, passage)
    if subject.entity == other.entity:
        return
    found = _known_topic(found, relation, other, passage)
    confidence = _BASE[filled.predicate.pos] * found.factor * (_CONTEXT_FACTOR if filled.from_context else 1.0)
    domains: tuple[str | None, ...] = found.domains[:6]
    if relation in (Relation.MEMBER_OF, Relation.PARTY_TO, Relation.HOLDS_OFFICE):
        domains = ()
    for domain in domains or (None,):
        yield _one(filled, passage, subject, relation, other.entity, other, domain, scope, confidence, found.note)


def _known_topic(found: topics.Topics, relation: Relation, other: Argument, passage: Passage) -> topics.Topics:
    """For taking part in something known, its own domains: what a conference is about is known better than guessed."""
    entity = passage.register.entity(other.entity)
    if relation in (Relation.PARTICIPATES_IN, Relation.HOSTS, Relation.INVESTS_IN) and entity is not None and entity.domains:
        known = tuple(d if d.startswith("domain:") else f"domain:{d}" for d in entity.domains)
        return topics.Topics(known[:3], 1.0, f"domain of {entity.label} by the reference")
    return found


def _for_state(argument: Argument, passage: Passage) -> Argument:
    """The state a person acts for; any other argument as it is."""
    state = passage.people.get(argument.entity)
    if state is None:
        return argument
    label = passage.register.label
    return Argument(state, argument.token, argument.span, f"{label(argument.entity)} → {label(state)} (a leader acting for the state)")


def _said_by(trigger: Token, passage: Passage) -> list[Token]:
    """Who says it, found once for each word."""
    if not passage.has_saying:
        return []
    known = passage.sayings.get(trigger.i)
    if known is None:
        known = passage.sayings[trigger.i] = said_by(trigger)
    return known


def _one(filled: Filled, passage: Passage, subject: Argument, relation: Relation, other: str, argument: Argument | None, domain: str | None, scope: Scope,
         confidence: float, note: str = "") -> Statement:  # fmt: skip
    speakers = passage.arguments(scope.said_by or _said_by(filled.trigger, passage))
    effect = next((Effect(flag) for flag in filled.predicate.flags if flag in ("raises", "lowers", "changes")), None)
    claim = Claim.of(
        subject.entity, relation, other,
        domain=domain, modality=scope.modality, negated=scope.negated,
        when=time_of(passage, filled.trigger), quantity=figure_of(passage, filled.trigger, relation, domain),
        attributed_to=speakers[0].entity if speakers and speakers[0].entity not in (subject.entity, other) else None,
        effect=effect if relation is Relation.AFFECTS else None,
    )  # fmt: skip
    uncertain = sum(1 for a in (subject, argument) if a is not None and a.span is not None and "anaphora" in a.span.how or (
        a is not None and a.span is not None and a.span.how == "pronoun"))  # fmt: skip
    return passage.statement(claim, filled.trigger, subject, argument, filled.predicate.rule, confidence * 0.9**uncertain, [*scope.notes, *([note] if note else [])])
