"""What became of each provision from one draft to the next, and the identity it keeps or gets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split
from travaux.text.provision import WId

if TYPE_CHECKING:
    from travaux.compare.comparison import Comparison, Fate
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """A comparison of two drafts, by the places of their provisions."""

    comparison: Comparison

    @property
    def old(self) -> Text:
        return self.comparison.old

    @property
    def new(self) -> Text:
        return self.comparison.new

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """What became of each provision of the old draft, in its order."""
        found: dict[str, Fate] = {}
        for change in self.comparison.changes:
            for one in olds(change):
                found[one.eid] = change
        return tuple(found[one.eid] for one in self.old.provisions)

    @cached_property
    def to(self) -> tuple[tuple[int, ...], ...]:
        """Where each provision of the old draft stands in the new one: nowhere, once, or in parts."""
        places = {one.eid: at for at, one in enumerate(self.new.provisions)}
        return tuple(tuple(places[one.eid] for one in news(fate)) for fate in self.fates)

    @cached_property
    def origin(self) -> tuple[tuple[int, ...], ...]:
        """Which provisions of the old draft each one of the new draft comes from."""
        found: list[list[int]] = [[] for _ in self.new.provisions]
        for old, news in enumerate(self.to):
            for new in news:
                found[new].append(old)
        return tuple(map(tuple, found))

    @cached_property
    def is_settled(self) -> bool:
        """Whether every provision is the same, under the same address."""
        return all(
            isinstance(change, Kept) and change.old.eid == change.new.eid and not change.is_restated
            for change in self.comparison.changes
        )


def olds(change: Fate) -> tuple[Provision, ...]:
    """List the provisions of the old draft that something became of."""
    match change:
        case Kept(old=old) | Reworded(old=old) | Moved(old=old) | Split(old=old) | Removed(old=old):
            return (old,)
        case Merged(old=several):
            return several
        case Added():
            return ()
        case _:
            assert_never(change)


def news(change: Fate) -> tuple[Provision, ...]:
    """List the provisions of the new draft that came of it."""
    match change:
        case Kept(new=new) | Reworded(new=new) | Moved(new=new) | Merged(new=new) | Added(new=new):
            return (new,)
        case Split(new=several):
            return several
        case Removed():
            return ()
        case _:
            assert_never(change)


def lasting(text: Text) -> Text:
    """Give each provision of *text* that has no lasting identity yet one of its own.

    It is the address at which it first stood, ``@``, and the identity of that draft, so that it is
    never mistaken for the address of another provision in a later draft.
    """
    own = tuple(
        replace(one, wid=WId(f"{one.eid}@{text.identity}")) if str(one.wid) == str(one.eid) else one
        for one in text.provisions
    )
    if all(one is other for one, other in zip(own, text.provisions, strict=True)):
        return text
    return replace(text, provisions=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Provisions that became one: the identity it keeps, and those that ended in it."""

    wid: WId
    ended: tuple[WId, ...]


def succeeded(lineage: Lineage) -> tuple[Text, tuple[Union, ...]]:
    """Give the new draft with the identities that its provisions have from the old one; and the unions.

    A provision that is the same one keeps its identity whatever its number, place and words became. Of
    a split, the first part keeps it; of several that were merged, that of the first is kept. What is
    new has its own. No two provisions have one identity.
    """
    old, new = lasting(lineage.old), lasting(lineage.new)
    own: list[Provision] = []
    unions: list[Union] = []
    for at, (one, origin) in enumerate(zip(new.provisions, lineage.origin, strict=True)):
        if not origin or lineage.to[origin[0]][0] != at:
            own.append(one)
            continue
        first, *others = (old.provisions[place].wid for place in origin)
        own.append(replace(one, wid=first))
        if others:
            unions.append(Union(wid=first, ended=tuple(others)))
    return replace(new, provisions=tuple(own)), tuple(unions)
