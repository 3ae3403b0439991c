"""The knowledge a diplomat carries in the head: who is who, by which names, in what, with whom, since when."""

from comity.reference.loader import load
from comity.reference.model import (
    GroupMember,
    Membership,
    MembershipKind,
    Name,
    NameContext,
    NameKind,
    Office,
    Party,
    Reference,
    Role,
)

__all__ = [
    "GroupMember",
    "Membership",
    "MembershipKind",
    "Name",
    "NameContext",
    "NameKind",
    "Office",
    "Party",
    "Reference",
    "Role",
    "load",
]
