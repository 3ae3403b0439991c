"""The files behind paths: folders, patterns, standard input, and paths that lead nowhere."""

import io
import sys
from pathlib import Path

import pytest

from comity.errors import UnreadableDocument
from comity.read import MAX_BYTES, Source, gather


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.md", "sub/c.PDF", "sub/.hidden.txt", ".git/d.txt", "e.log", "sub/deep/f.html"):
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "papers"


def names(*paths: str | Path) -> list[str]:
    return [source.name for source in gather(paths)[0]]


def test_folders_give_known_endings_without_hidden_files(papers: Path) -> None:
    assert names(papers) == ["a.md", "b.txt", "c.PDF", "f.html"]
    assert gather(["papers"])[0][1] == Source("b.txt", str(Path("papers") / "b.txt"))


def test_files_are_taken_as_named(papers: Path) -> None:
    assert names("papers/e.log") == ["e.log"]
    assert names("papers/sub/.hidden.txt") == [".hidden.txt"]
    assert gather(["papers/b.txt"])[0][0].read() == b"Words."


def test_patterns(papers: Path) -> None:
    assert names("papers/*") == ["a.md", "b.txt", "c.PDF", "f.html"]
    assert names("papers/**/*.html") == ["f.html"]
    assert names("papers/[ab].*") == ["a.md", "b.txt"]


def test_each_file_once_and_in_one_order(papers: Path) -> None:
    paths = ["papers/b.txt", "./papers/b.txt", "papers", str(papers / "b.txt"), "papers/*.txt"]
    one, other = gather(paths), gather(list(reversed(paths)))
    assert one == other
    assert [source.name for source in one[0]].count("b.txt") == 1
    assert one[0][1].path == "papers/b.txt"


def test_paths_that_lead_nowhere_are_reported(papers: Path) -> None:
    (papers / "empty").mkdir()
    sources, skipped = gather(["papers/none.txt", "papers/empty", "papers/*.xyz", "papers/b.txt"])
    assert [source.name for source in sources] == ["b.txt"]
    assert [(one.file, one.reason) for one in skipped] == [
        ("papers/*.xyz", "the pattern matches no document"),
        ("papers/empty", "the folder holds no document"),
        ("papers/none.txt", "there is no such file or folder"),
    ]
    assert all(one.next_step for one in skipped)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Arland sells wool.")))
    sources, skipped = gather(["-", "-"])
    assert [(source.name, source.path) for source in sources] == [("stdin.txt", "-")] and not skipped
    assert sources[0].read() == b"Arland sells wool."


def test_large_and_missing_files_are_refused_on_reading(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableDocument, match=r"50\.0 MB.*limit is 33\.6 MB"):
        gather([large])[0][0].read()
    assert MAX_BYTES < 50_000_000
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        Source("gone.txt", str(tmp_path / "gone.txt")).read()
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        Source("folder", str(tmp_path)).read()


def test_names_that_look_like_patterns(tmp_path: Path) -> None:
    odd = tmp_path / "report [final].txt"
    odd.write_text("Words.")
    assert names(odd) == ["report [final].txt"]
