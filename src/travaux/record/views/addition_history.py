"""The history of what parties would add to a draft: who, in which words, and all that was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.position import Opposes, Supports
from travaux.compile.additions import added_by, names_of_addition, stands_in
from travaux.compile.hearing import Hearing
from travaux.compile.support import stands_apart
from travaux.record.views.history import History, Line
from travaux.text.whose import without_party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.additions import Addition
    from travaux.compile.heard import Heard
    from travaux.compile.version import Version
    from travaux.record.entry import LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.history import PassedOver, Stand
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def addition_history(known: Disclosed, library: Library, name: str, draft: Draft) -> History | None:
    """Tell the history of what parties add to *draft* under this *name*; None: nobody has added such a thing.

    What was withdrawn or superseded since is told with the rest: it stays in the record. An addition is told
    of on this draft alone: in no other is its place known. Raises NotHere, where the draft cannot be read.
    """
    adding = _adding(known, library, draft, name)
    if not adding:
        return None
    first = next(each for _, found in adding.values() for each in found)
    parties = {party for _, party in adding}
    address = _address(first, library.text(draft))
    if without_party(name) != name and len(parties) == 1:
        address = f"{address}@{parties.pop()}"
    line = _AddedLine(known, library, draft, address, adding)
    return History(draft=draft, address=line.address, events=tuple(line.events()), called=first.cited)


_Adding: TypeAlias = "Mapping[tuple[LeafHash, PartyCode], tuple[Version, Sequence[Addition]]]"
"""By answer, its version of the draft and what is added there."""


def _adding(known: Disclosed, library: Library, draft: Draft, name: str) -> _Adding:
    """Go through all answers that were ever given to *draft*, for those that add what has this name."""
    found: dict[tuple[LeafHash, PartyCode], tuple[Version, Sequence[Addition]]] = {}
    for given in (*library.shown(draft), *known.answers.values()):
        heard = library.heard(known, given, draft) if given.draft == draft.tabled.leaf else None
        if isinstance(heard, Hearing) and (
            those := [one for one in added_by(name, heard.version) if one.said]
        ):
            found[given.entered.leaf, given.party] = heard.version, those
    return found


def _address(one: Addition, text: Text) -> str:
    """Give where it would stand; what has no number stands nowhere but in what it is added to."""
    if one.numbered:
        return one.address
    within = stands_in(one.cited, text)
    return f"{text.provisions[within].eid}__new" if within is not None else "new"


class _AddedLine(Line):
    """What parties add under one name, on the draft to which they add it."""

    def __init__(
        self, known: Disclosed, library: Library, draft: Draft, address: str, adding: _Adding
    ) -> None:
        self.address = address
        self._adding = adding
        self._items = library.base(draft).items
        super().__init__(known, library, draft, address)

    def _follow(self, draft: Draft) -> None:
        """Stay with the draft: it is in none."""

    def _of(self, given: Given, stand: Stand) -> tuple[list[tuple[int, str, Heard]], str]:
        """List what an answer adds there, and says of it or of what it would stand in."""
        text = stand.text
        heard = None if text is None else self.library.heard(self.known, given, stand.draft)
        if text is None or not isinstance(heard, Hearing):
            return super()._of(given, stand)
        _, own = self._adding.get((given.entered.leaf, given.party), (None, ()))
        adds = {number for one in own for number in one.said}
        found: list[tuple[int, str, Heard]] = []
        for number, one in enumerate(heard.heard):
            at = one.provision if one.provision is not None else stands_in(one.answer.provision, text)
            place = "" if at is None else text.provisions[at].eid
            if one.provision is None:
                is_of_it = self._names(one.answer.provision)
            else:
                is_of_it = stand.concerned(place) or self._speaks_of_it(one, text)
            named = stand.places.above(place) | names_of_addition(one, text)
            is_of_it = is_of_it or any(
                self._names(each) for condition in one.answer.conditions for each in condition.references
            )
            if (number in adds or is_of_it) and (
                not given.provisions or not named.isdisjoint(given.provisions)
            ):
                found.append((number + 1, place, one))
        return found, ""

    def _names(self, name: str) -> bool:
        """Whether this is its name: what is added under that is this."""
        return bool(name.strip()) and any(
            each.address == other.address
            for version, those in self._adding.values()
            for each in added_by(name, version)
            for other in those
        )

    def _speaks_of_it(self, one: Heard, text: Text) -> bool:
        """Whether an answer on a provision supports or opposes one who has ever added this for it."""
        match one.answer.position:
            case Supports(party=author) | Opposes(proposal_of=str(author)) if one.provision is not None:
                span = range(one.provision, text.end(one.provision))
                return any(
                    each.anchor in span and not stands_apart(each.items[0], version, text, self._items)
                    for (_, party), (version, those) in self._adding.items()
                    if party == author
                    for each in those
                )
            case _:
                return False

    def _of_it(self, leaf: LeafHash, article: str) -> bool:
        """Whether an entry is about it that names an earlier one: an answer that adds it, where it does."""
        given = self.known.answers.get(leaf)
        if given is not None and (leaf, given.party) in self._adding and article in given.provisions:
            return True
        return super()._of_it(leaf, article)

    def _passed_over(self) -> dict[LeafHash, PassedOver]:
        """Nobody was asked of what others add: who says nothing of it passes over nothing."""
        return {}
