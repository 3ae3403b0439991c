"""A parse in plain Python: the words of a text with all that the language model says of them, taken out of the model once.

Linking and reading claims look at each word tens of times. Asking spaCy's own objects for a label or a lemma looks a string up
each time, and asking for a word, its head or its sentence makes an object: a third of the time of both went there. Here all of it
stands ready in attributes, under the names that spaCy gives them, and the tensors and the rest of spaCy's document are let go.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, overload
from unicodedata import category

if TYPE_CHECKING:
    from spacy.lexeme import Lexeme
    from spacy.tokens import Doc as Parsed
    from spacy.vocab import Vocab

_COLUMNS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "ENT_IOB", "SENT_START", "SPACY")
_STRINGS = 7
"""How many of the columns are identifiers of strings, from the first on."""
_IOB = ("", "I", "O", "B")
_STARTS = {1: True, 0: None}
_NO_DEPENDENTS: Mapping[str, Sequence[Token]] = {}
_SPELLED: dict[int, str] = {}
"""Identifier → string, of all strings met; an identifier is the hash of its string, the same in every vocabulary."""


class Token:
    """One word, mark or run of blanks of a text.

    Attributes:
        doc, i, idx: the text it is of, its number in it, and its offset there in characters.
        text, lower_, whitespace_: as it is written, in lower case, and the blank behind it or "".
        lemma_, pos_, tag_: base form, word class (Universal Dependencies) and tag (Penn Treebank).
        dep_, head: label of its dependency, and the word it depends on: itself, for the root of a sentence.
        children, by_label: its direct dependents in the order of the text; and the same by their label.
        ent_type_, ent_iob_: kind of the name it is of ("PERSON"), and "B" for its first word, "I" for a further one, else "O".
        is_sent_start: True for the first word of a sentence; None where the model was not asked.
    """

    __slots__ = (
        "by_label",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )  # fmt: skip

    def __init__(
        self, doc: Doc, i: int, idx: int, text: str, lower: str, lemma: str, pos: str, tag: str, dep: str, ent_type: str,
        ent_iob: str, is_sent_start: bool | None, whitespace: str,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx = doc, i, idx
        self.text, self.lower_, self.whitespace_ = text, lower, whitespace
        self.lemma_, self.pos_, self.tag_, self.dep_ = lemma, pos, tag, dep
        self.ent_type_, self.ent_iob_, self.is_sent_start = ent_type, ent_iob, is_sent_start
        self.head: Token = self
        self.children: Sequence[Token] = ()
        self.by_label: Mapping[str, Sequence[Token]] = _NO_DEPENDENTS

    def __repr__(self) -> str:
        return self.text

    def nbor(self, distance: int = 1) -> Token:
        """The word so many places on.

        Raises:
            IndexError: the text has no such word.
        """
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]

    @property
    def sent(self) -> Span:
        """The sentence it is in."""
        return self.doc.sentence_of(self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, from the nearest up, to the root of the sentence."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    def is_ancestor(self, other: Token) -> bool:
        """True where the other depends on it, directly or through others."""
        return any(above is self for above in other.ancestors)

    @property
    def subtree(self) -> list[Token]:
        """It and all that depend on it, in the order of the text (of a parse whose arcs cross: each before and behind its head)."""
        found: list[Token] = []
        self._gather(found)
        return found

    def _gather(self, found: list[Token]) -> None:
        own = self.i
        pending = True
        for child in self.children:
            if pending and child.i > own:
                found.append(self)
                pending = False
            if child.children:
                child._gather(found)
            else:
                found.append(child)
        if pending:
            found.append(self)

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return self.doc.tokens[min(token.i for token in self.subtree)] if self.children else self

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return self.doc.tokens[max(token.i for token in self.subtree)] if self.children else self

    @property
    def _word(self) -> Lexeme:
        return self.doc.vocab[self.text]

    @property
    def is_alpha(self) -> bool:
        """True for a word of letters alone."""
        return self.text.isalpha()

    @property
    def is_lower(self) -> bool:
        """True for a word in lower case."""
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        """True for a word with a capital and small letters behind it."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """True for a run of blanks."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """True for marks of punctuation."""
        return _is_punctuation(self.text)

    @property
    def is_stop(self) -> bool:
        """True for words that say nothing by themselves."""
        return self._word.is_stop

    @property
    def like_num(self) -> bool:
        """True for a number in figures or words."""
        return self._word.like_num


class Span:
    """The words from ``start`` to ``end`` (not included) of a text; ``label_`` is the kind of a name, else ""."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end = _bounds(at, len(self))
            return Span(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[self.start : self.end][at]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and (self.doc, self.start, self.end, self.label_) == (other.doc, other.start, other.end, other.label_)
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    @property
    def start_char(self) -> int:
        """Offset of its first character in the text."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc.tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset behind its last character."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its characters, without the blank behind the last word."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The root of a sentence inside it, else the first of the words with the fewest above; a mark only where all are marks."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        tops = [token for token in tokens if not self.start <= token.head.i < self.end]
        if len(tops) > 1:
            return min(tops, key=self._depth)
        return tops[0] if tops else self.doc.tokens[self.start]

    def _depth(self, token: Token) -> int:
        """How many words stand above one; as many as a text can have for a mark or blank without dependents."""
        if not token.children and (token.is_punct or token.is_space):
            return len(self.doc.tokens) - 1
        return sum(1 for _ in token.ancestors)


class Doc:
    """A parsed text.

    Attributes:
        text: the characters that were parsed.
        tokens: its words.
        vocab: the words that the language model knows.
        user_data: what several steps find out once about the text, each under a name of its own.
    """

    __slots__ = ("_sentence_of", "_sentences", "text", "tokens", "user_data", "vocab")

    def __init__(self, text: str, vocab: Vocab) -> None:
        self.text, self.vocab = text, vocab
        self.tokens: list[Token] = []
        self.user_data: dict[str, Any] = {}
        self._sentences: tuple[Span, ...] = ()
        self._sentence_of: list[Span] = []

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            return Span(self, *_bounds(at, len(self.tokens)))
        return self.tokens[at]

    @property
    def sents(self) -> tuple[Span, ...]:
        """Its sentences, in order."""
        if not self._sentences:
            self._cut()
        return self._sentences

    def sentence_of(self, at: int) -> Span:
        """The sentence that holds the word of that number."""
        if not self._sentences:
            self._cut()
        return self._sentence_of[at]

    def _cut(self) -> None:
        starts = [0, *(token.i for token in self.tokens[1:] if token.is_sent_start)]
        ends = [*starts[1:], len(self.tokens)]
        self._sentences = tuple(Span(self, start, end) for start, end in zip(starts, ends, strict=True) if end > start)
        self._sentence_of = [sentence for sentence in self._sentences for _ in range(len(sentence))]

    @property
    def ents(self) -> tuple[Span, ...]:
        """The names that the language model sees, in order."""
        starts = [token.i for token in self.tokens if token.ent_iob_ == "B" and token.ent_type_]
        return tuple(Span(self, start, self._end_of_name(start), self.tokens[start].ent_type_) for start in starts)

    def _end_of_name(self, start: int) -> int:
        end = start + 1
        while end < len(self.tokens) and self.tokens[end].ent_iob_ == "I":
            end += 1
        return end

    def char_span(self, start: int, end: int, alignment_mode: Literal["strict", "expand"] = "strict") -> Span | None:
        """The words with these characters; None outside the text, or where the slice cuts a word and ``strict`` forbids it."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "strict" and (first.idx != start or last.idx + len(last.text) != end):
            return None
        blank = alignment_mode == "expand" and start == first.idx + len(first.text)
        return Span(self, first.i + blank, last.i + 1)

    def _at(self, offset: int) -> Token | None:
        """The word at an offset, or before the blank there."""
        if not 0 <= offset < len(self.text):
            return None
        return self.tokens[bisect_right(self.tokens, offset, key=_OFFSET) - 1]


_OFFSET = attrgetter("idx")


@cache
def _is_punctuation(text: str) -> bool:
    return all(category(character).startswith("P") for character in text)


def _bounds(asked: slice, length: int) -> tuple[int, int]:
    """First and end of a slice of so many words; an empty one where the end stands before the first."""
    start, end, _ = asked.indices(length)
    return start, max(start, end)


def plain(parsed: Parsed) -> Doc:
    """What spaCy parsed, in plain Python."""
    doc = Doc(parsed.text, parsed.vocab)
    if not len(parsed):
        return doc
    columns = parsed.to_array(list(_COLUMNS)).astype("int64").T.tolist()
    spelled = [_strings(column, parsed) for column in columns[:_STRINGS]]
    heads, iobs, starts, blanks = columns[_STRINGS:]
    idx = 0
    add = doc.tokens.append
    for i, (text, lower, lemma, pos, tag, dep, ent_type) in enumerate(zip(*spelled, strict=True)):
        blank = " " if blanks[i] else ""
        add(Token(doc, i, idx, text, lower, lemma, pos, tag, dep, ent_type, _IOB[iobs[i]], _STARTS.get(starts[i], False), blank))
        idx += len(text) + len(blank)
    _attach(doc.tokens, heads)
    return doc


def _strings(identifiers: list[int], parsed: Parsed) -> list[str]:
    """The strings of these identifiers."""
    for identifier in set(identifiers).difference(_SPELLED):
        _SPELLED[identifier] = parsed.vocab.strings[identifier % _UNSIGNED]
    return [_SPELLED[identifier] for identifier in identifiers]


_UNSIGNED = 1 << 64


def _attach(tokens: list[Token], distances: list[int]) -> None:
    """Sets the head of each word, so many places on, and the dependents of each that has any, in the order of the text."""
    dependents: dict[int, list[Token]] = {}
    for at, distance in enumerate(distances):
        if distance:
            tokens[at].head = tokens[at + distance]
            dependents.setdefault(at + distance, []).append(tokens[at])
    for at, children in dependents.items():
        by_label: dict[str, list[Token]] = {}
        for child in children:
            by_label.setdefault(child.dep_, []).append(child)
        head = tokens[at]
        head.children, head.by_label = children, by_label
