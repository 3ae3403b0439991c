"""A graph whose every text is out to break a file format, and N-Quads of both graphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comity import export
from comity.export import Options
from comity.graph import canonical
from comity.graph.writing import quad_lines
from comity.model import AssembledClaim, Claim, Contents, Document, Entity, Evidence
from comity.reference import Reference
from comity.vocabulary import EntityKind, Modality, Relation

NASTY = {
    "quotes": "\"double\" 'single' “curly” `back`",
    "breaks": "line one\nline two\r\nline three\rfour\ttab",
    "markup": "<b>&amp;</b> ]]> <!-- --> <script>alert(1)</script>",
    "escapes": "\\n \\u0022 \\\" \\\\ %s {0} $x C:\\temp\\",
    "formula": "=HYPERLINK(\"http://example.org\",\"click\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "arabic": "السلام عليكم",
    "hebrew": "שלום \u202eabc\u202c",
    "emoji": "🤝🏽 👩‍🚀",
    "controls": "null \x00 bell \x07 escape \x1b next \x85 line \u2028 end \ufffe",
    "spaces": "  leading and trailing  ",
    "semicolon": "a; b ¶ c | d",
    "empty-looking": "\u00a0",
    "dollar": "$cash ${money} $$ $(sudo)",
    "long": "The Federated and Indivisible Commonwealth of " * 200,
    "same": "Georgia",
    "same-too": "Georgia",
}  # fmt: skip
FORBIDDEN_IN_XML = "\x00\x07\x1b\ufffe"


def hostile_contents() -> Contents:
    """A ring of states with nasty labels, each tied to the next by a claim with a nasty quote."""
    names = sorted(NASTY)
    entities = tuple(Entity(f"actor:{name}", EntityKind.STATE, NASTY[name], aliases=(NASTY[name],)) for name in names)
    text = "\n".join(NASTY[name] for name in names)
    document = Document("document:nasty", NASTY["formula"], "text/plain", "0" * 64, text, title=NASTY["markup"])
    claims = []
    for place, name in enumerate(names):
        relation = (Relation.SUPPLIES, Relation.ALLIED_WITH, Relation.SANCTIONS)[place % 3]
        claim = Claim.of(f"actor:{name}", relation, f"actor:{names[place - 1]}", when=("2019-04", None)[place % 2])
        start = text.index(NASTY[name])
        evidence = Evidence(claim.id, document.id, NASTY[name], start, start + len(NASTY[name]), NASTY["quotes"], "rule")
        claims.append(AssembledClaim(claim, (evidence,), 1, 0.5))
    claims.append(_unlike(names, document))
    return Contents((document,), entities, tuple(sorted(claims, key=lambda item: item.id)))


def _unlike(names: list[str], document: Document) -> AssembledClaim:
    claim = Claim.of(f"actor:{names[0]}", Relation.FIGHTS, f"actor:{names[1]}", modality=Modality.POTENTIAL, negated=True)
    return AssembledClaim(claim, (Evidence(claim.id, document.id, NASTY["minus"], 0, 4),), 1, 0.5)


@pytest.fixture(scope="session")
def hostile() -> Contents:
    return hostile_contents()


@pytest.fixture(scope="session", params=["sample", "hostile"])
def either(request: pytest.FixtureRequest) -> Contents:
    """The hand-made graph, then the hostile one."""
    made = request.getfixturevalue("contents" if request.param == "sample" else "hostile")
    assert isinstance(made, Contents)
    return made


NOTHING = Reference({}, ())


@pytest.fixture(scope="session")
def quads_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Contents], Path]:
    """Contents → the path of their ``graph.nq``, without reference knowledge."""

    def made(contents: Contents) -> Path:
        path = tmp_path_factory.mktemp("graph") / "graph.nq"
        path.write_text("".join(quad_lines(canonical(contents), NOTHING)), encoding="utf-8", newline="\n")
        return path

    return made


Exported = Callable[..., Path]


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    """Contents (or quads) and a format → the path of the file written."""

    def made(format_name: str, contents: Contents | None = None, quads: Path | None = None, **options: object) -> Path:
        kind = export.FORMATS[format_name]
        path = tmp_path / f"out{kind.endings[0] if kind.endings else ''}"
        export.write(format_name, path, contents=contents, quads=quads, options=Options(**options))  # type: ignore[arg-type]
        return path

    return made
