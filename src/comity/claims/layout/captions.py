"""Bullets without a verb, filled into what stands over them: "Roads: ¥5 billion" under "Japan's aid to Laos".

A heading, a lead-in or the bullet's own label says what is listed ("aid", "donors", "exports") and, by the words around their
names, who gives and who receives; the bullet gives the domain, the figure, the date and, where the heading lists them, the other
actor ("Australia – schools" under "Donors to the Philippines"). What no text over the bullet settles is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.layout import donors, labels, table_rows, table_words, tables
from comity.claims.layout.above import Above, by_itself, by_means, by_object, over
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import standing_date, time_of
from comity.claims.slots.arguments import Argument
from comity.model import BlockKind, Claim, Quantity, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span, Token

NAME = "captions"
_ACTORS = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP})
_HEAD_ENDS = re.compile(r"\s+[–—-]\s+|\s*[(:;]|,\s*(?=\d|since\b|in\b|with\b)|\s+since\s")
_TOWARDS = re.compile(r"(?i)\A(?:on|against|to|for|in|with|from|by)\s+(?:the\s+)?(?=[A-Z])")
_OBSERVERS = re.compile(r"(?i)\bobserv|\bwithout\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BRACKET = re.compile(r"\(([^)]{3,40})\)")


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of a bullet that is a bare phrase under a heading, lead-in or label that settles the tie and its ends."""
    if passage.block.kind is not BlockKind.BULLET or sentence.start != 0:
        return
    listed: tuple[str, ...] = ()
    if passage.block.label and table_rows.row_of(passage) is not None:
        # a form names both ends itself
        return
    if is_nominal(sentence) or (passage.block.label and table_words.stage(sentence.text)) or is_dated_stage(passage, sentence):
        listed = _listed(passage)
        above = over(passage, listed) or by_itself(passage, sentence.root)
        if above is None or (above.assumed and above.heading.relation is Relation.COOPERATES_WITH):
            above = by_means(passage, sentence) or above
    else:
        above = by_object(passage, sentence)
    if above is None:
        return
    pairs = list(_pairs(above, listed, passage))
    beside = _partners(passage, sentence, above) if above.text and above.heading.subject == "both" and not listed else []
    pairs += [(end, other) for end in sorted({one for pair in pairs for one in pair}) for other in beside if end != other]
    if not pairs or _names_others(passage, sentence, above, (*listed, *beside)):
        return
    yield from _each(passage, sentence, above, pairs)


def is_dated_stage(passage: Passage, sentence: Span) -> bool:
    """True for "Established in 1973" under a lead-in: a stage and its date, of what the lead-in names."""
    is_stage = bool(passage.block.lead_in and passage.dates) and table_words.stage(sentence.text) is not None
    return is_stage and not grammar.children(sentence.root, "dobj", "nsubj", "nsubjpass")


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
    """True for "a railway to the coast, opened in 2021" and "Treaty of friendship signed", which lack their auxiliary."""
    if any(child.dep_ in ("aux", "auxpass") for child in root.children):
        return False
    if root.tag_ != "VBD" or not table_words.stage(root.text) or grammar.children(root, "dobj"):
        return root.tag_ == "VBN"
    return any(labels.stated(subject.text) for subject in grammar.children(root, "nsubj", "nsubjpass"))


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


def _partners(passage: Passage, sentence: Span, above: Above) -> list[str]:
    """States that take part beside the two the list is about: "5,000 troops in 2021, with Chile and Peru"."""
    doc = passage.parsed.doc
    found: list[str] = []
    for span in passage.spans:
        behind = [doc[i].lower_ for i in range(max(sentence.start, span.start - 2), span.start)]
        joined = bool(found) and bool(behind) and behind[-1] in ("and", ",", "the")
        if span.end > sentence.end or span.attributive or not ("with" in behind or joined):
            continue
        found += [t for t in span.targets if passage.register.kind(t) is EntityKind.STATE and t not in above.ends]
    return found if found and not _OBSERVERS.search(sentence.text) else []


def _names_others(passage: Passage, sentence: Span, above: Above, listed: Sequence[str]) -> bool:
    """True where the bullet names an actor that is neither end nor a mere channel ("through the World Food Programme").

    Bodies that only the document knows may sign for the two: "Memorandum between the Lima Port Office and the Oslo Harbour Board".
    """
    ends = above.ends | set(listed)
    for span in passage.spans:
        if span.start >= sentence.end or not any(passage.register.kind(t) in _ACTORS for t in span.targets):
            continue
        if set(span.targets) & ends or any(passage.register.home(t) in ends for t in span.targets):
            continue
        if above.heading.relation is Relation.AGREES_WITH and all(t in passage.register.new for t in span.targets):
            continue
        before = {passage.parsed.doc[i].lower_ for i in range(max(0, span.start - 4), span.start)}
        if not before & table_words.words_of("channel"):
            return True
    return False


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
    turned = above.assumed and heading.relation is Relation.AIDS and donors.giver_of((*givers, *receivers)) in receivers
    for giver in givers:
        for receiver in receivers:
            if giver != receiver:
                yield (receiver, giver) if turned else (giver, receiver)


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
    when = (_staged(passage) if stages else None) or time_of(passage, sentence.root) or standing_date(passage) or above.when
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


def _staged(passage: Passage) -> str | None:
    """The year of the first stage that a bullet lists ("signed 2014; nine bases since 2023"); None where it lists but one."""
    first, _, more = passage.text.partition(";")
    year = _YEAR.search(first) if more else None
    return year[0] if year is not None else None


def _modality(above: Above, text: str) -> Modality:
    """As the heading or a bracket of the bullet has it: "Pledges", "(planned)", "(under discussion)"."""
    for said in (*_BRACKET.findall(text), above.text):
        modality = tables.modality_of(said)
        if modality is not Modality.ASSERTED:
            return modality
    return Modality.ASSERTED


def _domains(passage: Passage, above: Above) -> tuple[str, ...]:
    """Domains of the bullet's own words, else its label's, else those of the heading."""
    own = topics.settle(passage.unnamed_domains)
    general = {"domain:economic", "domain:development", "domain:diplomacy"}
    if above.heading.relation in (Relation.SUPPLIES, Relation.TRADES_WITH, Relation.AIDS):
        general.add("domain:trade")
    specific = topics.settle(f for f in passage.unnamed_domains if f.domain not in general)
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
    if above.heading.domain:
        return (above.heading.domain,)
    helps = above.heading.relation is Relation.AIDS and (not above.text or bool(_listed(passage)))
    usual = ("domain:development",) if helps else ()
    section = labels.domains_of(passage.block.section[-1]) if passage.block.section and not above.text else ()
    return labels.domains_of(above.text)[:1] or (section if len(section) == 1 else usual)


def _figure(passage: Passage) -> Quantity | None:
    """The one figure of a bullet, or its first amount of money."""
    figures = [found.quantity for found in passage.figures]
    money = [figure for figure in figures if figure.currency]
    return figures[0] if len(figures) == 1 else money[0] if money else None
