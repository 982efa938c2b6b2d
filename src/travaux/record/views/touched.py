"""What an entry says of a party's provisions, and whether it is said still."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.answers.position import Opposes, Supports
from travaux.compile.additions import added_places, place_of_addition
from travaux.compile.compilation import LeftOut
from travaux.record import act as acts
from travaux.record.latest import Latest
from travaux.record.library import NotHere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.answers.answer import Answer
    from travaux.compile.fate import Fate
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.own_provisions import OwnProvisions
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What a withdrawal takes back of an answer."""

    given: Entered
    answer: Answer
    principals: tuple[PartyCode, ...] = ()
    """In whose name it was given; empty: in its party's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """An entry about a provision of the party's, and, of an answer, what it says there."""

    entered: Entered
    draft: Draft
    provisions: tuple[str, ...]
    """The party's provisions that it is about, in reading order; not those that stand in another of them."""
    answers: tuple[Answer, ...] = ()
    became: Fate | None = None
    """Why the answer is not what its party says now; None where it is."""
    principals: tuple[PartyCode, ...] = ()
    """In whose name the answer says that it is given; empty: in its party's."""
    taken_back: tuple[TakenBack, ...] = ()
    """Of a withdrawal, what it takes back there."""
    to_it: bool = False
    """Whether it speaks of what the party proposes, names it, or is about an entry of its own."""


class Touching:
    """What entries say of the provisions of one party."""

    def __init__(self, own: OwnProvisions) -> None:
        self.own = own
        self.known = own.known
        self.library = own.library

    def of(self, one: Entered) -> list[Touched]:
        """Say which of the party's provisions an entry is about, draft by draft."""
        found: dict[LeafHash, list[str]] = {}
        for leaf, address in dict.fromkeys(self.own.about(one)):
            places = self.own.places[leaf]
            here = found.setdefault(leaf, [])
            here += [
                its
                for its in self.own.its[leaf]
                if its not in here
                and places.touch(address, its)
                and not (
                    its != address and address in places.above(its) and self.own.adds_alone(one, address)
                )
            ]
        return [
            touched
            for leaf, its in found.items()
            if its
            for touched in self._by_fate(one, self.known.drafts[leaf], its)
        ]

    def whole(self, given: Given) -> Touched:
        """Give all that an answer says, as it was given."""
        draft = self.known.drafts[given.draft]
        its = self.own.read(given) or given.provisions
        return Touched(
            entered=given.entered,
            draft=draft,
            provisions=self.own.places[given.draft].topmost(its) or ("",),
            answers=tuple(heard.answer for _, _, heard in self._answers(given.entered, draft, its)),
            principals=self._principals(given),
        )

    def is_to_it(self, one: Entered) -> bool:
        """Whether an entry is addressed to the party by name, or is about an entry of its own."""
        act = one.act
        if (
            isinstance(act, acts.SendsNote | acts.AsksQuestion | acts.MakesPromise)
            and self.own.party in act.to
        ):
            return True
        return any(
            (target := self.known.at(reference.leaf)) is not None
            and target.author == self.own.party
            and reference.leaf not in self.known.drafts
            for reference in one.entry.re
        )

    def in_order(self, touched: Iterable[Touched]) -> Iterator[Touched]:
        """Order by draft, the last first; then by provision, then by entry."""
        rank: dict[tuple[LeafHash, str], tuple[int, int]] = {}
        for number, (leaf, its) in enumerate(self.own.its.items()):
            for at, address in enumerate(self.own.places[leaf].in_order(its)):
                rank[leaf, address] = -number, at
        yield from sorted(
            touched,
            key=lambda one: (
                rank[one.draft.tabled.leaf, one.provisions[0]],
                one.provisions,
                one.entered.index,
            ),
        )

    def _by_fate(self, one: Entered, draft: Draft, its: list[str]) -> Iterator[Touched]:
        """Give what an entry says of the party's provisions; apart, what of it its party says no more."""
        places = self.own.places[draft.tabled.leaf]
        by_fate: dict[tuple[Fate | None, bool], list[tuple[str, Answer | TakenBack]]] = {}
        for number, address, heard in self._answers(one, draft, its):
            key = self._became(one, number, heard), self._names_it(heard, draft)
            by_fate.setdefault(key, []).append((address, heard.answer))
        for address, taken, names_it in self._taken_back(one, draft, its):
            by_fate.setdefault((None, names_it), []).append((address, taken))
        given = self.known.answers.get(one.leaf)
        for (fate, names_it), those in (by_fate or {(None, self.is_to_it(one)): []}).items():
            about = its
            if len(by_fate) > 1:
                about = [it for it in its if any(places.touch(address, it) for address, _ in those)]
            yield Touched(
                entered=one,
                draft=draft,
                provisions=places.topmost(about),
                answers=tuple(said for _, said in those if not isinstance(said, TakenBack)),
                became=fate,
                principals=() if given is None else self._principals(given),
                taken_back=tuple(said for _, said in those if isinstance(said, TakenBack)),
                to_it=names_it,
            )

    def _names_it(self, heard: Heard, draft: Draft) -> bool:
        """Whether an answer speaks of what the party proposes, by its name."""
        party = self.own.party
        match heard.answer.position:
            case Supports(party=named) if named == party:
                return True
            case Opposes(proposal_of=named) if named == party:
                return True
            case _:
                place = place_of_addition(heard, self.library.text(draft)) or ""
                return place.partition("@")[2] == party

    def _principals(self, given: Given) -> tuple[PartyCode, ...]:
        """List those in whose name an answer is given, by its entry or as its document says."""
        try:
            heard = self.library.heard(self.known, given, self.known.drafts[given.draft])
        except NotHere:
            return given.principals
        return given.principals or (() if isinstance(heard, LeftOut) else heard.reply.principals)

    def _taken_back(
        self, one: Entered, draft: Draft, its: Iterable[str]
    ) -> Iterator[tuple[str, TakenBack, bool]]:
        """Go through what a withdrawal takes back, at which provision, and whether that names the party."""
        for reference in one.entry.re if isinstance(one.act, acts.Withdraws) else ():
            given = self.known.answers.get(reference.leaf)
            if given is None:
                continue
            places = self.own.places[draft.tabled.leaf]
            for _, address, heard in self._answers(given.entered, draft, its):
                if not reference.article or reference.article in places.above(address):
                    taken = TakenBack(
                        given=given.entered, answer=heard.answer, principals=self._principals(given)
                    )
                    yield address, taken, self._names_it(heard, draft)

    def _became(self, one: Entered, number: int, heard: Heard) -> Fate | None:
        """Say, as the history does, why an answer is not what its party says now."""
        given = self.known.answers[one.leaf]
        text = self.library.text(self.known.drafts[given.draft])
        address = "" if heard.provision is None else text.provisions[heard.provision].eid
        return self._latest[given.party, given.draft].fate(given, number, heard, address)

    @cached_property
    def _latest(self) -> dict[tuple[PartyCode, LeafHash], Latest]:
        """Which answers stand, by party and draft."""
        theirs: dict[tuple[PartyCode, LeafHash], list[tuple[Given, Hearing | LeftOut]]] = {}
        for one in self.known.answers.values():
            try:
                heard = self.library.heard(self.known, one, self.known.drafts[one.draft])
            except NotHere:
                continue
            theirs.setdefault((one.party, one.draft), []).append((one, heard))
        return {
            of: Latest(given, self.own.places[of[1]])
            for of, given in theirs.items()
            if of[1] in self.own.places
        }

    def _answers(self, one: Entered, draft: Draft, its: Iterable[str]) -> list[tuple[int, str, Heard]]:
        """List what an answer says of some provisions, in reading order; each with its number in it."""
        given = self.known.answers.get(one.leaf)
        if given is None:
            return []
        try:
            heard = self.library.heard(self.known, given, draft)
            text = self.library.text(draft)
        except NotHere:
            return []
        if isinstance(heard, LeftOut):
            return []
        places = self.own.places[draft.tabled.leaf]
        adding = {at: place for place, said in added_places(heard.version).items() for at in said}
        said: dict[str, list[tuple[int, Heard]]] = {}
        for number, each in enumerate(heard.heard):
            own = None if each.provision is None else text.provisions[each.provision].eid
            for at in (own, adding.get(number), place_of_addition(each, text)):
                if at is not None and any(places.touch(at, address) for address in its):
                    said.setdefault(at, []).append((number + 1, each))
                    break
        return [(number, at, each) for at in places.in_order(said) for number, each in said[at]]
