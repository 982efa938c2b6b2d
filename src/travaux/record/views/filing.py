"""Where on a draft what parties add is filed, and what is said of that alone: at its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Adds, Opposes, Supports
from travaux.compile.additions import additions
from travaux.compile.hearing import Hearing
from travaux.compile.proposals import Proposals
from travaux.record.sayings import said_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.additions import Addition
    from travaux.compile.heard import Heard
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def filing(known: Disclosed, library: Library, draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """Give where answers stand that are of additions, by their names as units: "art_2bis@ARD".

    An answer that adds stands where what it adds would stand; one that supports or opposes what another
    proposes at a provision, where what that adds there would, and at the provision too where that has
    something of the proposal in it. What is not here stands at the provision that it names: so does what adds
    something without a number, and what is said of that. Raises NotHere.
    """
    if not _adds(known, library, draft):
        return {}
    hearings = [one.hearing for one in said_on(known, library, draft) if one.hearing is not None]
    base = library.base(draft)
    return _Filing(hearings, base.draft, Proposals(hearings, base)).all()


def _adds(known: Disclosed, library: Library, draft: Draft) -> bool:
    """Whether anybody has ever added anything to the draft."""
    for given in (*library.shown(draft), *known.answers.values()):
        heard = library.heard(known, given, draft) if given.draft == draft.tabled.leaf else None
        if isinstance(heard, Hearing) and any(isinstance(one.answer.position, Adds) for one in heard.heard):
            return True
    return False


class _Filing:
    def __init__(self, hearings: Sequence[Hearing], draft: Text, proposals: Proposals) -> None:
        self._hearings, self._draft, self._proposals = hearings, draft, proposals
        self._own = {one.party: additions(one.version) for one in hearings}
        self._anchors = {each.anchor for those in self._own.values() for each in those}

    def all(self) -> dict[str, tuple[str, ...]]:
        return {
            name: places
            for hearing in self._hearings
            for number, (name, one) in enumerate(zip(hearing.names, hearing.heard, strict=False))
            if one.fault is None and (places := self._of(hearing.party, number, one))
        }

    def _of(self, party: PartyCode, number: int, one: Heard) -> tuple[str, ...]:
        """List where one answer stands; nothing: where it names."""
        if one.provision is None:
            return ()
        if self._anchors.isdisjoint(range(one.provision, self._draft.end(one.provision))):
            return ()
        match one.answer.position:
            case Adds():
                added = [(party, each) for each in self._own[party] if number in each.said]
                more = False
            case Supports():
                meant = self._proposals.meant(one, party)
                added, more = [*meant.added], meant.more
            case Opposes(proposal_of=str(), words="") if one.before is None:
                meant = self._proposals.meant(one, party)
                added, more = [*meant.added], meant.more
            case _:
                return ()
        places = [self._place(whose, each) for whose, each in added if each.numbered]
        if len(places) < len(added) or more:
            places.append(self._draft.provisions[one.provision].eid)
        return tuple(dict.fromkeys(places))

    def _place(self, party: PartyCode, added: Addition) -> str:
        """Give where what a party adds would stand in its own text, whoever has it in theirs."""
        own = next((one for one in self._own.get(party, ()) if one.cited == added.cited), added)
        return f"{own.address}@{party}"
