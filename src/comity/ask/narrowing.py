"""What narrows a question: years, fields, ways of putting forward, the kind of thing or the office it asks for, unknown names."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING

from comity import resources
from comity.ask.declarative import Asked, kinds
from comity.ask.question import Form, Wanted
from comity.ask.spelling import is_english
from comity.claims.words import predicates_of
from comity.find import dates, domains
from comity.link import LinkedSpan
from comity.vocabulary import Modality

if TYPE_CHECKING:
    from comity.parsed_text import Doc, Token

FACTS = (Modality.ASSERTED, Modality.ASSESSED)
PLANNED = (Modality.INTENDED, Modality.PROPOSED, Modality.PREDICTED)
POSSIBLE = (Modality.POTENTIAL, Modality.PREDICTED, Modality.PROPOSED)


def unknown(doc: Doc, spans: tuple[LinkedSpan, ...], nodes: Container[str]) -> tuple[str, ...]:
    """Names in the question that neither the graph nor the reference knows.

    Args:
        doc: the parsed question.
        spans: its names as they were linked.
        nodes: what the graph and the reference know; linking makes a new actor of any other name.
    """
    texts = [
        doc[span.start : span.end].text for span in spans if span.targets and not any(target in nodes for target in span.targets)
    ]
    strange = [text for text in texts if text[:1].isupper()]
    covered = {i for span in spans for i in range(span.start, span.end)}
    dated = {i for one in dates.dates_in(doc.text) for i in _tokens(doc, one.start, one.end)}
    loose = [token.text for token in doc if token.i not in covered | dated and _reads_as_a_name(token)]
    return tuple(dict.fromkeys([*strange, *loose]))


def names_a_stranger(doc: Doc, spans: tuple[LinkedSpan, ...]) -> bool:
    """True where a capitalised name stands that was linked to nothing, and that is no date."""
    known = {i for span in spans if span.targets for i in range(span.start, span.end)}
    known |= {i for one in dates.dates_in(doc.text) for i in _tokens(doc, one.start, one.end)}
    return any(token.text[:1].isupper() and token.i and token.pos_ == "PROPN" and token.i not in known for token in doc)


def _reads_as_a_name(token: Token) -> bool:
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.i == 0:
        return False
    common = not token.ent_type_ and is_english(token.text)
    asking = common or predicates_of(token) or token.lemma_.casefold() in kinds() or _is_field(token.doc, token.i)
    return not asking and not _OFFICE.search(token.doc[token.i : token.i + 2].text)


def _tokens(doc: Doc, start: int, end: int) -> list[int]:
    return [token.i for token in doc if start <= token.idx < end]


def _is_field(doc: Doc, at: int) -> bool:
    return any(one.start <= at < one.end for one in domains.domains_in(doc))


def wanted(doc: Doc, asked: Asked | None, form: Form) -> Wanted:
    """The kind of thing that is asked for; a bare "what" asks for a thing, unless "is" follows."""
    if asked is None:
        return Wanted.ANY
    if asked.noun:
        return kinds().get(asked.noun, Wanted.ANY)
    if asked.word != "what" or form is not Form.WHICH:
        return Wanted.ANY
    after = doc[asked.end] if asked.end < len(doc) else None
    return Wanted.ANY if after is not None and after.lemma_ == "be" else Wanted.THING


def years(text: str) -> tuple[str, str]:
    """First and last date that the question is narrowed to, as EDTF, "" where it is open."""
    found = dates.dates_in(text)
    if not found:
        bare = re.findall(
            r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d.,]\d|[-–]|\s*(?:per cent|%|[a-z]*(?:ships|boats|troops|soldiers)))", text
        )
        return (f"{bare[0]}-01-01", f"{bare[0]}-12-31") if len(bare) == 1 else ("", "")
    first, last = dates.bounds(found[0].edtf)
    _, end = dates.bounds(found[-1].edtf)
    lower = text.casefold()
    if re.search(r"\b(before|until|up to|till|prior to)\b", lower):
        return "", last.isoformat() if last else ""
    if re.search(r"\b(after|since)\b", lower):
        return (first.isoformat() if first else ""), ""
    between = len(found) > 1 and re.search(r"\b(between|from|to|and)\b", lower)
    last = end if between else last
    return (first.isoformat() if first else ""), (last.isoformat() if last else "")


def fields(doc: Doc, spans: tuple[LinkedSpan, ...], asked: Asked | None) -> tuple[str, ...]:
    """The fields that the question names beside its relation: "oil", not the "trade" of "How much do they trade"."""
    found = []
    named = {i for span in spans if span.targets for i in range(span.start, span.end)}
    for one in domains.domains_in(doc):
        words = doc[one.start : one.end]
        if not named.isdisjoint(range(one.start, one.end)):
            continue
        inside = asked is not None and one.start < asked.end and one.end > asked.start
        if asked and inside and asked.word != "how" and asked.noun not in ("weapon", "arm", "fuel"):
            continue
        if len(words) == 1 and predicates_of(words[0]) and (words[0].pos_ == "VERB" or not _tied_elsewhere(doc, words[0])):
            continue
        if one.weight >= 2 or not named:  # where nobody is named, the field is all that narrows it
            found += [one.domain, *_also().get(one.domain, ())]
    return tuple(dict.fromkeys(found))


def occasions(doc: Doc, spans: tuple[LinkedSpan, ...]) -> tuple[str, ...]:
    """Words of the fields that the question names beside its names, without their endings."""
    named = {i for span in spans if span.targets for i in range(span.start, span.end)}
    spoken = [doc[one.start : one.end] for one in domains.domains_in(doc) if named.isdisjoint(range(one.start, one.end))]
    found = ([t for t in reversed(words) if t.pos_ == "NOUN" and not predicates_of(t)][:1] for words in spoken)
    return tuple(dict.fromkeys(t.lemma_.casefold().removesuffix("ing") for last in found for t in last))


def _tied_elsewhere(doc: Doc, word: Token) -> bool:
    """True where another word says what the tie is, so that this one says in what: "sell oil", but not "the trade of"."""
    return any(token.i != word.i and predicates_of(token) and token.pos_ in ("VERB", "NOUN", "ADJ") for token in doc)


_TREATIES = re.compile(
    r"\b(agreements?|treat(y|ies)|pacts?|accords?|deals?|conventions?|memorand(um|a)|protocols?)\b", re.IGNORECASE
)
_LEFT = re.compile(
    r"\b(suspend\w*|left|leave|quit|withdr[ae]w\w*|renounc\w+|abandon\w*|revok\w+|terminat\w+|cancel\w*|denounc\w+|exit\w*|scrap\w*|"
    r"pull\w* out|walk\w* out|broken off|tore up|torn up)\b",
    re.IGNORECASE,
)


def of_a_treaty(text: str) -> bool:
    """True where the words name a treaty, a pact, a deal."""
    return _TREATIES.search(text) is not None


_LIFTED = re.compile(r"\b(sanction|embargo|tariff|dut(?=y|ies)|blockade|suspension|restriction|ban(?=s?\b)|listing)", re.IGNORECASE)


def lifted(text: str) -> tuple[str, ...]:
    """What a measure is called that is lifted or eased: whoever gave way elsewhere has not lifted sanctions."""
    return tuple(dict.fromkeys(one.casefold() for one in _LIFTED.findall(text)))


_EASES = re.compile(
    r"\b(lift|remov|abolish|scrap|drop|eas(?:e|ed|ing)\b|waiv|cancel|revok|repeal|reliev|relax|end(?:ed)?\b)", re.IGNORECASE
)


def of_easing(text: str) -> bool:
    """True of "Has Russia removed tariffs on India"."""
    return bool(lifted(text)) and _EASES.search(text) is not None


def of_leaving(text: str) -> bool:
    """True of "Which treaties has Russia suspended"."""
    return _LEFT.search(text) is not None


def matter(doc: Doc, spans: tuple[LinkedSpan, ...], entities: tuple[str, ...], asked: Asked | None = None) -> str:
    """What a tie of two is about, "" without it: the last name, after "on" ("backs Argentina on the Falklands").

    One of the two may be asked for, in which case only "over", "about" and the like tell what it is about: "With whom does
    Japan quarrel over Taiwan", where "on" would be whom it is done to.
    """
    last = max((span for span in spans if span.targets), key=lambda span: span.start, default=None)
    of_one = asked is not None and (asked.word in ("who", "whom") or kinds().get(asked.noun) in (Wanted.STATE, Wanted.ANY))
    if last is None or len(entities) < 3 - of_one or last.start < 1:
        return ""
    before = last.start - 1 - (doc[last.start - 1].pos_ == "DET" and last.start > 1)
    about = doc[before].lower_ in ("over", "about", "regarding", "concerning", *(["on"] if len(entities) > 2 else []))
    return last.targets[0] if about and last.targets[0] in entities and last.end >= len(doc) - 1 else ""


@cache
def _also() -> dict[str, tuple[str, ...]]:
    """Field → those that count as well."""
    by: dict[str, tuple[str, ...]] = {}
    for row in resources.rows("ask", "fields.tsv", required=("field", "also", "source")):
        field = f"domain:{row['field']}"
        by[field] = (*by.get(field, ()), f"domain:{row['also']}")
    return by


@cache
def _moods() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = resources.rows("ask", "moods.tsv", required=("word", "mood", "source"))
    return tuple((re.compile(rf"(?<!\w){row['word']}(?!\w)"), row["mood"]) for row in rows)


def modalities(text: str, read: Modality | None, form: Form) -> tuple[Modality, ...]:
    """Ways of putting forward that answer it: facts, unless the words ask for plans, possibilities or advice."""
    if form in (Form.TIMELINE, Form.SAYS, Form.DOCUMENTS):
        return tuple(Modality)
    moods = {mood for pattern, mood in _moods() if pattern.search(text.casefold())}
    if "recommended" in moods:
        return (Modality.RECOMMENDED,)
    if "pledged" in moods and "planned" not in moods:
        return (*PLANNED, *FACTS)  # what was promised is told as a fact as often as as a plan
    if not moods and read in PLANNED and form is Form.YES_NO:
        return (*PLANNED, *FACTS)  # "Is it taking part" may ask what is planned, and what is so
    if "planned" in moods or read in PLANNED:
        return (*PLANNED, Modality.POTENTIAL) if "possible" in moods else PLANNED
    if "possible" in moods or read is Modality.POTENTIAL:
        return (*POSSIBLE, Modality.INTENDED)
    return FACTS


# --- offices --------------------------------------------------------------------------------------------------------

_OFFICE = re.compile(
    r"\b((?:prime|foreign|defen[cs]e|finance|interior|trade|energy|health|deputy) (?:minister|secretary)|vice[- ]president|"
    r"president|(?:army|navy|air force|military) (?:chief|commander)|chief of (?:the )?(?:army |general |defen[cs]e )?staff|"
    r"king|queen|emir|crown prince|chancellor|premier|secretary[- ]general|head of (?:state|government)|supreme leader|leader|"
    r"ambassador|minister|chair(?:man|woman|person)?|director[- ]general|commander|taoiseach|sultan|pope|ruler|monarch|envoy)\b",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"^\W*(who|what is the name|which (person|man|woman|politician|leader)|what is .* (called|named)$|name|"
    r"(the )?(current |present |acting )?names? of)\b"
)
_GOVERNS = re.compile(
    r"^(?:who|which (?:politician|person|leader|man|woman)) (?:runs|governs|rules|leads|heads|"
    r"chairs|presides over|is in (?:charge|power) (?:of|in)) (?P<of>.+)$",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\b(who|which|person|politician|what|is|was|are|the|of|for|in|name|names|current|present|now|currently|today|serves?|served|as|"
    r"acts?|interim|transitional|new|first|elected|government|state|country|called|has|have|holds?|office|post|man|woman|at|right|its)\b|['’]s?\b|[^\w\s-]",
    re.IGNORECASE,
)
LEADER = "leader"


def office(text: str) -> tuple[str, str]:
    """(words of the office that is asked for, the rest of the question, which should name its state); ("", "") without one.

    "Who is the foreign minister of Pakistan", "pakistani foreign minister", "Who governs Argentina".
    """
    governs = _GOVERNS.match(text)
    if governs:
        return ("chair" if re.match(r"who chairs", text.casefold()) else LEADER), _plain(governs["of"])
    found = _OFFICE.search(text)
    if not found:
        return "", ""
    rest = _plain(text[: found.start()] + " " + text[found.end() :])
    asks = _HOLDER.match(text.casefold()) is not None
    if not asks and re.search(r"\b(did|does|do|say|said|meet|met|visit)\b", rest.casefold()):
        return "", ""
    return found[1].casefold(), rest


def asks_for_holder(text: str) -> bool:
    """True of "Who is the president of …"."""
    return _HOLDER.match(text.casefold()) is not None


def _plain(text: str) -> str:
    """The text without idle words; "New" stays where it begins a name ("Papua New Guinea", "New Zealand")."""
    return " ".join(_IDLE.sub(lambda found: found[0] if found[0] == "New" else " ", text).split())
