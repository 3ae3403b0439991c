"""Several actors that a counted noun points back to: "both nations", "the three neighbours", "neither side", "the latter"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comity import grammar, resources
from comity.grammar import word_class
from comity.link.clauses import own_targets
from comity.link.discourse import HORIZON, REACH, ByToken, Discourse, Seen, distinct, span_for
from comity.link.spans import LinkedSpan
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
OF_TWO = frozenset({"neither", "either"})
ACTORS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
PLURAL, SINGLE = "plural anaphora", "nominal anaphora"
_IMPLIED = {"two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class NominalForm:
    """A noun that points back: to which kinds (the first that fits), how many, and a word the name must hold.

    ``needs`` beginning with "~" is preferred, not required. ``types`` are the reference's finer types that it may have.
    """

    kinds: tuple[EntityKind, ...]
    number: str
    needs: str
    types: frozenset[str]


@cache
def nominal_forms() -> dict[str, NominalForm]:
    """Noun → what it points back to, from the lexicon."""
    return {
        row["word"]: NominalForm(tuple(EntityKind(kind) for kind in row["kinds"].split(",")), row["number"], row["needs"],
                                 frozenset(filter(None, row["types"].split(","))))
        for row in resources.rows("lexicon", "anaphora.tsv", required=("word", "kinds", "number", "source"))
    }  # fmt: skip


@cache
def one_of_several() -> dict[str, NominalForm]:
    """The singulars of the nouns that point to several actors: "neither country", "either side"."""
    return {
        word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s"): form
        for word, form in nominal_forms().items()
        if form.number not in ("one", "beside") and word.endswith("s") and set(form.kinds) & ACTORS
    }


def bare(token: Token, by_token: ByToken, discourse: Discourse) -> LinkedSpan | None:
    """Span of "the two", "both", "the former", "the latter" without a noun."""
    before = token.nbor(-1) if token.i > 0 else None
    with_article = before is not None and before.lower_ == "the"
    word = token.lower_
    stands_alone = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "ROOT", "conj")
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if not stands_alone or (following is not None and following.pos_ in ("NOUN", "PROPN", "NUM", "ADJ")) or token.i in by_token:
        return None
    if word != "both" and not with_article:
        return None
    if word == "both" and (with_article or (following is not None and following.lower_ in ("the", "of", "its", "their"))):
        return None
    start = token.i - with_article
    text = token.doc[start : token.i + 1].text
    number = NUMBERS.get(word, 2)
    pair, why = _last_set(number, (tuple(ACTORS),), discourse, fallback=False)
    if number > 2:
        # without a noun a larger number may count anything: only who was named so together is meant
        return span_for(start, token.i + 1, text, pair, PLURAL, why, discourse) if pair else None
    counted = next((n for n in discourse.loose_back(HORIZON) if n.counted), None)
    if counted is not None and word in ("two", "both"):
        return span_for(start, token.i + 1, text, (), PLURAL, f"the two “{counted.word}” may be meant", discourse)
    if not pair and word in ("two", "both") and not any(True for _ in discourse.back(1)):
        page = next((p for p in (discourse.issuers, discourse.heading) if len(p) == number), ())
        pair, why = page, "those who issue the statement, or whom the heading names" if page else why
    if word in ("former", "latter"):
        if not pair:
            return span_for(start, token.i + 1, text, (), SINGLE, why, discourse)
        ordered = _in_order(pair, discourse)
        return span_for(
            start,
            token.i + 1,
            text,
            (ordered[0 if word == "former" else 1],),
            SINGLE,
            f"the {word} of the two named before",
            discourse,
        )
    return span_for(start, token.i + 1, text, pair, PLURAL, why, discourse)


def _in_order(pair: Sequence[str], discourse: Discourse) -> list[str]:
    """The two in the order in which the last sentences named them first."""
    order = distinct(reversed(list(discourse.back(HORIZON))))
    return sorted(pair, key=order.index) if set(pair) <= set(order) else list(pair)


def many(
    token: Token, start: int, words: set[str], left: Sequence[Token], form: NominalForm, by_token: ByToken, discourse: Discourse
) -> LinkedSpan | None:
    """Several: "both nations", "the three neighbours", "the two sides"."""
    owner = next((child for child in left if child.dep_ == "poss"), None)
    if owner is not None and not (owner.lower_ == "our" and "two" in words and not discourse.issuers):
        return None  # "our two countries", said by one of the two
    count = _IMPLIED.get(form.number) or next((number for word, number in NUMBERS.items() if word in words), 0)
    if not count and any(
        child.dep_ in ("nummod", "amod", "compound") and not child.text[:1].isupper() and not _is_post(child, token)
        for child in left
    ):
        return None
    kinds = tuple((kind,) for kind in form.kinds) if EntityKind.PERSON in form.kinds else (form.kinds,)
    issuers = discourse.issuers if not count or count == len(discourse.issuers) else ()
    speak = token.lower_ in word_class("speaker") and token.dep_ in ("nsubj", "nsubjpass")
    targets: tuple[str, ...] = ()
    why = ""
    if not (speak and issuers):
        # "X and Y urged both governments": whom they urge is not themselves
        is_object = token.dep_ == "dobj" or (token.dep_ == "pobj" and grammar.is_verb(token.head.head))
        doers = own_targets(token, by_token) if is_object else set()
        targets, why = _last_set(count, kinds, discourse, frozenset(doers), fallback=count == 2)
    if not targets and issuers and (speak or token.lower_ in word_class("speaker") | word_class("issuing")):
        targets, why = issuers, "those who issue the statement"
    return span_for(start, token.i + 1, token.doc[start : token.i + 1].text, targets, PLURAL, why, discourse)


def _is_post(word: Token, noun: Token) -> bool:
    """True for the "foreign" of "the foreign ministers", which leaves nobody out."""
    return word.lower_ in word_class("post") and noun.lower_ in ("ministers", "secretaries", "presidents")


def of_two(token: Token, which: Token, discourse: Discourse) -> LinkedSpan:
    """Span of "neither country", "either side": both of the two that were named together."""
    form = one_of_several()[token.lower_]
    targets, why = _last_set(2, (form.kinds,), discourse, fallback=False)
    return span_for(which.i, token.i + 1, token.doc[which.i : token.i + 1].text, targets, PLURAL, why, discourse)


def before_colon(token: Token) -> bool:
    """True for the "capitals" of "Three capitals protested: Oslo, Riga and Tallinn"."""
    doc, counted = token.doc, any(child.dep_ == "nummod" for child in token.children)
    return counted and any(doc[i].text == ":" for i in range(token.i + 1, min(token.i + 12, len(doc))))


def listed(token: Token, start: int, by_token: ByToken, discourse: Discourse) -> LinkedSpan:
    """Span of a counted noun whose members a colon brings, where there are as many of them."""
    doc = token.doc
    colon = next(i for i in range(token.i + 1, len(doc)) if doc[i].text == ":")
    named: dict[str, None] = {}
    for at in range(colon + 1, len(doc)):
        if doc[at].text in (".", ";", "?", "!"):
            break
        named.update(dict.fromkeys(t for t in (by_token[at].targets if at in by_token else ()) if discourse.kind(t) in ACTORS))
    count = next((NUMBERS[child.lower_] for child in token.children if child.lower_ in NUMBERS), 0)
    targets = tuple(named) if len(named) == count else ()
    why = "named after the colon" if targets else "not as many are named after the colon"
    return span_for(start, token.i + 1, doc[start : token.i + 1].text, targets, PLURAL, why, discourse)


def _last_set(
    count: int,
    choices: Sequence[Sequence[EntityKind]],
    discourse: Discourse,
    doers: frozenset[str] = frozenset(),
    *,
    fallback: bool,
) -> tuple[tuple[str, ...], str]:
    """The actors last named together, of that number and kind; the heading's or the document's pair where there are none."""
    for kinds in choices:

        def fits(targets: Sequence[str], kinds: Sequence[EntityKind] = kinds) -> bool:
            return (len(targets) == count if count else len(targets) >= 2) and all(discourse.kind(t) in kinds for t in targets)

        for seen in discourse.sets_back(REACH):
            if fits(seen.targets) and not (count and seen.open) and not doers >= set(seen.targets):
                own = _own_pair(seen, discourse) if count == 2 and fits(discourse.main or discourse.heading) else None
                if own is not None and not doers >= set(own.targets):
                    return own.targets, "the two whom the text is about, who did it to those named last"
                since = _named_since(seen, count, kinds, discourse)
                return (since, "the only ones named since") if since else (seen.targets, "last named together")
        near = distinct(s for s in reversed(list(discourse.back(1))) if discourse.kind(s.targets[0]) in kinds)
        if count and len(near) == count and not doers >= set(near):
            return near, "the only ones named just before"
        homes = _homes(discourse) if fallback else ()
        if len(homes) == count == 2 and EntityKind.STATE in kinds:
            return homes, "the states of those named just before"
        if fallback and fits(discourse.heading):
            return discourse.heading, "the actors of the heading"
        beside = _home_and_other(near, discourse) if fallback else ()
        if fits(beside):
            return beside, "the state the text is about and the one named with it"
        if fallback and fits(discourse.main) and set(near) <= set(discourse.main):
            return discourse.main, "the actors the document is about"
    return (), "no group of that size before it"


def _home_and_other(near: Sequence[str], discourse: Discourse) -> tuple[str, ...]:
    """The state a text is about and the only other one of the heading or of the last sentences; nobody in other texts."""
    if not discourse.home:
        return ()
    heading = {actor for actor in discourse.heading if actor != discourse.home}
    others = {actor for actor in near if actor != discourse.home}
    met = others if others <= heading or not heading else ()
    other = met or (heading if not others else ())
    return tuple(sorted((discourse.home, *other))) if len(other) == 1 else ()


def _own_pair(found: Seen, discourse: Discourse) -> Seen | None:
    """The document's own two where they are the subject of the sentence that names others together after them."""
    own = set(discourse.main or discourse.heading)
    if found.subject or set(found.targets) == own:
        return None
    near = (s for s in discourse.sets_back(discourse.sentence - found.sentence) if s.sentence == found.sentence)
    return next((s for s in near if s.subject and set(s.targets) == own), None)


def _named_since(found: Seen, count: int, kinds: Sequence[EntityKind], discourse: Discourse) -> tuple[str, ...]:
    """The only two that a sentence after that of a group names, apart: "Peru's row with Chile is one between neighbours".

    The document's own two are meant even where a third is named with them, and where they are the group.
    """
    main = discourse.main if len(discourse.main) == 2 else ()
    if count != 2 or set(main) == set(found.targets):
        return ()
    for at in range(discourse.sentence, found.sentence, -1):
        names = (s for s in discourse.back(discourse.sentence - at) if s.sentence == at)
        named = distinct(s for s in reversed(list(names)) if discourse.kind(s.targets[0]) in kinds)
        if len(named) == 2:
            return named
        if main and set(main) <= set(named):
            return main
    return ()


def _homes(discourse: Discourse) -> tuple[str, ...]:
    """States of the persons, places and states named in this sentence, in order."""
    found = dict.fromkeys(discourse.register.home(s.targets[0]) for s in reversed(list(discourse.back(0))))
    return tuple(state for state in found if state)


def namesakes(token: Token, discourse: Discourse) -> LinkedSpan | None:
    """Span of "the two Guineas": the states of that name that the text has named, where there are so many; else None."""
    count = next((NUMBERS[c.lower_] for c in token.children if c.i < token.i and c.lower_ in NUMBERS), 0)
    if not count or token.pos_ != "PROPN" or not token.text.endswith("s"):
        return None
    label, name = discourse.register.label, token.text[:-1]
    named = distinct(reversed(list(discourse.back(REACH))))
    targets = tuple(t for t in named if discourse.kind(t) is EntityKind.STATE and name in label(t).replace("-", " ").split())
    if len(targets) != count:
        return None
    start = next(c.i for c in token.children if c.lower_ in NUMBERS)
    return span_for(start, token.i + 1, token.doc[start : token.i + 1].text, targets, PLURAL, "those of that name", discourse)
