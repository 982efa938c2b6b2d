"""For whose eyes an entry is: who is in its audience, and what is shown of it.

docs/concepts/confidentiality.md says which audiences there are and why they are so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from travaux.record import act as acts
from travaux.record.act import Act, Role
from travaux.record.entry import MEMBERS, OWN, PUBLIC, Document, Entered, LeafHash
from travaux.record.negotiation import Negotiation
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Collection

    from travaux.record.negotiation import Member

ROLL: Final[tuple[type[Act], ...]] = (
    acts.OpensInstrument,
    acts.AddsMember,
    acts.RemovesMember,
    acts.EnrolsKey,
    acts.RotatesKey,
    acts.RevokesKey,
)
"""Who is there, and whose key is which. Every member can read these where members can: without them it
could check nothing of what it is shown."""


@dataclass(frozen=True, slots=True)
class Public:
    """Whoever asks."""


@dataclass(frozen=True, slots=True)
class Members:
    """All who take part, whenever they came; not observers."""


@dataclass(frozen=True, slots=True)
class Own:
    """The author alone."""


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The members of a group, as this entry defined it."""

    definition: LeafHash


@dataclass(frozen=True, slots=True)
class Named:
    """Those named."""

    codes: tuple[PartyCode, ...]


Audience = Public | Members | Own | OfGroup | Named

_PLAIN: Final[dict[str, Audience]] = {PUBLIC: Public(), MEMBERS: Members(), OWN: Own()}


def audience(vis: str) -> Audience:
    """Read the audience of an entry, which is in its form: see `travaux.record.entry.Entry.vis`."""
    match vis.partition(":"):
        case ("group", _, leaf):
            return OfGroup(LeafHash(leaf))
        case ("to", _, codes):
            return Named(tuple(PartyCode(code) for code in codes.split(",")))
        case (name, _, _):
            return _PLAIN[name]


def is_for(who: PartyCode | None, entered: Entered, state: Negotiation) -> bool:
    """Whether *who* is in the audience of the entry; None is whoever asks.

    The author and the keeper of the record always are. Who is a member no more has what was recorded
    while it was one, and nothing after. That an entry is redacted does not change whom it was for.
    """
    if entered.entry.vis == PUBLIC:
        return True
    member = None if who is None else state.members.get(who)
    if member is None or (member.until is not None and entered.index >= member.until):
        return False
    return reads(member, entered.entry.vis, {entered.author, entered.entry.actor}, entered.act, state)


def reads(member: Member, vis: str, hands: Collection[PartyCode], act: Act, state: Negotiation) -> bool:
    """Whether a member reads an act with the audience *vis*; *hands* are its author and who wrote it down."""
    if member.code in hands or member.code == state.keeper:
        return True
    match audience(vis):
        case Public():
            return True
        case Own():
            return False
        case Members():
            return member.role is not Role.OBSERVER or isinstance(act, ROLL)
        case OfGroup(definition=leaf):
            group = state.definitions.get(leaf)
            return member.role is Role.AUDITOR or (group is not None and member.code in group.members)
        case Named(codes=codes):
            return member.role is Role.AUDITOR or member.code in codes
        case to:
            assert_never(to)


def is_redacted(entered: Entered, state: Negotiation) -> bool:
    """Whether the entry in whole is no longer shown to anyone."""
    return "" in _redacted(entered, state)


def _redacted(entered: Entered, state: Negotiation) -> set[str]:
    """The documents that are redacted; "" for all of the entry."""
    return {one.doc for by in state.redacted.get(entered.leaf, ()) for one in by.entry.re}


def documents(entered: Entered, state: Negotiation) -> tuple[Document, ...]:
    """List the documents of the entry that are not redacted."""
    gone = _redacted(entered, state)
    return () if "" in gone else tuple(one for one in entered.entry.docs if one.h not in gone)
