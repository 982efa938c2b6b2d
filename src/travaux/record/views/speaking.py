"""Who speaks on a draft, what each adds to it now, and what is said of that."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.answers.position import Asks, Holds, Merges, Opposes, Supports
from travaux.compile.additions import added_by, may_be_of_addition, of_addition
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing
from travaux.compile.leading import covers
from travaux.compile.supplemented import replaced_by
from travaux.record.latest import Latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.version import Version
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.places import Places
    from travaux.text.instrument import Text
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


class Speaking:
    """One party, with all that it has said on a draft."""

    def __init__(self, parts: Sequence[tuple[Given, Hearing | LeftOut]], places: Places) -> None:
        """Take the party's answers in the order of their entries, each as it was heard by itself."""
        self.parts = parts
        self.places = places
        self.latest = Latest(parts, places)
        self.party = parts[0][0].party

    @cached_property
    def merges(self) -> bool:
        """Whether the party has ever merged anything, said still or not."""
        return any(
            isinstance(one.answer.position, Merges)
            for _, heard in self.parts
            if isinstance(heard, Hearing)
            for one in heard.heard
        )

    def said_before(self, entry: int) -> Iterator[Heard]:
        """Go through what the party said of provisions of the draft when the record had so many entries."""
        parts = [(given, heard) for given, heard in self.parts if given.entered.index < entry]
        latest = Latest(parts, self.places)
        for given, heard in parts:
            for number, one in enumerate(() if isinstance(heard, LeftOut) else heard.heard, start=1):
                if one.provision is None or one.fault is not None or isinstance(heard, LeftOut):
                    continue
                at = heard.base.draft.provisions[one.provision].eid
                if latest.fate(given, number, one, at) is None:
                    yield one

    def once_added(self, name: str) -> bool:
        """Whether the party has ever added something of that name, said still or not."""
        return any(isinstance(heard, Hearing) and added_by(name, heard.version) for _, heard in self.parts)

    def adding(self, name: str) -> Version | None:
        """Give the version by which the party adds something of that name now; None: it adds nothing so."""
        for given, heard in self.parts:
            if isinstance(heard, LeftOut):
                continue
            for one in added_by(name, heard.version):
                number = one.said[0] if one.said else None
                if number is None or number >= len(heard.heard):
                    return heard.version
                own = heard.heard[number]
                at = "" if own.provision is None else heard.base.draft.provisions[own.provision].eid
                if self.latest.fate(given, number + 1, own, at) is None:
                    return heard.version
        return None


def also_on(one: Heard, given: Given, speaking: Sequence[Speaking], draft: Text) -> tuple[Address, ...]:
    """List where else in the draft an answer of *given* speaks than where it was given; in reading order.

    A merger takes in other provisions; who supports or opposes it speaks of all of them, and who supports
    one who does. It is of what these said when it was given: it says nothing of a merger of later.
    """
    if one.provision is None:
        return ()
    span = frozenset(range(one.provision, draft.end(one.provision)))
    merged = {*one.removed} if isinstance(one.answer.position, Merges) else set()
    if _author(one) is not None and any(each.merges for each in speaking):
        by_party = {each.party: each for each in speaking}
        for taken in _mergers_of(one, given, by_party, draft, {given.party}):
            if not taken.isdisjoint(span):
                merged |= taken
    return tuple(draft.provisions[at].eid for at in sorted(merged - span) if draft.parent(at) not in merged)


def _mergers_of(
    one: Heard, given: Given, speaking: Mapping[PartyCode, Speaking], draft: Text, seen: set[PartyCode]
) -> Iterator[frozenset[int]]:
    """Go through what each merger takes in of whom an answer joins or opposes, or of whom that one joins."""
    author = _author(one)
    if author is None or author in seen or author not in speaking:
        return
    seen.add(author)
    for each in speaking[author].said_before(given.entered.index):
        match each.answer.position:
            case Merges():
                yield replaced_by(each, draft)
            case Supports() if covers(each, one, draft):
                yield from _mergers_of(each, given, speaking, draft, seen)
            case _:
                pass


def _author(one: Heard) -> PartyCode | None:
    match one.answer.position:
        case Supports(party=party) | Opposes(proposal_of=party):
            return party
        case _:
            return None


def speaking_on(known: Disclosed, draft: Draft, library: Library, places: Places) -> tuple[Speaking, ...]:
    """List who speaks on *draft*, in the order of their first answers; a text taken over speaks first."""
    own: dict[PartyCode, list[Given]] = {}
    for given in (*library.shown(draft), *known.answers.values()):
        if given.draft == draft.tabled.leaf:
            own.setdefault(given.party, []).append(given)
    return tuple(
        Speaking([(one, library.heard(known, one, draft)) for one in those], places) for those in own.values()
    )


def on_additions(heard: Hearing, speaking: Sequence[Speaking]) -> Hearing:
    """Give a hearing whose answers may be on what others add, each with whether somebody does."""
    if not any(may_be_of_addition(one) for one in heard.heard):
        return heard

    def followed(one: Heard) -> Heard:
        if not may_be_of_addition(one):
            return one
        name = one.answer.provision
        adding = {each.party: version for each in speaking if (version := each.adding(name))}
        others = [each for each in speaking if each.party != heard.party]
        if isinstance(one.answer.position, Asks | Holds) and not adding.keys() - {heard.party}:
            # Who held or asked about what was withdrawn since did so all the same.
            return replace(one, fault=None) if any(each.once_added(name) for each in others) else one
        return of_addition(one, adding, heard.party)

    return replace(heard, heard=tuple(map(followed, heard.heard)))
