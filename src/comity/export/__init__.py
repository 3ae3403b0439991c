"""The graph as files for other tools: RDF, networks, tables.

>>> from comity import export
>>> export.write("turtle", "graph.ttl", quads=folder / "graph.nq")   # doctest: +SKIP
>>> export.write("gexf", "ties.gexf", contents=contents)             # doctest: +SKIP
"""

from comity.export.options import Options, Profile, Table
from comity.export.registry import FORMATS, Family, Format, format_for
from comity.export.write import check, stream, write

__all__ = ["FORMATS", "Family", "Format", "Options", "Profile", "Table", "check", "format_for", "stream", "write"]
