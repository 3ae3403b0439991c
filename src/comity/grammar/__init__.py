"""Who fills which slot of a predicate, read from the parse."""

from comity.grammar.parse import (
    antecedent,
    children,
    conjuncts,
    governors,
    is_given,
    is_passive,
    is_stray,
    is_verb,
    phrase,
    verb_class,
    verb_over,
)
from comity.grammar.slots import Slots, holders, noun_slots, verb_slots
from comity.grammar.subjects import (
    agents,
    companions_of,
    indirect_objects,
    objects,
    owners,
    prepositions,
    subjects,
    surface_subjects,
    surface_subjects_of_adjective,
)

__all__ = [
    "Slots",
    "agents",
    "antecedent",
    "children",
    "companions_of",
    "conjuncts",
    "governors",
    "holders",
    "indirect_objects",
    "is_given",
    "is_passive",
    "is_stray",
    "is_verb",
    "noun_slots",
    "objects",
    "owners",
    "phrase",
    "prepositions",
    "subjects",
    "surface_subjects",
    "surface_subjects_of_adjective",
    "verb_class",
    "verb_over",
    "verb_slots",
]
