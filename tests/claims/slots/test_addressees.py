"""Items of a list: whom an order without a subject is for, and which state "the country" of a labelled item is."""

from __future__ import annotations

from comity import claims, language, link, reference
from comity.model import Block, BlockKind, Claim, Document
from comity.vocabulary import Modality, Relation


def claims_of(section: tuple[str, ...], lead_in: str, label: str, text: str) -> set[tuple[str, Relation, str]]:
    """Ends and relations of the claims of one bullet."""
    return {(claim.subject, claim.relation, claim.object) for claim in bullet(section, lead_in, label, text)}


def bullet(section: tuple[str, ...], lead_in: str, label: str, text: str) -> tuple[Claim, ...]:
    """Claims of one bullet under its headings and its lead-in."""
    said = f"{label}: {text}" if label else text
    end = len(label) + 2 if label else 0
    block = Block(0, BlockKind.BULLET, 0, len(said), said, section=section, lead_in=lead_in, label=label, label_end=end)
    document = Document("document:item", "item", "text/plain", "", said, (block,))
    ((_, parses),) = list(language.parse_documents([document]))
    return tuple(s.claim for s in claims.extract(link.link_document(document, parses, reference.load())).statements)


def test_an_order_is_for_whom_the_heading_is_addressed_to() -> None:
    found = bullet(("Recommendations", "To the Government of Norway"), "", "", "Open an embassy in Suva.")
    assert [(c.subject, c.relation, c.object, c.modality) for c in found] == [
        ("actor:fiji", Relation.COOPERATES_WITH, "actor:norway", Modality.RECOMMENDED)
    ]


def test_an_order_is_for_whom_the_lead_in_says_should_act() -> None:
    found = claims_of(("The next step",), "Norway should:", "", "Open an embassy in Suva.")
    assert ("actor:fiji", Relation.COOPERATES_WITH, "actor:norway") in found


def test_an_order_to_two_is_for_nobody_alone() -> None:
    found = claims_of(("Recommendations", "To Norway and Sweden"), "", "", "Open an embassy in Suva.")
    assert not any("actor:fiji" in (subject, other) for subject, _, other in found)


def test_the_country_of_a_labelled_item_is_its_own() -> None:
    text = "Under a contract signed with Botswana in 2019, Zambia sells the country 60 megawatts of hydropower."
    found = bullet(("Zambia: a profile",), "Zambia's customers:", "Namibia", text)
    sold = {(c.subject, c.object, c.when) for c in found if c.relation is Relation.SUPPLIES}
    assert sold == {("actor:zambia", "actor:namibia", None)}, "and the year is the contract's"
