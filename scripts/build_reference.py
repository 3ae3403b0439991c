"""Writes the tables of ``data/reference`` from the curated tables and the normalised sources.

Run it in the checkout after a change in ``data/reference/curated`` or ``data/reference/sources``:

    python scripts/build_reference.py

With ``--factbook FILE --codes FILE`` the copies under ``sources/`` are first made anew from the original files; territories'
Wikidata identifiers then come from the installed package ``rigour``. The outcome depends on nothing else: equal inputs give
equal bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reference import sources, tables

ROOT = Path(__file__).resolve().parents[1] / "data" / "reference"


def main() -> None:
    """Build all tables, or say on stderr what is wrong with the curated ones and exit with 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--factbook", type=Path, help="factbook.tsv: one row a country")
    parser.add_argument("--codes", type=Path, help="country-codes.tsv: ISO codes, regions, Wikidata identifiers")
    parser.add_argument("--out", type=Path, default=ROOT, help="folder to write the tables to")
    arguments = parser.parse_args()
    if arguments.factbook and arguments.codes:
        sources.normalise(arguments.factbook, arguments.codes, ROOT / "sources")
    outcome, problems = tables.build(ROOT)
    for problem in problems:
        sys.stderr.write(problem + "\n")
    if problems:
        sys.exit(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(outcome.items()):
        (arguments.out / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
