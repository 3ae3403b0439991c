"""Bytes of a written graph: the same for the same contents, and sorted; what stands in which graph."""

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from comity import graph
from comity.errors import OutputError
from comity.model import Contents
from comity.reference import Reference
from comity.vocabulary import Modality

FILES = ("graph.nq", "coverage.jsonl", "README.md")


def shuffled(contents: Contents, seed: int) -> Contents:
    chance = random.Random(seed)

    def mix(values):
        values = list(values)
        chance.shuffle(values)
        return tuple(values)

    return Contents(
        mix(contents.documents),
        mix(contents.entities),
        mix(replace(claim, evidence=mix(claim.evidence)) for claim in contents.claims),
        mix(contents.links),
        mix(contents.ledger),
        contents.run,
        mix(contents.skipped),
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_contents_does_not_matter(contents, graph_folder, tmp_path, seed):
    graph.write(shuffled(contents, seed), tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (graph_folder / name).read_bytes()


def test_the_hash_seed_does_not_matter(graph_folder, tmp_path):
    program = (
        "import importlib.util, sys; from pathlib import Path; from comity import graph;"
        "spec = importlib.util.spec_from_file_location('made', sys.argv[1]); made = importlib.util.module_from_spec(spec);"
        "spec.loader.exec_module(made); graph.write(made.contents(), Path(sys.argv[2]))"
    )
    fixture = Path(__file__).parents[1] / "fixtures" / "contents.py"
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", program, str(fixture), str(tmp_path)], check=True, env=environment)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (graph_folder / name).read_bytes()


def test_lines_are_sorted_and_unlike(graph_folder):
    lines = (graph_folder / "graph.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))


def test_the_engine_gives_every_line_back_as_it_was_written(graph_folder):
    from pyoxigraph import RdfFormat, Store

    inner = Store()
    inner.load((graph_folder / "graph.nq").read_bytes(), format=RdfFormat.N_QUADS)
    given_back = inner.dump(format=RdfFormat.N_QUADS).decode().splitlines()
    assert sorted(given_back) == (graph_folder / "graph.nq").read_text().splitlines()


def test_no_blank_nodes_anywhere(graph_folder):
    assert not [
        line
        for line in (graph_folder / "graph.nq").read_text().splitlines()
        if line.startswith("_:") or " _:" in line.split('"')[0]
    ]


def test_texts_are_kept_character_by_character(contents, graph_folder):
    for document in contents.documents:
        kept = (graph_folder / "texts" / (document.id.partition(":")[2] + ".txt")).read_bytes()
        assert kept.decode() == document.text


def test_coverage_has_a_line_an_entry(contents, graph_folder):
    records = [json.loads(line) for line in (graph_folder / "coverage.jsonl").read_text().splitlines()]
    assert len(records) == len(contents.ledger) + len(contents.skipped)
    assert any(record.get("reason") == "no two actors" for record in records)


def test_only_real_claims_stand_as_plain_triples(contents, store):
    for claim in contents.claims:
        one = claim.claim
        ends = f"<{_iri(one.subject)}> com:{one.relation.value} <{_iri(one.object)}>"
        others = [
            other.claim
            for other in contents.claims
            if (other.claim.subject, other.claim.relation, other.claim.object) == (one.subject, one.relation, one.object)
        ]
        assert bool(store.query(f"ASK {{ GRAPH com:assembled {{ {ends} }} }}")) is any(other.is_plain for other in others)


def test_symmetric_relations_stand_both_ways(store):
    for ends in ("actor:kenya com:alliedWith actor:ethiopia", "actor:ethiopia com:alliedWith actor:kenya"):
        assert store.query(f"ASK {{ GRAPH com:assembled {{ {ends} }} }}")


def test_a_claim_stands_in_the_graph_of_each_document_that_says_it(store):
    query = "SELECT ?g { GRAPH ?g { ?c a com:Claim ; rdf:predicate com:disputesWith ; com:negated false } }"
    assert sorted(row["g"].value.rpartition("/")[2] for row in store.query(query)) == ["horn-communique", "nile-brief"]


def test_taking_a_document_out_leaves_the_names_the_others_use(store):
    query = "SELECT ?g { GRAPH ?g { actor:kenya skos:prefLabel ?label } } ORDER BY ?g"
    graphs = [short(row["g"]) for row in store.query(query)]
    assert {"horn-communique", "nile-brief", "red-sea-sheet"} <= set(graphs)


def test_what_the_reference_says_alike_stands_there_alone(contents, tmp_path):
    known = {entity.id: entity for entity in contents.entities}
    graph.write(contents, tmp_path, reference=Reference(entities=known, names=()))
    store = graph.open_graph(tmp_path)
    graphs = {short(row["g"]) for row in store.query("SELECT ?g { GRAPH ?g { actor:kenya skos:prefLabel ?label } }")}
    assert graphs == {"ns#reference"}
    assert graph.read_contents(store) == graph.canonical(contents)


def test_each_modality_is_an_individual_of_the_ontology(store):
    found = {short(row["m"]) for row in store.query("SELECT DISTINCT ?m { ?c com:modality ?m . ?m a com:Modality }")}
    assert found == {f"ns#{modality.value}" for modality in Modality}


def test_bounds_of_dates_are_days(store):
    query = "SELECT ?e ?l { ?c com:when '2019' ; com:earliest ?e ; com:latest ?l }"
    assert [(row["e"].value, row["l"].value) for row in store.query(query)] == [("2019-01-01", "2019-12-31")]


def test_the_page_escapes_what_documents_say(graph_folder):
    page = (graph_folder / "README.md").read_text()
    assert "<sheet>" not in page
    assert "3 documents" in page


def test_an_unwritable_folder_is_named(contents, tmp_path):
    with pytest.raises(OutputError, match="nowhere"):
        graph.write(contents, tmp_path / "nowhere")


def test_what_is_no_identifier_is_refused(contents, tmp_path):
    bad = replace(contents.documents[0], id="document:two words")
    with pytest.raises(OutputError, match="two words"):
        graph.write(replace(contents, documents=(bad,)), tmp_path)


def _iri(name):
    prefix, _, local = name.partition(":")
    return f"https://w3id.org/comity/{prefix}/{local}"


def short(node):
    return node.value.rpartition("/")[2]
