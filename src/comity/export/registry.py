"""The formats that can be written, once: a newcomer is one line here and one small module beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, cast

from comity.errors import BadOption
from comity.export.options import Source

Writer = Callable[[Source, BinaryIO], None]
FolderWriter = Callable[[Source], "dict[str, bytes]"]


class Family(StrEnum):
    """What a format is made from."""

    RDF = "rdf"
    NETWORK = "network"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, family, endings, who reads it, what it keeps, and where its writer is.

    ``writer`` is ``module:function`` below ``comity.export``, imported when it is called. A format without endings is
    written as a folder of files.
    """

    name: str
    family: Family
    endings: tuple[str, ...]
    readers: str
    keeps: str
    writer: str

    @property
    def is_folder(self) -> bool:
        """True when several files are written into a folder."""
        return not self.endings

    def load(self) -> Writer:
        """The function that writes to a binary stream."""
        return cast(Writer, self._function())

    def load_folder(self) -> FolderWriter:
        """The function that gives the files of a folder by name."""
        return cast(FolderWriter, self._function())

    def _function(self) -> object:
        module, _, function = self.writer.partition(":")
        return getattr(import_module(f"comity.export.{module}"), function)


_ALL_RDF = "everything, with its named graphs"
_UNION = "every triple; not which document's graph it is from"
_NETWORK = "all attributes"

_LIST = (
    Format("turtle", Family.RDF, (".ttl",), "RDF tools, people", _UNION, "rdf:turtle"),
    Format("trig", Family.RDF, (".trig",), "RDF tools, people", _ALL_RDF, "rdf:trig"),
    Format("ntriples", Family.RDF, (".nt",), "RDF tools, line by line", _UNION, "rdf:ntriples"),
    Format("nquads", Family.RDF, (".nq",), "RDF tools, line by line", _ALL_RDF, "rdf:nquads"),
    Format("jsonld", Family.RDF, (".jsonld",), "RDF tools, programs that read JSON", _ALL_RDF, "jsonld:write"),
    Format("rdfxml", Family.RDF, (".rdf", ".owl"), "older RDF tools, Protégé", _UNION, "rdf:rdfxml"),
    Format("graphml", Family.NETWORK, (".graphml",), "Gephi, yEd, Cytoscape, igraph, NetworkX", _NETWORK, "graphml:write"),
    Format(
        "gexf", Family.NETWORK, (".gexf",), "Gephi, Gephi Lite, graphology",
        "all attributes, colours, sizes, positions, time for the timeline", "gexf:write",
    ),
    Format("gml", Family.NETWORK, (".gml",), "NetworkX, Cytoscape, igraph (if ASCII)", _NETWORK, "gml:write"),
    Format(
        "pajek", Family.NETWORK, (".net",), "Pajek, VOSviewer",
        "labels, signed weights, relations with their time; no quotes", "pajek:write",
    ),
    Format("dot", Family.NETWORK, (".dot", ".gv"), "Graphviz", "labels, colours, quotes as tooltips", "dot:write"),
    Format("json", Family.NETWORK, (".json",), "NetworkX, D3, own programs", _NETWORK, "node_link:write"),
    Format("cytoscape", Family.NETWORK, (".cyjs",), "Cytoscape, Cytoscape.js", "all attributes, positions", "cytoscape:write"),
    Format("cypher", Family.NETWORK, (".cypher", ".cql"), "Neo4j", _NETWORK, "cypher:write"),
    Format("neo4j", Family.NETWORK, (), "neo4j-admin database import", _NETWORK, "neo4j:files"),
    Format(
        "edgelist", Family.NETWORK, (".edges", ".edgelist", ".ncol"), "any network library",
        "identifiers and signed weights", "edgelist:write",
    ),
    Format("csv", Family.TABLE, (".csv",), "R, pandas, spreadsheets", "one table with every column", "sheets:csv_file"),
    Format("parquet", Family.TABLE, (".parquet",), "pandas, DuckDB, Arrow, R", "one table with typed columns", "sheets:parquet"),
    Format("xlsx", Family.TABLE, (".xlsx",), "Excel, LibreOffice", "claims, actors, agreements, events", "sheets:xlsx"),
)  # fmt: skip

FORMATS: dict[str, Format] = {kind.name: kind for kind in _LIST}
"""Every format by name."""


def format_for(name: str | None, path: str | PurePath | None = None) -> Format:
    """The format of that name, or of the path's ending where no name is given.

    Raises:
        BadOption: there is no such name, or the ending belongs to no format.
    """
    if name:
        if name not in FORMATS:
            near = get_close_matches(name.casefold(), FORMATS, n=1)
            step = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(FORMATS)}"
            raise BadOption(f"there is no format {name!r}", next_step=step)
        return FORMATS[name]
    ending = PurePath(path or "").suffix.casefold()
    for kind in _LIST:
        if ending and ending in kind.endings:
            return kind
    raise BadOption(
        f"the ending {ending!r} belongs to no format" if ending else "no format is named and the file has no ending",
        file=str(path) if path else None,
        next_step=f"name the format: {', '.join(FORMATS)}",
    )
