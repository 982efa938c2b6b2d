"""What stands on a text now by somebody's answer, each with its entry: to be joined, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer
from travaux.answers.position import Accepts, AcceptsExcept, Asks, Holds, Opposes, Supports, Withdraws
from travaux.answers.shown import is_shown
from travaux.compile.additions import added_address_of, additions
from travaux.compile.heard import Heard
from travaux.compile.support import Support, stands_apart
from travaux.record.act import GivesAnswer
from travaux.text.whose import party_named
from travaux.web.shows.sayings import Saying, saying

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from travaux.compile.hearing import Hearing
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
    hearing: Hearing
    number: int
    """Which of its answers it is, from 0."""

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
    joined_at: str
    """By which address it is joined: the same, or that of what is added."""
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
        by_name = _joined_at(said.hearing, said.number)
        yield Proposal(
            party=said.party,
            entered=said.entered,
            address=said.address,
            joined_at=by_name or "",
            sponsors=tuple(by.author for at, by in joined if at == by_name),
            proposes=said.proposes and by_name is not None,
            # Whoever joins it joins its words, and none into which they were merged since.
            saying=saying(own.get(said.reference) or said.answer, said.provision, text, fault=""),
            principals=said.principals,
        )


def _all_said(found: Consolidation) -> Iterator[Said]:
    """Go through all that was said by answers and stands, without its words."""
    by_reference = {one.unit.reference: one.entered for one in found.submitted}
    for hearing in found.heard:
        text = hearing.base.draft
        for number, (name, one) in enumerate(zip(hearing.names, hearing.heard, strict=False)):
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
                hearing=hearing,
                number=number,
                answer=one.answer,
                provision=one.provision,
                text=text,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What another party would add, as it is offered to be spoken of."""

    party: PartyCode
    cited: str
    name: str
    """By which it is answered: it says whose it is."""
    words: str
    """All of it, in bracket notation, a line for each provision."""


def added_by_others(found: Consolidation, at: Spot, party: PartyCode | None) -> tuple[Addition, ...]:
    """List what the other parties would add at a provision, that has a number; in protocol order."""
    span = range(at.index, at.text.end(at.index))
    return tuple(
        Addition(
            party=one.party,
            cited=it.cited,
            name=it.cited if party_named(it.cited) else f"{it.cited} ({one.party})",
            words="\n".join(
                " ".join(part for part in (item.label, item.words) if part)
                for item in (one.version.items[each] for each in it.items)
            ),
        )
        for one in found.heard
        if one.party != party
        for it in additions(one.version)
        if it.numbered and it.anchor in span
    )


def to_join(found: Consolidation, known: Disclosed, at: Spot, party: PartyCode) -> Sequence[Proposal]:
    """List what others propose at the provision, or in it."""
    within = {one.address for one in at.within}
    found_there = standing(found, known, lambda said: said.joinable(party, within))
    return [one for one in found_there if one.proposes]


def is_to_join(found: Consolidation, within: Container[str], party: PartyCode | None) -> bool:
    """Whether others propose something at one of the provisions *within*: what `to_join` would list."""
    return any(said.joinable(party, within) for said in _all_said(found))
