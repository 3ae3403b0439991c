"""Who does it and to whom: subjects and objects of verbs and adjectives, owners of nouns.

Passives are turned round, missing subjects are found by control, raising, coordination and relative clauses; the only words
it knows are function words and the verb classes of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.grammar.parse import (
    antecedent,
    children,
    first_of_list,
    is_denied,
    is_infinitive,
    is_joined,
    is_passive,
    is_verb,
)
from comity.grammar.word_classes import verb_class, word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


_SHORTEST_ACRONYM = 2
"""Letters that an acronym has more than: "NATO pledged", but not "NB" or "PS"."""


def subjects(verb: Token, depth: int = 6) -> list[Token]:
    """Heads of the phrases that do what the verb says; several when it is found through a coordination.

    For a passive, the agent named by "by"; without one nothing.
    """
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """Heads of the "by" phrase of a passive."""
    phrases = children(verb, "agent")
    phrases += [other for by in phrases for other in children(by, "conj") if other.lower_ == "by" and not is_denied(other)]
    found = [noun for by in phrases if not _is_denied_first(by) for noun in children(by, "pobj")]
    if is_joined(verb):
        # "the Saudi-backed government"
        found.extend(c for c in children(verb, "npadvmod", "nmod", "compound", "amod", "dep") if c.i == verb.i - 2)
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "by" and not is_denied(preposition):
            found.extend(children(preposition, "pobj"))
    if not found:
        # "armed and financed by X": the agent of the last is that of all
        for other in children(verb, "conj"):
            if other.tag_ in ("VBN", "VBD", "JJ"):
                return agents(other)
    return found


def _is_denied_first(phrase: Token) -> bool:
    """True for the first of "not by X but by Y", though not of "not only by X but also by Y"."""
    before = [t.lower_ for t in phrase.doc[max(phrase.i - 2, 0) : phrase.i]]
    return before[-1:] == ["not"] and bool(children(phrase, "conj"))


def surface_subjects(verb: Token, depth: int = 6) -> list[Token]:
    """Heads of the grammatical subject, whatever the voice; found over control, raising and coordination."""
    if depth <= 0:
        return []
    own = children(verb, "nsubj", "nsubjpass", "csubj")
    if own and verb.i and verb.nbor(-1).text == ";" and own[-1].i < verb.i:
        return []  # "A and B; declined to join C" in a table: what stands before the semicolon is a phrase of its own
    # "is opposed": the parser may hang the subject on the auxiliary
    own = own or [subject for aux in children(verb, "auxpass") for subject in children(aux, "nsubj", "nsubjpass")]
    if own:
        return [antecedent(subject) for subject in own] + _companions(verb)
    head, label = verb.head, verb.dep_
    if made := made_so(verb):
        return made
    glued = [
        c
        for c in children(verb, "compound", "nmod", "npadvmod", "advmod")
        if (c.pos_ == "PROPN" or (c.i == verb.i - 1 and c.text.isupper() and len(c.text) > _SHORTEST_ACRONYM))
        and c.i < verb.i
        and verb.tag_ in ("VBZ", "VBP", "VBD")
    ]
    if glued:
        # "Peru trades with Chile": a verb in -s after a name is often taken for a noun's head, "NATO pledged" for an adverb's
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
    if label in ("advcl", "xcomp", "ccomp") and head.lemma_ in ("call", "prevail") and is_infinitive(verb):
        # "calls on X to leave": it is X who leaves
        asked = [noun for name, noun in prepositions(head) if name in ("on", "upon")]
        if asked:
            return asked
    receiver = _receiver_above(verb)
    if receiver:
        return receiver
    if label in ("advcl", "ccomp", "dep", "parataxis") and is_verb(head):
        return surface_subjects(head, depth - 1)
    return _subjects_by_place(verb, depth)


def _subjects_by_place(verb: Token, depth: int) -> list[Token]:
    """Heads of the subject of a verb without one of its own that hangs on a noun, a preposition, an adjective, or on nothing."""
    head, label = verb.head, verb.dep_
    if label == "acl":
        return [head] if verb.tag_ in ("VBG", "VBN", "VBD") else owners(head, depth - 1)
    if label == "relcl":
        # "ways to circumvent": whoever has the ways
        return owners(head, depth - 1) if is_infinitive(verb) else [head]
    if label == "ROOT":
        # "X is a member of A; left B": the parser made the last clause the head of the first
        before = [
            c for c in children(verb, "ccomp", "parataxis", "dep", "advcl") if c.i < verb.i and children(c, "nsubj", "nsubjpass")
        ]
        if before and verb.tag_ in ("VBD", "VBZ", "VBP"):
            return surface_subjects(before[-1], depth - 1)
        return surface_subjects(verb.doc[verb.i - 1].sent.root, depth - 1) if _goes_on(verb) else []
    if label == "pcomp":
        return _subject_over_preposition(head, depth - 1)
    if label == "xcomp" or (label == "advcl" and head.pos_ in ("ADJ", "NOUN")):
        return owners(head, depth - 1) if head.pos_ == "NOUN" else surface_subjects_of_adjective(head, depth - 1)
    if label in ("prep", "dep") and verb.tag_ == "VBG" and verb.i > 1 and verb.nbor(-1).text == ",":
        # "Brazil and Peru, meeting in Lima, …" where the parser took the participle for a preposition
        return [first_of_list(verb.nbor(-2))] if verb.nbor(-2).pos_ in ("PROPN", "NOUN") else []
    return []


def _goes_on(verb: Token) -> bool:
    """True for the second verb of "Fiji is a member of A; B; and C; left D", where the parser begins a sentence."""
    return verb.i > 0 and bool(verb.is_sent_start) and verb.text.islower() and verb.tag_ in ("VBD", "VBN")


def _receiver_above(verb: Token) -> list[Token]:
    """Who gets what an infinitive says the use of: "gave [Chad] a loan to modernize its army"; nobody where none is named."""
    head = verb.head
    if verb.dep_ not in ("acl", "advcl", "relcl") or not is_infinitive(verb):
        return []
    bidden = [noun for name, noun in prepositions(head) if name in ("on", "upon")] if head.lemma_ in word_class("bidding") else []
    if bidden:
        return bidden
    if head.dep_ == "pobj" and head.head.lower_ == "with" and head.head.head.lemma_ in verb_class("furnishing"):
        # "provided [Chad] with a pretext to close the border"
        return objects(head.head.head)
    giving = head.head if verb.dep_ in ("acl", "relcl") and head.dep_ == "dobj" else head
    return indirect_objects(giving) if giving.pos_ == "VERB" and not is_passive(giving) else []


def _companions(verb: Token) -> list[Token]:
    """Who does it too, where the phrase hangs on the verb: "[along with X] Peru …, Peru, [together with X], …"."""
    found = []
    for child in children(verb, "prep", "advmod"):
        if child.i < verb.i:
            found.extend(companions_of(child))
    return found


def companions_of(word: Token) -> list[Token]:
    """Heads in a phrase of company: "along with", "together with", "alongside", "in concert with"."""
    inner = children(word, "prep")
    if word.lower_ in ("along", "together", "jointly") and inner and inner[0].lower_ == "with":
        return children(inner[0], "pobj")
    if word.lower_ == "alongside":
        return children(word, "pobj")
    if word.lower_ == "with" and any(c.lower_ in ("together", "along", "jointly") for c in children(word, "advmod")):
        return children(word, "pobj")
    return []


def surface_subjects_of_adjective(adjective: Token, depth: int = 6) -> list[Token]:
    """Heads of what a predicative adjective is said of ("Poland is keen to …", "left [Poland] dependent on …")."""
    if depth <= 0:
        return []
    made = made_so(adjective) or _compared(adjective)
    if made:
        return made
    if adjective.dep_ in ("acomp", "oprd", "attr", "xcomp") and is_verb(adjective.head):
        return surface_subjects(adjective.head, depth - 1)
    if adjective.dep_ in ("amod", "acl", "relcl"):
        return [adjective.head]
    if adjective.dep_ == "conj":
        return surface_subjects_of_adjective(adjective.head, depth - 1)
    if adjective.dep_ == "advcl" and is_verb(adjective.head):
        # "Fiji, [dependent on sugar], can …" where the parser took the name for an adverb; "[Short of fuel], Fiji …"
        at = adjective.left_edge.i
        if at > 1 and adjective.doc[at - 1].text == "," and adjective.doc[at - 2].pos_ == "PROPN":
            return [first_of_list(adjective.doc[at - 2])]
        return surface_subjects(adjective.head, depth - 1)
    return []


def made_so(word: Token) -> list[Token]:
    """Heads of whom or what another makes so: "leaves [X] dependent on Y", "has made [X] more reliant", "found [X] exposed"."""
    verb = word.head
    if word.dep_ not in ("oprd", "acomp", "ccomp", "xcomp") or verb.lemma_ not in verb_class("making") or word.i < verb.i:
        return []
    if word.tag_ not in ("VBN", "JJ", "JJR") or any(c.i < word.i for c in children(word, "aux")):
        return []
    if is_passive(verb):
        return surface_subjects(verb)
    found = [c for c in children(verb, "dobj") if c.i < word.i]
    # a name before the adjective is often taken for a part of it, or for the subject of a clause without a verb
    found = found or [c for c in children(word, "nsubj", "compound", "nmod", "npadvmod") if c.pos_ in _NOUNS and c.i > verb.i]
    return found or [
        c for clause in children(verb, "ccomp") if clause.i < word.i for c in children(clause, "nsubj") if c.i > verb.i
    ]


def _compared(adjective: Token) -> list[Token]:
    """Heads of who is more so than others: "few states are as reliant on oil as [X]", "no state is more exposed than [X]"."""
    if adjective.dep_ != "acomp" or not is_verb(adjective.head):
        return []
    if not any(c.lower_ in _SCARCELY for who in children(adjective.head, "nsubj") for c in (who, *who.children)):
        return []
    phrases = [phrase for source in (adjective, adjective.head) for phrase in prepositions(source)]
    phrases += [phrase for _, noun in phrases for phrase in prepositions(noun)]
    return [noun for name, noun in phrases if name in ("as", "than") and noun.pos_ == "PROPN"][:1]


_SCARCELY = frozenset({"few", "no", "nobody", "none", "hardly", "nowhere"})


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
            return [*objects(head), *surface_subjects(head, depth)]
        if preposition.lower_ in ("of", "for", "over", "with") and head.lemma_ in verb_class("faulting"):
            # "accused X of arming Y": it is X who armed
            return objects(head) or surface_subjects(head)
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
    if not found and noun.lemma_.casefold() in word_class("willed"):
        found = [head for name, head in prepositions(noun) if name == "of"]
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
    helped = [c for clause in children(verb, "ccomp") if clause.tag_ == "VB" for c in children(clause, "nsubj")]
    if helped and verb.lemma_ in verb_class("object-control"):
        # "helps [X] build a port"
        return helped[:1]
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


def prepositions(token: Token) -> tuple[tuple[str, Token], ...]:
    """(preposition, head of its phrase) for the prepositional phrases of a token; compound ones too ("because of").

    They are found once for each word of a text: most are asked for by several slots.
    """
    known: dict[int, tuple[tuple[str, Token], ...]] = token.doc.user_data.setdefault(_TABLE, {})
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = tuple(_prepositions(token))
    return found


_TABLE = "comity prepositions"


def _prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    for child in children(token, "prep", "dative", "agent"):
        if child.pos_ in ("ADP", "SCONJ", "VERB", "ADV", "PART") and child.lower_ != "according" and not is_denied(child):
            if token.pos_ == "NOUN" and child.lower_ in ("along", "together") and companions_of(child):
                continue  # "and, [together with X], its source of arms": who does it too, not with whom
            for noun in children(child, "pobj", "pcomp"):
                yield child.lower_, antecedent(noun)
            for inner in children(child, "prep"):
                for noun in children(inner, "pobj"):
                    yield inner.lower_, antecedent(noun)
            for also in (c for c in children(child, "conj") if not is_denied(c)):
                for noun in children(also, "pobj"):
                    yield also.lower_, noun
                    if not children(child, "pobj"):
                        yield child.lower_, noun
