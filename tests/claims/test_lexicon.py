"""The lexicon of predicates holds together: what its rows name exists, and each can be found by a word of a text."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from comity import resources
from comity.claims import lexicon
from comity.claims.slots.arguments import KINDS
from comity.claims.slots.own_ties import WHOSE
from comity.errors import BadTable
from comity.vocabulary import Effect, Modality, Relation

FLAGS = {"negated", "presupposed", "both", "joint", "no-clause", "not-from", "no-object", "agentless", "also"}
FLAGS |= {e.value for e in Effect}
MARKERS = {
    "agentless", "behind", "direct", "domain", "goods", "issue", "joint", "other", "relied-on-as", "sanctioned", "together",
    "way-in", *WHOSE,
}  # fmt: skip
"""Kinds after the slash that are conditions of their own, not kinds of entities."""
VERB_SLOTS = {
    "subj",
    "obj",
    "iobj",
    "objmod",
    "inf",
    "ctrl",
    "maker",
    "downed",
    "where",
    "gift",
    "said",
    "charged",
    "must",
    "judged",
    "onmod",
}
NOUN_SLOTS = {
    "poss", "mod", "holder", "light", "lightto", "context", "self", "sentence", "whole", "driven", "wisher", "said",
    "ofmod", "taker", "viewer", "being", "granter", "granted", "pact",
}  # fmt: skip
PREPOSITIONS = {
    "about", "across", "against", "alongside", "among", "amongst", "around", "as", "at", "before", "behind", "between",
    "by", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "over", "through", "throughout",
    "to", "toward", "towards", "without", "under", "upon", "via", "with", "within", "along", "but", "facing", "opposite",
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    """Rows of the table as they stand."""
    return [
        dict(row) for row in resources.rows("lexicon", "predicates.tsv", required=("word", "pos", "frame", "relation", "source"))
    ]


def test_every_row_parses_and_names_what_exists() -> None:
    domains = {row["id"] for row in resources.rows("ontology", "domains.tsv", required=("id",))}
    for row in rows():
        assert row["pos"] in {"v", "n", "a"}, row
        assert row["relation"] == "belongs" or Relation(row["relation"]), row
        assert not row["domain"] or row["domain"] in domains, row
        assert not row["modality"] or Modality(row["modality"]), row
        assert set(row["flags"].split()) <= FLAGS, row
    assert sum(len(found) for found in lexicon.predicates().values()) == len(rows())


def test_slots_and_kinds_are_known() -> None:
    for (word, pos), found in lexicon.predicates().items():
        own = VERB_SLOTS if pos == "v" else {"subj"} if pos == "a" else NOUN_SLOTS
        for slot in itertools.chain.from_iterable(frame for predicate in found for frame in predicate.frames):
            assert set(slot.names) <= own | PREPOSITIONS | {"context"}, (word, pos, slot)
            assert slot.kind == "" or slot.kind in KINDS or slot.kind in MARKERS, (word, pos, slot)


def test_every_frame_has_two_ends() -> None:
    """A tie has members, or a subject and what it is to; a frame with one end could only make claims about nobody."""
    for (word, pos), found in lexicon.predicates().items():
        for predicate in found:
            for frame in predicate.frames:
                roles = {slot.role for slot in frame}
                closes = "AB" in roles or {"A", "B"} <= roles or {"A", "D"} <= roles
                assert closes or ("B" in roles and "agentless" in predicate.flags) or predicate.relation is Relation.SANCTIONS, (
                    word,
                    pos,
                    frame,
                )


def test_no_row_stands_twice() -> None:
    seen = Counter((row["word"], row["pos"], row["frame"], row["relation"]) for row in rows())
    assert [key for key, count in seen.items() if count > 1] == []


def test_rows_of_a_word_stand_together_in_the_order_of_the_alphabet() -> None:
    keys = [(row["word"], row["pos"]) for row in rows()]
    assert keys == sorted(keys)


def test_words_are_written_as_they_are_looked_up() -> None:
    """Verbs join their particle or object by "_", nouns the word before or what they are of by a space; nothing in capitals."""
    for row in rows():
        word, pos = row["word"], row["pos"]
        assert word == word.casefold().strip(), row
        assert pos == "v" or "_" not in word, row
        assert pos == "n" or " " not in word, row
        assert len(word.split()) <= 2 or word.split()[1:2] == ["of"], row
        assert len(word.split("_")) <= 3, row


def test_every_relation_between_actors_has_words() -> None:
    named = {row["relation"] for row in rows()}
    named |= {"memberOf", "partyTo", "participatesIn"}
    assert {relation.value for relation in Relation} - named <= {"holdsOffice"}


def test_a_word_without_a_frame_is_refused() -> None:
    with pytest.raises(BadTable):
        lexicon.parse_frames("subj:A obj=B", "here", {})
    with pytest.raises(BadTable):
        lexicon.parse_frames("@nowhere", "here", {})
