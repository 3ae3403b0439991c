"""The page that explains a built graph to whoever finds its folder."""

from __future__ import annotations

from collections import Counter

from comity.model import Contents
from comity.vocabulary import Modality


def readme(contents: Contents, quads: int) -> str:
    """Markdown: what the folder is, what is in it, how to use it; counts, but no clock."""
    return f"""# A graph of relations, read from documents

This folder was made by comity. It holds what {_count(len(contents.documents), "document")} say about relations between
states, organisations and people, as a knowledge graph in which every claim keeps the exact passage it was read from.

{_table(contents, quads)}

## What is in the folder

- `graph.nq`: the graph itself, as RDF in N-Quads, sorted: the same documents give the same bytes. Any RDF tool reads it.
- `texts/`: the text of each document. Quotes are slices of these files, counted in code points from 0.
- `coverage.jsonl`: for each sentence, bullet and table cell, the claims read from it, or why there are none.
- `run.json`: when and with what the graph was made. It is the only file with a clock.
- `index/`: a store made from `graph.nq` to answer queries fast. It may be deleted and is made again.

## How the graph is arranged

- One named graph a document: its evidence, the claims that evidence supports, and the names it uses. Taking the graph of a
  document out takes out just what that document alone said.
- `com:reference`: what was known beforehand (states, organisations, memberships, domains, the vocabulary).
- `com:assembled`: how many passages and documents say each claim, how claims bear on one another, and the short form:
  a claim that is stated as so, and not negated, also stands as one plain triple. Symmetric relations stand both ways. It
  also holds each two figures for one pair side by side (`com:FigureComparison`), with why they can or cannot be compared,
  and each pair of actors with its sign (`com:Dyad`).
- `com:inferred`: what follows from what was said, though no document says it, with the rule and what it was derived from.
  A query sees none of it unless it says `GRAPH com:inferred`.

A claim that something *could* be, *should* be or *is not* so is never a plain triple: look at `com:modality` and `com:negated`.
Nothing is averaged and nothing is left out because another document says otherwise.

## How to use it

    comity queries                                  # the questions it answers
    comity query ties -p a=… -p b=… -g THIS-FOLDER   # one of them
    comity view -g THIS-FOLDER --open               # the network
    comity check -g THIS-FOLDER                     # shapes and quotes

`com:` stands for `https://w3id.org/comity/ns#`. Prefixes need not be declared in queries given to comity.

## Documents

{_documents(contents)}
"""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(contents: Contents, quads: int) -> str:
    by_modality = Counter(claim.claim.modality for claim in contents.claims)
    rows = [
        ("documents", len(contents.documents)),
        ("claims", len(contents.claims)),
        *((f"of these {modality.value}", by_modality[modality]) for modality in Modality if by_modality[modality]),
        ("of these negated", sum(claim.claim.negated for claim in contents.claims)),
        ("evidence", sum(len(claim.evidence) for claim in contents.claims)),
        ("links between claims", len(contents.links)),
        ("named things", len(contents.entities)),
        ("quads", quads),
    ]
    return "\n".join(["| what | how many |", "| --- | ---: |", *(f"| {name} | {number} |" for name, number in rows)])


def _documents(contents: Contents) -> str:
    said = Counter(document for claim in contents.claims for document in {one.document for one in claim.evidence})
    head = ["| document | file | title | claims |", "| --- | --- | --- | ---: |"]
    rows = [
        f"| {document.id} | {_cell(document.file_name)} | {_cell(document.title)} | {said[document.id]} |"
        for document in contents.documents
    ]
    return "\n".join(head + rows)


_MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in "<>|&`"} | {ord(mark): f"\\{mark}" for mark in "\\*_[]"}


def _cell(value: str) -> str:
    """A value that cannot break out of a table cell or bring markup with it."""
    return " ".join(value.split()).translate(_MARKUP)
