"""What "it", "its", "they", "their", "he" and "we" stand for, or nothing.

The rules are those that a plain algorithm can defend: the subject of the clause before the nearest name, never the
subject of the same clause for an object, agreement in number and kind. Where a common noun may be meant as well as a name,
they abstain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity import grammar
from comity.find.name_cues import cues
from comity.grammar import word_class
from comity.link.clauses import Found, clause_subjects, own_targets
from comity.link.collectives import possessed
from comity.link.discourse import HORIZON, ByToken, Discourse, Seen, distinct, named_together, span_for
from comity.link.doubts import (
    IT,
    doubt_beside,
    for_whom_said,
    is_helped,
    is_nobody,
    may_be_receivers,
    named_right_after,
    subject_of_side_clause,
    who_was_asked,
)
from comity.link.persons_meant import PERSONAL, person
from comity.link.spans import LinkedSpan
from comity.vocabulary import EntityKind

if TYPE_CHECKING:
    from comity.parsed_text import Token

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
_ALL = _SINGULAR | _PLURAL | PERSONAL | _FIRST
_THINGS = frozenset({EntityKind.PROJECT, EntityKind.AGREEMENT, EntityKind.EVENT})
_COMPANY = frozenset({EntityKind.STATE, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PERSON})
_HOW = "pronoun"


def pronoun(token: Token, by_token: ByToken, discourse: Discourse) -> LinkedSpan | None:
    """Span for a pronoun; without targets where it abstains; None for what is no pronoun or stands for no entity."""
    word = token.lower_
    if word not in _ALL:
        return None
    if word in _FIRST and discourse.issuers and token.text != "US":
        return span_for(token.i, token.i + 1, token.text, discourse.issuers, _HOW, "those who issue the statement", discourse)
    if token.pos_ != "PRON" and token.tag_ not in ("PRP", "PRP$"):
        return None
    if word in ("itself", "themselves") and token.i and token.nbor(-1).pos_ == "NOUN" and token.i - 1 not in by_token:
        return None
    if word in ("itself", "themselves") and token.i - 1 in by_token and by_token[token.i - 1].targets:
        return span_for(
            token.i, token.i + 1, token.text, by_token[token.i - 1].targets, _HOW, "the name right before it", discourse
        )
    if word in _SINGULAR and not _is_expletive(token):
        targets, why = _possessor(token, by_token, discourse) if word == "its" else _it(token, by_token, discourse)
    elif word in PERSONAL:
        targets, why = person(token, by_token, discourse)
    elif word in _PLURAL:
        targets, why = _they(token, by_token, discourse)
    else:
        return None
    return span_for(token.i, token.i + 1, token.text, targets, _HOW, why, discourse)


def _is_expletive(token: Token) -> bool:
    """True for the "it" of "it is clear that …"."""
    if token.dep_ == "expl":
        return True
    if token.lower_ != "it" or token.dep_ != "nsubj":
        return False
    verb = token.head
    if verb.lemma_ in ("matter", "rain", "snow"):
        return True
    if verb.lemma_ == "be" and any(
        grammar.children(told, "relcl") for told in grammar.children(verb, "attr") if told.pos_ == "PROPN"
    ):
        return True
    clausal = any(
        c.dep_ in ("ccomp", "csubj")
        or (c.dep_ in ("acomp", "attr") and any(g.dep_ in ("xcomp", "ccomp", "advcl") for g in c.children))
        for c in verb.children
    )
    return verb.lemma_ in ("be", "seem", "appear", "remain", "become", "take") and clausal


# --- it and its ---------------------------------------------------------------------------------------------------


def _possessor(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """Whose "its" is: who it is coordinated with, who received, the subject of its clause, the last that fits."""
    noun = token.head
    if noun.dep_ == "conj" and noun.head.i in by_token and noun.head.i < token.i:
        targets = by_token[noun.head.i].targets
        if len(targets) == 1:
            return targets, "the one it is joined to"
    if noun.lemma_.casefold() in cues("thing-owned"):
        return _recent(_THINGS, discourse)
    admitted = IT - _THINGS if noun.lemma_.casefold() in cues("actor-owned") else IT
    if is_helped(noun):
        return _besides(own_targets(token, by_token), admitted, discourse)
    if may_be_receivers(token, by_token):
        return (), "the giver's or the receiver's"
    receiver = _receiver_of_main_clause(token, by_token)
    if receiver and discourse.kind(receiver) in admitted:
        return (receiver,), "receiver in the main clause"
    for_whom = for_whom_said(token, by_token)
    if for_whom and discourse.kind(for_whom) in admitted:
        return (for_whom,), "for whom the clause is said"
    for subject in clause_subjects(token):
        if admitted != IT and is_nobody(subject, by_token):
            continue
        settled = _by_subject(subject, token, admitted, by_token, discourse, cataphoric=True)
        if settled is not None:
            return settled
    return _recent(admitted, discourse)


def _besides(barred: set[str], admitted: frozenset[EntityKind], discourse: Discourse) -> Found:
    """The only entity of a fitting kind in this sentence or the last, besides those barred."""
    names = tuple(t for t in distinct(discourse.back(1)) if t not in barred and discourse.kind(t) in admitted)
    return (names, "not the one who acts in its clause") if len(names) == 1 else ((), "several candidates before it")


def _it(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """What "it" is: the subject of a clause above, else the last subject; an object abstains beside any other noun."""
    is_subject = token.dep_ in ("nsubj", "nsubjpass")
    if token.dep_ == "dobj" and (owner := _owner_of_subject(token, by_token, discourse)):
        return owner, "whose the subject of its clause is"
    if not is_subject and token.lower_ != "itself":
        rival = next(
            (n for n in discourse.loose_back(1) if not n.plural and (n.sentence < discourse.sentence or n.token < token.i)), None
        )
        if rival is not None:
            return (), f"“{rival.word}” may be meant"
    if is_subject and _is_no_role(token.head):
        return (), "what it is said to be is no state or body"
    opened = subject_of_side_clause(token, by_token) if is_subject else ()
    if len(opened) == 1 and discourse.kind(opened[0]) in IT:
        return opened, "subject of the clause before it"
    answered = who_was_asked(token, by_token, discourse) if is_subject else None
    if answered:
        return (answered,), "the one that was asked"
    if is_subject and (doubt := doubt_beside(token, by_token)):
        return (), doubt
    if is_subject and (ahead := named_right_after(token, by_token, discourse)):
        return ahead, "the subject of the main clause"
    if is_subject and (_is_described(token) or (token.head.dep_ == "advcl" and token.head.lemma_ not in cues("actor-verb"))):
        rival = next((n for n in discourse.loose_back(0) if not n.plural and not n.subject), None)
        if rival is not None:
            return (), f"“{rival.word}” may be meant"
    for subject in clause_subjects(token, own=is_subject or token.lower_ == "itself"):
        settled = _by_subject(subject, token, IT, by_token, discourse, cataphoric=False)
        if settled is not None and not (
            settled[0] and not is_subject and token.lower_ != "itself" and own_targets(token, by_token) & set(settled[0])
        ):
            return settled
    if not is_subject and token.lower_ != "itself":
        return _object(token, by_token, discourse)
    if is_subject and not any(
        s.subject for s in discourse.back(1) if s.sentence == discourse.sentence - 1 or s.sentence == discourse.sentence
    ):
        rival = next((n for n in discourse.loose_back(1) if n.subject and not n.plural), None)
        if rival is not None and token.head.lemma_ not in cues("actor-verb"):
            return (), f"“{rival.word}” may be meant"
    rival = next(
        (n for n in discourse.loose_back(1) if not n.plural and not n.subject and n.sentence == discourse.sentence - 1), None
    )
    if is_subject and rival is not None and (_is_thing_said(token.head) or _is_superlative(token.head)):
        return (), f"“{rival.word}” may be meant"
    return _recent(IT, discourse)


def _owner_of_subject(token: Token, by_token: ByToken, discourse: Discourse) -> tuple[str, ...]:
    """Whose the subject is whose verb has "it" for its object: "[Chad]'s hunger for gold could bring it into war"."""
    subject = next((s for s in grammar.children(token.head, "nsubj") if s.pos_ == "NOUN" and s.i < token.i), None)
    if subject is None or not any(p.lower_ in ("into", "closer", "to") for p in token.head.children if p.i > token.i):
        return ()
    owners = [by_token[c.i].targets for c in grammar.children(subject, "poss") if c.i in by_token]
    if len(owners) != 1 or len(owners[0]) != 1 or discourse.kind(owners[0][0]) not in IT:
        return ()
    rival = any(n.sentence == discourse.sentence and subject.right_edge.i < n.token < token.i for n in discourse.loose_back(0))
    return () if rival else owners[0]


def _is_thing_said(verb: Token) -> bool:
    """True for a verb that things do as well as states."""
    return verb.lemma_ not in cues("actor-verb") and verb.lemma_ not in ("be", "have")


def _is_no_role(verb: Token) -> bool:
    """True for "it is another matter", "it was a red line": not said of a state, as "it is a member" is."""
    told = grammar.children(verb, "attr") if verb.lemma_ == "be" else []
    return bool(told) and all(t.pos_ == "NOUN" and t.lemma_ not in cues("role") for t in told)


def _is_superlative(verb: Token) -> bool:
    """True for "is the largest in Africa", which is said of what was built or bought."""
    return verb.lemma_ == "be" and any(
        t.tag_ in ("JJS", "RBS") for told in grammar.children(verb, "attr", "acomp") for t in (told, *told.children)
    )


def _object(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """What "it" is as an object: the only name of this sentence or the last that its own subject does not name."""
    own = own_targets(token, by_token)
    if token.head.is_sent_start and not grammar.children(token.head, "nsubj"):
        # "Rejects it" in a row of a table: who does is the row's
        own = own | {t for s in discourse.back(1) if s.token == -1 and s.subject for t in s.targets}
    for back in (0, 1):
        here = distinct(
            s for s in discourse.back(back) if s.sentence == discourse.sentence - back and discourse.kind(s.targets[0]) in IT
        )
        left = tuple(t for t in here if t not in own)
        if left:
            return (left, "the only name before it") if len(left) == 1 else ((), "several candidates before it")
    return (), "no candidate before it"


def _is_described(token: Token) -> bool:
    """True for the "it" of a side clause "because it is cheap", which things are more often than states."""
    verb = token.head
    return verb.lemma_ == "be" and verb.dep_ in ("advcl", "relcl") and any(c.dep_ == "acomp" for c in verb.children)


def _by_subject(
    subject: Token, token: Token, admitted: frozenset[EntityKind], by_token: ByToken, discourse: Discourse, *, cataphoric: bool
) -> Found | None:
    """What the subject of a clause gives a singular pronoun in it; None to look further up, no target to abstain."""
    if subject.i > token.i and not (cataphoric and _opens_clause_of(subject, token)):
        return None
    span = by_token.get(subject.i)
    if subject.lower_ in _SINGULAR and (span is None or not span.targets) and not _is_expletive(subject):
        return (), "what the subject of its clause means is open"
    if span is not None and span.targets:
        if len(span.targets) == 1 and discourse.kind(span.targets[0]) in admitted and len(grammar.conjuncts(subject)) == 1:
            return span.targets, "subject of its clause"
        return None
    if subject.i > token.i or subject.pos_ != "NOUN" or subject.tag_ != "NN":
        return None
    owners = [
        by_token[c.i].targets
        for c in subject.children
        if c.dep_ in ("poss", "amod", "compound") and c.i in by_token and by_token[c.i].targets
    ]
    if len(owners) == 1 and len(owners[0]) == 1 and discourse.kind(owners[0][0]) in admitted:
        return owners[0], f"whose “{subject.text}” is the subject of its clause"
    return (), f"the “{subject.text}” of its clause may be meant"


def _opens_clause_of(subject: Token, token: Token) -> bool:
    """True for the "its" of "With its economy in ruins, Lebanon …": in a phrase that stands before the subject of its verb."""
    below = token
    for above in grammar.governors(token):
        if grammar.is_verb(above) and subject in above.children:
            return below.dep_ in ("prep", "advcl", "npadvmod") and below.i < subject.i
        below = above
    return False


def _receiver_of_main_clause(token: Token, by_token: ByToken) -> str | None:
    """Who received, for the "its" of a participle that says with what effect: "sold Peru tanks, enhancing its defences"."""
    verb = grammar.verb_over(token)
    if verb is None or verb.tag_ != "VBG" or verb.dep_ != "advcl" or not grammar.is_verb(verb.head) or verb.i < verb.head.i:
        return None
    if token.head.lemma_ in word_class("power-abroad"):
        return None  # "sold Peru tanks, expanding its footprint": the seller's
    slots = grammar.verb_slots(verb.head)
    names = [t for key in ("iobj", "to", "obj", "for") for t in slots.get(key, []) if t.i in by_token and t.i < token.i]
    if len(names) == 1 and len(by_token[names[0].i].targets) == 1:
        return by_token[names[0].i].targets[0]
    return None


def _recent(kinds: frozenset[EntityKind], discourse: Discourse) -> Found:
    """The last subject of a fitting kind within reach, else the only name of this or the last sentences."""
    for back in range(HORIZON):
        here = [
            s
            for s in discourse.back(back)
            if s.sentence == discourse.sentence - back
            and (kind := discourse.kind(s.targets[0])) in kinds
            and not (s.plural and kind is EntityKind.GROUP)
        ]
        subjects = distinct(s for s in here if s.subject)
        names = distinct(s for s in here if back or not s.attributive)
        if len(subjects) == 1:
            return subjects, "last subject before it"
        if len(names) == 1:
            return names, "the only name before it"
        if names:
            return (), "several candidates before it"
    if discourse.home and EntityKind.STATE in kinds and not any(True for _ in discourse.back(HORIZON)):
        return (discourse.home,), "the state the text is about"
    return (), "no candidate before it"


# --- they and their -----------------------------------------------------------------------------------------------


def _they(token: Token, by_token: ByToken, discourse: Discourse) -> Found:
    """Those meant by "they": a plural subject of a clause above, else those last named together, unless others may be."""
    own = token.dep_ in ("nsubj", "nsubjpass", "poss") or token.lower_ == "themselves"
    acts = _acts(token, discourse)
    if acts and (speaking := _who_states(token, discourse)):
        return speaking, "those who issue the statement"
    for subject in clause_subjects(token, own=own):
        if subject.i > token.i:
            continue
        targets, complete = named_together(subject, by_token)
        if complete and (len(targets) > 1 or any(discourse.kind(t) is EntityKind.GROUP for t in targets)):
            return targets, "subjects of its clause"
        if len(targets) == 1 and token.head.dep_ == "ccomp" and by_token[subject.i].how == "organ of state":
            return targets, "subject of its clause"
        if subject.tag_ == "NNS" and subject.i not in by_token and not (acts and _is_thing(subject.lower_)):
            return (), f"the “{subject.text}” of its clause may be meant"
    barred = set() if own else own_targets(token, by_token)
    if not own:
        rival = next(
            (n.word for n in discourse.loose_back(1) if n.plural and (n.sentence < discourse.sentence or n.token < token.i)), ""
        )
        if rival:
            return (), f"“{rival}” may be meant"
    for seen in discourse.sets_back(HORIZON):
        if any(discourse.kind(t) not in _COMPANY for t in seen.targets) or barred & set(seen.targets):
            continue
        rival = _rival(seen, token, discourse)
        if rival:
            return (), f"“{rival}” may be meant"
        return seen.targets, "last named together"
    crowds = [s for s in discourse.back(1) if s.plural or discourse.kind(s.targets[0]) is EntityKind.GROUP]
    several = distinct(crowds)
    loose = (n for n in discourse.loose_back(1) if n.plural and not (acts and _is_thing(n.word)))
    rival = next((n.word for n in loose if n.sentence < discourse.sentence or n.token < token.i), "")
    if len(several) == 1 and not rival and crowds[0].subject:
        return several, "the plural subject before it"
    if not rival and own and (opening := _whose_page(discourse)):
        return opening, "those who issue the statement, or whom the heading names"
    return (), f"“{rival}” may be meant" if rival else "no group before it"


def _acts(token: Token, discourse: Discourse) -> bool:
    """True for a "they" that does what only persons and bodies do: "they condemned", "they agreed"."""
    verb = token.head
    acting = verb.lemma_ in cues("actor-verb") or (bool(discourse.issuers) and verb.lemma_ in cues("statement-verb"))
    return token.dep_ == "nsubj" and token.lower_ == "they" and acting


def _is_thing(noun: str) -> bool:
    """True for a plural that stands for no actor: "attacks", "cables", "flights"; "ministers" and "firms" may act."""
    singular = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return not any(possessed().get(word) not in (None, "ware") for word in (noun, singular)) and not noun.endswith(_PERSONAL)


_PERSONAL = ("ers", "ors", "ists", "ians", "ants", "dents", "men", "women", "people", "ees", "tatives")


def _who_states(token: Token, discourse: Discourse) -> tuple[str, ...]:
    """Those who issue a joint statement, for the "they" that opens a sentence of it; nobody where others were its last subjects."""
    if not discourse.issuers or token.i != token.sent.start:
        return ()
    last = next((s.targets for s in discourse.sets_back(HORIZON) if s.subject), discourse.issuers)
    return discourse.issuers if set(last) == set(discourse.issuers) else ()


def _whose_page(discourse: Discourse) -> tuple[str, ...]:
    """Those who issue a statement, or the actors of its heading, where nothing has been named yet under it."""
    if any(True for _ in discourse.back(HORIZON)):
        return ()
    return discourse.issuers or (discourse.heading if len(discourse.heading) > 1 else ())


def _rival(seen: Seen, token: Token, discourse: Discourse) -> str:
    """A plural noun after a group that stands where it may be meant instead; "" where the group was a subject."""
    if seen.subject and seen.sentence >= discourse.sentence - 1:
        sent = (n.word for n in discourse.loose_back(1) if n.plural and n.sent and n.sentence == seen.sentence)
        return next(sent, "") if seen.sentence < discourse.sentence and token.head.lemma_ not in cues("actor-verb") else ""
    acts = _acts(token, discourse)
    later = (
        n for n in discourse.loose_back(HORIZON)
        if n.plural
        and not (acts and _is_thing(n.word))
        and ((n.sentence, n.token) > (seen.sentence, seen.token) or (n.subject and n.sentence == seen.sentence))
    )  # fmt: skip
    return next((n.word for n in later if n.sentence < discourse.sentence or n.token < token.i), "")
