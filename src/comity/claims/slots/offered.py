"""All slots of a predicate word: its own from the parse, and those that a carrying verb or a neighbour lends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.passage import Passage
from comity.claims.slots.above import leaning, lend_from_above
from comity.claims.slots.beside import equal, is_measure, is_weighed, of_clause, reached, thanks, whole
from comity.claims.slots.bound import lend_from_bound
from comity.claims.slots.duties import lend_from_trade
from comity.claims.slots.ends_of_talks import left
from comity.claims.slots.exchanges import exchanging, having_instead
from comity.claims.slots.lent import (
    invited,
    is_of_another,
    lend_from_names,
    lend_from_terms,
    lend_from_worth,
    lend_to_noun,
    lend_to_participle,
    lend_to_verb,
    of_each_other,
    own_subjects,
    take_agents,
    who_wishes,
)
from comity.claims.slots.positions import gifts, shared_owner, where_of
from comity.claims.slots.purposes import lend_purpose
from comity.claims.slots.talks_on_pacts import lend_from_pact
from comity.claims.words import participle, predicates_of
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token


def slots_of(token: Token, passage: Passage) -> grammar.Slots:
    """All slots of a word, with those that a carrying verb lends to a noun; found once a passage."""
    known = passage.slots.get(token.i)
    if known is None:
        known = passage.slots[token.i] = _slots(token, passage)
    return known


def _slots(token: Token, passage: Passage) -> grammar.Slots:
    if grammar.is_verb(token) or (token.pos_ == "ADJ" and participle(token)):
        return _of_verb(token, passage)
    if token.pos_ == "ADJ" or token.dep_ in ("acomp", "amod"):
        slots = {"subj": grammar.surface_subjects_of_adjective(token), **_phrases(token), **leaning(token)}
        if token.dep_ == "acomp":
            # "is poor in oil", "is scarce in X": the parser hangs the phrase on the copula
            for name, heads in _phrases(token.head).items():
                slots.setdefault(name, heads)
        return slots
    slots = grammar.noun_slots(token)
    take_agents(token, slots)
    own = {name: list(slots[name]) for name in _OF_ITSELF if name in slots}
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i and token.head.pos_ == "NOUN":
        # "the trade dynamics between X and Y": the head says nothing itself, its phrases are those of the word before it
        _merge(slots, grammar.noun_slots(token.head), skip=("holder",))
        _lend_from_verb(token.head, slots)
    slots["self"] = [token]
    _lend_from_verb(token, slots)
    _lend_from_coordination(token, slots)
    _add_examples(slots)
    _lend_from_right(token, slots)
    lend_from_worth(token, slots)
    lend_from_trade(token, slots)
    lend_from_pact(token, slots, passage)
    _lend_from_clause(token, slots)
    lend_from_names(slots)
    _lend_from_second(token, slots)
    slots.update(own)
    shared_owner(token, slots, passage)
    for head in slots.get("for", ()) if not slots.get("from") else ():
        # "a contract for tanks [from X]", "a demand for a million in damages [from X]"
        near = list(grammar.prepositions(head))
        near += [low for name, inner in near if name in ("in", "of") for low in grammar.prepositions(inner)]
        slots["from"] = [inner for name, inner in near if name == "from"]
    if token.lemma_ in word_class("charge"):
        slots["said"] = [who for clause in grammar.children(token, "acl", "ccomp", "relcl") for who in own_subjects(clause)]
    slots["wisher"] = who_wishes(token)
    slots["reached"] = reached(token)
    lend_from_terms(token, slots, passage)
    lend_to_noun(token, slots)
    lend_from_bound(token, slots)
    lend_from_above(token, slots, passage)
    slots["whole"], slots["being"] = whole(token), equal(token)
    slots["thanks"] = thanks(token)
    slots["beside"] = _beside(token)
    slots["clause"] = of_clause(token)
    lend_purpose(token, slots, passage)
    if token.lower_.endswith("ing") and token.dep_ in ("pobj", "pcomp") and not slots.get("light"):
        # "accused X of meeting with Y"
        slots["light"] = [owner for owner in grammar.owners(token) if owner not in slots["poss"]]
    if token.lemma_ in word_class("journey") and not slots.get("light"):
        if token.dep_ == "pobj" and not passage.arguments(slots["poss"]):
            slots["light"] = _traveller(token, passage)
        elif token.dep_ == "dobj":
            slots["light"] = invited(token.head)
    if token.dep_ == "pobj" and token.head.lower_ == "as":
        slots["holder"] = of_each_other(token.head.head) or slots["holder"]
    slots["sentence"] = passage.named_in(token.sent)
    return slots


def _of_verb(token: Token, passage: Passage) -> grammar.Slots:
    slots = grammar.verb_slots(token)
    _lend_from_within(slots)
    slots["where"] = where_of(token)
    lend_to_verb(token, slots)
    lend_to_participle(token, slots)
    if not slots.get("obj") and grammar.is_joined(token) and token.head.i in passage.by_token:
        slots["obj"] = [token.head]  # "the Xish-backed [party]", known by its name
    if token.lemma_ in word_class("charge"):
        slots["said"] = [who for clause in grammar.children(token, "ccomp") for who in own_subjects(clause)]
    if token.lemma_ == "thank":
        slots["gift"] = gifts(slots.get("for", ()))
    lend_purpose(token, slots, passage)
    return slots


_OF_ITSELF = ("from", "with", "against", "between", "among", "by")
"""Phrases that a noun shares with no other once it has one: "threats from X and pressure from Y" are not both of both."""


def _traveller(noun: Token, passage: Passage) -> list[Token]:
    """Heads of who is on a journey beside the clause: "On his trip to Lima, [X] …", "[X] said during a visit to Lima …"."""
    verb = noun.head.head
    opens = noun.head.lower_ in ("on", "during", "after", "in", "at", "before", "ending", "following")
    whose = [c for c in noun.children if c.dep_ in ("poss", "det")]
    if not opens or not grammar.is_verb(verb) or not all(c.lower_ in ("his", "her", "their", "its", "a", "an") for c in whose):
        return []
    heads = grammar.surface_subjects(verb)
    people = {a.token.i for a in passage.arguments(heads, "person")} if noun.head.lower_ in ("on", "during") else set()
    return [head for head in heads if head.i > noun.i or head.i in people]


def _add_examples(slots: grammar.Slots) -> None:
    """ "Members such as X", "observers including Y" are held by those named; "threats, including those posed by Z" by Z."""
    for name in ("including", "like", "as"):
        for head in slots.get(name, []):
            if head.lower_ in ("those", "that", "ones"):
                _merge(slots, grammar.noun_slots(head), skip=("holder",))
            else:
                slots["holder"] = [*slots["holder"], head]
                slots.setdefault("examples", []).append(head)


def _lend_from_verb(noun: Token, slots: grammar.Slots) -> None:
    """Slots of the verb that carries a noun: who provides, to whom, on whom ("imposed sanctions on", "provides X with aid")."""
    carried = _carried(noun, slots)
    verb = carried.head
    if carried.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in _ORIGINS and verb.head.pos_ == "NOUN":
        # "X is Y's main source of tourists", "the top source of investment in Y"
        slots["light"] = grammar.holders(verb.head)
        slots["lightto"] = slots.get("lightto") or grammar.children(verb.head, "poss")
        return
    if (instead := exchanging(carried)) is not None:
        slots["instead"] = having_instead(instead)
        return
    if (leaving := left(carried)) is not None:
        slots["light"] = grammar.surface_subjects(leaving)
        return
    if carried.dep_ == "pobj" and grammar.is_verb(verb.head):
        _lend_over_preposition(carried, verb, slots)
        return
    if carried.dep_ == "nsubj" and grammar.is_verb(verb) and verb.lemma_ in grammar.verb_class("hitting"):
        if any(name in ("on", "against") for c in grammar.children(noun, "relcl") for name, _ in grammar.prepositions(c)):
            return  # "the embargo [that X laid on Y] hit Z" strikes Y
        things = grammar.objects(verb)
        struck = [thing for thing in things if thing.pos_ == "PROPN"] or [
            owner for thing in things for owner in grammar.children(thing, "poss", "amod") if _is_name(owner)
        ]
        for name in ("lightto", "on", "against"):
            slots.setdefault(name, list(struck))
        return
    if carried.dep_ == "nsubj" and grammar.is_verb(verb) and verb.lemma_ in grammar.verb_class("origin"):
        _merge(slots, grammar.verb_slots(verb), skip=("subj", "obj", "attr"))
        return
    if not grammar.is_verb(verb) or carried.dep_ not in ("dobj", "nsubjpass", "attr", "oprd"):
        return
    if carried.lemma_ == "war" and verb.lemma_ in ("enter", "join"):
        return  # with whom is not said: "entered the war on the side of X"
    particle = next((c.lower_ for c in grammar.children(verb, "prt")), "")
    light = carriers("light")
    role = light.get(f"{verb.lemma_}_{particle}") if particle else None
    role = role or light.get(verb.lemma_)
    if verb.lemma_ in grammar.verb_class("receiving") and is_of_another(slots):
        role = "receiver"
    if role is None and carried.dep_ == "dobj" and any(c.i > carried.i for c in grammar.children(verb, "oprd")):
        return  # "call [the pact] a mistake": whoever judges it need not have made it
    if role is None and carried.dep_ != "attr":
        role = None if _states_conflict(verb) and verb.lemma_ not in carriers("halting") else "agent"
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
        # "won recognition of [its claim [from X]]"
        deep = [head for _, inner in grammar.prepositions(carried) for name, head in grammar.prepositions(inner) if name == "from"]
        slots["lightto"], slots["light"] = grammar.subjects(verb), verb_slots.get("from") or deep
    _merge(slots, verb_slots, skip=("subj", "obj", "attr", "iobj"))


_ORIGINS = frozenset({"source", "provider", "origin"})


def _carried(noun: Token, slots: grammar.Slots) -> Token:
    """The noun that a verb carries this one with: the first of a list, "a wave [of strikes]", "half [of X's gas]"."""
    at = noun
    while True:
        if at.dep_ in ("conj", "appos"):
            at = at.head
        elif at.dep_ == "pobj" and at.head.lower_ == "in" and (sum_of := _sum(at.head.head)) is not None:
            at = sum_of
        elif at.dep_ == "pobj" and at.head.lower_ in ("of", "for", "to") and is_weighed(noun, at.head.head):
            at = at.head.head
        elif at.dep_ == "pobj" and at.head.lower_ == "of" and is_measure(at.head.head):
            at = at.head.head
            _merge(slots, _phrases(at), skip=("of",))
        else:
            return at


def _sum(word: Token) -> Token | None:
    """The number that a phrase beside it says the kind of: "received [$3 million] in aid", wherever the parser hangs "in aid"."""
    numbers = [word] if not grammar.is_verb(word) else grammar.children(word, "dobj")
    return next((n for n in numbers if n.pos_ == "NUM" or n.lemma_.casefold() in word_class("currency")), None)


def _phrases(word: Token) -> grammar.Slots:
    """Preposition → heads of a word's own phrases."""
    found: grammar.Slots = {}
    for name, head in grammar.prepositions(word):
        found.setdefault(name, []).append(head)
    return found


def _lend_over_preposition(carried: Token, preposition: Token, slots: grammar.Slots) -> None:
    """Slots of a verb that carries a noun in a phrase: "provides X with aid", "is in talks with X", "engages in trade"."""
    verb, name = preposition.head, preposition.lower_
    if name == "under" and verb.lemma_ in grammar.verb_class("placing"):
        # "placed X under sanctions"
        slots["light"], slots["lightto"] = grammar.subjects(verb), grammar.objects(verb)
        slots.setdefault("on", slots["lightto"])
    elif verb.lemma_ in grammar.verb_class("being"):
        # "is under an embargo" has it done to it; "are at odds", "is in talks with" does it
        slots["lightto" if name == "under" else "light"] = grammar.surface_subjects(verb)
        if name != "under":
            _merge(slots, grammar.verb_slots(verb), skip=("subj", "obj", "attr", name))
    elif name in ("from", "with") and verb.lemma_ in grammar.verb_class("suffering"):
        # "suffers from a shortage of fuel", "grapples with a drought"
        slots["light"] = grammar.surface_subjects(verb)
    elif name == "with" and verb.lemma_ in grammar.verb_class("furnishing"):
        slots["light"], slots["lightto"] = grammar.subjects(verb), grammar.objects(verb)
        slots.setdefault("on", slots["lightto"])
    elif name == "with" and verb.lemma_ in grammar.verb_class("answering"):
        # "[X] answered with a ban on Yish wine"
        slots["light"] = grammar.surface_subjects(verb)
    elif name == "for" and verb.lemma_ in grammar.verb_class("accounting"):
        slots["taker"] = grammar.surface_subjects(verb)
    elif name in ("into", "towards", "toward") and grammar.objects(verb) and verb.lemma_ in grammar.verb_class("driving"):
        slots["driven"] = grammar.objects(verb)
    elif name not in ("with", "in", "into", "to", "on", "upon"):
        return
    elif not grammar.verb_class("engaging").isdisjoint(grammar.with_particles(verb)):
        slots["light"] = grammar.surface_subjects(verb)
    elif name == "in" and carried.lemma_.casefold() in grammar.verb_class("in-noun") and not slots.get("poss"):
        # "in cooperation with X, [Y] built a dam"
        slots["light"] = grammar.subjects(verb)


def _lend_from_within(slots: grammar.Slots) -> None:
    """Phrases of a verb that the parser hung deep in its object: "block [sales of [machines to X]]"; after all others."""
    deep = [inner for noun in slots.get("obj", ()) for _, inner in grammar.prepositions(noun)]
    # "imports oil, coal and [gas from X]", "depends for [its gas on X]"
    deep += [other for noun in slots.get("obj", ()) for other in grammar.conjuncts(noun)[1:]]
    deep += [noun for noun in slots.get("for", ()) if "on" not in slots]
    # "stands shoulder to [shoulder with X]", "in [tandem with X]"
    deep += [noun for name in ("to", "in", "by") for noun in slots.get(name, ()) if noun.lower_ in _AS_ONE]
    deep += [noun for name in ("at", "near") for noun in slots.get(name, ()) if noun.pos_ == "PROPN"]
    for inner in deep:
        for name, head in grammar.prepositions(inner):
            if not slots.get(name):
                slots[name] = [head]


_AS_ONE = frozenset({
    "shoulder", "hand", "glove", "side", "arm", "tandem", "concert", "lockstep", "unison", "harness", "league", "touch", "contact",
})  # fmt: skip


def _lend_from_right(noun: Token, slots: grammar.Slots) -> None:
    """The phrase right after a noun that the parser hung higher up: "veto [the next part of the aid] [to X]"."""
    for at in (noun, *grammar.conjuncts(noun)[-1:]):
        edge = at.right_edge.i + 1
        phrase = at.doc[edge] if edge < len(at.doc) else None
        if phrase is None or phrase.dep_ not in ("prep", "dative", "agent") or phrase.head not in at.ancestors:
            continue
        for head in grammar.children(phrase, "pobj"):
            if not slots.get(phrase.lower_):
                slots[phrase.lower_] = [head]


def _lend_from_second(noun: Token, slots: grammar.Slots) -> None:
    """Phrases of the second noun of an entry with "of": "a bone of contention [between X and Y]"."""
    if slots.get("of") and any(" of " in predicate.word for predicate in predicates_of(noun)[:1]):
        for inner in list(slots["of"]):
            _merge(slots, _phrases(inner), skip=())


def _lend_from_clause(noun: Token, slots: grammar.Slots) -> None:
    """Slots of a relative clause whose object the noun is: "the sanctions [that X imposed on Y]", "the aid [X gave]"."""
    for clause in grammar.children(noun, "relcl"):
        heads = [s for s in grammar.children(clause, "nsubj") if s.tag_ not in ("WDT", "WP")]
        if not heads or noun not in grammar.objects(clause):
            continue
        # where the parser lost the thread the verb hangs on its subject: "that [X imposed on Y] remain"
        verb = next((v for s in heads for v in grammar.children(s, "acl") if v.tag_ in ("VBN", "VBD")), clause)
        if verb.lemma_ not in carriers("light"):
            continue
        if not slots.get("light") or verb.lemma_ in word_class("concluding"):
            slots["light"] = heads  # "parliament ratified the deal that [X] had signed": it is X's
        for name, head in grammar.prepositions(verb):
            if not slots.get(name) or name == "to":
                slots[name] = [head]  # "the aid [that X gives to Y] goes to schools"


def _beside(noun: Token) -> list[Token]:
    """Subject of the clause that a noun is said beside: "under pressure from X, [Y] left", "[Y] paid at the request of X"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or not grammar.is_verb(preposition.head):
        return []
    if preposition.lower_ == "for" and preposition.head.lemma_ == "thank":
        return grammar.surface_subjects(preposition.head)  # "[X] thanked Y for its help"
    if preposition.lower_ not in _BESIDE and not _is_help(noun, preposition.lower_):
        return []
    return grammar.surface_subjects(preposition.head)


def _is_help(noun: Token, preposition: str) -> bool:
    relations = {p.relation for p in predicates_of(noun)}
    return (preposition == "with" and bool(relations & _HELP)) or (
        preposition in ("through", "to", "by") and Relation.MEDIATES in relations
    )


_HELP = frozenset({Relation.AIDS, Relation.SUPPORTS, Relation.MEDIATES})
_BESIDE = frozenset({"under", "amid", "amidst", "at", "despite", "upon"})
"""Prepositions of a phrase whose noun is done to the subject beside it. "With", "by", "through", "after" and "in" were tried:
there the subject is as often the one who does it."""


def _states_conflict(verb: Token) -> bool:
    """True when the verb says something hostile, or mediates, so that its subject does not do what its object names."""
    return any(
        p.relation is None or p.relation.polarity < 0 or p.relation is Relation.MEDIATES for p in predicates_of(verb)
    ) and verb.lemma_ not in carriers("light")


def _is_name(word: Token) -> bool:
    return word.pos_ == "PROPN" or (word.pos_ == "ADJ" and word.text[:1].isupper() and not word.is_sent_start)


def _lend_from_coordination(noun: Token, slots: grammar.Slots) -> None:
    """What two joined nouns share: the phrase after the last ("aid and training to Mali"), the owner before the first."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        first = grammar.noun_slots(noun.head)
        for key in ("poss", "mod"):
            if not slots.get(key):
                slots[key] = first.get(key, [])
        if not slots["poss"] and not any(_is_name(word) for word in slots["mod"]):
            # "[Western] sanctions and diplomatic isolation"
            slots["mod"] = [*slots["mod"], *(word for word in first["mod"] if _is_name(word))]
        for name, head in grammar.prepositions(noun.head):
            # "[trade and investment] between X and Y": the parser hangs the phrase on the first
            if head.i > noun.i and not slots.get(name):
                slots[name] = [other for also, other in grammar.prepositions(noun.head) if also == name and other.i > noun.i]
    for other in grammar.children(noun, "conj"):
        if other.pos_ == "NOUN":
            for name, head in grammar.prepositions(other):
                slots.setdefault(name, []).append(head)


def _merge(slots: grammar.Slots, more: grammar.Slots, skip: tuple[str, ...]) -> None:
    for name, tokens in more.items():
        if name not in skip:
            have = slots.setdefault(name, [])
            have.extend(t for t in tokens if t not in have)
