"""The catalogue of questions, their parameters, and answers."""

from comity.query.catalogue import CatalogueQuery, Parameter, catalogue, command, named, parse, suggestions
from comity.query.formats import FORMATS
from comity.query.results import Result, frame, html_table
from comity.query.running import find, run

__all__ = [
    "FORMATS",
    "CatalogueQuery",
    "Parameter",
    "Result",
    "catalogue",
    "command",
    "find",
    "frame",
    "html_table",
    "named",
    "parse",
    "run",
    "suggestions",
]
