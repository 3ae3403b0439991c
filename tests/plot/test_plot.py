"""Pictures: what they count, and that they are the same each time and take no label for markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from comity import plot
from comity.errors import BadOption
from comity.model import Contents, Entity
from comity.vocabulary import UNNAMED, EntityKind, Modality

PICTURES = list(plot.Picture)


@pytest.fixture(scope="module")
def rows(contents):
    ends = {plot.Picture.TIMELINE: ("actor:egypt", "actor:ethiopia")}
    return {picture: plot.rows_of(contents, picture, ends.get(picture, ()), None, None) for picture in PICTURES}


def test_a_timeline_holds_each_dated_claim_of_the_two_in_order(contents):
    bars = plot.timeline(contents, "actor:egypt", "actor:ethiopia")
    states = {entity.id: entity.state or entity.id for entity in contents.entities}
    dated = [
        item.claim for item in contents.claims
        if item.claim.when and {states[item.claim.subject], states.get(item.claim.object)} == {"actor:egypt", "actor:ethiopia"}
    ]  # fmt: skip
    assert len(bars) == len(dated) > 0
    starts = [bar.first if bar.first is not None else bar.last for bar in bars]
    assert starts == sorted(starts)


def test_a_heat_map_counts_claims(contents):
    grid = plot.domains(contents, actors=["actor:egypt"])
    assert all("Egypt" in row for row in grid.rows)
    kinds = {entity.id: entity.kind for entity in contents.entities}
    counted = sum(
        1 for item in contents.claims
        if "actor:egypt" in (item.claim.subject, item.claim.object) and item.claim.modality.is_real
        and all(end in kinds and kinds[end].is_actor for end in (item.claim.subject, item.claim.object))
    )  # fmt: skip
    assert sum(value or 0 for row in grid.values for value in row) == counted > 0
    assert [[text or "None" for text in row] for row in grid.texts] == [[str(value) for value in row] for row in grid.values]


def test_a_matrix_says_how_each_stands_to_each(contents):
    grid = plot.matrix(contents)
    assert grid.rows == grid.columns and len(grid.rows) > 2
    for row, texts in zip(grid.values, grid.texts, strict=True):
        for value, text in zip(row, texts, strict=True):
            assert (value is None) == (text == "")
            assert value is None or -1 <= value <= 1
            assert value != 1 or ("−" not in text and text.startswith("+"))
            assert value != -1 or "+" not in text


@pytest.mark.parametrize("picture", [plot.Picture.DOMAINS, plot.Picture.MATRIX])
def test_a_title_stands_above_the_names_of_the_columns(rows, picture):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    title = plot.title_of(Contents((), (), ()), picture, ["China", "The Democratic People's Republic of Korea"])
    figure = plot.draw(rows[picture], picture, title)
    FigureCanvasAgg(figure).draw()
    [axes] = figure.axes
    shown = next(text for text in (axes.title, axes._left_title, axes._right_title) if text.get_text())
    assert shown.get_text() == title
    highest = max(label.get_window_extent().y1 for label in axes.get_xticklabels())
    assert shown.get_window_extent().y0 >= highest > axes.xaxis.label.get_window_extent().y1


def test_whoever_is_unnamed_stands_in_no_picture_of_pairs(contents):
    item = next(item for item in contents.claims if item.claim.subject == "actor:egypt" and item.claim.polarity < 0)
    entity = Entity(UNNAMED, EntityKind.GROUP, "(unnamed)")
    claims = (*contents.claims, replace(item, claim=replace(item.claim, subject=UNNAMED)))
    more = replace(contents, entities=(*contents.entities, entity), claims=claims)
    assert plot.matrix(more) == plot.matrix(contents)
    assert plot.domains(more) == plot.domains(contents)


def test_only_facts_count_unless_more_is_asked_for(contents):
    def total(modalities):
        return sum(v or 0 for row in plot.domains(contents, modalities=modalities).values for v in row)

    assert total(frozenset(Modality)) > total(frozenset({Modality.ASSERTED, Modality.ASSESSED})) > 0


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize(("form", "head"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_same_rows_give_the_same_bytes(rows, picture, form, head, tmp_path):
    files = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.{form}"
        plot.save(plot.draw(rows[picture], picture, "A title"), path)
        files.append(path.read_bytes())
    assert files[0] == files[1]
    assert files[0].startswith(head)


HOSTILE = r'<script>alert(1)</script> $\frac{1}{0}$ & "quotes" ' + "\x1b[31m\u202e"


def test_labels_stay_labels(contents: Contents, tmp_path):
    entities = tuple(replace(entity, label=HOSTILE + entity.label[-3:]) for entity in contents.entities)
    grid = plot.domains(replace(contents, entities=entities))
    path = tmp_path / "hostile.svg"
    plot.save(plot.draw(grid, plot.Picture.DOMAINS, HOSTILE), path)
    tree = etree.fromstring(path.read_bytes())
    names = {etree.QName(node).localname for node in tree.iter(etree.Element)}
    assert "path" in names and not names & {"script", "foreignObject", "a"}


def test_what_does_not_fit_is_said(contents, tmp_path):
    with pytest.raises(BadOption, match="two actors, not 1"):
        plot.rows_of(contents, plot.Picture.TIMELINE, ["actor:egypt"], None, None)
    with pytest.raises(BadOption, match="nothing to draw"):
        plot.draw(plot.timeline(contents, "actor:egypt", "actor:nobody"), plot.Picture.TIMELINE)
    figure = plot.draw(plot.matrix(contents), plot.Picture.MATRIX)
    with pytest.raises(BadOption, match="no form of picture"):
        plot.save(figure, tmp_path / "picture.jpg")
