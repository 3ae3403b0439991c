"""What a claim is about: the domains that the words around its predicate name.

The nearest words count first: those inside the argument that says what is supplied or agreed, then the modifiers of the
predicate itself, then its "in"/"on" phrases, then the rest of its clause; the heading is the last resort, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.passage import Passage
from comity.claims.qualifiers.drills import fields_of_drill
from comity.find.domains import DomainFound, ancestors, heading_domains
from comity.grammar import word_class
from comity.model import Entity
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

_TOPIC_PREPOSITIONS = frozenset(
    "in on over about of for regarding concerning into around including across under as to at".split()  # noqa: SIM905
)
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "acl"})

_GENERAL = frozenset(
    f"domain:{name}" for name in ("trade", "investment", "diplomacy", "political", "multilateralism", "regional-security")
)
"""What a noun is by itself: "exports" are trade and a "treaty" is diplomacy, unless they say of what."""
OFFICIAL = frozenset({"domain:diplomacy", "domain:political"})
_GOODS = frozenset({"domain:trade"})


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
            queue.extend(
                child
                for child in at.children
                if child.dep_ not in stop and not (child.dep_ == "conj" and at == member) and not _is_set_against(child)
            )
        found.extend(queue)
    return found


def _is_set_against(phrase: Token) -> bool:
    """True for what is named only to be ruled out: "a partnership, not a bribe", "gas rather than oil"."""
    start = phrase.left_edge.i
    before = [phrase.doc[i].lower_ for i in range(max(0, start - 2), start)]
    return bool(before) and (before[-1] == "not" or before in (["rather", "than"], ["instead", "of"]))


def of_object(passage: Passage, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Domains of what fills the "about" role of a frame; its head decides before its complements do."""
    found: list[DomainFound] = []
    for token in tokens:
        within = in_tokens(passage, phrase_with_conjuncts(token, clauses=True))
        for noun in grammar.conjuncts(token):
            within = _of_what(passage, noun, within)
        found.extend(listed_with(passage, without_examples(passage, within)))
    return _label_for_goods(passage, settle(found))


def without_examples(passage: Passage, found: list[DomainFound]) -> list[DomainFound]:
    """The terms without mere examples of the first: "relief goods such as tents and water purifiers" are relief."""
    doc = passage.parsed.doc
    named = next((term for term in found if term.weight > 1 and term.domain not in _GENERAL), None)
    after = doc[named.end : -1] if named is not None else ()
    such = next((t.i for t in after if t.lower_ == "such" and t.nbor(1).lower_ == "as"), None)
    if such is not None and doc[such - 1].lemma_ in word_class("field"):
        # "economic ties in [sectors such as] health and mining": the fields themselves, and nearer than that it is economic
        return [term for term in found if term.start > such] or found
    return found if such is None else [term for term in found if term.start < such]


def _of_what(passage: Passage, noun: Token, found: list[DomainFound]) -> list[DomainFound]:
    """The terms without the noun's own general one, where its phrase says of what: "exports of rice", "a treaty on the border"."""
    lemma = noun.lemma_.casefold()
    own = [
        term
        for term in found
        if term.start <= noun.i < term.end and (term.domain in _GENERAL or lemma in word_class("building-work"))
    ]
    if not own:
        return found
    term = own[0]
    below = [
        word
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "in", "for", "about", "over", "to", "concerning", "regarding")
        for head in grammar.children(child, "pobj", "pcomp")
        for word in phrase_with_conjuncts(head)
    ]
    below += [word for head in _after(noun) for word in phrase_with_conjuncts(head)]
    within = [other for other in in_tokens(passage, below) if other.weight > 1 or term.domain in OFFICIAL]
    if lemma in word_class("duty"):
        return [other for other in found if other not in within]
    if term.end - term.start == 1:
        words = [child for child in noun.children if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod")]
        within += [other for other in in_tokens(passage, words) if other.weight > 1]
    above = {term.domain, *ancestors(term.domain)}
    says = any(other.domain not in _GENERAL and other.domain not in above for other in within)
    return [other for other in found if other != term] if says else found


def listed_with(passage: Passage, found: list[DomainFound]) -> list[DomainFound]:
    """These terms and those in one list with them, however the parse cut it: "on migration, counter-terrorism and energy".

    A weak sign in the list of strong ones is as good as they are: "defence, fisheries and energy".
    """
    kept = list(found)
    runs = _lists(passage) if found and len(passage.domains) > 1 else []
    for term in found:
        for run in runs:
            if term not in run:
                continue
            strong = any(member.weight > 1 for member in run)
            for member in run:
                if member in kept or _begins_clause(passage, member, term):
                    continue
                kept.append(member)
            if strong:
                kept = [replace(member, weight=2) if member in run and member.weight == 1 else member for member in kept]
    return sorted(kept, key=lambda term: term.start)


def _lists(passage: Passage) -> list[list[DomainFound]]:
    """Runs of terms joined by nothing but commas and a last "and", each with an adjective at most before it."""
    doc, covered = passage.parsed.doc, passage.by_token
    runs: list[list[DomainFound]] = []
    run: list[DomainFound] = []
    joined = False
    for term in passage.domains:
        if term.end - 1 in covered and not passage.names_thing(term.end - 1):
            continue
        if term.end < len(doc) and doc[term.end].text in "-–":  # "defence-related": no item of its own
            continue
        gap = list(doc[run[-1].end : term.start]) if run else []
        links = [t for t in gap if t.lower_ in _LINKS]
        between = [t for t in gap if t.lower_ not in _LINKS]
        near = bool(links) and gap[0] == links[0] and len(between) <= 2 and all(t.pos_ in ("ADJ", "DET", "PRON") for t in between)
        if run and near and not joined:
            run.append(term)
            joined = any(t.lower_ in ("and", "or", "&") for t in links)
            continue
        if len(run) > 1 and joined:
            runs.append(run)
        run, joined = [term], False
    if len(run) > 1 and joined:
        runs.append(run)
    return runs


_LINKS = frozenset({",", "and", "or", "&"})


def _begins_clause(passage: Passage, member: DomainFound, term: DomainFound) -> bool:
    """True where a term is the subject of a clause of its own: "a deal on energy, and trade grew"."""
    doc = passage.parsed.doc
    head = doc[member.start : member.end].root
    while head.dep_ in ("compound", "amod", "conj") and head.head.i != head.i and not grammar.is_verb(head.head):
        head = head.head
    return head.dep_ in ("nsubj", "nsubjpass") and head.head not in doc[term.end - 1].ancestors


def _label_for_goods(passage: Passage, found: tuple[str, ...]) -> tuple[str, ...]:
    """What a bullet is headed with, where its own words say no more than that it is trade: "Wheat: 70 per cent of imports"."""
    label = passage.block.label or (passage.block.cell.row_label if passage.block.cell else "")
    if not passage.is_fragment or not label or not found or not set(found) <= _GOODS:
        return found
    closer = tuple(d for d in settle(heading_domains(label)) if d not in _GENERAL)
    return closer or found


FINANCE = "domain:finance"


def is_own_word(passage: Passage, noun: Token, domains: tuple[str, ...]) -> bool:
    """True when a domain is told by nothing but the noun itself: "exports" are trade, a "joint venture" is an investment."""
    own = {f.domain for f in passage.domains if f.start <= noun.i < f.end and not _is_told_before(passage, f, noun)}
    rest = {found.domain for found in in_tokens(passage, (t for t in modifiers(noun) if t != noun))}
    return set(domains) <= own and not set(domains) & rest


def _is_told_before(passage: Passage, term: DomainFound, noun: Token) -> bool:
    """True for "[economic] ties": the first word of the term names its field by itself, the noun only carries it."""
    return term.start < noun.i and term.domain in _said(passage.parsed.doc[term.start : noun.i].text)


def of_amount(passage: Passage, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Finance, where what is given is a sum of money and no more is said: "gave Jordan $300 million"."""
    heads = list(tokens)
    places = [(token.idx, token.idx + len(token.text)) for token in heads]
    money = [found for found in passage.figures if found.quantity.currency]
    if not any(start < found.end and found.start < end for found in money for start, end in places):
        return ()
    return _of_receiver(passage, heads) or (FINANCE,)


def _of_receiver(passage: Passage, money: list[Token]) -> tuple[str, ...]:
    """What the body that gets the money is there for: a pledge to a relief agency is relief."""
    verbs = [head.head for head in money if grammar.is_verb(head.head)]
    phrases = [noun for verb in verbs for name, noun in grammar.prepositions(verb) if name in ("to", "for", "into")]
    phrases += [noun for head in money for name, noun in grammar.prepositions(head) if name in ("to", "for", "into")]
    phrases += [noun for verb in verbs for noun in grammar.children(verb, "dative")]
    named = {noun.i for noun in phrases if _is_body(passage, noun)}
    return tuple(d for d in most_specific(f.domain for f in passage.domains if f.end - 1 in named) if d not in _GENERAL)


def _is_body(passage: Passage, noun: Token) -> bool:
    """True for the name of an international organisation."""
    span = passage.by_token.get(noun.i)
    return span is not None and bool(span.targets) and passage.register.kind(span.targets[0]) is EntityKind.ORGANIZATION


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
    drill = fields_of_drill(noun)
    if drill:
        return most_specific([*(found.domain for found in own), *drill])
    deeper: list[DomainFound] = []
    for child in noun.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in _TOPIC_PREPOSITIONS and child.i > noun.i:
            for head in grammar.children(child, "pobj", "pcomp"):
                deeper.extend(in_tokens(passage, phrase_with_conjuncts(head)))
        if child.dep_ == "acl" and child.i > noun.i:
            deeper.extend(in_tokens(passage, [t for t in child.subtree if t.dep_ != "relcl"]))
        if child.dep_ == "appos" and not _is_set_against(child):
            deeper.extend(in_tokens(passage, phrase_with_conjuncts(child)))
    for head in _after(noun):
        deeper.extend(in_tokens(passage, phrase_with_conjuncts(head)))
    if noun.dep_ == "conj":
        # "economic and military ties": the modifiers of the first of two coordinated nouns may be shared, its own come first
        own = own or in_tokens(passage, modifiers(noun.head))
    found = without_examples(passage, _of_what(passage, noun, [*own, *listed_with(passage, deeper)]))
    return _label_for_goods(passage, settle(found))


def _after(noun: Token) -> list[Token]:
    """What a noun is on where the parse hangs it on the verb: "signed a treaty on the border"."""
    if noun.dep_ != "dobj" or noun.i + 1 >= len(noun.doc):
        return []
    word = noun.doc[noun.i + 1]
    is_topic = word.head == noun.head and word.dep_ == "prep" and word.lower_ in ("on", "over", "about", "regarding", "concerning")
    return list(grammar.children(word, "pobj", "pcomp")) if is_topic else []


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
    within = listed_with(passage, in_tokens(passage, sorted(found, key=lambda t: t.i)))
    for term in within:
        within = _of_what(passage, passage.parsed.doc[term.end - 1], within)
    settled = settle(within)
    return _label_for_goods(passage, settled) or _of_forum(passage, verb)


_AT_FORUM = frozenset({"in", "within", "inside", "through", "at", "before"})


def _of_forum(passage: Passage, verb: Token) -> tuple[str, ...]:
    """The field of a body that something is done in, where no other is named: "cooperate in the Arctic Council"."""
    heads = {noun.i for name, noun in grammar.prepositions(verb) if name in _AT_FORUM}
    named = {i for i in heads if _is_body(passage, passage.parsed.doc[i])}
    return most_specific(found.domain for found in passage.domains if found.end - 1 in named)


_PLACING = frozenset({"in", "at", "near", "from", "across", "off", "inside", "beyond", "amid"})


def _is_where(preposition: Token, passage: Passage) -> bool:
    """True for a phrase that says where: "in the Black Sea port", "at talks in Cairo"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _PLACING:
        return False
    if preposition.lower_ in ("beyond", "amid"):
        return True
    return any(
        t.i in passage.by_token and passage.register.kind(passage.by_token[t.i].targets[0]) in (EntityKind.PLACE, EntityKind.STATE)
        for t in preposition.subtree
    )


def _is_purpose(clause: Token) -> bool:
    """True for an infinitive that says what for: "agreed to build a dam", "met to discuss fisheries"."""
    return clause.dep_ in ("advcl", "acl") and grammar.is_infinitive(clause)


def _said(text: str) -> tuple[str, ...]:
    """Domains of a heading, without the field of a body that is only named in it."""
    return settle(term for term in heading_domains(text) if term.weight > 1 or term.domain != _FORUMS)


_FORUMS = "domain:multilateralism"


def of_entity(entity: Entity) -> tuple[str, ...]:
    """Domains of something known, as identifiers."""
    return tuple(d if d.startswith("domain:") else f"domain:{d}" for d in entity.domains)


def of_heading(passage: Passage) -> tuple[str, ...]:
    """Domains named by the label of a bullet or row, else by the nearest heading that names any, the document's title left out."""
    cell = passage.block.cell
    label = passage.block.label or (cell.row_label if cell else "")
    if label:
        found = _said(label)
        if found:
            return found
    for heading in reversed(passage.block.section[1:] if len(passage.block.section) > 1 else passage.block.section):
        found = _said(heading)
        if found:
            return found[:2]
    for above in (cell.column_header, cell.caption) if cell else ():
        found = settle(heading_domains(above))
        if found:
            return found[:1]
    return ()
