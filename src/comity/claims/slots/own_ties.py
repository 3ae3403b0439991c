"""Ties and bad blood that name no ends: in a text about two "tensions rose" means theirs, unless it says whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.qualifiers import topics
from comity.claims.words import predicates_of
from comity.grammar import word_class
from comity.link.several import nominal_forms
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Span, Token

_BESIDE = frozenset(
    "over about on regarding concerning since after before during until amid following despite".split()  # noqa: SIM905
)
"""Prepositions behind which stands what it is about or when; behind others whose it is: "a row with the union"."""

_WITH_WHOM = frozenset({"with", "between", "among", "amongst", "within", "inside"})
_BEFORE = ("amod", "compound", "nmod")


def is_of_the_pair(noun: Token, passage: Passage) -> bool:
    """True for a noun of discord that neither its adjectives nor its phrases give to others: not "ethnic tensions"."""
    for name, head in grammar.prepositions(noun):
        if name == "of" and head.lemma_.casefold() in word_class("bone-of"):
            continue  # "bone of contention"
        if name not in _BESIDE and not (name == "in" and head.pos_ == "NUM") and not _is_their_tie(head, passage):
            return False
    if any(child.dep_ == "poss" and child.lower_ != "their" for child in noun.children) or _is_over_home_affairs(noun, passage):
        return False
    holders = grammar.children(noun.head, "nsubj") if noun.dep_ == "attr" else []
    if any(holder.pos_ == "PROPN" and not topics.in_tokens(passage, [holder]) for holder in holders):
        return False  # "the Gulf remains a flashpoint" for all who are there
    if noun.dep_ == "pobj" and (noun.head.lower_ == "with" or (noun.head.lower_ == "by" and noun.head.head.dep_ == "acl")):
        return False  # "viewed the deal with distrust", "a world marked by tensions"
    words = word_class("elsewhere")
    return (noun.pos_ == "NOUN" or noun.i == noun.sent.start) and not any(
        child.lower_ in words or child.pos_ == "PROPN" for child in noun.children if child.dep_ in _BEFORE
    )


def _is_over_home_affairs(noun: Token, passage: Passage) -> bool:
    """True for "a dispute over teachers' pay"."""
    over = [head for name, head in grammar.prepositions(noun) if name in _TOPIC]
    return bool(over) and {"domain:labour", "domain:health", "domain:education"} & set(topics.of_object(passage, over)) != set()


def _is_their_tie(head: Token, passage: Passage) -> bool:
    """True for "a thorn in the side of the [relationship]", "an irritant for [both sides]"."""
    if head.lower_ in ("side", "flesh", "path", "way"):
        return all(_is_their_tie(inner, passage) for name, inner in grammar.prepositions(head))
    if head.i in passage.by_token:
        return set(passage.by_token[head.i].targets) == set(passage.context)
    if head.lemma_.casefold() in carriers("joint-body"):
        return False  # "tensions within the coalition"
    return any(p.relation in _FRIENDLY for p in predicates_of(head)) and _is_free(head, passage)


_FRIENDLY = frozenset({Relation.COOPERATES_WITH, Relation.TRADES_WITH, Relation.ALLIED_WITH, Relation.CONSULTS_WITH})


def is_tie_of_the_pair(noun: Token, passage: Passage) -> bool:
    """True for a noun of ties that may be those of the two: not "world trade", "the trade union", "talks with the press"."""
    return _is_free(noun, passage) and not _is_strained(noun)


def _is_strained(noun: Token) -> bool:
    """True for the tie that something else is bad for, which says so: "a thorn in the side of the [relationship]"."""
    bad = word_class("bad-for")
    if any(p.relation is Relation.TRADES_WITH for p in predicates_of(noun)):
        return False  # barriers to trade are there where trade is
    for above in grammar.governors(noun):
        if grammar.is_verb(above):
            return False
        if above.lemma_.casefold() in bad or (above.pos_ == "NOUN" and _is_quarrel(above)):
            return True
    return False


def _is_quarrel(noun: Token) -> bool:
    return any(p.relation is Relation.DISPUTES_WITH for p in predicates_of(noun))


def _is_free(noun: Token, passage: Passage) -> bool:
    """True where neither its adjectives nor its phrases give a tie to others or to many."""
    words = word_class("of-many")
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ != "PRP$" and child.i not in passage.by_token:
            return False
        if child.dep_ in _BEFORE and len(passage.context) == 2 and (child.lower_ in words or _is_foreign_name(child, passage)):
            return False
    for name, head in grammar.prepositions(noun):
        if name in _WITH_WHOM and not _may_be_the_two(head, passage):
            return False
        if name == "of" and noun.lemma_.casefold() in carriers("joint-body") and head.tag_ == "NNS":
            return False  # "an alliance of parties"
    return not _is_of_another_thing(noun) and not _is_in_general(noun)


def _is_foreign_name(word: Token, passage: Passage) -> bool:
    """True for a name or its adjective before a noun that the reference does not know: "Andean trade"."""
    if word.head.text[:1].isupper() or word.is_sent_start:
        return False  # there the case of a word says nothing
    return word.text[:1].isupper() and word.text[1:].islower() and word.i not in passage.by_token


def _may_be_the_two(head: Token, passage: Passage) -> bool:
    """True for "with each other", "between the two", "within [18 months]" and for those whom the text is about."""
    if head.i in passage.by_token:
        return bool(set(passage.by_token[head.i].targets) & set(passage.context))
    if grammar.is_reciprocal(head) or head.lower_ in ("both", "two", "them") or head.lemma_.casefold() in word_class("framework"):
        return True
    form = nominal_forms().get(head.lower_)
    if form is not None and form.number == "many" and EntityKind.STATE in form.kinds:
        return any(child.lower_ in ("the", "both", "these") for child in head.children)
    return any(child.pos_ == "NUM" for child in head.children)


def _is_of_another_thing(noun: Token) -> bool:
    """True for the first word of something that is no tie: "the [trade] union", "the [alliance] leader"."""
    over = noun.head
    if noun.dep_ not in ("compound", "nmod") or over.i < noun.i or over.pos_ not in ("NOUN", "PROPN"):
        return False
    words = word_class("of-a-tie")
    if over.lemma_.casefold() in words or over.lower_.removesuffix("s") in words:
        return False
    return not any(p.is_tie for p in predicates_of(over))


def _is_in_general(noun: Token) -> bool:
    """True for what is said of the thing as such: "trade is good for growth", "cooperation is a means to peace"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP") or any(c.i < noun.i for c in noun.children):
        return False
    said = grammar.children(verb, "acomp", "attr")
    return any(name in ("for", "to", "of") for word in said for name, _ in grammar.prepositions(word))


def is_told_of(noun: Token, passage: Passage) -> bool:
    """True for a loose noun ("contacts", "talks") that says between states it is, by its field or by who holds them."""
    if not is_tie_of_the_pair(noun, passage) or any(name in ("in", "at", "to", "from", "by") for name, _ in _places(noun, passage)):
        return False
    at_home = word_class("home-affairs") if noun.lemma_ in word_class("parley") else frozenset()
    if (at_home and noun.tag_ == "NN" and noun.lemma_ == "talk") or not _is_held_by_states(noun, passage):
        return False  # "a talk on climate"
    words = word_class("between-states")
    before = [word for word in topics.modifiers(noun) if word != noun]
    said = passage.text[noun.left_edge.idx : noun.idx].lower().split()
    if not words.isdisjoint(said) and not any(p.relation is Relation.AGREES_WITH for p in predicates_of(noun)):
        return True  # "people-to-people" is five words to the parser
    over = [head for name, head in grammar.prepositions(noun) if name in _TOPIC]
    if noun.dep_ in ("nsubj", "nsubjpass") and grammar.is_verb(noun.head):
        over += [head for name, head in grammar.prepositions(noun.head) if name in _TOPIC]
    fields = [found.domain for found in topics.in_tokens(passage, before)] or topics.of_object(passage, over)
    return any(field.partition(":")[2] not in at_home for field in fields)


def _is_held_by_states(noun: Token, passage: Passage) -> bool:
    """False where the clause is about others who hold or want it: "the union held talks", "the company has links"."""
    verb = grammar.verb_over(noun)
    if verb is None or any(child.lower_ in ("our", "their") for child in noun.children):
        return True
    heads = grammar.surface_subjects(verb)
    if noun in heads or any(noun.is_ancestor(head) or head.is_ancestor(noun) for head in heads):
        return True
    words = word_class("for-states") | {"this", "that", "these"}
    return all(head.i in passage.by_token or head.lemma_.casefold() in words for head in heads)


_TOPIC = ("on", "over", "about", "regarding", "concerning")


def _places(noun: Token, passage: Passage) -> list[tuple[str, Token]]:
    """Phrases of a noun that give it to others or to a place: "talks in the parliament"; dates and cities of the two left out."""
    return [
        (name, head)
        for name, head in grammar.prepositions(noun)
        if head.pos_ == "NOUN" and head.ent_type_ not in ("DATE", "TIME") and head.i not in passage.by_token
    ]


def is_mutual(noun: Token, passage: Passage) -> bool:
    """True for what is said to go both ways: "two-way investment", "investment flows in both directions"."""
    if not is_tie_of_the_pair(noun, passage):
        return False
    words = carriers("joint")
    if any(word.lower_ in words or word.lower_ == "border" for word in topics.modifiers(noun) if word != noun):
        return True
    phrases = list(grammar.prepositions(noun))
    if noun.dep_ in ("nsubj", "nsubjpass"):
        phrases += grammar.prepositions(noun.head)
    if noun.dep_ in ("compound", "nmod"):
        return is_mutual(noun.head, passage)
    return any(
        head.lemma_.casefold() in ("direction", "way") and any(c.lower_ in ("both", "either") for c in head.children)
        for _, head in phrases
    )


def is_opened(noun: Token, passage: Passage) -> bool:
    """True for a mission that is set up or kept: "an embassy was opened in 1976"; what else befalls it is no tie."""
    del passage
    verb = noun.head
    return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and grammar.is_verb(verb) and verb.lemma_ in word_class("setting-up")


WHOSE: dict[str, Callable[[Token, Passage], bool]] = {
    "own": is_of_the_pair,
    "theirs": is_tie_of_the_pair,
    "told": is_told_of,
    "mutual": is_mutual,
    "opened": is_opened,
}
"""Kind after the slash of ``context=AB`` → whether a noun that names no ends is of the two whom the text is about."""


def is_about_others_now(noun: Token, passage: Passage) -> bool:
    """True where the sentence before names others than the two: after "Chile signed with Brazil" ties are not those with Peru."""
    known = set(passage.context)
    start = noun.sent.start
    if start == 0 or any(child.lower_ == "the" for child in noun.children):
        return False  # "the partnership" is that of the text
    for sentence in reversed([s for s in passage.parsed.doc.sents if s.start < start]):
        named = {t for head in passage.named_in(sentence) for t in passage.by_token[head.i].targets}
        actors = {t for t in named if passage.register.kind(t) in (EntityKind.STATE, EntityKind.ORGANIZATION)}
        if actors:
            return (len(actors) > 1 and not actors & known) or (len(actors) == 2 and not actors <= known and _is_deal(sentence))
    return False


def _is_deal(sentence: Span) -> bool:
    """True for a sentence whose object is a tie: what the next says of ties is about those who have this one."""
    things = grammar.children(sentence.root, "dobj", "nsubjpass")
    return any(p.relation in _FRIENDLY or p.relation is Relation.AGREES_WITH for thing in things for p in predicates_of(thing))
