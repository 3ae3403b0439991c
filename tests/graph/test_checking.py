"""The check finds what is broken, and nothing in a sound graph."""

import re
import shutil

import pytest

from comity import graph
from comity.errors import BrokenGraph, GraphNotFound
from comity.graph import Severity, writing
from comity.reference import Reference


@pytest.fixture
def folder(contents, tmp_path_factory, monkeypatch):
    """A small graph to be broken: as if there were no reference tables, so that each test is quick."""
    nothing = Reference(entities={}, names=())
    monkeypatch.setattr(writing, "shipped_reference", lambda: nothing)
    folder = tmp_path_factory.mktemp("broken")
    graph.write(contents, folder)
    return folder


def change(folder, pattern, replacement, count=0):
    """Lines of the graph as a regular expression changes them."""
    path = folder / "graph.nq"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=count, flags=re.MULTILINE)
    assert changed != text, "nothing was broken"
    path.write_text(changed, encoding="utf-8")


def found(folder):
    return {finding.message for finding in graph.check(folder).findings}


def test_a_sound_graph_conforms(graph_folder, contents):
    report = graph.check(graph_folder)
    assert report.findings == ()
    assert report.conforms
    assert (report.claims, report.evidence, report.documents) == (len(contents.claims), 34, 3)


def test_without_the_reference_it_conforms_too(folder):
    assert graph.check(folder).findings == ()


NS = "https://w3id.org/comity/ns#"
NO_CLAIM = "an evidence supports a claim that is not there"
NO_ACTOR = "the object of investsIn is no Actor or Project"
ELSEWHERE = "an evidence stands in another graph than its document's"
NO_FIGURE = "a comparison leads to a claim that has no figure"
INFERENCE = "".join(
    f"<https://w3id.org/comity/inference/00000000000000aa> {predicate} {value} <{NS}inferred> .\n"
    for predicate, value in (
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"<{NS}Inference>"),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>", "<https://w3id.org/comity/actor/ethiopia>"),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate>", f"<{NS}tradesWith>"),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>", "<https://w3id.org/comity/actor/egypt>"),
        (f"<{NS}byRule>", '"by-hand"'),
        ("<http://www.w3.org/ns/prov#wasDerivedFrom>", "<https://w3id.org/comity/claim/ffffffffffffffff>"),
    )
)
BREAKS = [
    (r"^.*ns#modality>.*\n", "", "a claim has exactly one modality of the closed set", 0),
    (r"^(<[^>]*claim/.*ns#polarity> )\"-1\"", r'\1"1"', "the polarity is not that of the relation", 0),
    (r"^<[^>]*evidence/.*\n", "", "a claim has no evidence", 0),
    (r"(ns#evidenceCount> )\"2\"", r'\1"1"', "the number of evidences is not what it says", 1),
    (r"(ns#documentCount> )\"1\"", r'\1"3"', "more documents are counted than say it", 1),
    (r"(ns#linkTo> <https://w3id.org/comity/claim/)[0-9a-f]{4}", r"\g<1>ffff", "a link leads to a claim that is not there", 1),
    (r"(ns#supports> <https://w3id.org/comity/claim/)[0-9a-f]{4}", r"\g<1>ffff", NO_CLAIM, 1),
    (r"^<[^>]*actor/ethiopia> <[^>]*ns#supplies>.*\n", "", "a claim that is stated as so has no plain triple", 0),
    (r"(oa#exact> \")Turkey", r"\1Greece", "the quote is not what stands in the text", 1),
    (r"(oa#end> \")(\d+)", r"\g<1>9999", "the quote is not what stands in the text", 1),
    (r"^(<[^>]*evidence/[^>]*> .*) <[^>]*nile-brief> \.$", r"\1 <https://w3id.org/comity/document/red-sea-sheet> .", ELSEWHERE, 0),
    (r"^(<[^>]*actor/kenya> .*type> )<[^>]*State>", rf"\1<{NS}Place>", "an actor is either a state", 0),
    (r"^<[^>]*actor/kenya> .*(type|prefLabel)>.*\n", "", "nothing says what the subject of a claim is", 0),
    (r"^(<[^>]*mount-kulal-pact> .*type> )<[^>]*Agreement>", rf"\1<{NS}Event>", "the object of partyTo is no Agreement", 0),
    (r"^(<[^>]*project/lamu-railway> .*type> )<[^>]*Project>", rf"\1<{NS}Event>", NO_ACTOR, 0),
    (r"(ns#office> )\"president\"", r'\1"king"', "the identifier is not the hash of the content", 0),
    (r"document/nile-brief> \.$", "document/elsewhere> .", "a named graph is neither a document's nor one of ours", 0),
    (r"^<[^>]*quantity/[0-9a-f]*>", "_:b", "there is a blank node", 1),
    (r"(ns#firstFigure> <https://w3id.org/comity/claim/)[0-9a-f]{4}", r"\g<1>ffff", NO_FIGURE, 1),
    (
        r"(ns#tie> <https://w3id.org/comity/claim/)[0-9a-f]{4}",
        r"\g<1>ffff",
        "a dyad rests on a claim that is not there, or a denial",
        1,
    ),
    (r"^(<[^>]*dyad/[^>]*> <[^>]*ns#between> <[^>]*actor/)kenya>", r"\g<1>peru>", "a dyad rests on a claim about others", 0),
    (r"\Z", INFERENCE, "an inference rests on what is not there", 1),
    (r"\Z", INFERENCE, "an inference repeats what is said", 1),
    (r"^(<[^>]*claim/[^>]*> <[^>]*ns#negated> )\"false\"(.*horn-communique> \.)$", r'\1"true"\2', "the same in the graphs", 0),
]


@pytest.mark.parametrize(("pattern", "replacement", "said", "count"), BREAKS)
def test_what_is_broken_is_found(folder, pattern, replacement, said, count):
    change(folder, pattern, replacement, count)
    assert any(said in message for message in found(folder)), found(folder)


def test_a_plain_triple_too_many_is_found(folder):
    line = "<https://w3id.org/comity/actor/kenya> <https://w3id.org/comity/ns#fights> <https://w3id.org/comity/actor/sudan>"
    with (folder / "graph.nq").open("a") as file:
        file.write(f"{line} <https://w3id.org/comity/ns#assembled> .\n")
    (finding,) = graph.check(folder).findings
    assert finding.node == "actor:kenya com:fights actor:sudan"
    assert "stands for no claim" in finding.message


def test_ends_of_another_type_are_warnings_where_a_text_may_have_no_second_actor(folder):
    change(folder, r"^(<[^>]*project/lamu-railway> .*type> )<[^>]*Project>", rf"\1<{NS}Event>")
    report = graph.check(folder)
    assert report.conforms
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}


def test_a_changed_text_is_found(folder):
    path = folder / "texts" / "nile-brief.txt"
    path.write_text(path.read_text().replace("Blue Nile", "Grey Nile"))
    assert {"the text of a document is not the one that was read", "the quote is not what stands in the text"} <= found(folder)


def test_a_missing_text_is_found(folder):
    (folder / "texts" / "nile-brief.txt").unlink()
    assert "the text of a document is missing or not UTF-8" in found(folder)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('"document":"document:other","start":0,"end":1,"claims":[]', "a document that is not there"),
        ('"document":"document:nile-brief","start":0,"end":99999,"claims":[]', "a place outside the text"),
        ('"document":"document:nile-brief","start":0,"end":1,"claims":["claim:x"]', "a claim that is not there"),
    ],
)
def test_a_stray_entry_of_the_ledger_is_found(folder, entry, said):
    with (folder / "coverage.jsonl").open("a") as file:
        file.write("{" + entry + ',"kind":"paragraph","reason":""}\n')
    assert any(said in message for message in found(folder))


def test_findings_are_sorted_and_each_said_once(folder):
    change(folder, r"^.*ns#modality>.*\n", "")
    findings = graph.check(folder).findings
    assert list(findings) == sorted(set(findings))


def test_a_changed_reference_is_looked_at(contents, tmp_path, graph_folder):
    folder = tmp_path / "graph"
    shutil.copytree(graph_folder, folder)
    change(folder, r"^<[^>]*actor/estonia> <[^>]*prefLabel>.*\n", "")
    (finding,) = graph.check(folder).findings
    assert (finding.node, finding.severity) == ("actor:estonia", Severity.VIOLATION)


def test_no_graph_and_a_broken_one(tmp_path, folder):
    with pytest.raises(GraphNotFound):
        graph.check(tmp_path)
    (folder / "graph.nq").write_text("nonsense\n")
    with pytest.raises(BrokenGraph):
        graph.check(folder)
