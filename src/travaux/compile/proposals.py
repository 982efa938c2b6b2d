"""What parties propose, found where an answer speaks of another party's proposal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.answers.position import Asks, Holds, Opposes, Supports
from travaux.compile.additions import added_by, additions, of_addition
from travaux.compile.contribution import checked_opposition
from travaux.compile.heard import NotFollowed
from travaux.compile.joining import joined
from travaux.compile.leading import led
from travaux.compile.proposed import proposed
from travaux.compile.support import Support, numbered_proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.compile.additions import Addition
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.version import Version
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOf:
    """The answers of another party that one answer speaks of: it joins, opposes, holds or asks of them."""

    theirs: Hearing
    """Of the party that is named; in a chain of support, of the first in it."""
    numbers: tuple[int, ...]
    """By their place in that hearing. In a chain it is the support that leads on."""
    unsaid: tuple[tuple[object, ...], ...]
    """What no answer says and is proposed there too, as it reads: a redraft numbers through."""
    place: int | None
    """The provision it is proposed for; None: for the whole text, or for none that could be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What another party proposes that one answer joins, or is against."""

    added: tuple[tuple[PartyCode, Addition], ...] = ()
    """What is added, and by whom, in the order in which the party that is named has it."""
    more: bool = False
    """Whether anything else is meant too: words of the draft, or where they stand."""


class Proposals:
    """What the parties of some hearings propose on one draft; each is worked out once."""

    def __init__(self, hearings: Iterable[Hearing], base: Base) -> None:
        """Prepare to look it up by party."""
        self.hearings: Mapping[PartyCode, Hearing] = {one.party: one for one in hearings}
        self._base = base
        self._versions = {party: one.version for party, one in self.hearings.items()}
        self._unmerged = {party: (one.unmerged or one).version for party, one in self.hearings.items()}
        self._replies = {party: one.heard for party, one in self.hearings.items()}
        self._followed: dict[PartyCode, tuple[Version, tuple[Heard, ...]]] = {}
        self._added: dict[PartyCode, tuple[Version, tuple[Addition, ...]]] = {}

    def heard(self, party: PartyCode) -> tuple[Heard, ...]:
        """Give what a party's answers come to beside those of all others, as compiling them finds it."""
        hearing = self.hearings[party]
        if not hearing.looks_to_others:
            return hearing.heard
        _, heard = self._with_support(party)
        versions: dict[PartyCode, Version] = {}
        for one in hearing.heard:
            position = one.answer.position
            author = position.proposal_of if isinstance(position, Opposes) else None
            if author is not None and author in self.hearings:
                versions[author], _ = self._with_support(author)
        return tuple(
            of_addition(checked_opposition(one, versions, self._base), self._versions, party) for one in heard
        )

    def spoken_of(self, one: Heard, party: PartyCode) -> SpokenOf | None:
        """Give the answers that *one* of *party* speaks of; None: there are none, or it was not followed."""
        match one.answer.position:
            case Supports():
                return self._supported(one, party)
            case Opposes(proposal_of=author):
                theirs = None if author is None else self.hearings.get(author)
                if theirs is None:
                    return None
                version, heard = self._with_support(theirs.party)
                return self._spoken(one, replace(theirs, version=version, heard=heard))
            case Asks() | Holds() if one.answer.provision.strip():
                return self._of_addition(one, party)
            case _:
                return None

    def meant(self, one: Heard, party: PartyCode) -> Meant:
        """Give what *one* of *party*, which supports or opposes at a provision of the draft, speaks of."""
        theirs = self._whose(one, party)
        if theirs is None:
            return Meant()
        version = theirs.version
        chosen, gone = Support(one, 0, version, self._base.items).offered(self._base.draft)
        found: list[tuple[PartyCode, Addition]] = []
        added: set[int] = set()
        for each in self._additions_of(version):
            first = version.items[each.items[0]]
            added |= {*each.items}
            if not {*chosen}.isdisjoint(each.items) and (one.added is None or first.label in one.added):
                found.append((first.joined or theirs.party, each))
        return Meant(added=tuple(found), more=bool(gone) or not added.issuperset(chosen))

    def _additions_of(self, version: Version) -> tuple[Addition, ...]:
        known = self._added.get(version.party)
        if known is None or known[0] is not version:
            known = self._added[version.party] = version, additions(version)
        return known[1]

    def _whose(self, one: Heard, party: PartyCode) -> Hearing | None:
        """Give what the party says of whose proposal *one* speaks; what it joins with it, if opposed."""
        match one.answer.position:
            case Supports():
                try:
                    way = led(one, party, self._replies, self._versions, self._base.draft, self._base.items)
                except NotFollowed:
                    return None
                return self.hearings[way[-1][0]]
            case Opposes(proposal_of=str(author)) if author in self.hearings:
                version, heard = self._with_support(author)
                return replace(self.hearings[author], version=version, heard=heard)
            case _:
                return None

    def _of_addition(self, one: Heard, party: PartyCode) -> SpokenOf | None:
        """Give what a question or a hold is on, where that is what one other party adds."""
        name = one.answer.provision
        adding = [
            each for each in self.hearings.values() if each.party != party and added_by(name, each.version)
        ]
        return self._spoken(one, adding[0]) if one.provision is None and len(adding) == 1 else None

    def _supported(self, one: Heard, party: PartyCode) -> SpokenOf | None:
        try:
            way = led(one, party, self._replies, self._versions, self._base.draft, self._base.items)
        except NotFollowed:
            return None
        (first, number), (last, _) = way[0], way[-1]
        found = self._spoken(one, self.hearings[last])
        if found is None or number is None:
            return found
        return replace(found, theirs=self.hearings[first], numbers=(number,), unsaid=())

    def _spoken(self, one: Heard, theirs: Hearing) -> SpokenOf | None:
        found = proposed(one, theirs)
        if not found.does:
            return None
        place = one.provision
        if place is None and one.answer.provision.strip():
            place = numbered_proposal(one.answer, theirs.version)
        return SpokenOf(
            theirs=theirs,
            numbers=tuple(sorted({number for said in found.said for number in said})),
            unsaid=tuple(_read(each) for each, said in zip(found.does, found.said, strict=True) if not said),
            place=place,
        )

    def _with_support(self, party: PartyCode) -> tuple[Version, tuple[Heard, ...]]:
        known = self._followed.get(party)
        if known is None:
            hearing = self.hearings[party]
            known = self._followed[party] = (
                joined(
                    hearing.version,
                    hearing.heard,
                    versions=self._versions,
                    unmerged=self._unmerged,
                    replies=self._replies,
                    draft=self._base.draft,
                    items=self._base.items,
                )
                if any(isinstance(one.answer.position, Supports) for one in hearing.heard)
                else (hearing.version, hearing.heard)
            )
        return known


def _read(one: object) -> tuple[object, ...]:
    """Tell a proposed provision by its kind, its number and its words, whatever draft it is proposed for."""
    if not isinstance(one, tuple):
        return ()
    kind, _, label, words, _, _, _ = one
    return kind, label, words


def heard_beside(hearing: Hearing, others: Mapping[PartyCode, Hearing], base: Base) -> tuple[Heard, ...]:
    """Give what the answers of *hearing* come to beside those of *others*, as compiling them all finds it."""
    return Proposals({**others, hearing.party: hearing}.values(), base).heard(hearing.party)
