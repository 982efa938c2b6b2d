"""Answers to a draft before the last one that may not have been given again: nothing carries them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.compare.comparison import LanguageMismatch
from travaux.compile.lineage import Lineage
from travaux.record.library import NotHere
from travaux.record.views.places import Places
from travaux.record.views.still_said import still_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """What one party answered to an earlier draft and has not, of the same provisions, answered since."""

    party: PartyCode
    draft: Draft
    then: Draft
    """The draft that followed it."""
    entries: tuple[Entered, ...]


def left_behind(
    known: Disclosed, library: Library, draft: Draft, party: PartyCode | None = None
) -> tuple[LeftBehind, ...]:
    """List them for a *draft*, by party and then from the latest draft back; None: of every party.

    Those to the draft right before it are not among them: they are what can be given again to it. An
    answer counts as given again where the party has since answered all of the provisions it names, whatever
    their numbers were then, or a later draft in whole; of one to a whole draft, only the latter.
    """
    following = _Following(library, list(_line(known, draft)))
    found: list[LeftBehind] = []
    for whose in known.members if party is None else (party,):
        following.of(known, whose)
        for at, old in enumerate(following.line[2:], start=2):
            left = tuple(
                known.answers[leaf].entered
                for leaf, provisions in following.said[at].items()
                if not following.is_said_again(at, provisions)
            )
            if left:
                found.append(LeftBehind(party=whose, draft=old, then=following.line[at - 1], entries=left))
    return tuple(found)


def said_since(
    known: Disclosed, library: Library, draft: Draft, old: Draft, party: PartyCode
) -> Callable[[str], bool]:
    """Give whether the party has answered a provision of the earlier draft *old* on a later one since."""
    following = _Following(library, list(_line(known, draft)))
    following.of(known, party)
    at = following.line.index(old)
    return lambda address: following.is_said_again(at, (address,))


def line_before(known: Disclosed, draft: Draft) -> tuple[Draft, ...]:
    """List the drafts that a draft follows, by itself or in turn, from the latest back."""
    return tuple(_line(known, draft))[1:]


def _line(known: Disclosed, draft: Draft) -> Iterator[Draft]:
    """Go from a draft back through those it follows."""
    now: Draft | None = draft
    while now is not None:
        yield now
        now = None if now.follows is None else known.drafts.get(now.follows)


class _Following:
    """Provisions followed from draft to draft, and what one party has said of them on the way."""

    def __init__(self, library: Library, line: Sequence[Draft]) -> None:
        """Follow them along *line*, which begins with the latest draft."""
        self.library, self.line = library, line
        self.said: list[Mapping[LeafHash, tuple[str, ...]]] = []
        """By draft, the answers of the party that stand on it, each with where."""
        self._lineages: dict[int, Lineage | None] = {}
        self._places: dict[int, Places] = {}

    def of(self, known: Negotiation, party: PartyCode) -> None:
        self.said = [still_said(known, self.library, one, party) for one in self.line]

    def is_said_again(self, at: int, provisions: Sequence[str]) -> bool:
        """Whether all *provisions* of the draft *at* its place in the line were answered since."""
        named = [frozenset(where for those in said.values() for where in those) for said in self.said[:at]]
        if any("" in those for those in named):
            return True
        return all(one and self._is_again(at, one, named) for one in provisions)

    def _is_again(self, at: int, provision: str, named: Sequence[frozenset[str]]) -> bool:
        now: tuple[str, ...] = (provision,)
        for newer in reversed(range(at)):
            if not any(named[: newer + 1]):
                return False
            now = self._in_next(newer, now)
            if not now:
                return False
            if all(self._answers(newer, one, named[newer]) for one in now):
                return True
        return False

    def _in_next(self, newer: int, addresses: Sequence[str]) -> tuple[str, ...]:
        """Give where provisions of a draft stand in the *newer* one after it; unknown, where they stood."""
        if newer not in self._lineages:
            old, new = self.line[newer + 1], self.line[newer]
            try:
                self._lineages[newer] = Lineage(comparison=self.library.comparison(old, new))
            except (NotHere, LanguageMismatch):
                self._lineages[newer] = None
        lineage = self._lineages[newer]
        if lineage is None:
            return tuple(addresses)
        found: list[str] = []
        for one in addresses:
            place = lineage.old.index(one)
            there = () if place is None else lineage.to[place]
            found += (lineage.new.provisions[each].eid for each in there)
        return tuple(found)

    def _answers(self, at: int, provision: str, named: frozenset[str]) -> bool:
        """Whether a provision is among those named, or in one of them."""
        if at not in self._places:
            try:
                self._places[at] = Places(self.library.text(self.line[at]))
            except NotHere:
                self._places[at] = Places()
        places = self._places[at]
        return any(one in places.above(provision) or places.place(one) == provision for one in named)
