"""Which drafts are on the table: more than one can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import TablesDraft

if TYPE_CHECKING:
    from travaux.record.negotiation import Draft, Negotiation


def on_table(known: Negotiation) -> tuple[Draft, ...]:
    """List the drafts that answers are asked to, as they were tabled.

    Those tabled as a basis, but what was withdrawn and what another of them follows.
    """
    bases = {
        leaf: one
        for leaf, one in known.drafts.items()
        if one.withdrawn is None and isinstance(one.tabled.act, TablesDraft) and one.tabled.act.basis
    }
    followed = {one.follows for one in bases.values()}
    return tuple(one for leaf, one in bases.items() if leaf not in followed)
