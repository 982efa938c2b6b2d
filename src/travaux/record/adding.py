"""What parties would add to a draft, found in the record by the name that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.compile.additions import added_by
from travaux.compile.support import stands_apart
from travaux.record.sayings import sayings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.compile.additions import Addition
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.spoken import Spoken
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Something that a party would add, and the entry by which it says so."""

    party: PartyCode
    entered: Entered
    addition: Addition
    apart: bool
    """Whether its party has other words too for the provision before it: its name means these."""


def hearings(known: Disclosed, library: Library, draft: Draft) -> Mapping[PartyCode, Hearing]:
    """Give what each party says of the draft now, as one reply. Raises NotHere."""
    return {one.party: one.hearing for one in _speaking(known, library, draft) if one.hearing}


def added(name: str, known: Disclosed, library: Library, draft: Draft) -> tuple[Added, ...]:
    """List what parties would add to *draft* under *name*; protocol order. Raises NotHere."""
    return tuple(
        Added(
            party=one.party,
            entered=one.entries[each.said[0]],
            addition=each,
            apart=stands_apart(
                each.items[0], one.hearing.version, one.hearing.base.draft, one.hearing.base.items
            ),
        )
        for one in _speaking(known, library, draft)
        if one.hearing is not None
        for each in added_by(name, one.hearing.version)
        if each.said
    )


def _speaking(known: Disclosed, library: Library, draft: Draft) -> tuple[Spoken, ...]:
    found = sayings(known, library, draft)
    speaking = {*found.given, *found.also}
    return found.by(protocol_order(speaking, known.order))
