"""What a query returned is what is drawn: claims by name, ties by the row they stand in, actors by identifier or label."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from comity.errors import BadOption
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.network import page
from comity.network.answer import named
from comity.query import Result
from comity.vocabulary import EntityKind, Modality, Relation

BASE = "https://w3id.org/comity/"
NAMES = ("Ardenia", "Belvar", "Corvanya", "Dorne")
AB = Claim.of("actor:ardenia", Relation.SUPPLIES, "actor:belvar")
BA = Claim.of("actor:belvar", Relation.SANCTIONS, "actor:ardenia", modality=Modality.INTENDED)
BC = Claim.of("actor:belvar", Relation.AIDS, "actor:corvanya")
CA = Claim.of("actor:corvanya", Relation.OPPOSES, "actor:ardenia")


def contents() -> Contents:
    text = "Somebody does something to somebody."
    document = Document("document:one", "one.txt", "text/plain", "0" * 64, text, title="One")
    entities = tuple(Entity(f"actor:{name.lower()}", EntityKind.STATE, name) for name in NAMES)
    made = [AssembledClaim(one, (Evidence(one.id, document.id, text, 0, len(text)),), 1, 0.5) for one in (AB, BA, BC, CA)]
    return Contents((document,), entities, tuple(sorted(made, key=lambda one: one.id)))


def node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(f"{BASE}ns#{local}" if prefix == "com" else f"{BASE}{prefix}/{local}")


def rows(*found: tuple[str, ...]) -> Result:
    terms = tuple(tuple(node(value) if ":" in value and " " not in value else Literal(value) for value in row) for row in found)
    return Result(tuple(f"v{n}" for n in range(len(found[0]))), terms)


CASES = {
    "claims by name": (rows((AB.id, "actor:dorne")), {AB}),
    "claims in a list": (rows((f"{AB.id} {CA.id}", "three")), {AB, CA}),
    "evidence": (rows((Evidence(BC.id, "document:one", "", 0, 36).id,)), {BC}),
    "actors of one row": (rows(("actor:ardenia", "actor:belvar")), {AB, BA}),
    "actors and a relation": (rows(("actor:ardenia", "com:supplies", "actor:belvar")), {AB}),
    "actors one a row": (rows(("actor:ardenia",), ("actor:belvar",), ("actor:corvanya",)), {AB, BA, BC, CA}),
    "one actor": (rows(("actor:corvanya",)), {BC, CA}),
    "labels": (rows(("Ardenia", "corvanya", "12")), {CA}),
    "triples": (
        Result(("s", "p", "o"), triples=(Triple(node("actor:belvar"), node("com:aids"), node("actor:corvanya")),)),
        {BC},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_claims_an_answer_names(case: str) -> None:
    result, expected = CASES[case]
    assert named(result, contents()).claims == {one.id for one in expected}


@pytest.mark.parametrize("result", [rows(("actor:elsewhere", "nobody")), Result(truth=True)])
def test_an_answer_that_names_nothing_is_refused(result: Result) -> None:
    with pytest.raises(BadOption, match="names no claim and no actor"):
        named(result, contents())


def test_page_holds_what_was_named_and_draws_all_of_it() -> None:
    html = page(contents(), answer=rows(("actor:ardenia", "actor:belvar")), asked="ties a=Ardenia")
    assert AB.id.partition(":")[2] in html and BC.id.partition(":")[2] not in html
    assert '"negatedAtFirst":true' in html and '"drawnAtFirst":[true,true,true,true,true,true,true]' in html
    assert "what was asked for: ties a=Ardenia" in html
