"""What it takes several nodes, or the texts beside the graph, to check."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comity.errors import BrokenGraph
from comity.graph.reading import read_contents, read_coverage
from comity.graph.report import Finding, Severity
from comity.graph.store import Store
from comity.graph.terms import short
from comity.graph.writing import GRAPH_FILE, text_path
from comity.model import Contents
from comity.vocabulary import ASSEMBLED_GRAPH, INFERRED_GRAPH, REFERENCE_GRAPH, Relation

VIOLATION, WARNING = Severity.VIOLATION, Severity.WARNING

STRUCTURAL = frozenset({"memberOf", "partyTo", "participatesIn", "hosts", "holdsOffice"})
"""Relations whose ends are fixed by what the relation is. Others may take a domain, an agreement or the like where a text
has no second actor: with them an end of another type is a warning."""


def consistency_findings(store: Store) -> Iterator[Finding]:
    """Everything that does not fit together across nodes, graphs and files."""
    for check in CHECKS:
        yield from check(store)


# --- between nodes --------------------------------------------------------------------------------------------------

NO_CLAIM = """
SELECT ?node ?value ?document {
  ?node a com:Evidence ; com:supports ?value ; oa:hasSource ?document .
  FILTER NOT EXISTS { ?value a com:Claim }
}"""
NO_EVIDENCE = "SELECT ?node { ?node a com:Claim FILTER NOT EXISTS { ?evidence com:supports ?node } }"
ELSEWHERE = "SELECT ?node ?document { GRAPH ?graph { ?node a com:Evidence ; oa:hasSource ?document } FILTER(?graph != ?document) }"
UNSUPPORTED = """
SELECT ?node ?document {
  GRAPH ?document { ?node a com:Claim }
  FILTER NOT EXISTS { GRAPH ?document { ?evidence com:supports ?node } }
}"""
WRONG_SIGN = """
SELECT ?node ?value {
  { SELECT ?relation ?sign { ?relation a com:Relation ; com:polarity ?sign } }
  ?node rdf:predicate ?relation ; com:polarity ?value .
  FILTER(?value != ?sign)
}"""
WRONG_ORDER = """
SELECT ?node {
  { SELECT ?relation { ?relation a com:Relation , owl:SymmetricProperty } }
  ?node rdf:predicate ?relation ; rdf:subject ?subject ; rdf:object ?object .
  FILTER(STR(?subject) > STR(?object))
}"""
UNCOUNTED = """
SELECT ?node ?value {
  { SELECT ?node (COUNT(?evidence) AS ?value) { ?evidence a com:Evidence ; com:supports ?node } GROUP BY ?node }
  OPTIONAL { ?node com:evidenceCount ?count }
  FILTER(!BOUND(?count) || ?count != ?value)
}"""
TOO_MANY = """
SELECT ?node ?value {
  { SELECT ?node (COUNT(DISTINCT ?source) AS ?files) { ?evidence com:supports ?node ; oa:hasSource ?source } GROUP BY ?node }
  ?node com:documentCount ?value .
  FILTER(?value > ?files)
}"""
STRAY_LINK = """
SELECT ?node ?value {
  ?node com:linkFrom|com:linkTo ?value .
  FILTER NOT EXISTS { ?value a com:Claim }
}"""
STRAY_COMPARISON = """
SELECT ?node ?value {
  ?node com:firstFigure|com:secondFigure ?value .
  FILTER NOT EXISTS { ?value com:quantity ?figure }
}"""
WRONG_DYAD = """
SELECT ?node ?value {
  ?node com:tie ?value .
  { ?value rdf:subject ?end } UNION { ?value rdf:object ?end }
  FILTER NOT EXISTS { ?node com:between ?end }
}"""
STRAY_TIE = """
SELECT ?node ?value {
  ?node com:tie ?value .
  FILTER NOT EXISTS { ?value a com:Claim ; com:negated false }
}"""
GROUNDLESS = """
SELECT ?node ?value {
  GRAPH com:inferred { ?node a com:Inference ; prov:wasDerivedFrom ?value }
  FILTER NOT EXISTS { ?value a ?class }
}"""
SAID_ANYWAY = """
SELECT ?node {
  GRAPH com:inferred { ?node a com:Inference ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object }
  FILTER EXISTS { GRAPH com:assembled { ?subject ?relation ?object } }
}"""

QUERIES: tuple[tuple[str, Severity, str], ...] = (
    (NO_CLAIM, VIOLATION, "an evidence supports a claim that is not there"),
    (NO_EVIDENCE, VIOLATION, "a claim has no evidence"),
    (ELSEWHERE, VIOLATION, "an evidence stands in another graph than its document's"),
    (UNSUPPORTED, VIOLATION, "a claim stands in the graph of a document that does not say it"),
    (WRONG_SIGN, VIOLATION, "the polarity is not that of the relation"),
    (WRONG_ORDER, VIOLATION, "the ends of a symmetric relation are not in order"),
    (UNCOUNTED, VIOLATION, "the number of evidences is not what it says"),
    (TOO_MANY, VIOLATION, "more documents are counted than say it"),
    (STRAY_LINK, VIOLATION, "a link leads to a claim that is not there"),
    (STRAY_COMPARISON, VIOLATION, "a comparison leads to a claim that has no figure"),
    (WRONG_DYAD, VIOLATION, "a dyad rests on a claim about others"),
    (STRAY_TIE, VIOLATION, "a dyad rests on a claim that is not there, or a denial"),
    (GROUNDLESS, VIOLATION, "an inference rests on what is not there"),
    (SAID_ANYWAY, WARNING, "an inference repeats what is said"),
)
"""SPARQL that finds nothing in a sound graph → how bad it is, and what it means. ``?node``, and perhaps ``?document`` and
``?value``, say where."""


def between_nodes(store: Store) -> Iterator[Finding]:
    """What the queries above find."""
    for query, severity, message in QUERIES:
        for row in store.select(query):
            yield Finding(severity, message, *(_shown(row, name) for name in ("node", "document", "value")))


def _shown(row: Any, name: str) -> str:
    try:
        term = row[name]
    except KeyError:
        return ""
    return "" if term is None else short(term.value)


def same_in_every_graph(store: Store) -> Iterator[Finding]:
    """A claim that several documents make has the same words in the graph of each."""
    query = "SELECT ?node ?graph ?p ?o { GRAPH ?graph { ?node a com:Claim ; ?p ?o } }"
    said: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(query):
        said[row["node"].value][row["graph"].value].add((str(row["p"]), str(row["o"])))
    for node, graphs in said.items():
        if len({frozenset(pairs) for pairs in graphs.values()}) > 1:
            yield Finding(VIOLATION, "a claim is not the same in the graphs of its documents", short(node))


def ends(store: Store) -> Iterator[Finding]:
    """Ends of claims that nothing describes, or that are not what the relation takes."""
    takes: dict[str, dict[str, set[str]]] = {"subject": defaultdict(set), "object": defaultdict(set)}
    for end, property_ in (("subject", "domainIncludes"), ("object", "rangeIncludes")):
        for row in store.select(f"SELECT ?relation ?class {{ ?relation a com:Relation ; schema:{property_} ?class }}"):
            takes[end][short(row["relation"].value)].add(short(row["class"].value))
    for end in ("subject", "object"):
        kinds: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        query = f"""SELECT ?claim ?relation ?node ?class {{
            ?claim a com:Claim ; rdf:predicate ?relation ; rdf:{end} ?node .
            OPTIONAL {{ ?node a ?class }}
        }}"""
        for row in store.select(query):
            key = (short(row["claim"].value), short(row["relation"].value), short(row["node"].value))
            kinds[key].update([] if row["class"] is None else [short(row["class"].value)])
        for (claim, relation, node), found in kinds.items():
            yield from _end(claim, relation, node, end, found, takes[end][relation])


def _end(claim: str, relation: str, node: str, end: str, found: set[str], wanted: set[str]) -> Iterator[Finding]:
    if not found:
        yield Finding(VIOLATION, f"nothing says what the {end} of a claim is", claim, value=node)
    elif wanted and not found & wanted:
        name = relation.removeprefix("com:")
        fixed = name in STRUCTURAL or (name in {one.value for one in Relation} and Relation(name).symmetric)
        classes = " or ".join(sorted(one.removeprefix("com:") for one in wanted))
        yield Finding(VIOLATION if fixed else WARNING, f"the {end} of {name} is no {classes}", claim, value=node)


def plain_triples(store: Store) -> Iterator[Finding]:
    """The plain triples are those of the real claims, no more and no less."""
    wanted: set[tuple[str, str, str]] = set()
    symmetric = {f"com:{relation.value}" for relation in Relation if relation.symmetric}
    query = """SELECT DISTINCT ?s ?p ?o {
      ?claim a com:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; com:negated false ; com:modality ?mood .
      FILTER(?mood IN (com:asserted, com:assessed))
    }"""
    for row in store.select(query):
        subject, predicate, object_ = (short(row[name].value) for name in "spo")
        wanted.add((subject, predicate, object_))
        if predicate in symmetric:
            wanted.add((object_, predicate, subject))
    stand = """SELECT ?s ?p ?o {
      { SELECT ?p { ?p a com:Relation } }
      GRAPH com:assembled { ?s ?p ?o }
    }"""
    found = {(short(row["s"].value), short(row["p"].value), short(row["o"].value)) for row in store.select(stand)}
    for triple in sorted(wanted - found):
        yield Finding(VIOLATION, "a claim that is stated as so has no plain triple", " ".join(triple))
    for triple in sorted(found - wanted):
        yield Finding(VIOLATION, "a plain triple stands for no claim that is stated as so", " ".join(triple))


def graphs(store: Store) -> Iterator[Finding]:
    """Named graphs that are neither a document's nor one of ours; blank nodes."""
    documents = {row["document"].value for row in store.select("SELECT ?document { ?document a com:Document }")}
    for name in sorted(store.graph_names()):
        if name not in documents and name not in (ASSEMBLED_GRAPH, INFERRED_GRAPH, REFERENCE_GRAPH):
            yield Finding(WARNING, "a named graph is neither a document's nor one of ours", short(name))
    for line in BLANK.findall((store.folder / GRAPH_FILE).read_bytes()):
        yield Finding(VIOLATION, "there is a blank node", value=line.decode("utf-8", "replace"))


BLANK = re.compile(rb"^(?:_:|<[^>\n]*> <[^>\n]*> _:)[^\n]*", re.MULTILINE)
"""A line of N-Quads with a blank node. Looked for in the file, because the store would have to go through every triple."""


# --- against the files ----------------------------------------------------------------------------------------------


TEXTS = "SELECT ?document ?sha256 { ?document a com:Document . OPTIONAL { ?document com:textSha256 ?sha256 } }"
QUOTES = (
    "SELECT ?node ?document ?quote ?start ?end { ?node oa:hasSource ?document ; oa:exact ?quote ; oa:start ?start ; oa:end ?end }"
)


def texts(store: Store) -> Iterator[Finding]:
    """Each text is the one that was read, and each quote is the slice of it that its offsets say."""
    kept: dict[str, str] = {}
    for row in store.select(TEXTS):
        document = short(row["document"].value)
        text = _text(store.folder, document)
        if text is None:
            yield Finding(VIOLATION, "the text of a document is missing or not UTF-8", document, document)
            continue
        kept[document] = text
        if row["sha256"] is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() != row["sha256"].value:
            yield Finding(VIOLATION, "the text of a document is not the one that was read", document, document)
    for row in store.select(QUOTES):
        document, quote = short(row["document"].value), row["quote"].value
        if document in kept and _slice(kept[document], row["start"].value, row["end"].value) != quote:
            yield Finding(VIOLATION, "the quote is not what stands in the text", short(row["node"].value), document, quote)


def _text(folder: Path, document: str) -> str | None:
    try:
        return text_path(folder, document).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _slice(text: str, start: str, end: str) -> str | None:
    try:
        return text[int(start) : int(end)] if int(end) <= len(text) else None
    except ValueError:
        return None


def ledger(store: Store) -> Iterator[Finding]:
    """The ledger speaks of documents, places and claims that are there."""
    claims = {short(row["claim"].value) for row in store.select("SELECT ?claim { ?claim a com:Claim }")}
    lengths: dict[str, int] = {}
    for row in store.select("SELECT ?document { ?document a com:Document }"):
        document = short(row["document"].value)
        lengths[document] = len(_text(store.folder, document) or "")
    entries, _ = read_coverage(store.folder)
    for entry in entries:
        if entry.document not in lengths:
            yield Finding(VIOLATION, "the ledger speaks of a document that is not there", entry.document)
        elif not 0 <= entry.start <= entry.end <= lengths[entry.document]:
            yield Finding(
                VIOLATION,
                "the ledger speaks of a place outside the text",
                entry.document,
                entry.document,
                f"{entry.start}–{entry.end}",
            )
        for claim in sorted(set(entry.claims) - claims):
            yield Finding(VIOLATION, "the ledger speaks of a claim that is not there", claim, entry.document)


# --- against the content --------------------------------------------------------------------------------------------


def identifiers(store: Store) -> Iterator[Finding]:
    """Claims, evidence, figures and the run are named by the hash of their content."""
    try:
        contents = read_contents(store)
    except BrokenGraph:
        return  # the shapes say what is missing
    made = _made(contents)
    for kind in ("Claim", "Evidence"):
        for row in store.select(f"SELECT ?node {{ ?node a com:{kind} }}"):
            node = short(row["node"].value)
            if node not in made:
                yield Finding(VIOLATION, "the identifier is not the hash of the content", node)


def _made(contents: Contents) -> set[str]:
    """Identifiers as the content makes them."""
    return {claim.id for claim in contents.claims} | {one.id for claim in contents.claims for one in claim.evidence}


CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    between_nodes, same_in_every_graph, ends, plain_triples, graphs, texts, ledger, identifiers,
)  # fmt: skip
