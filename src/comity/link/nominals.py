"""What "both nations", "the kingdom", "the pact" and "the latter" point back to, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link.discourse import HORIZON, REACH, ByToken, Discourse, Seen, distinct, span_for
from comity.link.several import (
    OF_TWO,
    PLURAL,
    SINGLE,
    NominalForm,
    bare,
    before_colon,
    listed,
    many,
    namesakes,
    nominal_forms,
    of_two,
    one_of_several,
)
from comity.link.spans import LinkedSpan
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

_POINTING = frozenset({"the", "these", "those", "both", "this", "that", "two", "three", "four", "such"})
_LEFT = ("det", "nummod", "predet", "poss", "amod", "compound", "nmod")
_NAMED_THINGS = frozenset({EntityKind.AGREEMENT, EntityKind.EVENT, EntityKind.PROJECT, EntityKind.ORGANIZATION})
_BARE = frozenset({"former", "latter", "both", "two", "three", "four", "five"})


def nominal(token: Token, by_token: ByToken, discourse: Discourse) -> LinkedSpan | None:
    """Span for a noun that points back, without targets where it abstains; None for any other noun."""
    word = token.lower_
    if word in _BARE:
        return bare(token, by_token, discourse)
    if word[-1] == "s" and token.pos_ == "PROPN" and (alike := namesakes(token, discourse)) is not None:
        return alike
    if word in one_of_several() and token.i and token.nbor(-1).lower_ in OF_TWO:
        return of_two(token, token.nbor(-1), discourse)
    if word == "regional" and token.dep_ == "amod" and token.head.lemma_ in word_class("of-a-region"):
        # "in regional affairs": in those of the region
        return _one(token, token.i, (), nominal_forms()["region"], by_token, discourse)
    form = nominal_forms().get(word)
    if form is None:
        return None
    is_noun = token.pos_ in ("NOUN", "PROPN") or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    if not is_noun or token.dep_ in ("compound", "nmod", "amod", "attr"):
        return None
    left = [child for child in token.children if child.i < token.i and child.dep_ in _LEFT]
    words = {child.lower_ for child in left}
    if word in word_class("other-of-two") and "its" in words:
        return _other_of_two(token, left, by_token, discourse)
    if not words & _POINTING or words & cues("different") or any(_names_actor(child, by_token, discourse) for child in left):
        return None
    if any(
        child.dep_ == "prep" and child.lower_ in ("of", "in", "like", "between", "with", "for", "on") and not _is_office(child)
        for child in token.children
    ):
        return None
    if any(child.dep_ in ("relcl", "acl") for child in token.children) and not words & {"both", "two"}:
        return None
    start = min([child.i for child in left], default=token.i)
    apposed = _apposed(token, start, form, by_token, discourse)
    if apposed is not None:
        return apposed
    if form.number == "beside":
        return None
    if form.number not in ("one", "any"):
        return (
            many(token, start, words, left, form, by_token, discourse)
            if not before_colon(token)
            else listed(token, start, by_token, discourse)
        )
    return _one(token, start, left, form, by_token, discourse)


def _other_of_two(token: Token, left: Sequence[Token], by_token: ByToken, discourse: Discourse) -> LinkedSpan | None:
    """Span of "its neighbour" where only one other state was named near: "Poland borders Belarus. Warsaw accuses its neighbour"."""
    owner = next((by_token[child.i].targets for child in left if child.lower_ == "its" and child.i in by_token), ())
    if len(owner) != 1 or discourse.kind(owner[0]) is not EntityKind.STATE:
        return None
    states = {t for s in discourse.back(1) for t in s.targets if discourse.kind(t) is EntityKind.STATE} - set(owner)
    if len(states) != 1:
        return None
    start = min(child.i for child in left)
    return span_for(
        start, token.i + 1, token.doc[start : token.i + 1].text, tuple(states), SINGLE, "the other of the two", discourse
    )


def _is_office(preposition: Token) -> bool:
    """True for the "of" of "the heads of state" and "the ministers of defence": it says what they are, not whose."""
    first = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    return preposition.lower_ in ("of", "for") and first is not None and first.lower_ in word_class("of-office")


def _names_actor(child: Token, by_token: ByToken, discourse: Discourse) -> bool:
    """True for a modifier that names someone; the adjective of a place or of a group ("the Himalayan republic") only describes."""
    span = by_token.get(child.i)
    return span is not None and any(
        (kind := discourse.kind(t)) is not None and kind not in (EntityKind.PLACE, EntityKind.GROUP) for t in span.targets
    )


def _apposed(token: Token, start: int, form: NominalForm, by_token: ByToken, discourse: Discourse) -> LinkedSpan | None:
    """Span of a pointing noun beside the name it describes ("Egypt, the host,") or with names beside it ("both, X and Y")."""
    text = token.doc[start : token.i + 1].text
    if token.dep_ == "appos" and token.head.i in by_token and by_token[token.head.i].targets:
        targets = by_token[token.head.i].targets
        if all(discourse.kind(t) in form.kinds for t in targets) and (len(targets) > 1) == (
            form.number not in ("one", "beside", "any")
        ):
            return span_for(
                start,
                token.i + 1,
                text,
                targets,
                SINGLE if form.number in ("one", "beside", "any") else PLURAL,
                "named beside it",
                discourse,
            )
        return None
    beside = [c for c in token.children if c.i in by_token and (c.dep_ == "appos" or _is_apposed_list(c, token))]
    if beside and form.number not in ("one", "beside", "any"):
        targets = tuple(dict.fromkeys(t for c in grammar.conjuncts(beside[0]) if c.i in by_token for t in by_token[c.i].targets))
        return span_for(start, token.i + 1, text, targets, PLURAL, "named beside it", discourse)
    return None


def _is_apposed_list(name: Token, noun: Token) -> bool:
    """True for the X of "both leaders, X and Y, agreed": the parser joins the two names to the noun before them."""
    return (
        name.dep_ == "conj"
        and name.left_edge.i == noun.i + 2
        and noun.nbor(1).text == ","
        and len(grammar.conjuncts(name)) == 2
        and noun.dep_ in ("nsubj", "nsubjpass")
    )


# --- one ----------------------------------------------------------------------------------------------------------


def _one(
    token: Token, start: int, left: Sequence[Token], form: NominalForm, by_token: ByToken, discourse: Discourse
) -> LinkedSpan | None:
    """Span of "the kingdom", "the pact": the last entity of the kind that is not the subject of the same clause."""
    text = token.doc[start : token.i + 1].text
    own = _own_subjects(token, by_token)
    if form.kinds[0] is EntityKind.STATE and not form.needs:
        homes = {discourse.register.home(t) for t in own if discourse.kind(t) in (EntityKind.ORGANIZATION, EntityKind.GROUP)} - {""}
        if all(discourse.kind(t) is EntityKind.GROUP for t in own) and (hosts := _hosts(homes, discourse)):
            return span_for(start, token.i + 1, text, hosts, SINGLE, "the state that is not theirs", discourse)
        if len(homes) == 1:
            return span_for(start, token.i + 1, text, tuple(homes), SINGLE, "the state of the body that is the subject", discourse)
    seen = list(discourse.back(REACH))
    if token.text[:1].isupper() and form.needs and EntityKind.ORGANIZATION in form.kinds:
        seen = _with_wholes(seen, discourse)
    called = token.text[:1].isupper() and not token.is_sent_start
    fitting = [s for s in seen if s.targets[0] not in own and _fits(s.targets[0], left, form, discourse, called=called)]
    fitting = _of_that_group(_called_so(_no_state_of_its_own(fitting, form, discourse), token, form, discourse), left, discourse)
    if form.kinds[0] is EntityKind.AGREEMENT and _unnamed_before(token, fitting, discourse):
        return span_for(start, token.i + 1, text, (), SINGLE, f"an unnamed “{token.lower_}” before it may be meant", discourse)
    if not fitting:
        if form.kinds[0] is EntityKind.STATE:
            topic = discourse.topic()
            if topic and topic not in own and not form.needs:
                return span_for(start, token.i + 1, text, (topic,), SINGLE, "the state the section is about", discourse)
            return span_for(start, token.i + 1, text, (), SINGLE, "nothing fitting before it", discourse)
        over = dict.fromkeys((*discourse.heading, *discourse.issuers))
        headed = [t for t in over if _fits(t, left, form, discourse, called=called)]
        if len(headed) == 1 and EntityKind.ORGANIZATION in form.kinds:
            return span_for(start, token.i + 1, text, tuple(headed), SINGLE, "the body whose paper it is", discourse)
        sister = _sister_body(token, left, discourse)
        return (
            span_for(start, token.i + 1, text, (sister,), SINGLE, "an organ of what the text names", discourse) if sister else None
        )
    if form.kinds[0] is EntityKind.STATE and len(discourse.label) == 1 and discourse.label[0] in {s.targets[0] for s in fitting}:
        return span_for(start, token.i + 1, text, discourse.label, SINGLE, "the state the item is about", discourse)
    targets, why = _choice(fitting, discourse)
    return span_for(start, token.i + 1, text, targets, SINGLE, why, discourse)


def _hosts(homes: set[str], discourse: Discourse) -> tuple[str, ...]:
    """The one other state that was named just before people or firms of a state: "in Zambia, where Chinese banks hold …"."""
    near = [s for s in discourse.back(1) if len(s.targets) == 1 and discourse.kind(s.targets[0]) is EntityKind.STATE]
    others = {s.targets[0] for s in near} - homes
    return tuple(others) if len(others) == 1 and homes else ()


def _no_state_of_its_own(fitting: list[Seen], form: NominalForm, discourse: Discourse) -> list[Seen]:
    """Places and states of the finer types a noun prefers: "the territory" is Greenland before it is Denmark; all without one."""
    if not form.types or EntityKind.STATE not in form.kinds:
        return fitting
    types = discourse.register.reference.types
    preferred = [
        s for s in fitting if discourse.kind(s.targets[0]) is not EntityKind.STATE or types.get(s.targets[0], "") in form.types
    ]
    return preferred or fitting


def _unnamed_before(token: Token, fitting: Sequence[Seen], discourse: Discourse) -> bool:
    """True for "the agreement" in a text on one without a name that only mentions another: "signed a trade agreement, which honours
    the Paris Agreement. The agreement …"."""
    return any(n.word == token.lower_ for n in discourse.loose_back(REACH)) and not any(s.subject for s in fitting)


def _called_so(fitting: list[Seen], token: Token, form: NominalForm, discourse: Discourse) -> list[Seen]:
    """Those of the candidates whose names hold the noun itself, or the word it prefers; all where none does.

    "The Agreement", with a capital, is only one that is called so.
    """
    if form.kinds[0] not in _NAMED_THINGS and not form.needs.startswith("~"):
        return fitting
    word = form.needs.removeprefix("~") or token.lower_
    called = [s for s in fitting if _named_so(s.targets[0], word, discourse)]
    strict = token.text[:1].isupper() and not token.is_sent_start and form.kinds[0] is EntityKind.AGREEMENT
    return called or ([] if strict else fitting)


def _of_that_group(fitting: list[Seen], left: Sequence[Token], discourse: Discourse) -> list[Seen]:
    """Those of the candidates that belong to the group of the adjective ("the Baltic state"); all where none does."""
    reference = discourse.register.reference
    for child in left:
        if child.dep_ not in ("amod", "compound", "nmod") or not child.text[:1].isupper():
            continue
        members = {m for name in reference.by_name(f"{child.text} states") for m in reference.members_of_group(name.entity)}
        narrowed = [s for s in fitting if s.targets[0] in members] or _of_region(fitting, child, discourse)
        if narrowed:
            return narrowed
    return fitting


def _of_region(fitting: list[Seen], adjective: Token, discourse: Discourse) -> list[Seen]:
    """The states of the region of an adjective: the African one of Zambia and China for "the southern African state"."""
    register = discourse.register
    labels = {
        found.label
        for name in register.reference.by_name(adjective.text)
        if (found := register.entity(name.entity)) is not None and found.kind in (EntityKind.PLACE, EntityKind.GROUP)
    }
    regions = {label.removesuffix(" states") for label in labels}
    return [
        s for s in fitting
        if (state := register.entity(s.targets[0])) is not None
        and any(region.removesuffix("n") in state.region for region in regions)
    ]  # fmt: skip


def _with_wholes(seen: Sequence[Seen], discourse: Discourse) -> list[Seen]:
    """The names with the organisations that they are organs of, right after each: "the Union" after its Court."""
    part_of = discourse.register.reference.part_of
    found: list[Seen] = []
    for item in seen:
        found.append(item)
        whole = part_of.get(item.targets[0])
        if whole:
            found.append(Seen(item.sentence, item.token, (whole,), item.subject))
    return found


def _sister_body(token: Token, left: Sequence[Token], discourse: Discourse) -> str:
    """The one organ meant by "the Commission", written with a capital, in a text on its organisation; else ""."""
    if not token.text[:1].isupper() or len(left) != 1:
        return ""
    label = discourse.register.label
    named = sorted(body for body in discourse.bodies if label(body).casefold().split()[-1] == token.lower_)
    return named[0] if len(named) == 1 else ""


def _choice(fitting: Sequence[Seen], discourse: Discourse) -> tuple[tuple[str, ...], str]:
    here = [s for s in fitting if s.sentence == fitting[0].sentence]
    subjects, names = distinct(s for s in here if s.subject), distinct(here)
    if len(names) == 1:
        return names, "last named of that kind"
    topic = discourse.topic()
    if len(subjects) == 1:
        return subjects, "last subject of that kind"
    if topic in names:
        return (topic,), "the state the section is about"
    return (), "several candidates before it"


def _own_subjects(token: Token, by_token: ByToken) -> set[str]:
    """What the subject of the noun's own clause names: "Chile left the country" is not about leaving Chile."""
    verb = grammar.verb_over(token)
    subjects = grammar.surface_subjects(verb) if verb is not None else ()
    return {t for s in subjects if s.i in by_token and s != token for t in by_token[s.i].targets}


def _fits(entity: str, left: Sequence[Token], form: NominalForm, discourse: Discourse, *, called: bool) -> bool:
    """Whether an entity is of the kind of the noun and named by its word; ``called``: the noun has a capital, as a name has."""
    kind = discourse.kind(entity)
    if kind not in form.kinds:
        return False
    strict = form.needs and (called or not form.needs.startswith("~"))
    if strict and not _named_so(entity, form.needs.removeprefix("~"), discourse):
        return False
    found_type = discourse.register.reference.types.get(entity, "")
    if form.types and EntityKind.STATE not in form.kinds and found_type and found_type not in form.types:
        return False
    if kind is EntityKind.GROUP and form.number == "one":
        # a group that is a region ("Central Asia"), not one of states ("Turkic states")
        return discourse.register.label(entity).split()[-1][:1].isupper()
    if kind not in _NAMED_THINGS:
        return True
    said = [c.lower_ for c in left if c.dep_ in ("compound", "nmod") or (c.dep_ == "amod" and c.lower_ in cues("topic"))]
    return all(_named_so(entity, word, discourse) for word in said)


def _named_so(entity: str, word: str, discourse: Discourse) -> bool:
    """True when a name of the entity holds the word; for a person, when one of the titles does."""
    found = discourse.register.entity(entity)
    if found is None:
        return False
    if found.kind is EntityKind.PERSON:
        offices = {office.office.casefold() for office in discourse.register.reference.offices_of(entity)}
        return any(word in title for title in offices | discourse.titles.get(entity, set()))
    return any(word in name.casefold() for name in (found.label, *found.aliases))


def office_holder(span: LinkedSpan, token: Token, discourse: Discourse) -> LinkedSpan | None:
    """Span of "the French leader" after President Macron: the person, where one of that state was named just before."""
    if token.doc[span.start].lower_ != "the" and (span.start == 0 or token.doc[span.start - 1].lower_ != "the"):
        return None
    for seen in discourse.back(HORIZON):
        person = seen.targets[0]
        if discourse.kind(person) is EntityKind.PERSON and discourse.register.home(person) == span.targets[0]:
            if token.lower_ == "leader" or _named_so(person, token.lower_, discourse):
                text = token.doc[span.start : span.end].text
                return span_for(span.start, span.end, text, (person,), SINGLE, "the leader named before", discourse)
            return None
    return None
