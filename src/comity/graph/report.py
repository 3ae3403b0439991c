"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: a violation breaks the graph's promise, a warning asks for a look."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        severity: how bad it is.
        message: what is wrong, in words.
        node: prefixed name of the node it is about, or the name of a file.
        document: the document whose graph it stands in, "" where that is none.
        value: what stands there, where that helps.
    """

    severity: Severity
    message: str
    node: str = ""
    document: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, sorted; and what was looked at."""

    findings: tuple[Finding, ...]
    claims: int = 0
    evidence: int = 0
    documents: int = 0

    @property
    def conforms(self) -> bool:
        """True when there is no violation; warnings do not count."""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)
