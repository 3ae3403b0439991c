"""What every mention of a document became and why, as plain text and as a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from comity.link.linking import LinkedDocument
from comity.model import Block, BlockKind, Mention
from comity.vocabulary import EntityKind

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2126;--soft:#5b6570;--paper:#fdfcfa;--line:#d9d5cd;--actor:#1f5fa8;--thing:#7a4a9c;
--place:#2d7a4f;--none:#a8552a}
@media(prefers-color-scheme:dark){:root{--ink:#e4e6e8;--soft:#9aa4ae;--paper:#16191d;--line:#363c43;--actor:#7db3ee;--thing:#c79be6;
--place:#7fcf9f;--none:#e59a6f}}
body{margin:0 auto;max-width:52rem;padding:2rem 1.2rem 4rem;background:var(--paper);color:var(--ink);
font:1.02rem/1.65 Georgia,"Times New Roman",serif}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.1rem;margin:2.2rem 0 .4rem}
.note,td,th{font:.86rem/1.45 system-ui,sans-serif}
.note{color:var(--soft)}
mark{background:none;color:inherit;border-bottom:2px solid var(--actor);border-radius:1px;cursor:help}
mark.thing{border-color:var(--thing)}mark.place{border-color:var(--place)}mark.none{border-bottom:2px dotted var(--none)}
mark:focus{outline:2px solid currentColor;outline-offset:2px}
details{margin:.2rem 0 1rem}summary{font:.82rem system-ui,sans-serif;color:var(--soft);cursor:pointer}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-top:1px solid var(--line)}
td.at{color:var(--soft);white-space:nowrap}
.bullet{margin-left:1.4rem}.cell{margin-left:1.4rem}
"""


@dataclass(frozen=True, slots=True)
class Explained:
    """A mention with the words for what it became and why."""

    mention: Mention
    became: str
    why: str
    kind: str


def explain_mentions(linked: LinkedDocument) -> str:
    """Every mention, one a line: slice of its block's reading text, words, what they became, why; grouped by block.

    Blocks without mentions are left out. Ends with a line break unless there is nothing to say.
    """
    lines: list[str] = []
    for block, explained in _by_block(linked):
        if not explained:
            continue
        lines.append(f"{'' if not lines else chr(10)}[{block.number}] {block.kind.value}: {_shortened(block.text)}")
        for item in explained:
            mention = item.mention
            lines.append(f"  {mention.start}-{mention.end}  “{_one_line(mention.text)}”  → {item.became}  ({item.why})")
    return "\n".join(lines) + "\n" if lines else ""


def mentions_page(linked: LinkedDocument) -> str:
    """A self-contained page: the text with its mentions marked, and under each block the list of reasons.

    No script, nothing from elsewhere: the content security policy allows the page's own style alone. All text of the
    document is escaped.
    """
    style_hash = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style_hash}'; base-uri 'none'; form-action 'none'"
    title = escape(linked.document.title or linked.document.file_name)
    body = "\n".join(_block_html(block, explained) for block, explained in _by_block(linked))
    linked_count = sum(1 for mention in linked.mentions() if mention.targets)
    declined = sum(1 for mention in linked.mentions() if not mention.targets)
    return f"""<!doctype html>
<html lang="{escape(linked.document.language or "en")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mentions: {title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p class="note">{linked_count} mentions linked, {declined} left unlinked. Point at a marked word, or move to it with the
Tab key, to see what it was taken for; the lists say why.</p>
{body}
</body>
</html>
"""


def _by_block(linked: LinkedDocument) -> Iterator[tuple[Block, list[Explained]]]:
    """Blocks that were read, in order, each with its mentions in order."""
    mentions: dict[int, list[Mention]] = {}
    for mention in linked.mentions():
        mentions.setdefault(mention.block, []).append(mention)
    for block in linked.document.blocks:
        if block.kind is not BlockKind.FURNITURE:
            found = sorted(mentions.get(block.number, ()), key=lambda m: (m.start, m.end))
            yield block, [_explained(mention, linked) for mention in found]


def _explained(mention: Mention, linked: LinkedDocument) -> Explained:
    register = linked.register
    if not mention.targets:
        return Explained(mention, "nothing", mention.reason or "nothing settles it", "none")
    became = " + ".join(f"{register.label(target)} [{target}]" for target in mention.targets)
    kind = register.kind(mention.targets[0])
    role = "actor" if kind is not None and kind.is_actor else "place" if kind is EntityKind.PLACE else "thing"
    why = mention.reason or ("its name" if mention.how == "name" else mention.how)
    return Explained(mention, became, why + (", as a modifier" if mention.attributive else ""), role)


def _block_html(block: Block, explained: list[Explained]) -> str:
    marked = _marked(block.text, explained)
    tag = "h2" if block.kind in (BlockKind.TITLE, BlockKind.HEADING) else "p"
    text = f'<{tag} class="{block.kind.value}">{marked}</{tag}>'
    if not explained:
        return text
    rows = "\n".join(
        f'<tr><td class="at">{item.mention.start}–{item.mention.end}</td><td>{escape(item.mention.text)}</td>'
        f"<td>{escape(item.became)}</td><td>{escape(item.why)}</td></tr>"
        for item in explained
    )
    count = f"{len(explained)} mention{'s' if len(explained) > 1 else ''}"
    head = '<tr><th scope="col">at</th><th scope="col">words</th><th scope="col">became</th><th scope="col">why</th></tr>'
    return f"{text}\n<details><summary>{count}</summary><table>\n{head}\n{rows}\n</table></details>"


def _marked(text: str, explained: list[Explained]) -> str:
    """The text, escaped, with its mentions marked; a mention that begins inside another is only in the list."""
    parts, at = [], 0
    for item in explained:
        start, end = item.mention.start, item.mention.end
        if start < at:
            continue
        label = escape(f"{item.became}: {item.why}", quote=True)
        parts.append(escape(text[at:start]))
        parts.append(f'<mark class="{item.kind}" tabindex="0" title="{label}">{escape(text[start:end])}</mark>')
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


def _shortened(text: str, width: int = 72) -> str:
    line = _one_line(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _one_line(text: str) -> str:
    """The text without line breaks and other control characters, which would tear the list apart or drive a terminal."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
