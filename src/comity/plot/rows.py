"""What the pictures show, counted from claims: plain rows, without any drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.errors import BadOption
from comity.explanation import labels_of
from comity.find.domains import label as domain_label
from comity.model import AssembledClaim, Contents
from comity.network.wording import months
from comity.vocabulary import UNNAMED, Modality


class Picture(StrEnum):
    """The pictures there are."""

    TIMELINE = "timeline"
    DOMAINS = "domains"
    MATRIX = "matrix"


REAL = frozenset(modality for modality in Modality if modality.is_real)

MOST_ACTORS = 16
"""Actors of a matrix when nothing else is said: with more, the labels of an A4 page in width fall below 7 points."""

MOST_DYADS = 18
"""Dyads of a heat map when nothing else is said, by the same measure."""

OTHER = "no field stated"
"""Column of claims without a domain."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim on a time line.

    Attributes:
        first, last: months as ``year * 12 + month - 1``, both included; None for an open end.
        text: the claim in a few words.
        sign: +1, 0 or -1; what is denied counts as 0.
        solid: it is put forward as fact.
        documents: how many independent documents say it.
    """

    first: int | None
    last: int | None
    text: str
    sign: int
    solid: bool
    documents: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers with labelled rows and columns.

    Attributes:
        rows, columns: their labels.
        values: ``values[row][column]``, None where nothing is said; the shade of the cell.
        texts: what stands in the cell, "" where nothing is said.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]


def rows_of(
    contents: Contents, picture: Picture, actors: Sequence[str], most: int | None, modalities: Collection[Modality] | None
) -> tuple[Bar, ...] | Grid:
    """The rows of a picture, with its own choice of what is left out where nothing is said.

    Raises:
        BadOption: a timeline of other than two actors.
    """
    if picture is Picture.TIMELINE:
        if len(actors) != 2:
            step = 'name two, for instance: comity plot timeline Russia "North Korea" -o timeline.svg'
            raise BadOption(f"a timeline is of two actors, not {len(actors)}", next_step=step)
        return timeline(contents, *actors, modalities=modalities or frozenset(Modality))
    if picture is Picture.DOMAINS:
        return domains(contents, dyads=most or MOST_DYADS, actors=actors, modalities=modalities or REAL)
    return matrix(contents, actors=actors, most=most or MOST_ACTORS, modalities=modalities or REAL)


def title_of(contents: Contents, picture: Picture, actors: Sequence[str]) -> str:
    """What a picture shows, in a few words."""
    labels = labels_of(contents)
    named = " and ".join(labels.get(actor, actor) for actor in actors)
    match picture:
        case Picture.TIMELINE:
            return f"{named}, as far as the documents give a time"
        case Picture.DOMAINS:
            return f"Claims by field and pair{f', with {named}' if named else ''}"
        case Picture.MATRIX:
            return "Claims of cooperation (+) and conflict (−)"


def timeline(contents: Contents, a: str, b: str, *, modalities: Collection[Modality] = frozenset(Modality)) -> tuple[Bar, ...]:
    """What is said of two actors with a time, the earliest first; what acts for a state counts as the state.

    Args:
        contents: the graph.
        a, b: identifiers of the two.
        modalities: ways of putting forward that are shown.
    """
    labels, states = labels_of(contents), {entity.id: entity.state for entity in contents.entities}
    found = []
    for item in contents.claims:
        claim = item.claim
        ends = {states.get(end) or end if end not in (a, b) else end for end in (claim.subject, claim.object)}
        span = months(claim.when) if claim.when else None
        if ends != {a, b} or span is None or claim.modality not in modalities:
            continue
        about = f" ({_domain(claim.domain)})" if claim.domain else ""
        text = (
            f"{'not: ' if claim.negated else ''}{labels[claim.subject]} {claim.relation.facts.label} {labels[claim.object]}{about}"
        )
        found.append(Bar(*span, text, 0 if claim.negated else claim.relation.polarity, claim.modality in REAL, item.document_count))
    return tuple(sorted(found, key=lambda bar: (_first(bar), _last(bar), bar.text)))


def _first(bar: Bar) -> int:
    return bar.first if bar.first is not None else bar.last or 0


def _last(bar: Bar) -> int:
    return bar.last if bar.last is not None else _first(bar)


def domains(
    contents: Contents, *, dyads: int = MOST_DYADS, actors: Collection[str] = (), modalities: Collection[Modality] = REAL
) -> Grid:
    """How many claims each pair of actors has in each field; the pairs and fields most spoken of first.

    Args:
        contents: the graph.
        dyads: how many pairs at most.
        actors: only pairs with one of these.
        modalities: ways of putting forward that count.
    """
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in _between_actors(contents, modalities):
        pair = tuple(sorted((item.claim.subject, item.claim.object)))
        if not actors or set(pair) & set(actors):
            counted[pair[0], pair[1]][item.claim.domain or ""] += 1
    chosen = sorted(counted, key=lambda pair: (-counted[pair].total(), pair))[:dyads]
    fields: Counter[str] = Counter()
    for pair in chosen:
        fields.update(counted[pair])
    columns = sorted(fields, key=lambda field: (field == "", -fields[field], field))
    labels = labels_of(contents)
    return Grid(
        tuple(" – ".join(sorted(labels[end] for end in pair)) for pair in chosen),
        tuple(_domain(field) if field else OTHER for field in columns),
        tuple(tuple(counted[pair][field] or None for field in columns) for pair in chosen),
        tuple(tuple(str(counted[pair][field] or "") for field in columns) for pair in chosen),
    )


def matrix(
    contents: Contents, *, actors: Collection[str] = (), most: int = MOST_ACTORS, modalities: Collection[Modality] = REAL
) -> Grid:
    """How each actor stands to each other: claims of cooperation less those of conflict, over both, from -1 to 1.

    A row is who acts, a column whom it concerns; relations that hold both ways count for both. Claims without a sign
    (memberships, offices) and denied ones are left out. The index is that of dyadic event data: (positive - negative) /
    (positive + negative), as in the net conflict-cooperation measures of Goldstein (1992), without weights.

    Args:
        contents: the graph.
        actors: these, in this order; those most spoken of when left out.
        most: how many of those.
        modalities: ways of putting forward that count.
    """
    signs: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    spoken: Counter[str] = Counter()
    for item in _between_actors(contents, modalities):
        claim = item.claim
        if not claim.relation.polarity or claim.negated:
            continue
        for pair in {(claim.subject, claim.object), *([(claim.object, claim.subject)] if claim.relation.symmetric else [])}:
            signs[pair][claim.relation.polarity] += 1
        spoken.update((claim.subject, claim.object))
    chosen = list(actors) or sorted(spoken, key=lambda actor: (-spoken[actor], actor))[:most]
    labels = labels_of(contents)
    names = tuple(labels.get(actor, actor) for actor in chosen)
    cells = [[signs.get((a, b)) for b in chosen] for a in chosen]
    return Grid(names, names, tuple(tuple(map(_index, row)) for row in cells), tuple(tuple(map(_counts, row)) for row in cells))


def _index(counted: Counter[int] | None) -> float | None:
    if not counted:
        return None
    return (counted[1] - counted[-1]) / (counted[1] + counted[-1])


def _counts(counted: Counter[int] | None) -> str:
    """ "+3 −1": claims of either sign."""
    if not counted:
        return ""
    return " ".join(f"{mark}{counted[sign]}" for sign, mark in ((1, "+"), (-1, "−")) if counted[sign])


def _between_actors(contents: Contents, modalities: Collection[Modality]) -> Iterable[AssembledClaim]:
    # Whoever a text leaves unnamed is another one each time.
    kinds = {entity.id: entity.kind for entity in contents.entities if entity.id != UNNAMED}
    for item in contents.claims:
        ends = [kinds.get(item.claim.subject), kinds.get(item.claim.object)]
        if item.claim.modality in modalities and all(kind is not None and kind.is_actor for kind in ends):
            yield item


def _domain(identifier: str) -> str:
    return domain_label(identifier)
