"""Invented graphs of any size for the tests of the page: deterministic, with marks, links, figures and hostile strings."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise

from comity.model import AssembledClaim, Cell, Claim, ClaimLink, Contents, Document, Entity, Evidence, Quantity
from comity.vocabulary import EntityKind, LinkKind, Modality, Obligation, Relation, Stage, slug

STATES = [
    "Ardenia",
    "Belvar",
    "Corvanya",
    "Dromeda",
    "Estavia",
    "Feldmark",
    "Galdria",
    "Hestonia",
    "Ivaria",
    "Jorvund",
    "Kaldora",
    "Lumeria",
    "Morvania",
    "Nordhavn",
    "Ostrania",
    "Palvia",
    "Quiveria",
    "Rovendal",
    "Sardovia",
    "Tervania",
    "Ulmark",
    "Varnland",
    "Westria",
    "Xandor",
    "Yelmark",
    "Zentaria",
    "Albrecia",
    "Borvinia",
    "Caldera",
    "Dalmora",
    "Elvania",
    "Frostmark",
    "Grenovia",
    "Halvard",
    "Istria",
    "Juvenland",
    "Karthia",
    "Lorvania",
    "Maldoria",
    "Nevaria",
]
ORGANIZATIONS = [
    ("Northern Treaty Organisation", ("NTO",)),
    ("Union of Southern States", ("USS",)),
    ("Eastern Cooperation Council", ("ECC",)),
    ("World Grain Board", ("WGB",)),
    ("Central Development Bank", ("CDB",)),
    ("League of Coastal States", ("LCS",)),
    ("Council of Five", ()),
    ("Red Valley Authority", ()),
    ("Pan-Oceanic Forum", ("POF",)),
    ("Energy Charter Secretariat", ("ECS",)),
]
PEOPLE = ["Mira Tolvan", "Oskar Brandel", "Ilse Varga", "Teodor Kain", "Hana Sorel"]
GROUPS = ["Western powers", "coastal states", "Highland Front", "international community"]
AGREEMENTS = [
    "Treaty of Lornak",
    "Grain Transit Memorandum",
    "Seven Rivers Accord",
    "Joint Declaration on Fisheries",
    "Arms Limitation Pact",
    "Southern Gas Agreement",
    "Border Protocol of 1998",
]
EVENTS = ["Lornak Summit", "Operation Northern Shield", "Talks in Varn", "Harbour War", "State visit of 2019"]
PROJECTS = ["Transdorian Railway", "Blue Delta Pipeline", "Joint Satellite Programme"]
PLACES = ["Sea of Corva", "Lornak Peninsula", "Dorian Strait"]
HOSTILE = [
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1//",
    '=HYPERLINK("http://evil.example","x")',
    "جامعة الدول المتخيلة",
    "A\u2028B\u2029C 🏔️ \U0001f680 Rocket State",
    "Onomatopoetikalisch-verwaltungstechnische Oberbehörde für grenzüberschreitende Zusammenarbeit und Wasserfragen",
]
DOMAINS = [
    "trade",
    "energy",
    "oil",
    "natural-gas",
    "military",
    "arms-trade",
    "diplomacy",
    "territory",
    "agriculture",
    "infrastructure",
    "space",
    "education",
    "climate",
    "water",
    "maritime-security",
    "nuclear-weapons",
    "finance",
    "migration",
]
VERBS = {
    Relation.COOPERATES_WITH: "works together with",
    Relation.ALLIED_WITH: "stands in an alliance with",
    Relation.TRADES_WITH: "trades with",
    Relation.CONSULTS_WITH: "held talks with",
    Relation.SUPPLIES: "delivers fuel to",
    Relation.AIDS: "sends assistance to",
    Relation.SUPPORTS: "backs",
    Relation.INVESTS_IN: "puts money into",
    Relation.REQUESTS: "calls on",
    Relation.DEPENDS_ON: "relies on",
    Relation.INFLUENCES: "has leverage over",
    Relation.OPPOSES: "resists",
    Relation.CRITICIZES: "accuses",
    Relation.SANCTIONS: "has put an embargo on",
    Relation.THREATENS: "is seen as a threat to",
    Relation.DISPUTES_WITH: "has a standing dispute with",
    Relation.MEMBER_OF: "belongs to",
    Relation.PARTY_TO: "has signed",
    Relation.PARTICIPATES_IN: "takes part in",
}
HEDGES = {
    Modality.INTENDED: "wants to say that it",
    Modality.PROPOSED: "has proposed that it",
    Modality.POTENTIAL: "may be a state that",
    Modality.PREDICTED: "will soon be a state that",
    Modality.RECOMMENDED: "should be a state that",
}
SECTIONS = ["Background", "Economic ties", "Security", "Outlook"]


def entities(count: int, *, hostile: bool = False) -> list[Entity]:
    """About ``count`` entities of every kind; the first forty states have plain invented names, the rest numbered ones."""
    found: list[Entity] = []
    if hostile:
        kinds = [EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.AGREEMENT]
        for number, name in enumerate(HOSTILE):
            kind = kinds[number % 4]
            found.append(Entity(f"{kind.prefix}:hostile-{number}", kind, name, aliases=(HOSTILE[(number + 1) % len(HOSTILE)],)))
    share = max(1, count // 10)
    for kind, names in (
        (EntityKind.PERSON, PEOPLE[: share // 2]),
        (EntityKind.GROUP, GROUPS[: share // 2]),
        (EntityKind.AGREEMENT, AGREEMENTS[:share]),
        (EntityKind.EVENT, EVENTS[:share]),
        (EntityKind.PROJECT, PROJECTS[: share // 3]),
        (EntityKind.PLACE, PLACES[: share // 3]),
    ):
        found.extend(Entity(f"{kind.prefix}:{slug(name)}", kind, name) for name in names)
    for name, aliases in ORGANIZATIONS[:share]:
        found.append(Entity(f"actor:{slug(name)}", EntityKind.ORGANIZATION, name, aliases=aliases, wikidata="Q42"))
    number = 0
    while len(found) < count:
        name = STATES[number] if number < len(STATES) else f"{STATES[number % len(STATES)]} {number // len(STATES) + 1}"
        found.append(
            Entity(
                f"actor:{slug(name)}",
                EntityKind.STATE,
                name,
                iso2=name[:2].upper(),
                iso3=name[:3].upper(),
                aliases=(f"Republic of {name}",),
            )
        )
        number += 1
    return sorted((_described(entity) for entity in found), key=lambda entity: entity.id)


def _described(entity: Entity) -> Entity:
    if entity.kind is EntityKind.AGREEMENT:
        return replace(
            entity, stage=Stage.SIGNED, signed="1998-04-12", obligations=(Obligation.CONSULTATION,), domains=("domain:trade",)
        )
    if entity.kind is EntityKind.EVENT:
        return replace(entity, date="2019-06", place="place:sea-of-corva")
    return entity


class _Author:
    """Writes documents sentence by sentence and remembers where everything stands."""

    def __init__(self, chance: random.Random, documents: int, hostile: bool) -> None:
        self.chance = chance
        self.texts = [[f"# Paper {n + 1}: ties and quarrels\n\n"] for n in range(documents)]
        self.lengths = [len(parts[0]) for parts in self.texts]
        self.hostile = hostile

    def write(self, claim: Claim, labels: dict[str, str]) -> Evidence:
        number = self.chance.randrange(len(self.texts))
        subject = labels[claim.subject]
        words = VERBS.get(claim.relation, claim.relation.facts.label)
        if claim.modality in HEDGES:
            words = f"{HEDGES[claim.modality]} {words}"
        if claim.negated:
            words = f"by no means {words}"
        lead = self.chance.choice(["", "By all accounts, ", "In the view of many observers, ", "Since the talks broke off, "])
        target = labels.get(claim.object, claim.object.partition(":")[2].replace("-", " "))
        tail = ""
        if claim.quantity is not None:
            tail += f", worth {claim.quantity.value} million"
        if claim.when:
            tail += f", as of {claim.when}"
        tail += self.chance.choice(
            [
                ".",
                ", a matter that keeps both capitals busy.",
                ", which neighbours watch with some unease.",
                " <b>and more</b>." if self.hostile else ".",
            ]
        )
        quote = f"{lead}{subject} {words} {target}{tail}"
        start = self.lengths[number]
        at = start + len(lead)
        marks = (
            ("subject", at, at + len(subject)),
            ("relation", at + len(subject) + 1, at + len(subject) + 1 + len(words)),
            ("object", at + len(subject) + len(words) + 2, at + len(subject) + len(words) + 2 + len(target)),
        )
        after = self.chance.choice([" ", " ", " ", "\n\n", "\n\n## Section\n\n"])
        self.texts[number].append(quote + after)
        self.lengths[number] += len(quote) + len(after)
        return Evidence(
            claim.id,
            f"document:paper-{number + 1}",
            quote,
            start,
            start + len(quote),
            section=self.chance.choice(SECTIONS),
            rule=self.chance.choice(["verb-frame", "noun-frame", "table-row"]),
            confidence=round(self.chance.uniform(0.4, 0.95), 2),
            resolved=(f"both nations → {subject}, {target}",) if self.chance.random() < 0.15 else (),
            marks=marks,
            cell=Cell(0, 1, 2, subject, "Partner", "Table 1") if self.chance.random() < 0.05 else None,
        )


def _claim(chance: random.Random, people: list[Entity], weights: list[float], regions: dict[str, int]) -> Claim:
    summed = list(accumulate(weights)) if len(people) < 2000 else weights
    subject = chance.choices(people, cum_weights=summed)[0]
    while not subject.kind.is_actor:
        subject = chance.choices(people, cum_weights=summed)[0]
    near = summed
    if len(people) < 2000:
        same = regions[subject.id]
        near = list(accumulate(w * (25 if regions[e.id] == same else 1) for e, w in zip(people, weights, strict=True)))
    target = chance.choices(people, cum_weights=near)[0]
    while target is subject:
        target = chance.choices(people, cum_weights=near)[0]
    if target.kind is EntityKind.AGREEMENT:
        relation = chance.choice([Relation.PARTY_TO, Relation.PARTY_TO, Relation.SUPPORTS, Relation.OPPOSES])
    elif target.kind in (EntityKind.EVENT, EntityKind.PROJECT):
        relation = Relation.PARTICIPATES_IN
    elif target.kind is EntityKind.PLACE:
        relation = Relation.INFLUENCES
    else:
        relation = chance.choice([r for r in VERBS if r not in (Relation.PARTY_TO, Relation.PARTICIPATES_IN, Relation.MEMBER_OF)])
    modality = chance.choices(list(Modality), [60, 15, 6, 5, 6, 4, 4])[0]
    year = chance.choices(range(1998, 2025), range(2, 29))[0]
    when = chance.choice([None, str(year), f"{year}-{chance.randint(1, 12):02d}", f"{year}/{year + 2}"])
    quantity = (
        Quantity(value=Decimal(chance.randint(1, 90) * 100), currency="USD", measure="trade volume", per="year")
        if relation is Relation.TRADES_WITH and chance.random() < 0.5
        else None
    )
    domain = f"domain:{chance.choice(DOMAINS)}" if chance.random() < 0.7 else None
    by = chance.choice(people).id if chance.random() < 0.05 else None
    if chance.random() < 0.05:
        return Claim.of(
            subject.id,
            chance.choice([Relation.POSSESSES, Relation.NEEDS, Relation.PURSUES]),
            f"domain:{chance.choice(DOMAINS)}",
            modality=modality,
            when=when,
        )
    return Claim.of(
        subject.id,
        relation,
        target.id,
        domain=domain,
        modality=modality,
        negated=chance.random() < 0.05,
        when=when,
        quantity=quantity,
        attributed_to=by,
    )


def contents(
    actors: int = 100, claims: int = 600, *, seed: int = 1, hostile: bool = False, documents: int | None = None
) -> Contents:
    """An invented graph with that many entities and claims, the same for the same arguments."""
    chance = random.Random(seed)
    people = entities(actors, hostile=hostile)
    shuffled = people[:]
    chance.shuffle(shuffled)
    weights_of = {entity.id: 1 / (place + 2) ** 0.75 for place, entity in enumerate(shuffled)}
    weights = [weights_of[entity.id] for entity in people]
    if len(people) >= 2000:
        weights = list(accumulate(weights))
    regions = {entity.id: chance.randrange(max(2, min(40, actors // 16))) for entity in people}
    labels = {entity.id: entity.label for entity in people}
    author = _Author(chance, documents or max(1, claims // 80), hostile)
    found: dict[str, Claim] = {}
    while len(found) < claims:
        claim = _claim(chance, people, weights, regions)
        found[claim.id] = claim
    assembled = []
    for claim in found.values():
        evidence = tuple(
            sorted(
                (author.write(claim, labels) for _ in range(chance.choice([1, 1, 1, 2, 3]))), key=lambda e: (e.document, e.start)
            )
        )
        count = len({e.document for e in evidence})
        assembled.append(AssembledClaim(claim, evidence, count, round(1 - 0.4 ** len(evidence), 2)))
    assembled.sort(key=lambda claim: claim.id)
    return Contents(_documents(author, hostile), tuple(people), tuple(assembled), _links(assembled))


def _documents(author: _Author, hostile: bool) -> tuple[Document, ...]:
    made = []
    for number, parts in enumerate(author.texts):
        text = "".join(parts)
        title = HOSTILE[number % len(HOSTILE)] if hostile else f"Paper {number + 1}: ties and quarrels"
        digest = hashlib.sha256(text.encode()).hexdigest()
        url = "javascript:window.hacked=1" if hostile else f"https://papers.example/{number + 1}"
        made.append(
            Document(
                f"document:paper-{number + 1}",
                f"paper-{number + 1}.md",
                "text/markdown",
                digest,
                text,
                title=title,
                author="A. Writer",
                date=str(2010 + number % 14),
                url=url,
            )
        )
    return tuple(sorted(made, key=lambda document: document.id))


def _links(claims: list[AssembledClaim]) -> tuple[ClaimLink, ...]:
    by_pair: dict[tuple[str, str], list[AssembledClaim]] = {}
    for claim in claims:
        by_pair.setdefault((claim.claim.subject, claim.claim.object), []).append(claim)
    links = []
    for group in by_pair.values():
        for one, two in pairwise(group):
            if one.claim.relation is two.claim.relation and one.claim.negated != two.claim.negated:
                links.append(
                    ClaimLink(one.id, two.id, LinkKind.CONTRADICTS, ("negation",), "one says it is so, the other that it is not")
                )
            elif one.claim.quantity and two.claim.quantity:
                links.append(ClaimLink(one.id, two.id, LinkKind.CONTRADICTS, ("quantity",), "the figures cannot both hold"))
            elif one.claim.relation is two.claim.relation:
                links.append(ClaimLink(one.id, two.id, LinkKind.DIFFERS_IN, ("time", "modality"), "the same tie at another time"))
    return tuple(links)
