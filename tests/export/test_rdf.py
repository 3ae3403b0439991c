"""RDF in every syntax and profile, read back by rdflib, Oxigraph and pyld."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from comity.errors import BadOption, BrokenGraph, GraphNotFound
from comity.export import Options, Profile, stream, write
from comity.export.lines import statements_of
from comity.model import Contents
from comity.vocabulary import ASSEMBLED_GRAPH, BASE, PREFIXES

WITH_GRAPHS = {"trig": "TRIG", "nquads": "N_QUADS", "jsonld": "JSON_LD"}
WITHOUT_GRAPHS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML"}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
QuadsOf = Callable[[Contents], Path]


def statements(path: Path, syntax: str) -> set[Any]:
    return set(pyoxigraph.parse(path=str(path), format=getattr(pyoxigraph.RdfFormat, syntax)))


def union(path: Path) -> set[Any]:
    return {quad.triple for quad in statements(path, "N_QUADS")}


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_oxigraph_reads_the_same_quads(either: Contents, quads_of: QuadsOf, exported: Any, name: str) -> None:
    quads = quads_of(either)
    assert statements(exported(name, quads=quads), WITH_GRAPHS[name]) == statements(quads, "N_QUADS")


@pytest.mark.parametrize("name", ["turtle", "ntriples"])
def test_oxigraph_reads_the_same_triples(either: Contents, quads_of: QuadsOf, exported: Any, name: str) -> None:
    quads = quads_of(either)
    assert {quad.triple for quad in statements(exported(name, quads=quads), WITHOUT_GRAPHS[name])} == union(quads)


def test_rdf_xml_is_the_same_but_for_what_xml_forbids(either: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = quads_of(either)
    back = {quad.triple for quad in statements(exported("rdfxml", quads=quads), "RDF_XML")}

    def replaced(term: Any) -> Any:
        if not isinstance(term, pyoxigraph.Literal) or term.language or not any(c in term.value for c in "\x00\x07\x1b\ufffe"):
            return term
        return pyoxigraph.Literal("".join("\ufffd" if c in "\x00\x07\x1b\ufffe" else c for c in term.value), datatype=term.datatype)

    def is_english(term: Any) -> bool:
        return isinstance(term, pyoxigraph.Literal) and bool(term.language)

    assert {t for t in back if not is_english(t.object)} == {
        pyoxigraph.Triple(t.subject, t.predicate, replaced(t.object)) for t in union(quads) if not is_english(t.object)
    }
    assert len(back) == len(union(quads))


@pytest.mark.parametrize("name", WITHOUT_GRAPHS)
def test_rdflib_reads_the_same_triples(contents: Contents, quads_of: QuadsOf, exported: Any, name: str) -> None:
    quads = quads_of(contents)
    expected = rdflib.Graph()
    for s, p, o, _ in rdflib.Dataset().parse(quads, format="nquads").quads():
        expected.add((s, p, o))
    assert isomorphic(rdflib.Graph().parse(exported(name, quads=quads), format=RDFLIB[name]), expected)


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_rdflib_reads_the_same_quads(contents: Contents, quads_of: QuadsOf, exported: Any, name: str) -> None:
    quads = quads_of(contents)
    expected = set(rdflib.Dataset().parse(quads, format="nquads").quads())
    assert set(rdflib.Dataset().parse(exported(name, quads=quads), format=RDFLIB[name]).quads()) == expected


def test_pyld_reads_the_same_quads(either: Contents, quads_of: QuadsOf, exported: Any) -> None:
    jsonld = pytest.importorskip("pyld").jsonld
    quads = quads_of(either)
    data = json.loads(exported("jsonld", quads=quads).read_bytes())
    back = jsonld.to_rdf(data, {"format": "application/n-quads"})
    found = set(pyoxigraph.parse(back, format=pyoxigraph.RdfFormat.N_QUADS))
    assert found == statements(quads, "N_QUADS")


def test_jsonld_is_compact(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    data = json.loads(exported("jsonld", quads=quads_of(contents)).read_bytes())
    graph = next(part for part in data["@graph"] if part["@id"] == "document:nile-brief")
    claim = next(node for node in graph["@graph"] if node["@id"].startswith("claim:") and node["predicate"] == "com:fights")
    assert claim["@type"] == "com:Claim"
    assert claim["subject"] == "actor:egypt"
    assert claim["negated"] is True
    assert claim["polarity"] == -1
    assert "http" not in json.dumps(graph)


SUBJECT, PREDICATE = f"<{BASE}actor/a>", f"<{PREFIXES['com']}p>"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.sampled_from([f"{BASE}actor/b", "http://example.org/x#y", "place:x", "urn:a", f"{BASE}ns#type", f"{BASE}actor/a:b"])
KINDS = st.sampled_from([f"{PREFIXES['xsd']}{kind}" for kind in ("string", "integer", "boolean", "date", "decimal")])
LITERALS = st.one_of(
    st.builds(lambda text: pyoxigraph.Literal(text), TEXTS),
    st.builds(lambda text: pyoxigraph.Literal(text, language="en"), TEXTS),
    st.builds(
        lambda text, kind: pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(kind)),
        st.sampled_from(["1", "01", "-0", "true", "1e3", "2019-01-01", "99999999999999999999", "0"]),
        KINDS,
    ),
)
QUADS = st.builds(
    pyoxigraph.Quad,
    st.builds(pyoxigraph.NamedNode, IRIS),
    st.builds(pyoxigraph.NamedNode, st.sampled_from([f"{BASE}ns#p", f"{BASE}ns#domain", "http://example.org/p", "urn:x:p"])),
    st.one_of(LITERALS, st.builds(pyoxigraph.NamedNode, IRIS)),
    st.one_of(st.just(pyoxigraph.DefaultGraph()), st.builds(pyoxigraph.NamedNode, IRIS)),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(QUADS, max_size=8))
def test_any_quads_survive_jsonld_trig_and_nquads(tmp_path_factory: pytest.TempPathFactory, quads: list[Any]) -> None:
    from io import BytesIO

    lines = [f"{quad} ." for quad in quads]
    for name, syntax in WITH_GRAPHS.items():
        file = BytesIO()
        stream(name, file, quads=lines)
        back = pyoxigraph.parse(file.getvalue(), format=getattr(pyoxigraph.RdfFormat, syntax), base_iri="http://base.example/")
        assert set(back) == set(quads), name


@settings(deadline=None)
@given(QUADS, st.sampled_from(["{} .", "{}.", "  {}\t. # said", "\n{} .\r"]))
def test_a_line_is_taken_apart_however_it_is_spelled(quad: Any, spelling: str) -> None:
    graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
    expected = (str(quad.subject), str(quad.predicate), str(quad.object), graph)
    assert list(statements_of([spelling.format(str(quad))])) == [expected]


def test_an_unsorted_file_with_comments_gives_the_bytes_of_a_sorted_one(
    contents: Contents, quads_of: QuadsOf, tmp_path: Path
) -> None:
    quads = quads_of(contents)
    lines = quads.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "mixed.nq").write_text("# a comment\n\n" + "".join(reversed(lines)) + lines[0], encoding="utf-8")
    for name in ("nquads", "turtle", "jsonld"):
        write(name, tmp_path / "a", quads=quads)
        write(name, tmp_path / "b", quads=tmp_path / "mixed.nq")
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nquads_are_the_canonical_file_itself(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = quads_of(contents)
    assert exported("nquads", quads=quads).read_bytes() == quads.read_bytes()


# --- profiles -----------------------------------------------------------------------------------------------------


def test_ties_hold_plain_triples_and_no_claims(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    graph = rdflib.Graph().parse(exported("turtle", quads=quads_of(contents), profile=Profile.TIES))
    com, actor = rdflib.Namespace(PREFIXES["com"]), rdflib.Namespace(PREFIXES["actor"])
    assert (actor.ethiopia, com.supplies, actor.sudan) in graph
    # Intended, negated, potential: none of them is a plain tie.
    assert (actor.ethiopia, com.supplies, actor.kenya) not in graph
    assert (actor.egypt, com.fights, actor.ethiopia) not in graph
    assert (actor.egypt, com.sanctions, actor.ethiopia) not in graph
    assert graph.value(actor.egypt, rdflib.SKOS.prefLabel) == rdflib.Literal("Egypt", lang="en")
    assert not list(graph.subjects(rdflib.RDF.type, com.Claim))
    assert not list(graph.subjects(rdflib.RDF.type, com.Evidence))


def test_every_plain_triple_is_in_the_ties(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = quads_of(contents)
    relations = {f"{PREFIXES['com']}{item.claim.relation.value}" for item in contents.claims}
    expected = {
        quad.triple
        for quad in statements(quads, "N_QUADS")
        if quad.graph_name == pyoxigraph.NamedNode(ASSEMBLED_GRAPH) and quad.predicate.value in relations
    }
    back = {quad.triple for quad in statements(exported("ntriples", quads=quads, profile=Profile.TIES), "N_TRIPLES")}
    assert expected and expected <= back


NP = "http://www.nanopub.org/nschema#"


def test_each_claim_is_a_nanopublication(either: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = statements(exported("trig", quads=quads_of(either), profile=Profile.NANOPUB), "TRIG")
    by_graph: defaultdict[str, set[Any]] = defaultdict(set)
    for quad in quads:
        by_graph[quad.graph_name.value].add(quad.triple)
    heads = [name for name in by_graph if name.endswith("#head")]
    assert len(heads) == len(either.claims)
    named = 0
    for head in heads:
        parts = {t.predicate.value.removeprefix(NP): t.object.value for t in by_graph[head] if t.predicate.value.startswith(NP)}
        assert set(parts) == {"hasAssertion", "hasProvenance", "hasPublicationInfo"}
        # Three parts, the type, and nothing else; all of them are graphs of their own.
        assert len(by_graph[head]) == 4
        assert len({head, *parts.values()}) == 4
        assert all(by_graph[part] for part in parts.values())
        node = head.removesuffix("#head")
        # The provenance is about the assertion, the publication info about the nanopublication: the guidelines ask for it.
        assert any(t.subject.value == parts["hasAssertion"] for t in by_graph[parts["hasProvenance"]])
        assert any(t.subject.value == node for t in by_graph[parts["hasPublicationInfo"]])
        named += 4
    assert named == len(by_graph)


def test_a_nanopublication_asserts_a_tie_only_if_its_claim_does(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = statements(exported("nquads", quads=quads_of(contents), profile=Profile.NANOPUB), "N_QUADS")
    asserting = {q.graph_name.value for q in quads if q.subject.value.startswith(PREFIXES["actor"])}
    plain = {f"{BASE}nanopub/{item.id.partition(':')[2]}#assertion" for item in contents.claims if item.claim.is_plain}
    others = {f"{BASE}nanopub/{item.id.partition(':')[2]}#assertion" for item in contents.claims if not item.claim.is_plain}
    assert not asserting & others
    # A claim whose subject is no actor has its tie elsewhere.
    assert asserting <= plain and len(asserting) > len(plain) / 2


def test_nanopublications_keep_every_quote_once_for_each_claim(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    quads = statements(exported("nquads", quads=quads_of(contents), profile=Profile.NANOPUB), "N_QUADS")
    exact = pyoxigraph.NamedNode(PREFIXES["oa"] + "exact")
    assert sum(1 for quad in quads if quad.predicate == exact) == sum(len(item.evidence) for item in contents.claims)


def test_nanopublications_need_named_graphs(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    with pytest.raises(BadOption, match="named graphs"):
        exported("turtle", quads=quads_of(contents), profile=Profile.NANOPUB)


# --- RDF 1.2 ------------------------------------------------------------------------------------------------------

WITH_TRIPLE_TERMS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML", "trig": "TRIG", "nquads": "N_QUADS"}
RDF = PREFIXES["rdf"]


def spelled_out(quads: set[Any]) -> set[Any]:
    """The quads with subject, predicate and object in the place of each reified triple term."""
    parts = ("subject", "predicate", "object")
    return {
        found
        for q in quads
        for found in (
            [pyoxigraph.Quad(q.subject, pyoxigraph.NamedNode(RDF + part), getattr(q.object, part), q.graph_name) for part in parts]
            if q.predicate.value == RDF + "reifies"
            else [q]
        )
    }


@pytest.mark.parametrize("name", WITH_TRIPLE_TERMS)
def test_triple_terms_say_what_reification_said(either: Contents, quads_of: QuadsOf, exported: Any, name: str) -> None:
    quads = quads_of(either)
    back = statements(exported(name, quads=quads, profile=Profile.RDF12), WITH_TRIPLE_TERMS[name])
    claims = {q.subject.value.removeprefix(f"{BASE}claim/") for q in back if q.predicate.value == RDF + "reifies"}
    assert claims == {item.id.removeprefix("claim:") for item in either.claims}
    expected = statements(quads, "N_QUADS")
    if name == "rdfxml":
        # What XML forbids is another test's matter.
        assert len(spelled_out(back)) == len({q.triple for q in expected})
    elif name in WITH_GRAPHS:
        assert spelled_out(back) == expected
    else:
        assert {q.triple for q in spelled_out(back)} == {q.triple for q in expected}


def test_sparql_1_2_asks_claims_by_their_triple_term(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(exported("trig", quads=quads_of(contents), profile=Profile.RDF12)), format=pyoxigraph.RdfFormat.TRIG)
    asked = f"""PREFIX rdf: <{RDF}> PREFIX com: <{PREFIXES["com"]}> PREFIX actor: <{PREFIXES["actor"]}>
        SELECT DISTINCT ?modality {{ ?claim rdf:reifies <<( actor:egypt ?how actor:ethiopia )>> ; com:modality ?modality }}"""
    found = {row["modality"].value.removeprefix(PREFIXES["com"]) for row in store.query(asked, use_default_graph_as_union=True)}
    ends = [(i.claim.subject, i.claim.object, i.claim.modality.value) for i in contents.claims]
    assert found == {how for first, second, how in ends if (first, second) == ("actor:egypt", "actor:ethiopia")}
    assert "potential" in found


def test_a_claim_without_all_three_parts_stays_as_it_is() -> None:
    from io import BytesIO

    claim = f"<{BASE}claim/x>"
    lines = [f"{claim} <{RDF}subject> {SUBJECT} .", f"{claim} <{RDF}object> {SUBJECT} ."]
    file = BytesIO()
    stream("nquads", file, quads=lines, options=Options(profile=Profile.RDF12))
    assert file.getvalue().decode().splitlines() == sorted(lines)


def test_jsonld_has_no_triple_terms(contents: Contents, quads_of: QuadsOf, exported: Any) -> None:
    with pytest.raises(BadOption, match="triple terms"):
        exported("jsonld", quads=quads_of(contents), profile=Profile.RDF12)


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFound, match=r"graph\.nq"):
        write("turtle", tmp_path / "x.ttl", quads=tmp_path / "graph.nq")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"<a> <b> .\n", b"this is no RDF\n"])
@pytest.mark.parametrize("name", RDFLIB)
def test_a_broken_file_leaves_nothing_behind(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / "graph.nq").write_bytes(content)
    with pytest.raises(BrokenGraph, match=r"graph\.nq"):
        write(name, tmp_path / "x", quads=tmp_path / "graph.nq")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]
