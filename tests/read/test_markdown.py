"""Markdown: block structure, front matter, and places within marked-up lines."""

from comity.model import Block, BlockKind
from comity.read import read_document


def blocks(text: str) -> tuple[Block, ...]:
    return read_document("a.md", text.encode()).blocks


TEXT = """---
title: "Two valleys"
author: [Jane Doe, Ali Roe]
date: 2024-05-03
license: CC-BY-4.0
url: https://example.org/valleys
lang: en
---

# Two valleys and a road

Arland and Belland *trade*
wool with [each other](https://example.org/x).

## What they trade

Key goods include:

* **Wool**: Belland buys it
  from Arland.
    * white wool
* Salt

  A second paragraph.

> Arland said this,
> and more.

| Good | Share |
|------|-------|
| Wool | 5 %   |

```
code here
```

***
"""


def test_structure() -> None:
    found = [(block.kind.value, block.level, block.text) for block in blocks(TEXT)[1:]]
    assert found == [
        ("title", 1, "Two valleys and a road"),
        ("paragraph", 0, "Arland and Belland trade wool with each other."),
        ("heading", 2, "What they trade"),
        ("paragraph", 0, "Key goods include:"),
        ("bullet", 1, "Wool: Belland buys it from Arland."),
        ("bullet", 2, "white wool"),
        ("bullet", 1, "Salt"),
        ("paragraph", 0, "A second paragraph."),
        ("paragraph", 0, "Arland said this, and more."),
        ("cell", 0, "Wool"),
        ("cell", 0, "5 %"),
        ("paragraph", 0, "code here"),
        ("furniture", 0, "***"),
    ]  # fmt: skip


def test_front_matter() -> None:
    document = read_document("a.md", TEXT.encode())
    assert (document.title, document.author, document.date) == ("Two valleys", "Jane Doe; Ali Roe", "2024-05-03")
    assert (document.license, document.url, document.language) == ("CC-BY-4.0", "https://example.org/valleys", "en")
    assert document.blocks[0].kind is BlockKind.FURNITURE
    assert document.text == TEXT


def test_places() -> None:
    document = read_document("a.md", TEXT.encode())
    block = next(block for block in document.blocks if block.text.startswith("Wool: Belland"))
    start = block.text.index("Belland")
    left, right = block.place(start, start + len("Belland buys it from Arland."))
    assert document.text[left:right] == "Belland buys it\n  from Arland."
    assert (block.label, block.text[block.label_end :]) == ("Wool", "Belland buys it from Arland.")


def test_bold_lines_are_headings_below_the_marked_ones() -> None:
    found = blocks("# T\n\n## A\n\n**Wool and salt**\n\nThey trade.\n\n**Timber**\n\nThey do not.\n\n## B\n\nAll of it.")
    assert [block.section for block in found if block.kind is BlockKind.PARAGRAPH] == [
        ("A", "Wool and salt"),
        ("A", "Timber"),
        ("B",),
    ]


def test_tables_that_markdown_does_not_know() -> None:
    grid = "+---+---+\n| A | B |\n+===+===+\n| c | d |\n+---+---+\n\n"
    found = blocks(f"Before it.\n\n{grid}Good | Share |\n---|---|\nWool | 5 % |\n\n| x | y |\n| z | w |")
    assert [block.cell.table for block in found if block.cell] == [0, 0, 1, 1, 2, 2, 2, 2]


def test_absurd_nesting_loses_nothing() -> None:
    text = "".join(" " * (2 * depth) + f"- item {depth}\n" for depth in range(200))
    assert len(blocks(text)) == 200


def test_windows_line_ends_and_html() -> None:
    found = blocks("# T\r\n\r\nArland sells<br>wool.\r\n\r\n<div>Belland buys it.</div>\r\n")
    assert [block.text for block in found] == ["T", "Arland sells wool.", "Belland buys it."]
