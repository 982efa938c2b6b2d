"""Which entries that a page is drawn from are not for all members: it must not be handed out unmarked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.entry import MEMBERS, PUBLIC
from travaux.text.phrase import entry_named, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.record.entry import Entered

FEW: Final = 6
"""So many entries are listed; of more, the first of them and how many."""


def restricted(entries: Iterable[Entered]) -> tuple[Entered, ...]:
    """List the entries that are not for all members, each once, in order."""
    found = {one.index: one for one in entries if one.entry.vis not in {PUBLIC, MEMBERS}}
    return tuple(found[index] for index in sorted(found))


def numbered(entries: tuple[Entered, ...]) -> str:
    """Name entries by their numbers: "entry 67", "entries 67, 68"."""
    if len(entries) == 1:
        return entry_named(entries[0].index)
    numbers = listed(str(one.index) for one in entries[:FEW])
    if len(entries) <= FEW:
        return phrase("entries {numbers}", numbers=numbers)
    return phrase("entries {numbers} and {more} more", numbers=numbers, more=len(entries) - FEW)
