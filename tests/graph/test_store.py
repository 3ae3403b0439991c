"""The one door to the store: opening, indexing, querying, refusing."""

import pytest
from pyoxigraph import Literal, NamedNode, QueryTriples

from comity import graph
from comity.errors import BadQuery, BrokenGraph, GraphNotFound
from comity.reference import Reference

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a com:Claim }"


def number(answer):
    return int(next(iter(answer))["n"].value)


@pytest.fixture
def folder(contents, tmp_path):
    """The hand-made graph without the reference tables and without an index, so that each test is quick."""
    folder = tmp_path / "graph"
    folder.mkdir()
    graph.write(contents, folder, reference=Reference(entities={}, names=()))
    return folder


def test_a_triple_said_by_two_documents_counts_once(contents, store):
    assert number(store.query(COUNT)) == len(contents.claims)


def test_memory_and_index_answer_alike(folder, contents):
    assert (
        number(graph.open_graph(folder, memory=True).query(COUNT))
        == number(graph.open_graph(folder).query(COUNT))
        == len(contents.claims)
    )


def test_the_index_is_kept(folder):
    graph.open_graph(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "index" / "store").glob("*.sst")}
    graph.open_graph(folder)
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "index" / "store").glob("*.sst")}
    assert before


def test_a_stale_index_is_made_again(folder):
    graph.open_graph(folder)
    lines = (folder / "graph.nq").read_text().splitlines(keepends=True)
    (folder / "graph.nq").write_text("".join(line for line in lines if "<https://w3id.org/comity/claim/" not in line))
    assert number(graph.open_graph(folder).query(COUNT)) == 0


def test_the_same_bytes_with_another_time_keep_the_index(folder):
    graph.open_graph(folder)
    stamp = (folder / "index" / "made-from.json").read_text()
    content = (folder / "graph.nq").read_bytes()
    (folder / "graph.nq").write_bytes(content)
    graph.open_graph(folder)
    again = (folder / "index" / "made-from.json").read_text()
    assert stamp.split('"sha256"')[1] == again.split('"sha256"')[1]


def test_a_broken_index_does_not_keep_anyone_from_reading(folder, contents):
    graph.open_graph(folder)
    for path in (folder / "index" / "store").iterdir():
        path.write_bytes(b"")
    assert number(graph.open_graph(folder).query(COUNT)) == len(contents.claims)


def test_two_open_at_once(folder, contents):
    stores = [graph.open_graph(folder) for _ in range(3)]
    assert [number(one.query(COUNT)) for one in stores] == [len(contents.claims)] * 3


def test_where_nothing_can_be_written_memory_serves(folder, contents, monkeypatch):
    from comity.graph import store as module

    def refuse(*_):
        raise PermissionError("read-only")

    monkeypatch.setattr(module, "_make_index", refuse)
    opened = graph.open_graph(folder)
    assert opened.index is None
    assert number(opened.query(COUNT)) == len(contents.claims)
    assert number(opened.query(COUNT, timeout=60)) == len(contents.claims)


def test_no_graph_is_said_with_the_next_step(tmp_path):
    with pytest.raises(GraphNotFound, match="comity build"):
        graph.open_graph(tmp_path)


def test_a_broken_graph_is_said(folder):
    with (folder / "graph.nq").open("a") as file:
        file.write("<not a quad\n")
    with pytest.raises(BrokenGraph, match=r"graph\.nq"):
        graph.open_graph(folder)


def test_a_missing_text_is_said(folder):
    (folder / "texts" / "nile-brief.txt").unlink()
    with pytest.raises(BrokenGraph, match=r"nile-brief\.txt"):
        graph.read_contents(graph.open_graph(folder))


def test_a_broken_ledger_is_said(folder):
    with (folder / "coverage.jsonl").open("a") as file:
        file.write('{"document": 1}\n')
    with pytest.raises(BrokenGraph, match="line"):
        graph.read_contents(graph.open_graph(folder))


def test_quads_and_triples(folder):
    store = graph.open_graph(folder)
    quads, triples = list(store.quads()), list(store.triples())
    lines = (folder / "graph.nq").read_text().splitlines()
    assert len(quads) == len(lines) == len(store)
    said = [line for line in lines if not line.endswith("/ns#inferred> .")]
    assert len(triples) == len(set(triples)) == len({line.rpartition(" <")[0] for line in said}) < len(lines)
    assert {quad.triple for quad in quads if not quad.graph_name.value.endswith("#inferred")} == set(triples)
    assert len(list(store.graph("https://w3id.org/comity/document/nile-brief"))) > 100


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_all_forms_of_answers_with_and_without_a_limit(store, timeout):
    assert bool(store.query("ASK { actor:kenya com:alliedWith actor:ethiopia }", timeout=timeout)) is True
    assert number(store.query(COUNT, timeout=timeout)) == 32
    triples = store.query("CONSTRUCT { ?s com:supplies ?o } WHERE { ?s com:supplies ?o }", timeout=timeout)
    assert isinstance(triples, QueryTriples)
    assert [(str(triple.subject), str(triple.object)) for triple in triples] == [
        ("<https://w3id.org/comity/actor/ethiopia>", "<https://w3id.org/comity/actor/sudan>")
    ]


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_bindings_are_terms_and_never_text(store, timeout):
    asked = "SELECT ?claim { ?claim a com:Claim ; com:office ?office }"
    assert len(list(store.query(asked, bindings={"office": Literal("president")}, timeout=timeout))) == 1
    assert not list(store.query(asked, bindings={"office": Literal('president" } #')}, timeout=timeout))
    kenya = NamedNode("https://w3id.org/comity/actor/kenya")
    assert number(store.query("SELECT (COUNT(*) AS ?n) { ?a com:alliedWith ?b }", bindings={"a": kenya}, timeout=timeout)) == 1


def test_a_long_query_is_given_up(store):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    with pytest.raises(BadQuery, match=r"longer than 0\.5 seconds"):
        store.query(endless, timeout=0.5)


def test_a_mistake_is_said_alike_from_the_other_process(store):
    with pytest.raises(BadQuery) as here:
        store.query("SELECT * { ?s ?p }")
    with pytest.raises(BadQuery) as there:
        store.query("SELECT * { ?s ?p }", timeout=60)
    assert str(here.value) == str(there.value)
