"""pyvis's Network as the model and generator of the page, with what stands in the way replaced.

As it comes, pyvis asks a CDN for Bootstrap even when told to inline, has autoescaping off, drops parallel edges,
searches a list on every edge, and turns an empty label into the identifier. ``select_menu``, ``filter_menu``,
``heading``, ``show`` and ``from_nx`` are not used: the first three put names into scripts unescaped, ``show`` fails by
default, ``from_nx`` changes the graph it is given.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from comity.errors import OutputError

ASSETS = Path(__file__).parent / "assets"

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
"""vis-network inside the pyvis package (Apache-2.0 or MIT; its notice stays at the head of the file)."""

OPTIONS = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}

_INLINE = re.compile(r"<(script|style)(?P<attributes>[^>]*)>(?P<body>.*?)</\1>", re.DOTALL)


class ClaimNetwork(Network):  # type: ignore[misc]
    """A network of entities whose arcs are kept side by side, written as one page that fetches nothing."""

    def __init__(self, title: str) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.title = title
        self.blocks: dict[str, Any] = {}
        self.side_files = False
        self.templateEnv = Environment(
            loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self.templateEnv.filters["data"] = data_block
        self.path = "page.html.j2"
        self.set_options(json.dumps(OPTIONS))

    def add_node(self, n_id: int, label: str = "", shape: str = "dot", color: str = "", **options: Any) -> None:
        """Add a node once; unlike pyvis, in constant time, and with an empty label left empty."""
        if n_id in self.node_map:
            return
        node = {"id": n_id, "label": label, "shape": shape, **options}
        if color:
            node["color"] = color
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """Add an edge; parallel ones stay. Raises ``KeyError`` when an end is not in the network."""
        if source not in self.node_map or to not in self.node_map:
            raise KeyError((source, to))
        self.edges.append({"from": source, "to": to, **options})

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page: one file with its own policy, under which only its own scripts and styles run and nothing is fetched."""
        self.templateEnv.globals.update(
            title=self.title,
            blocks=self.blocks,
            vis_network=Markup(vis_network()),
            application=Markup(joined_modules()),
            styles=Markup(joined_styles()),
        )
        html: str = super().generate_html(name=name, local=local, notebook=notebook)
        return html.replace("COMITY-POLICY", content_security_policy(html, self.side_files), 1)

    def write_html(self, name: str, *_: object, **__: object) -> None:
        """Write the page as UTF-8 with plain line ends, on every system. Raises ``OutputError`` when that fails."""
        try:
            Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")
        except OSError as error:
            raise OutputError(error.strerror or str(error), file=name, next_step="choose another file with -o") from error


def columns(rows: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    """Nodes or edges as one list a field: a third of the size of one object each."""
    return {name: [row[name] for row in rows] for name in names}


def data_block(value: Any) -> Markup:
    """JSON that cannot end the script element it stands in, nor break a line of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(character, escaped)
    # Lone surrogates cannot be written as UTF-8; a reader of the text could not show them either.
    return Markup(text.encode("utf-8", "replace").decode("utf-8"))


def side_script(place: int, part: dict[str, Any]) -> str:
    """A part of the evidence as a script that hands it to the page."""
    return f"window.comityEvidence({place},{data_block(part)});\n"


def vis_network() -> str:
    """The library's source from the installed pyvis, without the hint at a source map that browsers would look for."""
    source = (Path(pyvis.__file__).parent / VIS_NETWORK).read_text(encoding="utf-8")
    return source.replace("//# sourceMappingURL=vis-network.min.js.map", "").rstrip() + "\n"


_IMPORT = re.compile(r"^import\s[^;]*?from\s+\"\./(?P<name>[\w-]+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|function|async function|class)\b)", re.MULTILINE)


def joined_modules() -> str:
    """All modules of ``assets/js`` as one: dependencies first, their imports and exports of each other left out.

    They share one scope then, so no two modules may declare the same name at their top; the browser refuses the page
    if they do.
    """
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ASSETS / "js").glob("*.js"))}
    ordered: list[str] = []
    entered: set[str] = set()

    def visit(name: str) -> None:
        if name in entered:
            return
        entered.add(name)
        for match in _IMPORT.finditer(sources[name]):
            visit(match["name"])
        ordered.append(name)

    visit("main")
    parts = (f"// {name}.js\n" + _EXPORT.sub("", _IMPORT.sub("", sources[name])).strip() + "\n" for name in ordered)
    return "\n".join(parts)


def joined_styles() -> str:
    """All style sheets of ``assets/css`` in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8").strip() for path in sorted((ASSETS / "css").glob("*.css")))


def content_security_policy(html: str, side_files: bool = False) -> str:
    """The policy under which the page's own scripts and styles run, known by their hashes, and nothing else does.

    With files beside the page, scripts from its own place may run too, and only the page's own code may ask for one: by the
    one policy that trusted types allow, which takes no address but those the page was written with.
    """
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for match in _INLINE.finditer(html):
        if 'type="application/json"' not in match["attributes"]:
            digest = hashlib.sha256(match["body"].encode("utf-8")).digest()
            hashes[match[1]].append(f"'sha256-{base64.b64encode(digest).decode()}'")
    beside = ("'self'", "file:") if side_files else ()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join((*hashes['script'], *beside))}",
            f"style-src {' '.join(hashes['style'])}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types comity" if side_files else "trusted-types 'none'",
        )
    )
