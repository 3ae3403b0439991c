"""What changed between two graphs, on the graph made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from comity import graph
from comity.cli import run
from comity.comparison import Change, compare
from comity.model import AssembledClaim
from comity.vocabulary import Modality


def changed(item: AssembledClaim, **fields: object) -> AssembledClaim:
    """The claim with other fields, and its evidence with it."""
    claim = replace(item.claim, **fields)  # type: ignore[arg-type]
    return replace(item, claim=claim, evidence=tuple(replace(one, claim=claim.id) for one in item.evidence))


@pytest.fixture(scope="module")
def item(contents):
    """A claim with a content that no other has, put forward as fact."""
    content = [(i.claim.subject, i.claim.relation, i.claim.object, i.claim.domain) for i in contents.claims]
    return next(
        i for i, c in zip(contents.claims, content, strict=True) if content.count(c) == 1 and i.claim.modality is Modality.ASSERTED
    )


def with_claims(contents, claims):
    return replace(contents, claims=tuple(sorted(claims, key=lambda one: one.id)))


def test_a_graph_is_as_itself(contents):
    found = compare(contents, contents)
    assert not found and found.same == len(contents.claims)


def test_what_is_added_and_what_is_lost(contents, item):
    less = with_claims(contents, [one for one in contents.claims if one is not item])
    for old, new, change in ((contents, less, Change.LOST), (less, contents, Change.ADDED)):
        found = compare(old, new)
        assert [(one.change, (one.old or one.new).id) for one in found.differences] == [(change, item.id)]
        assert found.same == len(contents.claims) - 1


@pytest.mark.parametrize(
    ("fields", "aspect", "before", "now"),
    [
        ({"modality": Modality.POTENTIAL}, "modality", "asserted", "potential"),
        ({"negated": True}, "negated", "no", "yes"),
        ({"when": "2031-05"}, "when", None, "May 2031"),
        ({"attributed_to": "actor:sudan"}, "according to", "", "actor:sudan"),
    ],
)
def test_what_has_changed(contents, item, fields, aspect, before, now):
    other = with_claims(contents, [changed(one, **fields) if one is item else one for one in contents.claims])
    (one,) = compare(contents, other).differences
    assert one.change is Change.CHANGED
    (found,) = one.aspects
    assert found[0] == aspect and found[2] == now and before in (None, found[1])


def test_another_rule_is_a_change(contents, item):
    read = replace(item, evidence=tuple(replace(one, rule="another.v") for one in item.evidence))
    (one,) = compare(contents, with_claims(contents, [read if i is item else i for i in contents.claims])).differences
    assert [name for name, *_ in one.aspects] == ["rule"]


def test_documents(contents):
    first, *rest = contents.documents
    assert compare(contents, replace(contents, documents=tuple(rest))).documents == ((first.file_name, "lost"),)
    edited = replace(first, id="document:0000000000000000")
    assert compare(contents, replace(contents, documents=(edited, *rest))).documents == ((first.file_name, "changed"),)


def test_on_the_command_line(contents, item, graph_folder, tmp_path, capfd):
    other = tmp_path / "other"
    other.mkdir()
    graph.write(
        with_claims(contents, [changed(one, modality=Modality.PROPOSED) if one is item else one for one in contents.claims]), other
    )
    assert run(["diff", str(graph_folder), str(graph_folder)]) == 0
    assert capfd.readouterr().out == f"0 added, 0 lost, 0 changed, {len(contents.claims)} the same\n"
    assert run(["diff", str(graph_folder), str(other)]) == 1
    said = capfd.readouterr().out
    assert "modality: asserted → proposed" in said and "1 changed" in said
    assert run(["diff", str(graph_folder), str(other), "-f", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["differences"][0]["change"] == "changed"
    assert run(["diff", str(graph_folder), str(tmp_path / "nothing")]) == 2
