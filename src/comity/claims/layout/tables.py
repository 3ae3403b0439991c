"""Tables as claims: the label gives the measure or domain, the header the actor, the caption the pair and the modality.

A cell is read twice: as words (by the other rules, with the row's label as its heading) and by its place, here. Four shapes:
a column or row for each actor and one actor over all ("Exports | Chad" under "Trade of Togo"); a column or caption with both
actors ("Japan–Vietnam"); a relation in the header ("Member since", "Supplier"); and an agreement with its parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.claims.layout import labels, table_words
from comity.claims.layout.labels import Heading
from comity.claims.layout.table_places import FROM, Place, place_of, role_of_rows
from comity.claims.lexicon import operators
from comity.claims.passage import Passage
from comity.claims.qualifiers import topics
from comity.claims.qualifiers.scope import scope_of
from comity.claims.qualifiers.when import standing_date, time_of
from comity.claims.slots.arguments import Argument
from comity.claims.things.titles import titles
from comity.find.cell_figures import figures_in_cell
from comity.find.dates import onward
from comity.model import Claim, Quantity, Statement
from comity.vocabulary import EntityKind, Modality, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

NAME = "tables"
_FORWARD = frozenset({Modality.POTENTIAL, Modality.PROPOSED, Modality.PREDICTED, Modality.RECOMMENDED, Modality.INTENDED})
_LONGEST_NOTE = 14
"""Words of a remark that is read by one word in it: longer ones are sentences."""

_NOTHING = re.compile(
    r"(?i)\s*(?:n/?a|none|nil|not available|no data|see\b.*|unknown|[-–—.…]*)(?:\s+(?:of note|known|reported))?\s*\.?\s*\Z"
)
_NONE = re.compile(r"(?i)\s*(?:none|not?)\b(?!\s+of note)")
_ABOUT = re.compile(r"(?i)\s*(?:about|around|some|nearly|almost|roughly|approximately|approx\.|circa)\s+(?=\d)")
_YES = re.compile(r"(?i)\s*(?:yes\b|[✓✔])")
_TOTAL = re.compile(r"(?i)\W*totals?\W*\Z")


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements that a cell makes by its place in a table; none for other blocks."""
    place = place_of(passage)
    if place is None or sentence.start != 0 or _NOTHING.match(passage.text):
        return
    if _TOTAL.match(place.cell.row_label) or _TOTAL.match(place.cell.column_header):
        return
    if any(table_words.within(text, "aside") for text in (place.cell.column_header, place.cell.row_label)):
        if place.pivot and table_words.header(place.cell.column_header, "note"):
            yield from _by_note(passage, sentence, place)
        return
    agreement = labels.agreement_in(place.axis or place.cell.row_label, passage.register) or labels.agreement_in(
        place.cell.row_label, passage.register
    )
    caption_agreement = labels.agreement_in(place.cell.caption, passage.register, known=True)
    if table_words.has("parties", place.cell.column_header) and (agreement or caption_agreement):
        yield from _parties(passage, sentence, place, agreement or caption_agreement or "")
    elif place.cell.column_header.casefold() in titles() or place.cell.row_label.casefold() in titles():
        yield from _office(passage, sentence, place)
    else:
        yield from _by_relation(passage, sentence, place)


def says_none(text: str) -> bool:
    """True for a cell or bullet that denies: "none", "no", "not yet"."""
    return bool(_NONE.match(text))


def modality_of(*texts: str) -> Modality:
    """How a caption or header puts its table forward: "potential trade gains", "planned deliveries", "forecast"."""
    words = operators()
    for text in texts:
        for word in text.casefold().split():
            bare = word.strip("():,.;")
            if bare in table_words.words_of("forecast"):
                return Modality.PREDICTED
            operator = words.get((bare, "a")) or words.get((bare, "n")) or words.get((bare.removesuffix("s"), "n"))
            if operator is not None and operator.modality in _FORWARD and not bare.startswith("need"):
                return operator.modality
    return Modality.ASSERTED


# --- what the heading states --------------------------------------------------------------------------------------


def _by_relation(passage: Passage, sentence: Span, place: Place) -> Iterator[Statement]:
    """What the label, header or caption states, filled by the cell: a figure, domains, a date, or an actor."""
    # "Supports the bid of Chad" may be tagged as a noun: with a name in it the completed sentence says what it is
    own = None if _is_clause(sentence) or (sentence[0].tag_ == "NNS" and passage.by_token) else labels.stated(sentence.text)
    over = (*passage.block.section, passage.linked.document.title)
    if own is not None and own.subject != "both" and place.owner_text in over:
        # whose loans a cell means by a word of its own the heading over the table does not say
        own = None
    heading = (own if place.is_general else None) or place.heading or own
    stage = table_words.stage(sentence.text)
    if heading is None or (stage is not None and stage.kind == "stage-over"):
        return
    tied = _tied(passage, sentence)
    heading = tied or heading
    inside = _cell_actors(passage, place)
    pairs = list(_pairs(passage, place, heading, inside))
    if heading.subject == "one":
        if len(place.pivot) == 1:
            yield from _of_one(passage, sentence, place, heading)
        return
    if not pairs:
        return
    figure = figure_in(passage)
    clause = tied is None and _is_clause(sentence)
    about = tuple(d for d in labels.domains_of(f"{place.cell.row_label} {place.cell.caption}") if tied is not None)
    found = about or _domains(passage, place, heading, own_only=clause or not (figure or _is_plain_cell(passage, place, heading)))
    if clause or ((not found and not (figure and heading.domain)) and heading.relation is not Relation.MEMBER_OF):
        return
    for subject, other in pairs:
        for domain in (None,) if heading.relation is Relation.MEMBER_OF else found or (heading.domain,):
            # goods that nobody names are trade
            unnamed = heading.relation is Relation.SUPPLIES and domain == "domain:trade"
            claim = Claim.of(
                subject, Relation.TRADES_WITH if unnamed else heading.relation, other,
                domain=domain, modality=_modality(sentence, place), negated=bool(_NONE.match(sentence.text)),
                when=_when(passage, sentence, heading), quantity=figure,
            )  # fmt: skip
            yield _said(passage, sentence, claim, place, "table-figure" if figure else "table-row", 0.7 if figure else 0.65)


def _tied(passage: Passage, sentence: Span) -> Heading | None:
    """The tie of two that is the subject of a cell which names nobody: "Negotiations resumed in 2025"; None where it ended."""
    subject = next((child for child in sentence.root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or passage.by_token or sentence.root.lower_ in table_words.words_of("stage-over"):
        return None
    heading = labels.stated(subject.text)
    return heading if heading is not None and heading.subject == "both" else None


def _by_note(passage: Passage, sentence: Span, place: Place) -> Iterator[Statement]:
    """What a remark says of its row's actor by a word of its own ("Largest donor until 2010"), where the table is about another."""
    text = re.split(r"[;.]\s", sentence.text)[-1] if len(sentence) <= _LONGEST_NOTE else ""
    heading = labels.stated(text)
    if heading is None or heading.subject != "partner" or not place.owner or _is_clause(sentence) or says_none(text):
        return
    for domain in labels.domains_of(text) or (
        heading.domain or ("domain:development" if heading.relation is Relation.AIDS else None),
    ):
        claim = Claim.of(place.pivot[0], heading.relation, place.owner, domain=domain, when=_when(passage, sentence, heading))
        yield _said(passage, sentence, claim, place, "table-note", 0.6)


def _pairs(passage: Passage, place: Place, heading: Heading, inside: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(subject, object) as the place of the cell gives them."""
    if heading.subject == "one":
        return
    if len(place.pivot) == 1 and inside and heading.subject != "both" and FROM.search(passage.text):
        yield from ((giver, place.pivot[0]) for giver in inside)
        return
    if len(place.pivot) == 2:
        yield place.pivot[0], place.pivot[1]
        return
    said = None
    for text in (place.cell.row_label, place.cell.column_header, place.cell.caption) if not place.pivot else ():
        said = said or labels.pair_in(text, heading, passage.register)
    if said is not None:
        yield said
        return
    if not place.pivot and inside and place.owner:
        listed, owner = inside, place.owner
    elif len(place.pivot) == 1 and place.owner:
        listed, owner = place.pivot, place.owner
    elif len(place.pivot) == 1 and (len(inside) == 1 or (inside and heading.relation is Relation.MEMBER_OF)):
        listed, owner = inside, place.pivot[0]
    elif not place.pivot and len(passage.context) == 2 and heading.subject == "both":
        listed, owner = passage.context[1:], passage.context[0]
    else:
        return
    if heading.relation is Relation.MEMBER_OF and passage.register.kind(owner) is not EntityKind.ORGANIZATION:
        return
    role = role_of_rows(passage) if listed == place.pivot and not place.header_is_actor else None
    if role is not None:
        acts = role == "taker"
    elif place.owner_at >= 0:
        acts = labels.owner_acts(heading, place.owner_text, place.owner_at)
    else:
        # two actors over the table, a row or column for each: what stands under one is his own
        acts = (heading.subject != "partner") is not (listed == place.pivot)
    for other in listed:
        if other != owner:
            yield (owner, other) if acts else (other, owner)


def _of_one(passage: Passage, sentence: Span, place: Place, heading: Heading) -> Iterator[Statement]:
    """What a cell says its column's or row's actor has, needs or pursues."""
    found = topics.settle(passage.domains) or (labels.domains_of(place.axis) if passage.figures else ())
    found = tuple(d for d in found if d not in ("domain:trade", "domain:economic")) or found
    modality = modality_of(place.cell.caption) if heading.relation is Relation.PURSUES else Modality.ASSERTED
    for domain in found:
        claim = Claim.of(place.pivot[0], heading.relation, domain, modality=modality, quantity=figure_in(passage))
        yield _said(passage, sentence, claim, place, "table-row", 0.65)


_ARMS = "domain:arms-trade"


def _domains(passage: Passage, place: Place, heading: Heading, own_only: bool) -> tuple[str, ...]:
    """Domains of the cell's own words, else of its label, header or caption."""
    own = topics.settle(passage.unnamed_domains)
    own = own if not table_words.stage(passage.text) else ()
    if own or own_only:
        sold = (heading.domain,) if heading.domain and heading.relation is Relation.SUPPLIES and not own_only else ()
        if not sold and heading.relation is Relation.SUPPLIES and _ARMS in labels.domains_of(place.cell.caption):
            sold = (_ARMS,)
        return (*sold, *(domain for domain in own if domain not in sold))
    for text in (place.axis, place.cell.row_label if not place.pivot or place.header_is_actor else "", place.cell.caption):
        if labels.named(text, passage.register):
            continue
        unsaid = {Relation.SUPPLIES: (topics.FINANCE, "domain:trade"), Relation.AIDS: ("domain:trade",)}.get(heading.relation, ())
        found = tuple(d for d in labels.domains_of(text) if d not in unsaid)  # "Payment (USD)" over goods is not what they are
        if found:
            return found[:2]
    return (heading.domain,) if heading.domain else ("domain:trade",) if heading.relation is Relation.SUPPLIES else ()


def _is_plain_cell(passage: Passage, place: Place, heading: Heading) -> bool:
    """True for a cell that needs no domain of its own: a date, a negation, a word for who it is ("Largest customer")."""
    text = passage.text
    if heading.domain and _YES.match(text):
        return True
    word = labels.stated(text)
    first = passage.parsed.doc[0]
    return bool(
        labels.date_of(text)
        or table_words.stage(text)
        or table_words.is_degree(text)
        or (_NONE.match(text) and (passage.dates or heading.relation is Relation.COOPERATES_WITH) and heading.domain)
        or (word is not None and word.relation is heading.relation)
        or (first.tag_ == "VBN" and heading.domain)
        or (heading.relation is Relation.SANCTIONS and table_words.header(place.cell.column_header, "thing"))
        or (_cell_actors(passage, place) and (heading.domain or labels.domains_of(f"{place.axis} {place.cell.caption}")))
    )


def _is_clause(sentence: Span) -> bool:
    """True for a cell that is a sentence of its own: the words read it."""
    root = sentence.root
    if root.tag_ == "VBZ" and root == next((t for t in sentence if not t.is_punct and not t.is_space), root) and len(sentence) > 2:
        return True
    if root.tag_ == "VBZ" and not any(
        child.dep_ in ("dobj", "aux", "ccomp", "xcomp", "attr", "advcl", "neg") for child in root.children
    ):
        # "asset freezes on 280 persons", "Bayraktar drones": a plural noun read as a verb
        subjects = [child for child in root.children if child.dep_.startswith("nsubj")]
        return any(child.pos_ == "PRON" or (child.pos_ == "PROPN" and root.i + 1 < sentence.end) for child in subjects)
    return root.pos_ in ("VERB", "AUX") and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in root.children)


def figure_in(passage: Passage) -> Quantity | None:
    """The cell's first figure, with the unit of its header, label or caption and the row's label as its measure."""
    cell = passage.block.cell
    assert cell is not None
    if labels.date_of(passage.text):
        return None
    text = passage.text
    about = _ABOUT.match(text)
    if about is not None and not passage.figures:
        found = figures_in_cell(text[about.end() :], cell.column_header) or figures_in_cell(text[about.end() :], cell.caption)
        return replace(found[0].quantity, approximate=True) if found else None
    # a name over a row ("United States") is no unit of what is counted in it
    by_name = bool(labels.named(cell.row_label, passage.register))
    found = (figures_in_cell(text, cell.column_header) if by_name else passage.figures) or figures_in_cell(text, cell.caption)
    if not found:
        return None
    figure = found[0].quantity
    by_column = labels.date_of(cell.row_label) or not labels.stated(cell.row_label)
    label = cell.column_header if by_column and (labels.stated(cell.column_header) or figure.measure == "") else cell.row_label
    stated = label.split("(")[0].strip().casefold() if labels.stated(label) and not labels.date_of(label) else ""
    measure = (stated if not passage.figures and stated else figure.measure) or (
        "" if labels.date_of(label) or not labels.stated(label) else label.split("(")[0].strip().casefold()
    )
    estimated = bool(re.search(r"(?i)\best(?:\.|imated?)?\b", f"{cell.row_label} {cell.column_header}"))
    return replace(figure, measure=measure, approximate=figure.approximate or estimated)


def _modality(sentence: Span, place: Place) -> Modality:
    cell = place.cell
    stage = table_words.stage(sentence.text)
    if stage is not None:
        return stage.modality
    over = modality_of(cell.caption, cell.row_label, cell.column_header)
    return over if over is not Modality.ASSERTED else scope_of(sentence.root).modality


def _when(passage: Passage, sentence: Span, heading: Heading) -> str | None:
    own = labels.date_of(passage.text)
    found = own or time_of(passage, sentence.root) or standing_date(passage)
    lasting = heading.relation in (Relation.MEMBER_OF, Relation.ALLIED_WITH) or heading.domain == "domain:diplomacy"
    return onward(found) if found and own and lasting else found


def _said(passage: Passage, sentence: Span, claim: Claim, place: Place, rule: str, confidence: float) -> Statement:
    register, cell = passage.register, place.cell
    notes = [
        f"{register.label(actor)}: “{cell.column_header if place.header_is_actor else cell.row_label}”" for actor in place.pivot
    ]
    if place.owner:
        notes.append(
            f"{register.label(place.owner)}: "
            + (f"by “{place.owner_text.strip()}”" if place.owner_at >= 0 else "the other actor of the table")
        )
    subject = Argument(claim.subject, sentence.root, None, notes[0] if notes else "the table's pair")
    return passage.statement(claim, sentence.root, subject, None, rule, confidence, notes[1:])


def said_by_row(
    passage: Passage, sentence: Span, claim: Claim, giver: table_words.Word | None, taker: table_words.Word | None
) -> Statement:
    """The statement of a row that names both ends, each under a header of its own."""
    label = passage.register.label
    notes = [
        f"{label(end)}: “{word.word}” of the row" if word is not None else f"{label(end)}: in the row"
        for end, word in ((claim.subject, giver), (claim.object, taker))
    ]
    subject = Argument(claim.subject, sentence.root, None, notes[0])
    return passage.statement(claim, sentence.root, subject, None, "table-ends", 0.7, notes[1:])


def is_parties(header: str) -> bool:
    """True for a header over the parties of agreements."""
    return table_words.has("parties", header)


# --- parties, offices ---------------------------------------------------------------------------------------------


def _cell_actors(passage: Passage, place: Place) -> tuple[str, ...]:
    """Actors of a cell that is a list of them ("Australia, since 2012", "Chad; Togo"); nothing for other cells."""
    given = FROM.split(passage.text)
    text = given[1] if len(given) == 2 else re.split(r"(?i),?\s*\(?(?:since|in|until)\b", given[0])[0]
    return tuple(actor for actor in labels.listed(text, passage.register) if actor not in place.pivot)


def _parties(passage: Passage, sentence: Span, place: Place, agreement: str) -> Iterator[Statement]:
    """The parties of the agreement that a row or caption names: the cell's, the row's, and the actor over the table."""
    inside = _cell_actors(passage, place)
    date = labels.date_of(passage.text)
    both = tuple(labels.actors_in(place.cell.caption, passage.register)) if date and not inside and not place.pivot else ()
    if len(both) == 2:
        inside = both
    if not inside and not (date and place.pivot):
        return
    entity = passage.register.entity(agreement)
    domains = entity.domains[:2] if entity is not None and entity.domains else labels.domains_of(place.cell.caption)[:2]
    when = date or time_of(passage, sentence.root) or (passage.dates[0].edtf if passage.dates else None)
    for actor in dict.fromkeys((*inside, *place.pivot, *((place.owner,) if place.owner and inside else ()))):
        for domain in domains or (None,):
            name = domain if domain is None or domain.startswith("domain:") else f"domain:{domain}"
            claim = Claim.of(actor, Relation.PARTY_TO, agreement, domain=name, when=when)
            yield _said(passage, sentence, claim, place, "table-party", 0.7)


def _office(passage: Passage, sentence: Span, place: Place) -> Iterator[Statement]:
    """Who holds the office that a header names, for the state of the row or column."""
    if len(place.pivot) != 1:
        return
    title = place.cell.row_label if place.header_is_actor else place.cell.column_header
    people = [t for span in passage.spans for t in span.targets if passage.register.kind(t) is EntityKind.PERSON]
    text = passage.text.strip()
    if not people and re.fullmatch(r"(?:[A-ZÀ-Þ][\w.’'-]+\s+){1,3}[A-ZÀ-Þ][\w’'-]+", text):
        people = [passage.register.add(EntityKind.PERSON, text, state=place.pivot[0])]
    for person in people[:1]:
        claim = Claim.of(person, Relation.HOLDS_OFFICE, place.pivot[0], office=title.casefold())
        yield _said(passage, sentence, claim, place, "table-office", 0.7)
