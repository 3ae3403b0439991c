"""The one door to data/ and queries/, from a checkout. From a wheel: test_packaging.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import resources
from comity.errors import BadTable

CHECKOUT = Path(__file__).parents[1]


def test_a_checkout_has_its_own():
    if (CHECKOUT / "src" / "comity").samefile(Path(resources.__file__).parent):
        assert resources.root() == CHECKOUT
    assert resources.data("ontology", "comity.ttl").is_file()
    assert list(resources.queries().glob("*.rq"))


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """A data folder of our own to put tables in."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    return tmp_path / "data"


def test_rows_by_column(tables):
    (tables / "t.tsv").write_text("# a comment\nid\tname\n\nkenya\t Kenya \nperu\n")
    assert list(resources.rows("t.tsv", required=("id",))) == [{"id": "kenya", "name": "Kenya"}, {"id": "peru", "name": ""}]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name\nKenya\n", None),
        ("id\tname\nkenya\tKenya\tAfrica\n", "line 2"),
        ("# head\nid\tname\nkenya\tKenya\n\tPeru\n", "line 4"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tables, text, place):
    (tables / "t.tsv").write_text(text)
    with pytest.raises(BadTable) as raised:
        list(resources.rows("t.tsv", required=("id",)))
    assert (raised.value.file, raised.value.place) == ("t.tsv", place)


def test_quotes_in_a_table_are_plain_characters(tables):
    (tables / "t.tsv").write_text('id\tname\nx\t"half\n')
    assert list(resources.rows("t.tsv")) == [{"id": "x", "name": '"half'}]


def test_the_digest_is_of_what_reading_depends_on():
    assert resources.digest() == resources.digest()
    assert len(resources.digest()) == 64
