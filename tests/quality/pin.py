"""Raise the floors of the quality gate to what is measured now.

Run: python tests/quality/pin.py [--lower] [--cases-changed]

A floor only ever rises, unless ``--lower`` says otherwise: then the reason belongs in the commit message. ``--cases-changed``
pins all floors anew because the case files are others than those they were measured on.
"""

from __future__ import annotations

import argparse

import floors
import gold


def main() -> int:
    """Write ``floors.json`` and print each floor that moved; 1 when one would have to be lowered and may not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="also lower floors to what is measured")
    parser.add_argument("--cases-changed", action="store_true", help="pin everything anew for changed case files")
    arguments = parser.parse_args()
    before = floors.pinned() if floors.FILE.exists() else {}
    if before and floors.pinned_cases() != gold.digests() and not arguments.cases_changed:
        print("the case files are not those the floors were pinned on; say --cases-changed to pin anew")
        return 1
    lowering = arguments.lower or arguments.cases_changed
    after: dict[str, dict[str, float]] = {}
    refused = []
    for group in floors.GROUPS:
        known = before.get(group, {})
        after[group] = {name: floors.floor_of(value) for name, value in floors.measured(group).items()}
        for name, floor in after[group].items():
            if floor < known.get(name, 0.0) and not lowering:
                refused.append(f"{group} {name}: {floor:.2f} is below the floor of {known[name]:.2f}")
                after[group][name] = known[name]
            elif floor != known.get(name):
                print(f"{group} {name}: {known.get(name, 0.0):.2f} → {floor:.2f}")
    floors.write(after)
    for line in refused:
        print(f"not lowered: {line}")
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
