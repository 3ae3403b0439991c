"""What follows from what was said: found by the rules, kept apart, and never of more than the documents name."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import graph, resources
from comity.errors import BadTable
from comity.graph.inference import rules
from comity.graph.store import Store
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.reference import Reference
from comity.reference.model import Office, Party, Role
from comity.vocabulary import EntityKind, Modality, Obligation, Relation, Stage

OMAN, FIJI, MALI = (f"actor:{name}" for name in ("oman", "fiji", "mali"))
QUEEN, ENVOY, NAVY, FIRM, GUARD = (
    f"actor:{name}" for name in ("queen-of-oman", "fijian-envoy", "fijian-navy", "oman-oil", "guard")
)
PACT, OLD_PACT = "agreement:lake-pact", "agreement:old-pact"
COUNCIL, UNION = "actor:lake-council", "actor:lake-union"

ENTITIES = {
    entity.id: entity
    for entity in (
        *(Entity(one, EntityKind.STATE, one[6:].title()) for one in (OMAN, FIJI, MALI)),
        Entity(QUEEN, EntityKind.PERSON, "Queen of Oman", state=OMAN),
        Entity(ENVOY, EntityKind.PERSON, "Envoy", state=FIJI),
        Entity(NAVY, EntityKind.ORGANIZATION, "Fijian Navy", state=FIJI),
        Entity(FIRM, EntityKind.ORGANIZATION, "Oman Oil", state=OMAN),
        Entity(GUARD, EntityKind.ORGANIZATION, "Guard", state=OMAN),
        Entity(COUNCIL, EntityKind.ORGANIZATION, "Lake Council"),
        Entity(UNION, EntityKind.ORGANIZATION, "Lake Union"),
        Entity(PACT, EntityKind.AGREEMENT, "Lake Pact", stage=Stage.IN_FORCE, obligations=(Obligation.DEFENCE,)),
        Entity(OLD_PACT, EntityKind.AGREEMENT, "Old Pact", stage=Stage.ENDED, obligations=(Obligation.DEFENCE,)),
    )
}


def known() -> Reference:
    return Reference(
        ENTITIES,
        (),
        offices=(
            Office(QUEEN, "queen", OMAN, "2001", "", "made up"),
            Office(ENVOY, "foreign minister", FIJI, "2010", "2015", "made up"),
        ),
        parties=tuple(
            Party(pact, state, Role.PARTY, "", "", "made up") for pact in (PACT, OLD_PACT) for state in (OMAN, FIJI, MALI)
        ),
        types={NAVY: "organ", FIRM: "company", GUARD: "armed-group"},
        part_of={COUNCIL: UNION},
    )


def built(folder: Path, *claims: Claim) -> Store:
    """A graph of one document that makes these claims."""
    text = "So it is said."
    document = Document("document:a", "a.txt", "text/plain", "0" * 64, text)
    assembled = tuple(
        AssembledClaim(claim, (Evidence(claim.id, document.id, text, 0, len(text), rule="rule"),), 1, 0.5) for claim in claims
    )
    named = {end for claim in claims for end in (claim.subject, claim.object)}
    named |= {ENTITIES[one].state for one in named if one in ENTITIES}
    folder.mkdir(exist_ok=True)
    entities = tuple(ENTITIES[one] for one in sorted(named) if one in ENTITIES)
    graph.write(Contents((document,), entities, assembled), folder, reference=known())
    return graph.open_graph(folder, memory=True)


def inferred(store: Store) -> set[tuple[str, str, str]]:
    """Triples of the graph of what was inferred, by their last parts, without the nodes that explain them."""

    def last(term: object) -> str:
        return str(getattr(term, "value", term)).rstrip("/").rpartition("/")[2].removeprefix("ns#")

    return {
        (last(one.subject), last(one.predicate), last(one.object))
        for one in store.graph("https://w3id.org/comity/ns#inferred")
        if "/inference/" not in str(one.subject)
    }


def said(subject: str, relation: Relation, other: str, **changes: object) -> Claim:
    return Claim.of(subject, relation, other, **changes)  # type: ignore[arg-type]


def test_an_organ_or_the_holder_of_an_office_acts_for_its_state(tmp_path: Path) -> None:
    found = inferred(built(tmp_path, said(QUEEN, Relation.CRITICIZES, NAVY)))
    assert ("oman", "criticizes", "fiji") in found and ("fiji", "criticizedBy", "oman") in found


@pytest.mark.parametrize("actor", [FIRM, GUARD])
def test_a_firm_and_an_armed_group_do_not(tmp_path: Path, actor: str) -> None:
    found = inferred(built(tmp_path, said(actor, Relation.SUPPLIES, FIJI)))
    assert not {one for one in found if one[0] == "oman" or one[2] == "oman"}


@pytest.mark.parametrize(("when", "holds"), [("2012-05", True), ("2010/2015", True), ("2018", False), (None, False)])
def test_an_office_counts_while_it_was_held(tmp_path: Path, when: str | None, holds: bool) -> None:
    found = inferred(built(tmp_path, said(ENVOY, Relation.CONSULTS_WITH, QUEEN, when=when)))
    assert (("oman", "consultsWith", "fiji") in found) is holds
    assert (("fiji", "consultsWith", "oman") in found) is holds, "what holds both ways is inferred both ways"


@pytest.mark.parametrize("changes", [{"negated": True}, {"modality": Modality.POTENTIAL}, {"modality": Modality.RECOMMENDED}])
def test_only_what_is_said_to_be_so_is_carried_on(tmp_path: Path, changes: dict[str, object]) -> None:
    assert inferred(built(tmp_path, said(QUEEN, Relation.CRITICIZES, FIJI, **changes))) == set()


def test_what_is_said_is_not_inferred_again(tmp_path: Path) -> None:
    found = inferred(built(tmp_path, said(QUEEN, Relation.CRITICIZES, FIJI), said(OMAN, Relation.CRITICIZES, FIJI)))
    assert ("oman", "criticizes", "fiji") not in found


def test_a_defence_treaty_in_force_makes_allies_of_those_that_are_named(tmp_path: Path) -> None:
    found = inferred(built(tmp_path, said(OMAN, Relation.SUPPORTS, PACT), said(FIJI, Relation.OPPOSES, OLD_PACT)))
    assert {one for one in found if one[1] == "alliedWith"} == {("fiji", "alliedWith", "oman"), ("oman", "alliedWith", "fiji")}
    found = inferred(built(tmp_path, said(OMAN, Relation.SUPPORTS, OLD_PACT), said(FIJI, Relation.SUPPORTS, OLD_PACT)))
    assert not {one for one in found if one[1] == "alliedWith"}


def test_a_member_of_an_organ_is_in_the_whole(tmp_path: Path) -> None:
    found = inferred(built(tmp_path, said(MALI, Relation.MEMBER_OF, COUNCIL)))
    assert {("mali", "memberOf", "lake-union"), ("lake-union", "hasMember", "mali")} <= found


def test_a_claim_is_in_every_broader_field(tmp_path: Path) -> None:
    claim = said(OMAN, Relation.SUPPLIES, FIJI, domain="domain:oil")
    found = inferred(built(tmp_path, claim))
    assert {one for one in found if one[1] == "inField"} == {(claim.id[6:], "inField", field) for field in ("energy", "economic")}


def test_an_inference_tells_its_rule_and_ground(tmp_path: Path) -> None:
    claim = said(QUEEN, Relation.CRITICIZES, FIJI)
    store = built(tmp_path, claim)
    (row,) = store.select(
        "SELECT ?rule ?ground { GRAPH com:inferred { ?node a com:Inference ; com:byRule ?rule ; prov:wasDerivedFrom ?ground } }"
    )
    assert (row["rule"].value, row["ground"].value.rpartition("/")[2]) == ("acts-for", claim.id[6:])


def test_nothing_inferred_is_seen_unless_asked_for(store: Store) -> None:
    (row,) = store.select("SELECT (COUNT(*) AS ?n) { GRAPH com:inferred { ?s ?p ?o } }")
    assert int(row["n"].value) > 0
    assert not store.query("ASK { ?s com:inField|com:suppliedBy ?o }")
    assert not store.query("ASK { ?node a com:Inference }")


def test_a_graph_with_inferences_is_sound_and_reads_back_without_them(tmp_path: Path) -> None:
    store = built(tmp_path, said(QUEEN, Relation.CRITICIZES, NAVY), said(MALI, Relation.MEMBER_OF, COUNCIL))
    assert [finding.message for finding in graph.check(tmp_path).findings if finding.severity.value == "violation"] == []
    assert {one.id for one in graph.read_contents(store).claims} == {
        said(QUEEN, Relation.CRITICIZES, NAVY).id, said(MALI, Relation.MEMBER_OF, COUNCIL).id,
    }  # fmt: skip


def test_rules_run_in_the_order_of_their_names_and_say_what_they_do() -> None:
    names = [name for name, _ in rules()]
    assert names == sorted(names) and len(names) == 6
    assert all(text.startswith("# ") for _, text in rules())


@pytest.mark.parametrize(
    ("rule", "said_of_it"), [("CONSTRUCT {", "does not parse"), ("SELECT * { ?s ?p ?o }", "no triples"),
                             ("CONSTRUCT { [] com:inField ?o } WHERE { ?s com:domain ?o }", "blank node")]
)  # fmt: skip
def test_a_rule_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, said_of_it: str) -> None:
    from comity.graph import inference

    monkeypatch.setattr(inference, "rules", lambda: (("10-wrong", rule),))
    with pytest.raises(BadTable, match=said_of_it) as raised:
        built(tmp_path, said(OMAN, Relation.SUPPLIES, FIJI, domain="domain:oil"))
    assert "10-wrong.rq" in str(raised.value)


def test_the_rules_are_shipped_as_data() -> None:
    assert resources.data("assembly", "rules").is_dir()
