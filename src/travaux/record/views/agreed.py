"""What is agreed: as the chair or the secretariat recorded it, never counted from what parties said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from travaux.record.views.holding import held_at, holding
from travaux.record.views.otherwise import Otherwise, otherwise
from travaux.record.views.places import Places, Texts
from travaux.record.views.standing import StandingOn, standing_answers
from travaux.record.views.table import on_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Hold, Package, Standing
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.provision import Address


class State(StrEnum):
    """How far a provision is settled."""

    AGREED = "agreed ad referendum"
    CLOSED = "provisionally closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A package, as it concerns a provision."""

    package: Package
    at: str
    """The provision it names: the one concerned, or one in it, or that it stands in."""

    @property
    def others(self) -> tuple[str, ...]:
        """List the other provisions that it names."""
        return tuple(one for one in self.package.provisions if one != self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A provision that is agreed ad referendum or provisionally closed, and what has to be said with it."""

    draft: Draft
    provision: str
    agreed: tuple[Entered, ...] = ()
    closed: tuple[Entered, ...] = ()
    tied: tuple[Tied, ...] = ()
    """Packages that tie it, or something in it, to other provisions: it is never shown as agreed without."""
    holds: tuple[Hold, ...] = ()
    """Holds on it, on what stands in it, or on the whole text, that have not been lifted."""
    reopened: tuple[tuple[str, Entered], ...] = ()
    """What stands in it and has been reopened since."""
    reopened_with: tuple[str, Entered] | None = None
    """What it stands in, where that was reopened since: it is open with it."""
    otherwise: Otherwise = Otherwise()
    """What stands beside the draft's own words: the entry that settles it names the provision alone."""

    @property
    def by(self) -> tuple[Entered, ...]:
        """List the entries that settled it: to know which words are meant, each of them is asked."""
        return (*self.agreed, *self.closed)

    @property
    def seen_from(self) -> Entered:
        """Give the entry that agreed it last, or that closed what nobody recorded as agreed.

        To close a provision is not to agree it again: what came between the two came since.
        """
        return (self.agreed or self.closed)[-1]

    @property
    def state(self) -> State:
        return State.CLOSED if self.closed else State.AGREED


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidToAgree:
    """Parties have said that they agree; nobody who may record it has recorded the provision as agreed."""

    draft: Draft
    provision: str
    said: tuple[Entered, ...]
    otherwise: tuple[Otherwise, ...] = ()
    """What stands beside the draft's own words, seen from each of these in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What is agreed at this moment."""

    on_table: tuple[Draft, ...] = ()
    """The drafts that answers are asked to, as they were tabled."""
    settled: tuple[Settled, ...] = ()
    """On these drafts, in reading order."""
    open_again: tuple[Settled, ...] = ()
    """Recorded as settled, and open since what it stands in was reopened; on any draft."""
    before: tuple[Settled, ...] = ()
    """On other drafts. That a draft follows does not carry an agreement over to it."""
    said: tuple[SaidToAgree, ...] = ()
    packages: tuple[Package, ...] = ()
    """Every package that has not been untied."""
    adopted: tuple[Draft, ...] = ()
    """Drafts whose text was adopted or authenticated."""


def agreed(
    known: Disclosed,
    *,
    texts: Texts | None = None,
    library: Library | None = None,
    standing: StandingOn | None = None,
    of: Draft | None = None,
) -> Agreed:
    """List what is agreed ad referendum, provisionally closed, tied, adopted; *of* one draft, or of all.

    With a *library* it is known what stands beside the draft's own words where something is settled;
    *standing*: that of drafts for which it is known already.
    """
    table = on_table(known)
    packages = tuple(one for one in known.packages.values() if one.untied is None)
    settled: list[Settled] = []
    open_again: list[Settled] = []
    before: list[Settled] = []
    said: list[SaidToAgree] = []
    drafts = [one for one in known.drafts.values() if of is None or one.tabled.leaf == of.tabled.leaf]
    for draft in drafts:
        leaf = draft.tabled.leaf
        here = {address: one for (of, address), one in known.standings.items() if of == leaf}
        places = Places((texts or {}).get(leaf))
        tied = [one for one in packages if one.draft == leaf]
        holds = holding(known, leaf)
        beside = _Beside(known, draft, texts or {}, library, standing or {})
        for address in places.in_order(here):
            one_here = here[address]
            if one_here.agreed or one_here.is_closed:
                one = Settled(
                    draft=draft,
                    provision=address,
                    agreed=one_here.agreed,
                    closed=one_here.closed if one_here.is_closed else (),
                    tied=tuple(
                        Tied(package=one, at=at) for one in tied for at in _tied_at(one, address, places)
                    ),
                    holds=tuple(
                        one
                        for one in holds
                        if any(not at or places.touch(address, at) for at in held_at(one))
                    ),
                    reopened=_reopened_in(address, here, places),
                    reopened_with=_reopened_with(address, here, places),
                )
                one = replace(one, otherwise=beside.otherwise(address, one.seen_from))
                if one.reopened_with is not None:
                    open_again.append(one)
                else:
                    (settled if draft in table else before).append(one)
            elif those := _since_reopened(one_here.agreeing, address, here, places):
                said.append(
                    SaidToAgree(
                        draft=draft,
                        provision=address,
                        said=those,
                        otherwise=tuple(beside.otherwise(address, one) for one in those),
                    )
                )
    return Agreed(
        on_table=table,
        settled=tuple(settled),
        open_again=tuple(open_again),
        before=tuple(before),
        said=tuple(said),
        packages=packages,
        adopted=tuple(one for one in drafts if one.adopted is not None or one.authenticated is not None),
    )


def touching(found: Agreed, address: str, places: Places) -> Agreed:
    """Give what *found* has of the provision at *address*, of what is in it and of what it stands in."""

    def here(one: Settled | SaidToAgree) -> bool:
        return places.touch(address, one.provision)

    return replace(
        found,
        settled=tuple(filter(here, found.settled)),
        open_again=tuple(filter(here, found.open_again)),
        before=tuple(filter(here, found.before)),
        said=tuple(filter(here, found.said)),
    )


class _Beside:
    """What stands on one draft, read once it is asked for."""

    def __init__(
        self, known: Disclosed, draft: Draft, texts: Texts, library: Library | None, standing: StandingOn
    ) -> None:
        self._known, self._draft, self._library = known, draft, library
        self._text = texts.get(draft.tabled.leaf)
        self._places = Places(self._text)
        self._standing = standing.get(draft.tabled.leaf)

    def otherwise(self, address: str, by: Entered) -> Otherwise:
        """Say what would have it otherwise, seen from the entry *by*; nothing, where nothing can be read."""
        if self._text is None or self._library is None:
            return Otherwise()
        if self._standing is None:
            self._standing = standing_answers(self._known, self._draft, self._places, self._library)
        return otherwise(address, self._standing, self._places, self._text, at=by.index)


def settled_at(known: Disclosed, draft: Draft, text: Text) -> dict[Address, str]:
    """Say how far each settled provision is settled, and whether it is tied, by its address in *text*.

    What stands in a settled provision is settled with it.
    """
    leaf = draft.tabled.leaf
    if not any(of == leaf for of, _ in known.standings):
        return {}
    places = Places(text)
    tied = [one for one in known.packages.values() if one.untied is None and one.draft == leaf]
    found: dict[Address, str] = {}
    for provision in text.provisions:
        state = state_of(known, leaf, provision.eid, places)
        if state is not State.OPEN and provision.standing.base:
            above = places.above(provision.eid)
            package = any(at in above for one in tied for at in one.provisions)
            found[provision.eid] = f"{state}, tied in a package" if package else str(state)
    return found


def _tied_at(package: Package, address: str, places: Places) -> tuple[str, ...]:
    """Give the provision at *address* where a package names it; else what it names of what it touches."""
    if address in package.provisions:
        return (address,)
    return tuple(at for at in package.provisions if places.touch(address, at))[:1]


def _reopened_with(address: str, here: Mapping[str, Standing], places: Places) -> tuple[str, Entered] | None:
    """Give what a settled provision stands in, and its reopening, where that is the last word on both."""
    words = [
        (entry.index, at, entry if entry in one.reopened else None)
        for at in places.above(address)
        if (one := here.get(at)) is not None
        for entry in (*one.agreed, *one.closed, *one.reopened)
    ]
    _, at, entry = max(words, key=lambda word: word[0])
    return None if entry is None or at == address else (at, entry)


def _since_reopened(
    agreeing: tuple[Entered, ...], address: str, here: Mapping[str, Standing], places: Places
) -> tuple[Entered, ...]:
    """Leave out what was said before something that the provision stands in was reopened."""
    reopened = (one for at in places.above(address) if at in here for one in here[at].reopened)
    last = max((one.index for one in reopened), default=-1)
    return tuple(one for one in agreeing if one.index > last)


def _reopened_in(
    address: str, here: Mapping[str, Standing], places: Places
) -> tuple[tuple[str, Entered], ...]:
    """List what stands in a settled provision and was reopened after it was settled."""
    last = max(one.index for one in (*here[address].agreed, *here[address].closed))
    return tuple(
        (at, one)
        for at in places.in_order(at for at, one in here.items() if one.reopened)
        if at != address and address in places.above(at) and not (here[at].agreed or here[at].is_closed)
        for one in here[at].reopened[-1:]
        if one.index > last
    )


def state_of(known: Disclosed, draft: LeafHash, address: str, places: Places) -> State:
    """Say how far a provision is settled: as was recorded last of it or of what it stands in.

    What a party would add there is not settled with what it would stand in.
    """
    found = State.OPEN
    latest = -1
    added = bool(address) and places.text is not None and places.text.index(address) is None
    for at in (address,) if added else places.above(address):
        standing = known.standings.get((draft, at))
        if standing is None:
            continue
        for entries, state in (
            (standing.agreed, State.AGREED),
            (standing.closed, State.CLOSED),
            (standing.reopened, State.OPEN),
        ):
            if entries and entries[-1].index > latest:
                latest, found = entries[-1].index, state
    return found
