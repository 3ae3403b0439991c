"""Near-names: "Shanghai Cooperation Association" for the Shanghai Cooperation Organisation.

Two names are near when the same words remain of them once small words are left out and words that writers exchange
(organisation and association, nations and countries) are taken for one. One rest must belong to one entity only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.reference import Name, NameKind

Rest = tuple[str, ...]

_SMALL = frozenset("of for the on and in to a an between with".split())
_SAME = {
    **dict.fromkeys(("organization", "organisation", "association", "organizations", "organisations"), "organisation"),
    **dict.fromkeys(("countries", "nations", "states", "nation", "state"), "states"),
    **dict.fromkeys(("treaty", "agreement", "pact", "accord", "accords"), "treaty"),
    **dict.fromkeys(("cooperation", "cooperative", "cooperating"), "cooperation"),
    **dict.fromkeys(("center", "centre"), "centre"),
    **dict.fromkeys(("southeast", "southeastern"), "southeast"),
    **dict.fromkeys(("defense", "defence"), "defence"),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LONG = frozenset({NameKind.NAME, NameKind.OFFICIAL, NameKind.ALIAS, NameKind.SPELLING})


def rest(text: str) -> Rest:
    """Words of a name that tell it from others, sorted, in their common form."""
    words = [word.replace("-", "") for word in _WORD.findall(_POSSESSIVE.sub("", text.casefold()))]
    return tuple(sorted({_SAME.get(word, word) for word in words if word not in _SMALL}))


def by_rest(names: Iterable[Name]) -> dict[Rest, str]:
    """Rest → entity, for the names of two words and more of actors and agreements whose rest is theirs alone."""
    found: dict[Rest, set[str]] = {}
    for name in names:
        if name.kind in _LONG and " " in name.text and name.entity.startswith(("actor:", "agreement:")):
            words = rest(name.text)
            if len(words) >= 2:
                found.setdefault(words, set()).add(name.entity)
    return {words: next(iter(entities)) for words, entities in found.items() if len(entities) == 1}
