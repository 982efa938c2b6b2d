"""Which of a party's answers to a draft says what the party says now, provision by provision."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from travaux.compile.fate import Fate, OutOfTime, Superseded, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.record.negotiation import Given
    from travaux.record.views.places import Places


class Latest:
    """A party's answers to one draft, by the provisions they name: which of them says what it says now."""

    def __init__(self, given: Iterable[Given], places: Places) -> None:
        """Take the party's answers in the order of their entries."""
        self._places = places
        self._naming: dict[str, list[Given]] = {}
        for one in given:
            if not one.out_of_time:
                for at in one.provisions or ("",):
                    self._naming.setdefault(at, []).append(one)

    def said_no_more(self, given: Given, address: str, *, beside: bool = False) -> Fate | None:
        """Say why what an answer says at *address* is not what its party says now; None where it is.

        *beside*: what it adds after the provision, which a later answer to the provision itself leaves.
        """
        if given.out_of_time:
            return OutOfTime()
        above = self._places.above(address)
        if given.withdrawn is not None or any(at in above for at, _ in given.withdrawn_at):
            return Withdrawn()
        later: list[int] = []
        for at in above - {address} if beside and address else above:
            naming = self._naming.get(at, [])
            next_ = bisect_right(naming, given.entered.index, key=lambda one: one.entered.index)
            later += [one.entered.index for one in naming[next_ : next_ + 1]]
        return Superseded(by=f"entry {min(later)}") if later else None
