"""Every error a person can meet, as one small tree.

::

    ComityError                 what went wrong, where, and the next step
    ├── InputError              the person gave something that cannot be used      (exit 2)
    │   ├── UnreadableDocument  one document: empty, binary, huge, broken …
    │   ├── NothingToRead       no document at all was found or readable
    │   ├── BadTable            a table of ours (reference, lexicon) breaks its form
    │   ├── GraphNotFound       there is no built graph in that folder
    │   ├── BrokenGraph         there is one, but it does not hold together
    │   ├── BadQuery            SPARQL that does not parse, or asks for what is refused
    │   ├── UnknownQuery        no query of that name in the catalogue
    │   ├── BadParameter        a parameter is missing, unknown or of the wrong type
    │   └── BadOption           any other argument that cannot be used
    ├── ModelMissing            the language model is not installed                (exit 2)
    └── OutputError             the outcome could not be written                   (exit 2)

Anything that is not in this tree is a bug of ours (exit 3).
"""

from __future__ import annotations

from collections.abc import Sequence


class ComityError(Exception):
    """What went wrong in one sentence, with the file, the place in it and the next step.

    Args:
        reason: one clause that says what is wrong, without a full stop.
        file: the file, folder, query or graph it is about, as the person named it.
        place: where in it: a line, a block, a table cell, a column.
        next_step: what the person can do about it, as an imperative clause.
        details: what belongs to it one by one, such as the files and why each was left out; each stands on a line below.
    """

    exit_code = 2

    def __init__(
        self,
        reason: str,
        *,
        file: str | None = None,
        place: str | None = None,
        next_step: str | None = None,
        details: Sequence[str] = (),
    ) -> None:
        self.reason = reason
        self.file = file
        self.place = place
        self.next_step = next_step
        self.details = tuple(details)
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        text = f"{where}: {self.reason}" if where else self.reason
        said = f"{text}; {self.next_step}" if self.next_step else text
        return "\n".join([f"{said}:" if self.details else said, *(f"  {detail}" for detail in self.details)])


class InputError(ComityError):
    """Something the person gave cannot be used."""


class UnreadableDocument(InputError):
    """One document cannot be read; the others go on."""


class NothingToRead(InputError):
    """No document was found, or none of those found could be read."""


class BadTable(InputError):
    """A reference table or a lexicon breaks its form."""


class GraphNotFound(InputError):
    """There is no built graph where one was looked for."""


class BrokenGraph(InputError):
    """A built graph is there, but it does not hold together."""


class BadQuery(InputError):
    """SPARQL that does not parse, runs too long, or asks for what is refused."""


class UnknownQuery(InputError):
    """No query of that name is in the catalogue."""


class BadParameter(InputError):
    """A query parameter is missing, unknown or of the wrong type."""


class BadOption(InputError):
    """Any other argument that cannot be used."""


class ModelMissing(ComityError):
    """The language model that was asked for is not installed."""


class OutputError(ComityError):
    """The outcome could not be written; what was there before is untouched."""
