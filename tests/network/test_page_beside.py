"""Evidence beside the page: everything is there once, the page never reads another one's, and a notebook can show it."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from comity.errors import OutputError
from comity.model import BlockKind, Contents, LedgerEntry
from comity.network import evidence_data, page
from comity.network.evidence_data import BLOCK_KINDS, parts
from comity.network.page import Page
from comity.network.view_data import view_data

CONTENTS: Contents = runpy.run_path(str(Path(__file__).with_name("sample.py")))["contents"](40, 250, hostile=True)


def handed_over(script: str) -> tuple[int, Any]:
    match = re.fullmatch(r"window\.comityEvidence\((\d+),(\{.*\})\);\n", script, re.DOTALL)
    assert match
    return int(match[1]), json.loads(match[2])


def test_side_files_hold_every_text_and_evidence_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_data, "PART", 4_000)
    data = view_data(CONTENTS).evidence
    made = page(CONTENTS, side_files="beside")
    assert len(made.files) > 2 and all(re.fullmatch(r"beside/\d+-[0-9a-f]{12}\.js", name) for name in made.files)
    assert not any(json.dumps(text, ensure_ascii=False)[1:80] in made for text in data.texts)
    seen: dict[int, list[int]] = {}
    for place, script in enumerate(made.files.values()):
        number, part = handed_over(script)
        assert number == place
        assert part["texts"] == [data.texts[document] for document in part["documents"]]
        for at, evidence in enumerate(part["evidence"]):
            assert evidence not in seen
            seen[evidence] = part["marks"][at]
            assert part["start"][at] == data.details["start"][evidence]
    assert [seen[number] for number in range(len(data.documents))] == data.details["marks"]


def test_side_files_change_their_names_with_their_contents() -> None:
    one, two = page(CONTENTS, side_files="beside"), page(CONTENTS, side_files="beside")
    assert one == two and dict(one.files) == dict(two.files)
    less = Contents(CONTENTS.documents[:1], CONTENTS.entities, CONTENTS.claims)
    assert set(page(less, side_files="beside").files).isdisjoint(one.files)


def test_parts_of_a_graph_without_documents() -> None:
    part_of, made = parts(view_data(Contents((), (), ())).evidence)
    assert part_of == [] and len(made) == 1 and made[0]["texts"] == []


def test_ledger_says_what_is_what_and_why_there_is_no_claim() -> None:
    document = CONTENTS.documents[0]
    ledger = (
        LedgerEntry(document.id, 10, 20, BlockKind.PARAGRAPH, (), "names no actor"),
        LedgerEntry(document.id, 0, 9, BlockKind.HEADING, (CONTENTS.claims[0].id,), "kept for the claim"),
    )
    data = view_data(Contents(CONTENTS.documents, CONTENTS.entities, CONTENTS.claims, ledger=ledger))
    strings = data.columns["strings"]
    flat = data.evidence.blocks[0]
    rows = [(start, length, BLOCK_KINDS[kind], strings[why]) for start, length, kind, why in zip(*[iter(flat)] * 4, strict=True)]
    assert rows == [(0, 9, BlockKind.HEADING, ""), (10, 10, BlockKind.PARAGRAPH, "names no actor")]


def test_written_with_what_stands_beside_it(tmp_path: Path) -> None:
    made = page(CONTENTS, side_files="beside")
    made.write(tmp_path / "new" / "network.html")
    written = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*.*")}
    assert written == {"network.html", *made.files}
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        made.write(tmp_path / "file" / "network.html")


def test_notebook_frame_holds_the_page_and_nothing_breaks_out() -> None:
    frame = page(CONTENTS)._repr_html_()
    assert frame.startswith("<iframe ") and frame.endswith("</iframe>")
    inside = frame.partition('srcdoc="')[2].partition('"')[0]
    assert "<" not in inside and "&lt;!doctype html&gt;" in inside
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in frame
    assert Page("\ud800")._repr_html_().encode()
