"""What stands on a text now by somebody's answer, each with its entry: to be joined, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import Accepts, AcceptsExcept, Asks, Holds, Opposes, Supports, Withdraws
from travaux.answers.shown import is_shown
from travaux.compile.heard import Heard
from travaux.compile.support import Support
from travaux.record.act import GivesAnswer
from travaux.web.shows.sayings import Saying, saying

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from travaux.record.consolidation import Consolidation
    from travaux.record.entry import Entered
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode
    from travaux.web.shows.spot import Spot

PATIENCE: Final = 20.0
"""Seconds that a page waits for what it has to be sure of before anything is prepared."""
_NO_PROPOSAL: Final = (Accepts, AcceptsExcept, Asks, Holds, Opposes, Supports, Withdraws)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an answer says of one provision now."""

    party: PartyCode
    entered: Entered
    reference: str
    address: str
    """Of the provision; "" for the whole text."""
    answer: Answer
    provision: int | None
    text: Text
    principals: tuple[PartyCode, ...]

    @property
    def proposes(self) -> bool:
        return not isinstance(self.answer.position, _NO_PROPOSAL)

    def joinable(self, party: PartyCode | None, within: Container[str]) -> bool:
        """Whether *party* can join it, as what another proposes at one of the provisions *within*."""
        return self.proposes and self.party != party and self.address in within


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that a party's answer says of one provision now."""

    party: PartyCode
    entered: Entered
    address: str
    """Of the provision it speaks of; "" for the whole text."""
    proposes: bool
    """Whether it is something that others can join."""
    saying: Saying
    sponsors: tuple[PartyCode, ...] = ()
    """Who has joined it and not left."""
    principals: tuple[PartyCode, ...] = ()


def standing(
    found: Consolidation, known: Disclosed, wanted: Callable[[Said], bool] = lambda _: True
) -> Iterator[Proposal]:
    """Go through all that was said by answers and stands, in protocol order, as far as it is *wanted*."""
    own = {
        stance.reference: stance.merged.own
        for stance in found.compilation.stances
        if stance.merged is not None
    }
    for said in filter(wanted, _all_said(found)):
        given, text = known.answers.get(said.entered.leaf), said.text
        joined = () if given is None else given.sponsors
        yield Proposal(
            party=said.party,
            entered=said.entered,
            address=said.address,
            sponsors=tuple(by.author for at, by in joined if at == said.address),
            proposes=said.proposes,
            # Whoever joins it joins its words, and none into which they were merged since.
            saying=saying(own.get(said.reference) or said.answer, said.provision, text, fault=""),
            principals=said.principals,
        )


def _all_said(found: Consolidation) -> Iterator[Said]:
    """Go through all that was said by answers and stands, without its words."""
    by_reference = {one.unit.reference: one.entered for one in found.submitted}
    for hearing in found.heard:
        text = hearing.base.draft
        for name, one in zip(hearing.names, hearing.heard, strict=False):
            entered = by_reference.get(name)
            if entered is None or is_shown(one.answer) or (one.fault is not None and one.before is None):
                continue
            if not isinstance(entered.act, GivesAnswer):
                continue
            address = "" if one.provision is None else text.provisions[one.provision].eid
            yield Said(
                party=hearing.party,
                entered=entered,
                reference=name,
                address=address,
                answer=one.answer,
                provision=one.provision,
                text=text,
                principals=entered.act.principals,
            )


def proposers(found: Consolidation, at: Spot, party: PartyCode | None) -> tuple[PartyCode, ...]:
    """List the other parties that propose something at a provision now, in protocol order."""
    asked = Heard(answer=Answer(provision=at.address, position=Accepts()), provision=at.index)
    return tuple(
        one.party
        for one in found.heard
        if one.party != party and any(Support(asked, 0, one.version, one.base.items).offered(one.base.draft))
    )


def to_join(found: Consolidation, known: Disclosed, at: Spot, party: PartyCode) -> Sequence[Proposal]:
    """List what others propose at the provision, or in it."""
    within = {one.address for one in at.within}
    return list(standing(found, known, lambda said: said.joinable(party, within)))


def is_to_join(found: Consolidation, within: Container[str], party: PartyCode | None) -> bool:
    """Whether others propose something at one of the provisions *within*: what `to_join` would list."""
    return any(said.joinable(party, within) for said in _all_said(found))
