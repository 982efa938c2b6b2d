"""An intervention: all that one party does or says at one place of the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.position import Accepts, AcceptsExcept, Asks, Deletes, Holds, Opposes, Supports
from travaux.compile.heard import Held
from travaux.compile.placed import quoted_place
from travaux.compile.supplemented import replaced_by
from travaux.compile.version import merged_into
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard
    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text

Place = int
"""A provision of the draft, by its index; what stands after it belongs to it. `START`: before all of them."""

START: Final[Place] = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """What a party does not agree to: the words from ``start`` to ``end``; both None: all of them."""

    start: int | None = None
    end: int | None = None
    proposal_of: str = ""
    """Not the draft's words but what this party proposes for them."""
    alone: bool = False
    """Of a proposal: what is proposed at this place, and not for what stands in the provision."""
    added: str | None = None
    """Of a proposal: as `Heard.added`."""
    excepted: bool = False
    """The party accepts the rest: these words are an exception to that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One party's part in what is done at one place."""

    item: Item | None = None
    """The provision with the party's own words or number, or of which it said that they stand."""
    absent: bool = False
    """The party has the provision nowhere by itself."""
    joined: tuple[PartyCode, ...] = ()
    """Whom it supports where it is absent because of that, and for no answer of its own."""
    into: Place | None = None
    """Where it is absent because the party merged it: the provision that it is part of in its text."""
    run: tuple[Item, ...] = ()
    """What it has after the provision that the draft does not have there."""
    accepts: bool = False
    opposes: tuple[Opposition, ...] = ()


Done = tuple[tuple[PartyCode, Intervention], ...]
"""Who does what at one place, in protocol order."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a party did at a place in an earlier state, and what it does there now."""

    party: PartyCode
    before: Intervention
    after: Intervention


def interventions(version: Version, heard: Iterable[Heard], base: Base) -> Mapping[Place, Intervention]:
    """List what a party does and says, by place; a place where it does nothing is not listed."""
    heard = tuple(heard)
    deleted = {at for one in heard if isinstance(one.answer.position, Deletes) for at in one.removed}
    supported: dict[Place, tuple[PartyCode, ...]] = {}
    for one in heard:
        if isinstance(position := one.answer.position, Supports):
            for at in one.removed:
                known = supported.get(at, ())
                supported[at] = known if position.party in known else (*known, position.party)
    joined = {at: parties for at, parties in supported.items() if at not in deleted}
    found = dict(_done(version, base, deleted, joined))
    for place, stand in _said(version, heard, base):
        own = found.get(place, NOTHING)
        found[place] = replace(
            own, accepts=own.accepts or stand.accepts, opposes=(*own.opposes, *stand.opposes)
        )
    return found


NOTHING: Final = Intervention()
"""What whoever is not listed at a place does there."""


def _differ(item: Item, own: Item) -> bool:
    return item.label != own.label or item.words != own.words


def _done(
    version: Version, base: Base, deleted: Collection[Place], joined: Mapping[Place, tuple[PartyCode, ...]]
) -> Iterator[tuple[Place, Intervention]]:
    items = base.items
    steady = version.steady
    present: set[int] = set()
    last: Place = START
    changed: Item | None = None
    run: list[Item] = []
    behind: dict[Place, tuple[Item, ...]] = {}
    for item in version.items:
        if item.base is not None:
            present.add(item.base)
        if item.base is None or item.base not in steady:
            run.append(item)
            continue
        if run or changed is not None:
            here, *further = _laid(run, last, item.base, base)
            yield last, Intervention(item=changed, run=here[1])
            behind.update(further)
            run = []
        last = item.base
        own = items[last]
        changed = item if item is not own and (item.said or _differ(item, own)) else None
    if run or changed is not None:
        here, *further = _laid(run, last, len(items), base)
        yield last, Intervention(item=changed, run=here[1])
        behind.update(further)
    if len(present) < len(items):
        into = merged_into(version, base.draft)
        for index in range(len(items)):
            if index not in present:
                merged = None if index in deleted else into.get(index)
                yield (
                    index,
                    Intervention(
                        absent=True, joined=joined.get(index, ()), into=merged, run=behind.pop(index, ())
                    ),
                )
    yield from ((place, Intervention(run=moved)) for place, moved in behind.items())


def _laid(
    run: Sequence[Item], last: Place, before: Place, base: Base
) -> list[tuple[Place, tuple[Item, ...]]]:
    """Lay what a party has after the provision *last* at the places up to *before*, none of which it has.

    What is no part of the provision that those stand in comes behind them: an article that is added follows
    all that the draft has in the article before it. The first of the places is *last*.
    """
    provisions = base.draft.provisions
    laid: list[tuple[Place, list[Item]]] = [(last, [])]
    place = last
    for item in run:
        while place + 1 < before and provisions[place + 1].depth > item.depth:
            place += 1
        if place != laid[-1][0]:
            laid.append((place, []))
        laid[-1][1].append(item)
    return [(place, tuple(items)) for place, items in laid]


def _said(version: Version, heard: Sequence[Heard], base: Base) -> Iterator[tuple[Place, Intervention]]:
    as_it_stands: frozenset[int] | None = None
    for one in heard:
        if one.fault is not None:
            continue
        if _accepts(one.answer):
            if as_it_stands is None:
                as_it_stands = frozenset(
                    item.base
                    for item in version.items
                    if item.base is not None and item is base.items[item.base]
                )
            for index in _accepted(one, base.draft):
                if index in as_it_stands:
                    yield index, _ACCEPTS
        if one.provision is None:
            continue
        match one.answer.position:
            case (
                AcceptsExcept(exception=quoted, words=None) | Opposes(words=quoted, proposal_of=None) as said
            ) if quoted:
                index, start, end = quoted_place(one.answer, quoted, one.provision, base.draft, base.items)
                excepted = isinstance(said, AcceptsExcept)
                yield (
                    index,
                    Intervention(opposes=(Opposition(start=start, end=end, excepted=excepted),)),
                )
            case Opposes(proposal_of=None):
                for index in _opposed(one.provision, heard, version, base):
                    yield index, _OPPOSES
            case Opposes(proposal_of=str(author), words=""):  # nothing marks some words of a proposal
                whole = one.before is None and one.still is None
                opposed = [Held(one.provision, author, added=each) for each in one.added or (None,)]
                yield from _against(opposed if whole else one.held)
            case _:
                pass


def _accepts(answer: Answer) -> bool:
    """Whether an answer accepts the draft's words, all or all but some, and makes no condition."""
    match answer.position:
        case Accepts() | AcceptsExcept(words=None):
            return not answer.conditions
        case _:
            return False


def _against(theirs: Iterable[Held]) -> Iterator[tuple[Place, Intervention]]:
    """Oppose what parties propose, each at its place."""
    for one in theirs:
        yield (
            one.at,
            Intervention(opposes=(Opposition(proposal_of=one.party, alone=one.alone, added=one.added),)),
        )


_ACCEPTS: Final = Intervention(accepts=True)
_OPPOSES: Final = Intervention(opposes=(Opposition(),))


def _opposed(at: int, heard: Iterable[Heard], version: Version, base: Base) -> Iterator[int]:
    """List the provisions that an opposition to the whole of the one *at* covers: it, and all in it.

    But what the party words, moves or takes away there, and what it speaks of by itself: that says more
    closely what it wants. A hold or a question there says nothing of the kind.
    """
    yield at
    below = range(at + 1, base.draft.end(at))
    if not below:
        return
    apart: set[int] = set()
    for other in heard:
        position = other.answer.position
        if other.fault is None and other.provision in below and not isinstance(position, Holds | Asks):
            apart |= replaced_by(other, base.draft)
    items = base.items
    untouched = {item.base for item in version.items if item.base in below and item is items[item.base or 0]}
    yield from (index for index in below if index in untouched and index not in apart)


def _accepted(one: Heard, draft: Text) -> range:
    """List the provisions that an acceptance covers: the one named with all in it, or the whole text."""
    if one.provision is not None:
        return range(one.provision, draft.end(one.provision))
    return range(0) if one.answer.provision.strip() else range(len(draft.provisions))
