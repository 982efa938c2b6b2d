"""Interventions at one place → operations: like things done by several parties are one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.intervention import START
from travaux.compile.operation import Backers, Delete, Endorse, Insert, Operation, Oppose, Renumber, Reword
from travaux.compile.slots import laid_together
from travaux.text.provision import WId
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.base import Base
    from travaux.compile.intervention import Done, Opposition, Place
    from travaux.compile.version import Item


def operations_at(place: Place, done: Done, base: Base) -> tuple[Operation, ...]:
    """List what is *done* at *place*: numbers, words, deletions, insertions, who accepts, who opposes.

    *done* comes in protocol order, which is the order of names in every operation and of wordings by
    their first backer.
    """
    wid = wid_at(place, base)
    renumbered: dict[str, list[tuple[PartyCode, Item]]] = {}
    reworded: dict[str, list[tuple[PartyCode, Item]]] = {}
    opposed: dict[Opposition, list[PartyCode]] = {}
    for party, one in done:
        if one.item is not None:
            own = base.items[place]
            if one.item.label != own.label:
                renumbered.setdefault(one.item.label, []).append((party, one.item))
            if one.item.words != own.words:
                reworded.setdefault(one.item.words, []).append((party, one.item))
        for opposition in dict.fromkeys(one.opposes):
            opposed.setdefault(opposition, []).append(party)
    found: list[Operation] = [
        Renumber(provision=wid, label=label, backers=_backers(backers))
        for label, backers in renumbered.items()
    ]
    found += [
        Reword(provision=wid, words=words, backers=_backers(backers)) for words, backers in reworded.items()
    ]
    absent = tuple(party for party, one in done if one.absent)
    if absent:
        found.append(Delete(provision=wid, backers=Backers(sponsors=absent)))
    found += _inserts(wid, [(party, one.run) for party, one in done if one.run], base)
    accepting = tuple(party for party, one in done if one.accepts)
    if accepting:
        found.append(Endorse(provision=wid, parties=accepting))
    found += [
        Oppose(
            provision=wid,
            start=opposition.start,
            end=opposition.end,
            proposal_of=PartyCode(opposition.proposal_of) if opposition.proposal_of else None,
            parties=tuple(parties),
        )
        for opposition, parties in sorted(opposed.items(), key=lambda one: _by_place(one[0]))
    ]
    return tuple(found)


def wid_at(place: Place, base: Base) -> WId:
    """Give the lasting identity of the provision at *place*, "" for the start: what operations name it by."""
    return WId("") if place == START else base.draft.provisions[place].wid


def in_sequence(places: Iterable[tuple[Operation, ...]]) -> tuple[Operation, ...]:
    """Put the operations of all places, which come in the order of the draft, into one series.

    What is done comes first; then who accepts the draft's words; then who opposes which.
    """
    done: list[Operation] = []
    accepted: list[Operation] = []
    opposed: list[Operation] = []
    for operations in places:
        for operation in operations:
            match operation:
                case Endorse():
                    accepted.append(operation)
                case Oppose():
                    opposed.append(operation)
                case _:
                    done.append(operation)
    return (*done, *accepted, *opposed)


def _by_place(opposition: Opposition) -> tuple[int, int, str]:
    start, end = opposition.start, opposition.end
    return -1 if start is None else start, -1 if end is None else end, opposition.proposal_of


def _backers(found: Iterable[tuple[PartyCode, Item]]) -> Backers:
    pairs = tuple(found)
    return Backers(
        sponsors=tuple(party for party, item in pairs if item.joined is None),
        supporters=tuple(party for party, item in pairs if item.joined is not None),
    )


def _inserts(after: str, series: Sequence[tuple[PartyCode, Sequence[Item]]], base: Base) -> list[Operation]:
    inserts: list[Operation] = []
    provisions = base.draft.provisions
    for place, row in enumerate(laid_together(series)):
        variants: dict[tuple[str, str], list[tuple[PartyCode, Item]]] = {}
        for party, item in row.items.items():
            variants.setdefault((item.label, item.words), []).append((party, item))
        for (label, own_words), backers in variants.items():
            item = backers[0][1]
            inserts.append(
                Insert(
                    after=after,
                    place=place,
                    kind=item.kind,
                    depth=item.depth,
                    label=label,
                    words=own_words,
                    ahead=item.ahead if item.base is None else provisions[item.base].words.ahead,
                    moved=provisions[item.base].wid if item.base is not None else "",
                    backers=_backers(backers),
                    layout=item.layout if item.base is None else None,
                )
            )
    return inserts
