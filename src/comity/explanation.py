"""Where a claim comes from, in words: who says so, where, which rule read it from which words, and what bears on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from comity.errors import BadOption
from comity.model import AssembledClaim, Claim, ClaimLink, Contents, Document, Evidence, LedgerEntry
from comity.network.wording import amount_text, claim_time, without_controls
from comity.vocabulary import Modality

Paint = Callable[[str, str], str]
"""(role, words) → the words as they are shown; roles are "subject", "relation", "object", several joined by "+", or "head"."""

SHORTEST = 4
"""Fewest hexadecimal digits that are taken for the beginning of an identifier: with three, every tenth English word of
those letters ("bad", "fed") would be one among a few thousand claims."""

MOST = 25
"""Claims and passages that are shown in full for a piece of text; a page of text seldom holds more."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim with the evidence that was asked about, and the links that bear on it."""

    claim: AssembledClaim
    evidence: tuple[Evidence, ...]
    links: tuple[ClaimLink, ...]


@dataclass(frozen=True)
class Explanation:
    """What is known about a claim, an evidence, or a stretch of text. True when there is anything to say.

    Attributes:
        asked: what was asked about.
        told: the claims, with the evidence in question.
        passed: passages without claims, with their reasons.
        contents: the graph it is about.
        beside: names of the files that have the words, where they stand in nothing that is read: over a table's columns, say.
    """

    asked: str
    told: tuple[Told, ...]
    passed: tuple[LedgerEntry, ...]
    contents: Contents
    beside: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.told or self.passed)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Explanation({self.asked!r}: {len(self.told)} claims, {len(self.passed)} passages without)"

    def text(self, paint: Paint | None = None) -> str:
        """The explanation for people; without ``paint``, marked words stand in brackets with their role."""
        return "\n\n".join(_text(self, paint or _bracketed)) + "\n"

    def record(self) -> dict[str, Any]:
        """The explanation for programs: plain dictionaries, lists, texts and numbers."""
        return _record(self)


def explain(contents: Contents, asked: str) -> Explanation:
    """The explanation of a claim, an evidence, or a stretch of text.

    Args:
        contents: the graph.
        asked: ``claim:…`` or ``evidence:…`` or the hash alone (a beginning will do where it is unique); ``DOCUMENT:START-END``
            in code points of the document's text, with the document's identifier or file name; or words of a document, in any
            case and with any white space. Nothing is told where no document has the words.

    Raises:
        BadOption: there is no such claim, evidence, document or stretch, or a beginning fits several.
    """
    asked = asked.strip()
    known = _by_identifier(contents, asked)
    if known is not None:
        return known
    span = re.fullmatch(r"(.+):(\d+)-(\d+)", asked)
    if span:
        document = document_named(contents, span[1])
        return _of_spans(contents, asked, [(document.id, *_checked(document, int(span[2]), int(span[3])))])
    return _of_spans(contents, asked, list(_found(contents, asked)))


def document_named(contents: Contents, name: str) -> Document:
    """The document of that identifier (with or without its prefix), file name or title.

    Raises:
        BadOption: there is none, or there are several.
    """
    folded = name.casefold()

    def names(document: Document) -> Iterator[str]:
        yield from (document.id, document.id.removeprefix("document:"), document.file_name, document.title)

    found = [document for document in contents.documents if folded in {one.casefold() for one in names(document)}]
    if len(found) == 1:
        return found[0]
    if found:
        step = f"say {' or '.join(document.id for document in found)}"
        raise BadOption(f"{name!r} may mean several documents", next_step=step)
    raise BadOption(f"there is no document {name!r} in the graph", next_step="comity query documents lists them")


# --- what was asked about -----------------------------------------------------------------------------------------


def _by_identifier(contents: Contents, asked: str) -> Explanation | None:
    """The explanation where a claim or an evidence was named; nothing where it may be a word."""
    form = re.fullmatch(rf"(?:(claim|evidence):)?([0-9a-f]{{{SHORTEST},16}})", asked)
    if form is None:
        return None
    claims = [item for item in contents.claims if form[1] != "evidence" and item.id[6:].startswith(form[2])]
    pairs = [(item, one) for item in contents.claims for one in item.evidence
             if form[1] != "claim" and one.id[9:].startswith(form[2])]  # fmt: skip
    if len(claims) + len(pairs) > 1:
        several = [item.id for item in claims] + [one.id for _, one in pairs]
        raise BadOption(f"{asked!r} begins several identifiers", next_step=f"say {' or '.join(several[:4])}")
    if claims:
        return Explanation(asked, (_told(contents, claims[0], claims[0].evidence),), (), contents)
    if pairs:
        return Explanation(asked, (_told(contents, pairs[0][0], (pairs[0][1],)),), (), contents)
    if form[1]:
        raise BadOption(f"there is no {form[1]} {asked!r} in the graph", next_step="find it with comity query, or give a quote")
    return None


def _told(contents: Contents, item: AssembledClaim, evidence: tuple[Evidence, ...]) -> Told:
    return Told(item, evidence, tuple(link for link in contents.links if item.id in (link.source, link.target)))


def _checked(document: Document, start: int, end: int) -> tuple[int, int]:
    if not start < end <= len(document.text):
        step = f"count code points, from 0 to {len(document.text)}"
        raise BadOption(f"there is no stretch {start}-{end}", file=document.file_name, next_step=step)
    return start, end


def _found(contents: Contents, words: str) -> Iterator[tuple[str, int, int]]:
    """Everywhere the words stand, in any case and with any white space between them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    if words.split():
        for document in contents.documents:
            yield from ((document.id, match.start(), match.end()) for match in pattern.finditer(document.text))


def _of_spans(contents: Contents, asked: str, spans: list[tuple[str, int, int]]) -> Explanation:
    """Claims whose evidence touches one of the stretches, and passages there that gave none."""

    def touched(document: str, start: int, end: int) -> bool:
        return any(name == document and start < until and since < end for name, since, until in spans)

    told = []
    for item in contents.claims:
        evidence = tuple(one for one in item.evidence if touched(one.document, *one.place))
        if evidence:
            told.append(_told(contents, item, evidence))
    told.sort(key=lambda one: (one.evidence[0].document, one.evidence[0].place, one.claim.id))
    passed = tuple(one for one in contents.ledger if not one.claims and touched(one.document, one.start, one.end))
    names = {document.id: document.file_name for document in contents.documents}
    beside = () if told or passed else tuple(sorted({names[document] for document, _, _ in spans}))
    return Explanation(asked, tuple(told), passed, contents, beside)


# --- in words -----------------------------------------------------------------------------------------------------


def worded(claim: Claim, labels: Mapping[str, str]) -> str:
    """A claim on one line: "Kenya supplies Sudan (oil; potential; 2019)"; "not:" goes before what is denied."""
    core = f"{_label(claim.subject, labels)} {claim.relation.facts.label} {_label(claim.object, labels)}"
    about = [_label(claim.domain, labels)] if claim.domain else []
    about += [claim.modality.value] if claim.modality is not Modality.ASSERTED else []
    about += [text for _, text in _qualifiers(claim, labels)]
    return ("not: " if claim.negated else "") + core + (f" ({'; '.join(about)})" if about else "")


def labels_of(contents: Contents) -> dict[str, str]:
    """Entity → label."""
    return {entity.id: entity.label for entity in contents.entities}


def _label(identifier: str, labels: Mapping[str, str]) -> str:
    return _plain(labels.get(identifier) or identifier.partition(":")[2].replace("-", " "))


def _qualifiers(claim: Claim, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(what it is, its wording) for whatever else the claim says."""
    if claim.when:
        yield "when", claim_time(claim)
    if claim.quantity:
        measure = f"{claim.quantity.measure}: " if claim.quantity.measure else ""
        yield "figure", measure + amount_text(claim.quantity) + (f" per {claim.quantity.per}" if claim.quantity.per else "")
    if claim.office:
        yield "office", claim.office
    if claim.effect:
        yield "effect", claim.effect.value
    if claim.attributed_to:
        yield "according to", _label(claim.attributed_to, labels)


def _text(explanation: Explanation, paint: Paint) -> Iterator[str]:
    contents = explanation.contents
    files = {document.id: document.file_name for document in contents.documents}
    labels = labels_of(contents)
    for told in explanation.told[:MOST]:
        yield "\n".join([*_head(told, labels, paint), *_evidence(told, files, paint), *_links(told, contents, labels)])
    texts = {document.id: document.text for document in contents.documents}
    for entry in explanation.passed[:MOST]:
        quote = _plain(texts[entry.document][entry.start : entry.end])
        yield f"no claim: {entry.reason}\n  {_plain(files[entry.document])}:{entry.start}-{entry.end}  {quote}"
    more = max(0, len(explanation.told) - MOST) + max(0, len(explanation.passed) - MOST)
    if more:
        yield f"and {more} more: ask about a shorter stretch, or take the json form"


def _head(told: Told, labels: Mapping[str, str], paint: Paint) -> list[str]:
    claim, item = told.claim.claim, told.claim
    sign = {1: "cooperation (+1)", 0: "structural (0)", -1: "conflict (-1)"}[claim.polarity]
    passages = f"{len(item.evidence)} passage{'s' * (len(item.evidence) != 1)}"
    documents = f"{item.document_count} independent document{'s' * (item.document_count != 1)}"
    rows = [
        ("subject", f"{_label(claim.subject, labels)}  {claim.subject}"),
        ("relation", f"{claim.relation.facts.label}  com:{claim.relation.value}, {sign}"),
        ("object", f"{_label(claim.object, labels)}  {claim.object}"),
        *((("domain", f"{_label(claim.domain, labels)}  {claim.domain}"),) if claim.domain else ()),
        ("put forward", f"{claim.modality.value}, {'negated' if claim.negated else 'not negated'}"),
        *_qualifiers(claim, labels),
        ("belief", f"{item.belief:g}, from {passages} in {documents}"),
    ]
    return [paint("head", worded(claim, labels)), f"  {item.id}", *(f"  {name:<13}{_plain(value)}" for name, value in rows)]


def _evidence(told: Told, files: Mapping[str, str], paint: Paint) -> Iterator[str]:
    for one in told.evidence:
        section = f", section “{_plain(one.section)}”" if one.section else ""
        yield ""
        yield f"  {_plain(files.get(one.document, one.document))}:{one.start}-{one.end}{section}  {one.id}"
        yield "    " + "".join(paint("+".join(roles), _plain(words)) if roles else _plain(words) for words, roles in marked(one))
        if one.cell:
            yield f"    table {one.cell.table + 1}: {_plain(_cell(one))}"
        yield f"    read by {_rule(one.rule)}, confidence {one.confidence:g}"
        for note in one.resolved:
            yield f"    because {_plain(note)}"


def _cell(one: Evidence) -> str:
    assert one.cell is not None
    places = (("row", one.cell.row_label), ("column", one.cell.column_header), ("caption", one.cell.caption))
    return ", ".join(f"{name} “{value}”" for name, value in places if value)


def _rule(rule: str) -> str:
    """A rule in words: the lexicon's rules are called by their word and its part of speech."""
    word, _, tag = rule.rpartition(".")
    part = {"v": "verb", "n": "noun", "a": "adjective"}.get(tag)
    return f"the rule for the {part} “{word}” ({rule})" if part else f"the rule {rule!r}"


def _links(told: Told, contents: Contents, labels: Mapping[str, str]) -> Iterator[str]:
    claims = {item.id: item.claim for item in contents.claims}
    for number, link in enumerate(told.links):
        if number == 0:
            yield ""
        outward = link.source == told.claim.id
        other = link.target if outward else link.source
        aspects = f" {' and '.join(link.aspects)}" if link.aspects else ""
        wording = worded(claims[other], labels) if other in claims else other
        yield f"  {link.kind.value if outward else 'is the one that ' + link.kind.value}{aspects}: {wording}  {other}"


def marked(one: Evidence) -> list[tuple[str, tuple[str, ...]]]:
    """The quote in pieces, each with the roles its words fill: none, or some of "subject", "relation", "object"."""
    marks = [(role, start - one.start, end - one.start) for role, start, end in one.marks]
    cuts = sorted({0, len(one.quote), *(at for _, *ends in marks for at in ends if 0 <= at <= len(one.quote))})
    pieces = []
    for start, end in pairwise(cuts):
        roles = tuple(dict.fromkeys(role for role, since, until in marks if since <= start and end <= until))
        # An actor that the words leave out (it stands above the bullet) is marked where the relation is; the notes say whence.
        pieces.append((one.quote[start:end], ("relation",) if "relation" in roles else roles))
    return pieces


def _bracketed(role: str, words: str) -> str:
    return words if role == "head" else f"[{role}: {words}]"


def _plain(text: str) -> str:
    """Text on one line without control characters, which could steer a terminal."""
    return re.sub(r"\s", " ", without_controls(text))


# --- for programs -------------------------------------------------------------------------------------------------


def _record(explanation: Explanation) -> dict[str, Any]:
    contents = explanation.contents
    labels = labels_of(contents)
    files = {document.id: document.file_name for document in contents.documents}
    texts = {document.id: document.text for document in contents.documents}
    passed = [
        {"document": one.document, "start": one.start, "end": one.end, "kind": one.kind.value,
         "text": texts[one.document][one.start : one.end], "reason": one.reason}
        for one in explanation.passed
    ]  # fmt: skip
    return {
        "asked": explanation.asked,
        "claims": [_claim_record(told, labels, files) for told in explanation.told],
        "without_claims": passed,
    }


def _claim_record(told: Told, labels: Mapping[str, str], files: Mapping[str, str]) -> dict[str, Any]:
    claim = told.claim.claim
    return {
        "id": told.claim.id,
        "wording": worded(claim, labels),
        "subject": claim.subject,
        "relation": claim.relation.value,
        "object": claim.object,
        "domain": claim.domain,
        "polarity": claim.polarity,
        "modality": claim.modality.value,
        "negated": claim.negated,
        **{name.replace(" ", "_"): text for name, text in _qualifiers(claim, labels)},
        "belief": told.claim.belief,
        "documents": told.claim.document_count,
        "evidence": [_evidence_record(one, files) for one in told.evidence],
        "links": [
            {"from": link.source, "to": link.target, "kind": link.kind.value, "aspects": list(link.aspects), "reason": link.reason}
            for link in told.links
        ],
    }


def _evidence_record(one: Evidence, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": one.id, "document": one.document, "file": files.get(one.document, ""), "section": one.section,
        "start": one.start, "end": one.end, "quote": one.quote, "rule": one.rule, "extractor": one.extractor,
        "confidence": one.confidence, "because": list(one.resolved), "cell": _cell(one) if one.cell else None,
        "words": one.words,
        "marks": [{"role": role, "start": start, "end": end, "text": one.quote[start - one.start : end - one.start]}
                  for role, start, end in one.marks],
    }  # fmt: skip
