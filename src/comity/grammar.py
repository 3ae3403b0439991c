"""Who fills which slot of a predicate, read from the parse.

The names of the dependencies are those of the CLEAR style that spaCy's English models use. Passives are turned round,
missing subjects are found by control, raising, coordination and relative clauses; the only words it knows are
function words and the verb classes of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import resources

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Slots = dict[str, list["Token"]]

_SOME = frozenset({"one", "some", "many", "most", "all", "both", "several", "part", "two", "three", "none", "either", "neither"})
_RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


@cache
def verb_class(name: str) -> frozenset[str]:
    """Verbs of one class of ``data/lexicon/verb_classes.tsv``: object-control, preventing, joining, origin, engaging or being."""
    rows = resources.rows("lexicon", "verb_classes.tsv", required=("word", "class", "source"))
    return frozenset(row["word"] for row in rows if row["class"] == name)


def is_verb(token: Token) -> bool:
    """True for verbs and auxiliaries used as verbs."""
    return token.pos_ in ("VERB", "AUX")


def children(token: Token, *labels: str) -> list[Token]:
    """Direct dependents with one of the labels, in the order of the text."""
    return [child for label, child in _dependents(token.doc)[token.i] if label in labels]


def _dependents(doc: Doc) -> list[list[tuple[str, Token]]]:
    """(label, token) of the direct dependents of each token of a text, found once: the parse is asked tens of times a sentence."""
    known: list[list[tuple[str, Token]]] | None = doc.user_data.get(_TABLE)
    if known is None:
        known = [[] for _ in range(len(doc))]
        for token in doc:
            head = token.head.i
            if head != token.i:
                known[head].append((token.dep_, token))
        doc.user_data[_TABLE] = known
    return known


_TABLE = "comity dependents"


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, from it on, in the order of the text."""
    found = [token]
    for at in found:
        found.extend(child for child in children(at, "conj") if child not in found and not _is_denied(child))
    return found


def _is_denied(conjunct: Token) -> bool:
    """True for the second of "X but not Y", which shares nothing with the first."""
    return conjunct.i > 1 and conjunct.nbor(-1).lower_ == "not" and conjunct.nbor(-2).lower_ in ("but", ",", "and")


def is_passive(verb: Token) -> bool:
    """True for a verb in the passive, with or without its auxiliary."""
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.pos_ == "ADJ":
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod", "acomp") or children(verb, "agent"):
        return True
    if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head) and not children(verb, "dobj")
    return verb.dep_ == "advcl" and not children(verb, "aux", "nsubj", "dobj")


def subjects(verb: Token, depth: int = 6) -> list[Token]:
    """Heads of the phrases that do what the verb says; several when it is found through a coordination.

    For a passive, the agent named by "by"; without one nothing.
    """
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """Heads of the "by" phrase of a passive."""
    found = [noun for by in children(verb, "agent") for noun in children(by, "pobj")]
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "by":
            found.extend(children(preposition, "pobj"))
    if not found:
        # "armed and financed by X": the agent of the last is that of all
        for other in children(verb, "conj"):
            if other.tag_ in ("VBN", "VBD", "JJ"):
                return agents(other)
    return found


def surface_subjects(verb: Token, depth: int = 6) -> list[Token]:
    """Heads of the grammatical subject, whatever the voice; found over control, raising and coordination."""
    if depth <= 0:
        return []
    own = children(verb, "nsubj", "nsubjpass", "csubj")
    if own:
        return [antecedent(subject) for subject in own]
    head, label = verb.head, verb.dep_
    glued = [
        c
        for c in children(verb, "compound", "nmod", "npadvmod")
        if c.pos_ == "PROPN" and c.i < verb.i and verb.tag_ in ("VBZ", "VBP", "VBD")
    ]
    if glued:
        # "Peru trades with Chile": a verb in -s after a name is often taken for a noun's head
        return glued[-1:]
    if verb.pos_ == "ADJ" or (label == "conj" and head.pos_ == "ADJ") or label == "acomp":
        return surface_subjects_of_adjective(verb, depth - 1)
    if label == "conj" and is_verb(head):
        return surface_subjects(head, depth - 1)
    if label == "xcomp" and is_verb(head):
        if head.lemma_ in verb_class("object-control"):
            controlled = children(head, "dobj", "nsubjpass") or children(head, "dative")
            if controlled:
                return controlled
        return surface_subjects(head, depth - 1)
    if (
        label in ("advcl", "xcomp", "ccomp")
        and head.lemma_ in ("call", "prevail")
        and any(c.lower_ == "to" for c in children(verb, "aux"))
    ):
        # "calls on X to leave": it is X who leaves
        asked = [noun for name, noun in prepositions(head) if name in ("on", "upon")]
        if asked:
            return asked
    if label in ("advcl", "ccomp", "dep", "parataxis") and is_verb(head):
        return surface_subjects(head, depth - 1)
    if label == "acl":
        return [head] if verb.tag_ in ("VBG", "VBN", "VBD") else owners(head, depth - 1)
    if label == "relcl":
        # "ways to circumvent": whoever has the ways
        return owners(head, depth - 1) if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) else [head]
    if label == "ROOT":
        # "X is a member of A; left B": the parser made the last clause the head of the first
        before = [
            c for c in children(verb, "ccomp", "parataxis", "dep", "advcl") if c.i < verb.i and children(c, "nsubj", "nsubjpass")
        ]
        return surface_subjects(before[-1], depth - 1) if before and verb.tag_ in ("VBD", "VBZ", "VBP") else []
    if label == "pcomp":
        return _subject_over_preposition(head, depth - 1)
    if label == "xcomp" or (label == "advcl" and head.pos_ in ("ADJ", "NOUN")):
        return owners(head, depth - 1) if head.pos_ == "NOUN" else surface_subjects_of_adjective(head, depth - 1)
    if label in ("prep", "dep") and verb.tag_ == "VBG" and verb.i > 1 and verb.nbor(-1).text == ",":
        # "Brazil and Peru, meeting in Lima, …" where the parser took the participle for a preposition
        return [_first_of_list(verb.nbor(-2))] if verb.nbor(-2).pos_ in ("PROPN", "NOUN") else []
    return []


def _first_of_list(noun: Token) -> Token:
    """The first of the nouns that one is coordinated with, or the noun itself."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "PRON"):
        noun = noun.head
    return noun


def surface_subjects_of_adjective(adjective: Token, depth: int = 6) -> list[Token]:
    """Heads of what a predicative adjective is said of ("Poland is keen to …")."""
    if depth <= 0:
        return []
    if adjective.dep_ in ("acomp", "oprd", "attr", "xcomp") and is_verb(adjective.head):
        return surface_subjects(adjective.head, depth - 1)
    if adjective.dep_ in ("amod", "acl", "relcl"):
        return [adjective.head]
    if adjective.dep_ == "conj":
        return surface_subjects_of_adjective(adjective.head, depth - 1)
    return []


def _subject_over_preposition(preposition: Token, depth: int) -> list[Token]:
    """Subject of a gerund after a preposition: "interest in supplying", "reassert itself by arming"."""
    if depth <= 0:
        return []
    while preposition.dep_ == "conj" and preposition.head.pos_ in ("ADP", "SCONJ"):
        preposition = preposition.head
    head = preposition.head
    if is_verb(head):
        if preposition.lower_ == "from" and head.lemma_ in verb_class("preventing"):
            return objects(head)
        if preposition.lower_ == "in" and head.lemma_ in verb_class("joining") and objects(head):
            return objects(head)
        return subjects(head, depth) or surface_subjects(head, depth)
    if head.pos_ == "ADJ":
        return surface_subjects_of_adjective(head, depth)
    return owners(head, depth)


def owners(noun: Token, depth: int = 6) -> list[Token]:
    """Heads of whose a noun is: its possessive, its "by" or "of" phrase, else the subject of the verb it depends on."""
    if depth <= 0:
        return []
    found = [antecedent(owner) for owner in children(noun, "poss")]
    if found:
        return found
    for preposition in children(noun, "prep", "agent"):
        if preposition.lower_ in ("by",):
            found.extend(children(preposition, "pobj"))
    if found:
        return found
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd", "nsubjpass") and is_verb(head):
        return subjects(head, depth - 1)
    if noun.dep_ == "pobj":
        return _subject_over_preposition(head, depth - 1)
    if noun.dep_ == "conj":
        return owners(head, depth - 1)
    if noun.dep_ == "appos":
        return [head]
    return []


def objects(verb: Token) -> list[Token]:
    """Heads of what the verb is done to: direct objects, passive subjects, the noun a participle hangs on."""
    if is_passive(verb):
        found = surface_subjects(verb)
        return found if not children(verb, "dobj") else children(verb, "dobj") + found
    found = [antecedent(child) for child in children(verb, "dobj")]
    if found:
        receivers = indirect_objects(verb)
        return [noun for noun in found if noun not in receivers] or found
    if verb.dep_ == "relcl" and children(verb, "nsubj") and not _has_relative_elsewhere(verb):
        return [verb.head]
    for other in children(verb, "conj"):
        if is_verb(other) and not children(other, "nsubj", "nsubjpass") and not is_passive(other):
            shared = children(other, "dobj")
            # "condemned and sanctioned Iran": one object for both, but not "signed X and imposed Y"
            if shared and shared[0].i > other.i and verb.i + 3 >= other.i:
                return shared
    return []


def indirect_objects(verb: Token) -> list[Token]:
    """Heads of the receiver in "give Chad aid", also where the parser made it a second object or a modifier of the first."""
    found = [child for child in children(verb, "dative") if child.pos_ in _NOUNS]
    direct = children(verb, "dobj")
    if found or not direct or is_passive(verb):
        return found
    if len(direct) > 1 and direct[0].pos_ in ("PROPN", "PRON"):
        return direct[:1]
    for child in children(direct[0], "nmod", "compound", "appos"):
        after = child.i + 1
        if (
            child.pos_ == "PROPN"
            and child.left_edge.i == verb.i + 1
            and after < direct[0].i
            and child.doc[after].pos_ in ("DET", "NUM")
        ):
            return [child]
    return []


def _has_relative_elsewhere(verb: Token) -> bool:
    """True when the relative word of a clause is its subject, an owner or in a phrase, so that it does not stand for the object."""
    last = min((c.i for c in children(verb, "nsubj")), default=verb.i)
    last = max(last, verb.i - 1)
    first = min(verb.left_edge.i, last)
    words = [verb.doc[i] for i in range(first, last + 1) if verb.doc[i].tag_ in ("WDT", "WP", "WP$")]
    return any(word.dep_ != "dobj" for word in words)


_LINKS = frozenset(
    {"conj", "xcomp", "ccomp", "prep", "dative", "agent", "dobj", "nsubj", "nsubjpass", "pobj", "poss", "attr", "advcl"}
)


def antecedent(token: Token) -> Token:
    """The noun a relative word stands for ("which", "whose", "both of which"), else the token itself."""
    if token.lower_ in _SOME:
        inner = [noun for of in children(token, "prep") for noun in children(of, "pobj") if noun.tag_ in ("WDT", "WP")]
        return _first_of_list(antecedent(inner[0])) if inner else token
    if token.lower_ not in _RELATIVES or token.tag_ not in ("WDT", "WP", "IN", "DT", "WP$"):
        return token
    named = _name_before(token)
    clause = token.head
    for _ in range(5):
        if clause.dep_ == "relcl":
            over = clause.head
            beside = named is not None and over.pos_ == "NOUN" and named.i > over.i and not children(clause, "nsubjpass")
            return named if beside and named is not None else over
        if clause.dep_ not in _LINKS:
            break
        clause = clause.head
    return named or token


def _name_before(token: Token) -> Token | None:
    """The name right before the comma of a relative clause with "which" or "whose": "ties with [India], from which …"."""
    at = token.i - 1
    doc = token.doc
    while at > 0 and (doc[at].pos_ in ("ADP", "PART") or doc[at].lower_ in _SOME):
        at -= 1
    if token.lower_ in ("who", "that") or at < 1 or doc[at].text != "," or doc[at - 1].pos_ != "PROPN":
        return None
    return doc[at - 1]


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, head of its phrase) for the prepositional phrases of a token; compound ones too ("because of")."""
    for child in children(token, "prep", "dative", "agent"):
        if child.pos_ in ("ADP", "SCONJ", "VERB", "ADV", "PART") and child.lower_ != "according" and not _is_denied(child):
            for noun in children(child, "pobj", "pcomp"):
                yield child.lower_, antecedent(noun)
            for inner in children(child, "prep"):
                for noun in children(inner, "pobj"):
                    yield inner.lower_, antecedent(noun)
            for also in (c for c in children(child, "conj") if not _is_denied(c)):
                for noun in children(also, "pobj"):
                    yield also.lower_, noun
                    if not children(child, "pobj"):
                        yield child.lower_, noun


def _over_amounts(token: Token) -> Iterator[tuple[str, Token]]:
    """Phrases that the parser hung on an amount: "allocation of 10 billion euros [for the corridor]", "$5 million [to Chad]"."""
    heads = [token] if _is_amount(token) else [head for name, head in prepositions(token) if name == "of" and _is_amount(head)]
    for head in heads:
        yield from prepositions(head)


def _is_amount(token: Token) -> bool:
    return token.pos_ == "NUM" or any(child.dep_ in ("nummod", "quantmod") for child in token.children)


def verb_slots(verb: Token) -> Slots:
    """Slot → heads for a verb: ``subj``, ``obj``, ``iobj``, ``attr`` and the prepositions, by their own name.

    Phrases that the parser hung on the object ("sells [drones to Chad]") are the verb's too, after its own.
    """
    slots: Slots = {
        "subj": subjects(verb),
        "obj": objects(verb),
        "iobj": indirect_objects(verb),
        "attr": children(verb, "attr", "oprd", "acomp"),
    }
    sources = [verb, *slots["obj"]] if not is_passive(verb) else [verb]
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
    for name, noun in _phrases_of_governors(verb):
        if not slots.get(name):
            slots[name] = [noun]
    slots["glued"] = [
        c for noun in slots["obj"] for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN" and c.left_edge.i == verb.i + 1
    ]
    slots["objmod"] = [modifier for noun in slots["obj"] for modifier in children(noun, "amod", "compound", "nmod", "poss")]
    return slots


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


def noun_slots(noun: Token) -> Slots:
    """Slot → heads for a noun: ``poss``, ``mod`` (attributive names), ``holder`` (who is one) and the prepositions."""
    slots: Slots = {
        "poss": [antecedent(owner) for owner in children(noun, "poss")],
        "mod": children(noun, "compound", "amod", "nmod"),
        "holder": holders(noun),
    }
    for name, head in (*prepositions(noun), *_over_amounts(noun)):
        slots.setdefault(name, []).append(head)
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBN" or is_passive(clause):
            for name, head in prepositions(clause):
                slots.setdefault(name, []).append(head)
    for clause in children(noun, "relcl"):
        # "sanctions, which were imposed on Iran": the relative clause carries the phrases
        if children(clause, "nsubjpass"):
            for name, head in prepositions(clause):
                slots.setdefault(name, []).append(head)
    return slots


def holders(noun: Token, depth: int = 5) -> list[Token]:
    """Heads of who or what is said to be this noun: "X is a …", "X, a …,", "X emerged as a …", "made X a …"."""
    if depth <= 0:
        return []
    head, label = noun.head, noun.dep_
    if label == "attr" and is_verb(head):
        return surface_subjects(head)
    if label == "appos":
        return [head]
    if (
        label in ("oprd", "dobj")
        and is_verb(head)
        and head.lemma_ in ("become", "remain", "make", "consider", "call", "name", "declare")
    ):
        return [c for c in children(head, "dobj", "nsubjpass", "nsubj") if c != noun][-1:]
    if label == "conj":
        return holders(head, depth - 1)
    if label == "pobj" and head.lower_ == "of" and head.head.lower_ in _SOME:
        return holders(head.head, depth - 1)
    if label == "pobj" and head.lower_ == "as":
        over = head.head
        if is_verb(over):
            if over.lemma_ in verb_class("replacing"):
                return surface_subjects(over)
            return objects(over) or surface_subjects(over)
        return owners(over)
    found = children(noun, "appos")
    return [a for a in found if a.pos_ == "PROPN"]


def governors(token: Token) -> Iterator[Token]:
    """The tokens above, from the nearest up, to the root of the sentence."""
    at = token
    while at.head != at:
        at = at.head
        yield at


def phrase(
    token: Token, *, stop: frozenset[str] = frozenset({"relcl", "acl", "appos", "conj", "cc", "advcl", "punct"})
) -> list[Token]:
    """Tokens of a noun phrase without its clauses and coordinated phrases, in the order of the text."""
    found = [token]
    for at in found:
        found.extend(child for child in at.children if child.dep_ not in stop)
    return sorted(found, key=lambda t: t.i)
