"""Lists and tables of visits: names and offices under "From Japan to Peru", with the year of their row or label.

Ministries print them with the direction over the list and nothing but years and names in it. Each person visits the state the
direction ends in, and so does the state they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.claims.layout import labels
from comity.claims.passage import Passage
from comity.claims.qualifiers.when import standing_date
from comity.claims.slots.arguments import Argument
from comity.model import BlockKind, Claim, Statement
from comity.vocabulary import EntityKind, Relation

if TYPE_CHECKING:
    from comity.parsed_text import Span

NAME = "visits"
_FROM_TO = re.compile(r"(?i)\bfrom\s+(?:the\s+)?(?P<home>.+?)\s+to\s+(?:the\s+)?(?P<host>[^(:]+?)\s*(?:\([^)]*\))?\s*:?\Z")
_VISITS = re.compile(r"(?i)\b(?:visits?|exchanges? of visits|visitors)\b")
_OFFICE = re.compile(
    r"\b(?:President|Minister|King|Queen|Prince|Princess|Emperor|Empress|Speaker|Chair(?:man|woman|person)?|Secretary|Governor"
    r"|Premier|Chancellor|Delegation|Envoy|Commissioner|Sultan|Emir|Majest\w+)\b"
)


def statements(passage: Passage, sentence: Span) -> Iterator[Statement]:
    """Statements of a bullet or cell that names who went, under a direction; none for other blocks and for verbs."""
    block = passage.block
    if sentence.start != 0 or block.kind not in (BlockKind.BULLET, BlockKind.CELL):
        return
    over = [block.cell.caption if block.cell is not None else "", block.lead_in, *reversed(block.section)]
    direction = next((match for text in over if text and (match := _FROM_TO.search(text))), None)
    if direction is None or not any(_VISITS.search(text) for text in over if text):
        return
    ends = [labels.named(direction[name], passage.register) for name in ("home", "host")]
    if any(len(end) != 1 for end in ends) or ends[0] == ends[1] or any(t.pos_ in ("VERB", "AUX") for t in sentence):
        return
    (home,), (host,) = ends
    people = [t for span in passage.spans for t in span.targets if passage.register.kind(t) is EntityKind.PERSON]
    if not people and not _OFFICE.search(sentence.text):
        return
    for visitor in dict.fromkeys((*people, home)):
        claim = Claim.of(visitor, Relation.CONSULTS_WITH, host, domain="domain:diplomacy", when=standing_date(passage))
        via = Argument(claim.subject, sentence.root, None, f"{passage.register.label(host)}: visited, by “{direction.string}”")
        yield passage.statement(claim, sentence.root, via, None, "list-visit", 0.7)
