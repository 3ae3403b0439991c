"""The part of a graph a person asked for: some actors and their surroundings, a period, some domains, some modalities."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from comity import resources
from comity.errors import BadOption
from comity.model import AssembledClaim, Contents
from comity.network.wording import months
from comity.vocabulary import UNNAMED, Modality, slug

SUGGESTIONS = 3
"""Near names offered for an unknown one; more than three are not read on one line."""


@cache
def domain_tree() -> dict[str, tuple[str, str]]:
    """Domain identifier (``domain:oil``) → (label, broader identifier or ""), in the order of the scheme."""
    rows = resources.rows("ontology", "domains.tsv", required=("id", "label"))
    return {f"domain:{row['id']}": (row["label"], f"domain:{row['broader']}" if row["broader"] else "") for row in rows}


def find_entity(contents: Contents, name: str) -> str:
    """Identifier of the entity a person means by an identifier, a label or an alias, in any case.

    Raises:
        BadOption: nothing of that name is in the graph, or several things are; near names are suggested.
    """
    wanted, folded = slug(name), " ".join(name.casefold().split())
    by_name: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for entity in contents.entities:
        if name == entity.id:
            return name
        for known in (entity.label, *entity.aliases):
            by_name.setdefault(" ".join(known.casefold().split()), set()).add(entity.id)
            labels.setdefault(known.casefold(), entity.label)
    found = by_name.get(folded) or {e.id for e in contents.entities if wanted and e.id.partition(":")[2] == wanted}
    by_label = {e.id for e in contents.entities if e.label.casefold() == folded}
    if len(found) > 1 and len(by_label) == 1:
        return by_label.pop()
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise BadOption(f"{name!r} may be any of {', '.join(sorted(found))}", next_step="use one of these identifiers")
    near = list(dict.fromkeys(labels[match] for match in get_close_matches(folded, sorted(labels), n=SUGGESTIONS)))
    hint = f"did you mean {' or '.join(near)}" if near else "search the page without this option to see who is in the graph"
    raise BadOption(f"nobody and nothing called {name!r} is in this graph", next_step=hint)


def find_domain(name: str) -> str:
    """Identifier of the domain a person means by its identifier, with or without prefix, or its label.

    Raises:
        BadOption: there is no such domain; near ones are suggested.
    """
    folded = name.casefold().removeprefix("domain:").strip()
    names = {word: found for found, (label, _) in domain_tree().items() for word in (found.partition(":")[2], label.casefold())}
    if folded in names:
        return names[folded]
    near = get_close_matches(folded, sorted(names), n=SUGGESTIONS)
    hint = f"did you mean {' or '.join(near)}" if near else "see the domains in the page's list of topics"
    raise BadOption(f"there is no domain {name!r}", next_step=hint)


def find_period(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """First and last month of a period given as years, months or days ("2015", "2015-06").

    Raises:
        BadOption: a date is not understood, or the period ends before it starts.
    """
    edges: list[int | None] = []
    for option, text, end in (("--since", since, 0), ("--until", until, 1)):
        covered = months(text) if text else None
        if text and (covered is None or None in covered):
            raise BadOption(f"{option} {text!r} is not a date", next_step="write a year or a month, such as 2015 or 2015-06")
        edges.append(covered[end] if covered else None)
    first, last = edges
    if first is not None and last is not None and last < first:
        raise BadOption(f"the period {since} to {until} ends before it starts", next_step="exchange the two dates")
    return first, last


def select(
    contents: Contents,
    *,
    focus: Sequence[str] = (),
    depth: int = 1,
    since: str | None = None,
    until: str | None = None,
    domains: Sequence[str] = (),
    modalities: Collection[Modality] | None = None,
    claims: Collection[str] | None = None,
    entities: Collection[str] = (),
) -> Contents:
    """The part of the contents that was asked for, with only the entities, links and documents it refers to.

    Args:
        contents: the whole graph.
        focus: identifiers or names; keeps what lies within ``depth`` ties of one of them.
        depth: how many ties away from the focus; 0 keeps the focus alone.
        since, until: keeps claims whose dates touch the period; claims without a date are then left out.
        domains: keeps claims about one of these domains or a narrower one.
        modalities: keeps claims put forward in one of these ways.
        claims: keeps these alone, by identifier.
        entities: identifiers of entities to keep beside those that the claims name.

    Raises:
        BadOption: an unknown name, domain or date.
    """
    if depth < 0:
        raise BadOption("the depth cannot be negative", next_step="use 0 or more")
    tests: list[Callable[[AssembledClaim], bool]] = []
    if claims is not None:
        among = frozenset(claims)
        tests.append(lambda claim: claim.id in among)
    first, last = find_period(since, until)
    if first is not None or last is not None:
        tests.append(lambda claim: _touches(claim.claim.when, first, last))
    if domains:
        wanted = _with_narrower({find_domain(name) for name in domains})
        tests.append(lambda claim: claim.claim.domain in wanted or claim.claim.object in wanted)
    if modalities is not None:
        allowed = frozenset(modalities)
        tests.append(lambda claim: claim.claim.modality in allowed)
    kept = [claim for claim in contents.claims if all(test(claim) for test in tests)]
    if focus:
        centre = {find_entity(contents, name) for name in focus}
        within = _surroundings(kept, centre, depth)
        kept = [claim for claim in kept if _is_within(claim, within)]
        return _only(contents, kept, centre | set(entities))
    return _only(contents, kept, set(entities)) if tests else contents


def _touches(when: str | None, first: int | None, last: int | None) -> bool:
    covered = months(when) if when else None
    if covered is None:
        return False
    start, end = covered
    return (first is None or end is None or end >= first) and (last is None or start is None or start <= last)


def _with_narrower(domains: set[str]) -> set[str]:
    found: set[str] = set()
    edge = set(domains)
    while edge:
        found |= edge
        edge = {domain for domain, (_, broader) in domain_tree().items() if broader in edge} - found
    return found


def _surroundings(claims: Iterable[AssembledClaim], centre: set[str], depth: int) -> set[str]:
    partners: dict[str, set[str]] = {}
    for assembled in claims:
        subject, target = assembled.claim.subject, assembled.claim.object
        if UNNAMED not in (subject, target) and not target.startswith(("domain:", "claim:")):
            partners.setdefault(subject, set()).add(target)
            partners.setdefault(target, set()).add(subject)
    within, edge = set(centre), set(centre)
    for _ in range(depth):
        edge = {partner for entity in edge for partner in partners.get(entity, ())} - within
        within |= edge
    return within


def _is_within(claim: AssembledClaim, within: set[str]) -> bool:
    subject, target = claim.claim.subject, claim.claim.object
    if target.startswith(("domain:", "claim:")):
        return subject in within
    return (subject in within or subject == UNNAMED) and (target in within or target == UNNAMED) and {subject, target} != {UNNAMED}


def _only(contents: Contents, claims: list[AssembledClaim], also: set[str]) -> Contents:
    ids = {claim.id for claim in claims}
    named = set(also)
    for assembled in claims:
        claim = assembled.claim
        named.update(part for part in (claim.subject, claim.object, claim.attributed_to) if part)
    sources = {evidence.document for claim in claims for evidence in claim.evidence}
    return replace(
        contents,
        documents=tuple(document for document in contents.documents if document.id in sources),
        entities=tuple(entity for entity in contents.entities if entity.id in named),
        claims=tuple(claims),
        links=tuple(link for link in contents.links if link.source in ids and link.target in ids),
        ledger=tuple(entry for entry in contents.ledger if entry.document in sources),
    )
