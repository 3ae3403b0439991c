"""What is taken from a folder: documents, not the files that speak of the folder."""

from __future__ import annotations

import pytest

from comity.read import gather

TAKEN = ("brief.md", "sources-of-conduct.md", "readme-first.txt", "deep/er/note.html", "licensed.txt")
LEFT = (
    "README.md",
    "readme.txt",
    "SOURCES.md",
    "LICENSE.txt",
    "Licence.md",
    "CHANGELOG.md",
    "README.en.md",
    ".hidden.md",
    "data.csv",
)


@pytest.fixture
def folder(tmp_path):
    for name in (*TAKEN, *LEFT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Kenya met Peru.")
    return tmp_path


def test_a_folder_gives_its_documents(folder):
    sources, skipped = gather([folder])
    assert {source.path for source in sources} == {str(folder / name) for name in TAKEN}
    assert skipped == ()


def test_a_pattern_gives_documents(folder):
    sources, _ = gather([str(folder / "*.md")])
    assert [source.name for source in sources] == ["brief.md", "sources-of-conduct.md"]


@pytest.mark.parametrize("name", LEFT)
def test_what_is_named_itself_is_taken(folder, name):
    sources, _ = gather([folder / name])
    assert [source.path for source in sources] == [str(folder / name)]
