"""What a state's name and the noun it owns stand for together: "the Turkish government" (the state), "Turkish firms" (a
group of their own), "the Turkish army" (a body of the state), "Turkish coffee" (nobody)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.find.name_cues import cues
from comity.find.naming import person_after
from comity.grammar import word_class
from comity.link import organs
from comity.link.spans import LinkedSpan, Register
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_OWNERS = (EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP)
_CALLINGS = ("ologist", "icist", "ician", "grapher", "wright", "smith", "onomist", "chemist", "pianist", "novelist")
_PERSONAL = ("er", "or", "ist", "ian", "eer", "ant", "man", "woman", "ologist", "eur", "wright", "smith", "ess")
"""Endings of the words for persons: "the Cuban singers" act together, "the Cuban songs" do not."""
_DESCRIBED = (EntityKind.PERSON, EntityKind.ORGANIZATION)
_TWO = 2
_NATIVES = (EntityKind.PLACE, *_OWNERS)


@cache
def possessed() -> dict[str, str]:
    """Noun after a state's name → what the two stand for together: state, holder, group, organization, nobody or ware."""
    return {
        row["word"]: row["stands_for"]
        for row in resources.rows("lexicon", "possessed.tsv", required=("word", "stands_for", "source"))
    }


def stands_for(noun: Token) -> str | None:
    """What a possessed noun stands for, by its last two words before its last one."""
    words = possessed()
    before = noun.nbor(-1).lower_ if noun.i > 0 else ""
    known = words.get(f"{before} {noun.lower_}") or words.get(noun.lower_) or _of_singular(noun, before)
    if known in ("single", "nobody") and _is_taken(noun):
        return None
    if known == "single":
        struck = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in word_class("striking")
        return "nobody" if not struck and any(c.lower_ in ("a", "an", "one", "another") for c in noun.children) else None
    if (
        known is None
        and noun.tag_ == "NN"
        and noun.lower_.endswith(_CALLINGS)
        and any(c.lower_ in ("a", "an") for c in noun.children)
    ):
        return "nobody"
    return known


def _is_taken(noun: Token) -> bool:
    """True for who is seized or killed as one of his state: "executed a Swedish [citizen]", "a Peruvian [spy] was jailed"."""
    if noun.dep_ not in ("nsubjpass", "dobj") or noun.head.lemma_ not in word_class("seizing"):
        return False
    return noun.lemma_.casefold() in word_class("countryman")


def _of_singular(noun: Token, before: str) -> str | None:
    """What a plural stands for by its singular: cakes stay nobody, several of a calling are a collective."""
    words = possessed()
    if noun.tag_ not in ("NNS", "NNPS"):
        return None
    known = words.get(f"{before} {noun.lemma_.casefold()}") or words.get(noun.lemma_.casefold())
    if known == "nobody" and noun.lemma_.casefold().endswith(_PERSONAL):
        return "group"
    return known if known in ("nobody", "ware") else None


def collectives(doc: Doc, spans: Sequence[LinkedSpan], register: Register) -> list[LinkedSpan]:
    """The spans with names and what they own made one, and with the origins of persons and dishes let go."""
    taken = {index for span in spans if span.targets for index in range(span.start, span.end)}
    persons = {
        i for span in spans for i in range(span.start, span.end) if any(register.kind(t) in _DESCRIBED for t in span.targets)
    }
    outcome = []
    for span in _peoples(doc, spans, register):
        noun = None
        if len(span.targets) == 1 and register.kind(span.targets[0]) in _NATIVES:
            noun = _owned_noun(doc, span, taken, persons, register.kind(span.targets[0]))
        if noun is not None and register.kind(span.targets[0]) is EntityKind.PLACE and stands_for(noun) != "group":
            noun = None
        if span.how == "dyad" and span.attributive and stands_for(doc[span.end - 1].head) == "nobody":
            span = LinkedSpan(span.start, span.end, (), "declined", "where someone is from", attributive=True)
        outcome.append(span if noun is None or _is_leant_to(doc, span) else _joined(doc, span, noun, register))
    outcome = organs.several_bodies(doc, outcome, possessed(), register)
    return [span for span in outcome if span.targets or not _inside_other(span, outcome)]


def _peoples(doc: Doc, spans: Sequence[LinkedSpan], register: Register) -> list[LinkedSpan]:
    """The spans with "Bosnian Serbs" made one: a people inside a state, neither that state nor the other."""
    outcome: list[LinkedSpan] = []
    for span in spans:
        before = outcome[-1] if outcome else None
        if before is not None and before.end == span.start and _is_people_within(doc, before, span, register):
            text = doc[before.start : span.end].text
            state = before.targets[0]
            identifier = register.add(EntityKind.GROUP, text, state=state)
            why = f"“{text}” → a people of {register.label(state)}, not the state itself"
            outcome[-1] = LinkedSpan(before.start, span.end, (identifier,), "collective", why, inner=before.targets)
        elif _is_counted(doc, span, register):
            text = doc[span.start : span.end].text
            state = span.targets[0]
            why = f"“{text}”, so many of them: people of {register.label(state)}, not the state itself"
            group = register.add(EntityKind.GROUP, text, state=state)
            outcome.append(LinkedSpan(span.start, span.end, (group,), "collective", why, inner=span.targets))
        else:
            outcome.append(span)
    return outcome


def _is_people_within(doc: Doc, before: LinkedSpan, span: LinkedSpan, register: Register) -> bool:
    states = [*before.targets, *span.targets]
    return (
        len(states) == _TWO
        and span.how == "demonym"
        and doc[span.end - 1].text.endswith("s")
        and doc[before.end - 1].dep_ in ("amod", "compound", "nmod")
        and all(register.kind(state) is EntityKind.STATE for state in states)
    )


def _is_counted(doc: Doc, span: LinkedSpan, register: Register) -> bool:
    """True for people that are numbered: "forty Russians", "thousands of Syrians"; "the Russians" may be the state."""
    if span.how != "demonym" or len(span.targets) != 1 or register.kind(span.targets[0]) is not EntityKind.STATE:
        return False
    last = doc[span.end - 1]
    if last.tag_ not in ("NNS", "NNPS") or span.end - span.start > 1:
        return False
    if grammar.children(last, "nummod"):
        return True
    above = last.head
    return last.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in word_class("multitude")


def _inside_other(span: LinkedSpan, others: Sequence[LinkedSpan]) -> bool:
    return any(o is not span and o.start <= span.start and span.end <= o.end and o.targets for o in others)


def _owned_noun(doc: Doc, span: LinkedSpan, taken: set[int], persons: set[int], owner_kind: EntityKind | None) -> Token | None:
    """The noun that the name before it owns or modifies, or the "government" in "government of X"."""
    last = doc[span.end - 1]
    head = last.head
    after_preposition = last.dep_ == "pobj" and head.lower_ == "of"
    noun = head.head if after_preposition else head
    if not after_preposition and noun.pos_ == "VERB" and _participle(doc, span, noun):
        return noun
    if noun.i in taken or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if not after_preposition and not (last.dep_ in ("amod", "compound", "nmod", "poss") and noun.i >= span.end):
        return None
    if any(index in taken or doc[index].pos_ in ("NUM", "DET") for index in range(span.end, noun.i)):
        return None
    meaning = stands_for(noun)
    if meaning is None or (after_preposition and meaning in ("group", "organization", "nobody", "ware")):
        return None
    if meaning in ("nobody", "ware") and (last.dep_ == "poss" or owner_kind is EntityKind.ORGANIZATION):
        return None
    if owner_kind in (EntityKind.PLACE, EntityKind.GROUP) and (
        noun.lower_ in cues("relational") or (meaning == "state" and noun.tag_ == "NN")
    ):
        return None
    if meaning == "ware" and not _consumed(noun):
        return None
    if noun.lower_ in cues("relational") and (noun.dep_ in ("appos", "attr", "oprd") or _is_called(noun)):
        return None  # "X and Y, both Zish allies": said of them, and no group
    if (meaning != "nobody" and _describes_named(noun, persons)) or (meaning in ("holder", "state") and _named(doc, noun)):
        return None
    return noun


def _is_called(noun: Token) -> bool:
    """True for the "allies" of "as Zish allies, X and Y …" and of "X and Y, both Zish allies, …"."""
    if any(child.lower_ == "both" for child in noun.children):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.lower_ != "such"


def _describes_named(noun: Token, named: set[int]) -> bool:
    """True when the noun stands beside a name: "Wang Yi, China's top diplomat", "Spain's oil company, Repsol",
    "the Danish minister of finance, Karin Holm"."""
    doc, after = noun.doc, noun.i + 1
    if after < len(doc) and doc[after].lower_ in ("of", "for"):
        after = next((i for i in range(after, min(after + 6, len(doc))) if doc[i].text == ","), after)
    if after < len(doc) and doc[after].text == ",":
        after += 1
        if after in named and any(doc[i].dep_ in ("conj", "cc") for i in range(after, min(after + 4, len(doc)))):
            return noun.dep_ == "appos" or any(child.dep_ == "appos" and child.i in named for child in noun.children)
    return after in named or (noun.dep_ == "appos" and noun.head.i in named)


def _consumed(noun: Token) -> bool:
    """True for what is eaten, drunk or worn in the sentence rather than traded."""
    return any(above.lemma_ in cues("consume") for above in list(grammar.governors(noun))[:2])


def _is_leant_to(doc: Doc, span: LinkedSpan) -> bool:
    """True for the name in "a pro-[Xish] junta", whose junta it is not."""
    return grammar.prefix_of(doc[span.start]) in ("pro", "anti")


def _participle(doc: Doc, span: LinkedSpan, verb: Token) -> bool:
    """True for "Polish-born": a hyphen, then a participle that tells an origin."""
    return verb.i == span.end + 1 and doc[span.end].text == "-" and possessed().get(verb.lower_) == "nobody"


def _named(doc: Doc, noun: Token) -> bool:
    """True when the office holder's name stands beside the office: "leader Kim Jong-un", "the premier, Ana Diaz,"."""
    after = noun.i + 1
    if after < len(doc) and doc[after].text == ",":
        after += 1
        return (
            after < len(doc)
            and person_after(doc, after) - after >= 2
            and doc[after].pos_ == "PROPN"
            and doc[after].ent_type_ not in ("GPE", "ORG", "DATE")
        )
    beside = after < len(doc) and doc[after].pos_ == "PROPN" and doc[after].text[:1].isupper()
    return beside or any(child.dep_ == "appos" and child.pos_ == "PROPN" and child.i < noun.i + 4 for child in noun.children)


def holders(noun: Token) -> Token:
    """The "heads" of "the heads of state and government of Peru", for the office; else the noun itself."""
    first = noun.head if noun.dep_ == "conj" else noun
    if first.lower_ in ("state", "government") and first.dep_ == "pobj" and first.head.lower_ == "of":
        over = first.head.head
        if over.lemma_.casefold() in ("head", "heads"):
            return over
    return noun


def _joined(doc: Doc, span: LinkedSpan, noun: Token, register: Register) -> LinkedSpan:
    owner = span.targets[0]
    start, end = min(span.start, noun.i, holders(noun).i), max(span.end, noun.i + 1)
    text = doc[start:end].text.replace(" 's", "'s")
    meaning = possessed().get(noun.lower_) if noun.pos_ == "VERB" else stands_for(noun)
    if meaning in ("nobody", "ware"):
        why = f"“{text}”: where something or someone is from, no act of {register.label(owner)}"
        return LinkedSpan(span.start, span.end, (), "declined", why, span.candidates, True)
    if meaning == "group" and noun.lower_ in cues("fighter") and register.kind(owner) is EntityKind.ORGANIZATION:
        meaning = "state"
    if meaning in ("state", "holder"):
        how = "leader for state" if meaning == "holder" else "organ of state"
        return LinkedSpan(start, end, span.targets, how, f"“{text}” → {register.label(owner)} ({how})", inner=span.targets)
    state = owner if register.kind(owner) is EntityKind.STATE else ""
    if meaning == "organization":
        words = " ".join(doc[i].lower_ for i in range(span.end, noun.i + 1) if doc[i].tag_ != "POS" and doc[i].lower_ != "own")
        identifier = organs.body(owner, words, text, register)
        return LinkedSpan(
            start, end, (identifier,), "body of state", f"“{text}”: a body of {register.label(owner)}", inner=span.targets
        )
    modifiers = [doc[i].lower_ for i in range(span.end, noun.i) if doc[i].pos_ in ("ADJ", "NOUN", "PROPN")]
    adjective = doc[span.start : span.end].text if span.how == "adjective" else register.adjective(owner)
    label = " ".join([adjective, *modifiers, noun.lower_])
    identifier = register.add(EntityKind.GROUP, text, label=label, state=state)
    return LinkedSpan(
        start, end, (identifier,), "collective", f"“{text}” → {label}, not {register.label(owner)} itself", inner=span.targets
    )
