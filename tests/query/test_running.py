"""Parameters: names as people write them, values as terms and never as text; what is refused."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import query
from comity.errors import BadParameter, BadQuery, UnknownQuery
from comity.query.names import folded

TIES = "ties"


def ends(result):
    return {(row["from"], row["relation"], row["to"]) for row in result.records()}


@pytest.mark.parametrize(
    "name", ["Egypt", "egypt", "EG", "EGY", "Cairo", "Arab Republic of Egypt", "actor:egypt", "the egypt", " Egypt "]
)
def test_an_actor_by_any_of_its_names(store, name):
    assert ends(query.run(store, TIES, {"a": name, "b": "Kenya"})) == {("Egypt", "trades with", "Kenya")}


def test_spelling_without_accents_and_by_address(store):
    for name in ("Turkiye", "TÜRKİYE", "https://w3id.org/comity/actor/turkey", "<https://w3id.org/comity/actor/turkey>"):
        assert len(query.run(store, "aid", {"from": name})) == 2


def test_a_side_takes_in_who_acts_for_it(store):
    offices = query.run(store, "claims-of", {"actor": "Egypt"})
    assert ("Amal Farouk", "holds office in", "Egypt") in ends(offices)
    said = query.run(store, "attributed", {"speaker": "Egypt"})
    assert {row["says"] for row in said.records()} == {"Amal Farouk"}


def test_a_domain_takes_in_what_is_narrower(store):
    everything = query.run(store, TIES, {"a": "Ethiopia", "b": "Sudan"})
    energy = query.run(store, TIES, {"a": "Ethiopia", "b": "Sudan", "domain": "energy"})
    assert ends(energy) == ends(everything)
    assert not query.run(store, TIES, {"a": "Ethiopia", "b": "Sudan", "domain": "oil and fuels"})


def test_several_values_mean_any_of_them(store):
    both = query.run(store, "sanctions", {"to": ["Ethiopia", "Kenya"]})
    assert len(both) == len(query.run(store, "sanctions", {"to": "Ethiopia"}))
    listed = query.run(store, TIES, {"a": "Egypt", "b": "Ethiopia", "modality": "potential,predicted"})
    assert {row["modality"] for row in listed.records()} == {"potential", "predicted"}


def test_dates_take_any_precision(store):
    for day in ("2018", "2018-06", "2018-06-30", date(2018, 6, 30)):
        assert [row["agreement"] for row in query.run(store, "in-force", {"on": day, "actor": "Kenya"}).records()] == [
            "Mount Kulal Pact"
        ]
    assert "Mount Kulal Pact" not in {row["agreement"] for row in query.run(store, "in-force", {"on": "2015"}).records()}


def test_the_limit_holds(store):
    assert len(query.run(store, "actors", {"limit": 2})) == 2
    assert len(query.run(store, "actors", {"limit": "3"})) == 3


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        (TIES, {"a": "Egypt"}, "ties needs b"),
        (TIES, {"a": "Egypt", "b": "Kenya", "c": "x"}, "its parameters: a, b, domain, modality"),
        (TIES, {"a": "Egypt", "b": "Kenja"}, "did you mean Kenya"),
        (TIES, {"a": "Egypt", "b": "Mount Kulal Pact"}, "no actor goes by"),
        (TIES, {"a": "Egypt", "b": "Kenya", "modality": "certain"}, "say asserted, assessed"),
        (TIES, {"a": "Egypt", "b": "Kenya", "domain": "enery"}, "did you mean energy"),
        ("actors", {"limit": "many"}, "give a number"),
        ("actors", {"limit": "-1"}, "give a number"),
        ("in-force", {"on": "yesterday"}, "write it like 2019"),
        ("relation", {"relation": "hugs"}, "cooperatesWith"),
        ("document", {"document": "nile"}, "no document goes by"),
    ],
)
def test_what_cannot_be_used_is_said_with_the_next_step(store, name, values, said):
    with pytest.raises(BadParameter, match=said):
        query.run(store, name, values)


def test_a_name_of_several_is_not_guessed(tmp_path):
    from comity import graph
    from comity.model import Contents, Entity
    from comity.reference import Reference
    from comity.vocabulary import EntityKind

    twins = tuple(Entity(f"actor:congo-{n}", EntityKind.STATE, f"Congo {n}", aliases=("Congo",)) for n in (1, 2))
    graph.write(Contents((), (), ()), tmp_path, reference=Reference(entities={one.id: one for one in twins}, names=()))
    with pytest.raises(BadParameter, match=r"actor:congo-1 \(Congo 1\) or actor:congo-2 \(Congo 2\)"):
        query.run(graph.open_graph(tmp_path), "memberships", {"actor": "Congo"})


BREAKING = ['"', "\\", '" } DROP ALL #', "'''", "\n}", "?x", "${a}", "\\u0022", "{", "}", "#: words"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text() | st.sampled_from(['"', "\\", '" } DROP ALL #', "'''", "\n}", "?x", "${a}", "\\u0022", "{", "}", "#: words"])
)
def test_words_are_only_ever_words(store, words):
    result = query.run(store, "search", {"words": words}) if words.strip() else ()
    for row in result:
        assert words.strip().lower() in row[2].lower()


@given(st.text())
def test_folding_a_folded_name_changes_nothing(name):
    assert folded(folded(name)) in (folded(name), folded(name).removeprefix("the "))


@pytest.mark.parametrize("head", ["SELECT ?s", "# a comment\nselect ?s where"])
def test_sparql_itself(store, head):
    assert query.run(store, head + " { ?s com:supplies actor:sudan }").rows == (("actor:ethiopia",),)


def test_variables_of_sparql_take_values(store):
    sparql = "SELECT ?s ?o { ?s ?p ?o . ?o a com:Actor }"
    assert set(query.run(store, sparql, {"p": "com:supplies"}).rows) == {("actor:ethiopia", "actor:sudan")}
    assert query.run(store, "SELECT ?c { ?c com:documentCount ?n ; com:polarity -1 }", {"n": 2})
    assert query.run(store, "SELECT ?c { ?c com:office ?o }", {"o": "president"})
    assert query.run(store, "ASK { ?e com:fileName ?f }", {"f": "nile-brief.md"})
    with pytest.raises(BadParameter, match="its variables: o, p, s"):
        query.run(store, sparql, {"x": "1"})


def test_a_question_of_ones_own(store):
    own = "# param: who actor whoever supplies\nSELECT ?o {\n  VALUES ?who { com:nobody } #: who\n  ?who com:supplies ?o\n}"
    assert query.run(store, own, {"who": "Ethiopia"}).rows == (("actor:sudan",),)
    with pytest.raises(BadParameter, match="needs who: whoever supplies"):
        query.run(store, own)


@pytest.mark.parametrize("name", ["nothing", "two words"])
def test_a_name_that_is_none(store, name):
    with pytest.raises(UnknownQuery, match="comity queries"):
        query.run(store, name)


def test_a_broken_file_of_ones_own_is_placed(store):
    broken = query.parse("mine", "# title: mine\n# param: a actor x\nSELECT * {\n  VALUES ?a { com:x } #: a\n  ?a foo:bar ?o\n}")
    with pytest.raises(BadQuery, match="mine, line 5, column 6"):
        query.run(store, broken, {"a": "Egypt"})
