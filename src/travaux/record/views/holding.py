"""Holds that have not been lifted, and what they are still on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Hold
    from travaux.record.views.disclosed import Disclosed


def holding(known: Disclosed, draft: LeafHash) -> tuple[Hold, ...]:
    """List the holds on a draft that have not been lifted, as they were entered."""
    return tuple(one for one in known.holds.values() if one.draft == draft and one.stands)


def held_at(hold: Hold) -> tuple[str, ...]:
    """List the provisions that a hold is still on; ("",) is the whole text."""
    gone = {address for address, _ in hold.lifted_at}
    return tuple(one for one in hold.provisions or ("",) if one not in gone)
