"""What a claim is about: the domains that the words around its predicate name.

The nearest words count first: those inside the argument that says what is supplied or agreed, then the modifiers of the
predicate itself, then its "in"/"on" phrases, then the rest of its clause; the heading is the last resort, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.find.domains import DomainFound, ancestors, heading_domains
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPIC_PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "over",
        "about",
        "of",
        "for",
        "regarding",
        "concerning",
        "into",
        "around",
        "including",
        "across",
        "under",
        "as",
        "to",
        "at",
    ]
)
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "acl"})


@dataclass(frozen=True, slots=True)
class Topics:
    """Domains in the order of the text, how far the words were, and a factor for the confidence."""

    domains: tuple[str, ...]
    factor: float
    note: str = ""
    is_usual: bool = False


def most_specific(domains: Iterable[str]) -> tuple[str, ...]:
    """The domains without those that another one of them is a part of, in their order."""
    found = list(dict.fromkeys(domains))
    above = {up for domain in found for up in ancestors(domain)}
    return tuple(domain for domain in found if domain not in above)


def settle(found: Iterable[DomainFound]) -> tuple[str, ...]:
    """Domains of these terms, most specific only; weak signs ("border", "bilateral") count where there is no stronger one."""
    kept = list(found)
    strong = [item for item in kept if item.weight > 1]
    return most_specific(item.domain for item in (strong or kept))


def in_tokens(passage: Passage, tokens: Iterable[Token]) -> list[DomainFound]:
    """The domain terms that lie within these tokens; a term of two words counts when its last word does."""
    indexes = {token.i for token in tokens}
    covered = passage.by_token
    return [
        found
        for found in passage.domains
        if found.end - 1 in indexes and (found.end - 1 not in covered or passage.names_thing(found.end - 1))
    ]


def phrase_with_conjuncts(token: Token, *, clauses: bool = False) -> list[Token]:
    """Tokens of a phrase and of those coordinated with it, without the actors' own clauses."""
    found: list[Token] = []
    for member in grammar.conjuncts(token):
        stop = (
            frozenset({"relcl", "advcl", "ccomp", "parataxis"})
            if clauses
            else frozenset({"relcl", "advcl", "ccomp", "parataxis", "acl"})
        )
        queue = [member]
        for at in queue:
            queue.extend(child for child in at.children if child.dep_ not in stop and not (child.dep_ == "conj" and at == member))
        found.extend(queue)
    return found


def of_object(passage: Passage, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Domains of what fills the "about" role of a frame; its head decides before its complements do."""
    found: list[DomainFound] = []
    for token in tokens:
        found.extend(in_tokens(passage, phrase_with_conjuncts(token, clauses=True)))
    return settle(found)


FINANCE = "domain:finance"


def is_own_word(passage: Passage, noun: Token, domains: tuple[str, ...]) -> bool:
    """True when a domain is told by nothing but the noun itself: "exports" are trade, a "joint venture" is an investment."""
    own = {found.domain for found in passage.domains if found.start <= noun.i < found.end}
    rest = {found.domain for found in in_tokens(passage, (t for t in modifiers(noun) if t != noun))}
    return set(domains) <= own and not set(domains) & rest


def of_amount(passage: Passage, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Finance, where what is given is a sum of money and no more is said: "gave Jordan $300 million"."""
    places = [(token.idx, token.idx + len(token)) for token in tokens]
    money = [found for found in passage.figures if found.quantity.currency]
    return (FINANCE,) if any(start < found.end and found.start < end for found in money for start, end in places) else ()


def of_modifiers(passage: Passage, noun: Token) -> tuple[str, ...]:
    """Domains of the words right before a noun and of its "of" and "for" phrases: "food shortages", "reserves of lithium"."""
    found = in_tokens(passage, modifiers(noun))
    for name, head in grammar.prepositions(noun):
        if name in ("of", "for", "in") and not found:
            found.extend(in_tokens(passage, phrase_with_conjuncts(head)))
    return settle(found)


def of_noun(passage: Passage, noun: Token) -> tuple[str, ...]:
    """Domains that modify a noun predicate: "energy and mining cooperation", "cooperation in energy", "areas include energy"."""
    own = in_tokens(passage, modifiers(noun))
    deeper: list[DomainFound] = []
    for child in noun.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in _TOPIC_PREPOSITIONS and child.i > noun.i:
            for head in grammar.children(child, "pobj", "pcomp"):
                deeper.extend(in_tokens(passage, phrase_with_conjuncts(head)))
        if child.dep_ == "acl" and child.i > noun.i:
            deeper.extend(in_tokens(passage, [t for t in child.subtree if t.dep_ != "relcl"]))
        if child.dep_ == "appos":
            deeper.extend(in_tokens(passage, phrase_with_conjuncts(child)))
    if noun.dep_ == "conj":
        # "economic and military ties": the modifiers of the first of two coordinated nouns may be shared, its own come first
        own = own or in_tokens(passage, modifiers(noun.head))
    return settle([*own, *deeper])


def modifiers(noun: Token) -> list[Token]:
    """The modifiers before a noun, with those coordinated among them, and the noun itself."""
    found = [noun]
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod", "npadvmod", "poss", "dep", "advmod", "nummod"):
            found.extend(t for t in child.subtree if t.i < noun.i)
    # three coordinated adjectives are often read as nouns of their own: take the run of words before it
    at = noun.i - 1
    doc = noun.doc
    while (
        at >= 0 and noun.i - at < 9 and (doc[at].pos_ in ("ADJ", "NOUN", "ADV") or doc[at].lower_ in (",", "and", "or", "-", "&"))
    ):
        found.append(doc[at])
        at -= 1
    return found


def of_clause(passage: Passage, verb: Token) -> tuple[str, ...]:
    """Domains in the clause of a verb, outside the names of actors and outside its subordinate clauses."""
    found: list[Token] = []
    queue = [verb]
    for at in queue:
        found.append(at)
        queue.extend(
            child
            for child in at.children
            if (child.dep_ not in _CLAUSES or (child.dep_ == "conj" and at != verb) or _is_purpose(child))
            and not _is_where(child, passage)
        )
    return settle(in_tokens(passage, sorted(found, key=lambda t: t.i)))


def _is_where(preposition: Token, passage: Passage) -> bool:
    """True for a phrase that says where: "in the Black Sea port", "at talks in Cairo"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in (
        "in",
        "at",
        "near",
        "from",
        "across",
        "off",
        "inside",
        "beyond",
        "amid",
    ):
        return False
    if preposition.lower_ in ("beyond", "amid"):
        return True
    return any(
        t.i in passage.by_token and passage.register.kind(passage.by_token[t.i].targets[0]) in (EntityKind.PLACE, EntityKind.STATE)
        for t in preposition.subtree
    )


def _is_purpose(clause: Token) -> bool:
    """True for an infinitive that says what for: "agreed to build a dam", "met to discuss fisheries"."""
    return clause.dep_ in ("advcl", "acl") and any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def of_heading(passage: Passage) -> tuple[str, ...]:
    """Domains named by the label of a bullet or row, else by the nearest heading that names any, the document's title left out."""
    label = passage.block.label or (passage.block.cell.row_label if passage.block.cell else "")
    if label:
        found = settle(heading_domains(label))
        if found:
            return found
    for heading in reversed(passage.block.section[1:] if len(passage.block.section) > 1 else passage.block.section):
        found = settle(heading_domains(heading))
        if found:
            return found[:2]
    return ()
