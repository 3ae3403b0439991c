"""The same claim from many places → one: counted, believed, linked; and figures side by side.

``assemble`` is the step of a build. The rest are its parts, for whoever wants one of them alone.
"""

from comity.assemble.copies import independent
from comity.assemble.dyads import Dyad, dyads
from comity.assemble.figures import FigureComparison, Reason, Verdict, compare_figures
from comity.assemble.links import link_claims
from comity.assemble.merging import assemble
from comity.assemble.warrant import Passage, belief

__all__ = [
    "Dyad",
    "FigureComparison",
    "Passage",
    "Reason",
    "Verdict",
    "assemble",
    "belief",
    "compare_figures",
    "dyads",
    "independent",
    "link_claims",
]
