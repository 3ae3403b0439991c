"""The house rules that a machine can hold: who imports whom, how long things are, what must not be in shipped files."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from comity.vocabulary import PREFIXES

CHECKOUT = Path(__file__).parents[1]
SOURCE = CHECKOUT / "src" / "comity"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONG_FILES: dict[str, int] = {}
"""Files that are longer for now, with the length they must not pass."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


# --- the rooms --------------------------------------------------------------------------------------------------------


def rooms() -> list[str]:
    """Rooms from the top of the house to the bottom, as docs/architecture.md lists them."""
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    plan = text.split("src/comity/\n", 1)[1].split("```", 1)[0]
    return [match[1] for match in re.finditer(r"^  (\w+)(?:/|\.py)", plan, re.MULTILINE)]


ROOMS = rooms()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    """(room, line) of every import of ours, wherever it stands; those for type checkers count too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            inside = [f"comity.{alias.name}" for alias in node.names] if node.module == "comity" else []
            names = inside or [node.module or ""]
        else:
            assert not isinstance(node, ast.ImportFrom), f"{name_of(path)}:{node.lineno} is a relative import"
            continue
        for name in names:
            if name.startswith("comity."):
                yield name.split(".")[1], node.lineno


def test_every_room_is_on_the_plan():
    known = {*ROOMS, "__init__"}
    assert {room_of(path) for path in MODULES} <= known
    assert len(ROOMS) == len(set(ROOMS)) > 10


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downwards(path):
    here = room_of(path)
    if here == "__init__":
        return
    below = {here, *ROOMS[ROOMS.index(here) + 1 :], "__version__"}
    wrong = [f"line {line}: {room}" for room, line in imported_rooms(path) if room not in below]
    assert not wrong, f"{here} imports from above: {wrong}"


# --- sizes and names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONG_FILES.get(name_of(path), LONGEST_FILE)


def test_exceptions_are_still_needed():
    for name, length in LONG_FILES.items():
        assert LONGEST_FILE < len((SOURCE / name).read_text(encoding="utf-8").splitlines()) <= length


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path):
    """From ``def`` to the last line, without the docstring."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node, clean=False)
            first = node.body[0]
            said = (first.end_lineno or 0) - first.lineno + 1 if documented is not None else 0
            length = (node.end_lineno or 0) - node.lineno + 1 - said
            assert length <= LONGEST_FUNCTION, f"{node.name}, line {node.lineno}: {length} lines"


FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|stuff|base)(_|$)", re.IGNORECASE)


def test_names_say_something():
    folders = [path for path in SOURCE.rglob("*") if path.is_dir()]
    bad = [name_of(path) for path in (*MODULES, *folders) if FORBIDDEN.search(path.stem)]
    for path in MODULES:
        named = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        bad += [f"{name_of(path)}: {name}" for name in named if re.search(r"(?i)(utils?|helpers?|manager)(_|$)", name)]
    assert not bad


# --- what must not be shipped -----------------------------------------------------------------------------------------


@cache
def tracked() -> list[Path]:
    """Text files under version control; all files below the folders we ship where there is no git."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False)
    if done.returncode == 0 and done.stdout:
        return [CHECKOUT / name for name in done.stdout.decode().split("\0") if name and (CHECKOUT / name).is_file()]
    return [
        path
        for folder in ("src", "tests", "data", "queries", "docs", "scripts")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file()
    ]


# Spelt in pieces, so that this file does not find itself.
MACHINE = re.compile(r"/(?:work/|home/(?!someone)\w|Users/\w|root/)|C:\\Users".replace("/(", "[/]("))
REGISTRY = re.compile(
    "|".join((r"pypi" + r"\.(org|io)", r"files\." + r"pythonhosted", r"npmjs" + r"\.(org|com)", r"index-" + r"url"))
)


def test_no_machine_and_no_registry_is_named():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:80]}")
    assert not found


ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://([\w.-]+)")
IRI_HOSTS = {re.sub(r"^\w+://([^/]+)/.*", r"\1", namespace) for namespace in PREFIXES.values()} | {
    "purl.org", "www.w3.org", "schema.org", "www.wikidata.org", "w3id.org", "xmlns.com", "www.nanopub.org", "creativecommons.org",
    "graphml.graphdrawing.org", "gexf.net", "www.gexf.net", "schemas.openxmlformats.org", "json-ld.org",
}  # fmt: skip
"""Hosts that stand in identifiers and namespaces, which nobody fetches."""


def test_shipped_code_names_no_host():
    """Docstrings may cite a paper; code names no address that is not an identifier."""
    found: list[str] = []
    for path in MODULES:
        documented = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
                found += [f"{name_of(path)}:{node.lineno}: {host}" for host in ADDRESS.findall(node.value) if host not in IRI_HOSTS]
    for path in SOURCE.rglob("*"):
        if path.suffix in (".js", ".css", ".j2", ".html"):
            found += [
                f"{name_of(path)}: {host}" for host in ADDRESS.findall(path.read_text(encoding="utf-8")) if host not in IRI_HOSTS
            ]
    assert not found


NETWORK = {"socket", "http", "urllib.request", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}


def test_nothing_reaches_for_the_network():
    """The rooms that serve or are served may; there are none yet."""
    found = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{name_of(path)}: {name}" for name in names if name in NETWORK and room_of(path) != "serve"]
    assert not found


def test_library_code_neither_prints_nor_exits():
    found = []
    for path in MODULES:
        if room_of(path) == "cli" or name_of(path) == "graph/worker.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in ("print", "exit", "quit", "sys.exit", "os._exit", "click.echo"):
                    found.append(f"{name_of(path)}:{node.lineno}: {called}")
    assert not found
