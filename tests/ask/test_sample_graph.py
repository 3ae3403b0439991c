"""The graph that the questions are asked of keeps what every graph promises."""

from comity.graph import Store
from comity.graph.checking import check_store
from comity.graph.report import Severity


def test_the_sample_documents_break_no_rule(sample: Store) -> None:
    report = check_store(sample)
    assert [found for found in report.findings if found.severity is Severity.VIOLATION] == []
    assert report.claims > 0
