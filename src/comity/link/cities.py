"""Whether the name of a capital stands for its state where it is used, or for the city, or may be either.

"Ottawa's decision", "ties with Hanoi" and "Canberra fears a tariff" speak of states; "Ottawa's museums", "the train to Hanoi"
and "Canberra has two universities" of cities. What the name owns, does and suffers decides, by word lists and by the endings
of abstract nouns; where neither speaks, it stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link.collectives import possessed
from comity.link.usage import Usage, head_of, is_dateline, is_seated, plays

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "cy", "ism", "sal", "val", "ise", "ing")
_SHORTEST_ABSTRACT = 6
"""Letters from which the ending of a noun tells that it is abstract: "city" and "cement" are not, "denial" and "intention" are."""

_NOTHING = frozenset({"nothing", "something", "little", "much", "more", "anything"})
_OPENERS = frozenset({"if", "when", "once", "as", "because", "while", "until", "unless", "that", "where", "and", "but", ";", ","})
_COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "feel", "stay", "look", "sound"})
_INTO = frozenset({"to", "toward", "towards", "for"})

_AROUND = frozenset(
    ["in", "at", "near", "outside", "inside", "across", "throughout", "within", "through", "via", "around", "into", "above", "off"]
)
_ON_TOP = frozenset({"on", "upon", "over", "onto"})


def city_usage(doc: Doc, start: int, end: int) -> Usage:
    """How the name of a city at tokens ``start`` to ``end`` (not included) is used."""
    root = head_of(doc, start, end)
    if is_dateline(doc, start, end):
        return Usage.PLACE
    if plays(root):
        return Usage.TEAM
    return _use(root, 5)


def _use(token: Token, depth: int) -> Usage:
    if depth == 0:
        return Usage.PLAIN
    paired = _noun_of_pair(token)
    if paired is not None:
        return Usage.PLACE if _going(paired) or paired.lemma_ in cues("way") else Usage.ACTOR
    if (first := _misread_pair(token)) is not None:
        return _use(first, depth - 1)
    label, head = token.dep_, token.head
    if _owns_what_was_said(token):
        return _as_said_of_another(token)
    if _is_the_city(token):
        return Usage.PLACE
    if label == "appos" and head.tag_ == "NNS" and head.i + 1 == token.i and head.lemma_ in cues("struck"):
        return Usage.PLACE
    if label in ("conj", "appos"):
        return Usage.PLACE if head.lemma_.casefold() in cues("city-noun") else _use(head, depth - 1)
    if label == "pobj":
        return _after_preposition(head)
    if label in ("compound", "nmod") and head.dep_ == "dobj" and token in grammar.indirect_objects(head.head):
        return Usage.ACTOR  # "lend [Hanoi] 40 million euros"
    if label in ("npadvmod", "compound", "nmod", "amod", "poss"):
        return _beside(token, head)
    if label in ("nsubj", "nsubjpass"):
        return _as_subject(head, passive=label == "nsubjpass")
    if label == "dobj":
        return _as_object(head)
    if label in ("pcomp", "attr", "agent", "oprd", "dative"):
        return Usage.ACTOR
    return Usage.PLAIN


def _is_the_city(token: Token) -> bool:
    """True for "the capital, Kyiv" and "Kyiv, a city of three million"."""
    return any(child.lemma_ in cues("city-noun") for child in grammar.children(token, "appos"))


def _noun_of_pair(token: Token) -> Token | None:
    """The noun of "Seoul-Tokyo ties", where two names are joined by a hyphen before it."""
    doc, last = token.doc, token.i
    if last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].pos_ == "PROPN":
        while last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].pos_ == "PROPN":
            last += 2
    elif last < 2 or doc[last - 1].text != "-" or doc[last - 2].pos_ != "PROPN":
        return None
    after = last + 1
    while after < len(doc) and doc[after].pos_ == "ADJ":
        after += 1
    return doc[after] if after < len(doc) and doc[after].pos_ == "NOUN" else None


def _misread_pair(token: Token) -> Token | None:
    """The first name of "Riyadh and Doha deposit dollars", where the verb was taken for a noun and the second for its modifier."""
    if token.dep_ != "compound" or token.i < 2 or token.nbor(-1).dep_ != "cc" or token.head.i <= token.i + 1:
        return None
    first, verb = token.nbor(-2), token.nbor(1)
    stands_alone = first.pos_ == "PROPN" and first.dep_ == "ROOT" and first.ent_type_ == "GPE"
    return first if stands_alone and verb.pos_ == "NOUN" and verb.dep_ == "compound" else None


def _owns_what_was_said(token: Token) -> bool:
    """True for the last word of "more passengers than London's"."""
    at = token.i + 1
    return at < len(token.doc) and token.doc[at].tag_ == "POS" and (token.dep_ != "poss" or token.head.i <= at)


def _as_said_of_another(token: Token) -> Usage:
    """For "drills its troops together with Cairo's": what the noun said before makes of it, where another owns that."""
    over = token.head.head if token.dep_ in ("pobj", "poss") else token.head
    said = grammar.children(over, "dobj") if grammar.is_verb(over) else [over]
    owned = next((noun for noun in said if noun.i < token.i and grammar.children(noun, "poss")), None)
    return _noun_use(owned) if owned is not None else Usage.LEANING


# --- beside a noun ------------------------------------------------------------------------------------------------


def _beside(token: Token, head: Token) -> Usage:
    """Before a noun or a participle: who owns it, what it modifies, what stands with it before a hyphen."""
    if _verb_taken_for_noun(token, head):
        return Usage.ACTOR
    if head.pos_ in ("VERB", "ADJ") or head.tag_ == "VBN":
        return Usage.PLACE if head.lemma_ in cues("located") else Usage.ACTOR
    owned = Usage.ACTOR if token.dep_ == "poss" and head.lemma_ in word_class("travel") else _noun_use(head)
    if owned is not Usage.ACTOR:
        return Usage.EITHER if owned is Usage.LEANING and token.dep_ != "poss" else owned
    return Usage.ACTOR if token.dep_ == "poss" or head.lemma_.casefold() in cues("power-body") else Usage.EITHER


def _verb_taken_for_noun(token: Token, head: Token) -> bool:
    """True for "If Moscow attacks, …": at the head of a clause a verb in -s is often taken for a noun."""
    if token.dep_ == "poss" or head.tag_ != "NNS" or head.i != token.i + 1 or head.lemma_ not in cues("actor-verb"):
        return False
    return token.is_sent_start or token.nbor(-1).lower_ in _OPENERS


def _noun_use(noun: Token) -> Usage:
    """What a noun makes of the capital that owns it."""
    word = noun.lemma_.casefold()
    if word in cues("place-noun") or noun.lower_ in cues("place-noun"):
        return Usage.PLACE
    if word in cues("power-noun") or word in cues("power-body") or noun.lower_ in cues("power-noun"):
        return Usage.ACTOR
    if noun.pos_ == "NOUN" and len(word) >= _SHORTEST_ABSTRACT and word.endswith(_ABSTRACT):
        return Usage.ACTOR
    if noun.pos_ == "VERB" or noun.tag_ == "VBG":
        return Usage.ACTOR
    return Usage.LEANING


# --- beside a verb ------------------------------------------------------------------------------------------------


def _as_subject(verb: Token, *, passive: bool) -> Usage:
    lemma = verb.lemma_
    if lemma in cues("staying"):
        return Usage.ACTOR if lemma == "stand" and _beside_someone(verb) else Usage.PLACE
    if passive:
        if lemma in cues("struck") or lemma in cues("located"):
            return Usage.PLACE if not _with_measures(verb) else Usage.EITHER
        if lemma in cues("governing"):
            return Usage.EITHER
        return Usage.LEANING if lemma in cues("described") else Usage.ACTOR
    if lemma in _COPULAS:
        return _is_said_to_be(verb)
    if any(told.lemma_ in cues("city-noun") for be in grammar.children(verb, "xcomp") for told in grammar.children(be, "attr")):
        return Usage.PLACE
    objects = grammar.children(verb, "dobj")
    if lemma == "have" and objects:
        return _has(objects[0])
    if lemma == "host" or any(noun.lemma_ == "mayor" for noun in objects):
        return Usage.LEANING
    return Usage.ACTOR


def _beside_someone(verb: Token) -> bool:
    """True for "stands by", "stands with", "stands ready"."""
    return any(child.lower_ in ("by", "with", "behind", "firm", "ready", "against") for child in verb.children)


def _is_said_to_be(verb: Token) -> Usage:
    """For "Paris is …": an attitude or a role is the state's, anything else may be said of the city."""
    for told in grammar.children(verb, "acomp", "attr", "oprd"):
        word = told.lemma_.casefold()
        if word in cues("city-noun") or word in cues("place-noun"):
            return Usage.PLACE
        if any(word in cues(told_of) for told_of in ("stance", "power-noun", "power-body", "state-role")):
            return Usage.ACTOR
        if told.pos_ == "NOUN" and len(word) >= _SHORTEST_ABSTRACT and word.endswith(_ABSTRACT):
            return Usage.ACTOR
        if told.tag_ in ("VBG", "VBN"):
            return Usage.PLACE if told.lemma_ in cues("struck") else Usage.ACTOR
        return Usage.LEANING
    for preposition in grammar.children(verb, "prep"):
        if preposition.lower_ in ("against", "behind", "with", "for"):
            return Usage.ACTOR
        nouns = grammar.children(preposition, "pobj")
        if nouns:
            return Usage.ACTOR if _noun_use(nouns[0]) is Usage.ACTOR else Usage.EITHER
    as_another = any(child.lower_ in ("well", "too", "also", "so") for child in grammar.children(verb, "advmod"))
    return Usage.ACTOR if as_another or grammar.children(verb, "xcomp", "ccomp") else Usage.EITHER


def _has(thing: Token) -> Usage:
    """For "Paris has …": intentions and allies are the state's, numbers of people and museums the city's."""
    owned = _noun_use(thing)
    if owned is Usage.ACTOR and not any(child.dep_ == "nummod" for child in thing.children):
        return Usage.ACTOR
    return Usage.PLACE if owned is Usage.PLACE else Usage.EITHER


def _as_object(verb: Token) -> Usage:
    if verb.lemma_ in word_class("forsaking") and any(p.lower_ == "for" for p in grammar.children(verb, "prep")):
        return Usage.ACTOR if _a_state_acts(verb) else Usage.PLACE
    if verb.lemma_ in cues("struck"):
        return Usage.EITHER if _with_measures(verb) else Usage.PLACE
    if verb.lemma_ in cues("motion"):
        return Usage.EITHER if any(s.ent_type_ == "GPE" for s in grammar.surface_subjects(verb)) else Usage.PLACE
    seen_as = any(preposition.lower_ == "as" for preposition in grammar.children(verb, "prep"))
    return Usage.EITHER if verb.lemma_ in cues("described") and not seen_as else Usage.ACTOR


def _with_measures(verb: Token) -> bool:
    """True for "hit Moscow with sanctions"."""
    nouns = [noun for by in grammar.children(verb, "prep", "agent") for noun in grammar.children(by, "pobj")]
    return any(_noun_use(noun) is Usage.ACTOR for noun in nouns)


# --- after a preposition ------------------------------------------------------------------------------------------


def _after_preposition(preposition: Token) -> Usage:
    word, over = preposition.lower_, preposition.head
    if word == "in" and (is_seated(preposition) or _is_decided(over)):
        return Usage.ACTOR
    if word in _AROUND:
        return Usage.ACTOR if word in ("at", "into") and over.lemma_ in cues("lashing") else Usage.PLACE
    if word in _ON_TOP:
        return _on(over)
    if word in ("from", *_INTO):
        return _from_or_to(preposition)
    if word == "between":
        way = _going(over) or (over.lemma_ in cues("place-noun") and over.lemma_ not in cues("power-noun"))
        return Usage.PLACE if way and not _a_state_acts(over) else Usage.ACTOR
    if word == "of":
        return _of(over)
    if word == "than" and over.pos_ in ("ADJ", "ADV"):
        return Usage.ACTOR if over.lemma_ in cues("stance") or _a_state_trusts(over) else Usage.EITHER
    return Usage.ACTOR


def _is_decided(verb: Token) -> bool:
    """True for "decisions taken in Ankara", "policy is made in Hanoi": what is decided there, its state decides."""
    if verb.lemma_ not in cues("deciding-verb") or verb.tag_ != "VBN":
        return False
    things = [verb.head] if verb.dep_ == "acl" else grammar.children(verb, "nsubjpass")
    return any(thing.lemma_ in cues("deciding") for thing in things)


def _a_state_trusts(over: Token) -> bool:
    """True for "Lima trusts Quito more than La Paz": an attitude of one to another, of which there is more or less."""
    verb = over.head
    return grammar.is_verb(verb) and _a_state_acts(verb) and any(c.ent_type_ == "GPE" for c in grammar.children(verb, "dobj"))


def _a_state_acts(over: Token) -> bool:
    """True where the subject of the clause is a state or its capital, which walks no streets."""
    verb = next((t for t in (over, *grammar.governors(over)) if grammar.is_verb(t)), None)
    return verb is not None and any(s.ent_type_ == "GPE" for s in grammar.surface_subjects(verb))


def _on(over: Token) -> Usage:
    """For "on Kyiv": pressure and sanctions lie on states, snow and rockets fall on cities."""
    if over.pos_ in ("NOUN", "PROPN"):
        return Usage.ACTOR if _noun_use(over) is Usage.ACTOR else Usage.EITHER
    return Usage.PLACE if over.lemma_ in cues("falling") or _going(over) else Usage.ACTOR


def _of(over: Token) -> Usage:
    """For "of Kyiv": the policy of a state, the streets of a city, the siege of either."""
    use = _noun_use(over)
    if over.lower_ in cues("city-noun") or over.lemma_ in cues("city-noun"):
        return Usage.PLACE
    return use if use is not Usage.LEANING or over.pos_ in ("NOUN", "PROPN") else Usage.ACTOR


def _from_or_to(preposition: Token) -> Usage:
    word, over, doc = preposition.lower_, preposition.head, preposition.doc
    if word == "to" and preposition.i > 1 and doc[preposition.i - 2].lower_ == "from" and doc[preposition.i - 1].pos_ == "PROPN":
        return _from_or_to(doc[preposition.i - 2])
    before = preposition.nbor(-1) if preposition.i else preposition
    if word == "to" and before.lower_ in cues("accredited"):
        return Usage.ACTOR
    if before.pos_ == "NOUN" and before != over and (_going(before) or before.lemma_ in cues("traveller")):
        return Usage.PLACE
    if over.lemma_ in word_class("veering") | word_class("forsaking") and grammar.is_verb(over) and _a_state_acts(over):
        return Usage.ACTOR
    both = {child.lower_ for child in over.children if child.dep_ == "prep"}
    if over.pos_ in ("NOUN", "PROPN"):
        if over.lemma_ in cues("traveller") or _going(over) or over.lemma_ in cues("place-noun"):
            return Usage.PLACE
        return _noun_use(over) if word == "from" else Usage.ACTOR
    if over.lower_ in word_class("bound-for") and word != "from":
        return Usage.PLACE
    if over.pos_ not in ("VERB", "AUX"):
        return Usage.EITHER if over.lower_ in ("close", "near", "nearer") else Usage.ACTOR
    if _is_sent(over) or (word == "from" and _is_governed(over)):
        return Usage.ACTOR
    if _going(over) or over.lemma_ in cues("brought") or {"from", "to"} <= both:
        return _brought(over) if over.lemma_ in cues("brought") and not _goes_itself(over) else Usage.PLACE
    if word == "from":
        return Usage.ACTOR if over.lemma_ in cues("obtaining") else Usage.EITHER
    return Usage.ACTOR


def _is_governed(verb: Token) -> bool:
    """True for "is run from London"."""
    return (verb.lemma_ in cues("governing") or verb.lower_ in cues("governing")) and grammar.is_passive(verb)


def _goes_itself(verb: Token) -> bool:
    """True for "flew to Ottawa", where nothing is flown."""
    return _going(verb) and not grammar.children(verb, "dobj", "nsubjpass")


def _going(over: Token) -> bool:
    return over.lemma_.casefold() in cues("motion") or over.lemma_.casefold() in cues("journey")


def _brought(verb: Token) -> Usage:
    """For "sent X to Kyiv": letters and arms go to a state, persons to a city; anything else to either."""
    things = grammar.children(verb, "dobj", "nsubjpass")
    if any(_is_person(thing) for thing in grammar.children(verb, "nsubjpass")):
        return Usage.PLACE
    if things and all(_noun_use(thing) is Usage.ACTOR and thing.lemma_ not in cues("traveller") for thing in things):
        return Usage.ACTOR
    if things and any(thing.pos_ in ("PROPN", "PRON") or thing.lemma_ in cues("traveller") for thing in things):
        return Usage.PLACE
    return Usage.EITHER


def _is_sent(verb: Token) -> bool:
    """True when what comes or goes is a thing that somebody sends: orders, gas, money."""
    if verb.lemma_ not in word_class("flowing"):
        return False
    subjects = grammar.surface_subjects(verb)
    return bool(subjects) and all(
        s.lower_ in _NOTHING or (s.pos_ == "NOUN" and s.lemma_ not in cues("place-noun") and not _is_person(s)) for s in subjects
    )


def _is_person(noun: Token) -> bool:
    """True for who travels: travellers, office holders, callings, and a noun with a name beside it."""
    if noun.lemma_ in cues("traveller") or any(child.pos_ == "PROPN" for child in grammar.children(noun, "appos")):
        return True
    return possessed().get(noun.lemma_) in ("holder", "single", "group") or noun.lemma_ == "successor"
