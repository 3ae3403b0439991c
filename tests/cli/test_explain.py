"""``comity explain`` and ``comity coverage``: what is found, what is said of it, and the exit codes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from comity import cli as room
from comity import explanation
from comity.errors import BadOption
from comity.explanation import explain, labels_of, marked, worded
from comity.model import Claim, Evidence
from comity.vocabulary import Modality, Relation


@pytest.fixture
def comity(graph_folder, monkeypatch, capfd):
    """Runs the command line as a person would; gives exit code, standard output and standard error."""
    monkeypatch.setenv("COMITY_GRAPH", str(graph_folder))

    def run(*arguments):
        code = room.run(list(arguments))
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture
def dispute(contents):
    return next(item for item in contents.claims if item.claim.relation is Relation.DISPUTES_WITH and not item.claim.negated)


def test_a_claim_with_all_its_evidence(comity, dispute):
    code, out, err = comity("explain", dispute.id)
    assert (code, err) == (0, "")
    for one in dispute.evidence:
        assert one.id in out and f":{one.start}-{one.end}" in out
    assert dispute.claim.modality.value in out and f"{dispute.belief:g}" in out


@pytest.mark.parametrize("cut", [None, 14])
@pytest.mark.parametrize("prefix", [True, False])
def test_an_identifier_or_its_beginning(contents, dispute, cut, prefix):
    asked = dispute.id[:cut] if prefix else dispute.id.removeprefix("claim:")[: cut and cut - 6]
    assert [told.claim.id for told in explain(contents, asked).told] == [dispute.id]


def test_one_evidence(contents, dispute):
    told = explain(contents, dispute.evidence[0].id).told
    assert [(one.claim.id, one.evidence) for one in told] == [(dispute.id, dispute.evidence[:1])]


def test_a_stretch_of_a_document(contents, dispute):
    one = dispute.evidence[0]
    file = next(document.file_name for document in contents.documents if document.id == one.document)
    for name in (file, one.document):
        told = explain(contents, f"{name}:{one.start}-{one.end}").told
        assert dispute.id in {told_one.claim.id for told_one in told}
        assert all(e.document == one.document and e.start < one.end and one.start < e.end for t in told for e in t.evidence)


def test_words_in_any_case_and_spacing(contents, dispute):
    words = dispute.evidence[0].quote.upper().replace(" ", "\n ")
    assert dispute.id in {told.claim.id for told in explain(contents, words).told}


def test_links_are_told_from_both_ends(comity, contents):
    link = contents.links[0]
    for identifier, other in ((link.source, link.target), (link.target, link.source)):
        assert other in comity("explain", identifier)[1]


def test_json_has_the_same(comity, dispute):
    code, out, _ = comity("explain", dispute.id, "-f", "json")
    record = json.loads(out)["claims"][0]
    assert code == 0
    assert record["id"] == dispute.id
    assert [one["quote"] for one in record["evidence"]] == [one.quote for one in dispute.evidence]
    assert all(mark["text"] in one["quote"] for one in record["evidence"] for mark in one["marks"])


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["words that stand nowhere"], 1, "no document has the words"),
        (["claim:ffffffffffff"], 2, "there is no claim"),
        (["evidence:ffffffffffff"], 2, "there is no evidence"),
        (["nothing.txt:0-5"], 2, "there is no document"),
        (["brief.md:5-2"], 2, "stretch"),
        ([], 2, "nothing to explain"),
        (["claim:ab", "--mentions", "x.txt"], 2, "--mentions"),
    ],
)
def test_what_cannot_be_explained(comity, contents, arguments, code, says):
    arguments = [one.replace("brief.md", contents.documents[0].file_name) for one in arguments]
    found = comity("explain", *arguments)
    assert found[0] == code
    assert found[1] == ""
    assert says in found[2]


def test_words_that_stand_where_nothing_is_read(contents):
    document = contents.documents[0]
    found = explain(replace(contents, claims=(), ledger=()), document.text.split()[0])
    assert not found
    assert document.file_name in found.beside
    assert not explain(contents, "words that stand nowhere").beside


def test_a_beginning_of_several(contents, monkeypatch):
    monkeypatch.setattr(explanation, "SHORTEST", 1)
    first = [item.id[:7] for item in contents.claims]
    shared = next(one for one in first if first.count(one) > 1)
    with pytest.raises(BadOption, match="begins several"):
        explain(contents, shared)


def test_quotes_do_not_steer_the_terminal(contents, dispute):
    bad = replace(dispute.evidence[0], quote="\x1b[2J\u202eegypt\r gone", marks=(), section="\x1b]0;title\x07")
    graph = replace(contents, claims=(replace(dispute, evidence=(bad,)),), links=(), ledger=())
    text = explain(graph, dispute.id).text()
    assert not {"\x1b", "\u202e", "\r", "\x07"} & set(text)


def test_marks_cut_the_quote_and_lose_nothing():
    one = Evidence(
        "claim:x",
        "document:x",
        "Kenya supplies Peru.",
        10,
        30,
        marks=(("subject", 10, 15), ("relation", 16, 24), ("object", 25, 29)),
    )
    assert marked(one) == [
        ("Kenya", ("subject",)), (" ", ()), ("supplies", ("relation",)), (" ", ()), ("Peru", ("object",)), (".", ()),
    ]  # fmt: skip


def test_wording(contents):
    labels = labels_of(contents)
    claim = Claim.of("actor:kenya", Relation.SUPPLIES, "actor:sudan", modality=Modality.POTENTIAL, negated=True, when="2019")
    assert worded(claim, labels) == "not: Kenya supplies Sudan (potential; 2019)"


# --- coverage -------------------------------------------------------------------------------------------------------


def test_coverage_of_all(comity, contents):
    code, out, err = comity("coverage")
    assert (code, err) == (0, "")
    assert all(document.file_name in out for document in contents.documents)


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_coverage_of_one(comity, contents, tmp_path, form):
    document = contents.documents[0]
    code, out, err = comity("coverage", document.file_name, "-f", form, "-o", str(tmp_path / "out"))
    assert (code, out, err) == (0, "", "")
    assert document.file_name in (tmp_path / "out").read_text(encoding="utf-8")


def test_coverage_of_nothing(comity):
    code, out, err = comity("coverage", "nothing.txt")
    assert (code, out) == (2, "")
    assert "nothing.txt" in err
