"""GEXF and GraphML against schemas written after their specifications, and what no schema can say: types of values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from comity.model import Contents
from comity.network.projection import Grouping, Topics
from comity.reference import Reference
from comity.reference.model import Membership, MembershipKind
from comity.vocabulary import Modality

HERE = Path(__file__).parent
NAMES = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz", "m": "http://graphml.graphdrawing.org/xmlns"}
FORMATS = ("gexf", "graphml")
SPELLED = {
    "string": re.compile(".*", re.DOTALL),
    "boolean": re.compile("true|false"),
    "long": re.compile("0|-?[1-9][0-9]*"),
    "double": re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?"),
}
"""How the types that we use are spelled: XML Schema's, which is what both formats refer to."""


@cache
def schema(name: str) -> Any:
    return etree.XMLSchema(etree.parse(str(HERE / f"{name}.xsd")))


def faults(name: str, tree: Any) -> list[str]:
    checked = schema(name)
    checked.validate(tree)
    return [f"line {error.line}: {error.message}" for error in checked.error_log]


def undated(contents: Contents) -> Contents:
    return Contents(contents.documents, contents.entities, tuple(item for item in contents.claims if not item.claim.when))


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("grouping", list(Grouping))
@pytest.mark.parametrize("dated", [True, False], ids=["dynamic", "static"])
def test_every_grouping_fits_the_schema(either: Contents, exported: Any, name: str, grouping: Grouping, dated: bool) -> None:
    contents = either if dated else undated(either)
    tree: Any = etree.parse(str(exported(name, contents, grouping=grouping, modalities=frozenset(Modality), negated=True)))
    assert faults(name, tree) == []
    assert list(misspelled(name, tree)) == []
    if name == "gexf":
        assert tree.find("g:graph", NAMES).get("mode") == ("dynamic" if dated else "static")


def test_topics_positions_and_memberships_fit_the_schema(contents: Contents, exported: Any, name: str) -> None:
    membership = Membership("actor:sudan", "actor:african-union", MembershipKind.SUSPENDED, begun="2021-10")
    reference = Reference({}, (), memberships=(membership,))
    options = {"reference": reference, "memberships": True, "topics": Topics.NODES, "place": True}
    tree: Any = etree.parse(str(exported(name, contents, **options)))
    assert "2021-10-01" in [value for _, _, value in values(name, tree)]
    assert faults(name, tree) == []
    assert list(misspelled(name, tree)) == []


def test_an_empty_network_fits_the_schema(exported: Any, name: str) -> None:
    assert faults(name, etree.parse(str(exported(name, Contents((), (), ()))))) == []


def misspelled(name: str, tree: Any) -> Iterator[tuple[str, ...]]:
    """Values that are not of their attribute's type, or whose attribute is one of the other class; ends that are no dates."""
    declared = declarations(name, tree)
    for of, attribute, value in values(name, tree):
        if (of, attribute) not in declared:
            yield of, attribute, "is not declared"
        elif not SPELLED[declared[of, attribute]].fullmatch(value):
            yield of, attribute, value
    if name == "gexf":
        for edge in tree.iterfind(".//g:edge", NAMES):
            ends = [edge.get(end) for end in ("start", "end") if edge.get(end)]
            assert ends == sorted(ends, key=date.fromisoformat)


def declarations(name: str, tree: Any) -> dict[tuple[str, str], str]:
    if name == "graphml":
        return {(key.get("for"), key.get("id")): key.get("attr.type") for key in tree.iterfind("m:key", NAMES)}
    return {
        (of.get("class"), one.get("id")): one.get("type")
        for of in tree.iterfind(".//g:attributes", NAMES)
        for one in of.iterfind("g:attribute", NAMES)
    }


def values(name: str, tree: Any) -> Iterator[tuple[str, str, str]]:
    for of in ("node", "edge"):
        if name == "graphml":
            found = tree.iterfind(f".//m:{of}/m:data", NAMES)
            yield from ((of, one.get("key"), one.text or "") for one in found)
        else:
            found = tree.iterfind(f".//g:{of}/g:attvalues/g:attvalue", NAMES)
            yield from ((of, one.get("for"), one.get("value")) for one in found)


# --- the schemas refuse what is wrong -----------------------------------------------------------------------------

Mutation = tuple[str, str, str | None]
"""Path of an element, then ``@attribute`` and its new value (None takes it away), ``+`` and a new last child, or ``copy`` or
``gone`` of the element itself."""

BROKEN: dict[str, list[Mutation]] = {
    "gexf": [
        (".", "@version", "1.2"),
        (".", "+g:graph", None),
        ("g:meta", "@author", "x"),
        ("g:meta", "+g:title", None),
        ("g:meta", "@lastmodifieddate", "yesterday"),
        ("g:graph", "@mode", "moving"),
        ("g:graph", "@timeformat", "year"),
        ("g:graph", "@timerepresentation", "both"),
        ("g:graph", "@defaultedgetype", "both"),
        ("g:graph", "@idtype", "name"),
        (".//g:attributes", "@class", "graph"),
        (".//g:attributes", "@class", None),
        (".//g:attributes[2]", "@class", "node"),
        (".//g:attribute", "@type", "text"),
        (".//g:attribute", "@type", "liststrings"),
        (".//g:attribute", "@type", None),
        (".//g:attribute", "@title", None),
        (".//g:attribute", "@id", None),
        (".//g:attribute", "@id", "another"),
        (".//g:attribute", "copy", None),
        (".//g:nodes", "gone", None),
        (".//g:edges", "gone", None),
        (".//g:node", "@id", None),
        (".//g:node", "@id", ""),
        (".//g:node", "@name", "x"),
        (".//g:node", "copy", None),
        (".//g:node", "gone", None),
        (".//g:node", "+g:label", None),
        (".//g:edge", "@source", "actor:nobody"),
        (".//g:edge", "@target", "actor:nobody"),
        (".//g:edge", "@source", None),
        (".//g:edge", "@target", None),
        (".//g:edge", "@type", "both"),
        (".//g:edge", "@weight", "heavy"),
        (".//g:edge", "@start", "spring 2019"),
        (".//g:edge", "@end", "2019-13-01"),
        (".//g:edge", "@startopen", "2019-01-01"),
        (".//g:edge", "copy", None),
        (".//g:attvalue", "@for", "nothing"),
        (".//g:attvalue", "@for", None),
        (".//g:attvalue", "@value", None),
        (".//v:color", "@r", "256"),
        (".//v:color", "@g", "-1"),
        (".//v:color", "@b", "blue"),
        (".//v:color", "@r", None),
        (".//v:color", "@a", "2"),
        (".//v:color", "copy", None),
        (".//v:size", "@value", "-1.0"),
        (".//v:size", "@value", "nan"),
        (".//v:size", "@unit", "px"),
        (".//v:position", "@x", "left"),
        (".//v:position", "@y", None),
        (".//v:position", "@z", "INF"),
    ],
    "graphml": [
        (".", "@version", "1.0"),
        ("m:key", "@id", None),
        ("m:key", "@id", "two words"),
        ("m:key", "@for", "claim"),
        ("m:key", "@attr.type", "text"),
        ("m:key", "@attr.type", None),
        ("m:key", "@attr.name", None),
        ("m:key", "copy", None),
        ("m:key", "gone", None),
        ("m:key", "+m:values", None),
        ("m:graph", "@edgedefault", None),
        ("m:graph", "@edgedefault", "both"),
        ("m:graph", "copy", None),
        ("m:graph", "gone", None),
        (".//m:node", "@id", None),
        (".//m:node", "@id", "a|b"),
        (".//m:node", "@name", "x"),
        (".//m:node", "copy", None),
        (".//m:node", "gone", None),
        (".//m:node", "+m:label", None),
        (".//m:edge", "@id", "actor:a|actor:b"),
        (".//m:edge", "@source", "actor:nobody"),
        (".//m:edge", "@target", "actor:nobody"),
        (".//m:edge", "@source", None),
        (".//m:edge", "@target", None),
        (".//m:edge", "@directed", "maybe"),
        (".//m:edge", "copy", None),
        (".//m:node/m:data", "@key", "nothing"),
        (".//m:edge/m:data", "@key", None),
        (".//m:node/m:data", "copy", None),
        (".//m:edge/m:data", "copy", None),
        (".//m:data", "+m:data", None),
    ],
}


def broken(tree: Any, path: str, what: str, value: str | None) -> None:
    element = tree.getroot() if path == "." else tree.find(path, NAMES)
    if what == "copy":
        element.addnext(etree.fromstring(etree.tostring(element)))
    elif what == "gone":
        element.getparent().remove(element)
    elif what.startswith("+"):
        prefix, _, local = what[1:].partition(":")
        etree.SubElement(element, f"{{{NAMES[prefix]}}}{local}")
    elif value is None:
        del element.attrib[what[1:]]
    else:
        element.set(what[1:], value)


@pytest.mark.parametrize(
    ("name", "mutation"), [(name, one) for name, all_ in BROKEN.items() for one in all_], ids=lambda value: "".join(map(str, value))
)
def test_the_schema_refuses_what_is_broken(contents: Contents, exported: Any, name: str, mutation: Mutation) -> None:
    positions = {entity.id: (1.5, 1e-7) for entity in contents.entities}
    tree: Any = etree.parse(str(exported(name, contents, positions=positions)))
    assert faults(name, tree) == []
    broken(tree, *mutation)
    assert faults(name, tree) != []


@pytest.mark.parametrize("value", ["", "True", "1,5", "yes", "NaN", "٣"])
def test_a_value_of_another_type_is_told(contents: Contents, exported: Any, name: str, value: str) -> None:
    tree: Any = etree.parse(str(exported(name, contents)))
    of, attribute = next(key for key, kind in declarations(name, tree).items() if kind != "string")
    if name == "graphml":
        tree.find(f".//m:{of}/m:data[@key='{attribute}']", NAMES).text = value
    else:
        tree.find(f".//g:{of}/g:attvalues/g:attvalue[@for='{attribute}']", NAMES).set("value", value)
    assert list(misspelled(name, tree)) == [(of, attribute, value)]


def test_a_value_under_a_key_of_the_other_class_is_told(contents: Contents, exported: Any, name: str) -> None:
    tree: Any = etree.parse(str(exported(name, contents)))
    edges = [attribute for of, attribute in declarations(name, tree) if of == "edge"]
    path, key = (".//m:node/m:data", "key") if name == "graphml" else (".//g:node/g:attvalues/g:attvalue", "for")
    tree.find(path, NAMES).set(key, edges[0])
    assert faults(name, tree) == []
    assert ("node", edges[0], "is not declared") in list(misspelled(name, tree))
