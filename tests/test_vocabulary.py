"""``vocabulary.py`` and ``data/ontology/comity.ttl`` declare the same terms."""

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from comity import resources
from comity.graph import nodes
from comity.vocabulary import (
    PREFIXES,
    RELATIONS,
    Effect,
    EntityKind,
    LinkKind,
    Modality,
    Obligation,
    Relation,
    Stage,
    compact,
    expand,
    slug,
)

COM = Namespace(PREFIXES["com"])
SCHEMA = Namespace(PREFIXES["schema"])


@pytest.fixture(scope="module")
def ontology():
    return Graph().parse(resources.data("ontology", "comity.ttl"))


def individuals(ontology, kind):
    return {str(one).removeprefix(PREFIXES["com"]) for one in ontology.subjects(RDF.type, COM[kind])}


def test_relations_are_the_closed_set(ontology):
    assert individuals(ontology, "Relation") == {relation.value for relation in Relation}


@pytest.mark.parametrize("relation", Relation)
def test_a_relation_is_declared_as_it_is_used(ontology, relation):
    node, facts = COM[relation.value], RELATIONS[relation]
    assert (node, RDF.type, OWL.ObjectProperty) in ontology
    assert ((node, RDF.type, OWL.SymmetricProperty) in ontology) is facts.symmetric
    assert ontology.value(node, COM.polarity).toPython() == facts.polarity
    assert ontology.value(node, RDFS.label) == Literal(facts.label, lang="en")
    assert str(ontology.value(node, SKOS.definition)).casefold().startswith(facts.definition.casefold())
    matches = {str(match).removeprefix(PREFIXES["plover"]) for match in ontology.objects(node, SKOS.closeMatch)}
    assert (facts.plover in matches) if facts.plover else not matches
    assert list(ontology.objects(node, SCHEMA.domainIncludes)) and list(ontology.objects(node, SCHEMA.rangeIncludes))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("Modality", {one.value for one in Modality}),
        ("Effect", {one.value for one in Effect}),
        ("Stage", {f"stage-{one.value}" for one in Stage}),
        ("Obligation", {f"obligation-{one.value}" for one in Obligation}),
    ],
)
def test_closed_sets_are_individuals(ontology, kind, values):
    assert individuals(ontology, kind) == values


def test_kinds_of_things_are_classes(ontology):
    for kind in EntityKind:
        assert (COM[kind.value], RDF.type, OWL.Class) in ontology
        assert ((COM[kind.value], RDFS.subClassOf, COM.Actor) in ontology) is kind.is_actor


def test_links_are_properties(ontology):
    for kind in LinkKind:
        assert (COM[kind.value], RDF.type, OWL.ObjectProperty) in ontology


def test_every_term_says_what_it_is_in_words(ontology):
    for term in set(ontology.subjects(RDF.type, None)):
        assert ontology.value(term, RDFS.label), term
        assert len(str(ontology.value(term, SKOS.definition) or "")) > 5, term


def test_no_blank_nodes_and_no_undeclared_terms(ontology):
    declared = set(ontology.subjects(RDF.type, None))
    for subject, predicate, value in ontology:
        for one in (subject, predicate, value):
            if isinstance(one, URIRef) and str(one).startswith(str(COM)):
                assert one in declared, one
        assert isinstance(subject, URIRef)


def test_whatever_a_graph_says_is_declared(ontology, store):
    used = {row["p"].value for row in store.select("SELECT DISTINCT ?p { ?s ?p ?o }")}
    used |= {row["c"].value for row in store.select("SELECT DISTINCT ?c { ?s a ?c }")}
    declared = {str(one) for one in ontology.subjects(RDF.type, None)}
    assert {one for one in used if one.startswith(str(COM))} <= declared


def test_relation_terms_reach_the_graph_by_the_same_name():
    assert nodes.com(Relation.SUPPLIES.value) == f"<{COM.supplies}>"


@pytest.mark.parametrize("name", ["actor:north-korea", "com:supplies", "wd:Q79", "schema:value", "document:a.b"])
def test_names_expand_and_shrink(name):
    assert compact(expand(name)) == name


SLUGS = [
    ("Côte d'Ivoire", "cote-d-ivoire"),
    ("Türkiye", "turkiye"),
    ("  São Tomé & Príncipe ", "sao-tome-principe"),
    ("Straße", "strasse"),
    ("Þorgerður Ægisdóttir", "thorgerdur-aegisdottir"),
    ("Đurić, Đukanović", "duric-dukanovic"),
    ("日本", ""),
]


@pytest.mark.parametrize(("name", "made"), SLUGS)
def test_slugs(name, made):
    assert slug(name) == made
