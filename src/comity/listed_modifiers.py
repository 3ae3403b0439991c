"""Parses mended where fields are listed before the noun they share: "trade, energy, and security cooperation".

The model attaches the first field to the verb and the noun to the last one, as if trade were deepened and energy too. Here the
noun gets the place of the first field, and the fields become its modifiers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comity import resources

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FIELD_TAGS = frozenset({"JJ", "NN"})
"""A plural is a thing beside the noun, no field of it: "visits, talks, and trade agreements"."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLACES = _SUBJECTS | {"dobj", "pobj", "attr", "conj", "appos"}
_MOST = 6
"""Fields of a list: the longest in our samples had five."""


@cache
def _sharing() -> frozenset[str]:
    rows = resources.rows("lexicon", "verb_classes.tsv", required=("word", "class", "source"))
    return frozenset(row["word"] for row in rows if row["class"] == "shared-head")


def mend(doc: Doc) -> Doc:
    """The same text; where the parse of such a list is not what it should be, with the mended one."""
    lists = [found for token in doc if token.lemma_ in _sharing() and (found := _fields(token))]
    if not lists:
        return doc
    heads = [token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    for noun, fields in lists:
        _attach(doc, noun, fields, heads, labels)
    return with_parse(doc, doc, lemmas=[token.lemma_ for token in doc], heads=heads, labels=labels)


def _fields(noun: Token) -> tuple[Token, list[Token]] | None:
    """The noun and the fields before it, "A, B, and C" or "A, B and C"; None where there is no such list or its parse is right."""
    at = noun.i - 1
    doc = noun.doc
    if at < 4 or noun.tag_ not in ("NN", "NNS") or not _is_field(doc[at]):
        return None
    fields = [doc[at]]
    at -= 1
    if doc[at].lower_ not in ("and", "or"):
        return None
    at -= 1
    if doc[at].text == ",":
        at -= 1
    while at >= 0 and len(fields) < _MOST and _is_field(doc[at]):
        fields.append(doc[at])
        if at < 2 or doc[at - 1].text != ",":
            break
        at -= 2
    fields.reverse()
    if len(fields) < 3 or fields[0].sent != noun.sent:
        return None
    first = fields[0]
    right = first.head == noun and all(f.head == noun or f.head in fields for f in fields)
    return None if right else (noun, fields)


def _is_field(token: Token) -> bool:
    return token.tag_ in _FIELD_TAGS and (token.text.islower() or bool(token.is_sent_start))


def _attach(doc: Doc, noun: Token, fields: list[Token], heads: list[int], labels: list[str]) -> None:
    """Writes the noun in the place of the first field, and the fields below the noun."""
    first, inside = fields[0], {token.i for token in doc[fields[0].i : noun.i + 1]}
    start = min([first.i, *(child.i for child in first.lefts)])
    heads[noun.i], labels[noun.i] = _place(doc, first, noun, inside, start)
    for token in doc[first.i : noun.i]:
        heads[token.i] = noun.i if token.i == first.i else first.i
        labels[token.i] = "conj" if token in fields else ("cc" if token.lower_ in ("and", "or") else "punct")
    labels[first.i] = "amod" if first.tag_ == "JJ" else "nmod"
    for token in doc:
        if token.i not in inside and heads[token.i] in inside and token.i != heads[noun.i]:
            heads[token.i] = noun.i


def _place(doc: Doc, first: Token, noun: Token, inside: set[int], start: int) -> tuple[int, str]:
    """Head and label of the noun: those of the first field or its own, if they fit outside the list; else by the word before."""
    for token in (first, noun):
        head, outside = token.head, token.head.i not in inside
        if outside and head.i < first.i and token.dep_ in _PLACES:
            return head.i, token.dep_
        if outside and head.i > noun.i and head.pos_ in ("VERB", "AUX"):
            return head.i, token.dep_ if token.dep_ in _SUBJECTS else "nsubj"
    before = start - 1
    while before > 0 and doc[before].tag_ in ("DT", "JJ", "JJR", "PRP$", "RB", "CD"):
        before -= 1
    if before >= 0 and doc[before].pos_ in ("VERB", "ADP") and doc[before].sent == first.sent:
        return before, "dobj" if doc[before].pos_ == "VERB" else "pobj"
    above = next((token.head.i for token in (noun, first) if token.head.i not in inside), noun.i)
    return above, "ROOT" if above == noun.i else "dep"


def with_parse(doc: Doc, parsed: Doc, *, lemmas: list[str], heads: list[int], labels: list[str]) -> Doc:
    """The words of a text with the tags and names of another parse of it, and these lemmas, heads and labels."""
    from spacy.tokens import Doc as Text

    return Text(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in parsed],
        pos=[token.pos_ for token in parsed],
        morphs=[str(token.morph) for token in parsed],
        lemmas=lemmas,
        heads=heads,
        deps=labels,
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_iob_ in ("B", "I") else "O" for t in parsed],
    )
