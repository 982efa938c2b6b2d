"""Interventions at one place → operations: like things done by several parties are one operation."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from travaux.compile.intervention import START
from travaux.compile.operation import (
    Backers,
    Delete,
    Endorse,
    Except,
    Insert,
    Operation,
    Oppose,
    Renumber,
    Reword,
)
from travaux.compile.slots import laid_together
from travaux.text.provision import WId
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from travaux.compile.base import Base
    from travaux.compile.intervention import Done, Opposition, Place, Turn
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
    absent: dict[Place | None, list[tuple[PartyCode, tuple[PartyCode, ...]]]] = {}
    for party, one in done:
        if one.absent:
            absent.setdefault(one.into, []).append((party, one.joined))
    found += [
        Delete(
            provision=wid,
            backers=Backers(
                sponsors=tuple(party for party, joined in parties if not joined),
                supporters=tuple(party for party, joined in parties if joined),
                whom=tuple((party, author) for party, joined in parties for author in joined),
            ),
            into=WId("") if into is None else wid_at(into, base),
        )
        for into, parties in absent.items()
    ]
    found += _inserts(wid, [(party, one.run) for party, one in done if one.run], base)
    accepting = tuple(party for party, one in done if one.accepts)
    if accepting:
        found.append(Endorse(provision=wid, parties=accepting))
    found += [
        _opposed(wid, opposition, tuple(parties))
        for opposition, parties in sorted(opposed.items(), key=lambda one: _by_place(one[0]))
    ]
    return tuple(found)


def _opposed(wid: WId, one: Opposition, parties: tuple[PartyCode, ...]) -> Oppose | Except:
    if one.excepted and one.start is not None and one.end is not None:
        return Except(provision=wid, start=one.start, end=one.end, parties=parties)
    return Oppose(
        provision=wid,
        start=one.start,
        end=one.end,
        proposal_of=PartyCode(one.proposal_of) if one.proposal_of else None,
        alone=one.alone,
        added=one.added,
        parties=parties,
    )


def operations_after(
    before: tuple[Operation, ...],
    turns: Sequence[Turn],
    place: Place,
    done: Done,
    base: Base,
    rank: Mapping[PartyCode, int],
) -> tuple[Operation, ...]:
    """Give the operations at *place* after *turns*, from those *before*: what `operations_at` lists.

    What the turns leave alone is not listed anew. *rank* is the protocol order, that of *done*.
    """
    if any(_other_than_words(one) for one in turns):
        return operations_at(place, done, base)
    numbers: list[Renumber] = []
    wordings: list[Reword] = []
    rest: list[Operation] = []
    for operation in before:
        match operation:
            case Renumber():
                numbers.append(operation)
            case Reword():
                wordings.append(operation)
            case _:
                rest.append(operation)
    wid = wid_at(place, base)
    for turn in turns:
        was, now, own = turn.before.item, turn.after.item, base.items[place]
        _turned(
            numbers,
            turn,
            was.label if was is not None and was.label != own.label else None,
            now.label if now is not None and now.label != own.label else None,
            lambda label, backers: Renumber(provision=wid, label=label, backers=backers),
            rank,
        )
        _turned(
            wordings,
            turn,
            was.words if was is not None and was.words != own.words else None,
            now.words if now is not None and now.words != own.words else None,
            lambda words, backers: Reword(provision=wid, words=words, backers=backers),
            rank,
        )
    return (*numbers, *wordings, *rest)


def _other_than_words(turn: Turn) -> bool:
    """Whether the party turns in more than the number and the words of the draft's provision."""
    was, now = turn.before, turn.after
    return (was.absent, was.joined, was.into, was.accepts, was.opposes, was.run) != (
        now.absent,
        now.joined,
        now.into,
        now.accepts,
        now.opposes,
        now.run,
    )


_Backed = TypeVar("_Backed", Renumber, Reword)


def _turned(
    operations: list[_Backed],
    turn: Turn,
    was: str | None,
    now: str | None,
    made: Callable[[str, Backers], _Backed],
    rank: Mapping[PartyCode, int],
) -> None:
    """Take a party's name from the operation that says *was* to the one that says *now*, in *operations*.

    These stay in the order of their first backers.
    """
    joined = turn.after.item is not None and turn.after.item.joined is not None
    if was == now and (turn.before.item is not None and turn.before.item.joined is not None) == joined:
        return
    party = turn.party
    if was is not None:
        at = next(at for at, one in enumerate(operations) if _says(one) == was)
        backers = operations.pop(at).backers
        left = Backers(
            sponsors=tuple(code for code in backers.sponsors if code != party),
            supporters=tuple(code for code in backers.supporters if code != party),
        )
        if left.sponsors or left.supporters:
            _seat(operations, made(was, left), rank)
    if now is not None:
        at = next((at for at, one in enumerate(operations) if _says(one) == now), len(operations))
        known = operations.pop(at).backers if at < len(operations) else Backers()
        if joined:
            backers = Backers(sponsors=known.sponsors, supporters=_named(known.supporters, party, rank))
        else:
            backers = Backers(sponsors=_named(known.sponsors, party, rank), supporters=known.supporters)
        _seat(operations, made(now, backers), rank)


def _says(operation: Renumber | Reword) -> str:
    return operation.label if isinstance(operation, Renumber) else operation.words


def _seat(operations: list[_Backed], one: _Backed, rank: Mapping[PartyCode, int]) -> None:
    def first(other: _Backed) -> int:
        backers = other.backers
        return min(rank[codes[0]] for codes in (backers.sponsors, backers.supporters) if codes)

    operations.insert(bisect_left(operations, first(one), key=first), one)


def _named(
    codes: tuple[PartyCode, ...], party: PartyCode, rank: Mapping[PartyCode, int]
) -> tuple[PartyCode, ...]:
    at = bisect_left(codes, rank[party], key=rank.__getitem__)
    return (*codes[:at], party, *codes[at:])


def wid_at(place: Place, base: Base) -> WId:
    """Give the lasting identity of the provision at *place*, "" for the start: what operations name it by."""
    return WId("") if place == START else base.draft.provisions[place].wid


def in_sequence(places: Iterable[tuple[Operation, ...]]) -> tuple[Operation, ...]:
    """Put the operations of all places, which come in the order of the draft, into one series.

    What is done comes first; then who accepts the draft's words; then who opposes or excepts which.
    """
    done: list[Operation] = []
    accepted: list[Operation] = []
    opposed: list[Operation] = []
    for operations in places:
        if not operations or not isinstance(operations[-1], Endorse | Oppose | Except):
            done += operations
            continue
        for operation in operations:
            match operation:
                case Endorse():
                    accepted.append(operation)
                case Oppose() | Except():
                    opposed.append(operation)
                case _:
                    done.append(operation)
    return (*done, *accepted, *opposed)


def _by_place(opposition: Opposition) -> tuple[int, int, str, bool, bool, bool, str]:
    start, end = opposition.start, opposition.end
    return (
        -1 if start is None else start,
        -1 if end is None else end,
        opposition.proposal_of,
        opposition.excepted,
        opposition.alone,
        opposition.added is not None,
        opposition.added or "",
    )


def _backers(found: Iterable[tuple[PartyCode, Item]]) -> Backers:
    pairs = tuple(found)
    return Backers(
        sponsors=tuple(party for party, item in pairs if item.joined is None),
        supporters=tuple(party for party, item in pairs if item.joined is not None),
    )


def _whom(found: Iterable[tuple[PartyCode, Item]]) -> tuple[tuple[PartyCode, PartyCode], ...]:
    return tuple((party, item.supports) for party, item in found if item.joined and item.supports)


def _inserts(after: str, series: Sequence[tuple[PartyCode, Sequence[Item]]], base: Base) -> list[Operation]:
    inserts: list[Operation] = []
    provisions = base.draft.provisions
    for place, row in enumerate(laid_together(series)):
        variants: dict[tuple[str, str], list[tuple[PartyCode, Item]]] = {}
        for party, item in row.items.items():
            variants.setdefault((item.label, item.words), []).append((party, item))
        for (label, own_words), backers in variants.items():
            item = backers[0][1]
            own = _backers(backers)
            if item.base is not None:
                own = replace(own, whom=_whom(backers))
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
                    backers=own,
                    layout=item.layout if item.base is None else None,
                )
            )
    return inserts
