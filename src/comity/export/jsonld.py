"""JSON-LD 1.1 with a compact context made for the graph at hand: prefixed names, short keys, plain numbers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from comity.errors import BadOption
from comity.export.options import Profile
from comity.export.rdf import NANOPUB_PREFIXES, TYPE, by_graph

if TYPE_CHECKING:
    from comity.export.options import Source

XSD = "http://www.w3.org/2001/XMLSchema#"
NATIVE = "native"
# Fifteen digits: every JSON reader keeps an integer of that size, even as a double.
_NATIVE = re.compile(rf'"(?:(true|false)"\^\^<{XSD}boolean>|(0|-?[1-9][0-9]{{0,14}})"\^\^<{XSD}integer>)')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def write(source: Source, file: BinaryIO) -> None:
    """Write every quad: the default graph's nodes, then one object a named graph, one line a node, all sorted.

    A property whose values are all IRIs is declared so in the context, and one whose values all have one datatype or one
    language carries it there, so that the values are plain strings.

    Raises:
        BadOption: triple terms were asked for, which JSON-LD 1.1 does not have.
    """
    if source.options.profile is Profile.RDF12:
        raise BadOption("JSON-LD 1.1 has no triple terms", next_step="choose turtle, trig, ntriples, nquads or rdfxml")
    graphs = by_graph(source)
    names = Names(graphs)
    file.write(b'{"@context": ' + json.dumps(names.context(), ensure_ascii=False).encode() + b',\n"@graph": [\n')
    separator = b""
    for graph, lines in graphs:
        file.write(separator)
        separator = b",\n"
        nodes = ",\n".join(_nodes(lines, names))
        file.write(f'{{"@id": {names.name(graph)}, "@graph": [\n{nodes}\n]}}'.encode() if graph else nodes.encode())
    file.write(b"\n]}\n")


def _nodes(lines: Iterable[str], names: Names) -> Iterator[str]:
    """One JSON object a subject, its type first."""
    for subject, group in groupby((line[:-3].split(" ", 2) for line in lines), key=lambda parts: parts[0]):
        properties: dict[str, list[str]] = {}
        for _, predicate, value in group:
            properties.setdefault(predicate, []).append(names.value(predicate, value))
        order = sorted(properties.items(), key=lambda item: item[0] != TYPE)
        pairs = (f"{names.key(name)}: {v[0] if len(v) == 1 else '[' + ', '.join(v) + ']'}" for name, v in order)
        yield "{" + ", ".join((f'"@id": {names.name(subject)}', *pairs)) + "}"


class Names:
    """The context of a graph: which prefixes, keys and coercions its IRIs and literals allow."""

    def __init__(self, graphs: Iterable[tuple[str, list[str]]]) -> None:
        kinds: dict[str, set[str]] = defaultdict(set)
        nodes: set[str] = set()
        for graph, lines in graphs:
            nodes.add(graph)
            for line in lines:
                subject, predicate, value = line[:-3].split(" ", 2)
                nodes.add(subject)
                if value[0] == '"':
                    kinds[predicate].add(kind_of(value))
                else:
                    kinds[predicate].add("@id")
                    nodes.add(value)
        datatypes = {f"<{kind}>" for found in kinds.values() for kind in found}
        spaces = set(map(_space, (*nodes, *kinds, *datatypes)))
        # An IRI such as <place:x> would be taken for a prefixed name: its scheme cannot be a prefix of this file.
        schemes = {space[1:].partition(":")[0] for space in spaces}
        self._prefixes = {
            name: base for name, base in sorted(NANOPUB_PREFIXES.items()) if name not in schemes and _space(f"<{base}>") in spaces
        }
        self._coerced = {predicate: next(iter(found)) for predicate, found in kinds.items() if len(found) == 1}
        self._keys = self._short_keys(sorted(kinds.keys() - {TYPE}))
        self.name = cache(self._name)
        self.key = cache(lambda predicate: json.dumps(self._keys[predicate], ensure_ascii=False))

    def _short_keys(self, predicates: list[str]) -> dict[str, str]:
        by_local: dict[str, list[str]] = defaultdict(list)
        for predicate in predicates:
            by_local[self._compact(predicate).rpartition(":")[2]].append(predicate)
        reserved = {*self._prefixes, "type", "id"}
        keys = {TYPE: "@type"}
        for local, owners in by_local.items():
            short = len(owners) == 1 and local.isidentifier() and local not in reserved
            keys |= {owner: local if short else self._compact(owner) for owner in owners}
        return keys

    def context(self) -> dict[str, object]:
        """The ``@context``: version, the prefixes in use, and a line for each key."""
        terms: dict[str, object] = {}
        for predicate, key in sorted(self._keys.items(), key=lambda item: item[1]):
            if predicate != TYPE:
                terms[key] = {"@id": self._compact(predicate)} | self._coercion(self._coerced.get(predicate, ""))
        return {"@version": 1.1, **self._prefixes, **terms}

    def _coercion(self, kind: str) -> dict[str, str]:
        if kind.startswith("@@"):
            return {"@language": kind[2:]}
        if kind in ("", NATIVE, f"{XSD}string"):
            return {}
        return {"@type": kind if kind == "@id" else self._compact(f"<{kind}>")}

    def _compact(self, term: str) -> str:
        """The prefixed name of an IRI where a prefix fits, else the IRI; a blank node as it is."""
        if term.startswith("_:"):
            return term
        iri = unescaped(term[1:-1])
        fitting = (
            f"{prefix}:{iri[len(base) :]}"
            for prefix, base in self._prefixes.items()
            if iri.startswith(base) and not iri.startswith("//", len(base))
        )
        return next(fitting, iri)

    def _name(self, term: str) -> str:
        """The identifier of a node as a JSON string."""
        return json.dumps(self._compact(term), ensure_ascii=False)

    def value(self, predicate: str, term: str) -> str:
        """What stands under the predicate's key for the object, as JSON."""
        kind, coerced = kind_of(term), self._coerced.get(predicate)
        if kind == "@id":
            name: str = self.name(term)
            return name if coerced == "@id" or predicate == TYPE else f'{{"@id": {name}}}'
        if kind == NATIVE:
            return term[1 : term.index('"', 1)]
        text = _json_string(term[1 : term.rindex('"')])
        if kind in (coerced, f"{XSD}string"):
            return text
        if kind.startswith("@@"):
            return f'{{"@value": {text}, "@language": {json.dumps(kind[2:])}}}'
        return f'{{"@value": {text}, "@type": {self.name(f"<{kind}>")}}}'


def kind_of(term: str) -> str:
    """``@id`` of an IRI or blank node; of a literal its datatype, ``@@`` and its language, or :data:`NATIVE`."""
    if not term.startswith('"'):
        return "@id"
    if _NATIVE.fullmatch(term):
        return NATIVE
    suffix = term[term.rindex('"') + 1 :]
    if not suffix:
        return f"{XSD}string"
    return f"@@{suffix[1:]}" if suffix.startswith("@") else suffix[3:-1]


def _space(term: str) -> str:
    """The start of an IRI up to its last slash or hash, which is all that choosing prefixes needs."""
    return term[: max(term.rfind("/"), term.rfind("#"), term.find(":")) + 1]


def _json_string(text: str) -> str:
    return json.dumps(unescaped(text), ensure_ascii=False)


def unescaped(text: str) -> str:
    """The text that N-Quads' escapes stand for."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)) if not found[3] else _PLAIN.get(found[3], found[3]), text)
