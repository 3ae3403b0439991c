"""What people hold in Python, on the graph made by hand (tests/fixtures/contents.py)."""

from __future__ import annotations

import subprocess
import sys

import pytest

import comity
from comity.errors import BadOption, BadParameter, GraphNotFound, UnknownQuery
from comity.knowledge_graph import KnowledgeGraph
from comity.vocabulary import EntityKind, Modality, Relation


@pytest.fixture(scope="module")
def kg(graph_folder):
    with comity.open_graph(graph_folder) as graph:
        yield graph


def test_what_is_in_it(kg, contents):
    assert {document.id for document in kg.documents} == {document.id for document in contents.documents}
    assert {entity.kind for entity in kg.actors} <= {kind for kind in EntityKind if kind.is_actor}
    assert len(kg.claims()) == len(contents.claims)


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"subject": "Ethiopia", "relation": "supplies"}, lambda c: c.subject == "actor:ethiopia" and c.relation == "supplies"),
        (
            {"subject": "egypt", "relation": Relation.DISPUTES_WITH},
            lambda c: c.relation == "disputesWith" and "actor:egypt" in (c.subject, c.object),
        ),
        (
            {"object": "Sudan", "negated": False},
            lambda c: not c.negated and "actor:sudan" in ((c.subject, c.object) if c.relation.symmetric else (c.object,)),
        ),
        ({"between": ("Egypt", "actor:ethiopia")}, lambda c: {c.subject, c.object} == {"actor:egypt", "actor:ethiopia"}),
        ({"modality": "potential"}, lambda c: c.modality is Modality.POTENTIAL),
        ({"modality": ["asserted", Modality.ASSESSED]}, lambda c: c.modality.is_real),
        ({"negated": True}, lambda c: c.negated),
    ],
)  # fmt: skip
def test_claims_by_filter(kg, contents, filters, fits):
    expected = {item.id for item in contents.claims if fits(item.claim)}
    assert expected
    assert {item.id for item in kg.claims(**filters)} == expected


def test_claims_by_document(kg):
    document = kg.documents[0]
    by_id, by_name = kg.claims(document=document.id), kg.claims(document=document.file_name)
    assert by_id == by_name
    assert by_id and all(any(one.document == document.id for one in item.evidence) for item in by_id)


def test_a_domain_holds_those_under_it(kg):
    narrow = {item.id for item in kg.claims(domain="electricity")}
    assert narrow
    assert narrow <= {item.id for item in kg.claims(domain="energy")}


def test_ties_go_both_ways_surest_first(kg):
    ties = kg.ties("Egypt", "Ethiopia")
    assert ties == kg.ties("Ethiopia", "Egypt")
    assert [item.belief for item in ties] == sorted((item.belief for item in ties), reverse=True)


@pytest.mark.parametrize(
    ("filters", "error"),
    [
        ({"subject": "Atlantis"}, BadParameter),
        ({"relation": "loves"}, BadOption),
        ({"modality": "certain"}, BadOption),
        ({"document": "nothing.txt"}, BadParameter),
        ({"domain": "domain of nothing"}, BadParameter),
    ],
)
def test_filters_that_mean_nothing(kg, filters, error):
    with pytest.raises(error):
        kg.claims(**filters)


def test_questions(kg):
    assert len(kg.query("ties", a="Egypt", b="Ethiopia")) >= 1
    assert len(kg.query("timeline", a="Egypt", b="Ethiopia", from_="1900")) >= 0
    assert kg.query("ASK { ?s com:supplies ?o }").truth is True
    assert "corroborated" in kg.queries()
    assert len(kg.query("corroborated", at_least=1)) >= len(kg.query("corroborated", at_least=2))
    with pytest.raises(UnknownQuery):
        kg.query("tie")


def test_as_a_network(kg):
    network = kg.networkx()
    assert set(network.nodes) <= {entity.id for entity in kg.contents.entities}
    assert network.number_of_edges() > 0
    assert kg.networkx(memberships=True).number_of_edges() >= network.number_of_edges()


def test_a_network_takes_words_for_options(kg):
    claims, fields = (kg.networkx(grouping=word) for word in ("claim", "dyad-domain-sign"))
    assert claims.number_of_edges() > fields.number_of_edges() > kg.networkx(grouping="dyad").number_of_edges()
    assert {data["sign"] for *_, data in kg.networkx(signs=-1).edges(data=True)} == {-1}
    assert {data["modality"] for *_, data in kg.networkx(modalities="potential").edges(data=True)} == {"potential"}
    assert 0 < kg.networkx(since=2021).number_of_edges() < claims.number_of_edges()
    for options in ({"groupin": "dyad"}, {"grouping": "dyads"}, {"signs": "friendly"}, {"modalities": "sure"}):
        with pytest.raises(BadOption):
            kg.networkx(**options)


def test_as_rdflib(kg):
    ties = kg.rdflib("ties")
    asked = ties.query(
        "SELECT ?o { GRAPH ?g { <https://w3id.org/comity/actor/ethiopia> <https://w3id.org/comity/ns#supplies> ?o } }"
    )
    assert {str(row[0]) for row in asked} == {"https://w3id.org/comity/actor/sudan"}
    with pytest.raises(BadOption):
        kg.rdflib("some")


def test_as_a_page(kg, tmp_path):
    text = kg.view(tmp_path / "network.html", focus="Egypt", modalities="asserted")
    assert text.lstrip().lower().startswith("<!doctype html")
    assert (tmp_path / "network.html").read_bytes().decode() == text


@pytest.mark.parametrize("name", ["ties.graphml", "claims.csv", "graph.ttl"])
def test_as_files(kg, tmp_path, name):
    assert kg.export(tmp_path / name).stat().st_size > 100


def test_export_takes_words_for_options(kg, tmp_path):
    few = kg.export(tmp_path / "few.csv", table="claims", modalities="asserted", domains="energy", signs=[1])
    all_of_them = kg.export(tmp_path / "all.csv", table="claims")
    assert few.read_text().count("\n") < all_of_them.read_text().count("\n")
    with pytest.raises(BadOption, match="grouping"):
        kg.export(tmp_path / "x.graphml", groupin="dyad")


def test_trust(kg):
    assert kg.check().conforms
    assert [tally.document for tally in kg.coverage()] == [*(document.id for document in kg.documents), ""]
    assert [tally.document for tally in kg.coverage(kg.documents[0].file_name)] == [kg.documents[0].id, ""]
    assert kg.explain(kg.contents.claims[0].id)


def test_how_it_shows_itself(kg, contents):
    assert f"{len(contents.claims)} claims" in repr(kg)
    assert "<table>" in kg._repr_html_()


def test_hostile_names_are_escaped(graph_folder, tmp_path):
    hostile = tmp_path / "<script>alert(1)<"
    hostile.symlink_to(graph_folder)
    assert "<script>" not in KnowledgeGraph(hostile)._repr_html_()


def test_no_graph(tmp_path):
    with pytest.raises(GraphNotFound):
        comity.open_graph(tmp_path)


def test_closing_lets_go(graph_folder):
    with comity.open_graph(graph_folder) as kg:
        first = kg.store
    assert kg.store is not first


HEAVY = {
    *("spacy", "thinc", "numpy"),
    *("rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "jinja2"),
    *("trafilatura", "pdfplumber", "docx", "lxml", "rich"),
}


@pytest.mark.parametrize(
    "start", ["import comity", "import comity; comity.KnowledgeGraph; comity.build", "from comity.cli import run; run(['--help'])"]
)
def test_starting_loads_nothing_heavy(start):
    done = subprocess.run(
        [sys.executable, "-c", f"{start}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert HEAVY.isdisjoint(done.stderr.split())


def test_the_package_names_what_it_offers():
    assert set(comity.__all__) <= set(dir(comity))
    with pytest.raises(AttributeError):
        _ = comity.nothing


def test_a_timeline_is_in_order_of_time(kg):
    from comity.network.dates import bounds

    found = kg.timeline("Egypt", "Ethiopia")
    starts = [bounds(item.claim.when)[0] or "9999" for item in found]
    assert starts == sorted(starts) and len(starts) > 1
    assert {item.id for item in found} == {item.id for item in kg.ties("Egypt", "Ethiopia") if item.claim.when}


def test_listings_print_and_become_data_frames(kg):
    claims, actors = kg.claims(), kg.actors
    assert repr(claims).startswith(f"{len(claims)} claims\n") and "… and" in repr(claims)
    assert list(claims.pandas()["id"]) == [item.id for item in claims]
    assert list(actors.pandas()["actor"]) == [actor.label for actor in actors]
    assert list(kg.claims(subject="Egypt", object="Egypt").pandas().columns) == list(claims.columns)
    answer = kg.query("ties", a="Egypt", b="Ethiopia")
    assert answer.pandas().shape == (len(answer), len(answer.variables))


def test_nothing_of_a_document_becomes_markup_in_a_notebook(contents):
    from dataclasses import replace

    from comity.knowledge_graph.listing import Actors, Claims, actor_row, claim_row

    hostile = "<img src=x onerror=alert(1)>"
    entities = [replace(entity, label=hostile) for entity in contents.entities]
    labels = {entity.id: hostile for entity in contents.entities}
    shown = Actors(entities, actor_row)._repr_html_() + Claims(contents.claims, lambda item: claim_row(item, labels))._repr_html_()
    assert "<img" not in shown and "&lt;img" in shown


def test_a_picture(kg, tmp_path):
    kg.plot("timeline", "Egypt", "Ethiopia", path=tmp_path / "line.svg")
    assert (tmp_path / "line.svg").read_text(encoding="utf-8").count("<path") > 10
    with pytest.raises(BadOption):
        kg.plot("timeline", "Egypt", path=tmp_path / "no.svg")
    assert not (tmp_path / "no.svg").exists()
