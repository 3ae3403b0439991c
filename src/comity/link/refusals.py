"""Why the words of a known name may name nothing after all: addresses, towns, cultures, parts of longer names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.find.gazetteer import NameFound
from comity.find.name_cues import cues
from comity.find.naming import head_nouns, title_before
from comity.link.collectives import possessed
from comity.link.scene import Scene
from comity.link.set_phrases import set_phrase
from comity.reference import NameContext, NameKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_TITLE_CASE = 0.6
"""Share of words with a capital from which a line is set in Title Case and capitals join nothing; sentences stay below a half."""

_STATE_CODE = 2
"""Letters of an American state's code in an address: "Boston, MA, USA"."""

_LANDS = frozenset({EntityKind.STATE, EntityKind.PLACE, EntityKind.GROUP})


def refusal(item: NameFound, doc: Doc, scene: Scene) -> str:
    """Why the words name no entity here, whatever the tables say; "" where nothing speaks against them."""
    before = doc[item.start - 1] if item.start > 0 else None
    kinds = {scene.register.kind(name.entity) for name in item.names}
    if item.needs_article and (
        before is None
        or not (before.lower_ in ("the", "-") or before.pos_ in ("ADJ", "DET") or before.lower_ in ("with", "and", "vs"))
    ):
        return "a name only after “the”"
    if item.needs_article and before is not None and before.lower_ != "the" and doc[item.start].is_sent_start:
        return "a name only after “the”"
    if item.text.isupper() and item.text.casefold() in cues("english-word") and doc.text.isupper():
        return "a word of a line in capitals"
    if item.text.casefold() in cues("english-word") and _is_dish(doc[item.start : item.end].root):
        return "eaten or drunk here"
    phrase = set_phrase(doc, item.start, item.end) if kinds & _LANDS else ""
    if phrase:
        return f"part of the set phrase “{phrase}”"
    if item.adjectival and _is_language(doc[item.start : item.end].root):
        return "a language"
    if item.adjectival and _is_culture(item, doc, scene):
        return "a culture, not a state's act"
    if EntityKind.STATE in kinds and not item.adjectival and _ends_an_address(item, doc, scene):
        return "the country of an address, not an actor"
    uncertain = all(name.context is not NameContext.SAFE and name.kind is not NameKind.ACRONYM for name in item.names)
    if _in_longer_name(item, doc, scene, kinds, uncertain=uncertain) or _heads_a_longer_name(item, doc):
        return "part of a longer name"
    if (
        EntityKind.STATE in kinds
        and item.end + 1 < len(doc)
        and doc[item.end].text == ","
        and doc[item.end + 1].lower_ in cues("us-state")
        and doc[item.end + 1].text[:1].isupper()
    ):
        return "a town of that name"
    if all(name.kind is NameKind.SURNAME for name in item.names) and _hyphened(doc, item.end):
        return "part of a longer name"
    if EntityKind.STATE in kinds and _is_given_name(item, doc, scene):
        return "a person's name"
    person = scene.people.get(item.text) if EntityKind.STATE in kinds and not item.adjectival else None
    if person and not any(scene.counts[name.entity] - _own(item, name.entity, scene) > 0 for name in item.names):
        return f"the text speaks of {person}"
    return _not_the_state(item, doc) if EntityKind.STATE in kinds else ""


def _hyphened(doc: Doc, end: int) -> bool:
    """True before a hyphen that joins a word: the "Yunus" of "Yunus-bek"."""
    return end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_


def _not_the_state(item: NameFound, doc: Doc) -> str:
    """Why a state's name is a river's or an imprint's: "the Niger flows", "Printed in China."; "" where it is neither."""
    root = doc[item.start : item.end].root
    after_article = item.start > 0 and doc[item.start - 1].lower_ == "the" and doc[item.start].lower_ != "the"
    if after_article and item.text.casefold() in cues("river") and root.dep_ not in ("compound", "nmod", "amod", "poss"):
        return "a river"
    made = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "in" else None
    if made is not None and made.tag_ == "VBN" and made.i == root.sent.start and made.lemma_ in cues("making"):
        return "where something was made"
    return ""


def _in_longer_name(item: NameFound, doc: Doc, scene: Scene, kinds: set[EntityKind | None], *, uncertain: bool) -> bool:
    """True for "Jordan Valley", "New Mexico", "British Columbia": a proper name goes on around it."""
    before = doc[item.start - 1] if item.start > 0 else None
    if (
        before is not None
        and before.text in ("New", "Little", "San")
        and EntityKind.STATE in kinds
        and not item.text.startswith("New")
    ):
        return True
    single = item.end - item.start - (doc[item.start].lower_ == "the") == 1
    if not single or not _goes_on(item, doc):
        return False
    if uncertain or any(name.entity.startswith("place:") and name.kind is not NameKind.ADJECTIVE for name in item.names):
        return True
    following = doc[item.end]
    if item.adjectival and following.dep_ == "compound" and following.head.lemma_ in cues("made-thing"):
        return False  # "German Leopard tanks": the make is named before the thing
    if not item.adjectival:
        paired = before is not None and before.text in ("-", "/")
        return EntityKind.STATE in kinds and not paired and _names_something_else(following, scene)
    return (
        not doc.text.istitle()
        and following.ent_type_ in ("GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "ORG")
        and following.lower_ not in head_nouns()
    )


def _names_something_else(following: Token, scene: Scene) -> bool:
    """True for the second word of "Panama Papers" and "Israel Kamaka": no organ, body or people of the state is meant."""
    words = [token for token in following.doc if token.is_alpha and len(token.text) > 3]
    if sum(token.text[:1].isupper() for token in words) > len(words) * _TITLE_CASE:
        return False
    if following.tag_ in ("NNS", "NNPS") and following.text.endswith("s") and _is_people(following, scene):
        return False
    return following.lower_ not in possessed() and following.lower_ not in head_nouns()


def _is_people(token: Token, scene: Scene) -> bool:
    return any(name.kind is NameKind.DEMONYM for name in scene.register.reference.by_name(token.text))


def _heads_a_longer_name(item: NameFound, doc: Doc) -> bool:
    """True for the "Congress" of "Congress of Free Dockers", which is none that the tables know."""
    at = item.end
    if item.text.casefold().removeprefix("the ") not in head_nouns() or at + 1 >= len(doc) or doc[at].lower_ != "of":
        return False
    at += 1 + (doc[at + 1].lower_ == "the")
    return at < len(doc) and doc[at].text[:1].isupper()


def _is_given_name(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for the "Kenya" of "Kenya Duncan", which the language model takes for a person with all that follows."""
    last = item.end - 1
    if item.adjectival or item.end - item.start > 1 or item.end >= len(doc) or doc[last].ent_type_ != "PERSON":
        return False
    if item.start > 1 and doc[item.start - 1].lower_ == "of" and title_before(doc, item.start - 1) < item.start - 1:
        # "President of Kenya William Ruto"
        return False
    following = doc[item.end]
    return (
        following.ent_type_ == "PERSON" and following.ent_iob_ == "I" and following.text[:1].isupper()
        and following.lower_ not in cues("office") and following.lower_ not in possessed() and not _is_people(following, scene)
    )  # fmt: skip


def _goes_on(item: NameFound, doc: Doc) -> bool:
    """True when a capitalised word follows that the name modifies, and that is neither an office nor a name of its own."""
    if item.end >= len(doc):
        return False
    following, last = doc[item.end], doc[item.end - 1]
    if following.pos_ != "PROPN" or not following.text[:1].isupper() or following.text.isupper():
        return False
    if following.lower_ in cues("month"):
        return False  # "will visit Kenya November 17"
    if last.dep_ not in ("compound", "nmod", "amod") or last.head.i < following.i or last.sent.text.isupper():
        return False
    if following.ent_type_ in ("PERSON", "NORP") or following.lower_ in cues("office"):
        return False
    return following.ent_type_ != "GPE" or item.adjectival


def _is_dish(root: Token) -> bool:
    """True for what is served or eaten: "Turkey is served on Thursday"."""
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in cues("consume")


def _is_language(root: Token) -> bool:
    """True for what is spoken, learnt or written in: "they speak Portuguese", "translated into Russian"."""
    first = root
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in ("in", "into") and not any(c.dep_ == "det" for c in first.children):
        return True
    if first.dep_ == "nsubjpass" and first.head.lemma_ in cues("language-verb"):
        return True
    over = first.head.head if first.dep_ == "pobj" and first.head.lower_ in ("in", "into", "from") else first.head
    return first.dep_ in ("dobj", "pobj") and over.lemma_ in cues("language-verb")


def _is_culture(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for "Afro-Brazilian": a prefix in -o that belongs to no state."""
    if item.start < 2 or doc[item.start - 1].text != "-" or doc[item.start - 1].whitespace_:
        return False
    prefix = doc[item.start - 2].text
    return prefix[:1].isupper() and prefix.endswith("o") and not scene.register.reference.by_name(prefix + "-")


def _own(item: NameFound, entity: str, scene: Scene) -> int:
    """How much of the support for an entity comes from this very name: a bare "Chad" does not confirm itself."""
    return sum(
        scene.counts[entity]
        for name in item.names
        if name.entity == entity and name.context in (NameContext.CASE, NameContext.SAFE) and scene.counts[entity] <= 2
    )


def _in_a_list(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for the Mali of "Burkina Faso, Mali, and Niger": another state before the comma, or "and" after the next."""
    after = [doc[i].lower_ for i in range(item.end, min(item.end + 2, len(doc)))]
    if len(after) == len((",", "and")) and after[0] == "," and after[1] in ("and", "or"):
        return True
    before = [doc[max(0, item.start - 1 - length) : item.start - 1].text for length in (2, 3)]
    return any(
        scene.register.kind(name.entity) is EntityKind.STATE and name.kind is not NameKind.METONYM
        for text in before for name in scene.register.reference.by_name(text)
    )  # fmt: skip


def _has_street(doc: Doc, end: int) -> bool:
    """True where the words before tell a house and a street: "3 King Road, Leeds"."""
    before = doc[max(0, end - 10) : end]
    return any(t.lower_ in cues("street-word") for t in before) and any(t.like_num and t.text[0].isdigit() for t in before)


def _ends_an_address(item: NameFound, doc: Doc, scene: Scene) -> bool:
    """True for the country in "Lexington, USA": a name and a comma before it, no verb of its own after it."""
    if item.start < 2 or doc[item.start - 1].text != "," or doc[item.start - 2].pos_ != "PROPN":
        return False
    after = doc[item.end] if item.end < len(doc) else None
    if after is not None and (after.text not in (",", ".", ";", ")", ":") and after.pos_ not in ("ADP", "CCONJ")):
        return False
    root = doc[item.start : item.end].root
    city = doc[item.start - 2]
    if (city.text.isupper() and len(city.text) == _STATE_CODE and city.text != "UK") or _has_street(doc, item.start):
        return root.dep_ not in ("nsubj", "nsubjpass")
    homes = {
        scene.register.home(name.entity) for name in scene.register.reference.by_name(city.text) if name.entity.startswith("place:")
    }
    if root.dep_ not in ("nsubj", "nsubjpass") and any(name.entity in homes for name in item.names):
        return True
    if _in_a_list(item, doc, scene):
        return False
    if root.dep_ in ("nsubj", "nsubjpass", "conj", "poss") or (after is not None and after.lower_ in ("and", "or")):
        return False
    if any(child.dep_ in ("conj", "cc") for child in root.children) or root.dep_ == "pobj":
        return False
    known = [name.entity for name in scene.register.reference.by_name(city.text)]
    return not known or any(scene.register.kind(entity) is EntityKind.PLACE for entity in known)
