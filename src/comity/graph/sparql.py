"""What a SPARQL text asks for, as far as must be known before it runs: its form, its prefixes, and whether it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.errors import BadQuery
from comity.graph.terms import ALL_PREFIXES

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<variable>[?$][^\W]\w*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?|_)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its kind and where it starts."""

    kind: str
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """Tokens of a query, white space left out; strings, comments and addresses are one token each."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup and not match.group().isspace():
            yield Token(match.lastgroup, match.group(), match.start())


def without_comments(sparql: str) -> str:
    """The query with each comment blanked out, so that every other character keeps its place."""
    return "".join(" " * len(m.group()) if m.lastgroup == "comment" else m.group() for m in _TOKEN.finditer(sparql))


def prepared(sparql: str) -> str:
    """The query, ready to run: it reads, it reaches nothing outside the graph, and its comments are blanked out.

    ``SERVICE`` would carry parts of the graph to any address that the query names, and ``LOAD`` would fetch from one:
    both are refused, as is every update. Comments are taken out, so that what was judged is what runs.

    Raises:
        BadQuery: nothing is asked, or what is asked is refused.
    """
    bare = without_comments(sparql)
    words = [token for token in tokens(bare) if token.kind == "word"]
    for token in words:
        upper = token.text.upper()
        if upper == "SERVICE":
            raise BadQuery(
                "SERVICE is refused, because it would send data to another server",
                place=place(bare, token.start),
                next_step="query the graph alone",
            )
    first = next((token for token in words if token.text.upper() not in ("PREFIX", "BASE", "VERSION")), None)
    if first is None:
        raise BadQuery("there is no query in it", next_step="write SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first.text.upper() in UPDATES:
        raise BadQuery(
            f"{first.text.upper()} is refused, because a built graph is only read",
            place=place(bare, first.start),
            next_step="write SELECT, ASK, CONSTRUCT or DESCRIBE, or build the graph anew",
        )
    return bare


def bound(sparql: str, bindings: Mapping[str, Sequence[str]]) -> str:
    """The query with a ``VALUES`` for each variable at the head of its outermost group.

    Args:
        sparql: a prepared query.
        bindings: variable (without its question mark) → terms as N-Triples spells them; any of them may hold.

    Raises:
        BadQuery: the query has no such variable, or no group to put the terms in.
    """
    if not bindings:
        return sparql
    found = list(tokens(sparql))
    variables = {token.text[1:] for token in found if token.kind == "variable"}
    for name in bindings:
        if name not in variables:
            raise BadQuery(
                f"the query has no variable ?{name}", next_step="name one of " + ", ".join(f"?{one}" for one in sorted(variables))
            )
    at = _group_start(found)
    values = " ".join(f"VALUES ?{name} {{ {' '.join(terms)} }}" for name, terms in bindings.items())
    return f"{sparql[:at]} {values} {sparql[at:]}"


def _group_start(found: list[Token]) -> int:
    """Offset just inside the bracket that opens the ``WHERE`` part."""
    depth = 0
    for before, token in zip([None, *found], found, strict=False):
        if token.text in ("(", "[") and token.kind == "other":
            depth += 1
        elif token.text in (")", "]") and token.kind == "other":
            depth -= 1
        elif token.text == "{" and token.kind == "other":
            is_template = before is not None and before.text.upper() == "CONSTRUCT"
            if depth == 0 and not is_template:
                return token.start + 1
            depth += 1
        elif token.text == "}" and token.kind == "other":
            depth -= 1
    raise BadQuery("the query has no group to bind a variable in", next_step="write WHERE { … }")


def unknown_prefix(sparql: str) -> Token | None:
    """The first prefixed name whose prefix is neither declared in the query nor one of ours."""
    found = list(tokens(without_comments(sparql)))
    declared = set(ALL_PREFIXES)
    for before, token in zip([None, *found], found, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.kind == "word" and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared and prefix != "_":
            return token
    return None


def place(sparql: str, offset: int) -> str:
    """``line 3, column 7`` of an offset, both from 1."""
    before = sparql[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


_AT = re.compile(r"error at (\d+):(\d+)")
_EXPECTED = re.compile(r"expected (?:one of )?(.+)", re.DOTALL)


def syntax_error(sparql: str, error: SyntaxError) -> BadQuery:
    """The parser's complaint in words: line, column, what stands there, and what to do."""
    stranger = unknown_prefix(sparql)
    if stranger is not None:
        prefix = stranger.text.partition(":")[0]
        return BadQuery(
            f"the prefix {prefix}: is not declared",
            place=place(sparql, stranger.start),
            next_step=f"add PREFIX {prefix}: <…> at the top",
        )
    unpaired = _unpaired(sparql)
    if unpaired is not None:
        return unpaired
    found = _AT.search(str(error))
    if not found:
        return BadQuery(f"the query cannot be read: {error}", next_step="check it against the SPARQL 1.1 grammar")
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    what = f"{rest[:30]!r} was not expected here" if rest else "something is missing before this point"
    return BadQuery(what, place=f"line {line}, column {column}", next_step=_advice(str(error), rest))


def _unpaired(sparql: str) -> BadQuery | None:
    """The first bracket that closes nothing or the last that is never closed; the parser places these far off."""
    pairs = {")": "(", "]": "[", "}": "{"}
    opened: list[Token] = []
    for token in tokens(without_comments(sparql)):
        if token.kind != "other":
            continue
        if token.text in pairs.values():
            opened.append(token)
        elif token.text in pairs and (not opened or opened.pop().text != pairs[token.text]):
            return BadQuery(
                f"{token.text!r} closes no bracket", place=place(sparql, token.start), next_step="take it out, or open it"
            )
    if opened:
        return BadQuery(f"{opened[-1].text!r} is never closed", place=place(sparql, opened[-1].start), next_step="close it")
    return None


def _advice(message: str, rest: str) -> str:
    """What the parser would have taken, where that is a short list of plain words."""
    if not rest:
        return "look for a missing bracket, full stop or term"
    found = _EXPECTED.search(message)
    options = [option.strip() for option in found[1].split(",")] if found else []
    plain = [option for option in options if re.fullmatch(r"[A-Za-z ]+", option)]
    if plain and len(plain) == len(options) and len(plain) <= 6:
        return "write " + " or ".join(plain)
    return "look for a missing full stop, bracket or quotation mark before it"
