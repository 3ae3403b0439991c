"""JSON-LD 1.1 with a compact context made for the graph at hand: prefixed names, short keys, plain numbers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from comity.export.rdf import PREFIXES, parsed, quads

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from comity.export.options import Source

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NATIVE = "native"
# Fifteen digits: every JSON reader keeps an integer of that size, even as a double.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
Json = str | int | bool | dict[str, str]
Nodes = dict[str, dict[str, list["Json"]]]


def write(source: Source, file: BinaryIO) -> None:
    """Write every quad: the default graph's nodes, then one object a named graph, one line a node, all sorted.

    A property whose values are all IRIs is declared so in the context, and one whose values all have one datatype carries
    it there, so that the values are plain strings.
    """
    statements = parsed(quads(source))
    names = Names(statements)
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in statements:
        graphs[_graph(quad)].append(quad)
    parts = [line for graph in sorted(graphs) for line in _graph_lines(graph, graphs[graph], names)]
    # The context comes last and is written first: it has the prefixes that the nodes have used.
    file.write(b'{"@context": ' + _json(names.context()) + b',\n"@graph": [\n')
    file.write(b",\n".join(parts) + b"\n]}\n")


def _graph(quad: Quad) -> str:
    name = getattr(quad.graph_name, "value", "")
    return str(name)


def _graph_lines(graph: str, statements: Iterable[Quad], names: Names) -> list[bytes]:
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in statements:
        predicate = str(quad.predicate.value)
        nodes[names.node(quad.subject)][names.key(predicate)].append(names.value(predicate, quad.object))
    lines = [
        _json(
            {"@id": node}
            | _type(properties)
            | {key: values[0] if len(values) == 1 else values for key, values in properties.items()}
        )
        for node, properties in nodes.items()
    ]
    if not graph:
        return lines
    return [b'{"@id": ' + _json(names.compact(graph)) + b', "@graph": [\n' + b",\n".join(lines) + b"\n]}"]


def _type(properties: Mapping[str, object]) -> dict[str, None]:
    """Holds the second place for the type, for people who read."""
    return {"@type": None} if "@type" in properties else {}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


class Names:
    """The context of a graph: which prefixes, keys and coercions its IRIs and literals allow."""

    def __init__(self, statements: Iterable[Quad]) -> None:
        import pyoxigraph

        self._literal = pyoxigraph.Literal
        self._blank = pyoxigraph.BlankNode
        kinds: dict[str, set[str]] = defaultdict(set)
        iris: set[str] = set()
        for quad in statements:
            is_literal = isinstance(quad.object, pyoxigraph.Literal)
            kinds[str(quad.predicate.value)].add(_kind(quad.object) if is_literal else "@id")
            terms = (quad.subject, quad.predicate, quad.graph_name, *(() if is_literal else (quad.object,)))
            iris.update(term.value for term in terms if isinstance(term, pyoxigraph.NamedNode))
        # An IRI such as <place:x> would be taken for a prefixed name: its scheme cannot be a prefix of this file.
        schemes = {iri.partition(":")[0] for iri in iris}
        self._prefixes = {name: base for name, base in sorted(PREFIXES.items()) if name not in schemes}
        self._compacted: dict[str, str] = {}
        self._coerced = {
            predicate: next(iter(found)) for predicate, found in kinds.items() if len(found) == 1 and predicate != RDF_TYPE
        }
        self._keys = self._short_keys(sorted(kinds.keys() - {RDF_TYPE}))

    def _short_keys(self, predicates: list[str]) -> dict[str, str]:
        by_local: dict[str, list[str]] = defaultdict(list)
        for predicate in predicates:
            by_local[self.compact(predicate).rpartition(":")[2]].append(predicate)
        reserved = {*self._prefixes, "type", "id"}
        keys = {RDF_TYPE: "@type"}
        for local, owners in by_local.items():
            short = len(owners) == 1 and local.isidentifier() and local not in reserved
            keys |= {owner: local if short else self.compact(owner) for owner in owners}
        return keys

    def context(self) -> dict[str, object]:
        """The ``@context``: version, prefixes, and a line for each key."""
        terms: dict[str, object] = {}
        for predicate, key in sorted(self._keys.items(), key=lambda item: item[1]):
            if predicate != RDF_TYPE:
                terms[key] = {"@id": self.compact(predicate)} | self._coercion(self._coerced.get(predicate, ""))
        used = {name.partition(":")[0] for name in self._compacted.values()}
        return {"@version": 1.1, **{name: base for name, base in self._prefixes.items() if name in used}, **terms}

    def _coercion(self, kind: str) -> dict[str, str]:
        if kind.startswith("@@"):
            return {"@language": kind[2:]}
        if kind in ("", NATIVE, f"{XSD}string"):
            return {}
        return {"@type": kind if kind == "@id" else self.compact(kind)}

    def compact(self, iri: str) -> str:
        """The prefixed name of an IRI where a prefix fits, else the IRI."""
        if iri not in self._compacted:
            fitting = (
                f"{prefix}:{iri[len(base) :]}"
                for prefix, base in self._prefixes.items()
                if iri.startswith(base) and not iri.startswith("//", len(base))
            )
            self._compacted[iri] = next(fitting, iri)
        return self._compacted[iri]

    def key(self, predicate: str) -> str:
        """The key that stands for a predicate."""
        return self._keys[predicate]

    def node(self, term: object) -> str:
        """The ``@id`` of a node."""
        value = str(getattr(term, "value", ""))
        return f"_:{value}" if isinstance(term, self._blank) else self.compact(value)

    def value(self, predicate: str, term: object) -> Json:
        """What stands under the predicate's key for the object."""
        coerced = self._coerced.get(predicate)
        if not isinstance(term, self._literal):
            name = self.node(term)
            return name if predicate == RDF_TYPE or coerced == "@id" else {"@id": name}
        text, kind = str(term.value), _kind(term)
        if kind == NATIVE:
            return text == "true" if text in ("true", "false") else int(text)
        if kind in (coerced, f"{XSD}string"):
            return text
        return {"@value": text, "@language": kind[2:]} if kind.startswith("@@") else {"@value": text, "@type": self.compact(kind)}


def _kind(literal: Any) -> str:
    """Datatype of a literal, ``@@`` and its language, or :data:`NATIVE` where JSON's own number or boolean says the same."""
    if literal.language:
        return f"@@{literal.language}"
    datatype, text = str(literal.datatype.value), str(literal.value)
    if datatype == f"{XSD}boolean" and text in ("true", "false"):
        return NATIVE
    if datatype == f"{XSD}integer" and _INTEGER.fullmatch(text):
        return NATIVE
    return datatype
