"""The provisions that are a party's own, and which of them an entry is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Adds
from travaux.compile.additions import added_places, place_of_addition
from travaux.compile.compilation import LeftOut
from travaux.record import act as acts
from travaux.record.library import NotHere
from travaux.record.views.coverage import spoken_of
from travaux.record.views.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode

_ON_AN_ACT = (
    acts.Withdraws,
    acts.Corrects,
    acts.MaintainsHold,
    acts.LiftsHold,
    acts.BreaksSilence,
    acts.NotesSilenceElapsed,
    acts.UntiesPackage,
    acts.ProposesMerger,
    acts.AnswersMerger,
    acts.AnswersQuestion,
)
"""Acts that name an earlier entry and are about the provisions of that."""


class OwnProvisions:
    """The provisions that a party has answered, holds, has asked about, joined at or tied; draft by draft."""

    def __init__(self, known: Disclosed, party: PartyCode, library: Library) -> None:
        self.known = known
        self.party = party
        self.library = library
        self.places: dict[LeafHash, Places] = {}
        """The places of each draft."""
        self.its: dict[LeafHash, dict[str, None]] = {}
        """The addresses of the party's provisions in each draft; "" is the whole text."""
        for leaf, draft in known.drafts.items():
            try:
                self.places[leaf] = Places(library.text(draft))
            except NotHere:
                self.places[leaf] = Places()
            self.its[leaf] = {}
        for one in known.entries:
            if one.author == party:
                for leaf, address in self._spoken(one):
                    self.its[leaf][address] = None

    def about(self, one: Entered) -> Iterator[tuple[LeafHash, str]]:
        """List the provisions that an entry is about; an act on an earlier one, those which that is about."""
        yield from self._spoken(one)
        if isinstance(one.act, _ON_AN_ACT):
            for reference in one.entry.re:
                target = self.known.at(reference.leaf)
                if target is None or reference.leaf in self.its:
                    continue
                those = self.about(target)
                if not reference.article:
                    yield from those
                elif reference.leaf not in self.known.answers:
                    yield from (each for each in those if each[1] == reference.article)

    def read(self, given: Given) -> tuple[str, ...]:
        """List the provisions that an answer answers, as it was understood; first those of the draft.

        Then, by where they would stand, those that it adds, and those of others that it names.
        """
        draft = self.known.drafts.get(given.draft)
        if draft is None:
            return ()
        try:
            heard = self.library.heard(self.known, given, draft)
            if isinstance(heard, LeftOut):
                return ()
            return (*spoken_of(heard, self.library.text(draft)), *self._additions(given, draft))
        except NotHere:
            return ()

    def adds_alone(self, one: Entered, address: str) -> bool:
        """Whether all that an entry says at *address* is what it would add there; or the one it is about."""
        leaves = (one.leaf, *(reference.leaf for reference in one.entry.re))
        answers = (self.known.answers.get(leaf) for leaf in leaves)
        given = next((each for each in answers if each is not None), None)
        draft = None if given is None else self.known.drafts.get(given.draft)
        if given is None or draft is None:
            return False
        try:
            heard = self.library.heard(self.known, given, draft)
            index = self.library.text(draft).index(address)
        except NotHere:
            return False
        there = [] if isinstance(heard, LeftOut) else [it for it in heard.heard if it.provision == index]
        return index is not None and bool(there) and all(isinstance(it.answer.position, Adds) for it in there)

    def _additions(self, given: Given, draft: Draft) -> tuple[str, ...]:
        """List where what an answer adds, and what it names that another may add, would stand."""
        try:
            heard = self.library.heard(self.known, given, draft)
            text = self.library.text(draft)
        except NotHere:
            return ()
        if isinstance(heard, LeftOut):
            return ()
        named = (place_of_addition(one, text) for one in heard.heard)
        return (*added_places(heard.version), *(one for one in named if one is not None))

    def _spoken(self, one: Entered) -> Iterator[tuple[LeafHash, str]]:
        """List the provisions that an entry speaks of, each with its draft; "" is the whole text."""
        given = self.known.answers.get(one.leaf)
        if given is not None and not given.provisions:
            for address in self.read(given):
                yield given.draft, address
            return
        if given is not None and (draft := self.known.drafts.get(given.draft)) is not None:
            for address in self._additions(given, draft):
                yield given.draft, address
        for reference in one.entry.re:
            answered = self.known.answers.get(reference.leaf)
            leaf = reference.leaf if answered is None else answered.draft
            if reference.article and leaf in self.its:
                yield leaf, reference.article
