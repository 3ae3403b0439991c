"""Same contents, same bytes: whatever the hash seed, and however the input is ordered."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.model import Contents

CONFTEST = Path(__file__).with_name("conftest.py")
SHARED = Path(__file__).parents[1] / "conftest.py"
SCRIPT = """
import hashlib, importlib.util, io, random, sys

def module(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made

shared, hostile = module("shared", sys.argv[1]), module("hostile", sys.argv[2])
from comity import export
from comity.errors import BadOption
from comity.network import measures, projection

with open(sys.argv[3], encoding="utf-8", newline="\\n") as file:
    lines = file.readlines()
random.shuffle(lines)
for contents in (shared.hand_made.contents(), hostile.hostile_contents()):
    for name, kind in sorted(export.FORMATS.items()):
        for grouping in projection.Grouping if kind.family is export.Family.NETWORK else [projection.Grouping.CLAIM]:
            file = io.BytesIO()
            options = export.Options(grouping=grouping)
            try:
                if kind.is_folder:
                    found = kind.load_folder()(export.options.Source(contents, lines, options))
                    file.write(repr(sorted(found.items())).encode())
                else:
                    export.stream(name, file, contents=contents, quads=lines, options=options)
            except BadOption as error:
                assert "not installed" in str(error), error
            print(name, grouping, hashlib.sha256(file.getvalue()).hexdigest())
    for profile in ("ties", "nanopub"):
        file = io.BytesIO()
        export.stream("jsonld", file, quads=lines, options=export.Options(profile=export.Profile(profile)))
        print(profile, hashlib.sha256(file.getvalue()).hexdigest())
    file = io.BytesIO()
    export.stream("trig", file, quads=lines, options=export.Options(profile=export.Profile.RDF12))
    print("rdf12", hashlib.sha256(file.getvalue()).hexdigest())
    network = projection.project(contents)
    print(measures.table(network), measures.communities(network), measures.balance(network))
"""


@pytest.fixture(scope="module")
def graph(quads_of: Callable[[Contents], Path], contents: Contents) -> Path:
    return quads_of(contents)


def test_bytes_do_not_depend_on_the_hash_seed_or_the_order_of_lines(graph: Path) -> None:
    def printed(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(SHARED), str(CONFTEST), str(graph)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = printed("1")
    assert first.count("\n") > 60
    assert printed("2") == first
    assert printed("31337") == first
