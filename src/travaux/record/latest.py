"""Which of a party's answers to a draft says what the party says now, provision by provision."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.compile.additions import added_by, names_of_addition
from travaux.compile.fate import Fate, OutOfTime, Superseded, Withdrawn
from travaux.compile.hearing import Hearing
from travaux.record.undone import beside, undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.compile.compilation import LeftOut
    from travaux.compile.heard import Heard
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Given
    from travaux.record.views.places import Places


class Latest:
    """A party's answers to one draft, by the provisions they name: which of them says what it says now.

    A later answer takes the place of what was said before of the same provision, where it says something of
    the same kind: of the provision's words, an addition, a word on another's proposal, a hold, a question.
    """

    def __init__(self, parts: Iterable[tuple[Given, Hearing | LeftOut | None]], places: Places) -> None:
        """Take the party's answers in the order of their entries, each as it was heard by itself.

        None: it cannot be read, and may say anything of what it names.
        """
        self._places = places
        self._parts = tuple(parts)
        self._heard = {given.entered.leaf: heard for given, heard in self._parts}
        self._naming: dict[str, list[Given]] = {}
        for given, heard in self._parts:
            if not given.out_of_time:
                for at in given.provisions or ("",):
                    if self._speaks(heard, at):
                        self._naming.setdefault(at, []).append(given)

    def said_no_more(self, given: Given, address: str, *, aside: bool = False) -> Fate | None:
        """Say why what an answer says at *address* is not what its party says now; None where it is.

        *aside*: what it says beside the provision, which a later answer to the provision itself leaves.
        """
        if given.out_of_time:
            return OutOfTime()
        above = self._places.above(address)
        if given.withdrawn is not None or any(at in above for at, _ in given.withdrawn_at):
            return Withdrawn()
        later: list[int] = []
        for at in above - {address} if aside and address else above:
            naming = self._naming.get(at, [])
            next_ = bisect_right(naming, given.entered.index, key=lambda one: one.entered.index)
            later += [one.entered.index for one in naming[next_ : next_ + 1]]
        return Superseded(by=f"entry {min(later)}") if later else None

    def fate(self, given: Given, number: int, one: Heard, address: str) -> Fate | None:
        """Say why an answer, the *number*-th of its reply from 1, is not said now; None where it is."""
        fate = self.said_no_more(given, address, aside=beside(one.answer))
        if fate is None and one.provision is None:
            fate = self._of_addition(given, one)
        if fate is None and (later := self._undone.get((given.entered.leaf, number))) is not None:
            return Superseded(by=f"entry {later.entered.index}")
        return fate

    def _of_addition(self, given: Given, one: Heard) -> Fate | None:
        """Say why what an answer says of another's addition is not said now; None where it is."""
        heard = self._heard.get(given.entered.leaf)
        names = names_of_addition(one, heard.base.draft) if isinstance(heard, Hearing) else ()
        if any(at in names for at, _ in given.withdrawn_at):
            return Withdrawn()
        if beside(one.answer):
            return None
        naming = (it.entered.index for name in names for it in self._naming.get(name, ()))
        later = min((index for index in naming if index > given.entered.index), default=None)
        return None if later is None else Superseded(by=f"entry {later}")

    def fate_at(self, given: Given, address: str) -> Fate | None:
        """Say why nothing that an answer says at *address* is said now; None where something of it is."""
        heard = self._heard.get(given.entered.leaf)
        if not isinstance(heard, Hearing):
            return self.said_no_more(given, address)
        provisions = heard.base.draft.provisions
        adding = {number for one in added_by(address, heard.version) for number in one.said}
        fates = [
            self.fate(given, number, one, provisions[one.provision].eid if number - 1 in adding else address)
            for number, one in enumerate(heard.heard, start=1)
            if one.provision is not None
            and (number - 1 in adding or address in self._places.above(provisions[one.provision].eid))
        ]
        if not fates:
            return self.said_no_more(given, address)
        return None if None in fates else fates[0]

    def still_at(self, given: Given) -> tuple[str, ...]:
        """List the provisions that an entry names of which its answer says something now; none: nothing is.

        "" where it names none. What of it was not understood, or cannot be read, may be said of each.
        """
        named = given.provisions or ("",)
        may = [at for at in named if self.said_no_more(given, at) is None]
        heard = self._heard.get(given.entered.leaf)
        if not isinstance(heard, Hearing):
            return tuple(may)
        provisions = heard.base.draft.provisions
        said: list[str] = []
        for number, one in enumerate(heard.heard, start=1):
            address = "" if one.provision is None else provisions[one.provision].eid
            if self.fate(given, number, one, address) is None:
                said.append(address)
        more = may if heard.reply.unread or not heard.heard else ()
        return tuple(
            at
            for at in named
            if at in more or any(not address or at in self._places.above(address) for address in said)
        )

    @cached_property
    def _undone(self) -> Mapping[tuple[LeafHash, int], Given]:
        return undone([(one, its) for one, its in self._parts if isinstance(its, Hearing)], self._places)

    def _speaks(self, heard: Hearing | LeftOut | None, at: str) -> bool:
        """Whether an answer that names *at* says something of its words, or may; and not only beside them."""
        if not at or not isinstance(heard, Hearing):
            return True
        provisions = heard.base.draft.provisions
        said = [
            one.answer
            for one in heard.heard
            if (
                at in names_of_addition(one, heard.base.draft)
                if one.provision is None
                else at in self._places.above(provisions[one.provision].eid)
            )
        ]
        return not said or not all(map(beside, said))
