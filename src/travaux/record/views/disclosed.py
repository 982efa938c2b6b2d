"""What one reader may know of a negotiation, now or at any past moment: every view starts from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NewType, TypeAlias

from travaux.record.audience import is_redacted
from travaux.record.fold import fold
from travaux.record.negotiation import Negotiation

if TYPE_CHECKING:
    from travaux.record.entry import Entered

Disclosed = NewType("Disclosed", Negotiation)
"""A negotiation as its entries tell it to one reader. The others are not in it, and so in no count."""

SeenBy: TypeAlias = Callable[["Entered"], bool]
"""Whether the reader may read an entry: `travaux.record.may` with the reader filled in."""


def disclosed(negotiation: Negotiation, seen_by: SeenBy, *, size: int | None = None) -> Disclosed:
    """Give the negotiation as the entries tell it that the reader may read, among the first *size*.

    It is folded from those entries alone, just as whoever holds an export for that reader folds it:
    nothing that follows from an entry the reader may not read can be in it. What was redacted is shown to
    nobody, at past moments neither.
    """
    upto = negotiation.size if size is None else min(size, negotiation.size)
    shown = [
        one
        for one in negotiation.entries
        if one.index < upto and seen_by(one) and not is_redacted(one, negotiation)
    ]
    if len(shown) == len(negotiation.entries):
        return Disclosed(negotiation)
    return Disclosed(replace(fold(shown), size=upto))


def everything(_: Entered) -> bool:
    """Let the keeper of the record, who has every entry, read what was not redacted."""
    return True
