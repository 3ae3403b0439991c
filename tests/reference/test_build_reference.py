"""The build script gives the committed tables, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "data" / "reference"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_committed_tables_are_what_the_script_writes(tmp_path: Path, seed: str) -> None:
    script = ROOT / "scripts" / "build_reference.py"
    subprocess.run(
        [sys.executable, str(script), "--out", str(tmp_path)], check=True, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    written = {path.name: path.read_bytes() for path in tmp_path.glob("*.tsv")}
    assert written == {path.name: path.read_bytes() for path in TABLES.glob("*.tsv")}


def test_every_row_has_a_source() -> None:
    for path in sorted(TABLES.rglob("*.tsv")):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        column = header.split("\t").index("source")
        assert [line for line in lines if not line.split("\t")[column].strip()] == [], path.name
