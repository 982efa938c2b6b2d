"""What stands on a text now by somebody's answer, each with its entry: to be joined, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import Accepts, AcceptsExcept, Asks, Holds, Opposes, Supports, Withdraws
from travaux.answers.shown import is_shown
from travaux.compile.additions import added_address_of
from travaux.compile.heard import Heard
from travaux.compile.support import Support, stands_apart
from travaux.record.act import GivesAnswer
from travaux.web.shows.sayings import Saying, saying

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.hearing import Hearing
    from travaux.record.consolidation import Consolidation
    from travaux.record.entry import Entered
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode
    from travaux.web.shows.spot import Spot

PATIENCE: Final = 20.0
"""Seconds that a page waits for what it has to be sure of before anything is prepared."""
_NO_PROPOSAL: Final = (Accepts, AcceptsExcept, Asks, Holds, Opposes, Supports, Withdraws)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that a party's answer says of one provision now."""

    party: PartyCode
    entered: Entered
    address: str
    """Of the provision it speaks of; "" for the whole text."""
    joined_at: str
    """By which address it is joined: the same, or that of what is added."""
    proposes: bool
    """Whether it is something that others can join."""
    saying: Saying
    sponsors: tuple[PartyCode, ...] = ()
    """Who has joined it and not left."""
    principals: tuple[PartyCode, ...] = ()


def standing(found: Consolidation, known: Disclosed) -> Iterator[Proposal]:
    """Go through all that was said by answers and stands, in protocol order."""
    by_reference = {one.unit.reference: one.entered for one in found.submitted}
    own = {
        stance.reference: stance.merged.own
        for stance in found.compilation.stances
        if stance.merged is not None
    }
    for hearing in found.heard:
        text = hearing.base.draft
        for number, (name, one) in enumerate(zip(hearing.names, hearing.heard, strict=False)):
            entered = by_reference.get(name)
            if entered is None or is_shown(one.answer) or (one.fault is not None and one.before is None):
                continue
            if not isinstance(entered.act, GivesAnswer):
                continue
            address = "" if one.provision is None else text.provisions[one.provision].eid
            named = _joined_at(hearing, number)
            given = known.answers.get(entered.leaf)
            joined = () if given is None else given.sponsors
            yield Proposal(
                party=hearing.party,
                entered=entered,
                address=address,
                joined_at=named or "",
                sponsors=tuple(by.author for at, by in joined if at == named),
                proposes=named is not None and not isinstance(one.answer.position, _NO_PROPOSAL),
                # Whoever joins it joins its words, and none into which they were merged since.
                saying=saying(own.get(name) or one.answer, one.provision, text, fault=""),
                principals=entered.act.principals,
            )


def _joined_at(hearing: Hearing, number: int) -> str | None:
    """Give the address by which what one answer proposes is joined; None where it has none of its own.

    That is the provision for which it is proposed, or the addition itself where its party proposes other
    words for that provision as well.
    """
    one, version, base = hearing.heard[number], hearing.version, hearing.base
    if one.provision is None:
        return ""
    for at, item in enumerate(version.items):
        if item.base is None and number in item.said and stands_apart(at, version, base.draft, base.items):
            return added_address_of(at, version)
    return base.draft.provisions[one.provision].eid


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
    return [
        one for one in standing(found, known) if one.proposes and one.party != party and one.address in within
    ]
