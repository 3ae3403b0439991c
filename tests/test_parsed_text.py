"""A parse in plain Python answers as spaCy's own does, which is asked beside it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as Parsed

from comity import language, parsed_text

TEXTS = (
    "",
    "Peru",
    "Peru sells fish to Chad.  It is what Mali's three ministers, who met in Lima on 3 May 2021, had asked for.\n\nNobody knew!",
    "The U.S.-led force, backed by President Ada Kovač of Togo and the World Bank, isn't paid $2.5 million.",
    "“Yes – of course”, said the UN; NATO (and Fiji) did not.",
)
WORD = (
    "i", "idx", "text", "lower_", "whitespace_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_sent_start",
    "is_alpha", "is_lower", "is_title", "is_space", "is_punct", "is_stop", "like_num",
)  # fmt: skip


def crossing() -> Parsed:
    """A text whose arcs cross: the clause of the first noun stands behind the verb."""
    words = ["A", "man", "came", "who", "knew", "Mali", "well", "."]
    heads, labels = [1, 2, 2, 4, 1, 4, 2, 2], ["det", "nsubj", "ROOT", "nsubj", "relcl", "dobj", "advmod", "punct"]
    return Parsed(language.load().vocab, words=words, heads=heads, deps=labels)


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Parsed, parsed_text.Doc]]:
    parses = [*language.load().pipe(TEXTS), crossing()]
    return [(parsed, parsed_text.plain(parsed)) for parsed in parses]


def test_words_are_described_as_by_spacy(pairs):
    for parsed, doc in pairs:
        assert (len(doc), doc.text) == (len(parsed), parsed.text)
        for theirs, ours in zip(parsed, doc, strict=True):
            assert [getattr(ours, name) for name in WORD] == [getattr(theirs, name) for name in WORD]
            assert ours.doc is doc and doc[ours.i] is ours


def test_the_tree_is_walked_as_by_spacy(pairs):
    def numbers(tokens):
        return [token.i for token in tokens]

    for parsed, doc in pairs:
        for theirs, ours in zip(parsed, doc, strict=True):
            assert ours.head.i == theirs.head.i
            for name in ("children", "subtree", "ancestors"):
                assert numbers(getattr(ours, name)) == numbers(getattr(theirs, name)), (theirs, name)
            assert numbers((ours.left_edge, ours.right_edge)) == numbers((theirs.left_edge, theirs.right_edge))
            below = {other.i for other in parsed if theirs.is_ancestor(other)}
            assert {other.i for other in doc if ours.is_ancestor(other)} == below
            labels = {child.dep_ for child in theirs.children}
            assert {label: numbers(several) for label, several in ours.by_label.items()} == {
                label: [child.i for child in theirs.children if child.dep_ == label] for label in labels
            }


def test_slices_are_cut_as_by_spacy(pairs):
    def described(span):
        return (span.start, span.end, span.start_char, span.end_char, span.text, len(span), span.root.i, span[-1].i)

    for parsed, doc in pairs:
        for start in range(-2, len(parsed)):
            for end in (*range(-2, len(parsed) + 2), None):
                theirs, ours = parsed[start:end], doc[start:end]
                assert (ours.start, ours.end, ours.text) == (theirs.start, theirs.end, theirs.text)
                if len(theirs):
                    assert described(ours) == described(theirs)
                    assert ours[1:].text == theirs[1:].text
                    assert ours == doc[start:end] and hash(ours) == hash(doc[start:end])


def test_sentences_and_names_are_those_of_spacy(pairs):
    def places(spans):
        return [(span.start, span.end, span.label_) for span in spans]

    for parsed, doc in pairs:
        assert places(doc.sents) == places(parsed.sents if len(parsed) else ())
        assert places(doc.ents) == places(parsed.ents)
        assert places(token.sent for token in doc) == places(token.sent for token in parsed)
    assert sum(len(doc.ents) for _, doc in pairs) > 4


@pytest.mark.parametrize("mode", ["strict", "expand"])
def test_characters_are_found_as_by_spacy(pairs, mode):
    def place(span):
        return None if span is None else (span.start, span.end)

    for parsed, doc in pairs:
        for start in range(len(doc.text)):
            for end in range(start + 1, min(start + 30, len(doc.text) + 1)):
                theirs = parsed.char_span(start, end, alignment_mode=mode)
                if mode == "strict" or parsed.text[start].strip():  # of a blank alone spaCy makes a slice without an end
                    assert place(doc.char_span(start, end, mode)) == place(theirs), (start, end)


def test_neighbours(pairs):
    doc = pairs[2][1]
    assert doc[1].nbor().text == "fish" and doc[1].nbor(-1).text == "Peru"
    for at, distance in ((0, -1), (len(doc) - 1, 1)):
        with pytest.raises(IndexError):
            doc[at].nbor(distance)


def test_what_is_tokenised_alone_has_no_labels():
    doc = parsed_text.plain(language.load().make_doc("Peru and Chad"))
    assert [(t.text, t.pos_, t.dep_, t.head is t, t.is_sent_start) for t in doc][1:] == [
        (word, "", "", True, None) for word in ("and", "Chad")
    ]
