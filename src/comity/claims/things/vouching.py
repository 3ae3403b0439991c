"""Who stands by when an agreement is signed without being its party: guarantors, witnesses, observers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from comity import grammar
from comity.grammar import word_class

if TYPE_CHECKING:
    from comity.parsed_text import Token


def standing_by(sources: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    """(as what, head) of those who stand by a signing without being parties: "with A and B as guarantors"."""
    standing = word_class("vouching") | word_class("standing-by")
    for source in sources:
        for name, head in grammar.prepositions(source):
            after = list(head.doc[head.i + 1 : head.sent.end]) if name == "with" else []
            until = next((at for at, word in enumerate(after) if word.lower_ == "with"), len(after))
            stand = [word for word in after[:until] if word.lower_ == "as"]
            roles = [noun.lemma_ for word in stand for noun in word.subtree if noun.lemma_ in standing]
            if roles:
                yield roles[0], head
