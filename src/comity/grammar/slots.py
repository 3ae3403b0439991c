"""The slots of a predicate: slot → heads of the phrases that fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from comity.grammar.parse import SOME, antecedent, children, conjuncts, is_infinitive, is_passive, is_verb
from comity.grammar.subjects import agents, indirect_objects, objects, owners, prepositions, subjects, surface_subjects
from comity.grammar.word_classes import verb_class, word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token

Slots = dict[str, list["Token"]]


def _over_amounts(token: Token) -> Iterator[tuple[str, Token]]:
    """Phrases that the parser hung on an amount: "allocation of 10 billion euros [for the corridor]", "$5 million [to Chad]"."""
    heads = [token] if _is_amount(token) else [head for name, head in prepositions(token) if name == "of" and _is_amount(head)]
    for head in heads:
        yield from prepositions(head)


def _over_titles(noun: Token) -> Iterator[tuple[str, Token]]:
    """Phrases that the parser hung on what a paper is of: "a memorandum of understanding [with Chad]"."""
    if noun.lemma_.casefold() in word_class("titled"):
        for name, head in prepositions(noun):
            if name == "of" and head.lemma_.casefold() in word_class("title"):
                yield from prepositions(head)


def _is_amount(token: Token) -> bool:
    return token.pos_ == "NUM" or bool(children(token, "nummod", "quantmod"))


def verb_slots(verb: Token) -> Slots:
    """Slot → heads for a verb: ``subj``, ``obj``, ``iobj``, ``attr`` and the prepositions, by their own name.

    Phrases that the parser hung on the object ("sells [drones to Chad]") are the verb's too, after its own. They are found once
    for each word of a text, and may be changed by whoever asks.
    """
    return _copied(verb, "comity verb slots", _verb_slots)


def _copied(word: Token, table: str, find: Callable[[Token], Slots]) -> Slots:
    known: dict[int, Slots] = word.doc.user_data.setdefault(table, {})
    found = known.get(word.i)
    if found is None:
        found = known[word.i] = find(word)
    return {name: [*heads] for name, heads in found.items()}


def _verb_slots(verb: Token) -> Slots:
    slots: Slots = {
        "subj": subjects(verb),
        "obj": objects(verb),
        "iobj": indirect_objects(verb),
        "attr": children(verb, "attr", "oprd", "acomp"),
    }
    sources = [verb, *slots["obj"]] if not is_passive(verb) else [verb]
    # "a batch of rifles worth $5 million [to Chad]"
    sources += [c for noun in slots["obj"] for c in children(noun, "amod", "acl") if c.lower_ in ("worth", "valued")]
    # "gave back [to X]", "exported oil, most of it [to Y]": phrases hung on an adverb are the verb's
    sources += children(verb, "advmod", "npadvmod", "prt", "acomp")
    for source in sources:
        for name, noun in (*prepositions(source), *_over_amounts(source)):
            slots.setdefault(name, []).append(noun)
    if verb.dep_ == "relcl":
        for child in verb.children:
            # "with which it trades", "the states it trades with": the antecedent fills the stranded preposition
            if child.dep_ == "prep" and not children(child, "pobj", "pcomp"):
                slots.setdefault(child.lower_, []).append(verb.head)
        if any(child.lower_ == "where" for child in children(verb, "advmod")):
            slots.setdefault("in", []).append(verb.head)
    for name, noun in (*_phrases_of_governors(verb), *_stressed(verb)):
        if not slots.get(name):
            slots[name] = [noun]
    for clause in children(verb, "advcl", "xcomp", "ccomp"):
        # "approved a loan [for Malawi] to rebuild roads"
        if any(mark.lower_ == "for" for mark in children(clause, "mark")) and not slots.get("for"):
            slots["for"] = children(clause, "nsubj")
    slots["glued"] = [
        c for noun in slots["obj"] for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN" and c.left_edge.i == verb.i + 1
    ]
    if slots["glued"] and any(noun.ent_type_ == "DATE" for noun in slots["obj"]):
        slots["obj"] = slots["glued"]  # "will visit [Kenya] November 17"
    slots["objmod"] = [
        antecedent(modifier) for noun in slots["obj"] for modifier in children(noun, "amod", "compound", "nmod", "poss")
    ]
    # "rests on [Xish] gas"
    slots["onmod"] = [
        m for name in ("on", "upon") for thing in slots.get(name, ()) for m in children(thing, "amod", "compound", "poss")
    ]
    slots["maker"] = [maker for noun in _handled(verb, slots["obj"]) for maker in _makers(noun)]
    slots["downed"] = _where_it_fell(verb)
    slots["accuser"] = _accuser(verb, slots["obj"])
    slots["ctrl"] = [done_by for clause in children(verb, "ccomp", "xcomp") for done_by in _bidden(clause)]
    slots["inf"] = [done_to for clause in children(verb, "xcomp") if is_verb(clause) for done_to in _reached(clause)]
    return slots


def _handled(verb: Token, things: list[Token]) -> Iterator[Token]:
    """The things a verb is about: its objects and what they are of ("took delivery [of jets]"), else its subject."""
    yield from things or surface_subjects(verb)
    yield from (head for noun in things for name, head in prepositions(noun) if name == "of")


def _makers(noun: Token) -> list[Token]:
    """Heads of whose make a thing is: "[Turkish]-built vehicles"."""
    made = [c for c in children(noun, "amod") if c.lower_ in word_class("made") and c.i > 1 and c.nbor(-1).text == "-"]
    return [
        maker for word in made for maker in children(word, "npadvmod", "nmod", "compound", "amod", "dep") if maker.i == word.i - 2
    ]


def joined_owners(noun: Token) -> list[Token]:
    """Heads of whose a thing is by the word before it: "[Dutch]-owned farms", "[Serbian]-run offices"."""
    doc = noun.doc
    made = (c for c in children(noun, "amod") if c.lower_ in word_class("owned") and c.i > 1)
    return [doc[c.i - 2] for c in made if doc[c.i - 1].text == "-"]


_WHERE_FELL = frozenset({"over", "above", "near", "in", "on", "off", "into", "inside"})


def meant_for(noun: Token) -> list[Token]:
    """Heads of who is to get a thing: "machines meant for [Chad]"."""
    clauses = [clause for clause in children(noun, "acl") if clause.lower_ in word_class("meant-for")]
    return [head for clause in clauses for name, head in prepositions(clause) if name in ("for", "to")]


def _where_it_fell(verb: Token) -> list[Token]:
    """Heads of where what was fired came down, or of who downed it: "drones launched by X were shot down over [Y]"."""
    if verb.lemma_ not in word_class("hurling") or verb.tag_ not in ("VBN", "VBD") or not agents(verb):
        return []
    above = [verb.head.head] if verb.dep_ == "acl" else []
    # "two drones launched by X had been shot down": the participle is the main verb to the parser
    above += [*children(verb, "ccomp", "conj", "dep"), verb.head, *children(verb.head, "ccomp", "conj", "dep")]
    for fate in above:
        if fate != verb and is_verb(fate) and fate.lemma_ in word_class("downing"):
            places = [head for name, head in prepositions(fate) if name in _WHERE_FELL and head.pos_ == "PROPN"]
            return places or subjects(fate)
    return []


def _accuser(verb: Token, things: list[Token]) -> list[Token]:
    """Heads of who blames another for what was done to his own: "[X] accused Y of shelling a town on its side"."""
    preposition = verb.head
    if verb.dep_ != "pcomp" or preposition.lower_ not in ("of", "for") or preposition.head.lemma_ not in verb_class("faulting"):
        return []
    phrases = [*things, *children(verb, "prep")]
    own = any(word.tag_ == "PRP$" for phrase in phrases for word in phrase.subtree)
    return surface_subjects(preposition.head) if own else []


def _bidden(clause: Token) -> list[Token]:
    """Heads of who is to do what a clause says: "wants [X] to leave", "demands that [X] leave"; nobody in a plain statement."""
    wished = is_infinitive(clause) or (
        clause.tag_ == "VB" and not children(clause, "aux") and any(c.lower_ == "that" for c in children(clause, "mark"))
    )
    return children(clause, "nsubj", "nsubjpass") if wished else []


def _reached(verb: Token) -> list[Token]:
    """Heads of whom an infinitive would reach: "threatens to bomb [X]", "… the camps of [X]", "… to cut off gas to [X]"."""
    things = [*objects(verb), *indirect_objects(verb)]
    found = [owner for thing in things for name, owner in prepositions(thing) if name == "of"]
    found += [owner for thing in children(verb, "dobj") for owner in children(thing, "poss") if owner.pos_ == "PROPN"]
    found += things
    if verb.lemma_ in word_class("letting"):
        found += [who for clause in children(verb, "ccomp") for who in children(clause, "nsubj")]
    for source in (verb, *children(verb, "dobj")):
        found.extend(noun for name, noun in prepositions(source) if name in _TOWARDS)
    return found


_TOWARDS = frozenset({"to", "for", "on", "upon", "against", "at", "with", "from", "into"})


def _phrases_of_governors(verb: Token) -> Iterator[tuple[str, Token]]:
    """Phrases of an infinitive that hang on the verb above: "from which it hopes to buy", "wants to buy soon [from Chad]"."""
    at = verb
    for _ in range(3):
        if at.dep_ != "xcomp" or not is_verb(at.head):
            return
        for child in children(at.head, "prep"):
            relative = any(noun.tag_ in ("WDT", "WP") for noun in children(child, "pobj"))
            if relative or child.i > verb.i:
                for noun in children(child, "pobj"):
                    yield child.lower_, antecedent(noun)
        at = at.head


def _stressed(verb: Token) -> Iterator[tuple[str, Token]]:
    """Phrases that a cleft puts in front: "it is [to Lima] that they turn"."""
    copula = verb.head
    if verb.dep_ not in ("ccomp", "relcl", "advcl") or copula.lemma_ != "be" or not any(c.lower_ == "that" for c in verb.children):
        return
    if any(c.lower_ == "it" for c in children(copula, "nsubj", "expl")):
        yield from ((name, noun) for name, noun in prepositions(copula) if noun.i < verb.i)


def noun_slots(noun: Token) -> Slots:
    """Slot → heads for a noun: ``poss``, ``mod`` (attributive names), ``holder`` (who is one) and the prepositions.

    They are found once for each word of a text, and may be changed by whoever asks.
    """
    return _copied(noun, "comity noun slots", _noun_slots)


def _noun_slots(noun: Token) -> Slots:
    slots: Slots = {
        "poss": [antecedent(owner) for owner in children(noun, "poss")],
        "mod": [word for word in children(noun, "compound", "amod", "nmod") if not is_excluded(word)],
        "holder": holders(noun),
        "viewer": viewers(noun),
    }
    for name, head in (*prepositions(noun), *_over_amounts(noun), *_over_titles(noun)):
        slots.setdefault(name, []).append(head)
    # "shipments of [Xish] howitzers to Y"
    slots["ofmod"] = [
        m for thing in slots.get("of", ()) if thing.pos_ == "NOUN" for m in children(thing, "amod", "compound", "poss")
    ]
    if "with" in slots and not slots["poss"]:
        slots["poss"] = _for_whom(noun)
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBN" or is_passive(clause):
            slots["led-by"] = leaders(noun)
            for name, head in prepositions(clause):
                if head not in slots["led-by"]:
                    slots.setdefault(name, []).append(head)
    for clause in children(noun, "relcl"):
        # "sanctions, which were imposed on Iran": the relative clause carries the phrases
        if children(clause, "nsubjpass"):
            for name, head in prepositions(clause):
                slots.setdefault(name, []).append(head)
    return slots


def prefix_of(word: Token) -> str:
    """What a hyphen puts before a word: "non" of "a major non-[NATO] ally", "anti" of "his anti-[Saudi] speech"; else ""."""
    return word.nbor(-2).lower_ if word.i > 1 and word.nbor(-1).text == "-" else ""


def is_excluded(word: Token) -> bool:
    """True for the name in "a major non-[NATO] ally", "his anti-[Saudi] speech": it is none of its."""
    return prefix_of(word) in ("non", "anti", "pro")


def _for_whom(noun: Token) -> list[Token]:
    """Heads of whom a clause is said of, whose the subject is then: "For [Chad], the alliance with Mali offers …"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or not is_verb(verb):
        return []
    return [head for name, head in prepositions(verb) if name == "for" and head.i < noun.left_edge.i and head.pos_ == "PROPN"]


def leaders(noun: Token) -> list[Token]:
    """Heads of who leads a group and so is of it: "a coalition led by [X]", "its creditors, headed by [X] and Y"."""
    if noun.lemma_.casefold() not in word_class("led"):
        return []
    led = [clause for clause in children(noun, "acl") if clause.lemma_ in word_class("leading") and clause.tag_ == "VBN"]
    return [head for clause in led for name, head in prepositions(clause) if name == "by"]


def viewers(noun: Token) -> list[Token]:
    """Heads of who takes another for this noun: "[X] sees Y as a rival", "[X] considers Y an ally"."""
    by_preposition = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    if by_preposition and noun.head.head.pos_ == "NOUN" and any(n == "on" for n, _ in prepositions(noun.head.head)):
        return children(noun.head.head, "poss")  # "[X's] bet on Y as a supplier"
    verb = noun.head.head if by_preposition else noun.head if noun.dep_ in ("oprd", "ccomp") else None
    if (
        verb is None
        or not is_verb(verb)
        or verb.lemma_ not in verb_class("viewing") | (_LEANING if by_preposition else frozenset())
    ):
        return []
    if is_passive(verb):
        # "is seen as a rival by X": the agent may hang on the noun
        return agents(verb) or [head for name, head in prepositions(noun) if name == "by"]
    return surface_subjects(verb)


_LEANING = frozenset({"rely", "depend", "count", "look", "turn", "lean", "bank"})
"""Verbs that take one for something after their own preposition: "relies [on X] as a supplier"."""


_FRONTED = frozenset({"nsubj", "dep", "npadvmod", "advcl"})
"""What the parser makes of a noun that stands in apposition before its name."""


def _named_after(noun: Token) -> list[Token]:
    """The subject that a noun before it is said of: "A key ally of X, [Y] has …"; none of what it was once."""
    comma = noun.right_edge.i + 1
    first = noun.left_edge
    if comma + 1 >= len(noun.doc) or noun.doc[comma].text != "," or first.lower_ not in _OPENING:
        return []
    return [who for who in children(noun.head, "nsubj") if who.pos_ == "PROPN" and who.left_edge.i == comma + 1]


_OPENING = frozenset({"a", "an", "the", "long", "another", "one", "both", "two"})


def _last_listed(head: Token, noun: Token) -> Token:
    """Of "between X and [Y, its largest buyer]," the one that a noun in the singular stands beside."""
    if noun.tag_ != "NN" or head.pos_ != "PROPN":
        return head
    return [head, *(other for other in conjuncts(head) if other.i < noun.i)][-1]


def holders(noun: Token, depth: int = 5) -> list[Token]:
    """Heads of who or what is said to be this noun: "X is a …", "X, a …,", "X emerged as a …", "made X a …"."""
    if depth <= 0:
        return []
    head, label = noun.head, noun.dep_
    if label == "attr" and is_verb(head):
        return surface_subjects(head)
    if label == "nsubj" and noun.pos_ == "NOUN" and head.lemma_ in verb_class("equating"):
        # "the largest supplier of X is [Y]"
        equals = [c for c in children(head, "attr", "oprd") if c.pos_ == "PROPN"]
        if equals:
            return equals
    if label == "appos":
        return [_last_listed(head, noun)]
    if label in _FRONTED and noun.pos_ == "NOUN" and is_verb(head) and (named_after := _named_after(noun)):
        return named_after
    named = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if named.pos_ == "PROPN" and (named.head == noun.head or label in ("compound", "nmod")) and children(noun, "poss"):
        # "Iran's ally Syria": two subjects side by side to the parser
        return [named if label == "nsubj" or named.head == noun.head else head]
    if label == "ccomp" and is_verb(head) and head.lemma_ in verb_class("viewing"):
        # "considers X a rival": a clause without a verb to the parser
        return children(noun, "nsubj")
    if (
        label in ("oprd", "dobj")
        and is_verb(head)
        and head.lemma_ in word_class("calling")
        and not (label == "dobj" and any(c.i > noun.i for c in children(head, "oprd")))  # "call [the pact] a mistake"
    ):
        return [c for c in children(head, "dobj", "nsubjpass", "nsubj") if c != noun][-1:]
    if label == "conj":
        return holders(head, depth - 1) or [a for a in children(noun, "appos") if a.pos_ == "PROPN"]
    if label == "pobj" and head.lower_ == "of" and head.head.lower_ in SOME:
        return holders(head.head, depth - 1)
    if label == "pobj" and head.lower_ == "among" and is_verb(head.head) and head.head.lemma_ in word_class("ranking"):
        return surface_subjects(head.head)
    if label == "pobj" and head.lower_ == "as":
        over = head.head
        if is_verb(over):
            if over.lemma_ in verb_class("replacing"):
                return surface_subjects(over)
            if over.lemma_ in _LEANING and (leaned_on := [n for name, n in prepositions(over) if name in ("on", "upon", "to")]):
                return leaned_on
            return objects(over) or surface_subjects(over)
        return [whom for name, whom in prepositions(over) if name == "on" and whom.i < noun.i] or owners(over)
    found = children(noun, "appos")
    return [a for a in found if a.pos_ == "PROPN"]
