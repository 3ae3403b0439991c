"""Pictures that a report needs: a dyad's timeline, domains by dyad, who stands how to whom; as SVG, PNG or PDF."""

from comity.plot.drawing import draw, save
from comity.plot.rows import Picture, domains, matrix, rows_of, timeline, title_of

__all__ = ["Picture", "domains", "draw", "matrix", "rows_of", "save", "timeline", "title_of"]
