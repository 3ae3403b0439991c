"""What holds of every reading: exact quotes, closed references, a ledger without gaps, and no text that breaks it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import gold
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cases
from comity import resources
from comity.claims import EXTRACTORS
from comity.model import Block, BlockKind, Cell, Claim, Document, Reading
from comity.reference import load
from comity.vocabulary import UNNAMED, EntityKind, Relation

CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def everything() -> tuple[Reading, ...]:
    """The passages of both splits and the texts of all tables, as other tests have read them already."""
    tables = [reading for name in ("modality", "offices") for reading in cases.by_text(name).values()]
    return (*gold.readings("dev"), *gold.readings("kept"), *tables, *cases.cells())


def check_evidence(reading: Reading) -> None:
    """Quotes and marks lie where they say, and are one sentence, bullet or cell of the document."""
    text = reading.document.text
    for statement in reading.statements:
        claim, evidence = statement.claim, statement.evidence
        assert evidence.claim == claim.id and evidence.document == reading.document.id
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip() == evidence.quote != ""
        assert {role for role, _, _ in evidence.marks} <= {"subject", "relation", "object"}
        for _, start, end in evidence.marks:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


def check_references(reading: Reading) -> None:
    """Ends, speakers and domains exist; a symmetric claim has its ends in order; only groups are tied to themselves."""
    known = load().entities
    new = {entity.id for entity in reading.entities}
    domains = {f"domain:{row['id']}" for row in resources.rows("ontology", "domains.tsv")}
    for statement in reading.statements:
        claim = statement.claim
        for end in (claim.subject, claim.object, claim.attributed_to or UNNAMED):
            assert end in known or end in new or end in domains or end == UNNAMED, end
        assert claim.domain is None or claim.domain in domains
        kind = next((e.kind for e in (known.get(claim.subject), *reading.entities) if e and e.id == claim.subject), None)
        among_themselves = kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)
        assert (claim.subject != claim.object or among_themselves) and not claim.subject.startswith("domain:")
        assert not claim.relation.symmetric or claim.subject < claim.object or among_themselves


def check_ledger(reading: Reading) -> None:
    """Every character of every block is accounted for once: each sentence has its claims or a reason, and no claim is lost."""
    document = reading.document
    told: set[str] = set()
    at = 0
    for entry in reading.ledger:
        assert entry.document == document.id
        assert entry.start >= at and entry.end >= entry.start
        assert not document.text[at : entry.start].strip() or not _readable(document, at, entry.start)
        assert bool(entry.claims) != bool(entry.reason)
        told.update(entry.claims)
        at = entry.end
    assert not _readable(document, at, len(document.text))
    assert told == {statement.claim.id for statement in reading.statements}


def _readable(document: Document, start: int, end: int) -> str:
    """Words of blocks within a stretch of the text, the labels of bullets left out: they are read with what they label."""
    found = []
    for block in document.blocks:
        first, last = max(start, block.start + block.label_end), min(end, block.end)
        found.append(document.text[first:last] if first < last else "")
    return "".join(found).strip()


@pytest.mark.parametrize("check", [check_evidence, check_references, check_ledger])
def test_every_case_keeps_the_promises(check: object) -> None:
    assert callable(check)
    for reading in everything():
        check(reading)


def test_there_is_something_to_check() -> None:
    assert sum(len(reading.statements) for reading in everything()) > 500


def test_reading_twice_gives_the_same() -> None:
    for split in gold.SPLITS:
        some = gold.passages(split)[::7]
        known = {reading.document.id: reading for reading in gold.readings(split)}
        for reading in cases.read_all([gold.document(passage) for passage in some]):
            assert reading == known[reading.document.id]


def test_a_document_is_read_alike_alone_and_among_others() -> None:
    passages = gold.passages("dev")
    known = {reading.document.id: reading for reading in gold.readings("dev")}
    for passage in passages[3:60:11]:
        assert cases.read_all([gold.document(passage)])[0] == known[f"document:{passage.id}"]
    backwards = cases.read_all([gold.document(passage) for passage in passages[40:20:-1]])
    assert all(reading == known[reading.document.id] for reading in backwards)


def test_claims_do_not_depend_on_what_the_file_is_called() -> None:
    text = "Norway supplies gas to Germany. Poland may buy drones from Turkey."
    first, second = cases.read_all([cases.of_text(text, "a.txt"), cases.of_text(text, "b.txt")])
    assert [s.claim for s in first.statements] == [s.claim for s in second.statements] != []
    assert {s.evidence.id for s in first.statements}.isdisjoint(s.evidence.id for s in second.statements)


def test_claims_have_the_identifiers_they_always_had() -> None:
    """Pinned: graphs of two versions can be compared only while the same content has the same identifier."""
    claim = Claim.of("actor:norway", Relation.SUPPLIES, "actor:germany", domain="domain:natural-gas", negated=True)
    assert claim.id == "claim:db30c37f1791950c"
    (statement,) = cases.read_all([cases.of_text("Norway does not supply gas to Germany.")])[0].statements
    assert (statement.claim, statement.evidence.claim) == (claim, claim.id)


def test_a_reader_of_another_kind_can_stand_beside_ours() -> None:
    class Mute:
        NAME = "mute"

        @staticmethod
        def statements(passage: object, sentence: object) -> Iterable[object]:
            return ()

    from comity import claims, language, link

    ((document, parses),) = language.parse_documents([cases.of_text("Norway supplies gas to Germany.")])
    linked = link.link_document(document, parses, load())
    assert claims.extract(linked, [Mute]).statements == ()  # type: ignore[list-item]
    assert claims.extract(linked, [*EXTRACTORS, Mute]).statements == claims.extract(linked).statements  # type: ignore[list-item]


# --- any text -----------------------------------------------------------------------------------------------------

WORDS = sorted({word for split in gold.SPLITS for passage in gold.passages(split) for word in passage.text.split()})
SENTENCES = [row["text"] for name in ("modality", "offices", "grammar") for row in cases.rows(name)]
HOSTILE = {
    "emoji": "🇳🇴 supplies 🛢️ to 🇩🇪. Norway 🤝 Germany 🎉 trades with Poland 👍🏽.",
    "right to left": "النرويج تبيع الغاز إلى ألمانيا. Norway supplies gas to \u202eGermany\u202c. ישראל ומצרים",
    "joiners": "Nor\u200bway supplies\u00a0gas to Ger\u00admany.\ufeff Chad\u2028trades\u2029with Niger.",
    "one long word": "Norway " + "supplies" * 2_000 + " gas to Germany.",
    "only punctuation": "... !!! ??? —– ,;: () [] {} \"' / \\ | ~ ` @ # $ % ^ & * _ + = < >",
    "only digits": "1 22 333 4,444 5.5 6% $7 8/9 10:30 2011–2013 1e9",
    "combining": "Po\u0301land su\u0308pplies ga\u0323s to Ge\u030armany\u0301.",
    "markup": "<b>Norway</b> supplies <script>gas</script> to [Germany](http://x) & Poland.",
    "controls": "Norway\tsupplies\x0bgas\x1fto\x85Germany.",
    "capitals": "NORWAY SUPPLIES GAS TO GERMANY AND MAY SANCTION RUSSIA.",
    "small letters": "norway supplies gas to germany and may sanction russia.",
    "nothing": " ",
    "one word": "Norway",
    "many of a list": "Japan supplies " + ", ".join(f"boat{n} to Fiji" for n in range(300)) + ".",
    "deep": "Norway said that " * 60 + "Germany trades with Poland.",
    "brackets": "(" * 200 + "Norway supplies gas to Germany" + ")" * 200,
}


def check_all(document: Document) -> None:
    (reading,) = cases.read_all([document])
    check_evidence(reading)
    check_references(reading)
    check_ledger(reading)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_it(name: str) -> None:
    check_all(cases.of_text(HOSTILE[name]))


def test_a_paragraph_of_five_thousand_words() -> None:
    words = " ".join(passage.text for passage in gold.passages("dev")).split()
    check_all(cases.of_text(" ".join((words * 2)[:5_000])))


def test_five_thousand_words_without_a_full_stop() -> None:
    words = " ".join(SENTENCES).replace(".", "").split()
    check_all(cases.of_text(" ".join((words * 5)[:5_000])))


@given(st.text(min_size=1, max_size=200))
@CALM
def test_any_characters(text: str) -> None:
    check_all(cases.of_text(text))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
@CALM
def test_any_words_of_the_cases_in_any_order(text: str) -> None:
    check_all(cases.of_text(text))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
@CALM
def test_any_sentences_together(sentences: list[str]) -> None:
    check_all(cases.of_text(" ".join(sentences)))


@given(
    st.sampled_from(
        [BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CELL, BlockKind.HEADING, BlockKind.TITLE, BlockKind.FURNITURE]
    ),
    st.sampled_from(SENTENCES),
    st.sampled_from(["", "Trade", "Peru and Chile", "Potential gains", "Planned"]),
    st.sampled_from(["", "Energy", "Russia and Japan"]),
)
@CALM
def test_any_sentence_as_any_kind_of_block(kind: BlockKind, text: str, label: str, heading: str) -> None:
    shown = f"{label}: {text}" if label and kind is BlockKind.BULLET else text
    section = (heading,) if heading else ()
    cell = Cell(0, 0, 1, label, "Chile", heading) if kind is BlockKind.CELL else None
    label_end = len(label) + 2 if label and kind is BlockKind.BULLET else 0
    block = Block(0, kind, 0, len(shown), shown, (), section, "", label, label_end, 1, cell)
    check_all(Document("document:any", "any.txt", "text/plain", "", shown, (block,)))
