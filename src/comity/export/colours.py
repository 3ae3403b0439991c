"""One set of colours for kinds and signs, told apart by people with any colour vision.

Okabe and Ito's palette (https://jfly.uni-koeln.de/color/, 2008). Sign is never shown by colour alone: it is an
attribute in every format, and a line style where a format has one.
"""

from __future__ import annotations

KIND: dict[str, str] = {
    "State": "#0072B2",
    "Organization": "#56B4E9",
    "Person": "#CC79A7",
    "ActorGroup": "#999999",
    "Agreement": "#009E73",
    "Event": "#E69F00",
    "Project": "#F0E442",
    "Place": "#BBBBBB",
    "Domain": "#DDDDDD",
}
OTHER_KIND = "#999999"
SIGN: dict[int, str] = {1: "#009E73", 0: "#7F7F7F", -1: "#D55E00"}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of ``#RRGGBB``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
