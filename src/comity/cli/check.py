"""``comity check``: does a built graph keep what it promises?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.options import graph_option

if TYPE_CHECKING:
    from comity.graph import Finding, Report

FORM_HELP = "How to write the findings."


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=FORM_HELP)
@graph_option
def check(form: str, graph: Path) -> int:
    """Check shapes and quotes of a graph.

    Every claim and evidence is held against the SHACL shapes, every quote against its text, every count and plain triple
    against the claims behind it. Exits with 0 when all holds, 1 with findings, 2 when the graph cannot be read.

    \b
    Example:
      comity check
      comity check -g comity-graph -f json
    """
    from comity.graph import check as check_graph

    report = check_graph(graph)
    if form == "json":
        click.echo(json.dumps(_record(report), ensure_ascii=False, indent=1))
    else:
        for finding in report.findings:
            click.echo(_line(finding))
    click.echo(_summary(report), err=True)
    return 0 if report.conforms else 1


def _line(finding: Finding) -> str:
    """One finding on one line, with nothing in it that a terminal would obey."""
    where = ", ".join(dict.fromkeys(part for part in (finding.document, finding.node) if part))
    value = f" ({finding.value[:80]})" if finding.value else ""
    line = ": ".join(part for part in (finding.severity.value, where, finding.message + value) if part)
    return "".join(c if c.isprintable() else " " for c in line)


def _summary(report: Report) -> str:
    looked = ", ".join((f"{report.claims} claims", f"{report.evidence} evidence", f"{report.documents} documents"))
    violations = sum(finding.severity.value == "violation" for finding in report.findings)
    warnings = len(report.findings) - violations
    parts = ["the graph holds together" if report.conforms else _count(violations, "violation")]
    if warnings:
        parts.append(_count(warnings, "warning"))
    return f"comity: {', '.join(parts)} ({looked})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _record(report: Report) -> dict[str, object]:
    return {
        "conforms": report.conforms,
        "claims": report.claims,
        "evidence": report.evidence,
        "documents": report.documents,
        "findings": [asdict(finding) for finding in report.findings],
    }
