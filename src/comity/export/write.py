"""Writing a file or a folder of files beside its place and swapping it in, so that a failure leaves what was there."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import BinaryIO

from comity.errors import BadOption, OutputError
from comity.export.options import Options, Quads, Source
from comity.export.registry import Family, Format, format_for
from comity.model import Contents


def write(
    format: str | None,  # noqa: A002 - the word people use for it
    path: str | Path,
    *,
    contents: Contents | None = None,
    quads: Quads | None = None,
    options: Options | None = None,
) -> None:
    """Write a graph to a file, or to a folder for formats that are several files.

    Args:
        format: name of a format, or None to go by the ending of ``path``.
        path: where to; an existing file is replaced once the new one is whole.
        contents: the graph as nouns, for networks and tables.
        quads: the graph as N-Quads (the path of ``graph.nq``, or lines), for RDF.
        options: what to take and how.

    Raises:
        BadOption: format, options and inputs do not fit together.
        OutputError: the file cannot be written; what was there before is untouched.
    """
    kind = format_for(format, path)
    check(kind, options or Options())
    source = Source(contents, quads, options or Options())
    if kind.is_folder:
        _write_folder(kind, source, Path(path))
        return
    with beside(Path(path)) as file:
        kind.load()(source, file)


def stream(
    format: str,  # noqa: A002
    file: BinaryIO,
    *,
    contents: Contents | None = None,
    quads: Quads | None = None,
    options: Options | None = None,
) -> None:
    """Write a graph to an open binary stream.

    Raises:
        BadOption: as :func:`write`, and for formats that are several files.
    """
    kind = format_for(format)
    if kind.is_folder:
        raise BadOption(f"{kind.name} is several files and cannot go to a stream", next_step="give a folder")
    check(kind, options or Options())
    kind.load()(Source(contents, quads, options or Options()), file)


def check(kind: Format, options: Options) -> None:
    """Nothing, when the format can use every option that is not left as it was.

    Raises:
        BadOption: one would have been passed over in silence.
    """
    for field in fields(options):
        families = MEANT_FOR[field.name]
        if kind.family not in families and getattr(options, field.name) != getattr(Options(), field.name):
            kinds = " and ".join(sorted(family.value for family in families))
            raise BadOption(f"{field.name.replace('_', ' ')} means nothing to {kind.name}", next_step=f"it is for {kinds} formats")


_CLAIMS = frozenset({Family.NETWORK, Family.TABLE})
_NETWORKS = frozenset({Family.NETWORK})
MEANT_FOR: dict[str, frozenset[Family]] = {
    **dict.fromkeys(("modalities", "negated", "domains", "signs", "since", "until"), _CLAIMS),
    **dict.fromkeys(("grouping", "memberships", "reference", "topics", "positions", "place"), _NETWORKS),
    **dict.fromkeys(("table", "safe_cells"), frozenset({Family.TABLE})),
    "profile": frozenset({Family.RDF}),
}
"""Families of formats that each option means something to."""


@contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """A binary stream whose bytes become the file at ``path`` when the block ends well, and vanish when it does not.

    A pipe or device is written to as it is. Symbolic links are followed.

    Raises:
        OutputError: the folder is missing, or the file cannot be written.
    """
    target = path.resolve()
    if target.is_dir():
        raise OutputError("this is a folder", file=str(path), next_step="name a file in it")
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _write_folder(kind: Format, source: Source, folder: Path) -> None:
    files = kind.load_folder()(source)
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise OutputError("this is a file", file=str(folder), next_step="name a folder")
    if target.is_dir() and (others := sorted({entry.name for entry in target.iterdir()} - files.keys())):
        raise OutputError(
            f"the folder holds other files, {others[0]!r} among them", file=str(folder), next_step="name a new folder"
        )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        part.mkdir()
        for name, content in files.items():
            (part / name).write_bytes(content)
        if target.exists():
            target.rename(old)
        part.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    if isinstance(error, FileNotFoundError):
        return OutputError("the folder it should go into does not exist", file=str(path), next_step="create it first")
    return OutputError(f"cannot be written ({error.strerror or error})", file=str(path), next_step="choose another place")
