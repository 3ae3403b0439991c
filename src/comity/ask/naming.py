"""Names in a question as people type them → names as documents write them: "russia", "n korea", "Azerbajan"."""

from __future__ import annotations

import re
from functools import cache
from weakref import WeakKeyDictionary

from comity import reference
from comity.ask.spelling import is_english, is_of_the_field, mended, near_name
from comity.ask.words import meanings, words
from comity.graph import Store
from comity.query.names import Names, folded, names_of
from comity.reference import NameKind
from comity.vocabulary import EntityKind

LONGEST_NAME = 7
"""Words of a name at most: no name of the tables that people type has more."""

_ACTING = frozenset({"actor", "agreement", "event", "project"})
_ARTICLES = frozenset({"the", "a", "an"})


@cache
def _short() -> re.Pattern[str]:
    """Words as people shorten them."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, meanings('short')))})(?!\w|\.\w)", re.IGNORECASE)


def proper(question: str, store: Store) -> tuple[str, tuple[str, ...]]:
    """The question with its names spelt as documents spell them, and notes on what was taken for what.

    Only what is written without capitals or is one slip away from a name is touched.
    """
    known = names_of(store)
    question = _surnames(store, question)
    question = _short().sub(lambda found: meanings("short")[found[0].casefold()], question)
    pieces = re.findall(r"[\w.'’&]*\w\.?|[^\w\s]|\s+", re.sub(r"\b(the) us\b", r"\1 US", question))
    places = [i for i, piece in enumerate(pieces) if re.match(r"\w", piece)]
    notes: list[str] = []
    at = 0
    while at < len(places):
        taken = _longest(pieces, places, at, known)
        if taken is None:
            taken = _slip_in_two(pieces, places, at, store)
            notes += [f"“{pieces[places[at]]} {pieces[places[at + 1]]}” was taken for “{taken[1]}”"] if taken else []
        if taken is None:
            word = pieces[places[at]]
            pieces[places[at]] = mended(word, store, first=pieces[places[0]]) if folded(word) not in words("common") else word
            if pieces[places[at]] != word:
                notes.append(f"“{word}” was taken for “{pieces[places[at]]}”")
            at += 1
            continue
        length, name = taken
        first, last = places[at], places[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        if name != typed:
            pieces[first : last + 1] = [name, *[""] * (last - first)]
        at += length
    return _capitals().sub(_state, "".join(pieces)), tuple(notes)


_KIND = re.compile(
    r"\b(?:(?:mutual|military|security|defen[cs]e|trade|peace|free|strategic|border|nuclear|partnership|friendship|gas|oil) )*"
    r"(?:pact|treaty|agreement|accord|deal|protocol)(?!\w)",
    re.IGNORECASE,
)
"""What a treaty is called that its two parties stand before: "Saudi Pakistan [defence pact]"."""


def between_two(text: str, store: Store) -> str:
    """The text with "the defence pact between Saudi Arabia and Pakistan" for "the Saudi Pakistan defence pact".

    Left alone where the words are a name that is known, or where they do not begin with the names of two actors.
    """
    known = names_of(store)
    for found in _KIND.finditer(text):
        words_before = list(re.finditer(r"[\w'’]+", text[: found.start()]))[-4:]
        for first in range(len(words_before) - 1):
            for middle in range(first + 1, len(words_before)):
                begin, parted = words_before[first].start(), words_before[middle].start()
                a, b = text[begin:parted].rstrip(" /–-"), text[parted : found.start()].rstrip()
                parties = _party(a.removesuffix(" and"), known), _party(b, known)
                if known.nodes.get(folded(text[begin : found.end()])):
                    return text
                if all(parties) and parties[0] != parties[1]:
                    before = re.sub(r"\b(?:the|a|an) $", "", text[:begin], flags=re.IGNORECASE)
                    return f"{before}the {found[0]} between {parties[0]} and {parties[1]}{text[found.end() :]}"
    return text


def _party(name: str, known: Names) -> str:
    """The label of the actor that a word for a party means, "" where it means none, or several."""
    seat = _seats().get(name.casefold())
    nodes = {node: rank for node, rank in known.nodes.get(folded(name), {}).items() if node.startswith("actor:")}
    best = [node for node, rank in nodes.items() if rank == min(nodes.values())]
    kinds = {node: one.kind for node in best if (one := reference.load().entities.get(node)) is not None}
    able = [node for node, kind in kinds.items() if kind in (EntityKind.STATE, EntityKind.ORGANIZATION)]
    return seat or (known.labels.get(able[0], "") if len(able) == 1 else "")


def _surnames(store: Store, question: str) -> str:
    """The question with the full name for a surname that only the documents know: "Alfonsin" → "Raúl Alfonsín"."""
    if store not in _SURNAMES:
        known, tables = names_of(store), reference.load().entities
        by: dict[str, set[str]] = {}
        for node, label in known.labels.items():
            words_of = label.split()
            if (
                node.startswith("actor:")
                and node not in tables
                and 1 < len(words_of) < 4
                and all(w[:1].isupper() for w in words_of)
            ):
                by.setdefault(folded(words_of[-1]), set()).add(label)
        alone = {last: min(labels) for last, labels in by.items() if len(labels) == 1 and last not in known.nodes}
        _SURNAMES[store] = {last: label for last, label in alone.items() if not is_english(last)}

    def in_full(found: re.Match[str]) -> str:
        label = _SURNAMES[store].get(folded(found[0]))
        before = folded(question[: found.start()]).split()[-1:]
        return label if label and before != folded(label).split()[-2:-1] else found[0]

    return re.sub(r"[^\W\d_]{4,}", in_full, question)


_SURNAMES: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()


def _slip_in_two(pieces: list[str], places: list[int], at: int, store: Store) -> tuple[int, str] | None:
    """A name of two words of which one is misspelt: "Nroth Korea"."""
    if at + 1 >= len(places):
        return None
    first, second = pieces[places[at]], pieces[places[at + 1]]
    ending = re.search(r"['’]s?$", second)
    name = near_name(f"{first} {second.removesuffix(ending[0] if ending else '')}", store)
    return (2, name + (ending[0] if ending else "")) if name else None


@cache
def _seats() -> dict[str, str]:
    """Capital in lower case → the state it stands for."""
    known = reference.load()
    seats: dict[str, set[str]] = {}
    for name in known.names:
        entity = known.entities.get(name.entity)
        if name.kind is NameKind.METONYM and entity is not None and entity.kind is EntityKind.STATE:
            seats.setdefault(name.text.casefold(), set()).add(entity.label)
    capitals = {one.label.casefold() for one in known.entities.values() if one.kind is EntityKind.PLACE}
    of_states = {
        name: next(iter(labels)) for name, labels in seats.items() if len(labels) == 1 and name in capitals | {"washington"}
    }
    return of_states | meanings("seat")


@cache
def _capitals() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _seats()), key=lambda name: (-len(name), name)))
    before = (
        r"\bin ",
        r"\bat ",
        r"\bto ",
        r"\bof ",
        r"\bnear ",
        "visit ",
        "visited ",
        "visits ",
        "visiting ",
        r"\bthe ",
        "New ",
        r"[\w-]",
    )
    free = "".join(f"(?<!{one})" for one in before)
    return re.compile(rf"{free}(?:{names})(?=['’ ?.,!]|$)(?! (?:{_NO_SEAT})\b)", re.IGNORECASE)


_NO_SEAT = (
    "accords?|agreements?|treaty|protocols?|summit|declaration|talks|conference|convention|consensus|process|meeting|post|"
    "principles|pact"
)
"""After these a capital is part of a name."""


def _state(found: re.Match[str]) -> str:
    return _seats()[found[0].casefold()]


def _longest(pieces: list[str], places: list[int], at: int, known: Names) -> tuple[int, str] | None:
    """(number of words, how to write them) of the longest name that begins here."""
    for length in range(min(LONGEST_NAME, len(places) - at), 0, -1):
        first, last = places[at], places[at + length - 1]
        typed = "".join(pieces[first : last + 1])
        if length > 1 and pieces[first].casefold() in _ARTICLES:
            continue
        bare, possessive = re.sub(r"['’]s?$", "", typed), re.search(r"['’]s?$", typed)
        ranks = {
            node: rank
            for node, rank in known.nodes.get(folded(bare), {}).items()
            if node.partition(":")[0] in _ACTING and node in known.labels
        }
        if not ranks or (length == 1 and bare.islower() and folded(bare) in words("common")):
            continue
        if length > 2 and bare.casefold() not in _written() and (label := _of_treaty(ranks, known)):
            return length, label + (possessive[0] if possessive else "")
        acronym = _is_acronym(bare)
        if length == 1 and bare.islower() and not acronym and min(ranks.values()) > 0 and is_of_the_field(bare):
            continue
        ending = possessive[0] if possessive else ""
        if length == 1 and bare == bare.title() != bare.upper() and acronym:
            return length, bare.upper() + ending
        if bare != bare.casefold():  # with a capital it reads as a name already
            return length, typed
        if length == 1 and len(bare) < 4 and min(ranks.values()) > 0 and not acronym:
            continue
        best = min(ranks, key=lambda node: (ranks[node], node))
        if ranks[best] == 0:
            return length, known.labels[best] + ending
        return length, (bare.upper() if acronym else bare.title()) + ending
    return None


@cache
def _written() -> frozenset[str]:
    """Names in lower case as the tables write them, which linking knows."""
    return frozenset(name.text.casefold() for name in reference.load().names)


def _of_treaty(ranks: dict[str, int], known: Names) -> str:
    """The label of the one treaty that a name of several words means, which linking may know by its label alone; "" otherwise."""
    label = known.labels[next(iter(ranks))]
    return label if len(ranks) == 1 and next(iter(ranks)).startswith("agreement:") and "(" not in label else ""


@cache
def _acronyms() -> frozenset[str]:
    """Acronyms of the reference tables in lower case."""
    names = {name for one in reference.load().entities.values() for name in (one.label, *one.aliases)}
    return frozenset(name.casefold() for name in names if name.isupper() and name.isalnum() and 1 < len(name) < 8) - words(
        "acronym-too"
    )


def _is_acronym(typed: str) -> bool:
    return typed.casefold() in _acronyms() and (len(typed) > 2 or typed.casefold() in words("short-acronym"))
