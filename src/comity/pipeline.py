"""``build()``: the only module that knows the order of the steps.

read → parse → find and link → claims → assemble → write beside → index → swap in.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from comity import __version__, resources
from comity.errors import BadOption, NothingToRead, OutputError, UnreadableDocument
from comity.language import DEFAULT_MODEL
from comity.model import Contents, Document, Reading, Run, Skipped
from comity.vocabulary import EntityKind, Modality

if TYPE_CHECKING:
    from comity.link import LinkedDocument

Progress = Callable[[str, int, int], None]
"""Called with a stage ("reading", "reading claims", "writing"), how much of it is done, and how much there is."""

MARK = "run.json"
"""The file by which a folder is known to be a graph of ours, so that nothing else is ever replaced."""

SIGNS: dict[int, str] = {1: "cooperation", 0: "structural", -1: "conflict"}
"""Sign of a tie → the kind of tie it is."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build.

    Attributes:
        folder: where the graph is.
        contents: what it holds.
        skipped: the files that were not taken in, as the person named them.
        seconds: how long it took.
    """

    folder: Path
    contents: Contents
    skipped: tuple[Skipped, ...]
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
        ModelMissing: the model is not installed.
        OutputError: the graph cannot be written.
        BadOption: the folder holds something that is not a graph, or another build is writing to it.
    """
    from comity import graph, reference

    started = datetime.now(UTC)
    target = Path(folder)
    report = progress or _silent
    real = target.resolve()
    with _workshop(real) as staging:
        sources, skipped = read_all(documents, strict, report)
        readings = tuple(read_claims(sources, model, report))
        contents = _assemble(readings, model, skipped)
        report("writing", 0, 1)
        with _writing(target):
            graph.write(contents, staging, reference=reference.load())
            _write_run(staging, contents, documents, skipped, started)
            graph.open_graph(staging)
            _swap(staging, real)
        report("writing", 1, 1)
    return Built(target, contents, tuple(skipped), (datetime.now(UTC) - started).total_seconds())


def _silent(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


def read_all(documents: Sequence[str | os.PathLike[str]], strict: bool, report: Progress) -> tuple[list[Document], list[Skipped]]:
    """Documents that can be read, each content once, sorted by identifier; and those that cannot, with the reason.

    Raises:
        NothingToRead: not one can be read.
        UnreadableDocument: with ``strict``, the first that cannot be read.
    """
    from comity import read

    sources, missing = read.gather(documents)
    found: dict[str, Document] = {}
    skipped = list(missing)
    if strict and missing:
        raise UnreadableDocument(missing[0].reason, file=missing[0].file, next_step=missing[0].next_step or None)
    for done, source in enumerate(sources):
        report("reading", done, len(sources))
        try:
            document = read.read_document(source.name, source.read())
        except UnreadableDocument as error:
            if strict:
                raise UnreadableDocument(error.reason, file=source.path, place=error.place, next_step=error.next_step) from error
            skipped.append(Skipped(source.path, error.reason, error.next_step or ""))
            continue
        if document.id in found:
            skipped.append(Skipped(source.path, "a document of the same name and bytes was read already", ""))
            continue
        found[document.id] = document
    report("reading", len(sources), len(sources))
    if not found:
        raise _nothing(skipped)
    return [found[key] for key in sorted(found)], sorted(skipped, key=lambda one: (one.file, one.reason))


def _nothing(skipped: Sequence[Skipped]) -> NothingToRead:
    """The error for a build without a single document, with the reason for each of the first files."""
    shown = [f"{one.file}: {one.reason}" for one in skipped[:10]]
    if len(skipped) > 10:
        shown.append(f"and {len(skipped) - 10} more")
    step = "name files or folders with .txt, .md, .html, .pdf or .docx documents"
    return NothingToRead("no document could be read", next_step=step, details=shown)


def read_claims(documents: Sequence[Document], model: str, report: Progress) -> Iterator[Reading]:
    """The reading of each document, in order."""
    from comity import claims, language, link, reference

    report("reading claims", 0, len(documents))
    known = reference.load()
    language.load(model)
    with collecting_seldom():
        for done, (document, parses) in enumerate(language.parse_documents(documents, model), start=1):
            yield claims.extract(link.link_document(document, parses, known, model))
            report("reading claims", done, len(documents))


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """Lets the collector of cyclic garbage walk over the heap seldom while documents are read.

    The tables and the model stay for good and need not be walked at all (linking costs a third less); the short-lived objects of
    a document die without it. With the usual 700 allocations between two walks extraction took a sixth longer, with 100,000 as
    long as without any.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def link_one(file: str, model: str = DEFAULT_MODEL) -> LinkedDocument:
    """One document, read, parsed and linked, without claims: to see how its names were read.

    Args:
        file: a path, or "-" for standard input.
        model: the spaCy pipeline to parse with.

    Raises:
        NothingToRead: there is no such file, or it is a folder of several.
        UnreadableDocument: it cannot be read.
    """
    from comity import language, link, read, reference

    sources, _ = read.gather([file])
    if len(sources) != 1:
        reason = "there is no such file" if not sources else f"there are {len(sources)} files"
        raise NothingToRead(reason, file=file, next_step="name one document")
    document = read.read_document(sources[0].name, sources[0].read())
    (_, parses), *_ = language.parse_documents([document], model)
    return link.link_document(document, parses, reference.load(), model)


def _assemble(readings: Sequence[Reading], model: str, skipped: Sequence[Skipped]) -> Contents:
    """All readings as one; what was skipped goes in under its base name, since bytes must not depend on where files lie."""
    from comity import language, reference
    from comity.assemble import assemble

    info = language.info(model)
    run = Run(__version__, info.name, info.version, info.sha256, resources.digest())
    bare = sorted(((Path(one.file).name or one.file), one.reason, one.next_step) for one in skipped)
    return assemble(readings, reference.load(), run, [Skipped(*one) for one in bare])


# --- what was built, in numbers -----------------------------------------------------------------------------------


def counts(contents: Contents) -> dict[str, dict[str, int]]:
    """How much there is: documents, claims and evidence; claims by kind of tie and by modality; entities by kind; passages.

    Every group has all its keys, in the order of the vocabulary; ``entities`` has those that occur.
    """
    signs = Counter(item.claim.polarity for item in contents.claims)
    modalities = Counter(item.claim.modality for item in contents.claims)
    kinds = Counter(entity.kind for entity in contents.entities)
    return {
        "graph": {
            "documents": len(contents.documents),
            "claims": len(contents.claims),
            "evidence": sum(len(item.evidence) for item in contents.claims),
            "links": len(contents.links),
            "skipped": len(contents.skipped),
        },
        "ties": {name: signs[sign] for sign, name in SIGNS.items()},
        "modality": {modality.value: modalities[modality] for modality in Modality},
        "negated": {"negated": sum(item.claim.negated for item in contents.claims)},
        "entities": {kind.value: kinds[kind] for kind in EntityKind if kinds[kind]},
    }


# --- the folder ---------------------------------------------------------------------------------------------------


def _refuse_foreign(target: Path) -> None:
    """A folder that is not ours is never replaced."""
    if target.exists() and not target.is_dir():
        raise BadOption("it is a file, and a graph is a folder", file=str(target), next_step="name another with -o")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        step = "name a new or an empty folder, or an old graph, with -o"
        raise BadOption("it is a folder with other things in it", file=str(target), next_step=step)


@contextlib.contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target to build in, gone afterwards whatever happens; what a killed build left is cleared away.

    One build at a time holds it, by a lock on a file in it. The system drops the lock of a process that dies, so that
    whoever gets the lock knows the rest of the folder to be nobody's.
    """
    with _writing(target):
        _refuse_foreign(target)
    workshop = target.with_name(f".{target.name}.building")
    lock = _locked(workshop, target)
    try:
        old, new = workshop / "old", workshop / "new"
        if old.is_dir() and not target.exists():
            old.rename(target)  # a build was killed between the two renames of _swap
        for left in (old, new):
            shutil.rmtree(left, ignore_errors=True)
        with _writing(target):
            new.mkdir()
        yield new
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        lock.close()


def _locked(workshop: Path, target: Path) -> IO[str]:
    """The workshop's lock file, held.

    A build that ends takes the file away with its folder; whoever had it open by then holds nothing, and tries again.
    """
    for _ in range(LOCK_TRIES):
        with _writing(target), contextlib.suppress(FileNotFoundError):
            workshop.mkdir(parents=True, exist_ok=True)
            path = workshop / "lock"
            lock = path.open("w")
            if not _try_lock(lock):
                lock.close()
                break
            if path.exists() and os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                return lock
            lock.close()
    step = "wait until it is done, or name another folder with -o"
    raise BadOption("another build is writing to it", file=str(target), next_step=step)


LOCK_TRIES = 20
"""Each try fails only if another build ends between two system calls of ours."""


def _try_lock(file: IO[str]) -> bool:
    """True when the lock is ours now; also where the system or the disk has no such locks (Windows, some network disks)."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return True
    return True


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Says of a failure to write (a full disk, no rights) which graph it was, and that the old one is untouched."""
    try:
        yield
    except (OSError, OutputError) as error:
        reason = error.reason if isinstance(error, OutputError) else f"it cannot be written ({error.strerror or error})"
        step = "make room or get the right to write there, or name another place with -o; what was there before is untouched"
        raise OutputError(reason, file=str(target), next_step=step) from error


def _swap(staging: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; the old one comes back if that fails half way."""
    old = staging.with_name("old")
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _write_run(
    folder: Path,
    contents: Contents,
    arguments: Sequence[str | os.PathLike[str]],
    skipped: Sequence[Skipped],
    started: datetime,
) -> None:
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
        **counts(contents),
        "skipped": [{"file": s.file, "reason": s.reason, "next_step": s.next_step} for s in skipped],
    }
    (folder / MARK).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
