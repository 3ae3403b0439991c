"""Bullets without a verb, filled into what stands over them: "Roads: ¥5 billion" under "Japan's aid to Laos".

A heading, a lead-in or the bullet's own label says what is listed ("aid", "donors", "exports") and, by the words around their
names, who gives and who receives; the bullet gives the domain, the figure, the date and, where the heading lists them, the other
actor ("Australia – schools" under "Donors to the Philippines"). What no text over the bullet settles is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.layout import labels, table_rows, table_words, tables
from comity.claims.layout.labels import Heading
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import standing_date, time_of
from comity.claims.slots.arguments import Argument
from comity.link import Register
from comity.model import BlockKind, Claim, Quantity, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "captions"
_BODIES = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION})
_ACTORS = _BODIES | {EntityKind.GROUP}
_FROM = re.compile(r"(?i)\b(?:from|by)\s+(?:the\s+)?\Z")
_WITH = re.compile(r"(?i)\bwith\s+(?:the\s+)?\Z")
_JOINED = re.compile(r"(?i)(?:,|\band\b|&|[–—/-])\s*(?:the\s+)?\Z")
_OWNED = re.compile(r"(?i)\b(?:of|between)\s+(?:the\s+)?\Z")
_OWNER_MARK = re.compile(r"['’](?:s\b|\s)|\s*:")
_AGENT = re.compile(r"(?:er|or)\Z")
_HEAD_ENDS = re.compile(r"\s+[–—-]\s+|\s*[(:;]|,\s*(?=\d|since\b|in\b|with\b)|\s+since\s")
_ASKS = re.compile(r"(?i)(?:what|who|how|why|where)\b")
_TOWARDS = re.compile(r"(?i)\A(?:on|against|to|for|in|with|from|by)\s+(?:the\s+)?(?=[A-Z])")
_OF_WHOM = re.compile(r"(?i)\b(?:that|which|who)\s+(?:have\s+|has\s+)?\w+\s+(?:the\s+)?\Z")
_BRACKET = re.compile(r"\(([^)]{3,40})\)")


@dataclass(slots=True)
class Above:
    """What stands over a bullet: the word that states the tie, its ends as far as they are known, and the texts that say so."""

    heading: Heading
    text: str
    givers: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    sharers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ends(self) -> set[str]:
        """All actors known so far."""
        return {*self.givers, *self.receivers, *self.sharers}


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of a bullet that is a bare phrase under a heading, lead-in or label that settles the tie and its ends."""
    if passage.block.kind is not BlockKind.BULLET or sentence.start != 0:
        return
    listed: tuple[str, ...] = ()
    if passage.block.label and table_rows.row_of(passage) is not None:
        # a form names both ends itself
        return
    if is_nominal(sentence) or (passage.block.label and table_words.stage(sentence.text)):
        listed = _listed(passage)
        above = _above(passage, listed) or _by_itself(passage, sentence.root)
    else:
        above = _by_object(passage, sentence)
    if above is None:
        return
    pairs = list(_pairs(above, listed, passage))
    if not pairs or _names_others(passage, sentence, above.ends | set(listed)):
        return
    yield from _each(passage, sentence, above, pairs)


def is_nominal(sentence: Span) -> bool:
    """True for a phrase without a clause of its own: a noun, an amount, a participle; no order ("Lift the ban"), no subject."""
    root = sentence.root
    subjects = [child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")]
    if subjects:
        return _is_reduced(root) or _is_noun_after_all(root, subjects[0])
    first = next((t for t in sentence if not t.is_punct and not t.is_space), root)
    if first.tag_ in ("VB", "VBP", "VBD", "VBZ", "MD", "TO") or (first.tag_ == "VBN" and first == root):
        return False
    return root.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM", "PRON", "DET", "INTJ", "X", "ADV") or root.tag_ in ("VBG", "VBN")


def _is_reduced(root: Token) -> bool:
    """True for "a railway to the coast, opened in 2021", which lacks its auxiliary."""
    return root.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in root.children)


def _is_noun_after_all(root: Token, subject: Token) -> bool:
    """True for a plural noun read as a verb: "asset freezes on 103 people", "budget support worth $5 million"."""
    if root.tag_ not in ("VBZ", "VBP", "NNS", "NN") or subject.pos_ in ("PRON", "PROPN"):
        return False
    if any(child.dep_ in ("dobj", "aux", "auxpass", "ccomp", "xcomp", "attr", "advcl", "neg") for child in root.children):
        return False
    return not any(word.pos_ in ("DET", "PRON") for word in root.doc[root.sent.start : root.i])


# --- who stands in the bullet -------------------------------------------------------------------------------------


def _listed(passage: Passage) -> tuple[str, ...]:
    """Actors that a bullet lists: its label, or the names it begins with ("Australia – …", "Israel (drones)", "Chad")."""
    by_label = labels.named(_TOWARDS.sub("", passage.block.label), passage.register)
    text = passage.text.rstrip(" .;,")
    whole = by_label or labels.listed(text, passage.register)
    return whole or labels.named(_HEAD_ENDS.split(text, maxsplit=1)[0], passage.register)


def _names_others(passage: Passage, sentence: Span, ends: set[str]) -> bool:
    """True where the bullet names an actor that is neither end nor a mere channel ("through the World Food Programme")."""
    for span in passage.spans:
        if span.start >= sentence.end or not any(passage.register.kind(t) in _ACTORS for t in span.targets):
            continue
        if set(span.targets) & ends or any(_state_of(t, passage.register) in ends for t in span.targets):
            continue
        before = {passage.parsed.doc[i].lower_ for i in range(max(0, span.start - 4), span.start)}
        if not before & table_words.words_of("channel"):
            return True
    return False


def _state_of(actor: str, register: Register) -> str:
    entity = register.entity(actor)
    return entity.state if entity is not None else ""


# --- what stands over it ------------------------------------------------------------------------------------------


def _above(passage: Passage, listed: Sequence[str]) -> Above | None:
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
        heading = None if _ASKS.match(text) else labels.stated(text)
        actors = labels.actors_in(text, passage.register)
        if above is not None:
            if not (listed and above.ends):
                _complete(above, heading, text, actors, passage.register)
        elif heading is not None and (what in ("label", "lead-in") or heading.relation is not Relation.HOLDS_OFFICE):
            above = Above(heading, text)
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
    if heading is not None and heading.relation is above.heading.relation and not above.ends:
        _give_roles(above, text, bodies, register)
        return
    others = [actor for actor in bodies if actor not in above.ends]
    if others:
        _fill(above, others, ())


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
    elif len(others) == 1 and not above.ends:
        (above.receivers if above.heading.subject == "partner" else above.givers).append(others[0])


def _by_object(passage: Passage, sentence: Span) -> Above | None:
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
    return _by_itself(passage, objects[0]) if objects else None


def _by_itself(passage: Passage, head: Token) -> Above | None:
    """What a bullet states by its own head noun, where two actors are meant: "Talks on fisheries", "Launch of a joint fund"."""
    if len(passage.context) != 2:
        return None
    root = _meant(head)
    before = head.sent[: max(0, root.i - head.sent.start + 1)].text
    heading = labels.stated(before[-60:])
    if heading is None or heading.subject != "both" or not before.casefold().rstrip("s").endswith(heading.word.rstrip("s")):
        return None
    label = passage.register.label
    above = Above(heading, "", sharers=list(passage.context))
    above.notes.append(" and ".join(label(actor) for actor in passage.context) + ": not named here, by the context")
    return above


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


# --- what it says -------------------------------------------------------------------------------------------------


def _pairs(above: Above, listed: Sequence[str], passage: Passage) -> Iterator[tuple[str, str]]:
    """(subject, object) of each claim that the list makes; nothing while an end is open."""
    heading = above.heading
    if heading.subject == "one" or heading.relation in (Relation.MEMBER_OF, Relation.HOLDS_OFFICE):
        return
    new = [actor for actor in listed if actor not in above.ends]
    givers, receivers = list(above.givers), list(above.receivers)
    if heading.subject == "both":
        known = [*above.sharers, *(a for a in (*givers, *receivers) if a not in above.sharers)]
        if not known and len(passage.context) == 2 and not new:
            known = list(passage.context)
        if len(known) == 1 and not new:
            known += _other_of_context(known[0], passage)
        for other in new if len(known) == 1 else known[1:] if len(known) == 2 and not new else ():
            yield known[0], other
        return
    if new:
        if givers and not receivers:
            receivers = new
        elif receivers and not givers:
            givers = new
        else:
            return
    elif givers and not receivers:
        receivers = [*above.sharers] or _other_of_context(givers[0], passage)
    elif receivers and not givers:
        givers = [*above.sharers] or _other_of_context(receivers[0], passage)
    for giver in givers:
        for receiver in receivers:
            if giver != receiver:
                yield giver, receiver


def _other_of_context(actor: str, passage: Passage) -> list[str]:
    """The other one of the two actors that a passage or its document is about."""
    for pair in (passage.context, passage.linked.main):
        if len(pair) == 2 and actor in pair:
            return [one for one in pair if one != actor]
    return []


def _each(passage: Passage, sentence: Span, above: Above, pairs: Sequence[tuple[str, str]]) -> Iterator[Statement]:
    heading, register = above.heading, passage.register
    figure = _figure(passage)
    text = passage.text
    stages = [stage for said in (text, *_BRACKET.findall(text)) if (stage := table_words.stage(said)) is not None]
    if any(stage.kind == "stage-over" for stage in stages):
        return
    found = _domains(passage, above)
    listed = _listed(passage)
    dated = bool(heading.domain and (table_words.stage(text) or labels.date_of(text)))
    if not found and not (figure or listed or dated or tables.says_none(text)):
        return
    when = time_of(passage, sentence.root) or standing_date(passage) or labels.date_of(above.text, whole=False)
    modality, scope = _modality(above, text), scope_of(sentence.root)
    for subject, other in pairs:
        for domain in found or (heading.domain,):
            relation = heading.relation
            if relation is Relation.SUPPLIES and domain is None:
                domain = "domain:trade"
            claim = Claim.of(
                subject, relation, other, domain=domain,
                modality=modality if modality is not Modality.ASSERTED else scope.modality,
                negated=scope.negated or tables.says_none(text), when=when, quantity=figure,
            )  # fmt: skip
            notes = [f"not named here: {register.label(end)} over the list" for end in (subject, other) if end not in listed]
            via = Argument(subject, sentence.root, None, notes[0] if notes else "")
            yield passage.statement(claim, sentence.root, via, None, f"list:{heading.word}", 0.6, [*notes[1:], *above.notes])


def _modality(above: Above, text: str) -> Modality:
    """As the heading or a bracket of the bullet has it: "Pledges", "(planned)", "(under discussion)"."""
    for said in (*_BRACKET.findall(text), above.text):
        modality = tables.modality_of(said)
        if modality is not Modality.ASSERTED:
            return modality
    return Modality.ASSERTED


def _domains(passage: Passage, above: Above) -> tuple[str, ...]:
    """Domains of the bullet's own words, else its label's, else those of the heading."""
    own = topics.settle(f for f in passage.domains if f.end - 1 not in passage.by_token)
    general = {"domain:economic", "domain:development", "domain:diplomacy"}
    if above.heading.relation in (Relation.SUPPLIES, Relation.TRADES_WITH, Relation.AIDS):
        general.add("domain:trade")
    specific = tuple(domain for domain in own if domain not in general)
    if specific:
        return specific
    label = passage.block.label
    texts = [label if label != above.text else "", above.text]
    for text in texts:
        found = labels.domains_of(text) if text else ()
        kept = tuple(domain for domain in found if domain not in general)
        if kept:
            return kept[:2]
    if own:
        return own
    usual = ("domain:development",) if above.heading.relation is Relation.AIDS and _listed(passage) else ()
    return (above.heading.domain,) if above.heading.domain else labels.domains_of(above.text)[:1] or usual


def _figure(passage: Passage) -> Quantity | None:
    """The one figure of a bullet, or its first amount of money."""
    figures = [found.quantity for found in passage.figures]
    money = [figure for figure in figures if figure.currency]
    return figures[0] if len(figures) == 1 else money[0] if money else None
