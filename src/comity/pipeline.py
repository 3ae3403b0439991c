"""``build()``: the only module that knows the order of the steps.

read → parse → find and link → claims → assemble → write beside → index → swap in.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from comity import __version__, resources
from comity.errors import BadOption, ComityError, NothingToRead, OutputError, UnreadableDocument
from comity.language import DEFAULT_MODEL
from comity.model import Contents, Document, Reading, Run, Skipped

Progress = Callable[[str, int, int], None]
"""Called with a stage ("reading", "parsing", "writing"), how much of it is done, and how much there is."""

MARK = "run.json"
"""The file by which a folder is known to be a graph of ours, so that nothing else is ever replaced."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: where it is, what it holds, and how long it took."""

    folder: Path
    contents: Contents
    seconds: float


def build(
    documents: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    model: str = DEFAULT_MODEL,
    strict: bool = False,
    progress: Progress | None = None,
) -> Built:
    """A graph of these documents in that folder, replacing a graph that was there, and nothing else.

    Args:
        documents: files, folders, globs, or "-" for standard input.
        folder: where the graph goes; an interrupted or failed build leaves what was there as it was.
        model: any spaCy pipeline with a tagger, a parser and names.
        strict: one unreadable document stops the build.
        progress: told how far the build is.

    Raises:
        NothingToRead: no document was found, or none could be read.
        UnreadableDocument: with ``strict``, the first that cannot be read.
        OutputError: the graph cannot be written.
        BadOption: the folder holds something that is not a graph.
    """
    from comity import graph, reference

    started = datetime.now(UTC)
    target = Path(folder)
    _refuse_foreign(target)
    report = progress or (lambda stage, done, total: None)
    sources, skipped = read_all(documents, strict, report)
    known = reference.load()
    readings = tuple(read_claims(sources, model, report))
    contents = _assemble(readings, model, skipped)
    report("writing", 0, 1)
    with _staging(target) as staging:
        graph.write(contents, staging, reference=known)
        _write_run(staging, contents, documents, started)
        graph.open_graph(staging)
        _swap(staging, target)
    report("writing", 1, 1)
    return Built(target, contents, (datetime.now(UTC) - started).total_seconds())


def read_all(documents: Sequence[str | os.PathLike[str]], strict: bool, report: Progress) -> tuple[list[Document], list[Skipped]]:
    """Documents that can be read, each content once, and those that cannot with the reason."""
    from comity import read

    sources, missing = read.gather(documents)
    found: dict[str, Document] = {}
    skipped = list(missing)
    for done, source in enumerate(sources):
        report("reading", done, len(sources))
        try:
            document = read.read_document(source.name, source.read())
        except UnreadableDocument as error:
            if strict:
                raise
            skipped.append(Skipped(source.path, error.reason, error.next_step or ""))
            continue
        except OSError as error:
            skipped.append(Skipped(source.path, error.strerror or str(error), "check that the file can be read"))
            continue
        if document.id in found:
            skipped.append(Skipped(source.path, "the same name and bytes as a document already read", ""))
            continue
        found[document.id] = document
    report("reading", len(sources), len(sources))
    if strict and missing:
        raise UnreadableDocument(missing[0].reason, file=missing[0].file, next_step=missing[0].next_step or None)
    if not found:
        reasons = "; ".join(f"{s.file}: {s.reason}" for s in skipped[:5]) or "no files were named"
        raise NothingToRead(f"no document could be read ({reasons})", next_step="name files or folders with .txt, .md, .html, .pdf or .docx documents")
    return [found[key] for key in sorted(found)], skipped


def read_claims(documents: Sequence[Document], model: str, report: Progress) -> Iterable[Reading]:
    """The reading of each document, in order."""
    from comity import claims, language, link, reference

    known = reference.load()
    for done, (document, parses) in enumerate(language.parse_documents(documents, model)):
        report("reading claims", done, len(documents))
        yield claims.extract(link.link_document(document, parses, known, model))
    report("reading claims", len(documents), len(documents))


def _assemble(readings: Sequence[Reading], model: str, skipped: Sequence[Skipped]) -> Contents:
    from comity import language, reference
    from comity.assemble import assemble

    info = language.info(model)
    run = Run(__version__, info.name, info.version, info.sha256, resources.digest())
    return assemble(readings, reference.load(), run, skipped)


# --- the folder ---------------------------------------------------------------------------------------------------


def _refuse_foreign(target: Path) -> None:
    """A folder that is not ours is never replaced."""
    if target.is_file():
        raise BadOption("is a file, and a graph is a folder", file=str(target), next_step="name another with -o")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise BadOption("is a folder with other things in it", file=str(target), next_step="name a new or empty folder, or an old graph, with -o")


class _staging:  # noqa: N801 - reads as a word in a with statement
    """A folder beside the target that is gone afterwards, whatever happens."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder: Path | None = None

    def __enter__(self) -> Path:
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=f".{self._target.name}-", dir=self._target.parent))
        except OSError as error:
            raise OutputError(f"cannot write here: {error.strerror}", file=str(self._target), next_step="name another place with -o") from error
        return self._folder

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if isinstance(error, OSError) and not isinstance(error, ComityError):
            raise OutputError(f"writing failed: {error.strerror}; what was there before is untouched", file=str(self._target), next_step="make room or name another place") from error


def _swap(staging: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; the old one comes back if that fails half way."""
    staging.chmod(0o755)
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    try:
        if target.exists():
            target.rename(old)
        try:
            staging.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write_run(folder: Path, contents: Contents, arguments: Sequence[str | os.PathLike[str]], started: datetime) -> None:
    """The run record: versions, arguments, what was skipped, and the only clock of the graph."""
    run = contents.run
    assert run is not None
    record = {
        "run": run.id,
        "comity": run.version,
        "python": sys.version.split()[0],
        "model": {"name": run.model, "version": run.model_version, "sha256": run.model_sha256},
        "resources_sha256": run.resources_sha256,
        "arguments": [str(argument) for argument in arguments],
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(contents.documents),
        "claims": len(contents.claims),
        "skipped": [{"file": s.file, "reason": s.reason, "next_step": s.next_step} for s in contents.skipped],
    }
    (folder / MARK).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
