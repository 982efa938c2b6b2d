"""What a place of a consolidated text is drawn from: the operations there, parted by what they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.compile.operation import Delete, Endorse, Except, Insert, Oppose, Renumber, Reword
from travaux.compile.opposition import Objection
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.operation import Operation
    from travaux.text.instrument import Text


Moved = tuple[tuple[Insert, Address], ...]
"""The moves by which a provision is taken elsewhere: each with the address after which it would stand."""


Merged = tuple[tuple[Delete, Address], ...]
"""The mergers that take others into a provision: each with the address of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The operations at one place, by what they do."""

    rewords: tuple[Reword, ...] = ()
    renumbers: tuple[Renumber, ...] = ()
    deleted: tuple[Delete, ...] = ()
    accepting: tuple[PartyCode, ...] = ()
    opposing: tuple[Oppose, ...] = ()
    excepting: tuple[Except, ...] = ()
    inserts: tuple[tuple[Insert, ...], ...] = ()
    """Those that are wordings of one proposal stand together."""
    moving: tuple[Insert, ...] = ()
    """Those that bring a provision here from elsewhere."""
    against: tuple[Objection, ...] = ()
    against_alone: tuple[Objection, ...] = ()
    """Those whose proposals are opposed here and not in what stands in the provision."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a place is drawn from."""

    operations: tuple[Operation, ...]
    """Those on the draft's provision, and the insertions after it."""
    proposed: Proposed
    moved: Moved
    against: tuple[Objection, ...]
    """Whose proposals are opposed here, or at a provision that this one stands in."""
    merged: Merged = ()

    def named(self) -> frozenset[PartyCode]:
        """List everybody of whom there is something to draw."""
        named: set[PartyCode] = set()
        moves = tuple(insert for insert, _ in self.moved)
        mergers = tuple(delete for delete, _ in self.merged)
        for operation in (*self.operations, *moves, *mergers):
            match operation:
                case Endorse(parties=parties) | Oppose(parties=parties) | Except(parties=parties):
                    named.update(parties)
                case _:
                    named.update(operation.backers.sponsors)
                    named.update(operation.backers.supporters)
        for one in self.against:
            named.update((one.author, *one.parties))
        return frozenset(named)


def moved_in(draft: Text, proposed: Sequence[Proposed]) -> dict[str, Moved]:
    """Say of each moved provision where it is taken to."""
    moved: dict[str, Moved] = {}
    for at, here in enumerate(proposed):
        after = draft.provisions[at - 1].eid if at else Address("start")
        for insert in here.moving:
            moved[insert.moved] = (*moved.get(insert.moved, ()), (insert, after))
    return moved


def merged_in(draft: Text, proposed: Sequence[Proposed]) -> dict[str, Merged]:
    """Say of each provision into which others are merged, which these are."""
    merged: dict[str, Merged] = {}
    for provision, here in zip(draft.provisions, proposed[1:], strict=True):
        for delete in here.deleted:
            if delete.into:
                merged[delete.into] = (*merged.get(delete.into, ()), (delete, provision.eid))
    return merged


def against_in(draft: Text, proposed: Sequence[Proposed]) -> list[tuple[Objection, ...]]:
    """Collect who opposes whose proposals at each place, or on a provision that it stands in."""
    found: list[tuple[Objection, ...]] = [()]
    above: list[tuple[int, tuple[Objection, ...]]] = []
    for provision, here in zip(draft.provisions, proposed[1:], strict=True):
        while above and above[-1][0] >= provision.depth:
            above.pop()
        own, alone = (
            tuple(replace(one, depth=provision.depth) if one.added == "" else one for one in those)
            for those in (here.against, here.against_alone)
        )
        opposed = (*(above[-1][1] if above else ()), *own)
        found.append((*opposed, *alone))
        above.append((provision.depth, opposed))
    return found


NOTHING: Final = Proposed()


def parted(operations: tuple[Operation, ...], old: Basis | None) -> Proposed:
    """Part operations by what they do; those of *old* are parted already."""
    if old and (operations is old.operations or operations == old.operations):
        return old.proposed
    if not operations:
        return NOTHING
    rewords: list[Reword] = []
    renumbers: list[Renumber] = []
    deleted: list[Delete] = []
    accepting: list[PartyCode] = []
    opposing: list[Oppose] = []
    excepting: list[Except] = []
    inserts: dict[int, list[Insert]] = {}
    for operation in operations:
        match operation:
            case Reword():
                rewords.append(operation)
            case Renumber():
                renumbers.append(operation)
            case Delete():
                deleted.append(operation)
            case Endorse(parties=parties):
                accepting += parties
            case Oppose():
                opposing.append(operation)
            case Except():
                excepting.append(operation)
            case Insert():
                inserts.setdefault(operation.place, []).append(operation)
            case _:
                assert_never(operation)
    return Proposed(
        rewords=tuple(rewords),
        renumbers=tuple(renumbers),
        deleted=tuple(deleted),
        accepting=tuple(accepting),
        opposing=tuple(opposing),
        excepting=tuple(excepting),
        inserts=tuple(tuple(own) for _, own in sorted(inserts.items())),
        moving=tuple(one for own in inserts.values() for one in own if one.moved),
        against=_whose(opposing, alone=False),
        against_alone=_whose(opposing, alone=True),
    )


def _whose(opposing: Iterable[Oppose], *, alone: bool) -> tuple[Objection, ...]:
    return tuple(
        Objection(author=one.proposal_of, parties=one.parties, added=one.added)
        for one in opposing
        if one.proposal_of is not None and one.alone is alone
    )
