"""Names that no table knows, told by what stands beside them.

"The Korean shipbuilder Hanbit" and "Hanbit, a shipbuilder," say it outright; in "Shell, Hanbit and TotalEnergies signed" the
names of the list do; "Vodafone Malta" is a branch that begins with its firm's name; "the Government of Fiji" is the state
even where the parser lost the list it stands in. What none of these settles stays unnamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.find.name_cues import cues
from comity.find.persons import titles
from comity.find.phrases import head_nouns
from comity.find.words import texts
from comity.language import ParsedBlock
from comity.link.collectives import holders, possessed
from comity.link.spans import LinkedSpan, Register
from comity.model import BlockKind
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

_FIRMS = frozenset({"company", "bank"})
_NO_FIRM = frozenset({"GPE", "NORP", "LOC", "DATE", "TIME", "LAW", "EVENT", "LANGUAGE", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})
_GUESSED = frozenset({"GPE", "LOC", "NORP"})
"""What the model also says of names it does not know; where a noun says that the name is a firm's, that counts for more."""

_LONGEST = 4
"""Words of a name that only its neighbours tell: longer runs of capitals in our samples were headings and titles of works."""

_FARTHEST = 6
"""Words between "a" and the noun of "X, a partly state-owned Omani gas producer": with more, the noun was another clause's."""

_COMMAS = frozenset({",", "and", "&", "or", "plus"})
_AFTER_NAME = frozenset({",", ".", ";", ")", ":", "and", "or", "&"})
_ARTICLES = frozenset({"a", "an", "the"})


@cache
def describing() -> dict[str, tuple[EntityKind, bool]]:
    """Noun beside a name → what the name names, and whether the noun is one of commerce."""
    rows = resources.rows("lexicon", "describing_nouns.tsv", required=("word", "kind", "source"))
    return {row["word"]: (EntityKind(row["kind"]), row["trade"] == "yes") for row in rows}


def told_beside(
    parses: Sequence[ParsedBlock], blocks: Sequence[Sequence[LinkedSpan]], register: Register
) -> list[list[LinkedSpan]]:
    """The spans of each parse with those added that their neighbours tell, also where the document names them again."""
    firms: set[str] = set()
    outcome = []
    for parsed, spans in zip(parses, blocks, strict=True):
        if parsed.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            outcome.append(list(spans))
            continue
        kept = _Block(parsed.doc, list(spans), register, firms)
        kept.organs()
        kept.branches()
        kept.described()
        kept.listed()
        outcome.append(kept.sorted())
    if not firms:
        return outcome
    return [_again(parsed.doc, spans, firms, register) for parsed, spans in zip(parses, outcome, strict=True)]


def _again(doc: Doc, spans: list[LinkedSpan], firms: set[str], register: Register) -> list[LinkedSpan]:
    """Names of one word found in one place of the document, found in the others."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    added = [
        _new(doc, at, at + 1, EntityKind.ORGANIZATION, "named in the text", register)
        for at, text in enumerate(texts(doc))
        if text in firms and at not in taken
    ]
    return sorted([*spans, *added], key=lambda span: span.start)


def _new(doc: Doc, start: int, end: int, kind: EntityKind, why: str, register: Register, state: str = "") -> LinkedSpan:
    text = doc[start:end].text.removesuffix("'s").strip()
    identifier = register.add(kind, text, state=state)
    if register.kind(identifier) is not kind:
        return LinkedSpan(start, end, (identifier,), "name", f"“{text}” → {register.label(identifier)}")
    return LinkedSpan(start, end, (identifier,), "new", f"“{text}”: {why}")


class _Block:
    """One parse with its spans, as names are added to them."""

    def __init__(self, doc: Doc, spans: list[LinkedSpan], register: Register, firms: set[str]) -> None:
        self.doc, self.register, self.firms = doc, register, firms
        self.spans = spans
        self.at = {i: span for span in spans for i in range(span.start, span.end)}
        self.traders: set[int] = set()

    def sorted(self) -> list[LinkedSpan]:
        """The spans in the order of the text."""
        return sorted(self.spans, key=lambda span: span.start)

    def _put(self, span: LinkedSpan) -> None:
        for other in [s for s in self.spans if s.start < span.end and s.end > span.start]:
            self.spans.remove(other)
        self.spans.append(span)
        self.at.update(dict.fromkeys(range(span.start, span.end), span))
        if span.how == "new" and span.end - span.start == 1 and len(self.doc[span.start].text) > 1:
            self.firms.add(self.doc[span.start].text)

    # --- organs of states -------------------------------------------------------------------------------------

    def organs(self) -> None:
        """ "Government of X" with a capital, in a list or an apposition too."""
        words = texts(self.doc)
        for at, word in enumerate(words[:-2]):
            if not word[:1].isupper() or words[at + 1].lower() != "of" or possessed().get(word.lower()) != "state" or at in self.at:
                continue
            token = self.doc[at]
            at += 1
            at += 1 + (self.doc[at + 1].lower_ == "the")
            owner = self.at.get(at)
            if owner is None or owner.start != at or len(owner.targets) != 1:
                continue
            if self.register.kind(owner.targets[0]) is EntityKind.STATE and not owner.attributive:
                start = min(token.i, holders(token).i)
                text = self.doc[start : owner.end].text
                why = f"“{text}” → {self.register.label(owner.targets[0])} (organ of state)"
                self._put(LinkedSpan(start, owner.end, owner.targets, "organ of state", why, inner=owner.targets))

    # --- branches ---------------------------------------------------------------------------------------------

    def branches(self) -> None:
        """A firm's name with one more capitalised word or a state right behind it: a firm of its own."""
        for span in list(self.spans):
            if len(span.targets) != 1 or not self._is_firm(span) or span.start not in self.at or span.end >= len(self.doc):
                continue
            behind, end = self.doc[span.end], span.end + 1
            state = ""
            other = self.at.get(span.end)
            if other is not None:
                if other.attributive or len(other.targets) != 1 or self.register.kind(other.targets[0]) is not EntityKind.STATE:
                    continue
                state, end = other.targets[0], other.end
                if other.how != "name":
                    continue
            elif not self._is_name_word(behind) or behind.ent_type_ == "PERSON" or behind.lower_ in titles():
                continue
            if end < len(self.doc) and (self._is_name_word(self.doc[end]) or self.doc[end].text in ("-", "/")):
                continue
            if self.doc[end - 1].tag_ == "NNPS" and behind.lower_ not in head_nouns():
                continue
            self._put(_new(self.doc, span.start, end, EntityKind.ORGANIZATION, "a firm by its first word", self.register, state))

    def _is_firm(self, span: LinkedSpan) -> bool:
        if self.register.kind(span.targets[0]) is not EntityKind.ORGANIZATION:
            return False
        if span.start in self.traders:
            return True
        known = self.register.reference.types.get(span.targets[0])
        return known in _FIRMS and span.how in ("name", "alias", "acronym", "official", "spelling")

    def _is_name_word(self, token: Token, told: bool = False) -> bool:
        if token.i in self.at:
            return False
        text = token.text
        capital = text[:1].isupper() or (any(c.isupper() for c in text) and any(c.isdigit() for c in text) and text.isalnum())
        return (
            capital
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "NUM")
            and token.lower_ not in titles()
            and token.lower_ not in cues("opener")
            and token.lower_ not in cues("month")
            and (token.ent_type_ not in _NO_FIRM or (told and token.ent_type_ in _GUESSED) or text.isupper() or not text.isalpha())
        )

    # --- described --------------------------------------------------------------------------------------------

    def described(self) -> None:
        """Names with the noun that says what they are, before or behind them."""
        for at in [i for i, word in enumerate(texts(self.doc)) if word in describing()]:
            token, meant = self.doc[at], describing()[self.doc[at].text]
            if at in self.at or token.tag_ not in ("NN", "NNP", "JJ"):
                continue
            kind, trade = meant
            name = self._name_after(token) or self._name_before(token)
            if name is None:
                continue
            start, end = name
            known = self.at.get(start)
            state = self._state_before(token)
            if known is None or (known.how == "new" and self.register.kind(known.targets[0]) is not kind):
                span = _new(self.doc, start, end, kind, f"what it is “{token.text}” says", self.register, state)
                self._put(span)
            else:
                span = known
            if trade:
                self.traders.add(span.start)
            if kind is EntityKind.ORGANIZATION and len(span.targets) == 1 and token.i not in self.at:
                why = f"“{token.text}” → {self.register.label(span.targets[0])}, named beside it"
                self._put(LinkedSpan(token.i, token.i + 1, span.targets, "described", why))

    def _name_after(self, noun: Token) -> tuple[int, int] | None:
        """The name right behind a noun, "called" or a comma between them; behind a comma it must end with one too."""
        at = noun.i + 1
        if not self._is_determined(noun):
            return None
        comma = at < len(self.doc) and self.doc[at].text == ","
        if at < len(self.doc) and (comma or self.doc[at].lower_ in ("called", "named", "(")):
            at += 1
        return self._name_at(at, closed=comma)

    def _name_at(self, at: int, closed: bool) -> tuple[int, int] | None:
        known = self.at.get(at)
        if known is not None:
            fits = len(known.targets) == 1 and known.start == at and not known.attributive
            kind = self.register.kind(known.targets[0]) if fits else None
            thing = kind is EntityKind.ORGANIZATION or (known.how == "new" and kind not in (None, EntityKind.PERSON))
            return (known.start, known.end) if thing and (not closed or self._closes(known.end)) else None
        end = at
        while end < len(self.doc) and end - at < _LONGEST and self._is_name_word(self.doc[end], told=True):
            end += 1
        if end == at or (end < len(self.doc) and self._is_name_word(self.doc[end], told=True)):
            return None
        if closed and not self._closes(end):
            return None
        return at, end

    def _closes(self, end: int) -> bool:
        return end >= len(self.doc) or self.doc[end].text in _AFTER_NAME

    def _is_determined(self, noun: Token) -> bool:
        """True for a noun phrase that has begun before the noun: with an article, a possessor or an adjective."""
        return any(
            self.doc[i].lower_ in _ARTICLES or self.doc[i].text in ("'s", "’s") or self.doc[i].tag_ == "PRP$" or i in self.at
            for i in range(max(noun.sent.start, noun.i - _FARTHEST), noun.i)
        )

    def _name_before(self, noun: Token) -> tuple[int, int] | None:
        """The name in "X, a Spanish builder of trains,": before a comma, an article and what modifies the noun."""
        at = noun.i - 1
        while at > noun.sent.start and noun.i - at <= _FARTHEST and self._modifies(self.doc[at]):
            at -= 1
        if self.doc[at].lower_ in _ARTICLES:
            at -= 1
        elif not (self.doc[at].text in ("'s", "’s") and at - 1 in self.at):
            return None
        else:
            at = self.at[at - 1].start - 1
        if at <= noun.sent.start or self.doc[at].text not in (",", "(", "–", "—"):
            return None
        known = self.at.get(at - 1)
        if known is not None:
            thing = len(known.targets) == 1 and self.register.kind(known.targets[0]) is EntityKind.ORGANIZATION
            return (known.start, known.end) if thing else None
        start = at
        while start > noun.sent.start and at - start < _LONGEST and self._is_name_word(self.doc[start - 1], told=True):
            start -= 1
        if start == at or _is_plain_opener(self.doc, start, at):
            return None
        return start, at

    def _modifies(self, token: Token) -> bool:
        return (
            token.i in self.at or token.pos_ in ("ADJ", "NOUN", "ADV", "NUM") or token.text in ("-", "and") or token.tag_ == "VBN"
        )

    def _state_before(self, noun: Token) -> str:
        """The state whose adjective or name stands before the noun: "the Korean shipbuilder", "Spain's builder"."""
        for at in range(noun.i - 1, max(noun.sent.start, noun.i - _FARTHEST) - 1, -1):
            span = self.at.get(at)
            if span is not None and len(span.targets) == 1 and self.register.kind(span.targets[0]) is EntityKind.STATE:
                return span.targets[0]
            if self.doc[at].lower_ in _ARTICLES or self.doc[at].pos_ == "VERB":
                return ""
        return ""

    # --- listed -----------------------------------------------------------------------------------------------

    def listed(self) -> None:
        """Names in one list with a firm, on both sides of it."""
        queue = [span for span in self.sorted() if len(span.targets) == 1 and not span.attributive and self._anchors(span)]
        while queue:
            span = queue.pop()
            for start, end in (*self._before(span.start), *self._behind(span.end)):
                found = _new(self.doc, start, end, EntityKind.ORGANIZATION, "listed with firms", self.register)
                self._put(found)
                queue.append(found)

    def _anchors(self, span: LinkedSpan) -> bool:
        if self._is_firm(span):
            return True
        ends = describing().get(self.doc[span.end - 1].lower_)
        return span.how == "new" and ends is not None and ends[1] and span.end - span.start > 1

    def _before(self, start: int) -> Iterator[tuple[int, int]]:
        at = start
        while at > 0 and self.doc[at - 1].lower_ in _COMMAS:
            at -= 1
        if at in (0, start) or self.doc[at - 1].i in self.at:
            return
        begin = at
        while begin > 0 and at - begin < _LONGEST and self._is_name_word(self.doc[begin - 1]):
            begin -= 1
        if begin < at and self._is_firm_name(begin, at):
            yield begin, at

    def _behind(self, end: int) -> Iterator[tuple[int, int]]:
        at = end
        while at < len(self.doc) and self.doc[at].lower_ in _COMMAS:
            at += 1
        if at == end or at >= len(self.doc) or self.doc[at].is_sent_start:
            return
        stop = at
        while stop < len(self.doc) and stop - at < _LONGEST and self._is_name_word(self.doc[stop]):
            stop += 1
        if stop > at and self._is_firm_name(at, stop):
            yield at, stop

    def _is_firm_name(self, start: int, end: int) -> bool:
        """True for a run of name words that may be a firm's: no plain word at the head of a sentence, no person, no modifier."""
        if end < len(self.doc) and (self._is_name_word(self.doc[end]) or self.doc[end].pos_ == "NOUN" or self.doc[end].text == "-"):
            return False
        if start > 0 and (self._is_name_word(self.doc[start - 1]) or self.doc[start - 1].lower_ in titles()):
            return False
        if _is_plain_opener(self.doc, start, end):
            return False
        persons = sum(self.doc[i].ent_type_ == "PERSON" for i in range(start, end))
        return persons < 2 and any(
            self.doc[i].pos_ in ("PROPN", "X", "NUM") or self.doc[i].text.isupper() for i in range(start, end)
        )


def _is_plain_opener(doc: Doc, start: int, end: int) -> bool:
    """True for one word at the head of a sentence that may be a plain word with the capital of its place."""
    token = doc[start]
    if end - start > 1 or not token.is_sent_start:
        return False
    return token.pos_ != "PROPN" or (token.text.istitle() and token.ent_type_ not in ("ORG", "PERSON", "PRODUCT", "GPE"))
