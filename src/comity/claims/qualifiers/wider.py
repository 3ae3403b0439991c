"""The field of a tie that its own words do not name, from farther off: what is agreed or asked for, the clause above, who is tied.

"Demanded that X withdraw its soldiers", "condemned the coup and asked Y to act", "talks between the two energy ministries": an
analyst files none of them under diplomacy. Where nothing of the kind is said, there is nothing here either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.slots.filling import Filled
from comity.claims.words import predicates_of
from comity.find.domains import heading_domains
from comity.grammar import word_class
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Token

VAGUE = frozenset(f"domain:{name}" for name in ("diplomacy", "political", "economic", "multilateralism", "regional-security"))
"""Fields that a word has by itself and that any nearer one replaces: talks are diplomacy, leverage is political."""

_PEACE = "domain:peacekeeping"
_PARLEYS = frozenset({Relation.CONSULTS_WITH, Relation.AGREES_WITH, Relation.MEDIATES, Relation.REQUESTS})
_HIGHER = 2
"""Clauses that are climbed: on our dev passages a third step found as many wrong fields as right ones."""

_REASONS = ("over", "about", "on", "regarding", "concerning", "into")


def of_surroundings(filled: Filled, passage: Passage) -> topics.Topics | None:
    """The field said nearest outside a predicate's own phrase, or that of those who are tied; None where there is none."""
    trigger = filled.trigger
    if _is_of_joining(filled, passage):
        return topics.Topics((_FORUMS,), 0.85, "about belonging to a body")
    found = _of_act(filled) or _firm(of_complement(passage, trigger))
    if found:
        return topics.Topics(found, 0.9, "domain from what is said of it")
    found = _firm(of_reason(passage, trigger) or _of_antecedent(passage, trigger))
    if found:
        return topics.Topics(found, 0.9, "domain from its clause")
    if filled.predicate.relation in _PARLEYS and _is_with_rebels(filled, passage):
        return topics.Topics((_PEACE,), 0.85, "talks with an armed group")
    if filled.predicate.relation in _PARLEYS and _PEACE in _of_clause_above(passage, trigger, _HIGHER):
        return topics.Topics((_PEACE,), 0.8, "talks that are mediated")
    found = _of_parties(filled, passage) or _of_portfolio(filled, passage)
    if found:
        return topics.Topics(found, 0.8, "domain of those who are named")
    if filled.predicate.relation in _GOES_ON:
        found = _firm(_of_clause_above(passage, trigger, _HIGHER))
    elif filled.predicate.relation in _IN_CLAUSE:
        found = _firm(_of_clause_above(passage, trigger, 0) or _of_explanation(passage, trigger))
    return topics.Topics(found, 0.75, "domain from the clause above it") if found else None


_GOES_ON = frozenset({Relation.REQUESTS, Relation.OPPOSES, Relation.CRITICIZES, Relation.SUPPLIES, Relation.THREATENS})
_IN_CLAUSE = frozenset({Relation.INFLUENCES, Relation.DEPENDS_ON})
"""Ties that the clause they stand in gives a field. Relations at large, meetings and treaties have none of their own: on our dev
passages the clause around them was wrong as often as right."""


def _firm(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(d for d in found if d not in VAGUE)[:2]


def of_complement(passage: Passage, word: Token) -> tuple[str, ...]:
    """Domains of the clause that says what is asked, agreed or feared: "demanded that X withdraw its soldiers"."""
    for clause in grammar.children(word, "ccomp", "acl"):
        if clause.i > word.i and grammar.is_verb(clause):
            found = topics.of_clause(passage, clause) or topics.of_object(passage, _own_subjects(clause, passage))
            if found:
                return found
    return ()


def _own_subjects(clause: Token, passage: Passage) -> list[Token]:
    """Subjects of a clause that are things: "agreed that the [ships] shall be replaced"."""
    return [head for head in grammar.children(clause, "nsubj", "nsubjpass") if head.i not in passage.by_token]


def of_reason(passage: Passage, word: Token) -> tuple[str, ...]:
    """What it is over, where the parse hangs that on the verb: "opened an inquiry into X over the treatment of women"."""
    verb = word if grammar.is_verb(word) else word.head
    if not grammar.is_verb(verb) or (verb != word and word.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr")):
        return ()
    heads = [head for name, head in grammar.prepositions(verb) if name in _REASONS and head.i > word.i]
    return topics.of_object(passage, heads)


def is_of_force(filled: Filled) -> bool:
    """True where what is said of somebody is that he uses force: "accused X of bombing a village"."""
    return _of_act(filled) == ("domain:military",)


def _of_act(filled: Filled) -> tuple[str, ...]:
    """The field of the act that is condemned, asked for or opposed: force is military, an expulsion is what its own words say."""
    trigger = filled.trigger
    if filled.predicate.relation not in _OF_ACTS:
        return ()
    acts = [*grammar.objects(trigger), *grammar.children(trigger, "ccomp", "xcomp")]
    acts += [
        act for prep in grammar.children(trigger, "prep") for act in grammar.children(prep, "pcomp", "pobj") if act.i > trigger.i
    ]
    fields: list[str] = []
    for act in acts:
        for predicate in predicates_of(act):
            if predicate.relation is Relation.FIGHTS:
                fields.append("domain:military")
            elif predicate.domain and predicate.domain not in VAGUE and filled.predicate.relation is not Relation.OPPOSES:
                fields.append(predicate.domain)
    return tuple(dict.fromkeys(fields))[:1]


_OF_ACTS = frozenset({Relation.CRITICIZES, Relation.REQUESTS, Relation.OPPOSES, Relation.SUPPORTS, Relation.COERCES})
_FORUMS = "domain:multilateralism"


def _is_of_joining(filled: Filled, passage: Passage) -> bool:
    """True for "urged X to return to the Y Union", "opposes X's application to the Z Council"."""
    trigger = filled.trigger
    if filled.predicate.relation not in _OF_ACTS:
        return False
    words = [*grammar.children(trigger, "ccomp", "xcomp"), *grammar.objects(trigger), *grammar.children(trigger, "nsubjpass")]
    above = (trigger, trigger.head) if trigger.dep_ == "dobj" else (trigger,)
    words += [head for at in above for name, head in grammar.prepositions(at) if name in ("for", "to", "on", "against")]
    words += [thing for word in tuple(words) if word.dep_ == "pcomp" for thing in grammar.objects(word)]
    words += [low for word in tuple(words) for low in grammar.children(word, "compound", "acl") if word.i not in passage.by_token]
    for word in words:
        if word.lemma_.casefold() in word_class("joining-body"):
            heads = [
                *grammar.objects(word),
                *(head for name, head in grammar.prepositions(word) if name in ("to", "of", "in", "from")),
            ]
            heads += grammar.children(word, "poss", "compound", "nmod", "amod")
            if any(passage.register.kind(a.entity) is EntityKind.ORGANIZATION for a in passage.arguments(heads)):
                return True
    return False


def is_of_bid(filled: Filled) -> bool:
    """True for "backs X's bid", "vetoed Y's entry", "supports the candidacy of Z"; not for a bid to host games or to buy a firm."""
    trigger = filled.trigger
    things = grammar.objects(trigger) if grammar.is_verb(trigger) else []
    words = {*filled.predicate.word.split("_")[1:], *(thing.lemma_.casefold() for thing in things)}
    aims = [clause for thing in things for clause in grammar.children(thing, "acl") if grammar.is_infinitive(clause)]
    return bool(words & word_class("bid")) and all(
        aim.lemma_ in word_class("joining-body") or aim.lemma_ in word_class("leading-body") for aim in aims
    )


def asked_for(trigger: Token) -> list[Token]:
    """The infinitives that say what is asked: "asked X [to …]", "asked X for time [to repay]"."""
    things = [head for name, head in grammar.prepositions(trigger) if name == "for"]
    inner = [clause for thing in things for clause in grammar.children(thing, "acl", "relcl") if grammar.is_infinitive(clause)]
    return [*grammar.children(trigger, "xcomp"), *inner]


def of_fields_after(passage: Passage, verb: Token, noun: Token) -> tuple[str, ...]:
    """Fields that the parser hung on the verb of a tie: "strengthen cooperation [in the fields of energy, health and sport]".

    So too what is said of it apart: "expanded their cooperation, [notably in mining]", "… [from energy to tourism]".
    """
    phrases = [p for p in grammar.children(verb, "prep") if p.i > noun.i and p.lower_ in _IN_FIELDS]
    phrases += [low for p in phrases if p.lower_ == "including" for low in grammar.children(p, "prep")]
    named = [head for p in phrases for head in grammar.children(p, "pobj") if p.lower_ != "from"
             and ((head.lemma_ in word_class("field") and _lists_fields(head)) or _is_singled_out(p))]  # fmt: skip
    if named:
        return topics.of_object(passage, named)
    ends = [word for p in phrases if p.lower_ == "from" for head in _from_to(p) for word in topics.phrase_with_conjuncts(head)]
    return topics.most_specific(term.domain for term in topics.in_tokens(passage, ends))


_IN_FIELDS = frozenset({"in", "across", "from", "including", "on", "within"})


def _lists_fields(noun: Token) -> bool:
    """True for "fields of energy and health", "sectors such as X", "areas including Y"."""
    return any(name in ("of", "as", "like", "including") for name, _ in grammar.prepositions(noun))


def _is_singled_out(phrase: Token) -> bool:
    """True for "particularly in", "notably on" and for "including in"."""
    before = phrase.doc[phrase.i - 1].lower_ if phrase.i else ""
    return before in word_class("singling-out") and phrase.lower_ in ("in", "on", "across", "within")


def _from_to(phrase: Token) -> list[Token]:
    """The two ends of "from energy to tourism", wherever the parser hangs the second."""
    ends = grammar.children(phrase, "pobj")
    after = (p for above in (phrase, phrase.head) for p in grammar.children(above, "prep") if p.i > phrase.i)
    to = next((p for p in after if p.lower_ == "to"), None)
    others = grammar.children(to, "pobj") if to is not None else []
    return [*ends, *others] if ends and others else []


def of_fields_before(passage: Passage, verb: Token) -> tuple[str, ...]:
    """Domains of "health and transport are among the fields [where X and Y cooperate]": the fields are named before their noun."""
    at = verb
    while at.dep_ in ("xcomp", "conj") and grammar.is_verb(at.head):
        at = at.head
    noun = at.head
    if at.dep_ != "relcl" or noun.lemma_.casefold() not in word_class("field"):
        return ()
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "amongst") else noun.head
    named = grammar.surface_subjects(over) if over.lemma_ in word_class("mainstay") and over != noun else []
    return topics.of_object(passage, [*named, *(head for name, head in grammar.prepositions(noun) if name in _EXAMPLES)])


def of_mainstay(passage: Passage, noun: Token, verb: Token | None) -> tuple[str, ...]:
    """Fields of what is said to be at the heart of a tie: "Energy is the backbone of the relationship", "… remains an irritant"."""
    if verb is None or verb.lemma_ not in word_class("mainstay") or noun.dep_ in ("nsubj", "nsubjpass"):
        return ()
    return topics.of_object(passage, grammar.surface_subjects(verb))


_EXAMPLES = ("like", "as", "including")


def _of_antecedent(passage: Passage, word: Token) -> tuple[str, ...]:
    """The thing that a relative clause is about: "a trade deal, which farmers oppose", "a gas contract brokered by X"."""
    if word.dep_ not in ("relcl", "acl") or word.head.i in passage.by_token or word.head.pos_ != "NOUN":
        return ()
    return topics.of_noun(passage, word.head)


def _of_clause_above(passage: Passage, word: Token, steps: int) -> tuple[str, ...]:
    """Domains of the clauses that this one goes on with or hangs on, the nearest first."""
    verb = word if grammar.is_verb(word) else grammar.verb_over(word)
    if verb is not None and verb != word:
        found = _firm(topics.of_clause(passage, verb))
        if found:
            return found
    for _ in range(steps):
        if verb is None or verb.dep_ not in ("conj", "advcl", "relcl", "xcomp", "parataxis", "ccomp"):
            return ()
        verb = verb.head if grammar.is_verb(verb.head) else grammar.verb_over(verb)
        if verb is None:
            return ()
        found = _firm(topics.of_clause(passage, verb))
        if found:
            return found
    return ()


def _of_explanation(passage: Passage, word: Token) -> tuple[str, ...]:
    """Domains of what a colon gives as the reason: "has leverage over X: it controls the river"."""
    verb = word if grammar.is_verb(word) else grammar.verb_over(word)
    if verb is None:
        return ()
    near = [*verb.children, *([verb.head] if verb.dep_ in ("ccomp", "parataxis") else [])]
    colon = next((t.i for t in near if t.lower_ == ":" and t.i > word.i), None)
    colon = colon or next((t.i for t in verb.head.children if t.lower_ == ":" and t.i > word.i), None)
    if colon is None:
        return ()
    fields = [d for other in near if grammar.is_verb(other) and other.i > colon for one in grammar.conjuncts(other)
              for d in topics.of_clause(passage, one)]  # fmt: skip
    return tuple(dict.fromkeys(fields))


# --- who is tied --------------------------------------------------------------------------------------------------


def _ends(filled: Filled) -> set[str]:
    return {a.entity for a in (*filled.subjects, *filled.objects, *filled.members)}


def _is_with_rebels(filled: Filled, passage: Passage) -> bool:
    """True for talks and deals with an armed group, and for steps towards them."""
    types = passage.register.reference.types
    named = {t for word in filled.trigger.subtree if word.i in passage.by_token for t in passage.by_token[word.i].targets}
    return any(types.get(end) == "armed-group" for end in (*_ends(filled), *named))


def _of_parties(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """The trade of those who are tied: firms, banks, ministries and unions act in their own field."""
    if filled.predicate.relation not in _IN_OWN_FIELD or filled.predicate.domain == _FORUMS:
        return ()
    fields: list[tuple[str, ...]] = []
    for end in sorted(_ends(filled)):
        found = _own_field(end, passage)
        if found:
            fields.append(found)
    common = [d for d in (fields[0] if fields else ()) if all(d in other for other in fields)]
    return tuple(common)[:2]


_IN_OWN_FIELD = frozenset(
    {
        Relation.CONSULTS_WITH,
        Relation.AGREES_WITH,
        Relation.COOPERATES_WITH,
        Relation.REQUESTS,
        Relation.DEPENDS_ON,
        Relation.DISPUTES_WITH,
        Relation.INVESTS_IN,
        Relation.CRITICIZES,
        Relation.OPPOSES,
        Relation.SUPPORTS,
    }
)


def _of_portfolio(filled: Filled, passage: Passage) -> tuple[str, ...]:
    """The field of a minister who comes or is met: "the German [finance] minister", "Chile's [energy] minister, X,"."""
    if filled.predicate.relation is not Relation.CONSULTS_WITH:
        return ()
    fields: list[tuple[str, ...]] = []
    for end in (*filled.subjects, *filled.objects, *filled.members):
        titled = end.token.head if end.token.dep_ == "appos" else end.token
        title = [word for word in titled.subtree if word.i <= titled.i]
        if not any(word.lower_.startswith(tuple(word_class("portfolio"))) for word in title):
            continue
        words = {word.i for word in title}
        found = tuple(dict.fromkeys(f.domain for f in passage.domains if f.weight > 1 and words.issuperset(range(f.start, f.end))))
        if found and not VAGUE & set(found):
            fields.append(found)
    return fields[0][:1] if fields and all(one == fields[0] for one in fields) else ()


_OF_MANY_FIELDS = frozenset({"igo", "forum", "alliance"})


def _own_field(end: str, passage: Passage) -> tuple[str, ...]:
    """Fields of an organisation or a group of people by the reference, else by the words of its name."""
    entity = passage.register.entity(end)
    if entity is None or entity.kind not in (EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.AGREEMENT):
        return ()
    known = topics.of_entity(entity)
    if passage.register.reference.types.get(end) in _OF_MANY_FIELDS:
        # Mercosur is there for trade and OPEC for oil; the African Union is there for everything
        return () if VAGUE & set(known) else topics.most_specific(known)
    found = known or topics.settle(term for term in heading_domains(entity.label) if term.weight > 1)
    return () if VAGUE & set(found) else found
