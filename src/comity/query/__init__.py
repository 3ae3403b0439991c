"""The catalogue of questions, their parameters, and answers."""

from comity.query.catalogue import CatalogueQuery, Parameter, catalogue, named, parse, suggestions
from comity.query.formats import FORMATS
from comity.query.results import Result
from comity.query.running import find, run

__all__ = ["FORMATS", "CatalogueQuery", "Parameter", "Result", "catalogue", "find", "named", "parse", "run", "suggestions"]
