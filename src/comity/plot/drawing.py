"""Rows drawn with matplotlib: the same rows give the same bytes, and no label is taken for markup."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import BadOption
from comity.network.wording import MONTHS
from comity.plot.rows import Bar, Grid, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMS = ("svg", "png", "pdf")

COLOURS = {1: "#2166ac", 0: "#6b7280", -1: "#b2182b"}
"""Blue, grey, red: the ends of ColorBrewer's RdBu, which people with the common kinds of colour blindness tell apart."""

SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that the picture is the same on every machine
    "font.size": 9,
    "svg.hashsalt": "comity",
    "svg.fonttype": "path",
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "axes.spines.top": False,
    "axes.spines.right": False,
}

DOTS_PER_INCH = 200
"""Of a PNG: sharp in print at half the width of an A4 page."""

_WITHOUT_CLOCK: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": "comity"},
    "png": {"Software": "comity"},
    "pdf": {"CreationDate": None, "Creator": "comity"},
}

LONGEST_LABEL = 60
"""Characters of a label; the widest that leave half of an A4 page in width to the bars."""

LONGEST_TITLE = 100
"""Characters of a title, which has the whole width: our own have up to 40 and the names of the actors."""


def draw(rows: tuple[Bar, ...] | Grid, picture: Picture, title: str = "") -> Figure:
    """The picture of these rows, as a matplotlib figure.

    Raises:
        BadOption: there is nothing to draw, or matplotlib is not installed.
    """
    if not (rows.rows if isinstance(rows, Grid) else rows):
        raise BadOption("nothing in the graph fits, so there is nothing to draw", next_step="take in more claims with --modality")
    _require()
    import matplotlib

    with matplotlib.rc_context(SETTINGS):
        if isinstance(rows, Grid):
            return _heat_map(rows, title) if picture is Picture.DOMAINS else _signed(rows, title)
        return _bars(rows, title)


def save(figure: Figure, path: str | os.PathLike[str], form: str | None = None) -> None:
    """Write a figure as SVG, PNG or PDF, by the ending where no form is named, without the time of day in it.

    Args:
        figure: what to write.
        path: where to; "-" for standard output.
        form: one of ``FORMS``.

    Raises:
        BadOption: the form is none of these.
        OutputError: it cannot be written.
    """
    import matplotlib

    from comity.export.write import beside

    chosen = (form or Path(path).suffix.lstrip(".")).lower()
    if chosen not in FORMS:
        raise BadOption(f"{chosen or str(path)!r} is no form of picture", next_step=f"take {', '.join(FORMS)}")
    whole = io.BytesIO()
    with matplotlib.rc_context(SETTINGS):
        figure.savefig(whole, format=chosen, metadata=_WITHOUT_CLOCK[chosen], bbox_inches="tight", dpi=DOTS_PER_INCH)
    if str(path) == "-":
        sys.stdout.buffer.write(whole.getvalue())
        return
    with beside(Path(path)) as file:
        file.write(whole.getvalue())


def _require() -> None:
    try:
        import matplotlib  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise BadOption("pictures need matplotlib", next_step="pip install 'comity[plots]'") from error


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    return figure, figure.add_subplot()


def _cut(text: str, longest: int = LONGEST_LABEL) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


# --- a dyad's time line -------------------------------------------------------------------------------------------


def _bars(bars: tuple[Bar, ...], title: str) -> Figure:
    """One line a claim: a bar where it has a span, a dot where it is a month or less, an arrow where an end is open."""
    from matplotlib.lines import Line2D

    figure, axes = _figure(11, 1.2 + 0.28 * len(bars))
    known = [month for bar in bars for month in (bar.first, bar.last) if month is not None]
    low, high = min(known), max(known)
    margin = max(6, (high - low) // 20)
    for at, bar in enumerate(bars):
        first = bar.first if bar.first is not None else low - margin
        last = bar.last if bar.last is not None else high + margin
        colour, style = COLOURS[bar.sign], "-" if bar.solid else (0, (2, 1.5))
        axes.plot([first, last], [at, at], color=colour, linewidth=1 + bar.documents, linestyle=style, solid_capstyle="butt")
        for end, mark, is_open in ((first, "<", bar.first is None), (last, ">", bar.last is None)):
            axes.plot(
                [end], [at], color=colour, marker=mark if is_open else "o", markersize=5, fillstyle="full" if bar.solid else "none"
            )
    axes.set_yticks(range(len(bars)), [_cut(bar.text) for bar in bars])
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(low - margin, high + margin)
    ticks = _ticks(low - margin, high + margin)
    axes.set_xticks(ticks, [_month(month, high - low) for month in ticks])
    axes.grid(axis="x", color="#e5e7eb", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_title(_cut(title, LONGEST_TITLE), loc="left", fontweight="bold")
    handles = [
        *(
            Line2D([], [], color=COLOURS[sign], linewidth=2, label=name)
            for sign, name in ((1, "cooperation"), (-1, "conflict"), (0, "neither"))
        ),
        Line2D([], [], color="#374151", linewidth=2, linestyle=(0, (2, 1.5)), label="not put forward as fact"),
    ]
    axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.08 - 0.5 / len(bars)), ncols=4, frameon=False)
    return figure


def _ticks(low: int, high: int) -> list[int]:
    """Months to label: of the steps that people count in, the first that gives at most ten."""
    step = next((s for s in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if (high - low) / s <= 10), 1200)
    return list(range(-(-low // step) * step, high + 1, step))


def _month(month: int, spread: int) -> str:
    year, of_year = divmod(month, 12)
    return str(year) if spread > 60 or of_year == 0 else f"{MONTHS[of_year]} {year}"


# --- grids --------------------------------------------------------------------------------------------------------


def _heat_map(grid: Grid, title: str) -> Figure:
    figure, axes = _shaded(grid, title, "Blues", (0, max(v for row in grid.values for v in row if v is not None)))
    _numbered(axes, grid)
    return figure


def _signed(grid: Grid, title: str) -> Figure:
    figure, axes = _shaded(grid, title, "RdBu", (-1, 1))
    _numbered(axes, grid)
    axes.set_ylabel("who acts")
    axes.set_xlabel("whom it concerns")
    return figure


def _shaded(grid: Grid, title: str, colours: str, limits: tuple[float, float]) -> tuple[Figure, Axes]:
    import numpy

    figure, axes = _figure(2.5 + 0.42 * len(grid.columns), 1.5 + 0.32 * len(grid.rows))
    values = numpy.array([[numpy.nan if value is None else value for value in row] for row in grid.values], dtype=float)
    axes.imshow(values, cmap=colours, vmin=limits[0], vmax=limits[1], aspect="auto")
    axes.set_xticks(range(len(grid.columns)), [_cut(name) for name in grid.columns], rotation=45, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(len(grid.rows)), [_cut(name) for name in grid.rows])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([x - 0.5 for x in range(1, len(grid.columns))], minor=True)
    axes.set_yticks([y - 0.5 for y in range(1, len(grid.rows))], minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    axes.tick_params(which="minor", length=0)
    # Matplotlib lifts a title above the labels at the top, but only one of the axes.
    axes.set_title(_cut(title, LONGEST_TITLE), loc="left", fontweight="bold")
    return figure, axes


def _numbered(axes: Axes, grid: Grid) -> None:
    """The numbers in the cells, so that nobody has to read shades."""
    dark = max((abs(v) for row in grid.values for v in row if v is not None), default=1) * 0.6
    for y, row in enumerate(grid.values):
        for x, value in enumerate(row):
            if value is not None:
                colour = "white" if abs(value) > dark else "#111827"
                axes.text(x, y, grid.texts[y][x], ha="center", va="center", fontsize=7, color=colour)
