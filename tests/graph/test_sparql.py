"""What a query asks for: refusals, places of mistakes, prefixes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from comity.errors import BadQuery
from comity.graph.sparql import prepared, tokens, without_comments

REFUSED = [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SERVICE<http://x.example/>{ ?s ?p ?o } }",
    'SELECT * { ?s ?p "a\\"" . SERVICE <http://x.example/> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''it's''' . SERVICE <http://x.example/> { } }",
    "SELECT * { ?s <http://x/#a> ?o . SERVICE <http://x.example/> { } }",
    "SELECT * { ?s <http://x/\\u0041#> ?o . SERVICE <http://x.example/> { } }",
    "SELECT * { ?s actor:a\\' ?o . SERVICE <http://x.example/> { } . ?s ?p 'x' }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://x.example/> { } }",
    "SELECT * { FILTER(1<2) # > \n SERVICE <http://x.example/> { } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE ?where { ?s ?p ?o } } }",
    "LOAD <http://x.example/>",
    "load silent <http://x.example/> into graph <http://y/>",
    "PREFIX a: <http://a/> INSERT DATA { a:a a:b a:c }",
    "BASE <http://a/> DELETE WHERE { ?s ?p ?o }",
    "WITH <http://g/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH com:assembled",
    "CREATE GRAPH <x:y>",
    "ADD <a:a> TO <b:b>",
    "MOVE <a:a> TO <b:b>",
    "COPY <a:a> TO <b:b>",
    "",
    "  # nothing but a comment",
    "PREFIX a: <http://a/>",
]

HARMLESS = [
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "SELECT * { ?s ?p 'SERVICE <http://x/>' }",
    'SELECT * { ?s ?p """a "SERVICE" b""" }',
    "SELECT ?service { ?service ?load ?o }",
    "SELECT * { ?s <http://x/SERVICE> ?o }",
    "PREFIX service: <http://s/> SELECT * { ?s service:service ?o ; com:load ?x }",
    "SELECT * { ?s ?p 'x'@service }",
    "# PREFIX\nASK { ?s ?p ?o }",
    "DESCRIBE actor:kenya",
    "select * { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query):
    with pytest.raises(BadQuery):
        prepared(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless(store, query):
    prepared(query)
    list(store.query(query)) if not query.endswith("ASK { ?s ?p ?o }") else store.query(query)


@given(st.text() | st.text("<>#'\"\\\n ?a:@s").map("SELECT * { ".__add__))
def test_tokens_cover_all_but_white_space(text):
    end = 0
    for token in tokens(text):
        assert not text[end : token.start].strip()
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)
    assert not text[end:].strip()


@given(st.text())
def test_comments_go_and_places_stay(text):
    bare = without_comments(text)
    assert len(bare) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(bare) if c == "\n"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n  ?s ?p\n}", "line 3, column 2: something is missing before this point"),
        ("SELECT * {\n  ?s ?p ?o )\n}", "line 2, column 12: ')' closes no bracket"),
        ("SELECT * { ?s ?p ?o LIMIT 5", "line 1, column 10: '{' is never closed"),
        ("SELECT * { ?s foo:x ?o }", "line 1, column 15: the prefix foo: is not declared; add PREFIX foo:"),
        ("SELECT ?x WHERE { ?x a com:Claim", "line 1, column 17: '{' is never closed"),
        ("CLEAR ALL", "line 1, column 1: CLEAR is refused"),
        ("SELECT *\n{ SERVICE <a:b> {} }", "line 2, column 3: SERVICE is refused"),
    ],
)
def test_mistakes_are_placed(store, query, said):
    with pytest.raises(BadQuery) as caught:
        store.query(query)
    assert said in str(caught.value)


def test_prefixes_need_not_be_declared_but_may_be(store):
    assert store.query("ASK { ?c a com:Claim }")
    assert not store.query("PREFIX com: <http://elsewhere/> ASK { ?c a com:Claim }")


BOUND = [
    ("SELECT ?b { ?a com:alliedWith ?b }", 1),
    ("SELECT ?b WHERE { { SELECT ?a ?b { ?a com:alliedWith ?b } } }", 1),
    ("SELECT (COUNT(?b) AS ?n) WHERE { ?a com:alliedWith ?b } GROUP BY ?a", 1),
    ("SELECT (EXISTS { ?x ?y ?z } AS ?any) ?a { ?a com:alliedWith ?b }", 1),
    ("CONSTRUCT { ?a ?p ?b } WHERE { ?a ?p ?b FILTER(?p = com:alliedWith) }", 1),
    ("DESCRIBE ?a { ?a com:alliedWith ?b }", None),
]


@pytest.mark.parametrize(("query", "rows"), BOUND)
def test_bindings_reach_the_outermost_group(store, query, rows):
    found = list(store.query(query, bindings={"a": NamedNode("https://w3id.org/comity/actor/kenya")}))
    assert len(found) == rows if rows is not None else found
    assert not list(store.query(query, bindings={"a": NamedNode("https://w3id.org/comity/actor/nobody")}))


def test_a_binding_without_its_variable_is_said(store):
    with pytest.raises(BadQuery, match=r"no variable \?x; name one of \?a, \?b"):
        store.query("SELECT * { ?a ?b ?a }", bindings={"x": Literal("1")})
