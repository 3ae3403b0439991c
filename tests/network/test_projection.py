"""From claims to a network: what an edge is, what is taken, what is lost and what never."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import BadOption
from comity.model import AssembledClaim, Claim, Contents, Entity, Evidence
from comity.network.projection import Grouping, Topics, choose, narrower, project
from comity.reference import Membership, MembershipKind, Party, Reference, Role
from comity.vocabulary import EntityKind, Modality, Relation

A, B, C = "actor:a", "actor:b", "actor:c"


def graph_of(*claims: Claim, belief: float = 0.5, documents: int = 1) -> Contents:
    """Contents with these claims, each with an evidence in ``documents`` documents."""
    items = [
        AssembledClaim(
            claim,
            tuple(Evidence(claim.id, f"document:{n}", f"quote of {claim.relation}", 0, 1) for n in range(documents)),
            documents,
            belief,
        )
        for claim in claims
    ]
    names = sorted({end for claim in claims for end in (claim.subject, claim.object) if end.startswith("actor:")})
    entities = tuple(Entity(name, EntityKind.STATE, name[6:].upper(), iso3=name[6:].upper() * 3) for name in names)
    return Contents((), entities, tuple(sorted(items, key=lambda item: item.id)))


def edges(contents: Contents, **options: Any) -> list[tuple[str, str, dict[str, Any]]]:
    return list(project(contents, **options).edges(data=True))


def test_one_edge_a_real_claim(contents: Contents) -> None:
    network = project(contents)
    expected = [item for item in contents.claims if item.claim.is_plain and not item.claim.object.startswith("domain:")]
    assert sorted(key for _, _, key in network.edges(keys=True)) == [item.id for item in expected]
    for item in expected:
        data = network.edges[item.claim.subject, item.claim.object, item.id]
        assert (data["relation"], data["sign"]) == (item.claim.relation.value, item.claim.polarity)
        assert data["directed"] is not item.claim.relation.symmetric
        assert data["quotes"] == " ¶ ".join(one.quote for one in item.evidence)
        assert (data["belief"], data["document_count"]) == (item.belief, item.document_count)


def test_nodes_and_edges_are_sorted_and_values_are_plain(contents: Contents) -> None:
    for grouping in Grouping:
        network = project(contents, grouping=grouping)
        assert list(network) == sorted(network)
        for source in network:
            found = [(source, target, key) for target in network[source] for key in network[source][target]]
            assert found == sorted(found)
        values = [v for _, d in network.nodes(data=True) for v in d.values()]
        values += [v for *_, d in network.edges(data=True) for v in d.values()]
        assert {type(value) for value in values} <= {str, int, float, bool}
        for rows in (network.nodes(data=True), [(None, d) for *_, d in network.edges(data=True)]):
            assert len({tuple(data) for _, data in rows}) == 1


def test_node_attributes(contents: Contents) -> None:
    egypt = project(contents).nodes["actor:egypt"]
    assert [egypt[name] for name in ("label", "kind", "wikidata", "iso3")] == ["Egypt", "State", "Q79", "EGY"]
    assert egypt["claim_count"] == sum(
        1 for i in contents.claims if i.claim.is_plain and "actor:egypt" in (i.claim.subject, i.claim.object)
    )


def test_a_node_without_entity_is_labelled_by_its_identifier() -> None:
    contents = replace(graph_of(Claim.of("actor:unnamed", Relation.SANCTIONS, "actor:north-korea")), entities=())
    assert {data["label"] for _, data in project(contents).nodes(data=True)} == {"unnamed", "north korea"}


@pytest.mark.parametrize(
    ("modalities", "negated", "relations"),
    [
        ({Modality.POTENTIAL}, False, ["sanctions"]),
        ({Modality.PREDICTED}, False, ["partyTo", "partyTo"]),
        ({Modality.PREDICTED}, True, ["fights", "partyTo", "partyTo"]),
        (set(), True, []),
    ],
)
def test_modality_and_negation_are_two_choices(
    contents: Contents, modalities: set[Modality], negated: bool, relations: list[str]
) -> None:
    found = edges(contents, modalities=modalities, negated=negated)
    assert sorted(data["relation"] for *_, data in found) == relations


@pytest.mark.parametrize(
    ("domains", "found"),
    [
        (["electricity"], {"electricity"}),
        (["domain:energy"], {"electricity"}),
        (["security"], {"military", "military-exercises"}),
        (["culture"], set()),
    ],
)
def test_a_domain_takes_what_is_narrower(contents: Contents, domains: list[str], found: set[str]) -> None:
    assert {data["domain"] for *_, data in edges(contents, domains=domains)} == found


def test_narrower_domains() -> None:
    assert {"energy", "oil", "coal"} <= narrower(["energy"]) < narrower(["economic"])
    assert "energy" not in narrower(["oil"])
    assert narrower([]) == frozenset()


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2019", None, {"2019", "2021", "2018/"}),
        (None, "2015", {"2015-05-12"}),
        ("2019-06", "2020", {"2019", "2018/"}),
        ("2015-05-13", "2015", set()),
        ("2030", None, {"2018/"}),
    ],
)
def test_times_overlap_and_the_undated_are_left_out(
    contents: Contents, since: str | None, until: str | None, years: set[str]
) -> None:
    assert {data["when"] for *_, data in edges(contents, since=since, until=until)} == years


@pytest.mark.parametrize("sign", [1, 0, -1])
def test_signs(contents: Contents, sign: int) -> None:
    found = {data["sign"] for *_, data in edges(contents, signs=[sign])}
    assert found == {sign}


@pytest.mark.parametrize(
    "options", [{"domains": ["oi"]}, {"signs": [2]}, {"since": "yesterday"}, {"until": "2019-13"}, {"memberships": True}]
)
def test_what_cannot_be_used_is_refused(contents: Contents, options: dict[str, Any]) -> None:
    with pytest.raises(BadOption):
        project(contents, **options)


# --- domains as objects, claims as objects ------------------------------------------------------------------------


def test_topics_become_attributes_nodes_or_nothing(contents: Contents) -> None:
    as_attributes = project(contents)
    assert (as_attributes.nodes["actor:sudan"]["needs"], as_attributes.nodes["actor:sudan"]["possesses"]) == ("oil", "mining")
    assert as_attributes.nodes["actor:egypt"]["needs"] == ""
    as_nodes = project(contents, topics=Topics.NODES)
    assert as_nodes.has_edge("actor:sudan", "domain:oil")
    assert as_nodes.nodes["domain:oil"]["kind"] == "Domain"
    without = project(contents, topics=Topics.OMIT)
    assert "needs" not in without.nodes["actor:sudan"]
    assert not [node for node in without if node.startswith("domain:")]


def test_an_actor_with_topics_only_is_a_node() -> None:
    network = project(graph_of(Claim.of(A, Relation.NEEDS, "domain:oil")))
    assert dict(network.nodes(data="needs")) == {A: "oil"}


def test_claims_about_claims_have_no_edge() -> None:
    first = Claim.of(A, Relation.AIDS, B)
    network = project(graph_of(first, Claim.of(C, Relation.AFFECTS, first.id)), topics=Topics.NODES)
    assert list(network.edges()) == [(A, B)]


# --- grouping -----------------------------------------------------------------------------------------------------


def test_dyads_join_all_claims_of_a_pair() -> None:
    contents = graph_of(
        Claim.of(A, Relation.SUPPLIES, B, domain="domain:oil", when="2019"),
        Claim.of(A, Relation.SUPPLIES, B, domain="domain:coal", when="2020-05"),
        Claim.of(B, Relation.SANCTIONS, A, domain="domain:oil"),
        Claim.of(B, Relation.ALLIED_WITH, A),
    )
    [(source, target, data)] = edges(contents, grouping=Grouping.DYAD)
    assert (source, target, data["directed"]) == (A, B, False)
    assert (data["weight"], data["forward"], data["backward"], data["mutual"]) == (4, 2, 1, 1)
    assert (data["positive"], data["neutral"], data["negative"], data["sign"]) == (3, 0, 1, 1)
    assert (data["domain"], data["earliest"], data["latest"]) == ("coal; oil", "2019-01-01", "2020-05-31")
    assert data["relation"] == "alliedWith; supplies; sanctions"
    assert len(data["claims"].split("; ")) == 4


def test_a_dyad_whose_claims_go_one_way_goes_that_way() -> None:
    contents = graph_of(Claim.of(B, Relation.SUPPLIES, A), Claim.of(B, Relation.AIDS, A))
    [(source, target, data)] = edges(contents, grouping=Grouping.DYAD)
    assert (source, target, data["directed"], data["forward"], data["backward"]) == (B, A, True, 2, 0)


def test_domain_and_sign_part_a_dyad() -> None:
    contents = graph_of(
        Claim.of(A, Relation.SUPPLIES, B, domain="domain:oil"),
        Claim.of(A, Relation.SANCTIONS, B, domain="domain:oil"),
        Claim.of(B, Relation.TRADES_WITH, A, domain="domain:oil"),
        Claim.of(A, Relation.DEPENDS_ON, B),
    )
    found = edges(contents, grouping=Grouping.DYAD_DOMAIN_SIGN)
    assert [(data["domain"], data["sign"], data["weight"]) for *_, data in found] == [("oil", 1, 2), ("oil", -1, 1), ("", 0, 1)]
    assert len({key for *_, key in project(contents, grouping=Grouping.DYAD_DOMAIN_SIGN).edges(keys=True)}) == 3


@pytest.mark.parametrize("grouping", [Grouping.DYAD, Grouping.DYAD_DOMAIN_SIGN])
def test_negated_claims_are_never_grouped_with_others(grouping: Grouping) -> None:
    contents = graph_of(Claim.of(A, Relation.AIDS, B), Claim.of(A, Relation.AIDS, B, negated=True))
    found = edges(contents, grouping=grouping, negated=True)
    assert sorted((data["negated"], data["weight"]) for *_, data in found) == [(False, 1), (True, 1)]


def test_an_open_end_stays_open_in_a_group() -> None:
    contents = graph_of(Claim.of(A, Relation.AIDS, B, when="2018/"), Claim.of(A, Relation.SUPPLIES, B, when="2001"))
    [(*_, data)] = edges(contents, grouping=Grouping.DYAD)
    assert (data["earliest"], data["latest"]) == ("2001-01-01", "")


ENDS = st.sampled_from(["actor:a", "actor:b", "actor:c", "agreement:d", "domain:oil"])
CLAIMS = st.builds(
    lambda a, r, b, d, m, n: Claim.of(a, r, b, domain=d, modality=m, negated=n),
    st.sampled_from([A, B, C]),
    st.sampled_from(list(Relation)),
    ENDS,
    st.sampled_from([None, "domain:oil", "domain:water"]),
    st.sampled_from(list(Modality)),
    st.booleans(),
)


@settings(deadline=None)
@given(st.lists(CLAIMS, max_size=12, unique_by=lambda claim: claim.id), st.booleans())
def test_no_claim_is_lost_or_counted_twice_in_any_grouping(claims: list[Claim], negated: bool) -> None:
    contents = graph_of(*claims)
    taken = [c for c in claims if c.modality.is_real and (negated or not c.negated) and not c.object.startswith("domain:")]
    for grouping in Grouping:
        network = project(contents, grouping=grouping, negated=negated)
        told = Counter(claim for *_, data in network.edges(data=True) for claim in data["claims"].split("; "))
        assert told == Counter(claim.id for claim in taken)
        assert sum(data["weight"] for *_, data in network.edges(data=True)) == len(taken)
        keys = [key for *_, key in network.edges(keys=True)]
        assert len(keys) == len(set(keys))


# --- documents ----------------------------------------------------------------------------------------------------


def test_copies_of_a_text_count_once_in_a_group(contents: Contents) -> None:
    [first, second, _] = contents.documents
    copy = replace(second, text=first.text)
    claims = [Claim.of(A, Relation.AIDS, B), Claim.of(A, Relation.SUPPLIES, B)]
    items = tuple(
        AssembledClaim(claim, (Evidence(claim.id, document.id, "q", 0, 1),), 1, 0.5)
        for claim, document in zip(claims, (first, copy), strict=True)
    )
    [(*_, data)] = edges(Contents((first, copy), (), items), grouping=Grouping.DYAD)
    assert data["document_count"] == 1
    assert data["sources"] == "horn-communique.txt; nile-brief.md"


# --- reference ----------------------------------------------------------------------------------------------------


def test_memberships_are_added_between_nodes_that_are_there(contents: Contents) -> None:
    au, kenya = "actor:african-union", "actor:kenya"
    reference = Reference(
        {},
        (),
        memberships=(
            Membership("actor:sudan", au, MembershipKind.SUSPENDED, begun="2021-10"),
            Membership(kenya, au, MembershipKind.MEMBER),
            Membership("actor:chad", au, MembershipKind.MEMBER),
        ),
        parties=(Party("agreement:mount-kulal-pact", "actor:sudan", Role.SIGNATORY, begun="2016", ended="2018"),),
    )
    network = project(contents, memberships=True, reference=reference)
    added = [(a, b, d["label"], d["earliest"], d["latest"]) for a, b, d in network.edges(data=True) if d["modality"] == "reference"]
    # Kenya's is said by a document already; Chad is in no document.
    assert added == [
        ("actor:sudan", au, "is a member of (suspended)", "2021-10-01", ""),
        ("actor:sudan", "agreement:mount-kulal-pact", "is a party to (signatory)", "2016-01-01", "2018-12-31"),
    ]


def test_choose_keeps_what_it_was_given() -> None:
    choice = choose(modalities=["potential"], signs=[1], since="2019")  # type: ignore[list-item]
    assert choice.modalities == {Modality.POTENTIAL}
    assert (choice.signs, choice.since, choice.until, choice.negated) == ({1}, "2019", "", False)


def test_words_are_taken_for_members(contents: Contents) -> None:
    for grouping in Grouping:
        assert list(project(contents, grouping=grouping.value).edges) == list(project(contents, grouping=grouping).edges)  # type: ignore[arg-type]
    for topics in Topics:
        assert list(project(contents, topics=topics.value)) == list(project(contents, topics=topics))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "2020", "until": "2019"}, "ends before it begins"),
        ({"domains": ["enrgy"]}, "did you mean energy"),
        ({"domains": ["xyzzy"]}, "the widest are"),
    ],
)
def test_what_cannot_be_chosen_is_told(options: dict[str, Any], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        choose(**options)
    assert choose(since="2019-04", until="2019").until == "2019"
