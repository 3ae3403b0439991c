"""What a filled frame is about: its domains, nearest words first, and claims whose object is a domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims import lexicon
from comity.claims.frames import own_fields
from comity.claims.lexicon import Predicate, carriers
from comity.claims.passage import Passage
from comity.claims.qualifiers import aims, carried_on, topics, wider
from comity.claims.qualifiers.drills import fields_with_drills, is_of_civilians
from comity.claims.slots.admitted import THINGS
from comity.claims.slots.arguments import Argument
from comity.claims.slots.filling import Filled
from comity.claims.slots.offered import slots_of
from comity.claims.slots.talks_on_pacts import field_of_pact
from comity.claims.words import predicates_of
from comity.find.domains import ancestors, heading_domains
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token


REGIONAL = "domain:regional-security"


def _is_region(argument: Argument, passage: Passage) -> bool:
    return passage.register.kind(argument.entity) in (EntityKind.PLACE, EntityKind.GROUP)


def topics_of(filled: Filled, passage: Passage) -> topics.Topics:
    """Domains of a filled frame, nearest words first, with what the relation itself adds to them."""
    found = own_fields.settled(_by_relation(_nearest(filled, passage), filled, passage), filled, passage)
    return replace(found, domains=topics.most_specific(found.domains)) if len(found.domains) > 1 else found


_ARMS = frozenset({"domain:military-technology", "domain:defence-industry", "domain:arms-trade"})
_INDUSTRY = "domain:defence-industry"
_SEEN = frozenset({"domain:military-technology", "domain:military", "domain:space", "domain:security"})
_JOINT_WORK = frozenset({Relation.COOPERATES_WITH, Relation.AGREES_WITH})
_OVER_PLACES = frozenset({Relation.DISPUTES_WITH, Relation.OPPOSES, Relation.AGREES_WITH, Relation.CONSULTS_WITH})
_OF_BIDS = frozenset({Relation.SUPPORTS, Relation.OPPOSES, Relation.YIELDS_TO})
_ARMS_IN_USE = frozenset({Relation.FIGHTS, Relation.PARTICIPATES_IN, Relation.INFLUENCES, Relation.THREATENS})
_ARMS_TRADE = "domain:arms-trade"
_STAFFING = frozenset({"staff", "man"})
_AT_SEA = frozenset({Relation.COERCES, Relation.THREATENS})
_OF_FORCE = "domain:security"
_TERRITORY = "domain:territory"
_NOT_OF_FIGHTS = frozenset({_TERRITORY, "domain:peacekeeping"})


def _by_relation(found: topics.Topics, filled: Filled, passage: Passage) -> topics.Topics:
    """What is told by the relation: weapons that are delivered are arms trade too, drills are exercises whoever holds them."""
    relation, domains = filled.predicate.relation, found.domains
    if relation is Relation.SUPPLIES and _ARMS & set(domains) and "domain:arms-trade" not in domains:
        return replace(found, domains=(*domains, "domain:arms-trade"))
    if filled.predicate.word in _STAFFING and (own := topics.of_object(passage, [a.token for a in filled.subjects])):
        return topics.Topics(own, 0.95)  # "staffed by doctors of X"
    if relation is Relation.CONSULTS_WITH and set(domains) <= topics.OFFICIAL and (own := field_of_pact(filled.trigger, passage)):
        return topics.Topics(own, 0.95, "the field of the agreement that is talked about")
    if relation is Relation.AIDS and domains == (_DEVELOPMENT,):
        return replace(found, domains=(*domains, *aims.of_spending(passage, filled.trigger)))
    if relation in _OF_BIDS and set(domains) <= {"domain:diplomacy"} and wider.is_of_bid(filled):
        return topics.Topics((_FORUMS,), 0.85, "about a seat in a body")
    if relation in _ARMS_IN_USE and _ARMS_TRADE in domains:
        return replace(found, domains=tuple(dict.fromkeys("domain:military" if d == _ARMS_TRADE else d for d in domains)))
    if relation is Relation.EXERCISES_WITH:
        return replace(found, domains=fields_with_drills(filled.trigger, domains))
    word, _, thing = filled.predicate.word.partition("_")
    if word == "share" and thing in word_class("secret") and not set(domains) - _SEEN - wider.VAGUE:
        return topics.Topics(("domain:intelligence",), 0.9, "what is shared is knowledge")
    if set(domains) == {"domain:military-training"} and is_of_civilians(filled.trigger):
        return topics.Topics(("domain:education",), 0.9, "civilians who are trained")
    if relation in _JOINT_WORK and _ARMS & set(domains) and _is_made(filled.trigger):
        return replace(found, domains=tuple(dict.fromkeys(_INDUSTRY if d in _ARMS else d for d in domains)))
    if relation is Relation.CRITICIZES and set(domains) <= {_TERRITORY, "domain:diplomacy"} and wider.is_of_force(filled):
        return topics.Topics(("domain:military",), 0.9, "force that is condemned")
    if relation is Relation.YIELDS_TO and set(domains) <= _OF_GIVING_UP and _is_land(filled, passage):
        return topics.Topics((_TERRITORY,), 0.9, "land that is given up")
    if relation is Relation.YIELDS_TO and "domain:trade" not in domains and _is_from_duties(filled.trigger):
        return topics.Topics(("domain:trade",), 0.9, "duties that are taken off")
    if relation in _AT_SEA and any(head.lemma_.casefold() in word_class("vessel") for head in grammar.objects(filled.trigger)):
        return topics.Topics(("domain:maritime-security",), 0.9, "a ship that is seized or attacked")
    if relation is Relation.COERCES and any(
        head.lemma_.casefold() in word_class("locality") for head in grammar.objects(filled.trigger)
    ):
        return topics.Topics((_TERRITORY,), 0.9, "a place that is taken")
    if relation is Relation.OPPOSES and set(domains) <= {"domain:diplomacy"} and _is_in_third_place(filled, passage):
        return topics.Topics((REGIONAL,), 0.85, "rivals in a region")
    if relation is Relation.FIGHTS and domains:
        of_force = tuple(d for d in domains if _OF_FORCE in ancestors(d) and d not in _NOT_OF_FIGHTS)
        return found if of_force == domains else replace(found, domains=of_force or ("domain:military",))
    if relation in _OVER_PLACES and set(domains) <= {"domain:diplomacy", "domain:peacekeeping"} and _is_over_place(filled, passage):
        return topics.Topics((_TERRITORY,), 0.9, "a dispute over a place")
    return found


_OF_GIVING_UP = frozenset({"domain:diplomacy", "domain:military", "domain:political", "domain:security"})
_LAND = frozenset(
    {"coast", "coastline", "land", "territory", "archipelago", "strip", "peninsula", "sovereignty", "shore", "border"}
)


def _is_land(filled: Filled, passage: Passage) -> bool:
    """True for what is handed over where it is a place: "gave [the islands] up to X", "returned four [villages]"."""
    if filled.predicate.pos != "v":
        return False
    things = grammar.objects(filled.trigger)
    named = any(a.span is not None and not a.via for a in passage.arguments(things, "place"))
    return named or any(thing.lemma_.casefold() in word_class("locality") | _LAND for thing in things)


def _is_from_duties(trigger: Token) -> bool:
    """True for "exempts X's steel from its duties"."""
    heads = [
        low
        for name, head in grammar.prepositions(trigger)
        if name in ("from", "of")
        for low in (head, *(t for n, t in grammar.prepositions(head) if n == "of"))
    ]
    return any(head.lemma_.casefold() in word_class("duty") for head in heads)


def _is_made(trigger: Token) -> bool:
    """True where what is agreed on or done together is to make something: "joint production of", "agreed to build"."""
    words = [trigger, *grammar.children(trigger, "xcomp", "ccomp", "acl", "compound"), *grammar.objects(trigger)]
    return any(word.lemma_.casefold() in word_class("manufacture") for word in words)


def _is_in_third_place(filled: Filled, passage: Passage) -> bool:
    """True for "the rivalry of X and Y in Z": what they contend for is their weight there."""
    if filled.trigger.lemma_.casefold() not in word_class("contest"):
        return False
    ends = {a.entity for a in (*filled.subjects, *filled.objects, *filled.members)}
    slots = slots_of(filled.trigger, passage)
    heads = [head for name in ("in", "across", "for", "over") for head in slots.get(name, ())]
    heads += [low for a in filled.members for name, low in grammar.prepositions(a.token) if name in ("in", "across")]
    named = {a.entity for a in passage.arguments([h for h in heads if h.i in passage.by_token])}
    return bool(named - ends)


def _is_over_place(filled: Filled, passage: Passage) -> bool:
    """True for "their dispute over the Bay of X", "disagreements about the Y Line", "settled their dispute over Z"."""
    slots = slots_of(filled.trigger, passage)
    heads = [head for name in _OVER for head in slots.get(name, ())]
    heads += [low for noun in slots.get("obj", ()) for name, low in grammar.prepositions(noun) if name in _OVER]
    heads += [
        low for head in heads if head.lemma_ in word_class("tenure") for name, low in grammar.prepositions(head) if name == "of"
    ]
    return bool(passage.arguments(heads, "place"))


_OVER = ("over", "about", "on", "regarding", "concerning")


def _nearest(filled: Filled, passage: Passage) -> topics.Topics:
    trigger, predicate = filled.trigger, filled.predicate
    if filled.own_domains == (topics.FINANCE,):
        # "gave $9 million for the power grid of Togo": what the money is for says more than that it is money
        return topics.Topics(_of_objects(filled, passage) or _of_purpose(passage, trigger) or filled.own_domains, 1.0)
    if filled.own_domains:
        return topics.Topics(filled.own_domains, 1.0)
    if filled.about and predicate.relation is Relation.AFFECTS:
        # "the railway gives X a link to markets": what it leads to, and what the thing itself is
        leads = topics.of_object(passage, filled.about) or ((predicate.domain,) if predicate.domain else ())
        return topics.Topics(tuple(dict.fromkeys([*leads, *_of_thing(filled.subjects, passage)])), 1.0)
    if filled.about:
        found = topics.of_object(passage, filled.about) or (() if predicate.domain else topics.of_amount(passage, filled.about))
        if found:
            return topics.Topics(found, 1.0)
    return _of_noun(filled, passage) if predicate.pos == "n" else _of_verb(filled, passage)


def _of_noun(filled: Filled, passage: Passage) -> topics.Topics:
    """Fields of a tie that a noun says: its own phrase, what it leads to, its clause, then what is farther off."""
    trigger, predicate = filled.trigger, filled.predicate
    found = topics.of_noun(passage, trigger)
    if found == (topics.FINANCE,) and trigger.lemma_.casefold() in word_class("money"):
        return topics.Topics(_of_purpose(passage, trigger) or found, 1.0)
    if not found or topics.is_own_word(passage, trigger, found):
        # "their joint venture builds submarines": what it does says more than what it is
        found = _of_areas(passage, trigger) or _of_more(filled, passage) or found or _of_objects(filled, passage)
        found = wider.of_reason(passage, trigger) or found if predicate.relation is Relation.CRITICIZES else found
    if wider.VAGUE.issuperset(found) and _is_joint_work(predicate):
        found = aims.of_aim(passage, trigger) or found
    if predicate.relation is Relation.SUPPLIES and found == (_TRADE,) and topics.is_own_word(passage, trigger, found):
        found = carried_on.of_sentence_before(filled, passage) or found
    own = found
    verb = grammar.verb_over(trigger)
    is_done = trigger.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and predicate.is_tie and _AT_LARGE.issuperset(found)
    fields = wider.of_fields_after(passage, verb, trigger) if verb is not None and is_done else ()
    if found and not fields and not (wider.VAGUE.issuperset(found) and topics.is_own_word(passage, trigger, found)):
        return topics.Topics(found, 1.0)
    if fields:
        return topics.Topics(fields, 1.0)
    found = (
        topics.of_clause(passage, verb)
        if verb is not None and trigger.dep_ in ("dobj", "attr", "pobj", "nsubj", "nsubjpass")
        else ()
    )
    if found and predicate.domain is None and not _is_aside(trigger):
        return topics.Topics(found[:2], 0.9, "domain from its clause")
    found = wider.of_mainstay(passage, trigger, verb) if filled.members and predicate.domain in wider.VAGUE else ()
    if found:
        return topics.Topics(found, 0.9, "domain of what holds it up or strains it")
    farther = _farther(filled, passage)
    # a veto, a candidacy, a seat: what such a word says by itself is nearer than that it is diplomacy
    return replace(farther, domains=own) if own == (_FORUMS,) and farther.domains == ("domain:diplomacy",) else farther


def _of_verb(filled: Filled, passage: Passage) -> topics.Topics:
    """Fields of a tie that another word says: what is asked for, its object, its clause, then what is farther off."""
    trigger, predicate = filled.trigger, filled.predicate
    asked = wider.asked_for(trigger) if predicate.relation is Relation.REQUESTS else ()
    found = next((fields for clause in asked if (fields := carried_on.of_infinitive(passage, clause))), ())
    if found:
        return topics.Topics(found, 0.95)
    things = [o for o in slots_of(trigger, passage).get("obj", ()) if o.i not in passage.by_token]
    found = topics.of_object(passage, things)
    if not found and predicate.relation is Relation.COOPERATES_WITH:
        found = next((aim for thing in things if (aim := aims.of_aim(passage, thing))), ())
    if predicate.relation is Relation.OPPOSES:
        # "withstand the [sanctions] and diplomatic isolation": each of the measures in its own field
        measures = [p.domain for thing in things for one in grammar.conjuncts(thing) for p in predicates_of(one)[:1]
                    if p.relation is Relation.SANCTIONS and p.domain]  # fmt: skip
        found = tuple(dict.fromkeys([*measures, *found]))
    if found:
        return topics.Topics(found, 0.95)
    found = wider.of_fields_before(passage, trigger) or topics.of_clause(passage, trigger)
    if found:
        return topics.Topics(found, 0.9)
    return _farther(filled, passage)


def _is_joint_work(predicate: Predicate) -> bool:
    """True for efforts, studies and programmes that are called joint."""
    return predicate.relation is Relation.COOPERATES_WITH and ("joint" in predicate.flags or predicate.word.startswith("joint "))


def _of_thing(subjects: list[Argument], passage: Passage) -> tuple[str, ...]:
    """Fields of a project by the words of its name."""
    found = [passage.register.entity(a.entity) for a in subjects]
    names = [e.label for e in found if e is not None and e.kind is EntityKind.PROJECT]
    return topics.settle(term for name in names for term in heading_domains(name) if term.weight > 1)


_TRADE, _FORUMS, _DEVELOPMENT = "domain:trade", "domain:multilateralism", "domain:development"
_AT_LARGE = wider.VAGUE | {_TRADE}
"""Fields that give way to those named apart: "trade is growing, especially in sugar"."""


def _is_aside(noun: Token) -> bool:
    """True for "[despite their estrangement], trade goes on": what the clause is about is another thing."""
    at = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return at.dep_ == "pobj" and at.head.lower_ in ("despite", "notwithstanding", "amid")


def _farther(filled: Filled, passage: Passage) -> topics.Topics:
    """The field where the tie's own words name none: its label, the words around, what the predicate is by itself, the heading."""
    predicate = filled.predicate
    label = topics.of_heading(passage) if passage.is_fragment else ()
    if not label and (predicate.domain is None or predicate.domain in wider.VAGUE) and not _is_aside(filled.trigger):
        found = wider.of_surroundings(filled, passage)
        if found is not None:
            return found
    if (
        not label
        and (predicate.domain is None or predicate.domain in _AT_LARGE)
        and (found_before := carried_on.of_sentence_before(filled, passage))
    ):
        return topics.Topics(found_before, 0.7, "domain from what was said before")
    if predicate.domain and predicate.domain not in wider.VAGUE and not label:
        return topics.Topics((predicate.domain,), 0.95)
    if predicate.relation is Relation.INFLUENCES and not label and any(_is_region(a, passage) for a in filled.objects):
        return topics.Topics((REGIONAL,), 0.9, "influence in a region")
    if predicate.domain and (not label or predicate.relation is Relation.OPPOSES):
        return topics.Topics((predicate.domain,), 0.95)
    if label:
        return topics.Topics(label, 0.85, "domain from its label or heading")
    heading = topics.of_heading(passage)
    if heading and not wider.VAGUE.issuperset(heading):
        return topics.Topics(heading, 0.7, "domain from the heading")
    usual = lexicon.usual_domain(predicate.relation) if predicate.relation is not None else None
    if usual is None:
        return topics.Topics((), 0.9)
    return topics.Topics((usual,), 0.85, "domain by convention: the text names none", is_usual=True)


def _of_purpose(passage: Passage, money: Token) -> tuple[str, ...]:
    """What money is for, however far from it: "a credit of 250 million dollars to X for rural roads"."""
    heads: list[Token] = []
    for above in (money, *(low for _, low in grammar.prepositions(money)), money.head):
        heads += [head for name, head in grammar.prepositions(above) if name == "for" and head.i > money.i]
    for above in (money, money.head):
        clauses = [c for c in grammar.children(above, "acl", "advcl") if grammar.is_infinitive(c)]
        heads += [thing for clause in clauses for thing in grammar.objects(clause) if thing.i > money.i]
    return tuple(d for d in topics.of_object(passage, heads) if d not in wider.VAGUE and d != topics.FINANCE)


def _of_objects(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """Domains inside the phrases that the arguments were read from: "a counterweight to the [naval] presence of X"."""
    return topics.of_object(passage, filled.object_heads)


def _of_areas(passage: Passage, noun: Token) -> tuple[str, ...]:
    """Domains of "areas of cooperation include energy and transport": the noun hangs below a subject whose verb lists them."""
    for above in grammar.governors(noun):
        if grammar.is_verb(above):
            if above.lemma_ in grammar.verb_class("listing") or noun.lemma_.casefold() in word_class("venture"):
                heads = [*grammar.children(above, "dobj", "attr"), *(h for _, h in grammar.prepositions(above))]
                return topics.of_object(passage, heads)
            return ()
    return ()


def _of_more(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """Domains of what a paper or a meeting is for: "an agreement under which gas …", "a call to discuss trade"."""
    noun, relation = filled.trigger, filled.predicate.relation
    if relation not in (Relation.AGREES_WITH, Relation.CONSULTS_WITH):
        return ()
    heads: list[Token] = []
    for clause in grammar.children(noun, "relcl"):
        under = any(c.dep_ == "prep" and any(w.tag_ == "WDT" for w in c.children) for c in clause.children)
        if under or clause.lemma_ in word_class("stipulating"):
            heads += [word for word in clause.subtree if word.pos_ in ("NOUN", "PROPN", "ADJ")]
    verb = noun.head
    if noun.dep_ == "dobj" and grammar.is_verb(verb) and not heads:
        purposes = [c for c in grammar.children(verb, "advcl") if c.i > noun.i and grammar.is_infinitive(c)]
        return topics.of_object(passage, [o for act in purposes for one in grammar.conjuncts(act) for o in grammar.objects(one)])
    found = topics.settle(topics.in_tokens(passage, heads))
    return tuple(d for d in found if d not in ("domain:diplomacy", "domain:political"))


_IN_KNOWN = frozenset({Relation.PARTICIPATES_IN, Relation.HOSTS, Relation.INVESTS_IN})
_FOR_KNOWN = frozenset({Relation.SUPPORTS, Relation.OPPOSES, Relation.PURSUES, Relation.MEDIATES, Relation.PARTY_TO})


def known_topic(found: topics.Topics, relation: Relation, other: Argument, passage: Passage) -> topics.Topics:
    """For taking part in something known, its own domains: what a conference is about is known better than guessed."""
    entity = passage.register.entity(other.entity)
    if entity is not None and entity.domains and (relation in _IN_KNOWN or (relation in _FOR_KNOWN and entity.kind in THINGS)):
        known = topics.of_entity(entity)
        if relation in _FOR_KNOWN:
            known = tuple(d for d in known if d in found.domains) or known[:1]
        return topics.Topics(topics.most_specific(known)[:3], 1.0, f"domain of {entity.label} by the reference")
    own = _of_own_thing(other, passage) if len(found.domains) > 1 else ()
    return replace(found, domains=own) if own and set(own) < set(found.domains) else found


def _of_own_thing(other: Argument, passage: Passage) -> tuple[str, ...]:
    """Domains of the thing that is this one's, of several that are joined: "relies on X's gas and [Yish loans]"."""
    thing = other.token.head
    if other.token.dep_ not in ("poss", "amod", "compound", "nmod") or thing.pos_ != "NOUN":
        return ()
    joined = [thing.head] if thing.dep_ == "conj" else grammar.children(thing, "conj")
    if not any(child.i in passage.by_token for sibling in joined for child in sibling.children if child.i < sibling.i):
        return ()
    return topics.settle(topics.in_tokens(passage, [thing, *(c for c in thing.children if c.i < thing.i)]))


def _is_against_weapons(filled: Filled, relation: Relation, words: set[str]) -> bool:
    """True for backing disarmament or the fight against the spread of weapons, and for opposing weapons or their spread."""
    if relation is Relation.OPPOSES:
        things = {t.lemma_.casefold() for thing in grammar.objects(filled.trigger) for t in (thing, *thing.children)}
        return things.isdisjoint(carriers("disarmament").keys() - {_SPREAD} | word_class("limit")) and not (
            "non" in things and _SPREAD in things
        )
    if _SPREAD in words and words.isdisjoint(word_class("against-spread")):
        return False  # "backs the proliferation of missiles"
    return bool(words & carriers("disarmament").keys()) or "non" in words


_SPREAD = "proliferation"


def toward_domain(filled: Filled, relation: Relation, domain: str) -> Relation | None:
    """The relation to a domain: backing disarmament opposes the weapons; fighting terrorism pursues counter-terrorism.

    Only causes can be backed or opposed: "promotes tourism" backs nobody.
    """
    name = domain.partition(":")[2]
    if relation in (Relation.SUPPORTS, Relation.OPPOSES):
        if name not in carriers("cause"):
            return None
        words = {t.lemma_.casefold() for t in filled.trigger.subtree} | {t.lower_ for t in filled.trigger.subtree}
        if name == "nuclear-weapons":
            return Relation.OPPOSES if _is_against_weapons(filled, relation, words) else None
        if relation is Relation.OPPOSES:
            return Relation.PURSUES if name == "counter-terrorism" else None
        if words & carriers("defying").keys():
            return None  # who backs separatists backs no field
    if relation is Relation.PURSUES and name in ("political", "society", "economic", "security"):
        return None
    return relation
