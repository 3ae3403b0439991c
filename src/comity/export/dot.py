"""Graphviz's DOT: labels, colours and line styles, with quotes as tooltips of the SVG that ``dot`` draws."""

from __future__ import annotations

from typing import Any, BinaryIO

from comity.export.colours import KIND, OTHER_KIND, SIGN
from comity.export.options import Source
from comity.export.text import no_surrogates, xml_text

SHAPE = {
    "State": "ellipse",
    "Organization": "box",
    "Person": "oval",
    "Agreement": "note",
    "Event": "hexagon",
    "Project": "component",
}
STYLE = {1: "solid", 0: "dotted", -1: "dashed"}


def write(source: Source, file: BinaryIO) -> None:
    """Write the network as UTF-8; symmetric relations have no arrow, conflict is dashed and structural ties are dotted."""
    network = source.network
    lines = [
        "digraph comity {",
        '  graph [charset="UTF-8", overlap=false, splines=true];',
        '  node [style=filled, fontcolor="#000000"];',
    ]
    for node, data in network.nodes(data=True):
        attributes = {
            "label": escaped(data["label"]),
            "tooltip": escaped(node),
            "shape": SHAPE.get(data["kind"], "ellipse"),
            "fillcolor": KIND.get(data["kind"], OTHER_KIND) + "80",
            "kind": escaped(data["kind"]),
        }
        if node in source.positions:
            x, y = source.positions[node]
            attributes["pos"] = f"{float(x)!r},{0.0 - y!r}"  # Graphviz's y grows upwards.
        lines.append(f"  {quoted(escaped(node))} {_list(attributes)};")
    for first, second, data in network.edges(data=True):
        lines.append(f"  {quoted(escaped(first))} -> {quoted(escaped(second))} {_list(_edge(data))};")
    lines.append("}")
    file.write(("\n".join(lines) + "\n").encode())


def _edge(data: dict[str, Any]) -> dict[str, str]:
    attributes = {
        "label": escaped(("not: " if data["negated"] else "") + data["label"]),
        "tooltip": escaped(data["quotes"]),
        "color": SIGN[data["sign"]],
        "style": STYLE[data["sign"]],
        "weight": str(max(data["weight"], 1)),
        "relation": escaped(data["relation"]),
        "sign": str(data["sign"]),
        "domain": escaped(data["domain"]),
        "modality": escaped(data["modality"]),
        "when": escaped(data["when"]),
        "claims": escaped(data["claims"]),
    }
    return attributes if data["directed"] else attributes | {"dir": "none"}


def _list(attributes: dict[str, str]) -> str:
    return "[" + ", ".join(f"{name}={quoted(value)}" for name, value in attributes.items() if value) + "]"


def quoted(text: str) -> str:
    """A DOT string of a text that is already escaped."""
    return f'"{text}"'


def escaped(text: str) -> str:
    """The text so that Graphviz shows it as it is: ``\\n`` and ``&amp;`` mean something in DOT's own strings.

    Characters that XML forbids become U+FFFD, since the text ends up in an SVG.
    """
    safe = no_surrogates(xml_text(text)).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return safe.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n").replace("\t", " ")
