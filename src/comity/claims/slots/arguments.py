"""Who or what fills a slot: from the head of a phrase to the entities it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity import grammar
from comity.claims.lexicon import carriers
from comity.claims.slots.admitted import ACTORS, FIRMS, KINDS
from comity.claims.slots.examples import named_among
from comity.claims.slots.hostile import blames, targets
from comity.grammar import word_class
from comity.link import LinkedSpan
from comity.link.collectives import possessed
from comity.vocabulary import UNNAMED, EntityKind

if TYPE_CHECKING:
    from comity.claims.passage import Passage
    from comity.parsed_text import Token

_LONGEST_GAP = 12
"""Tokens between two names of one list: brackets with an acronym, "as well as the former". Longer gaps hold words of their own."""

_MOST_INSIDE = 4
"""Names that a phrase may stand for by what it holds ("police from Laos, Peru and Chad"): longer lists are lists of their own."""

_HOLDERS = frozenset({"leader for state", "organ of state"})
"""How a state was named by who speaks for it: that one travels and meets like a person."""
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.AGREEMENT})


def _reached_before(verb: Token) -> list[tuple[str, Token]]:
    """(preposition, head) of the phrases of a verb and of its object."""
    return [phrase for source in (verb, *grammar.children(verb, "dobj")) for phrase in grammar.prepositions(source)]


_WHERE = frozenset({"in", "at", "near", "off", "across", "inside", "within", "throughout"})


def _only_describes(name: Token, noun: Token) -> bool:
    """True for a name that says what a thing is about or who made it so: "the [Chad] policy", "[Chad]-backed rebels"."""
    if grammar.is_excluded(name):
        return True
    after = name.doc[name.i + 1 : name.i + 3]
    if len(after) == 2 and after[0].text in "-–" and after[1].tag_ in ("VBN", "VBD", "JJ") and after[1].head == noun:
        return noun.lemma_.casefold() not in carriers("joint-body")
    return name.dep_ == "compound" and name.head == noun and noun.lemma_.casefold() in carriers("about")


_OUTSIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos", "conj"})


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what fills a role: an entity, the token it was read from, and how the name was resolved."""

    entity: str
    token: Token
    span: LinkedSpan | None = None
    via: str = ""


class Resolver:
    """Resolves the heads of one passage; each head is looked at once."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._cache: dict[int, list[Argument]] = {}
        self._known: dict[tuple[tuple[int, ...], str], list[Argument]] = {}

    def arguments(self, tokens: Iterable[Token], kind: str = "") -> list[Argument]:
        """What these heads and those coordinated with them stand for, of that kind, without repetition."""
        heads = list(tokens)
        key = tuple(token.i for token in heads), kind
        if key not in self._known:  # each sense of a word asks for the same slots
            self._known[key] = self._found(heads, kind)
        return list(self._known[key])

    def _found(self, heads: list[Token], kind: str) -> list[Argument]:
        admitted = KINDS.get(kind, ACTORS)
        found: dict[str, Argument] = {}
        for token in heads:
            members = grammar.conjuncts(token)
            members = [
                *members,
                *(c for c in grammar.children(token, "appos") if members[-1].i > c.i and c.i in self._passage.by_token),
                *(m for word in token.children for noun in grammar.companions_of(word) for m in grammar.conjuncts(noun)),
            ]
            for argument in [*(a for m in members for a in self._at(m)), *self._listed_after(members)]:
                if kind == "city" and self._passage.register.kind(argument.entity) is not EntityKind.PLACE:
                    continue
                if kind == "firm" and not self._passage.register.label(argument.entity).endswith(FIRMS):
                    continue
                if kind in ("country", "state", "city"):
                    argument = self._country(argument)
                speaks = kind == "person" and argument.span is not None and argument.span.how in _HOLDERS
                if speaks or self._passage.register.kind(argument.entity) in admitted or argument.entity == UNNAMED:
                    found.setdefault(argument.entity, argument)
        return list(found.values())

    def _country(self, argument: Argument) -> Argument:
        """The state of a city, for what one has in a city but with its state: an embassy, a visit."""
        entity = self._passage.register.entity(argument.entity)
        if entity is None or entity.kind is not EntityKind.PLACE or not entity.state:
            return argument
        return Argument(
            entity.state,
            argument.token,
            argument.span,
            f"{entity.label} → {self._passage.register.label(entity.state)} (the city's state)",
        )

    def _listed_after(self, members: list[Token]) -> list[Argument]:
        """Names that go on a list after the last of these where the parser lost the thread: "A, B; C (CC), and D"."""
        last = max(
            (self._passage.by_token[m.i] for m in members if m.i in self._passage.by_token), key=lambda s: s.end, default=None
        )
        found: list[Argument] = []
        doc = self._passage.parsed.doc
        while last is not None:
            at, separated = last.end, False
            while (
                at < len(doc)
                and at - last.end < _LONGEST_GAP
                and (at not in self._passage.by_token or doc[at].tag_ == "PRP$")
                and self._joins(doc[at])
            ):
                separated = separated or doc[at].lower_ in (",", ";", "and")
                at = self._after_bracket(at) if doc[at].text == "(" else at + 1
            following = self._passage.by_token.get(at)
            if following is None or not separated or doc[at].is_sent_start or doc[following.end - 1].dep_ in ("nsubj", "nsubjpass"):
                break
            if following.attributive and grammar.is_said_of_both(doc[following.end - 1].head):
                break  # "X and Y, both Zish allies": Z is none of them
            kinds = {self._passage.register.kind(t) for t in (*following.targets, last.targets[0])}
            if len(kinds) > 1 and not kinds <= _BODIES and "organ of state" not in (following.how, last.how):
                break
            found.extend(Argument(t, doc[following.end - 1], following) for t in following.targets)
            last = following
        return found

    @staticmethod
    def _joins(token: Token) -> bool:
        """True for what may stand between two names of a list: "some of its agencies, including"; not the noun of "allies of X"."""
        if token.lemma_.casefold() in carriers("example"):
            return token.i + 1 == len(token.doc) or token.nbor(1).lower_ not in ("of", "to", "with")
        return token.is_punct or token.lower_ in grammar.word_class("list-word") or token.pos_ == "ADJ"

    def _after_bracket(self, at: int) -> int:
        """Token after a short bracket ("(UDEAC/CEMAC)"), or the next one where it does not close soon."""
        doc = self._passage.parsed.doc
        return next((close + 1 for close in range(at + 1, min(at + _LONGEST_GAP, len(doc))) if doc[close].text == ")"), at + 1)

    def _at(self, token: Token, depth: int = 4) -> list[Argument]:
        known = self._cache.get(token.i)
        if known is None:
            known = self._resolve(token, depth)
            self._cache[token.i] = known
        return known

    def _resolve(self, token: Token, depth: int) -> list[Argument]:
        """What one head stands for: itself, an apposition, whose it is, or the members of what it names."""
        span = self._passage.by_token.get(token.i)
        if span is not None:
            return self._named(token, span, depth)
        if depth <= 0 or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
            return []
        if apposed := self._apposed(token, depth) if token.lower_ != "it" else self._bond_before(token, depth):
            return apposed
        if token.pos_ == "PROPN" and token.dep_ == "conj" and token.i + 1 in self._passage.by_token:
            # "President X and Prime [Minister] Y": the name after the title
            named = [a for a in self._at(token.nbor(), depth - 1) if self._passage.register.kind(a.entity) is EntityKind.PERSON]
            if named:
                return named
        if token.dep_ == "attr" and token.tag_ == "NN" and token.lemma_ in carriers("example") and grammar.children(token, "relcl"):
            # "X is the only Asian state that buys Y": it is X who buys
            only = [a for subject in grammar.surface_subjects(token.head) for a in self._at(subject, depth - 1)]
            if only:
                return only
        if (
            token.dep_ == "appos"
            and token.lemma_.casefold() not in carriers("act")
            and (token.lower_ in ("one", "those") or token.head.i in self._passage.by_token)
        ):
            # "the corridor, a railway backed by X": what is said of the railway is said of the corridor
            return self._at(token.head, depth - 1)
        if token.tag_ == "DT" and token.lower_ in ("that", "those") and token.dep_ == "pobj":
            # "brought its policy into line with [that of X]"
            return [a for name, head in grammar.prepositions(token) if name == "of" for m in grammar.conjuncts(head)
                    for a in self._at(m, depth - 1)]  # fmt: skip
        slots = grammar.noun_slots(token)
        return self._by_noun(token, slots, depth) or self._members(token, slots, depth) or self._inside(token, depth)

    def _named(self, token: Token, span: LinkedSpan, depth: int) -> list[Argument]:
        """What a linked word stands for, or what is named inside or beside it."""
        doc = self._passage.parsed.doc
        if token.i in self._passage.inner:
            why = f"named inside “{doc[span.start : span.end].text}”"
            return [Argument(target, token, span, why) for target in self._passage.inner[token.i]]
        if span.how == "collective" and span.inner and token.i != span.end - 1:
            return [Argument(target, token, span, f"whose {doc[span.end - 1].text} they are") for target in span.inner]
        if token.tag_ == "PRP$":
            blamed = self._blamed(token, span, depth)
            if blamed:
                return blamed
        if span.how == "plural anaphora":
            # "both leaders, X and Y,": what is named beside it settles it
            beside = self._apposed(token, depth)
            if len(beside) > 1:
                return beside
        led = [a for leader in grammar.leaders(token) for m in grammar.conjuncts(leader) for a in self._at(m, depth - 1)]
        if len(span.targets) == 1 and depth > 0 and token.tag_ == "NNS":
            # "firms from X, including A and B,": what the group does its members do
            examples = self._examples(grammar.noun_slots(token), depth)
            if examples and self._passage.register.label(span.targets[0]).islower():
                return [*examples, *led]  # "neighbouring countries such as X and Y": no more are meant than are named
            led += examples
        return [*(Argument(target, token, span) for target in span.targets), *self._shared_title(span, token, depth), *led]

    def _apposed(self, token: Token, depth: int) -> list[Argument]:
        """What stands in apposition to a word."""
        return [a for child in grammar.children(token, "appos") for m in grammar.conjuncts(child) for a in self._at(m, depth - 1)]

    def _by_noun(self, token: Token, slots: dict[str, list[Token]], depth: int) -> list[Argument]:
        """What a noun stands for by its kind: "the home of", "a number of", "countries such as", "the government of"."""
        lemma = token.lemma_.casefold()
        if lemma in carriers("home"):
            home = self._home(token, slots, depth)
            if home:
                return home
        if lemma in carriers("decided"):
            # "exposed to decisions taken in Lima"
            taken = [
                n for c in grammar.children(token, "acl") if c.tag_ == "VBN" for name, n in grammar.prepositions(c) if name == "in"
            ]
            deciding = [self._country(a) for noun in taken for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]
            if deciding:
                return deciding
        if lemma in carriers("example") and (among := named_among(token, self._passage.by_token)):
            return [a for name in among for m in grammar.conjuncts(name) for a in self._at(m, depth - 1)]
        followers = self._followers(token, slots)
        if followers:
            return followers
        if lemma in carriers("transparent"):
            nouns = [noun for name in ("of", "in") for noun in slots.get(name, [])]
            inner = [a for noun in nouns for m in grammar.conjuncts(noun) for a in self._at(m, depth)]
            if inner:
                return inner
        if lemma in carriers("example"):
            examples = self._examples(slots, depth)
            if examples:
                return examples
        if lemma in carriers("facet"):
            owners = [a for name in ("poss", "mod", "of", "from") for noun in slots.get(name, []) for a in self._owner(noun, depth)]
            label = self._passage.register.label
            return [Argument(a.entity, a.token, a.span, f"{token.text} of {label(a.entity)}") for a in owners[:3]]
        return []

    def _shared_title(self, span: LinkedSpan, token: Token, depth: int) -> list[Argument]:
        """The other states of "the ministers of X, Y and Z": the title is said once for all."""
        if span.how not in _HOLDERS or span.end - 1 == token.i or depth <= 0:
            return []
        last = self._passage.parsed.doc[span.end - 1]
        others = [a for other in grammar.conjuncts(last)[1:] for a in self._at(other, depth - 1)]
        return [a if a.span is None else replace(a, span=replace(a.span, how=span.how)) for a in others]

    def _blamed(self, pronoun: Token, span: LinkedSpan, depth: int) -> list[Argument]:
        """Whose it is in "sued Y for [its] sales to Z", "cut aid to Y over [its] support for Z": not of who blames."""
        phrase = pronoun.head.head
        verb = phrase.head
        if phrase.dep_ != "prep" or phrase.lower_ not in ("for", "over", "because") or depth <= 0:
            return []
        verb = verb if grammar.is_verb(verb) else verb.head
        if not grammar.is_verb(verb) or not (blames(verb) or verb.lemma_ in word_class("praising")):
            return []
        subjects = {t for s in grammar.surface_subjects(verb) for a in self._at(s, depth - 1) for t in (a.entity,)}
        if not subjects & set(span.targets):
            return []
        to = [*grammar.objects(verb), *(noun for _, noun in _reached_before(verb) if noun.i < pronoun.i)]
        found = [a for noun in to for a in self._at(noun, depth - 1) if a.entity not in subjects]
        return [Argument(a.entity, pronoun, span, f"“{pronoun.text}”: who is blamed") for a in found[:1]]

    def _home(self, token: Token, slots: grammar.Slots, depth: int) -> list[Argument]:
        """The state of "his country", "her government": of the person the pronoun stands for, else of who says it."""
        owner = next((t for t in slots["poss"] if t.tag_ == "PRP$"), None)
        if owner is None:
            return []
        speakers = [owner] if owner.i in self._passage.by_token else []
        for above in grammar.governors(token) if not speakers else ():
            if grammar.is_verb(above) and above.lemma_ in carriers("say"):
                speakers = grammar.surface_subjects(above)
                break
        found = [a for speaker in speakers if speaker != token for a in self._at(speaker, depth - 1)]
        states = [self._passage.people.get(a.entity, a.entity) for a in found]
        return [
            Argument(state, token, a.span, f"“{owner.text} {token.text}” → {self._passage.register.label(state)}")
            for state, a in zip(states, found, strict=True)
            if self._passage.register.kind(state) is EntityKind.STATE
        ]

    def _followers(self, token: Token, slots: grammar.Slots) -> list[Argument]:
        """The collective in "X and its allies", "their firms": owned by the name it is joined to, else by the pronoun."""
        pronoun = next((t for t in slots["poss"] if t.pos_ == "PRON" and t.i in self._passage.by_token), None)
        if pronoun is None or possessed().get(token.lower_) != "group":
            return []
        joined = self._passage.by_token.get(token.head.i) if token.dep_ == "conj" else None
        owners = (joined or self._passage.by_token[pronoun.i]).targets
        if len(owners) != 1:
            return []
        label = f"{self._passage.register.adjective(owners[0])} {token.lower_}"
        group = self._passage.register.add(
            EntityKind.GROUP, label, state=owners[0] if self._passage.register.kind(owners[0]) is EntityKind.STATE else ""
        )
        return [Argument(group, token, None, f"“{pronoun.text} {token.text}” → {label}")]

    def _inside(self, token: Token, depth: int) -> list[Argument]:
        """The names that a phrase holds when its head is none ("gas fields off Mozambique"); three at the most."""
        if depth < 4 or token.pos_ not in ("NOUN", "PROPN") or token.lemma_.casefold() in carriers("defying"):
            return []
        groups: list[dict[str, LinkedSpan]] = [{}, {}, {}, {}]
        around = {w for place in grammar.children(token, "prep") if place.lower_ in _WHERE for w in place.subtree}
        struck = targets(token)
        speak = token.tag_ == "NNS" and possessed().get(token.lower_) in ("state", "holder")  # "the envoys of the two countries"
        for word in grammar.phrase(token, stop=_OUTSIDE):
            if word in struck or _only_describes(word, token):
                continue
            if word.tag_ == "PRP$" and token.lower_ in word_class("counterpart"):
                continue  # "his counterpart from X" is of X
            nearness = 0 if word.dep_ == "poss" and word.i < token.i else 1 if word.i < token.i else 3 if word in around else 2
            for named in grammar.conjuncts(grammar.antecedent(word)):
                span = self._passage.by_token.get(named.i)
                if span is not None and (speak or not span.how.startswith("plural")):
                    groups[nearness].update(dict.fromkeys(span.targets, span))
        kinds = self._passage.register.kind
        acting = (group for group in groups[:3] if any(kinds(target) is not EntityKind.PLACE for target in group))
        found = next(acting, next((group for group in groups if group), {}))
        if not found:
            return self._makers(token, depth)
        if len(found) > _MOST_INSIDE:
            return []
        return [
            Argument(target, token, span, f"“{token.text}”: of {self._passage.register.label(target)}")
            for target, span in found.items()
        ]

    def _makers(self, noun: Token, depth: int) -> list[Argument]:
        """Whose something is, told by a clause: "the statements made by X", "the role that X plays"."""
        heads = [maker for clause in grammar.children(noun, "acl") if clause.tag_ == "VBN" for maker in grammar.agents(clause)]
        heads += [*grammar.joined_owners(noun), *grammar.meant_for(noun)]
        for clause in grammar.children(noun, "relcl"):
            heads += [
                who for who in grammar.children(clause, "nsubj") if clause.lemma_ in word_class("own-doing") and who.pos_ == "PROPN"
            ]
        made = [a for head in heads for m in grammar.conjuncts(head) for a in self._at(m, depth - 1)]
        return [replace(a, via=a.via or f"“{noun.text}”: of {self._passage.register.label(a.entity)}") for a in made]

    def _owner(self, noun: Token, depth: int) -> list[Argument]:
        return (
            [a for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]
            if noun.i in self._passage.by_token or noun.dep_ != "amod"
            else []
        )

    def _examples(self, slots: grammar.Slots, depth: int) -> list[Argument]:
        """Those that are named as examples or members of a class: "partners such as Fiji and Tonga", "including Peru"."""
        named = [noun for name in ("including", "as", "like", "excluding", "led-by") for noun in slots.get(name, [])]
        return [a for noun in named for m in grammar.conjuncts(noun) for a in self._at(m, depth - 1)]

    def _bond_before(self, pronoun: Token, depth: int) -> list[Argument]:
        """The members of the tie that the sentence before is about: "Its alliance with X is old. [It] provides Y with arms"."""
        start = pronoun.sent.start
        if pronoun.dep_ != "nsubj" or start == 0:
            return []
        about = grammar.children(pronoun.doc[start - 1].sent.root, "nsubj", "nsubjpass")
        members = self._members(about[0], grammar.noun_slots(about[0]), depth) if len(about) == 1 else []
        return members if len({a.entity for a in members}) > 1 else []

    def _members(self, token: Token, slots: grammar.Slots, depth: int) -> list[Argument]:
        """No node for a relationship: "their alliance", "the Peru–Chile partnership" are its members."""
        if token.lemma_.casefold() not in carriers("bond"):
            return []
        inner = [
            a
            for name in ("between", "mod", "poss", "with", "of")
            for noun in slots.get(name, [])
            for m in grammar.conjuncts(noun)
            for a in self._at(m, depth - 1)
        ]
        is_of_others = any(slots.get(name) for name in ("between", "among", "with"))  # "between the president and his party"
        if (
            not inner
            and not is_of_others
            and (self._passage.is_fragment or any(c.lower_ in ("this", "the", "their", "its", "such") for c in token.children))
        ):
            return [Argument(entity, token, None, f"“{token.text}” → its members") for entity in self._passage.context]
        return [replace(a, via=a.via or f"“{token.text}” → its members") for a in inner]
