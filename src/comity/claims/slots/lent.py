"""Slots that other words lend: an idiom's noun, the clause a sum or a participle hangs in, what is answered, what "those" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.slots.hostile import blames
from comity.claims.words import judged_in, meant_by_those, predicates_of, said_of_object, told_to
from comity.grammar import word_class
from comity.vocabulary import Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token


def lend_to_verb(verb: Token, slots: grammar.Slots) -> None:
    """Fill the empty slots of a verb with what the words around it lend."""
    _from_idiom(verb, slots)
    if not slots.get("obj") and (said := said_of_object(verb)):
        # "holds [X] hostage": a clause without a verb to the parser
        slots["obj"] = [whom for word in said for whom in grammar.children(word, "nsubj")]
        slots["objmod"] = [owner for thing in slots["obj"] for owner in grammar.children(thing, "amod", "compound", "nmod", "poss")]
    if verb.lemma_ in carriers("say"):
        slots["must"], slots["judged"] = told_to(verb), judged_in(verb)
    if verb.lemma_ in word_class("charging"):
        # "complained that [X] jams its airport"
        slots["charged"] = [who for clause in grammar.children(verb, "ccomp") for who in grammar.surface_subjects(clause)]
    if verb.dep_ == "relcl" and verb.lemma_ in word_class("giving"):
        _of_given(verb, slots)
    if (
        verb.dep_ == "acl"
        and verb.lemma_ in word_class("buying")
        and verb.tag_ == "VBN"
        and slots.get("from")
        and not slots["subj"]
    ):
        slots["subj"] = _buyer(verb)


def lend_to_noun(noun: Token, slots: grammar.Slots) -> None:
    """Fill the empty slots of a noun, or of the "those" that stands for one, with what the words around it lend."""
    if noun.lower_ in ("those", "that") and (meant := meant_by_those(noun)) is not None:
        # "lifted its sanctions on X, but kept [those on Y]"
        for name in ("poss", "mod"):
            slots[name] = slots.get(name) or grammar.noun_slots(meant).get(name, [])
    elif noun.lemma_ in word_class("power-abroad") and noun.dep_ == "dobj" and noun.head.lemma_ in word_class("giving"):
        if receivers := grammar.indirect_objects(noun.head):
            slots["light"], slots["lightto"] = receivers, []  # "giving [X] leverage over Y"
    elif noun.dep_ == "dobj" and noun.head.lemma_ in word_class("answering") and not slots.get("to") and _asks(noun):
        slots["to"] = grammar.surface_subjects(noun.head)


def _asks(noun: Token) -> bool:
    return any(p.relation is Relation.REQUESTS for p in predicates_of(noun))


def paid_for(verb: Token, slots: grammar.Slots) -> list[Token]:
    """Heads of whose costs one pays: "pays for half of [Chad's] budget", "covers the wages of [Chad's] teachers"."""
    if verb.lemma_ not in word_class("paying"):
        return []
    costs = [*slots.get("obj", ()), *slots.get("for", ())]
    costs += [head for cost in costs for name, head in grammar.prepositions(cost) if name == "of"]
    own = [cost for cost in costs if not any(p.relation is Relation.SUPPLIES for p in predicates_of(cost))]
    return [owner for cost in own for owner in grammar.children(cost, "poss") if owner.tag_ != "PRP$"]


def opener(verb: Token) -> list[Token]:
    """Heads of who opens what others pay for or staff: "[Chad] will open a clinic staffed by Cuban doctors"."""
    thing = verb.head
    over = thing.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or thing.dep_ != "dobj" or over.lemma_ not in word_class("getting-ready"):
        return []
    return grammar.surface_subjects(over)


def _from_idiom(verb: Token, slots: grammar.Slots) -> None:
    """Phrases of the noun of an idiom are the verb's: "came to terms [with X] on gas", "is of one mind [with X]"."""
    for predicate in predicates_of(verb)[:1]:
        _, _, rest = predicate.word.partition("_")
        preposition, _, word = rest.partition("_")
        for name, noun in grammar.prepositions(verb) if word else ():
            if name == preposition and noun.lower_ == word:
                for inner, head in grammar.prepositions(noun):
                    if not slots.get(inner):
                        slots[inner] = [head]


def _of_given(verb: Token, slots: grammar.Slots) -> None:
    """What a relative clause says the giving of is the thing, the name in it the receiver: "the loan that X promised [Y]"."""
    receivers = [c for c in grammar.children(verb, "dobj", "dative") if c.pos_ in ("PROPN", "PRON") and c.i > verb.i]
    if (
        receivers
        and verb.head.pos_ in ("NOUN", "NUM", "SYM")
        and not any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in verb.children)
    ):
        slots["iobj"], slots["obj"] = receivers, [verb.head]


def _buyer(verb: Token) -> list[Token]:
    """Heads of who bought what a participle says was bought: "[Chad] equips its army with drones bought from Turkey"."""
    goods = verb.head
    over = grammar.verb_over(goods)
    if over is None or goods.dep_ not in ("dobj", "pobj", "conj") or grammar.is_passive(over) or blames(over):
        return []
    return grammar.surface_subjects(over)


def lend_to_participle(participle: Token, slots: grammar.Slots) -> None:
    """Fill what a participle is said of, where that is the noun beside it: "the bloc, [comprising X]", "[X-brokered] talks"."""
    if participle.i < 2:
        return
    if participle.tag_ == "VBG" and participle.dep_ == "advcl" and participle.lemma_ in ("comprise", "include"):
        before = participle.nbor(-2)
        if participle.nbor(-1).text == "," and before.pos_ in ("NOUN", "PROPN"):
            slots["subj"] = [before]
        return
    if participle.dep_ == "acl" and not slots.get("subj") and _has(participle.head.head) and participle.tag_ == "VBN":
        # "[X] has troops stationed in Y"
        if participle.head.dep_ == "dobj" and not slots.get("by"):
            slots["subj"], slots["obj"] = grammar.surface_subjects(participle.head.head), [participle.head]
        return
    if (
        grammar.is_joined(participle)
        and not slots.get("obj")
        and any(p.relation is Relation.MEDIATES for p in predicates_of(participle))
    ):
        slots["obj"] = [participle.head]


def _has(verb: Token) -> bool:
    return verb.lemma_ in word_class("keeping") and grammar.is_verb(verb)


def who_wishes(noun: Token) -> list[Token]:
    """Heads of who wishes for what another is to give: "[X] expressed a wish for Yish cooperation"."""
    wish = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "in") or wish.lemma_.casefold() not in carriers("wishing"):
        return []
    return grammar.surface_subjects(wish.head) if wish.dep_ == "dobj" and grammar.is_verb(wish.head) else []


def own_subjects(clause: Token) -> list[Token]:
    """Subjects of a clause that says what is alleged: "the claim that [X's agents] did it"; none where the noun is its subject."""
    return [who for who in grammar.children(clause, "nsubj", "nsubjpass") if who.tag_ not in ("WDT", "WP")]


def of_each_other(verb: Token) -> list[Token]:
    """Heads of those who take each other for something: "[X and Y] see each other as rivals"."""
    mutual = any(map(grammar.is_reciprocal, grammar.children(verb, "dobj")))
    return grammar.surface_subjects(verb) if mutual and grammar.is_verb(verb) else []


def invited(verb: Token) -> list[Token]:
    """Head of the guest whom the parser took for one more host: "at the invitation of X, president of A, [Y] paid …"."""
    if verb.dep_ != "ROOT" or not grammar.is_verb(verb) or grammar.surface_subjects(verb):
        return []
    for name, noun in grammar.prepositions(verb):
        if name in ("at", "on", "upon") and noun.i < verb.i and noun.lemma_ == "invitation":
            hosts = [host for of, host in grammar.prepositions(noun) if of == "of"]
            others = [g for host in hosts for g in grammar.children(host, "appos", "conj") if g.pos_ == "PROPN"]
            joined = any(grammar.children(host, "cc") for host in hosts)
            return others[-1:] if not joined and (len(others) > 1 or any(g.dep_ == "conj" for g in others)) else []
    return []


def lend_from_worth(noun: Token, slots: grammar.Slots) -> None:
    """Phrases that the parser hung on what a thing is worth: "runs 320 projects worth $2 billion [in X]"."""
    for said in grammar.children(noun, "amod", "acl"):
        if said.lower_ in word_class("worth"):
            for amount in grammar.children(said, "npadvmod", "dobj", "attr"):
                for name, head in grammar.prepositions(amount):
                    slots.setdefault(name, [head])


def lend_from_terms(noun: Token, slots: grammar.Slots, passage: Passage) -> None:
    """Whose deal it is, told by what it lays down: "a deal under which [X] takes in migrants from [Y]"."""
    if slots.get("between") or slots.get("with") or not any(p.relation is Relation.AGREES_WITH for p in predicates_of(noun)):
        return
    for clause in grammar.children(noun, "relcl"):
        under = [p for p in grammar.children(clause, "prep") if any(w.lower_ == "which" for w in grammar.children(p, "pobj"))]
        if not any(p.lower_ in ("under", "by", "through") for p in under) and clause.left_edge.lower_ != "whereby":
            continue
        terms = grammar.verb_slots(clause)
        heads = [head for name in ("subj", "obj", "iobj", "to", "from", "with", "for") for head in terms.get(name, ())]
        heads += [head for thing in terms.get("obj", ()) for head in grammar.children(thing, "poss")]
        named = [head for head in heads if head.i in passage.by_token and passage.arguments([head])]
        if len({a.entity for head in named for a in passage.arguments([head])}) == 2:
            slots["between"] = named


def lend_from_names(slots: grammar.Slots) -> None:
    """Phrases that the parser hung on a name before them: "the rivalry of [X [with Y]]", "an ally in [Africa [of Y]]".

    So too what lies between two on the kind of thing: "trade in [goods [between X and Y]]".
    """
    for inner in [h for name in ("in", "on", "along", "at", "over", "across") for h in slots.get(name, ()) if h.pos_ == "NOUN"]:
        heads = [head for name, head in grammar.prepositions(inner) if name == "between"]
        if heads and not slots.get("between"):
            slots["between"] = heads
    for inner in [h for name in ("of", "in", "by", "to", "on", "with") for h in slots.get(name, ()) if h.pos_ == "PROPN"]:
        own: grammar.Slots = {}
        for name, head in grammar.prepositions(inner):
            own.setdefault(name, []).append(head)
        for name, heads in own.items():
            if name in _BETWEEN_ENDS and not slots.get(name):
                slots[name] = heads


_BETWEEN_ENDS = frozenset({"with", "to", "against", "on", "over", "of", "towards", "for"})


def take_agents(noun: Token, slots: grammar.Slots) -> None:
    """Leave out who only mediates, backs or breaks it: "a truce [brokered by X]" is not X's."""
    for clause in grammar.children(noun, "acl"):
        if clause.lemma_ in word_class("raising"):
            continue  # "a dispute [raised by X] against Y" is X's
        if carriers("light").keys().isdisjoint(grammar.with_particles(clause)) and predicates_of(clause):
            others = grammar.agents(clause)
            slots["by"] = [head for head in slots.get("by", ()) if head not in others]


def is_of_another(slots: grammar.Slots) -> bool:
    """True when a noun says whose it is: "welcomed [Norway's] support"; then a pronoun before it is the receiver's."""
    owners = [*slots.get("poss", ()), *slots.get("mod", ()), *slots.get("from", ())]
    if not any(owner.pos_ == "PROPN" or (owner.pos_ == "ADJ" and owner.text[:1].isupper()) for owner in owners):
        return False
    slots["poss"] = [owner for owner in slots.get("poss", ()) if owner.tag_ != "PRP$"]
    return True
