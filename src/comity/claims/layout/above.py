"""What stands over a bare bullet, cell or phrase: which tie the texts above it state, between whom, and since when.

The nearest text that states anything says which tie ("aid", "exports"); its words and those of the texts further out say who
gives and who receives. Where no text states one, the phrase may by itself: "Talks on fisheries", "$3 million for clearing mines".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.layout import donors, labels, table_words
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.link import Register
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

_ARMS = "domain:arms-trade"
_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})
_FROM = re.compile(r"(?i)\b(?:from|by)\s+(?:the\s+)?\Z")
_WITH = re.compile(r"(?i)\bwith\s+(?:the\s+)?\Z")
_JOINED = re.compile(r"(?i)(?:,|\band\b|&|[–—/-])\s*(?:the\s+)?\Z")
_OWNED = re.compile(r"(?i)\b(?:of|between)\s+(?:the\s+)?\Z")
_OWNER_MARK = re.compile(r"['’](?:s\b|\s)|\s*:")
_AGENT = re.compile(r"(?:er|or)\Z")
_ASKS = re.compile(r"(?i)(?:what|who|how|why|where)\b")
_ONE_MEETING = re.compile(r"(?i)\b(?:visit|summit|meeting)\b")
_OF_INTENT = re.compile(r"(?i)\s+of\s+(?:intent|understanding|letters|notes|agreement)\b")
_OF_WHOM = re.compile(r"(?i)\b(?:that|which|who)\s+(?:have\s+|has\s+)?\w+\s+(?:the\s+)?\Z")


@dataclass(slots=True)
class Above:
    """What stands over a bullet: the word that states the tie, its ends as far as they are known, the texts that say so, a date.

    ``assumed``: no word over the bullet says which of its ends gives.
    """

    heading: Heading
    text: str
    givers: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    sharers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    when: str | None = None
    assumed: bool = False

    @property
    def ends(self) -> set[str]:
        """All actors known so far."""
        return {*self.givers, *self.receivers, *self.sharers}


def over(passage: Passage, listed: Sequence[str]) -> Above | None:
    """What the nearest text over a bullet states that states anything, its ends filled from the texts further out."""
    block = passage.block
    label_lists = bool(labels.named(block.label, passage.register))
    texts = [("" if label_lists else block.label, "label"), (block.lead_in, "lead-in")]
    texts += [(text, "heading") for text in reversed(block.section)] + [(passage.linked.document.title, "title")]
    above: Above | None = None
    beside: list[str] = []
    for text, what in texts:
        if not text:
            continue
        heading = None if _ASKS.match(text) else labels.stated_by_head(text) if what == "label" else labels.stated(text)
        if heading is not None and what in ("heading", "title") and _ONE_MEETING.search(text):
            # what came of a visit is not the visit
            heading = None
        actors = labels.actors_in(text, passage.register)
        if above is not None:
            if not (listed and above.ends):
                _complete(above, heading, text, actors, passage.register)
        elif heading is not None and (what in ("label", "lead-in") or heading.relation is not Relation.HOLDS_OFFICE):
            above = Above(heading, text, when=labels.date_of(text, whole=False), assumed=what != "label")
            _give_roles(above, text, actors, passage.register)
            above.notes.append(f"{what} “{text}”: {heading.word}")
        elif actors and beside and set(actors) - set(beside):
            # a heading on others further out: what it states is not about those named here
            return None
        elif actors:
            beside.extend(actor for actor in actors if actor not in beside)
        elif what == "heading" and not labels.domains_of(text):
            # "Background" or "Conclusions" ends what the headings further out say of a list
            return None
        elif what == "lead-in":
            return None
    if above is None or (len(above.ends) > 1 and set(beside) - above.ends):
        return None
    if above.ends and len(beside) > 1 and not above.ends & set(beside):
        # "Finland and Peru" in a report on Norway's aid: what the title states is not about the two
        return None
    _fill(above, [actor for actor in beside if actor not in above.ends], listed)
    return above


def _give_roles(above: Above, text: str, actors: dict[str, int], register: Register) -> None:
    """Puts the actors that a stating text names where its words have them."""
    heading = above.heading
    said = labels.place_of_word(heading, text)
    previous: list[str] | None = None
    for actor, at in sorted(actors.items(), key=lambda item: item[1]):
        if register.kind(actor) not in _BODIES:
            continue
        before = text[:at]
        if _JOINED.search(before) and previous is not None:
            role: list[str] | None = previous
        elif heading.subject == "both" or _WITH.search(before):
            role = above.sharers
        elif labels.RECEIVES.search(before):
            role = above.receivers
        elif _FROM.search(before):
            role = above.givers
        elif _OF_WHOM.search(before):
            role = above.receivers
        elif at < said or _OWNED.search(before):
            owned = _OWNED.search(before) or _OWNER_MARK.match(_after_name(text, at, actors))
            if heading.subject == "partner" and _AGENT.search(heading.word) and not owned:
                continue
            role = above.receivers if heading.subject == "partner" else above.givers
        else:
            role = above.receivers if above.givers else None
        if role is not None and actor not in above.ends:
            role.append(actor)
        previous = role


def _after_name(text: str, at: int, actors: dict[str, int]) -> str:
    """The text behind a name: from the first mark of an owner on, where it stands before the next name."""
    end = min((other for other in actors.values() if other > at), default=len(text))
    mark = _OWNER_MARK.search(text, at, end)
    return text[mark.start() :] if mark is not None else ""


def _complete(above: Above, heading: Heading | None, text: str, actors: dict[str, int], register: Register) -> None:
    """Fills what is still open from a text further out: by its words where it states the same, else by the one actor it names."""
    bodies = {actor: at for actor, at in actors.items() if register.kind(actor) in _BODIES}
    above.when = above.when or (labels.date_of(text, whole=False) if heading is not None else None)
    if (
        heading is not None
        and not above.ends
        and (heading.relation is above.heading.relation or _is_trade_with(above, text, bodies))
    ):
        if heading.relation is not above.heading.relation:
            # "Exports" under "Trade with Peru" go to Peru, "Imports" come from there
            (above.givers if above.heading.subject == "partner" else above.receivers).extend(bodies)
            return
        _give_roles(above, text, bodies, register)
        return
    others = [actor for actor in bodies if actor not in above.ends]
    if others:
        _fill(above, others, ())


def _is_trade_with(above: Above, text: str, bodies: dict[str, int]) -> bool:
    """True for a text over "Exports" or "Imports" that names the one with whom another trades: "Trade with Peru (2020)"."""
    return above.heading.relation is Relation.SUPPLIES and len(bodies) == 1 and bool(_WITH.search(text[: min(bodies.values())]))


def _fill(above: Above, others: Sequence[str], listed: Sequence[str]) -> None:
    """Puts further actors where an end is open, as far as only one place is left for them."""
    others = [actor for actor in others if actor not in listed]
    if not others or above.heading.subject == "one":
        return
    if above.heading.subject == "both" or above.sharers:
        if len(above.ends) < 2 and len(others) + len(above.ends) <= 2:
            above.sharers.extend(others)
    elif len(others) == 1 and bool(above.givers) is not bool(above.receivers):
        (above.receivers if above.givers else above.givers).append(others[0])
    elif len(others) == 2 and not above.ends and (above.heading.relation is Relation.AIDS or above.heading.domain == _ARMS):
        if giver := donors.giver_of(tuple(others)):
            above.givers.append(giver)
            above.receivers.extend(one for one in others if one != giver)
    elif len(others) == 1 and not above.ends:
        above.assumed = True
        (above.receivers if above.heading.subject == "partner" else above.givers).append(others[0])


def by_object(passage: Passage, sentence: Span) -> Above | None:
    """What a verb without a subject founds or signs, where two actors are meant: "To establish a joint commission on trade"."""
    root = sentence.root
    first = next((t for t in sentence if t.tag_ != "TO" and t.pos_ not in ("ADV", "PUNCT", "SPACE")), root)
    if (
        first != root
        or root.lemma_.casefold() not in table_words.words_of("founding")
        or grammar.children(root, "nsubj", "nsubjpass")
    ):
        return None
    objects = grammar.children(root, "dobj")
    return by_itself(passage, objects[0]) if objects else None


def by_itself(passage: Passage, head: Token) -> Above | None:
    """What a bullet states by its own head noun, where two actors are meant: "Talks on fisheries", "Launch of a joint fund"."""
    if len(passage.context) != 2:
        return None
    signed = grammar.children(head, "nsubjpass", "nsubj") if head.tag_ in ("VBN", "VBD") and table_words.stage(head.text) else []
    root = signed[0] if signed else _meant(head)
    before = head.sent[: max(0, root.i - head.sent.start + 1)].text
    whole = _OF_INTENT.match(head.sent.text, len(before))
    before += whole[0] if whole is not None else ""
    heading = labels.stated(before[-60:])
    if heading is None or heading.subject != "both" or not before.casefold().rstrip("s").endswith(heading.word.rstrip("s")):
        return None
    label = passage.register.label
    above = Above(heading, "", sharers=list(passage.context))
    above.notes.append(" and ".join(label(actor) for actor in passage.context) + ": not named here, by the context")
    return above


def by_means(passage: Passage, sentence: Span) -> Above | None:
    """What a phrase about two says is given, where only one of them gives as a rule: "$3 million for clearing mines"."""
    found = donors.given(passage, sentence)
    if found is None:
        return None
    heading, giver, receiver = found
    label = passage.register.label
    note = f"{label(giver)} gives to {label(receiver)}: not named here; of the two, it is the one known as a donor"
    return Above(heading, "", [giver], [receiver], notes=[note])


def _meant(root: Token) -> Token:
    """The noun that a phrase is about: behind "launch of", "signing of"."""
    while root.lemma_.casefold() in table_words.words_of("opening") or root.tag_ == "VBG":
        below = [
            *(head for name, head in grammar.prepositions(root) if name in ("of", "for", "into")),
            *grammar.children(root, "dobj"),
        ]
        if not below:
            break
        root = below[0]
    return root
