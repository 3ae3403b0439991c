"""A question's file with its parameters put in: lines marked ``#: name`` are filled with terms, or left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from comity.errors import BadQuery
from comity.query.catalogue import CatalogueQuery

_MARK = re.compile(r"#:\s*(?P<name>[\w-]+)\s*$")
_VALUES = re.compile(r"(VALUES\s+[?$]\w+\s*)\{[^{}]*\}")
_LIMIT = re.compile(r"\b(LIMIT|OFFSET)\s+\d+")
_NUMBER = re.compile(r'"(\d+)"\^\^')


def bound_text(question: CatalogueQuery, terms: Mapping[str, Sequence[str]]) -> str:
    """The SPARQL to run.

    A marked line stays when its parameter has terms: they take the place of what stands in the brackets of its ``VALUES``,
    or of the number after ``LIMIT``. Without terms the line is blanked out. Line numbers stay what they are in the file.

    Raises:
        BadQuery: a line is marked with a parameter that the header does not declare.
    """
    lines = []
    for number, line in enumerate(question.text.split("\n"), start=1):
        mark = _MARK.search(line)
        if mark is None:
            lines.append(line)
            continue
        name = mark["name"]
        if question.parameter(name) is None:
            raise BadQuery(
                f"it is marked with {name!r}, which no param line declares", file=f"{question.name}.rq", place=f"line {number}",
                next_step=f"add: # param: {name} type description",
            )  # fmt: skip
        lines.append(_filled(line[: mark.start()], terms[name]) if name in terms else "")
    return "\n".join(lines)


def _filled(line: str, terms: Sequence[str]) -> str:
    # A replacement function, because terms may hold backslashes that a replacement text would interpret.
    line = _VALUES.sub(lambda found: f"{found[1]}{{ {' '.join(terms)} }}", line)
    number = _NUMBER.match(terms[0])
    return _LIMIT.sub(lambda found: f"{found[1]} {number[1]}", line) if number else line
