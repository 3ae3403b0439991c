"""The files behind what a person names: paths, folders, patterns and ``-`` for standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.errors import UnreadableDocument
from comity.model import Skipped
from comity.read.decoding import MAX_BYTES

STDIN = "-"
STDIN_NAME = "stdin.txt"
ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx")
"""Endings that are taken from folders and patterns; a file that is named itself is tried whatever its ending."""
ABOUT_THE_FOLDER = frozenset({"readme", "sources", "license", "licence", "changelog"})
"""Names, up to the first dot, of files that speak of the folder they lie in; only taken when they are named themselves."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A document before it is read: base name, and the path as the person named it."""

    name: str
    path: str

    def read(self) -> bytes:
        """The bytes; never more than the limit is held.

        Raises:
            UnreadableDocument: it is too large, gone, or may not be read.
        """
        try:
            if self.path == STDIN:
                data = sys.stdin.buffer.read(MAX_BYTES + 1)
            else:
                size = Path(self.path).stat().st_size
                if size > MAX_BYTES:
                    raise too_large(self.path, size)
                with Path(self.path).open("rb") as file:
                    data = file.read(MAX_BYTES + 1)
        except OSError as error:
            reason = f"it cannot be read ({error.strerror or error})"
            raise UnreadableDocument(reason, file=self.path, next_step="check that it is there and may be read") from error
        if len(data) > MAX_BYTES:
            raise too_large(self.path, None)
        return data


def too_large(file: str, size: int | None) -> UnreadableDocument:
    """The error for a document over the limit, with both sizes; the size is None for a stream that has not ended."""
    limit = f"{MAX_BYTES / 1e6:.1f} MB"
    reason = f"it has {size / 1e6:.1f} MB, and the limit is {limit}" if size else f"it has more than the limit of {limit}"
    return UnreadableDocument(reason, file=file, next_step="split it into documents")


def gather(paths: Sequence[str | os.PathLike[str]]) -> tuple[tuple[Source, ...], tuple[Skipped, ...]]:
    """Sources behind the paths, sorted by name and each file once, and the paths that led to nothing.

    A folder gives its files of known endings, at any depth, without hidden ones and those about the folder itself; a pattern
    (``papers/*.pdf``, ``**``) the files and folders it matches; ``-`` standard input, named ``stdin.txt``. The order of the
    paths does not matter.
    """
    found: dict[str, str] = {}
    skipped: list[Skipped] = []
    for path in sorted({os.fspath(path) for path in paths}):
        files = [STDIN] if path == STDIN else list(_files(path))
        if not files:
            skipped.append(_nothing(path))
        for file in files:
            key = STDIN if file == STDIN else os.path.realpath(file)
            found[key] = min(found.get(key, file), file, key=lambda one: (len(one), one))
    sources = (Source(STDIN_NAME if file == STDIN else Path(file).name, file) for file in found.values())
    return tuple(sorted(sources)), tuple(skipped)


def _files(path: str) -> Iterator[str]:
    if Path(path).is_dir():
        yield from _folder(path)
    elif Path(path).exists():
        yield path
    elif glob.has_magic(path):
        for match in glob.iglob(path, recursive=True):  # noqa: PTH207 - Path.glob takes no absolute patterns
            if Path(match).is_dir():
                yield from _folder(match)
            elif _is_document(match):
                yield match


def _folder(path: str) -> Iterator[str]:
    for folder, inside, files in os.walk(path):
        inside[:] = [name for name in inside if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and _is_document(name):
                yield str(Path(folder, name))


def _is_document(path: str) -> bool:
    name = Path(path).name.casefold()
    return name.endswith(ENDINGS) and name.partition(".")[0] not in ABOUT_THE_FOLDER


def _nothing(path: str) -> Skipped:
    if Path(path).is_dir():
        return Skipped(path, "the folder holds no document", "known endings are " + ", ".join(ENDINGS))
    if glob.has_magic(path):
        return Skipped(path, "the pattern matches no document", "known endings are " + ", ".join(ENDINGS))
    return Skipped(path, "there is no such file or folder", "check the path")
