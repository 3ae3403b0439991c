"""What is written is what is read back, whatever documents hold."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import graph
from comity.graph.terms import decimal
from comity.model import (
    AssembledClaim,
    BlockKind,
    Cell,
    Claim,
    ClaimLink,
    Contents,
    Document,
    Entity,
    Evidence,
    LedgerEntry,
    Quantity,
    Run,
    Skipped,
)
from comity.reference import Reference
from comity.vocabulary import Effect, EntityKind, LinkKind, Modality, Obligation, Relation, Stage

HARD = st.sampled_from(
    ['"', "\\", "\n", "\r\n", "\t", "\x00", "\x7f", "🤝", "שלום", "\u202e", "<b>", "\u2028", "é", "e\u0301", " "]
)
TEXT = st.lists(st.one_of(HARD, st.text(max_size=4)), max_size=6).map("".join)
WORD = st.lists(st.one_of(HARD, st.text(min_size=1, max_size=4)), min_size=1, max_size=4).map("".join)
SLUG = st.text("abcdefgh0123-", min_size=1, max_size=6).map(lambda value: "x" + value)
DATES = st.sampled_from(["", "2019", "2019-04", "1991/", "2000/2003~", "199X", "2015-05-12", "not a date"])
NUMBER = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**14), max_value=10**14)
SURE = st.floats(0, 1).map(lambda value: round(value, 12))


@st.composite
def entities(draw):
    kind = draw(st.sampled_from(EntityKind))
    return Entity(
        id=f"{kind.prefix}:{draw(SLUG)}",
        kind=kind,
        label=draw(WORD),
        aliases=tuple(sorted(draw(st.sets(WORD, max_size=3)))),
        wikidata=draw(st.sampled_from(["", "Q7159"])),
        iso2=draw(st.sampled_from(["", "EG"])),
        iso3=draw(st.sampled_from(["", "EGY"])),
        state=draw(st.sampled_from(["", "actor:egypt"])),
        region=draw(st.sampled_from(["", "place:horn", "Horn of Africa"])),
        succeeded_by=draw(st.sampled_from([(), ("actor:a", "actor:b")])),
        place=draw(st.sampled_from(["", "place:khartoum"])),
        date=draw(DATES),
        signed=draw(DATES),
        in_force=draw(DATES),
        ended=draw(DATES),
        stage=draw(st.none() | st.sampled_from(Stage)),
        domains=draw(st.sampled_from([(), ("domain:oil", "domain:water")])),
        obligations=tuple(sorted(draw(st.sets(st.sampled_from(Obligation))))),
        about=draw(st.sampled_from([(), ("place:horn",), ("the sea",)])),
        source=draw(TEXT),
    )


@st.composite
def quantities(draw):
    bounds = draw(st.sampled_from(["value", "minimum", "both"]))
    return Quantity(
        value=draw(NUMBER) if bounds == "value" else None,
        minimum=draw(NUMBER) if bounds != "value" else None,
        maximum=draw(NUMBER) if bounds == "both" else None,
        currency=draw(st.sampled_from(["", "USD"])),
        unit=draw(st.sampled_from(["", "%", "tonne"])),
        measure=draw(TEXT),
        per=draw(st.sampled_from(["", "year"])),
        approximate=draw(st.booleans()),
    )


@st.composite
def claims(draw, names):
    return Claim.of(
        draw(st.sampled_from(names)),
        draw(st.sampled_from(Relation)),
        draw(st.sampled_from([*names, "domain:oil"])),
        domain=draw(st.sampled_from([None, "domain:oil"])),
        modality=draw(st.sampled_from(Modality)),
        negated=draw(st.booleans()),
        when=draw(DATES) or None,
        quantity=draw(st.none() | quantities()),
        attributed_to=draw(st.sampled_from([None, *names])),
        office=draw(st.none() | WORD),
        effect=draw(st.none() | st.sampled_from(Effect)),
    )


@st.composite
def evidence(draw, claim, documents):
    document = draw(st.sampled_from(documents))
    start = draw(st.integers(0, len(document.text)))
    end = draw(st.integers(start, len(document.text)))
    cell = draw(st.none() | st.builds(Cell, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), TEXT, TEXT, TEXT))
    roles = draw(st.sets(st.sampled_from(["subject", "relation", "object"])))
    marks = tuple((role, start, end) for role in ("subject", "relation", "object") if role in roles)
    resolved = tuple(sorted(draw(st.sets(WORD, max_size=2))))
    quote = document.text[start:end]
    span = draw(st.none() | st.tuples(st.just(start), st.integers(start, end))) if cell else None
    return Evidence(
        claim.id, document.id, quote, start, end, draw(TEXT), draw(TEXT), draw(SURE), resolved, marks, cell, span, draw(TEXT)
    )


@st.composite
def made(draw):
    documents = draw(
        st.lists(
            st.builds(
                Document,
                SLUG.map("document:".__add__),
                WORD,
                TEXT,
                st.just("0" * 64),
                TEXT,
                st.just(()),
                TEXT,
                TEXT,
                DATES,
                TEXT,
                TEXT,
                TEXT,
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda one: one.id,
        )
    )
    things = draw(st.lists(entities(), min_size=1, max_size=4, unique_by=lambda one: one.id))
    said = {claim.id: claim for claim in draw(st.lists(claims([thing.id for thing in things]), max_size=4))}
    assembled = []
    for claim in said.values():
        found = {one.id: one for one in draw(st.lists(evidence(claim, documents), min_size=1, max_size=3))}
        assembled.append(AssembledClaim(claim, tuple(found.values()), draw(st.integers(1, 3)), draw(SURE)))
    ends = sorted(said)
    pairs = (
        draw(st.sets(st.tuples(st.sampled_from(ends), st.sampled_from(ends), st.sampled_from(LinkKind)), max_size=3))
        if ends
        else ()
    )
    links = tuple(ClaimLink(*pair, tuple(sorted(draw(st.sets(st.sampled_from(["time", "domain"]))))), draw(TEXT)) for pair in pairs)
    ledger = draw(
        st.lists(
            st.builds(
                LedgerEntry,
                st.sampled_from([one.id for one in documents]),
                st.integers(0, 9),
                st.integers(9, 99),
                st.sampled_from(BlockKind),
                st.sampled_from([(), tuple(ends)]),
                TEXT,
            ),
            max_size=3,
        )
    )
    run = draw(st.none() | st.builds(Run, WORD, WORD, TEXT, TEXT, TEXT))
    skipped = draw(st.lists(st.builds(Skipped, WORD, WORD, TEXT), max_size=2))
    return Contents(tuple(documents), tuple(things), tuple(assembled), links, tuple(ledger), run, tuple(skipped))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents=made(), memory=st.booleans())
def test_what_is_written_is_read_back(tmp_path_factory, contents, memory):
    folder = tmp_path_factory.mktemp("round")
    graph.write(contents, folder, reference=Reference(entities={}, names=()))
    assert graph.read_contents(graph.open_graph(folder, memory=memory)) == graph.canonical(contents)


def test_the_hand_made_graph_is_read_back(contents, store):
    assert graph.read_contents(store) == graph.canonical(contents)
    assert graph.canonical(contents).claims == contents.claims


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (Decimal("1.0"), "1"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.50"), "0.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-19, "0"),
        (1.0, "1"),
        (Decimal("120000000"), "120000000"),
    ],
)
def test_decimals_are_spelled_as_the_store_spells_them(value, spelled):
    assert decimal(value).split('"')[1] == spelled
