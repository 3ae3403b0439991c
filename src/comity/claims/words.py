"""Which words of a text the lexicon knows as predicates, in the place they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims import lexicon
from comity.claims.lexicon import Predicate
from comity.claims.slots.exchanges import meant_by_ones
from comity.find.words import word_set
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token


@cache
def _phrasal() -> frozenset[str]:
    """Verbs that have an entry with a particle or an object ("carry_out", "take_part")."""
    return frozenset(word.partition("_")[0] for word, pos in lexicon.predicates() if pos == "v" and "_" in word)


def predicates_of(token: Token) -> tuple[Predicate, ...]:
    """Entries of the lexicon for a word in its place; two-word entries ("trade agreement", "take part") come first.

    They are looked up once for each word of a text: most are asked for several times.
    """
    known: dict[int, tuple[Predicate, ...]] = token.doc.user_data.setdefault(_TABLE, {})
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = _looked_up(token)
    return found


_TABLE = "comity predicates"


_SAY_NOTHING = frozenset({"PUNCT", "SPACE", "ADP", "CCONJ", "PART"})


def _looked_up(token: Token) -> tuple[Predicate, ...]:
    if token.pos_ in _SAY_NOTHING:
        return ()
    table = lexicon.predicates()
    lemma = token.lemma_.casefold()
    if grammar.is_verb(token):
        if lemma in _phrasal() or lemma in word_class("denouncing") or lemma in lexicon.carriers("say"):
            found = tuple(row for key in dict.fromkeys(_keys(token, lemma)) for row in table.get((key, "v"), ()))
            if found:
                return (*found, *_also(found, table.get((lemma, "v"), ())), *_as_one(token))
        if token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass", "pobj") and (token.lower_, "n") in table:
            # "[fighting] between X and Y ended"
            return table[token.lower_, "n"]
        return (*table.get((lemma, "v"), ()), *_as_one(token))
    if (meant := meant_by_one(token)) is not None:
        return predicates_of(meant)
    if token.lower_ in ("those", "that") and (meant := meant_by_those(token)) is not None:
        return predicates_of(meant)
    if token.pos_ in ("NOUN", "PROPN"):
        if (of_two := _of_two(token)) is not None:
            return of_two
        before = token.nbor(-1).lemma_.casefold() if token.i > 0 else ""
        word = token.lemma_.casefold() if token.pos_ == "NOUN" else token.lower_
        return (
            table.get((f"{before} {word}", "n"), ())
            or table.get((word, "n"), ())
            or table.get((token.lower_.removesuffix("s"), "n"), ())
            or (table["joint something", "n"] if _is_joint_effort(token) else ())
        )
    if token.pos_ == "ADJ" or (token.tag_ in ("VBN", "JJ") and token.dep_ in ("acomp", "amod")):
        return table.get((lemma, "a"), ()) or table.get((token.lower_, "a"), ()) or participle(token)
    return ()


@cache
def _with_of() -> frozenset[str]:
    """Nouns that stand on either side of "of" in an entry: "war of words"."""
    pairs = (word.split(" of ") for word, pos in lexicon.predicates() if pos == "n" and " of " in word)
    return frozenset(noun for pair in pairs for noun in pair)


def _of_two(noun: Token) -> tuple[Predicate, ...] | None:
    """Entries of a noun with what it is of ("war [of words]", "exchange [of fire]"); none for the second, which is said with it."""
    lemma = noun.lemma_.casefold()
    if lemma not in _with_of() and noun.lower_ not in _with_of():
        return None
    table = lexicon.predicates()
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and (f"{noun.head.head.lemma_} of {noun.lower_}", "n") in table:
        return ()
    inner = (head for name, head in grammar.prepositions(noun) if name == "of")
    return next((table[key] for head in inner if (key := (f"{lemma} of {head.lower_}", "n")) in table), None)


def _as_one(verb: Token) -> tuple[Predicate, ...]:
    """The entry of whatever several do "jointly" or "together", which is cooperation whatever else it is."""
    known: frozenset[int] | None = verb.doc.user_data.get(_AS_ONE)
    if known is None:
        said = [token for token in verb.doc if token.lower_ in _TOGETHER] if not _TOGETHER.isdisjoint(word_set(verb.doc)) else []
        known = verb.doc.user_data[_AS_ONE] = frozenset(
            t.head.i
            for t in said
            if t.lower_ == "jointly" or (t.i > t.head.i and t.head.lemma_ not in word_class("lying-together"))
        )
    return lexicon.predicates()["together", "v"] if verb.i in known else ()


_AS_ONE = "comity together"
_TOGETHER = frozenset({"jointly", "together"})


def _is_joint_effort(noun: Token) -> bool:
    """True for a noun that the lexicon does not know and that is called joint: "their [joint] fight against smugglers"."""
    if noun.dep_ not in ("dobj", "nsubj", "nsubjpass") or "joint" not in word_set(noun.doc):
        return False
    return any(word.lower_ == "joint" for word in noun.doc[max(0, noun.i - 3) : noun.i] if word.head == noun)


def meant_by_one(token: Token) -> Token | None:
    """The noun that "one" stands for behind a verb that goes on with another's object: "closed its embassy and opened one in X"."""
    if token.lower_ not in ("one", "ones"):
        return None
    verb = token.head
    if token.dep_ == "pobj":
        return meant_by_ones(token)
    if token.dep_ != "dobj" or verb.dep_ != "conj" or not grammar.is_verb(verb.head):
        return None
    return next((noun for noun in grammar.children(verb.head, "dobj") if noun.pos_ == "NOUN" and noun.i < token.i), None)


def meant_by_those(token: Token) -> Token | None:
    """The noun that "those" or "that" stands for before a phrase: "lifted the sanctions on X, while keeping [those] on Y"."""
    if token.tag_ != "DT" or token.dep_ not in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr"):
        return None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if after.dep_ != "prep" or after.lower_ in ("of", "in"):
        return None  # the phrase may hang on the verb: "kept those on X"
    number = "NNS" if token.lower_ == "those" else "NN"
    for i in range(token.i - 1, token.sent.start - 1, -1):
        noun = token.doc[i]
        if noun.tag_ == number and after.lower_ in {c.lower_ for c in grammar.children(noun, "prep")} and predicates_of(noun):
            return noun
    return None


def _keys(verb: Token, lemma: str) -> Iterator[str]:
    """Keys of a verb with its particle, its object, or the noun of its phrase: "carry_out", "take_part", "go_to_war"."""
    if any(child.lower_ == "down" for child in grammar.children(verb, "prt")) and (f"{lemma}_down", "v") in lexicon.predicates():
        yield f"{lemma}_down"  # "struck [down] the accord" is no "struck the accord"
        return
    for child in grammar.children(verb, "prt", "advmod", "dobj", "nsubjpass", "intj"):
        if child.i > verb.i or child.dep_ == "nsubjpass":
            yield f"{lemma}_{child.lower_}"
    for result in grammar.children(verb, "oprd"):
        yield f"{lemma}_{result.lower_}"  # "is kept afloat by"
    for clause in grammar.children(verb, "ccomp"):
        if any(c.lower_ == "what" for c in grammar.children(clause, "dobj")):
            yield f"{lemma}_what"  # "share what they know"
    for preposition in grammar.children(verb, "prep"):
        if grammar.children(preposition, "prep"):
            yield f"{lemma}_{preposition.lower_}"  # "walked [out of] the talks": the particle is a preposition to the parser
        for noun in grammar.children(preposition, "pobj"):
            yield f"{lemma}_{preposition.lower_}_{noun.lower_}"
    called = said_of_object(verb)
    for said in called:
        yield f"{lemma}_{said.lower_}"
    if lemma in word_class("denouncing"):
        yield from _judgements(verb, called)
    if lemma in lexicon.carriers("say"):
        if told_to(verb):
            yield "say_must"
        if judged_in(verb):
            yield "say_wrong"


def told_to(verb: Token) -> list[Token]:
    """Heads of who has to do what somebody says: "X says [Y] must pay", "X insisted that [Y] needs to leave"."""
    for clause in grammar.children(verb, "ccomp"):
        bound = (
            clause.lemma_ in ("need", "have") and bool(grammar.children(clause, "xcomp")) and not grammar.children(clause, "dobj")
        )
        act = grammar.children(clause, "xcomp")[0] if bound else clause
        bound = bound or any(c.lower_ in ("must", "should") for c in grammar.children(clause, "aux"))
        if bound and act.lemma_ not in ("be", "get", "receive", "remain", "have") and not grammar.children(clause, "neg"):
            return grammar.children(clause, "nsubj")
    return []


def judged_in(verb: Token) -> list[Token]:
    """Heads of whose act somebody says is wrong: "said [X's] tax was unfair", "… that the arrest by [X] is illegal"."""
    for clause in grammar.children(verb, "ccomp"):
        if clause.lemma_ != "be" or grammar.children(clause, "neg"):
            continue
        if any(word.lower_ in word_class("blaming word") for word in grammar.children(clause, "acomp", "attr")):
            acts = grammar.children(clause, "nsubj")
            found = [owner for act in acts for owner in grammar.children(act, "poss") if owner.tag_ != "PRP$"]
            return found + [who for act in acts for name, who in grammar.prepositions(act) if name == "by"]
    return []


def _judgements(verb: Token, called: list[Token]) -> Iterator[str]:
    """Key of finding fault with what is called so, or of approving of it: "called X's claim baseless", "… a breach"."""
    sources = (verb, *grammar.children(verb, "dobj", "nsubjpass"))
    words = [*called, *(noun for source in sources for name, noun in grammar.prepositions(source) if name == "as")]
    if any(word.lower_ in word_class("blaming word") for word in words):
        yield "call_wrong"
    elif any(word.lower_ in word_class("praising word") for word in words):
        yield "call_right"


def said_of_object(verb: Token) -> list[Token]:
    """Words without a verb of their own that say what an object is held or called: "holds X [hostage]", "branded X an [outlaw]"."""
    if verb.lemma_ not in grammar.verb_class("naming"):
        return []
    held = word_class("held-as")
    clauses = [c for c in grammar.children(verb, "ccomp", "xcomp") if c.pos_ in ("ADJ", "NOUN", "PROPN") or c.lower_ in held]
    return [*grammar.children(verb, "oprd", "acomp"), *clauses]


def _also(found: tuple[Predicate, ...], plain: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """Rows of the verb alone that say the same as those with its object, for where none of these is filled."""
    relations = {predicate.relation for predicate in found}
    return tuple(predicate for predicate in plain if predicate.relation in relations)


def participle(token: Token) -> tuple[Predicate, ...]:
    """Entries of the verb whose participle the tagger took for an adjective ("armed and financed by …")."""
    word = token.lower_
    if not word.endswith("ed") or not grammar.agents(token):
        return ()
    table = lexicon.predicates()
    return table.get((word[:-2], "v"), ()) or table.get((word[:-1], "v"), ())


def noun_after(token: Token) -> Token | None:
    """The noun that another before it modifies, also as one of several: "[trade] ties", "political, [trade] and cultural ties"."""
    at = token
    while at.dep_ == "conj" and at.head.pos_ == "ADJ":
        at = at.head
    is_modifier = at.dep_ in ("compound", "nmod") or (at != token and at.dep_ == "amod")
    return at.head if token.pos_ in ("NOUN", "PROPN") and is_modifier and at.head.i > token.i else None
