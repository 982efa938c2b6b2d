"""What parties proposed at each moment of the record, where another party's answer speaks of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from travaux.answers.position import Supports
from travaux.compile.compilation import LeftOut
from travaux.compile.leading import contradiction, covers, stays_beside
from travaux.compile.proposed import Proposed, proposed
from travaux.record.merged import mergers_made
from travaux.record.spoken import spoken_then

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.merged import Merged
    from travaux.record.negotiation import Given
    from travaux.record.spoken import Also, Ground, Spoken
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True)
class Moment:
    """The record when it had *size* entries, with these mergers made."""

    size: int
    merged: tuple[Merged, ...]
    pinned: bool = True
    """Whether support that leads on to another's words leads to those of when it was given."""


NOW: Final = 1 << 62


class Moments:
    """The record of one draft, to be looked at as it was when it had so many entries."""

    def __init__(
        self,
        everybody: Sequence[Spoken],
        merged: tuple[Merged, ...],
        given: Mapping[PartyCode, Sequence[Given]],
        also: Mapping[PartyCode, Sequence[Also]],
        ground: Ground,
    ) -> None:
        self.everybody = {one.party: one for one in everybody}
        self.merged = merged
        self.given = given
        self.also = also
        self.ground = ground
        self.draft = ground.base.draft
        self.events = {party: _events(given.get(party, ()), also.get(party, ())) for party in self.everybody}
        """By party, the entries that make it say something else than before."""
        self._known: dict[tuple[PartyCode, int, _Taken], Spoken | None] = {}
        self._mergers: dict[int, tuple[Merged, ...]] = {}
        self._may: dict[tuple[PartyCode, int | None, str], tuple[int, ...]] = {}
        self._again: dict[LeafHash, tuple[Given, ...]] = {}

    def present(self, *, merged: bool = True) -> Moment:
        """Give the moment of now; without, as if nothing had been *merged*."""
        return Moment(NOW, self.merged if merged else (), pinned=False)

    def words(self, one: Heard, party: PartyCode, moment: Moment, met: dict[PartyCode, None]) -> Proposed:
        """Give what *party* proposes where *one* speaks of its proposal, through whatever it supports."""
        return self._through(one, party, moment, met, ())

    def _through(
        self,
        one: Heard,
        party: PartyCode,
        moment: Moment,
        met: dict[PartyCode, None],
        above: tuple[PartyCode, ...],
    ) -> Proposed:
        met[party] = None
        spoken = None if party in above else self._of(party, moment)
        if spoken is None or spoken.hearing is None:
            return Proposed()
        led: Proposed | None = None
        for number, (other, entered) in enumerate(zip(spoken.hearing.heard, spoken.entries, strict=False)):
            position = other.answer.position
            if isinstance(position, Supports) and covers(other, one, self.draft):
                joining = spoken.joins.get(number)
                joined = None if joining is None else joining.joined
                size = min(moment.size, (joined or entered).index + 1) if moment.pinned else moment.size
                then = replace(moment, size=size)
                if self._beside(one, spoken.hearing, position.party, then):
                    continue
                found = self._through(one, position.party, then, met, (*above, party))
                if found.does and not self._contradicts(other, spoken.hearing, found):
                    return found
                led = led or found
        own = replace(proposed(one, spoken.hearing), path=(*above, party))
        return own if own.does or led is None else led

    def _beside(self, one: Heard, own: Hearing, supported: PartyCode, moment: Moment) -> bool:
        """Whether the one that a party supports only adds something beside its own, where *one* speaks."""
        theirs, base = self._of(supported, moment), self.ground.base
        if theirs is None or theirs.hearing is None:
            return False
        return stays_beside(one, own.version, theirs.hearing.version, base.draft, base.items)

    def _contradicts(self, support: Heard, own: Hearing, found: Proposed) -> bool:
        """Whether a party's own words leave no place for those that it supports, and are what it says."""
        if found.hearing is None:
            return False
        theirs, base = found.hearing.version, self.ground.base
        one = replace(support, still=None)
        return contradiction(one, own.version, theirs, base.draft, base.items) is not None

    def later(self, size: int, met: Mapping[PartyCode, None]) -> list[int]:
        """List the sizes after *size* at which one of those *met* had said something more."""
        found = {at + 1 for party in met for at in self.events.get(party, ()) if at >= size}
        for one in self.ground.known.mergers.values():
            found |= {each.index + 1 for each in (*one.answers, one.withdrawn) if each and each.index >= size}
        return sorted(found)

    def proposing(self, one: Heard, size: int, met: Mapping[PartyCode, None]) -> list[int]:
        """List the sizes after *size* at which one of those *met* can have proposed what it had not.

        Each answer is asked by itself first: a party none of whose answers proposes anything where *one*
        speaks, or leads on to another's proposal, has proposed nothing there at any moment.
        """
        if not any(self._may_propose(one, party) for party in met):
            return []
        first = next(iter(self.turns(one, size, met)), None)
        return [] if first is None else [at for at in self.later(size, met) if at >= first]

    def turns(self, one: Heard, size: int, met: Mapping[PartyCode, None]) -> list[int]:
        """List the sizes after *size* at which one of those *met* can have come to propose something.

        By any other entry it has left what it proposed; only where that takes back nothing but a change
        does it come to propose the same again, and this is not looked for.
        """
        found = {index for party in met for index in self._may_propose(one, party)}
        found |= {by.index for party in met for given in self.given.get(party, ()) for by in _gone(given)}
        for each in self.ground.known.mergers.values():
            found |= {by.index for by in (*each.answers, each.withdrawn) if by}
        return sorted(index + 1 for index in found if index >= size)

    def _may_propose(self, one: Heard, party: PartyCode) -> tuple[int, ...]:
        """List the entries of a party, by their numbers, that may propose something where *one* speaks."""
        key = party, one.provision, one.answer.provision
        if key not in self._may:
            self._may[key] = tuple(self._proposing(one, party))
        return self._may[key]

    def _proposing(self, one: Heard, party: PartyCode) -> Iterator[int]:
        ground = self.ground
        for given in self.given.get(party, ()):
            heard = ground.library.heard(ground.known, given, ground.draft)
            if not isinstance(heard, LeftOut) and (
                any(isinstance(each.answer.position, Supports) for each in heard.heard)
                or proposed(one, heard).does
            ):
                yield given.entered.index
        yield from (each.entered.index for each in self.also.get(party, ()) if each.joined is not None)

    def at(self, size: int, along: tuple[Merged, ...]) -> Moment:
        """Give the moment of *size* entries, the mergers *along* made whatever was made then."""
        if size not in self._mergers:
            ground = self.ground
            self._mergers[size], _ = mergers_made(
                ground.known, ground.draft, ground.library, size=size, again=self._again
            )
        leaves = {one.entered.leaf for one in along}
        made = (one for one in self._mergers[size] if one.entered.leaf not in leaves)
        return Moment(size, (*along, *made))

    def _of(self, party: PartyCode, moment: Moment) -> Spoken | None:
        """Give what a party said at a moment; None: nothing."""
        events = self.events.get(party, ())
        count = bisect_left(events, moment.size)
        mergers = _taken(moment.merged)
        if count == len(events) and mergers == _taken(self.merged):
            return self.everybody.get(party)
        key = party, count, mergers
        if key not in self._known:
            self._known[key] = spoken_then(
                party,
                self.given.get(party, ()),
                self.also.get(party, ()),
                moment.merged,
                ground=self.ground,
                size=moment.size,
            )
        return self._known[key]


_Taken: TypeAlias = "frozenset[tuple[LeafHash, frozenset[LeafHash]]]"
"""Mergers, and what each takes in."""


def _taken(merged: Sequence[Merged]) -> _Taken:
    return frozenset((one.entered.leaf, one.answers) for one in merged)


def _events(given: Sequence[Given], also: Sequence[Also]) -> tuple[int, ...]:
    """List the entries, by their number, that make a party say something else than before."""
    found = {one.entered.index for one in given} | {one.entered.index for one in also}
    found |= {by.index for one in given for by in _gone(one)}
    return tuple(sorted(found))


def _gone(given: Given) -> Iterator[Entered]:
    """Go through the withdrawals of an answer, in whole or at a provision."""
    yield from (() if given.withdrawn is None else (given.withdrawn,))
    yield from (by for _, by in given.withdrawn_at)
