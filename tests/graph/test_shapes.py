"""The shapes, by cases: each file of ``cases/`` says in its head what must be found in it, and nothing else may be."""

from pathlib import Path

import pytest
from rdflib import Graph

from comity.graph.shapes import violations

CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))


def expected(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# finds: ") for line in lines if line.startswith("# finds: ")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    found = list(violations(Graph().parse(path)))
    wanted = expected(path)
    for message in wanted:
        assert any(message in finding.message for finding in found), [finding.message for finding in found]
    assert all(any(message in finding.message for message in wanted) for finding in found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_named_after_what_it_shows(path):
    assert path.stem.startswith("valid") is (not expected(path))


def test_the_shapes_are_shapes():
    """They keep to the shapes that SHACL has for shapes."""
    from pyshacl import validate

    from comity import resources

    shapes = Graph().parse(resources.data("ontology", "shapes.ttl"))
    conforms, _, said = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, said


def test_every_shape_has_a_case():
    """A shape's message is expected by some case, but for the few whose constraint another message covers."""
    from rdflib import SH

    from comity import resources

    shapes = Graph().parse(resources.data("ontology", "shapes.ttl"))
    wanted = " | ".join(message for path in CASES for message in expected(path))
    kinds = {"an evidence", "a claim has exactly", "a document has", "a figure has a", "an actor", "whatever is named"}
    for message in map(str, shapes.objects(None, SH.message)):
        if any(message.startswith(kind) for kind in kinds) and "at most" not in message and "named by" not in message:
            assert any(part in message for part in wanted.split(" | ")), message
